"""Controls whose values stand in the address bar.

Streamlit owns the two-way arrow between the address and a widget (`bind="query-params"`).  It reads a link in a
way of its own, though: an empty value leaves a control without any, a repeated one is passed over without a word,
and `1_000` is a number.  So each control here knows which texts it accepts, and `report_bad_link` names those that
it does not and takes them out of the address before a widget reads them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.errors import StreamlitAPIException

from core.numbers import format_number, read_number, short_text, shortened

_SAID = "said-of-the-link"


@dataclass(frozen=True)
class Control:
    """What all controls have in common: their place in the address, `key`, and the label that people read."""

    key: str
    label: str

    @property
    def value(self):
        """What the control is set to now.  For callbacks."""
        return st.session_state.get(self.key, self.default)

    def put(self, value) -> None:
        """Set the control.  For callbacks, and for code that runs before it is drawn."""
        st.session_state[self.key] = value

    def write(self, text: str) -> None:
        """Set what a link's text says, the default for an empty one, and the address with it.

        Streamlit (1.67) writes no value that was there before its widget was.  For callbacks, and for code that runs
        before the control is drawn.  Raises ValueError as `usable` does; a `Text` takes any, to be mended there.
        """
        value = self._written(text)
        self.put(value)
        wanted = [] if value == self.default else [text]
        if st.query_params.get_all(self.key) != wanted:
            _write(self.key, wanted)

    def _written(self, text: str):
        return self.from_text(text)

    def beside(self, controls: "Sequence[Control]") -> "Control":
        """The same control on a page that has these."""
        return self

    def usable(self, texts: Sequence[str]) -> list[str]:
        """A link's texts for this key as Streamlit is to read them.

        Raises ValueError with a sentence that says what is wrong and what is allowed.
        """
        if len(texts) > 1:
            raise ValueError(f"`{self.key}` is given {len(texts)} times. {self._takes}")
        return [self._usable(texts[0])]

    def _usable(self, text: str) -> str:
        raise NotImplementedError

    def from_text(self, text: str):
        """The value of a link's text; the default for an empty one.  Raises ValueError as `usable` does."""
        return self._value(self.usable([text])[0]) if text else self.default

    def _value(self, text: str):
        return text

    def instead(self, texts: Sequence[str]) -> list[str]:
        """What stands in the address for texts that cannot be used; nothing gives the default."""
        return []

    def _refused(self, text: str, why: str = "") -> ValueError:
        if not text:
            return ValueError(f"`{self.key}` has no value. {self._takes}")
        shown = " ".join(text.replace("`", " ").split())
        shown = shown if len(shown) <= 40 else f"{shown[:32]}…"
        return ValueError(f"`{self.key} = {shown}` cannot be used: {why or self._takes}")

    @property
    def _takes(self) -> str:
        return f"{self.label} takes one text."

    def _widget(self) -> dict:
        """What every widget of Streamlit is given.

        What a control takes may depend on others: a neuron of another network is no neuron of this one.  A link
        that asks for one is told so, and where the others have changed since, the control has its default again.
        """
        texts = st.query_params.get_all(self.key)
        if self.key in st.session_state:
            if not self._allows(self.value):
                self.put(self.default)
        elif texts and (fault := _fault(self, texts)):
            _warn([fault])
        return {"key": self.key, "bind": "query-params"}

    def _allows(self, value) -> bool:
        return True


@dataclass(frozen=True)
class Number(Control):
    """A bounded number.  Give int bounds for whole numbers, float bounds for decimals."""

    default: float
    minimum: float
    maximum: float
    step: float = 0.1
    help: str | None = None

    @property
    def _takes(self) -> str:
        kind = "one whole number" if isinstance(self.step, int) else "one number"
        ends = (short_text(end) for end in (self.minimum, self.maximum))
        return f"{self.label} takes {kind} from {' to '.join(ends)}."

    def _usable(self, text: str) -> str:
        try:
            value = read_number(text, self.minimum, self.maximum)
        except ValueError:
            raise self._refused(text) from None
        if isinstance(self.step, int) and not value.is_integer():
            raise self._refused(text)
        try:
            is_plain = text.isascii() and float(text) == value
        except ValueError:
            is_plain = False
        return text if is_plain else format_number(value)

    def _value(self, text: str) -> float:
        return type(self.step)(float(text))

    def _allows(self, value) -> bool:
        return self.minimum <= value <= self.maximum

    def slider(self, **options) -> float:
        return st.slider(
            self.label,
            self.minimum,
            self.maximum,
            self.default,
            self.step,
            help=self.help,
            **self._widget(),
            **options,
        )


