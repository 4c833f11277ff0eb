// The drawing of the network, which is its own control.
//
// Python stays the truth: it says what is drawn (`update`), and every edit is told to it (edits.js).  In
// between, while a hand moves, the browser computes the same forward pass and draws it at every frame.

import { add, addShape, listen, setAttributes, setText, skipLink, tall } from "../hand/dom.js";
import { Drawn } from "../hand/drawn.js";
import { Hands } from "../hand/gestures.js";
import { markMore } from "../hand/more.js";
import { Pointing } from "../hand/pointed.js";
import { show, withdraw } from "../hand/shown.js";
import { Slid } from "../hand/slid.js";
import { LARGEST_NUMBER, clip, numberText, tidy, vectorText } from "../twin/numbers.js";
import { Toolbar } from "../hand/toolbar.js";
import { build, buildNumbers } from "./building.js";
import { Fields } from "./fields.js";
import { bentActivation } from "../twin/activations.js";
import { forwardOne } from "../twin/forward.js";
import { readNetwork, subscripted, withHiddenActivation, writeNetwork } from "../twin/network_text.js";
import { leastWidth } from "./places.js";
import { Plane } from "../picture/plane.js";
import { VIEWS } from "../picture/views.js";
import { shadesOf } from "../picture/shades.js";

// The second picture's size beside the first one's.
const SECOND_SHARE = 0.74;

export class Drawing extends Drawn {
  constructor(parent, edits) {
    super(parent, "graph", edits);
    this.hands = new Hands(this.root, edits, () => this.redraw());
    this.toolbar = new Toolbar(this);
    this.root.append(this.toolbar.box);
    this.status = add(this.root, "div", "status", { role: "status" });
    this.hint = add(this.root, "div", "hint", {}, "Pick a neuron, and the weights that lead to it are written.");
    this.root.append(skipLink("Skip the numbers of this drawing", () => (this.plane.box.hidden ? this.end : this.plane.box)));
    this.row = add(this.root, "div", "row");
    this.pan = add(this.row, "div", "pan");
    listen(this.pan, { scroll: () => markMore(this.pan) }, { passive: true });
    this.stage = add(this.pan, "div", "stage", { role: "group" });
    this.svg = addShape(this.stage, "svg");
    const partsOf = (element) => element.closest("[data-part]")?.dataset.part.split(" ");
    this.pointing = new Pointing(this.stage, partsOf, (parts) => {
      for (const { classList, dataset } of this.stage.querySelectorAll("[data-part]")) classList.toggle("hot", parts.has(dataset.part));
    });
    this.plane = new Plane(this, VIEWS.whole);
    this.row.append(this.plane.box);
    this.end = add(this.root, "span", "", { tabindex: -1 });
    this.second = null;
    // The neuron whose numbers are written first, where Python does not ask for one.
    this.chosen = "";
    this.fields = new Fields();
    this.slid = new Slid(() => this.redraw());
    this.built = null;
    this.shape = this.scene = this.look = "";
  }

  close() {
    this.slid.close();
    this.pointing.close();
    if (this.data) withdraw(this.data.key, this);
    super.close();
  }

  update(data) {
    this.data = data;
    this.pointing.attach(data.key);
    this.palette = data.palette;
    const look = Object.values(data.palette).join();
    if (look !== this.look) {
      this.look = look;
      this.shades = shadesOf(data.palette);
      this.colour(data.palette);
    }
    if (data.second && !this.second) {
      this.second = new Plane(this, VIEWS[data.second.shows]);
      this.row.append(this.second.box);
    }
    this.second?.box.setAttribute("aria-label", data.second.alt || data.second.caption);
    if (data.bend) this.slid.hear(data.bend);
    this.edits.hear({ network: this.edited(data.network), inputs: data.inputs }, data);
    this.redraw();
  }

  /** What is edited of a network, as this script writes it: where the page puts the activation in, all but that. */
  edited(text) {
    const isPut = this.data.hidden_activation || this.data.bend;
    return writeNetwork(isPut ? withHiddenActivation(readNetwork(text), "identity") : readNetwork(text));
  }

  /** An edited network with the activation that the page puts in. */
  shown(text) {
    const { bend, hidden_activation: put } = this.data;
    const hidden = bend ? bentActivation(this.slid.value) : put;
    return hidden ? writeNetwork(withHiddenActivation(readNetwork(text), hidden)) : text;
  }

  get picked() {
    return this.data.picked ?? this.chosen;
  }

  draw() {
    const { edits, data, fields } = this;
    const entry = { ...edits.entry, network: this.shown(edits.entry.network) };
    const network = readNetwork(entry.network);
    // Between an edit of the shape and Python's word on it, the inputs may be too many or too few.
    entry.inputs = Array.from({ length: network.sizes[0] }, (_, i) => entry.inputs[i] ?? 0);
    const size = this.measure(network);
    const activations = network.layers.map((layer) => layer.activation);
    const { fontSize, target, picked } = this;
    const hasCreases = (data.picture?.creases ?? null) !== null;
    const shape = [network.sizes, activations, size, fontSize, target, picked, hasCreases, this.look].join("|");
    // What a hand holds, presses keys on or types in is not taken away from it; a new size or look waits until then.
    if (shape !== this.shape && !(this.built && this.isInUse)) {
      this.shape = shape;
      this.rebuild(network, size);
    }
    this.network = network;
    this.entry = entry;
    this.inputs = entry.inputs;
    this.trace = forwardOne(network, entry.inputs);
    this.writeNumbers();
    const scene = `${entry.network}|${this.shape}|${data.window}`;
    if (scene !== this.scene) {
      this.scene = scene;
      fields.compute(network, data.window);
      fields.paintTiles(this.built.tiles, this.shades, this.palette);
    }
    if (this.hasPicture) for (const picture of [this.plane, this.second]) picture?.paint();
    this.toolbar.write();
    setAttributes(this.stage, { "aria-label": data.alt });
    show(data.key, this, entry);
  }

