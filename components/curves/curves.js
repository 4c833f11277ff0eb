// Activation curves of w·x + b that are their own controls: the probe, the kink, the steepness, each parameter.

import { add, setAttributes, setText } from "../hand/dom.js";
import { apart } from "../function_board/apart.js";
import { exactEnough, partsOf, preimages, shapeOf, valueText } from "../twin/curves.js";
import { clip, numberText, withMinus } from "../twin/numbers.js";
import { NumbersDrawing, fill } from "./drawing.js";

const CURVE_DASHES = { solid: "none", dash: "10 6", dot: "2 5" };
// Beside a kink, in z: on its side, and nowhere else on a screen.
const OFF_KINK = 1e-9;
// How far in z, over the slope at the centre, the steepness handle stands from the centre.
const LEVER = 0.5;
// Where in z a parameter shows best, on a curve that the parameter moves up or down there.
const SHOWN_AT = { leaky_relu: -2, elu: -3, celu: -3, softplus: 0, silu: -1 };
// Keys of parameters in the address, such as leaky_relu_slope.
const parameterKey = (curve, name) => `${curve.key}_${name}`;

export class Curves extends NumbersDrawing {
  constructor(parent, edits) {
    super(parent, edits, "of-activations", ["bands", "axes", "inside", "marks", "names", "probe"]);
    for (const name of ["derivatives", "lines"]) this.layers[name] = this.layer(name, this.layers.inside);
    this.panel = add(this.row, "div", "panel");
    this.said = add(this.panel, "p");
    this.sum = add(this.panel, "p", "sum");
    this.table = add(this.panel, "table");
    this.pulls = [];
    this.hands.grab(this.stage, {
      take: (event) => {
        if (event.target.closest(".handle, .pull")) return null;
        if (event.pointerType === "mouse") this.probeTo(event);
        return this.handles.get("x").take(event);
      },
      move: (start, event) => {
        // A finger that goes up or down is about to scroll.
        const [across, up] = [Math.abs(event.clientX - start.x), Math.abs(event.clientY - start.y)];
        start.isMine ||= event.pointerType === "mouse" || across > up;
        if (start.isMine) this.probeTo(event);
      },
      tap: (start, event) => {
        if (event.pointerType === "mouse") return;
        this.probeTo(event);
        this.edits.settle();
      },
    });
  }

  probeTo(event) {
    this.handles.get("x").changeTo(this.xAt(event));
  }

  /** Python's words tell where the kinks are; the probe's place stands in the picture. */
  isTold(key) {
    return key !== "x";
  }

  // Where things are

  xAt(event) {
    const [low, high] = this.data.interval;
    const { left, width } = this.plot;
    return low + ((event.clientX - this.stage.getBoundingClientRect().left - left) / width) * (high - low);
  }

  across(x) {
    const [low, high] = this.data.interval;
    return this.plot.left + ((x - low) / (high - low)) * this.plot.width;
  }

  up(y) {
    const [bottom, top] = this.data.window;
    return this.plot.top + ((top - y) / (top - bottom)) * this.plot.height;
  }

  /** A point of the picture, moved inside it. */
  inside(x, y) {
    const { left, top, width, height } = this.plot;
    return [clip(this.across(x), left, left + width), clip(this.up(y), top, top + height)];
  }

  // What is drawn

  paint() {
    const { data, entry, fontSize, target } = this;
    const names = Math.max(...data.curves.map(({ name }) => this.widthOf(name)));
    const left = 2.1 * fontSize;
    const top = target + 4;
    const width = this.width - left - names - 12;
    this.plot = { left, top, width, height: this.height - top - target - 2.7 * fontSize };
    this.bottom = top + this.plot.height;
    this.curves = data.curves.map((curve) => {
      const settings = Object.fromEntries(curve.parameters.map((name) => [name, entry[parameterKey(curve, name)]]));
      return { ...curve, settings, shape: shapeOf(curve.key, settings, curve.breakpoints) };
    });
    this.closeUp = this.curves.find(({ key }) => key === data.close);
    this.drawAxes();
    this.drawLines();
    this.drawBands();
    this.drawNames();
    this.drawHandles();
    this.drawMarks();
    this.drawProbe();
    this.writePanel();
  }

