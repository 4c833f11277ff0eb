// A gate: a value as an outlined bar and, inside it, what σ(z) keeps.  The ends of both are dragged.

import { make, setText } from "../hand/dom.js";
import { sigmoid } from "../twin/activations.js";
import { arithmeticText } from "../twin/gating.js";
import { numberText, withMinus } from "../twin/numbers.js";
import { NumbersDrawing, fill } from "./drawing.js";

const BAR_ROOM = 1.04;
// What a pixel changes z by where the value is 0, and its bar has no length to be shared.
const Z_PER_PIXEL = 0.02;

export class Gate extends NumbersDrawing {
  constructor(parent, edits) {
    super(parent, edits, "of-gate", ["axes", "bars", "words"]);
    this.sum = this.root.insertBefore(make("p", "arithmetic"), this.row);
    this.result = make("b");
    this.line = document.createTextNode("");
    this.sum.append(this.line, this.result);
    this.pulls = ["value", "z"].map((key) => [key, make("div", "pull", { "aria-hidden": "true" })]);
  }

  /** Python speaks of what is let go, which is z's alone. */
  isTold(key) {
    return key === "z";
  }

  across(value) {
    return ((value / (BAR_ROOM * this.data.limit) + 1) / 2) * this.width;
  }

  valueAt(event) {
    const box = this.stage.getBoundingClientRect();
    return (((event.clientX - box.left) / box.width) * 2 - 1) * BAR_ROOM * this.data.limit;
  }

  paint() {
    const { entry, data, fontSize, target } = this;
    const { value, z } = entry;
    const kept = value * sigmoid(z);
    const top = target + 10;
    const bottom = this.height - target - 10 - 2.8 * fontSize;
    const wordsAt = this.height - 1.5 * fontSize;
    const [line, result] = arithmeticText(value, z);
    if (this.line.data !== `${line} `) this.line.data = `${line} `;
    setText(this.result, result);
    const step = this.width / (2 * data.limit) > 2.4 * fontSize ? 1 : 2;
    const marks = Array.from({ length: 2 * data.limit + 1 }, (_, index) => index - data.limit).filter((x) => x % step === 0);
    fill(this.layers.axes, [
      ...marks.map((x) => ["line", { x1: this.across(x), x2: this.across(x), y1: x ? bottom : top - 8, y2: bottom + target + 16, class: x ? "grid" : "zero" }]),
      ...marks.map((x) => ["text", { x: this.across(x), y: wordsAt, "text-anchor": "middle" }, withMinus(String(x))]),
      ["text", { x: this.across(0), y: wordsAt + 1.2 * fontSize, "text-anchor": "middle" }, "value"],
    ]);
    const bar = (end) => ({ x: Math.min(this.across(0), this.across(end)), y: top, width: Math.abs(this.across(end) - this.across(0)), height: bottom - top });
    const sign = value > 0 ? "positive" : value < 0 ? "negative" : "none";
    fill(this.layers.bars, [
      ["rect", { ...bar(value), class: `whole ${sign}` }],
      ["rect", { ...bar(kept), class: `kept ${sign}` }],
    ]);
    const parts = [["kept", kept, kept / 2], ["let go", value - kept, (value + kept) / 2]];
    fill(
      this.layers.words,
      parts
        .filter(([word, size]) => Math.abs(this.across(size) - this.across(0)) > this.widthOf(word) + 10)
        .map(([word, , middle]) => ["text", { x: this.across(middle), y: (top + bottom) / 2 + 0.35 * fontSize, "text-anchor": "middle" }, word]),
    );
    const whole = this.handle("value", "pill", (start, event) => this.valueAt(event));
    this.place(whole, `value ${numberText(value)}`, [this.whole(whole, this.across(value)), top - target / 2 - 3]);
    const gate = this.handle("z", "pill", (start, event) => this.zBy(start, event));
    this.place(gate, `z = ${numberText(z)}`, [this.whole(gate, this.across(kept)), bottom + target / 2 + 3]);
    // The ends of the bars themselves: z's lies below where the two are close.
    this.pulls.forEach(([key, pull], index) => {
      if (!pull.isConnected) {
        this.stage.append(pull);
        this.handles.get(key).grabAt(pull);
      }
      const height = (bottom - top) / 2;
      Object.assign(pull.style, { left: `${this.across(index ? kept : value)}px`, top: `${top + index * height}px`, height: `${height}px` });
    });
  }

  /** The z that keeps the part of the value up to the pointer. */
  zBy(start, event) {
    const { value } = this.entry;
    if (value === 0) return start.value + (event.clientX - start.x) * Z_PER_PIXEL;
    const share = this.valueAt(event) / value;
    return share <= 0 ? -Infinity : share >= 1 ? Infinity : Math.log(share / (1 - share));
  }
}
