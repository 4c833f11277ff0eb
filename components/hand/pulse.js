// A fragment that is run again and again, each time when nothing else is under way.

import { isAtRest } from "./edits.js";

// What a hand has just done may be on its way to Python (ms).
const QUIET = 300;
const PULSE_STEP = 50;
const TOUCHES = ["pointerdown", "pointerup", "keydown"];
const UNDER_WAY = { capture: true, passive: true };

export class Pulse {
  constructor(parentElement) {
    this.root = parentElement;
    this.ranAt = performance.now();
    this.touchedAt = -Infinity;
    for (const touch of TOUCHES) window.addEventListener(touch, this, UNDER_WAY);
    this.wait(PULSE_STEP);
  }

  /** Somebody touches the page. */
  handleEvent() {
    this.touchedAt = performance.now();
  }

  update({ every }) {
    this.every = every;
  }

  wait(time) {
    this.timer = setTimeout(() => this.look(), time);
  }

  look() {
    const now = performance.now();
    const left = Math.max(this.ranAt + this.every, this.touchedAt + QUIET) - now;
    if (left > 0 || !isAtRest()) return this.wait(Math.max(left, PULSE_STEP));
    this.ranAt = now;
    this.trigger("pulse", Date.now());
    this.wait(this.every);
  }

  close() {
    clearTimeout(this.timer);
    for (const touch of TOUCHES) window.removeEventListener(touch, this, UNDER_WAY);
  }
}
