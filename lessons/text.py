"""A lecturer's own lesson: its steps as a text that people write, read and send.

One line says one thing, its name before a colon; a blank line ends a step, and a line that begins with # is a note:

    page: xor
    address: ?step=2+One+neuron
    question: How many of the four can one line get right?
    option: all four
    says: Try it: the fourth is always on the wrong side.
    right: three
    reveal: No line can do more.
    then: ?step=3+Why+it+fails

A step that names no page is on that of the step before.  `address` is what stands behind the page in the address bar;
a whole link may be given too.  `then` is a press each.  `seen` names what the presenter's view shows of the page, by
keys with spaces between; without it, all.  `first` names what a phone shows first where the page has more above it:
grid or truth, on collapse.  Instead of options a step may have a `number` (with `within`, `too small` and
`too large`), a line to `draw` (with `within`, `too low` and `too high`), a task `done` made of the numbers in FACTS,
or `words: yes`, an answer in one's own words.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from core.formulas import formula
from core.numbers import format_number, read_number
from lessons.facts import FACTS
from lessons.step import MOST_PRESSES, Drawn, Guess, Option, Step, condition

MOST_STEPS = 60
# In characters: of a lesson, of one of its lines, of its packed text in an address, which servers cut at 8 KB.
MOST_TEXT, MOST_LINE, MOST_PACKED = 60_000, 2_000, 6_000
_MOST_FAULTS = 5
# What an address may say that is no part of a page's state.
NO_STATE = frozenset({"guide", "answer", "present", "lesson", "room", "host", "embed", "embed_options"})
_ONCE = (
    "page", "address", "question", "number", "draw", "within", "too small", "too large", "too low", "too high",
    "done", "words", "reveal", "seen", "first",
)  # fmt: skip
# What belongs to which answer.
_OF_ANSWERS = {"within": ("number", "draw")} | dict.fromkeys(("too small", "too large"), ("number",))
_OF_ANSWERS |= dict.fromkeys(("too low", "too high"), ("draw",))
_PLANE = re.compile(r"(.+?) from (\S+) to ([^\s,]+)(?:, y from (\S+) to (\S+))?")
# Of where a plane ends.
_FAR = 1000.0
# Where nothing is said, a line is near enough within this share of its plane's height.
_NEAR = 0.08
_OFTEN = ("option", "right", "says", "then")


@dataclass(frozen=True)
class OwnStep:
    """A step and the page on which it is, by its name in pages/, and the line of the text where it begins."""

    page: str
    step: Step
    line: int = field(default=1, compare=False)


def read_lesson(text: str, pages: Sequence[str]) -> tuple[OwnStep, ...]:
    """The steps that a text writes, each on one of the `pages`.

    Raises ValueError with a sentence a line for what cannot be used: which line, and how to mend it.
    """
    if len(text) > MOST_TEXT:
        raise ValueError(f"The lesson has {len(text):,} characters; {MOST_TEXT:,} are possible.")
    steps: list[OwnStep] = []
    faults: list[str] = []
    for block in _blocks(text):
        try:
            steps.append(_read_step(block, pages, steps[-1].page if steps else ""))
        except ValueError as fault:
            faults.append(str(fault))
    if not faults and not steps:
        faults.append("Line 1: there is no step. Begin with “page: xor” and “question: …”.")
    if not faults and len(steps) > MOST_STEPS:
        faults.append(f"Line {steps[MOST_STEPS].line}: this is step {MOST_STEPS + 1}; {MOST_STEPS} are possible.")
    if faults:
        raise ValueError("\n".join(faults[:_MOST_FAULTS]))
    return tuple(steps)


def write_lesson(steps: Iterable[OwnStep]) -> str:
    """The text that reads back as these steps."""
    return "\n".join("".join(f"{name}: {said}".rstrip() + "\n" for name, said in _lines(own)) for own in steps)


def pack(text: str) -> str:
    """A lesson's text for an address."""
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(packed: str) -> str:
    """The text of a lesson in an address; ValueError with a sentence for anything else."""
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        # A short text may unpack to gigabytes: no more is unpacked than may be there.
        data = unpacker.decompress(raw, 4 * MOST_TEXT)
        text = data.decode()
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("This is no lesson, or a part of its link is missing.") from None
    if not unpacker.eof:
        raise ValueError("This lesson is too long, or a part of its link is missing.")
    return text


