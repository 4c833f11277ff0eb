"""ES modules written in several files, joined into the one text that Streamlit mounts.

A file says what it needs with import lines of its own, `import { make } from "../hand/dom.js";`, and what it
offers with `export` before a declaration or with `export { name } from "./file.js";`.  Joined, every file keeps
a scope of its own, so that two files may use one name.
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
_DECLARED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
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

    Raises ValueError for files that import each other in a circle and for an import or export line that is
    written in another way than those above.
    """
    order = _in_order(entry.resolve(), ())
    scopes = {path: f"$module{number}" for number, path in enumerate(order)}
    parts = [_scoped(path, scopes) for path in order]
    names = _offered(order[-1])
    return "\n".join([*parts, f"export const {{ {', '.join(names)} }} = {scopes[order[-1]]};", ""])


def _in_order(path: Path, importers: Sequence[Path]) -> list[Path]:
    """A file after everything that it needs."""
    if path in importers:
        circle = " -> ".join(each.name for each in (*importers[importers.index(path) :], path))
        raise ValueError(f"The JavaScript files import each other in a circle: {circle}.")
    order: list[Path] = []
    for _, _, source in _IMPORT.findall(path.read_text()):
        order += _in_order((path.parent / source).resolve(), (*importers, path))
    return list(dict.fromkeys([*order, path]))


def _scoped(path: Path, scopes: dict[Path, str]) -> str:
    """A file as a function that gives what it exports."""

    def bound(match: re.Match) -> str:
        source = (path.parent / match[3]).resolve()
        names = [name.strip() for name in match[2].split(",") if name.strip()]
        missing = set(names) - set(_offered(source))
        if missing:
            raise ValueError(
                f"{path.name} imports {', '.join(sorted(missing))}, which {source.name} does not export."
            )
        return f"const {{ {', '.join(names)} }} = {scopes[source]};\n"

    body = _EXPORT.sub("", _IMPORT.sub(bound, path.read_text()))
    if odd := _LEFT_OVER.search(body):
        raise ValueError(f"{path.name} has a line that cannot be joined: {odd[0]}")
    return f"const {scopes[path]} = (() => {{\n{body}return {{ {', '.join(_offered(path))} }};\n}})();"


def _offered(path: Path) -> list[str]:
    """The names that a file exports."""
    text = path.read_text()
    passed_on = [names for word, names, _ in _IMPORT.findall(text) if word == "export"]
    return _DECLARED.findall(text) + [
        name.strip() for names in passed_on for name in names.split(",") if name.strip()
    ]
