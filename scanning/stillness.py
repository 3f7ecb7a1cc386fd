"""When hands-free capture takes a sheet: it lies still, the hand is gone, and it is another one.

A sheet is judged once for each time it lies still, and taken at most once however often it is
nudged, shaken or lit anew. While a taken page waits for the officer's word, only the same sheet is
taken, in its place.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from scanning.glimpse import Glimpse, moved, shifted
from scanning.sameness import same_sheet
from scanning.values import Waits

STILL_S = 0.45
"""A hand that lets go needs no longer; a page is in the dossier within a second of lying down."""
STILL_FRAMES = 4
UNSTEADY_S = 1.6
"""A sheet whose outline is not found twice in one place is taken too, once all else lies still."""
DOUBTFUL_S = 1.5
"""A picture with a finding gets so much time to become better: to be focused, or moved."""
HELD_S = 3.0
"""A finger that keeps a curled sheet down is taken with it, and the finding says so."""
AWAY_S = 0.4
"""Without an outline for so long, no sheet lies there; for less, it was only not found."""
SHEETS_KNOWN = 8
"""Sheets of a stack that are known again when those above them are lifted off one by one."""
GAP_S = 1.0
"""What lies there after a longer time without a frame is looked at anew."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What hands-free capture waits for, and whether this frame is to be taken now."""

    waits: Waits
    take: bool = False


class Stillness:
    """Fed with one glimpse after another; all times are of one clock that never runs back."""

    def __init__(self) -> None:
        self._reference: Glimpse | None = None
        """What lies still; later looks are compared with it."""
        self._still_s = self._steady_s = 0.0
        self._seen_s = self._fed_s = float("-inf")
        self._looks = self._steady = 0
        self._judged: Waits | None = None
        """What this sheet was found to be; None as long as it was not judged."""
        self._taken: deque[Glimpse] = deque(maxlen=SHEETS_KNOWN)
        """The sheets that were taken, the last one at the end."""
        self._dropped: Glimpse | None = None
        """A sheet that is not wanted where it lies: out again, or of the dossier before."""
        self._doubted = False

    @property
    def doubted(self) -> bool:
        """Whether the last page waits for the officer's word."""
        return self._doubted

    def feed(
        self, seen: Glimpse, now_s: float, *, doubtful: Callable[[], bool] = lambda: False
    ) -> Verdict:
        """`doubtful` is asked of a sheet that lies still: whether its picture has a finding."""
        self._follow(seen, now_s)
        if seen.corners is None:
            return self._without_sheet(now_s)
        self._seen_s = now_s
        held = seen.handled and now_s - self._still_s < HELD_S
        if self._judged is None and not held and self._lies_still(now_s):
            return self._judge(seen, now_s, doubtful)
        return Verdict(self._judged or (Waits.HAND if held else Waits.STILL))

    def taken(self, seen: Glimpse) -> None:
        """The officer took what lies there: it counts as taken by itself."""
        if self._doubted:
            self._taken.pop()
        self._taken.append(seen)
        self._dropped, self._doubted, self._judged = None, False, Waits.NEXT

    def pass_over(self) -> None:
        """What was just taken is no page: it is left alone for as long as it lies there."""
        self._taken.pop()
        self._judged = Waits.NO_PAGE

    def doubt(self) -> None:
        """The last page waits for the officer's word; the same sheet may be laid better."""
        self._doubted = bool(self._taken)
        if self._doubted and self._judged is Waits.NEXT:
            self._judged = Waits.ANSWER

    def accept(self) -> None:
        """The last page is kept as it is; what lies there meanwhile is looked at now."""
        self._doubted, self._judged = False, None

    def forget(self) -> None:
        """The last page was taken out: its sheet may be taken again once it was moved."""
        self._dropped = self._taken.pop() if self._taken else None
        self._doubted, self._judged = False, None

    def begin(self) -> None:
        """Another dossier: its form may look like the last one's, and is another sheet."""
        self._dropped = self._taken[-1] if self._taken else None
        self._taken.clear()
        self._doubted, self._judged = False, None

    def again(self) -> None:
        """The last page came to nobody: its sheet is taken anew while it lies there."""
        self.forget()
        self._dropped = None

    def lost(self) -> None:
        """No picture comes: what lies there afterwards is looked at anew."""
        self._reference = self._judged = None

    def _follow(self, seen: Glimpse, now_s: float) -> None:
        """Since when the picture is still, and since when its outline lies in one place."""
        gap, self._fed_s = now_s - self._fed_s > GAP_S, now_s
        before = self._reference
        if before is None or gap or moved(before, seen):
            self._reference, self._judged = seen, None
            self._still_s = self._steady_s = now_s
            self._looks = self._steady = 0
        elif seen.corners is not None and shifted(before, seen):
            self._reference, self._steady_s, self._steady = seen, now_s, 0
        self._looks += 1
        self._steady += 1

    def _without_sheet(self, now_s: float) -> Verdict:
        if now_s - self._seen_s < AWAY_S:
            return Verdict(self._judged or Waits.STILL)
        self._reference = self._judged = self._dropped = None
        return Verdict(Waits.ANSWER if self._doubted else Waits.SHEET)

    def _lies_still(self, now_s: float) -> bool:
        still_s, steady_s = now_s - self._still_s, now_s - self._steady_s
        steady = self._steady >= STILL_FRAMES and steady_s >= STILL_S
        return self._looks >= STILL_FRAMES and (steady or still_s >= UNSTEADY_S)

    def _judge(self, seen: Glimpse, now_s: float, doubtful: Callable[[], bool]) -> Verdict:
        if self._dropped is not None and _in_place(self._dropped, seen):
            self._judged = Waits.MOVE
        elif self._doubted and not _same(self._taken[-1], seen):
            self._judged = Waits.ANSWER
        elif not self._doubted and any(_same(sheet, seen) for sheet in reversed(self._taken)):
            self._judged = Waits.NEXT
        elif now_s - self._still_s < DOUBTFUL_S and doubtful():
            return Verdict(Waits.STILL)
        else:
            self.taken(seen)
            return Verdict(Waits.NEXT, take=True)
        return Verdict(self._judged)


def _same(last: Glimpse, seen: Glimpse) -> bool:
    """A page that was taken without an outline is known by its whole picture."""
    return same_sheet(last, seen) or (last.corners is None and not moved(last, seen))


def _in_place(dropped: Glimpse, seen: Glimpse) -> bool:
    return not shifted(dropped, seen) and _same(dropped, seen)
