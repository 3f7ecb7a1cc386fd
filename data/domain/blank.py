"""Numbered blanks: form 01 on paper, filled in by hand while no program runs (C7).

Their numbers are in the journal before there is paper, so that no number stands on two blanks.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.codes import FormNumber, Series, form_number
from data.domain.entries import Fact, Recorded, format_time
from data.domain.errors import Refused
from data.domain.reception import RECEIVES_FOR
from data.domain.roles import Role
from data.domain.vocabulary import BLANK_PRINTED, VOCABULARY

BLANKS_LIMIT: Final = 50
"""Blanks of one print; a desk receives fewer dossiers in a morning without electricity."""
MAY_PRINT: Final = frozenset({*RECEIVES_FOR.values(), Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class PrintedBlanks:
    """The blanks of one print; `desk` is the one whose numbers they bear."""

    id: str
    numbers: tuple[FormNumber, ...]
    desk: str
    at: datetime
    officer: str = ""
    entry: str = ""


def require_printable(count: int, roles: Collection[Role]) -> None:
    """Raises Refused("role-may-not") or Refused("blanks-count-outside")."""
    if MAY_PRINT.isdisjoint(roles):
        raise Refused("role-may-not")
    if not 0 < count <= BLANKS_LIMIT:
        raise Refused("blanks-count-outside", limit=BLANKS_LIMIT)


def printed(blanks: PrintedBlanks) -> Fact:
    """The entry that gives these numbers to blanks."""
    return Fact(
        subject=blanks.id,
        kind=BLANK_PRINTED,
        body={
            "at": format_time(blanks.at),
            "desk": blanks.desk,
            "numbers": [str(number) for number in blanks.numbers],
        },
    )


def fold_blanks(subject: str, entries: Iterable[Recorded]) -> PrintedBlanks | None:
    """The blanks as they were first printed; None where nothing readable is there."""
    for recorded, body in VOCABULARY.bodies(entries, BLANK_PRINTED):
        with suppress(BodyError):
            return _blanks(subject, Reader(body), recorded)
    return None


def _blanks(subject: str, body: Reader, recorded: Recorded) -> PrintedBlanks:
    return PrintedBlanks(
        id=subject,
        numbers=tuple(_number(text) for text in body.texts("numbers")),
        desk=body.text("desk"),
        at=body.time("at"),
        officer=recorded.entry.officer,
        entry=recorded.hash,
    )


def _number(text: str) -> FormNumber:
    number = form_number(Series.BLANK, text)
    if number is None:
        raise BodyError("numbers")
    return number
