// The grid of the input plane, carried through a network step by step: the twin of core/grid.py.

import { activationOf, piecesOf } from "./activations.js";
import { spaced } from "./forward.js";

const HALF_WIDTH = 2;
const N_LINES = 9;
// Of a line that may be curved.
const N_SAMPLES = 81;
const LETTER = [[0, 0], [0, 1.5], [1, 1.5], [0, 1.5], [0, 0.8], [0.7, 0.8]];
const FLAT = 1e-9;
const ROUNDING = 1e-13;
// Of a line: so near to a jump stand the ends of its two sides.
const BESIDE = 1e-9;

const places = [...spaced([-HALF_WIDTH, HALF_WIDTH], N_LINES)];
const CROSSINGS = places.flatMap((x) => places.map((y) => [x, y]));
const N = CROSSINGS.length;
const LINES = {
  columns: places.map((x) => [[x, -HALF_WIDTH], [x, HALF_WIDTH]]),
  rows: places.map((y) => [[-HALF_WIDTH, y], [HALF_WIDTH, y]]),
  letter: LETTER.slice(1).map((end, index) => [LETTER[index], end]),
};

/** The grid at every step of a network with two inputs, as it is drawn: { stages, strokes }.
 *
 *  A stage has its `name`, the `layer` (from 1; 0 at the input) and what it is, its `kind` ("input", "matrix", "layer" or
 *  "activation"), its `width`, and the places `xs`, `ys` of the grid's points.  `strokes` has
 *  for columns, rows and letter the points, [first, end), that a stroke joins.  Between two stages every point moves
 *  straight from the one place to the other; in two dimensions that is (1 - t) x + t f(x) itself, of more it is the same
 *  of what is drawn.
 *
 *  The points are the ends and the kinks of straight pieces, so all lines are exact; with a curved activation they are
 *  evenly spaced.  `names` are those of the activations. */
export function carriedGrid(network, names) {
  const points = [...CROSSINGS];
  const isStraight = network.layers.every(({ activation }) => piecesOf(activation));
  const strokes = {};
  for (const [family, lines] of Object.entries(LINES)) {
    strokes[family] = lines.flatMap(([from, to]) => {
      const pieces = isStraight ? unbroken(network, from, to) : [spaced([0, 1], N_SAMPLES)];
      return pieces.map((piece) => {
        const first = points.length;
        for (const t of piece) points.push(mix(from, to, t));
        return [first, points.length];
      });
    });
  }
  let before = null;
  const columns = [0, 1].map((axis) => Float64Array.from(points, (point) => point[axis]));
  const stages = carried(network, columns, names).map(({ values, ...stage }) => {
    before = drawn(values, before);
    return { ...stage, width: values.length, xs: before[0], ys: before[1] };
  });
  return { stages, strokes };
}

const mix = (from, to, t) => from.map((start, index) => start + t * (to[index] - start));

function product(weights, columns) {
  const sum = new Float64Array(columns[0].length);
  weights.forEach((weight, index) => {
    const source = columns[index];
    for (let i = 0; i < sum.length; i++) sum[i] += weight * source[i];
  });
  return sum;
}

/** Points, an array per coordinate, after each step. */
function carried({ layers }, columns, names) {
  const stages = [{ name: "input", layer: 0, kind: "input", values: columns }];
  layers.forEach(({ activation, weights, bias }, index) => {
    const layer = index + 1;
    const add = (kind, name, values) => stages.push({ name: `${name} ${layer}`, layer, kind, values });
    const { values } = stages.at(-1);
    const products = weights.map((row) => product(row, values));
    const sums = products.map((column, neuron) => column.map((value) => value + bias[neuron]));
    add("matrix", "matrix", products);
    add("layer", "layer", sums);
    if (activation === "identity") return;
    const activate = activationOf(activation);
    add("activation", names[activation.split("(")[0]], sums.map((column) => column.map((value) => activate(value))));
  });
  return stages;
}

/** Where a line from `from` to `to` (at 0 and 1) is bent by piecewise-linear layers, ends included: for each part of it
 *  between two jumps the places in their order. */