@dataclass(frozen=True)
class _Named(Control):
    """Names to choose from.  `options` maps what the program calls them to what people read."""

    options: Mapping[str, str]

    @property
    def _takes(self) -> str:
        listed = list(self.options.values())
        shown = ", ".join(listed[:6])
        many = "any" if isinstance(self, Choices) else "one"
        return (
            f"{self.label} takes {many} of these: {shown}{f' and {len(listed) - 6} more' if len(listed) > 6 else ''}."
        )

    def _usable(self, text: str) -> str:
        if text not in self.options.values():
            raise self._refused(text)
        return text

    def _value(self, text: str):
        return next(name for name, shown in self.options.items() if shown == text)


@dataclass(frozen=True)
class Choice(_Named):
    """One of several names."""

    default: str
    help: str | None = None

    def _allows(self, value) -> bool:
        return value in self.options

    def select(self, **options) -> str:
        names = list(self.options)
        return st.selectbox(
            self.label,
            names,
            index=names.index(self.default),
            format_func=self.options.__getitem__,
            help=self.help,
            **self._widget(),
            **options,
        )

    def segments(self, **options) -> str:
        chosen = st.segmented_control(
            self.label,
            list(self.options),
            default=self.default,
            required=True,
            format_func=self.options.__getitem__,
            help=self.help,
            **self._widget(),
            **options,
        )
        # The browser's Back can lead to an address without a value, which Streamlit takes for "none chosen".
        return self.default if chosen is None else chosen


@dataclass(frozen=True)
class Choices(_Named):
    """Any number of several names, in the order of the options."""

    default: tuple[str, ...]
    help: str | None = None

    def _value(self, text: str) -> list[str]:
        return [super()._value(text)]

    def usable(self, texts: Sequence[str]) -> list[str]:
        # An empty value is Streamlit's way of writing "none chosen".
        return [""] if not any(texts) else [self._usable(text) for text in texts]

    def multiselect(self, **options) -> list[str]:
        chosen = st.multiselect(
            self.label,
            list(self.options),
            default=list(self.default),
            format_func=self.options.__getitem__,
            help=self.help,
            **self._widget(),
            **options,
        )
        return sorted(chosen, key=list(self.options).index)


@dataclass(frozen=True)
class Switch(Control):
    """Something that is on or off."""

    default: bool = False
    help: str | None = None

    @property
    def _takes(self) -> str:
        return f"{self.label} takes true or false."

    def _usable(self, text: str) -> str:
        if text.lower() not in ("true", "false"):
            raise self._refused(text)
        return text

    def _value(self, text: str) -> bool:
        return text.lower() == "true"

    def toggle(self, **options) -> bool:
        return st.toggle(self.label, self.default, help=self.help, **self._widget(), **options)


