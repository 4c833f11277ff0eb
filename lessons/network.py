"""Three steps in each neuron: multiply, add, activate."""

from core.activations import ACTIVATIONS
from core.network import Layer, Network
from core.numbers import number_text
from core.presets import PRESETS, RANDOM_SIZES
from core.scale import layer_sizes, picture_inputs
from core.serialization import network_to_text
from lessons.facts import FACTS
from lessons.step import Step, condition, right, wrong

NEURON = Network((Layer([[2.0, -1.0]], [0.5], ACTIVATIONS["relu"]),))
INPUTS = (0.5, 2.0)
_AT = " ".join(map(number_text, INPUTS))
_PREACTIVATION = float(NEURON.forward([INPUTS]).preactivations[-1][0, 0])
_OUTPUT = float(NEURON([INPUTS])[0, 0])
# So much more, and the pre-activation is 1.
_BIAS = float(NEURON.layers[0].bias[0]) + 1.0 - _PREACTIVATION
ALONE, RANDOM, SIZES = PRESETS["neuron"].name, PRESETS["random"].name, RANDOM_SIZES
_DEAD = PRESETS["random"].network.with_bias(0, 2, -3.2)
_LAYERS = layer_sizes(SIZES)
_SUM = " + ".join(f"{layer.n_out}·({layer.n_in} + 1)" for layer in _LAYERS)
N_PARAMETERS = sum(layer.parameter_count for layer in _LAYERS)
(_PIXELS,) = layer_sizes((picture_inputs(100, 100, 3), 256))

STEPS = (
    Step(
        "A neuron with the weights 2 and −1, the bias 0.5 and ReLU gets (0.5, 2). What comes out?",
        {"network_part": "1 A network", "preset": ALONE, "net": network_to_text(NEURON), "at": "0 0", "neuron": "y"},
        options=(
            wrong(number_text(_PREACTIVATION, 1), "Product and sum are right; ReLU is still to come."),
            wrong("1.5", "2·0.5 + 0.5 leaves out a part: −1·2 has to be added as well."),
            right(number_text(_OUTPUT, 0)),
        ),
        reveal="Multiply, add, activate: 2·0.5 − 1·2 = −1, + 0.5 = −0.5, and ReLU lets nothing below 0 through.",
        then={"at": _AT},
    ),
    Step(
        "Make it answer 1.00, by any number that you like.",
        {"network_part": "1 A network", "preset": ALONE, "net": network_to_text(NEURON), "at": _AT, "neuron": "y"},
        done=condition("output = 1", FACTS),
        reveal="Many settings give the same answer: there are more numbers than demands.",
        then={"net": network_to_text(NEURON.with_bias(0, 0, _BIAS))},
    ),
    Step(
        f"A network {'-'.join(map(str, SIZES))}: how many numbers of it can be set?",
        {"network_part": "1 A network", "net": "", "at": "", "preset": RANDOM, "draw": ""},
        options=(
            wrong(str(sum(SIZES)), "So many are its neurons, with the inputs among them."),
            wrong(
                str(sum(layer.n_in * layer.n_out for layer in _LAYERS)),
                "Those are the weights; each neuron has a bias too.",
            ),
            right(str(N_PARAMETERS)),
        ),
        reveal=f"{_SUM} = {N_PARAMETERS}: for each neuron its weights, and a bias.",
    ),
    Step(
        "Switch h₃ off everywhere in the picture.",
        {
            "network_part": "1 A network",
            "net": "",
            "at": "",
            "preset": RANDOM,
            "draw": "",
            "neuron": "h₃",
            "creases": "true",
        },
        done=condition("most_of_h3 <= 0", FACTS),
        reveal="A dead neuron: no input in sight reaches it, so its crease is gone.",
        then={"net": network_to_text(_DEAD)},
    ),
    Step(
        "A picture of 100 × 100 pixels in colour, and 256 neurons after it: how many numbers has that layer?",
        # A smaller one, to see how it is counted.
        {"network_part": "2 To scale", "width": "16", "height": "16", "channels": "1", "widths_to_scale": ""},
        options=(
            wrong(
                f"{_PIXELS.n_in + _PIXELS.n_out:,}",
                "Every neuron has a weight for each input: that is a product, not a sum.",
            ),
            wrong(
                f"{(_PIXELS.n_in // 10) * _PIXELS.n_out + _PIXELS.n_out:,}",
                "A tenth of it. There are 30,000 inputs: three for each pixel.",
            ),
            right(f"{_PIXELS.parameter_count:,}"),
        ),
        reveal="30,000 weights and a bias, 256 times. Nobody sets them by hand: training finds them.",
        then={"width": "100", "height": "100", "channels": "3"},
        seen=("layers-in-numbers", "scale"),
    ),
)
