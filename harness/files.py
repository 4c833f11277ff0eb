"""What a browser that was never here fetches before it connects: the page and all files that it names."""

import asyncio
import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit


@dataclass(frozen=True)
class Fetched:
    """How many files those were, their bytes as they came, and the cookies for the visit, as a header has them."""

    files: int
    size: int
    cookie: str


async def fetch(url: str) -> Fetched:
    """Fetch the page at `url` and its files, over one connection; RuntimeError for what is not there."""
    place = urlsplit(url)
    is_safe = place.scheme == "https"
    reader, writer = await asyncio.open_connection(
        place.hostname, place.port or (443 if is_safe else 80), ssl=is_safe or None
    )
    try:
        body, cookies = await _get(reader, writer, place.netloc, place.path or "/", "")
        cookie, size = "; ".join(cookies), len(body)
        page = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
        # Streamlit's page also names a description for programs, which no browser fetches.
        names = {name for name in re.findall(r'(?:href|src)="(\./static/[^"]+)"', page)}
        for name in sorted(names):
            body, _ = await _get(reader, writer, place.netloc, urljoin("/", name), cookie)
            size += len(body)
        return Fetched(1 + len(names), size, cookie)
    finally:
        writer.close()


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str, cookie: str):
    """The body, compressed if the server did that, and the cookies that are set."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Accept-Encoding: gzip",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head[1:])]
    status, headers = head[0].split()[1], dict(fields)
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    if status != "200":
        raise RuntimeError(f"{path} is answered with {status}.")
    return body, [value.split(";")[0] for name, value in fields if name == "set-cookie"]
