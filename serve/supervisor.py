"""Who starts the replicas and HAProxy, starts again what dies, and puts a new version in the place of the old one."""

import asyncio
import json
import os
import secrets
import shutil
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from serve.haproxy import Haproxy, Slot, configuration
from serve.replica import Replica, outlived

# Open pages that are moved to the new version in a second: each costs its replica some 20 ms.
MOVED = 20
# How often it is looked for who is still there, and for requests that were under way.
LOOKS = 3
# Seconds before something that keeps dying is started again: the first, and the longest after more and more.
PAUSE, LONGEST_PAUSE = 0.1, 30.0
# Who lived as long as this did not die of its start.
SETTLED = 20.0


@dataclass(frozen=True)
class Plan:
    """What is to be served: the port that people open, how many replicas, their slots and a folder for the sockets.

    There is one slot more than replicas: a new version starts in it, before the old one has to go.
    """

    port: int
    workers: int
    slots: tuple[Slot, ...]
    folder: Path

    @classmethod
    def of(cls, port: int, workers: int, folder: Path) -> "Plan":
        """The replicas' own ports are free ones where the system takes none for connections that it opens itself.

        From there one would be taken, for as long as a page is open, while its replica is being started again.
        """
        ports, candidate = [], 20_000 + port % 10_000
        while len(ports) <= workers:
            with suppress(OSError), socket.create_server(("127.0.0.1", candidate)):
                ports.append(candidate)
            candidate += 1
        slots = tuple(Slot(f"r{place}", f"127.0.0.1:{free}") for place, free in enumerate(ports, start=1))
        return cls(port, workers, slots, folder)

    @property
    def configuration(self) -> Path:
        return self.folder / "haproxy.cfg"

    @property
    def admin(self) -> Path:
        """The socket by which HAProxy is told what to do."""
        return self.folder / "haproxy.sock"

    @property
    def control(self) -> Path:
        """The socket by which who runs all this is told what to do."""
        return self.folder / "control.sock"


