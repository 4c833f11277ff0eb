// The output over the plane of two inputs, or over one input.

const GRID = 100;
const TILE_STRIDE = 4;
const LINE_SAMPLES = 241;
const LEVELS = 8;
const MARGIN = { left: 40, right: 8, top: 8, bottom: 34 };

/** Calls `segment` for every piece of a level line that crosses the cell with corners a b (below) d c (above). */
function crossCell(a, b, c, d, level, x, y, path) {
  const points = [];
  if (a < level !== b < level) points.push(x + (level - a) / (b - a), y);
  if (b < level !== c < level) points.push(x + 1, y + (level - b) / (c - b));
  if (c < level !== d < level) points.push(x + (level - d) / (c - d), y + 1);
  if (d < level !== a < level) points.push(x, y + (level - a) / (d - a));
  for (let i = 0; i + 3 < points.length; i += 4) {
    path.moveTo(points[i], points[i + 1]);
    path.lineTo(points[i + 2], points[i + 3]);
  }
}

/** Level lines of an n × n field in the coordinates of its grid: thin ones, and the one that decides. */
function levelLines(values, n, reach, level) {
  const [thin, deciding] = [new Path2D(), new Path2D()];
  const step = reach / LEVELS;
  for (let y = 0; y + 1 < n; y++) {
    for (let x = 0; x + 1 < n; x++) {
      const i = y * n + x;
      const [a, b, c, d] = [values[i], values[i + 1], values[i + n + 1], values[i + n]];
      const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)];
      if (low < level && high >= level) crossCell(a, b, c, d, level, x, y, deciding);
      // Where the field jumps there are no level lines to see.
      if (high - low > reach) continue;
      const last = Math.min(Math.floor(high / step), LEVELS);
      for (let k = Math.max(Math.ceil(low / step), -LEVELS); k <= last; k++) {
        if (k * step > low) crossCell(a, b, c, d, k * step, x, y, thin);
      }
    }
  }
  return { thin, deciding };
}

function ticksOf([low, high]) {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((part) => part * power).find((part) => part >= raw);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) ticks.push(k * step);
  return ticks.map((value) => ({ value, text: numberText(value, Math.min(decimals, 6)) }));
}

/** The part of the line w·x + b = level inside a window, as its two ends; null where it passes by. */
function lineInWindow([w1, w2], bias, level, [[x0, x1], [y0, y1]]) {
  const offset = level - bias;
  const ends = [];
  const add = (x, y) => {
    const isInside = x >= x0 - 1e-9 && x <= x1 + 1e-9 && y >= y0 - 1e-9 && y <= y1 + 1e-9;
    if (isInside && !ends.some((end) => Math.hypot(end.x - x, end.y - y) < 1e-6)) ends.push({ x, y });
  };
  if (w2 !== 0) for (const x of [x0, x1]) add(x, (offset - w1 * x) / w2);
  if (w1 !== 0) for (const y of [y0, y1]) add((offset - w2 * y) / w1, y);
  return ends.length >= 2 ? ends.slice(0, 2) : null;
}

/** The canvas with the output, and on it what can be taken hold of: the input and a neuron's line. */
class Picture {
  /** `specOf` finds in Python's data what this picture shows. */
  constructor(drawing, specOf) {
    this.drawing = drawing;
    this.specOf = specOf;
    this.box = make("div", "picture");
    this.caption = this.box.appendChild(make("div", "caption"));
    this.frame = this.box.appendChild(make("div", "frame"));
    this.canvas = this.frame.appendChild(make("canvas"));
    this.small = make("canvas");
    this.small.width = this.small.height = GRID;
    this.line = this.grip("line", "Move the line", (start, at) => this.moveLine(start, at));
    this.turns = [0, 1].map(() => this.grip("turn", "Turn the line", (start, at) => this.turnLine(start, at)));
    this.marker = this.grip("marker", "Move the input", (start, at) => this.moveInput(at));
    this.follow(this.canvas, (start, at) => this.moveInput(at), (event) => this.spec.marker && event.pointerType !== "touch");
    this.canvas.addEventListener("click", (event) => this.point(event));
    this.points = [];
  }

  get spec() {
    return this.specOf(this.drawing.data);
  }

  /** Something on the picture that can be taken hold of. */
  grip(name, title, move) {
    const element = this.frame.appendChild(make("div", `grip ${name}`, { title, "aria-hidden": "true" }));
    this.follow(element, move);
    return element;
  }

