"""The house of the README: who may import whom."""

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "core": {"rooms", "figures", "components", "scenes", "pages", "streamlit", "plotly", "pandas"},
    "rooms": {"figures", "components", "scenes", "pages", "streamlit", "plotly", "pandas"},
    "figures": {"rooms", "components", "scenes", "pages", "streamlit"},
    "components": {"figures", "scenes", "pages"},
    "scenes": {"pages", "app"},
    "pages": {"pages", "app"},
}
# What runs the app from outside, and is no part of it: the app does not know it, and the harness nothing else.
OUTSIDE = {"serve", "harness", "benchmarks", "tests"}


def imported_modules(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize(
    "path", [p.relative_to(ROOT) for folder in FORBIDDEN for p in (ROOT / folder).rglob("*.py")], ids=str
)
def test_imports_point_one_way(path):
    assert not imported_modules(ROOT / path) & (FORBIDDEN[path.parts[0]] | OUTSIDE)


@pytest.mark.parametrize("path", [*(ROOT / "harness").glob("*.py")], ids=lambda path: path.name)
def test_the_harness_knows_the_app_from_outside_only(path):
    assert not imported_modules(path) & (FORBIDDEN.keys() | OUTSIDE - {"harness"} | {"app"})


@pytest.mark.parametrize("path", [p.relative_to(ROOT) for p in (ROOT / "scenes").rglob("*.py")], ids=str)
def test_a_scene_knows_the_scenes_of_its_own_page_alone(path):
    imported = re.findall(r"^from scenes(?:[.]| import )(\w+)", (ROOT / path).read_text(), flags=re.MULTILINE)
    # Rooms stand under the guide, which is every page's.
    assert set(imported) <= {*(["rooms"] if path.parts[1] == "guided" else []), path.parts[1]}


def test_the_installed_streamlit_is_one_whose_page_the_scripts_fit():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    allowed = next(Requirement(line).specifier for line in lines if line.startswith("streamlit"))
    assert version("streamlit") in allowed
    # The scripts in components/shell/browser lean on Streamlit's own page; whether they fit another is to be tried.
    assert "1.68.0" not in allowed


def test_nothing_is_fetched_at_run_time():
    for folder in (*FORBIDDEN, ".streamlit"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".js", ".css", ".toml"):
                # The name of the SVG vocabulary looks like an address, and is none.
                text = path.read_text().replace("http://www.w3.org/2000/svg", "")
                assert "http://" not in text
                assert "https://" not in text
