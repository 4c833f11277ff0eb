// What is pointed at, with a mouse, a finger or the keyboard, on any of the drawings of one network: the numbers of the
// network that stand there, by their names.  Each drawing lights what it has of them; no server hears of it.

import { listen } from "./dom.js";
import { follow, show, shownBy, withdraw } from "./shown.js";

/** The name of a weight, or of a bias, whose column is null. */
export const partOf = (layer, row, column = null) => [layer, row, column ?? "b"].join();

export class Pointing {
  /** In `root` `partsOf(element)` gives the names that stand for an element of it, and null for one that has none.
   *  `light(parts, element)` is called when they are others, with the set of them and, where they are its own, with what
   *  is pointed at. */
  constructor(root, partsOf, light) {
    Object.assign(this, { partsOf, light });
    const hear = (part) => {
      Object.assign(this, part);
      this.tell();
    };
    listen(root, {
      pointerover: ({ target }) => hear({ under: target }),
      pointerleave: () => hear({ under: null }),
      focusin: ({ target }) => hear({ focused: target }),
      focusout: () => hear({ focused: null }),
    });
  }

  /** Go along with all drawings that have this key. */
  attach(key) {
    if (this.key === `${key}-pointed`) return;
    this.close();
    this.key = `${key}-pointed`;
    this.unfollow = follow(this.key, () => this.again());
  }

  close() {
    this.unfollow?.();
    withdraw(this.key, this);
  }

  tell() {
    const element = [this.under, this.focused].find((one) => one && this.partsOf(one)) ?? null;
    if (element === (this.element ?? null)) return;
    this.element = element;
    show(this.key, this, { parts: new Set(element && this.partsOf(element)), by: this });
  }

  /** Light it once more, where a drawing was made anew. */
  again() {
    const pointed = shownBy(this.key);
    this.light(pointed?.parts ?? new Set(), pointed?.by === this ? this.element : null);
  }
}
