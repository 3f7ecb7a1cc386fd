"""A printer at the end of a line that carries bytes both ways: asked, sent to, asked again.

Whatever the line is made of, its errors are OSErrors here, and each wait has an end.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from printing.errors import NothingSent, SendBroken
from printing.wire.hearing import Ear, Heard, InTurn, Now, Pushed
from printing.wire.status import UNREACHABLE, PrinterStatus, Question, decode

_WELFARE = (Question.PRINTER, Question.PAPER)
_CAUSES = (Question.OFFLINE_CAUSE, Question.ERROR_CAUSE)
_FIRST_PIECE_BYTES = 2
"""A line takes so little whole or not at all: if it fails, nothing left this machine."""
_STRAY_ANSWERS_LIMIT_BYTES = 4_096
_READ_BYTES = 16
PUSH_STATUS = b"\x1da\x0e"
"""GS a: tell of offline, errors and paper as they come. The drawer is none of our business."""
PUSH_NOTHING = b"\x1da\x00"
ASK_IN_TURN = b"\x1dr\x01"


class Line(Protocol):
    """A connection. All of it raises OSError when the line is broken or the time is over."""

    @property
    def piece_bytes(self) -> int:
        """As much as is written in one go, within the time limit."""

    def write(self, data: bytes) -> None: ...

    def read(self, limit_bytes: int, timeout_s: float) -> bytes:
        """What has come, b"" where nothing came in time; ConnectionError at the end of the line."""

    def waiting_bytes(self) -> int:
        """What was written and has not left this machine; 0 where nobody can say."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """`answer_s` for one answer; `confirm_s` from the last byte to the last row."""

    answer_s: float
    confirm_s: float


class TalkingPrinter:
    """Answers DLE EOT at once and GS r in turn, and may push its status (GS a)."""

    def __init__(self, line: Line, patience: Patience) -> None:
        self._line = line
        self._patience = patience
        self._ear = Ear()
        self._answers = False

    def status(self) -> PrinterStatus:
        """Two questions where all is well, two more for the cause where it is not."""
        answers: dict[Question, int] = {}
        try:
            if self._ask(_WELFARE, answers):
                self._answers = True
                if not decode(answers).good:
                    self._ask(_CAUSES, answers)
        except OSError:
            return UNREACHABLE
        return decode(answers)

    def send(self, data: bytes) -> None:
        """A printer that answers is first asked to tell by itself when it stops."""
        sent_any = False
        try:
            if self._answers:
                self._line.write(PUSH_STATUS)
            for piece in _pieces(data, self._line.piece_bytes):
                self._line.write(piece)
                sent_any = True
        except OSError as error:
            if sent_any:
                raise SendBroken("the connection broke while printing") from error
            raise NothingSent("the connection broke before printing") from error

    def confirm(self) -> PrinterStatus:
        """First an answer in turn (GS r 1), then one at once (DLE EOT).

        DLE EOT alone is answered while rows are still waiting in the printer. A printer without
        GS r only costs the time limit; one that stopped does not answer it either, and says why
        to DLE EOT, or before it is asked.
        """
        try:
            stopped = self._drain()
            self._line.write(ASK_IN_TURN)
            if not stopped:
                self._wait_in_turn()
            after = self.status()
            if after.good and self._answers:
                self._line.write(PUSH_NOTHING)
        except OSError:
            return UNREACHABLE
        return after

    def close(self) -> None:
        self._line.close()

    def _ask(self, questions: Iterable[Question], answers: dict[Question, int]) -> bool:
        """Whether all were answered. A late answer would be taken for the next one's: no more."""
        for question in questions:
            self._drain()
            self._line.write(bytes((0x10, 0x04, question)))
            answer = self._wait_now(time.monotonic() + self._patience.answer_s)
            if answer is None:
                return False
            answers[question] = answer
        return True

    def _drain(self) -> bool:
        """Throws away late answers; whether the printer has said meanwhile that it stopped."""
        stopped = False
        for _ in range(_STRAY_ANSWERS_LIMIT_BYTES // _READ_BYTES):
            data = self._line.read(_READ_BYTES, 0)
            if not data:
                break
            for heard in self._ear.hear(data):
                if isinstance(heard, Pushed):
                    stopped = heard.status.trouble
        return stopped

    def _wait_now(self, deadline: float) -> int | None:
        for heard in self._heard(deadline):
            if isinstance(heard, Now):
                return heard.byte
        return None

    def _wait_in_turn(self) -> None:
        """Until the last row is out, or the printer says that it will not come.

        As long as the line is still taking what was sent, there is time.
        """
        left_bytes = self._line.waiting_bytes()
        while True:
            for heard in self._heard(time.monotonic() + self._patience.confirm_s):
                if isinstance(heard, InTurn):
                    return
                if isinstance(heard, Pushed) and heard.status.trouble:
                    return
            before, left_bytes = left_bytes, self._line.waiting_bytes()
            if left_bytes >= before:
                return

    def _heard(self, deadline: float) -> Iterator[Heard]:
        for _ in range(_STRAY_ANSWERS_LIMIT_BYTES):
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return
            data = self._line.read(1, left_s)
            if not data:
                return
            yield from self._ear.hear(data)


def _pieces(data: bytes, piece_bytes: int) -> Iterator[bytes]:
    yield data[:_FIRST_PIECE_BYTES]
    for start in range(_FIRST_PIECE_BYTES, len(data), piece_bytes):
        yield data[start : start + piece_bytes]
