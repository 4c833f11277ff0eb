// A sheet on a canvas: its facets from back to front, each with its shade, its colours and its lines, in a box with ticks.

import { ticksOf } from "../picture/axes.js";
import { creaseColour } from "../picture/creases.js";
import { LEVELS, channelsOf, mixed } from "../picture/shades.js";
import { stroke, strokeLine } from "../picture/strokes.js";
import { clip, withMinus } from "../twin/numbers.js";
import { seenAt } from "./camera.js";
import { backToFront } from "./facets.js";

// The light comes from the left, from before and from above, seen by the eye; a slope of 1 towards it or away is told apart.
const LIGHT = { left: 0.62, before: 0.34, above: 0.71 };
const BRIGHTER = 0.5;
const DARKER = 0.62;
// Of what is seen from below.
const SHADOW = 0.16;
// A crease where the slope in the box changes by so much is wholly seen, and none is paler than that.
const SHARP = 0.45;
const PALEST = 0.14;
// What there is room for beside the box.
const MOST_SIGNS = 5;
// Pixels; a facet that is seen as narrow as that has one colour.
const THIN = 0.01;
const WHITE = [255, 255, 255];
const BLACK = [10, 14, 24];

const css = (colour) => `rgb(${colour.map(Math.round).join()})`;

/** The colour of a value in the one sign encoding, lit: `reach` has the whole colour. */
function litColour(value, { signs, reach }, lit) {
  const [negative, neutral, positive] = signs;
  const colour = mixed(neutral, value < 0 ? negative : positive, Math.min(Math.abs(value) / reach, 1));
  return css(lit < 0 ? mixed(colour, BLACK, -lit) : mixed(colour, WHITE, lit));
}

/** How much brighter (above 0) or darker a facet is than one that lies level. */
function lightOn([w1, w2], { turned: [sin, cos], steepness }, isBelow) {
  const slope = [w1 * steepness[0], w2 * steepness[1]];
  // The normal is (−slope, 1): its parts to the left and to the eye.
  const [left, before] = [slope[0] * cos + slope[1] * sin, -slope[0] * sin + slope[1] * cos];
  const length = Math.hypot(slope[0], slope[1], 1);
  const lit = (LIGHT.left * left + LIGHT.before * before + LIGHT.above) / length - LIGHT.above;
  return isBelow ? -SHADOW - DARKER * Math.max(lit, 0) : lit * (lit > 0 ? BRIGHTER : DARKER);
}

/** What all facets of one picture need: `reach` is the output of the full colours. */
export function lookOf(palette, reach) {
  return { palette, reach: reach || 1, signs: [palette.negative, palette.neutral, palette.positive].map(channelsOf) };
}

/** The facets of a sheet, from back to front: each with its lines covers what it hides. */
export function paintSheet(context, { cuts }, camera, look) {
  const painted = new Map();
  context.save();
  context.lineJoin = context.lineCap = "round";
  backToFront(cuts, camera.toward, (facet) => {
    const places = cornerPlaces(facet, camera);
    const one = { ...facet, places, isBelow: isTurned(places) };
    painted.set(facet, one);
    for (const paint of [paintFacet, paintLevels, paintEdges, paintZero]) paint(context, one, camera, look, painted);
  });
  context.restore();
}

/** The places of a facet's corners on the screen. */
const cornerPlaces = ({ corners, heights }, camera) =>
  Array.from(heights, (height, i) => seenAt(camera, corners[2 * i], corners[2 * i + 1], height));

/** Whether a facet is seen from below: its corners then run the other way round. */
function isTurned(places) {
  let area = 0;
  places.forEach(([x, y], i) => {
    const [nextX, nextY] = places[(i + 1) % places.length];
    area += x * nextY - y * nextX;
  });
  return area > 0;
}

function traceFacet(context, { places }) {
  context.beginPath();
  for (const place of places) context.lineTo(...place);
  context.closePath();
}

function paintFacet(context, facet, camera, look) {
  const { low, high, heights, weights, places, isBelow } = facet;
  // The value is affine on the screen too: its gradient there.
  const { a, b } = camera;
  const [p, q] = [b[0] + b[2] * weights[0], b[1] + b[2] * weights[1]];
  const turn = a[0] * q - a[1] * p;
  const slope = [(weights[0] * q - weights[1] * p) / turn, (weights[1] * a[0] - weights[0] * a[1]) / turn];
  const size = slope[0] ** 2 + slope[1] ** 2;
  const lit = lightOn(weights, camera, isBelow);
  const reach = high - low;
  if (reach > look.reach / 255 && reach ** 2 > size * THIN ** 2) {
    const placeOf = (value) => slope.map((part, axis) => places[0][axis] + (part * (value - heights[0])) / size);
    const gradient = context.createLinearGradient(...placeOf(low), ...placeOf(high));
    for (const value of low < 0 && high > 0 ? [low, 0, high] : [low, high]) {
      gradient.addColorStop((value - low) / reach, litColour(value, look, lit));
    }
    context.fillStyle = gradient;
  } else context.fillStyle = litColour((low + high) / 2, look, lit);
  traceFacet(context, facet);
  context.fill();
  // Without it paper shines through between neighbours.
  stroke(context, context.fillStyle, 0.8);
}

function paintLevels(context, facet, camera, { palette, reach }) {
  const step = reach / LEVELS;
  context.beginPath();
  for (let k = Math.ceil(facet.low / step); k * step < facet.high; k++) if (k) crossFacet(context, facet, k * step);
  context.globalAlpha = 0.75;
  stroke(context, palette.paper, 0.8);
  context.globalAlpha = 1;
}

