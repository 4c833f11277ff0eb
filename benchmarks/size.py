"""How much JavaScript of our own the browser is given."""

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Reading, Row
from components.javascript import joined
from components.module import MODULE

TARGET = 140
COMPONENTS = Path(__file__).parents[1] / "components"
BROWSER = COMPONENTS / "shell" / "browser"
# What came after the target was set: the training, the lesson, the hall and what is shown in them.
LATER = "film|guide|hall|pixels|proof|wall|whiteboard"


def rows() -> list[Row]:
    scripts = [joined(path) for path in sorted(BROWSER.glob("*.js"))]
    return [
        Row(f"{what}, before compression", Reading(_kilobytes(module, *scripts), "KB"), target=target)
        for what, module, target in (
            ("JavaScript of the whole app", MODULE, TARGET),
            ("the same without the training, the lesson and the hall", _without_later(), None),
        )
    ]


def _kilobytes(*scripts: str) -> float:
    return sum(len(script.encode()) for script in scripts) / 1024


def _without_later() -> str:
    """The module that main.js would be without the lines that name what came later."""
    text = (COMPONENTS / "main.js").read_text()
    drawings = "|".join(re.findall(rf'^import {{ (\w+) }} from "\./(?:{LATER})/', text, re.MULTILINE))
    text = re.sub(rf'^.*("\./({LATER})/|mounting\(({drawings})\)).*\n', "", text, flags=re.MULTILINE)
    with TemporaryDirectory() as folder:
        entry = Path(folder).resolve() / "main.js"
        entry.write_text(text.replace('"./', f'"{os.path.relpath(COMPONENTS, entry.parent)}/'))
        return joined(entry)
