// Data on a picture: filled is 1 and hollow is 0, right and wrong are ✓ and ✗.

import { stroke, writeOver } from "../picture/strokes.js";

// So few have room for a sign of their own; of many only those are marked that are wrong.
const FEW_POINTS = 8;

const addCross = (path, x, y, r) => {
  path.moveTo(x - r, y - r);
  path.lineTo(x + r, y + r);
  path.moveTo(x - r, y + r);
  path.lineTo(x + r, y - r);
};

/** Points at columns [xs, ys]; `isRight` says of each whether its answer is, null where there are none. */
export function paintPoints(context, [xs, ys], wanted, isRight, place, { palette, font, side }) {
  const isFew = xs.length <= FEW_POINTS;
  const largest = isFew ? 9 : isRight && xs.length <= 600 ? 4 : 2.5;
  const radius = Math.min(side * (isFew ? 0.03 : 0.011), largest);
  const [filled, hollow, wrong] = [new Path2D(), new Path2D(), new Path2D()];
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [place.x(xs[i]), place.y(ys[i])];
    if (isRight && !isRight[i] && !isFew) addCross(wrong, x, y, radius + 1);
    else {
      const path = isRight && !wanted[i] ? hollow : filled;
      path.moveTo(x + radius, y);
      path.arc(x, y, radius, 0, 7);
    }
  }
  context.save();
  context.lineCap = "round";
  for (const [path, colour, inside] of [[filled, palette.paper, palette.ink], [hollow, palette.ink, palette.paper]]) {
    stroke(context, colour, isFew ? 3 : 1.4, path);
    context.fillStyle = inside;
    context.fill(path);
  }
  for (const [width, colour] of [[5.5, palette.paper], [2.6, palette.negative_text]]) stroke(context, colour, width, wrong);
  if (isFew && isRight) {
    context.font = `700 ${1.25 * font.size}px ${font.family}`;
    context.textAlign = "center";
    isRight.forEach((right, i) => {
      const word = [right ? "✓" : "✗", place.x(xs[i]), place.y(ys[i]) - radius - 0.4 * font.size];
      writeOver(context, word, right ? palette.ink : palette.negative_text, palette.paper, 5);
    });
  }
  context.restore();
}
