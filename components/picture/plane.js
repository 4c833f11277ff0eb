// The output over the plane of two inputs, or over one input.

import { add, make, put, setText } from "../hand/dom.js";
import { forwardOne } from "../twin/forward.js";
import { readNetwork } from "../twin/network_text.js";
import { piecesOf } from "../twin/activations.js";
import { clip, signedText, tidy, vectorText } from "../twin/numbers.js";
import { doubledSum } from "../twin/xor_proof.js";
import { heights, lineInWindow, placeIn } from "./axes.js";
import { creasesOf, nameCreases, paintCreases } from "./creases.js";
import { curveOver, paintCurve } from "./curve.js";
import { cutOver } from "./cut.js";
import { outputOver, paintOutput } from "./output.js";
import { paintFramed, sized } from "./still.js";
import { fillDot, strokeLine, writeOver } from "./strokes.js";

// How wide a letter beside a point is about, and how high its line, in the size of the type.
const [LETTER_WIDTH, LINE_HEIGHT] = [0.56, 1.5];
// As in picture.css.
const [SMALL_SIDE, SMALL_SHARE] = [220, 0.75];

/** The canvas with the output, and on it what can be taken hold of: the input and a neuron's line. */
export class Plane {
  /** `view` is one of VIEWS: it says of the drawing what this picture shows. */
  constructor(drawing, view) {
    this.drawing = drawing;
    this.look = view;
    this.box = make("div", "picture", { role: "group", tabindex: -1 });
    this.caption = add(this.box, "div", "caption");
    this.frame = add(this.box, "div", "frame");
    this.canvas = add(this.frame, "canvas");
    this.note = add(this.frame, "div", "note", { hidden: "" });
    this.line = this.grip("line", "Move the line", (start, at) => this.moveLine(start, at));
    this.turns = [0, 1].map(() => this.grip("turn", "Turn the line", (start, at) => this.turnLine(start, at)));
    this.marker = this.grip("marker", "Move the input", (start, at) => this.moveInput(at));
    this.grab(this.canvas, (start, at) => this.moveInput(at), {
      take: () => this.view?.spec.marker,
      tap: (start, event) => this.point(event),
      scrolls: (event) => event.pointerType !== "mouse",
    });
    this.points = [];
  }

  get spec() {
    return this.view.spec;
  }

  /** Something on the picture that can be taken hold of. */
  grip(name, title, move) {
    const element = add(this.frame, "div", `grip ${name}`, { title, "aria-hidden": "true", hidden: "" });
    this.grab(element, move);
    return element;
  }

  /** `move` follows a hand that has taken hold of an element. */
  grab(element, move, { take = () => true, ...others } = {}) {
    this.drawing.hands.grab(element, {
      take: (event) => take() && { entry: this.drawing.edits.entry, at: this.pointAt(event), ends: this.ends },
      move: (start, event) => move(start, this.pointAt(event)),
      ...others,
    });
  }

  /** A click or a tap anywhere on the picture brings the input there. */
  point(event) {
    this.moveInput(this.pointAt(event));
    this.drawing.hands.finish();
  }

  moveInput({ x, y }) {
    const { entry } = this.drawing.edits;
    const [xs, ys] = this.drawing.data.window;
    const inputs = [x, y].slice(0, entry.inputs.length);
    const kept = inputs.map((value, index) => tidy(clip(value, ...[xs, ys][index]), 2));
    this.drawing.edits.change({ ...entry, inputs: kept });
  }

  /** The line through where the hand is, in its old direction: only the bias changes. */
  moveLine(start, at) {
    const { weights } = readNetwork(start.entry.network).layers[0];
    const [w1, w2] = weights[0];
    const bias = readNetwork(start.entry.network).layers[0].bias[0] - w1 * (at.x - start.at.x) - w2 * (at.y - start.at.y);
    this.drawing.changeNeuron([w1, w2], bias);
  }

  /** The line through the middle of the old one and the hand; the weight vector keeps its length and its side. */
  turnLine(start, at) {
    if (!start.ends) return;
    const [one, two] = start.ends;
    const pivot = { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 };
    const [w1, w2] = readNetwork(start.entry.network).layers[0].weights[0];
    const length = Math.hypot(w1, w2);
    const arm = Math.hypot(at.x - pivot.x, at.y - pivot.y);
    if (arm < 1e-6) return;
    let normal = [-(at.y - pivot.y) / arm, (at.x - pivot.x) / arm];
    // Which end of the line is held decides the side, so that it may be turned all the way round.
    const grabbed = { x: start.at.x - pivot.x, y: start.at.y - pivot.y };
    if (grabbed.x * w2 - grabbed.y * w1 < 0) normal = normal.map((part) => -part);
    const weights = normal.map((part) => part * length);
    this.drawing.changeNeuron(weights, this.spec.level - weights[0] * pivot.x - weights[1] * pivot.y);
  }

