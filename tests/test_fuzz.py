"""A little of `make fuzz`: hostile inputs make no page fail and lose nobody."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from benchmarks.fuzz import fuzz
from harness.server import Server

COUNT = 40


def test_hostile_inputs_make_no_page_fail_and_lose_no_neighbour():
    with Server() as server, ThreadPoolExecutor(max_workers=1) as thread:
        # In a thread of its own: Playwright keeps a loop running where it was started.
        findings = thread.submit(asyncio.run, fuzz(server, 3, range(COUNT), calm=0.5)).result()
    assert findings.kinds.total() == COUNT
    assert {"component", "link", "protocol", "widget"} == {*findings.kinds}
    assert len(findings.beside_foes) > 1
    assert not findings.faults, "\n".join(findings.faults)
