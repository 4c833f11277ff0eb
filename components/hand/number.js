// One number on a drawing that can be dragged, wheeled, nudged and typed.

import { clip, numberText, tidy, typedNumber, withMinus } from "../twin/numbers.js";
import { add, listen, make, setAttributes } from "./dom.js";
import { isModified, stepsOf } from "./gestures.js";

const BEGINS_A_NUMBER = /^[\d.,+−-]$/;
// A wheel notch is 100 or 120; a touchpad sends many small turns, which are gathered.
const NOTCH = 20;

export class NumberHandle {
  /** `drawing` has `hands` and `edits`, and `valueOf(handle)`, `change(handle, value)`, `reset(handle)` and
   *  `say(sentence)`.  The number lies between `low` and `high`; a key changes it by `step`, and a drag in steps of
   *  `grain`; Home and End bring it to its ends, where it `hasEnds` that are near.  `dragged(start, event)` gives what the pointer makes of it, `start` being { x, y, value } of the press. */
  constructor(drawing, name, { low, high, step, grain = step, hasEnds = true, className = "", dragged }) {
    Object.assign(this, { drawing, name, low, high, step, grain, hasEnds, dragged });
    this.element = make("div", `handle ${className}`, {
      role: "slider",
      tabindex: 0,
      "aria-label": name,
      "aria-valuemin": low,
      "aria-valuemax": high,
      title: `${name[0].toUpperCase()}${name.slice(1)}: drag, press arrows, turn the wheel or type a number`,
    });
    this.label = add(this.element, "span");
    this.turned = 0;
    this.grabAt(this.element);
    listen(this.element, { dblclick: () => drawing.reset(this), keydown: (event) => this.press(event) });
    listen(this.element, { wheel: (event) => this.turn(event) }, { passive: false });
  }

  /** Let the number be dragged by an element: its own, or another one that shows it. */
  grabAt(element) {
    this.drawing.hands.grab(element, {
      take: (event) => this.take(event),
      move: (start, event) => this.changeTo(this.dragged(start, event)),
      tap: (start, event) => this.tap(event),
      scrolls: (event) => this.scrolls(event),
    });
  }

  /** Whether a finger's move over it is a swipe of the page. */
  scrolls() {
    return false;
  }

  get isFocused() {
    return this.element.getRootNode().activeElement === this.element;
  }

  get value() {
    return this.drawing.valueOf(this);
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** The nearest number of the steps that it can be. */
  changeTo(value) {
    if (!Number.isNaN(value)) this.drawing.change(this, clip(tidy(Math.round(value / this.grain) * this.grain), this.low, this.high));
  }

  write(label) {
    const { value, element } = this;
    if (label !== this.label.textContent) this.label.textContent = label;
    if (value === this.shown) return;
    this.shown = value;
    setAttributes(element, { "aria-valuenow": value, "aria-valuetext": numberText(value) });
  }

  take(event) {
    if (event.target.tagName === "INPUT") return null;
    if (event.pointerType === "mouse") this.focus();
    return { x: event.clientX, y: event.clientY, value: this.value };
  }

  /** A finger has no keyboard to type with before it is asked for: its first tap takes the number, the next opens a field. */
  tap(event) {
    if (event.pointerType === "mouse") return;
    if (this.isFocused) this.type();
    else this.focus();
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
    if (event.target.tagName === "INPUT" || isModified(event)) return;
    const steps = stepsOf(event);
    if (steps) this.nudge(steps);
    else if (this.hasEnds && /^(Home|End)$/.test(event.key)) this.nudge(event.key === "End" ? Infinity : -Infinity);
    else if (event.key === "Enter") this.type();
    else if (BEGINS_A_NUMBER.test(event.key)) this.type(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  nudge(steps) {
    this.drawing.change(this, clip(tidy(this.value + steps * this.step), this.low, this.high));
    this.drawing.hands.nudged();
  }

  /** A field over the number for an exact value. */
  type(begun = null) {
    const { element, drawing } = this;
    if (element.querySelector("input")) return;
    const field = add(element, "input", "typed", { type: "text", inputmode: "decimal", "aria-label": this.name });
    field.value = begun ?? String(this.value);
    field.focus({ preventScroll: true });
    if (begun === null) field.select();
    const keep = () => (drawing.edits.typing = { drawing, name: this.name, text: field.value });
    keep();
    let isOpen = true;
    const close = (isKept) => {
      // Taking the field away takes the focus from it, which would close it once more.
      if (!isOpen) return;
      isOpen = false;
      drawing.edits.typing = null;
      const { value } = field;
      field.remove();
      if (isKept) this.keep(value);
    };
    listen(field, {
      input: keep,
      // A field that is taken away with its drawing is blurred as well; what was typed so far goes on in the next one.
      blur: () => queueMicrotask(() => field.isConnected && close(true)),
      keydown: (event) => {
        event.stopPropagation();
        if (event.key !== "Enter" && event.key !== "Escape") return;
        close(event.key === "Enter");
        this.focus();
      },
    });
  }

  keep(text) {
    const { drawing, low, high } = this;
    const number = typedNumber(text);
    if (number === null || number < low || number > high) {
      const [least, most] = [low, high].map((end) => withMinus(String(end)));
      drawing.say(`“${text.slice(0, 24)}” is no number such as ${numberText(this.value)}, from ${least} to ${most}; the last one stays.`);
      return;
    }
    drawing.change(this, number);
    drawing.edits.settle();
  }
}
