"""The store of rooms: two processes that write at once, its limits, its end, and a crash in the middle of it."""

import sqlite3
import struct
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

import rooms
from core import rooms as limits
from core.rooms import Done, Prediction, RoomError, Try
from core.xor import Neuron2
from rooms import store as storing
from rooms.reading import Reading
from rooms.store import Store, Unavailable

ROOT = Path(__file__).parents[2]
LINE = Neuron2(1.0, 1.0, -0.5)
STEP = "xor 3"


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    store = Store(tmp_path / "rooms.sqlite", clock=clock)
    yield store
    store.close()


@pytest.fixture
def room(store):
    return store.open_room()[0].code


def entries(store, code, after=0) -> list:
    return [entry for _, entry in store.since(code, after)]


def kept_in(store) -> bytes:
    """All that is on the disk."""
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir())


def test_what_is_kept_is_read_in_its_order_and_from_any_place_on(store, room, clock):
    ada, alan = (store.join(room, name) for name in ("ada", "alan"))
    kept = [Try(ada, LINE), Prediction(alan, STEP, 1), Try(alan, Neuron2(-2.0, 0.25, 1e6)), Done(ada, "xor 4")]
    for entry in kept:
        store.add(room, entry)
    assert entries(store, room) == kept
    numbers = [number for number, _ in store.since(room, 0)]
    assert numbers == sorted(numbers)
    assert entries(store, room, numbers[1]) == kept[2:]
    assert entries(store, room, numbers[-1]) == []


def test_what_a_person_predicts_first_counts_and_a_task_is_done_once(store, room):
    ada = store.join(room, "ada")
    for entry in (Prediction(ada, STEP, 2), Prediction(ada, STEP, 1), Done(ada, "xor 4"), Done(ada, "xor 4")):
        store.add(room, entry)
    assert entries(store, room) == [Prediction(ada, STEP, 2), Done(ada, "xor 4")]


def test_nothing_of_a_visitor_or_of_the_secret_is_in_the_file(store):
    room, secret = store.open_room()
    store.add(room.code, Try(store.join(room.code, "a cookie of the browser"), LINE))
    store.close()
    kept = kept_in(store)
    assert room.code.encode() in kept
    assert secret.encode() not in kept
    assert b"cookie" not in kept


def test_who_has_the_secret_leads_and_nobody_else(store):
    room, secret = store.open_room()
    assert store.leads(room.code, secret)
    for forged in ("", secret[:-1], secret.swapcase(), "' OR 1=1 --"):
        assert not store.leads(room.code, forged)
    assert not store.leads(store.open_room()[0].code, secret)
    assert not store.leads("AAAAAA", "")


def test_a_lecture_goes_on_and_what_was_shown_is_hidden_with_its_step(store, room):
    assert store.room(room).place is None
    store.lead(room, "xor", 3, 0)
    store.show(room, True)
    assert store.room(room).shown
    store.lead(room, "xor", 3, 1)
    assert store.room(room).shown
    store.lead(room, "xor", 4, 0)
    assert not store.room(room).shown
    before = store.room(room).place
    assert (before.page, before.at, before.pressed) == ("xor", 4, 0)
    store.follow(room, False)
    assert not store.room(room).follows
    assert store.room(room).place.turn == before.turn + 1


def test_a_lecture_goes_on_in_a_lesson_of_its_own_of_a_size_that_links_have(store, room):
    store.lead(room, "xor", 3, 0)
    store.show(room, True)
    store.lead(room, "xor", 3, 0, "packed")
    place = store.room(room).place
    assert (place.lesson, place.turn, store.room(room).shown) == ("packed", 2, False)
    store.lead(room, "xor", 3, 0, "packed")
    assert store.room(room).place == place
    with pytest.raises(RoomError, match="too long for a link"):
        store.lead(room, "xor", 3, 0, "x" * (limits.MOST_LESSON + 1))
    store.lead(room, "xor", 3, 0)
    assert (store.room(room).place.lesson, store.room(room).place.turn) == ("", 3)


def test_a_file_from_before_lessons_were_followed_goes_on(tmp_path, clock):
    path = tmp_path / "rooms.sqlite"
    before = Store(path, clock=clock)
    code = before.open_room()[0].code
    before.lead(code, "xor", 3, 0)
    before._to_write.execute("ALTER TABLE rooms DROP COLUMN lesson")
    before.close()
    after = Store(path, clock=clock)
    assert after.room(code).place.at == 3
    after.lead(code, "xor", 3, 0, "packed")
    assert after.room(code).place.lesson == "packed"
    after.close()


