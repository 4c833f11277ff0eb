// The drawing of the network, and the hands that change it.
//
// Python stays the truth: it says what is drawn (`update`), and every edit is told to it (edits.js).  In
// between, while a hand moves, the browser computes the same forward pass and draws it at every frame.

// The second picture's size beside the first one's.
const FLAT_SHARE = 0.74;

class Drawing {
  constructor(root, edits) {
    this.edits = edits;
    this.root = root.appendChild(make("div", "graph"));
    this.toolbar = new Toolbar(this);
    this.root.appendChild(this.toolbar.box);
    this.status = this.root.appendChild(make("div", "status", { role: "status" }));
    const row = this.root.appendChild(make("div", "row"));
    this.stage = row.appendChild(make("div", "stage", { role: "group" }));
    this.svg = this.stage.appendChild(document.createElementNS(SVG, "svg"));
    this.picture = new Picture(this, (data) => data.picture);
    row.appendChild(this.picture.box);
    this.row = row;
    this.columns = {};
    this.observer = new ResizeObserver(() => this.schedule());
    this.observer.observe(this.root);
    edits.onChange = () => this.schedule();
    this.root.addEventListener("focusout", () => edits.draft && !this.letGo && edits.settle());
    this.onKey = (event) => this.shortcut(event);
    document.addEventListener("keydown", this.onKey);
    this.scrolledAt = -Infinity;
    this.onWheel = (event) => (this.scrolledAt = event.timeStamp);
    window.addEventListener("wheel", this.onWheel, { passive: true });
  }

  close() {
    this.edits.settle();
    this.edits.onChange = () => {};
    this.observer.disconnect();
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("wheel", this.onWheel);
    cancelAnimationFrame(this.frameRequest);
    this.root.remove();
  }

  update(data) {
    this.data = data;
    this.palette = data.palette;
    const look = Object.values(data.palette).join();
    if (look !== this.look) {
      this.look = look;
      this.shades = shadesOf(data.palette);
      for (const [name, colour] of Object.entries(data.palette)) this.root.style.setProperty(`--${name}`, colour);
    }
    if (data.flat && !this.flat) {
      this.flat = new Picture(this, (data) => ({ ...data.picture, creases: null, caption: data.flat }));
      this.row.appendChild(this.flat.box);
    }
    const { creases } = data.picture ?? {};
    this.exactNetwork = creases?.of ? this.dressed(creases.of) : null;
    this.edits.hear({ network: this.dressed(data.network), inputs: data.inputs }, data.seen, data.session);
    this.schedule();
  }

  /** A network's text as this script writes it, with the hidden activation that the page has put in. */
  dressed(text) {
    const network = readNetwork(text);
    const { hidden } = this.data;
    if (hidden) network.layers.forEach((layer, index, { length }) => (layer.activation = index < length - 1 ? hidden : "identity"));
    return writeNetwork(network);
  }

