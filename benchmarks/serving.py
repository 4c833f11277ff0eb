"""A Streamlit server of our own for one script, and what it costs the machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
CREASE = ROOT / "app.py"
BARE_APP = ROOT / "benchmarks" / "bare_app.py"
PATIENCE = 60.0


class Server:
    """Serves `script` on a free port of this machine for as long as the `with` block lasts."""

    def __init__(self, script: Path, environment: Mapping[str, str] | None = None):
        self.script, self.environment = script, dict(environment or {})
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "streamlit", "run", str(self.script)]
        options = {
            "server.headless": "true",
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "logger.level": "error",
        }
        self._process = subprocess.Popen(
            [*command, *(f"--{name}={value}" for name, value in options.items())],
            # Both apps find the same .streamlit/config.toml here, and the folders that they import.
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
        )
        try:
            self._wait_for_health()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self._stop()

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait(timeout=20)

    def _wait_for_health(self) -> None:
        last_moment = time.monotonic() + PATIENCE
        while time.monotonic() < last_moment and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.script.name} did not start within {PATIENCE:g} seconds.")

    @property
    def cpu_seconds(self) -> float:
        """What all threads have used so far, those that have ended included.

        This is the process's own clock, which counts nanoseconds.  /proc/<pid>/stat has the same number in
        steps of 10 ms, too coarse for a rerun.  The number of that clock is what clock_getcpuclockid makes of
        a process id; Python has no name for it.
        """
        return time.clock_gettime((~self._process.pid << 3) | 2)

    @property
    def memory(self) -> float:
        """Resident memory in megabytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(kilobytes) / 1024
