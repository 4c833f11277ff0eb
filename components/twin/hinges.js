// A sum of hinges, as core/hinges.py has it: its slopes are a bias, then by how much the slope changes at each crease.

import { LARGEST_NUMBER, clip, tidy } from "./numbers.js";

/** The height of the first `count` hinges and the bias at x. */
export function heightAt(creases, slopes, x, count = creases.length) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += slopes[i + 1] * Math.max(x - creases[i], 0);
  return sum + slopes[0];
}

/** Their graph, which is straight between these points. */
export function cornersOf(creases, slopes, count, [low, high]) {
  const places = [...new Set([low, ...creases.slice(0, count), high])].sort((a, b) => a - b);
  return places.map((x) => [x, heightAt(creases, slopes, x, count)]);
}

/** Creases and slopes with the corner of a crease brought to (x, y), or with an index behind the last the end of the sum
 *  to the height y.  All other corners stay where they are. */
export function withCorner(creases, slopes, index, [x, y], high) {
  const moved = creases.map((crease, i) => (i === index ? x : crease));
  const others = [...creases.filter((crease, i) => i !== index && crease < high), high];
  const heights = new Map(others.map((place) => [place, heightAt(creases, slopes, place)]));
  heights.set(index < creases.length ? x : high, y);
  const points = [...heights].sort(([a], [b]) => a - b);
  const bent = [...slopes];
  bent[0] = tidy(points[0][1]);
  let before = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    const [[place, height], [next, there]] = [points[i], points[i + 1]];
    const rise = (there - height) / (next - place);
    // Of creases in one place a single one bends: that under the hand, or else the first.
    const here = moved.flatMap((crease, j) => (crease === place ? [j] : []));
    const one = here.includes(index) ? index : here[0];
    const rest = here.reduce((sum, j) => sum + (j === one ? 0 : slopes[j + 1]), 0);
    bent[one + 1] = clip(tidy(rise - before - rest), -LARGEST_NUMBER, LARGEST_NUMBER);
    before = rise;
  }
  return { creases: moved, slopes: bent };
}