  schedule() {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      this.draw();
    });
  }

  draw() {
    const { edits, data } = this;
    const entry = { ...edits.entry, network: data.hidden ? this.dressed(edits.entry.network) : edits.entry.network };
    const network = readNetwork(entry.network);
    // Between an edit of the shape and Python's word on it, the inputs may be too many or too few.
    entry.inputs = Array.from({ length: network.sizes[0] }, (_, i) => entry.inputs[i] ?? 0);
    const size = this.measure(network);
    const shape = [network.sizes, network.layers.map((layer) => layer.activation), size, data.picked, Boolean(data.picture?.creases), this.look].join("|");
    // What a hand holds is not taken away from it; a new size or look waits until it is let go.
    if (shape !== this.shape && !this.letGo) {
      this.shape = shape;
      this.build(network, size);
    }
    this.network = network;
    this.inputs = entry.inputs;
    this.trace = forwardOne(network, entry.inputs);
    this.writeNumbers();
    const scene = `${entry.network}|${this.shape}|${data.window}`;
    if (scene !== this.scene) {
      this.scene = scene;
      this.computeFields(network);
      this.paintTiles(network);
    }
    if (this.fields && data.picture) this.picture.paint(network, entry, this.fields, this.trace);
    if (this.fields && data.flat) this.flat.paint(withoutActivations(network), entry, this.flatFields, this.trace);
    this.toolbar.write();
    if (this.stage.getAttribute("aria-label") !== data.alt) this.stage.setAttribute("aria-label", data.alt);
  }

  /** Width and height of the drawing; the picture stands beside it where there is room, else below. */
  measure(network) {
    const width = this.root.clientWidth;
    const style = getComputedStyle(this.root);
    this.font = style.fontFamily;
    this.fontSize = parseFloat(style.fontSize);
    const height = Math.round(clip(window.innerHeight * this.data.share, 300, 720));
    const hasPicture = this.data.picture && network.sizes[0] <= 2;
    const isWide = width >= 620;
    this.row.classList.toggle("narrow", !isWide);
    const main = hasPicture ? (isWide ? Math.min(height, width * this.data.split) : Math.min(width, 420)) : 0;
    const flat = this.data.flat ? main * (isWide ? FLAT_SHARE : 1) : 0;
    this.picture.resize(main, isWide ? height : main + 26);
    this.flat?.resize(flat, isWide ? height : flat + 26);
    const taken = isWide ? main + flat + 16 * ((main > 0) + (flat > 0)) : 0;
    return [Math.max(width - taken, network.sizes.length * 92), height];
  }

  build(network, [width, height]) {
    const { sizes } = network;
    const focused = this.handles?.find(({ element }) => element === this.root.getRootNode().activeElement)?.name;
    this.stage.style.width = `${width}px`;
    this.stage.style.height = `${height}px`;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren();
    for (const element of [...this.stage.children]) if (element !== this.svg) element.remove();
    this.names = neuronNames(sizes);
    this.places = placesOf(sizes, width, height);
    this.stage.className = `stage ${this.places.isRoomy ? "roomy" : this.places.isDense ? "dense" : "tight"}`;
    this.handles = [];
    this.buildEdges(network, width);
    this.buildNeurons(network);
    this.buildTitles(network);
    this.handles.find(({ name }) => name === focused)?.element.focus({ preventScroll: true });
  }

  buildEdges(network, width) {
    const { columns, rows, tile } = this.places;
    const edges = [];
    network.layers.forEach((layer, index) =>
      layer.weights.forEach((weights, row) =>
        weights.forEach((_, column) => edges.push({ index, row, column, ...edgeOf(this.places, index, row, column) })),
      ),
    );
    const obstacles = columns.flatMap((x, layer) => rows[layer].map((y) => ({ x, y, width: tile + 10, height: tile + 44 })));
    // The picked neuron's weights get their labels first.
    const isPicked = ({ index, row }) => `${index + 1}.${row + 1}` === this.data.picked;
    edges.sort((a, b) => isPicked(b) - isPicked(a));
    // In a crowd of edges only the picked neuron's weights are written.
    const labelled = this.places.isDense ? edges.filter(isPicked) : edges;
    const spots = labelSpots(labelled, obstacles, width);
    edges.forEach((edge, place) => {
      const { index, row, column } = edge;
      const path = this.svg.appendChild(document.createElementNS(SVG, "path"));
      path.setAttribute("d", edge.path);
      const name = `weight from ${this.names[index][column]} to ${this.names[index + 1][row]}`;
      const spot = spots[place] ?? edge.at(0.25 + (0.5 * (column + 0.5)) / network.sizes[index]);
      const handle = this.handle("weight", name, spot, { layer: index, row, column });
      handle.path = path;
      handle.element.classList.toggle("dot", !spots[place]);
      handle.element.classList.toggle("picked", isPicked(edge));
      for (const [event, isHot] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
        handle.element.addEventListener(event, () => path.classList.toggle("hot", isHot));
      }
    });
    // In the order of the network again, so that the Tab key walks from left to right.
    this.handles.sort((a, b) => a.layer - b.layer || a.row - b.row || a.column - b.column);
    this.stage.append(...this.handles.map(({ element }) => element));
  }

  buildNeurons(network) {
    const { columns, rows, tile, isRoomy, isDense } = this.places;
    this.tiles = network.sizes.map((size, layer) =>
      Array.from({ length: size }, (_, row) => {
        const [x, y] = [columns[layer], rows[layer][row]];
        const name = this.names[layer][row];
        const isNeuron = layer > 0 && this.data.picked !== null;
        const element = make(isNeuron ? "button" : "div", "tile");
        put(element, x, y, true);
        element.style.width = element.style.height = `${tile}px`;
        if (this.data.picture?.creases && layer && layer < network.layers.length) {
          element.style.borderColor = creaseColour(this.palette, row);
          element.style.borderStyle = layer > 1 ? "dashed" : "solid";
        }
        const canvas = element.appendChild(make("canvas"));
        const value = element.appendChild(make("span", "value"));
        if (isNeuron) {
          const place = `${layer}.${row + 1}`;
          element.setAttribute("aria-pressed", place === this.data.picked);
          element.addEventListener("click", () => this.pick(place));
        }
        this.stage.appendChild(element);
        const below = isDense ? { x: x - tile / 2, y: y + tile / 2 } : { x, y: y + tile / 2 + (isRoomy ? 12 : 9) };
        const handle = layer
          ? this.handle("bias", `bias of ${name}`, below, { layer: layer - 1, row })
          : this.handle("input", `input ${name}`, below, { row });
        handle.element.classList.toggle("dot", isDense);
        this.stage.appendChild(handle.element);
        return { element, canvas, value, name };
      }),
    );
  }

  buildTitles(network) {
    const { columns } = this.places;
    const { length } = columns;
    this.vectors = columns.map((x, layer) => {
      const title = make("div", "title");
      const what = layer === 0 ? "inputs" : layer === length - 1 ? "output" : `hidden ${layer}`;
      title.append(what, make("br"), layer ? this.data.activations[network.layers[layer - 1].activation.split("(")[0]] : "");
      put(title, x, 0, true);
      const vector = make("div", "vector");
      vector.style.left = `${x}px`;
      this.stage.append(title, vector);
      return vector;
    });
  }

  handle(...which) {
    const handle = new Handle(this, ...which);
    this.handles.push(handle);
    return handle;
  }

  writeNumbers() {
    const { vectors } = this.trace;
    for (const handle of this.handles) handle.write();
    this.tiles.forEach((tiles, layer) =>
      tiles.forEach(({ element, value, name }, row) => {
        const number = numberText(vectors[layer][row]);
        setText(value, this.places.isRoomy && layer ? `${subscripted(name)} ${number}` : layer || !this.places.isRoomy ? number : "");
        element.title = `${subscripted(name)} = ${number}`;
        element.setAttribute("aria-label", `${name} = ${number}`);
      }),
    );
    this.vectors.forEach((element, layer) => {
      const { length } = vectors[layer];
      const { vectorStyle } = this.places;
      const vector = vectorStyle ? vectorText(vectors[layer], vectorStyle.most, vectorStyle.decimals) : "";
      setText(element, `${vector}\n${length} ${length === 1 ? "number" : "numbers"}`);
    });
  }

  valueOf({ kind, layer, row, column }) {
    if (kind === "input") return this.inputs[row];
    const { weights, bias } = this.network.layers[layer];
    return kind === "bias" ? bias[row] : weights[row][column];
  }

  computeFields(network) {
    const nIn = network.sizes[0];
    this.fields = this.keptSizes === String(network.sizes) ? this.fields : null;
    this.keptSizes = String(network.sizes);
    if (nIn > 2) {
      this.fields = null;
      return;
    }
    const { window: shown } = this.data;
    const key = `${nIn} ${shown}`;
    this.columns[key] ??= nIn === 2 ? gridColumns(shown, GRID) : [spaced(shown[0], LINE_SAMPLES)];
    this.inputColumns = this.columns[key];
    this.fields = forward(network, this.inputColumns, this.fields);
    if (this.data.flat) this.flatFields = forward(withoutActivations(network), this.inputColumns);
  }

  paintTiles(network) {
    const isLine = network.sizes[0] === 1;
    this.tiles.forEach((tiles, layer) =>
      tiles.forEach(({ canvas }, row) => {
        canvas.hidden = !this.fields;
        if (!this.fields) return;
        const values = layer ? this.fields.outputs[layer - 1][row] : this.inputColumns[row];
        if (isLine) this.paintSmallCurve(canvas, values);
        else {
          const image = fieldImage(values, GRID, TILE_STRIDE, largest(values), this.shades);
          if (canvas.width !== image.width) canvas.width = canvas.height = image.width;
          canvas.getContext("2d").putImageData(image, 0, 0);
        }
      }),
    );
  }

  paintSmallCurve(canvas, values) {
    canvas.width = canvas.height = 96;
    const context = canvas.getContext("2d");
    const [low, high] = heights(values);
    const placeOf = (value) => 96 * (1 - (value - low) / (high - low));
    if (low < 0 && high > 0) {
      context.strokeStyle = this.palette.rule;
      context.lineWidth = 2;
      context.strokeRect(-4, placeOf(0), 104, 200);
    }
    context.beginPath();
    values.forEach((value, i) => context.lineTo((96 * i) / (values.length - 1), placeOf(value)));
    context.strokeStyle = this.palette.ink;
    context.lineWidth = 5;
    context.stroke();
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

  resetOne(handle) {
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

  /** What the page began with. */
  get first() {
    return { network: this.dressed(this.data.base), inputs: this.data.baseInputs };
  }

  shortcut(event) {
    const shortcut = this.root.isConnected && shortcutOf(event);
    const isInside = event.composedPath().includes(this.root);
    if (shortcut === "undo") this.edits.undo();
    else if (shortcut === "redo") this.edits.redo();
    else if (shortcut === "escape" && (isInside || this.edits.draft)) this.escape();
    else return;
    event.preventDefault();
  }

  /** Something is in the hand; `letGo` makes it forget the hand. */
  hold(letGo) {
    this.letGo = letGo;
  }

  release() {
    this.letGo?.();
    this.letGo = null;
    this.root.classList.remove("dragging");
    this.schedule();
  }

  /** A burst of presses or of turns is one edit. */
  settleSoon() {
    clearTimeout(this.burst);
    this.burst = setTimeout(() => this.edits.settle(), 500);
  }

  /** Out of a drag: back to where it began.  Else: undo. */
  escape() {
    this.release();
    if (this.edits.draft) this.edits.cancel();
    else this.edits.undo();
  }
}
