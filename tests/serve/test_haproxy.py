"""What HAProxy is configured to do, as text and by HAProxy's own judgement."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.server import ROOT
from serve.haproxy import Slot, configuration

SLOTS = (Slot("r1", "127.0.0.1:9001"), Slot("r2", "127.0.0.1:9002"), Slot("r3", "127.0.0.1:9003"))
ADMIN = Path("/run/crease/haproxy.sock")
KINDS = {
    "told by a supervisor": configuration(":8501", SLOTS, ADMIN),
    "looking for itself": configuration(":8501", SLOTS),
    "asking for names": configuration(":8501", (Slot("one", "one:8501"),), resolver="127.0.0.11:53"),
}
# What was learnt with 200 visitors; each of these once threw people out or put a hall on one replica.
LEARNT = (
    "balance leastconn",
    "insert indirect nocache httponly",
    "option httpchk GET /_stcore/health",
    "check inter 2s fall 5 rise 1",
    "timeout tunnel 1h",
    "option redispatch 1",
)


@pytest.mark.parametrize("line", LEARNT)
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_learnt_stands_in_it(kind, line):
    assert line in KINDS[kind]


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_a_replica_that_answers_late_keeps_who_is_there(text):
    assert "shutdown-sessions" not in text


def test_each_slot_has_its_own_cookie_and_address():
    found = re.findall(r"^    server (\S+) (\S+) cookie (\S+)", KINDS["told by a supervisor"], re.MULTILINE)
    assert found == [(slot.name, slot.address, slot.name) for slot in SLOTS]


def test_there_is_nobody_in_a_slot_until_a_supervisor_says_so():
    assert KINDS["told by a supervisor"].count(" disabled\n") == len(SLOTS)
    assert " disabled" not in KINDS["looking for itself"]


def test_nobody_from_outside_can_have_the_whole_script_run_by_asking():
    assert "deny_status 404 if { path_beg /_stcore/script-health-check }" in KINDS["told by a supervisor"]


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_haproxy_takes_it(text, tmp_path):
    haproxy = shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/local/sbin:/usr/sbin")
    if not haproxy:
        pytest.skip("There is no HAProxy here; serve/ensure-haproxy installs one.")
    # A folder that is there, as the supervisor's is.
    path = tmp_path / "haproxy.cfg"
    path.write_text(text.replace(str(ADMIN.parent), str(tmp_path)))
    result = subprocess.run([haproxy, "-c", "-f", path], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert not re.search(r"WARNING|ALERT", result.stderr), result.stderr


def test_what_serves_knows_neither_the_app_nor_streamlit():
    for path in (ROOT / "serve").glob("*.py"):
        imported = re.findall(r"^(?:from|import) (\w+)", path.read_text(), re.MULTILINE)
        assert not {"streamlit", "core", "figures", "components", "scenes", "pages", "lessons", "app"} & {*imported}