  get isInUse() {
    return this.hands.isHolding || this.edits.draft || this.edits.typing?.drawing === this;
  }

  rebuild(network, size) {
    this.built = this.data.compact ? buildNumbers(this, network) : build(this, network, size);
    this.hint.hidden = this.built.isWritten;
    markMore(this.pan);
    this.pointing.again();
    this.hands.takeUp(this.built.handles);
  }

  /** Width and height of the drawing; the picture stands beside it where there is room, else below. */
  measure(network) {
    const width = this.root.clientWidth;
    this.measureType();
    const height = tall(this.data.height, 300, 720);
    this.hasPicture = Boolean(this.data.picture) && network.sizes[0] <= 2;
    const { data } = this;
    const { compact, pictures_first: isFirst } = data;
    const isWide = width >= 620 && !compact;
    this.row.classList.toggle("narrow", !isWide);
    this.row.classList.toggle("first", isFirst || compact);
    // What is compared with the first one comes after the network; what belongs to it stands beside it.
    const isPair = data.second?.shows === "hidden";
    this.second?.box.classList.toggle("last", !isPair);
    if (compact || (isFirst && !isWide)) {
      // Beside each other; with words below it a picture leaves them room on a phone.
      const main = isPair ? (width - 16) / 2 : Math.min(width, compact && window.innerWidth <= 640 ? 250 : height);
      for (const picture of [this.plane, this.second]) picture?.resize(main, main + 26);
      return [Math.max(width, leastWidth(network.sizes, this.fontSize, this.target)), 318];
    }
    const main = this.hasPicture ? (isWide ? Math.min(height, width * this.data.picture_width) : Math.min(width, 420)) : 0;
    const second = this.second ? main * (isWide ? SECOND_SHARE : 1) : 0;
    this.plane.resize(main, isWide ? height : main + 26);
    this.second?.resize(second, isWide ? height : second + 26);
    const taken = isWide ? main + second + 16 * ((main > 0) + (second > 0)) : 0;
    return [Math.max(width - taken, leastWidth(network.sizes, this.fontSize, this.target)), height];
  }

  writeNumbers() {
    const { handles, tiles, vectors, places } = this.built;
    const values = this.trace.vectors;
    for (const handle of handles) handle.write();
    tiles.forEach((layer, index) =>
      layer.forEach(({ element, value, name }, row) => {
        const number = numberText(values[index][row]);
        const isNamed = places.isRoomy && index;
        setText(value, isNamed ? `${subscripted(name)} ${number}` : index || !places.isRoomy ? number : "");
        element.title = `${subscripted(name)} = ${number}`;
        element.setAttribute("aria-label", `${name} = ${number}`);
      }),
    );
    vectors.forEach((element, layer) => {
      const { length } = values[layer];
      const style = places.vectorStyle;
      const vector = style ? vectorText(values[layer], style.most, style.decimals) : "";
      setText(element, `${vector}\n${length} ${length === 1 ? "number" : "numbers"}`);
    });
  }

  valueOf({ kind, layer, row, column }) {
    if (kind === "input") return this.inputs[row];
    const { weights, bias } = this.network.layers[layer];
    return kind === "bias" ? bias[row] : weights[row][column];
  }

  // The hands

  change(handle, value) {
    const { entry } = this.edits;
    const wanted = clip(value, -LARGEST_NUMBER, LARGEST_NUMBER);
    this.say("");
    if (handle.kind === "input") {
      this.inputs = this.inputs.map((value, row) => (row === handle.row ? wanted : value));
      this.edits.change({ ...entry, inputs: this.inputs });
      return;
    }
    const network = readNetwork(entry.network);
    const layer = network.layers[handle.layer];
    if (handle.kind === "bias") layer.bias[handle.row] = wanted;
    else layer.weights[handle.row][handle.column] = wanted;
    this.network = network;
    this.edits.change({ ...entry, network: writeNetwork(network) });
  }

  changeNeuron(weights, bias) {
    const { entry } = this.edits;
    const network = readNetwork(entry.network);
    network.layers[0].weights[0] = weights.map((weight) => tidy(weight, 2));
    network.layers[0].bias[0] = tidy(bias, 2);
    this.edits.change({ ...entry, network: writeNetwork(network) });
  }

  reset(handle) {
    const base = readNetwork(this.data.base);
    if (handle.kind !== "input" && String(base.sizes) !== String(this.network.sizes)) {
      this.say("The layers have changed, so this number has no first value to go back to. Undo or Reset still work.");
      return;
    }
    const first =
      handle.kind === "input"
        ? (this.data.baseInputs[handle.row] ?? 0)
        : handle.kind === "bias"
          ? base.layers[handle.layer].bias[handle.row]
          : base.layers[handle.layer].weights[handle.row][handle.column];
    this.change(handle, first);
    this.edits.settle();
  }

  say(sentence) {
    setText(this.status, sentence);
  }

  pick(place) {
    this.chosen = place;
    if (this.data.picked !== null) this.trigger("pick", place);
    this.redraw();
  }

  /** What the page began with. */
  get first() {
    return { network: this.edited(this.data.base), inputs: this.data.baseInputs };
  }
}
