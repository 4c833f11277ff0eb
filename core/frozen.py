"""Arrays inside values: nobody changes them."""

from dataclasses import fields

import numpy as np


class FrozenArrays:
    """A base of frozen dataclasses: the arrays in their fields, and in tuples there, cannot be written through them.

    They are views, not copies: a value is often made of arrays that were just computed and belong to nobody else.
    """

    def __post_init__(self):
        for field in fields(self):
            object.__setattr__(self, field.name, _frozen(getattr(self, field.name)))


def _frozen(value):
    match value:
        case np.ndarray():
            view = value.view()
            view.setflags(write=False)
            return view
        case tuple() if any(isinstance(item, np.ndarray) for item in value):
            return tuple(map(_frozen, value))
    return value
