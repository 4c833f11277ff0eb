// What Python sends once, apart from the words about it, and the drawings that are made of it.

import { Drawn } from "./drawn.js";
import { show, shownBy, withdraw } from "./shown.js";

/** Drawings find it under its key, as what a drawing shows. */
export class Sent {
  update(data) {
    this.key = data.key;
    show(data.key, this, data);
  }

  close() {
    withdraw(this.key, this);
  }
}

/** A drawing of what was sent: `load(sent)` makes it, anew for another scheme, and `write()` shows what changes on it. */
export class Receiver extends Drawn {
  update(data) {
    const { series, ...palette } = data.palette;
    this.colour(palette);
    this.data = data;
    this.follow(data.follows);
    this.redraw();
  }

  draw() {
    const { follows, name, palette } = this.data;
    const sent = shownBy(follows);
    // It comes before the words about it, or after them.
    if (sent?.name !== name) return;
    this.measureType();
    if (this.loaded !== name + palette.name) this.load(sent);
    this.loaded = name + palette.name;
    this.write();
    this.root.dataset.drawn = "";
  }
}
