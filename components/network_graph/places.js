// Where everything stands in a drawing.

import { clip } from "../twin/numbers.js";

// In pixels at a text size of TEXT; all of them grow with the text.
const TEXT = 15;
const CHARACTER = 5.9;
const END = 46;
const LABEL = { width: 48, height: 21 };
const VALUE = 18;
const TILE = 50;
const PITCH = 92;
// More neurons than this in a layer are a crowd: only the picked one's numbers are written.
const CROWD = 9;
// How much taller than asked a drawing may get for its labels, with a mouse and to the finger.
const GROWTH = { 24: 1.25, 44: 1.4 };
const HEIGHT_STEP = 36;
// Where along its edge a label may stand, best first: on every second edge nearer to the other end, so that two
// columns of labels stand between two layers.
const NEAR = [0.34, 0.28, 0.4, 0.22, 0.46, 0.16, 0.31, 0.37, 0.25, 0.43, 0.19, 0.13];
const FAR = NEAR.map((t) => 1 - t);
const ALONG = [
  [...NEAR, 0.5, ...FAR],
  [...FAR, 0.5, ...NEAR],
];

/** What the text's size (px) and a target (px) ask of a drawing: lengths in pixels. */
function lengthsOf(fontSize, target) {
  const unit = fontSize / TEXT;
  return {
    unit,
    target,
    end: END * unit,
    label: { width: Math.max(LABEL.width * unit, target), height: Math.max(LABEL.height * unit, target) },
    // A bias under its tile.
    bias: { width: Math.max(60 * unit, target), height: Math.max((LABEL.height + 1) * unit, target) },
    value: VALUE * unit,
    largestTile: TILE * unit,
  };
}

export const isCrowd = (sizes) => Math.max(...sizes) > CROWD;

/** The narrowest drawing in which neighbouring layers and their labels have room. */
export function leastWidth(sizes, fontSize, target) {
  const { unit, label } = lengthsOf(fontSize, target);
  return sizes.length * Math.max(PITCH * unit, label.width + target + 18);
}

function leastHeight(sizes, { end, target, bias }) {
  const most = Math.max(...sizes);
  return 2 * end + most * (isCrowd(sizes) ? target + 2 : target + bias.height + 1);
}

/** Where everything stands in a drawing that is `width` wide, and `height` tall or taller where its labels need it.
 *
 *  `edges` are { index, row, column } in the order in which they get a label, those in `isWritten` alone; each gets
 *  its path, and a `spot` or null. */
export function layoutOf({ sizes, edges, isWritten, width, height, fontSize, target }) {
  const lengths = lengthsOf(fontSize, target);
  const least = Math.max(height, leastHeight(sizes, lengths));
  const most = Math.max(least, height * GROWTH[target]);
  let best = null;
  for (let tall = least; tall === least || (tall <= most && !isCrowd(sizes)); tall += HEIGHT_STEP) {
    const places = placesOf(sizes, width, tall, lengths);
    const placed = edges.map((edge) => ({ ...edge, ...edgeOf(places, edge.index, edge.row, edge.column) }));
    const written = placed.filter(isWritten);
    labelSpots(written, obstaclesOf(places, lengths), width, lengths.label);
    const missing = written.filter(({ spot }) => !spot).length;
    if (!best || missing < best.missing) best = { places, edges: placed, height: tall, missing };
    if (!missing) break;
  }
  return best;
}

/** Where the neurons of a drawing of the given size stand, in pixels. */
function placesOf(sizes, width, height, { unit, target, end, label, bias, value, largestTile }) {
  const most = Math.max(...sizes);
  const slot = (height - 2 * end) / most;
  const isDense = isCrowd(sizes);
  const isRoomy = !isDense && slot >= Math.max(64 * unit, value + target + bias.height);
  const side = Math.max(largestTile / 2 + 8, 44 * unit);
  const pitch = (width - 2 * side) / (sizes.length - 1);
  const free = isDense ? slot - 2 : slot - bias.height - (isRoomy ? value : 1);
  const tile = Math.max(Math.min(largestTile, free, pitch - label.width - 8), isDense ? 10 : target);
  // Tile, value above and bias below stand in the middle of their slot together.
  const shift = isDense ? 0 : ((isRoomy ? value : 0) - bias.height) / 2;
  const columns = sizes.map((_, layer) => side + layer * pitch);
  const rows = sizes.map((size) => {
    const gap = (height - 2 * end) / size;
    return Array.from({ length: size }, (_, row) => end + gap * (row + 0.5) + shift);
  });
  return {
    isRoomy,
    isDense,
    thinness: clip(slot / 60, 0.3, 1),
    tile,
    below: (tile + bias.height) / 2,
    columns,
    rows,
    vectorStyle: vectorStyleOf(sizes, pitch / unit),
  };
}

/** What no label may cover: tiles with the values above them, and biases. */
function obstaclesOf({ columns, rows, tile, below, isRoomy, isDense }, { value, bias }) {
  const above = isRoomy ? value : 0;
  return columns.flatMap((x, layer) =>
    rows[layer].flatMap((y) => [
      { x, y: y - above / 2, width: tile + 6, height: tile + above },
      ...(isDense ? [] : [{ x, y: y + below, ...bias }]),
    ]),
  );
}

/** How the vectors under the columns are written so that neighbours do not touch; null where none fit. */
function vectorStyleOf(sizes, pitch) {
  const styles = [{ most: 4, decimals: 2 }, { most: 4, decimals: 1 }, { most: 3, decimals: 1 }];
  const fits = ({ most, decimals }) => {
    // By the sizes alone: a sign that comes and goes during a drag must not change the style.
    const halves = sizes.map((size) => (CHARACTER * (2 + Math.min(size, most) * (decimals + 4))) / 2);
    return halves.slice(1).every((half, layer) => half + halves[layer] <= pitch);
  };
  return styles.find(fits) ?? null;
}

function edgeOf({ columns, rows, tile }, layer, row, column) {
  const [x0, x1] = [columns[layer] + tile / 2, columns[layer + 1] - tile / 2];
  const [y0, y1] = [rows[layer][column], rows[layer + 1][row]];
  const middle = (x0 + x1) / 2;
  return {
    path: `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`,
    at(t) {
      const s = 1 - t;
      const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      return { x: a * x0 + (b + c) * middle + d * x1, y: (a + b) * y0 + (c + d) * y1 };
    },
  };
}

/** Gives each edge a `spot` for its label where it covers no other and no neuron; null where there is none. */
function labelSpots(edges, obstacles, width, label) {
  const taken = [...obstacles];
  for (const edge of edges) {
    edge.spot = null;
    for (const t of ALONG[(edge.row + edge.column) % 2]) {
      const spot = edge.at(t);
      const isFree = taken.every(
        (other) =>
          Math.abs(spot.x - other.x) >= (label.width + other.width) / 2 ||
          Math.abs(spot.y - other.y) >= (label.height + other.height) / 2,
      );
      if (!isFree || spot.x <= label.width / 2 || spot.x >= width - label.width / 2) continue;
      taken.push({ ...spot, ...label });
      edge.spot = spot;
      break;
    }
  }
}
