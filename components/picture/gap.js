// What an affine map misses: a network's first output, its best affine fit and the difference, on one scale.

import { add } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { shownBy } from "../hand/shown.js";
import { bestAffineFit } from "../twin/affine.js";
import { readNetwork } from "../twin/network_text.js";
import { outputOver } from "./output.js";
import { shadesOf } from "./shades.js";
import { Still } from "./still.js";

const TITLES = ["x₁", "x₂"];
const [SMALLEST_PICTURE, LARGEST_PICTURE, PICTURE_GAP] = [220, 380, 16];

export class Gap extends Drawn {
  constructor(parent) {
    super(parent, "pictures");
    this.row = add(this.root, "div", "row", { role: "group" });
    this.pictures = [0, 1, 2].map(() => new Still());
    this.row.append(...this.pictures.map(({ box }) => box));
    this.scenes = [];
  }

  update(data) {
    this.data = data;
    this.shades = shadesOf(data.palette);
    this.colour(data.palette);
    this.follow(data.follows);
    this.row.setAttribute("aria-label", data.alt);
    this.redraw();
  }

  draw() {
    const { data, shades } = this;
    const text = shownBy(data.follows)?.network ?? data.network;
    const key = `${text} ${data.window}`;
    if (key !== this.key) {
      this.key = key;
      this.cut(readNetwork(text));
    }
    this.measureType();
    const font = { size: this.fontSize, family: this.font };
    const width = this.root.clientWidth;
    const across = Math.min(3, Math.max(1, Math.floor((width + PICTURE_GAP) / (SMALLEST_PICTURE + PICTURE_GAP))));
    const side = Math.min(LARGEST_PICTURE, (width - (across - 1) * PICTURE_GAP) / across);
    const reach = Math.max(...this.scenes.map(({ output }) => output.largest));
    const look = { palette: data.palette, shades, reach, level: 0, creases: null, point: null, font };
    this.pictures.forEach((picture, index) => picture.paint(this.scenes[index], side, data.captions[index], TITLES, look));
  }

  cut(network) {
    const { window, samples } = this.data;
    const { weights, bias } = bestAffineFit(network, window, samples);
    const fit = { sizes: [2, 1], layers: [{ activation: "identity", weights: [weights], bias: [bias] }] };
    const shown = [[network], [fit], [network, { weights, bias }]];
    this.scenes = shown.map(([each, minus], index) => outputOver(each, window, this.scenes[index], minus));
  }
}
