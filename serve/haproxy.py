"""HAProxy's configuration, as a pure function, and what HAProxy is told while it runs."""

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

COOKIE = "crease"
BACKEND = "replicas"
HEALTH = "/_stcore/health"
# Runs the whole script once: it says whether the app works, and is not for everybody to ask.
SCRIPT_HEALTH = "/_stcore/script-health-check"
_STARTING = (
    "<!doctype html><meta charset=utf-8><title>Crease</title><p>Crease is being started. This page looks again."
)


@dataclass(frozen=True)
class Slot:
    """A place where a replica may run: its name, which is also its cookie's value, and where it answers."""

    name: str
    address: str


def configuration(bind: str, slots: Sequence[Slot], admin: Path | None = None, resolver: str | None = None) -> str:
    """HAProxy's configuration for replicas in `slots`, answering at `bind` (":8501").

    With `admin`, the path of a socket, somebody tells HAProxy at run time where there is a replica, and until then
    there is none.  Otherwise it looks for itself, and with `resolver` ("127.0.0.11:53") it asks again and again for
    their addresses, because names of containers stay while their addresses change.
    """
    lines = [
        "global",
        # Passing on what others compute takes a tenth of a core; a thread for each would wait beside the replicas.
        "    nbthread 1",
        *(
            [f"    stats socket {admin} mode 600 level admin"]
            if admin
            else ["    log stdout format raw local0 notice"]
        ),
        "",
        "defaults",
        "    mode http",
        "    timeout connect 1s",
        "    timeout http-request 10s",
        "    timeout http-keep-alive 30s",
        "    timeout client 60s",
        "    timeout server 60s",
        "    timeout client-fin 10s",
        # A page's connection stays as long as the page; Streamlit pings it twice a minute.
        "    timeout tunnel 1h",
        # Who belongs to a replica that is gone is sent to another one, at once.
        "    retries 3",
        "    option redispatch 1",
        "    retry-on conn-failure empty-response",
        "    option forwardfor",
        "",
        "frontend crease",
        f"    bind {bind}",
        f"    http-request deny deny_status 404 if {{ path_beg {SCRIPT_HEALTH} }}",
        # What is not only asked for must not be done twice.
        "    http-request disable-l7-retry unless METH_GET",
        f'    http-error status 503 content-type text/html string "{_STARTING}" hdr Refresh 2 hdr Retry-After 2',
        # Nobody else's page shows this one in a frame, and an address, which may hold a secret, is told to no other.
        """    http-response set-header Content-Security-Policy "frame-ancestors 'self'\"""",
        "    http-response set-header X-Content-Type-Options nosniff",
        "    http-response set-header Referrer-Policy same-origin",
        f"    default_backend {BACKEND}",
        "",
        f"backend {BACKEND}",
        "    balance leastconn",
        f'    cookie {COOKIE} insert indirect nocache httponly attr "SameSite=Lax"',
        # A phone's first visit asks for a hundred files of 3.5 MB, which take a replica 140 ms and a hall's wireless
        # network its breath.  Their names change with what is in them, so they are kept here, and sent compressed.
        "    filter cache files",
        "    filter compression",
        "    compression algo gzip",
        "    compression type text/html text/css text/javascript application/javascript application/json",
        "    http-request cache-use files if { path_beg /static/ }",
        "    http-response cache-store files",
        f"    option httpchk GET {HEALTH}",
        # A busy replica answers late.  It keeps who is there: on-marked-down shutdown-sessions would throw them out.
        f"    default-server check inter 2s fall 5 rise 1{_addresses(resolver)}",
        *(f"    server {slot.name} {slot.address} cookie {slot.name}{' disabled' * bool(admin)}" for slot in slots),
    ]
    lines += ["", "cache files", "    total-max-size 64", "    max-object-size 4000000", "    max-age 86400"]
    if resolver:
        lines += ["", "resolvers names", f"    nameserver names {resolver}", "    hold valid 2s"]
    return "\n".join(lines) + "\n"


def _addresses(resolver: str | None) -> str:
    return " resolvers names init-addr none" if resolver else ""


@dataclass(frozen=True)
class Haproxy:
    """A running HAProxy, spoken to by its socket."""

    admin: Path

    async def let_in(self, slot: Slot) -> None:
        """Visitors may be sent there from now on."""
        await self._tell(f"set server {BACKEND}/{slot.name} state ready")
        await self._tell(f"set server {BACKEND}/{slot.name} health up")

    async def let_nobody_in(self, slot: Slot) -> None:
        """Nobody is sent there any more, whatever their cookie says; who is there stays."""
        await self._tell(f"set server {BACKEND}/{slot.name} state maint")

    async def connections(self, slot: Slot) -> list[str]:
        """The names of the connections that a slot has, those of open pages above all."""
        return re.findall(rf"^(0x\w+): .* srv={slot.name} ", await self._tell("show sess"), re.MULTILINE)

    async def end(self, connection: str) -> None:
        """Cut a connection; a browser then connects again, to where it is let in."""
        await self._tell(f"shutdown session {connection}")

    async def _tell(self, command: str) -> str:
        """What it answers; nothing while it is being started again, after which it is told everything anew."""
        try:
            reader, writer = await asyncio.open_unix_connection(str(self.admin))
        except OSError:
            return ""
        try:
            writer.write(f"{command}\n".encode())
            return (await reader.read()).decode().strip()
        finally:
            writer.close()


def main() -> None:
    """Print the configuration for containers of these names, which Docker's own resolver knows."""
    slots = [Slot(name, f"{name}:8501") for name in sys.argv[1:]]
    if not slots:
        sys.exit("Name the containers: python -m serve.haproxy one two")
    print(configuration(":8501", slots, resolver="127.0.0.11:53"), end="")


if __name__ == "__main__":
    main()
