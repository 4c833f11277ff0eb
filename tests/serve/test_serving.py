"""Two real replicas behind a real HAProxy: one dies, all are renewed under their visitors, and all of it ends."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from harness.files import fetch
from harness.replicas import Replicas
from harness.server import PATIENCE, ROOT
from harness.session import Session, run, walk
from serve.replica import outlived

VISITORS = 8


@pytest.fixture(scope="module", autouse=True)
def haproxy():
    if subprocess.run([Path(ROOT, "serve", "ensure-haproxy")], capture_output=True).returncode:
        pytest.skip("There is no HAProxy here, and none can be installed.")


@pytest.fixture(scope="module")
def replicas():
    with Replicas() as replicas:
        yield replicas


async def move_until(over: asyncio.Event, session: Session, moves: list[float]) -> int:
    """Move a slider on and on, connect again as a browser does, and say how often that was needed."""
    slider, lost = session.slider("Probe x"), 0
    for value in walk(slider):
        if over.is_set():
            break
        try:
            await session.move(slider, value)
        except ConnectionClosed:
            lost += 1
            session = Session(session.server, "activations", session.query)
            await session.open()
            # The address has what was moved last.
            assert session.slider("Probe x").value[0] == value
            slider = session.slider("Probe x")
        moves.append(value)
        await asyncio.sleep(0.1)
    await session.close()
    return lost


def test_a_new_version_comes_replica_by_replica_while_everybody_goes_on(replicas):
    async def renew():
        over, moves = asyncio.Event(), []
        sessions = [Session(replicas, "activations", {"x": "0"}) for _ in range(VISITORS)]
        await asyncio.gather(*(session.open() for session in sessions))
        moving = [asyncio.create_task(move_until(over, session, moves)) for session in sessions]
        said = await asyncio.to_thread(replicas.roll)
        over.set()
        return said, await asyncio.gather(*moving), moves

    before = replicas.pids()
    said, lost, moves = run(renew())
    assert said.splitlines()[-1] == "All is new.", said
    assert not {*before.values()} & {*replicas.pids().values()}
    assert len(replicas.pids()) == len(before)
    assert "2 of 2" in said
    # Each visitor is moved, and not to a replica that has to go next.
    assert lost == [1] * VISITORS
    assert len(moves) > VISITORS
    assert "Traceback" not in replicas.log


def test_a_replica_that_dies_is_started_again(replicas):
    before = replicas.pids()
    name, pid = next(iter(before.items()))
    os.kill(pid, signal.SIGKILL)
    last_moment = time.monotonic() + PATIENCE
    while replicas.pids().get(name, pid) == pid:
        assert time.monotonic() < last_moment, replicas.log
        time.sleep(0.2)
    assert replicas.pids().keys() == before.keys()


def test_a_way_in_that_dies_is_opened_again_to_the_same_replicas(replicas):
    before = replicas.pids()
    os.kill(way_in(replicas.port), signal.SIGKILL)
    last_moment = time.monotonic() + PATIENCE
    while not is_served(replicas.url):
        assert time.monotonic() < last_moment, replicas.log
        time.sleep(0.1)
    assert replicas.pids() == before


def way_in(port: int) -> int:
    """The process that listens at a port: HAProxy, which is found by its configuration's name."""
    name = f"crease-{os.getuid()}-{port}/haproxy.cfg"
    found = subprocess.run(["pgrep", "--full", f"^[^ ]*haproxy .*{name}$"], capture_output=True, text=True)
    return int(found.stdout)


def is_served(url: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
        return answer.status == 200
    return False


def test_a_phones_first_visit_is_answered_from_what_the_way_in_keeps(replicas):
    first, second = (run(fetch(replicas.url)) for _ in range(2))
    assert first.files == second.files > 50
    # Of some 2.8 MB.
    assert second.size < 1_200_000
    assert first.cookie.startswith("crease=r")


def test_a_port_in_use_is_said_in_a_sentence():
    with socket.create_server(("", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "serve", "--port", str(port)]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert said.returncode == 1
    assert f"Port {port} is in use" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize("options", [["--workers", "0"], ["--workers", "two"], ["--port", "70000"]], ids=" ".join)
def test_what_cannot_be_served_is_said_in_a_sentence(options):
    command = [sys.executable, "-m", "serve", *options]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert said.returncode == 2
    assert "is no whole number" in said.stderr


def test_its_end_ends_all_of_it():
    with Replicas(1) as replicas:
        (pid,) = replicas.pids().values()
        ended = time.monotonic()
    assert time.monotonic() - ended < 10
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(not outlived(), reason="Only Linux lets a process end with who started it, however that ends.")
def test_what_it_started_does_not_outlive_it_when_it_is_killed():
    with Replicas(1) as replicas:
        replicas.kill()
        last_moment = time.monotonic() + PATIENCE
        # The way in, and with it everything that had the same end.
        while is_open(replicas.port):
            assert time.monotonic() < last_moment
            time.sleep(0.1)


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
