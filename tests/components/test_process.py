"""What is done once a process: everything is imported before anybody goes on, and connections answer at once."""

import contextlib
import os
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.shell.process import TURN, allow_many_files, prepare_process, send_at_once


def is_sent_at_once(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.fixture
def listening():
    """A server's socket as Streamlit opens it: without saying that its protocol is TCP."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def open_files() -> set[str]:
    """What this process has open, beside the folder that is read for it."""
    return {name for name in os.listdir("/dev/fd") if os.path.exists(f"/dev/fd/{name}")}


def connect(server: socket.socket, stack: contextlib.ExitStack) -> socket.socket:
    """The server's end of a new connection."""
    stack.enter_context(socket.create_connection(server.getsockname()))
    accepted, _ = server.accept()
    return stack.enter_context(accepted)


def test_open_and_later_connections_send_at_once(listening):
    with contextlib.ExitStack() as stack:
        early = connect(listening, stack)
        assert not is_sent_at_once(early)
        send_at_once()
        assert is_sent_at_once(early)
        assert is_sent_at_once(connect(listening, stack))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
def test_a_process_may_open_as_many_files_as_the_system_lets_it():
    import resource

    before = few, most = 256, resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)
    allow_many_files()
    assert few < resource.getrlimit(resource.RLIMIT_NOFILE)[0] == most


def test_what_is_closed_or_no_tcp_is_passed_over_and_nothing_stays_open(listening, tmp_path):
    # Each of these refuses the setting with an OSError, which send_at_once must not even cause.
    gone = socket.socket()
    gone.close()
    one, other = socket.socketpair()
    with one, other, socket.socket(type=socket.SOCK_DGRAM), open(tmp_path / "file", "w"):
        before = open_files()
        send_at_once()
        assert open_files() == before
        assert is_sent_at_once(listening)
        one.send(b"still open")
        assert other.recv(10) == b"still open"


def test_a_tuple_that_another_thread_is_making_stays_whole(listening, monkeypatch):
    # What gc.get_objects() gives out includes half-made tuples, and Python then cannot finish them: SystemError.
    is_there, go_on = threading.Event(), threading.Event()

    def pause(*_):
        is_there.set()
        go_on.wait(timeout=20)

    monkeypatch.setattr(socket.socket, "setsockopt", pause)
    thread = threading.Thread(target=send_at_once)

    def parts():
        yield "begun"
        thread.start()
        assert is_there.wait(timeout=20)
        yield "ended"

    try:
        assert tuple(parts()) == ("begun", "ended")
    finally:
        go_on.set()
        thread.join()


def test_of_ten_first_visitors_one_prepares_the_process_and_all_wait_for_it(tmp_path, monkeypatch):
    package = tmp_path / "slow_package"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "slow.py").write_text("import time\ntime.sleep(0.3)\nis_ready = True")
    monkeypatch.syspath_prepend(tmp_path)
    prepared = []
    monkeypatch.setattr("components.shell.process.send_at_once", lambda: prepared.append("once"))

    def visit(_):
        prepare_process("slow_package")
        return sys.modules["slow_package.slow"].is_ready

    with ThreadPoolExecutor(10) as visitors:
        assert list(visitors.map(visit, range(10))) == [True] * 10
    assert prepared == ["once"]


def test_threads_take_long_turns_once_the_process_is_prepared():
    before = sys.getswitchinterval()
    try:
        prepare_process("core")
        assert sys.getswitchinterval() == pytest.approx(TURN)
    finally:
        sys.setswitchinterval(before)
