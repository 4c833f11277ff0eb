"""Every page in a real browser: sound in both schemes, no wider than its screen, links that work."""

import re

import pytest
from playwright.sync_api import expect

from components.lessons import LESSONS

PATHS = ["/", *(f"/{lesson.path.removeprefix('pages/').removesuffix('.py')}" for lesson in LESSONS[1:])]
INK = {"light": "rgb(30, 42, 56)", "dark": "rgb(230, 228, 223)"}


@pytest.mark.parametrize("scheme", INK)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_sound_and_its_charts_follow_the_scheme(new_app, path, scheme):
    app = new_app(color_scheme=scheme).open(path)
    app.assert_sound()
    texts = app.page.locator(".js-plotly-plot text").evaluate_all("nodes => nodes.map(n => getComputedStyle(n).fill)")
    titles = app.page.locator(".graph .title").evaluate_all("nodes => nodes.map(n => getComputedStyle(n).color)")
    assert INK[scheme] in texts + titles


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_not_wider_than_its_screen(app, path, width, height):
    app.page.set_viewport_size({"width": width, "height": height})
    app.open(path)
    main = app.page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 1


@pytest.mark.parametrize("path", PATHS)
def test_control_and_picture_share_the_first_screen_of_a_laptop(app, path):
    app.open(path)
    picture = app.page.locator(".js-plotly-plot, .graph .stage").first.bounding_box()
    control = app.page.locator('[data-testid="stSlider"], .graph .handle').first.bounding_box()
    assert picture["y"] + picture["height"] <= 900
    assert control["y"] + control["height"] <= 900


@pytest.mark.parametrize("path", PATHS)
def test_every_chart_has_a_description(app, path):
    app.open(path)
    for chart in app.page.get_by_test_id("stPlotlyChart").all():
        labelled = chart.locator("xpath=descendant-or-self::*[@aria-label]")
        expect(labelled.first).to_have_attribute("aria-label", re.compile(r".{20,}"))
    for drawing in app.page.locator(".graph .stage").all():
        expect(drawing).to_have_attribute("aria-label", re.compile(r".{20,}"))


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_fetched_from_elsewhere(app, path):
    elsewhere = []
    app.page.on("request", lambda request: elsewhere.append(request.url) if not local(request.url) else None)
    app.open(path)
    assert not elsewhere


def local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))


def test_a_hostile_link_gets_a_notice_and_a_working_page(app):
    app.open("/xor?single=2-1+step+nan+0+0&single_input=10%5E400&step=letters")
    notice = app.page.get_by_test_id("stAlert").first
    for key in ("single = 2-1 step nan 0 0", "single_input = 10^400", "step = letters"):
        expect(notice).to_contain_text(key)
    app.assert_sound()


def test_pages_lead_from_one_to_the_next(app):
    app.open("/")
    for lesson in LESSONS[1:]:
        app.page.get_by_test_id("stPageLink").get_by_role("link").filter(has_text=lesson.title).first.click()
        expect(app.page.get_by_role("heading", level=1, name=lesson.title)).to_be_visible()
        app.settle()
    app.assert_sound()
