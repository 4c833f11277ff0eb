"""One Streamlit process, from its start until it is ready for visitors, and to its end."""

import asyncio
import shutil
import signal
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from serve.haproxy import HEALTH, SCRIPT_HEALTH, Slot

ROOT = Path(__file__).parents[1]
# Seconds within which a replica starts and has run the app once, and within which it ends by itself.
STARTING, ENDING = 60.0, 3.0


def outlived() -> list[str]:
    """What stands before a command so that it does not outlive this process, however this one ends; Linux has it."""
    return [setpriv, "--pdeathsig", "KILL"] if (setpriv := shutil.which("setpriv")) else []


class Replica:
    """A Streamlit process in a slot."""

    def __init__(self, slot: Slot, environment: Mapping[str, str]):
        self.slot, self._environment = slot, dict(environment)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process and self._process.pid

    async def start(self) -> None:
        """Come back when it has run the app once without an error; RuntimeError with what it said otherwise."""
        host, port = self.slot.address.rsplit(":", 1)
        options = {"server.headless": "true", "server.address": host, "server.port": port}
        self._process = await asyncio.create_subprocess_exec(
            *outlived(),
            *(sys.executable, "-m", "streamlit", "run", "app.py"),
            *(f"--{name}={value}" for name, value in options.items()),
            cwd=ROOT,
            env=self._environment,
            # Streamlit would name its own address there, which is nobody's to open.
            stdout=asyncio.subprocess.DEVNULL,
            # Ctrl-C is for who started all this, and reaches a replica as an orderly end.
            start_new_session=True,
        )
        last_moment = time.monotonic() + STARTING
        try:
            while not await self._answers(HEALTH):
                if self._process.returncode is not None or time.monotonic() > last_moment:
                    raise RuntimeError(f"{self.slot.name} did not start.")
                await asyncio.sleep(0.1)
            # Its first run imports all that any page needs: the first visitor does not wait for that.
            if not await self._answers(SCRIPT_HEALTH, STARTING):
                raise RuntimeError(f"{self.slot.name} started, and the app failed in it.")
        except BaseException:
            await self.stop()
            raise

    async def ended(self) -> int:
        """Wait for its end, and say how it ended."""
        return await self._process.wait()

    async def stop(self) -> None:
        """End it, at once if it does not end by itself; nothing happens where it does not run."""
        if self._process is None or self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(ENDING):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _answers(self, path: str, patience: float = 2.0) -> bool:
        return await asyncio.to_thread(_is_fine, f"http://{self.slot.address}{path}", patience)


def _is_fine(url: str, patience: float) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=patience) as answer:
            return answer.status == 200
    except OSError:
        return False
