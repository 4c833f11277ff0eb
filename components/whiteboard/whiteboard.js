// The whiteboard: a stack of layers as matrices, of which two neighbours become one, one entry after the other.

import { add, isCalm, listen, make, makeButton, setText } from "../hand/dom.js";
import { WAYS } from "../hand/gestures.js";
import { markMore } from "../hand/more.js";
import { Played } from "../hand/player.js";
import { Pointing, partOf } from "../hand/pointed.js";
import { shownBy } from "../hand/shown.js";
import { signClass } from "../picture/shades.js";
import { entryAt, joinSteps, lineOf, mergingOf, parameterCount, sourcesOf } from "../twin/merging.js";
import { readNetwork, subscripted } from "../twin/network_text.js";
import { clip, numberText } from "../twin/numbers.js";

// Milliseconds for an entry, and for all that are played at once at most.
const ENTRY = 550;
const LONGEST_MERGING = 9000;
const SHOWN = 2500;
const MOVE = 450;
// How narrow it may get: all in full, then the other layers by name alone, then on several lines.
const NARROWEST = 2;
// Stacks that have merged by themselves: each does once.
const mergedStacks = new Set();

const spanned = (letter, { first, last }) =>
  subscripted(letter + Array.from({ length: last - first + 1 }, (_, index) => last - index).join(""));
const shapeText = (block) => `${block.bias.length} × ${block.weights[0].length}`;

export class Whiteboard extends Played {
  constructor(parent, edits) {
    super(parent, "whiteboard", edits, { name: "entries merged", step: "1", near: 1 });
    const button = (text, name, act) => makeButton(text, act, "", { "aria-label": name, title: name });
    this.keys = add(this.controls, "div", "keys");
    this.back = button("← Back", "Take the last entry back", () => this.stepTo(this.position - 1));
    this.next = button("Entry →", "Write the next entry", () => this.stepTo(this.position + 1));
    this.whole = button("Merge two layers", "Merge two layers to the end", () => this.playTo(this.nextJoin));
    this.keys.append(this.back, this.next, this.whole);
    const count = add(this.controls, "div", "count");
    this.number = add(count, "b");
    count.append(" parameters: weights and biases");
    this.pan = add(this.root, "div", "pan", { role: "group" });
    listen(this.pan, { scroll: () => markMore(this.pan) }, { passive: true });
    this.line = add(this.root, "div", "line", { role: "status" });
    this.cells = new Map();
    this.pointing = new Pointing(this.pan, (element) => this.partsOf(element), (parts, own) => this.light(parts, own));
    listen(this.pan, { keydown: (event) => this.walk(event) });
    this.structure = "";
  }

  close() {
    this.pointing.close();
    super.close();
  }

  update(data) {
    this.data = data;
    this.colour(data.palette);
    // Not at the next frame, so that both show the same.
    this.follow(data.follows, () => this.show());
    this.pointing.attach(data.follows);
    const before = this.edits.entry?.merged;
    this.edits.hear(data.entry, data);
    if (before !== this.edits.entry.merged) this.motion = null;
    this.redraw();
  }

  draw(now) {
    this.move(now);
    this.show();
  }

  // The position: how many steps are done

  get joins() {
    return joinSteps(this.network.sizes);
  }

  get last() {
    return this.joins.at(-1) ?? 0;
  }

  /** The end of the next merge; of the one after it for who presses again while the first is shown. */
  get nextJoin() {
    const { motion, position } = this;
    const from = !motion ? position : motion.demo ? this.edits.entry.merged : motion.to;
    return this.joins.find((join) => join > from) ?? this.last;
  }

  /** What is under way, { from, to, time, start }, in steps of `time`; a `demo` ends where it began. */
  move(now) {
    const { motion } = this;
    if (!motion) return;
    motion.start ??= now;
    const way = motion.to - motion.from;
    const done = isCalm() ? Infinity : Math.floor((now - motion.start) / motion.time);
    this.position = motion.from + Math.sign(way) * Math.min(done, Math.abs(way));
    if (this.position !== motion.to) this.redraw();
    else if (!motion.demo) this.rest();
    else if (now - motion.start < motion.time * way + SHOWN) this.redraw();
    else {
      this.motion = null;
      this.position = motion.from;
      this.redraw();
    }
  }

  playTo(to, most = LONGEST_MERGING, demo = false) {
    const from = demo || !this.motion?.demo ? this.position : this.edits.entry.merged;
    this.motion = { from, to, time: Math.min(ENTRY, most / Math.abs(to - from)), demo };
    this.redraw();
  }

