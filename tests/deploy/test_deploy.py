"""What can be held of the image without Docker: its files suffice, its packages are pinned, its HAProxy is ours."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from urllib.error import HTTPError

from packaging.requirements import Requirement

from harness.server import PATIENCE, ROOT, free_port
from serve.haproxy import SCRIPT_HEALTH, Slot, configuration

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()
COPIED = [name for name in re.findall(r"^COPY (\S+) \./", DOCKERFILE, re.MULTILINE) if "lock" not in name]


def test_the_image_has_all_files_that_the_app_needs(tmp_path):
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    port = free_port()
    command = re.search(r"^CMD \[(.+)\]$", DOCKERFILE, re.MULTILINE)[1].replace('"', "").split(", ")
    command = [word.replace("8501", str(port)).replace("0.0.0.0", "127.0.0.1") for word in command]
    environment = {**os.environ, "STREAMLIT_SERVER_SCRIPT_HEALTH_CHECK_ENABLED": "true"}
    environment.pop("PYTHONPATH", None)
    with subprocess.Popen([sys.executable, "-m", *command], cwd=tmp_path, env=environment) as process:
        try:
            assert is_healthy(f"http://127.0.0.1:{port}{SCRIPT_HEALTH}")
        finally:
            process.kill()


def is_healthy(url: str) -> bool:
    last_moment = time.monotonic() + PATIENCE
    while time.monotonic() < last_moment:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                return answer.status == 200
        except HTTPError:
            return False
        except OSError:
            # It does not listen yet.
            time.sleep(0.2)
    return False


def test_every_requirement_is_pinned_with_its_hashes():
    lock = (ROOT / "deploy" / "requirements.lock").read_text()
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+) ?(?:;.*)?\\\n    --hash=sha256:", lock, re.MULTILINE))
    for line in (ROOT / "requirements.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            requirement = Requirement(line)
            assert requirement.name in pinned, f"Make deploy/requirements.lock anew, as its first lines say: {line}"
            assert pinned[requirement.name] in requirement.specifier


def test_the_containers_haproxy_is_configured_as_ours():
    slots = [Slot(name, f"{name}:8501") for name in ("one", "two")]
    wanted = configuration(":8501", slots, resolver="127.0.0.11:53")
    assert (ROOT / "deploy" / "haproxy.cfg").read_text() == wanted


def test_it_does_not_run_as_root():
    assert re.search(r"^USER (?!root|0)\w+", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.index("USER ") < DOCKERFILE.index('CMD ["streamlit')
