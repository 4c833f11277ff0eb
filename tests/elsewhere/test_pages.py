"""Every page opens in Firefox and in WebKit, and follows the hand there as it does in Chromium."""

import pytest

from components.shell.lessons import LESSONS

WEIGHT = '[role="slider"][aria-label="weight from x1 to h1"]'
PICTURE = ".picture canvas"
BEND = '[role="slider"][aria-label="bend"]'
SHEET = ".sheet canvas"
PROBE = '[role="slider"][aria-label="probe x"]'
SLIDER = 'input[aria-label="From identity (0) to ReLU (1)"]'
XOR = "/network?preset=XOR"


def path_of(lesson) -> str:
    return "/" if lesson is LESSONS[0] else f"/{lesson.path.removeprefix('pages/').removesuffix('.py')}"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.title)
def test_a_page_opens_and_is_drawn_without_an_error(app, lesson):
    app.open(path_of(lesson))
    heading = app.look("h1", "([heading]) => heading.textContent")
    assert heading == (lesson.question if lesson is LESSONS[0] else lesson.title)
    assert_drawn(app)


@pytest.mark.parametrize(
    "scene", ["2+Many+starts", "3+The+way+back", "4+Pictures", "4+Pictures&pictures_part=The+pad"]
)
def test_a_scene_of_training_is_drawn_without_an_error(app, scene):
    app.open(f"/training?scene={scene}")
    assert_drawn(app)


def assert_drawn(app) -> None:
    # Of each drawing's canvases, those that are seen and have nothing on them.
    unpainted = """(hosts) => hosts.flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll("canvas") ?? [])])
      .filter((canvas) => canvas.checkVisibility() && canvas.width)
      .filter((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.every((value) => value === 0);
      }).length"""
    app.eventually(lambda: app.look("*", unpainted) == 0, "A canvas stays empty.")
    app.assert_sound()


def test_an_error_of_a_page_is_noticed(app):
    app.open(XOR)
    app.browser.evaluate("() => void setTimeout(() => { throw new Error('thrown'); })")
    app.browser.evaluate("() => console.error('said')")
    app.eventually(lambda: len(app.browser.errors) == 2)


def test_a_dragged_weight_is_followed_by_number_words_and_picture_and_let_go_by_the_address(app):
    app.open(XOR + "&at=1+1")
    before = app.picture(PICTURE)
    x, y = app.grab(WEIGHT)
    app.browser.move(x + 20, y - 5)
    app.browser.move(x + 40, y - 10)
    # 50 pixels to the right and up together: 1 + 50·0.02
    app.eventually(lambda: app.value(WEIGHT) == "2")
    app.eventually(lambda: app.picture(PICTURE) != before)
    app.eventually(lambda: app.look("code", "(all) => all.some((code) => code.textContent.includes('2.00×1.00 + '))"))
    assert "net" not in app.query
    app.browser.release()
    app.eventually(lambda: app.query.get("net", "").startswith("2-2-1 relu 2 1 0"))
    assert app.value(WEIGHT) == "2"
    app.assert_sound()


def test_a_number_is_typed_on_a_weight(app):
    app.open(XOR)
    app.grab(WEIGHT)
    app.browser.release()
    app.browser.type("-2.125")
    app.browser.type("Enter")
    app.eventually(lambda: app.value(WEIGHT) == "-2.125")
    app.eventually(lambda: app.query.get("net", "").startswith("2-2-1 relu -2.125 "))
    app.assert_sound()


def test_a_drag_is_taken_back_by_escape(app):
    app.open(XOR)
    before = app.picture(PICTURE)
    x, y = app.grab(WEIGHT)
    app.browser.move(x + 60, y)
    app.eventually(lambda: app.value(WEIGHT) == "2.2")
    app.browser.type("Escape")
    app.browser.move(x + 90, y)
    app.browser.release()
    app.eventually(lambda: app.value(WEIGHT) == "1")
    app.eventually(lambda: app.picture(PICTURE) == before)
    app.eventually(lambda: app.count("[data-unheard]") == 0 and app.count(".stApp") == 1)
    assert app.value(WEIGHT) == "1"
    assert "net" not in app.query
    app.assert_sound()


