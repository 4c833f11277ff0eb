"""ES modules written in several files, joined into the one text that Streamlit mounts.

A file says what it needs with import lines of its own, `import { make } from "../hand/dom.js";`, and what it
offers with `export` before a declaration or with `export { name } from "./file.js";`.  Joined, all files stand
in one scope, so what is declared at the top of one has a name that no other has there: then the import lines can
go, and the minifier finds a short name for everything.
"""

import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import rjsmin

_IMPORT = re.compile(r'^(import|export) \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:(?:async )?function|class|const|let) (\w+|\[[\w, ]+\]|\{[\w, ]+\})", re.MULTILINE
)
# In a process of its own: the minifier is written in Go, whose runtime would stay in the server with its threads.
_MINIFY = "import sys, minify; sys.stdout.write(minify.string('application/javascript', sys.stdin.read()))"
_LEFT_OVER = re.compile(r"^(import\b|export\b(?! default\b)).*$", re.MULTILINE)


@cache
def joined(entry: Path) -> str:
    """The text of one ES module with everything that `entry` imports, its exports included, as short as can be."""
    text = as_written(entry)
    return with_short_names(text) or without_comments(text)


def with_short_names(text: str) -> str | None:
    """The same program with short names, or None on a machine for which its minifier has no wheel."""
    if not find_spec("minify"):
        return None
    command = [sys.executable, "-X", "utf8", "-c", _MINIFY]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8")
    return done.stdout if done.returncode == 0 else None


def without_comments(text: str) -> str:
    """The same program without its comments and line breaks."""
    return rjsmin.jsmin(text)


def as_written(entry: Path) -> str:
    """The same module with every line as it stands in the files.

    Raises ValueError for files that import each other in a circle, for a name that two files declare, for one
    that is imported and not exported, and for an import or export line that is written in another way than those
    above.
    """
    order = _in_order(entry.resolve(), ())
    _check_names(order)
    body = "".join(_plain(path) for path in order)
    names = f"{{ {', '.join(_offered(order[-1]))} }}"
    # In a function, because the minifier keeps the names that stand at the top of a module.
    return f"export const {names} = (() => {{\n{body}return {names};\n}})();\n"


def _in_order(path: Path, importers: Sequence[Path]) -> list[Path]:
    """A file after everything that it needs."""
    if path in importers:
        circle = " -> ".join(each.name for each in (*importers[importers.index(path) :], path))
        raise ValueError(f"The JavaScript files import each other in a circle: {circle}.")
    order: list[Path] = []
    for source in _IMPORT.findall(path.read_text()):
        order += _in_order((path.parent / source[2]).resolve(), (*importers, path))
    return list(dict.fromkeys([*order, path]))


def _check_names(order: Sequence[Path]) -> None:
    """Every file finds what it imports, and nothing is declared twice."""
    homes: dict[str, Path] = {}
    for path in order:
        for name in _declared(path):
            if name in homes:
                raise ValueError(f"Both {homes[name].name} and {path.name} declare {name} at their top.")
            homes[name] = path
        for _, names, source in _IMPORT.findall(path.read_text()):
            missing = set(_listed(names)) - set(_offered((path.parent / source).resolve()))
            if missing:
                raise ValueError(
                    f"{path.name} imports {', '.join(sorted(missing))}, which {Path(source).name} does not export."
                )


def _plain(path: Path) -> str:
    """A file without its import lines and the word export."""
    body = _EXPORT.sub("", _IMPORT.sub("", path.read_text()))
    if odd := _LEFT_OVER.search(body):
        raise ValueError(f"{path.name} has a line that cannot be joined: {odd[0]}")
    return body


def _offered(path: Path) -> list[str]:
    """The names that a file exports."""
    passed_on = [names for word, names, _ in _IMPORT.findall(path.read_text()) if word == "export"]
    return _declared(path, "export ") + [name for names in passed_on for name in _listed(names)]


def _declared(path: Path, *words: str) -> list[str]:
    """The names that stand at the top of a file, or those after certain words."""
    found = _DECLARED.findall(path.read_text())
    return [name for word, names in found if not words or word in words for name in _listed(names)]


def _listed(names: str) -> list[str]:
    return re.findall(r"\w+", names)
