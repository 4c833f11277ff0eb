// An empty plane for a line that is drawn as an answer, by hand or with the arrow keys; what is right is laid over it.

import { fill } from "../curves/drawing.js";
import { add, addShape, listen, make, makeButton, setAttributes } from "../hand/dom.js";
import { unpacked } from "../hand/packed.js";
import { placeIn, ticksOf } from "../picture/axes.js";
import { clip, numberText } from "../twin/numbers.js";

// As in core/sketch.py and lessons/step.py.
const MOST_MISSING = 6;
const LINE_SLACK = 1e-9;
// Columns from one stop of the pen to the next, and how much further it goes with Shift.
const COLUMNS_A_STOP = 5;
const WITH_SHIFT = 4;
// A gap of such a share of the plane's height nobody sees.
const UNSEEN = 0.002;
// Between what stays on one line.
const UNBROKEN = "\u00a0";
// How near a place is on a column, in columns.
const ON_COLUMN = 1e-6;
// Pixels that a pointer may tremble before it draws.
const TREMBLES = 3;

/** Where a line is furthest from what is right, between `low` and `high` in each column, and how far it is above, or below
 *  where that is negative; null for a line that leaves out too much. */
export function furthestOf(line, low, high, [from, to]) {
  if (line.filter((height) => height === null).length > MOST_MISSING) return null;
  let [place, gap] = [0, 0];
  line.forEach((height, column) => {
    const here = height === null ? 0 : Math.max(height - high[column], 0) - Math.max(low[column] - height, 0);
    if (Math.abs(here) > Math.abs(gap)) [place, gap] = [column, here];
  });
  return { x: from + ((to - from) * place) / (line.length - 1), gap, place };
}

/** The line with its way from one point to another: every column that is passed gets the height where it was. */
export function withWay(line, [low, high], from, to) {
  const last = line.length - 1;
  const [start, end] = [from, to].map(({ x }) => ((x - low) / (high - low)) * last);
  const drawn = [...line];
  const [first, final] = [Math.min(start, end) - ON_COLUMN, Math.max(start, end) + ON_COLUMN];
  for (let column = Math.max(Math.ceil(first), 0); column <= Math.min(Math.floor(final), last); column++) {
    const way = Math.abs(end - start) <= ON_COLUMN ? 1 : clip((column - start) / (end - start), 0, 1);
    drawn[column] = from.y + way * (to.y - from.y);
  }
  return drawn;
}

