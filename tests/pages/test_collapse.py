"""The collapse page: one map without activations, none with them, and the weights unchanged."""

import pytest

from core.serialization import network_from_text


def texts(app) -> str:
    return " ".join(str(element.value) for kind in (app.markdown, app.caption, app.latex) for element in kind)


def test_the_difference_is_rounding_and_the_parameters_are_counted(open_page):
    app = open_page("collapse")
    assert [metric.value for metric in app.metric] == ["18", "6"]
    exponent = int(texts(app).split(r"\times 10^{")[1].split("}")[0])
    assert exponent <= -15


def test_the_switch_keeps_the_weights_and_shows_the_gap(open_page):
    app = open_page("collapse")
    before = app.code[0].value
    app.toggle(key="between").set_value(True).run()
    assert app.code[0].value == before
    assert "Layer 1 does not collapse: ReLU is not affine" in texts(app)
    assert float(app.metric[0].value) > 0.1


def test_the_rank_bound_is_named_when_it_bites(open_page):
    app = open_page("collapse", width1="1")
    assert "rank 1" in app.info[0].value
    assert not open_page("collapse").info


@pytest.mark.parametrize("depth", range(2, 7))
def test_every_depth_has_its_compositions(open_page, depth):
    app = open_page("collapse", depth=str(depth), composition=str(depth - 1))
    assert len(network_from_text(app.code[0].value).layers) == depth
    assert f"b_{{{depth}}}" in texts(app)


def test_a_new_seed_replaces_edited_weights(open_page):
    app = open_page("collapse", stack="2-2-2 identity 1 0 0 0 1 0 identity 1 0 0 0 1 0")
    edited = app.code[0].value
    app.slider(key="stack_seed").set_value(5).run()
    assert app.code[0].value != edited
    assert app.text_input(key="stack").value == ""


def test_a_stack_edited_while_it_is_bent_is_kept_as_weights_alone(open_page, drag):
    app = open_page("collapse", between="true")
    drag(app, "stack", "2-2-2 relu 1 0 0 0 1 0 identity 1 0 0 0 1 7")
    assert app.text_input(key="stack").value == "2-2-2 identity 1 0 0 0 1 0 identity 1 0 0 0 1 7"
    app.toggle(key="between").set_value(False).run()
    assert [metric.value for metric in app.metric] == ["12", "6"]


@pytest.mark.parametrize("text", ["nonsense", "2-999999-1", "3-2-2 identity " + "1 " * 14, "2-1 identity 1 1 1"])
def test_a_stack_that_cannot_be_shown_gets_a_sentence(open_page, text):
    app = open_page("collapse", stack=text)
    assert app.error
    assert len(network_from_text(app.code[0].value).layers) == 3
