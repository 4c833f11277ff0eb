"""The one table of activations: a row is complete, and menus, formulas, plots and tests iterate over it.

Defaults are those of torch.nn.functional.  At a kink the derivative is the one PyTorch uses; the row
says so.  To add an activation, add a row.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from scipy.special import erf, expit

from core.activation import Activation, Parameter

SELU_SCALE = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772

_TORCH = "torch.nn.functional"
# x·g(x) with g(-inf) = 0 would be inf·0 there; below -1e4 every such product is 0 in float64 already.
_FLOOR = -1e4


def _leaky(x, slope):
    # 0·(-inf) is no number, and a slope of 0 is ReLU.
    return np.where(x >= 0, x, slope * x) if slope else np.maximum(x, 0.0)


def _exponential_unit(x, alpha, scale=1.0, rate=1.0):
    """scale·x for x > 0, scale·alpha·(e^(x/rate) - 1) below; expm1 of min(x, 0) cannot overflow."""
    return scale * np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0) / rate))


def _exponential_unit_slope(x, alpha, scale=1.0, rate=1.0):
    return scale * np.where(x > 0, 1.0, alpha / rate * np.exp(np.minimum(x, 0) / rate))


def _softplus(x, beta=1.0):
    return np.logaddexp(0.0, beta * x) / beta


def _softsign(x):
    size = np.abs(x)
    # 1/(1/|x| + 1) is the same number and has the right limit at infinity.
    return np.where(size > 1, np.sign(x) / (1 / np.maximum(size, 1) + 1), x / (1 + np.minimum(size, 1)))


def _silu(x, beta):
    x = np.maximum(x, _FLOOR)
    return x * expit(beta * x)


def _silu_slope(x, beta):
    gate = expit(beta * x)
    inner = np.clip(beta * x, _FLOOR, -_FLOOR)
    return gate * (1 + inner * (1 - gate))


def _gelu(x):
    x = np.maximum(x, _FLOOR)
    return x * _normal_cdf(x)


def _gelu_slope(x):
    x = np.clip(x, _FLOOR, -_FLOOR)
    return _normal_cdf(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def _normal_cdf(x):
    return 0.5 * (1 + erf(x / np.sqrt(2)))


def _mish(x):
    x = np.maximum(x, _FLOOR)
    return x * np.tanh(_softplus(x))


def _mish_slope(x):
    x = np.clip(x, _FLOOR, -_FLOOR)
    gate = np.tanh(_softplus(x))
    return gate + x * expit(x) * (1 - gate * gate)


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
        slope=lambda x: np.where(x > 0, 1.0, 0.0),
        source=f"{_TORCH}.relu; Nair and Hinton 2010",
        convention="f′(0) = 0, as in PyTorch and JAX",
        breakpoints=(0.0,),
    ),
    Activation(
        key="sigmoid",
        name="Sigmoid",
        latex=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        function=expit,
        slope=lambda x: expit(x) * expit(-x),
        source=f"{_TORCH}.sigmoid",
    ),
    Activation(
        key="tanh",
        name="tanh",
        latex=r"\tanh x",
        function=np.tanh,
        slope=lambda x: 1 - np.tanh(x) ** 2,
        source=f"{_TORCH}.tanh",
    ),
    Activation(
        key="step",
        name="Step",
        latex=r"1 \text{ if } x > 0 \text{ else } 0",
        function=lambda x: np.where(x > 0, 1.0, 0.0),
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
        slope=lambda x, beta: expit(beta * x),
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
        function=lambda x: np.clip(x / 6 + 0.5, 0.0, 1.0),
        slope=lambda x: _between(x, -3.0, 3.0) / 6,
        source=f"{_TORCH}.hardsigmoid; Howard et al. 2019",
        convention="f′(−3) = f′(3) = 0",
        breakpoints=(-3.0, 3.0),
    ),
    Activation(
        key="hard_swish",
        name="Hard swish",
        latex=r"x \cdot \min(\max(0,\, \tfrac{x}{6} + \tfrac{1}{2}),\, 1)",
        function=lambda x: np.maximum(x, _FLOOR) * np.clip(x / 6 + 0.5, 0.0, 1.0),
        slope=lambda x: np.where(x >= 3, 1.0, np.where(x <= -3, 0.0, np.clip(x, -3, 3) / 3 + 0.5)),
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
        slope=lambda x: expit(-x),
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


def softmax(scores, temperature: float = 1.0) -> np.ndarray:
    """e^(x_i/T) / Σ e^(x_j/T) over the last axis: (..., n) -> (..., n), positive, summing to 1.

    It acts on a whole vector, so it is no curve and stands apart from the table.  Subtracting the
    largest score first changes nothing and cannot overflow.  Raises ValueError unless T > 0.
    """
    if not temperature > 0:
        raise ValueError(f"The temperature is {temperature}; softmax needs one above 0.")
    scores = np.asarray(scores, dtype=np.float64)
    # Differences first: two scores near the float64 limit may not be divided before.
    exponents = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    return exponents / exponents.sum(axis=-1, keepdims=True)
