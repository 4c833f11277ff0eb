"""Two replicas behind HAProxy, one of which is killed under a visitor's hand: the page goes on at the other one."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.replicas import Replicas
from harness.server import ROOT

WEIGHT = "weight from x1 to h1"
# Seconds after which a page goes on.
BACK = 3.0
# When Python's own words were there, by the machine's clock, which the browser has too: asked for from here again and
# again, they are seen up to a second late.
LOOKS = """() => { window.backAt = new Promise((resolve) => {
  const look = setInterval(() => {
    const isThere = location.search.includes("net=2-2-1+relu+3+") && document.body.textContent.includes("3.00×1.00");
    if (isThere) {
      clearInterval(look);
      resolve(Date.now() / 1000);
    }
  }, 20);
}); }"""


@pytest.fixture(scope="module")
def replicas():
    if subprocess.run([Path(ROOT, "serve", "ensure-haproxy")], capture_output=True).returncode:
        pytest.skip("There is no HAProxy here, and none can be installed.")
    with Replicas() as replicas:
        yield replicas


def test_an_edit_let_go_while_its_replica_dies_is_there_three_seconds_later(replicas, new_app):
    app = new_app()
    app.base_url = replicas.url
    app.open("/network?preset=XOR&neuron=h₁")
    handle, process = app.handle(WEIGHT), replicas.pids()[mine(app)]
    x, y = app.grab(handle)
    app.page.mouse.move(x + 50, y, steps=5)
    app.page.mouse.up()
    # Python may have heard of that by now, or not; and the next drag has begun.
    app.grab(handle)
    app.page.mouse.move(x + 10, y, steps=5)
    app.page.evaluate(LOOKS)
    os.kill(process, signal.SIGKILL)
    killed = time.time()
    app.page.mouse.move(x + 50, y, steps=5)
    app.page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "3")
    # Python's own words: of another process, which had never heard of this page.
    took = app.page.evaluate("backAt") - killed
    expect(app.page.get_by_text("3.00×1.00")).to_be_visible()
    app.heard()
    expect(handle).to_have_attribute("aria-valuenow", "3")
    assert took < BACK
    expect(app.page.locator('[data-testid="stException"]')).to_have_count(0)


def mine(app) -> str:
    """The replica that a browser belongs to."""
    return next(cookie["value"] for cookie in app.page.context.cookies() if cookie["name"] == "crease")
