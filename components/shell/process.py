"""What is done once a process, before its first visitor is served."""

import contextlib
import functools
import gc
import os
import pkgutil
import socket
import stat
import sys
import threading
from importlib import import_module

from threadpoolctl import threadpool_limits

from components.shell.belated import pass_over_belated_requests
from components.shell.forged import pass_over_forged_values
from components.shell.frugal import make_only_what_is_asked_for
from components.shell.gone_back import find_all_of_an_address
from components.shell.overtaken import hear_what_is_overtaken
from components.shell.whole_answer import tell_answers_whole
from components.shell.written_address import write_beside_the_browser

# What Streamlit, Plotly, pandas and our own pages only import in the middle of a run, where they need it.
LATE_TREES = (
    "plotly.graph_objs.bar",
    "plotly.graph_objs.heatmap",
    "plotly.graph_objs.layout",
    "plotly.graph_objs.mesh3d",
    "plotly.graph_objs.scatter",
    "plotly.graph_objs.scatter3d",
)
LATE_MODULES = (
    "pandas",
    "pandas.io.formats.csvs",
    "pyarrow.pandas_compat",
    "pyarrow.vendored.version",
    "scipy.optimize",
    "narwhals._interchange.dataframe",
    "plotly.animation",
    "plotly.graph_objs._deprecations",
    "plotly.io._json",
    "plotly.io._utils",
    "plotly.offline.offline",
    "PIL.ImageFile",
    "streamlit.dataframe.lazy_df_adapters",
    "streamlit.material_icon_names",
)
_one_at_a_time = threading.Lock()
# Seconds for which a thread computes before another one that waits has its turn.
TURN = 0.05


def prepare_process(*packages: str) -> None:
    """Import whatever any page needs, let many come and answers leave at once, and let one thread compute.

    `packages` are the app's own, and all of their modules are imported.  Call it first in every run: it is done
    once, and until then everybody waits here.  Streamlit runs each visitor in a thread, and while one of them
    imports a module, others see it half made in `sys.modules`: Plotly looks there for pandas, and stumbled over
    it (`partially initialized module 'pandas'`) in every lecture's first minute.  This is a function with a lock
    and no import with side effects, because Python breaks a circle of waiting imports by handing out half a
    module: who waits here holds no module that the others could be waiting for.
    """
    with _one_at_a_time:
        _prepare(packages)


@functools.cache
def _prepare(packages: tuple[str, ...]) -> None:
    allow_many_files()
    import_all(packages)
    send_at_once()
    pass_over_forged_values()
    hear_what_is_overtaken()
    tell_answers_whole()
    write_beside_the_browser()
    pass_over_belated_requests()
    find_all_of_an_address()
    make_only_what_is_asked_for()
    # Matrices are small here.  A second thread of the linear algebra would only spin beside the first, for a
    # tenth of a second each time, and a whole class shares this server.
    threadpool_limits(limits=1, user_api="blas")
    # A rerun computes for some 20 ms.  In turns of 5 ms, Python's own, ten reruns at once all end late, and the
    # event loop, which starts and answers each of them, has to wait for all the others at every step.  In turns
    # of 50 ms most end in one go (`python -m benchmarks lecture`: the 95th percentile is a fifth).
    sys.setswitchinterval(TURN)
    freeze_imports()


def import_all(packages: tuple[str, ...]) -> None:
    """Import some packages with all of their modules, and what is imported late."""
    for package in (*packages, *LATE_TREES):
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            import_module(module.name)
    for name in LATE_MODULES:
        # Another version of a library may have no such module, and then need none.
        with contextlib.suppress(ModuleNotFoundError):
            import_module(name)


def send_at_once() -> None:
    """Turn Nagle's algorithm off for every connection of this process, and for those that it will accept.

    Streamlit answers with several small messages.  With that algorithm the second waits until the browser has
    acknowledged the first, which takes browsers 40 ms.  asyncio turns it off for TCP, but does not see that
    Streamlit's own socket is TCP: Streamlit (1.67) opens it with the protocol number 0, "the usual one".  A
    connection takes the setting over from the socket that accepts it.

    The sockets are found by their numbers, as the system lists them: Streamlit hands its own to nobody, and to
    look for it among all objects of the process (`gc.get_objects`) breaks the tuples that other threads are
    just making.  Where the system has no such list, answers leave as they did before.
    """
    for number in _open_files():
        # It may be closed by now, or be another file: each step is for TCP alone and does no harm to others.
        with contextlib.suppress(OSError):
            if not stat.S_ISSOCK(os.fstat(number).st_mode):
                continue
            # A number of our own for the same socket: it has the same settings, and can be closed.
            with socket.socket(fileno=os.dup(number)) as candidate:
                if _is_tcp(candidate):
                    candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def allow_many_files() -> None:
    """Let this process open as many files and connections as the system lets it have.

    Streamlit takes four for each visitor, and keeps three of each of the last 128 who left.  Most systems begin with
    1024, which is less than 200 visitors in a hall of whom some reload their page.
    """
    # Windows has no such limit, and no such module.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _open_files() -> list[int]:
    """The numbers of this process's open files, on Linux and macOS; empty elsewhere."""
    with contextlib.suppress(FileNotFoundError):
        return list(map(int, os.listdir("/dev/fd")))
    return []


def _is_tcp(candidate: socket.socket) -> bool:
    return candidate.family in (socket.AF_INET, socket.AF_INET6) and candidate.type == socket.SOCK_STREAM


def freeze_imports() -> None:
    """Take everything that the imports have made out of the garbage collector's sight.

    These are some hundred thousand objects that stay for good, and whenever Python collects garbage it would
    look through them all.
    """
    gc.collect()
    gc.freeze()
