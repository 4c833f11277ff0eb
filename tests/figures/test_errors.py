"""The error is drawn where it is."""

import numpy as np
import pytest

from core.hinges import COUNTS, known_errors
from figures.errors import describe_errors, error_figure
from figures.theme import LIGHT


@pytest.mark.parametrize("key", ["sin", "step", "abs"])
def test_the_errors_are_drawn_on_logarithmic_axes_beside_their_slope(key):
    errors = known_errors(key)
    figure = error_figure(errors, 0.3, LIGHT, now=(5, 0.2))
    assert figure.layout.xaxis.type == figure.layout.yaxis.type == "log"
    dots = next(data for data in figure.data if data.mode == "markers" and len(data.x) == len(COUNTS))
    np.testing.assert_allclose(np.array(dots.y)[errors > 1e-12], errors[errors > 1e-12])
    assert np.all(np.array(dots.y) > 0)
    assert list(np.array(dots.marker.symbol) == "circle-open") == list(errors <= 1e-12)
    assert any(data.name == "slope" for data in figure.data) == (key != "abs")
    assert all(
        np.log10(value) >= figure.layout.yaxis.range[0] for data in figure.data for value in data.y if value > 0
    )
    assert f"{errors[0]:.2g}" in describe_errors(errors, 0.3)


def test_a_target_that_a_line_reaches_has_a_picture_all_the_same():
    figure = error_figure(np.zeros(len(COUNTS)), 0.0, LIGHT, now=(0, 0.0))
    assert np.all(np.isfinite(figure.layout.yaxis.range))
