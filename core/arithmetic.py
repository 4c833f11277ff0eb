"""The three steps of a neuron as written arithmetic: multiply, add, activate.

Every line holds for the numbers as they are printed: evaluated in exact decimals, the printed operands give the
printed result, to half a unit of its last place where its sign is ≈.  And every result is the network's own, rounded:
where a few digits of the operands would lead elsewhere, more are printed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import reduce

from core.network import ForwardTrace, Network, affine_values
from core.numbers import number_place, number_text, rounded, with_minus

# Of these the first that holds is printed.
_FEW = (4, 3, 2)
_ANY = (*_FEW, *range(5, 18))
# From the largest to the smallest product of two float64 all digits fit in.
_EXACT = Context(prec=1400)
_LAST_PLAIN_PLACE = 7


@dataclass(frozen=True)
class Written:
    """A number as printed, and whether printing rounded it."""

    text: str
    is_exact: bool

    @property
    def number(self) -> Decimal:
        return Decimal(self.text)

    @property
    def relation(self) -> str:
        return "=" if self.is_exact else "≈"


@dataclass(frozen=True)
class NeuronSteps:
    """One neuron's arithmetic for one input vector, ready to print."""

    weights: tuple[str, ...]
    inputs: tuple[str, ...]
    products: tuple[Written, ...]
    weighted_sum: Written
    bias: str
    preactivation: Written
    activation: str
    output: Written


def neuron_steps(network: Network, trace: ForwardTrace, layer: int, row: int) -> NeuronSteps:
    """The steps of neuron `row` of `layer` for the first sample of a trace."""
    # With few decimals, with more, with all; and last with what float64's own rounding has made of them.
    ways = ((4, _agreeing), (8, _agreeing), (None, _agreeing), (None, _own_in_short), (None, _own))
    attempts = (_steps(network, trace, layer, row, places, sums) for places, sums in ways)
    return next(steps for steps in attempts if steps)


def _steps(
    network: Network, trace: ForwardTrace, layer: int, row: int, places: int | None, sums: Callable
) -> NeuronSteps | None:
    """The steps with operands of so many places, or None where a line of them would not be the network's.

    `sums` writes the two sums from what the printed operands give, the network's own and `places`.
    """
    here, given = network.layers[layer], trace.vectors[layer][:1]
    own_sum = float(affine_values(given, here.weights[row : row + 1], [0.0])[0, 0])
    own_preactivation, own_output = (float(values[layer][0, row]) for values in (trace.preactivations, trace.outputs))
    weights, inputs = ([operand(value, places) for value in values] for values in (here.weights[row], given[0]))
    bias = operand(here.bias[row], places)
    exact_products = [_EXACT.multiply(w, x) for w, x in zip(weights, inputs, strict=True)]
    products = tuple(
        written(product, float(w * x), _ANY) or sums(product, float(w * x), places)
        for product, w, x in zip(exact_products, here.weights[row], given[0], strict=True)
    )
    weighted_sum = sums(exact_sum(exact_products), own_sum, places)
    preactivation = weighted_sum and sums(_EXACT.add(weighted_sum.number, bias), own_preactivation, places)
    if not (preactivation and all(products)):
        return None
    if sums is _own_in_short and not _is_rounding(weighted_sum, bias, preactivation, exact_products):
        return None
    activated = decimal(here.activation(float(preactivation.text)))
    output = written(activated, own_output, _ANY) or (sums is _own and _own(activated, own_output))
    return output and NeuronSteps(
        weights=tuple(map(decimal_text, weights)),
        inputs=tuple(map(decimal_text, inputs)),
        products=products,
        weighted_sum=weighted_sum,
        bias=decimal_text(bias),
        preactivation=preactivation,
        activation=here.activation.name,
        output=output,
    )


