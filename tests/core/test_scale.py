"""Networks that are counted and not built."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.network import Network
from core.scale import format_bytes, layer_sizes, picture_inputs, widths_from_text


def test_the_picture_classifier_by_hand():
    assert picture_inputs(100, 100, 3) == 30_000
    first, second, last = layer_sizes((30_000, 256, 64, 1))
    # 30,000·256 + 256, 256·64 + 64, 64·1 + 1; four bytes each
    assert [layer.parameter_count for layer in (first, second, last)] == [7_680_256, 16_448, 65]
    assert last.memory == 260


def test_counts_agree_with_a_built_network():
    network = Network.random((5, 4, 3), ACTIVATIONS["relu"], rng=np.random.default_rng(0))
    counted, built = layer_sizes(network.sizes), network.layers
    assert [layer.parameter_count for layer in counted] == [layer.parameter_count for layer in built]
    assert [layer.weights for layer in counted] == [layer.weights.size for layer in built]
    assert sum(layer.parameter_count for layer in counted) == network.parameter_count


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (260, "260 B"),
        (1023, "1023 B"),
        (1024, "1.0 KiB"),
        (65_792, "64.2 KiB"),
        (30_721_024, "29.3 MiB"),
        (3 * 2**30, "3.0 GiB"),
        (5000 * 2**40, "5,000.0 TiB"),
    ],
)
def test_bytes_are_written_in_the_largest_unit_that_fits(count, text):
    assert format_bytes(count) == text


def test_widths_are_read_from_commas_and_spaces():
    assert widths_from_text("256, 64 1") == (256, 64, 1)
    assert widths_from_text("1000000, " * 12) == (1_000_000,) * 12


@pytest.mark.parametrize(
    "text", ["", "abc", "0", "1000001", "1.5", "-3", "nan", "9" * 5000, "1e400", "²", "1 " * 13, "256,64,1", "1,000"]
)
def test_other_widths_get_a_sentence(text):
    with pytest.raises(
        ValueError, match=r"[Ww]rite (it as|1 to 12|whole numbers|the one)|every number lies between 1 and 1,000,000"
    ):
        widths_from_text(text)