function paintZero(context, facet, camera, { palette }, painted) {
  const line = ({ low, high }) => low < 0 && high > 0;
  const draw = (one) => {
    context.beginPath();
    crossFacet(context, one, 0);
    stroke(context, palette.ink, 3);
  };
  // Half of a line beside an edge lies on the neighbour, which has covered it.
  for (const edge of facet.edges) {
    const other = painted.get(edge?.beyond);
    if (!other || other.isBelow !== facet.isBelow || !line(other)) continue;
    context.save();
    traceFacet(context, facet);
    context.clip();
    draw(other);
    context.restore();
  }
  if (line(facet)) draw(facet);
}

/** The sheet's rim, and the creases that a facet has with those behind it. */
function paintEdges(context, { corners, places, edges }, camera, { palette }) {
  edges.forEach((kink, edge) => {
    const next = (edge + 1) % edges.length;
    const [dx, dy] = [0, 1].map((axis) => corners[2 * next + axis] - corners[2 * edge + axis]);
    // The outside lies to the right of an edge.  What stands there nearer to the eye comes later and draws the crease.
    if (kink && dy * camera.toward[0] - dx * camera.toward[1] > 0) return;
    context.globalAlpha = kink ? sharpness(kink, camera) : 1;
    const [colour, width] = kink ? [creaseColour(palette, kink.layer), kink.layer ? 1.5 : 2.2] : [palette.ink, 1.2];
    strokeLine(context, places[edge], places[next], colour, width);
  });
  context.globalAlpha = 1;
}

/** How much of a crease is seen: what hardly folds is pale. */
const sharpness = ({ fold }, { steepness }) =>
  clip(Math.hypot(fold[0] * steepness[0], fold[1] * steepness[1]) / SHARP, PALEST, 1);

/** The straight piece of a level line in a facet. */
function crossFacet(context, { heights, places }, level) {
  let isBegun = false;
  for (let i = 0; i < heights.length; i++) {
    const next = (i + 1) % heights.length;
    const [here, there] = [heights[i] - level, heights[next] - level];
    if (here < 0 === there < 0) continue;
    const share = here / (here - there);
    const at = [0, 1].map((axis) => places[i][axis] + share * (places[next][axis] - places[i][axis]));
    if (isBegun) context.lineTo(...at);
    else context.moveTo(...at);
    isBegun = true;
  }
}

// The box

/** The box around what `inside` paints: behind it the floor and two walls with a line for each tick of the output, and
 *  over it the ticks. */
export function paintBox(context, window, range, camera, { palette, fontSize, font }, inside) {
  const [[x0, x1], [y0, y1]] = window;
  const [low, high] = range;
  const at = (x, y, output) => seenAt(camera, x, y, output);
  const ground = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  const depth = ([x, y]) => (x * camera.turned[0]) / (x1 - x0) - (y * camera.turned[1]) / (y1 - y0);
  const back = ground.reduce((best, corner, index) => (depth(corner) < depth(ground[best]) ? index : best), 0);
  const [behind, right, front, left] = [0, 1, 2, 3].map((place) => ground[(back + place) % 4]);
  const line = (points, colour) => {
    context.beginPath();
    for (const point of points) context.lineTo(...at(...point));
    stroke(context, colour, 1);
  };
  const ticks = camera.isFlat ? [] : ticksOf(range);
  line([behind, right, front, left, behind].map((corner) => [...corner, low]), palette.rule);
  context.fillStyle = palette.panel;
  context.fill();
  for (const { value } of ticks) line([left, behind, right].map((corner) => [...corner, value]), value ? palette.rule : palette.muted);
  for (const corner of [left, behind, right]) line([[...corner, low], [...corner, high]], palette.rule);
  inside(context, camera);
  context.font = `${fontSize}px ${font}`;
  context.textBaseline = "middle";
  // Along an axis that is seen from its end there is room for a few.
  const write = (texts, colour) => {
    let last = [-Infinity, 0];
    context.fillStyle = colour;
    for (const [text, [x, y]] of texts) {
      if (Math.hypot(x - last[0], y - last[1]) < 1.2 * fontSize) continue;
      context.fillText(text, x, y);
      last = [x, y];
    }
  };
  // The output's ticks at the wall's edge that stands farthest to the left.
  const edge = at(...left, low)[0] < at(...right, low)[0] ? left : right;
  context.textAlign = "right";
  const beside = (output) => at(...edge, output).map((part, axis) => part - (axis ? 0 : 0.5 * fontSize));
  const short = ({ value, text }) => (text.length > MOST_SIGNS ? withMinus(Number(value.toPrecision(3)).toExponential().replace("+", "")) : text);
  write(ticks.map((tick) => [short(tick), beside(tick.value)]), palette.muted);
  const [top, topY] = beside(high);
  if (ticks.length) write([["output", [top + 0.8 * fontSize, topY - 1.1 * fontSize]]], palette.ink);
  // The inputs' ticks along the two edges of the floor before it.
  context.textAlign = "center";
  const centre = at((x0 + x1) / 2, (y0 + y1) / 2, low);
  for (const side of [left, right]) {
    const axis = front[0] === side[0] ? 1 : 0;
    const middle = at((front[0] + side[0]) / 2, (front[1] + side[1]) / 2, low);
    const way = Math.hypot(middle[0] - centre[0], middle[1] - centre[1]) || 1;
    const outside = (value, far) => {
      const point = [...front, low];
      point[axis] = value;
      return at(...point).map((part, place) => part + ((middle[place] - centre[place]) / way) * far * fontSize);
    };
    write(ticksOf(window[axis]).map(({ value, text }) => [text, outside(value, 1.1)]), palette.muted);
    write([[["x₁", "x₂"][axis], outside((window[axis][0] + window[axis][1]) / 2, 2.3)]], palette.ink);
  }
}
