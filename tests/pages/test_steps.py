"""The steps of the lesson: every one opens, every task can be noticed, every right answer is core's."""

import pytest

from lessons import STEPS
from scenes.guided import filled

ALL = [(page, place, step) for page, steps in STEPS.items() for place, step in enumerate(steps, 1)]


@pytest.mark.parametrize(("name", "place", "step"), ALL, ids=lambda value: str(value)[:20])
def test_a_step_opens_by_its_address(open_page, name, place, step):
    for address in (step.address, {**step.address, **step.then}):
        app = open_page(name, **filled(address), guide=str(place))
        assert not app.warning
        assert not app.error
