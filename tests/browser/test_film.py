"""The film of a training: core's networks at every snapshot, replayed by the browser alone."""

import re
from dataclasses import asdict
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import expect

from components.film import reel_of
from core.losses import LOSSES
from core.parameters import parameters_of
from core.serialization import network_from_text
from core.training import train
from core.training_config import TrainingConfig
from core.training_presets import TRAINING_PRESETS

CONFIGS = [
    TrainingConfig(seed=1),
    TrainingConfig(seed=1, activation="identity"),
    TrainingConfig(data="moons", hidden_sizes=(4, 3), activation="elu(alpha=0.5)", loss="cross_entropy", epochs=400),
    TrainingConfig(data="circles", hidden_sizes=(), loss="hinge", epochs=30),
    TrainingConfig(data="sin", hidden_sizes=(5,), activation="tanh", epochs=250),
]
NETWORKS = """([told, places]) => {
  const reel = drawing.readReel(told);
  return places.map((place) => drawing.writeNetwork(drawing.networkAt(reel, place)));
}"""


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: f"{config.data} {config.activation}")
def test_every_frame_is_the_network_that_core_has(module_page, config):
    run = train(config)
    told = asdict(reel_of(run, "it"))
    last = len(told["epochs"]) - 1
    places = [0, 1, last // 2, last - 1, last, last // 2 + 0.25]
    *whole, between = module_page.evaluate(NETWORKS, [told, places])
    for place, text in zip(places, whole, strict=False):
        wanted = run.network if place == last else run.snapshot(place)
        np.testing.assert_array_equal(parameters_of(network_from_text(text)), parameters_of(wanted))
    before, after = (run.snapshots[last // 2 + more].astype(float) for more in (0, 1))
    np.testing.assert_allclose(
        parameters_of(network_from_text(between)), before + 0.25 * (after - before), rtol=1e-12
    )


ANSWERS = """([told, places, columns, wanted, border]) => {
  const reel = drawing.readReel(told);
  const points = { columns: columns.map((column) => Float64Array.from(column)), wanted };
  return places.map((place) => drawing.answersOf(drawing.networkAt(reel, place), points, border));
}"""


@pytest.mark.parametrize("config", CONFIGS[:4], ids=lambda config: f"{config.data} {config.activation}")
def test_right_and_wrong_are_told_as_core_tells_them(module_page, config):
    """On XOR the identity comes to the threshold itself at all points, where rounding is no answer."""
    run, loss = train(config), LOSSES[config.loss]
    told, data = asdict(reel_of(run, "it")), run.data.test
    last = len(told["epochs"]) - 1
    places = [*range(0, last + 1, 7), last]
    columns, targets = data.inputs.T.tolist(), data.targets.tolist()
    found = module_page.evaluate(ANSWERS, [told, places, columns, targets, loss.border])
    for place, answers in zip(places, found, strict=True):
        network = run.network if place == last else run.snapshot(place)
        assert answers == (loss.answers(network(data.inputs)[:, 0]) == data.targets).tolist()


# On the page

EPOCH = re.compile(r"Epoch [\d,]+ of ([\d,]+)")


def slider(app):
    return app.page.get_by_role("slider", name="epoch of the film")


def epoch(app):
    return app.page.locator(".film .epoch")


def position(app) -> float:
    return float(slider(app).input_value())


def captions(app) -> list[str]:
    return app.page.locator(".film .caption").all_text_contents()


def picture(app, run: int) -> str:
    """What a plane shows now, pixel by pixel."""
    return app.page.locator(".film .frame canvas").nth(run).evaluate("canvas => canvas.toDataURL()")


def wiring(app, run: int) -> str:
    """The network under a plane, pixel by pixel."""
    return app.page.locator(".film .picture > canvas").nth(run).evaluate("canvas => canvas.toDataURL()")


def calm(app, path: str):
    """A page on which nothing plays by itself."""
    app.page.emulate_media(reduced_motion="reduce")
    return app.open(path)


def test_it_plays_once_by_itself_and_sends_nothing(app):
    app.page.emulate_media(reduced_motion="no-preference")
    sent = []
    app.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    app.open("/training")
    first = position(app)
    before = len(sent)
    app.eventually(lambda: first < position(app) < 499, "It did not play")
    expect(app.page.locator(".film .between")).to_have_text("between two snapshots")
    app.page.get_by_role("button", name="Speed 4").click()
    expect(epoch(app)).to_have_text("Epoch 500 of 500")
    expect(app.page.get_by_role("button", name="Play the training")).to_be_visible()
    assert captions(app) == ["Identity: 2 of 4 right", "ReLU: 4 of 4 right"]
    assert len(sent) == before
    assert app.address == "/training"
    app.assert_sound()


def test_it_is_scrubbed_without_a_server(app, stoppable):
    calm(app, "/training")
    stoppable.stop()
    pictures, wirings = [picture(app, 1)], [wiring(app, 1)]
    box = slider(app).bounding_box()
    y = box["y"] + box["height"] / 2
    app.page.mouse.move(box["x"] + box["width"] - 10, y)
    app.page.mouse.down()
    for share in (0.3, 0.15, 0.0):
        app.page.mouse.move(box["x"] + 10 + share * (box["width"] - 20), y)
        app.frame()
        app.frame()
        assert position(app) == pytest.approx(share * 199, abs=1)
        pictures.append(picture(app, 1))
        wirings.append(wiring(app, 1))
    assert len(set(pictures)) == len(set(wirings)) == 4
    expect(epoch(app)).to_have_text("Epoch 0 of 500")


def test_where_motion_is_not_wanted_nothing_plays_by_itself(app):
    calm(app, "/training")
    assert position(app) == 199
    expect(app.page.get_by_role("button", name="Play the training")).to_be_visible()


def test_the_same_link_shows_the_same_film(new_app):
    shown = []
    for _ in range(2):
        app = calm(new_app(), "/training?data=Two+moons&sizes=4,4&racer=Leaky+ReLU&at_epoch=60")
        expect(epoch(app)).to_have_text("Epoch 60 of 600")
        there = captions(app), picture(app, 0), picture(app, 1)
        slider(app).press("End")
        app.frame()
        shown.append((there, captions(app), picture(app, 0), picture(app, 1)))
    assert shown[0] == shown[1]


def test_keys_step_and_play_and_the_epoch_stands_in_the_address(app):
    calm(app, "/training?at_epoch=40")
    assert position(app) == 40
    slider(app).focus()
    start = position(app)
    for key, step in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)):
        app.page.keyboard.press(key)
        app.frame()
        assert position(app) == start + step
    app.heard()
    app.page.wait_for_function("!location.search.includes('at_epoch=40')")
    app.page.keyboard.press("Space")
    app.eventually(lambda: position(app) > start + 8, "It did not play")
    app.page.keyboard.press("Space")
    app.heard()
    stopped = position(app)
    assert stopped == int(stopped)
    (shown,) = re.findall(r"Epoch (\d+) of", epoch(app).text_content())
    app.page.wait_for_function(f"location.search.includes('at_epoch={shown}')")
    # On a button an arrow steps as well.
    app.page.get_by_role("button", name="Back to the same first weights").click()
    app.heard()
    assert position(app) == 0
    app.page.get_by_role("button", name="Speed 2").focus()
    app.page.keyboard.press("ArrowRight")
    app.frame()
    assert position(app) == 1
    app.assert_sound()


def test_where_it_rests_is_answered_without_the_film(app):
    """The snapshots were sent once, and are a hundred thousand letters."""
    came = []
    app.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: came.append(len(frame))))
    calm(app, "/training?data=Two+spirals")
    assert sum(came) > 150_000
    came.clear()
    slider(app).press("ArrowLeft")
    app.heard()
    app.page.wait_for_function("location.search.includes('at_epoch=')")
    assert 0 < sum(came) < 20_000


