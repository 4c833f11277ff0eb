// A function over an interval, the hinges that build it, and the hands that move and bend them and draw a target.

import { add, addShape, listen, put, setAttributes, skipLink, tall } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { Hands, stepsOf } from "../hand/gestures.js";
import { cornersOf } from "../twin/hinges.js";
import { clip, tidy, withMinus } from "../twin/numbers.js";
import { Toolbar } from "../hand/toolbar.js";
import { Corners } from "./corners.js";
import { apart } from "./apart.js";

/** What stands around the plot: at its left as much as its longest number takes. */
const aroundPlot = (fontSize) => ({ left: Math.max(50, Math.round(14 + 2.4 * fontSize)), right: 16, top: 10, bottom: 34 });
// Creases that stand closely take turns in so many rows at most.
const MOST_ROWS = 3;
const CREASE_STEP = 0.01;

const CREASE_DECIMALS = 3;
// From so many creases on their handles are narrow.
const MANY_CREASES = 20;
// Pixels between the picture and the handles under it.
const TIE = 8;

export class Board extends Drawn {
  constructor(parent, edits) {
    super(parent, "board", edits);
    this.toolbar = new Toolbar(this);
    this.machine = this.toolbar.button("Let the machine do it", "Least squares: the slopes that come nearest with these creases", () =>
      edits.settle({ ...edits.entry, slopes: [] }),
    );
    this.machine.classList.add("words");
    this.root.append(this.toolbar.box, skipLink("Skip the creases of this drawing", () => this.end));
    this.stage = add(this.root, "div", "plot");
    this.end = add(this.root, "span", "", { tabindex: -1 });
    this.svg = addShape(this.stage, "svg");
    this.handles = [];
    const names = ["axes", "target", "flat", "hinges", "stems", "sum", "words"];
    this.layers = Object.fromEntries(names.map((name) => [name, addShape(this.svg, "g", { class: name })]));
    this.hands = new Hands(this.root, edits, () => this.redraw());
    this.corners = new Corners(this);
    this.root.insertBefore(this.corners.status, this.stage);
    this.drawByHand();
  }

  update(data) {
    this.data = data;
    this.colour(data.palette);
    this.edits.hear({ creases: data.creases, curve: data.curve, slopes: data.slopes }, data);
    this.redraw();
  }

  /** Creases and slopes of the sum that is drawn: a hand's, or else the machine's for the creases that it last heard of. */
  get sum() {
    const { creases, slopes } = this.edits.entry;
    return slopes.length ? { creases, slopes } : { creases: this.data.creases, slopes: this.data.machine };
  }

  get first() {
    return this.data.first;
  }

  // Where things are

  placeOf(x, y) {
    const { low, high, reach } = this.data;
    return [
      this.margins.left + ((x - low) / (high - low)) * this.plot.width,
      this.margins.top + ((reach - y) / (2 * reach)) * this.plot.height,
    ];
  }

  pointAt(event) {
    const { low, high, reach } = this.data;
    const box = this.stage.getBoundingClientRect();
    return {
      x: low + ((event.clientX - box.left - this.margins.left) / this.plot.width) * (high - low),
      y: reach - ((event.clientY - box.top - this.margins.top) / this.plot.height) * 2 * reach,
    };
  }

  path(points) {
    return `M${points.map(([x, y]) => this.placeOf(x, y).map((part) => part.toFixed(1)).join(" ")).join("L")}`;
  }

  /** As many paths in a layer as there are lines of points, each with the attributes that it needs. */
  lines(name, lines) {
    const layer = this.layers[name];
    while (layer.childElementCount > lines.length) layer.lastChild.remove();
    while (layer.childElementCount < lines.length) addShape(layer, "path");
    lines.forEach(({ points, colour, faint }, index) => {
      const element = layer.children[index];
      element.setAttribute("d", this.path(points));
      element.style.stroke = colour ?? "";
      element.classList.toggle("faint", Boolean(faint));
    });
  }

  // What is drawn

  draw() {
    const { data, edits } = this;
    const width = this.root.clientWidth;
    this.measureType();
    this.margins = aroundPlot(this.fontSize);
    const height = tall(data.height, 300, 640);
    const plotWidth = width - this.margins.left - this.margins.right;
    this.rows = clip(Math.ceil((this.target * (edits.entry.creases.length + 1)) / plotWidth), 1, MOST_ROWS);
    this.plot = { width: plotWidth, height: height - this.margins.top - this.margins.bottom - this.rows * this.target };
    this.stage.style.height = `${height}px`;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    setAttributes(this.stage, { "aria-label": data.alt, role: "group" });
    this.stage.classList.toggle("drawable", data.drawable);
    const { creases, curve } = edits.entry;
    const spaced = curve.map((y, index) => [data.low + ((data.high - data.low) * index) / (curve.length - 1), y]);
    this.drawAxes(width, height);
    this.lines("target", (data.drawable ? [spaced] : data.target).map((points) => ({ points })));
    this.lines("flat", [{ points: data.flat }]);
    const { sum } = this;
    this.drawHinges(sum);
    this.lines("sum", [{ points: cornersOf(sum.creases, sum.slopes, data.shown, [data.low, data.high]) }]);
    this.drawHandles(creases);
    this.corners.draw(data.bends);
    this.toolbar.write();
    this.machine.disabled = !edits.entry.slopes.length;
  }

