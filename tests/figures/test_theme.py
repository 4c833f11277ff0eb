"""One encoding in both schemes."""

import pytest

from core.activations import ACTIVATIONS
from figures.theme import DARK, LIGHT, activation_style, blank_figure, palette_of, signed

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@PALETTES
def test_words_and_lines_stand_out_from_the_paper(palette):
    assert contrast(palette.ink, palette.paper) > 7
    assert contrast(palette.muted, palette.paper) > 4.5
    for colour in (palette.negative, palette.positive, palette.accent, *palette.series):
        assert contrast(colour, palette.paper) > 2.9


@PALETTES
def test_sign_is_a_colour_of_its_own(palette):
    assert len({palette.sign(-1), palette.sign(0), palette.sign(1)}) == 3
    assert palette.diverging[0][1] == palette.negative
    assert palette.diverging[-1][1] == palette.positive


@PALETTES
def test_every_activation_has_a_line_style_of_its_own(palette):
    styles = {activation_style(key, palette) for key in ACTIVATIONS}
    assert len(styles) == len(ACTIVATIONS)


@pytest.mark.parametrize(("value", "text"), [(1.5, "+1.50"), (-2, "−2.00"), (0, "0.00"), (-0.001, "0.00")])
def test_the_sign_is_written(value, text):
    assert signed(value) == text


def test_a_figure_has_no_background_of_its_own():
    assert blank_figure(palette_of(True), height=300).layout.paper_bgcolor == "rgba(0,0,0,0)"
