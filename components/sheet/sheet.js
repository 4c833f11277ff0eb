// The output as a sheet of paper over its plane, which a hand turns and bends from identity to ReLU; beside it the plane
// from above, or the same sheet left flat.  Without a bend it stays flat, and the layers that are added are drawn above it.

import { add, fit, isCalm, listen, make, setText } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { Hands, stepsOf } from "../hand/gestures.js";
import { outputOf, paintOutput } from "../picture/output.js";
import { shadesOf } from "../picture/shades.js";
import { emptied } from "../picture/strokes.js";
import { bentActivation } from "../twin/activations.js";
import { clip } from "../twin/numbers.js";
import { readNetwork, withHiddenActivation } from "../twin/network_text.js";
import { cameraOf, seenAt } from "./camera.js";
import { facetsOf } from "./facets.js";
import { lookOf, paintBox, paintSheet } from "./paint.js";
import { Layers } from "./layers.js";
import { Slider } from "./slider.js";
import { Stack } from "./stack.js";

const TILT = { low: 8, first: 30, high: 70 };
const TURN_STEP = 5;
const TURN_PER_PIXEL = 0.4;
const TILT_PER_PIXEL = 0.25;
const FROM_ABOVE = { turn: 0, tilt: 90 };
// The first bend: how long it takes, and how long the flat sheet is seen before it, in milliseconds.
const OPENING = 2000;
const BEFORE = 500;
// When the first bend of a drawing began, by its key: it goes on in a drawing that is mounted anew, and comes once.
const began = new Map();

export class Sheet extends Drawn {
  constructor(parent, edits) {
    super(parent, "sheet", edits);
    this.hands = new Hands(this.root, edits, () => this.redraw());
    this.status = add(this.root, "div", "status", { role: "status" });
    this.row = add(this.root, "div", "row");
    this.views = [this.view("main"), this.view("beside")];
    this.tilt = TILT.first;
    this.known = null;
    this.said = "";
  }

  /** A picture with its caption; its canvas is described by what stands around it. */
  view(name) {
    const box = add(this.row, "div", `view ${name}`);
    const caption = add(box, "div", "caption");
    const frame = add(box, "div", "frame", { role: "group" });
    return { box, caption, frame, canvas: add(frame, "canvas"), turner: null };
  }

  update(data) {
    this.data = data;
    this.colour(data.palette);
    if (!this.known) this.build();
    if (!began.has(data.key)) began.set(data.key, opens(data) ? null : -Infinity);
    this.edits.hear(data.entry, data);
    this.redraw();
  }

  build() {
    const { data, row } = this;
    this.known = {};
    row.classList.toggle("even", data.beside === "flat");
    if (data.stacks.length) {
      row.classList.add("growing");
      this.stack = new Stack(row);
    }
    if ("bend" in data.entry) {
      this.bend = new Slider(this, "bend", { low: 0, high: 1, step: 0.01, ends: ["identity", "ReLU"] });
      this.icon = make("span", "icon", { "aria-hidden": "true" });
      this.icon.innerHTML = '<svg viewBox="-1.15 -1.15 2.3 2.3"><path class="axes" d="M-1 0H1M0-1V1"/><path/></svg>';
      this.bend.box.firstChild.after(this.icon);
      row.append(this.bend.box);
    }
    if ("layers" in data.entry) {
      this.layers = new Layers(this, data.most_layers, Boolean(this.stack));
      row.append(this.layers.box);
    }
    if ("turn" in data.entry) {
      this.turning = new Slider(this, "turn", { low: 0, high: 360, step: 1, ends: ["0°", "360°"] });
      row.append(this.turning.box);
    } else this.turn = data.first_side;
    for (const view of this.views) if (view !== this.views[1] || data.beside === "flat") this.turnable(view);
  }

