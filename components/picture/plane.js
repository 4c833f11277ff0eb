// The output over the plane of two inputs, or over one input.

import { make, put, setText } from "../hand/dom.js";
import { clip, tidy, vectorText } from "../twin/numbers.js";
import { creasePaths, isInside, paintCreases, paintRegion } from "./crease_lines.js";
import { forwardOne, spaced } from "../twin/forward.js";
import { heights, levelLines, lineInWindow, ticksOf } from "./lines.js";
import { readNetwork } from "../twin/network_text.js";
import { GRID, fieldImage, largest } from "./shades.js";

// Left and below, the axes' numbers need room in proportion to their size.
const marginsOf = (fontSize) => ({ left: Math.round(2.7 * fontSize), right: 8, top: 8, bottom: Math.round(2.4 * fontSize) });

/** The canvas with the output, and on it what can be taken hold of: the input and a neuron's line. */
export class Plane {
  /** `specOf` finds in Python's data what this picture shows. */
  constructor(drawing, specOf) {
    this.drawing = drawing;
    this.specOf = specOf;
    this.box = make("div", "picture", { role: "group", tabindex: -1 });
    this.caption = this.box.appendChild(make("div", "caption"));
    this.frame = this.box.appendChild(make("div", "frame"));
    this.canvas = this.frame.appendChild(make("canvas"));
    this.small = make("canvas");
    this.small.width = this.small.height = GRID;
    this.line = this.grip("line", "Move the line", (start, at) => this.moveLine(start, at));
    this.turns = [0, 1].map(() => this.grip("turn", "Turn the line", (start, at) => this.turnLine(start, at)));
    this.marker = this.grip("marker", "Move the input", (start, at) => this.moveInput(at));
    this.grab(this.canvas, (start, at) => this.moveInput(at), {
      take: () => this.spec.marker,
      tap: (start, event) => this.point(event),
      scrolls: (event) => event.pointerType !== "mouse",
    });
    this.points = [];
  }

  get spec() {
    return this.specOf(this.drawing.data);
  }

  /** Something on the picture that can be taken hold of. */
  grip(name, title, move) {
    const element = this.frame.appendChild(make("div", `grip ${name}`, { title, "aria-hidden": "true", hidden: "" }));
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
    this.margin = marginsOf(this.drawing.fontSize);
    const side = Math.max(Math.min(width, height - 26), 160);
    this.width = side;
    this.height = side;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(side * scale);
    this.canvas.height = Math.round(side * scale);
    this.frame.style.width = this.frame.style.height = `${side}px`;
    this.plot = { width: side - this.margin.left - this.margin.right, height: side - this.margin.top - this.margin.bottom };
  }

  /** The place of a point of the plane in pixels, and back. */
  placeOf(x, y) {
    const [[x0, x1], [y0, y1]] = this.range;
    return [
      this.margin.left + ((x - x0) / (x1 - x0)) * this.plot.width,
      this.margin.top + ((y1 - y) / (y1 - y0)) * this.plot.height,
    ];
  }

  pointAt(event) {
    const box = this.frame.getBoundingClientRect();
    const [[x0, x1], [y0, y1]] = this.range;
    return {
      x: x0 + ((event.clientX - box.left - this.margin.left) / this.plot.width) * (x1 - x0),
      y: y1 - ((event.clientY - box.top - this.margin.top) / this.plot.height) * (y1 - y0),
    };
  }

  paint(network, entry, fields, trace) {
    const { spec } = this;
    const values = spec.shows === "preactivation" ? fields.preactivation : fields.outputs.at(-1)[0];
    const isPlane = network.sizes[0] === 2;
    const { window: shown } = this.drawing.data;
    this.range = isPlane ? shown : [shown[0], heights(values)];
    const context = this.canvas.getContext("2d");
    const scale = this.canvas.width / this.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.save();
    context.beginPath();
    context.rect(this.margin.left, this.margin.top, this.plot.width, this.plot.height);
    context.clip();
    if (isPlane) this.paintPlane(context, values);
    this.paintFolds(context, network, entry);
    if (!isPlane) this.paintLine(context, values);
    context.restore();
    this.paintAxes(context);
    this.placeMarker(entry, trace, isPlane);
    this.placeLine(network);
    this.placePoints(network, trace);
  }

