// The creases over a picture: where a neuron changes from one straight piece of its activation to another.

import { neuronNames, subscripted } from "../twin/network_text.js";
import { startsOf } from "../twin/regions.js";
import { pathOfSegments, stroke, writeOver } from "./strokes.js";

// One look for each layer: a colour that is no sign's, and dashes.
const CREASE_DASHES = [[], [11, 6], [3, 5]];
// More names than this would hide the picture.
const MOST_NAMES = 12;

/** The colour of a layer's creases, on the picture and around its tiles; `series` begins with the ink and the blue. */
export const creaseColour = ({ series }, layer) => series[3 + (layer % (series.length - 3))];
const creaseDash = (layer) => CREASE_DASHES[Math.min(layer, CREASE_DASHES.length - 1)];

/** The creases between the regions that cutOver() found: { layer, row, segments: [x0, y0, x1, y1, …] } for each neuron,
 *  first layer first; over one input its `places` [x, …]. */
export function creasesOf({ regions, kinks }, sizes) {
  const found = new Map();
  const starts = startsOf(sizes);
  const creaseOf = ({ layer, neuron }) => {
    const key = starts[layer] + neuron;
    if (!found.has(key)) found.set(key, { layer, row: neuron, segments: [], places: [] });
    return found.get(key);
  };
  for (const { corners, sides, pattern, high } of regions) {
    if (!corners) {
      if (sides[1] >= 0) creaseOf(kinks[sides[1]]).places.push(high);
      continue;
    }
    for (let here = 0; here < sides.length; here++) {
      const kink = kinks[sides[here]];
      // Both neighbours have the edge; the one on the upper side of the kink gives it.
      if (!kink || pattern[starts[kink.layer] + kink.neuron] <= kink.index) continue;
      const after = (2 * here + 2) % corners.length;
      creaseOf(kink).segments.push(corners[2 * here], corners[2 * here + 1], corners[after], corners[after + 1]);
    }
  }
  return [...found.keys()].sort((a, b) => a - b).map((key) => found.get(key));
}

export function paintCreases(context, creases, place, [low, high], palette, opacity) {
  context.save();
  context.lineCap = "butt";
  context.globalAlpha = opacity;
  for (const { layer, segments, places } of creases) {
    const path = pathOfSegments(segments, place);
    for (const x of places) {
      path.moveTo(place.x(x), place.y(low));
      path.lineTo(place.x(x), place.y(high));
    }
    context.setLineDash([]);
    stroke(context, palette.paper, 5, path);
    context.setLineDash(creaseDash(layer));
    stroke(context, creaseColour(palette, layer), 2.6, path);
  }
  context.restore();
}

/** Every crease's name beside it, where it is farthest from what is there already: the places [x, y] in `taken`. */
export function nameCreases(context, creases, place, box, sizes, palette, font, taken = []) {
  if (creases.length > MOST_NAMES) return;
  const names = neuronNames(sizes);
  taken = [...taken];
  context.save();
  context.font = `600 ${font.size}px ${font.family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { layer, row, segments, places } of creases) {
    const spots = places.map((x) => [place.x(x), box.top + font.size]);
    for (let i = 0; i < segments.length; i += 4) {
      for (const t of [0.12, 0.5, 0.88]) {
        spots.push([0, 1].map((axis) => {
          const value = segments[i + axis] + t * (segments[i + 2 + axis] - segments[i + axis]);
          return axis ? place.y(value) : place.x(value);
        }));
      }
    }
    const room = ([x, y]) => Math.min(...taken.map(([u, v]) => Math.hypot(x - u, y - v)), 4 * Math.min(x - box.left, box.right - x, y - box.top, box.bottom - y));
    const spot = spots.reduce((best, each) => (room(each) > room(best) ? each : best), spots[0]);
    if (!spot || room(spot) < 1.4 * font.size) continue;
    taken.push(spot);
    writeOver(context, [subscripted(names[layer + 1][row]), ...spot], creaseColour(palette, layer), palette.paper, 5);
  }
  context.restore();
}