def test_it_begins_again_where_that_is_wanted(app):
    calm(app, "/training?at_epoch=480&epochs=60")
    app.page.get_by_role("button", name="Play again and again").click()
    app.page.get_by_role("button", name="Speed 4").click()
    slider(app).press("Space")
    app.eventually(lambda: position(app) > 50)
    app.eventually(lambda: position(app) < 20, "It did not begin again")


def test_another_training_is_another_film(app):
    calm(app, "/training?at_epoch=40")
    app.page.get_by_role("button", name="New start").click()
    app.page.wait_for_function("location.search === '?start=2'")
    app.heard()
    expect(epoch(app)).to_have_text("Epoch 500 of 500")
    app.assert_sound()


def test_a_long_race_is_stopped_and_keeps_what_it_has_reached(app):
    calm(app, "/training")
    app.page.goto(app.base_url + "/training?data=Two+spirals&sizes=16,16&samples=1000&epochs=20000")
    stop = app.page.get_by_role("button", name="Stop, and keep what is reached")
    expect(app.page.get_by_test_id("stProgress")).to_contain_text(re.compile(r"tanh: epoch [\d,]+ of 20,000, loss "))
    stop.click()
    expect(app.page.get_by_text("You have stopped this race")).to_be_visible()
    app.settle()
    (last,) = EPOCH.findall(epoch(app).text_content())
    assert 0 < int(last.replace(",", "")) < 20_000
    expect(stop).to_have_count(0)
    # And another wish does not wait until the race is over.
    app.page.get_by_role("button", name="Train to the end").click()
    expect(stop).to_be_visible()
    app.page.get_by_role("button", name="New start").click()
    app.page.wait_for_function("location.search.includes('start=1')")
    stop.click()
    expect(app.page.get_by_text("You have stopped this race")).to_be_visible()
    app.assert_sound()


def test_a_curve_is_learned_over_one_input(app):
    calm(app, "/training?data=x%C2%B2")
    assert captions(app) == ["Identity", "tanh"]
    assert TRAINING_PRESETS["parabola"].config.epochs == 2000
    expect(epoch(app)).to_have_text("Epoch 2,000 of 2,000")
    app.assert_sound()


