"""A fresh server and its first visitors, who come all at once: everybody sees a page, and nothing is left to load."""

import asyncio
import itertools
import random
import re
from importlib.util import find_spec

import pytest

from components.shell.lessons import LESSONS
from components.shell.process import LATE_MODULES
from harness.server import Server
from harness.session import Session, run, scenes_of

PAGES = [lesson.path.removeprefix("pages/").removesuffix(".py").replace("home", "") for lesson in LESSONS]
VISITORS = 40


async def all_scenes(server: Server) -> list[tuple[str, dict[str, str]]]:
    return [(page, query) for page in PAGES for query in await scenes_of(server, page)]


@pytest.fixture(scope="module")
def walked():
    """All scenes, each opened and run again, and what the server that showed them said of its imports."""
    with Server(environment={"PYTHONVERBOSE": "1"}) as server:
        return run(all_scenes(server)), server.log


@pytest.fixture(scope="module")
def scenes(walked):
    return walked[0]


def test_the_walk_finds_every_page_and_scene(scenes):
    assert {page for page, _ in scenes} == set(PAGES)
    assert ("xor", {"step": "3 Why it fails"}) in scenes
    assert ("collapse", {"part": "3 In space"}) in scenes


@pytest.fixture(scope="module")
def imports(walked) -> list[str]:
    """All modules that a server imports, in their order, until every scene has been opened and run again."""
    return re.findall(r"^import '([^']+)' #", walked[1], re.MULTILINE)


def test_no_page_imports_anything_that_was_not_there_before_the_first_visitor(imports):
    last = imports.index(LATE_MODULES[-1])
    assert imports[last + 1 :] == []


@pytest.mark.parametrize("module", LATE_MODULES)
def test_what_is_imported_for_the_pages_is_still_there(module, imports):
    assert module in imports


@pytest.mark.parametrize("module", ["altair", "plotly.express", "pydeck", "scipy.interpolate", "scipy.stats"])
def test_a_slow_module_that_no_page_uses_is_not_loaded(module, imports):
    assert find_spec(module)
    assert module not in imports


@pytest.mark.parametrize("seed", range(2))
def test_forty_first_visitors_at_once_all_see_their_page(scenes, seed):
    async def visit(server):
        mixed = random.Random(seed).sample(scenes, len(scenes))
        visitors = [Session(server, *scene) for scene in itertools.islice(itertools.cycle(mixed), VISITORS)]
        opened = await asyncio.gather(*(visitor.open() for visitor in visitors), return_exceptions=True)
        await asyncio.gather(*(visitor.close() for visitor in visitors))
        return [result for result in opened if isinstance(result, Exception)]

    with Server() as server:
        faults = run(visit(server))
        assert not faults
        assert "Traceback" not in server.log
        assert "Error" not in server.log
