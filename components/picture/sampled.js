// The output over the plane where it is curved: colours and thin level lines from a grid of samples, and the border
// refined on the network itself until it stands where it is.

import { forward, gridColumns } from "../twin/forward.js";
import { fieldImage, largest } from "./shades.js";

const GRID = 100;
// Of a cell's side, some five pixels: a border that is nearer to its chord is drawn as its chord.
const STRAIGHT_ENOUGH = 0.03;
const MOST_SPLITS = 4;
// Of a cell's side: a root that moves by less has been found.
const ROOT_FOUND = 1e-6;
// A cell in which the border may be without passing between its corners is looked at in so many parts along each side.
const PARTS = 4;
const MOST_CLOSER = 400;

export class SampledOutput {
  /** `kept` is an earlier one of the same sizes, whose memory is used again. */
  constructor(network, window, kept, minus) {
    this.network = network;
    this.window = window;
    this.minus = minus;
    this.columns = kept && String(kept.window) === String(window) ? kept.columns : gridColumns(window, GRID);
    this.trace = forward(network, this.columns, kept && String(kept.network.sizes) === String(network.sizes) ? kept.trace : null);
    this.values = this.shown(this.trace, this.columns);
    this.image = null;
  }

  shown({ outputs }, [xs, ys]) {
    const [values] = outputs.at(-1);
    const { weights: [w1, w2], bias } = this.minus;
    return w1 || w2 || bias ? values.map((value, i) => value - (w1 * xs[i] + w2 * ys[i] + bias)) : values;
  }

  get largest() {
    return largest(this.values);
  }

  regionAt() {
    return null;
  }

  /** The output at points that are given in the grid's own coordinates, from 0 to GRID - 1. */
  at(us, vs) {
    const [xs, ys] = this.window;
    const columns = [inWindow(us, xs), inWindow(vs, ys)];
    return this.shown(forward(this.network, columns), columns);
  }

  /** Add segments of the grid's own coordinates to those of the plane. */
  addTo(segments, found) {
    const [[x0, x1], [y0, y1]] = this.window;
    const [scaleX, scaleY] = [(x1 - x0) / (GRID - 1), (y1 - y0) / (GRID - 1)];
    for (let i = 0; i < found.length; i += 2) segments.push(x0 + scaleX * found[i], y0 + scaleY * found[i + 1]);
    return segments;
  }

