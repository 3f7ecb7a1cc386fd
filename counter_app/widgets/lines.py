"""Lines of text of a known width, cut between syllables and never inside one.

Every text here is literal: a `Content` made from a plain string reads no markup.
"""

from rich.cells import cell_len
from textual.content import Content

QUIET = "$quiet"
STRONG = "bold"
ACCENT = "$accent"
WARNING = "$warning"
DANGER = "$error"
CURSOR = "on $cursor"

_CUT = "…"


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells; what does not fit is left out after the last whole word."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for word in text.split(" "):
        longer = f"{kept} {word}" if kept else word
        if cell_len(longer) + 1 > width:
            break
        kept = longer
    return kept + _CUT if kept else _chopped(text, width)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in as many lines as it takes; only a word that is wider than a line is cut."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines += [fit(word, width)] if lines[-1] else []
            lines[-1] = fit(word, width)
    return lines


def left(text: str, width: int) -> str:
    """`text` in exactly `width` cells, blanks after it."""
    shown = fit(text, width)
    return shown + " " * (width - cell_len(shown))


def right(text: str, width: int) -> str:
    """`text` in exactly `width` cells, blanks before it."""
    shown = fit(text, width)
    return " " * (width - cell_len(shown)) + shown


def styled(text: str, style: str = "") -> Content:
    """`text` literally, in one style."""
    return Content.styled(text, style) if style else Content(text)


def warned(text: str) -> Content:
    """A sentence that the officer must not pass over; its shape says so too."""
    return styled("▲ " + text, WARNING)


def barred(text: str) -> Content:
    """A sentence about what cannot go on like this."""
    return styled("✕ " + text, DANGER)


def row(*parts: Content | str) -> Content:
    """Parts beside each other."""
    return Content("").join(
        [part if isinstance(part, Content) else Content(part) for part in parts]
    )


def column(*lines: Content | str) -> Content:
    """Lines under each other."""
    return Content("\n").join(
        [line if isinstance(line, Content) else Content(line) for line in lines]
    )


def spread(start: Content, end: Content, width: int) -> Content:
    """`start` at the left and `end` at the right of a line of `width` cells."""
    gap = max(1, width - start.cell_length - end.cell_length)
    return row(start, " " * gap, end)


def filled(line: Content, width: int, style: str) -> Content:
    """`line` with `style` under its whole width."""
    gap = max(0, width - line.cell_length)
    return row(line, " " * gap).stylize(style)


def _chopped(text: str, width: int) -> str:
    shown = ""
    for char in text:
        if cell_len(shown) + cell_len(char) + 1 > width:
            break
        shown += char
    return shown + _CUT if width > 0 else ""
