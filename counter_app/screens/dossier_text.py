"""A dossier in words, from its entries alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.screens.intake_text import LABEL, label
from counter_app.screens.print_text import sheets
from counter_app.screens.procedure_text import fee_text, handed_text
from counter_app.widgets.lines import QUIET, STRONG, WARNING, barred, column, row, styled
from counter_app.wording import day_text, moment_text, msg, tr

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile, HistoryLine
    from data.domain.dossier import Appointment, Reception
    from data.domain.people import Person

STATE_WORDS = {"new": msg("not received"), "received": msg("received")}
_HISTORY = {"dossier.received": msg("received, receipt issued")}
FEE_WORDS = {"none": msg("no fee"), "paid": msg("paid"), "unpaid": msg("not paid yet")}


def described(file: "DossierFile") -> Content:
    return column(*_lines(file))


def _lines(file: "DossierFile") -> Iterator[Content]:
    dossier = file.dossier
    for mark in (*dossier.conflicts, *dossier.unread):
        yield barred(tr("An entry does not fit ({code}). It is kept.", code=mark.code))
    if (reception := dossier.reception) is None:
        yield styled(tr("No receipt was issued for this dossier."), WARNING)
        return
    yield row(styled(str(reception.code), STRONG), styled(f"   {file.slip_key}", QUIET))
    yield row(
        tr(STATE_WORDS[dossier.state]), styled(f" · {moment_text(reception.received_at)}", QUIET)
    )
    yield Content("")
    yield styled(reception.procedure, STRONG)
    yield styled(f"{reception.agency} · {reception.field}", QUIET)
    yield Content("")
    submitter = dossier.submitter
    yield from _person(tr("Owner") if submitter else tr("Applicant"), dossier.applicant)
    if submitter is not None:
        yield from _person(tr("Submitter"), submitter)
    yield from _due(reception.appointment)
    yield row(label(tr("Fee")), _fee(reception))
    yield row(label(tr("Result at")), reception.return_place)
    yield Content("")
    yield styled(tr("Papers"), QUIET)
    yield from sheets(file.jobs)
    yield Content("")
    yield from _components(reception)
    yield styled(tr("History"), QUIET)
    yield from (_history(line) for line in file.history)


def _person(name: str, person: "Person | None") -> Iterator[Content]:
    if person is None:
        yield row(label(name), styled(tr("(erased as the law asks)"), QUIET))
        return
    yield row(label(name), person.name)
    for said in (" · ".join(w for w in (person.identity, person.phone) if w), person.address):
        if said:
            yield row(" " * LABEL, styled(said, QUIET))


def _due(appointment: "Appointment") -> Iterator[Content]:
    yield row(
        label(tr("Due")),
        styled(moment_text(appointment.at), STRONG),
        styled(f"  ({appointment.limit})", QUIET),
    )
    for skipped in appointment.skipped:
        yield row(" " * LABEL, styled(f"{day_text(skipped.day)} {skipped.why}", QUIET))


def _fee(reception: "Reception") -> str:
    state = tr(FEE_WORDS[reception.fee.state])
    amount = reception.fee.amount_vnd
    return f"{fee_text(amount)} · {state}" if amount else state


def _components(reception: "Reception") -> Iterator[Content]:
    yield styled(tr("Components"), QUIET)
    for number, item in enumerate(reception.components, start=1):
        yield Content(f"{number}. {item.name}")
        yield styled(f"   {handed_text(item.counts, len(item.pages))}", QUIET)
    yield Content("")


def _history(line: "HistoryLine") -> Content:
    said = tr(_HISTORY.get(line.kind, line.kind))
    return row(styled(f"{moment_text(line.at)}  ", QUIET), f"{said} · {line.officer}")
