"""A Streamlit server of our own for one script, what it says and what it costs the machine."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
CREASE = ROOT / "app.py"
PATIENCE = 60.0


def said(log) -> str:
    """All that a process has written to its log so far."""
    # Read without moving the place where the process writes on, which the two share.
    return os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0).decode(errors="replace")


def end(process: subprocess.Popen) -> None:
    """Let a process end itself, and end it where it does not."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=20)


class Server:
    """Serves `script` on a free port of this machine, from `start` to `stop` or for as long as a `with` block lasts.

    It can be stopped and started again, and then answers at the same address.
    """

    def __init__(self, script: Path = CREASE, environment: Mapping[str, str] | None = None):
        self.script, self.environment = script, dict(environment or {})
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # A file without a name, gone with the server's object: a pipe that nobody reads would fill up.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = None

    def start(self) -> None:
        """Come back when it answers; RuntimeError with what it said where it does not."""
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        options = {
            "server.headless": "true",
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "logger.level": "error",
        }
        self._process = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            # Every script finds the same .streamlit/config.toml here, and the folders that it imports.
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_for_health()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it at once, as a crash would; nothing happens where it does not run."""
        if self._process:
            self._process.kill()
            self._process.wait(timeout=20)
            self._process = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and not stopped since."""
        return self._process is not None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def _wait_for_health(self) -> None:
        last_moment = time.monotonic() + PATIENCE
        while time.monotonic() < last_moment and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.script.name} did not start within {PATIENCE:g} seconds.\n{self.log[-2000:]}")

    @property
    def log(self) -> str:
        """All that it has said so far: where it listens, and every error with its traceback."""
        return said(self._log)

    @property
    def cpu_seconds(self) -> float:
        """What all threads have used so far, those that have ended included."""
        return cpu_of(self._process.pid)

    @property
    def memory(self) -> float:
        """Resident memory in megabytes."""
        return memory_of(self._process.pid)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_of(pid: int) -> float:
    """Processor seconds of a process so far.

    This is the process's own clock, which counts nanoseconds.  /proc/<pid>/stat has the same number in steps of
    10 ms, too coarse for a rerun.  The number of that clock is what clock_getcpuclockid makes of a process id; Python
    has no name for it.
    """
    return time.clock_gettime((~pid << 3) | 2)


def memory_of(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024
