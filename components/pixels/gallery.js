// Small pictures side by side, of which one may be opened to the 256 numbers that it is.

import { listen, setText } from "../hand/dom.js";
import { WAYS, isModified } from "../hand/gestures.js";
import { unpacked } from "../hand/packed.js";
import { Receiver } from "../hand/sent.js";
import { clip } from "../twin/numbers.js";
import { SIDE, colourOf, inkOn, paintPixels, shortText } from "./paint.js";

const middleOf = (node) => {
  const { left, top, width, height } = node.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};

/** The tile that is nearest to one in a direction, what lies beside it counting three times; itself where there is none. */
function nextTo(tiles, at, [across, down]) {
  const [x, y] = middleOf(tiles[at]);
  let [found, least] = [at, Infinity];
  tiles.forEach((tile, i) => {
    const [right, below] = middleOf(tile);
    const ahead = (right - x) * across + (below - y) * down;
    const far = ahead + 3 * Math.abs((right - x) * down + (below - y) * across);
    if (ahead > 2 && far < least) [found, least] = [i, far];
  });
  return found;
}

export class Gallery extends Receiver {
  constructor(parent, edits) {
    super(parent, "pixels", edits);
    listen(this.root, {
      click: ({ target }) => {
        const tile = target.closest(".tile");
        if (tile) this.open(this.tiles.indexOf(tile));
      },
      keydown: (event) => {
        const way = WAYS[event.key];
        if (!way || isModified(event)) return;
        event.preventDefault();
        this.open(nextTo(this.tiles, this.place, way));
      },
    });
  }

  update(data) {
    if (data.entry) this.edits.hear(data.entry, data);
    super.update(data);
  }

  /** `html` is what Python has written, with a canvas for each picture; those with a `reach` have signs. */
  load({ html, values, reaches }) {
    this.root.innerHTML = html;
    const all = unpacked(values, Float32Array);
    this.pictures = reaches.map((reach, i) => ({ reach, values: all.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE) }));
    this.root.querySelectorAll("canvas").forEach((canvas, i) => paintPixels(canvas, this.pictures[i].values, this.pictures[i].reach, this.data.palette));
    this.tiles = [...this.root.querySelectorAll(".tile")];
  }

  get place() {
    return clip(this.edits.entry[this.data.number], 1, this.tiles.length) - 1;
  }

  open(place) {
    this.edits.settle({ [this.data.number]: place + 1 });
    this.tiles[place].focus();
  }

  write() {
    const { tiles, pictures, data, edits, root } = this;
    if (!tiles.length) return;
    const { place } = this;
    tiles.forEach((tile, i) => {
      tile.setAttribute("aria-checked", i === place);
      tile.tabIndex = i === place ? 0 : -1;
    });
    const { values, reach } = pictures[place];
    setText(root.querySelector(".words"), tiles[place].dataset.words);
    root.querySelectorAll(".numbers span").forEach((cell, i) => {
      const colour = colourOf(values[i], reach, data.palette);
      setText(cell, shortText(values[i], reach));
      cell.style.background = `rgb(${colour})`;
      cell.style.color = inkOn(colour);
    });
    root.toggleAttribute("data-unheard", edits.isUnheard);
  }
}
