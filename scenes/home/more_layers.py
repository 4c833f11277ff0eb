"""Layers without an activation, added one by one: the border stays one straight line."""

from functools import lru_cache

from components.address import Number
from components.guide import tell_facts
from components.sheet import EditedSheet, SheetLook
from components.shell.frame import few_need
from core.affine import collapse
from core.border import is_in_sight
from core.network import Network
from core.notation import affine_text
from core.presets import shallower
from scenes.home.sheets import SEED, WINDOW, deepest, descriptions

WIDTH, MOST_LAYERS = 8, 10

LAYERS = Number("deep", "Layers without an activation", 1, 1, MOST_LAYERS, 1)
SHEET = EditedSheet("deep", {"layers": LAYERS})
CONTROLS = (LAYERS,)


def more_layers(palette, beside) -> None:
    beside.caption("Each layer multiplies and adds. Add some, and watch the border.")
    beside.button("New weights", icon=":material/casino:", on_click=draw_new_weights)
    with few_need():
        seed = SEED.slider()
    values = SHEET.current()
    tell_facts(**values)
    network = deepest(seed, WIDTH, MOST_LAYERS)
    alts = descriptions(network, values["layers"], 0.0)
    SHEET.draw(network, values, SheetLook(palette, WINDOW, alts, stacks=sentences(seed)))


def draw_new_weights() -> None:
    """Those of the next seed whose border is in sight at every depth."""
    seeds = range(SEED.value + 1, SEED.value + 1 + SEED.maximum)
    SEED.put(next(seed % (SEED.maximum + 1) for seed in seeds if shows_every_border(seed % (SEED.maximum + 1))))


@lru_cache(maxsize=128)
def shows_every_border(seed: int) -> bool:
    return all(is_in_sight(collapse(network_of(seed, layers)), WINDOW) for layers in range(1, MOST_LAYERS + 1))


def network_of(seed: int, layers: int) -> Network:
    return shallower(deepest(seed, WIDTH, MOST_LAYERS), layers)


@lru_cache(maxsize=128)
def sentences(seed: int) -> tuple[str, ...]:
    """How many numbers the networks with 1, 2, … layers have, and how many would do."""
    return tuple(sentence(seed, layers) for layers in range(1, MOST_LAYERS + 1))


def sentence(seed: int, layers: int) -> str:
    network = network_of(seed, layers)
    whole = collapse(network)
    several = f"{layers} layer{'s' * (layers > 1)} of {WIDTH} neurons: {network.parameter_count} numbers."
    # With one the page begins, and the visitor is yet to ask.
    if layers == 1:
        return several
    return f"{several} {whole.parameter_count} would do: output ≈ {affine_text(whole.weights[0], whole.bias[0])}" + (
        "" if is_in_sight(whole, WINDOW) else ". Its border is out of sight here."
    )
