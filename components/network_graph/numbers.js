// Numbers, names and texts of a network, as core/notation.py and core/serialization.py write them.

const LARGEST_NUMBER = 1e6;
const MINUS = "−";

function numberText(value, decimals = 2) {
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", MINUS);
}

function signedText(value) {
  const text = numberText(value);
  return Number(value.toFixed(2)) > 0 ? `+${text}` : text;
}

function vectorText(values, most, decimals = 2) {
  let shown = values.map((value) => numberText(value, decimals));
  if (shown.length > most) shown = [...shown.slice(0, most - 2), "…", shown.at(-1)];
  return `(${shown.join(", ")})`;
}

/** What a person typed, or null where it is no number that a network may have.  One comma is a decimal comma, but
 *  before three digits it may also part thousands; who means which cannot be told. */
function typedNumber(text) {
  const plain = text.trim().replace(MINUS, "-");
  const isPlain = /^[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d+)?$/i.test(plain) && !/\d,\d{3}$/.test(plain);
  const value = isPlain ? Number(plain.replace(",", ".")) : NaN;
  return Math.abs(value) <= LARGEST_NUMBER ? value : null;
}

/** Without what float64 leaves behind when 0.1 is added again and again. */
const tidy = (value, decimals = 6) => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/** The text of core/serialization.py, which Python has checked before it comes here. */
export function readNetwork(text) {
  const tokens = text.split(" ");
  const sizes = tokens.shift().split("-").map(Number);
  const layers = sizes.slice(1).map((nOut, index) => {
    const activation = tokens.shift();
    const rows = Array.from({ length: nOut }, () => tokens.splice(0, sizes[index] + 1).map(Number));
    return { activation, weights: rows.map((row) => row.slice(0, -1)), bias: rows.map((row) => row.at(-1)) };
  });
  return { sizes, layers };
}

export function writeNetwork({ sizes, layers }) {
  const parts = layers.map(({ activation, weights, bias }) =>
    [activation, ...weights.flatMap((row, index) => [...row, bias[index]])].map(String).join(" "),
  );
  return [sizes.join("-"), ...parts].join(" ");
}

/** x1 x2 | h1 h2 | k1 … | y, as core/notation.py names them, with plain digits for screen readers. */
export function neuronNames(sizes) {
  const letters = ["x", ..."hkmpq".slice(0, sizes.length - 2), "y"];
  return sizes.map((size, layer) =>
    Array.from({ length: size }, (_, row) => (letters[layer] === "y" && size === 1 ? "y" : letters[layer] + (row + 1))),
  );
}

const subscripted = (name) => name.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
