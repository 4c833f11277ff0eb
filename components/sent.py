"""What is sent to the browser once, apart from the words about it, and found there by drawings under its key."""

import hashlib

from components.module import drawing

_sent = drawing("sent")


def name_of(told: object) -> str:
    """A name for what is told: another one for anything else."""
    return hashlib.blake2s(repr(told).encode(), digest_size=8).hexdigest()


def send(key: str, **told) -> str:
    """Send it, and give the name by which drawings know that it is what they wait for."""
    name = name_of(told)
    _sent(key=key, data={"key": key, "name": name, **told})
    return name
