"""How numbers are read and written, once.  numbers.js does the same in the browser.

Reading.  A number is digits with at most one decimal mark, a point or a comma, at most one sign before them and at
most one exponent behind: 0.5, 0,5, .5, −2, +1e-3.  A minus sign may be a hyphen, a real minus sign or a dash, and
full-width characters mean what the plain ones mean.  1,000 is refused, since it may be one or a thousand, and so are
1_000, nan and inf.

In a list white space, semicolons, bars and brackets separate numbers, and so does every comma that does not stand
directly between two digits: "1, 2" and "1,-2" are two numbers, "1,2" is one.

Writing.  A number is rounded half away from zero as the shortest decimal that reads back as it, which is what a
person typed: 0.125 to 0.13, −1.475 to −1.48.  A number that is not 0 is never written as 0.00: it then has one
significant digit, 0.004 or 4e−7.
"""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal

LARGEST_NUMBER = 1e6
MINUS = "−"
_LONGEST_TEXT = 60_000
# Room for every float64 with its shortest digits and decimals behind them.
_HALF_AWAY = Context(prec=400, rounding=ROUND_HALF_UP)

# What JavaScript's \s matches, and the zero-width space, which comes along when text is copied.
_SPACES = r"\t-\r \u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_AROUND = re.compile(rf"^[{_SPACES}]+|[{_SPACES}]+$")
_LAST_PLAIN_PLACE, _LARGEST_PLAIN = 4, Decimal("1e15")
# Hyphens and dashes, the minus sign and its small form; then the full-width block, onto ASCII.
_PLAIN = {ord(dash): "-" for dash in "‐‑‒–—−﹣"} | {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_NUMBER = re.compile(r"[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE | re.ASCII)
_MAYBE_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_ON_COMMAS = "A comma between two digits is a decimal comma; separate numbers by spaces."


def plain(text: str) -> str:
    """The text with every minus sign and dash as a hyphen, and full-width characters as the plain ones."""
    return text.translate(_PLAIN)


def read_number(text: str, low: float = -LARGEST_NUMBER, high: float = LARGEST_NUMBER, place: str = "") -> float:
    """The number that a text says, from `low` to `high`, and never minus zero.

    Raises ValueError with a sentence for anything else; `place` tells in it where the text stands: " in layer 1".
    """
    bare = _AROUND.sub("", plain(text))
    said = f"“{shortened(text)}”{place}"
    if _MAYBE_THOUSANDS.fullmatch(bare):
        raise ValueError(
            f"{said} may be {bare.replace(',', '.')} or {bare.replace(',', '')}; write the one that you mean."
        )
    if not _NUMBER.fullmatch(bare):
        advice = f" {_ON_COMMAS}" if "," in bare else ""
        raise ValueError(f"{said} is not a number; write it as in 0.5 or -2.{advice}")
    value = float(bare.replace(",", ".")) + 0.0
    if not low <= value <= high:
        raise ValueError(f"{said} is out of range; every number lies between {_bound(low)} and {_bound(high)}.")
    return value


def read_numbers(
    text: str,
    what: str,
    counts: tuple[int, int],
    example: str,
    low: float = -LARGEST_NUMBER,
    high: float = LARGEST_NUMBER,
) -> tuple[float, ...]:
    """A list of at least counts[0] and at most counts[1] numbers, each from `low` to `high`.

    Raises ValueError with a sentence for anything else; it calls the numbers `what` ("inputs") and shows `example`.
    """
    least, most = counts
    parts = split_list(text)
    if not least <= len(parts) <= most:
        given = {0: "There is no number", 1: "There is one number"}.get(
            len(parts), f"There are {len(parts):,} numbers"
        )
        wanted = f"{least} to {most}" if least < most else f"{most}"
        advice = f" {_ON_COMMAS}" if len(parts) < least and any("," in part for part in parts) else ""
        raise ValueError(f"{given} for the {what}; write {wanted}, as in {example}.{advice}")
    return tuple(read_number(part, low, high, f" in the {what}") for part in parts)


def split_list(text: str, brackets: str = "[](){}") -> list[str]:
    """The parts of a list as plain text.  What separates them is said at the head of this file.

    Raises ValueError with a sentence for a text of more than 60,000 characters, and for ",5" at its beginning, which
    may be 5 or a half.
    """
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"The text has {len(text):,} characters; the longest allowed has {_LONGEST_TEXT:,}.")
    text = _AROUND.sub("", plain(text))
    if re.match(",[0-9]", text):
        raise ValueError(f"“{shortened(text)}” begins with a comma; write 0{shortened(text)}, or leave it out.")
    separators = rf"(?:[{_SPACES};|{re.escape(brackets)}]|(?<![0-9]),|,(?![0-9]))+"
    return [part for part in re.split(separators, text) if part]


def format_number(value: float) -> str:
    """The shortest decimal that reads back as the same float64; 1.0 is written 1."""
    return repr(float(value) + 0.0).removesuffix(".0")


def number_text(value: float, decimals: int = 2) -> str:
    """A number as people write it: fixed decimals, a real minus sign, no minus zero, and 0.00 for 0 alone.

    From 1e15 on it is written with an exponent, and where `decimals` would leave nothing of it, with one digit.
    """
    value = float(value)
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else with_minus("-∞" if value < 0 else "∞")
    exact = Decimal(repr(abs(value)))
    shown = rounded(exact, decimals)
    if exact and not shown:
        shown = rounded(exact, -exact.adjusted())
        text = f"{shown.normalize():f}" if shown.adjusted() >= -_LAST_PLAIN_PLACE else _with_exponent(exact, 0)
    else:
        text = f"{shown:f}" if shown < _LARGEST_PLAIN else _with_exponent(exact, decimals)
    return (MINUS if value < 0 else "") + text


def number_place(value: float, decimals: int = 2) -> int:
    """To how many decimals `number_text` rounds a finite number; negative for tens and hundreds."""
    exact = Decimal(repr(abs(float(value))))
    shown = rounded(exact, decimals)
    if exact and not shown:
        return -exact.adjusted()
    return decimals if shown < _LARGEST_PLAIN else decimals - exact.adjusted()


def is_written_in_full(value: float, decimals: int = 2) -> bool:
    """Whether number_text says the whole number, but for what float64 leaves behind sums like 0.1 + 0.2."""
    return math.isclose(_written_number(number_text(value, decimals)), value, rel_tol=1e-12)


def signed_text(value: float, decimals: int = 2) -> str:
    """A number with its sign, plus or minus; 0 has none."""
    return "+" * (value > 0) + number_text(value, decimals)


def text_beside(value: float, bound: float, decimals: int = 2) -> str:
    """A number that is compared with a bound, with as many decimals as show on which side of it it is, or on it."""
    for places in range(decimals, 17):
        text = number_text(value, places)
        shown = _written_number(text)
        if (shown > bound, shown < bound) == (value > bound, value < bound):
            return text
    return with_minus(format_number(value))


def short_text(value: float, digits: int = 6) -> str:
    """A number with at most so many significant digits, and no zeros at its end: 0.5, 2, −0.2785, 1e−07."""
    exact = Decimal(repr(float(value) + 0.0))
    return with_minus(f"{float(rounded(exact, digits - 1 - exact.adjusted())):.{digits}g}")


def number_latex(value: float, decimals: int = 2) -> str:
    """A number as number_text writes it, for KaTeX."""
    mantissa, _, exponent = number_text(value, decimals).replace(MINUS, "-").replace("∞", r"\infty").partition("e")
    return rf"{mantissa} \times 10^{{{exponent}}}" if exponent else mantissa


def with_minus(text: str) -> str:
    """A written number with a real minus sign for each hyphen."""
    return text.replace("-", MINUS)


def rounded(exact: Decimal, decimals: int) -> Decimal:
    """A decimal rounded half away from zero; negative `decimals` round to tens and hundreds."""
    return exact.quantize(Decimal(1).scaleb(-decimals), context=_HALF_AWAY)


def _written_number(text: str) -> float:
    return float(text.replace(MINUS, "-").replace("∞", "inf"))


def _with_exponent(exact: Decimal, decimals: int) -> str:
    shown = rounded(exact, decimals - exact.adjusted())
    exponent = shown.adjusted()
    return f"{rounded(shown.scaleb(-exponent, context=_HALF_AWAY), decimals):f}e{with_minus(str(exponent))}"


def shortened(text: str) -> str:
    """A text as a sentence quotes it."""
    return text if len(text) <= 24 else f"{text[:20]}…"


def _bound(value: float) -> str:
    return with_minus(f"{value:,.10g}")
