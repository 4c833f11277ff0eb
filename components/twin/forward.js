// The forward pass, held against core/ by the browser's tests: pre-activations bit for bit, activations to 1e-12.

import { activationOf } from "./activations.js";

/** Every neuron's outputs at n inputs: `columns` has an array per input, the result a list of arrays per layer.
 *  `kept` is an earlier result of the same sizes, whose memory is used again.  `preactivation` is the first
 *  neuron's of the last layer. */
export function forward({ layers }, columns, kept = null) {
  const n = columns[0].length;
  let values = columns;
  let preactivation = null;
  const outputs = layers.map(({ activation, weights, bias }, index) => {
    const activate = activationOf(activation);
    const isLast = index === layers.length - 1;
    values = weights.map((row, neuron) => {
      const z = kept?.outputs[index][neuron] ?? new Float64Array(n);
      // In the order of core's affine_values: the products as the inputs come, added to 0, and then the bias.
      z.fill(0);
      row.forEach((weight, column) => {
        const source = values[column];
        for (let i = 0; i < n; i++) z[i] += weight * source[i];
      });
      for (let i = 0; i < n; i++) z[i] += bias[neuron];
      if (isLast && neuron === 0) {
        preactivation = kept?.preactivation ?? new Float64Array(n);
        preactivation.set(z);
      }
      if (activation !== "identity") for (let i = 0; i < n; i++) z[i] = activate(z[i]);
      return z;
    });
    return values;
  });
  return { outputs, preactivation };
}

export const withoutActivations = ({ sizes, layers }) => ({
  sizes,
  layers: layers.map((layer) => ({ ...layer, activation: "identity" })),
});

export function forwardOne(network, inputs) {
  const { outputs, preactivation } = forward(network, inputs.map((value) => Float64Array.of(value)));
  return { vectors: [inputs, ...outputs.map((layer) => layer.map(([value]) => value))], preactivation: preactivation[0] };
}

export const spaced = ([low, high], n) => Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));

/** All points of an n × n grid, row by row from the bottom: one array per coordinate. */
export function gridColumns([xs, ys], n) {
  const [across, up] = [spaced(xs, n), spaced(ys, n)];
  const columns = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n * n; i++) [columns[0][i], columns[1][i]] = [across[i % n], up[Math.floor(i / n)]];
  return columns;
}
