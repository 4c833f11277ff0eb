// A network as dots and lines: a weight is as wide as on the large drawing, only thinner, and has its sign's colour.

import { strokeWidth } from "../picture/shades.js";
import { emptied, fillDot, stroke, strokeLine } from "../picture/strokes.js";

// A layer with more neurons than this shows so many of them.
const MOST_SHOWN = 16;
const WIRING_MARGIN = 7;
const LARGEST_NEURON = 5.5;
const WIRING_THINNER = 0.42;

/** Paint a network into a canvas of so many pixels of the page. */
export function paintWiring(canvas, { sizes, layers }, width, height, palette) {
  const context = emptied(canvas, width, height, window.devicePixelRatio || 1);
  const shown = sizes.map((size) => Math.min(size, MOST_SHOWN));
  const step = Math.min((height - 2 * WIRING_MARGIN) / Math.max(...shown.map((size) => size - 1), 1), 26);
  const x = (layer) => WIRING_MARGIN + (layer / layers.length) * (width - 2 * WIRING_MARGIN);
  const y = (layer, row) => height / 2 + (row - (shown[layer] - 1) / 2) * step;
  layers.forEach(({ weights }, layer) => {
    for (let to = 0; to < shown[layer + 1]; to++) {
      for (let from = 0; from < shown[layer]; from++) {
        const weight = weights[to][from];
        if (!weight) continue;
        const ends = [[x(layer), y(layer, from)], [x(layer + 1), y(layer + 1, to)]];
        strokeLine(context, ...ends, weight > 0 ? palette.positive : palette.negative, WIRING_THINNER * strokeWidth(weight));
      }
    }
  });
  context.fillStyle = palette.paper;
  const radius = Math.min(LARGEST_NEURON, 0.38 * step);
  shown.forEach((size, layer) => {
    for (let row = 0; row < size; row++) {
      fillDot(context, x(layer), y(layer, row), radius);
      stroke(context, palette.ink, 1.6);
    }
  });
}
