"""The network page: every number can be edited, and everything follows."""

import pytest

from core.presets import PRESETS
from core.serialization import network_from_text, network_to_text


def drawn(app):
    """The network that the page shows, from the text that it offers to copy."""
    return network_from_text(app.code[0].value)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_a_preset_brings_its_network_and_its_telling_input(open_page, preset):
    app = open_page("network")
    app.selectbox(key="preset").set_value(preset.key).run()
    assert network_to_text(drawn(app)) == network_to_text(preset.network)
    assert tuple(app.slider(key=f"x{i + 1}").value for i in range(len(preset.inputs))) == preset.inputs


def test_a_typed_weight_changes_the_network_its_address_and_its_arithmetic(open_page):
    app = open_page("network", preset="One neuron")
    app.number_input(key="net-0-0-0").set_value(3.25).run()
    assert app.text_input(key="net").value == "2-1 relu 3.25 -2 0.25"
    # 3.25·0.5 - 2·1 = -0.375
    assert "3.25×0.50 + (−2.00)×1.00 = −0.375" in " ".join(text.value for text in app.markdown)


def test_the_output_bias_can_be_edited(open_page):
    app = open_page("network", preset="XOR", neuron="y")
    app.number_input(key="net-1-0-b").set_value(-0.5).run()
    assert drawn(app).layers[1].bias[0] == -0.5


def test_undo_goes_back_edit_by_edit_and_reset_to_the_preset(open_page):
    app = open_page("network", preset="One neuron")
    start = app.code[0].value
    for value in (1.5, 2.5):
        app.number_input(key="net-0-0-0").set_value(value).run()
    app.button(key="net-undo").click().run()
    assert drawn(app).layers[0].weights[0, 0] == 1.5
    app.button(key="net-reset").click().run()
    assert app.code[0].value == start


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
    app = open_page("network", net="2-1 sigmoid 0.1 -0.2 0.3", x1="0.5")
    assert drawn(app).layers[0].weights.tolist() == [[0.1, -0.2]]
    assert app.slider(key="x1").value == 0.5


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
    app = open_page("network")
    assert "30,000 inputs" in " ".join(text.value for text in app.markdown)
    app.text_input(key="widths_to_scale").set_value("10, nonsense").run()
    assert "is not a layer's width" in app.error[0].value