def written_sum(terms: Sequence[Sequence[float]], own: float) -> str:
    """A sum of products as a line, "−0.37·(−0.78) + 1.11·(−1.02) ≈ −0.84"; a term has its factors, at most two.

    Its result is `own`, which float64 makes of it, as `number_text` writes it, and the factors have as few decimals
    as lead there.  Only where none do has float64's own rounding made another number of it.
    """
    mine = decimal(own)
    place = number_place(own)
    for places in (2, 4, 8, None):
        operands = [[operand(factor, places) for factor in factors] for factors in terms]
        total = exact_sum(reduce(_EXACT.multiply, factors) for factors in operands)
        if rounded(total, place) == rounded(mine, place):
            break
    line = " + ".join("·".join(map(_bracketed, factors)) for factors in operands)
    relation = "=" if total == rounded(mine, place) else "≈"
    # In front of all there is nothing that a minus sign could be taken together with.
    head, _, tail = line.partition(")")
    line = head[1:] + tail if line.startswith("(") else line
    return f"{line} {relation} {number_text(own)}"


def _bracketed(number: Decimal) -> str:
    text = with_minus(decimal_text(number))
    return f"({text})" if number < 0 else text


def _is_rounding(weighted_sum: Written, bias: Decimal, preactivation: Written, products: Sequence[Decimal]) -> bool:
    """Whether a sum that was shortened leads to the pre-activation, but for what float64 loses on the way."""
    size = exact_sum([*map(abs, products), abs(bias)])
    off = abs(_EXACT.subtract(_EXACT.add(weighted_sum.number, bias), preactivation.number))
    return off <= _EXACT.multiply(size, Decimal(2) ** -53) * len(products)


def exact_sum(terms: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for term in terms:
        total = _EXACT.add(total, term)
    return total


def written(exact: Decimal, own: float, places: Sequence[int], limits: Sequence[float] = ()) -> Written | None:
    """A result with the first number of `places` to which what the printed operands give and `own` are rounded alike.

    What is not 0 is not printed as 0, nor on another of the `limits` that it has not reached.  A number too small for
    four decimals has so many digits less two instead, two where four decimals are asked for.
    None where no number of places will do.
    """
    mine = decimal(own)
    if mine and not rounded(mine, max(_FEW)):
        places = [max(place, min(_FEW) + 1) - min(_FEW) - 1 - mine.adjusted() for place in places]
    for place in places:
        shown = rounded(exact, place)
        is_limit = shown != mine and float(shown) in (0.0, *limits)
        if shown == rounded(mine, place) and not is_limit:
            return Written(decimal_text(shown), shown == exact)
    return None


def operand(value: float, places: int | None = None) -> Decimal:
    """The decimal that stands for a float64 on screen: its own shortest form, rounded to `places`, but not to 0."""
    exact = decimal(value)
    if places is None:
        return exact
    return rounded(exact, places) or rounded(exact, -exact.adjusted())


def decimal(value: float) -> Decimal:
    """The shortest decimal that reads back as a float64."""
    return Decimal(repr(float(value) + 0.0))


def _agreeing(exact: Decimal, own: float, places: int | None) -> Written | None:
    """A sum or product with as many decimals as its operands have, or fewer."""
    most = places or max(*_FEW, -decimal(own).as_tuple().exponent)
    return written(exact, own, range(most, 1, -1))


def _own(exact: Decimal, own: float, places: int | None = None) -> Written:
    """The network's own result, where rounding inside float64 has made it another than that of its decimals."""
    return Written(decimal_text(decimal(own)), decimal(own) == exact)


def _own_in_short(exact: Decimal, own: float, places: int | None = None) -> Written:
    """As `_own`, and what is left where numbers cancel, as in 0.1 + 0.2 − 0.3, with two digits."""
    mine = decimal(own)
    shown = rounded(mine, 1 - mine.adjusted()) if mine and not rounded(mine, max(_FEW)) else mine
    return Written(decimal_text(shown), shown == exact)


def decimal_text(number: Decimal) -> str:
    """At least two decimals, or an exponent behind a very small number."""
    number = _EXACT.plus(number)
    if number and number.adjusted() < -_LAST_PLAIN_PLACE:
        return f"{number.normalize(_EXACT):e}"
    whole, _, fraction = f"{number:f}".partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}" if number else "0.00"
