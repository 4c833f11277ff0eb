// The creases over a picture: where a neuron changes from one straight piece of its activation to another.

import { lineInWindow } from "./lines.js";

const DASHES = [[], [9, 5], [2.5, 5]];

/** A neuron's colour, on its crease and around its tile; `series` begins with the ink, which the level lines have. */
export const creaseColour = ({ series }, row) => series[1 + (row % (series.length - 1))];

/** The creases of the first layer, of which every frame knows: straight lines, or points over one input. */
export function firstCreases({ sizes, layers: [first] }, kinks, range) {
  return first.weights.flatMap((weights, row) =>
    kinks.flatMap((kink) => {
      if (sizes[0] === 1) {
        const x = (kink - first.bias[row]) / weights[0];
        return x > range[0][0] && x < range[0][1] ? [{ row, ends: [[x, range[1][0]], [x, range[1][1]]] }] : [];
      }
      const ends = lineInWindow(weights, first.bias[row], kink, range);
      return ends ? [{ row, ends: ends.map(({ x, y }) => [x, y]) }] : [];
    }),
  );
}

/** Every crease as a path for each of its neurons; the exact ones of deeper layers where they are of this network. */
export function creasePaths(network, creases, isExact, range, placeOf) {
  const paths = new Map();
  const add = (layer, row, ends) => {
    const key = `${layer}.${row}`;
    if (!paths.has(key)) paths.set(key, { layer, row, path: new Path2D() });
    const { path } = paths.get(key);
    path.moveTo(...placeOf(...ends[0]));
    path.lineTo(...placeOf(...ends[1]));
  };
  for (const { row, ends } of firstCreases(network, creases.kinks, range)) add(0, row, ends);
  if (isExact) {
    for (const [layer, row, x0, y0, x1, y1] of creases.segments) {
      add(layer, row, y0 === undefined ? [[x0, range[1][0]], [x0, range[1][1]]] : [[x0, y0], [x1, y1]]);
    }
  }
  return [...paths.values()];
}

export function isInside(polygon, [x, y]) {
  return polygon.every(([x0, y0], index) => {
    const [x1, y1] = polygon[(index + 1) % polygon.length];
    return (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= -1e-6;
  });
}

export function paintCreases(context, paths, { opacity }, palette) {
  context.save();
  context.lineCap = "butt";
  for (const { layer, row, path } of paths) {
    context.globalAlpha = opacity;
    context.setLineDash([]);
    context.lineWidth = 5;
    context.strokeStyle = palette.paper;
    context.stroke(path);
    context.lineWidth = 2.6;
    context.strokeStyle = creaseColour(palette, row);
    context.setLineDash(DASHES[Math.min(layer, DASHES.length - 1)]);
    context.stroke(path);
  }
  context.restore();
}

/** The outline of the picked region. */
export function paintRegion(context, polygon, placeOf, palette) {
  const path = new Path2D();
  polygon.forEach((corner) => path.lineTo(...placeOf(...corner)));
  path.closePath();
  context.save();
  context.lineJoin = "round";
  for (const [width, colour] of [[9, palette.paper], [5, palette.accent]]) {
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke(path);
  }
  context.restore();
}
