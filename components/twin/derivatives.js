// The derivatives of activations, the twins of the slopes in core/activations.py, with the same conventions at kinks.

import { ACTIVATIONS, sigmoid } from "./activations.js";

const [gelu, selu] = ["gelu", "selu"].map((key) => ACTIVATIONS[key]({}));
const slopeWithin = (x, low, high, slope = 1) => (x > low && x < high ? slope : 0);

/** σ(x)·σ(-x), which is even. */
function sigmoidSlope(x) {
  const small = Math.exp(-Math.abs(x));
  return small / (1 + small * (2 + small));
}

function siluSlope(t) {
  // Beyond 800 the product with t would be 0·∞ at last.
  const near = Math.max(t, -800);
  return sigmoid(near) * (1 + near * sigmoid(-near));
}

/** Φ + xφ, where Φ is gelu(x)/x. */
function geluSlope(x) {
  if (Math.abs(x) > 40) return x > 0 ? 1 : 0;
  return (x ? gelu(x) / x : 0.5) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

function mishSlope(x) {
  if (x > 40) return 1;
  const e = Math.exp(Math.max(x, -800));
  const delta = e * (e + 2) + 2;
  return (e / delta) * (e + 2 + (4 * Math.max(x, -800) * (1 + e)) / delta);
}

const DERIVATIVES = {
  identity: () => () => 1,
  relu: () => (x) => (x > 0 ? 1 : 0),
  sigmoid: () => sigmoidSlope,
  // 1 - tanh² has lost every digit at 19.
  tanh: () => (x) => 4 * sigmoidSlope(2 * x),
  step: () => () => 0,
  leaky_relu: ({ slope }) => (x) => (x > 0 ? 1 : slope),
  relu6: () => (x) => slopeWithin(x, 0, 6),
  elu: ({ alpha }) => (x) => (x > 0 ? 1 : alpha * Math.exp(x)),
  celu: ({ alpha }) => (x) => (x > 0 ? 1 : Math.exp(x / alpha)),
  selu: () => (x) => (x > 0 ? selu(1) : Math.exp(x) * -selu(-Infinity)),
  softplus: ({ beta }) => (x) => sigmoid(beta * x),
  softsign: () => (x) => (1 / (1 + Math.abs(x))) ** 2,
  hard_tanh: () => (x) => slopeWithin(x, -1, 1),
  hard_sigmoid: () => (x) => slopeWithin(x, -3, 3, 1 / 6),
  hard_swish: () => (x) => (x >= 3 ? 1 : slopeWithin(x, -3, 3, (2 * x + 3) / 6)),
  silu: ({ beta }) => (x) => siluSlope(beta * x),
  gelu: () => geluSlope,
  mish: () => mishSlope,
  log_sigmoid: () => (x) => sigmoid(-x),
  sin: () => Math.cos,
  cos: () => (x) => -Math.sin(x),
};

/** f′ of the activation with a key, for its parameters by name. */
export const derivativeOf = (key, settings) => DERIVATIVES[key](settings);