@dataclass(frozen=True)
class Text(Control):
    """A text that `read` turns into a value, raising ValueError with a sentence if it cannot.

    An empty text stands for what the page begins with; `default` is the text that a fresh field shows.  With
    `nearest`, which gives the nearest text that can be used, that one is taken for a text that cannot; where nothing
    is near, and it gives None, it is the default.
    """

    read: Callable[[str], object]
    help: str | None = None
    default: str = ""
    nearest: Callable[[str], str | None] | None = None

    def _usable(self, text: str) -> str:
        try:
            if text:
                self.read(text)
        except ValueError as error:
            raise self._refused(text, escaped(str(error))) from None
        return text

    def instead(self, texts: Sequence[str]) -> list[str]:
        # Without a nearest one a text stays in the field, to be mended there.
        if len(texts) > 1:
            return []
        near = self.nearest(texts[0]) if self.nearest else texts[0]
        return [] if near is None else [near]

    def typed(self, base, **options):
        """Draw the field, and return the value of its text: `base` while it is empty.

        A text that cannot be used gets its sentence, and the nearest one that can or else the last one that could.
        """
        text = st.text_input(self.label, self.default, help=self.help, **self._widget(), **options)
        try:
            value = self.read(text) if text else base
        except ValueError as error:
            st.error(escaped(str(error)), icon=":material/error:")
            if self.nearest:
                near = self.nearest(text)
                value = base if near is None else self.read(near)
            else:
                value = st.session_state.get(self._last_good, base)
        st.session_state[self._last_good] = value
        return value

    def _written(self, text: str) -> str:
        return text or self.default

    def left(self, base):
        """The value as it was last left, for a page that does not draw the field now."""
        text = st.session_state.get(self.key) or st.query_params.get(self.key)
        try:
            return self.read(text) if text else base
        except ValueError:
            return base

    def _widget(self) -> dict:
        # Whatever is wrong with a text stands beside its field.
        return {"key": self.key, "bind": "query-params"}

    @property
    def _last_good(self) -> str:
        return f"{self.key}-last-good"


@dataclass(frozen=True)
class Hidden(Text):
    """Names of controls that a page keeps off the screen, as they stand in the address: "seed, layers"."""

    read: Callable[[str], object] = lambda text: _names_among((), text)

    def beside(self, controls: Sequence[Control]) -> Control:
        keys = [control.key for control in controls]
        return replace(
            self,
            read=lambda text: _names_among(keys, text),
            nearest=lambda text: ", ".join(name for name in _names(text) if name in keys),
        )


def _names(text: str) -> list[str]:
    return [name for name in re.split(r"[,\s]+", text) if name]


def _names_among(keys: Sequence[str], text: str) -> tuple[str, ...]:
    for name in _names(text):
        if name not in keys:
            raise ValueError(f"“{shortened(name)}” is no control of this page.")
    return tuple(_names(text))


def report_bad_link(*controls: Control) -> None:
    """Say which parts of the address cannot be used, and begin again with what each control takes instead.

    Call it before the controls are drawn.
    """
    said = st.session_state.get(_SAID, {})
    page = controls[0].key
    controls = [control.beside(controls) for control in controls]
    faults, is_changed = list(said.get(page, ())), False
    for control in controls:
        texts = st.query_params.get_all(control.key)
        if not texts:
            continue
        fault = _fault(control, texts)
        # A text whose field stands there is told of beside it.
        is_told = isinstance(control, Text) and control.key in st.session_state
        if fault and fault not in faults and not is_told:
            faults.append(fault)
        wanted = control.instead(texts) if fault else control.usable(texts)
        is_changed |= wanted != texts and _write(control.key, wanted)
    st.session_state[_SAID] = {page: faults} if is_changed or page in said else {}
    if is_changed:
        st.rerun()
    if faults:
        _warn(faults)


def escaped(sentence: str) -> str:
    """A sentence that quotes what a visitor gave, so that none of it is taken for Markdown."""
    return re.sub(r"([\\`*_\[\]<>$~#]|:(?=\w))", r"\\\1", sentence)


def _fault(control: Control, texts: Sequence[str]) -> str | None:
    try:
        control.usable(texts)
    except ValueError as error:
        return str(error)
    return None


def _write(key: str, texts: Sequence[str]) -> bool:
    """Put texts into the address, and whether that was possible: a widget that stands has its place to itself."""
    try:
        if texts:
            st.query_params[key] = texts
        else:
            del st.query_params[key]
    except StreamlitAPIException:
        return False
    return True


def _warn(faults: Sequence[str]) -> None:
    listed = "\n".join(f"- {fault}" for fault in faults)
    st.warning(
        f"Part of this link cannot be used, so its default is shown instead, or what is nearest to it.\n\n{listed}",
        icon=":material/link_off:",
    )
