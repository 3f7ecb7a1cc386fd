"""What is wrong with a simulated printer, and what it therefore says of itself."""

from dataclasses import dataclass

_ANSWER = 0b0001_0010
_PUSHED = 0b0001_0000


@dataclass(slots=True)
class Faults:
    """May be changed at any time. Byte counts are of one connection, questions included."""

    paper_low: bool = False
    paper_out: bool = False
    cover_open: bool = False
    offline: bool = False
    silent: bool = False
    """It prints, and answers nothing."""
    answers_dropped: int = 0
    """So many of the next answers are lost on the way."""
    bytes_a_second: int = 0
    """A slow line; 0 is as fast as it goes."""
    hang_after_bytes: int | None = None
    drop_after_bytes: int | None = None
    power_cut_after_bytes: int | None = None
    paper_out_after_bytes: int | None = None

    @property
    def stopped(self) -> bool:
        return self.paper_out or self.cover_open or self.offline

    def limits(self) -> tuple[int, ...]:
        """The bytes after which something happens."""
        known = (
            self.hang_after_bytes,
            self.drop_after_bytes,
            self.power_cut_after_bytes,
            self.paper_out_after_bytes,
        )
        return tuple(limit for limit in known if limit is not None)

    def answer(self, command: str, number: int) -> int:
        """The byte that a printer in this state gives to DLE EOT or GS r."""
        if command == "GS r":
            return (0x03 if self.paper_low else 0) if number % 48 == 1 else 0
        return _ANSWER | {
            1: 0x08 if self.stopped else 0,
            2: (0x04 if self.cover_open else 0) | (0x20 if self.paper_out else 0),
            4: (0x0C if self.paper_low or self.paper_out else 0) | (0x60 if self.paper_out else 0),
        }.get(number, 0)

    def pushed(self) -> bytes:
        """The four bytes of automatic status back (GS a)."""
        printer = (0x08 if self.stopped else 0) | (0x20 if self.cover_open else 0)
        low = 0x03 if self.paper_low or self.paper_out else 0
        return bytes((_PUSHED | printer, 0, low | (0x0C if self.paper_out else 0), 0x0F))
