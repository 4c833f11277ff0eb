// The creases over a picture: where a neuron changes from one straight piece of its activation to another.

import { neuronNames, subscripted } from "../twin/network_text.js";
import { clip } from "../twin/numbers.js";
import { startsOf } from "../twin/regions.js";
import { pathOfSegments, stroke, writeOver } from "./strokes.js";

// One look for each layer: a colour that is no sign's, and dashes.
const CREASE_DASHES = [[], [11, 6], [3, 5]];
// More names than this would hide the picture.
const MOST_NAMES = 12;
// How far a name keeps away, in its size: from other words and points, from another crease, from the picture's edge.
const [FROM_NAMES, FROM_LINES, FROM_EDGES] = [1.5, 0.85, 0.6];
// Farther than that is far enough; of a crease in many pieces the longest are tried, at these places.
const [FAR_ENOUGH, MOST_TRIED] = [3, 4];
const TRIED_AT = [0.5, 0.12, 0.88, 0.3, 0.7];

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

/** Every crease's name on it, where one can tell whose it is: the places [x, y] in `taken` are free of names. */
export function nameCreases(context, creases, place, box, sizes, palette, font, taken = []) {
  const names = neuronNames(sizes);
  context.save();
  context.font = `600 ${font.size}px ${font.family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { layer, row, spot } of namePlaces(creases, place, box, font.size, taken)) {
    writeOver(context, [subscripted(names[layer + 1][row]), ...spot], creaseColour(palette, layer), palette.paper, 5);
  }
  context.restore();
}

/** Where names of `size` stand, { layer, row, spot }: on the crease where it is farthest from all others, from their names
 *  and from what is `taken`.  A crease that is nowhere far enough from them has none. */
export function namePlaces(creases, place, box, size, taken = []) {
  if (creases.length > MOST_NAMES) return [];
  const lines = creases.map((crease) => linesOnScreen(crease, place, box));
  const named = [];
  creases.forEach(({ layer, row, places }, index) => {
    const others = lines.filter((_, other) => other !== index).flat();
    const room = (spot) => {
      const [x, y] = spot;
      const words = [...taken, ...named.map((one) => one.spot)].map(([u, v]) => Math.hypot(x - u, y - v) / FROM_NAMES);
      // It stands on its line, so one beside it comes nearer than another word does.
      const beside = others.map((line) => fromLine(spot, line) / FROM_LINES);
      const edges = [x - box.left, box.right - x, y - box.top, box.bottom - y].map((gap) => gap / FROM_EDGES);
      return Math.min(FAR_ENOUGH * size, ...words, ...beside, ...edges);
    };
    const along = places.length ? [0] : TRIED_AT;
    const longest = [...lines[index]].sort((one, two) => pieceLength(two) - pieceLength(one)).slice(0, MOST_TRIED);
    let best = { room: size };
    for (const [x0, y0, x1, y1] of longest) {
      for (const t of along) {
        const spot = places.length ? [x0, y0 + size] : [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
        const found = room(spot);
        if (found > best.room) best = { room: found, spot };
      }
    }
    if (best.spot) named.push({ layer, row, spot: best.spot });
  });
  return named;
}

function linesOnScreen({ segments, places }, place, box) {
  const lines = places.map((x) => [place.x(x), box.top, place.x(x), box.bottom]);
  for (let i = 0; i < segments.length; i += 4) {
    lines.push([place.x(segments[i]), place.y(segments[i + 1]), place.x(segments[i + 2]), place.y(segments[i + 3])]);
  }
  return lines;
}

const pieceLength = ([x0, y0, x1, y1]) => Math.hypot(x1 - x0, y1 - y0);

/** From a point to a line with two ends. */
function fromLine([x, y], [x0, y0, x1, y1]) {
  const [along, up] = [x1 - x0, y1 - y0];
  const t = clip(((x - x0) * along + (y - y0) * up) / (along * along + up * up || 1), 0, 1);
  return Math.hypot(x - x0 - t * along, y - y0 - t * up);
}
