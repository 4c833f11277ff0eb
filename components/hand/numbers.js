// How numbers are read and written, as core/ does it.

export const LARGEST_NUMBER = 1e6;
export const MINUS = "−";

export function numberText(value, decimals = 2) {
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", MINUS);
}

export function signedText(value) {
  const text = numberText(value);
  return Number(value.toFixed(2)) > 0 ? `+${text}` : text;
}

export function vectorText(values, most, decimals = 2) {
  let shown = values.map((value) => numberText(value, decimals));
  if (shown.length > most) shown = [...shown.slice(0, most - 2), "…", shown.at(-1)];
  return `(${shown.join(", ")})`;
}

/** What a person typed, or null where it is no number that a network may have.  One comma is a decimal comma, but
 *  before three digits it may also part thousands; who means which cannot be told. */
export function typedNumber(text) {
  const plain = text.trim().replace(MINUS, "-");
  const isPlain = /^[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d+)?$/i.test(plain) && !/\d,\d{3}$/.test(plain);
  const value = isPlain ? Number(plain.replace(",", ".")) : NaN;
  return Math.abs(value) <= LARGEST_NUMBER ? value : null;
}

/** Without what float64 leaves behind when 0.1 is added again and again. */
export const tidy = (value, decimals = 6) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

export const clip = (x, low, high) => Math.min(Math.max(x, low), high);
