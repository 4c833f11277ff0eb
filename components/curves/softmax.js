// The shares of a softmax as bars, whose tops are dragged to change the scores.

import { add } from "../hand/dom.js";
import { scoreOf, shareText, softmax } from "../twin/gating.js";
import { clip, numberText, tidy, withMinus } from "../twin/numbers.js";
import { NumbersDrawing, fill, halfOf } from "./drawing.js";

const LEAST_SHARE = 0.0005;
// Pixels over which the temperature is dragged to e times as much.
const E_FOLD = 90;

export class Softmax extends NumbersDrawing {
  constructor(parent, edits) {
    super(parent, edits, "of-softmax", ["axes", "bars", "words"]);
    this.pulls = [];
  }

  valueOf({ key }) {
    return key === "temperature" ? this.entry.temperature : this.entry.scores[Number(key)];
  }

  /** Python's words are about the table of activations and not about these numbers. */
  isTold() {
    return false;
  }

  withValue({ key }, value) {
    if (key === "temperature") return { ...this.entry, temperature: value };
    return { ...this.entry, scores: this.entry.scores.map((score, index) => (index === Number(key) ? value : score)) };
  }

  firstOf({ key }) {
    return key === "temperature" ? this.first.temperature : (this.first.scores[Number(key)] ?? 0);
  }

  paint() {
    const { entry, fontSize, target, width, height } = this;
    const { scores, temperature } = entry;
    const shares = softmax(scores, temperature);
    const left = 2.6 * fontSize;
    const top = target + 1.9 * fontSize;
    const column = (width - left) / scores.length;
    // Where a finger would hit two scores they take turns in two rows.
    const rows = column < target ? 2 : 1;
    const bottom = height - rows * target - 1.7 * fontSize;
    this.plot = { top, height: bottom - top };
    const up = (share) => bottom - share * (bottom - top);
    const middle = (index) => left + (index + 0.5) * column;
    fill(this.layers.axes, [
      ...[0, 0.5, 1].map((share) => ["line", { x1: left, x2: width, y1: up(share), y2: up(share), class: share ? "grid" : "zero" }]),
      ...[0, 0.5, 1].map((share) => ["text", { x: left - 8, y: up(share) + 0.35 * fontSize, "text-anchor": "end" }, String(share)]),
      ["text", { x: left, y: top - 1.1 * fontSize }, "share"],
      ["text", { x: left + (width - left) / 2, y: height - 0.3 * fontSize, "text-anchor": "middle" }, "score"],
    ]);
    fill(this.layers.bars, shares.map((share, index) => ["rect", { x: middle(index) - 0.3 * column, y: up(share), width: 0.6 * column, height: bottom - up(share), class: "share" }]));
    fill(this.layers.words, shares.map((share, index) => ["text", { x: middle(index), y: up(share) - 0.45 * fontSize, "text-anchor": "middle" }, shareText(share)]));
    scores.forEach((score, index) => {
      const handle = this.handle(String(index), "pill score", (start, event) => this.scoreBy(index, start, event));
      this.place(handle, withMinus(String(tidy(score))), [middle(index), bottom + ((index % rows) + 0.5) * target + 3]);
      if (!this.pulls[index]) {
        this.pulls[index] = add(this.stage, "div", "pull bar", { "aria-hidden": "true" });
        handle.grabAt(this.pulls[index]);
      }
      const end = Math.min(up(shares[index]) - 14, bottom - target);
      Object.assign(this.pulls[index].style, { left: `${middle(index)}px`, top: `${end}px`, height: `${bottom - end}px`, width: `${0.6 * column}px` });
    });
    for (const [key, { element }] of this.handles) if (Number(key) >= scores.length) element.hidden = true;
    this.pulls.forEach((pull, index) => (pull.hidden = index >= scores.length));
    const handle = this.handle("temperature", "pill", (start, event) => start.value * Math.exp((event.clientX - start.x) / E_FOLD));
    this.place(handle, `T = ${numberText(temperature)}`, [width - halfOf(handle) - 2, target / 2 + 2]);
  }

  /** The score with which the top of its bar goes where the pointer goes. */
  scoreBy(index, start, event) {
    const { scores, temperature } = this.entry;
    const others = scores.filter((_, other) => other !== index);
    start.share ??= softmax(scores, temperature)[index];
    const share = start.share + (start.y - event.clientY) / this.plot.height;
    return scoreOf(clip(share, LEAST_SHARE, 1 - LEAST_SHARE), others, temperature);
  }
}
