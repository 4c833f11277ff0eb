// Where everything stands in a drawing.

import { clip } from "../hand/numbers.js";

// Pixels of a digit under a column.
const CHARACTER = 5.6;

const TOP = 46;
const BOTTOM = 46;
const LABEL = { width: 48, height: 21 };
// Where along its edge a label may stand, best first: on every second edge nearer to the other end, so that two
// columns of labels stand between two layers.
const NEAR = [0.34, 0.28, 0.4, 0.22, 0.46, 0.16];
const FAR = NEAR.map((t) => 1 - t);
const ALONG = [
  [...NEAR, ...FAR],
  [...FAR, ...NEAR],
];

/** Where everything stands in a drawing of the given size, in pixels. */
export function placesOf(sizes, width, height) {
  const most = Math.max(...sizes);
  const slot = (height - TOP - BOTTOM) / most;
  const isRoomy = slot >= 64;
  const tile = isRoomy ? Math.min(50, slot - 47) : slot >= 36 ? slot - 19 : Math.max(slot - 6, 10);
  const side = Math.max(tile / 2 + 8, 44);
  const columns = sizes.map((_, layer) => side + (layer * (width - 2 * side)) / (sizes.length - 1));
  const rows = sizes.map((size) => {
    const gap = (height - TOP - BOTTOM) / size;
    return Array.from({ length: size }, (_, row) => TOP + gap * (row + 0.5) - (isRoomy ? 1 : 0));
  });
  const vectorStyle = vectorStyleOf(sizes, columns[1] - columns[0]);
  return { isRoomy, isDense: slot < 36, thinness: clip(slot / 60, 0.3, 1), tile, columns, rows, vectorStyle };
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

export function edgeOf({ columns, rows, tile }, layer, row, column) {
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

/** A place for each label where it covers no other and no neuron; null where there is none. */
export function labelSpots(edges, obstacles, width) {
  const taken = [...obstacles];
  return edges.map((edge) => {
    for (const t of ALONG[(edge.row + edge.column) % 2]) {
      const spot = edge.at(t);
      const isFree = taken.every(
        (other) =>
          Math.abs(spot.x - other.x) >= (LABEL.width + other.width) / 2 ||
          Math.abs(spot.y - other.y) >= (LABEL.height + other.height) / 2,
      );
      if (isFree && spot.x > LABEL.width / 2 && spot.x < width - LABEL.width / 2) {
        taken.push({ ...spot, ...LABEL });
        return spot;
      }
    }
    return null;
  });
}
