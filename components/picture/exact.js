// The output over the plane where it is made of regions: in each an affine map, so every line is straight.

import { activationOf, piecesOf } from "../twin/activations.js";
import { stroke } from "./strokes.js";

// Of a map's largest numbers: what is nearer to a level is on it.
const ON_LEVEL = 1e-12;
// How finely a curved activation of the output is looked at: for each unit of z, and for each region of the picture.
const PER_UNIT = 10;
const [FEWEST_SAMPLES, MOST_SAMPLES] = [24, 4000];

export class ExactOutput {
  /** `regions` are those of the whole `network`; a curved activation of the output stands between z, which is affine in
   *  each of them, and the output. */
  constructor({ regions }, { layers }, [[x0, x1], [y0, y1]], minus) {
    const { activation } = layers.at(-1);
    this.bend = piecesOf(activation) ? null : activationOf(activation);
    this.jumps = layers.some((layer) => layer.activation === "step");
    const [reachX, reachY] = [Math.max(-x0, x1, x1 - x0), Math.max(-y0, y1, y1 - y0)];
    this.extent = [x1 - x0, y1 - y0];
    this.parts = regions.map(({ corners, sides, weights, bias }) => {
      const [w1, w2, b] = [weights[0] - minus.weights[0], weights[1] - minus.weights[1], bias[0] - minus.bias];
      const heights = [];
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < corners.length; i += 2) {
        const height = w1 * corners[i] + w2 * corners[i + 1] + b;
        if (height < low) low = height;
        if (height > high) high = height;
        heights.push(height);
      }
      const size = (u, v) => Math.abs(u) + Math.abs(v);
      const tolerance = ON_LEVEL * (size(w1, minus.weights[0]) * reachX + size(w2, minus.weights[1]) * reachY + size(b, minus.bias));
      return { corners, sides, heights, low, high, w1, w2, b, tolerance };
    });
    this.low = Math.min(...this.parts.map(({ low }) => low));
    this.high = Math.max(...this.parts.map(({ high }) => high));
    this.bends = this.bend && this.low < this.high ? sampled(this.bend, this.low, this.high) : null;
  }

  /** How many regions there are. */
  get count() {
    return this.parts.length;
  }

  valueAt(z) {
    return this.bend ? this.bend(z) : z;
  }

  get largest() {
    const values = this.bends ? this.bends.map(({ value }) => value) : [this.valueAt(this.low), this.valueAt(this.high)];
    return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  }

  /** The z at which the output has a level. */
  preimages(level) {
    if (!this.bend) return [level];
    if (!this.bends) return [];
    const found = [];
    for (let i = 0; i + 1 < this.bends.length; i++) {
      let [low, high] = [this.bends[i], this.bends[i + 1]];
      const isAbove = low.value > level;
      if (isAbove === high.value > level) continue;
      for (let step = 0; step < 60; step++) {
        const z = (low.z + high.z) / 2;
        const middle = { z, value: this.bend(z) };
        if (middle.value > level === isAbove) low = middle;
        else high = middle;
      }
      found.push(low.z);
    }
    return found;
  }

  /** Where the output has a level: segments [x0, y0, x1, y1, …]. */
  levelLine(level, segments = []) {
    for (const z of this.preimages(level)) {
      for (const part of this.parts) if (part.low - part.tolerance <= z && z <= part.high + part.tolerance) addLevel(part, z, segments);
    }
    return segments;
  }

  /** Where it has each of some levels. */
  levelLines(levels, segments = []) {
    for (const level of levels) this.levelLine(level, segments);
    return segments;
  }

  /** The border between the points where the output is above a level and those where it is not. */
  border(level) {
    const segments = this.levelLine(level);
    if (this.jumps) this.borderAcrossJumps(level, segments);
    return segments;
  }

  /** Where the output jumps over a level, from one region to the next. */
  borderAcrossJumps(level, segments) {
    this.parts.forEach((part, index) => {
      for (let here = 0; here < part.sides.length; here++) {
        if (part.sides[here] < 0) continue;
        const start = [part.corners[2 * here], part.corners[2 * here + 1]];
        const after = (2 * here + 2) % part.corners.length;
        const end = [part.corners[after], part.corners[after + 1]];
        const stops = this.cornersAlong(start, end);
        for (let i = 0; i + 1 < stops.length; i++) this.jumpAlong(part, index, start, end, stops[i], stops[i + 1], level, segments);
      }
    });
  }

  /** Where along an edge (0 to 1) the regions beyond it have corners; its ends are among them. */
  cornersAlong([x0, y0], [x1, y1]) {
    const [dx, dy] = [(x1 - x0) / this.extent[0], (y1 - y0) / this.extent[1]];
    const length = dx * dx + dy * dy;
    const stops = [0, 1];
    for (const { corners } of this.parts) {
      for (let i = 0; i < corners.length; i += 2) {
        const [px, py] = [(corners[i] - x0) / this.extent[0], (corners[i + 1] - y0) / this.extent[1]];
        const along = (px * dx + py * dy) / length;
        if (along > 1e-9 && along < 1 - 1e-9 && Math.hypot(px - along * dx, py - along * dy) < 1e-9) stops.push(along);
      }
    }
    return [...new Set(stops)].sort((a, b) => a - b);
  }

  jumpAlong(part, index, [x0, y0], [x1, y1], from, to, level, segments) {
    const at = (t) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
    // A little to the right of the edge, which runs counter-clockwise around its region.
    const [x, y] = at((from + to) / 2);
    const [dx, dy] = [(x1 - x0) / this.extent[0], (y1 - y0) / this.extent[1]];
    const away = 1e-7 / Math.hypot(dx, dy);
    const beyond = this.partAt(x + dy * away * this.extent[0], y - dx * away * this.extent[1]);
    const other = this.parts[beyond];
    if (!other || beyond < index) return;
    const heightAt = ({ w1, w2, b }, t) => {
      const [px, py] = at(t);
      return w1 * px + w2 * py + b;
    };
    const cuts = [from, to];
    for (const z of this.preimages(level)) {
      for (const each of [part, other]) {
        const [start, end] = [heightAt(each, from) - z, heightAt(each, to) - z];
        if (start * end < 0) cuts.push(from + (start / (start - end)) * (to - from));
      }
    }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const middle = (cuts[i] + cuts[i + 1]) / 2;
      const isAbove = (each) => this.valueAt(heightAt(each, middle)) > level;
      if (cuts[i] < cuts[i + 1] && isAbove(part) !== isAbove(other)) segments.push(...at(cuts[i]), ...at(cuts[i + 1]));
    }
  }

  /** Which part a point lies in; -1 for none. */
  partAt(x, y) {
    return this.parts.findIndex(({ corners }) => isInside(corners, x, y, this.extent));
  }

  /** The corners of the region at a point, or null. */
  regionAt(x, y) {
    return this.parts[this.partAt(x, y)]?.corners ?? null;
  }

  /** The colours: in each region a gradient along its slope. */
  paint(context, place, shades, reach, level) {
    for (const part of this.parts) {
      const { corners } = part;
      context.beginPath();
      for (let i = 0; i < corners.length; i += 2) context.lineTo(place.x(corners[i]), place.y(corners[i + 1]));
      context.closePath();
      context.fillStyle = this.colourOf(part, context, place, shades, reach, level);
      // So that nothing shows between two neighbours.
      stroke(context, context.fillStyle, 1);
      context.fill();
    }
  }

  colourOf({ corners, heights, low, high, w1, w2 }, context, place, shades, reach, level) {
    const shadeAt = (z) => shades.css((this.valueAt(z) - level) / reach);
    const [gx, gy] = [w1 / place.scaleX, w2 / place.scaleY];
    const steepness = gx * gx + gy * gy;
    const bends = this.bend ? finenessOf(low, high) : 1;
    if (!(high - low > 1e-6 * reach) || !(steepness > 0)) return shadeAt((low + high) / 2);
    const ends = [low, high].flatMap((z) => {
      const way = (z - heights[0]) / steepness;
      return [place.x(corners[0]) + way * gx, place.y(corners[1]) + way * gy];
    });
    const gradient = context.createLinearGradient(...ends);
    const stop = (z) => gradient.addColorStop(Math.min(Math.max((z - low) / (high - low), 0), 1), shadeAt(z));
    for (let k = 0; k <= bends; k++) stop(low + (k / bends) * (high - low));
    if (!this.bend) for (const z of [level - reach, level, level + reach]) if (z > low && z < high) stop(z);
    return gradient;
  }
}

