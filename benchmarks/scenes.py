"""What visitors look at in the benchmarks, and what they do there again and again."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.session import Session, walk


@dataclass(frozen=True)
class Scene:
    """A page, or one part of it, and the slider that is moved.

    Without a slider the largest fragment is run again with everything as it is.
    """

    name: str
    page: str
    slider: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)


PAD = {"scene": "4 Pictures", "pictures_part": "The pad"}
# Every page of Crease, and every part of one that draws something of its own.
SCENES = (
    Scene("home, one neuron", ""),
    Scene("home, more layers", "", "Layers without an activation", {"border": "2 More layers"}),
    Scene("home", "", "Weights drawn from seed", {"border": "3 The bend"}),
    Scene("activations", "activations", "Probe x"),
    Scene("network", "network"),
    Scene("collapse, one map", "collapse", "Depth (layers)"),
    Scene("collapse, a patchwork", "collapse", "From identity (0) to ReLU (1)", {"part": "2 A patchwork"}),
    Scene("collapse, in space", "collapse", "From identity (0) to ReLU (1)", {"part": "3 In space"}),
    Scene("xor", "xor"),
    Scene("training, the way back", "training", "Depth (layers)", {"scene": "3 The way back"}),
    Scene("training, the pad", "training", "Picture on the wall", PAD),
    Scene("build", "build", "Hidden neurons"),
)


class Hand:
    """Moves a slider of an open session from value to value, `start` places on from where it stands.

    Without a label the first slider of the largest fragment is meant; where there is none, nothing moves and that
    fragment is run again.
    """

    def __init__(self, session: Session, label: str | None = None, *, start: int = 0, whole_page: bool = False):
        self._session, self._whole_page = session, whole_page
        self._slider = session.slider(label)
        if label and self._slider is None:
            raise RuntimeError(f"There is no slider {label!r}.")
        self._values = itertools.islice(walk(self._slider), start, None) if self._slider else iter(())
        self.moves = self._slider.label if self._slider else "nothing moved"

    async def move(self) -> None:
        """One step, until the rerun that it causes has ended."""
        if self._slider is None:
            await self._session.rerun_main_fragment()
        else:
            await self._session.move(self._slider, next(self._values), whole_page=self._whole_page)