  drawAxes() {
    const { left, top, width, height } = this.plot;
    const { fontSize, bottom } = this;
    const nodes = [];
    const line = (x1, y1, x2, y2, isZero) => nodes.push(["line", { x1, y1, x2, y2, class: isZero ? "zero" : "grid" }]);
    const word = (text, x, y, anchor) => nodes.push(["text", { x, y, "text-anchor": anchor }, text]);
    const wordsAt = bottom + this.target + 1.1 * fontSize;
    for (const x of ticks(this.data.interval, Math.min(width / (2.4 * fontSize), 9))) {
      line(this.across(x), top, this.across(x), bottom, x === 0);
      word(withMinus(String(x)), this.across(x), wordsAt, "middle");
    }
    for (const y of ticks(this.data.window, height / (3.2 * fontSize))) {
      line(left, this.up(y), left + width, this.up(y), y === 0);
      word(withMinus(String(y)), left - 6, this.up(y) + 0.35 * fontSize, "end");
    }
    word("x", left + width / 2, wordsAt + 1.15 * fontSize, "middle");
    fill(this.layers.axes, nodes);
  }

  /** The points of a line, exact at each kink: null where the two sides of a kink lie apart. */
  pointsOf({ shape }, f) {
    const { weight, bias } = this.entry;
    const [low, high] = this.data.interval;
    const at = (x) => [x, f(weight * x + bias)];
    const inner = preimages(shape.kinks, weight, bias).filter((x) => low < x && x < high);
    const points = [];
    let from = low;
    for (const [index, to] of [...inner, high].entries()) {
      const n = Math.max(1, Math.ceil(this.across(to) - this.across(from)));
      // A piece begins and ends with the limits from inside it.
      points.push(index ? [from, f(this.beside(from, 1))] : at(from));
      for (let i = 1; i < n; i++) points.push(at(from + ((to - from) * i) / n));
      points.push(index < inner.length ? [to, f(this.beside(to, -1))] : at(to));
      if (index < inner.length && this.isApart(to, f)) points.push(null);
      from = to;
    }
    return points;
  }

  /** w·x + b a little to one side of a kink. */
  beside(x, side) {
    const { weight, bias } = this.entry;
    const kink = Math.round((weight * x + bias) * 1e6) / 1e6;
    return kink + side * Math.sign(weight) * OFF_KINK;
  }

  isApart(x, f) {
    return Math.abs(f(this.beside(x, 1)) - f(this.beside(x, -1))) > 1e-6;
  }

  drawLines() {
    const { entry, data, plot } = this;
    const scene = JSON.stringify([this.curves, data.window, plot, entry.weight, entry.bias, data.derivatives, this.palette.name]);
    if (scene === this.scene) return;
    this.scene = scene;
    const lines = (isDerivative) =>
      this.curves.map((curve) => {
        const { f, slope } = curve.shape;
        const points = this.pointsOf(curve, isDerivative ? slope : f);
        const attributes = { d: this.pathOf(points), stroke: curve.colour, "data-key": curve.key };
        return ["path", { ...attributes, "stroke-dasharray": CURVE_DASHES[curve.dash] ?? curve.dash.replaceAll("px", "") }];
      });
    const { left: x, top: y, width, height } = plot;
    setAttributes(this.layers.inside, { viewBox: [x, y, width, height].join(" "), x, y, width, height });
    for (const [name, isDerivative] of [["derivatives", true], ["lines", false]]) {
      const isDrawn = !isDerivative || data.derivatives;
      fill(this.layers[name], isDrawn ? [...lines(isDerivative), ...this.conventions(isDerivative)] : []);
    }
  }

  /** At a jump, which of its sides the function takes: a filled dot there and a hollow one where it does not go. */
  conventions(isDerivative) {
    const { weight, bias } = this.entry;
    const [low, high] = this.data.interval;
    return this.curves.flatMap(({ key, colour, shape }) => {
      const f = isDerivative ? shape.slope : shape.f;
      return shape.kinks.flatMap((kink) => {
        const x = (kink - bias) / weight;
        if (!weight || x < low || x > high || !this.isApart(x, f)) return [];
        const values = [f(this.beside(x, -1)), f(this.beside(x, 1))];
        const hollow = values.filter((value) => Math.abs(value - f(kink)) > 1e-6);
        return [...hollow, f(kink)].map((value, index) => [
          "circle",
          {
            cx: this.across(x).toFixed(2),
            cy: this.up(value).toFixed(2),
            r: isDerivative ? 4 : 5.5,
            stroke: colour,
            fill: index < hollow.length ? this.palette.paper : colour,
            "data-key": key,
            class: index < hollow.length ? "hollow" : "filled",
          },
        ]);
      });
    });
  }

