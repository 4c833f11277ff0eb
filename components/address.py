"""Controls whose values stand in the address bar.

Streamlit owns the two-way arrow between the address and a widget (`bind="query-params"`) and falls
back to the default where a link asks for something impossible.  What it does not do is say so: each
control here knows which texts it accepts, and `report_bad_link` names the ones it cannot.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Number:
    """A bounded number.  Give int bounds for whole numbers, float bounds for decimals."""

    key: str
    label: str
    default: float
    minimum: float
    maximum: float
    step: float = 0.1
    help: str | None = None

    def fault(self, text: str) -> str | None:
        """Why a link's text cannot be this number, or None if it can."""
        try:
            # Longer texts are no number that a person wrote, and int() of a million digits is slow.
            value = float(text) if len(text) < 400 else math.nan
        except ValueError:
            value = math.nan
        if self.minimum <= value <= self.maximum:
            return None
        return f"a number from {self.minimum:g} to {self.maximum:g}"

    def slider(self, **options) -> float:
        return st.slider(
            self.label,
            self.minimum,
            self.maximum,
            self.default,
            self.step,
            key=self.key,
            help=self.help,
            bind="query-params",
            **options,
        )


@dataclass(frozen=True)
class Choice:
    """One of several names.  `options` maps what the program calls it to what people read."""

    key: str
    label: str
    options: Mapping[str, str]
    default: str
    help: str | None = None

    def fault(self, text: str) -> str | None:
        return None if text in self.options.values() else _one_of(self.options.values())

    def select(self, **options) -> str:
        names = list(self.options)
        return st.selectbox(
            self.label,
            names,
            index=names.index(self.default),
            format_func=self.options.__getitem__,
            key=self.key,
            help=self.help,
            bind="query-params",
            **options,
        )

    def segments(self, **options) -> str:
        return st.segmented_control(
            self.label,
            list(self.options),
            default=self.default,
            required=True,
            format_func=self.options.__getitem__,
            key=self.key,
            help=self.help,
            bind="query-params",
            **options,
        )


@dataclass(frozen=True)
class Choices:
    """Any number of several names, in the order of the options."""

    key: str
    label: str
    options: Mapping[str, str]
    default: tuple[str, ...]
    help: str | None = None

    def fault(self, text: str) -> str | None:
        # An empty value is Streamlit's way of writing "none chosen".
        return None if text in ("", *self.options.values()) else _one_of(self.options.values())

    def multiselect(self, **options) -> list[str]:
        chosen = st.multiselect(
            self.label,
            list(self.options),
            default=list(self.default),
            format_func=self.options.__getitem__,
            key=self.key,
            help=self.help,
            bind="query-params",
            **options,
        )
        return sorted(chosen, key=list(self.options).index)


@dataclass(frozen=True)
class Switch:
    """Something that is on or off."""

    key: str
    label: str
    default: bool = False
    help: str | None = None

    def fault(self, text: str) -> str | None:
        return None if text.lower() in ("true", "false") else "true or false"

    def toggle(self, **options) -> bool:
        return st.toggle(self.label, self.default, key=self.key, help=self.help, bind="query-params", **options)


@dataclass(frozen=True)
class Text:
    """A text that `read` turns into a value, raising ValueError with a sentence if it cannot.

    An empty text stands for the default; `default` is the text that a fresh field shows.
    """

    key: str
    label: str
    read: Callable[[str], object]
    help: str | None = None
    default: str = ""

    def fault(self, text: str) -> str | None:
        if not text:
            return None
        try:
            self.read(text)
        except ValueError as error:
            return f"something else: {error}"
        return None

    def input(self, **options) -> str:
        return st.text_input(self.label, self.default, key=self.key, help=self.help, bind="query-params", **options)


Control = Number | Choice | Choices | Switch | Text


def report_bad_link(*controls: Control) -> None:
    """Say which parts of the address cannot be used.  Call it before the controls are drawn."""
    faults = []
    for control in controls:
        for text in st.query_params.get_all(control.key):
            fault = control.fault(text)
            if fault:
                shown = text if len(text) <= 40 else f"{text[:32]}…"
                faults.append(
                    f"`{control.key} = {shown.replace('`', ' ')}` cannot be used: "
                    f"{control.label or control.key} takes {fault.rstrip('.')}."
                )
                break
    if faults:
        st.warning(
            "Part of this link is not usable, so its default is shown instead.\n\n"
            + "\n".join(f"- {fault}" for fault in faults),
            icon=":material/link_off:",
        )


def _one_of(names) -> str:
    listed = list(names)
    shown = ", ".join(listed[:6])
    return f"one of: {shown}{', …' if len(listed) > 6 else ''}"