def test_the_sheet_is_bent_by_a_drag_and_by_a_typed_number_and_escape_takes_a_drag_back(app):
    app.open("/?bent=1")
    as_opened = app.picture(SHEET)
    x, y = app.grab(BEND)
    app.browser.move(x - 60, y)
    app.browser.move(x - 120, y)
    app.eventually(lambda: float(app.value(BEND)) < 0.9)
    app.eventually(lambda: app.picture(SHEET) != as_opened)
    app.browser.type("Escape")
    app.browser.release()
    app.eventually(lambda: app.value(BEND) == "1")
    app.eventually(lambda: app.picture(SHEET) == as_opened)
    app.grab(BEND)
    app.browser.move(x - 120, y)
    app.browser.release()
    app.eventually(lambda: app.query.get("bent", "1") == app.value(BEND) != "1")
    app.browser.type("0.4")
    app.browser.type("Enter")
    app.eventually(lambda: app.value(BEND) == "0.4")
    app.eventually(lambda: app.query["bent"] == "0.4")
    app.assert_sound()


def test_the_sheet_is_turned_by_a_drag(app):
    app.open("/?bent=1")
    before = app.picture(SHEET)
    x, y = app.grab('[role="slider"][aria-label="turn the sheet"]')
    app.browser.move(x + 80, y + 20)
    app.eventually(lambda: app.picture(SHEET) != before)
    app.browser.release()
    app.assert_sound()


def test_the_patchwork_bends_with_its_slider_while_that_is_dragged(app):
    app.open("/collapse?part=2+A+patchwork&bend=0")
    before = app.picture(PICTURE)
    assert app.look(".picture .caption", "([caption]) => caption.textContent") == "One affine map"
    x, y = app.grab(SLIDER)
    app.browser.move(x + 40, y)
    app.browser.move(x + 80, y)
    app.eventually(lambda: "regions" in app.look(".picture .caption", "([caption]) => caption.textContent"))
    app.eventually(lambda: app.picture(PICTURE) != before)
    assert app.query["bend"] == "0"
    app.browser.release()
    app.eventually(lambda: 0 < float(app.query["bend"]) < 1)
    assert app.query["bend"] == app.value(SLIDER)
    app.assert_sound()


def test_the_probe_is_dragged_over_the_curves(app):
    app.open("/activations")
    before = float(app.value(PROBE))
    x, y = app.grab(PROBE)
    app.browser.move(x + 40, y)
    app.browser.move(x + 80, y)
    app.eventually(lambda: float(app.value(PROBE)) > before)
    assert "x" not in app.query
    app.browser.release()
    app.eventually(lambda: app.query.get("x") == app.value(PROBE))
    app.assert_sound()


def test_a_film_is_scrubbed(app):
    app.open("/training?at_epoch=1")
    before = app.picture(".film .frame canvas")
    x, y = app.grab('input[aria-label="epoch of the film"]')
    app.browser.move(x + 60, y)
    app.browser.move(x + 120, y)
    app.eventually(lambda: app.picture(".film .frame canvas") != before)
    app.browser.release()
    app.eventually(lambda: int(app.query.get("at_epoch", "1")) > 1)
    app.assert_sound()


def test_an_answer_is_drawn_and_what_is_right_laid_over_it(app):
    app.open("/activations?guide=1")
    x, y = app.grab(".guide .plane svg")
    assert app.count(".guide .plane .mine path") == 0
    app.browser.move(x + 30, y)
    app.browser.move(x + 90, y - 60)
    app.browser.release()
    app.eventually(lambda: app.count(".guide .plane .mine path") == 1)
    app.press("That is my line")
    app.eventually(lambda: app.said.startswith("✗ Draw one line all the way"))
    app.press("Answer")
    app.eventually(lambda: app.count(".guide .plane .truth path") == 1)
    app.eventually(lambda: app.query.get("answer") == "1")
    app.assert_sound()


def test_a_step_is_left_by_the_keys_of_a_clicker(app):
    app.open("/xor?guide=1&present=true")
    first = app.question
    app.browser.type("PageDown")
    app.eventually(lambda: app.query.get("answer") == "1")
    app.browser.type("PageDown")
    app.eventually(lambda: app.question != first and app.query["guide"] == "2")
    app.assert_sound()
