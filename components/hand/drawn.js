// What every drawing has: a root on the page, the page's colours, and at most one draw a frame.

import { add, smallestTarget } from "./dom.js";
import { follow } from "./shown.js";

/** Milliseconds of a frame in which one of many things after the other is painted. */
export const SPELL = 8;

/** A drawing has `draw(now)`, which shows all that it knows, and `update(data)`, which hears Python's word. */
export class Drawn {
  constructor(parent, className, edits = null) {
    this.edits = edits;
    this.root = add(parent, "div", className);
    // What has no numbers yet is neither seen nor read aloud.
    this.root.style.visibility = "hidden";
    this.observer = new ResizeObserver(() => this.redraw());
    this.observer.observe(this.root);
  }

  close() {
    this.unfollow?.();
    this.hands?.close();
    this.observer.disconnect();
    cancelAnimationFrame(this.request);
    this.root.remove();
  }

  /** Go along with the drawing that has this key, in place of an earlier one: `hear()` within each of its frames. */
  follow(key, hear = () => this.redraw()) {
    this.unfollow?.();
    this.unfollow = follow(key, hear);
  }

  /** Colours of the page by name, for the stylesheet. */
  colour(palette) {
    for (const [name, value] of Object.entries(palette)) this.root.style.setProperty(`--${name}`, value);
  }

  redraw() {
    this.request ??= requestAnimationFrame((now) => {
      this.request = null;
      // What is not on the page, or hidden there, has no size; when it has one it is drawn.
      if (!this.root.clientWidth) return;
      this.root.style.visibility = "";
      this.draw(now);
    });
  }

  /** The page's type, and the least that a target may measure. */
  measureType() {
    const { fontSize, fontFamily } = getComputedStyle(this.root);
    this.fontSize = parseFloat(fontSize);
    this.font = fontFamily;
    this.target = smallestTarget();
    this.root.style.setProperty("--target", `${this.target}px`);
  }
}
