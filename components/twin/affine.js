// The best affine fit of a network over a window: the twin of core/affine.py on an even grid.

import { forward, gridColumns } from "./forward.js";

/** { weights: [w1, w2], bias } of the affine map that is nearest to the first output of a network with two inputs, in the
 *  least squares sense, on n × n points of a window.  On such a grid x₁, x₂ and 1, counted from the middle, are
 *  orthogonal, so each is a sum of its own. */
export function bestAffineFit(network, window, n) {
  const columns = gridColumns(window, n);
  const [values] = forward(network, columns).outputs.at(-1);
  const middle = window.map(([low, high]) => low / 2 + high / 2);
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const weights = columns.map((column, axis) => {
    let [product, square] = [0, 0];
    for (let i = 0; i < column.length; i++) {
      const away = column[i] - middle[axis];
      product += away * (values[i] - mean);
      square += away * away;
    }
    return product / square;
  });
  return { weights, bias: mean - weights[0] * middle[0] - weights[1] * middle[1] };
}
