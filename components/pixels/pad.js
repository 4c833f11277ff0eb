// A pad of 16 × 16 pixels: what is drawn on it is classified by networks at every frame, and so is its negative.

import { networkOf } from "../film/reel.js";
import { listen, setText } from "../hand/dom.js";
import { MOST_UNDO } from "../hand/edits.js";
import { WAYS } from "../hand/gestures.js";
import { unpacked } from "../hand/packed.js";
import { Receiver } from "../hand/sent.js";
import { forward } from "../twin/forward.js";
import { clip, numberText } from "../twin/numbers.js";
import { SIDE, paintPixels } from "./paint.js";

// As light and as dark as the faces that were learned from; eighths, so that a negative has no rounding.
const [LIGHT_PEN, DARK_PEN] = [0.875, 0.125];

/** A network as it is told, its weights float64 in base64. */
export function readWeights(told) {
  const weights = unpacked(told.weights, Float64Array);
  return { ...told, ...networkOf(told, (place) => weights[place]) };
}

/** [f(p), f(1 − p)] for a picture p. */
export function pairAnswers(network, pixels) {
  const columns = Array.from(pixels, (value) => Float64Array.of(value, 1 - value));
  return Array.from(forward(network, columns).outputs.at(-1)[0]);
}

/** σ(f) with as many decimals as tell it from 0, ½ and 1. */
export function outputText(value) {
  const share = 1 / (1 + Math.exp(-value));
  let [decimals, text] = [1, ""];
  do text = numberText(share, ++decimals);
  while ([0, 0.5, 1].some((bound) => Number(text) === bound && share !== bound));
  return text;
}

export class Pad extends Receiver {
  constructor(parent) {
    super(parent, "pixels");
    Object.assign(this, { pen: LIGHT_PEN, at: [7, 7], undone: [] });
    const { root } = this;
    const letGo = () => this.isHeld && this.end();
    listen(root, {
      click: ({ target }) => this[target.closest("button")?.dataset.act]?.(),
      pointerdown: (event) => {
        if (event.button || this.isHeld || !event.target.closest(".pad")) return;
        event.preventDefault();
        this.pad.focus({ preventScroll: true });
        if (event.isTrusted) this.pad.setPointerCapture(event.pointerId);
        this.isHeld = true;
        this.remember();
        this.at = this.placeOf(event);
        this.paint();
      },
      pointermove: (event) => this.isHeld && this.drawTo(this.placeOf(event)),
      pointerup: letGo,
      pointercancel: letGo,
      keydown: (event) => event.target === this.pad && this.press(event),
    });
  }

  press(event) {
    const step = WAYS[event.key];
    if (event.altKey || (event.ctrlKey || event.metaKey) !== (event.key === "z")) return;
    if (event.key === "z") this.undo();
    else if (step) this.at = this.at.map((part, axis) => clip(part + step[axis], 0, SIDE - 1));
    else if (event.key !== " ") return;
    if (event.key === " " || (step && event.shiftKey)) {
      this.remember();
      this.paint();
    }
    event.preventDefault();
    this.end();
  }

