// How numbers are read and written, as core/numbers.py does it.

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
