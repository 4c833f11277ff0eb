"""The activations page: overlay, probe, shift, gate and softmax."""

import pytest

from core.activations import ACTIVATIONS
from tests import drawings
from tests.drawings import tell


def texts(app) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption) for element in kind)


def told(app, key: str = "activation-curves") -> dict:
    """What a drawing is told."""
    return drawings.told(app, key)


def test_every_activation_can_be_overlaid_at_once(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value(list(ACTIVATIONS)).run()
    assert not app.exception
    assert [curve["key"] for curve in told(app)["curves"]] == list(ACTIVATIONS)
    assert all(f"{activation.name} " in told(app)["alt"] for activation in ACTIVATIONS.values())
    parameters = {f"{row.key}_{p.name}" for row in ACTIVATIONS.values() for p in row.parameters}
    assert parameters <= {slider.key for slider in app.slider}


def test_no_curve_at_all_still_shows_one(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value([]).run()
    assert "Choose a curve" in app.info[0].value


def test_the_probe_of_a_sigmoid_at_ten_is_not_printed_as_one(open_page):
    app = open_page("activations", x="5", weight="2", curves="Sigmoid")
    assert "Sigmoid 0.99995" in told(app)["alt"]


def test_an_end_that_is_never_reached_is_not_printed_where_float64_rounds_onto_it(open_page):
    app = open_page("activations", x="8", weight="4", bias="6", curves="tanh")
    assert "tanh < 1" in told(app)["alt"]


def test_the_kink_moves_to_minus_b_over_w(open_page):
    app = open_page("activations", weight="2", bias="3")
    assert "x = −1.50" in told(app)["said"]


def test_a_kink_outside_of_the_picture_has_a_place_all_the_same(open_page):
    said = told(open_page("activations", weight="0.05", bias="6"))["said"]
    assert "It has a kink where z is 0: here at x = −120.00 (outside the picture)." in said
    said = told(open_page("activations", weight="0.5", bias="-1", curves="ReLU6", close="ReLU6"))["said"]
    assert "where z is 0 and 6: here at x = 2.00 and 14.00 (outside the picture)." in said


def test_a_weight_of_zero_is_explained(open_page):
    assert "the input is ignored" in told(open_page("activations", weight="0"))["said"]


def test_a_leaky_slope_reaches_the_probe(open_page):
    app = open_page("activations", curves="Leaky ReLU", x="-2", leaky_relu_slope="0.5")
    assert "Leaky ReLU −1.0000" in told(app)["alt"]
    assert told(app)["entry"]["leaky_relu_slope"] == 0.5


def test_the_gate_keeps_half_at_zero(open_page):
    app = open_page("activations", topic="2 A gate", z="0", value="3")
    assert "3.00 × σ(0.00) = 3.00 × 0.50 = 1.50" in told(app, "gate-bars")["alt"]
    assert "σ(0.00) = 0.5000 of it" in texts(app)


def test_the_descriptions_follow_the_controls(open_page):
    before, after = (
        told(app)["alt"] for app in (open_page("activations"), open_page("activations", weight="2", bias="-3"))
    )
    assert "w = 1.00 and b = 0.00" in before
    assert "x = 0.00. Inputs in the orange part give 0" in before
    assert "w = 2.00 and b = −3.00" in after
    assert "x = 1.50. Inputs in the orange part give 0" in after


def test_a_smooth_curve_has_its_centre_named(open_page):
    app = open_page("activations", close="Sigmoid", weight="2", bias="-3")
    assert "stands at x = −b/w = 1.50" in told(app)["said"]
    assert "saturated" in told(app)["said"]


def test_a_curve_that_is_not_shown_cannot_be_looked_at_closely_and_says_so(open_page):
    app = open_page("activations", close="GELU")
    assert told(app)["close"] == "identity"
    assert told(app)["said"].startswith("GELU is not among your curves; shaded for Identity.")


def test_the_page_begins_with_the_identity_beside_the_others(open_page):
    assert [curve["key"] for curve in told(open_page("activations"))["curves"]] == [
        "identity",
        "relu",
        "sigmoid",
        "tanh",
    ]


@pytest.mark.parametrize(
    ("key", "sentence"), [("ReLU", "nerve cell"), ("Sigmoid", "reads as a probability"), ("tanh", "−1 or +1")]
)
def test_what_a_curve_is_like_is_said_where_it_is_looked_at_closely(open_page, key, sentence):
    assert sentence in told(open_page("activations", close=key))["said"]


def test_a_derivative_is_explained_where_it_is_shown(open_page):
    assert "derivatives f′" in told(open_page("activations", derivative="true"))["said"]
    assert "derivatives" not in told(open_page("activations"))["said"]


def edit(app, key: str = "activation-curves", *, is_done: bool = True, serial: int = 1, **numbers) -> None:
    """An edit of a drawing, told as the browser tells it."""
    entry = told(app, key)["entry"] | numbers
    tell(app, key, entry | {"serial": serial, "done": is_done})


def test_what_a_hand_leaves_on_the_curves_stands_in_the_sliders_and_the_address(open_page):
    app = open_page("activations", curves="ELU")
    edit(app, weight=2.0, bias=-3.0, elu_alpha=0.5)
    assert (app.slider(key="weight").value, app.slider(key="bias").value) == (2.0, -3.0)
    assert app.slider(key="elu_alpha").value == 0.5
    assert "x = 1.50" in told(app)["said"]
    assert told(app)["seen"] == 1
    assert app.query_params["weight"] == "2"


def test_what_a_hand_holds_is_spoken_of_and_leaves_the_sliders(open_page):
    app = open_page("activations")
    edit(app, bias=-3.0, is_done=False)
    assert "x = 3.00" in told(app)["said"]
    assert app.slider(key="bias").value == 0.0
    assert "bias" not in app.query_params


def test_an_edit_that_no_slider_takes_is_seen_and_changes_nothing(open_page):
    app = open_page("activations")
    for serial, numbers in enumerate(({"bias": 7.0}, {"weight": "2"}, {"x": None}, {"x": float("nan")}), 1):
        edit(app, serial=serial, **numbers)
        assert not app.exception
        assert told(app)["seen"] == serial
        assert told(app)["entry"] == told(app)["first"]


def test_the_curves_can_be_downloaded(open_page):
    assert len(open_page("activations").get("download_button")) == 1


def test_the_temperature_reaches_the_shares(open_page):
    assert "Shares 0.659, 0.242, 0.099" in told(open_page("activations", topic="3 Softmax"), "softmax-bars")["alt"]
    assert (
        "Shares > 0.999, < 0.001 at temperature 0.05"
        in told(open_page("activations", topic="3 Softmax", scores="2 1", temperature="0.05"), "softmax-bars")["alt"]
    )


def test_bad_scores_get_a_sentence_and_leave_the_last_good_ones(open_page):
    app = open_page("activations", topic="3 Softmax", scores="5, 5")
    app.text_input(key="scores").set_value("1, nan").run()
    assert "“nan” in the scores is not a number" in app.error[0].value
    assert not app.exception
    assert "Shares 0.500, 0.500" in told(app, "softmax-bars")["alt"]


def test_a_closed_gate_prints_the_digits_of_what_it_keeps(open_page):
    app = open_page("activations", topic="2 A gate", value="4", z="-12")
    assert "4.00 × σ(−12.00) ≈ 4.00 × 0.000006 ≈ 0.00002" in told(app, "gate-bars")["alt"]


def test_what_a_hand_leaves_on_the_gate_stands_in_the_sliders(open_page):
    app = open_page("activations", topic="2 A gate")
    edit(app, "gate-bars", value=-2.0, z=0.5)
    assert (app.slider(key="value").value, app.slider(key="z").value) == (-2.0, 0.5)
    assert "−2.00 × σ(0.50)" in told(app, "gate-bars")["alt"]


def test_what_a_hand_leaves_on_the_bars_stands_in_the_scores_and_the_address(open_page):
    app = open_page("activations", topic="3 Softmax")
    edit(app, "softmax-bars", scores=[2.0, 3.5, 0.1], temperature=2.0)
    assert app.text_input(key="scores").value == "2, 3.5, 0.1"
    assert app.slider(key="temperature").value == 2.0
    assert app.query_params["scores"] == "2, 3.5, 0.1"
    edit(app, "softmax-bars", serial=2, scores=[2, 1, 0.1], temperature=1)
    assert "scores" not in app.query_params


def test_a_score_more_or_less_is_a_press(open_page):
    app = open_page("activations", topic="3 Softmax", scores="1, 2.5")
    less, more = (next(one for one in app.button if one.label == name) for name in ("One score less", "One more"))
    assert less.disabled
    more.click().run()
    assert app.text_input(key="scores").value == "1, 2.5, 0"
    for _ in range(5):
        next(one for one in app.button if one.label == "One more").click().run()
    assert next(one for one in app.button if one.label == "One more").disabled
    next(one for one in app.button if one.label == "One score less").click().run()
    assert told(app, "softmax-bars")["entry"]["scores"] == [1, 2.5, *[0] * 5]


def test_scores_that_cannot_be_used_are_seen_and_change_nothing(open_page):
    app = open_page("activations", topic="3 Softmax")
    for serial, scores in enumerate(([1.0], [1.0, 2000.0], [1.0, None], "1, 2", [1.0, float("nan")]), 1):
        edit(app, "softmax-bars", serial=serial, scores=scores)
        assert not app.exception
        assert told(app, "softmax-bars")["entry"]["scores"] == [2.0, 1.0, 0.1]
        assert told(app, "softmax-bars")["seen"] == serial