  stepTo(position) {
    this.position = clip(this.motion?.demo ? this.edits.entry.merged + Math.sign(position - this.position) : position, 0, this.last);
    this.rest();
  }

  toggle() {
    if (this.motion && !this.motion.demo) return this.rest();
    if (this.position === this.last && !this.motion) this.position = 0;
    this.playTo(this.last);
  }

  /** All stands still, and Python hears where. */
  rest() {
    this.motion = null;
    this.isHeld = false;
    this.edits.settle({ merged: this.position });
    this.redraw();
  }

  // What is drawn

  show() {
    if (!this.data || !this.root.isConnected) return;
    const text = shownBy(this.data.follows)?.network ?? this.data.network;
    const { network } = this;
    if (text !== this.text) this.network = readNetwork((this.text = text));
    if (network && String(network.sizes) !== String(this.network.sizes)) this.motion = this.position = null;
    const between = this.network.layers[0].activation.split("(")[0];
    this.isBent = between !== "identity";
    const wanted = Math.min(this.edits.entry.merged, this.last);
    this.position ??= wanted;
    if (!this.motion && !this.isHeld && this.position !== wanted) {
      if (wanted < this.position) this.position = wanted;
      else this.playTo(wanted, SHOWN);
    }
    this.position = Math.min(this.position, this.last);
    const isAsked = new URLSearchParams(location.search).has("guide");
    if (!isAsked && !this.isBent && !isCalm() && !this.position && !mergedStacks.has(this.data.key)) this.playTo(this.last, LONGEST_MERGING, true);
    mergedStacks.add(this.data.key);
    this.state = mergingOf(this.network, this.isBent ? 0 : this.position);
    if (this.isBent) this.state.made = null;
    this.measureType();
    const { blocks, made } = this.state;
    const structure = [this.network.sizes, blocks.length, Boolean(made), this.isBent, this.pan.clientWidth, this.fontSize].join("|");
    if (structure !== this.structure) {
      this.structure = structure;
      this.build(this.isBent ? this.data.names[between] : "");
    }
    this.write();
    this.writeControls();
    this.root.dataset.drawn = "";
  }

  /** The row of matrices as the mathematics is written, W₃(W₂(W₁x + b₁) + b₂) + b₃, and what the first two become. */
  build(activation) {
    const before = this.made?.getBoundingClientRect();
    const had = this.blocks;
    for (this.level = 0; ; this.level++) {
      this.compose(activation);
      if (this.level === NARROWEST || this.pan.scrollWidth <= this.pan.clientWidth) break;
    }
    markMore(this.pan);
    this.cells.keys().next().value.tabIndex = 0;
    this.blocks = this.state.blocks.length;
    // What was made goes to the place of the two that it was made of.
    const [joined] = this.pan.querySelectorAll(".block.inner");
    if (!before || had !== this.blocks + 1 || isCalm()) return;
    const { left, top } = joined.getBoundingClientRect();
    joined.animate([{ transform: `translate(${before.left - left}px, ${before.top - top}px)` }, {}], { duration: MOVE, easing: "ease-out" });
    this.made?.animate([{ opacity: 0 }, { opacity: 0 }, {}], MOVE);
  }

  compose(activation) {
    const { blocks, made } = this.state;
    const word = (text, className = "sign") => make("span", className, {}, text);
    this.cells.clear();
    this.pan.dataset.level = this.level;
    const row = make("div", "row", {}, word("y ="));
    const ends = [];
    [...blocks.keys()].reverse().forEach((index) => {
      const block = blocks[index];
      const isPair = made && index < 2;
      const isShort = made && !isPair && this.level > 0;
      const part = (letter, role) => (isShort ? word(spanned(letter, block), "chip") : this.matrix(block, letter, spanned(letter, block), role));
      const role = isPair ? ["inner", "outer"][index] : "";
      const written = [part("W", role), ...(index ? [word(`${activation}(`)] : [word("x"), word("+"), part("b", role)])];
      add(row, "span", `block ${index ? "" : "inner"}`, {}, ...written);
      if (index) ends.unshift([word(") +"), part("b", role)]);
    });
    for (const end of ends) add(row, "span", "block", {}, ...end);
    this.pan.replaceChildren(row);
    this.made = null;
    if (!made) return;
    const [inner, outer] = blocks;
    const [w, v, b, a] = [spanned("W", outer), spanned("W", inner), spanned("b", inner), spanned("b", outer)];
    const parts = [this.matrix(made, "W", w + v, "made"), this.matrix(made, "b", `${w}${b} + ${a}`, "made")];
    this.made = add(this.pan, "div", "row made", {}, ...parts);
  }

