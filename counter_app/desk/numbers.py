"""Numbers that this desk gives out: dossiers, forms 02 and 03, blanks, and sheets of paper.

The next one always comes from the journal, inside the act that uses it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.domain.center import Desk
from data.domain.codes import FormNumber, Series, slip_key
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.numbering import next_number
from data.domain.papers import Copy, Form
from data.domain.printjob import Sheet, queue
from data.store import queries
from data.store.journal import Act, new_id


def desk_label(desk: Desk) -> str:
    """As screens and papers name the desk: two digits."""
    return f"{desk.number:02}"


def key_of(dossier: Dossier) -> str:
    """The slip key of a received dossier."""
    assert dossier.reception is not None
    return slip_key(dossier.reception.code, dossier.reception.matter.agency_index)


def next_serial(act: Act, desk: Desk, agency: str, day: date) -> int:
    """Serial of the next dossier code. Raises Refused("serials-exhausted")."""
    own = desk.serials
    return next_number(own, queries.highest_serial(act.connection, agency, day, own))


def next_form_number(act: Act, desk: Desk, series: Series, day: date) -> FormNumber:
    """The next number of a 02, 03 or blank (A2, C7), from the same slice.

    Raises Refused("serials-exhausted").
    """
    own = desk.serials
    highest = queries.highest_form_serial(act.connection, series, day, own)
    return FormNumber(series, day, next_number(own, highest))


def next_form_numbers(
    act: Act, desk: Desk, series: Series, day: date, count: int
) -> tuple[FormNumber, ...]:
    """So many numbers in a row, or none at all. Raises Refused("serials-exhausted")."""
    first = next_form_number(act, desk, series, day).serial
    last = next_number(desk.serials, first + count - 2)
    return tuple(FormNumber(series, day, serial) for serial in range(first, last + 1))


def queue_copies(
    act: Act, desk: Desk, said: Recorded, form: Form, copies: Iterable[Copy], *, batch: str = ""
) -> tuple[str, ...]:
    """Queues one sheet of each copy in the act that committed what was `said`; ids of the jobs.

    `batch` is whose sheet it is where it is none of one dossier alone.
    """
    subject = batch or said.entry.subject
    sheets = (Sheet(subject, form, copy, number="", entry=said.hash) for copy in copies)
    return queue_sheets(act, desk, sheets)


def queue_sheets(act: Act, desk: Desk, sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Gives each sheet the next number of this desk and queues it; ids of the jobs."""
    jobs: list[str] = []
    for count, sheet in enumerate(sheets, start=queries.job_count(act.connection) + 1):
        jobs.append(new_id())
        act.record(queue(jobs[-1], replace(sheet, number=_job_number(desk, count))))
    return tuple(jobs)


def _job_number(desk: Desk, count: int) -> str:
    """Short number of a print job, printed on the sheet: desk and running number."""
    return f"{desk_label(desk)}-{count:05}"
