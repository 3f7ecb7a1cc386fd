"""What comes back from a printer, byte by byte: answers, and status that nobody asked for.

The two never pass for each other. Four bytes of automatic status begin with one whose lowest bits
are 00, an answer to DLE EOT ends in 10, and the three bytes that follow look like answers to
GS r but never are: they are taken with the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from printing.wire.status import PrinterState, PrinterStatus, is_answer

PUSHED_BYTES = 4
_PUSHED_BITS, _PUSHED_VALUE = 0b1001_0011, 0b0001_0000
_IN_TURN_BITS = 0b1001_0000
"""Bits 4 and 7 are 0 in the answer to GS r, and in what follows the first byte of a pushed one."""
_OFFLINE, _COVER = 0b0000_1000, 0b0010_0000
_NEAR_END, _END = 0b0000_0011, 0b0000_1100
_ERRORS = 0b0010_1100
"""Second byte: the cutter, an error that needs the power switch, and one that needs a pause."""


@dataclass(frozen=True, slots=True)
class Now:
    """An answer to DLE EOT."""

    byte: int


@dataclass(frozen=True, slots=True)
class InTurn:
    """An answer to GS r."""

    byte: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """Automatic status back (GS a)."""

    status: PrinterStatus


Heard = Now | InTurn | Pushed


@dataclass(slots=True)
class Ear:
    """Keeps the beginning of what is not complete. Rubbish is passed over."""

    _begun: bytearray = field(default_factory=bytearray)

    def hear(self, data: bytes) -> Iterator[Heard]:
        for byte in data:
            yield from self._byte(byte)

    def _byte(self, byte: int) -> Iterator[Heard]:
        if self._begun and not byte & _IN_TURN_BITS:
            self._begun.append(byte)
            if len(self._begun) == PUSHED_BYTES:
                yield Pushed(_pushed(bytes(self._begun)))
                self._begun.clear()
            return
        self._begun.clear()
        if byte & _PUSHED_BITS == _PUSHED_VALUE:
            self._begun.append(byte)
        elif is_answer(byte):
            yield Now(byte)
        elif not byte & _IN_TURN_BITS:
            yield InTurn(byte)


def _pushed(data: bytes) -> PrinterStatus:
    """The most urgent trouble first, as in answers that were asked for."""
    printer, errors, paper, _ = data
    if printer & _COVER:
        state = PrinterState.COVER_OPEN
    elif paper & _END:
        state = PrinterState.PAPER_OUT
    elif printer & _OFFLINE or errors & _ERRORS:
        state = PrinterState.OFFLINE
    else:
        state = PrinterState.PAPER_LOW if paper & _NEAR_END else PrinterState.READY
    return PrinterStatus(state, data)
