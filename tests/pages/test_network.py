"""The network page: every number can be edited, and everything follows."""

import pytest

from core.numbers import number_text
from core.presets import PRESETS
from core.serialization import network_from_text, network_to_text


def drawn(app):
    """The network that the page shows, from the text that it offers to copy."""
    return network_from_text(app.code[0].value)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_brings_its_network_and_its_telling_input(open_page, told, preset):
    app = open_page("network")
    app.selectbox(key="preset").set_value(preset.key).run()
    assert network_to_text(drawn(app)) == network_to_text(preset.network)
    assert told(app, "net")["inputs"] == list(preset.inputs)


def test_a_finished_edit_changes_the_network_its_address_and_its_arithmetic(open_page, drag):
    app = open_page("network", preset="One neuron")
    drag(app, "net", "2-1 relu 3.25 -2 0.25", (0.5, 1))
    assert app.text_input(key="net").value == "2-1 relu 3.25 -2 0.25"
    # 3.25·0.5 - 2·1 = -0.375
    assert "3.25×0.50 + (−2.00)×1.00 = −0.375" in " ".join(text.value for text in app.markdown)


def test_what_a_hand_still_holds_is_shown_but_is_no_entry_in_the_address(open_page, drag, told):
    app = open_page("network", preset="One neuron")
    drag(app, "net", "2-1 relu 3.25 -2 0.25", (0.5, 1), is_done=False)
    assert "3.25×0.50 + (−2.00)×1.00 = −0.375" in " ".join(text.value for text in app.markdown)
    assert app.text_input(key="net").value == ""
    assert told(app, "net")["seen"] == 1


def test_a_picked_neuron_keeps_its_name_in_another_network(open_page):
    """The browser knows it by that alone: y stood over the arithmetic of h₁."""
    app = open_page("network", preset="One neuron", neuron="y")
    app.selectbox(key="preset").set_value("random").run()
    assert app.selectbox(key="neuron").value == "y"
    network = drawn(app)
    trace = network.forward([PRESETS["random"].inputs])
    assert number_text(trace.preactivations[-1][0, 0], 4) in " ".join(text.value for text in app.markdown)


def test_inputs_are_edited_like_weights(open_page, drag):
    app = open_page("network", preset="One neuron")
    drag(app, "net", "2-1 relu 1 -2 0.25", (-1.5, 2))
    assert app.text_input(key="at").value == "-1.5 2"
    assert app.text_input(key="net").value == ""
    assert "1.00×(−1.50) + (−2.00)×2.00 = −5.50" in " ".join(text.value for text in app.markdown)


@pytest.mark.parametrize(
    "junk",
    [
        {"network": "1000000-1 relu"},
        {"network": 7},
        {"inputs": ["a"]},
        {"inputs": []},
        {"inputs": [float("nan")]},
        {"inputs": [0.0] * 99},
        {"serial": "x"},
        {"done": None},
    ],
    ids=str,
)
def test_an_edit_that_cannot_be_leaves_the_last_good_network(open_page, drag, junk):
    app = open_page("network", preset="XOR")
    before = app.code[0].value
    drag(app, "net", "2-1 relu 5 5 5", **junk)
    assert not app.exception
    assert app.code[0].value == before


def test_another_control_is_newer_than_what_the_hand_held(open_page, drag):
    app = open_page("network", preset="XOR")
    drag(app, "net", "2-2-1 relu 9 1 0 1 1 -1 identity 1 -2 0", is_done=False)
    app.button(key="more-0").click().run()
    assert drawn(app).sizes == (2, 3, 1)


@pytest.mark.parametrize("is_done", [True, False], ids=["let go", "held"])
def test_a_click_that_comes_in_one_rerun_with_an_edit_counts_and_so_does_the_edit(open_page, drag, is_done):
    app = open_page("network", preset="XOR")
    app.button(key="less-0").click()
    drag(app, "net", "2-2-1 relu 9 1 0 1 1 -1 identity 1 -2 0", is_done=is_done)
    assert network_to_text(drawn(app)) == "2-1-1 relu 9 1 0 identity 1 0"


def test_going_back_to_the_preset_takes_the_network_out_of_the_address(open_page, drag):
    app = open_page("network", preset="XOR", net="2-1 relu 5 5 5")
    drag(app, "net", network_to_text(PRESETS["xor"].network), PRESETS["xor"].inputs)
    assert app.text_input(key="net").value == ""
    assert app.text_input(key="at").value == ""


