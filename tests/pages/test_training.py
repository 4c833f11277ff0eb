"""The training page: what races, what the film is told, and what a link may ask for."""

import math
import threading
import time
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.address import Text
from components.film import reel_of
from core.training import train
from core.training_config import TrainingConfig
from core.training_presets import TRAINING_PRESETS
from scenes.training import progress, races
from scenes.training.races import Desk, run_race
from scenes.training.settings import DATA, RACERS, SOURCES, settings_for
from tests import drawings
from tests.drawings import tell


def told(app) -> dict:
    """What the film is told, with the reels that were sent before it."""
    reels, film = (drawings.told(app, name) for name in ("reels", "film"))
    assert reels["name"] == film["name"]
    return reels | film


def words(app) -> str:
    return " ".join(element.value for element in app.markdown)


def test_on_xor_the_identity_ends_at_a_quarter_and_is_told_to_be_as_good_as_it_gets(open_page):
    app = open_page("training")
    identity, relu = told(app)["reels"]
    assert (identity["name"], relu["name"]) == ("Identity", "ReLU")
    assert identity["train_losses"][-1] == pytest.approx(0.25)
    assert relu["train_losses"][-1] < 1e-6
    assert (
        "none gets below **0.2500** on these points, or more than 3 of the 4 right: that loss is as good as it gets"
    ) in words(app)
    assert "Identity ends at 0.2500 with 2 of 4 right; ReLU ends at " in told(app)["alt"]


def test_with_cross_entropy_it_ends_at_ln_2(open_page):
    app = open_page("training", loss="Cross-entropy")
    assert "none gets below **0.6931** on these points" in words(app)
    assert told(app)["border"] == 1e-9


def test_all_start_from_the_same_weights(open_page):
    identity, relu, tanh = told(open_page("training", third="tanh"))["reels"]
    first = {reel["weights"][:160] for reel in (identity, relu, tanh)}
    assert len(first) == 1
    assert [reel["name"] for reel in (identity, relu, tanh)] == ["Identity", "ReLU", "tanh"]


def test_another_data_set_takes_its_own_training(open_page):
    app = open_page("training", rate="0.5", sizes="3")
    for key, source in list(SOURCES.items())[1:]:
        app.selectbox(key="data").select(key).run()
        assert not app.exception
        preset = TRAINING_PRESETS[key].config
        assert app.selectbox(key="data").value == key
        assert app.text_input(key="rate").value == f"{preset.learning_rate:g}"
        assert app.text_input(key="sizes").value == ", ".join(map(str, preset.hidden_sizes))
        assert app.selectbox(key="racer").value == preset.activation
        assert told(app)["reels"][1]["train_losses"][-1] < TRAINING_PRESETS[key].goal, source.name


def test_what_is_not_allowed_gets_a_sentence_and_the_nearest_value(open_page):
    app = open_page("training", epochs="1e9", rate="-1", sizes="500,500,500", start="nan", at_epoch="1e9")
    (notice,) = [warning.value for warning in app.warning if "link" in warning.value]
    for part in ("`epochs = 1e9`", "`rate = -1`", "`sizes = 500,500,500`", "`start = nan`", "`at_epoch = 1e9`"):
        assert part in notice
    assert "the nearest are 64, 64, 64" in notice
    fields = {field.key: field.value for field in app.text_input}
    assert fields["sizes"] == "64, 64, 64"
    assert fields["rate"] == "1e-05"
    assert fields["epochs"] == "20000"
    assert all(loss < 1e6 for reel in told(app)["reels"] for loss in reel["train_losses"])


@pytest.mark.parametrize("text", ["nan", "hello", "1_000"])
@pytest.mark.parametrize("key", SOURCES)
def test_a_text_that_is_no_number_gets_a_sentence_and_the_presets_own_value(open_page, key, text):
    """In every text field, in the link and typed."""
    settings = settings_for(key)
    fields = {control.key: control for control in settings.fields.values() if isinstance(control, Text)}
    asked = {name: text for name in fields}
    app = open_page("training", data=SOURCES[key].name, **asked)
    shown = {field.key: field.value for field in app.text_input if field.key in fields}
    assert shown == {name: fields[name].default for name in shown}
    (notice,) = [warning.value for warning in app.warning if "link" in warning.value]
    assert all(f"`{name} = {text}`" in notice for name in fields)
    end = told(app)["reels"][1]["train_losses"][-1]
    for name in shown:
        app.text_input(key=name).set_value(text)
    app.run()
    assert len(app.error) == len(shown)
    assert told(app)["reels"][1]["train_losses"][-1] == end


