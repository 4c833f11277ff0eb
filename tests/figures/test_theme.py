"""One encoding in both schemes."""

import tomllib
from pathlib import Path

import pytest

from core.activations import ACTIVATIONS
from figures.theme import DARK, LIGHT, activation_style, blank_figure, palette_of, series_style

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(colour: str, ground: str, opacity: float) -> str:
    """A colour laid over another one."""
    pairs = [(int(colour[place : place + 2], 16), int(ground[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(opacity * top + (1 - opacity) * below):02x}" for top, below in pairs)


@PALETTES
def test_whatever_is_written_has_a_contrast_of_four_and_a_half(palette):
    written = (palette.ink, palette.muted, palette.negative_text, palette.positive_text, palette.accent)
    grounds = [palette.paper, palette.panel, palette.neutral]
    # A shaded part of the curves, and a chosen segment.
    grounds += [over(palette.negative, palette.paper, 0.13), over(palette.accent, palette.paper, 0.1)]
    faint = {(c, g): contrast(c, g) for c in written for g in grounds if contrast(c, g) < 4.5}
    assert not faint
    # Names of curves stand on the paper alone.
    assert not [colour for colour in palette.series if contrast(colour, palette.paper) < 4.5]


@PALETTES
def test_signs_are_seen_against_the_paper(palette):
    assert min(contrast(colour, palette.paper) for colour in (palette.negative, palette.positive)) > 3


@PALETTES
def test_streamlits_own_controls_have_the_palettes_colours(palette):
    own = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"][palette.name]
    assert own["backgroundColor"] == palette.paper
    assert own["textColor"] == palette.ink
    assert own["primaryColor"] == palette.accent
    # The selected segment: the primary colour on a tint of itself.
    assert contrast(own["primaryColor"], over(own["primaryColor"], palette.paper, 0.1)) >= 4.5
    assert contrast(own["linkColor"], palette.paper) >= 4.5


@PALETTES
def test_sign_is_a_colour_of_its_own(palette):
    assert len({palette.sign(-1), palette.sign(0), palette.sign(1)}) == 3
    assert palette.diverging[0][1] == palette.negative
    assert palette.diverging[-1][1] == palette.positive


@PALETTES
def test_every_activation_has_a_line_style_of_its_own(palette):
    styles = {activation_style(key, palette) for key in ACTIVATIONS}
    assert len(styles) == len(ACTIVATIONS)


def test_a_figure_has_no_background_of_its_own():
    assert blank_figure(palette_of(True), height=300).layout.paper_bgcolor == "rgba(0,0,0,0)"


@PALETTES
def test_forty_series_have_a_style_each_that_plotly_takes(palette):
    styles = [series_style(place, palette) for place in range(40)]
    assert len(set(styles)) == 40
    traces = [{"type": "scatter", "line": {"color": style.colour, "dash": style.dash}} for style in styles]
    assert len(blank_figure(palette, height=100, traces=traces).data) == 40
    assert [activation_style(key, palette) for key in ACTIVATIONS] == styles[: len(ACTIVATIONS)]
