"""What stands around the pixels and never changes: HTML for the drawings to fill."""

from collections.abc import Sequence
from html import escape

_CANVAS = '<canvas width="16" height="16" aria-hidden="true"></canvas>'
_HINT = "Draw with the mouse or a finger, or move with the arrow keys and paint with the space bar."
_TOOLS = (
    ("light", "White", ' class="choice pen" aria-pressed="true"'),
    ("dark", "Black", ' class="choice pen" aria-pressed="false"'),
    ("thick", "Thick", ' class="choice" aria-pressed="false"'),
    ("negative", "Negative", ' class="choice"'),
    ("clear", "Clear", ' class="choice"'),
    ("undo", "Undo", ' class="choice"'),
    ("again", "Begin again", ' class="choice"'),
)


def gallery_html(label: str, groups: Sequence) -> str:
    """A button for each picture, group by group, and the place where one is opened."""
    listed = "".join(
        f'<div class="heading">{escape(group.title)}</div><div class="tiles">{_tiles(group)}</div>'
        for group in groups
    )
    return (
        f'<div class="gallery"><div class="list" role="radiogroup" aria-label="{escape(label)}">{listed}</div>'
        '<div class="opened"><p class="words" aria-live="polite"></p>'
        f'<div class="numbers" role="img" aria-label="Its 256 numbers, 16 in a row">{"<span></span>" * 256}</div>'
        "</div></div>"
    )


def row_html(group) -> str:
    """The pictures of a group side by side, with their names above and what is said of them below."""
    figures = (
        f'<figure><div class="above">{escape(picture.name)}</div>{_CANVAS}'
        f"<figcaption>{escape(picture.words)} {_marks(picture.marks)}</figcaption></figure>"
        for picture in group.pictures
    )
    return f'<div class="row">{"".join(figures)}</div>'


def pad_html(names: Sequence[str], notes: Sequence[str]) -> str:
    """The pad with its buttons, and a table of what the networks with these names say of it and of its negative.

    A note stands under what both come to together.
    """
    tools = "".join(f'<button type="button" data-act="{act}"{more}>{word}</button>' for act, word, more in _TOOLS)
    answer = '<td><b></b> <span class="share"></span><div class="sum"></div></td>'
    heads = ("your picture&nbsp;p", "its negative 1&nbsp;−&nbsp;p")
    columns = "".join(f'<th scope="col">{_CANVAS}{head}</th>' for head in heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>{answer * 2}'
        f'<td class="both"><b></b><div class="sum">{escape(note)}</div></td></tr>'
        for name, note in zip(names, notes, strict=True)
    )
    return (
        f'<div class="padded"><div class="left"><div class="tools">{tools}</div>'
        f'<div class="pad" tabindex="0" role="application" aria-label="Pad. {_HINT}">{_CANVAS}'
        '<div class="cursor"></div></div><div class="status" role="status"></div></div>'
        f'<table><thead><tr><td></td>{columns}<th scope="col">f(p) + f(1 − p)</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _tiles(group) -> str:
    tiles = [
        f'<button type="button" class="tile" role="radio" aria-checked="false" tabindex="-1" '
        f'aria-label="{escape(picture.name)}" data-words="{escape(picture.words)}">{_CANVAS}{_marks(picture.marks)}'
        "</button>"
        for picture in group.pictures
    ]
    beside = group.beside
    return "".join(
        f'<div class="beside">{"".join(tiles[place : place + beside])}</div>'
        for place in range(0, len(tiles), beside)
    )


def _marks(marks: str) -> str:
    """✓ and ✗, each in its colour; a name says the same in words."""
    signs = "".join('<span class="wrong">✗</span>' if mark == "✗" else f"<span>{mark}</span>" for mark in marks)
    return f'<span class="marks" aria-hidden="true">{signs}</span>' if marks else ""