@pytest.mark.parametrize(("name", "text"), [("noise", "0.7"), ("samples", "2")])
def test_a_link_is_answered_by_the_name_and_the_bounds_of_its_own_data_set(open_page, name, text):
    app = open_page("training", data="Two moons", **{name: text})
    (notice,) = [warning.value for warning in app.warning]
    assert "Two moons" in notice and "Two clouds" not in notice
    assert not app.error
    # Another set has other bounds, and nothing of the link is left to be told.
    app.selectbox(key="data").select("spirals").run()
    assert not app.error
    assert not any("spirals" in warning.value for warning in app.warning)


def test_settings_that_do_not_go_together_get_a_sentence_too(open_page):
    app = open_page("training", data="x²", loss="Hinge", epochs="20")
    assert "Hinge wants classes" in app.warning[0].value
    assert told(app)["border"] is None


def test_a_text_that_is_typed_gets_its_sentence_and_the_nearest_value(open_page):
    app = open_page("training")
    # As in a browser: what is typed stands in the address too.
    app.query_params["rate"] = "99"
    app.text_input(key="rate").set_value("99").run()
    assert "the nearest is 10" in app.error[0].value
    assert app.text_input(key="rate").value == "99"
    # Once, beside its field, and not of the link as well.
    assert not app.warning
    assert not app.exception


def test_a_run_that_diverges_says_where(open_page):
    app = open_page("training", optimiser="Gradient descent", rate="10", epochs="50")
    assert "Diverged in epoch" in words(app)


def test_why_not_all_are_right_is_told(open_page):
    app = open_page("training", sizes="2", start="3", optimiser="Gradient descent", rate="0.1", epochs="3000")
    finisher = told(app)["reels"][1]
    assert finisher["train_losses"][-1] > 0.1
    assert "**ReLU** does not get all right: " in words(app)


def test_what_the_player_leaves_stands_in_the_address(open_page):
    app = open_page("training")
    name = told(app)["name"]
    tell(app, "film", {"epoch": 37, "serial": 1, "done": True})
    assert app.slider(key="at_epoch").value == 37
    assert told(app)["entry"] == {"epoch": 37}
    assert told(app)["name"] == name
    app.selectbox(key="racer").select("tanh").run()
    assert told(app)["entry"] == told(app)["first"]
    assert told(app)["name"] != name


# One's own points

OWN = "Your own points"


def test_points_that_are_clicked_are_learned_from_and_stand_in_the_address(open_page):
    app = open_page("training", data=OWN)
    before = told(app)
    points = [*before["entry"]["points"], 0.25, -1.0, 1]
    tell(app, "film", before["entry"] | {"points": points, "serial": 1, "done": True})
    after = told(app)
    assert after["entry"]["points"] == points
    assert after["name"] != before["name"]
    assert app.text_input(key="points").value.endswith(", 0.25, -1, 1")
    assert "right" in after["alt"]
    assert f"of {len(points) // 3} right" in after["alt"]
    again = open_page("training", data=OWN, points=app.text_input(key="points").value)
    assert told(again)["name"] == after["name"]


def test_two_points_of_one_class_are_no_trouble(open_page):
    app = open_page("training", data=OWN, points="0 0 1, 1 1 1")
    assert not app.warning
    assert all(reel["train_losses"][-1] < 0.01 for reel in told(app)["reels"])


@pytest.mark.parametrize(
    "points", ["0 0", "0 0 0.5", "0 0 nan", "9 9 1", "0 0 1; " * 61, "<script>"], ids=lambda text: text[:9]
)
def test_points_that_cannot_be_used_get_a_sentence_and_those_to_begin_with(open_page, points):
    app = open_page("training", data=OWN, points=points)
    assert len(app.warning) + len(app.error) >= 1
    assert told(app)["entry"]["points"] == told(app)["first"]["points"]


@pytest.mark.parametrize(
    "points", [[], [0, 0], [9, 0, 1], [0, 0, "1"], [0, 0, None], "0 0 1", [0, 0, 1] * 61], ids=str
)
def test_a_film_is_not_believed_every_point(open_page, points):
    app = open_page("training", data=OWN)
    before = told(app)["entry"]
    tell(app, "film", before | {"points": points, "serial": 1, "done": True})
    assert told(app)["entry"] == before


@pytest.mark.parametrize("junk", [{"epoch": -1}, {"epoch": 1.5}, {"epoch": "3"}, {"epoch": 10**9}, {}], ids=str)
def test_a_film_is_not_believed_everything(open_page, junk):
    app = open_page("training")
    tell(app, "film", junk | {"serial": 1, "done": True})
    assert told(app)["entry"] == told(app)["first"]


