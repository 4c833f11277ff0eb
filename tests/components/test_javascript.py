"""JavaScript files with real imports, joined into one module."""

import re
from pathlib import Path

import pytest

from components.javascript import (
    _IMPORT,
    _declared,
    _listed,
    _plain,
    as_written,
    joined,
    with_short_names,
    without_comments,
)

COMPONENTS = Path(__file__).parents[2] / "components"
# Those that Streamlit is given whole have imports of no kind.
IMPORTED = sorted(path for path in COMPONENTS.rglob("*.js") if "export function mount(" not in path.read_text())


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    return folder / "main.js"


@pytest.mark.parametrize("path", IMPORTED, ids=lambda path: str(path.relative_to(COMPONENTS)))
def test_every_file_finds_what_it_imports_and_stands_in_no_circle(path):
    assert as_written(path)


def test_a_file_comes_after_what_it_needs_and_only_once(tmp_path):
    main = write(
        tmp_path,
        main='import { two } from "./two.js";\nimport { one } from "./one.js";\nexport const three = one + two;\n',
        two='import { one } from "./one.js";\nexport const two = one + one;\n',
        one="export const one = 1;\n",
    )
    text = as_written(main)
    assert text.count("const one = 1;") == 1
    assert text.index("one = 1;") < text.index("one + one;") < text.index("one + two;")


def test_a_name_at_the_top_of_a_file_is_made_short_too(tmp_path):
    main = write(tmp_path, main="const somethingLong = [1];\nexport const offered = () => somethingLong;\n")
    assert "somethingLong" not in with_short_names(as_written(main))


def test_every_constant_that_is_used_is_declared():
    """What no file declares keeps its name, and nothing else does that is written in capitals."""
    short = with_short_names(as_written(COMPONENTS / "main.js"))
    kept = set(re.findall(r"(?<![\w$.])[A-Z][A-Z_]{3,}\b(?!:)", short))
    assert kept <= {"JSON", "VIEWS", *("INPUT", "SELECT", "TEXTAREA")}


def test_what_a_file_calls_of_another_one_it_imports():
    """Joined, it would find the name all the same.  Alone, what it neither declares nor imports keeps its name."""
    names, alone = set(), []
    for path in IMPORTED:
        imported = [
            name
            for word, listed, _ in _IMPORT.findall(path.read_text())
            if word == "import"
            for name in _listed(listed)
        ]
        declared = _declared(path)
        names |= set(declared)
        alone.append(
            f'(() => {{ "{path.name}"; const {{ {", ".join(imported)} }} = given;\n{_plain(path)}\n'
            f"give({', '.join(declared)}); }})();"
        )
    # All at once: the minifier takes longer to start than for all of them.
    short = with_short_names("\n".join(alone))
    # A word before a bracket; not after a dot, and not where a method is declared.
    called = re.compile(r'"([\w-]+\.js)"|(?<![\w$.#])(\w{2,})\((?!(?:[^()]|\([^()]*\))*\)\{)')
    file, forgotten = None, []
    for here, name in called.findall(short):
        file = here or file
        if name in names:
            forgotten.append((file, name))
    assert len(called.findall(short)) > len(IMPORTED)
    assert not forgotten


def test_what_is_passed_on_is_exported(tmp_path):
    main = write(tmp_path, main='export { one } from "./one.js";\n', one="export const one = 1;\n")
    assert "export const { one } = " in as_written(main)


@pytest.mark.parametrize(("shorten", "share"), [(with_short_names, 0.5), (without_comments, 0.7)])
def test_the_browser_is_given_a_shorter_text_that_offers_the_same(shorten, share):
    written = as_written(COMPONENTS / "main.js")
    short = shorten(written)
    assert len(short) < share * len(written)

    def offered(text: str) -> set[str]:
        names = re.findall(r"export const ?\{([^}]*)\}", text)[-1].split(",")
        return {name.split(":")[0].strip() for name in names}

    assert offered(short) == offered(written) > {"drawings", "forward"}


def test_where_there_is_no_minifier_or_it_fails_the_text_is_without_comments(tmp_path, monkeypatch):
    main = write(tmp_path, main="// What it is.\nexport const one = 1;\n")
    monkeypatch.setattr("components.javascript._MINIFY", "import sys; sys.exit(1)")
    assert with_short_names("one") is None
    assert joined(main) == without_comments(as_written(main))
    monkeypatch.setattr("components.javascript.find_spec", lambda name: None)
    assert with_short_names("one") is None


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"main": 'import { a } from "./a.js";\n', "a": 'import { b } from "./main.js";\nexport const a = 1;\n'},
            "circle: main.js -> a.js -> main.js",
        ),
        ({"main": 'import { b } from "./a.js";\n', "a": "export const a = 1;\n"}, "b, which a.js does not export"),
        ({"main": 'import * as a from "./a.js";\n'}, "cannot be joined: import"),
        (
            {
                "main": 'import { a } from "./a.js";\nconst [one, b] = [a, 2];\n',
                "a": "export const a = 1;\nclass b {}\n",
            },
            "Both a.js and main.js declare b",
        ),
    ],
    ids=["a circle", "a missing name", "another kind of import", "one name for two things"],
)
def test_what_cannot_be_joined_is_refused_with_a_sentence(tmp_path, files, words):
    with pytest.raises(ValueError, match=words):
        as_written(write(tmp_path, **files))
