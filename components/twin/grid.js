// The grid of the input plane, carried through a network step by step: the twin of core/grid.py.

import { activationOf, piecesOf } from "./activations.js";
import { spaced } from "./forward.js";
import { linearPieces } from "./regions.js";

const HALF_WIDTH = 2;
const N_LINES = 9;
// Of a line that may be curved, and of a stroke of the letter.
const N_SAMPLES = 81;
const N_SHORT = 21;
const LETTER = [[0, 0], [0, 1.5], [1, 1.5], [0, 1.5], [0, 0.8], [0.7, 0.8]];
const FLAT = 1e-9;
const GRAM_ROUNDING = 1e-13;
// Of a line: so near to a jump stand the ends of its two sides.
const BESIDE_JUMP = 1e-9;

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
 *  A stage has its `name`, its `layer` (0 at the input) and `kind` ("input", "matrix", "layer" or "activation"), its
 *  `width`, and the places `xs`, `ys` of the grid's points.  `strokes` has for columns, rows and letter the points
 *  [first, end) that a stroke joins.  Between two stages every point moves straight from one place to the other: in two
 *  dimensions that is (1 - t) x + t f(x) itself, in more what is seen of the two is mixed.
 *
 *  A stroke has the ends and the kinks of its line, so it is exact; with a curved activation it has even samples.
 *  `names` are those of the activations. */
export function carriedGrid(network, names) {
  const points = [...CROSSINGS];
  const strokes = {};
  for (const [family, lines] of Object.entries(LINES)) {
    strokes[family] = lines.flatMap(([from, to]) =>
      strokesOf(network, from, to, family === "letter" ? N_SHORT : N_SAMPLES).map((ts) => {
        for (const t of ts) points.push(from.map((start, axis) => start + t * (to[axis] - start)));
        return [points.length - ts.length, points.length];
      }),
    );
  }
  let before = null;
  const columns = [0, 1].map((axis) => Float64Array.from(points, (point) => point[axis]));
  const stages = carried(network, columns, names).map(({ values, ...stage }) => {
    before = drawn(values, before);
    return { ...stage, width: values.length, xs: before[0], ys: before[1] };
  });
  return { stages, strokes };
}

/** The places, from 0 to 1, of what is to be drawn of a line: a list for each part between two jumps. */
function strokesOf({ sizes, layers }, from, to, n) {
  const pieces = layers.map(({ activation }) => piecesOf(activation));
  if (pieces.includes(null)) return [[...spaced([0, 1], n)]];
  const line = { activation: "identity", weights: from.map((start, axis) => [to[axis] - start]), bias: from };
  const parts = linearPieces({ sizes: [1, ...sizes], layers: [line, ...layers] }, [0, 1]).pieces;
  const jumps = pieces.some(({ kinks, slopes, intercepts }) =>
    kinks.some((kink, k) => Math.abs((slopes[k + 1] - slopes[k]) * kink + intercepts[k + 1] - intercepts[k]) > 1e-9),
  );
  if (jumps) return parts.map(({ low, high }) => [low + BESIDE_JUMP, high - BESIDE_JUMP]);
  return [[0, ...parts.map(({ high }) => high)]];
}

/** Σ weight · column, added as core adds. */
function sum(weights, columns) {
  const total = new Float64Array(columns[0].length);
  for (let k = 0; k < columns.length; k++) {
    const [weight, column] = [weights[k], columns[k]];
    for (let i = 0; i < total.length; i++) total[i] += weight * column[i];
  }
  return total;
}

function each(column, change) {
  const changed = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) changed[i] = change(column[i]);
  return changed;
}

/** Points, an array per coordinate, after each step. */
function carried({ layers }, columns, names) {
  const stages = [{ name: "input", layer: 0, kind: "input", values: columns }];
  layers.forEach(({ activation, weights, bias }, index) => {
    const { values } = stages.at(-1);
    const add = (kind, name, values) => stages.push({ name: `${name} ${index + 1}`, layer: index + 1, kind, values });
    const products = weights.map((row) => sum(row, values));
    add("matrix", "matrix", products);
    const sums = products.map((column, neuron) => each(column, (value) => value + bias[neuron]));
    add("layer", "layer", sums);
    if (activation === "identity") return;
    const activate = activationOf(activation);
    add("activation", names[activation.split("(")[0]], sums.map((column) => each(column, activate)));
  });
  return stages;
}

/** Where vectors, an array per coordinate, of which the crossings stand first, are drawn: core's `views`.  `before` is
 *  where they were in the stage before. */
function drawn(columns, before) {
  if (columns.length === 1) return [columns[0], new Float64Array(columns[0].length)];
  if (columns.length === 2) return columns;
  const ones = new Float64Array(N).fill(1);
  const centred = columns.map((column) => {
    const mean = productOf(ones, column) / N;
    return each(column, (value) => value - mean);
  });
  const along = widest(centred.map((one) => centred.map((other) => productOf(one, other)))).map((direction) => sum(direction, centred));
  const turn = nearestTurn(before.map((column) => along.map((other) => productOf(column, other))));
  return turn.map((row) => sum(row, along));
}

/** Over the crossings. */
function productOf(one, other) {
  let total = 0;
  for (let i = 0; i < N; i++) total += one[i] * other[i];
  return total;
}

/** The two eigenvectors of a symmetric matrix with the largest eigenvalues, the largest part of each positive, or 0 for
 *  an eigenvalue that is rounding: Jacobi's rotations, until nothing is left beside the diagonal. */
function widest(matrix) {
  const n = matrix.length;
  const vectors = matrix.map((_, i) => Float64Array.from(matrix, (_, j) => Number(i === j)));
  const turn = (one, other, c, s) => {
    for (let k = 0; k < n; k++) {
      const [x, y] = [one[k], other[k]];
      one[k] = c * x - s * y;
      other[k] = s * x + c * y;
    }
  };
  for (let sweep = 0, isDone = false; sweep < 30 && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = matrix[p][q];
        if (off === 0 || Math.abs(off) <= 1e-18 * Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q]))) continue;
        isDone = false;
        const ratio = (matrix[q][q] - matrix[p][p]) / (2 * off);
        const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
        const c = 1 / Math.hypot(t, 1);
        turn(matrix[p], matrix[q], c, t * c);
        for (const row of matrix) [row[p], row[q]] = [c * row[p] - t * c * row[q], t * c * row[p] + c * row[q]];
        turn(vectors[p], vectors[q], c, t * c);
      }
    }
  }
  const order = vectors.map((_, i) => i).sort((i, j) => matrix[j][j] - matrix[i][i]);
  return order.slice(0, 2).map((i) => {
    const largest = vectors[i].reduce((most, part) => (Math.abs(part) > Math.abs(most) ? part : most));
    const sign = matrix[i][i] > GRAM_ROUNDING * matrix[order[0]][order[0]] ? Math.sign(largest) : 0;
    return vectors[i].map((part) => sign * part);
  });
}

/** The turn, or the turn and mirror, that a 2 × 2 matrix is nearest to. */
function nearestTurn([[a, b], [c, d]]) {
  const side = a * d - b * c < -FLAT * (a * a + b * b + c * c + d * d) ? -1 : 1;
  const [x, y] = [a + side * d, b - side * c];
  const length = Math.hypot(x, y);
  return length ? [[x / length, y / length], [(-side * y) / length, (side * x) / length]] : [[1, 0], [0, 1]];
}
