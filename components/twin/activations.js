// Activations: the twins of core/activations.py, with the same defaults.

import { clip } from "./numbers.js";

// x·g(x) with g(-∞) = 0 would be ∞·0 there; below -1e4 every such product is 0.
const floored = (x) => Math.max(x, -1e4);
const hardSigmoid = (x) => clip(x + 3, 0, 6) / 6;
export const sigmoid = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

// Mills' ratio m(x) = e^(x²/2) · (the integral of e^(-t²/2) from x on) on a grid: near 0 by a series whose terms are
// all positive, then by its continued fraction; between, by its Taylor series around the nearest place (m' = xm - 1).
const MILLS_PLACES = 32;
const MILLS_END = 39;
const MILLS = Float64Array.from({ length: MILLS_END * MILLS_PLACES + 1 }, (_, place) => {
  const x = place / MILLS_PLACES;
  if (x < 1) {
    let [term, sum] = [x, x];
    for (let n = 1; term > sum * 1e-18; n++) sum += term *= (x * x) / (2 * n + 1);
    return Math.sqrt(Math.PI / 2) * Math.exp((x * x) / 2) - sum;
  }
  let below = x;
  for (let n = Math.ceil(400 / (x * x)) + 20; n > 0; n--) below = x + n / below;
  return 1 / below;
});

// The density of the normal distribution at the same places.
const NORMAL = MILLS.map((_, place) => Math.exp(-((place / MILLS_PLACES) ** 2) / 2) / Math.sqrt(2 * Math.PI));

/** Φ(-x) for x >= 0, also where it is tiny: ½·(1 + erf) would lose all its digits. */
function normalTail(x) {
  if (!(x < MILLS_END)) return x >= MILLS_END ? 0 : NaN;
  const place = Math.round(x * MILLS_PLACES);
  const at = place / MILLS_PLACES;
  const away = x - at;
  let before = MILLS[place];
  let here = at * before - 1;
  let power = away;
  let sum = before + here * away;
  for (let k = 1; k < 8; k++) {
    const next = at * here + k * before;
    before = here;
    here = next;
    power *= away / (k + 1);
    sum += here * power;
  }
  // at² is exact; x² would be rounded, and that counts x² times over.
  return sum * NORMAL[place] * Math.exp(-away * (at + away / 2));
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

export const ACTIVATIONS = {
  identity: () => (x) => x,
  relu: () => (x) => Math.max(x, 0),
  sigmoid: () => sigmoid,
  tanh: () => Math.tanh,
  step: () => (x) => (x > 0 ? 1 : Number.isNaN(x) ? NaN : 0),
  leaky_relu: ({ slope = 0.01 }) => (x) => (x >= 0 ? x : slope ? slope * x : Math.max(x, 0)),
  relu6: () => (x) => clip(x, 0, 6),
  elu: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x)),
  celu: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  selu: () => (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  softplus: ({ beta = 1 }) => (x) => Math.max(x, 0) + Math.log1p(Math.exp(-beta * Math.abs(x))) / beta,
  softsign: () => (x) => (Math.abs(x) > 1 ? Math.sign(x) / (1 / Math.abs(x) + 1) : x / (1 + Math.abs(x))),
  hard_tanh: () => (x) => clip(x, -1, 1),
  hard_sigmoid: () => hardSigmoid,
  hard_swish: () => (x) => floored(x) * hardSigmoid(x),
  silu: ({ beta = 1 }) => (x) => floored(x) * sigmoid(beta * x),
  gelu: () => (x) => floored(x) * (x < 0 ? normalTail(-x) : 1 - normalTail(x)),
  mish: () => (x) => floored(x) * Math.tanh(softplus(x)),
  log_sigmoid: () => (x) => -softplus(-x),
  sin: () => Math.sin,
  cos: () => Math.cos,
};

// Where an activation is made of straight pieces: its kinks, and slope and intercept of each piece from the left.
const STRAIGHT = {
  identity: () => [[], [1], [0]],
  relu: () => [[0], [0, 1], [0, 0]],
  step: () => [[0], [0, 0], [0, 1]],
  leaky_relu: ({ slope = 0.01 }) => (slope === 1 ? STRAIGHT.identity() : [[0], [slope, 1], [0, 0]]),
  relu6: () => [[0, 6], [0, 1, 0], [0, 0, 6]],
  hard_tanh: () => [[-1, 1], [0, 1, 0], [-1, 0, 1]],
  hard_sigmoid: () => [[-3, 3], [0, 1 / 6, 0], [0, 0.5, 1]],
};

/** `leaky_relu(slope=0.2)` as its key and its settings. */
function parsed(token) {
  const [, key, settings = ""] = token.match(/^(\w+)(?:\((.*)\))?$/);
  const pairs = settings.split(":").filter(Boolean).map((setting) => setting.split("="));
  return [key, Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)]))];
}

/** `leaky_relu(slope=0.2)` as a function. */
export function activationOf(token) {
  const [key, settings] = parsed(token);
  return ACTIVATIONS[key](settings);
}

/** The straight pieces of an activation, { kinks, slopes, intercepts }; null for one that is curved. */
export function piecesOf(token) {
  const [key, settings] = parsed(token);
  if (!(key in STRAIGHT)) return null;
  const [kinks, slopes, intercepts] = STRAIGHT[key](settings);
  return { kinks, slopes, intercepts };
}

/** From the identity at 0 to ReLU at 1, as it is written in a network's text. */
export const bentActivation = (bend) => (bend === 0 ? "identity" : bend === 1 ? "relu" : `leaky_relu(slope=${1 - bend})`);