  /** As large a square as there is room for; nothing without room. */
  resize(width, height) {
    this.box.hidden = !width;
    if (!width) return;
    this.side = Math.max(Math.min(width, height - 26), 160);
    this.frame.classList.toggle("small", this.side < SMALL_SIDE);
    this.area = sized(this.canvas, this.side, this.drawing.fontSize);
    this.frame.style.width = this.frame.style.height = `${this.side}px`;
  }

  get place() {
    return placeIn(this.range, this.area);
  }

  pointAt(event) {
    const frame = this.frame.getBoundingClientRect();
    const { left, bottom } = this.area;
    const [[x0], [y0]] = this.range;
    const { scaleX, scaleY } = this.place;
    return { x: x0 + (event.clientX - frame.left - left) / scaleX, y: y0 + (event.clientY - frame.top - bottom) / scaleY };
  }

  paint() {
    this.view = this.look(this.drawing);
    const { network, window } = this.view;
    const isPlane = network.sizes[0] === 2;
    this.compute(isPlane);
    this.range = isPlane ? window : [window[0], heights(this.curve.flat().map(([, y]) => y))];
    const axes = { range: this.range, titles: this.spec.titles, palette: this.drawing.palette, font: this.font };
    paintFramed(this.canvas, this.side, this.area, axes, (context) => (isPlane ? this.paintPlane(context) : this.paintCurve(context)));
    this.placeMarker(isPlane);
    this.placeLine(network);
    this.placePoints();
    this.writeNote(network);
  }

  /** Cut what is new. */
  compute(isPlane) {
    const { spec, text, window } = this.view;
    const key = `${text} ${spec.shows} ${window}`;
    if (key === this.key) return;
    this.key = key;
    const network = spec.shows === "preactivation" ? withIdentityAtTheEnd(this.view.network) : this.view.network;
    if (isPlane) this.scene = outputOver(network, window, this.scene);
    else {
      const cut = cutOver(network, window);
      this.curve = curveOver(network, window[0], cut);
      this.scene = { creases: creasesOf(cut, network.sizes), sizes: network.sizes, sentence: "" };
    }
  }

  get font() {
    return { size: this.drawing.fontSize, family: this.drawing.font };
  }

  paintPlane(context) {
    const { palette, shades, inputs } = this.drawing;
    const { reach, level, creases: opacity, region, marker } = this.spec;
    const { points } = this.view;
    const { place, font } = this;
    const creases = opacity === null ? null : { opacity };
    const taken = [...points.map(({ at }) => at), ...(marker ? [inputs] : [])].map(([x, y]) => [place.x(x), place.y(y)]);
    paintOutput(context, this.scene, this.area, { palette, shades, reach, level, creases, point: region ? inputs : null, font, taken });
    if (this.spec.crossing) this.paintCrossing(context);
  }

  /** The diagonals of the unit square, and the one value of a neuron where they cross: the mean along each. */
  paintCrossing(context) {
    const { palette, network } = this.drawing;
    const { place, font } = this;
    const [left, bottom, right, top] = [place.x(0), place.y(0), place.x(1), place.y(1)];
    const [{ weights, bias }] = network.layers;
    context.setLineDash([8, 5]);
    for (const [from, to] of [[bottom, top], [top, bottom]]) strokeLine(context, [left, from], [right, to], palette.accent, 2.5);
    context.setLineDash([]);
    const [x, y] = [(left + right) / 2, (bottom + top) / 2];
    context.fillStyle = palette.accent;
    fillDot(context, x, y, 6);
    context.font = `700 ${1.15 * font.size}px ${font.family}`;
    context.textAlign = "center";
    const value = signedText(doubledSum(weights[0], bias[0]) / 2);
    writeOver(context, [value, x, y + 1.7 * font.size], palette.accent, palette.paper, 6);
  }

  paintCurve(context) {
    const { palette } = this.drawing;
    const { place } = this;
    const { creases, sizes } = this.scene;
    if (this.spec.creases !== null) paintCreases(context, creases, place, this.range[1], palette, this.spec.creases);
    paintCurve(context, this.curve, place, palette.ink);
    if (this.spec.creases !== null) nameCreases(context, creases, place, this.area, sizes, palette, this.font);
  }

