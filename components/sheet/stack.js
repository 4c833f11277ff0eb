// The neurons of a network, layer beside layer, with a line for each weight, and what is said of them.

import { add, fit, make, setText } from "../hand/dom.js";
import { strokeWidth } from "../picture/shades.js";
import { emptied, fillDot, strokeLine } from "../picture/strokes.js";

const STACK_THINNER = 0.4;
// Letters beside the first and the last layer.
const LETTER_ROOM = 4;

export class Stack {
  constructor(row) {
    this.box = make("div", "stack");
    row.prepend(this.box);
    this.words = add(this.box, "div", "caption", { role: "status" });
    this.canvas = add(this.box, "canvas", "", { role: "img", "aria-label": "The network: a dot for each neuron, a line for each weight" });
  }

  /** Each layer has its place, so that there is room for those to come: as many as the `drawing`'s data allow. */
  paint({ data: { palette, most_layers: most }, fontSize, font }, network, words) {
    const { sizes, layers } = network;
    setText(this.words, words);
    const { clientWidth: width, clientHeight } = this.box;
    const height = clientHeight - this.words.offsetHeight;
    const scale = fit(this.canvas, width, height);
    // While the sheet is turned it stays as it is.
    const shown = [network, palette, width, height, scale, fontSize];
    if (shown.every((part, index) => part === this.shown?.[index])) return;
    this.shown = shown;
    const context = emptied(this.canvas, width, height, scale);
    const room = LETTER_ROOM * fontSize;
    const gap = height / Math.max(...sizes);
    const place = (layer, row) => [
      room / 2 + (layer * (width - 1.5 * room)) / (most + 1),
      // Few neurons stand wider, so that their names do.
      height / 2 + (row - (sizes[layer] - 1) / 2) * gap * (sizes[layer] > 2 ? 1 : 2),
    ];
    layers.forEach(({ weights }, layer) =>
      weights.forEach((row, to) =>
        row.forEach((weight, from) => {
          const colour = weight < 0 ? palette.negative : palette.positive;
          strokeLine(context, place(layer, from), place(layer + 1, to), colour, STACK_THINNER * strokeWidth(weight));
        }),
      ),
    );
    context.fillStyle = palette.ink;
    sizes.forEach((size, layer) => {
      for (let row = 0; row < size; row++) fillDot(context, ...place(layer, row), Math.min(0.36 * gap, 6));
    });
    context.font = `${fontSize}px ${font}`;
    context.textBaseline = "middle";
    context.textAlign = "start";
    const last = sizes.length - 1;
    const [x, y] = place(last, 0);
    context.fillText("output", x + 0.8 * fontSize, y);
    context.textAlign = "end";
    ["x₁", "x₂"].forEach((name, row) => context.fillText(name, place(0, row)[0] - 0.7 * fontSize, place(0, row)[1]));
  }
}
