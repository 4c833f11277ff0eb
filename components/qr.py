"""A link as a code that a phone reads from the wall."""

from functools import lru_cache

import segno
from segno.encoder import DataOverflowError


@lru_cache(maxsize=32)
def code_of(link: str) -> str:
    """The code as inline SVG, black on white as every reader knows it; empty where the link is too long for one."""
    try:
        code = segno.make(link, error="l", micro=False)
    except DataOverflowError:
        return ""
    return code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True)