  /** A matrix, or a bias as a column, under its name. */
  matrix(block, letter, name, role) {
    const isBias = letter === "b";
    const grid = make("span", "grid", { role: "grid", "aria-label": isBias ? `bias ${name}` : `${name}, ${shapeText(block)}` });
    block.weights.forEach((weights, row) => {
      const line = add(grid, "span", "", { role: "row" });
      for (const column of isBias ? [null] : weights.keys()) {
        const cell = add(line, "span", "", { role: "gridcell", tabindex: -1 });
        this.cells.set(cell, { role, first: block.first, last: block.last, row, column });
      }
    });
    grid.style.setProperty("--columns", isBias ? 1 : block.weights[0].length);
    return make("span", `matrix ${role && "pair"}`, {}, make("span", "name", {}, name), grid);
  }

  write() {
    const { blocks, made, written } = this.state;
    const here = made && written ? entryAt(made, written - 1) : null;
    const width = made?.weights[0].length;
    for (const [cell, { role, first, last, row, column }] of this.cells) {
      const block = role === "made" ? made : blocks.find((one) => one.first === first && one.last === last);
      const value = column === null ? block.bias[row] : block.weights[row][column];
      const place = column === null ? block.bias.length * width + row : row * width + column;
      const isEmpty = role === "made" && place >= written;
      setText(cell, isEmpty ? "" : numberText(value));
      // The row of the outer matrix and the column of the inner one that the last entry is made of.
      const isLit = here && {
        outer: row === here.row && (column !== null || here.column === null),
        inner: column === here.column,
        made: row === here.row && column === here.column,
      }[role];
      cell.className = isEmpty ? "empty" : `${signClass(value)}${isLit ? " lit" : ""}`;
    }
    this.pointing.again();
    setText(this.line, this.words(here));
  }

  words(here) {
    const { blocks, made } = this.state;
    const [inner, outer] = blocks;
    if (this.isBent) return "An activation stands between: no product of matrices goes through it.";
    if (!made) return "One layer is left: one matrix and one bias, and the same function.";
    if (here) return `Row ${here.row + 1}${here.column === null ? ", bias" : `, column ${here.column + 1}`}:  ${lineOf(this.state)}`;
    const [w, v] = [outer, inner].map((block) => spanned("W", block));
    return `Each entry of ${w}${v} is a row of ${w} times a column of ${v}.`;
  }

  writeControls() {
    const { position, last, isBent, joins, network } = this;
    const n = parameterCount(this.state.blocks);
    const layers = this.state.blocks.length;
    const what = `${layers} ${layers === 1 ? "layer" : "layers"}, ${n} parameters`;
    this.pan.setAttribute("aria-label", `The whiteboard: ${what}`);
    setText(this.number, String(n));
    for (const control of [this.rail, this.keys, this.play]) control.hidden = isBent;
    this.back.disabled = !position;
    this.next.disabled = this.whole.disabled = position === last;
    // Who has not begun may be asked how many are left.
    this.ticks.style.visibility = position ? "" : "hidden";
    if (this.counted !== String(network.sizes)) {
      this.counted = String(network.sizes);
      this.writeTicks([0, ...joins].map((place) => [place / last, "", `<i>${parameterCount(mergingOf(network, place).blocks)}</i>`]));
    }
    this.writePlayer(`${what}, step ${position} of ${last}`, Boolean(this.motion), "Merge the layers");
  }

  // What is pointed at

  partsOf(element) {
    const cell = this.cells.get(element.closest("[role=gridcell]"));
    return cell && sourcesOf(this.network, cell, cell.row, cell.column).map((source) => partOf(...source));
  }

  light(parts, own) {
    const hot = own?.closest("[role=gridcell]");
    for (const cell of this.cells.keys()) {
      cell.classList.toggle("hot", hot ? cell === hot : parts.size > 0 && this.partsOf(cell).some((part) => parts.has(part)));
    }
  }

  /** From one entry to the nearest one in the direction of an arrow. */
  walk(event) {
    const way = WAYS[event.key];
    const from = event.target.closest("[role=gridcell]");
    if (!way || !from) return;
    event.preventDefault();
    const centre = (cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const [x, y] = centre(from);
    let [best, least] = [null, Infinity];
    for (const cell of this.cells.keys()) {
      const [dx, dy] = centre(cell).map((place, axis) => place - [x, y][axis]);
      const along = dx * way[0] + dy * way[1];
      const cost = along + 4 * Math.abs(dx * way[1] + dy * way[0]);
      if (along > 2 && cost < least) [best, least] = [cell, cost];
    }
    if (!best) return;
    from.tabIndex = -1;
    best.tabIndex = 0;
    best.focus();
  }
}
