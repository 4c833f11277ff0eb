"""The wall of many starts: what it shows is what core has trained, and one of it is opened by hand."""

import math
import re

import pytest
from playwright.sync_api import expect

from scenes.training.many import N_STARTS

WALL = "/training?scene=2+Many+starts"
IS_PAINTED = "canvas => canvas.getRootNode().querySelector('.wall').hasAttribute('data-drawn')"


@pytest.fixture
def wall(app):
    app.page.emulate_media(reduced_motion="reduce")
    app.open(WALL)
    handle = app.page.get_by_role("slider", name="start", exact=True)
    app.eventually(lambda: handle.evaluate(IS_PAINTED), "The wall was not painted")
    return handle


def assert_opened(handle, place: int) -> None:
    expect(handle).to_have_attribute("aria-valuenow", str(place))


def in_a_row(handle) -> int:
    """How many pictures, all as wide as high, stand in a row of the wall."""
    box = handle.bounding_box()
    return round(math.sqrt(N_STARTS * box["width"] / box["height"]))


def test_a_click_opens_the_start_that_was_clicked_and_its_film(app, wall):
    columns = in_a_row(wall)
    box = wall.bounding_box()
    rows = N_STARTS // columns
    for place in (2 * columns + 5, N_STARTS - 1, 3):
        column, row = place % columns, place // columns
        wall.click(position={"x": (column + 0.5) * box["width"] / columns, "y": (row + 0.5) * box["height"] / rows})
        assert_opened(wall, place)
        word = re.match(r"start \d+: (solved|stuck with (\d) of 4 right)", wall.get_attribute("aria-valuetext"))
        right = word[2] or "4"
        expect(app.page.locator(".film .caption")).to_have_text(f"ReLU: {right} of 4 right")
        expect(app.page.get_by_text(f"Start {place}", exact=True)).to_be_visible()
        app.address_comes(
            lambda address, place=place: f"opened={place}" in address, "The address has not heard of it"
        )
    app.assert_sound()


def test_it_is_walked_through_with_the_arrow_keys(app, wall):
    columns = in_a_row(wall)
    wall.focus()
    for key, place in (
        ("ArrowLeft", 0),
        ("ArrowRight", 1),
        ("ArrowDown", 1 + columns),
        ("ArrowUp", 1),
        ("ArrowUp", 1),
        ("End", N_STARTS - 1),
        ("ArrowRight", N_STARTS - 1),
        ("Home", 0),
    ):
        app.page.keyboard.press(key)
        assert_opened(wall, place)
        expect(wall).to_be_focused()
