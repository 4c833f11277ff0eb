"""Rooms as pages have them: opened, joined, followed, told of what hands do; and nothing lost where one says no."""

import itertools
import json
import sqlite3

import pytest
import streamlit as st

import rooms
from core.rooms import MOST_LESSON, MOST_TRIES_A_SECOND, Done, Prediction, Try, spelled
from core.sketch import columns
from core.xor import Neuron2
from lessons import STEPS
from lessons.text import MOST_PACKED, pack
from rooms.store import Store
from scenes.guided import own
from scenes.rooms.lecture import answers
from tests import drawings
from tests.drawings import tell, told

FORGED = "x" * 22
# What no guide tells.
JUNK = [
    None, 7, [], {}, {"at": 99, "chosen": 0}, {"at": 3, "chosen": 9}, {"at": 3, "chosen": "1"},
    {"at": 4, "chosen": 0}, {"at": 3, "done": True}, {"at": True, "done": True}, {"at": "4", "done": True},
]  # fmt: skip
# Two steps on two pages, as somebody writes them.
LESSON = pack("page: xor\nquestion: One?\noption: a\nsays: No.\nright: b\n\npage: build\nquestion: Two?\n")
_serials = itertools.count(1)


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path) -> Store:
    """Rooms of this test's own, of which everybody sees the newest at once."""
    monkeypatch.setenv("CREASE_ROOMS", str(tmp_path / "rooms.sqlite"))
    monkeypatch.setattr("rooms.reading.FRESH", -1)
    # AppTest has no browser that could have any.
    monkeypatch.setattr(type(st.context), "cookies", property(lambda self: {}))
    for shared in (rooms.shared_store, rooms.shared_reading):
        shared.cache_clear()
    yield rooms.shared_store()
    for shared in (rooms.shared_store, rooms.shared_reading):
        shared.cache_clear()


@pytest.fixture
def lecture(open_page):
    """A lecturer at a step of the XOR page, who has opened a room."""
    app = open_page("xor", guide="3", present="true")
    app.button(key="open-room").click().run()
    return app


@pytest.fixture
def code(lecture) -> str:
    return lecture.text_input(key="room").value


@pytest.fixture
def go(code):
    """go(lecture, "xor", 4) is what a clicker does."""

    def on(app, page: str, at: int, pressed: int = 0) -> None:
        tell(
            app, f"guide-{page}", {"at": at, "pressed": pressed, "present": 1, "serial": next(_serials), "done": True}
        )
        assert not app.exception

    return on


def entries(store, code) -> list:
    return [entry for _, entry in store.since(code, 0)]


def said(app) -> str:
    return " ".join(element.value for kind in (app.warning, app.info) for element in kind)


def say(app, page: str, event) -> None:
    """What the guide tells of an answer, as the browser tells it."""
    sent = type(app._tree.get_widget_states())()
    sent.CopyFrom(app._tree.get_widget_states())
    state = sent.widgets.add()
    state.id = f"$$STREAMLIT_INTERNAL_KEY_{drawings.drawing(app, f'guide-{page}').id}__events"
    state.json_trigger_value = json.dumps({"event": "said", "value": event})
    app._run(sent)
    assert not app.exception


def hall(app, code) -> dict:
    return told(app, f"hall-{code}")


def show(lecture) -> None:
    """Open the wall."""
    lecture.button_group(key="room-view").set_value("hall").run()


def type_code(app, text: str, field: str = "home") -> None:
    """Type a code and press Enter, or Join."""
    app.text_input(key=f"typed-room-{field}").set_value(text)
    next(button for button in app.button if button.label == "Join").click().run()
    assert not app.exception


def test_nobody_else_is_offered_a_room_or_asked_for_one(open_page):
    app = open_page("xor")
    assert not [button for button in app.button if button.key == "open-room"]
    assert not [text for text in app.text_input if text.key in ("room", "host", "typed-room-home")]


@pytest.mark.parametrize("text", [" {} {} ", "{}-{}", "{}{}"])
def test_a_code_that_is_typed_on_the_first_page_leads_to_the_lecture(open_page, code, store, text):
    app = open_page("home")
    type_code(app, text.format(code[:3].lower(), code[3:]))
    assert (app.title[0].value, app.slider(key="guide").value) == ("XOR", 3)
    assert code in app.query_params["room"]
    assert store.room(code).people == 1
    # Who is in has no use for it.
    app.switch_page("pages/home.py").run()
    assert "Join" not in [button.label for button in app.button]


