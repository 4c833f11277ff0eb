// What every neuron gives over the plane of two inputs, or over one input, as small pictures.

import { forward, gridColumns, spaced } from "../twin/forward.js";
import { heights } from "../picture/axes.js";
import { fieldImage, largest } from "../picture/shades.js";
import { stroke } from "../picture/strokes.js";

// Samples along each side of a small picture, and along a small curve.
const FIELD_SIDE = 25;
const CURVE_SAMPLES = 97;
const CURVE = 96;

/** The fields of a network, computed anew for each frame in the memory of the last. */
export class Fields {
  constructor() {
    this.inputs = {};
    this.sizes = "";
    this.trace = null;
  }

  compute(network, window) {
    const kept = this.sizes === String(network.sizes) ? this.trace : null;
    this.sizes = String(network.sizes);
    this.trace = null;
    const [nIn] = network.sizes;
    // A network of more than two inputs has no plane.
    if (nIn > 2) return;
    const key = `${nIn} ${window}`;
    this.inputs[key] ??= nIn === 2 ? gridColumns(window, FIELD_SIDE) : [spaced(window[0], CURVE_SAMPLES)];
    this.columns = this.inputs[key];
    this.trace = forward(network, this.columns, kept);
  }

  /** A small picture in every tile: `tiles` has a list for each layer, the inputs first. */
  paintTiles(tiles, shades, palette) {
    tiles.forEach((layer, index) =>
      layer.forEach(({ canvas }, row) => {
        canvas.hidden = !this.trace;
        if (!this.trace) return;
        const values = index ? this.trace.outputs[index - 1][row] : this.columns[row];
        if (this.columns.length === 1) paintSmallCurve(canvas, values, palette);
        else paintField(canvas, values, shades);
      }),
    );
  }
}

function paintField(canvas, values, shades) {
  if (canvas.width !== FIELD_SIDE) canvas.width = canvas.height = FIELD_SIDE;
  canvas.getContext("2d").putImageData(fieldImage(values, FIELD_SIDE, largest(values), shades), 0, 0);
}

function paintSmallCurve(canvas, values, palette) {
  canvas.width = canvas.height = CURVE;
  const context = canvas.getContext("2d");
  const [low, high] = heights(values);
  const placeOf = (value) => CURVE * (1 - (value - low) / (high - low));
  if (low < 0 && high > 0) {
    context.strokeStyle = palette.rule;
    context.lineWidth = 2;
    context.strokeRect(-4, placeOf(0), CURVE + 8, 2 * CURVE);
  }
  context.beginPath();
  values.forEach((value, i) => context.lineTo((CURVE * i) / (values.length - 1), placeOf(value)));
  stroke(context, palette.ink, 5);
}