  pathOf(points) {
    let text = "";
    let command = "M";
    for (const point of points) {
      if (point) text += `${command}${this.across(point[0]).toFixed(2)} ${this.up(point[1]).toFixed(2)}`;
      command = point ? "L" : "M";
    }
    return text;
  }

  drawBands() {
    const { entry, data, plot, fontSize } = this;
    const { weight, bias } = entry;
    const { saturated, filtered } = this.closeUp.shape;
    const shaded = [
      ["saturated", "|f′| < 0.05", partsOf(saturated, weight, bias, data.interval)],
      ["filtered out", "f = 0", weight ? partsOf(filtered, weight, bias, data.interval) : []],
    ].flatMap(([name, why, parts]) => parts.map(([from, to]) => ({ name, why, from, to })));
    this.shaded = shaded;
    fill(
      this.layers.bands,
      shaded.map(({ name, from, to }) => {
        const x = this.across(from);
        const width = (this.across(to) - x).toFixed(2);
        return ["rect", { x: x.toFixed(2), y: plot.top, width, height: plot.height, class: name.split(" ")[0] }];
      }),
    );
    this.bandNames = shaded.flatMap(({ name, why, from, to }) => {
      const room = this.across(to) - this.across(from);
      const needed = Math.max(this.widthOf(name), this.widthOf(why)) + 12;
      if (room < needed) return [];
      const [isLeft, isRight] = [from === data.interval[0], to === data.interval[1]];
      const isMiddle = isLeft === isRight;
      const x = isMiddle ? this.across((from + to) / 2) : isLeft ? this.across(from) + 8 : this.across(to) - 8;
      const anchor = isMiddle ? "middle" : isLeft ? "start" : "end";
      // Below the name of a curve that leaves through the top.
      const y = plot.top + 0.08 * plot.height + fontSize;
      return [name, why].map((text, line) => ["text", { x, y: y + line * 1.25 * fontSize, "text-anchor": anchor, class: "why" }, text]);
    });
  }

  /** Each name stands at its curve's right end, the names pushed apart so that no two overlap; a single curve that
   *  leaves through the top is named where it does, unless the probe is there. */
  drawNames() {
    const { data, entry, plot, fontSize, bottom } = this;
    const [low, high] = data.interval;
    const top = data.window[1];
    const valueAt = ({ shape }, x) => shape.f(entry.weight * x + entry.bias);
    const leaving = this.curves.filter((curve) => valueAt(curve, high) > top);
    let others = this.curves;
    const nodes = [];
    if (leaving.length === 1) {
      const [curve] = leaving;
      let [inside, outside] = [low, high];
      const isBelow = valueAt(curve, low) <= top;
      for (let i = 0; i < 40; i++) {
        const middle = (inside + outside) / 2;
        if (valueAt(curve, middle) <= top) inside = middle;
        else outside = middle;
      }
      const [from, to] = [this.across(inside) + 12, this.across(inside) + 18 + this.widthOf(curve.name)];
      const probe = this.across(entry.x);
      if (isBelow && to < plot.left + plot.width && !(from - 24 < probe && probe < to)) {
        others = others.filter((other) => other !== curve);
        nodes.push(["text", { x: from, y: plot.top + fontSize, fill: curve.colour }, curve.name]);
      }
    }
    const ends = others.map((curve) => clip(this.up(valueAt(curve, high)), plot.top, bottom));
    const places = apart(ends, 1.2 * fontSize, [plot.top, bottom]);
    others.forEach(({ name, colour }, index) => {
      nodes.push(["text", { x: plot.left + plot.width + 6, y: places[index] + 0.35 * fontSize, fill: colour }, name]);
    });
    fill(this.layers.names, [...this.bandNames, ...nodes]);
  }

  // The hands