@pytest.mark.parametrize("has_ended", [False, True])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ACE", "it has 6 letters and digits"),
        ("O0I1O0", "none has “O” in it"),
        ("", "is no room’s code"),
        ("ß" * 3000, "is no room’s code"),
        ("ace fhj", "There is no room ACE FHJ"),
        ("{}", "This room is full"),
    ],
    ids=["short", "alike", "nothing", "long", "none", "full"],
)
def test_a_typed_code_that_lets_nobody_in_gets_its_sentence_there_and_nothing_is_lost(
    open_page, store, monkeypatch, text, sentence, has_ended
):
    monkeypatch.setattr("rooms.store.MOST_PEOPLE", 0)
    code = store.open_room()[0].code
    if has_ended:
        store.end(code)
        sentence = sentence.replace("This room is full", f"There is no room {spelled(code)}")
    app = open_page("home", border_net="2-1 step 3 2 1")
    type_code(app, text.format(code))
    assert [sentence in element.value for element in app.error] == [True]
    assert not said(app)
    assert "room" not in app.query_params
    assert told(app, "border_net-graph")["network"] == "2-1 step 3 2 1"
    # It is not said on the next page, nor when one comes back.
    app.switch_page("pages/xor.py").run()
    app.switch_page("pages/home.py").run()
    assert not app.error


def test_a_code_may_be_typed_where_links_are_shared_too(open_page, code):
    app = open_page("build")
    drawings.tell(app, "guide-build", {})
    app.session_state["shared-link"] = "http://crease.example.org/build"
    app.run()
    type_code(app, code, "share")
    assert (app.title[0].value, app.slider(key="guide").value) == ("XOR", 3)


def test_who_leaves_is_in_no_room_whatever_the_address_said(open_page, code, store):
    phone = open_page("xor", room=code, guide="3")
    phone.button(key="leave-room").click().run()
    assert "room" not in phone.query_params
    phone.run()
    assert "leave-room" not in [button.key for button in phone.button]


def test_a_lecturer_opens_a_room_and_only_that_address_has_its_secret(lecture, code, open_page, store):
    secret = lecture.text_input(key="host").value
    assert {"room", "host"} <= set(lecture.query_params)
    assert store.leads(code, secret)
    assert f"Room **{spelled(code)}** · 0 people" in [element.value for element in lecture.markdown]
    again = open_page("xor", room=code, host=secret)
    assert again.button(key="end-room")
    phone = open_page("home", room=code)
    assert "host" not in phone.query_params
    assert store.room(code).people == 1


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"room": "ACE"}, "`room = ACE` cannot be used"),
        ({"room": "O0I1O0"}, "none has “O” in it"),
        ({"room": "ACEFHJ"}, "There is no room ACE FHJ"),
        ({"room": "ACEFHJ", "host": FORGED}, "There is no room ACE FHJ"),
        ({"host": "nonsense"}, "`host = nonsense` cannot be used"),
        ({"host": FORGED}, "has a lecturer’s secret and no room"),
        ({"room": "'; DROP TABLE rooms; --"}, "cannot be used"),
    ],
    ids=str,
)
def test_a_wrong_code_gets_a_sentence_and_the_page_is_there(open_page, link, sentence):
    app = open_page("xor", **link)
    assert sentence in said(app).replace("\\", "")
    assert told(app, "single-graph")
    assert "room" not in app.query_params
    assert "host" not in app.query_params
    # On the next page it is not said any more.
    app.switch_page("pages/network.py").run()
    assert not said(app)


def test_a_forged_secret_leads_nobody(open_page, code, store):
    app = open_page("xor", room=code, host=FORGED)
    assert "has not the room’s secret" in said(app)
    assert not [button for button in app.button if button.key == "end-room"]
    app.run()
    assert not app.text_input(key="host").value
    assert store.room(code).people == 1


