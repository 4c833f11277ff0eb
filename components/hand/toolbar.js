// Undo, redo, reset, and three versions to switch between.

import { add, addShape, make, makeButton } from "./dom.js";
import { sameEntry } from "./edits.js";

const ICONS = {
  undo: "M4 9h10a5 5 0 0 1 0 10h-4M4 9l4-4M4 9l4 4",
  redo: "M20 9H10a5 5 0 0 0 0 10h4M20 9l-4-4M20 9l-4 4",
  reset: "M5 12a7 7 0 1 1 2 5M5 12V6M5 12h6",
};
const VERSIONS = ["A", "B", "C"];

export class Toolbar {
  constructor(drawing) {
    const { edits } = drawing;
    this.drawing = drawing;
    this.box = make("div", "tools", { role: "toolbar", "aria-label": "Edits" });
    this.undo = this.button("Undo", "Undo (Ctrl+Z)", () => edits.undo(), ICONS.undo);
    this.redo = this.button("Redo", "Redo (Ctrl+Shift+Z)", () => edits.redo(), ICONS.redo);
    this.reset = this.button("Reset", "Back to the start", () => edits.settle(drawing.first), ICONS.reset);
    add(this.box, "span", "gap");
    this.versions = VERSIONS.map((version) =>
      this.button(version, `Version ${version}: a place of its own to switch to`, () => edits.switchTo(version)),
    );
    this.versions.forEach((button, index) => {
      button.classList.add("choice", "version");
      button.setAttribute("aria-label", `Version ${VERSIONS[index]}`);
    });
  }

  button(label, title, act, icon = null) {
    const button = makeButton("", act, "", { title });
    if (icon) addShape(addShape(button, "svg", { viewBox: "0 0 24 24" }), "path", { d: icon });
    button.append(label);
    this.box.append(button);
    return button;
  }

  write() {
    const { edits, first } = this.drawing;
    this.box.toggleAttribute("data-unheard", edits.isUnheard);
    this.box.dataset.version = edits.version;
    this.undo.disabled = !edits.done.length && !edits.draft;
    this.redo.disabled = !edits.undone.length;
    this.reset.disabled = sameEntry(edits.entry, first);
    this.versions.forEach((button, index) => button.setAttribute("aria-pressed", edits.version === VERSIONS[index]));
  }
}
