// Lines and ticks of a picture, in the coordinates of what it shows.

import { numberText } from "../twin/numbers.js";

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

/** A linear place on the screen for every point of a window: `x(value)` and `y(value)` in pixels. */
export function placeIn([[x0, x1], [y0, y1]], { left, top, right, bottom }) {
  const [scaleX, scaleY] = [(right - left) / (x1 - x0), (top - bottom) / (y1 - y0)];
  return { scaleX, scaleY, x: (x) => left + (x - x0) * scaleX, y: (y) => bottom + (y - y0) * scaleY };
}

/** A frame around `area` with ticks and titles. */
export function paintAxes(context, area, { range, titles, palette, font }) {
  const { left, top, right, bottom } = area;
  const [xs, ys] = range;
  const place = placeIn(range, area);
  context.fillStyle = palette.muted;
  context.strokeStyle = palette.rule;
  context.lineWidth = 1;
  context.font = `${font.size * 0.92}px ${font.family}`;
  context.textBaseline = "middle";
  context.strokeRect(left, top, right - left, bottom - top);
  context.textAlign = "center";
  for (const { value, text } of ticksOf(xs)) context.fillText(text, place.x(value), bottom + 0.75 * font.size);
  context.textAlign = "right";
  for (const { value, text } of ticksOf(ys)) context.fillText(text, left - 6, place.y(value));
  context.fillStyle = palette.ink;
  context.textAlign = "center";
  context.fillText(titles[0], (left + right) / 2, bottom + 1.8 * font.size);
  context.textAlign = "left";
  context.fillText(titles[1], 2, (top + bottom) / 2);
}