def test_phones_go_where_the_lecture_goes_as_long_as_they_follow(open_page, lecture, code, go):
    phone = open_page("xor", room=code.lower())
    assert phone.slider(key="guide").value == 3
    # Whoever looks round is let alone until the lecture goes on.
    go(phone, "xor", 1)
    phone.run()
    assert phone.slider(key="guide").value == 1
    go(lecture, "xor", 4)
    phone.run()
    assert phone.slider(key="guide").value == 4
    lecture.toggle(key="room-follows").set_value(False).run()
    go(lecture, "xor", 5)
    phone.run()
    assert phone.slider(key="guide").value == 4
    lecture.toggle(key="room-follows").set_value(True).run()
    phone.run()
    assert phone.slider(key="guide").value == 5
    go(lecture, "xor", len(STEPS["xor"]) + 1)
    phone.run()
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("Training", 1)


def test_who_comes_by_the_code_alone_is_led_to_the_lecture(open_page, code):
    phone = open_page("home", room=code)
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("XOR", 3)
    assert "you follow the lecture" in phone.caption[0].value


@pytest.mark.parametrize("page", ["home", "build"])
def test_who_comes_when_the_answer_is_given_sees_it_on_the_page_of_its_question(open_page, store, code, page):
    step = STEPS["build"][2]
    store.lead(code, "build", 3, 1, "")
    phone = open_page(page, room=code)
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("Build", 3)
    assert "target" not in step.then
    assert phone.selectbox(key="target").value == "abs"
    assert phone.session_state["creases_at"] == step.then["creases_at"]


def test_who_comes_back_where_the_lecture_is_keeps_the_line(open_page, lecture, code):
    app = open_page("xor", room=code, guide="3", single="2-1 step 3 2 1")
    assert told(app, "single-graph")["network"] == "2-1 step 3 2 1"


def test_who_is_sent_to_another_page_by_the_very_link_comes_into_the_room_on_the_way(open_page, store):
    room, secret = store.open_room()
    lecture = open_page("home", room=room.code, host=secret, guide=str(len(STEPS["home"]) + 1))
    assert lecture.title[0].value != "Why do neural networks need an activation function?"
    assert lecture.button(key="end-room")
    assert {"room", "host"} <= set(lecture.query_params)


def test_what_a_phone_predicts_and_does_is_kept_once(open_page, code, store):
    phone = open_page("xor", room=code, guide="3", step="2 Try XOR")
    assert told(phone, "guide-xor")["listens"]
    person = phone.session_state["room-member"].person
    for event in ({"at": 3, "chosen": 2}, {"at": 3, "chosen": 1}, {"at": 4, "done": True}, {"at": 4, "done": True}):
        say(phone, "xor", event)
    kept = [Prediction(person, "xor 3", 2), Done(person, "xor 4")]
    assert entries(store, code) == kept
    for junk in JUNK:
        say(phone, "xor", junk)
    assert entries(store, code) == kept


def test_a_number_is_predicted_as_too_small_near_enough_or_too_large(open_page, store):
    code = store.open_room()[0].code
    at, guess = next((at, step.number) for at, step in enumerate(STEPS["training"], 1) if step.number)
    typed = (guess.wanted - 2 * guess.within, guess.wanted, guess.wanted + 2 * guess.within)
    for number in (*typed, float("nan"), 1e300):
        app = open_page("training", room=code, guide=str(at))
        say(app, "training", {"at": at, "guessed": number})
    assert [entry.option for entry in entries(store, code)] == [0, 1, 2]


def test_a_line_is_predicted_as_near_enough_or_not_yet(open_page, store):
    code = store.open_room()[0].code
    drawn = STEPS["activations"][0].drawn
    truth = drawn.truth(columns(drawn.window)).tolist()
    junk = ["no line"], truth[1:], [None] * len(truth), [float("nan")] * len(truth), [1e300] * len(truth)
    for line in (truth, [*truth[:-1], truth[-1] - 2 * drawn.near], *junk):
        app = open_page("activations", room=code, guide="1")
        say(app, "activations", {"at": 1, "drawn": line})
    say(app, "activations", {"at": 2, "drawn": truth})
    assert [entry.option for entry in entries(store, code)] == [0, 1]
    assert answers(STEPS["activations"][0]) == [("near enough", True), ("not yet", False)]


