// The linear regions that a network's creases cut a window into: the twin of core/creases.py.
//
// Cells are cut neuron by neuron and layer by layer; what counts as rounding is core's, so that both find the same
// cells in degenerate networks too.

import { piecesOf } from "./activations.js";

const MOST_REGIONS = 20000;
const ROUNDING = 1e-14;

/** The linear regions of a network with 2 inputs in a window [[x0, x1], [y0, y1]]: { regions, kinks }.
 *
 *  A region has its `corners` [x0, y0, x1, y1, …], counter-clockwise; for each edge, from a corner to the next, in
 *  `sides` which of the `kinks` lies along it, or -1 at the window's edge; its `pattern`, the piece that every neuron
 *  is on, layer after layer; and its map, `weights` [w11, w12, w21, …] and `bias`.  A kink is { layer, neuron, index }.
 *  Of an output that is curved it is the pre-activation's map.
 *
 *  Throws an Error with a sentence where a hidden activation is curved, where the numbers leave float64 and where there
 *  are more than `most` regions. */
export function linearRegions(network, [[x0, x1], [y0, y1]], most = MOST_REGIONS) {
  const [x, y, rx, ry] = [x0 / 2 + x1 / 2, y0 / 2 + y1 / 2, (x1 - x0) / 2, (y1 - y0) / 2];
  const corners = [x0 - x, y0 - y, x1 - x, y0 - y, x1 - x, y1 - y, x0 - x, y1 - y];
  const start = { corners, sides: [-1, -1, -1, -1], pattern: [], weights: [1, 0, 0, 1], bias: [x, y], noise: [0, 0] };
  return cut(network, start, [x, y], [rx, ry], cutPolygon, most);
}

/** The linear pieces of a network with 1 input on an interval, from left to right: { pieces, kinks }.
 *
 *  A piece goes from `low` to `high`; the rest is as in a region, with `sides` for its two ends. */
export function linearPieces(network, [low, high], most = MOST_REGIONS) {
  const [x, rx] = [low / 2 + high / 2, (high - low) / 2];
  const start = { corners: [low - x, 0, high - x, 0], sides: [-1, -1], pattern: [], weights: [1, 0], bias: [x], noise: [0] };
  const { regions, kinks } = cut(network, start, [x, 0], [rx, 0], cutInterval, most);
  const pieces = regions.map(({ corners, weights, ...others }) => ({
    ...others,
    low: corners[0],
    high: corners[2],
    weights: weights.filter((_, index) => index % 2 === 0),
  }));
  return { pieces: pieces.sort((a, b) => a.low - b.low), kinks };
}

/** Where in a region's pattern the neurons of each layer begin. */
export function startsOf(sizes) {
  let start = 0;
  return sizes.slice(1).map((size) => (start += size) - size);
}

function cut({ layers }, start, middle, reach, cutter, most) {
  const kinks = [];
  let cells = [start];
  layers.forEach((layer, index) => {
    const pieces = straightPieces(layer.activation, index, layers.length);
    const lines = layer.weights.flatMap((_, neuron) =>
      pieces.kinks.map((value, number) => {
        kinks.push({ layer: index, neuron, index: number });
        return { neuron, value, id: kinks.length - 1 };
      }),
    );
    const finer = [];
    for (const cell of cells) {
      cutByLayer(cell, layer, pieces, lines, reach, cutter, finer);
      if (finer.length > most) {
        const found = `There are more than ${most} linear regions here; ${finer.length} were found before the search was stopped.`;
        throw Object.assign(new Error(found), { isTooLarge: true });
      }
    }
    cells = finer;
  });
  return { regions: cells.map((cell) => countedFromZero(cell, middle)), kinks };
}

function straightPieces(activation, index, length) {
  const pieces = piecesOf(activation);
  if (pieces) return pieces;
  // A curved output has kinks of its own, if any, that make no linear region.
  if (index === length - 1) return { kinks: [], slopes: [1], intercepts: [0] };
  throw new Error(`Layer ${index + 1} has ${activation}, which is curved, so there are no linear regions.`);
}

/** Inside, points are counted from the window's middle, so that a window far from the origin loses no digits. */
function countedFromZero({ corners, sides, pattern, weights, bias }, [x, y]) {
  return {
    corners: corners.map((value, index) => value + (index % 2 ? y : x)),
    sides,
    pattern,
    weights,
    bias: bias.map((value, row) => value - weights[2 * row] * x - weights[2 * row + 1] * y),
  };
}

