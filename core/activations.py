"""The one table of activations: a row is complete, and menus, formulas, plots and tests iterate over it.

Defaults are those of torch.nn.functional.  At a kink the derivative is the one PyTorch uses; the row
says so.  To add an activation, add a row.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.polynomial import legendre
from scipy.special import erfc, erfcx

from core.activation import Activation, Parameter

SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772

_TORCH = "torch.nn.functional"
# x·g(x) with g(-inf) = 0 would be inf·0 there; below -1e4 every such product is 0 in float64 already.
_FLOOR = -1e4


def _within(x):
    # Where exponentials are 0 or 1 to the last place, and nothing overflows.
    return np.clip(x, _FLOOR, -_FLOOR)


def _leaky(x, slope):
    # 0·(-inf) is no number, and a slope of 0 is ReLU.
    return np.where(x >= 0, x, slope * x) if slope else np.maximum(x, 0.0)


def _exponential_unit(x, alpha, scale=1.0, rate=1.0):
    """scale·x for x > 0, scale·alpha·(e^(x/rate) - 1) below; expm1 of min(x, 0) cannot overflow."""
    return scale * np.where(x > 0, x, alpha * np.expm1(np.clip(x, _FLOOR, 0) / rate))


def _exponential_unit_slope(x, alpha, scale=1.0, rate=1.0):
    return scale * np.where(x > 0, 1.0, alpha / rate * np.exp(np.clip(x, _FLOOR, 0) / rate))


def _sigmoid(x):
    # SciPy's expit is 0 from -710 on, where e^x is not yet.
    small = np.exp(-np.abs(x))
    return np.where(x < 0, small, 1.0) / (1 + small)


def _sigmoid_slope(x):
    """σ(x)·σ(-x), which is even."""
    small = np.exp(-np.abs(x))
    # (1 + small)² would round twice.
    return small / (1 + small * (2 + small))


def _tanh_slope(x):
    # 1 - tanh² has lost every digit at 19.
    return 4 * _sigmoid_slope(2 * _within(x))


def _softplus(x, beta=1.0):
    return np.maximum(x, 0) + np.log1p(np.exp(-beta * np.minimum(np.abs(x), -_FLOOR))) / beta


def _softsign(x):
    size = np.abs(x)
    # 1/(1/|x| + 1) is the same number and has the right limit at infinity.
    return np.where(size > 1, np.sign(x) / (1 / np.maximum(size, 1) + 1), x / (1 + np.minimum(size, 1)))


def _hard_sigmoid(x):
    # Not x/6 + ½, whose rounding shows beside -3, where x + 3 is exact.
    return np.clip(x + 3, 0.0, 6.0) / 6


# SiLU, GELU and Mish are flat at the bottom of their dip, where the plain formulas of their slopes subtract two
# nearly equal numbers.  Counted from that place, all terms have one sign and no digit is lost.  Each stands
# here as the float64 nearest to it and what is missing.
_SILU_DIP = -1.2784645427610737, -1.0946994183093437e-16
_GELU_DIP = -0.7517915246935645, 1.4956759177009883e-17
_MISH_DIP = -1.1924312145154952, -4.8484829848031044e-17
_BESIDE = 0.5


def _from_dip(x, dip):
    place, rest = dip
    return (x - place) - rest


def _silu(x, beta):
    return np.maximum(x, _FLOOR) * _sigmoid(beta * _within(x))


def _silu_slope(x, beta):
    """σ(1 + t(1 - σ)) at t = βx, which is σ(t)·σ(-t)·(1 + t + e^t)."""
    t = beta * _within(x)
    away = _from_dip(np.minimum(t, 0), _SILU_DIP)
    # At the dip e^t is -1 - t.
    one_t_exp = away - (1 + _SILU_DIP[0]) * np.expm1(away)
    return np.where(away < _BESIDE, _sigmoid_slope(t) * one_t_exp, _sigmoid(t) * (1 + t * _sigmoid(-t)))


def _gelu(x):
    x = np.maximum(x, _FLOOR)
    left = np.minimum(x, 0)
    return np.where(x < -1, _times_bell(left / 2 * _scaled_tail(left), left), x * _normal_cdf(x))


def _gelu_slope(x):
    """Φ + xφ; its own derivative is (2 - x²)φ."""
    x = _within(x)
    away = _from_dip(x, _GELU_DIP)
    between = _GELU_DIP[0] + np.clip(away, -_BESIDE, _BESIDE)[..., None] * _NODES
    beside = away * (_times_bell(2 - between**2, between) @ _NODE_WEIGHTS) / np.sqrt(2 * np.pi)
    tail = _times_bell(x / np.sqrt(2 * np.pi) + _scaled_tail(np.minimum(x, 0)) / 2, x)
    plain = _normal_cdf(x) + _times_bell(x / np.sqrt(2 * np.pi), x)
    return np.select([np.abs(away) < _BESIDE, x < -1], [beside, tail], plain)


def _normal_cdf(x):
    """Φ(x) for x >= -1, by erfc: ½·(1 + erf) would lose the left tail, and this one too, a little, farther out."""
    return erfc(-np.maximum(x, -1) / np.sqrt(2)) / 2


def _scaled_tail(x):
    """2·Φ(x)·e^(x²/2) for x <= 0."""
    return erfcx(-x / np.sqrt(2))


def _times_bell(factor, x):
    """factor·e^(-x²/2).

    The square of a short number near x is exact; rounding x² itself would count x² times over.  What would
    make the product subnormal comes last, so that it is rounded once.
    """
    near = np.round(x * 256) / 256
    exponent, rest = near * near / 2, (x - near) * (x + near) / 2
    return factor * np.exp(-rest) * np.exp(-np.minimum(exponent, 600)) * np.exp(-np.maximum(exponent - 600, 0))


# Gauss and Legendre's nodes and weights for an integral from 0 to 1.
_NODES, _NODE_WEIGHTS = (legendre.leggauss(10) + np.array([[1.0], [0.0]])) / 2


def _mish(x):
    x = np.maximum(x, _FLOOR)
    return x * np.tanh(_softplus(x))


def _mish_slope(x):
    """e^x·(e^x + 2 + 4x(1 + e^x)/δ)/δ with δ = e^(2x) + 2e^x + 2."""
    # From 40 on it is 1, and at 400 the powers would overflow.
    x = np.clip(x, _FLOOR, 40.0)
    e = np.exp(x)
    delta = e * (e + 2) + 2
    away, (dip, _) = _from_dip(x, _MISH_DIP), _MISH_DIP
    e_dip = np.exp(dip)
    # The bracket times δ, less what it is at the dip, power by power: there it is 0.
    beside = (
        e_dip**3 * np.expm1(3 * away)
        + 4 * e_dip**2 * np.expm1(2 * away)
        + e_dip * (4 * dip + 6) * np.expm1(away)
        + 4 * away * (1 + e)
    )
    bracket = np.where(away < _BESIDE, beside / delta, e + 2 + 4 * x * (1 + e) / delta)
    return e / delta * bracket


def _between(x, low, high):
    return ((x > low) & (x < high)).astype(np.float64)


_ROWS = (
    Activation(
        key="identity",
        name="Identity",
        latex=r"x",
        function=lambda x: x.copy(),
        slope=np.ones_like,
        source=f"{_TORCH}: no activation at all",
    ),
    Activation(
        key="relu",
        name="ReLU",
        latex=r"\max(0,\, x)",
        function=lambda x: np.maximum(x, 0.0),
        slope=lambda x: np.heaviside(x, 0.0),
        source=f"{_TORCH}.relu; Nair and Hinton 2010",
        convention="f′(0) = 0, as in PyTorch and JAX",
        breakpoints=(0.0,),
    ),
    Activation(
        key="sigmoid",
        name="Sigmoid",
        latex=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        function=_sigmoid,
        slope=_sigmoid_slope,
        source=f"{_TORCH}.sigmoid",
    ),
    Activation(
        key="tanh",
        name="tanh",
        latex=r"\tanh x",
        function=np.tanh,
        slope=_tanh_slope,
        source=f"{_TORCH}.tanh",
    ),
    Activation(
        key="step",
        name="Step",
        latex=r"1 \text{ if } x > 0 \text{ else } 0",
        function=lambda x: np.heaviside(x, 0.0),
        slope=np.zeros_like,
        source="Rosenblatt 1958; McCulloch and Pitts 1943",
        convention="f(0) = 0; f′ = 0 everywhere, so nothing can be learned through it",
        breakpoints=(0.0,),
    ),
    Activation(
        key="leaky_relu",
        name="Leaky ReLU",
        latex=r"x \text{ if } x \ge 0 \text{ else } s\,x",
        function=_leaky,
        slope=lambda x, slope: np.where(x > 0, 1.0, slope),
        source=f"{_TORCH}.leaky_relu; Maas et al. 2013 (Keras has s = 0.2)",
        convention="f′(0) = s, as in PyTorch",
        breakpoints=(0.0,),
        parameters=(Parameter("slope", "s", 0.01, 0.0, 1.0),),
    ),
    Activation(
        key="relu6",
        name="ReLU6",
        latex=r"\min(\max(0,\, x),\, 6)",
        function=lambda x: np.clip(x, 0.0, 6.0),
        slope=lambda x: _between(x, 0.0, 6.0),
        source=f"{_TORCH}.relu6; Krizhevsky 2010",
        convention="f′(0) = f′(6) = 0",
        breakpoints=(0.0, 6.0),
    ),
    Activation(
        key="elu",
        name="ELU",
        latex=r"x \text{ if } x > 0 \text{ else } \alpha\,(e^{x} - 1)",
        function=lambda x, alpha: _exponential_unit(x, alpha),
        slope=lambda x, alpha: _exponential_unit_slope(x, alpha),
        source=f"{_TORCH}.elu; Clevert et al. 2016",
        convention="f′(0) = α",
        breakpoints=(0.0,),
        parameters=(Parameter("alpha", r"\alpha", 1.0, 0.1, 3.0),),
    ),
    Activation(
        key="celu",
        name="CELU",
        latex=r"x \text{ if } x > 0 \text{ else } \alpha\,(e^{x/\alpha} - 1)",
        function=lambda x, alpha: _exponential_unit(x, alpha, rate=alpha),
        slope=lambda x, alpha: _exponential_unit_slope(x, alpha, rate=alpha),
        source=f"{_TORCH}.celu; Barron 2017",
        breakpoints=(0.0,),
        parameters=(Parameter("alpha", r"\alpha", 1.0, 0.1, 3.0),),
    ),
    Activation(
        key="selu",
        name="SELU",
        latex=r"\lambda x \text{ if } x > 0 \text{ else } \lambda\alpha\,(e^{x} - 1)",
        function=lambda x: _exponential_unit(x, SELU_ALPHA, scale=SELU_SCALE),
        slope=lambda x: _exponential_unit_slope(x, SELU_ALPHA, scale=SELU_SCALE),
        source=f"{_TORCH}.selu; Klambauer et al. 2017 (λ = 1.0507…, α = 1.6733…)",
        convention="f′(0) = λα",
        breakpoints=(0.0,),
    ),
    Activation(
        key="softplus",
        name="Softplus",
        latex=r"\tfrac{1}{\beta}\ln(1 + e^{\beta x})",
        function=_softplus,
        slope=lambda x, beta: _sigmoid(beta * _within(x)),
        source=f"{_TORCH}.softplus; Dugas et al. 2001",
        parameters=(Parameter("beta", r"\beta", 1.0, 0.1, 10.0),),
    ),
    Activation(
        key="softsign",
        name="Softsign",
        latex=r"\frac{x}{1 + |x|}",
        function=_softsign,
        slope=lambda x: (1 / (1 + np.abs(x))) ** 2,
        source=f"{_TORCH}.softsign; Bergstra et al. 2009",
    ),
    Activation(
        key="hard_tanh",
        name="Hard tanh",
        latex=r"\min(\max(-1,\, x),\, 1)",
        function=lambda x: np.clip(x, -1.0, 1.0),
        slope=lambda x: _between(x, -1.0, 1.0),
        source=f"{_TORCH}.hardtanh",
        convention="f′(−1) = f′(1) = 0",
        breakpoints=(-1.0, 1.0),
    ),
    Activation(
        key="hard_sigmoid",
        name="Hard sigmoid",
        latex=r"\min(\max(0,\, \tfrac{x}{6} + \tfrac{1}{2}),\, 1)",
        function=_hard_sigmoid,
        slope=lambda x: _between(x, -3.0, 3.0) / 6,
        source=f"{_TORCH}.hardsigmoid; Howard et al. 2019",
        convention="f′(−3) = f′(3) = 0",
        breakpoints=(-3.0, 3.0),
    ),
    Activation(
        key="hard_swish",
        name="Hard swish",
        latex=r"x \cdot \min(\max(0,\, \tfrac{x}{6} + \tfrac{1}{2}),\, 1)",
        function=lambda x: np.maximum(x, _FLOOR) * _hard_sigmoid(x),
        slope=lambda x: np.where(x >= 3, 1.0, np.where(x <= -3, 0.0, (2 * np.clip(x, -3, 3) + 3) / 6)),
        source=f"{_TORCH}.hardswish; Howard et al. 2019",
        convention="f′(−3) = 0, f′(3) = 1",
        breakpoints=(-3.0, 3.0),
    ),
    Activation(
        key="silu",
        name="SiLU (Swish)",
        latex=r"x \cdot \sigma(\beta x)",
        function=_silu,
        slope=_silu_slope,
        source=f"{_TORCH}.silu (β = 1); Elfwing et al. 2018, Ramachandran et al. 2017",
        parameters=(Parameter("beta", r"\beta", 1.0, 0.1, 10.0),),
    ),
    Activation(
        key="gelu",
        name="GELU",
        latex=r"x \cdot \Phi(x) = \tfrac{x}{2}\left(1 + \operatorname{erf}\tfrac{x}{\sqrt{2}}\right)",
        function=_gelu,
        slope=_gelu_slope,
        source=f"{_TORCH}.gelu, exact form; Hendrycks and Gimpel 2016",
    ),
    Activation(
        key="mish",
        name="Mish",
        latex=r"x \cdot \tanh(\ln(1 + e^{x}))",
        function=_mish,
        slope=_mish_slope,
        source=f"{_TORCH}.mish; Misra 2019",
    ),
    Activation(
        key="log_sigmoid",
        name="Log-sigmoid",
        latex=r"\ln \sigma(x) = -\ln(1 + e^{-x})",
        function=lambda x: -_softplus(-x),
        slope=lambda x: _sigmoid(-x),
        source=f"{_TORCH}.logsigmoid",
    ),
    Activation(
        key="sin",
        name="sin",
        latex=r"\sin x",
        function=np.sin,
        slope=np.cos,
        source="Sitzmann et al. 2020 (SIREN)",
    ),
    Activation(
        key="cos",
        name="cos",
        latex=r"\cos x",
        function=np.cos,
        slope=lambda x: -np.sin(x),
        source="Rahimi and Recht 2007 (random Fourier features)",
    ),
)

ACTIVATIONS: Mapping[str, Activation] = MappingProxyType({row.key: row for row in _ROWS})


def bent(bend: float) -> Activation:
    """From the identity at 0 to ReLU at 1."""
    ends = {0.0: ACTIVATIONS["identity"], 1.0: ACTIVATIONS["relu"]}
    return ends.get(bend) or ACTIVATIONS["leaky_relu"].with_parameters(slope=1 - bend)
