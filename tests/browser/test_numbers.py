"""What is typed on a drawing is read as core reads it in links and fields."""

import random

from core.numbers import read_number
from tests.number_texts import ACCEPTED, REFUSED

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