  drawHandles() {
    const { entry, plot, bottom, target, data } = this;
    const { weight, bias } = entry;
    const { f, slope } = this.closeUp.shape;
    const right = plot.left + plot.width;
    const probe = this.handle("x", "pill probe", (start, event) => this.xAt(event));
    this.place(probe, `x = ${numberText(entry.x)}`, [this.whole(probe, this.across(entry.x)), plot.top - target / 2 - 1]);
    // Where z is 0, along the axis: x = -b/w.
    const biasHandle = this.handle("bias", "pill bias", (start, event) => this.biasBy(start, event));
    this.centre = weight ? -bias / weight + 0 : 0;
    this.place(biasHandle, `b = ${numberText(bias)}`, [this.whole(biasHandle, this.across(this.centre)), bottom + target / 2 + 1]);
    // On the tangent of the curve at its centre; where that is level, on the line of z itself.
    this.tangent = slope(OFF_KINK) || 1;
    const weightHandle = this.handle("weight", "knob weight", (start, event) => this.weightBy(start, event));
    const [x, y] = this.inside(this.centre + LEVER / this.tangent, f(0) + LEVER * weight);
    this.lever = [x, y];
    this.place(weightHandle, `w = ${numberText(weight)}`, [clip(x, plot.left + 8, right - 8), y]);
    const words = [x + 14, x + 22 + this.widthOf(`w = ${numberText(weight)}`)];
    weightHandle.element.classList.toggle("turned", x > right - 90 || this.isNamed(words, y));
    const shown = new Set(["x", "bias", "weight"]);
    for (const curve of this.curves) {
      for (const name of curve.parameters) {
        const key = parameterKey(curve, name);
        const handle = this.handle(key, "knob parameter", (start, event) => this.parameterBy(curve, name, start, event));
        const z = SHOWN_AT[curve.key];
        const x = (z - bias) / weight;
        const y = curve.shape.f(z);
        const isSeen = weight && data.interval[0] <= x && x <= data.interval[1];
        shown.add(key);
        handle.element.style.setProperty("--own", curve.colour);
        this.place(handle, `${data.numbers[key].symbol} = ${numberText(entry[key])}`, isSeen ? this.inside(x, y) : null);
        handle.element.classList.toggle("turned", this.across(x) > right - 90);
      }
    }
    for (const [key, handle] of this.handles) if (!shown.has(key)) handle.element.hidden = true;
  }

  /** Whether the name of a part stands there, from one x to another. */
  isNamed([from, to], y) {
    return this.bandNames.some(([, at, text]) => {
      const width = this.widthOf(text);
      const left = at.x - { start: 0, middle: 0.5, end: 1 }[at["text-anchor"]] * width;
      return Math.abs(y - at.y + 0.35 * this.fontSize) < 1.3 * this.fontSize && from < left + width && left < to;
    });
  }

  /** The kink goes where the pointer goes. */
  biasBy(start, event) {
    const [low, high] = this.data.interval;
    const way = ((event.clientX - start.x) / this.plot.width) * (high - low);
    return start.value - way * (this.entry.weight || 1);
  }

  weightBy(start, event) {
    const [bottom, top] = this.data.window;
    return start.value + (((start.y - event.clientY) / this.plot.height) * (top - bottom)) / LEVER;
  }

  /** The parameter with which the curve goes through the height of the pointer, found by halving. */
  parameterBy(curve, name, start, event) {
    const key = parameterKey(curve, name);
    const { low, high } = this.data.numbers[key];
    const z = SHOWN_AT[curve.key];
    const valueWith = (value) => shapeOf(curve.key, { [name]: value }, curve.breakpoints).f(z);
    const [bottom, top] = this.data.window;
    const way = ((start.y - event.clientY) / this.plot.height) * (top - bottom);
    const wanted = valueWith(start.value) + way;
    let [from, to] = valueWith(low) < valueWith(high) ? [low, high] : [high, low];
    for (let i = 0; i < 30; i++) {
      const middle = (from + to) / 2;
      if (valueWith(middle) < wanted) from = middle;
      else to = middle;
    }
    return (from + to) / 2;
  }