def test_planes_losses_and_player_stand_on_one_screen(app):
    calm(app, "/training?data=Two+moons&third=ReLU")
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        app.page.set_viewport_size({"width": width, "height": height})
        app.rest()
        tops = {round(frame.bounding_box()["y"]) for frame in app.page.locator(".film .frame").all()}
        assert len(tops) == 1
        box = slider(app).bounding_box()
        assert box["y"] + box["height"] <= height


def test_a_question_about_the_film_stops_it_and_hides_how_it_ends(app):
    app.page.emulate_media(reduced_motion="no-preference")
    app.open("/training")
    expect(app.page.get_by_role("button", name="Pause")).to_be_visible()
    limit = app.page.get_by_text("no affine map is below")
    expect(limit).to_be_visible()
    app.page.locator(".guide").get_by_role("button", name="Begin").click()
    expect(epoch(app)).to_have_text("Epoch 0 of 500")
    expect(limit).to_be_hidden()
    app.page.locator(".guide").get_by_role("button", name="with ReLU only").click()
    expect(epoch(app)).to_have_text("Epoch 500 of 500")
    expect(limit).to_be_visible()
    app.assert_sound()


# One's own points

OWN = "/training?data=Your+own+points"
WITH_CLICK = """([points, x, y, kind]) => drawing.withClick(points, x, y, {
  place: { x: (x) => 100 + 100 * x, y: (y) => 100 - 100 * y, scaleX: 100, scaleY: -100 },
  reach: 1.5, most: 3, kind, near: 12,
})"""


@pytest.mark.parametrize(
    ("points", "click", "after"),
    [
        ([0, 0, 1], (150, 175), [0, 0, 1, 0.5, -0.75, 0]),
        ([0, 0, 1], (1000, -1000), [0, 0, 1, 1.5, 1.5, 0]),
        ([0, 0, 1, 0.5, 0, 0], (145, 97), [0, 0, 1]),
        # The nearer of two, and never the last.
        ([0, 0, 1, 0.1, 0, 0], (107, 100), [0, 0, 1]),
        ([0, 0, 1], (100, 100), [0, 0, 1]),
        ([0, 0, 1, 1, 0, 1, 0, 1, 1], (150, 150), [0, 0, 1, 1, 0, 1, 0, 1, 1]),
    ],
)
def test_a_click_adds_a_point_or_takes_away_the_one_that_it_hits(module_page, points, click, after):
    assert module_page.evaluate(WITH_CLICK, [points, *click, 0]) == after


def click_plane(app, run: int, x: float, y: float) -> None:
    """Click a plane at a share of its width and height."""
    canvas = app.page.locator(".film .frame canvas").nth(run)
    box = canvas.bounding_box()
    canvas.click(position={"x": x * box["width"], "y": y * box["height"]})


def n_points(app) -> int:
    """As many as the captions count."""
    return int(re.search(r"of (\d+) right", captions(app)[0])[1])


def test_points_are_put_on_a_plane_and_taken_away_by_clicks(app):
    calm(app, OWN)
    assert n_points(app) == 6
    app.page.get_by_role("button", name="The plane takes a 0").click()
    click_plane(app, 0, 0.5, 0.2)
    app.eventually(lambda: n_points(app) == 7, "The point is not there")
    # It is where it was put, and what is learned hears of it.
    app.address_comes(lambda address: re.search(r"points=.*0(&|$)", address), "The address has not heard of it")
    click_plane(app, 1, 0.5, 0.2)
    app.eventually(lambda: n_points(app) == 6, "The point is still there")
    app.address_comes(lambda address: "points=" not in address, "The address has not heard of it")
    app.page.get_by_role("button", name="Undo").click()
    app.eventually(lambda: n_points(app) == 7, "It was not undone")
    app.page.get_by_role("button", name="Undo").click()
    app.eventually(lambda: n_points(app) == 6, "It was not undone")
    expect(app.page.get_by_role("button", name="Undo")).to_be_disabled()
    app.address_comes(lambda address: address == OWN, "The address has not heard of it")
    app.assert_sound()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
def test_what_is_said_of_a_click_stands_beside_what_it_chooses(app, size):
    app.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    calm(app, OWN)
    app.rest()
    group = app.page.locator(".film .own")
    expect(group).to_contain_text("Tap or click the plane to add")
    boxes = [part.bounding_box() for part in group.locator("> *").all()]
    assert len(boxes) == 3
    assert max(box["y"] for box in boxes) < min(box["y"] + box["height"] for box in boxes)
    assert all(box["x"] + box["width"] <= size[0] for box in boxes)
    expect(app.page.get_by_text("and a point to take it away")).to_be_visible()


def test_a_plane_that_is_full_says_so_where_it_said_click(app):
    points = ", ".join(
        f"{x / 20 - 0.45:.2f}, {y / 20 - 0.35:.2f}, {(x + y) % 2}" for x in range(10) for y in range(6)
    )
    calm(app, f"{OWN}&{urlencode({'points': points})}")
    group = app.page.locator(".film .own")
    expect(group).to_contain_text("60 points are all that fit")
    click_plane(app, 0, 0.5, 0.5)
    expect(group).to_contain_text("Tap or click the plane to add")
