// A gate's line of arithmetic, as core/gating.py and core/arithmetic.py write it, and the shares of core/softmax.py.

import { sigmoid } from "./activations.js";
import { isSame, leadingOf, rounded, textOf, times } from "./decimals.js";
import { numberText, shortest, withMinus } from "./numbers.js";

const from = (first, last) => Array.from({ length: last - first }, (_, index) => first + index);

/** A product with the first number of places to which what the printed factors give and `own` are rounded alike. */
function written(exact, own, value) {
  const mine = shortest(own);
  let places = [4, 3, ...from(5, 18)];
  if (mine.digits && !rounded(mine, 4).digits) places = places.map((place) => Math.max(place, 3) - 3 - leadingOf(mine));
  for (const place of places) {
    const shown = rounded(exact, place);
    const isLimit = !isSame(shown, mine) && [0, value].includes(Number(textOf(shown)));
    if (isSame(shown, rounded(mine, place)) && !isLimit) return { text: textOf(shown), isExact: isSame(shown, exact) };
  }
  return null;
}

/** The gate's line up to its result, and the result: "4.00 × σ(1.00) ≈ 4.00 × 0.7311 ≈" and "2.924". */
export function arithmeticText(value, z) {
  const sign = (number) => (number < 0 ? "-" : "");
  const [size, share] = [Math.abs(value), shortest(sigmoid(z))];
  const kept = value * sigmoid(z);
  const exact = shortest(size);
  let found = { factor: share, result: { text: textOf(shortest(Math.abs(kept))), isExact: false } };
  for (const places of from(4, 18)) {
    const factor = rounded(share, places);
    if (!isSame(factor, share) && [0, 1].includes(Number(textOf(factor)))) continue;
    const result = written(times(exact, factor), Math.abs(kept), size);
    if (!result) continue;
    found = { factor, result };
    break;
  }
  const { factor, result } = found;
  const equals = isSame(factor, share) ? "=" : "≈";
  const relation = equals === "=" && result.isExact ? "=" : "≈";
  const [valueText, zText] = [value, z].map((number) => sign(number) + textOf(shortest(Math.abs(number))));
  const line = `${valueText} × σ(${zText}) ${equals} ${valueText} × ${textOf(factor)} ${relation}`;
  return [withMinus(line), withMinus((Number(result.text) ? sign(kept) : "") + result.text)];
}

/** e^(x_i/T) / Σ e^(x_j/T). */
export function softmax(scores, temperature) {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - largest) / temperature));
  const sum = powers.reduce((one, two) => one + two);
  return powers.map((power) => power / sum);
}

/** The score that has a share of 1 beside others. */
export function scoreOf(share, others, temperature) {
  const largest = Math.max(...others);
  const sum = others.reduce((total, score) => total + Math.exp((score - largest) / temperature), 0);
  return largest + temperature * (Math.log(share / (1 - share)) + Math.log(sum));
}

/** A share of a softmax, which is never 0 and never 1. */
export const shareText = (share) => (share < 0.0005 ? "< 0.001" : share > 0.9995 ? "> 0.999" : numberText(share, 3));
