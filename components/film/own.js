// Points that a visitor puts on the plane: x, y and class of each in turn, see core/own_points.py.

import { clip } from "../twin/numbers.js";

/** As readPoints() has the samples of a data set. */
export function ownPoints(points) {
  const column = (place) => points.filter((_, index) => index % 3 === place);
  return { columns: [column(0), column(1)], wanted: column(2) };
}

/** The points after a click at a place of the canvas: the one that is hit is gone, unless it is the last, and where none is
 *  there is a new one of this `kind`.  As many as there may be are kept. */
export function withClick(points, x, y, { place, reach, most, kind, near }) {
  let [hit, nearest] = [-1, near];
  for (let i = 0; i < points.length; i += 3) {
    const distance = Math.hypot(place.x(points[i]) - x, place.y(points[i + 1]) - y);
    if (distance < nearest) [hit, nearest] = [i, distance];
  }
  if (hit >= 0) return points.length > 3 ? points.filter((_, index) => index < hit || index > hit + 2) : points;
  if (points.length >= 3 * most) return points;
  const rounded = (value) => Math.round(100 * clip(value, -reach, reach)) / 100;
  return [...points, rounded((x - place.x(0)) / place.scaleX), rounded((y - place.y(0)) / place.scaleY), kind];
}
