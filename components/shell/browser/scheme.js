// What Python draws has the colours of the visitor's scheme, so the page is run again when that turns dark or light;
// once nothing else is under way, for such a run ends whatever is, and a press that was heard is then forgotten.

import { isAtRest } from "../../hand/edits.js";

const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const SCHEME_STEP = 50;

let hasTurned = false;

export class Scheme {
  constructor(parentElement) {
    this.root = parentElement;
    DARK.addEventListener("change", this);
  }

  handleEvent() {
    hasTurned = true;
    // Streamlit has put its own theme on by the second frame.
    requestAnimationFrame(() => requestAnimationFrame(() => this.tell()));
  }

  /** Also of a turn that the page before did not come to tell. */
  update() {
    if (hasTurned) this.tell();
  }

  tell() {
    clearTimeout(this.timer);
    if (!hasTurned || !this.root.isConnected) return;
    if (isAtRest()) {
      hasTurned = false;
      this.trigger("changed", Date.now());
    } else this.timer = setTimeout(() => this.tell(), SCHEME_STEP);
  }

  close() {
    DARK.removeEventListener("change", this);
    clearTimeout(this.timer);
  }
}
