// Trainings side by side, replayed: the picture of each at every frame, and the losses of all on one axis.

import { add, addShape, fit, isCalm, listen, make, makeButton, screens, setText, tall, unasked } from "../hand/dom.js";
import { isModified } from "../hand/gestures.js";
import { Played } from "../hand/player.js";
import { shownBy } from "../hand/shown.js";
import { placeIn } from "../picture/axes.js";
import { creasesOf, paintCreases } from "../picture/creases.js";
import { curveOver, paintCurve } from "../picture/curve.js";
import { cutOver } from "../picture/cut.js";
import { outputOver, paintOutput } from "../picture/output.js";
import { shadesOf } from "../picture/shades.js";
import { Still } from "../picture/still.js";
import { clip, numberText } from "../twin/numbers.js";
import { epochTicks, lossChart } from "./losses.js";
import { ownPoints, withClick } from "./own.js";
import { paintPoints } from "./points.js";
import { answersOf, networkAt, placeAmong, readPoints, readReel, valueAt } from "./reel.js";
import { paintWiring } from "./wiring.js";

// Milliseconds of a whole film, and for which its end stands before it begins again.
const WHOLE = 8000;
const END_PAUSE = 1500;
const SPEEDS = [["½", 0.5], ["1", 1], ["2", 2], ["4", 4]];
const iconOf = (path) => `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;
const START = iconOf("M6 5v14M19 5L9 12l10 7z");
const AGAIN = iconOf("M5 11V9a3 3 0 0 1 3-3h10l-3-3M18 6l-3 3M19 13v2a3 3 0 0 1-3 3H6l3 3M6 18l3-3");
const UNDO = iconOf("M4 9h10a5 5 0 0 1 0 10h-4M4 9l4-4M4 9l4 4").replace("<path", '<path fill="none"');
const PLANE_GAP = 16;
// So many of its lines a screen has where a plane may take all of its share.
const ROOMY_LINES = 57;
// How high a network is drawn, of the height of a plane.
const WIRING = 0.26;
// A smaller picture has no room for the creases' names, and smaller numbers on its axes.
const [NAMED, SMALL] = [260, 200];
const [SMALLEST_PLANE, LARGEST_PLANE] = [90, 560];
// Films that have played by themselves: each does once.
const playedFilms = new Set();

export class Film extends Played {
  constructor(parent, edits) {
    super(parent, "film pictures", edits, { name: "epoch of the film", step: "1", near: 0 });
    this.row = make("div", "row", { role: "group" });
    this.chart = make("div", "chart", { role: "img" });
    this.svg = addShape(this.chart, "svg");
    this.svg.innerHTML = '<g></g><path class="marker"/><g></g>';
    this.tools = make("div", "tools");
    this.controls.before(this.row, this.tools, this.chart);
    this.epoch = make("strong", "epoch");
    this.note = make("span", "between");
    this.back = this.button(START, "Back to the same first weights", () => this.jump(0));
    this.speeds = SPEEDS.map(([text, speed]) => this.button(`${text}×`, `Speed ${text}`, () => this.set({ speed })));
    this.looping = this.button(AGAIN, "Play again and again", () => this.set({ loops: !this.loops }));
    this.kinds = [1, 0].map((kind) => this.button(kind ? "● 1" : "○ 0", `The plane takes a ${kind}`, () => this.set({ kind })));
    this.undo = this.button(UNDO, "Undo", () => edits.undo());
    this.adds = make("span", "adds");
    this.removes = make("span", "adds", {}, "and a point to take it away");
    // What is said of a click and what it chooses stay on one line.
    const adding = make("span", "own", {}, this.adds, ...this.kinds);
    this.own = [adding, this.removes, this.undo];
    this.tools.append(this.back, ...this.speeds, this.looping, this.epoch, this.note, ...this.own);
    this.kind = 1;
    listen(this.row, { click: (event) => this.take(event) });
    this.speed = 1;
    this.pictures = [];
    listen(this.root, { keydown: (event) => this.press(event) });
  }

  button(text, name, act) {
    const button = makeButton("", act, "choice", { title: name, "aria-label": name });
    button.innerHTML = text;
    return button;
  }

  set(part) {
    Object.assign(this, part);
    this.redraw();
  }

  update(data) {
    const { series, ...palette } = data.palette;
    this.colour(palette);
    this.colours = [series[0], series[4], series[6]];
    this.shades = shadesOf(data.palette);
    this.data = data;
    const before = this.edits.entry?.epoch;
    this.edits.hear(data.entry, data);
    // Whoever says where it stands, as a step does, stops it.
    if (this.edits.entry.epoch !== before) this.motion = null;
    this.shownSize = null;
    this.follow(data.follows);
    this.redraw();
  }

  /** Another film: it plays once by itself, if nobody has moved it and motion is wanted. */
  load({ reels, train, test, name }) {
    const { entry, first } = this.data;
    this.name = this.root.dataset.film = name;
    this.epochs = [...new Set(reels.flatMap(({ epochs }) => epochs))].sort((one, two) => one - two);
    [this.train, this.test] = [readPoints(train), test && readPoints(test)];
    // Who puts points on the plane wants to see what comes of them at once.
    const isOwn = Boolean(entry.points && this.reels);
    const opens = entry.epoch === first.epoch && !playedFilms.has(name) && !isCalm() && !isOwn;
    playedFilms.add(name);
    this.reels = reels.map(readReel);
    this.motion = opens ? {} : null;
    this.position = opens ? 0 : placeAmong(this.epochs, entry.epoch);
    this.kept = [];
    // A hand may be on them.
    if (this.pictures.length === reels.length) return;
    this.pictures = this.reels.map(() => {
      const picture = new Still();
      picture.losses = make("div", "losses");
      picture.wiring = add(picture.box, "canvas");
      picture.caption.after(picture.losses);
      return picture;
    });
    this.row.replaceChildren(...this.pictures.map(({ box }) => box));
  }

  // What plays it

  get last() {
    return this.epochs.length - 1;
  }

  toggle() {
    if (this.motion) this.rest();
    else {
      if (this.position >= this.last) this.position = 0;
      this.motion = {};
      this.redraw();
    }
  }

  jump(place) {
    this.position = clip(place, 0, this.last);
    this.rest();
  }

  /** It stands still on a snapshot, and Python hears on which.  The end is the same whenever a run ended. */
  rest() {
    this.motion = null;
    this.isHeld = false;
    this.position = Math.round(this.position);
    this.edits.settle({ ...this.edits.entry, epoch: this.position === this.last ? this.data.first.epoch : this.epochs[this.position] });
    this.redraw();
  }

  /** What the player's own button and slider have not heard. */
  press(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.defaultPrevented || event.target === this.slider || isModified(event)) return;
    if (steps) this.jump(Math.round(this.position) + steps);
    else if (event.key === " " && event.target.localName !== "button") this.toggle();
    else return;
    event.preventDefault();
  }

  move(now) {
    const { motion, last, speed } = this;
    if (!motion) return;
    const passed = now - (motion.now ?? now);
    motion.now = now;
    if (this.position < last) this.position = Math.min(this.position + (passed * speed * last) / WHOLE, last);
    else if (!this.loops) return this.rest();
    else if ((motion.waited = (motion.waited ?? 0) + passed) > END_PAUSE) [this.position, motion.waited] = [0, 0];
    this.redraw();
  }

  /** A click on a plane: a point more, or one less. */
  take({ target, offsetX, offsetY }) {
    const { edits, pictures, data, kind, target: least } = this;
    const { points } = edits.entry;
    const picture = pictures.find(({ canvas }) => canvas === target);
    if (!points || !picture) return;
    const place = placeIn(data.window, picture.area);
    const next = withClick(points, offsetX, offsetY, { ...data.own, place, kind, near: least / 2 });
    edits.settle({ ...edits.entry, points: next });
    this.redraw();
  }

  // What is drawn

  draw(now) {
    const sent = shownBy(this.data.follows);
    // It comes apart from the words about it, before or after them.
    if (sent?.name === this.data.name && sent.name !== this.name) this.load(sent);
    if (!this.name || !this.root.clientWidth) return;
    this.move(now);
    const { edits, epochs } = this;
    if (!this.motion && !this.isHeld && !edits.isUnheard) {
      const wanted = placeAmong(epochs, edits.entry.epoch);
      if (Math.round(this.position) !== Math.round(wanted)) this.position = wanted;
    }
    this.measure();
    if (edits.entry.points) this.takePoints(edits.entry.points);
    const epoch = valueAt(epochs, this.position);
    this.reels.forEach((reel, run) => this.drawRun(reel, run, epoch));
    // Who has not begun may be asked how it ends.
    this.root.toggleAttribute("data-first", !this.position);
    this.drawMarker(epoch);
    this.write(epoch);
    this.root.dataset.drawn = "";
  }

  /** A visitor's own points, as they are now. */
  takePoints(points) {
    if (String(points) === String(this.points)) return;
    this.points = points;
    this.train = ownPoints(points);
    this.kept = [];
  }

  /** Sizes and the chart, which stay from frame to frame. */
  measure() {
    const size = `${this.root.clientWidth} ${screens(1)} ${unasked()}`;
    if (size === this.shownSize) return;
    this.shownSize = size;
    this.measureType();
    const { data, fontSize: em, reels, epochs } = this;
    const width = this.root.clientWidth;
    const room = (width - PLANE_GAP * (reels.length - 1)) / reels.length;
    // Its player stands below the pictures, and has to be in sight with them: on a low screen its words take more of that.
    this.share = data.height * unasked() ** 2.5 * Math.min(1, screens(1) / (ROOMY_LINES * em)) ** 1.5;
    this.side = clip(Math.min(room, tall(this.share, SMALLEST_PLANE, LARGEST_PLANE)), SMALLEST_PLANE, Infinity);
    const height = tall(0.39 * this.share, 100, 260);
    const edge = (box) => box.getBoundingClientRect().left - this.root.getBoundingClientRect().left;
    const left = edge(this.rail) + 10;
    const box = { left, right: width - 10, top: 0.7 * em, bottom: height - 4 };
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.chart.style.height = `${height}px`;
    this.marks = lossChart({ reels, epochs, top: data.top, least: data.least, hasTest: this.test }, box, em, this.colours);
    this.svg.firstChild.innerHTML = this.marks.html;
    this.box = box;
    this.writeTicks(epochTicks(epochs, box.right - box.left, em).map(([share, value]) => [share, "", value.toLocaleString("en")]));
  }

  drawRun(reel, run, epoch) {
    const { data, pictures, kept, train } = this;
    const place = placeAmong(reel.epochs, epoch);
    const before = kept[run];
    if (before?.place !== place) {
      const network = networkAt(reel, place);
      const isRight = data.border === null ? null : answersOf(network, train, data.border);
      const tested = this.test && isRight && answersOf(network, this.test, data.border);
      kept[run] = { place, network, isRight, tested, ...this.sceneOf(network, before) };
    }
    const { isRight, tested } = kept[run];
    const count = (answers) => `${answers.filter(Boolean).length.toLocaleString("en")} of ${answers.length.toLocaleString("en")}`;
    const loss = (losses) => numberText(valueAt(losses, place), 3);
    const answers = tested ? ` (${count(tested)})` : "";
    const beside = this.test ? ` · test ${loss(reel.test_losses)}` : "";
    const last = reel.epochs.at(-1);
    const ended = epoch > last ? ` · ended at epoch ${last.toLocaleString("en")}` : "";
    setText(pictures[run].losses, `loss ${loss(reel.train_losses)}` + beside + answers + ended);
    this.paint(pictures[run], kept[run], isRight ? `${reel.name}: ${count(isRight)} right` : reel.name);
    const { box: { style }, wiring } = pictures[run];
    const high = WIRING * screens(this.share);
    fit(wiring, this.side, high);
    paintWiring(wiring, kept[run].network, this.side, high, data.palette);
    style.setProperty("--run", this.colours[run]);
    style.width = `${this.side}px`;
  }

  /** What is computed of a network before it is painted: over the plane, or over one input. */
  sceneOf(network, before) {
    const { window } = this.data;
    if (network.sizes[0] === 2) return { scene: outputOver(network, window, before?.scene) };
    const cut = cutOver(network, window);
    return { lines: curveOver(network, window[0], cut), creases: creasesOf(cut, network.sizes) };
  }

  paint(picture, { scene, lines, creases, isRight }, caption) {
    const { data, shades, train } = this;
    const { palette, window, border, reach } = data;
    const font = { size: this.fontSize * (this.side < SMALL ? 0.8 : 1), family: this.font };
    const titles = scene ? ["x₁", "x₂"] : ["x", "y"];
    const points = scene ? train.columns : [...train.columns, train.wanted];
    picture.paintInside(this.side, caption, { range: window, titles, palette, font }, (context, area) => {
      picture.area = area;
      const place = placeIn(window, area);
      if (scene) {
        const taken = points[0].length > 8 ? [] : Array.from(points[0], (x, i) => [place.x(x), place.y(points[1][i])]);
        paintOutput(context, scene, area, { palette, shades, reach, level: border ?? 0, creases: { opacity: 1 }, point: null, font: this.side < NAMED ? null : font, taken });
      } else paintCreases(context, creases, place, window[1], palette, 1);
      paintPoints(context, points, train.wanted, isRight, place, { palette, font, side: this.side });
      if (lines) paintCurve(context, lines, place, palette.accent);
    });
  }

  drawMarker(epoch) {
    const { marks, box, reels, colours } = this;
    const x = marks.x(epoch).toFixed(2);
    const [, marker, dots] = this.svg.children;
    marker.setAttribute("d", `M${x} ${box.top - 4}V${box.bottom + 4}`);
    dots.innerHTML = reels
      .map(({ train_losses, epochs }, run) => `<circle r="5" fill="${colours[run]}" cx="${x}" cy="${marks.y(valueAt(train_losses, placeAmong(epochs, epoch))).toFixed(2)}"/>`)
      .join("");
  }

  write(epoch) {
    const { data } = this;
    const isBetween = this.position % 1 !== 0;
    const words = `Epoch ${Math.floor(epoch).toLocaleString("en")} of ${this.epochs.at(-1).toLocaleString("en")}`;
    setText(this.epoch, words);
    setText(this.note, isBetween ? "between two snapshots" : "");
    this.chart.setAttribute("aria-label", data.alt);
    this.row.setAttribute("aria-label", words);
    this.back.disabled = this.position === 0;
    this.speeds.forEach((button, index) => button.setAttribute("aria-pressed", SPEEDS[index][1] === this.speed));
    const { points } = this.edits.entry;
    this.kinds.forEach((button, index) => button.setAttribute("aria-pressed", this.kind === 1 - index));
    for (const element of this.own) element.hidden = !points;
    const most = this.data.own?.most;
    setText(this.adds, points?.length >= 3 * most ? `${most} points are all that fit` : "Tap or click the plane to add");
    this.undo.disabled = !this.edits.done.length;
    this.row.toggleAttribute("data-own", Boolean(points));
    this.looping.setAttribute("aria-pressed", Boolean(this.loops));
    this.writePlayer(`${words}${isBetween ? ", between two snapshots" : ""}`, Boolean(this.motion), "Play the training");
  }
}
