"""Every page, in every state that it can be brought into, can be read and reached by everybody."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from components.shell.lessons import LESSONS
from core.xor_proof import LINES
from figures.theme import palette_of
from tests.browser.axe import AXE, findings, quiet

TARGETS = (Path(__file__).parent / "targets.js").read_text()
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(18, 22, 28)"}


def path_of(lesson) -> str:
    return "/" if lesson is LESSONS[0] else f"/{lesson.path.removeprefix('pages/').removesuffix('.py')}"


def scene(name: str):
    """Another scene of the page."""

    def show(app) -> None:
        app.page.get_by_role("radio", name=name, exact=True).click()
        expect(app.page.get_by_role("radio", name=name, exact=True)).to_be_checked()

    return show


def switched(name: str):
    def switch(app) -> None:
        app.page.locator("label", has=app.page.get_by_role("switch", name=name)).click()
        expect(app.page.get_by_role("switch", name=name)).to_be_checked()

    return switch


def opened(name: str):
    """A popover or an expander, closed again by the Esc key or by what comes next."""

    def open_it(app) -> None:
        app.page.keyboard.press("Escape")
        pressed(name)(app)

    return open_it


def proof_walked(app) -> None:
    app.page.locator(".proof").focus()
    for _ in LINES:
        app.page.keyboard.press("ArrowRight")
    expect(app.page.locator(".proof .place")).to_have_text(f"Line {len(LINES)} of {len(LINES)}")


def pressed(name: str):
    """A button of a drawing, or something within what was opened before."""
    # With its capitals: the sign of what can be opened is called expand_more.
    return lambda app: app.page.locator("button, summary").filter(has_text=re.compile(re.escape(name))).first.click()


# What is done on each page, one thing after the other; the page is examined after each.
WALKS = {
    "/": (opened("More"), scene("2 More layers"), scene("3 The bend")),
    "/activations": (
        switched("Derivatives f′, thin"),
        scene("2 A gate"),
        scene("3 Softmax"),
        scene("4 Table"),
        opened("Formulas and sources"),
        opened("More"),
    ),
    "/network": (switched("Show the creases"), opened("More"), opened("Layers and activations")),
    "/collapse": (
        pressed("Merge two layers"),
        pressed("Entry"),
        opened("More"),
        pressed("Edit the weights in a table"),
        opened("Widths"),
        switched("Activation between"),
        scene("2 A patchwork"),
        scene("3 In space"),
    ),
    "/xor": (
        opened("More"),
        scene("2 Try XOR"),
        scene("3 Why it fails"),
        proof_walked,
        scene("4 Two ReLUs"),
        scene("5 All 16 gates"),
        scene("6 Footnote"),
    ),
    "/training": (
        opened("More"),
        opened("Take these weights"),
        scene("2 Many starts"),
        scene("3 The way back"),
        opened("More"),
        scene("4 Pictures"),
        scene("What was learned"),
        scene("The proof"),
        scene("The pad"),
    ),
    "/build": (opened("More"), opened("Share")),
}
# What is hit there is larger or smaller than on the page's first scene.
PICTURES = (
    "/training?scene=4+Pictures",
    "/training?scene=4+Pictures&pictures_part=The+pad",
    "/xor?step=3+Why+it+fails&line=9",
)
LAYERS = "/?border=2+More+layers&deep=2"
# A link that cannot be used, and a stack as deep and as wide as it gets.
SCORES = "/activations?topic=3+Softmax&scores=1+2+3+4+5+4+3+2"
BY_HAND = "/build?neurons=2&slopes=0+0+0"
DRAWN = "/activations?guide=1"
LINKS = (
    *PICTURES,
    SCORES,
    BY_HAND,
    DRAWN,
    "/xor?step=letters&single=nonsense",
    "/collapse?depth=6&width1=8&width2=8",
)


def test_every_page_is_walked_through():
    assert set(WALKS) == {path_of(lesson) for lesson in LESSONS}


def in_scheme(app, scheme: str) -> None:
    """The other scheme, without another visit."""
    app.page.emulate_media(color_scheme=scheme)
    app.page.wait_for_function(
        """([ground, paper]) =>
          getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() === paper &&
          getComputedStyle(document.querySelector(".stApp")).backgroundColor === ground &&
          [...document.querySelectorAll(".stBidiComponent *")]
            .flatMap((node) => [...(node.shadowRoot?.querySelectorAll(".handle, canvas") ?? [])])
            .every((node) => getComputedStyle(node).getPropertyValue("--paper").trim() === paper)""",
        arg=[PAPER[scheme], palette_of(scheme == "dark").paper],
    )
    quiet(app)


def test_words_that_can_hardly_be_read_are_found_once_for_each_ground_and_colour(app):
    app.page.evaluate(AXE)
    words = "<p style='color: {}; background: {}'>Words</p>"
    looks = [("#999", "#fff"), ("#999", "#fff"), ("#999", "#eee"), ("#999", "#222"), ("#000", "#fff")]
    for already in ("", words.format(*looks[2])):
        texts = [words.format(*look) for look in looks]
        app.page.evaluate("(html) => (document.body.innerHTML = html)", "".join([already, *texts]))
        assert len(findings(app, "color-contrast")) == (0 if already else 2)


@pytest.mark.long
@pytest.mark.parametrize("path", [*WALKS, *LINKS])
def test_a_page_has_no_grave_finding_in_any_state_or_scheme(app, path):
    """Only colours depend on the scheme: the first state is seen in both, the others in one and the other in turn."""
    app.open(path)
    app.page.evaluate(AXE)
    found = {}
    here, there = "light", "dark"
    for place, act in enumerate((None, *WALKS.get(path, ()))):
        if act:
            act(app)
            quiet(app)
        found[place, here] = findings(app)
        here, there = there, here
        in_scheme(app, here)
        if not place:
            found[place, "targets"] = app.page.evaluate(TARGETS, 24)
            found[place, here] = findings(app, "color-contrast")
    assert not {where: what for where, what in found.items() if what}
    app.assert_sound()


@pytest.mark.parametrize("path", [*WALKS, *PICTURES, LAYERS, SCORES, BY_HAND])
def test_a_finger_hits_what_it_means(app_of, path):
    app = app_of(has_touch=True, is_mobile=True)
    app.page.set_viewport_size({"width": 390, "height": 844})
    app.open_at_rest(path)
    assert not app.page.evaluate(TARGETS, 44)


def pixel(app, locator) -> tuple[int, int, int]:
    """The colour in the middle of something, as it is on the screen."""
    picture = Image.open(io.BytesIO(locator.screenshot())).convert("RGB")
    return picture.getpixel((picture.width // 2, picture.height // 2))


def test_truth_and_choice_survive_forced_colours(app):
    app.page.emulate_media(forced_colors="active")
    app.open("/xor?step=4+Two+ReLUs&versions=true")
    app.rest()
    filled, hollow = (
        {pixel(app, one) for one in app.page.locator(f".point.{kind}").all()} for kind in ("filled", "hollow")
    )
    assert len(filled) == len(hollow) == 1
    assert max(abs(one - two) for one, two in zip(*filled, *hollow, strict=True)) > 150
    scenes = {"chosen": pixel_near_edge(app, "4 Two ReLUs"), "other": pixel_near_edge(app, "6 Footnote")}
    assert scenes["chosen"] != scenes["other"]
    pressed, other = (app.page.get_by_role("button", name=f"Version {name}") for name in "AB")
    ground = "node => getComputedStyle(node).backgroundColor"
    assert pressed.evaluate(ground) != other.evaluate(ground)


def pixel_near_edge(app, name: str) -> tuple[int, int, int]:
    """The ground of a segment, beside its words."""
    picture = Image.open(io.BytesIO(app.page.get_by_role("radio", name=name).screenshot())).convert("RGB")
    return picture.getpixel((6, picture.height // 2))


# Numbers with a minus sign, on the page and in the drawings, whose sign does not stand to the left of its digits.
TURNED = r"""() => {
  const inside = (root) =>
    [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  const wrong = [];
  let count = 0;
  for (const node of inside(document).flatMap((element) => [...element.childNodes])) {
    if (node.nodeType !== 3) continue;
    const found = /^\s*(?:b )?([−-])\d/.exec(node.data);
    const range = document.createRange();
    const place = (at) => (range.setStart(node, at), range.setEnd(node, at + 1), range.getBoundingClientRect());
    const isText = found && !node.parentElement?.closest("style, script, annotation");
    if (!isText || !node.parentElement?.checkVisibility()) continue;
    const at = node.data.indexOf(found[1]);
    if (!place(at).width) continue;
    count += 1;
    if (place(at).left >= place(at + 1).left) wrong.push(node.data);
  }
  return [count, wrong];
}"""


@pytest.mark.parametrize("path", ["/network", "/xor?step=3+Why+it+fails&line=9", "/collapse", "/activations"])
def test_a_minus_sign_stays_in_front_on_a_page_that_is_turned_round(app, path):
    app.open(path)
    app.page.evaluate("document.documentElement.dir = 'rtl'")
    app.rest()
    count, wrong = app.page.evaluate(TURNED)
    assert count >= 2
    assert not wrong


@pytest.mark.parametrize("path", ["/network", "/xor", "/collapse?part=2+A+patchwork"])
def test_a_drawing_is_printed_whole(app, path):
    """As on A4: the page gets narrow, and no script hears of it."""
    app.before(
        """const Real = window.ResizeObserver;
        window.ResizeObserver = class extends Real {
          constructor(act) { super((...all) => window.isPrinting || act(...all)); }
        };"""
    )
    app.open_at_rest(path)
    app.page.evaluate("window.isPrinting = true")
    app.page.emulate_media(media="print")
    app.page.set_viewport_size({"width": 718, "height": 1000})
    app.rest()
    boxes = [box.bounding_box() for box in app.page.locator(".graph :is(.frame, .handle.bias, .handle.input)").all()]
    boxes = [box for box in boxes if box]
    assert len(boxes) >= 4
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 718 for box in boxes)


WHOLE = """(metric) => [metric, ...metric.querySelectorAll("*")].every(
  (node) => node.scrollWidth <= node.clientWidth + 1 || getComputedStyle(node).overflow === "visible"
)"""


def test_at_twice_the_zoom_metrics_are_whole(app):
    app.page.set_viewport_size({"width": 720, "height": 450})
    app.open_at_rest("/xor?step=2+Try+XOR")
    for metric in app.page.get_by_test_id("stMetricValue").all():
        assert metric.evaluate(WHOLE)
        box, room = (
            metric.bounding_box(),
            metric.locator("xpath=ancestor::*[@data-testid='stColumn'][1]").bounding_box(),
        )
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1
