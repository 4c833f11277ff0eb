"""Where rooms are kept: one file of SQLite, shared by several processes.  Another database would be another Store.

A room and everything in it is erased when it has ended.  What is written is there for all processes at once and
survives the end of any of them; nobody waits longer for another's writing than WAIT.
"""

import contextlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from core.rooms import (
    MOST_LESSON,
    MOST_PEOPLE,
    MOST_ROOMS,
    Done,
    Entry,
    Pace,
    Place,
    Prediction,
    Room,
    RoomError,
    Try,
    code_of,
    hashed,
    is_secret,
    no_followers,
    no_room,
    person_of,
    with_another,
)
from core.xor import Neuron2

# Seconds that a write waits for another process, and between two looks for rooms that have ended.
WAIT = 0.25
SWEPT_EVERY = 60.0
# A room that nobody has joined in so many seconds gives way to a new one where there are too many.
UNUSED = 600.0
MOST_READ = 5_000
# So many writes later what was written goes from SQLite's log into the file; it is flushed to the disk then.
LOGGED = 1_000
# What is erased is overwritten.
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "wal_autocheckpoint = 0")
_TRY, _PREDICTION, _DONE = range(3)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rooms (
    code TEXT PRIMARY KEY, secret TEXT, opened REAL, ends REAL, people INTEGER DEFAULT 0, follows INTEGER DEFAULT 1,
    shown INTEGER DEFAULT 0, page TEXT, at INTEGER, pressed INTEGER, turn INTEGER DEFAULT 0, lesson TEXT DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people (
    room TEXT, person TEXT, tries INTEGER DEFAULT 0, second INTEGER DEFAULT 0, in_second INTEGER DEFAULT 0,
    PRIMARY KEY (room, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT, person TEXT, kind INTEGER, step TEXT, option INTEGER,
    w1 REAL, w2 REAL, b REAL
);
CREATE INDEX IF NOT EXISTS by_room ON entries (room, id);
CREATE UNIQUE INDEX IF NOT EXISTS once ON entries (room, person, kind, step) WHERE step IS NOT NULL;
"""


class Unavailable(RuntimeError):
    """No rooms can be kept here now; with a sentence."""


class Store:
    """The rooms in the file at `path`, each for so many `hours`.  `clock` tells seconds since 1970.

    Raises Unavailable where the file cannot be read or written, and RoomError for what a room does not take.
    """

    def __init__(self, path: Path, hours: float = 24.0, clock: Callable[[], float] = time.time):
        self.path, self.hours, self.clock = path, hours, clock
        self._swept = -float("inf")
        self._writer, self._reader = threading.Lock(), threading.Lock()
        self._written, self._emptying = 0, None
        with _told():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Of one's own: who reads does not wait for who writes.
            self._to_write, self._to_read = self._connected(), self._connected()
            self._to_write.executescript(_SCHEMA)
            # A file from before lessons of one's own were followed; another process may be adding it at this moment.
            with contextlib.suppress(sqlite3.OperationalError):
                self._to_write.execute("ALTER TABLE rooms ADD COLUMN lesson TEXT DEFAULT ''")
            self._to_write.execute("SELECT lesson FROM rooms LIMIT 0")
        self.sweep()

    def close(self) -> None:
        for connection in (self._to_read, self._to_write):
            connection.close()

    def open_room(self) -> tuple[Room, str]:
        """A new room, and its secret, which is told this once and not kept."""
        now, secret = self.clock(), secrets.token_urlsafe(16)
        self.sweep()
        with self._writing() as write:
            (count,) = write("SELECT count(*) FROM rooms").fetchone()
            if count >= MOST_ROOMS:
                oldest = write(
                    "SELECT code FROM rooms WHERE people = 0 AND opened < ? ORDER BY opened LIMIT 1", (now - UNUSED,)
                ).fetchone()
                if not oldest:
                    raise RoomError(f"There are {MOST_ROOMS} rooms open already. Try again when one has ended.")
                _erase(write, oldest)
            code = _unused_code(write)
            room = Room(code, now + 3600 * self.hours)
            write(
                "INSERT INTO rooms (code, secret, opened, ends) VALUES (?, ?, ?, ?)",
                (code, hashed(secret), now, room.ends),
            )
        return room, secret

    def room(self, code: str) -> Room | None:
        """The room with a code, None where there is none or it has ended."""
        self.sweep_now_and_then()
        row = self._read_one(
            "SELECT ends, people, follows, shown, page, at, pressed, turn, lesson FROM rooms "
            "WHERE code = ? AND ends > ?",
            (code, self.clock()),
        )
        if not row:
            return None
        ends, people, follows, shown, *place = row
        return Room(code, ends, people, bool(follows), bool(shown), Place(*place) if place[0] else None)

    def leads(self, code: str, secret: str) -> bool:
        """Whether the secret is this room's; where there is no such room it is not."""
        row = self._read_one("SELECT secret FROM rooms WHERE code = ? AND ends > ?", (code, self.clock()))
        # A room that is not there takes as long.
        return is_secret(secret, row[0] if row else hashed("")) and bool(row)

    def join(self, code: str, visitor: str) -> str:
        """What the room calls the visitor, who is one of its people from now on."""
        with self._writing() as write:
            kept, people = self._standing(write, code, "secret, people")
            person = person_of(kept, visitor)
            if not write("SELECT 1 FROM people WHERE room = ? AND person = ?", (code, person)).fetchone():
                if people >= MOST_PEOPLE:
                    raise RoomError(f"This room is full: {MOST_PEOPLE:,} people are in it. Here everything works.")
                write("INSERT INTO people (room, person) VALUES (?, ?)", (code, person))
                write("UPDATE rooms SET people = people + 1 WHERE code = ?", (code,))
        return person

    def add(self, code: str, entry: Entry) -> None:
        """Keep an entry of one of the room's people.  A prediction or a task is kept once, the first time."""
        with self._writing() as write:
            self._standing(write, code, "1")
            where = (code, entry.person)
            row = write("SELECT tries, second, in_second FROM people WHERE room = ? AND person = ?", where).fetchone()
            if not row:
                raise RoomError("This room does not know you. Come in by its code once more.")
            if isinstance(entry, Try):
                pace = with_another(Pace(*row), self.clock())
                write(
                    "UPDATE people SET tries = ?, second = ?, in_second = ? WHERE room = ? AND person = ?",
                    (pace.tries, pace.second, pace.in_second, *where),
                )
            write(
                "INSERT OR IGNORE INTO entries (room, person, kind, step, option, w1, w2, b) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*where, *_row(entry)),
            )

    def since(self, code: str, after: int) -> list[tuple[int, Entry]]:
        """The room's entries behind the number `after`, each with its own, in their order: 5,000 at most."""
        with _told(), self._reader:
            rows = self._to_read.execute(
                "SELECT id, person, kind, step, option, w1, w2, b FROM entries WHERE room = ? AND id > ? "
                "ORDER BY id LIMIT ?",
                (code, after, MOST_READ),
            ).fetchall()
        return [(number, _entry(*row)) for number, *row in rows]

    def lead(self, code: str, page: str, at: int, pressed: int, lesson: str = "") -> None:
        """Where the lecture stands from now on.  Nobody is called to where they are called already."""
        if len(lesson) > MOST_LESSON:
            raise RoomError(no_followers())
        self._set(
            code,
            "page = ?1, at = ?2, pressed = ?3, lesson = ?4, "
            "shown = shown AND page IS ?1 AND at IS ?2 AND lesson IS ?4, "
            "turn = turn + (page IS NOT ?1 OR at IS NOT ?2 OR pressed IS NOT ?3 OR lesson IS NOT ?4)",
            page,
            at,
            pressed,
            lesson,
        )

    def follow(self, code: str, follows: bool) -> None:
        """Whether phones go where the lecture stands; those that begin to are called there."""
        self._set(code, "follows = ?1, turn = turn + 1", int(follows))

    def show(self, code: str, shown: bool) -> None:
        """Whether the wall shows what was predicted, until the lecture goes on."""
        self._set(code, "shown = ?1", int(shown))

    def end(self, code: str) -> None:
        """End a room and erase all of it."""
        with self._writing() as write:
            _erase(write, (code,))
        self._empty_log("TRUNCATE")

    def sweep_now_and_then(self) -> None:
        """Sweep where that was a while ago."""
        if self.clock() > self._swept + SWEPT_EVERY:
            self.sweep()

    def sweep(self) -> None:
        """Erase the rooms that have ended."""
        self._swept = self.clock()
        if self._read_one("SELECT 1 FROM rooms WHERE ends <= ?", (self._swept,)):
            with self._writing() as write:
                for ended in write("SELECT code FROM rooms WHERE ends <= ?", (self._swept,)).fetchall():
                    _erase(write, ended)
            self._empty_log("TRUNCATE")

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, WAIT, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Callable]:
        """All of it or nothing."""
        with _told(), self._writer:
            self._to_write.execute("BEGIN IMMEDIATE")
            try:
                yield self._to_write.execute
                self._to_write.execute("COMMIT")
                self._written += 1
                if self._written % LOGGED == 0:
                    self._empty_log("PASSIVE")
            except BaseException:
                if self._to_write.in_transaction:
                    self._to_write.execute("ROLLBACK")
                raise

    def _empty_log(self, how: str) -> None:
        """Beside everybody: disks take their time.  "TRUNCATE" leaves nothing of it, "PASSIVE" waits for nobody."""

        def empty() -> None:
            # Whatever goes wrong here is tried again with the next one.
            with contextlib.suppress(sqlite3.Error), contextlib.closing(self._connected()) as connection:
                connection.execute(f"PRAGMA wal_checkpoint({how})")

        self._emptying = threading.Thread(target=empty, name="rooms-log", daemon=True)
        self._emptying.start()

    def _read_one(self, query: str, values: tuple) -> tuple | None:
        with _told(), self._reader:
            return self._to_read.execute(query, values).fetchone()

    def _standing(self, write: Callable, code: str, columns: str) -> tuple:
        row = write(f"SELECT {columns} FROM rooms WHERE code = ? AND ends > ?", (code, self.clock())).fetchone()
        if not row:
            raise RoomError(no_room(code))
        return row

    def _set(self, code: str, change: str, *values) -> None:
        with self._writing() as write:
            self._standing(write, code, "1")
            write(f"UPDATE rooms SET {change} WHERE code = ?{len(values) + 1}", (*values, code))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with the file has a sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise Unavailable(f"No rooms can be kept here now ({error}). Everything works without one.") from error


def _erase(write: Callable, code: tuple[str]) -> None:
    write("DELETE FROM entries WHERE room = ?", code)
    write("DELETE FROM people WHERE room = ?", code)
    write("DELETE FROM rooms WHERE code = ?", code)


def _unused_code(write: Callable) -> str:
    while True:
        code = code_of(secrets.token_bytes(8))
        if not write("SELECT 1 FROM rooms WHERE code = ?", (code,)).fetchone():
            return code


def _row(entry: Entry) -> tuple:
    """kind, step, option, w1, w2, b"""
    match entry:
        case Try(neuron=line):
            return _TRY, None, None, line.w1, line.w2, line.b
        case Prediction(step=step, option=option):
            return _PREDICTION, step, option, None, None, None
        case Done(step=step):
            return _DONE, step, None, None, None, None


def _entry(person: str, kind: int, step: str | None, option: int | None, *weights: float | None) -> Entry:
    if kind == _TRY:
        return Try(person, Neuron2(*weights))
    return Prediction(person, step, option) if kind == _PREDICTION else Done(person, step)
