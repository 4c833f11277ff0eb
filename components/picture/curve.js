// The output over one input, as lines that are broken where it jumps.

import { forward, spaced } from "../twin/forward.js";
import { activationOf, piecesOf } from "../twin/activations.js";
import { stroke } from "./strokes.js";

const SAMPLES = 241;

/** Lines [[x, y], …] of the output over [low, high], given what cutOver() found: exact where its pieces are the network's,
 *  else samples with the pieces' ends among them. */
export function curveOver(network, interval, { regions: pieces, isWhole }) {
  const { activation } = network.layers.at(-1);
  if (isWhole) {
    const bend = piecesOf(activation) ? null : activationOf(activation);
    const valueOf = (w, b) => (x) => (bend ? bend(w * x + b) : w * x + b);
    return joined(pieces.map(({ low, high, weights: [w], bias: [b] }) => along([low, high], bend ? SAMPLES : 2, valueOf(w, b))));
  }
  const ends = pieces.map(({ high }) => high);
  const xs = Float64Array.from([...spaced(interval, SAMPLES), ...ends]).sort();
  const [values] = forward(network, [xs]).outputs.at(-1);
  return [Array.from(xs, (x, i) => [x, values[i]])];
}

const along = (ends, n, f) => Array.from(spaced(ends, n), (x) => [x, f(x)]);

/** Lines that meet are one line. */
function joined(lines) {
  const found = [];
  for (const line of lines) {
    const last = found.at(-1)?.at(-1);
    const height = Math.abs(line[0][1]) + 1;
    if (last && Math.abs(last[1] - line[0][1]) <= 1e-9 * height) found.at(-1).push(...line.slice(1));
    else found.push(line);
  }
  return found;
}

export function paintCurve(context, lines, place, colour) {
  context.lineJoin = "round";
  for (const line of lines) {
    context.beginPath();
    for (const [x, y] of line) context.lineTo(place.x(x), place.y(y));
    stroke(context, colour, 3);
  }
}
