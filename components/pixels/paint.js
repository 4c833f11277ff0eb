// Small pictures as the pixels that they are: greys from 0 to 1, or signed numbers in the colours of their signs.

import { channelsOf, mixed } from "../picture/shades.js";
import { clip, numberText } from "../twin/numbers.js";

export const SIDE = 16;

/** [red, green, blue] of a value: a grey where there is no `reach`, which has the strongest colour of a sign. */
export function colourOf(value, reach, palette) {
  if (!reach) return Array(3).fill(Math.round(255 * clip(value, 0, 1)));
  const ends = [palette.neutral, value < 0 ? palette.negative : palette.positive].map(channelsOf);
  return mixed(...ends, Math.abs(value) / reach).map(Math.round);
}

/** Black or white, whichever is read on a colour: both reach 4.5:1 where its luminance is 0.18. */
export function inkOn(colour) {
  const [red, green, blue] = colour.map((part) => (part / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#000" : "#fff";
}

/** A number that has the room of a pixel: no 0 before its point, and its sign where there are signs. */
export function shortText(value, isSigned) {
  const size = Math.abs(value);
  const whole = Math.round(size);
  if (Math.abs(size - whole) < 0.005) return size === whole ? `${value}` : `≈${whole}`;
  return (value < 0 ? "−" : isSigned ? "+" : "") + numberText(size).replace(/^0/, "");
}

/** One pixel of the canvas for one of the picture; the stylesheet makes them large and leaves them sharp. */
export function paintPixels(canvas, values, reach, palette) {
  const image = new ImageData(SIDE, SIDE);
  values.forEach((value, i) => image.data.set([...colourOf(value, reach, palette), 255], 4 * i));
  canvas.getContext("2d").putImageData(image, 0, 0);
}
