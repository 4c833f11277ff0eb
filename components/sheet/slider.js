// A number between two ends on a track: dragged, nudged, wheeled and typed.

import { make, setText } from "../hand/dom.js";
import { stepsOf } from "../hand/gestures.js";
import { clip, tidy, typedNumber } from "../twin/numbers.js";

const BEGINS_A_NUMBER = /^[\d.,−-]$/;
const NOTCH = 20;

export class Slider {
  /** `change(value)` hears of every change.  `step` is an arrow key's, `ends` stand at both sides of the track. */
  constructor(hands, { name, low, high, step, decimals, ends, unit = "" }, change) {
    Object.assign(this, { hands, name, low, high, step, decimals, unit, change });
    this.box = make("div", "slider");
    const title = this.box.appendChild(make("span", "title"));
    title.append(name[0].toUpperCase() + name.slice(1));
    const [first, last] = ends.map((end) => {
      const element = make("span", "end");
      element.append(end);
      return element;
    });
    this.track = make("div", "track");
    this.thumb = this.track.appendChild(
      make("div", "thumb", {
        role: "slider",
        tabindex: 0,
        "aria-label": name,
        "aria-valuemin": low,
        "aria-valuemax": high,
        title: `${name[0].toUpperCase()}${name.slice(1)}: drag it, press arrows, turn the wheel or type a number`,
      }),
    );
    this.number = make("span", "number");
    this.box.append(first, this.track, last, this.number);
    this.turned = 0;
    hands.grab(this.track, {
      take: (event) => {
        if (event.target.tagName === "INPUT") return null;
        this.thumb.focus({ preventScroll: true });
        const start = { grip: event.target === this.thumb ? event.clientX - this.thumbX() : 0 };
        this.follow(start, event);
        return start;
      },
      move: (start, event) => this.follow(start, event),
      tap: () => hands.finish(),
    });
    this.thumb.addEventListener("keydown", (event) => this.press(event));
    this.thumb.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  thumbX() {
    const { left, width } = this.thumb.getBoundingClientRect();
    return left + width / 2;
  }

  follow({ grip }, event) {
    const { left, width } = this.track.getBoundingClientRect();
    this.set(this.low + ((event.clientX - grip - left) / width) * (this.high - this.low));
  }

  set(value) {
    this.change(tidy(clip(value, this.low, this.high), this.decimals));
  }

  nudge(steps) {
    this.set(this.value + steps * this.step);
    this.hands.nudged();
  }

  press(event) {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = stepsOf(event);
    if (steps) this.nudge(steps);
    else if (event.key === "Home" || event.key === "End") this.nudge(event.key === "End" ? Infinity : -Infinity);
    else if (event.key === "Enter" || BEGINS_A_NUMBER.test(event.key)) this.type(event.key === "Enter" ? null : event.key);
    else return;
    event.preventDefault();
  }

  /** The wheel turns the number that has the focus; over any other it scrolls the page. */
  wheel(event) {
    if (!event.deltaY || event.ctrlKey || this.thumb.getRootNode().activeElement !== this.thumb) return;
    event.preventDefault();
    this.turned += Math.abs(event.deltaY) < NOTCH ? event.deltaY : Math.sign(event.deltaY) * NOTCH;
    const notches = Math.trunc(this.turned / NOTCH);
    this.turned -= notches * NOTCH;
    if (notches) this.nudge(-notches);
  }

  /** A field in the number's place; what is no number leaves the last one. */
  type(begun) {
    if (this.box.querySelector("input")) return;
    const field = make("input", "typed", { type: "text", inputmode: "decimal", "aria-label": this.name });
    this.number.replaceChildren(field);
    field.value = begun ?? String(this.value);
    field.focus({ preventScroll: true });
    if (begun === null) field.select();
    const close = (isKept) => {
      if (!field.isConnected) return;
      const number = typedNumber(field.value);
      field.remove();
      if (isKept && number !== null) {
        this.set(number);
        this.hands.finish();
      }
      this.shown = null;
      this.hands.redraw();
    };
    field.addEventListener("blur", () => queueMicrotask(() => close(true)));
    field.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      close(event.key === "Enter");
      this.thumb.focus({ preventScroll: true });
    });
  }

  /** Show a value, and what it means in words. */
  show(value, words) {
    this.value = value;
    const text = `${value.toFixed(this.decimals)}${this.unit}`;
    if (this.shown === value + words) return;
    this.shown = value + words;
    this.thumb.style.left = `${((value - this.low) / (this.high - this.low)) * 100}%`;
    if (!this.number.firstElementChild) setText(this.number, text);
    this.thumb.setAttribute("aria-valuenow", tidy(value, this.decimals));
    this.thumb.setAttribute("aria-valuetext", `${text}${words}`);
  }
}
