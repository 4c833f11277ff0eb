// A run as it came from Python: its snapshots, and the network at any epoch between them.

import { unpacked } from "../hand/packed.js";
import { forward } from "../twin/forward.js";
import { readNetwork } from "../twin/network_text.js";

/** A reel as it is told, with its weights as numbers and its last network. */
export function readReel(told) {
  return { ...told, weights: unpacked(told.weights, Float32Array), end: readNetwork(told.last) };
}

/** Where a value lies among ascending ones: the place of the last that is not above it, and how much of the way to the next
 *  one is done, as one number. */
export function placeAmong(values, value) {
  if (value >= values.at(-1)) return values.length - 1;
  const after = values.findIndex((each) => each > value);
  return after - 1 + (value - values[after - 1]) / (values[after] - values[after - 1]);
}

/** What stands at a place among values, which may lie between two of them. */
export function valueAt(values, place) {
  const before = Math.floor(place);
  const share = place - before;
  return share ? values[before] + share * (values[before + 1] - values[before]) : values[before];
}

/** The network at a place among the snapshots: its weights lie between those of two where the place does. */
export function networkAt(reel, place) {
  const { weights, epochs, end } = reel;
  if (place >= epochs.length - 1) return end;
  const count = weights.length / epochs.length;
  const before = Math.floor(place);
  const share = place - before;
  const row = weights.subarray(before * count, (before + 1) * count);
  const next = weights.subarray((before + 1) * count, (before + 2) * count);
  return networkOf(reel, (at) => (share ? row[at] + share * (next[at] - row[at]) : row[at]));
}

/** The network whose numbers `numberAt(place)` gives, in the order of a network's text. */
export function networkOf({ sizes, activation, output }, numberAt) {
  let at = 0;
  const layers = sizes.slice(1).map((nOut, index) => {
    const neurons = Array.from({ length: nOut }, () => Array.from({ length: sizes[index] + 1 }, () => numberAt(at++)));
    return {
      activation: index < sizes.length - 2 ? activation : output,
      weights: neurons.map((neuron) => neuron.slice(0, -1)),
      bias: neurons.map((neuron) => neuron.at(-1)),
    };
  });
  return { sizes, layers };
}

/** Samples as they are told: a column for each input, and the targets. */
export function readPoints({ inputs, targets }) {
  const wanted = unpacked(targets, Float64Array);
  const all = unpacked(inputs, Float64Array);
  const columns = Array.from({ length: all.length / wanted.length }, (_, i) => all.subarray(i * wanted.length, (i + 1) * wanted.length));
  return { columns, wanted };
}

/** Whether each answer of a network is right, where an output above `border` is 1. */
export function answersOf(network, { columns, wanted }, border) {
  const [outputs] = forward(network, columns).outputs.at(-1);
  return Array.from(outputs, (value, i) => Number(value > border) === wanted[i]);
}
