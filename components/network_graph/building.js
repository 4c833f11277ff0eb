// The elements of a drawing: edges, tiles, handles and titles, made anew where the network's shape changes.

import { add, addShape, listen, make, put } from "../hand/dom.js";
import { creaseColour } from "../picture/creases.js";
import { Handle } from "./handle.js";
import { neuronNames, subscripted } from "../twin/network_text.js";
import { isCrowd, layoutOf } from "./places.js";

// The width of a printed page, in pixels.
const A4 = 680;

/** Everything that stands in `drawing.stage` for a network in a given size: its places and names, and the handles,
 *  tiles and vectors whose numbers are then written at every frame. */
export function build(drawing, network, [width, asked]) {
  const { stage, svg, fontSize, target } = drawing;
  const { sizes } = network;
  const edges = network.layers.flatMap((layer, index) =>
    layer.weights.flatMap((weights, row) => weights.map((_, column) => ({ index, row, column }))),
  );
  // The picked neuron's weights get their labels first; in a crowd of edges they alone are written.
  const isPicked = ({ index, row }) => `${index + 1}.${row + 1}` === drawing.picked;
  edges.sort((a, b) => isPicked(b) - isPicked(a));
  const isWritten = isCrowd(sizes) ? isPicked : () => true;
  const layout = layoutOf({ sizes, edges, isWritten, width, height: asked, fontSize, target });
  const { places, height } = layout;
  stage.style.width = `${width}px`;
  stage.style.height = `${height}px`;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  for (const element of [...stage.children]) if (element !== svg) element.remove();
  stage.style.setProperty("--print-zoom", Math.min(1, A4 / width));
  const names = neuronNames(sizes);
  stage.className = `stage ${places.isRoomy ? "roomy" : places.isDense ? "dense" : "tight"}`;
  const built = { network, names, places, handles: [] };
  buildEdges(drawing, built, layout.edges, isPicked);
  // Where some weights have no room, a neuron can be picked for its own to be written.
  built.isWritten = layout.edges.every(({ spot }) => spot);
  built.canBePicked = drawing.data.picked !== null || !built.isWritten;
  built.tiles = buildTiles(drawing, built);
  built.vectors = buildTitles(drawing, built);
  return built;
}

/** The same of a single neuron without its drawing: its weights and its bias in a row. */
export function buildNumbers(drawing, network) {
  const { stage, svg } = drawing;
  for (const element of [...stage.children]) if (element !== svg) element.remove();
  stage.className = "numbers";
  const built = { network, handles: [], tiles: [], vectors: [], isWritten: true, canBePicked: false };
  const [names, [y]] = neuronNames(network.sizes);
  names.forEach((name, column) => {
    const handle = addHandle(drawing, built, "weight", `weight from ${name} to ${y}`, { x: 0, y: 0 }, { layer: 0, row: 0, column });
    handle.prefix = `${subscripted(`w${column + 1}`)} `;
  });
  addHandle(drawing, built, "bias", `bias of ${y}`, { x: 0, y: 0 }, { layer: 0, row: 0 });
  stage.append(...built.handles.map(({ element }) => element));
  return built;
}

function addHandle(drawing, built, ...which) {
  const handle = new Handle(drawing, ...which);
  built.handles.push(handle);
  return handle;
}

function buildEdges(drawing, built, edges, isPicked) {
  const { network, names } = built;
  for (const edge of edges) {
    const { index, row, column } = edge;
    const path = addShape(drawing.svg, "path", { d: edge.path });
    const name = `weight from ${names[index][column]} to ${names[index + 1][row]}`;
    const spot = edge.spot ?? edge.at(0.25 + (0.5 * (column + 0.5)) / network.sizes[index]);
    const handle = addHandle(drawing, built, "weight", name, spot, { layer: index, row, column });
    handle.path = path;
    handle.element.classList.toggle("dot", !edge.spot);
    handle.element.classList.toggle("picked", isPicked(edge));
    path.dataset.part = handle.element.dataset.part;
  }
  // In the order of the network again, so that the Tab key walks from left to right.
  built.handles.sort((a, b) => a.layer - b.layer || a.row - b.row || a.column - b.column);
  drawing.stage.append(...built.handles.map(({ element }) => element));
}

function buildTiles(drawing, built) {
  const { network, names, places } = built;
  const { columns, rows, tile, below, isDense } = places;
  const { data, palette, stage } = drawing;
  return network.sizes.map((size, layer) =>
    Array.from({ length: size }, (_, row) => {
      const [x, y] = [columns[layer], rows[layer][row]];
      const name = names[layer][row];
      const isNeuron = layer > 0 && built.canBePicked;
      const element = isNeuron ? make("button", "tile", { type: "button" }) : make("div", "tile", { role: "img" });
      put(element, x, y, true);
      element.style.width = element.style.height = `${tile}px`;
      if ((data.picture?.creases ?? null) !== null && layer && layer < network.layers.length) {
        element.style.borderColor = creaseColour(palette, layer - 1);
        element.style.borderStyle = ["solid", "dashed", "dotted"][Math.min(layer - 1, 2)];
      }
      const canvas = add(element, "canvas");
      const value = add(element, "span", "value");
      if (isNeuron) {
        const place = `${layer}.${row + 1}`;
        element.setAttribute("aria-pressed", place === drawing.picked);
        listen(element, { click: () => drawing.pick(place) });
      }
      stage.append(element);
      // In a crowd the picked neuron's bias stands over its tile, and the others are dots.
      const isDot = isDense && `${layer}.${row + 1}` !== drawing.picked;
      const spot = isDot ? { x: x - tile / 2, y: y + tile / 2 } : { x, y: isDense ? y : y + below };
      const handle = layer
        ? addHandle(drawing, built, "bias", `bias of ${name}`, spot, { layer: layer - 1, row })
        : addHandle(drawing, built, "input", `input ${name}`, spot, { row });
      handle.element.classList.toggle("dot", isDot);
      stage.append(handle.element);
      return { element, canvas, value, name };
    }),
  );
}

function buildTitles(drawing, { network, places: { columns } }) {
  const { length } = columns;
  return columns.map((x, layer) => {
    const what = layer === 0 ? "inputs" : layer === length - 1 ? "output" : `hidden ${layer}`;
    const activation = layer ? drawing.data.activations[network.layers[layer - 1].activation.split("(")[0]] : "";
    const title = make("div", "title", {}, what, make("br"), activation);
    put(title, x, 0, true);
    const vector = make("div", "vector");
    vector.style.left = `${x}px`;
    drawing.stage.append(title, vector);
    return vector;
  });
}
