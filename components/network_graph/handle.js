// One number on the drawing that can be dragged, wheeled, nudged and typed.

import { make, put, setText } from "../hand/dom.js";
import { LARGEST_NUMBER, MINUS, numberText, signedText, tidy, typedNumber } from "../hand/numbers.js";
import { subscripted } from "./network_text.js";
import { signClass, strokeWidth } from "./shades.js";

const STEP = 0.1;
const PER_PIXEL = 0.02;
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };
// A wheel notch is 100 or 120; a touchpad sends many small turns, which are gathered.
const NOTCH = 20;

export class Handle {
  /** `kind` is weight, bias or input; `layer`, `row` and `column` say which number of the network it is. */
  constructor(drawing, kind, name, { x, y }, { layer = -1, row, column = -1 }) {
    Object.assign(this, { drawing, kind, name, layer, row, column });
    this.element = make("div", `handle ${kind}`, {
      role: "slider",
      tabindex: 0,
      "aria-label": name,
      "aria-valuemin": -LARGEST_NUMBER,
      "aria-valuemax": LARGEST_NUMBER,
      title: `${name[0].toUpperCase()}${name.slice(1)}: drag, turn the wheel, press arrows or type a number`,
    });
    put(this.element, x, y, true);
    this.label = this.element.appendChild(make("span"));
    this.prefix = { weight: "", bias: "b ", input: `${subscripted(name.replace("input ", ""))} ` }[kind];
    this.turned = 0;
    const listen = (type, act, options) => this.element.addEventListener(type, (event) => act.call(this, event), options);
    listen("pointerdown", this.take);
    listen("pointermove", this.drag);
    listen("pointerup", this.leave);
    listen("pointercancel", this.leave);
    listen("dblclick", () => drawing.resetOne(this));
    listen("wheel", this.turn, { passive: false });
    listen("keydown", this.press);
  }

  get value() {
    return this.drawing.valueOf(this);
  }

  /** Write the number, if it has changed. */
  write() {
    const { value, element } = this;
    if (value === this.shown) return;
    this.shown = value;
    const text = this.kind === "input" ? numberText(value) : signedText(value);
    setText(this.label, this.prefix + text);
    element.setAttribute("aria-valuenow", value);
    element.setAttribute("aria-valuetext", text);
    for (const { classList } of [element, this.path].filter(Boolean)) {
      classList.remove("positive", "negative", "zero");
      classList.add(signClass(value));
    }
    if (this.path) this.path.style.strokeWidth = `${strokeWidth(value) * this.drawing.built.places.thinness}px`;
  }

  take(event) {
    if (event.button !== 0 || event.target.tagName === "INPUT") return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    this.start = { x: event.clientX, y: event.clientY, value: this.value, hasMoved: false };
    this.drawing.hold(() => (this.start = null));
  }

  /** To the right and upwards is more. */
  drag(event) {
    const { start } = this;
    if (!start) return;
    const way = event.clientX - start.x - (event.clientY - start.y);
    if (!start.hasMoved && Math.abs(way) < 3) return;
    start.hasMoved = true;
    this.drawing.root.classList.add("dragging");
    this.drawing.change(this, tidy(start.value + way * PER_PIXEL * (event.shiftKey ? 10 : 1), 2));
  }

  leave(event) {
    const { start } = this;
    this.drawing.release();
    if (start?.hasMoved) this.drawing.edits.settle();
    // A finger has no keyboard to type with before it is asked for.
    else if (start && event.type === "pointerup" && event.pointerType === "touch") this.type();
  }

  turn(event) {
    // A page that is being scrolled past is no edit.
    if (!event.deltaY || event.timeStamp - this.drawing.scrolledAt < 400) return;
    event.preventDefault();
    event.stopPropagation();
    this.turned += Math.abs(event.deltaY) < NOTCH ? event.deltaY : Math.sign(event.deltaY) * NOTCH;
    const notches = Math.trunc(this.turned / NOTCH);
    this.turned -= notches * NOTCH;
    if (notches) this.nudge(-notches * (event.shiftKey ? 10 : 1));
  }

  press(event) {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in KEYS) this.nudge(KEYS[event.key] * (event.shiftKey ? 10 : 1));
    else if (event.key === "Enter") this.type();
    else if (/^[\d.,+−-]$/.test(event.key)) this.type(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  nudge(steps) {
    this.drawing.change(this, tidy(this.value + steps * STEP));
    this.drawing.settleSoon();
  }

  /** A field over the number for an exact value. */
  type(begun = null) {
    const { element, drawing } = this;
    if (element.querySelector("input")) return;
    const field = make("input", "typed", { type: "text", inputmode: "decimal", "aria-label": this.name });
    element.appendChild(field);
    field.value = begun ?? String(this.value);
    field.focus({ preventScroll: true });
    if (begun === null) field.select();
    let isOpen = true;
    const close = (isKept) => {
      // Taking the field away takes the focus from it, which would close it once more.
      if (!isOpen) return;
      isOpen = false;
      const { value } = field;
      field.remove();
      if (!isKept) return;
      const number = typedNumber(value);
      if (number === null) {
        drawing.say(`“${value.slice(0, 24)}” is no number such as ${MINUS}1.5, up to ±1000000; the last one stays.`);
        return;
      }
      drawing.change(this, number);
      drawing.edits.settle();
    };
    field.addEventListener("blur", () => close(true));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      close(event.key === "Enter");
      element.focus({ preventScroll: true });
    });
  }
}
