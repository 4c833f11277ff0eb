// A proof that is walked through line by line, by buttons and arrow keys; its numbers go along with a drawing.

import { add, listen, make, makeButton, setText } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { isModified } from "../hand/gestures.js";
import { shownBy } from "../hand/shown.js";
import { clip } from "../twin/numbers.js";
import { readNetwork } from "../twin/network_text.js";
import { holds, proofTexts, proofValues } from "../twin/xor_proof.js";

export class Proof extends Drawn {
  constructor(parent, edits) {
    super(parent, "proof", edits);
    this.root.setAttribute("role", "group");
    this.root.tabIndex = 0;
    listen(this.root, { keydown: (event) => this.press(event) });
    const ways = add(this.root, "div", "ways");
    // The guide above has a way back and a way on of its own.
    this.back = makeButton("Line back", () => this.go(-1));
    this.next = makeButton("Next line", () => this.go(1), "next");
    this.place = make("span", "place", { role: "status" });
    ways.append(this.back, this.next, this.place);
    this.list = add(this.root, "ol", "lines");
  }

  update(data) {
    this.data = data;
    this.colour(data.palette);
    this.follow(data.follows);
    this.edits.hear(data.entry, data);
    if (!this.items) this.build();
    this.redraw();
  }

  build() {
    this.items = this.data.lines.map(({ name, claim, asks }) => {
      const item = add(this.list, "li", asks ? "" : "words");
      const [label, claimed, yours] = ["b", "span", "span"].map((tag, place) => add(item, tag, ["name", "claim", "yours"][place]));
      label.append(name);
      claimed.append(claim);
      return { item, yours };
    });
  }

  go(way) {
    const line = clip(this.edits.entry.line + way, 0, this.data.lines.length);
    this.edits.settle({ line });
    // Once it is drawn.
    requestAnimationFrame(() => this.items[line - 1]?.item.scrollIntoView({ block: "nearest" }));
  }

  /** Who walks by a clicker's keys is answered by the guide, unless the proof has the focus. */
  press(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || isModified(event)) return;
    event.preventDefault();
    this.go(way);
  }

  draw() {
    const { data, items, root } = this;
    const { lines } = data;
    const { line } = this.edits.entry;
    const [{ weights, bias }] = readNetwork(shownBy(data.follows)?.network ?? data.network).layers;
    const values = proofValues(weights[0], bias[0]);
    const texts = proofTexts(values, lines);
    this.measureType();
    items.forEach(({ item, yours }, place) => {
      const isHeld = holds(lines[place], values);
      const verdict = isHeld === null ? "" : isHeld ? " ✓ holds" : " ✗ fails";
      setText(yours, lines[place].yours.replace(/\{(\w+)\}/g, (_, name) => texts[name]) + verdict);
      item.toggleAttribute("data-ahead", place >= line);
      if (place === line - 1) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    setText(this.place, line ? `Line ${line} of ${lines.length}` : `${lines.length} lines say why, with your own numbers in them`);
    this.back.setAttribute("aria-disabled", !line);
    this.next.setAttribute("aria-disabled", line === lines.length);
    root.setAttribute("aria-label", data.alt);
    root.dataset.drawn = "";
  }
}
