"""While a step is under way its question, the picture that it speaks of and its control share the first screen."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from lessons import STEPS
from scenes.guided import filled

PHONE, LAPTOP, SMALL = (390, 844), (1440, 900), (1024, 768)
# What has to be seen whole, before the answer and after it.
WHOLE = [
    (PHONE, "home", 4, ".sheet .slider"),
    (PHONE, "activations", 5, ".curves .stage"),
    (PHONE, "collapse", 3, ".st-key-grid"),
    (PHONE, "collapse", 4, ".st-key-truth"),
    (PHONE, "collapse", 6, ".picture .frame"),
    (PHONE, "training", 3, ".film .rail"),
    (PHONE, "build", 2, ".board .plot"),
    (LAPTOP, "home", 3, ".sheet .layers"),
    (LAPTOP, "training", 3, ".film .rail"),
    (SMALL, "home", 4, ".sheet .slider"),
]


def opened(app, size, page: str, place: int, presses: int):
    app.page.set_viewport_size({"width": size[0], "height": size[1]})
    step = STEPS[page][place - 1]
    query = {**step.state(presses), "guide": place, "answer": presses}
    return app.open_at_rest(
        f"/{'' if page == 'home' else page}?{urlencode(filled({k: str(v) for k, v in query.items()}))}"
    )


@pytest.mark.parametrize("is_answered", [False, True], ids=["asked", "answered"])
@pytest.mark.parametrize(("size", "page", "place", "what"), WHOLE, ids=str)
def test_what_a_step_speaks_of_stands_beside_its_question(app_of, size, page, place, what, is_answered):
    app = opened(
        app_of(has_touch=size == PHONE), size, page, place, len(STEPS[page][place - 1].presses) * is_answered
    )
    for selector in (".guide .question", what):
        box = app.page.locator(selector).first.bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= size[1]
    app.assert_sound()


@pytest.mark.parametrize("page", STEPS)
def test_all_ways_of_a_step_stand_in_one_row_on_a_phone(app_of, page):
    app = opened(app_of(has_touch=True), PHONE, page, len(STEPS[page]), 0)
    ways = app.page.locator(".guide .ways button").locator("visible=true")
    assert (
        len({box["y"] for box in ways.evaluate_all("all => all.map((one) => one.getBoundingClientRect().toJSON())")})
        == 1
    )


def test_a_folded_guide_gives_a_phone_its_title_and_all_controls_back(app_of):
    app = opened(app_of(has_touch=True), PHONE, "collapse", 2, 0)
    depth, title = app.page.locator(".st-key-depth"), app.page.locator("h1")
    expect(depth).to_be_hidden()
    assert title.bounding_box()["height"] <= 1
    app.page.get_by_role("button", name="Fold", exact=True).click()
    expect(depth).to_be_visible()
    assert title.bounding_box()["height"] > 10


def test_names_of_creases_stand_where_one_can_tell_whose_they_are(module_page):
    """A bunch through one point, two of which nearly coincide: no name on another crease or another name."""
    size, box = 16, {"left": 0, "right": 300, "top": 0, "bottom": 300}
    ends = [(0, 150, 300, 150), (0, 148, 300, 152), (0, 0, 300, 300), (150, 0, 150, 300), (70, 0, 230, 300)]
    creases = [{"layer": 0, "row": row, "segments": list(line), "places": []} for row, line in enumerate(ends)]
    named = module_page.evaluate(
        """([creases, box, size]) => {
          const place = { x: (x) => x, y: (y) => y };
          return drawing.namePlaces(creases, place, box, size, [[225, 225]]);
        }""",
        [creases, box, size],
    )
    assert {one["row"] for one in named} >= {2, 3}
    for one in named:
        x, y = one["spot"]
        for row, (x0, y0, x1, y1) in enumerate(ends):
            away = abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
            assert away < 0.01 if row == one["row"] else away > 0.8 * size
        others = [other["spot"] for other in named if other is not one]
        assert all(((x - u) ** 2 + (y - v) ** 2) ** 0.5 > 1.4 * size for u, v in [*others, (225, 225)])


def test_words_of_points_do_not_cover_each_other_on_a_phone(app_of):
    app = opened(app_of(has_touch=True), PHONE, "xor", 6, 1)
    hidden = app.page.locator(".picture").last.locator(".point span")
    boxes = hidden.evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 3
    for index, one in enumerate(boxes):
        for two in boxes[index + 1 :]:
            assert (
                min(one["right"], two["right"]) <= max(one["left"], two["left"]) + 1
                or min(one["bottom"], two["bottom"]) <= max(one["top"], two["top"]) + 1
            )
