// One number of a drawn network under the hand.

import { put, setAttributes, setText } from "../hand/dom.js";
import { NumberHandle } from "../hand/number.js";
import { partOf } from "../hand/pointed.js";
import { LARGEST_NUMBER, numberText, signedText } from "../twin/numbers.js";
import { subscripted } from "../twin/network_text.js";
import { signClass, strokeWidth } from "../picture/shades.js";

const NUMBER_STEP = 0.1;
const GRAIN = 0.01;
const NUMBER_PER_PIXEL = 0.02;

/** To the right and upwards is more. */
function dragged(start, event) {
  const way = event.clientX - start.x - (event.clientY - start.y);
  return start.value + way * NUMBER_PER_PIXEL * (event.shiftKey ? 10 : 1);
}

export class Handle extends NumberHandle {
  /** `kind` is weight, bias or input; `layer`, `row` and `column` say which number of the network it is. */
  constructor(drawing, kind, name, { x, y }, { layer = -1, row, column = -1 }) {
    const reach = { low: -LARGEST_NUMBER, high: LARGEST_NUMBER, hasEnds: false };
    super(drawing, name, { ...reach, step: NUMBER_STEP, grain: GRAIN, className: kind, dragged });
    Object.assign(this, { kind, layer, row, column });
    put(this.element, x, y, true);
    if (kind !== "input") this.element.dataset.part = partOf(layer, row, kind === "bias" ? null : column);
    this.prefix = { weight: "", bias: "b ", input: `${subscripted(name.replace("input ", ""))} ` }[kind];
  }

  /** A swipe over a number scrolls, unless the number was tapped first. */
  scrolls(event) {
    return event.pointerType !== "mouse" && !this.isFocused;
  }

  /** Write the number, if it has changed. */
  write() {
    const { value, element } = this;
    if (value === this.shown) return;
    this.shown = value;
    const text = this.kind === "input" ? numberText(value) : signedText(value);
    setText(this.label, this.prefix + text);
    setAttributes(element, { "aria-valuenow": value, "aria-valuetext": text });
    for (const { classList } of [element, this.path].filter(Boolean)) {
      classList.remove("positive", "negative", "zero");
      classList.add(signClass(value));
    }
    if (this.path) this.path.style.strokeWidth = `${strokeWidth(value) * this.drawing.built.places.thinness}px`;
  }
}