def test_each_try_of_a_phone_is_kept_and_the_lecturers_is_not(open_page, lecture, code, store, drag):
    phone = open_page("xor", room=code, guide="3", step="2 Try XOR")
    person = phone.session_state["room-member"].person
    drag(phone, "single", "2-1 step 2 1 -0.5", is_done=False)
    drag(phone, "single", "2-1 step 2 1 -0.5")
    drag(phone, "single", "2-1 step 2 2 -0.5")
    drag(phone, "single", "2-1 step nan 2 -0.5")
    drag(lecture, "single", "2-1 step 1 1 1")
    wanted = [Try(person, Neuron2(2.0, 1.0, -0.5)), Try(person, Neuron2(2.0, 2.0, -0.5))]
    assert entries(store, code) == wanted


def test_a_phone_that_tries_too_often_is_told_and_loses_nothing(open_page, code, store, drag):
    now = store.clock()
    store.clock = lambda: now
    phone = open_page("xor", room=code, guide="3", step="2 Try XOR")
    for number in range(MOST_TRIES_A_SECOND + 1):
        drag(phone, "single", f"2-1 step {number + 2} 1 -0.5")
    assert len(entries(store, code)) == MOST_TRIES_A_SECOND
    assert f"The room takes {MOST_TRIES_A_SECOND} tries a second" in said(phone)
    assert told(phone, "single-graph")["network"] == f"2-1 step {MOST_TRIES_A_SECOND + 2} 1 -0.5"


def test_predictions_are_hidden_until_they_are_shown_and_right_is_said_with_the_answer(
    open_page, lecture, code, go, store
):
    for visitor, option in (("ada", 1), ("alan", 1), ("kurt", 2)):
        store.add(code, Prediction(store.join(code, visitor), "xor 3", option))
    show(lecture)
    (group,) = hall(lecture, code)["groups"]
    assert group["title"] == "3 people have answered"
    assert [bar["count"] for bar in group["bars"]] == [None] * 3
    lecture.toggle(key="room-shown").set_value(True).run()
    (group,) = hall(lecture, code)["groups"]
    assert [(bar["count"], bar["is_right"]) for bar in group["bars"]] == [(0, False), (2, False), (1, False)]
    go(lecture, "xor", 3, 1)
    (group,) = hall(lecture, code)["groups"]
    assert [(bar["count"], bar["is_right"]) for bar in group["bars"]] == [(0, False), (2, True), (1, False)]


def test_the_wall_counts_tries_and_sends_only_what_the_browser_may_not_have(lecture, code, go, store):
    go(lecture, "xor", 4)
    person = store.join(code, "ada")
    show(lecture)
    assert hall(lecture, code)["plane"]["caption"] == "Nobody has tried yet"
    lengths = []
    ticks = itertools.count(store.clock())
    store.clock = lambda: next(ticks)
    for number in range(6):
        store.add(code, Try(person, Neuron2(1.0, 1.0, -0.5 - number)))
        lecture.run()
        lengths.append((hall(lecture, code)["first"], len(hall(lecture, code)["lines"])))
    assert hall(lecture, code)["plane"]["caption"] == "6 tries by 1 person: best 3 of 4"
    # Each message says again what the last two have said, and no more.
    assert [first for first, _ in lengths] == [0, 0, 0, 1, 2, 3]
    assert lengths[-1][1] == lengths[-2][1]


def test_a_room_that_ends_under_its_people_gets_a_sentence_and_nothing_is_lost(open_page, lecture, code, store):
    phone = open_page("xor", room=code, guide="3", single="2-1 step 3 2 1")
    lecture.button(key="end-room").click().run()
    assert not lecture.exception
    assert not {"room", "host"} & set(lecture.query_params)
    assert said(lecture) == f"The room {spelled(code)} has ended, and all of it is erased."
    phone.run()
    assert f"There is no room {spelled(code)}, or it has ended" in said(phone)
    assert told(phone, "single-graph")["network"] == "2-1 step 3 2 1"
    assert entries(store, code) == []


def test_who_loads_the_page_while_the_file_is_locked_comes_in_when_it_is_free(open_page, lecture, code, store):
    """A lecturer too, whose secret stands nowhere else than in the address."""
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        phone = open_page("xor", room=code)
        assert "database is locked" in said(phone)
        assert phone.query_params["room"] == code
        other.execute("ROLLBACK")
    phone.run()
    assert not said(phone)
    assert store.room(code).people == 1


def test_a_room_that_cannot_be_ended_now_keeps_its_lecturer(lecture, code, store):
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        lecture.button(key="end-room").click().run()
        assert "database is locked" in said(lecture)
        other.execute("ROLLBACK")
    lecture.button(key="end-room").click().run()
    assert store.room(code) is None


