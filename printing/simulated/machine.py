"""The state of one simulated printer: its settings, its memory and its paper."""

from dataclasses import dataclass, field
from typing import TypeAlias

from printing.raster import Dots, Raster
from printing.simulated.page_mode import Page
from printing.simulated.sheet import FONT_A_DOTS, Sheet, labelled_box

PICTURES_KEPT = 64
"""In the lasting memory, and as many in the other one: each is at most a command's data."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The paper was cut; None where nothing had been printed on it."""

    paper: Raster | None


@dataclass(frozen=True, slots=True)
class StatusAsked:
    """The host waits for one byte: `command` is "DLE EOT" or "GS r"."""

    command: str
    number: int


@dataclass(frozen=True, slots=True)
class StatusWanted:
    """GS a: from now on the host is told of what these bits name, and of nothing where 0."""

    bits: int


@dataclass(frozen=True, slots=True)
class NameAsked:
    """GS I: what kind of printer this is."""

    number: int


Event: TypeAlias = Cut | StatusAsked | StatusWanted | NameAsked


@dataclass(slots=True)
class Memory:
    """What ESC @ leaves: pictures kept for good (FS q, GS ( L 67) by their keys."""

    pictures: dict[bytes, Dots] = field(default_factory=dict)

    def keep(self, key: bytes, dots: Dots) -> None:
        if key in self.pictures or len(self.pictures) < PICTURES_KEPT:
            self.pictures[key] = dots


@dataclass(slots=True)
class Counter:
    """GS C and GS c: a number that grows by itself."""

    digits: int = 0
    align: int = 0
    low: int = 1
    high: int = 65_535
    step: int = 1
    repeat: int = 1
    value: int = 1
    shown: int = 0

    def next(self) -> str:
        text = str(self.value)
        if self.digits:
            pad = {1: text.rjust(self.digits), 2: text.ljust(self.digits)}
            text = pad.get(self.align, text.rjust(self.digits, "0"))[-self.digits :]
        self.shown += 1
        if self.shown >= self.repeat:
            self.shown, self.value = 0, self.value + self.step
            if not self.low <= self.value <= self.high:
                self.value = self.low
        return text


@dataclass(slots=True)
class SymbolSettings:
    """GS ( k: of each family what was stored, and how it is to be printed."""

    data: dict[int, bytes] = field(default_factory=dict)
    module_dots: dict[int, int] = field(default_factory=dict)
    qr_level: str = "l"
    pdf_row_modules: int = 3


@dataclass(slots=True)
class Machine:
    roll: Sheet
    events: list[Event] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    page: Page | None = None
    """In page mode."""
    code_page: int = 0
    unit_dots: float = 1.0
    picture_scale: tuple[int, int] = (1, 1)
    row_bytes: int = 1
    bar_height_dots: int = 162
    module_dots: int = 3
    hri: int = 0
    hri_cell: tuple[int, int] = FONT_A_DOTS
    symbol: SymbolSettings = field(default_factory=SymbolSettings)
    graphics: Dots | None = None
    downloaded: Dots | None = None
    letters: dict[int, Dots] = field(default_factory=dict)
    own_letters: bool = False
    """ESC %: `letters` are used instead of the printer's own."""
    ideograms: bool = False
    """FS &: two bytes a character."""
    selected: bool = True
    """ESC = 2 speaks to a customer display on the same line: nothing is for the printer."""
    half: bytes = b""
    """The first of two, where they came in two pieces."""
    counter: Counter = field(default_factory=Counter)

    @property
    def sheet(self) -> Sheet:
        return self.page or self.roll

    def initialised(self) -> "Machine":
        """ESC @: the paper and the lasting memory stay."""
        self.roll.reset()
        return Machine(self.roll, self.events, self.memory)

    def dots_of(self, units: int) -> int:
        return round(units * self.unit_dots)

    def box(self, label: str, height_dots: int = 48) -> None:
        """Stands for what is not drawn here."""
        room = self.sheet.room_dots
        self.sheet.picture(labelled_box(label, width_dots=room, height_dots=height_dots))
