// An activation behind one weight and one bias, as core/curves.py has it: kinks, shaded parts and texts.

import { ACTIVATIONS } from "./activations.js";
import { derivativeOf } from "./derivatives.js";
import { decimalText, withMinus } from "./numbers.js";

const PROBE_LIMIT = 15;
const FARTHEST = 1e4;
const SATURATED_SLOPE = 0.05;
// Beside a kink: so near that no drawing shows it, so far that every formula is on its side.
const BESIDE_KINK = 1e-12;
const shapes = new Map();

/** All that is drawn of an activation with parameters, in terms of z.
 *
 *  `kinks` are where f′ or f jumps, `jumps` where f does.  `filtered` are the intervals of z on
 *  which f is 0 and flat, `saturated` those without them on which it has levelled off. */
export function shapeOf(key, settings, breakpoints) {
  const token = `${key} ${JSON.stringify(settings)}`;
  if (!shapes.has(token)) {
    // A parameter that a hand moves leaves one shape behind for each of its steps.
    if (shapes.size > 400) shapes.clear();
    shapes.set(token, madeShape(key, settings, breakpoints));
  }
  return shapes.get(token);
}

function madeShape(key, settings, breakpoints) {
  const [f, slope] = [ACTIVATIONS[key](settings), derivativeOf(key, settings)];
  const jumpsAt = (z) => Math.abs(f(z + BESIDE_KINK) - f(z - BESIDE_KINK)) > 1e-9;
  const bendsAt = (z) => {
    const [left, right] = [slope(z - BESIDE_KINK), slope(z + BESIDE_KINK)];
    return Math.abs(left - right) > 1e-9 + 1e-5 * Math.abs(right);
  };
  const kinks = breakpoints.filter((z) => jumpsAt(z) || bendsAt(z));
  const jumps = kinks.filter(jumpsAt);
  const filtered = filteredOf(f, slope, kinks);
  const levels = [-1, 1].map((side) => (Number.isFinite(f(side * Infinity)) ? levelFrom(slope, side, jumps) : Infinity));
  const saturated = [[-Infinity, -levels[0]], [levels[1], Infinity]].flatMap((part) => without(part, filtered));
  return { f, slope, kinks, jumps, filtered, saturated };
}

/** Between two kinks a formula is either 0 or not. */
function filteredOf(f, slope, kinks) {
  const ends = [-Infinity, ...kinks, Infinity];
  const pieces = ends.slice(1).map((end, index) => [ends[index], end]);
  return pieces.filter(([low, high]) => {
    const middle = ((low === -Infinity ? high - 2 : low) + (high === Infinity ? low + 2 : high)) / 2;
    return kinks.length > 0 && f(middle) === 0 && slope(middle) === 0;
  });
}

/** The least t from which on |f′(side·t)| < 0.05, and f jumps no more. */
function levelFrom(slope, side, jumps) {
  const isSteep = (t) => Math.abs(slope(side * t)) >= SATURATED_SLOPE;
  const grid = [];
  for (let i = 0; i <= 3000; i++) grid.push(-PROBE_LIMIT + i / 100);
  for (let i = 1; i <= 4000; i++) grid.push(PROBE_LIMIT * (FARTHEST / PROBE_LIMIT) ** (i / 4000));
  const last = grid.findLastIndex(isSteep);
  let start = -Infinity;
  if (last >= 0) {
    let left = grid[last];
    start = grid[last + 1];
    for (let i = 0; i < 60; i++) {
      const middle = (left + start) / 2;
      if (isSteep(middle)) left = middle;
      else start = middle;
    }
  }
  return Math.max(start, ...jumps.map((z) => side * z + Number.MIN_VALUE));
}

/** An interval without others: the parts that are left. */
function without(part, taken) {
  return taken.reduce(
    (left, [low, high]) =>
      left.flatMap(([from, to]) => [[from, Math.min(to, low)], [Math.max(from, high), to]]).filter(([from, to]) => from < to),
    part[0] < part[1] ? [part] : [],
  );
}

/** The parts of the x axis inside `window` on which w·x + b lies in one of the intervals. */
export function partsOf(intervals, weight, bias, [low, high]) {
  if (weight === 0) return intervals.some(([from, to]) => from <= bias && bias <= to) ? [[low, high]] : [];
  return intervals
    .map((interval) => interval.map((z) => (z - bias) / weight).sort((a, b) => a - b))
    .map(([from, to]) => [Math.max(from, low), Math.min(to, high)])
    .filter(([from, to]) => to - from > 1e-6)
    .sort((a, b) => a[0] - b[0]);
}

/** The inputs x at which w·x + b meets a kink; none where w is 0. */
export const preimages = (kinks, weight, bias) =>
  weight === 0 ? [] : kinks.map((z) => (z - bias) / weight + 0).sort((a, b) => a - b);

/** A number with at least four decimals, and more where it would be rounded onto -1, 0 or 1. */
export function exactEnough(value) {
  const size = Math.abs(value);
  if (size > 0 && size < 1e-7) {
    const [mantissa, power] = value.toExponential(1).split("e");
    return withMinus(`${mantissa} × 10${superscript(Number(power))}`);
  }
  let text = "";
  for (let places = 4; places < 17; places++) {
    text = decimalText(size, places);
    if (Number(text) === size || (Number(text) !== 0 && Number(text) !== 1)) break;
  }
  return (value < 0 && Number(text) ? withMinus("-") : "") + text;
}

const superscript = (number) => String(number).replace(/./g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));

/** f(z) as exactEnough; a limit that f never reaches but is rounded onto is written as < 1. */
export function valueText({ f, slope }, z) {
  const value = f(z);
  const limit = [f(-Infinity), f(Infinity)].find((end) => end === value);
  const steepness = Math.abs(slope(z));
  // Where f is level it is its limit, and where it is steep it only passes through that value.
  if (limit === undefined || steepness === 0 || steepness >= SATURATED_SLOPE) return exactEnough(value);
  return `${f(0) < value ? "<" : ">"} ${withMinus(String(Math.round(limit * 1e4) / 1e4 + 0))}`;
}
