"""The drawn polygons are the network's own regions, and the error is drawn where it is."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.creases import creases, linear_regions
from core.hinges import COUNTS, known_errors
from core.network import Network
from core.presets import XOR_NETWORK
from figures.errors import describe_errors, error_figure
from figures.surface import describe_surface, surface_figure, triangulated
from figures.theme import DARK, LIGHT, crease_style

WINDOW = ((-3.0, 3.0), (-3.0, 3.0))
NETWORK = Network.random((2, 5, 4, 1), ACTIVATIONS["relu"], rng=np.random.default_rng(1))
REGIONS = linear_regions(NETWORK, WINDOW)


def areas(points: np.ndarray) -> np.ndarray:
    (ax, ay), (bx, by), (cx, cy) = np.moveaxis(points[..., :2], (1, 2), (0, 1))
    return ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2


def test_the_triangles_cover_the_window_at_the_networks_own_heights():
    corners, triangles = triangulated(REGIONS)
    assert np.all(areas(corners[triangles]) >= 0)
    assert areas(corners[triangles]).sum() == pytest.approx(36)
    np.testing.assert_allclose(corners[:, 2], NETWORK(corners[:, :2])[:, 0], atol=1e-9)
    # The middle of a triangle is on the surface too: no triangle spans a crease.
    middles = corners[triangles].mean(axis=1)
    np.testing.assert_allclose(middles[:, 2], NETWORK(middles[:, :2])[:, 0], atol=1e-9)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_every_crease_lies_on_the_surface_in_its_neurons_colour(palette):
    found = creases(REGIONS)
    figure = surface_figure(NETWORK, REGIONS, found, palette, largest=3.0, turn=30)
    mesh, *lines = figure.data
    assert (mesh.cmin, mesh.cmax) == (-3, 3)
    for crease, line in zip(found, lines, strict=True):
        style = crease_style(crease.kink.layer, palette)
        assert (line.line.color, line.line.dash) == (style.colour, style.dash)
        assert line.line.color != palette.ink
        points = np.column_stack([line.x, line.y, line.z])
        points = points[~np.isnan(points[:, 0])]
        np.testing.assert_allclose(points[:, 2], NETWORK(points[:, :2])[:, 0])
        assert len(points) == 2 * len(crease.segments)


def test_a_step_has_a_wall_between_two_flat_pieces():
    step = Network.random((2, 1), ACTIVATIONS["identity"], ACTIVATIONS["step"], rng=np.random.default_rng(2))
    corners, _ = triangulated(linear_regions(step, WINDOW))
    assert set(corners[:, 2]) == {0.0, 1.0}


def test_turning_goes_once_around_the_surface():
    eyes = [surface_figure(NETWORK, REGIONS, (), LIGHT, largest=1.0, turn=turn).layout.scene.camera.eye
            for turn in (0, 90, 180, 360)]  # fmt: skip
    assert (eyes[0].x, eyes[0].y) == pytest.approx((-eyes[2].x, -eyes[2].y))
    assert (eyes[0].x, eyes[0].y) == pytest.approx((eyes[3].x, eyes[3].y))
    assert eyes[1].y == pytest.approx(0, abs=1e-9)


def test_the_description_counts_the_pieces():
    assert "3 flat pieces, from −10.00 to 1.00" in describe_surface(linear_regions(XOR_NETWORK, ((-1, 6), (-1, 6))))
    flat = NETWORK.with_hidden_activation(ACTIVATIONS["identity"])
    assert "one flat piece" in describe_surface(linear_regions(flat, WINDOW))


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