def test_phones_follow_a_lesson_that_its_lecturer_has_brought_along_and_back_to_ours(open_page, store, go):
    room, secret = store.open_room()
    lecture = open_page("xor", room=room.code, host=secret, lesson=LESSON, guide="1")
    phone = open_page("home", room=room.code)
    assert (phone.title[0].value, told(phone, "guide-xor")["question"]) == ("XOR", "A lesson of your own: 2 steps.")
    assert LESSON in phone.query_params["lesson"]
    say(phone, "xor", {"at": 1, "chosen": 1})
    assert [entry.option for entry in entries(store, room.code)] == [1]
    go(lecture, "xor", 2)
    phone.run()
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("Build", 2)
    # The address is a link to what is on screen, for a reload too.
    assert [LESSON in phone.query_params["lesson"], room.code in phone.query_params["room"]] == [True, True]
    # Back to ours.
    lecture = open_page("collapse", room=room.code, host=secret, guide="2")
    phone.run()
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("Collapse", 2)
    assert not phone.text_input(key="lesson").value
    assert told(phone, "guide-collapse")["lesson"] == "collapse"


@pytest.mark.parametrize("lesson", ["nonsense", pack("page: moon\nquestion: Where?\n")], ids=["text", "page"])
def test_a_lesson_that_a_phone_cannot_read_is_a_sentence(open_page, store, lesson):
    code = store.open_room()[0].code
    store.lead(code, "xor", 1, 0, lesson)
    phone = open_page("xor", room=code, guide="2")
    assert "The lecture’s lesson cannot be followed" in said(phone)
    assert told(phone, "guide-xor")["lesson"] == "xor"
    assert phone.slider(key="guide").value == 2


@pytest.mark.parametrize(("page", "at"), [("build", 1), ("xor", 3), ("moon", 1), ("xor", -1)])
def test_nobody_is_called_to_a_step_that_a_lesson_has_not(open_page, store, page, at):
    code = store.open_room()[0].code
    store.lead(code, page, at, 0, LESSON)
    phone = open_page("xor", room=code, guide="2")
    assert (phone.title[0].value, phone.slider(key="guide").value) == ("XOR", 2)


def test_a_lesson_too_long_for_a_link_is_followed_by_nobody_and_its_lecturer_is_told(lecture, code, store, go):
    lecture.session_state["own-lesson"] = own._unpacked(LESSON)
    lecture.run()
    assert "Phones do not follow this lesson" in said(lecture)
    go(lecture, "build", 1)
    assert "Phones do not follow this lesson" in said(lecture)
    assert store.room(code).place.at == 3
    del lecture.session_state["own-lesson"]
    lecture.run()
    assert not said(lecture)
    assert MOST_LESSON >= MOST_PACKED


def test_what_is_over_is_no_longer_said_to_a_lecturer(lecture, code, go, store):
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        go(lecture, "xor", 4)
        assert "database is locked" in said(lecture)
        other.execute("ROLLBACK")
    go(lecture, "xor", 5)
    assert not said(lecture)
    assert store.room(code).place.at == 5


def test_where_no_rooms_can_be_kept_a_sentence_says_so_and_all_else_works(open_page, monkeypatch, tmp_path):
    (tmp_path / "diary").write_text("No folder.")
    monkeypatch.setenv("CREASE_ROOMS", str(tmp_path / "diary" / "rooms.sqlite"))
    rooms.shared_store.cache_clear()
    rooms.shared_reading.cache_clear()
    app = open_page("xor", guide="3", present="true")
    app.button(key="open-room").click().run()
    assert "No rooms can be kept here now" in said(app)
    assert told(app, "single-graph")
    assert "No rooms can be kept here now" in said(open_page("xor", room="ACEFHJ"))


@pytest.mark.parametrize("page", STEPS)
def test_the_wall_is_there_at_every_step_and_before_the_first(lecture, code, open_page, go, store, page):
    store.add(code, Try(store.join(code, "ada"), Neuron2(1.0, 1.0, -0.5)))
    app = open_page(page, room=code, host=lecture.text_input(key="host").value)
    show(app)
    for at in range(len(STEPS[page]) + 1):
        go(app, page, at)
        assert hall(app, code)["heading"]
