// Activations: the twins of core/activations.py, with the same defaults.

import { clip } from "../hand/numbers.js";

const sigmoid = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

// erf on a grid, by a series whose terms are all positive; between, by its Taylor series around the nearest place.
const ERF_PLACES = 32;
const ERF_TABLE = Float64Array.from({ length: 6 * ERF_PLACES + 1 }, (_, place) => {
  const x = place / ERF_PLACES;
  let [term, sum] = [x, x];
  for (let n = 1; term > sum * 1e-18; n++) sum += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
});

function erf(x) {
  if (x < 0) return -erf(-x);
  if (!(x < 5.98)) return 1;
  const place = Math.round(x * ERF_PLACES);
  const at = place / ERF_PLACES;
  const away = x - at;
  let [before, here, power, sum] = [0, 1, away, away];
  for (let k = 1; k < 10; k++) {
    [before, here] = [here, (-2 * at * here - 2 * before) / k];
    power *= away;
    sum += (here * power) / (k + 1);
  }
  return ERF_TABLE[place] + (2 / Math.sqrt(Math.PI)) * Math.exp(-at * at) * sum;
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

export const ACTIVATIONS = {
  identity: () => (x) => x,
  relu: () => (x) => Math.max(x, 0),
  sigmoid: () => sigmoid,
  tanh: () => Math.tanh,
  step: () => (x) => (x > 0 ? 1 : 0),
  leaky_relu: ({ slope = 0.01 }) => (x) => (x >= 0 ? x : slope * x),
  relu6: () => (x) => clip(x, 0, 6),
  elu: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x)),
  celu: ({ alpha = 1 }) => (x) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  selu: () => (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
  softplus: ({ beta = 1 }) => (x) => softplus(beta * x) / beta,
  softsign: () => (x) => x / (1 + Math.abs(x)),
  hard_tanh: () => (x) => clip(x, -1, 1),
  hard_sigmoid: () => (x) => clip(x / 6 + 0.5, 0, 1),
  hard_swish: () => (x) => x * clip(x / 6 + 0.5, 0, 1),
  silu: ({ beta = 1 }) => (x) => x * sigmoid(beta * x),
  gelu: () => (x) => x * 0.5 * (1 + erf(x / Math.SQRT2)),
  mish: () => (x) => x * Math.tanh(softplus(x)),
  log_sigmoid: () => (x) => -softplus(-x),
  sin: () => Math.sin,
  cos: () => Math.cos,
};

/** `leaky_relu(slope=0.2)` as a function. */
export function activationOf(token) {
  const [, key, settings = ""] = token.match(/^(\w+)(?:\((.*)\))?$/);
  const pairs = settings.split(":").filter(Boolean).map((setting) => setting.split("="));
  return ACTIVATIONS[key](Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)])));
}