def test_a_person_who_tries_a_million_times_is_told_and_loses_nothing(store, room, clock):
    ada = store.join(room, "ada")
    kept = refused = 0
    for _ in range(5_000):
        clock.now += 0.01
        try:
            store.add(room, Try(ada, LINE))
            kept += 1
        except RoomError as error:
            assert str(error).endswith(".")
            refused += 1
    assert kept == limits.MOST_TRIES_A_SECOND * 50 == limits.MOST_TRIES_A_PERSON
    assert refused == 5_000 - kept
    assert len(entries(store, room)) == kept
    # Who is beside it is not slowed, and it can still predict.
    store.add(room, Try(store.join(room, "alan"), LINE))
    store.add(room, Prediction(ada, STEP, 0))


def test_a_room_takes_so_many_people(store, room, monkeypatch):
    monkeypatch.setattr(storing, "MOST_PEOPLE", 3)
    people = [store.join(room, f"visitor {number}") for number in range(3)]
    with pytest.raises(RoomError, match="full"):
        store.join(room, "one more")
    # Who is in it comes in again.
    assert store.join(room, "visitor 1") == people[1]
    assert store.room(room).people == 3


def test_who_never_came_in_is_not_believed(store, room):
    with pytest.raises(RoomError, match="does not know you"):
        store.add(room, Try("0" * 16, LINE))
    assert entries(store, room) == []


def test_there_are_so_many_rooms_and_an_unused_one_gives_way_after_a_while(store, clock, monkeypatch):
    monkeypatch.setattr(storing, "MOST_ROOMS", 2)
    used, unused = store.open_room()[0].code, store.open_room()[0].code
    store.join(used, "ada")
    with pytest.raises(RoomError, match="2 rooms"):
        store.open_room()
    clock.now += storing.UNUSED + 1
    store.open_room()
    assert store.room(used)
    assert store.room(unused) is None
    clock.now += storing.UNUSED / 2
    with pytest.raises(RoomError, match="2 rooms"):
        store.open_room()


def test_a_room_ends_after_a_day_and_nothing_of_it_is_left(store, clock):
    code = store.open_room()[0].code
    store.add(code, Try(store.join(code, "ada"), Neuron2(123.456, 0, 0)))
    clock.now += 24 * 3600 - 1
    later = store.open_room()[0].code
    assert store.room(code)
    clock.now += 2
    for refused in (lambda: store.join(code, "alan"), lambda: store.lead(code, "xor", 1, 0)):
        with pytest.raises(RoomError, match="has ended"):
            refused()
    assert store.room(code) is None
    clock.now += storing.SWEPT_EVERY
    # Whoever asks for any room has those that have ended erased.
    assert store.room(later)
    assert entries(store, code) == []
    counts = [store._to_read.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("people", "entries")]
    assert counts == [(0,), (0,)]


def test_a_room_that_is_ended_by_hand_is_erased_at_once_from_the_disk_too(store, room):
    store.add(room, Try(store.join(room, "ada"), Neuron2(123.456, 0, 0)))
    is_on_disk = lambda: struct.pack(">d", 123.456) in kept_in(store)  # noqa: E731
    assert is_on_disk()
    store.end(room)
    store._emptying.join()
    assert not is_on_disk()
    assert store.room(room) is None
    assert entries(store, room) == []


def test_the_log_is_emptied_now_and_then_beside_everybody(store, room, monkeypatch):
    monkeypatch.setattr(storing, "LOGGED", 20)
    for number in range(60):
        store.join(room, f"visitor {number}")
    for thread in threading.enumerate():
        if thread.name == "rooms-log":
            thread.join()
    assert store.room(room).people == 60
    before = sum(path.stat().st_size for path in store.path.parent.iterdir())
    for number in range(20):
        store.follow(room, bool(number % 2))
    assert sum(path.stat().st_size for path in store.path.parent.iterdir()) < 2 * before


def python(script: str, *arguments) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)], cwd=ROOT)


def test_two_processes_write_at_once_and_nothing_is_lost(store, room):
    writer = """
        import sys
        from pathlib import Path
        from core.rooms import Prediction
        from rooms.store import Store
        path, code, name = sys.argv[1:]
        store = Store(Path(path), clock=lambda: 1_000_000.0)
        for number in range(150):
            person = store.join(code, f"{name} {number}")
            store.add(code, Prediction(person, "xor 3", number % 3))
    """
    writers = [python(writer, store.path, room, name) for name in ("one", "two")]
    # It is read meanwhile, part by part, and no part comes late.
    rows = []
    while any(process.poll() is None for process in writers):
        rows += store.since(room, rows[-1][0] if rows else 0)
    assert [process.returncode for process in writers] == [0, 0]
    rows += store.since(room, rows[-1][0] if rows else 0)
    seen = [entry for _, entry in rows]
    assert seen == entries(store, room)
    assert len(seen) == len(set(seen)) == 300
    assert store.room(room).people == 300