  /** Column and row under the pointer; beyond the border the last ones. */
  placeOf({ clientX, clientY }) {
    const { left, top, width, height } = this.pad.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height].map((share) => clip(Math.floor(share * SIDE), 0, SIDE - 1));
  }

  /** Every pixel on the way, however fast the hand is. */
  drawTo(to) {
    const from = this.at;
    const count = Math.max(...to.map((part, axis) => Math.abs(part - from[axis])));
    for (let i = 1; i <= count; i++) {
      this.at = from.map((part, axis) => Math.round(part + ((to[axis] - part) * i) / count));
      this.paint();
    }
  }

  paint() {
    const [x, y] = this.at;
    this.pixels.forEach((_, i) => {
      const away = Math.max(Math.abs((i % SIDE) - x), Math.abs(Math.floor(i / SIDE) - y));
      if (away <= (this.isThick ? 1 : 0)) this.pixels[i] = this.pen;
    });
    this.redraw();
  }

  // What the buttons do, by their names in Python's text

  light() {
    this.pen = LIGHT_PEN;
    this.redraw();
  }

  dark() {
    this.pen = DARK_PEN;
    this.redraw();
  }

  thick() {
    this.isThick = !this.isThick;
    this.redraw();
  }

  negative() {
    this.replace(this.pixels.map((value) => 1 - value));
  }

  clear() {
    this.replace(this.pixels.map(() => DARK_PEN));
  }

  again() {
    this.replace(unpacked(this.data.first, Float64Array));
  }

  undo() {
    this.pixels = this.undone.pop() ?? this.pixels;
    this.end();
  }

  // What was there before, and what stays

  remember() {
    this.undone = [...this.undone, this.pixels.slice()].slice(-MOST_UNDO);
  }

  replace(pixels) {
    if (this.pixels) this.remember();
    this.begin(pixels);
    this.end();
  }

  /** With the pen that is seen on most of them. */
  begin(pixels) {
    this.pixels = pixels;
    this.pen = pixels.reduce((sum, value) => sum + value, 0) > pixels.length / 2 ? DARK_PEN : LIGHT_PEN;
  }

  /** Something is done: the tab keeps it, with the picture that it began with, and it is said to who does not see it. */
  end() {
    this.isHeld = this.isSaid = false;
    try {
      sessionStorage.setItem(this.data.key, JSON.stringify([this.data.picture, ...this.pixels]));
    } catch {
      // No storage, or none left: the drawing then lasts as long as the page.
    }
    this.redraw();
  }

  kept() {
    try {
      const [picture, ...pixels] = JSON.parse(sessionStorage.getItem(this.data.key));
      if (picture === this.data.picture && pixels.length === SIDE * SIDE) return Float64Array.from(pixels);
    } catch {
      // Nothing is kept, or a text that somebody else left there.
    }
    return null;
  }

  update(data) {
    const isOther = this.data?.picture !== data.picture;
    super.update(data);
    if (!isOther) return;
    const kept = this.kept();
    if (kept) this.begin(kept);
    else this.again();
  }

  // What is drawn

  load({ html, networks }) {
    this.networks = networks.map(readWeights);
    this.root.innerHTML = html;
    this.pad = this.root.querySelector(".pad");
  }

  write() {
    const { root, pixels, at, networks } = this;
    const negative = pixels.map((value) => 1 - value);
    root.querySelectorAll("canvas").forEach((canvas, i) => paintPixels(canvas, i === 2 ? negative : pixels));
    root.querySelector(".cursor").style.translate = at.map((part) => `${100 * part}%`).join(" ");
    const state = { light: this.pen === LIGHT_PEN, dark: this.pen === DARK_PEN, thick: Boolean(this.isThick) };
    for (const [act, isOn] of Object.entries(state)) root.querySelector(`[data-act=${act}]`).setAttribute("aria-pressed", isOn);
    const rows = [...root.querySelectorAll("tbody tr")];
    const said = networks.map((network, i) => this.writeAnswers(network, rows[i].querySelectorAll("td")));
    if (this.isSaid || this.isHeld) return;
    this.isSaid = true;
    setText(root.querySelector(".status"), `Column ${at[0] + 1}, row ${at[1] + 1}. ${said.join(", ")}.`);
  }

  /** Both answers, and what they give together, as the printed numbers add up; what Python says of an affine network. */
  writeAnswers(network, cells) {
    const { border, decimals, always } = this.data;
    const values = pairAnswers(network, this.pixels);
    const words = values.map((value) => (value > border ? "dog" : "cat"));
    values.forEach((value, i) => {
      const [word, share, f] = cells[i].children;
      setText(word, words[i]);
      setText(share, outputText(value));
      setText(f, `f ≈ ${numberText(value, decimals)}`);
    });
    const printed = values.reduce((sum, value) => sum + Number(value.toFixed(decimals)), 0);
    setText(cells[2].firstChild, `≈ ${network.is_affine ? always : numberText(printed, decimals)}`);
    return `${network.name}: ${words[0]}`;
  }
}