  /** Where the output has each of some levels, ascending. */
  levelLines(levels, segments = []) {
    const found = [];
    const { values } = this;
    for (let v = 0; v + 1 < GRID; v++) {
      for (let u = 0; u + 1 < GRID; u++) {
        const i = v * GRID + u;
        const [a, b, c, d] = [values[i], values[i + 1], values[i + GRID + 1], values[i + GRID]];
        const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)];
        // Few cells have a line in them.
        if (low >= levels.at(-1) || high < levels[0]) continue;
        for (const level of levels) if (low < level && level <= high) crossCell(a, b, c, d, level, u, v, 1, found);
      }
    }
    return this.addTo(segments, found);
  }

  /** The border between the points where the output is above a level and those where it is not. */
  border(level) {
    const chords = [...this.chords(level), ...this.closer(level)];
    return this.addTo([], this.bent(chords, level));
  }

  /** Straight pieces of the border from one side of a cell to another, with their ends on it. */
  chords(level) {
    const { values } = this;
    const ends = [];
    const places = new Map();
    const endOn = (i, step) => {
      const key = 2 * i + (step === 1 ? 0 : 1);
      if (!places.has(key)) {
        places.set(key, ends.length);
        const [u, v] = [i % GRID, Math.floor(i / GRID)];
        ends.push({ u, v, du: step === 1 ? 1 : 0, dv: step === 1 ? 0 : 1, from: values[i] - level, to: values[i + step] - level });
      }
      return places.get(key);
    };
    const pairs = [];
    const saddles = [];
    for (let v = 0; v + 1 < GRID; v++) {
      for (let u = 0; u + 1 < GRID; u++) {
        const i = v * GRID + u;
        const a = values[i] > level;
        const b = values[i + 1] > level;
        const c = values[i + GRID + 1] > level;
        const d = values[i + GRID] > level;
        if (a === b && b === c && c === d) continue;
        const sides = [];
        if (a !== b) sides.push(endOn(i, 1));
        if (b !== c) sides.push(endOn(i + 1, GRID));
        if (c !== d) sides.push(endOn(i + GRID, 1));
        if (d !== a) sides.push(endOn(i, GRID));
        if (sides.length === 2) pairs.push(sides);
        else saddles.push({ sides, a, u: u + 0.5, v: v + 0.5 });
      }
    }
    const middles = this.at(saddles.map(({ u }) => u), saddles.map(({ v }) => v));
    saddles.forEach(({ sides: [bottom, right, top, left], a }, index) => {
      // Whether the middle belongs to the first corner says which sides are joined.
      if (middles[index] > level === a) pairs.push([bottom, right], [top, left]);
      else pairs.push([left, bottom], [right, top]);
    });
    const found = this.roots(ends, level);
    return pairs.map(([one, two]) => [...found[one], ...found[two]]);
  }

  /** Where along each of some short ways the output has a level, by regula falsi (Illinois) on all of them at once. */
  roots(ways, level) {
    const low = ways.map(({ from }) => ({ t: 0, value: from }));
    const high = ways.map(({ to }) => ({ t: 1, value: to }));
    const place = (k, t) => [ways[k].u + t * ways[k].du, ways[k].v + t * ways[k].dv];
    const guess = (k) => low[k].t + (low[k].value / (low[k].value - high[k].value)) * (high[k].t - low[k].t);
    const best = ways.map((_, k) => guess(k));
    let moving = ways.map((_, k) => k);
    for (let round = 0; round < 8 && moving.length; round++) {
      const points = moving.map((k) => place(k, best[k]));
      const values = this.at(points.map(([u]) => u), points.map(([, v]) => v));
      moving = moving.filter((k, index) => {
        const [t, value] = [best[k], values[index] - level];
        const isLow = value > 0 === low[k].value > 0;
        const other = isLow ? high[k] : low[k];
        if (isLow) low[k] = { t, value };
        else high[k] = { t, value };
        // The end that stays counts half from then on, so that both move.
        if (round) other.value /= 2;
        const next = guess(k);
        if (!Number.isFinite(next)) return false;
        best[k] = next;
        return Math.abs(next - t) > ROOT_FOUND;
      });
    }
    return best.map((t, k) => place(k, t));
  }

  /** Pieces of the border in cells whose corners do not show it: where the output is nearer to the level than it bends. */
  closer(level) {
    const { values } = this;
    const cells = [];
    const bend = (i) =>
      Math.abs(values[i - 1] - 2 * values[i] + values[i + 1]) + Math.abs(values[i - GRID] - 2 * values[i] + values[i + GRID]);
    for (let v = 1; v + 2 < GRID && cells.length < MOST_CLOSER; v++) {
      for (let u = 1; u + 2 < GRID; u++) {
        const i = v * GRID + u;
        const [a, b, c, d] = [values[i], values[i + 1], values[i + GRID], values[i + GRID + 1]];
        const [low, high] = [Math.min(a, b, c, d), Math.max(a, b, c, d)];
        const nearest = Math.max(low - level, level - high);
        if (!(nearest > 0)) continue;
        const most = Math.max(bend(i), bend(i + 1), bend(i + GRID), bend(i + GRID + 1));
        if (nearest < most / 4) cells.push([u, v]);
      }
    }
    const side = PARTS + 1;
    const points = cells.flatMap(([u, v]) => Array.from({ length: side * side }, (_, k) => [u + (k % side) / PARTS, v + Math.floor(k / side) / PARTS]));
    const found = this.at(points.map(([u]) => u), points.map(([, v]) => v));
    const flat = [];
    cells.forEach(([u, v], cell) => {
      const first = cell * side * side;
      for (let row = 0; row < PARTS; row++) {
        for (let column = 0; column < PARTS; column++) {
          const i = first + row * side + column;
          crossCell(found[i], found[i + 1], found[i + side + 1], found[i + side], level, u + column / PARTS, v + row / PARTS, 1 / PARTS, flat);
        }
      }
    });
    return Array.from({ length: flat.length / 4 }, (_, k) => flat.slice(4 * k, 4 * k + 4));
  }

  /** Each chord as one or more that keep to the border: it is split where the border is away from its middle. */
  bent(chords, level) {
    const done = [];
    let pending = chords;
    for (let round = 0; round < MOST_SPLITS && pending.length; round++) {
      const middles = pending.map(([u0, v0, u1, v1]) => {
        const length = Math.hypot(u1 - u0, v1 - v0) || 1;
        return { u: (u0 + u1) / 2, v: (v0 + v1) / 2, nu: (v0 - v1) / length, nv: (u1 - u0) / length, most: length / 2 };
      });
      let [last, away] = [middles.map(() => 0), middles.map(() => 0.05)];
      const valuesAt = (ways) => {
        const values = this.at(middles.map(({ u, nu }, k) => u + nu * ways[k]), middles.map(({ v, nv }, k) => v + nv * ways[k]));
        return values.map((value) => value - level);
      };
      let before = valuesAt(last);
      for (let step = 0; step < 3; step++) {
        const here = valuesAt(away);
        const next = middles.map(({ most }, k) => {
          const way = away[k] - (here[k] * (away[k] - last[k])) / (here[k] - before[k]);
          return Number.isFinite(way) ? Math.min(Math.max(way, -most), most) : 0;
        });
        [last, before, away] = [away, here, next];
      }
      const split = [];
      pending.forEach(([u0, v0, u1, v1], k) => {
        if (Math.abs(away[k]) < STRAIGHT_ENOUGH) done.push(u0, v0, u1, v1);
        else {
          const [u, v] = [middles[k].u + middles[k].nu * away[k], middles[k].v + middles[k].nv * away[k]];
          split.push([u0, v0, u, v], [u, v, u1, v1]);
        }
      });
      pending = split;
    }
    for (const chord of pending) done.push(...chord);
    return done;
  }

  paint(context, place, shades, reach, level) {
    this.image ??= document.createElement("canvas");
    this.image.width = this.image.height = GRID;
    this.image.getContext("2d").putImageData(fieldImage(this.values, GRID, reach, shades, level), 0, 0);
    const [[x0, x1], [y0, y1]] = this.window;
    const [left, top] = [place.x(x0), place.y(y1)];
    const [w, h] = [(place.x(x1) - left) / (GRID - 1), (place.y(y0) - top) / (GRID - 1)];
    context.imageSmoothingEnabled = true;
    // The samples stand in the middle of their pixels, and the outermost on the edge of the picture.
    context.drawImage(this.image, left - w / 2, top - h / 2, w * GRID, h * GRID);
  }
}

/** Places of the grid's own coordinates along one side of the window. */
function inWindow(places, [low, high]) {
  const found = new Float64Array(places.length);
  const scale = (high - low) / (GRID - 1);
  for (let i = 0; i < found.length; i++) found[i] = low + scale * places[i];
  return found;
}

// The ends of the pieces in one cell: there are none, two or four.
const spots = new Float64Array(8);

/** Adds every piece of a level line that crosses the square cell with corners a b (below) d c (above). */
function crossCell(a, b, c, d, level, u, v, side, segments) {
  let count = 0;
  const add = (x, y) => {
    spots[count++] = x;
    spots[count++] = y;
  };
  if (a < level !== b < level) add(u + (side * (level - a)) / (b - a), v);
  if (b < level !== c < level) add(u + side, v + (side * (level - b)) / (c - b));
  if (c < level !== d < level) add(u + (side * (level - d)) / (c - d), v + side);
  if (d < level !== a < level) add(u, v + (side * (level - a)) / (d - a));
  for (let i = 0; i < count; i++) segments.push(spots[i]);
}
