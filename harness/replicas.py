"""Crease as `make serve` serves it, at a free port of this machine."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from harness.server import PATIENCE, ROOT, cpu_of, end, free_port, memory_of, said


@dataclass(frozen=True)
class Cost:
    """What all replicas together hold: resident memory in megabytes, open files and connections, threads."""

    memory: float
    descriptors: int
    threads: int


class Replicas:
    """Replicas behind HAProxy, for as long as a `with` block lasts; `url` is where a visitor comes."""

    def __init__(self, workers: int = 2):
        self._workers, self.port = workers, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = None

    def __enter__(self) -> "Replicas":
        command = self._command("--workers", str(self._workers))
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=self._log, stderr=subprocess.STDOUT)
        last_moment = time.monotonic() + PATIENCE
        while "Crease is served" not in self.log:
            if self._process.poll() is not None or time.monotonic() > last_moment:
                self.__exit__()
                raise RuntimeError(f"The replicas did not start.\n{self.log[-2000:]}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_) -> None:
        end(self._process)

    def kill(self) -> None:
        """End who runs it all with no chance to clear up."""
        self._process.kill()
        self._process.wait(timeout=20)

    def roll(self) -> str:
        """Serve once more, which puts new replicas in the place of the old ones; what it said."""
        command = self._command("--workers", str(self._workers))
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE).stdout

    def pids(self) -> dict[str, int]:
        """The process of each replica that visitors are sent to, by the value of its cookie."""
        command = self._command("--status")
        status = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return {one["slot"]: one["pid"] for one in json.loads(status.stdout)}

    @property
    def log(self) -> str:
        """All that it and its replicas have said so far."""
        return said(self._log)

    @property
    def cpu_seconds(self) -> float:
        """What all of its processes that are there have used so far: replicas, HAProxy, and who looks after them."""
        return sum(map(cpu_of, _family(self._process.pid)))

    def cost(self) -> Cost:
        """What they hold now."""
        pids = self.pids().values()
        return Cost(
            sum(map(memory_of, pids)),
            sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
            sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in pids),
        )

    def _command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "serve", "--port", str(self.port), *options]


def _family(pid: int) -> list[int]:
    """A process and all that it has started."""
    lists = (path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [pid, *(one for children in lists for child in children for one in _family(int(child)))]
