// Exact decimals, { digits, exponent } for digits × 10^exponent, as core/arithmetic.py has them in Python's own.

import { decimalPlaces, pointed, roundedUnits, shortest, withMinus } from "./numbers.js";

const LAST_PLAIN_DECIMAL = 7;

/** The shortest decimal that reads back as a number. */
function decimalOf(value) {
  const { digits, exponent } = shortest(Math.abs(value));
  return { digits: value < 0 ? -digits : digits, exponent };
}

const sizeOf = ({ digits, exponent }) => ({ digits: digits < 0n ? -digits : digits, exponent });

/** Rounded half away from zero to so many places. */
export function rounded(decimal, places) {
  const units = roundedUnits(sizeOf(decimal), -places);
  return { digits: decimal.digits < 0n ? -units : units, exponent: -places };
}

export const times = (one, two) => ({ digits: one.digits * two.digits, exponent: one.exponent + two.exponent });
export const leadingOf = ({ digits, exponent }) => exponent + String(digits < 0n ? -digits : digits).length - 1;

function aligned(one, two) {
  const exponent = Math.min(one.exponent, two.exponent);
  return [exponent, ...[one, two].map((each) => each.digits * 10n ** BigInt(each.exponent - exponent))];
}

function plus(one, two) {
  const [exponent, ...units] = aligned(one, two);
  return { digits: units[0] + units[1], exponent };
}

export function isSame(one, two) {
  const [, ...units] = aligned(one, two);
  return units[0] === units[1];
}

/** Of a decimal that is not negative: at least two decimals, or an exponent behind a very small number. */
export function textOf(decimal) {
  if (decimal.digits === 0n) return "0.00";
  const leading = leadingOf(decimal);
  if (leading < -LAST_PLAIN_DECIMAL) {
    const digits = String(decimal.digits).replace(/0+$/, "");
    return `${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ""}e${leading}`;
  }
  const { digits, exponent } = decimal;
  const [whole, fraction = ""] = pointed(exponent > 0 ? digits * 10n ** BigInt(exponent) : digits, Math.max(-exponent, 0)).split(".");
  return `${whole}.${fraction.replace(/0+$/, "").padEnd(2, "0")}`;
}

/** A number as a decimal with so many places, or all of its own for null, but not rounded to 0. */
function operand(value, places) {
  const exact = decimalOf(value);
  if (places === null) return exact;
  const shown = rounded(exact, places);
  return shown.digits || !exact.digits ? shown : rounded(exact, -leadingOf(exact));
}

function bracketed(decimal) {
  const text = withMinus(textOf(sizeOf(decimal)));
  return decimal.digits < 0n ? `(${withMinus("-")}${text})` : text;
}

/** A sum of products up to its result `own`: the line of `written_sum` in core/arithmetic.py. */
export function sumText(terms, own) {
  const mine = decimalOf(own);
  const place = decimalPlaces(own);
  const wanted = rounded(mine, place);
  let operands, total;
  for (const places of [2, 4, 8, null]) {
    operands = terms.map((factors) => factors.map((factor) => operand(factor, places)));
    total = operands.map((factors) => factors.reduce(times)).reduce(plus, { digits: 0n, exponent: 0 });
    if (isSame(rounded(total, place), wanted)) break;
  }
  const line = operands.map((factors) => factors.map(bracketed).join("·")).join(" + ");
  // In front of all there is nothing that a minus sign could be taken together with.
  return `${line.replace(/^\(([^)]*)\)/, "$1")} ${isSame(total, wanted) ? "=" : "≈"}`;
}
