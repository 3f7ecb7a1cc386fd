"""The printers of this desk: its own and a spare one of the Center, and which is used now.

Only where the bytes go changes here; every sheet keeps its job, so none is printed on both.
"""

from dataclasses import dataclass

from printing.transport import Printer, open_printer


@dataclass(slots=True)
class Printers:
    """URLs as `printing.transport` knows them; `spare` is empty where there is no other."""

    own: str
    spare: str = ""
    elsewhere: bool = False
    """Whether sheets go to the spare one now."""

    def __post_init__(self) -> None:
        assert self.own

    @property
    def other(self) -> str:
        """Address of the one that is not used now; empty where there is none."""
        return self.own if self.elsewhere else self.spare

    def change(self) -> None:
        """The next sheet goes to the other one; a sheet that is being sent is not touched."""
        assert self.other
        self.elsewhere = not self.elsewhere

    def open(self) -> Printer:
        """Raises as `open_printer`."""
        return open_printer(self.spare if self.elsewhere else self.own)
