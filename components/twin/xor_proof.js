// The proof that no line does XOR, with a neuron's numbers in it: the twin of core/xor_proof.py.

import { MINUS, numberText } from "./numbers.js";

const SUMS = { up: ["at01", "at10"], down: ["at00", "at11"] };

/** The sum of two numbers, and what rounding took from it, exactly (Knuth). */
function twoSum(one, two) {
  const total = one + two;
  const part = total - one;
  return [total, one - (total - part) + (two - part)];
}

/** w₁ + w₂ + 2b with the sign that it has exactly. */
export function doubledSum([w1, w2], b) {
  const [first, lost] = twoSum(w1, w2);
  const [total, lostToo] = twoSum(first, 2 * b);
  return total + (lost + lostToo);
}

/** The pre-activation at each corner, and the sum. */
export const proofValues = ([w1, w2], b) => ({ at00: b, at01: w2 + b, at10: w1 + b, at11: w1 + w2 + b, sum: doubledSum([w1, w2], b) });

/** Whether what a line asks holds; null where it asks for nothing. */
export const holds = ({ asks, above }, values) => (asks ? values[asks] > 0 === above : null);

function isWrittenInFull(value) {
  const written = Number(numberText(value).replaceAll(MINUS, "-"));
  return Math.abs(written - value) <= 1e-12 * Math.max(Math.abs(written), Math.abs(value));
}

/** What stands in the places of the `lines`. */
export function proofTexts(values, lines) {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, numberText(value)]));
  for (const [name, pair] of Object.entries(SUMS)) {
    const isExact = [...pair, "sum"].every((each) => isWrittenInFull(values[each]));
    const [one, two] = pair.map((each) => texts[each]);
    texts[name] = `${one} + ${two.startsWith(MINUS) ? `(${two})` : two} ${isExact ? "=" : "≈"} ${texts.sum}`;
  }
  const demands = lines.slice(0, 4);
  const misses = demands.map(({ asks, above }) => (values[asks] - above) ** 2);
  return {
    ...texts,
    side: values.sum > 0 ? "> 0" : "≤ 0",
    mean: numberText(values.sum / 2),
    failing: demands.filter((line) => !holds(line, values)).map(({ name }) => name).join(", "),
    error: numberText(misses.reduce((sum, miss) => sum + miss) / 4, 3),
  };
}
