"""The activations page: overlay, probe, shift, gate and softmax."""

from core.activations import ACTIVATIONS


def texts(app) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption) for element in kind)


def alts(app) -> str:
    """What the charts are described as."""
    return " ".join(chart.proto.alt for chart in app.get("plotly_chart"))


def test_every_activation_can_be_overlaid_at_once(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value(list(ACTIVATIONS)).run()
    assert not app.exception
    table = next(text.value for text in app.markdown if "f′(z)" in text.value)
    assert all(f"| {activation.name} |" in table for activation in ACTIVATIONS.values())
    parameters = {f"{row.key}_{p.name}" for row in ACTIVATIONS.values() for p in row.parameters}
    assert parameters <= {slider.key for slider in app.slider}


def test_no_curve_at_all_still_shows_one(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value([]).run()
    assert "Choose a curve" in app.info[0].value


def test_the_probe_of_a_sigmoid_at_ten_is_not_printed_as_one(open_page):
    app = open_page("activations", x="5", weight="2", curves="Sigmoid")
    assert "| Sigmoid | 0.99995 |" in texts(app)


def test_an_end_that_is_never_reached_is_not_printed_where_float64_rounds_onto_it(open_page):
    app = open_page("activations", x="8", weight="4", bias="6", curves="tanh")
    assert "| tanh | < 1 |" in texts(app)


def test_the_kink_moves_to_minus_b_over_w(open_page):
    app = open_page("activations", weight="2", bias="3")
    assert "x = −1.50" in texts(app)


def test_a_weight_of_zero_is_explained(open_page):
    assert "the input is ignored" in texts(open_page("activations", weight="0"))


def test_a_leaky_slope_reaches_the_probe(open_page):
    app = open_page("activations", curves="Leaky ReLU", x="-2", leaky_relu_slope="0.5")
    assert "| Leaky ReLU | −1.0000 | 0.5000 |" in texts(app)


def test_the_gate_keeps_half_at_zero(open_page):
    app = open_page("activations", topic="2 A gate", z="0", value="3")
    assert "3.00 × σ(0.00) = 3.00 × 0.50 = 1.50" in alts(app)
    assert "σ(0.00) = 0.5000 of it" in texts(app)


def test_the_descriptions_follow_the_controls(open_page):
    before, after = alts(open_page("activations")), alts(open_page("activations", weight="2", bias="-3"))
    assert "w = 1.00 and b = 0.00" in before
    assert "x = 0.00. Inputs in the orange part give 0" in before
    assert "w = 2.00 and b = −3.00" in after
    assert "x = 1.50. Inputs in the orange part give 0" in after


def test_a_smooth_curve_has_its_centre_named(open_page):
    app = open_page("activations", close="Sigmoid", weight="2", bias="-3")
    assert "stands at x = −b/w = 1.50" in texts(app)
    assert "saturated" in texts(app)


def test_the_curves_can_be_downloaded(open_page):
    assert len(open_page("activations").get("download_button")) == 1


def test_the_temperature_reaches_the_shares(open_page):
    assert "Shares 0.659, 0.242, 0.099" in alts(open_page("activations", topic="3 Softmax"))
    assert "Shares > 0.999, < 0.001 at temperature 0.05" in alts(
        open_page("activations", topic="3 Softmax", scores="2 1", temperature="0.05")
    )


def test_bad_scores_get_a_sentence_and_leave_the_last_good_ones(open_page):
    app = open_page("activations", topic="3 Softmax", scores="5, 5")
    app.text_input(key="scores").set_value("1, nan").run()
    assert "“nan” in the scores is not a number" in app.error[0].value
    assert not app.exception
    assert "Shares 0.500, 0.500" in alts(app)


def test_a_closed_gate_prints_the_digits_of_what_it_keeps(open_page):
    app = open_page("activations", topic="2 A gate", value="4", z="-12")
    assert "4.00 × σ(−12.00) ≈ 4.00 × 0.000006 ≈ 0.00002" in alts(app)
