"""Numbers are read from what is typed on a drawing, and written on it, as core reads and writes them."""

import random
import struct

from core.numbers import number_text, read_number, signed_text
from tests.number_texts import ACCEPTED, REFUSED, WRITTEN

TYPED = "texts => texts.map((text) => [text, drawing.typedNumber(text)])"


def typed(module_page, texts) -> dict:
    return dict(module_page.evaluate(TYPED, list(texts)))


def read(text: str) -> float | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def test_a_number_typed_on_a_drawing_is_read_as_what_it_means(module_page):
    assert {text: str(float(value)) for text, value in typed(module_page, ACCEPTED).items()} == {
        text: str(value) for text, value in ACCEPTED.items()
    }


def test_what_is_no_number_is_refused_on_a_drawing(module_page):
    assert typed(module_page, REFUSED) == dict.fromkeys(REFUSED)


def test_any_text_is_the_same_number_in_the_browser_and_in_core(module_page):
    draw = random.Random(1)
    number = [*"0123456789" * 2, *"..,,+-−–e_ ", "０", "．", "－", "\u00a0", "\u200b", "\x1c", "\u0085", "K", "١"]
    texts = {"".join(draw.choices(number, k=draw.randint(0, 7))) for _ in range(3_000)}
    texts |= {
        f"{draw.choice('-−+')}{draw.uniform(0, 10 ** draw.randint(-9, 6))!r}".replace(".", draw.choice(".,"))
        for _ in range(500)
    }
    texts |= {"".join(chr(draw.randrange(0xD800)) for _ in range(3)) for _ in range(200)}
    expected = {text: read(text) for text in texts}
    assert sum(value is not None for value in expected.values()) > 800
    assert typed(module_page, texts) == expected


WRITE = """pairs => pairs.map(([bits, decimals]) => {
    const value = new DataView(new Uint8Array(bits).buffer).getFloat64(0);
    return [drawing.numberText(value, decimals), drawing.signedText(value, decimals)];
})"""


def written_alike(module_page, pairs) -> None:
    in_browser = module_page.evaluate(WRITE, [[list(struct.pack(">d", value)), places] for value, places in pairs])
    assert in_browser == [[number_text(*pair), signed_text(*pair)] for pair in pairs]


def test_the_table_of_written_numbers_is_the_same_on_a_drawing_and_in_core(module_page):
    written_alike(module_page, [(value, decimals) for value in WRITTEN for decimals in range(5)])


def test_any_number_is_written_the_same_on_a_drawing_and_in_core(module_page):
    draw = random.Random(2)
    numbers = [struct.unpack(">d", draw.randbytes(8))[0] for _ in range(500)]
    numbers += [draw.uniform(-1, 1) * 10 ** draw.randint(-9, 18) for _ in range(500)]
    # What people type, a five at the end above all.
    numbers += [draw.randint(-999_999, 999_999) / 10 ** draw.randint(0, 6) for _ in range(500)]
    numbers += [float(f"{draw.randint(-9999, 9999)}.{draw.choice(['', '1', '32', '999'])}5") for _ in range(250)]
    numbers += [float(f"{draw.randint(0, 9)}.{draw.choice(['', '0', '99', '999'])}5e-{draw.randint(0, 6)}")
                for _ in range(250)]  # fmt: skip
    assert len(numbers) == 2_000
    written_alike(module_page, [(number, decimals) for number in numbers for decimals in (1, 2, 3, 4)])
