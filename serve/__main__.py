"""`python -m serve` serves Crease on all cores; once more, it puts the version that is on disk now in their place."""

import argparse
import asyncio
import os
import shutil
import signal
import socket
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from serve.supervisor import Plan, Supervisor, listen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m serve", description=__doc__)
    parser.add_argument("--port", type=_port, default=8501, help="where people open it (8501)")
    parser.add_argument("--workers", type=_workers, default=_cores(), help="replicas (one a core)")
    parser.add_argument("--status", action="store_true", help="only say what runs at that port")
    options = parser.parse_args()
    try:
        folder = Path(tempfile.gettempdir(), f"crease-{os.getuid()}-{options.port}")
        if (
            said := _tell(folder / "control.sock", "status" if options.status else f"roll {options.workers}")
        ) is not None:
            return 0 if options.status or said == "All is new." else 1
        if options.status:
            raise RuntimeError(f"No replicas are served at port {options.port}.")
        _be_free(options.port)
        _lay(folder)
        return asyncio.run(_serve(Plan.of(options.port, options.workers, folder)))
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1


async def _serve(plan: Plan) -> int:
    def say(sentence: str) -> None:
        print(sentence, flush=True)

    supervisor, is_over, rolls = Supervisor(plan, say=say), asyncio.Event(), set()

    def roll() -> None:
        rolls.add(task := asyncio.create_task(supervisor.roll(say)))
        task.add_done_callback(rolls.discard)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, is_over.set)
    over = asyncio.create_task(is_over.wait())
    start = asyncio.create_task(supervisor.start())
    try:
        await asyncio.wait((start, over), return_when=asyncio.FIRST_COMPLETED)
        if not start.done():
            return 0
        start.result()
        loop.add_signal_handler(signal.SIGHUP, roll)
        control = await listen(supervisor, plan.control)
        say(f"Crease is served at http://localhost:{plan.port}. Ctrl-C ends it; the same command again renews it.")
        await over
        control.close()
        return 0
    finally:
        start.cancel()
        for task in [*rolls]:
            task.cancel()
        await asyncio.gather(start, *rolls, return_exceptions=True)
        await supervisor.stop()
        shutil.rmtree(plan.folder, ignore_errors=True)


def _tell(control: Path, word: str) -> str | None:
    """Tell who serves there already, print what it answers, and give its last sentence; None if there is nobody."""
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(control))
        except OSError:
            return None
        connection.sendall(f"{word}\n".encode())
        said = ""
        with connection.makefile() as answer:
            for line in answer:
                said = line.strip()
                print(said, flush=True)
        return said


def _be_free(port: int) -> None:
    """RuntimeError with a sentence where another program has the port."""
    with suppress(OSError), socket.create_server(("", port)):
        return
    raise RuntimeError(f"Port {port} is in use by another program. Take another one: make serve PORT={port + 1}")


def _lay(folder: Path) -> None:
    """Make the folder of the sockets, which nobody else may read or have laid there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise RuntimeError(f"{folder} is not a folder of yours alone. Remove it, and run the same command again.")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _port(text: str) -> int:
    return _whole(text, 1, 65535)


def _workers(text: str) -> int:
    return _whole(text, 1, 256)


def _whole(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
