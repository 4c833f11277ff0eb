// One number on the drawing that can be dragged, wheeled, nudged and typed.

import { make, put, setText } from "../hand/dom.js";
import { stepsOf } from "../hand/gestures.js";
import { LARGEST_NUMBER, MINUS, numberText, signedText, tidy, typedNumber } from "../twin/numbers.js";
import { subscripted } from "../twin/network_text.js";
import { signClass, strokeWidth } from "../picture/shades.js";

const STEP = 0.1;
const PER_PIXEL = 0.02;
const BEGINS_A_NUMBER = /^[\d.,+−-]$/;
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
      title: `${name[0].toUpperCase()}${name.slice(1)}: drag, press arrows, turn the wheel or type a number`,
    });
    put(this.element, x, y, true);
    this.label = this.element.appendChild(make("span"));
    this.prefix = { weight: "", bias: "b ", input: `${subscripted(name.replace("input ", ""))} ` }[kind];
    this.turned = 0;
    drawing.hands.grab(this.element, {
      take: (event) => this.take(event),
      move: (start, event) => this.drag(start, event),
      tap: (start, event) => this.tap(event),
      // A swipe over a number scrolls, unless the number was tapped first.
      scrolls: (event) => event.pointerType !== "mouse" && !this.isFocused,
    });
    this.element.addEventListener("dblclick", () => drawing.resetOne(this));
    this.element.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    this.element.addEventListener("keydown", (event) => this.press(event));
  }

  get isFocused() {
    return this.element.getRootNode().activeElement === this.element;
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
    if (event.target.tagName === "INPUT") return null;
    if (event.pointerType === "mouse") this.element.focus({ preventScroll: true });
    return { x: event.clientX, y: event.clientY, value: this.value };
  }

  /** To the right and upwards is more. */
  drag(start, event) {
    const way = event.clientX - start.x - (event.clientY - start.y);
    this.drawing.change(this, tidy(start.value + way * PER_PIXEL * (event.shiftKey ? 10 : 1), 2));
  }

  /** A finger has no keyboard to type with before it is asked for: its first tap takes the number, the next opens a field. */
  tap(event) {
    if (event.pointerType === "mouse") return;
    if (this.isFocused) this.type();
    else this.element.focus({ preventScroll: true });
  }

  /** The wheel turns the number that has the focus; over any other it scrolls the page. */
  turn(event) {
    if (!event.deltaY || !this.isFocused || event.ctrlKey) return;
    event.preventDefault();
    this.turned += Math.abs(event.deltaY) < NOTCH ? event.deltaY : Math.sign(event.deltaY) * NOTCH;
    const notches = Math.trunc(this.turned / NOTCH);
    this.turned -= notches * NOTCH;
    if (notches) this.nudge(-notches * (event.shiftKey ? 10 : 1));
  }

  press(event) {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = stepsOf(event);
    if (steps) this.nudge(steps);
    else if (event.key === "Enter") this.type();
    else if (BEGINS_A_NUMBER.test(event.key)) this.type(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  nudge(steps) {
    this.drawing.change(this, tidy(this.value + steps * STEP));
    this.drawing.hands.nudged();
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
    const keep = () => (drawing.edits.typing = { drawing, name: this.name, text: field.value });
    keep();
    field.addEventListener("input", keep);
    let isOpen = true;
    const close = (isKept) => {
      // Taking the field away takes the focus from it, which would close it once more.
      if (!isOpen) return;
      isOpen = false;
      drawing.edits.typing = null;
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
    // A field that is taken away with its drawing is blurred as well; what was typed so far goes on in the next one.
    field.addEventListener("blur", () => queueMicrotask(() => field.isConnected && close(true)));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      close(event.key === "Enter");
      element.focus({ preventScroll: true });
    });
  }
}