/** Adds to `done` the cells that the neurons of one layer cut a cell into, each with the map up to the layer's outputs. */
function cutByLayer(cell, layer, pieces, lines, [rx, ry], cutter, done) {
  const nIn = cell.bias.length;
  const nOut = layer.bias.length;
  const size = cell.bias.map(
    (value, k) => cell.noise[k] + ROUNDING * (Math.abs(value) + Math.abs(cell.weights[2 * k]) * rx + Math.abs(cell.weights[2 * k + 1]) * ry),
  );
  const weights = new Array(2 * nOut);
  const [bias, noise] = [new Array(nOut), new Array(nOut)];
  for (let row = 0; row < nOut; row++) {
    const factors = layer.weights[row];
    let [w1, w2, b, away] = [0, 0, 0, ROUNDING * Math.abs(layer.bias[row])];
    for (let k = 0; k < nIn; k++) {
      const factor = factors[k];
      w1 += factor * cell.weights[2 * k];
      w2 += factor * cell.weights[2 * k + 1];
      b += factor * cell.bias[k];
      away += Math.abs(factor) * size[k];
    }
    b += layer.bias[row];
    if (!Number.isFinite(w1 + w2 + b + away)) {
      throw new Error("The network's numbers grow beyond what float64 holds in this window, so its linear regions cannot be told.");
    }
    weights[2 * row] = w1;
    weights[2 * row + 1] = w2;
    bias[row] = b;
    noise[row] = away;
  }
  const pending = [[cell.corners, cell.sides, 0]];
  while (pending.length) {
    const [corners, sides, first] = pending.pop();
    const crossing = firstCrossing(corners, lines, first, weights, bias, noise);
    if (crossing < lines.length) {
      const { neuron, value, id } = lines[crossing];
      const heights = heightsOver(corners, weights[2 * neuron], weights[2 * neuron + 1], bias[neuron] - value);
      for (const [part, along] of cutter(corners, sides, heights, noise[neuron] + ROUNDING * Math.abs(value), id)) {
        pending.push([part, along, crossing + 1]);
      }
      continue;
    }
    done.push(finished(cell, corners, sides, pieces, lines, weights, bias, noise));
  }
}

function heightsOver(corners, w1, w2, offset) {
  const heights = new Array(corners.length / 2);
  for (let i = 0; i < heights.length; i++) heights[i] = corners[2 * i] * w1 + corners[2 * i + 1] * w2 + offset;
  return heights;
}

/** The first line from `first` on with corners of a cell on both sides of it; lines.length if there is none. */
function firstCrossing(corners, lines, first, weights, bias, noise) {
  for (let place = first; place < lines.length; place++) {
    const { neuron, value } = lines[place];
    const tolerance = noise[neuron] + ROUNDING * Math.abs(value);
    const [w1, w2, offset] = [weights[2 * neuron], weights[2 * neuron + 1], bias[neuron] - value];
    let [isAbove, isBelow] = [false, false];
    for (let i = 0; i < corners.length; i += 2) {
      const height = corners[i] * w1 + corners[i + 1] * w2 + offset;
      if (height > tolerance) isAbove = true;
      else if (height < -tolerance) isBelow = true;
    }
    if (isAbove && isBelow) return place;
  }
  return lines.length;
}

/** A cell that no line of the layer crosses any more; on which side of each it is, its farthest corner says. */
function finished(cell, corners, sides, { slopes, intercepts }, lines, weights, bias, noise) {
  const pieces = new Array(bias.length).fill(0);
  for (const { neuron, value } of lines) {
    const [w1, w2, offset] = [weights[2 * neuron], weights[2 * neuron + 1], bias[neuron] - value];
    let farthest = 0;
    for (let i = 0; i < corners.length; i += 2) {
      const height = corners[i] * w1 + corners[i + 1] * w2 + offset;
      if (Math.abs(height) > Math.abs(farthest)) farthest = height;
    }
    if (farthest > noise[neuron] + ROUNDING * Math.abs(value)) pieces[neuron] += 1;
  }
  return {
    corners,
    sides,
    pattern: cell.pattern.concat(pieces),
    weights: weights.map((value, index) => slopes[pieces[index >> 1]] * value),
    bias: bias.map((value, row) => slopes[pieces[row]] * value + intercepts[pieces[row]]),
    noise: noise.map((value, row) => Math.abs(slopes[pieces[row]]) * value),
  };
}

const signOver = (height, tolerance) => (height > tolerance ? 1 : height < -tolerance ? -1 : 0);

/** The parts of a convex polygon above and below a line, given the corners' heights over it. */
function cutPolygon(corners, sides, heights, tolerance, id) {
  const n = heights.length;
  const signs = heights.map((height) => signOver(height, tolerance));
  return [1, -1].map((side) => {
    const [kept, along] = [[], []];
    for (let here = 0; here < n; here++) {
      const after = here + 1 === n ? 0 : here + 1;
      const leaves = signs[after] === -side;
      if (signs[here] !== -side) {
        kept.push(corners[2 * here], corners[2 * here + 1]);
        along.push(signs[here] === 0 && leaves ? id : sides[here]);
      }
      if (signs[here] * signs[after] < 0) {
        const share = heights[here] / (heights[here] - heights[after]);
        kept.push(
          corners[2 * here] + share * (corners[2 * after] - corners[2 * here]),
          corners[2 * here + 1] + share * (corners[2 * after + 1] - corners[2 * here + 1]),
        );
        along.push(leaves ? id : sides[here]);
      }
    }
    return [kept, along];
  });
}

/** The parts of an interval on both sides of a point, given the ends' heights. */
function cutInterval([low, , high], [left, right], [below, above], tolerance, id) {
  const middle = low + (below / (below - above)) * (high - low);
  return [
    [[low, 0, middle, 0], [left, id]],
    [[middle, 0, high, 0], [id, right]],
  ];
}
