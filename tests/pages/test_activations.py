"""The activations page: overlay, probe, shift, gate and softmax."""

from core.activations import ACTIVATIONS


def texts(app) -> str:
    return " ".join(element.value for kind in (app.markdown, app.caption) for element in kind)


def test_every_activation_can_be_overlaid_at_once(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value(list(ACTIVATIONS)).run()
    assert not app.exception
    table = next(text.value for text in app.markdown if "f′(z)" in text.value)
    assert table.count("\n") == 1 + len(ACTIVATIONS)
    parameters = {f"{row.key}_{p.name}" for row in ACTIVATIONS.values() for p in row.parameters}
    assert parameters <= {slider.key for slider in app.slider}


def test_no_curve_at_all_still_shows_one(open_page):
    app = open_page("activations")
    app.multiselect(key="curves").set_value([]).run()
    assert "Choose a curve" in app.info[0].value


def test_the_probe_of_a_sigmoid_at_ten_is_not_printed_as_one(open_page):
    app = open_page("activations", x="5", weight="2", curves="Sigmoid")
    assert "| Sigmoid | 0.99995" in texts(app).replace("1.0000 |", "")


def test_the_kink_moves_to_minus_b_over_w(open_page):
    app = open_page("activations", weight="2", bias="3")
    assert "x = −1.50" in texts(app)


def test_a_weight_of_zero_is_explained(open_page):
    assert "the input is ignored" in texts(open_page("activations", weight="0"))


def test_a_leaky_slope_reaches_the_probe(open_page):
    app = open_page("activations", curves="Leaky ReLU", x="-2", leaky_relu_slope="0.5")
    assert "| Leaky ReLU | −1.0000 | 0.5000 |" in texts(app)


def test_the_gate_keeps_half_at_zero(open_page):
    assert "σ(0.00) = **0.5000**" in texts(open_page("activations", z="0"))


def test_bad_scores_get_a_sentence_and_leave_the_last_good_ones(open_page):
    app = open_page("activations", scores="5, 5")
    app.text_input(key="scores").set_value("1, nan").run()
    assert "out of range" in app.error[0].value
    assert not app.exception