const finenessOf = (low, high) => Math.ceil(Math.min(Math.max((high - low) * PER_UNIT, FEWEST_SAMPLES), MOST_SAMPLES));

function sampled(f, low, high) {
  const n = Math.max(finenessOf(low, high), 400);
  return Array.from({ length: n + 1 }, (_, i) => {
    const z = low + (i / n) * (high - low);
    return { z, value: f(z) };
  });
}

/** The segment on which a region's map is z; along its edge only where the rest of the region is above. */
function addLevel({ corners, heights, tolerance }, z, segments) {
  const n = heights.length;
  const sign = (height) => (height > z + tolerance ? 1 : height < z - tolerance ? -1 : 0);
  const points = [];
  let isAbove = false;
  for (let here = 0; here < n; here++) {
    const after = here + 1 === n ? 0 : here + 1;
    const [one, two] = [sign(heights[here]), sign(heights[after])];
    if (one > 0) isAbove = true;
    if (one === 0) points.push([corners[2 * here], corners[2 * here + 1]]);
    if (one * two >= 0) continue;
    const share = (z - heights[here]) / (heights[after] - heights[here]);
    points.push([0, 1].map((axis) => corners[2 * here + axis] + share * (corners[2 * after + axis] - corners[2 * here + axis])));
  }
  if (!isAbove || points.length < 2) return;
  // Corners along one edge can be more than two.
  points.sort(([x0, y0], [x1, y1]) => x0 - x1 || y0 - y1);
  segments.push(...points[0], ...points.at(-1));
}

function isInside(corners, x, y, [width, height]) {
  const n = corners.length;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const turn =
      ((corners[j] - corners[i]) / width) * ((y - corners[i + 1]) / height) -
      ((corners[j + 1] - corners[i + 1]) / height) * ((x - corners[i]) / width);
    if (turn < -1e-12) return false;
  }
  return true;
}
