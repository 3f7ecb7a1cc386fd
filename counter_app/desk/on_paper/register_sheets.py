"""The register of a period as a book (form 06): one line a dossier, in the order of their codes.

Its numbers run on through the year, so that any period can be printed again with the same ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.paper_words import BY_POST, ENDED, ERASED, IN_PERSON
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.papers import PaperPerson, RegisterBook, RegisterRow
from data.domain.posting import Delivered
from data.domain.promises import promises
from data.domain.register import RegisterLine, register_line
from data.domain.releasing import Release


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a book; `first_number` is that of its first line, `closed` ends a year."""

    first: date
    last: date
    first_number: int = 1
    closed: bool = False


def register_book(drawing: Drawing, dossiers: Sequence[Dossier], period: Period) -> RegisterBook:
    """Whatever has a line. Raises Refused("no-paper") for a period without any."""
    lines = sorted(_lines(dossiers), key=lambda it: (it[1].received_at, it[1].code))
    if not lines:
        raise Refused("no-paper")
    told = [dossier for dossier, _ in lines]
    return RegisterBook(
        imprint=drawing.imprint_of_all(told, [dossier.trail[-1] for dossier in told]),
        volume=str(period.first.year),
        first_day=period.first,
        last_day=period.last,
        rows=tuple(
            _row(number, dossier, line)
            for number, (dossier, line) in enumerate(lines, start=period.first_number)
        ),
        closed=period.closed,
    )


def _lines(dossiers: Sequence[Dossier]) -> Iterator[tuple[Dossier, RegisterLine]]:
    for dossier in dossiers:
        line = register_line(dossier)
        if line is not None:
            yield dossier, line


def _row(number: int, dossier: Dossier, line: RegisterLine) -> RegisterRow:
    return RegisterRow(
        number=number,
        code=line.code,
        procedure=line.procedure,
        sets=line.sets,
        applicant=PaperPerson(line.applicant or ERASED, address=line.address, phone=line.phone),
        agency=line.agency,
        received_at=local(line.received_at),
        due_at=local(line.due_at),
        returned_at=local(line.returned_at) if line.returned_at else None,
        method=BY_POST if line.by_post else IN_PERSON,
        signed_by=_signed_by(dossier) if line.returned_at else "",
        note=_note(dossier, line),
    )


def _signed_by(dossier: Dossier) -> str:
    released, delivered = dossier.last(Release), dossier.last(Delivered)
    if released is not None and released.what.collector is not None:
        return released.what.collector.name
    return delivered.what.receiver if delivered else ""


def _note(dossier: Dossier, line: RegisterLine) -> str:
    """What became of it without a result, and whether form 04 gave another day."""
    said = promises(dossier)
    again = said.reappointed if said else None
    appointed = f"hẹn lại {local(again.due):%d/%m/%Y}" if again else ""
    return "; ".join(filter(None, (ENDED.get(line.state, ""), appointed)))