# Reading


def _blocks(text: str) -> Iterable[list[tuple[int, str]]]:
    """The lines of each step with their numbers, without notes."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            block.append((number, line))
        elif block and not line:
            yield block
            block = []
    if block:
        yield block


def _read_step(block: Sequence[tuple[int, str]], pages: Sequence[str], page: str) -> OwnStep:
    """A step; where it names no page it is on `page`."""
    start = block[0][0]
    said: dict[str, tuple[int, str]] = {}
    options: list[Option] = []
    presses: list[Mapping[str, str]] = []
    for number, line in block:
        name, text = _named(number, line)
        if name in _ONCE:
            if name in said:
                raise _fault(number, f"“{name}” stands in this step already. A blank line begins the next step")
            said[name] = number, text
        elif name == "then":
            presses.append(_read_address(number, text))
        elif name == "says":
            if not options or options[-1].says:
                raise _fault(number, "“says” belongs right behind the “option” or “right” that it is said of")
            options[-1] = Option(options[-1].text, text, options[-1].is_right)
        elif not text:
            raise _fault(number, f"“{name}” is empty")
        else:
            options.append(Option(text, is_right=name == "right"))
    where, page = said.get("page", (start, page))
    if page not in pages:
        raise _fault(where, f"“page: {page}” is no page. There are {', '.join(pages)}")
    if not said.get("question", (start, ""))[1]:
        raise _fault(start, "this step asks nothing. Give it a “question: …”")
    for option in options:
        if not option.is_right and not option.says:
            raise _fault(start, f"“option: {option.text}” gets no sentence. Put a “says: …” behind it")
    for name, answers in _OF_ANSWERS.items():
        if name in said and not said.keys() & set(answers):
            wanted = " or a ".join(f"“{answer}: …”" for answer in answers)
            raise _fault(said[name][0], f"“{name}” belongs to a {wanted}, and there is none")
    if len(presses) > MOST_PRESSES:
        raise _fault(start, f"this step has {len(presses)} lines “then”; {MOST_PRESSES} are possible")
    try:
        step = Step(
            said["question"][1],
            _read_address(*said.get("address", (start, ""))),
            tuple(options),
            _read_guess(said),
            _read_drawn(said),
            _at(said, "done", (), lambda text: condition(text, FACTS)),
            _at(said, "words", False, _is_yes),
            said.get("reveal", (start, ""))[1],
            presses[0] if len(presses) == 1 else tuple(presses) or {},
            tuple(said.get("seen", (start, ""))[1].split()),
            first=said.get("first", (start, ""))[1],
        )
    except ValueError as fault:
        if str(fault).startswith("Line "):
            raise
        raise _fault(start, str(fault)) from None
    return OwnStep(page, step, start)


def _fault(line: int, sentence: str) -> ValueError:
    return ValueError(f"Line {line}: {sentence.rstrip('.')}.")


def _named(number: int, line: str) -> tuple[str, str]:
    """The name of a line and what it says."""
    if len(line) > MOST_LINE:
        raise _fault(number, f"it has {len(line):,} characters; {MOST_LINE:,} are possible")
    name, colon, text = line.partition(":")
    name = name.strip().lower()
    if not colon or name not in _ONCE + _OFTEN:
        raise _fault(
            number, f"“{line[:40]}” begins with none of the names: {', '.join(f'{n}:' for n in _ONCE + _OFTEN)}"
        )
    return name, text.strip()


def _read_address(number: int, text: str) -> Mapping[str, str]:
    """What an address sets, by the keys of controls."""
    if "?" in text:
        text = text.partition("?")[2].partition("#")[0]
    elif text and "=" not in text:
        raise _fault(number, f"“{text[:40]}” is no address; copy what stands behind the ? in the address bar")
    pairs = [(key, value) for key, value in parse_qsl(text, keep_blank_values=True) if key.lower() not in NO_STATE]
    if doubled := [key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1]:
        raise _fault(number, f"“{doubled[0]}” is given twice; a step sets it once")
    return dict(pairs)


def _at(said: Mapping[str, tuple[int, str]], name: str, missing, read):
    """What a line means, with its number in what is wrong with it."""
    if name not in said:
        return missing
    number, text = said[name]
    try:
        return read(text)
    except ValueError as fault:
        raise _fault(number, str(fault)) from None


def _read_guess(said: Mapping[str, tuple[int, str]]) -> Guess | None:
    if "number" not in said:
        return None
    within = _at(said, "within", Guess.within, lambda text: read_number(text, 0))
    return Guess(_at(said, "number", 0.0, read_number), within, **_sentences(said, "too small", "too large"))


def _read_drawn(said: Mapping[str, tuple[int, str]]) -> Drawn | None:
    within = _at(said, "within", None, lambda text: read_number(text, 0))
    sentences = _sentences(said, "too low", "too high")

    def read(text: str) -> Drawn:
        match = _PLANE.fullmatch(text)
        if not match:
            raise ValueError(f"“draw: {text[:40]}” is no line to draw; write draw: relu(x - 2) from -1 to 5.")
        ends = [read_number(end, -_FAR, _FAR) for end in match.groups()[1:] if end]
        drawn = Drawn(formula(match[1]), tuple(ends[:2]), 1.0, **sentences, heights=tuple(ends[2:]) or None)
        low, high = drawn.plane[1]
        return replace(drawn, near=_NEAR * (high - low) if within is None else within)

    return _at(said, "draw", None, read)


def _sentences(said: Mapping[str, tuple[int, str]], *names: str) -> dict[str, str]:
    """What is said of wrong answers, by the names that an answer has for it."""
    return {name.replace(" ", "_"): said[name][1] for name in names if said.get(name, (0, ""))[1]}


def _is_yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"“words: {text}” is neither yes nor no.")
    return text == "yes"


# Writing


def _lines(own: OwnStep) -> Iterable[tuple[str, str]]:
    step = own.step
    yield "page", own.page
    if step.address:
        yield "address", f"?{urlencode(step.address)}"
    yield "question", step.question
    for option in step.options:
        yield ("right" if option.is_right else "option"), option.text
        if option.says:
            yield "says", option.says
    if step.number:
        yield "number", format_number(step.number.wanted)
        yield "within", format_number(step.number.within)
        yield "too small", step.number.too_small
        yield "too large", step.number.too_large
    if step.drawn:
        yield "draw", _line_of(step.drawn)
        yield "within", format_number(step.drawn.near)
        yield "too low", step.drawn.too_low
        yield "too high", step.drawn.too_high
    if step.done:
        yield "done", " and ".join(f"{c.fact} {c.relation} {format_number(c.wanted)}" for c in step.done)
    if step.in_words:
        yield "words", "yes"
    if step.reveal:
        yield "reveal", step.reveal
    if step.first:
        yield "first", step.first
    for press in step.presses:
        if press or len(step.presses) > 1:
            yield "then", f"?{urlencode(press)}"
    if step.seen:
        yield "seen", " ".join(step.seen)


def _line_of(drawn: Drawn) -> str:
    window, heights = ("from {} to {}".format(*map(format_number, ends)) for ends in drawn.plane)
    return f"{drawn.truth} {window}" + (f", y {heights}" if drawn.heights else "")
