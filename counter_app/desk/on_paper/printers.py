"""The printers of this desk: its own and a spare one of the Center, and which is used now.

Only where the bytes go changes here; every sheet keeps its job, so none is printed on both.
"""

from collections.abc import Callable
from dataclasses import dataclass

from printing.sizes import PaperSize
from printing.wire.profile import Profile
from printing.wire.transport import Printer, open_printer


@dataclass(frozen=True, slots=True)
class Roll:
    """What comes out: how wide it is, and what the printer can be trusted with."""

    size: PaperSize
    profile: Profile


@dataclass(frozen=True, slots=True)
class PrinterPlace:
    """`url` as `printing.wire.transport` knows it."""

    url: str
    roll: Roll


@dataclass(slots=True)
class Printers:
    """`spare` is None where there is no other."""

    own: PrinterPlace
    spare: PrinterPlace | None = None
    elsewhere: bool = False
    """Whether sheets go to the spare one now."""
    _drawn_for: PrinterPlace | None = None

    @property
    def now(self) -> PrinterPlace:
        return self.spare if self.elsewhere and self.spare is not None else self.own

    @property
    def other(self) -> str:
        """Address of the one that is not used now; empty where there is none."""
        if self.spare is None:
            return ""
        return self.own.url if self.elsewhere else self.spare.url

    def change(self) -> None:
        """The next sheet goes to the other one; a sheet that is being sent is not touched."""
        assert self.spare is not None
        self.elsewhere = not self.elsewhere

    def drawn(self, draw: Callable[[Roll], bytes]) -> bytes:
        """A sheet for the printer of now, which is then the next one that is opened."""
        self._drawn_for = self.now
        return draw(self._drawn_for.roll)

    def open(self) -> Printer:
        """Raises as `open_printer`."""
        place, self._drawn_for = self._drawn_for or self.now, None
        return open_printer(place.url)