def test_the_start_can_be_another_one(open_page):
    app = open_page("training", start="999999")
    next(button for button in app.button if button.label == "New start").click().run()
    assert app.text_input(key="start").value == "0"


def test_every_activation_with_a_gradient_races():
    assert {"identity", "step"}.isdisjoint(RACERS)
    assert "pictures" not in DATA.options


# The race itself


class Wish(BaseException):
    """As Streamlit ends a script."""


def leave(runners, is_own=True) -> None:
    """Watches a race until all of its trainings are under way."""
    if runners and all(runner.epoch for runner in runners):
        raise Wish


def stay(runners, is_own) -> None:
    pass


def train_until_stopped(config, data, watch):
    """A training that stays in its 20th epoch until it is stopped, however fast the machine is."""

    def held(epoch: int, loss: float) -> bool:
        goes_on = watch(epoch, loss)
        while epoch == 20 and goes_on:
            time.sleep(0.001)
            goes_on = watch(epoch, loss)
        return goes_on

    return train(config, data, held)


def test_a_race_that_is_broken_off_ends_at_once_and_leaves_what_it_has_reached(monkeypatch):
    monkeypatch.setattr(races, "train", train_until_stopped)
    configs, desk, n_threads = (TrainingConfig(seed=987),), Desk(), threading.active_count()
    with pytest.raises(Wish):
        run_race(configs, desk, leave)
    assert threading.active_count() == n_threads
    (finisher,) = desk.reached().finishers
    assert 0 < finisher.reel.epochs[-1] <= 20
    assert finisher.ending.startswith("Stopped after ")
    # It is nobody's answer to the whole race.
    with pytest.raises(Wish):
        run_race(configs, Desk(), leave)


def test_a_race_is_computed_once_for_all_who_ask_for_it_at_the_same_time(monkeypatch):
    computed = []
    monkeypatch.setattr(races, "train", lambda *given: computed.append(given) or train(*given))
    configs = (TrainingConfig(seed=4321, epochs=800),)
    found = []
    visitors = [threading.Thread(target=lambda: found.append(run_race(configs, Desk(), stay))) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(computed) == 1
    assert len(set(map(id, found))) == 1


def test_who_waits_for_another_ones_race_may_leave(monkeypatch):
    monkeypatch.setattr(races, "train", train_until_stopped)
    configs = (TrainingConfig(seed=7654),)
    is_under_way, may_leave, has_left = threading.Event(), threading.Event(), threading.Event()

    def watch(runners, is_own) -> None:
        assert is_own
        is_under_way.set()
        if may_leave.is_set():
            leave(runners)

    def first() -> None:
        with pytest.raises(Wish):
            run_race(configs, Desk(), watch)
        has_left.set()

    threading.Thread(target=first).start()
    assert is_under_way.wait(60)
    desk = Desk()

    def leave_soon(runners, is_own) -> None:
        """It is seen meanwhile how far the other one's is."""
        assert not is_own
        leave(runners)

    with pytest.raises(Wish):
        run_race(configs, desk, leave_soon)
    assert not has_left.is_set()
    assert desk.reached is None
    may_leave.set()
    assert has_left.wait(60)


def test_only_who_runs_a_race_may_stop_it(monkeypatch):
    """Who waits for another one's has nothing to stop, until the race is left to them."""
    monkeypatch.setattr(progress, "_UNNOTICED", 0)

    def page():
        import streamlit as st

        from core.training_config import TrainingConfig
        from scenes.training.progress import Progress
        from scenes.training.runners import Runner

        shown = Progress(st.stop)
        runner = Runner(TrainingConfig(), lambda watch: watch(1, 0.5))
        for is_own in st.session_state.told:
            shown.tell([runner], is_own)

    for told, n_buttons in (([False, False], 0), ([True, True], 1), ([False, True, True], 1)):
        app = AppTest.from_function(page)
        app.session_state["told"] = told
        app.run()
        assert not app.exception
        assert len(app.button) == n_buttons


def test_a_large_network_has_fewer_snapshots_and_its_first_and_last():
    run = train(TrainingConfig(hidden_sizes=(64, 64, 64), epochs=100))
    reel = reel_of(run, "ReLU")
    assert len(reel.epochs) < 40
    assert (reel.epochs[0], reel.epochs[-1]) == (0, 100)
    assert len(reel.weights) < 1.5e6


def test_a_training_without_an_epoch_yet_has_no_loss_to_tell():
    runner = SimpleNamespace(config=TRAINING_PRESETS["xor_clouds"].config, epoch=0, loss=math.nan)
    assert "nan" not in progress.progress_text([runner], is_own=True).lower()
    runner.loss = 0.25
    assert "loss 0.25" in progress.progress_text([runner], is_own=True)