  colourOf(index) {
    const { series } = this.data.palette;
    return series[1 + (index % (series.length - 1))];
  }

  drawHinges({ creases, slopes }) {
    const { shown, high, reach } = this.data;
    this.lines(
      "hinges",
      creases.map((crease, index) => ({
        // A hinge that leaves the picture is cut where it does.
        points: [[crease, 0], hingeEnd(crease, slopes[index + 1], high, reach)],
        colour: this.colourOf(index),
        faint: index >= shown,
      })),
    );
  }

  drawAxes(width, height) {
    const { low, high, reach } = this.data;
    const key = [width, height, low, high, reach, this.rows, this.fontSize].join();
    if (key === this.axesKey) return;
    this.axesKey = key;
    const layer = this.layers.axes;
    layer.replaceChildren();
    const line = (name, from, to) => addShape(layer, "path", { class: name, d: this.path([from, to]) });
    const word = (text, x, y, anchor) => addShape(layer, "text", { x, y, "text-anchor": anchor }).append(text);
    const text = (value) => withMinus(String(value));
    for (const y of [-1, -0.5, 0, 0.5, 1]) {
      line(y ? "grid" : "zero", [low, y], [high, y]);
      word(text(y), this.margins.left - 13, this.placeOf(low, y)[1] + this.fontSize / 3, "end");
    }
    for (const x of [-1, -0.5, 0, 0.5, 1]) word(text(x), this.placeOf(x, 0)[0], height - 10, "middle");
    word("x", this.placeOf(0.75, 0)[0], height - 10, "middle");
  }

  // The hands

  drawHandles(creases) {
    while (this.handles.length > creases.length) this.handles.pop().remove();
    while (this.handles.length < creases.length) this.handles.push(this.handle(this.handles.length));
    this.stage.classList.toggle("crowded", creases.length > MANY_CREASES);
    const { low, high, reach, shown } = this.data;
    const room = [this.margins.left, this.margins.left + this.plot.width];
    const places = apart(creases.map((x) => this.placeOf(x, 0)[0]), (this.handles[0]?.offsetWidth ?? 0) + 1, room);
    const bottom = this.margins.top + this.plot.height;
    // A handle that had to give way to its neighbours is tied to its crease.
    const foot = -reach * (1 + (2 * TIE) / this.plot.height);
    const footOf = (place) => low + ((place - room[0]) / this.plot.width) * (high - low);
    this.lines(
      "stems",
      creases.map((x, index) => ({
        points: [[x, reach], [x, -reach], [footOf(places[index]), foot]],
        colour: this.colourOf(index),
        faint: index >= shown,
      })),
    );
    creases.forEach((x, index) => {
      const element = this.handles[index];
      put(element, places[index], bottom + ((index % this.rows) + 0.5) * this.target + 2, true);
      element.style.background = this.colourOf(index);
      element.setAttribute("aria-valuenow", x);
    });
  }

  handle(index) {
    const element = add(this.stage, "div", "crease", {
      role: "slider",
      tabindex: 0,
      "aria-label": `crease ${index + 1}`,
      "aria-valuemin": this.data.low,
      "aria-valuemax": this.data.high,
      title: `Crease ${index + 1}: drag it, or press arrows`,
    });
    this.hands.grab(element, {
      take: () => {
        element.focus({ preventScroll: true });
        return {};
      },
      move: (start, event) => this.moveCrease(index, this.pointAt(event).x),
    });
    const press = (event) => {
      const steps = stepsOf(event);
      if (!steps) return;
      event.preventDefault();
      this.moveCrease(index, this.edits.entry.creases[index] + steps * CREASE_STEP);
      this.hands.nudged();
    };
    listen(element, { keydown: press });
    return element;
  }

  moveCrease(index, x) {
    const { entry } = this.edits;
    const creases = [...entry.creases];
    creases[index] = tidy(clip(x, this.data.low, this.data.high), CREASE_DECIMALS);
    this.edits.change({ ...entry, creases });
  }

  /** On a target of one's own, the hand draws: every place that it passes gets the height where it was. */
  drawByHand() {
    const draw = (start, event) => this.drawTo(start, this.pointAt(event));
    this.hands.grab(this.svg, {
      take: (event) => {
        if (!this.data.drawable) return null;
        const start = {};
        draw(start, event);
        return start;
      },
      move: draw,
    });
  }

  drawTo(start, at) {
    const { entry } = this.edits;
    const { low, high, most } = this.data;
    const last = entry.curve.length - 1;
    const placeOf = ({ x }) => clip(Math.round(((x - low) / (high - low)) * last), 0, last);
    const from = start.last ?? at;
    const [here, there] = [placeOf(at), placeOf(from)];
    const curve = [...entry.curve];
    for (let place = Math.min(here, there); place <= Math.max(here, there); place++) {
      const way = here === there ? 1 : (place - there) / (here - there);
      curve[place] = tidy(clip(from.y + way * (at.y - from.y), -most, most), CREASE_DECIMALS);
    }
    start.last = at;
    this.edits.change({ ...entry, curve });
  }
}

/** Where the rising part of a hinge ends: at the right end of the interval, or where it leaves the picture. */
function hingeEnd(crease, slope, high, reach) {
  const top = slope * (high - crease);
  return Math.abs(top) <= reach ? [high, top] : [crease + reach / Math.abs(slope), Math.sign(slope) * reach];
}