  /** What stands above a picture without words of its own. */
  get words() {
    const { count, bend } = this.spec.region ? this.scene.output : {};
    if (count > 1) return bend ? `${count} regions` : `${count} regions, in each an affine map`;
    if (count) return "One affine map";
    return `Output ${vectorText(this.drawing.trace.vectors.at(-1), 3)} at this input`;
  }

  /** What the picture does not show, and why. */
  writeNote({ layers }) {
    const { activations } = this.drawing.data;
    const curved = layers.findIndex(({ activation }, index) => index < layers.length - 1 && !piecesOf(activation));
    const smooth = this.spec.creases !== null && curved >= 0;
    const name = smooth && activations[layers[curved].activation.split("(")[0]];
    setText(this.note, smooth ? `${name} is curved: it bends the plane without a crease.` : this.scene.sentence);
    this.note.hidden = !this.note.textContent;
  }

  placeMarker(isPlane) {
    const { inputs, trace } = this.drawing;
    const value = this.spec.shows === "preactivation" ? trace.preactivation : trace.vectors.at(-1)[0];
    const { place, area } = this;
    const [x, y] = [place.x(inputs[0]), place.y(isPlane ? inputs[1] : value)];
    const isInside = x >= area.left - 1 && x <= area.right + 1 && y >= area.top - 1 && y <= area.bottom + 1;
    put(this.marker, x, y, isInside && this.spec.marker);
  }

  /** A single neuron's line with its handles. */
  placeLine(network) {
    const [first] = network.layers;
    const isMovable = this.spec.line && network.layers.length === 1 && network.sizes[0] === 2;
    this.ends = isMovable ? lineInWindow(first.weights[0], first.bias[0], this.spec.level, this.range) : null;
    if (!this.ends) {
      for (const element of [this.line, ...this.turns]) put(element, 0, 0, false);
      return;
    }
    const [[x0, y0], [x1, y1]] = this.ends.map(({ x, y }) => [this.place.x(x), this.place.y(y)]);
    put(this.line, (x0 + x1) / 2, (y0 + y1) / 2, true);
    const length = Math.hypot(x1 - x0, y1 - y0);
    this.line.style.width = `${length}px`;
    this.line.style.rotate = `${Math.atan2(y1 - y0, x1 - x0)}rad`;
    [0.12, 0.88].forEach((t, index) => put(this.turns[index], x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, length > 60));
  }

  placePoints() {
    const { points, network } = this.view;
    const { lit } = this.spec;
    while (this.points.length > points.length) this.points.pop().remove();
    while (this.points.length < points.length) {
      const element = add(this.frame, "div", "point");
      add(element, "span");
      this.points.push(element);
    }
    let [right, all] = [0, 0];
    const written = [];
    points.forEach(({ at, names, wants }, index) => {
      const { vectors, preactivation } = forwardOne(network, at);
      const answer = (this.spec.shows === "preactivation" ? preactivation : vectors.at(-1)[0]) > this.spec.level;
      const marks = wants.map((wanted) => (answer === Boolean(wanted) ? "✓" : "✗"));
      right += marks.filter((mark) => mark === "✓").length;
      all += marks.length;
      const isMixed = new Set(wants).size > 1;
      const element = this.points[index];
      element.className = `point ${isMixed ? "mixed" : wants[0] ? "filled" : "hollow"} ${names.length > 1 ? "merged" : ""} ${lit.includes(names[0]) ? "lit" : ""}`;
      // One verdict if all share it, and each with its own if not.
      const each = names.map((name, place) => (isMixed ? `${name} ${marks[place]}` : name));
      const words = each.join(" and ") + (isMixed ? "" : ` ${marks[0]}`);
      setText(element.firstChild, words);
      const [x, y] = [this.place.x(at[0]), this.place.y(at[1])];
      put(element, x, y, true);
      // Its words stand above it, or below where they would cover those of a point before it.
      const size = this.drawing.fontSize * (this.side < SMALL_SIDE ? SMALL_SHARE : 1);
      const half = 0.5 * (LETTER_WIDTH * words.length + 0.6) * size;
      const covers = (one) => Math.abs(x - one.x) < half + one.half && Math.abs(y - one.y) < LINE_HEIGHT * size;
      const isBelow = written.some((one) => !one.isBelow && covers(one));
      written.push({ x, y, half, isBelow });
      element.classList.toggle("below", isBelow);
    });
    const score = `${right} of ${all} right`;
    setText(this.caption, all ? [this.spec.caption, score].filter(Boolean).join(": ") : this.spec.caption || this.words);
  }
}

const withIdentityAtTheEnd = ({ sizes, layers }) => ({
  sizes,
  layers: [...layers.slice(0, -1), { ...layers.at(-1), activation: "identity" }],
});
