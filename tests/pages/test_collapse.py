"""The collapse page: one map without activations, none with them, and the weights unchanged."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.creases import linear_regions
from core.merging import join_steps
from core.network import Layer, Network
from core.numbers import number_text
from core.serialization import network_from_text, network_to_text
from tests import drawings
from tests.drawings import tell


def texts(app) -> str:
    return " ".join(str(element.value) for kind in (app.markdown, app.caption, app.latex) for element in kind)


def facts(app) -> dict:
    return drawings.told(app, "facts")["facts"]


def whiteboard(app) -> dict:
    return drawings.told(app, "whiteboard")


def test_the_difference_is_rounding(open_page):
    app = open_page("collapse")
    exponent = int(texts(app).split(r"\times 10^{")[1].split("}")[0])
    assert exponent <= -15


def test_the_switch_keeps_the_weights_and_shows_the_gap(open_page):
    app = open_page("collapse")
    before = app.code[0].value
    app.toggle(key="between").set_value(True).run()
    assert app.code[0].value == before
    assert "Layer 1 does not collapse: ReLU is not affine" in texts(app)
    assert float(app.metric[0].value) > 0.1


def test_the_numbers_of_the_gap_are_measured_over_one_window(open_page):
    app = open_page("collapse", between="true")
    stack = network_from_text(app.code[0].value)
    bent = stack.with_hidden_activation(ACTIVATIONS["relu"])
    points = np.array([(x, y) for y in np.linspace(-2, 2, 41) for x in np.linspace(-2, 2, 41)])
    columns = np.column_stack([points, np.ones(len(points))])
    residual = bent(points) - columns @ np.linalg.lstsq(columns, bent(points), rcond=None)[0]
    shown = {metric.label: float(metric.value) for metric in app.metric}
    assert shown["root mean square"] == pytest.approx(np.sqrt((residual**2).mean()), abs=5e-4)
    assert shown["at its worst point"] == pytest.approx(np.abs(residual).max(), abs=5e-4)
    gap = np.abs(bent(points) - stack(points)).max()
    assert float(texts(app).split("off by up to **")[1].split("**")[0]) == pytest.approx(gap, abs=5e-4)
    assert "on average" not in texts(app)


@pytest.mark.parametrize(
    "stack",
    [
        # No neuron of the first layer goes below -2 + 100, so that every ReLU is on in the window.
        "2-2-1 identity 1 0 100 0 1 100 identity 1 1 0",
        "2-2-1 identity 0 0 0 0 0 0 identity 0 0 0",
    ],
)
def test_where_no_bend_is_met_the_network_is_said_to_be_one_map_still(open_page, stack):
    app = open_page("collapse", between="true", stack=stack)
    assert "here still one map" in texts(app)
    assert "no longer one map" not in texts(app)
    assert not app.metric


def test_weights_of_zero_are_named_when_they_squeeze_the_plane(open_page):
    app = open_page("collapse", stack="2-2-2 identity 0 0 1 0 0 1 identity 1 0 0 0 1 0")
    assert "With these weights the one map has rank 0" in app.info[0].value


def test_the_rank_bound_is_named_when_it_bites(open_page):
    app = open_page("collapse", width1="1")
    assert "rank 1" in app.info[0].value
    assert not open_page("collapse").info


@pytest.mark.parametrize("depth", range(2, 7))
def test_every_stack_merges_until_one_layer_is_left(open_page, depth):
    last = join_steps((2,) * (depth + 1))[-1]
    app = open_page("collapse", depth=str(depth), merged=str(last))
    assert whiteboard(app)["entry"] == {"merged": last}
    assert len(network_from_text(whiteboard(app)["network"]).layers) == depth
    assert facts(app)["layers_left"] == 1
    tell(app, "whiteboard", {"merged": last - 1, "serial": 1, "done": True})
    assert app.slider(key="merged").value == last - 1
    assert facts(app)["layers_left"] == 2


@pytest.mark.parametrize("merged", [15, -1, 1.5, "7", None], ids=str)
def test_a_step_that_the_whiteboard_does_not_have_changes_nothing(open_page, merged):
    app = open_page("collapse", merged="7")
    tell(app, "whiteboard", {"merged": merged, "serial": 1, "done": True})
    assert whiteboard(app)["entry"] == {"merged": 7}


def test_a_smaller_stack_begins_anew_where_it_has_no_such_step(open_page):
    app = open_page("collapse", merged="14")
    app.slider(key="depth").set_value(2).run()
    assert whiteboard(app)["entry"] == {"merged": 0}
    assert not app.warning


def test_nothing_merges_across_an_activation_and_what_had_merged_comes_back(open_page):
    app = open_page("collapse", merged="7")
    app.toggle(key="between").set_value(True).run()
    assert facts(app)["layers_left"] == 3
    app.toggle(key="between").set_value(False).run()
    assert facts(app)["layers_left"] == 2


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
    assert whiteboard(app)["network"] == app.text_input(key="stack").value


@pytest.mark.parametrize("text", ["nonsense", "2-999999-1", "3-2-2 identity " + "1 " * 14, "2-1 identity 1 1 1"])
def test_a_stack_that_cannot_be_shown_gets_a_sentence(open_page, text):
    app = open_page("collapse", stack=text)
    assert app.error
    assert len(network_from_text(app.code[0].value).layers) == 3


PATCHWORK = {"part": "2 A patchwork"}


def counts(app) -> list[int]:
    return [int(metric.value.replace(",", "")) for metric in app.metric]


def test_the_patchwork_counts_its_regions_beside_the_most_and_the_one(open_page):
    # One hidden layer of five in general position, in a window that need not hold all its crossings.
    now, most, flat = counts(open_page("collapse", **PATCHWORK, shape="2-5-1"))
    assert (most, flat) == (16, 1)
    assert 5 < now <= 16


def test_from_relu_to_identity_the_creases_go_and_the_weights_stay(open_page):
    app = open_page("collapse", **PATCHWORK)
    weights = app.code[0].value
    seen, most = [], []
    for bend in (1.0, 0.5, 0.05, 0.0):
        app.slider(key="bend").set_value(bend).run()
        assert app.code[0].value.replace("leaky_relu", "relu").split(" ")[2:4] == weights.split(" ")[2:4]
        seen.append(counts(app)[0])
        most.append(counts(app)[1])
    assert seen[0] > seen[3] == 1
    assert all(count > 1 for count in seen[:3])
    # (1 + 4 + 6)·(1 + 3 + 3) with a bend, and one map without.
    assert most == [77, 77, 77, 1]
    assert "a zero" not in texts(app)


def test_a_large_count_fits_its_column_and_stands_in_full_beside_it(open_page):
    app = open_page("collapse", **PATCHWORK, shape="2-16-16-16-1")
    # 1 + 16 + 120 = 137 a layer
    assert app.metric[1].value == "2.6M"
    assert app.metric[1].help.startswith("2,571,353:")


def test_the_sheets_in_space_are_described_as_core_finds_them(open_page):
    app = open_page("collapse", part="3 In space", bend="0.4")
    data = drawings.told(app, "space-sheet")
    assert data["entry"] == {"bend": 0.4, "turn": 330}
    network = network_from_text(data["network"])
    leaky = ACTIVATIONS["leaky_relu"].with_parameters(slope=1 - 0.4)
    for activation, alt in zip((leaky, ACTIVATIONS["identity"]), data["alts"], strict=True):
        regions = linear_regions(network.with_hidden_activation(activation), ((-3, 3), (-3, 3)))
        heights = np.concatenate([region.affine(region.polygon)[:, 0] for region in regions])
        pieces = f"{len(regions)} flat pieces" if len(regions) > 1 else "1 flat piece"
        assert f": {pieces}, from {number_text(heights.min())} to {number_text(heights.max())}." in alt


def test_the_map_of_a_region_is_the_collapse_inside_it(open_page):
    xor = "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0"
    latex = " ".join(block.value for block in open_page("collapse", **PATCHWORK, patch=xor, patch_at="0.2 0.3").latex)
    # h1 fires and h2 does not: [1 -2] diag(1, 0) [1 1; 1 1] = [1 1].
    assert r"\begin{bmatrix} 1 & 0 \\ 0 & 0 \end{bmatrix}" in latex
    assert r"= \begin{bmatrix} 1.00 & 1.00 \end{bmatrix}" in latex
    assert r"b_{\text{eff}} = 0.50" in latex


def test_the_pattern_is_written_for_those_who_do_not_see_its_circles(open_page):
    xor = "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0"
    app = open_page("collapse", **PATCHWORK, patch=xor, patch_at="0.2 0.3")
    row = next(
        str(node.proto.body) for node in app.main.children.values() for node in _leaves(node) if _is_pattern(node)
    )
    assert "h₁ on" in row
    assert "h₂ off" in row


def _leaves(node):
    for child in getattr(node, "children", {}).values():
        yield from _leaves(child)
    if not getattr(node, "children", None):
        yield node


def _is_pattern(node) -> bool:
    return "h₁" in str(getattr(getattr(node, "proto", None), "body", ""))


def test_a_point_outside_the_picture_is_said_to_be_there(open_page):
    app = open_page("collapse", **PATCHWORK, patch_at="50 50")
    assert "outside of the picture" in app.info[0].value
    assert not app.exception


def test_more_regions_than_can_be_drawn_get_a_sentence_and_lose_nothing(open_page):
    # A tent applied four times over in both directions, sixteen neurons a layer.
    app = open_page("collapse", **PATCHWORK, patch=sawtooth())
    assert "20,000" in app.info[0].value
    assert app.code[0].value == sawtooth()
    assert app.metric[0].value == "…"
    app = open_page("collapse", part="3 In space", patch=sawtooth())
    assert "20,000" in app.info[0].value


def sawtooth() -> str:
    """Teeth upon teeth: 16 neurons give both inputs 8 teeth each, and the next layers teeth on those."""
    relu, identity = ACTIVATIONS["relu"], ACTIVATIONS["identity"]
    places = np.arange(8) / 8
    heights = np.array([8.0, *[-16.0, 16.0] * 3, -16.0])
    bend, zero = heights[None], np.zeros((1, 8))
    teeth = np.vstack([np.hstack([bend, zero]), np.hstack([zero, bend])])
    first = Layer(np.kron(np.eye(2), np.ones((8, 1))), -np.tile(places, 2), relu)
    again = Layer(np.kron(np.eye(2), np.ones((8, 1))) @ teeth, -np.tile(places, 2), relu)
    return network_to_text(Network((first, again, again, Layer(np.ones((1, 2)) @ teeth, [0.0], identity))))


def test_a_map_in_the_patchwork_says_about_where_it_was_rounded(open_page):
    app = open_page("collapse", **PATCHWORK, patch="2-1-1 relu 0.125 1 0 identity 1 0", patch_at="1 0")
    assert any(r"b_{\text{eff}} \approx 0.13" in latex.value for latex in app.latex)


def test_a_stage_that_the_slider_ends_at_is_in_the_address_and_one_that_is_not_there_changes_nothing(open_page):
    app = open_page("collapse", after="layer 1")
    for serial, (word, after) in enumerate([("layer 2", "layer 2"), ("ReLU 1", "layer 2"), (["x"], "layer 2")], 1):
        tell(app, "grid", {"after": word, "serial": serial, "done": True})
        assert not app.exception
        assert app.session_state["after"] == after
        told = drawings.told(app, "grid")
        assert (told["after"], told["seen"], told["address"]) == (after, serial, {"after": after})