  /** What stands under the curve that is looked at closely: its kinks or its centre, each to be dragged. */
  drawMarks() {
    const { data, entry, plot, bottom, fontSize } = this;
    const { weight, bias } = entry;
    const [low, high] = data.interval;
    const { kinks, jumps, f } = this.closeUp.shape;
    const word = kinks.length ? (jumps.length ? "jump" : "kink") : "centre";
    const places = (kinks.length ? kinks : [0])
      .map((z) => ({ x: (z - bias) / weight + 0, y: f(z) }))
      .filter(({ x }) => weight && low < x && x < high)
      .sort((one, two) => one.x - two.x);
    const nodes = [];
    if (weight && low < this.centre && this.centre < high) {
      const [x1, y1] = this.inside(this.centre, f(0));
      nodes.push(["line", { x1, y1, x2: this.lever[0], y2: this.lever[1], class: "lever" }]);
    }
    const y = bottom - 0.5 * fontSize;
    let taken = -Infinity;
    places.forEach(({ x, y: value }, index) => {
      const at = this.across(x);
      const text = `${word} at x = ${numberText(x)}`;
      const width = this.widthOf(text);
      const hasLeft = at - width - 8 > Math.max(plot.left, taken);
      const hasRight = at + width + 8 < plot.left + plot.width && index === places.length - 1;
      const isLeft = hasLeft && (!hasRight || x <= entry.x || places.length > 1 && index === 0);
      const isRaised = !hasLeft && !hasRight;
      nodes.push(["line", { x1: at, x2: at, y1: this.inside(x, value)[1], y2: bottom, class: "foot" }]);
      if (!jumps.length) nodes.push(["circle", { cx: at, cy: this.inside(x, value)[1], r: 4, class: "foot" }]);
      nodes.push(["text", { x: at + (isLeft ? -8 : 8), y: y - (isRaised ? 1.3 * fontSize : 0), "text-anchor": isLeft ? "end" : "start" }, text]);
      taken = isLeft ? at : at + width + 8;
    });
    if (weight && !places.length) {
      const isLeft = this.centre < low;
      const first = preimages(kinks.length ? kinks : [0], weight, bias).at(isLeft ? -1 : 0);
      const text = `${isLeft ? "← " : ""}${word} at x = ${numberText(first)}${isLeft ? "" : " →"}`;
      nodes.push(["text", { x: isLeft ? plot.left + 6 : plot.left + plot.width - 6, y, "text-anchor": isLeft ? "start" : "end" }, text]);
    }
    fill(this.layers.marks, nodes);
    // What is hit: each mark from its place on the curve down to the axis.
    while (this.pulls.length > places.length) this.pulls.pop().remove();
    while (this.pulls.length < places.length) {
      const pull = add(this.stage, "div", "pull", { "aria-hidden": "true" });
      this.handles.get("bias").grabAt(pull);
      this.pulls.push(pull);
    }
    this.pulls.forEach((pull, index) => {
      const { x, y: value } = places[index];
      const top = this.inside(x, value)[1] - 12;
      Object.assign(pull.style, { left: `${this.across(x)}px`, top: `${top}px`, height: `${bottom - top}px` });
    });
  }

  drawProbe() {
    const { entry, plot, bottom } = this;
    const [x] = this.inside(entry.x, 0);
    const z = entry.weight * entry.x + entry.bias;
    const dots = this.curves.map(({ key, colour, shape }) => {
      const y = this.up(shape.f(z));
      return ["circle", { cx: x, cy: y.toFixed(2), r: 6.5, fill: colour, "data-key": key, opacity: y < plot.top - 1 || y > bottom + 1 ? 0 : 1 }];
    });
    fill(this.layers.probe, [["line", { x1: x, x2: x, y1: plot.top, y2: bottom }], ...dots]);
  }

  writePanel() {
    const { data, entry } = this;
    const z = entry.weight * entry.x + entry.bias;
    // An equation stays on one line.
    setText(this.said, data.said.replaceAll(" = ", "\u00a0=\u00a0"));
    setText(this.sum, `z = w·x + b = ${numberText(z)}`);
    const rows = this.curves.map(({ name, colour, shape }) => [
      [name, colour],
      [valueText(shape, z), ""],
      [exactEnough(shape.slope(z)), ""],
    ]);
    const table = [[["f", ""], ["f(z)", ""], ["f′(z)", ""]], ...rows];
    while (this.table.rows.length > table.length) this.table.deleteRow(-1);
    table.forEach((cells, index) => {
      const row = this.table.rows[index] ?? this.table.insertRow();
      cells.forEach(([text, colour], column) => {
        const cell = row.cells[column] ?? add(row, index ? "td" : "th");
        setText(cell, text);
        cell.style.color = colour;
      });
    });
  }
}

/** Round numbers in an interval, at most about so many. */
function ticks([low, high], most) {
  const step = [0.5, 1, 2, 4, 5, 8, 10, 20].find((size) => (high - low) / size <= most) ?? high - low;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => (first + index) * step + 0);
}
