"""What is done once a process."""

import functools
import gc
import socket

from threadpoolctl import threadpool_limits


@functools.cache
def prepare_process() -> None:
    """Once the first page has run: answers leave at once, one thread computes, and the imports are no garbage."""
    send_at_once()
    # Matrices are small here.  A second thread of the linear algebra would only spin beside the first, for a
    # tenth of a second each time, and a whole class shares this server.
    threadpool_limits(limits=1, user_api="blas")
    freeze_imports()


def send_at_once() -> None:
    """Turn Nagle's algorithm off for every connection of this process, and for those that it will accept.

    Streamlit answers with several small messages.  With that algorithm the second waits until the browser has
    acknowledged the first, which takes browsers 40 ms.  asyncio turns it off for TCP, but does not see that
    Streamlit's own socket is TCP: Streamlit (1.67) opens it with the protocol number 0, "the usual one".  A
    connection takes the setting over from the socket that accepts it.
    """
    for candidate in gc.get_objects():
        if type(candidate) is socket.socket and _is_open_tcp(candidate):
            candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_open_tcp(candidate: socket.socket) -> bool:
    families = (socket.AF_INET, socket.AF_INET6)
    return candidate.fileno() >= 0 and candidate.family in families and candidate.type == socket.SOCK_STREAM


def freeze_imports() -> None:
    """Take everything that the imports have made out of the garbage collector's sight.

    Streamlit collects garbage after every run, and would each time look through some hundred thousand
    objects that stay for good.
    """
    gc.collect()
    gc.freeze()