def test_a_crash_in_the_middle_of_writing_leaves_all_or_nothing(store, room):
    ada = store.join(room, "ada")
    store.add(room, Try(ada, LINE))
    crashing = """
        import os, signal, sys
        from pathlib import Path
        from core.rooms import Try
        from core.xor import Neuron2
        from rooms.store import Store
        path, code, person = sys.argv[1:]
        store = Store(Path(path), clock=lambda: 1_000_001.0)
        store.add(code, Try(person, Neuron2(2.0, 2.0, -1.0)))
        with store._writing() as write:
            write("UPDATE rooms SET people = 99 WHERE code = ?", (code,))
            write("DELETE FROM entries WHERE room = ?", (code,))
            os.kill(os.getpid(), signal.SIGKILL)
    """
    assert python(crashing, store.path, room, ada).wait() < 0
    assert entries(store, room) == [Try(ada, LINE), Try(ada, Neuron2(2.0, 2.0, -1.0))]
    assert store.room(room).people == 1
    # The file is nobody's: it can be written at once.
    store.add(room, Done(ada, "xor 4"))


def test_a_write_waits_for_another_process_no_longer_than_it_may(store, room):
    holding = sqlite3.connect(store.path, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        store.join(room, "ada")
    # Reading needs no turn.
    assert store.room(room)
    holding.execute("ROLLBACK")
    assert store.join(room, "ada")


def test_a_file_that_is_no_store_gets_a_sentence(tmp_path):
    path = tmp_path / "rooms.sqlite"
    path.write_text("A diary, and no database. " * 100)
    with pytest.raises(Unavailable, match="No rooms can be kept here"):
        Store(path)
    assert path.read_text().startswith("A diary")
    with pytest.raises(Unavailable):
        Store(path / "below" / "a file")


def test_many_who_look_ask_the_file_once(store, room, monkeypatch):
    ada = store.join(room, "ada")
    now, asked = Clock(), []
    reading = Reading(store, now)
    since = store.since
    monkeypatch.setattr(store, "since", lambda code, after: asked.append(after) or since(code, after))
    store.add(room, Try(ada, LINE))
    assert [reading.hall(room).n_tries for _ in range(50)] == [1] * 50
    assert asked == [0]
    store.add(room, Try(ada, Neuron2(-1.0, 2.0, 0.5)))
    now.now += 1
    first, lines = reading.lines(room, 1)
    assert (first, lines.tolist()) == (1, [[-1.0, 2.0, 0.5, 1.0]])
    # Only what is new is asked for.
    assert len(asked) == 2
    assert asked[1] > 0
    # Who asks for what never was gets all.
    for odd in (-1, 99):
        assert reading.lines(room, odd)[0] == 0
    assert len(reading.lines(room, 0)[1]) == reading.hall(room).n_tries == 2


def test_more_than_can_be_read_at_once_is_read_on(store, room, monkeypatch):
    monkeypatch.setattr(storing, "MOST_READ", 2)
    monkeypatch.setattr("rooms.reading.MOST_READ", 2)
    for number in range(5):
        store.add(room, Done(store.join(room, f"visitor {number}"), "xor 4"))
    reading = Reading(store, Clock())
    assert [reading.hall(room).done["xor 4"] for _ in range(3)] == [2, 4, 5]


def test_a_process_keeps_nothing_of_a_room_that_has_ended(store, room, clock):
    store.add(room, Try(store.join(room, "ada"), LINE))
    now = Clock()
    reading = Reading(store, now)
    assert reading.room(room).people == 1
    assert reading.hall(room).n_tries == 1
    clock.now += 25 * 3600
    now.now += 1
    assert reading.room(room) is None
    assert reading._kept == {}


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"CREASE_ROOMS": "/srv/halls.db", "HOME": "/home/ada"}, "/srv/halls.db"),
        ({"HOME": "/home/ada"}, "/home/ada/.local/state/crease/rooms.sqlite"),
        ({"XDG_STATE_HOME": "/state"}, "/state/crease/rooms.sqlite"),
    ],
)
def test_the_file_is_a_setting(environment, path):
    assert rooms.path_in(environment) == Path(path)


def test_how_long_a_room_lasts_is_a_setting():
    assert rooms.hours_in({}) == 24
    assert rooms.hours_in({"CREASE_ROOM_HOURS": "1.5"}) == 1.5
    for text in ("a day", "nan", "0", "1e9"):
        with pytest.raises(Unavailable, match="CREASE_ROOM_HOURS"):
            rooms.hours_in({"CREASE_ROOM_HOURS": text})
