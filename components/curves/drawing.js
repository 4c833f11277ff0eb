// What the drawings of this folder have in common: a toolbar, a picture in layers, numbers under the hand.

import { add, addShape, put, setAttributes, setText, tall } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { Hands } from "../hand/gestures.js";
import { NumberHandle } from "../hand/number.js";
import { Toolbar } from "../hand/toolbar.js";
import { clip } from "../twin/numbers.js";

/** The children of `layer` become `nodes`, each [tag, attributes, text], and only what differs is touched. */
export function fill(layer, nodes) {
  while (layer.childElementCount > nodes.length) layer.lastChild.remove();
  nodes.forEach(([tag, attributes, text = ""], index) => {
    let element = layer.children[index];
    if (element?.localName !== tag) {
      const fresh = document.createElementNS(layer.namespaceURI, tag);
      if (element) element.replaceWith(fresh);
      else layer.append(fresh);
      element = fresh;
    }
    for (const { name } of [...element.attributes]) if (!(name in attributes)) element.removeAttribute(name);
    setAttributes(element, attributes);
    setText(element, text);
  });
}

/** Half the width of a handle; a guess before it is on the page. */
export const halfOf = ({ element }) => element.offsetWidth / 2 || 30;

/** A drawing of numbers that Python knows by their keys in the address; an entry of its edits maps these to values. */
export class NumbersDrawing extends Drawn {
  constructor(parent, edits, className, layers) {
    super(parent, `curves ${className}`, edits);
    this.toolbar = new Toolbar(this);
    this.root.append(this.toolbar.box);
    this.status = add(this.root, "div", "status", { role: "status" });
    this.row = add(this.root, "div", "row");
    this.stage = add(this.row, "div", "stage", { role: "group" });
    this.svg = addShape(this.stage, "svg");
    this.layers = Object.fromEntries(layers.map((name) => [name, this.layer(name)]));
    this.handles = new Map();
    this.text = document.createElement("canvas").getContext("2d");
    this.hands = new Hands(this.root, edits, () => this.redraw());
  }

  /** A layer of the picture; "inside" cuts off what leaves it. */
  layer(name, parent = this.svg) {
    return addShape(parent, name === "inside" ? "svg" : "g", { class: name });
  }

  update(data) {
    this.data = data;
    this.palette = data.palette;
    this.colour(data.palette);
    this.edits.hear(data.entry, data);
    this.redraw();
  }

  /** What the page begins with. */
  get first() {
    return this.data.first;
  }

  get entry() {
    return this.edits.entry;
  }

  /** `paint()` is what each of the drawings does for itself. */
  draw() {
    this.measure();
    this.paint();
    this.toolbar.write();
    if (!this.isDrawn) this.hands.takeUp([...this.handles.values()]);
    this.isDrawn = true;
  }

  measure() {
    this.measureType();
    this.text.font = `${this.fontSize}px ${this.font}`;
    this.row.classList.toggle("narrow", this.root.clientWidth < 620);
    this.width = this.stage.clientWidth;
    this.height = tall(this.data.height, 300, Math.max(380, 0.9 * this.width));
    this.stage.style.height = `${this.height}px`;
    setAttributes(this.svg, { viewBox: `0 0 ${this.width} ${this.height}` });
    setAttributes(this.stage, { "aria-label": this.data.alt });
  }

  widthOf(text) {
    return this.text.measureText(text).width;
  }

  /** The handle of a number, made where there is none yet. */
  handle(key, className, dragged) {
    if (!this.handles.has(key)) {
      const handle = new NumberHandle(this, this.data.numbers[key].name, { ...this.data.numbers[key], className, dragged });
      handle.key = key;
      this.stage.append(handle.element);
      this.handles.set(key, handle);
    }
    return this.handles.get(key);
  }

  /** A handle with its label at a place; without a place it is gone. */
  place(handle, label, at) {
    if (at) handle.write(label);
    put(handle.element, ...(at ?? [0, 0]), Boolean(at));
  }

  /** The place along the picture, as near to `x` as it may be, at which a handle is seen whole. */
  whole(handle, x) {
    const half = halfOf(handle);
    return clip(x, half, this.width - half);
  }

  valueOf({ key }) {
    return this.entry[key];
  }

  /** The entry with another value of a handle's number, and the value that the page begins with. */
  withValue({ key }, value) {
    return { ...this.entry, [key]: value };
  }

  firstOf({ key }) {
    return this.first[key];
  }

  change(handle, value) {
    this.say("");
    this.edits.change(this.withValue(handle, value), this.isTold(handle.key));
  }

  /** Whether Python's words are about a number, so that it has to hear of it before the hand lets go. */
  isTold(key) {
    return true;
  }

  reset(handle) {
    this.edits.settle(this.withValue(handle, this.firstOf(handle)));
  }

  say(sentence) {
    setText(this.status, sentence);
  }
}
