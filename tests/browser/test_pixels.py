"""Small pictures in the browser: the wall that is opened by hand, and the pad whose networks are core's."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from components.pixels import network_told
from core.activations import ACTIVATIONS
from core.datasets import draw_split
from core.losses import LOSSES
from core.numbers import MINUS, number_text
from core.training import train
from core.training_presets import TRAINING_PRESETS
from scenes.training.learned import answer_text

PRESET = replace(TRAINING_PRESETS["pictures"].config, epochs=5)
PICTURES = draw_split("pictures", 40, 0.05, seed=7).train.inputs
SCENE = "/training?scene=4+Pictures"
PAD = f"{SCENE}&pictures_part=The+pad"
SUM = 2


@pytest.mark.parametrize("activation", ["identity", "relu", "tanh"])
@pytest.mark.parametrize("sizes", [(), (32,), (8, 4)], ids=str)
def test_the_pads_answers_are_cores(module_page, activation, sizes):
    """For pictures and for their negatives, and for what no data set has: black, white and noise."""
    network = train(replace(PRESET, activation=activation, hidden_sizes=sizes)).network
    noise = np.random.default_rng(1).uniform(size=(4, 256))
    pictures = np.concatenate([PICTURES, np.zeros((1, 256)), np.ones((1, 256)), noise])
    found = module_page.evaluate(
        """([told, pictures]) => {
          const network = drawing.readWeights(told);
          return pictures.map((pixels) => drawing.pairAnswers(network, pixels));
        }""",
        [network_told("it", network), pictures.tolist()],
    )
    wanted = np.column_stack([network(pictures)[:, 0], network(1 - pictures)[:, 0]])
    np.testing.assert_allclose(found, wanted, rtol=0, atol=1e-9)


def test_a_share_is_never_written_as_a_half_a_whole_or_nothing_that_it_is_not(module_page):
    values = [0.0, 1e-4, -1e-4, 0.02, 1.5, -1.5, 6.0, -6.0, 12.0, -12.0, 20.0]
    found = module_page.evaluate("values => values.map(drawing.outputText)", values)
    loss = LOSSES["cross_entropy"]
    assert found == [answer_text(value, loss).split()[1] for value in values]
    for value, text in zip(values, found, strict=True):
        share = float(text.replace(MINUS, "-"))
        assert (share > 0.5) == (ACTIVATIONS["sigmoid"](value) > 0.5)
        assert 0 < share < 1


# The wall


def tile(app, number: int):
    return app.page.locator(".gallery .tile").nth(number - 1)


def opened(app) -> list[str]:
    return app.page.locator(".gallery .numbers span").all_text_contents()


def test_a_picture_is_opened_by_keys_and_by_a_click_and_stands_in_the_address(app):
    app.open(SCENE)
    expect(tile(app, 1)).to_be_checked()
    first = opened(app)
    tile(app, 1).focus()
    app.page.keyboard.press("ArrowRight")
    expect(tile(app, 2)).to_be_checked()
    expect(tile(app, 2)).to_be_focused()
    assert opened(app) != first
    app.page.keyboard.press("ArrowLeft")
    app.page.keyboard.press("ArrowDown")
    app.frame()
    below = app.page.locator(".tile[aria-checked=true]")
    expect(below).to_have_count(1)
    assert below.bounding_box()["y"] > tile(app, 1).bounding_box()["y"]
    tile(app, 41).click()
    expect(app.page.locator(".gallery .words")).to_contain_text("Picture 41, a cat.")
    app.heard()
    app.page.wait_for_function("location.search.includes('picture=41')")
    expect(tile(app, 41)).to_be_focused()
    app.assert_sound()


def test_a_negative_is_opened_to_what_is_missing_to_one(app):
    app.open(f"{SCENE}&picture=3")
    expect(tile(app, 3)).to_be_checked()
    one = opened(app)
    tile(app, 4).click()
    expect(tile(app, 4)).to_be_checked()
    app.frame()
    values = [[float(text.removeprefix("≈")) for text in texts] for texts in (one, opened(app))]
    np.testing.assert_allclose(np.sum(values, axis=0), 1, atol=0.0101)


def test_right_and_wrong_are_told_in_words_as_well(app):
    app.open(SCENE)
    for shown in app.page.locator(".gallery .tile").all()[:10]:
        marks = shown.locator(".marks").text_content()
        heard = shown.get_attribute("aria-label").split(": ")[1]
        assert heard == ", ".join(
            f"{name} {'right' if mark == '✓' else 'wrong'}"
            for name, mark in zip(("Identity", "ReLU"), marks, strict=True)
        )


# The pad


def cells(app, row: int) -> list[str]:
    return app.page.locator(".padded tbody tr").nth(row).locator("td").all_text_contents()


def pixels(app) -> list[int]:
    """The reds of the pad's 256 pixels."""
    return app.page.locator(".pad canvas").evaluate(
        "canvas => [...canvas.getContext('2d').getImageData(0, 0, 16, 16).data].filter((_, i) => i % 4 === 0)"
    )


