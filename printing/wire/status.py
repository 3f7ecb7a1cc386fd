"""What a printer says about itself, in three kinds of answer: it can, it cannot, or nobody knows.

An answer that does not read as ESC/POS status is never taken for "offline" or "no paper".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class PrinterState(StrEnum):
    READY = "ready"
    PAPER_LOW = "paper-low"
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


_GOOD = frozenset({PrinterState.READY, PrinterState.PAPER_LOW})


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """`answers` are the status bytes it was read from, for the log."""

    state: PrinterState
    answers: bytes = b""

    @property
    def good(self) -> bool:
        """The printer itself said that it prints."""
        return self.state in _GOOD

    @property
    def trouble(self) -> bool:
        """It is certain that it does not print."""
        return not self.good and self.state is not PrinterState.UNKNOWN


UNKNOWN = PrinterStatus(PrinterState.UNKNOWN)
UNREACHABLE = PrinterStatus(PrinterState.UNREACHABLE)


class Question(IntEnum):
    """The n of DLE EOT n."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


_FIXED_BITS, _FIXED_VALUE = 0b1001_0011, 0b0001_0010
"""Bits that are the same in each answer to DLE EOT 1–4."""
_IS_OFFLINE = 0b0000_1000
_COVER_OPEN = 0b0000_0100
_STOPPED_BY_PAPER = 0b0010_0000
_ROLL_NEAR_END = 0b0000_1100
_ROLL_END = 0b0110_0000


def is_answer(byte: int) -> bool:
    return byte & _FIXED_BITS == _FIXED_VALUE


def decode(answers: Mapping[Question, int]) -> PrinterStatus:
    """The state that the answers to DLE EOT add up to; questions may be missing."""
    read = {question: byte for question, byte in answers.items() if is_answer(byte)}
    return PrinterStatus(_state(read), bytes(answers[question] for question in sorted(answers)))


def _state(read: Mapping[Question, int]) -> PrinterState:
    """The most urgent trouble first: an open cover also hides the paper."""
    cause, paper = read.get(Question.OFFLINE_CAUSE, 0), read.get(Question.PAPER, 0)
    if cause & _COVER_OPEN:
        return PrinterState.COVER_OPEN
    if cause & _STOPPED_BY_PAPER or paper & _ROLL_END:
        return PrinterState.PAPER_OUT
    if read.get(Question.PRINTER, 0) & _IS_OFFLINE:
        return PrinterState.OFFLINE
    if not {Question.PRINTER, Question.PAPER} <= read.keys():
        return PrinterState.UNKNOWN
    return PrinterState.PAPER_LOW if paper & _ROLL_NEAR_END else PrinterState.READY
