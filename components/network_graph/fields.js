// What every neuron gives over the plane of two inputs, or over one input, and the small pictures of it.

import { forward, gridColumns, spaced, withoutActivations } from "../twin/forward.js";
import { heights } from "../picture/lines.js";
import { GRID, fieldImage, largest } from "../picture/shades.js";

const LINE_SAMPLES = 241;
const TILE_STRIDE = 4;
const CURVE = 96;

/** The fields of a network, computed anew for each frame in the memory of the last. */
export class Fields {
  constructor() {
    this.inputs = {};
    this.sizes = "";
    this.trace = null;
    this.flat = null;
  }

  /** Whether there is something to see: a network of more than two inputs has no plane. */
  get areShown() {
    return this.trace !== null;
  }

  /** `isFlatToo`: also of the same weights without activations. */
  compute(network, window, isFlatToo) {
    const kept = this.sizes === String(network.sizes) ? this.trace : null;
    this.sizes = String(network.sizes);
    this.trace = this.flat = null;
    const [nIn] = network.sizes;
    if (nIn > 2) return;
    const key = `${nIn} ${window}`;
    this.inputs[key] ??= nIn === 2 ? gridColumns(window, GRID) : [spaced(window[0], LINE_SAMPLES)];
    this.columns = this.inputs[key];
    this.trace = forward(network, this.columns, kept);
    if (isFlatToo) this.flat = forward(withoutActivations(network), this.columns);
  }

  /** A small picture in every tile: `tiles` has a list for each layer, the inputs first. */
  paintTiles(tiles, shades, palette) {
    tiles.forEach((layer, index) =>
      layer.forEach(({ canvas }, row) => {
        canvas.hidden = !this.areShown;
        if (!this.areShown) return;
        const values = index ? this.trace.outputs[index - 1][row] : this.columns[row];
        if (this.columns.length === 1) paintCurve(canvas, values, palette);
        else paintField(canvas, values, shades);
      }),
    );
  }
}

function paintField(canvas, values, shades) {
  const image = fieldImage(values, GRID, TILE_STRIDE, largest(values), shades);
  if (canvas.width !== image.width) canvas.width = canvas.height = image.width;
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function paintCurve(canvas, values, palette) {
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
  context.strokeStyle = palette.ink;
  context.lineWidth = 5;
  context.stroke();
}