  /** A hand turns the sheet: sideways, and with a mouse up and down too; a finger scrolls the page up and down. */
  turnable(view) {
    view.turner = add(view.frame, "div", "turner", {
      role: "slider",
      tabindex: 0,
      "aria-label": view === this.views[0] ? "turn the sheet" : "turn the flat sheet",
      "aria-valuemin": 0,
      "aria-valuemax": 360,
      title: "Drag to turn the sheet, or press arrows",
    });
    this.hands.grab(view.turner, {
      take: (event) => {
        view.turner.focus({ preventScroll: true });
        return { x: event.clientX, y: event.clientY, turn: this.side, tilt: this.tilt };
      },
      move: (start, event) => {
        if (event.pointerType === "mouse") this.tilt = clip(start.tilt + (event.clientY - start.y) * TILT_PER_PIXEL, TILT.low, TILT.high);
        this.turnTo(start.turn - (event.clientX - start.x) * TURN_PER_PIXEL);
      },
    });
    const press = (event) => {
      const steps = stepsOf(event);
      if (!steps) return;
      event.preventDefault();
      if (/Up|Down/.test(event.key)) this.tilt = clip(this.tilt + steps * TURN_STEP, TILT.low, TILT.high);
      this.turnTo(this.side + (/Left|Right/.test(event.key) ? steps * TURN_STEP : 0));
      this.hands.nudged();
    };
    listen(view.turner, { keydown: press });
  }

  /** From which side the sheet is seen, in degrees. */
  get side() {
    return this.edits.entry.turn ?? this.turn;
  }

  turnTo(degrees) {
    const turn = Math.round(((degrees % 360) + 360) % 360);
    if ("turn" in this.edits.entry && turn !== this.side) this.hold({ turn });
    else {
      this.turn = turn;
      this.redraw();
    }
  }

  // The sliders' numbers

  valueOf({ name }) {
    return name === "bend" ? this.shownBend : name === "turn" ? this.side : this.edits.entry[name];
  }

  change({ name }, value) {
    this.hold({ [name]: value });
  }

  reset({ name }) {
    this.settle({ [name]: this.data.first[name] });
  }

  say(sentence) {
    this.said = sentence;
    this.redraw();
  }

  /** Python hears of it when the hand lets go: it has nothing to say before. */
  hold(part) {
    this.said = "";
    if ("bend" in part) began.set(this.data.key, -Infinity);
    this.edits.change({ ...this.edits.entry, ...part }, false);
  }

  settle(part) {
    this.hands.finish();
    this.edits.settle({ ...this.edits.entry, ...part });
  }

  /** The bend that is shown: while the first one is under way, less than the entry's. */
  bendAt(now) {
    const { key } = this.data;
    if (began.get(key) === null) began.set(key, now + BEFORE);
    const way = clip((now - began.get(key)) / OPENING, 0, 1);
    if (way < 1) this.redraw();
    return (this.edits.entry.bend ?? 0) * way * way * (3 - 2 * way);
  }

  draw(now) {
    if (!this.root.clientWidth) return;
    const { data, edits, views } = this;
    const { entry } = edits;
    const bend = (this.shownBend = this.bendAt(now));
    const isFlat = data.beside === "flat";
    let [scenes, sentence] = [[], this.said];
    try {
      scenes = [bend, ...(isFlat ? [0] : [])].map((each, index) => this.scene(index, each, entry.layers));
    } catch (error) {
      // A network that is too large, or whose numbers are; another bend may be smaller.
      sentence = error.message;
    }
    setText(this.status, sentence);
    this.measureType();
    this.write(bend, scenes);
    this.root.dataset.drawn = "";
    for (const { box } of views) box.hidden = !scenes.length;
    if (!scenes.length) return;
    const range = [Math.min(...scenes.map(({ low }) => low)), Math.max(...scenes.map(({ high }) => high))];
    const look = lookOf(data.palette, Math.max(Math.abs(range[0]), Math.abs(range[1])));
    this.paintSheet(views[0], scenes[0], range, look);
    if (isFlat) this.paintSheet(views[1], scenes[1], range, look);
    else this.paintPlane(views[1], scenes[0], range, look);
  }