  /** `move` follows a hand that has taken hold of an element; Esc puts everything back. */
  follow(element, move, mayTake = () => true) {
    const letGo = follow(element, {
      take: (event) => {
        if (!mayTake(event)) return null;
        this.drawing.hold(letGo);
        return { entry: this.drawing.edits.entry, at: this.pointAt(event), ends: this.ends };
      },
      move: (start, event) => move(start, this.pointAt(event)),
      done: (start) => {
        if (start) this.drawing.edits.settle();
        this.drawing.release();
      },
    });
  }

  /** A click or a tap anywhere on the picture brings the input there. */
  point(event) {
    if (!this.spec.marker) return;
    this.moveInput(this.pointAt(event));
    this.drawing.edits.settle();
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
    const side = Math.max(Math.min(width, height - 26), 160);
    this.width = side;
    this.height = side;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(side * scale);
    this.canvas.height = Math.round(side * scale);
    this.frame.style.width = this.frame.style.height = `${side}px`;
    this.plot = { width: side - MARGIN.left - MARGIN.right, height: side - MARGIN.top - MARGIN.bottom };
  }

  /** The place of a point of the plane in pixels, and back. */
  placeOf(x, y) {
    const [[x0, x1], [y0, y1]] = this.range;
    return [
      MARGIN.left + ((x - x0) / (x1 - x0)) * this.plot.width,
      MARGIN.top + ((y1 - y) / (y1 - y0)) * this.plot.height,
    ];
  }

  pointAt(event) {
    const box = this.frame.getBoundingClientRect();
    const [[x0, x1], [y0, y1]] = this.range;
    return {
      x: x0 + ((event.clientX - box.left - MARGIN.left) / this.plot.width) * (x1 - x0),
      y: y1 - ((event.clientY - box.top - MARGIN.top) / this.plot.height) * (y1 - y0),
    };
  }

  paint(network, entry, fields, trace) {
    const { spec } = this;
    const values = spec.of === "preactivation" ? fields.preactivation : fields.outputs.at(-1)[0];
    const isPlane = network.sizes[0] === 2;
    const { window: shown } = this.drawing.data;
    this.range = isPlane ? shown : [shown[0], heights(values)];
    const context = this.canvas.getContext("2d");
    const scale = this.canvas.width / this.width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.save();
    context.beginPath();
    context.rect(MARGIN.left, MARGIN.top, this.plot.width, this.plot.height);
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
    context.drawImage(this.small, MARGIN.left - w / 2, MARGIN.top - h / 2, w * GRID, h * GRID);
    const { thin, deciding } = levelLines(shifted, GRID, reach, 0);
    const toScreen = new DOMMatrix([w, 0, 0, -h, MARGIN.left, MARGIN.top + this.plot.height]);
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
    const isExact = this.drawing.exactNetwork === entry.network;
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
    const bottom = MARGIN.top + this.plot.height;
    context.strokeRect(MARGIN.left, MARGIN.top, this.plot.width, this.plot.height);
    context.textAlign = "center";
    for (const { value, text } of ticksOf(xs)) context.fillText(text, this.placeOf(value, 0)[0], bottom + 11);
    context.textAlign = "right";
    for (const { value, text } of ticksOf(ys)) context.fillText(text, MARGIN.left - 6, this.placeOf(0, value)[1]);
    context.fillStyle = palette.ink;
    context.textAlign = "center";
    context.fillText(this.spec.titles[0], MARGIN.left + this.plot.width / 2, bottom + 26);
    context.textAlign = "left";
    context.fillText(this.spec.titles[1], 2, MARGIN.top + this.plot.height / 2);
  }

  placeMarker({ inputs }, trace, isPlane) {
    const value = this.spec.of === "preactivation" ? trace.preactivation : trace.vectors.at(-1)[0];
    const [x, y] = this.placeOf(inputs[0], isPlane ? inputs[1] : value);
    const isInside = x >= MARGIN.left - 1 && x <= this.width - MARGIN.right + 1 && y >= MARGIN.top - 1 && y <= MARGIN.top + this.plot.height + 1;
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
      const answer = (this.spec.of === "preactivation" ? preactivation : vectors.at(-1)[0]) > this.spec.level;
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

/** The heights that a curve needs, with some room. */
function heights(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low) * 0.08 || Math.max(Math.abs(high) * 0.1, 0.5);
  return [low - room, high + room];
}
