// The first output of a network over its inputs, as a picture: exact wherever the network is made of straight pieces.

import { placeIn } from "./axes.js";
import { creasesOf, nameCreases, paintCreases } from "./creases.js";
import { cutOver } from "./cut.js";
import { ExactOutput } from "./exact.js";
import { SampledOutput } from "./sampled.js";
import { LEVELS } from "./shades.js";
import { pathOfSegments, stroke } from "./strokes.js";

const NOTHING = { weights: [0, 0], bias: 0 };
const WHY = {
  large: "Too many regions to cut at every frame: colours and lines are sampled, and only the creases of the first layers are drawn.",
  overflow: "The numbers grow too large to cut the plane: colours and lines are sampled.",
};

/** The output over a window of the plane, { output, creases, sentence }: what paintOutput() paints, and a sentence where
 *  that is not all.  `kept` is an earlier result, whose memory is used again.  `minus` is an affine map { weights, bias } that is
 *  taken from it, of an output that is not curved. */
export const outputOver = (network, window, kept, minus) => outputOf(cutOver(network, window), network, window, kept, minus);

/** The same from what cutOver() has found. */
export function outputOf(cut, network, window, kept = null, minus = NOTHING) {
  const memory = kept?.output instanceof SampledOutput ? kept.output : null;
  const output = cut.isWhole ? new ExactOutput(cut, network, window, minus) : new SampledOutput(network, window, memory, minus);
  return { output, creases: creasesOf(cut, network.sizes), sizes: network.sizes, window, sentence: WHY[cut.why] ?? "" };
}

/** Paint it into a box { left, top, right, bottom } of a canvas.
 *
 *  `look`: the page's `palette` and the `shades` of it; `level`, above which an answer is 1; `reach`, the value of the
 *  strongest colour, or null for the largest; `creases` { opacity }, or null for none; `point`, whose region is
 *  picked out, or null; `font` { size, family } of the creases' names, which keep away from the places `taken`, or null for none. */
export function paintOutput(context, scene, box, look) {
  const { output, creases, sizes, window } = scene;
  const { palette, shades, level = 0 } = look;
  const place = placeIn(window, box);
  const reach = look.reach ?? output.largest;
  output.paint(context, place, shades, reach, level);
  const { thin, border } = linesOf(scene, level, reach);
  context.lineCap = "round";
  stroke(context, palette.paper, 0.7, pathOfSegments(thin, place));
  // One region alone is the whole picture.
  const region = look.creases && look.point && creases.length ? output.regionAt(...look.point) : null;
  if (region) veil(context, region, place, box, palette);
  stroke(context, palette.ink, 3, pathOfSegments(border, place));
  if (!look.creases) return;
  paintCreases(context, creases, place, window[1], palette, look.creases.opacity);
  if (region) paintOutline(context, region, place, palette);
  if (look.font) nameCreases(context, creases, place, box, sizes, palette, look.font, look.taken);
}

/** The thin level lines and the border, which stay while a point or a hand moves over the picture. */
function linesOf(scene, level, reach) {
  if (scene.lines?.level !== level || scene.lines.reach !== reach) {
    const { output } = scene;
    const steps = Array.from({ length: 2 * LEVELS + 1 }, (_, k) => k - LEVELS).filter(Boolean);
    const thin = output.levelLines(steps.map((k) => level + (k * reach) / LEVELS));
    scene.lines = { level, reach, thin, border: output.border(level) };
  }
  return scene.lines;
}

function pathOf(corners, place) {
  const path = new Path2D();
  for (let i = 0; i < corners.length; i += 2) path.lineTo(place.x(corners[i]), place.y(corners[i + 1]));
  path.closePath();
  return path;
}

/** Everything outside of the picked region is paler. */
function veil(context, region, place, { left, top, right, bottom }, palette) {
  const path = pathOf(region, place);
  path.rect(left, top, right - left, bottom - top);
  context.save();
  context.globalAlpha = 0.3;
  context.fillStyle = palette.paper;
  context.fill(path, "evenodd");
  context.restore();
}

function paintOutline(context, region, place, palette) {
  const path = pathOf(region, place);
  context.save();
  context.lineJoin = "round";
  stroke(context, palette.paper, 8, path);
  stroke(context, palette.ink, 4, path);
  context.restore();
}
