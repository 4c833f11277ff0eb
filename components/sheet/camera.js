// From the plane and the output to the screen, in parallel light: what is straight stays straight, what is parallel parallel.

// Half the height of the box that a sheet stands in, in halves of its width.
const HEIGHT = 0.62;
const RADIANS = Math.PI / 180;

/** A view of the box over a window, from `range` = [lowest, highest output], as coefficients of the screen's place:
 *  (a·(x, y, output, 1), b·(x, y, output, 1)).
 *
 *  `turn` is the side from which it is seen, in degrees, 0 from below x₂; `tilt` how far from above, 90 from straight above.
 *  `toward` points to the eye over the plane, and `steepness` turns a slope of the output into one of the box. */
export function cameraOf({ turn, tilt }, [[x0, x1], [y0, y1]], [low, high], { width, height, margin }) {
  const [sin, cos] = [Math.sin(turn * RADIANS), Math.cos(turn * RADIANS)];
  const [up, over] = [Math.cos(tilt * RADIANS), Math.sin(tilt * RADIANS)];
  const isFlat = tilt === 90;
  const half = [(x1 - x0) / 2, (y1 - y0) / 2];
  const rise = (2 * HEIGHT) / (high - low || 1);
  // The same size from every side, so that nothing pulses while it is turned.
  const across = isFlat ? 1 : Math.SQRT2;
  const room = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const unit = Math.min(room[0] / (2 * across), room[1] / (2 * (across * over + HEIGHT * up)));
  const centre = [margin.left + room[0] / 2, margin.top + room[1] / 2];
  const a = [(unit * cos) / half[0], (unit * sin) / half[1], 0];
  const b = [(unit * over * sin) / half[0], (-unit * over * cos) / half[1], -unit * up * rise];
  const middle = [(x0 + x1) / 2, (y0 + y1) / 2, (low + high) / 2];
  const from = ([p, q, r], start) => [p, q, r, start - p * middle[0] - q * middle[1] - r * middle[2]];
  return {
    a: from(a, centre[0]),
    b: from(b, centre[1]),
    toward: [sin * half[0], -cos * half[1]],
    turned: [sin, cos],
    steepness: [half[0] * rise, half[1] * rise],
    isFlat,
    unit,
  };
}

export const seenAt = ({ a, b }, x, y, output) => [
  a[0] * x + a[1] * y + a[3],
  b[0] * x + b[1] * y + b[2] * output + b[3],
];