/** A number without zeros at its end. */
const briefly = (value, decimals = 2) => numberText(value, decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

export class Sketch {
  /** What Python tells of the line; one that was `drawn` before; what is to be done at every change, and with an answer. */
  constructor(told, drawn, { changed, answer }) {
    Object.assign(this, { told, changed, answer });
    const [low, high] = [0, 1].map((row) => {
      const band = unpacked(told.band, Float64Array);
      return band.subarray((row * band.length) / 2, ((row + 1) * band.length) / 2);
    });
    Object.assign(this, { low, high, graph: unpacked(told.graph, Float32Array) });
    this.line = drawn?.length === low.length ? drawn : this.nothing;
    this.isLaid = this.isJudged = !this.isEmpty;
    this.isRevealed = false;
    this.pen = { stop: 0, y: this.line[0] ?? this.snapped(0) };
    this.box = make("div", "sketch");
    const [floor, ceiling] = this.heights;
    this.plane = add(this.box, "div", "plane", {
      role: "slider",
      tabindex: 0,
      "aria-orientation": "vertical",
      "aria-label": this.label,
      "aria-valuemin": floor,
      "aria-valuemax": ceiling,
    });
    this.svg = addShape(this.plane, "svg", { "aria-hidden": true });
    const names = ["axes", "near", "truth", "mine", "gap", "words"];
    this.layers = Object.fromEntries(names.map((name) => [name, addShape(this.svg, "g", { class: name })]));
    this.ways = add(this.box, "div", "hands");
    this.says = this.button("That is my line", () => this.answer());
    this.again = this.button("Draw again", () => this.clear());
    this.listen();
  }

  button(text, act) {
    return this.ways.appendChild(makeButton(text, act, "answer"));
  }

  get window() {
    return this.told.plane[0];
  }

  get heights() {
    return this.told.plane[1];
  }

  get label() {
    const [[left, right], [floor, ceiling]] = this.told.plane.map((ends) => ends.map((end) => briefly(end)));
    return `Empty plane, x from ${left} to ${right}, y from ${floor} to ${ceiling}. The arrow keys draw: left and right go along, up and down set the height. Enter gives the answer`;
  }

  get nothing() {
    return Array(this.low.length).fill(null);
  }

  get isEmpty() {
    return this.line.every((height) => height === null);
  }

  /** Where the line is furthest off; null for one that leaves out too much. */
  get furthest() {
    return furthestOf(this.line, this.low, this.high, this.window);
  }

  isNear({ gap }) {
    return Math.abs(gap) <= this.told.near + LINE_SLACK;
  }

  /** What is said of a line over which the truth is laid: [whether it is near enough, how far it is off, its sentence]. */
  get verdict() {
    const far = this.isLaid && this.furthest;
    if (!far) return null;
    const { near, too_low, too_high } = this.told;
    const isNear = this.isNear(far);
    const [floor, ceiling] = this.heights;
    if (isNear && Math.abs(far.gap) < UNSEEN * (ceiling - floor)) return [true, "Hardly apart anywhere.", ""];
    // With as many decimals as show on which side of what is near enough it is.
    let text = "";
    for (let decimals = 1; decimals < 7; decimals++) {
      text = briefly(Math.abs(far.gap), decimals);
      if (Number(text) > 0 && Number(text) <= near === isNear) break;
    }
    const off = `At most ${text} apart, at x${UNBROKEN}=${UNBROKEN}${briefly(far.x)}`;
    if (isNear) return [true, `${off}.`, ""];
    return [false, `${off}; ${briefly(near)} is near enough.`, far.gap < 0 ? too_low : too_high];
  }

  /** What is missing in a line that leaves out too much. */
  get missing() {
    const [left, right] = this.window.map((end) => briefly(end));
    return `Draw one line all the way from x = ${left} to x = ${right}.`;
  }

  // What becomes of the line

  lay() {
    this.isLaid = this.isJudged = true;
  }

  /** What is right comes with the reveal, and goes with it where no line was judged. */
  reveal(isRevealed) {
    if (isRevealed !== this.isRevealed) this.isLaid = isRevealed || this.isJudged;
    this.isRevealed = isRevealed;
  }

  /** Another line: what is right is out of sight until it is asked for again. */
  set(line) {
    this.line = line;
    this.isLaid = this.isJudged = false;
    this.changed();
  }

  clear() {
    this.pen = { stop: 0, y: this.snapped(0) };
    this.set(this.nothing);
  }

  // The hand

  listen() {
    const { plane } = this;
    // A press that draws takes the keys from nobody: who draws on the wall goes on with the clicker.
    const release = ({ pointerId }) => pointerId === this.held?.id && (this.held = null);
    listen(plane, {
      mousedown: (event) => event.preventDefault(),
      pointerdown: (event) => {
        if (event.button !== 0 || this.held) return;
        event.preventDefault();
        if (event.isTrusted) plane.setPointerCapture(event.pointerId);
        this.held = { id: event.pointerId, x: event.clientX, y: event.clientY, last: this.pointAt(event), hasMoved: false };
      },
      pointermove: (event) => this.follow(event),
      pointerup: release,
      pointercancel: release,
      keydown: (event) => this.press(event),
      focus: () => this.changed(),
    });
  }

  follow(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.id) return;
    if (!held.hasMoved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < TREMBLES) return;
    // Who has seen what is right begins anew; before that a stroke may mend another one.
    const line = !held.hasMoved && this.isLaid ? this.nothing : this.line;
    held.hasMoved = true;
    const at = this.pointAt(event);
    this.set(withWay(line, this.window, held.last, at));
    held.last = at;
  }

  pointAt(event) {
    const { left, top } = this.plane.getBoundingClientRect();
    const { place } = this;
    const [floor, ceiling] = this.heights;
    return {
      x: this.window[0] + (event.clientX - left - place.x(this.window[0])) / place.scaleX,
      y: clip(floor + (event.clientY - top - place.y(floor)) / place.scaleY, floor, ceiling),
    };
  }

  // The keys

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const times = event.shiftKey ? WITH_SHIFT : 1;
    const acts = {
      ArrowLeft: () => this.walk(-1),
      ArrowRight: () => this.walk(1),
      ArrowUp: () => this.lift(times),
      ArrowDown: () => this.lift(-times),
      Enter: () => this.answer(),
      Backspace: () => this.clear(),
      Delete: () => this.clear(),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  get step() {
    const [{ value: one }, { value: two }] = ticksOf(this.heights);
    return Math.min((two - one) / 4, this.told.near);
  }

  snapped(y) {
    return clip(Math.round(y / this.step) * this.step, ...this.heights);
  }

  xOf(stop) {
    const [left, right] = this.window;
    return left + ((right - left) * stop * COLUMNS_A_STOP) / (this.low.length - 1);
  }

  /** The pen goes along, and where there is no line yet it draws one. */
  walk(way) {
    const { stop, y } = this.pen;
    const to = clip(stop + way, 0, (this.low.length - 1) / COLUMNS_A_STOP);
    const there = this.line[to * COLUMNS_A_STOP];
    this.pen = { stop: to, y: there ?? y };
    if (there === null) this.set(withWay(this.line, this.window, { x: this.xOf(stop), y }, { x: this.xOf(to), y }));
    else this.changed();
  }

  /** The pen goes up, and the line goes straight to it from the stops beside it that it passes. */
  lift(steps) {
    const { stop } = this.pen;
    const y = this.snapped(this.pen.y + steps * this.step);
    this.pen = { stop, y };
    const here = { x: this.xOf(stop), y };
    let line = withWay(this.line, this.window, here, here);
    for (const beside of [stop - 1, stop + 1]) {
      const height = this.line[beside * COLUMNS_A_STOP] ?? null;
      if (height !== null) line = withWay(line, this.window, { x: this.xOf(beside), y: height }, here);
    }
    this.set(line);
  }

  // What is drawn

  draw(isPresented) {
    const { plane, told, isLaid } = this;
    const [width, height] = [plane.clientWidth, plane.clientHeight];
    if (!width) return;
    const em = parseFloat(getComputedStyle(plane).fontSize);
    const area = { left: 2.9 * em, top: 0.7 * em, right: width - 0.9 * em, bottom: height - 1.7 * em };
    setAttributes(this.svg, { viewBox: `0 0 ${width} ${height}` });
    this.place = placeIn(told.plane, area);
    this.drawAxes(area, em);
    fill(this.layers.near, isLaid ? [["path", { d: this.outline }]] : []);
    fill(this.layers.truth, isLaid ? [["path", { d: this.pathOf([...this.points()]) }]] : []);
    const [left, right] = this.window;
    const mine = this.line.map((y, column) => [left + ((right - left) * column) / (this.line.length - 1), y ?? NaN]);
    fill(this.layers.mine, this.isEmpty ? [] : [["path", { d: this.pathOf(mine) }]]);
    this.drawGap();
    this.drawWords(area, em);
    this.says.disabled = this.isEmpty || isLaid;
    this.again.disabled = this.isEmpty;
    // They keep their place: nothing moves under a hand that draws.
    this.ways.classList.toggle("unseen", isPresented && this.isEmpty);
    this.tellPen();
  }

  *points() {
    const n = this.graph.length / 2;
    for (let i = 0; i < n; i++) yield [this.graph[i], this.graph[n + i]];
  }

  /** A path through points, broken where there is none. */
  pathOf(points) {
    let isDown = false;
    return points
      .map(([x, y]) => {
        const move = isDown ? "L" : "M";
        isDown = !Number.isNaN(y);
        return isDown ? `${move}${this.at(x, y)}` : "";
      })
      .join("");
  }

  at(x, y) {
    return `${this.place.x(x).toFixed(1)} ${this.place.y(y).toFixed(1)}`;
  }

  /** Around what is near enough. */
  get outline() {
    const { low, high, told } = this;
    const [left, right] = this.window;
    const xOf = (column) => left + ((right - left) * column) / (low.length - 1);
    const inside = (y) => clip(y, ...this.heights);
    const above = Array.from(high, (y, column) => this.at(xOf(column), inside(y + told.near)));
    const below = Array.from(low, (y, column) => this.at(xOf(column), inside(y - told.near)));
    return `M${[...above, ...below.reverse()].join("L")}Z`;
  }

  drawAxes({ left, top, right, bottom }, em) {
    const { place } = this;
    const [xs, ys] = this.told.plane.map(ticksOf);
    const across = (y) => ({ x1: left, x2: right, y1: y, y2: y });
    const up = (x) => ({ x1: x, x2: x, y1: top, y2: bottom });
    const name = (value) => (Math.abs(value) < 1e-9 ? "zero" : "grid");
    const isAside = (x) => x < right - 1.2 * em;
    fill(this.layers.axes, [
      ...ys.map(({ value }) => ["line", { class: name(value), ...across(place.y(value)) }]),
      ...xs.map(({ value }) => ["line", { class: name(value), ...up(place.x(value)) }]),
      ...ys.map(({ value, text }) => ["text", { x: left - 0.5 * em, y: place.y(value) + 0.33 * em, "text-anchor": "end" }, text]),
      ...xs.filter(({ value }) => isAside(place.x(value))).map(({ value, text }) => [
        "text", { x: place.x(value), y: bottom + 1.25 * em, "text-anchor": "middle" }, text,
      ]),
      ["text", { class: "name", x: right, y: bottom + 1.25 * em, "text-anchor": "end" }, "x"],
      ["text", { class: "name", x: left + 0.5 * em, y: top + 0.85 * em }, "y"],
    ]);
  }

  /** From the line to what is right, where they are furthest apart. */
  drawGap() {
    const far = this.isLaid && this.furthest;
    const height = far && this.line[far.place];
    const ends = far && far.gap ? [height, height - far.gap] : [];
    const x = far && this.place.x(far.x).toFixed(1);
    fill(this.layers.gap, [
      ...(ends.length ? [["line", { x1: x, x2: x, y1: this.place.y(ends[0]).toFixed(1), y2: this.place.y(ends[1]).toFixed(1) }]] : []),
      ...ends.map((y) => ["circle", { cx: x, cy: this.place.y(y).toFixed(1) }]),
      ["circle", { class: "pen", cx: this.place.x(this.xOf(this.pen.stop)).toFixed(1), cy: this.place.y(this.pen.y).toFixed(1) }],
    ]);
  }

  /** What to do with an empty plane, and which line is whose, where the graph leaves room. */
  drawWords({ left, top, right, bottom }, em) {
    const third = Math.floor(this.high.length / 3);
    const isLeft = Math.max(...this.high.slice(0, third)) <= Math.max(...this.high.slice(-third));
    const [x, anchor] = isLeft ? [left + 1.8 * em, "start"] : [right - 0.6 * em, "end"];
    const names = [
      ...(this.isEmpty ? [] : [["mine", "your line"]]),
      ...(this.isLaid ? [["truth", this.told.title]] : []),
    ];
    fill(this.layers.words, [
      ...names.map(([name, text], row) => ["text", { class: name, x, y: top + (1.3 + 1.35 * row) * em, "text-anchor": anchor }, text]),
      ...(names.length ? [] : [["text", { x: (left + right) / 2, y: top + 0.25 * (bottom - top), "text-anchor": "middle" }, "Draw here, from left to right"]]),
    ]);
  }

  /** Where the pen is, for who does not see it. */
  tellPen() {
    const { stop, y } = this.pen;
    const column = stop * COLUMNS_A_STOP;
    const mine = this.line[column];
    const right = [...new Set([this.low[column], this.high[column]].map((end) => briefly(end)))].join(" to ");
    const said = mine === null ? `y = ${briefly(y)}, no line yet` : this.isLaid ? `your line ${briefly(mine)}` : `y = ${briefly(mine)}`;
    setAttributes(this.plane, {
      "aria-valuenow": mine ?? y,
      "aria-valuetext": `x = ${briefly(this.xOf(stop))}, ${said}${this.isLaid ? `, right is ${right}` : ""}`,
    });
  }
}
