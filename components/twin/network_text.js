// Networks as text, and the names of their neurons, as core/serialization.py and core/notation.py have them.

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

export const subscripted = (name) => name.replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

/** The same weights with another activation, written as in a text, after every layer but the last, and none there. */
export const withHiddenActivation = ({ sizes, layers }, hidden) => ({
  sizes,
  layers: layers.map((layer, index) => ({ ...layer, activation: index < layers.length - 1 ? hidden : "identity" })),
});
