"""Fields keep a scale centred on zero."""

from core.plane import sample_plane
from figures.plane import describe_field, field_figure
from figures.scale import circle_rows, scale_figure
from figures.theme import LIGHT

FIELD = sample_plane(lambda points: points[:, :1] * 2 + 1, ((-1, 1), (-1, 1)), n=5)


def test_zero_is_in_the_middle_of_the_colours():
    figure = field_figure(FIELD, LIGHT)
    assert (figure.data[0].zmin, figure.data[0].zmax) == (-3, 3)
    assert field_figure(FIELD, LIGHT, largest=9.0).data[0].zmax == 9
    assert describe_field(FIELD) == "The output runs from −1.00 to 3.00 over the window."


def test_a_field_of_one_sign_has_no_zero_line():
    above = sample_plane(lambda points: points[:, :1] * 0 + 1, ((-1, 1), (-1, 1)), n=5)
    assert len(zero_line(field_figure(above, LIGHT)).x) == 0
    # 2x + 1 is 0 at x = -½
    assert set(zero_line(field_figure(FIELD, LIGHT)).x[:2]) == {-0.5}


def zero_line(figure):
    return next(data for data in figure.data if data.name == "zero line")


def test_thirty_thousand_neurons_are_an_ellipsis():
    figure = scale_figure((30_000, 3), LIGHT)
    assert circle_rows(30_000) == ([0, 1, 2, 4, 5, 6], True)
    assert circle_rows(3) == ([0, 1, 2], False)
    assert [len(data.x) for data in figure.data if data.mode == "markers"] == [6, 3]
    assert "<b>30,000</b>" in [annotation.text for annotation in figure.layout.annotations]