  /** The network and its facets, kept as long as it is the same one. */
  scene(name, bend, layers) {
    const { network: text, window } = this.data;
    const key = [text, window, bend, layers].join("|");
    if (this.known[name]?.key !== key) {
      const network = withHiddenActivation(ofDepth(readNetwork(text), layers), bentActivation(bend));
      this.known[name] = { key, network, ...facetsOf(network, window) };
    }
    return this.known[name];
  }

  /** A view's box on its canvas, around what `inside` paints; `margin` is in letters. */
  paint({ frame, canvas }, view, range, margin, inside) {
    const { data, fontSize, font } = this;
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    const context = emptied(canvas, width, height, fit(canvas, width, height));
    const [left, right, top, bottom] = margin.map((part) => part * fontSize);
    const camera = cameraOf(view, data.window, range, { width, height, margin: { left, right, top, bottom } });
    paintBox(context, data.window, range, camera, { palette: data.palette, fontSize, font }, inside);
  }

  paintSheet(view, scene, range, look) {
    const seen = { turn: this.side, tilt: this.tilt };
    this.paint(view, seen, range, [2.6, 1.6, 1.9, 1.6], (context, camera) => paintSheet(context, scene, camera, look));
  }

  /** The plane from above, without creases: what is looked at there is the border. */
  paintPlane(view, scene, range, { palette, reach }) {
    const [[x0, x1], [y0, y1]] = this.data.window;
    scene.plane ??= outputOf(scene.cut, scene.network, this.data.window);
    this.paint(view, FROM_ABOVE, range, [3, 0.6, 0.6, 3], (context, camera) => {
      const [[left, bottom], [right, top]] = [seenAt(camera, x0, y0, 0), seenAt(camera, x1, y1, 0)];
      paintOutput(context, scene.plane, { left, top, right, bottom }, { palette, shades: shadesOf(palette), reach });
    });
  }

  write(bend, scenes) {
    const { data, edits, views } = this;
    const counts = scenes.map(({ facets }) => `${facets.length.toLocaleString("en")} flat piece${facets.length === 1 ? "" : "s"}`);
    const between = bend === 0 ? "without an activation" : bend === 1 ? "with ReLU" : "on the way to ReLU";
    setText(views[0].caption, `${counts[0] ?? ""} ${between}`);
    setText(views[1].caption, counts[1] ? `${counts[1]} without an activation` : "From above: the border between − and +");
    this.bend?.write(2, "", counts.length ? `, ${counts[0]}` : "");
    this.icon?.firstChild.lastChild.setAttribute("d", `M-1 ${1 - bend}L0 0L1-1`);
    this.turning?.write(0, "°", "");
    views.forEach(({ frame, turner }, index) => {
      frame.setAttribute("aria-label", data.alts[index]);
      turner?.setAttribute("aria-valuenow", this.side);
      turner?.setAttribute("aria-valuetext", `seen from ${this.side}°, ${Math.round(this.tilt)}° from above`);
    });
    this.layers?.write(edits.entry.layers);
    if (scenes.length) this.stack?.paint(this, scenes[0].network, data.stacks[edits.entry.layers - 1]);
    this.root.toggleAttribute("data-unheard", edits.isUnheard);
    this.root.toggleAttribute("data-opening", bend !== (edits.entry.bend ?? 0));
  }
}

const opens = (data) => data.opens && !isCalm();

/** The network of the first `layers` hidden layers, and of the first neuron of the next one as its output. */
function ofDepth({ sizes, layers }, count = layers.length - 1) {
  const { weights, bias } = layers[count];
  const output = { activation: "identity", weights: weights.slice(0, 1), bias: bias.slice(0, 1) };
  return { sizes: [...sizes.slice(0, count + 1), 1], layers: [...layers.slice(0, count), output] };
}
