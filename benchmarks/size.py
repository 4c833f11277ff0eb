"""How much JavaScript of our own the browser is given."""

from pathlib import Path

from benchmarks.report import Reading, Row
from components.javascript import as_written, without_comments
from components.module import MODULE

TARGET = 140
BROWSER = Path(__file__).parents[1] / "components" / "shell" / "browser"


def rows() -> list[Row]:
    scripts = [MODULE, *(without_comments(as_written(path)) for path in sorted(BROWSER.glob("*.js")))]
    size = sum(len(script.encode()) for script in scripts) / 1024
    return [Row("JavaScript of the whole app, before compression", Reading(size, "KB"), target=TARGET)]
