"""What is done once a process: connections answer at once."""

import contextlib
import socket

import pytest

from components.process import send_at_once


def is_sent_at_once(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.fixture
def listening():
    """A server's socket as Streamlit opens it: without saying that its protocol is TCP."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


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


def test_sockets_that_are_closed_or_no_tcp_are_passed_over():
    gone = socket.socket()
    gone.close()
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        send_at_once()
        with contextlib.suppress(OSError):
            assert not is_sent_at_once(datagrams)