class Supervisor:
    """Serves a plan from `start` to `stop`.  `say` is told in sentences what happens in between."""

    def __init__(self, plan: Plan, environment: Mapping[str, str] = os.environ, say: Callable[[str], None] = print):
        self._plan, self._say = plan, say
        self._environment = {
            # Streamlit signs its cookies: all replicas have to know each other's signature.
            "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(),
            "STREAMLIT_LOGGER_LEVEL": "warning",
            **environment,
            "STREAMLIT_SERVER_SCRIPT_HEALTH_CHECK_ENABLED": "true",
        }
        self._haproxy = Haproxy(plan.admin)
        # The replicas that visitors are sent to, and the tasks that see to it.
        self._ready: dict[Slot, Replica] = {}
        self._keepers: dict[Slot, asyncio.Task] = {}
        self._door: asyncio.Task | None = None
        self._rolling = asyncio.Lock()

    async def start(self) -> None:
        """Come back when every replica answers; RuntimeError with a sentence where one cannot start."""
        self._plan.configuration.write_text(configuration(f":{self._plan.port}", self._plan.slots, self._plan.admin))
        self._say(f"Starting {self._plan.workers} replica{'s' * (self._plan.workers > 1)}.")
        replicas = [self._replica(slot) for slot in self._plan.slots[: self._plan.workers]]
        try:
            async with asyncio.TaskGroup() as starting:
                for replica in replicas:
                    starting.create_task(replica.start())
        except ExceptionGroup as several:
            raise RuntimeError(str(several.exceptions[0])) from several
        is_open = asyncio.Event()
        self._door = asyncio.create_task(self._keep_door(is_open))
        for replica in replicas:
            self._keep(replica)
        opened = asyncio.create_task(is_open.wait())
        await asyncio.wait((opened, self._door), return_when=asyncio.FIRST_COMPLETED)
        if self._door.done():
            opened.cancel()
            self._door.result()
        await self._let_all_in()

    async def stop(self) -> None:
        """End all of it, the way in first."""
        tasks = [task for task in (self._door, *self._keepers.values()) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def roll(self, say: Callable[[str], None]) -> bool:
        """Put a replica of the version that is on disk now in the place of each, one after the other.

        A new one is there and has run the app before the old one has to go, so a version that does not work replaces
        nothing.  Whether all were replaced.
        """
        if self._rolling.locked():
            say("A new version is on its way in already.")
            return False
        async with self._rolling:
            for number, old in enumerate(list(self._keepers), start=1):
                free = next(slot for slot in self._plan.slots if slot not in self._keepers)
                new = self._replica(free)
                try:
                    await new.start()
                except RuntimeError as error:
                    say(f"{error} Everybody stays with the version that was there.")
                    return False
                self._keep(new)
                await self._let_in(new)
                count = await self._empty(old)
                await _cancel(self._keepers.pop(old))
                say(f"Replica {number} of {self._plan.workers} is the new version; {count} open pages have moved.")
        return True

    def status(self) -> list[dict]:
        """What runs: for each replica its slot, address and process, and whether visitors are sent there."""
        return [
            {"slot": slot.name, "address": slot.address, "pid": replica.pid} for slot, replica in self._ready.items()
        ]

    @property
    def workers(self) -> int:
        """How many replicas it runs."""
        return self._plan.workers

    def _replica(self, slot: Slot) -> Replica:
        return Replica(slot, self._environment)

    def _keep(self, replica: Replica) -> None:
        """Have a replica in this slot from now on: this one, and when it dies another."""
        self._ready[replica.slot] = replica
        self._keepers[replica.slot] = asyncio.create_task(self._keep_slot(replica))

    async def _keep_slot(self, replica: Replica) -> None:
        slot, pause = replica.slot, PAUSE
        try:
            while True:
                begun = time.monotonic()
                code = await replica.ended()
                await self._let_nobody_in(slot)
                pause = PAUSE if time.monotonic() - begun > SETTLED else min(2 * pause, LONGEST_PAUSE)
                self._say(f"{slot.name} has ended ({code}). It is started again.")
                replica = await self._another(slot, pause)
                await self._let_in(replica)
        finally:
            self._ready.pop(slot, None)
            await replica.stop()

    async def _another(self, slot: Slot, pause: float) -> Replica:
        while True:
            await asyncio.sleep(pause)
            replica = self._replica(slot)
            try:
                await replica.start()
                return replica
            except RuntimeError as error:
                pause = min(2 * pause, LONGEST_PAUSE)
                self._say(f"{error} It is tried again in {pause:g} s.")

    async def _keep_door(self, is_open: asyncio.Event) -> None:
        """Have a HAProxy: RuntimeError if the first one does not even start."""
        command = [*outlived(), "haproxy", "-db", "-f", str(self._plan.configuration)]
        path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"))
        command[-4] = shutil.which("haproxy", path=path) or command[-4]
        while True:
            self._plan.admin.unlink(missing_ok=True)
            process = await asyncio.create_subprocess_exec(*command, start_new_session=True)
            try:
                while process.returncode is None and not self._plan.admin.exists():
                    await asyncio.sleep(0.02)
                if process.returncode is None and not is_open.is_set():
                    is_open.set()
                elif process.returncode is None:
                    await self._let_all_in()
                code = await process.wait()
            finally:
                if process.returncode is None:
                    process.terminate()
                    await process.wait()
            if not is_open.is_set():
                raise RuntimeError(f"HAProxy did not start ({code}).")
            self._say(f"HAProxy has ended ({code}). It is started again.")
            await asyncio.sleep(PAUSE)

    async def _let_all_in(self) -> None:
        for replica in list(self._ready.values()):
            await self._let_in(replica)

    async def _let_in(self, replica: Replica) -> None:
        self._ready[replica.slot] = replica
        await self._haproxy.let_in(replica.slot)

    async def _let_nobody_in(self, slot: Slot) -> None:
        self._ready.pop(slot, None)
        await self._haproxy.let_nobody_in(slot)

    async def _empty(self, slot: Slot) -> int:
        """Move who is there to the others, a few at a time, and say how many those were."""
        await self._let_nobody_in(slot)
        count = 0
        for _ in range(LOOKS):
            for connection in await self._haproxy.connections(slot):
                await self._haproxy.end(connection)
                await asyncio.sleep(1 / MOVED)
                count += 1
        return count


async def _cancel(task: asyncio.Task) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def listen(supervisor: Supervisor, control: Path) -> asyncio.Server:
    """Carry out what comes by the control socket: "roll 2", with sentences as the answer, or "status"."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(sentence: str) -> None:
            writer.write(f"{sentence}\n".encode())

        try:
            match (await reader.readline()).decode().split():
                case ["roll", workers]:
                    if int(workers) != supervisor.workers:
                        say(f"There stay {supervisor.workers} replicas: another number takes effect at a new start.")
                    say("All is new." if await supervisor.roll(say) else "Not all is new.")
                case ["status"]:
                    say(json.dumps(supervisor.status()))
        finally:
            writer.close()

    control.unlink(missing_ok=True)
    return await asyncio.start_unix_server(answer, str(control))