  paintPlane(context, values) {
    const { palette, shades } = this.drawing;
    const reach = this.spec.reach ?? largest(values);
    const level = this.spec.level;
    const shifted = level ? values.map((value) => value - level) : values;
    this.small.getContext("2d").putImageData(fieldImage(shifted, GRID, 1, reach, shades), 0, 0);
    const [w, h] = [this.plot.width / (GRID - 1), this.plot.height / (GRID - 1)];
    context.imageSmoothingEnabled = true;
    // The samples stand in the middle of their pixels, and the outermost on the edge of the picture.
    context.drawImage(this.small, this.margin.left - w / 2, this.margin.top - h / 2, w * GRID, h * GRID);
    const { thin, deciding } = levelLines(shifted, GRID, reach, 0);
    const toScreen = new DOMMatrix([w, 0, 0, -h, this.margin.left, this.margin.top + this.plot.height]);
    for (const [path, width, colour] of [[thin, 0.7, palette.paper], [deciding, 3, palette.ink]]) {
      const placed = new Path2D();
      placed.addPath(path, toScreen);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke(placed);
    }
  }

  paintFolds(context, network, entry) {
    const { creases } = this.spec;
    if (!creases) return;
    const { palette } = this.drawing;
    const placeOf = (x, y) => this.placeOf(x, y);
    // Deeper creases and the region are Python's, of the network that it has last heard of.
    const isExact = this.drawing.cutNetwork === entry.network;
    paintCreases(context, creasePaths(network, creases, isExact, this.range, placeOf), creases, palette);
    const { region } = creases;
    if (isExact && region.length && isInside(region, entry.inputs)) paintRegion(context, region, placeOf, palette);
  }

  paintLine(context, values) {
    const { palette } = this.drawing;
    const xs = spaced(this.range[0], values.length);
    context.beginPath();
    values.forEach((value, i) => context.lineTo(...this.placeOf(xs[i], value)));
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = palette.ink;
    context.stroke();
  }

  paintAxes(context) {
    const { palette, fontSize } = this.drawing;
    context.fillStyle = palette.muted;
    context.strokeStyle = palette.rule;
    context.lineWidth = 1;
    context.font = `${fontSize * 0.92}px ${this.drawing.font}`;
    context.textBaseline = "middle";
    const [xs, ys] = this.range;
    const bottom = this.margin.top + this.plot.height;
    context.strokeRect(this.margin.left, this.margin.top, this.plot.width, this.plot.height);
    context.textAlign = "center";
    for (const { value, text } of ticksOf(xs)) context.fillText(text, this.placeOf(value, 0)[0], bottom + 0.75 * fontSize);
    context.textAlign = "right";
    for (const { value, text } of ticksOf(ys)) context.fillText(text, this.margin.left - 6, this.placeOf(0, value)[1]);
    context.fillStyle = palette.ink;
    context.textAlign = "center";
    context.fillText(this.spec.titles[0], this.margin.left + this.plot.width / 2, bottom + 1.8 * fontSize);
    context.textAlign = "left";
    context.fillText(this.spec.titles[1], 2, this.margin.top + this.plot.height / 2);
  }

  placeMarker({ inputs }, trace, isPlane) {
    const value = this.spec.shows === "preactivation" ? trace.preactivation : trace.vectors.at(-1)[0];
    const [x, y] = this.placeOf(inputs[0], isPlane ? inputs[1] : value);
    const isInside = x >= this.margin.left - 1 && x <= this.width - this.margin.right + 1 && y >= this.margin.top - 1 && y <= this.margin.top + this.plot.height + 1;
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
    const [[x0, y0], [x1, y1]] = this.ends.map(({ x, y }) => this.placeOf(x, y));
    put(this.line, (x0 + x1) / 2, (y0 + y1) / 2, true);
    const length = Math.hypot(x1 - x0, y1 - y0);
    this.line.style.width = `${length}px`;
    this.line.style.rotate = `${Math.atan2(y1 - y0, x1 - x0)}rad`;
    [0.12, 0.88].forEach((t, index) => put(this.turns[index], x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, length > 60));
  }

  placePoints(network) {
    const wanted = this.spec.points;
    while (this.points.length > wanted.length) this.points.pop().remove();
    while (this.points.length < wanted.length) {
      const element = this.frame.appendChild(make("div", "point"));
      element.appendChild(make("span"));
      this.points.push(element);
    }
    let right = 0;
    wanted.forEach((point, index) => {
      const { vectors, preactivation } = forwardOne(network, point.at);
      const answer = (this.spec.shows === "preactivation" ? preactivation : vectors.at(-1)[0]) > this.spec.level;
      const isRight = answer === Boolean(point.wanted);
      right += isRight;
      const element = this.points[index];
      element.className = `point ${point.wanted ? "filled" : "hollow"}`;
      setText(element.firstChild, `${point.name} ${isRight ? "✓" : "✗"}`);
      put(element, ...this.placeOf(...point.at), true);
    });
    const last = this.drawing.trace.vectors.at(-1);
    setText(
      this.caption,
      this.spec.caption ||
        (wanted.length ? `${right} of ${wanted.length} right` : `Output ${vectorText(last, 3)} at this input`),
    );
  }
}
