// The first output of a network over its plane as flat pieces, and the order in which they hide one another.

import { linearRegions, startsOf } from "../twin/regions.js";

// More than a frame can paint, and than anyone can look at.
const MOST_FACETS = 5000;

/** The exact linear regions in a window as facets, the tree of the cuts between them, the lowest and highest value, and what
 *  the cutter gave, `cut`, as cutOver() gives it.
 *
 *  A facet has its `corners` x0, y0, x1, y1, … counter-clockwise, their `heights`, the `weights` of its value w·x + b, and as
 *  `edges`: null at the window's edge, else the kink there, the facet `beyond` it, if it is one, and by how much the weights
 *  change, `fold`.
 *  Throws an Error with a sentence where there are no regions. */
export function facetsOf(network, window) {
  const found = linearRegions(network, window, MOST_FACETS);
  const { regions, kinks } = found;
  const facets = regions.map(({ corners, sides, pattern, weights, bias }) => {
    const heights = Float64Array.from(sides, (_, i) => weights[0] * corners[2 * i] + weights[1] * corners[2 * i + 1] + bias[0]);
    const edges = Array.from(sides, (side) => (side < 0 ? null : { ...kinks[side] }));
    return { corners, heights, low: Math.min(...heights), high: Math.max(...heights), pattern, weights, edges };
  });
  meet(facets, network);
  const neurons = network.layers.flatMap(({ bias }, layer) => bias.map((_, neuron) => ({ layer, neuron })));
  const [low, high] = [Math.min(...facets.map((facet) => facet.low)), Math.max(...facets.map((facet) => facet.high))];
  return { facets, cuts: cutsOf(facets, neurons, 0), low, high, cut: { ...found, isWhole: true, why: "" } };
}

/** Tell each edge what is beyond it: a single neuron changes its piece there, so the pattern says which facet that is. */
function meet(facets, { sizes }) {
  const starts = startsOf(sizes);
  const byPattern = new Map(facets.map((facet) => [facet.pattern.join(), facet]));
  for (const { pattern, weights, edges } of facets) {
    for (const edge of edges) {
      if (!edge) continue;
      const place = starts[edge.layer] + edge.neuron;
      const changed = pattern.slice();
      changed[place] = edge.index + (pattern[place] > edge.index ? 0 : 1);
      edge.beyond = byPattern.get(changed.join());
      // Where neurons share a crease more than one of them changes; such a crease counts as sharp.
      edge.fold = edge.beyond ? [0, 1].map((axis) => edge.beyond.weights[axis] - weights[axis]) : [Infinity, Infinity];
    }
  }
}

/** The cuts as a tree, whose leaves are facets.  Inside a cell of the neurons before it a neuron cuts along parallel
 *  straight lines, so one direction, `normal`, sorts the `parts`: from the lowest piece of its activation up. */
function cutsOf(facets, neurons, place) {
  if (facets.length === 1) return facets[0];
  if (place === neurons.length) return { normal: [0, 0], parts: facets };
  const pieces = [...new Set(facets.map(({ pattern }) => pattern[place]))].sort((a, b) => a - b);
  if (pieces.length === 1) return cutsOf(facets, neurons, place + 1);
  const parts = pieces.map((piece) => facets.filter(({ pattern }) => pattern[place] === piece));
  return { normal: normalOf(facets, neurons[place], place), parts: parts.map((part) => cutsOf(part, neurons, place + 1)) };
}

/** Where a neuron's pre-activation grows, by the longest edge that lies along one of its kinks. */
function normalOf(facets, { layer, neuron }, place) {
  let [longest, normal] = [0, [0, 0]];
  for (const { corners, edges, pattern } of facets) {
    edges.forEach((kink, edge) => {
      if (kink?.layer !== layer || kink.neuron !== neuron) return;
      const next = (edge + 1) % edges.length;
      const [dx, dy] = [0, 1].map((axis) => corners[2 * next + axis] - corners[2 * edge + axis]);
      const length = Math.hypot(dx, dy);
      // The inside lies to the left of an edge.
      const side = pattern[place] > kink.index ? 1 : -1;
      if (length > longest) [longest, normal] = [length, [-dy * side, dx * side]];
    });
  }
  return normal;
}

/** Visit the facets so that each comes after all that it hides, seen from far away in the direction `toward` of the plane.
 *
 *  Exact for the graph of a function: what hides a point stands before it over the plane, and a straight cut has all that
 *  is before it on one side (Fuchs, Kedem and Naylor 1980). */
export function backToFront(cuts, toward, visit) {
  const { normal, parts } = cuts;
  if (!parts) {
    visit(cuts);
    return;
  }
  const isRising = normal[0] * toward[0] + normal[1] * toward[1] >= 0;
  for (let i = 0; i < parts.length; i++) backToFront(parts[isRising ? i : parts.length - 1 - i], toward, visit);
}
