"""The window of a list: which of its lines are held, and which piece is wanted next.

At most three pieces are held. Pieces are asked for by the keys of lines, so what comes in between
moves nothing.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.domain.tracked_lists import Part, TrackedLine

if TYPE_CHECKING:
    from data.domain.tracked_lists import TrackedPart

PIECE_LINES: Final = 120
KEPT_LINES: Final = 3 * PIECE_LINES


@dataclass(frozen=True, slots=True)
class Window:
    """`above` and `below` say whether the list goes on beyond the lines."""

    lines: tuple[TrackedLine, ...] = ()
    above: bool = False
    below: bool = False

    def again(self) -> Part:
        """The same lines as they are now; from the top of the list where they were its top."""
        if not self.above or not self.lines:
            return Part(max(len(self.lines), PIECE_LINES))
        return Part(len(self.lines), self.lines[0].key, from_key=True)

    def again_as(self, found: "TrackedPart") -> "Window":
        """What `again` found."""
        return Window(found.lines, above=self.above and bool(found.lines), below=found.more)

    def next(self, *, upwards: bool) -> Part | None:
        """The piece beyond an end; None where the list ends there."""
        if not (self.above if upwards else self.below):
            return None
        return Part(PIECE_LINES, self.lines[0 if upwards else -1].key, upwards=upwards)

    def joined(self, found: "TrackedPart", *, upwards: bool) -> "Window":
        """With what `next` found; what is too many at the other end goes."""
        if upwards:
            lines = found.lines + self.lines
            kept = lines[:KEPT_LINES]
            return Window(kept, above=found.more, below=self.below or len(kept) < len(lines))
        lines = self.lines + found.lines
        kept = lines[-KEPT_LINES:]
        return Window(kept, above=self.above or len(kept) < len(lines), below=found.more)


def end_of(*, upwards: bool) -> Part:
    """The first lines of a list, or the last."""
    return Part(PIECE_LINES, upwards=not upwards)


def window_at_end(found: "TrackedPart", *, upwards: bool) -> Window:
    """What `end_of` found."""
    return Window(found.lines, above=found.more and not upwards, below=found.more and upwards)
