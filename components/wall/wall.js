// What many starts of a training came to, as a wall of small pictures, of which one is opened.

import { paintPoints } from "../film/points.js";
import { networkOf } from "../film/reel.js";
import { fit, listen, make, put, setAttributes } from "../hand/dom.js";
import { Drawn, SPELL } from "../hand/drawn.js";
import { isModified } from "../hand/gestures.js";
import { unpacked } from "../hand/packed.js";
import { placeIn } from "../picture/axes.js";
import { outputOver, paintOutput } from "../picture/output.js";
import { shadesOf } from "../picture/shades.js";
import { writeOver } from "../picture/strokes.js";
import { clip } from "../twin/numbers.js";

// Pictures stand as many in a row as there is room for, in full rows.
const PER_ROW = [20, 10];
const TILE_GAP = 3;
// Pictures are painted so many times as large, that lines and points are thin in them.
const LARGER = 3.5;

export class Wall extends Drawn {
  constructor(parent, edits) {
    super(parent, "wall", edits);
    this.canvas = make("canvas", "", { tabindex: "0", role: "slider", "aria-label": "start", "aria-valuemin": "0" });
    this.frame = make("div", "opened");
    this.root.append(this.canvas, this.frame);
    listen(this.canvas, {
      click: ({ offsetX, offsetY }) => {
        const place = Math.floor(offsetY / this.tile) * this.columns + Math.min(Math.floor(offsetX / this.tile), this.columns - 1);
        if (place <= this.last) this.open(place);
      },
      keydown: (event) => this.press(event),
    });
  }

  get last() {
    return this.data.right.length - 1;
  }

  update(data) {
    this.colour(data.palette);
    this.shades = shadesOf(data.palette);
    if (data.name !== this.data?.name || data.palette.name !== this.data.palette.name) this.shownSize = null;
    this.data = data;
    this.edits.hear(data.entry, data);
    this.canvas.setAttribute("aria-valuemax", this.last);
    this.redraw();
  }

  open(place) {
    this.edits.settle({ opened: clip(place, 0, this.last) });
    this.redraw();
  }

  press(event) {
    const { opened } = this.edits.entry;
    const { columns, last } = this;
    const places = {
      ArrowLeft: opened - 1, ArrowRight: opened + 1, ArrowUp: opened - columns, ArrowDown: opened + columns,
      Home: 0, End: last,
    };
    const place = places[event.key];
    if (place === undefined || isModified(event)) return;
    event.preventDefault();
    if (place >= 0 && place <= last) this.open(place);
  }

  draw() {
    const { data, edits, root } = this;
    if (!data || !root.clientWidth) return;
    this.measure();
    const { tile, columns } = this;
    const { opened } = edits.entry;
    this.frame.style.width = this.frame.style.height = `${tile - TILE_GAP}px`;
    put(this.frame, (opened % columns) * tile, Math.floor(opened / columns) * tile, true);
    setAttributes(this.canvas, { "aria-valuenow": opened, "aria-valuetext": `start ${opened}: ${this.wordOf(opened)}` });
    const until = performance.now() + SPELL;
    while (this.painted <= this.last && performance.now() < until) this.paint(this.painted++);
    if (this.painted <= this.last) this.redraw();
    else root.dataset.drawn = "";
  }

  wordOf(place) {
    const { right, count } = this.data;
    return right[place] === count ? "solved" : `stuck with ${right[place]} of ${count} right`;
  }

  measure() {
    const size = `${this.root.clientWidth} ${window.devicePixelRatio}`;
    if (size === this.shownSize) return;
    this.shownSize = size;
    this.measureType();
    const fits = (columns) => this.root.clientWidth >= columns * this.target;
    this.columns = PER_ROW.find(fits) ?? PER_ROW.at(-1);
    this.tile = Math.floor((this.root.clientWidth + TILE_GAP) / this.columns);
    const rows = Math.ceil((this.last + 1) / this.columns);
    this.scale = fit(this.canvas, this.columns * this.tile - TILE_GAP, rows * this.tile - TILE_GAP);
    this.weights = unpacked(this.data.weights, Float32Array);
    this.painted = 0;
    delete this.root.dataset.drawn;
  }

  paint(place) {
    const { data, shades, tile, columns, scale, weights } = this;
    const { palette, window, border, reach, count, right } = data;
    const first = (place * weights.length) / right.length;
    const network = networkOf(data, (at) => weights[first + at]);
    this.scene = outputOver(network, window, this.scene);
    const side = (tile - TILE_GAP) * LARGER;
    const box = { left: 0, top: 0, right: side, bottom: side };
    const context = this.canvas.getContext("2d");
    const [x, y] = [(place % columns) * tile, Math.floor(place / columns) * tile];
    context.setTransform(scale / LARGER, 0, 0, scale / LARGER, x * scale, y * scale);
    context.save();
    context.beginPath();
    context.rect(0, 0, side, side);
    context.clip();
    paintOutput(context, this.scene, box, { palette, shades, reach, level: border, creases: { opacity: 1 }, point: null, font: null });
    paintPoints(context, data.points, data.wanted, null, placeIn(window, box), { palette, font: null, side });
    context.restore();
    if (right[place] === count) this.tick(context, side);
  }

  /** What is solved has a ✓. */
  tick(context, side) {
    const { palette } = this.data;
    context.font = `700 ${0.5 * side}px ${this.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    writeOver(context, ["✓", side / 2, side / 2], palette.ink, palette.paper, 0.14 * side);
  }
}
