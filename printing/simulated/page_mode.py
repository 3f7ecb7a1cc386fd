"""Page mode: things are placed in an area of a page, in any of four directions, then printed.

A page is as wide as the paper and never longer than PAGE_LIMIT_ROWS.
"""

from dataclasses import dataclass, field

import numpy as np

from printing.raster import Dots
from printing.simulated.sheet import Sheet

PAGE_LIMIT_ROWS = 4_096


@dataclass(frozen=True, slots=True)
class Area:
    left: int
    top: int
    width: int
    height: int


@dataclass(slots=True)
class Page(Sheet):
    """Counted from where printing begins, lines go right and down; `turns` are quarters of a turn
    to the left. What is printed stands on `at_row`, its lower edge; the first on top of the area.
    """

    paper_dots: int = 0
    area: Area = Area(0, 0, 1, 1)
    turns: int = 0
    at_row: int = 0
    _ink: Dots = field(default_factory=lambda: np.zeros((0, 0), dtype=np.uint8))
    _begun: bool = False

    def open(self) -> None:
        """A blank page, all of it one area."""
        self._ink = np.zeros((0, self.paper_dots), dtype=np.uint8)
        self.place_area(Area(0, 0, self.paper_dots, PAGE_LIMIT_ROWS))

    def place_area(self, area: Area) -> None:
        """ESC W; what stands over the edge of the page is cut off, and nothing is no area."""
        left, top = min(area.left, self.paper_dots - 1), min(area.top, PAGE_LIMIT_ROWS - 1)
        width = min(area.width, self.paper_dots - left)
        height = min(area.height, PAGE_LIMIT_ROWS - top)
        if width and height:
            self.area = Area(left, top, width, height)
            self.turn(self.turns)

    def turn(self, quarters: int) -> None:
        """ESC T; printing begins at the corner again."""
        self.turns = quarters % 4
        self.width_dots = self.area.height if self.turns % 2 else self.area.width
        self.at_row, self._begun = 0, False
        self.discard_line()

    @property
    def depth_dots(self) -> int:
        return self.area.width if self.turns % 2 else self.area.height

    def move_row(self, row: int) -> None:
        self.at_row, self._begun = min(max(row, 0), self.depth_dots), True

    def feed(self, dots: int) -> None:
        tall = max((placed.shape[0] for _, placed in self._line), default=0)
        if tall:
            self._print_line(tall)
        self.at_row = min(self.at_row + dots, self.depth_dots)

    def picture(self, dots: Dots) -> None:
        """Beside what was placed before; unlike on a roll, the paper stays where it is."""
        self.place(dots)
        self.flush()

    def flush(self) -> None:
        """Draws what stands on the line, and stays on it."""
        if self._line:
            at = self._at_dots
            self._print_line(max(placed.shape[0] for _, placed in self._line))
            self._at_dots = at

    def erase(self) -> None:
        """CAN: nothing stands in the area any more."""
        area = self.area
        self._ink[area.top : area.top + area.height, area.left : area.left + area.width] = 0
        self.turn(self.turns)

    def printed(self) -> Dots:
        """The page down to its last ink."""
        self.flush()
        inked = np.flatnonzero(self._ink.any(axis=1))
        return self._ink[: inked[-1] + 1 if len(inked) else 0]

    def _print_line(self, tall: int) -> None:
        if not self._begun:
            self.at_row, self._begun = tall, True
        self._lay(self._taken_line(tall), self.at_row - tall)

    def _lay(self, band: Dots, top: int) -> None:
        """The band, turned, in its place in the area."""
        band = band[max(-top, 0) :][: max(self.depth_dots - max(top, 0), 0)]
        if not band.size:
            return
        row = max(top, 0)
        after = self.depth_dots - row - band.shape[0]
        down, right = ((row, 0), (0, row), (after, 0), (0, after))[self.turns]
        turned = np.rot90(band, self.turns)
        self._grow(self.area.top + down + turned.shape[0])
        place = self._ink[self.area.top + down :, self.area.left + right :]
        place[: turned.shape[0], : turned.shape[1]] |= turned

    def _grow(self, rows: int) -> None:
        missing = rows - self._ink.shape[0]
        if missing > 0:
            blank = np.zeros((missing, self._ink.shape[1]), dtype=np.uint8)
            self._ink = np.vstack([self._ink, blank])
