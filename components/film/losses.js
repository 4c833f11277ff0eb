// The losses of all runs on one axis, as SVG.  Along it stand the snapshots, close together at first and wider later.

import { ticksOf } from "../picture/axes.js";
import { numberText } from "../twin/numbers.js";
import { placeAmong } from "./reel.js";

const line = (points) => "M" + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");

/** The chart in a box { left, right, top, bottom }, without its marker.  `epochs` are all that any run has a snapshot of. */
export function lossChart({ reels, epochs, top, least, hasTest }, box, em, colours) {
  const x = (epoch) => box.left + (placeAmong(epochs, epoch) / Math.max(epochs.length - 1, 1)) * (box.right - box.left);
  const y = (loss) => box.bottom - (loss / top) * (box.bottom - box.top);
  const grid = ticksOf([0, top]).map(({ value, text }) =>
    `<path class="axis" d="M${box.left} ${y(value)}H${box.right}"/><text x="${box.left - 6}" y="${y(value) + 0.35 * em}" text-anchor="end">${text}</text>`,
  );
  const curve = (losses, run, name) => `<path class="${name}" stroke="${colours[run]}" d="${line(losses.map((loss, i) => [x(reels[run].epochs[i]), y(loss)]))}"/>`;
  const curves = reels.flatMap(({ train_losses, test_losses }, run) => [
    ...(hasTest ? [curve(test_losses, run, "test")] : []),
    curve(train_losses, run, "train"),
  ]);
  const [w, h] = [box.right - box.left, box.bottom - box.top + 6];
  const inside = `x="${box.left}" y="${box.top - 3}" width="${w}" height="${h}" viewBox="${box.left} ${box.top - 3} ${w} ${h}"`;
  const limit = `<path class="limit" d="M${box.left} ${y(least)}H${box.right}"/>
    <text class="halo" x="${box.left + 0.45 * w}" y="${y(least) - 0.4 * em}" text-anchor="middle">no affine map is below ${numberText(least, 4)}</text>`;
  return {
    x,
    y: (loss) => Math.max(y(loss), box.top),
    html: `${grid.join("")}<svg ${inside}>${curves.join("")}</svg>${least > 0 && least < top ? limit : ""}${namesOf(reels, y, box, em, colours)}`,
  };
}

/** Every run's name over the end of its line; those that would lie over each other go up. */
function namesOf(reels, y, box, em, colours) {
  let above = Infinity;
  return reels
    .map(({ name, train_losses }, run) => ({ name, run, at: Math.max(y(train_losses.at(-1)), box.top + em) - 0.35 * em }))
    .sort((one, two) => two.at - one.at)
    .map(({ name, run, at }) => {
      above = Math.min(at, above - 1.15 * em);
      return `<text class="halo" style="fill: ${colours[run]}" x="${box.right - 4}" y="${above}" text-anchor="end">${name}</text>`;
    })
    .join("");
}

/** Epochs to write along the axis, [share, epoch]: its ends, and round ones with room between them. */
export function epochTicks(epochs, width, em) {
  const last = epochs.at(-1);
  const shareOf = (epoch) => placeAmong(epochs, epoch) / Math.max(epochs.length - 1, 1);
  const found = last ? [[0, 0], [1, last]] : [[0, 0]];
  for (let power = 1e4; power >= 1; power /= 10) {
    for (const part of [5, 2, 1]) {
      const share = shareOf(part * power);
      if (part * power < last && found.every(([other]) => Math.abs(other - share) * width > 4.5 * em)) found.push([share, part * power]);
    }
  }
  return found.sort(([one], [two]) => one - two);
}
