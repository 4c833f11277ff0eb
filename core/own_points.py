"""Points that a visitor puts on the plane, as a list of numbers: x₁, x₂ and class of each in turn."""

from core.numbers import read_numbers

MOST_POINTS = 60
# Numbers lie within ± this.
REACH = 1.5
# Three that are 1 stand within three that are 0: no line parts them.
FIRST_POINTS = (0.0, 1.2, 0.0, -1.1, -0.7, 0.0, 1.1, -0.7, 0.0, 0.0, -0.4, 1.0, 0.4, 0.3, 1.0, -0.4, 0.3, 1.0)


def points_from_text(text: str) -> tuple[float, ...]:
    """The numbers of 1 to 60 points: "0 0 1, 1 0 0" has one of each class.

    Raises ValueError with a sentence for anything else.
    """
    numbers = read_numbers(text, "points", (3, 3 * MOST_POINTS), "0 0 1, 1 0 0", -REACH, REACH)
    if len(numbers) % 3:
        raise ValueError(f"There are {len(numbers)} numbers; each point takes three: x₁, x₂ and its class, 0 or 1.")
    strange = [kind for kind in numbers[2::3] if kind not in (0, 1)]
    if strange:
        raise ValueError(f"A point has the class {strange[0]:g}; the third number of each is its class, 0 or 1.")
    return numbers