def drag(app, *places) -> None:
    """One stroke of the mouse from pixel to pixel, each a column and a row."""
    box = app.page.locator(".pad").bounding_box()
    size = box["width"] / 16
    for step, (column, row) in enumerate(places):
        app.page.mouse.move(box["x"] + (column + 0.5) * size, box["y"] + (row + 0.5) * size)
        if not step:
            app.page.mouse.down()
    app.page.mouse.up()
    app.frame()
    app.frame()


def press(app, name: str) -> None:
    app.page.locator(".tools").get_by_role("button", name=name, exact=True).click()
    app.frame()


def test_a_stroke_paints_every_pixel_on_its_way_and_the_identitys_sum_stays(app):
    sent = []
    app.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    app.open(PAD)
    identity, relu = cells(app, 0), cells(app, 1)
    before = len(sent)
    press(app, "Clear")
    drag(app, (2, 3), (12, 3))
    row = np.array(pixels(app)).reshape(16, 16)[3]
    assert np.all(row[2:13] == round(255 * 0.875))
    assert np.all(row[[0, 1, 13, 14, 15]] == round(255 * 0.125))
    press(app, "Black")
    press(app, "Thick")
    drag(app, (8, 8))
    press(app, "Negative")
    now = cells(app, 0)
    assert now[SUM] == identity[SUM]
    assert now[:SUM] != identity[:SUM]
    assert cells(app, 1)[SUM] != relu[SUM]
    assert len(sent) == before
    app.assert_sound()


def test_it_needs_no_server(app, stoppable):
    app.open(PAD)
    stoppable.stop()
    before = cells(app, 1)
    press(app, "Clear")
    assert cells(app, 1) != before


def test_keys_draw_as_the_mouse_does_and_take_it_back(app):
    app.open(PAD)
    press(app, "Clear")
    drawn = pixels(app)
    app.page.locator(".pad").focus()
    for key in ("ArrowRight", "ArrowDown", " ", "Shift+ArrowRight"):
        app.page.keyboard.press(key)
    app.frame()
    changed = [
        divmod(place, 16) for place, (one, other) in enumerate(zip(drawn, pixels(app), strict=True)) if one != other
    ]
    assert changed == [(8, 8), (8, 9)]
    expect(app.page.locator(".padded .status")).to_contain_text("Column 10, row 9.")
    app.page.keyboard.press("Control+z")
    app.page.keyboard.press("Control+z")
    app.frame()
    assert pixels(app) == drawn
    press(app, "Begin again")
    assert pixels(app) != drawn


def test_a_finger_draws_and_does_not_scroll(app_of):
    app = app_of(has_touch=True, is_mobile=True)
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open(PAD)
    press(app, "Clear")
    app.page.locator(".pad").scroll_into_view_if_needed()
    box = app.page.locator(".pad").bounding_box()
    size = box["width"] / 16
    app.finger([(box["x"] + 8.5 * size, box["y"] + (row + 0.5) * size) for row in range(3, 13)])
    app.frame()
    column = np.array(pixels(app)).reshape(16, 16)[:, 8]
    assert np.all(column[3:13] == round(255 * 0.875))
    assert app.page.locator(".pad").bounding_box() == box


def test_what_is_drawn_stays_in_the_tab_until_another_picture_is_begun_with(app):
    app.open(PAD)
    press(app, "Negative")
    drawn = pixels(app)
    app.open(PAD)
    assert pixels(app) == drawn
    app.open(f"{PAD}&picture=6")
    assert pixels(app) != drawn


def test_the_pad_says_what_core_says_of_the_picture_that_it_begins_with(app):
    """With the words and the numbers as both are printed."""
    app.open(f"{PAD}&picture=5")
    cell = app.page.locator(".padded tbody tr").nth(1).locator("td").first
    found = [cell.locator(part).text_content() for part in ("b", ".share")]
    app.open(f"{SCENE}&picture=5")
    expect(app.page.locator(".gallery .words")).to_contain_text(f"ReLU: {' '.join(found)} ")


def test_the_picture_that_is_opened_is_drawn_on(app):
    app.open(f"{SCENE}&picture=9")
    numbers = opened(app)
    app.page.get_by_role("button", name="Draw on this picture").click()
    expect(app.page.locator(".pad")).to_be_visible()
    app.settle()
    shown = [number_text(red / 255) for red in pixels(app)]
    values = [float(text.removeprefix("≈")) for text in numbers]
    np.testing.assert_allclose([float(text) for text in shown], values, atol=0.011)