function unbroken({ layers }, from, to) {
  let line = [{ t: 0, values: from }, { t: 1, values: to }];
  for (const { activation, weights, bias } of layers) {
    const { kinks, slopes, intercepts } = piecesOf(activation);
    const jumps = kinks.map((kink, k) => Math.abs((slopes[k + 1] - slopes[k]) * kink + intercepts[k + 1] - intercepts[k]) > 1e-9);
    for (const point of line) {
      point.values = weights.map((row, neuron) => row.reduce((sum, weight, i) => sum + weight * point.values[i], 0) + bias[neuron]);
    }
    line = line.flatMap((a, index) => {
      const b = line[index + 1];
      if (!b || a.isEnd) return [a];
      const met = [];
      const at = (share, isEnd = a.isEnd) => {
        const s = Math.min(Math.max(share, 0), 1);
        met.push({ t: a.t + s * (b.t - a.t), values: mix(a.values, b.values, s), isEnd });
      };
      a.values.forEach((low, neuron) => {
        const high = b.values[neuron];
        kinks.forEach((kink, k) => {
          if (low > kink === high > kink) return;
          const share = (kink - low) / (high - low);
          if (jumps[k]) {
            at(share - BESIDE, true);
            at(share + BESIDE);
          } else if (share > 0 && share < 1) at(share);
        });
      });
      return [a, ...met.sort((one, other) => one.t - other.t)];
    });
    const activate = activationOf(activation);
    for (const point of line) point.values = point.values.map((value) => activate(value));
  }
  const pieces = [[]];
  for (const { t, isEnd } of line) {
    pieces.at(-1).push(t);
    if (isEnd) pieces.push([]);
  }
  return pieces;
}

/** Where vectors, an array per coordinate, of which the crossings stand first, are drawn: core's `views`.  `before` is
 *  where they were in the stage before. */
function drawn(columns, before) {
  if (columns.length === 1) return [columns[0], new Float64Array(columns[0].length)];
  if (columns.length === 2) return columns;
  const centred = columns.map((column) => {
    const mean = column.slice(0, N).reduce((sum, value) => sum + value) / N;
    return column.map((value) => value - mean);
  });
  const along = widest(centred.map((one) => centred.map((other) => dot(one, other)))).map((direction) => product(direction, centred));
  const turn = nearestTurn(before.map((column) => along.map((other) => dot(column, other))));
  return turn.map((row) => product(row, along));
}

/** Over the crossings. */
function dot(one, other) {
  let sum = 0;
  for (let i = 0; i < N; i++) sum += one[i] * other[i];
  return sum;
}

/** The two eigenvectors of a symmetric matrix with the largest eigenvalues, the largest part of each positive, or 0 for
 *  an eigenvalue that is rounding: Jacobi's rotations, until nothing is left beside the diagonal. */
function widest(matrix) {
  const n = matrix.length;
  const vectors = matrix.map((_, i) => matrix.map((_, j) => Number(i === j)));
  const turnRows = (rows, p, q, c, s) => {
    for (let k = 0; k < n; k++) [rows[p][k], rows[q][k]] = [c * rows[p][k] - s * rows[q][k], s * rows[p][k] + c * rows[q][k]];
  };
  for (let sweep = 0, isDone = false; sweep < 30 && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = matrix[p][q];
        if (Math.abs(off) <= 1e-18 * Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q])) || off === 0) continue;
        isDone = false;
        const ratio = (matrix[q][q] - matrix[p][p]) / (2 * off);
        const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
        const c = 1 / Math.hypot(t, 1);
        turnRows(matrix, p, q, c, t * c);
        for (const row of matrix) [row[p], row[q]] = [c * row[p] - t * c * row[q], t * c * row[p] + c * row[q]];
        turnRows(vectors, p, q, c, t * c);
      }
    }
  }
  const order = vectors.map((_, i) => i).sort((i, j) => matrix[j][j] - matrix[i][i]);
  return order.slice(0, 2).map((i) => {
    const largest = vectors[i].reduce((most, part) => (Math.abs(part) > Math.abs(most) ? part : most));
    const sign = matrix[i][i] > ROUNDING * matrix[order[0]][order[0]] ? Math.sign(largest) : 0;
    return vectors[i].map((part) => sign * part);
  });
}

function nearestTurn([[a, b], [c, d]]) {
  const isMirrored = a * d - b * c < -FLAT * (a * a + b * b + c * c + d * d);
  const [x, y] = isMirrored ? [a - d, b + c] : [a + d, b - c];
  const length = Math.hypot(x, y);
  if (!(length > 0)) return [[1, 0], [0, 1]];
  return isMirrored ? [[x / length, y / length], [y / length, -x / length]] : [[x / length, y / length], [-y / length, x / length]];
}
