// How numbers are read and written, as core/numbers.py does it.

export const LARGEST_NUMBER = 1e6;
export const MINUS = "−";

const LAST_PLAIN_PLACE = 4;
const LARGEST_PLAIN = 10n ** 15n;

/** A text with a real minus sign for each hyphen. */
export const withMinus = (text) => text.replaceAll("-", MINUS);

/** A number as people write it: rounded half away from zero as the shortest decimal that reads back as it, with no
 *  minus zero, and 0.00 for 0 alone: another number too small for its decimals is written with one digit. */
export function numberText(value, decimals = 2) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value < 0 ? `${MINUS}∞` : "∞";
  return (value < 0 ? MINUS : "") + sizeText(Math.abs(value), decimals);
}

export const signedText = (value, decimals = 2) => (value > 0 ? "+" : "") + numberText(value, decimals);

function sizeText(size, decimals) {
  // A drawing writes a thousand numbers a frame, and toFixed is right wherever the rest is not near a half.
  const scaled = size * 10 ** decimals;
  const isClear = size < 1e6 && Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-4;
  if (isClear && (scaled > 0.5 || size === 0)) return size.toFixed(decimals);
  const exact = shortest(size);
  const units = roundedUnits(exact, -decimals);
  if (size > 0 && units === 0n) {
    const place = exact.leading;
    const digit = roundedUnits(exact, place);
    const isPlain = place + (digit === 10n ? 1 : 0) >= -LAST_PLAIN_PLACE;
    return isPlain ? pointed(digit, -place).replace(/0+$/, "") : withExponent(exact, 0);
  }
  const isPlain = units < LARGEST_PLAIN * 10n ** BigInt(decimals);
  return isPlain ? pointed(units, decimals) : withExponent(exact, decimals);
}

/** To how many decimals `numberText` rounds a number; negative for tens and hundreds. */
export function decimalPlaces(value, decimals = 2) {
  const exact = shortest(Math.abs(value));
  const units = roundedUnits(exact, -decimals);
  if (exact.digits && !units) return -exact.leading;
  return units < LARGEST_PLAIN * 10n ** BigInt(decimals) ? decimals : decimals - exact.leading;
}

/** A size with so many decimals, rounded half up as the shortest decimal that reads back as it. */
export const decimalText = (size, decimals) => pointed(roundedUnits(shortest(size), -decimals), decimals);

/** The shortest decimal that reads back as a number: digits × 10^exponent, the first digit at 10^leading. */
export function shortest(size) {
  const [mantissa, power = "0"] = String(size).split("e");
  const [whole, fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const exponent = Number(power) - fraction.length;
  return { digits, exponent, leading: exponent + String(digits).length - 1 };
}

/** A decimal rounded half up to a multiple of 10^place, in such multiples. */
export function roundedUnits({ digits, exponent }, place) {
  if (exponent >= place) return digits * 10n ** BigInt(exponent - place);
  const unit = 10n ** BigInt(place - exponent);
  return (2n * digits + unit) / (2n * unit);
}

/** Whole units of 10^−decimals with their decimal point. */
export function pointed(units, decimals) {
  const text = String(units).padStart(decimals + 1, "0");
  return decimals ? `${text.slice(0, -decimals)}.${text.slice(-decimals)}` : text;
}

function withExponent(exact, decimals) {
  let power = exact.leading;
  let units = roundedUnits(exact, power - decimals);
  if (units >= 10n ** BigInt(decimals + 1)) {
    power += 1;
    units /= 10n;
  }
  return `${pointed(units, decimals)}e${withMinus(String(power))}`;
}

export function vectorText(values, most, decimals = 2) {
  let shown = values.map((value) => numberText(value, decimals));
  if (shown.length > most) shown = [...shown.slice(0, most - 2), "…", shown.at(-1)];
  return `(${shown.join(", ")})`;
}

const SPACES = "[\\t-\\r \\u00a0\\u1680\\u2000-\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+";
const AROUND = new RegExp(`^${SPACES}|${SPACES}$`, "g");

/** The text with every minus sign and dash as a hyphen, and full-width characters as the plain ones. */
const plain = (text) =>
  text
    .replace(/[‐‑‒–—−﹣]/g, "-")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xff01 + 0x21));

/** What a person typed, or null where it is no number that a network may have.  The grammar is that of read_number
 *  in core/numbers.py: one comma is a decimal comma, but 1,000 may be one or a thousand, which cannot be told. */
export function typedNumber(text) {
  const bare = plain(text).replace(AROUND, "");
  const isNumber = /^[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)(e[+-]?[0-9]+)?$/i.test(bare);
  if (!isNumber || /^[+-]?[1-9][0-9]{0,2},[0-9]{3}$/.test(bare)) return null;
  const value = Number(bare.replace(",", ".")) + 0;
  return Math.abs(value) <= LARGEST_NUMBER ? value : null;
}

/** Without what float64 leaves behind when 0.1 is added again and again. */
export const tidy = (value, decimals = 6) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

export const clip = (x, low, high) => Math.min(Math.max(x, low), high);
