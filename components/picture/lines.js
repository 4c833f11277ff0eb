// Lines and ticks of a picture, in the coordinates of what it shows.

import { numberText } from "../twin/numbers.js";

const LEVELS = 8;

/** Adds to `path` every piece of a level line that crosses the cell with corners a b (below) d c (above). */
function crossCell(a, b, c, d, level, x, y, path) {
  const points = [];
  if (a < level !== b < level) points.push(x + (level - a) / (b - a), y);
  if (b < level !== c < level) points.push(x + 1, y + (level - b) / (c - b));
  if (c < level !== d < level) points.push(x + (level - d) / (c - d), y + 1);
  if (d < level !== a < level) points.push(x, y + (level - a) / (d - a));
  for (let i = 0; i + 3 < points.length; i += 4) {
    path.moveTo(points[i], points[i + 1]);
    path.lineTo(points[i + 2], points[i + 3]);
  }
}

/** Level lines of an n × n field in the coordinates of its grid: thin ones, and the one that decides. */
export function levelLines(values, n, reach, level) {
  const [thin, deciding] = [new Path2D(), new Path2D()];
  const step = reach / LEVELS;
  for (let y = 0; y + 1 < n; y++) {
    for (let x = 0; x + 1 < n; x++) {
      const i = y * n + x;
      const [a, b, c, d] = [values[i], values[i + 1], values[i + n + 1], values[i + n]];
      const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)];
      if (low < level && high >= level) crossCell(a, b, c, d, level, x, y, deciding);
      // Where the field jumps there are no level lines to see.
      if (high - low > reach) continue;
      const last = Math.min(Math.floor(high / step), LEVELS);
      for (let k = Math.max(Math.ceil(low / step), -LEVELS); k <= last; k++) {
        if (k * step > low) crossCell(a, b, c, d, k * step, x, y, thin);
      }
    }
  }
  return { thin, deciding };
}

export function ticksOf([low, high]) {
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((part) => part * power).find((part) => part >= raw);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) ticks.push(k * step);
  return ticks.map((value) => ({ value, text: numberText(value, Math.min(decimals, 6)) }));
}

/** The part of the line w·x + b = level inside a window, as its two ends; null where it passes by. */
export function lineInWindow([w1, w2], bias, level, [[x0, x1], [y0, y1]]) {
  const offset = level - bias;
  const ends = [];
  const add = (x, y) => {
    const isInside = x >= x0 - 1e-9 && x <= x1 + 1e-9 && y >= y0 - 1e-9 && y <= y1 + 1e-9;
    if (isInside && !ends.some((end) => Math.hypot(end.x - x, end.y - y) < 1e-6)) ends.push({ x, y });
  };
  if (w2 !== 0) for (const x of [x0, x1]) add(x, (offset - w1 * x) / w2);
  if (w1 !== 0) for (const y of [y0, y1]) add((offset - w2 * y) / w1, y);
  return ends.length >= 2 ? ends.slice(0, 2) : null;
}

/** The heights that a curve needs, with some room. */
export function heights(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low) * 0.08 || Math.max(Math.abs(high) * 0.1, 0.5);
  return [low - room, high + room];
}