def test_neurons_and_layers_are_added_and_removed(open_page):
    app = open_page("network", preset="XOR")
    app.button(key="more-0").click().run()
    assert drawn(app).sizes == (2, 3, 1)
    app.button(key="less-0").click().run()
    assert drawn(app).sizes == (2, 2, 1)
    next(button for button in app.button if button.label == "Add a hidden layer").click().run()
    assert drawn(app).sizes == (2, 2, 2, 1)
    app.button(key="gone-1").click().run()
    assert drawn(app).sizes == (2, 2, 1)


def test_each_layer_has_its_own_activation(open_page):
    app = open_page("network", preset="XOR")
    app.selectbox(key="activation-0").set_value("tanh").run()
    assert [layer.activation.key for layer in drawn(app).layers] == ["tanh", "identity"]


def test_a_link_brings_back_a_network(open_page):
    app = open_page("network", net="2-1 sigmoid 0.1 -0.2 0.3", at="0.5 -1")
    assert drawn(app).layers[0].weights.tolist() == [[0.1, -0.2]]
    assert app.text_input(key="at").value == "0.5 -1"


def test_inputs_that_are_too_few_or_too_many_are_filled_or_cut(open_page, told):
    assert told(open_page("network", preset="XOR", at="3"), "net")["inputs"] == [3, 0]
    assert told(open_page("network", preset="XOR", at="3 4 5"), "net")["inputs"] == [3, 4]


@pytest.mark.parametrize("text", ["1000000-1000000 relu", "2-1 relu nan 0 0", "hello", "9" * 5000])
def test_a_pasted_text_that_is_no_network_leaves_the_last_good_one(open_page, text):
    app = open_page("network", preset="XOR")
    app.text_input(key="net").set_value("2-1 relu 5 5 5").run()
    app.text_input(key="net").set_value(text).run()
    assert app.error
    assert app.code[0].value == "2-1 relu 5 5 5"
    assert not app.exception


def test_a_network_of_many_inputs_is_shown_without_a_plane(open_page):
    app = open_page("network", net="4-1 relu 1 2 3 4 5")
    assert "needs one or two" in app.info[0].value


def test_to_scale_counts_thirty_thousand_inputs(open_page):
    app = open_page("network", network_part="2 To scale")
    assert "30,000 inputs" in " ".join(text.value for text in app.markdown)
    app.text_input(key="widths_to_scale").set_value("10, 2.5").run()
    assert "is not a layer's width" in app.error[0].value


def test_what_rounding_decides_is_written_as_the_network_gives_it(open_page, told):
    # 0.1 + 0.2 − 0.3 is 5.6e-17 in the order of the inputs with the bias last, so Step gives 1.
    app = open_page("network", net="2-1 step 0.1 0.2 -0.3", at="1 1")
    said = " ".join(text.value for text in app.markdown)
    assert "Step(" in said
    assert "Step(0.00)" not in said
    assert "= 1.00`" in said


def test_inputs_in_a_link_may_have_decimal_commas(open_page, told):
    app = open_page("network", at="0,5 -1")
    assert not app.warning
    assert told(app, "net")["inputs"] == [0.5, -1]


@pytest.mark.parametrize(
    ("net", "at", "lines"),
    [
        ("2-1 relu 0.00002 1 0", "50000 1",
         ("0.00002×50000.00 + 1.00×1.00 = 2.00", "2.00 + 0.00 = 2.00", "ReLU(2.00) = 2.00")),
        ("2-1 step 0 0 0.00004", "1 1",
         ("0.00×1.00 + 0.00×1.00 = 0.00", "0.00 + 0.00004 = 0.00004", "Step(0.00004) = 1.00")),
        ("2-1 step 0.1 0.2 -0.3", "1 1", ("(−0.30) ≈ 5.6e−17", "Step(5.6e−17) = 1.00")),
    ],
)  # fmt: skip
def test_the_three_steps_print_the_digits_that_their_claims_need(open_page, net, at, lines):
    app = open_page("network", net=net, at=at)
    written = " ".join(text.value for text in app.markdown)
    for line in lines:
        assert line in written
