"""A dossier in words, from its entries alone: what it is, who, what was asked, what was done."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.dossier_words import (
    CAPACITY_WORDS,
    CHANNEL_WORDS,
    CONDITION_WORDS,
    DEFECT_WORDS,
    FEE_WORDS,
    FORM_WORDS,
    GROUND_WORDS,
    STATE_SHAPES,
    STATE_WORDS,
)
from counter_app.screens.dossiers import dossier_life_text as life
from counter_app.screens.dossiers import online_text
from counter_app.screens.dossiers.money_text import money_entries
from counter_app.screens.dossiers.told_lines import Hung, Line, fact, laid, more, numbered, under
from counter_app.screens.receiving.intake_text import label
from counter_app.screens.receiving.procedure_text import KIND_WORDS, handed_text
from counter_app.screens.sheets.print_text import sheets
from counter_app.sentences import overruled_text, sentence_of
from counter_app.widgets.lines import (
    ACCENT,
    QUIET,
    STRONG,
    WARNING,
    barred,
    row,
    styled,
    warned,
)
from counter_app.wording import day_text, moment_text, money_text, tr, trn
from data.domain.contacting import failed_messages
from data.domain.lifecycle import State
from data.domain.online import portal_number
from data.domain.papers import Form
from data.domain.received import Channel, FeeState

if TYPE_CHECKING:
    from counter_app.desk.search import DossierFile
    from counter_app.desk.steps.following import Outlook
    from data.domain.confirmation import Confirmation
    from data.domain.dossier import Cancellation, Dossier
    from data.domain.fees import Charge
    from data.domain.matter import Matter
    from data.domain.people import Authorization, Person
    from data.domain.printjob import Job
    from data.domain.received import Appointment, Component, Fee, Reception
    from data.domain.refusal import Refusal
    from data.domain.supplement import Demand, SupplementRequest

_STYLES = {"○": QUIET, "◐": WARNING, "✓": ACCENT, "✕": WARNING}
"""By the shape of the state."""


def described(
    file: "DossierFile", width: int, replaced: str = "", outlook: "Outlook | None" = None
) -> list[Content]:
    """The lines in so many cells; `replaced` is the number of what was cancelled for this one."""
    return laid(_lines(file, replaced, outlook), width)


def number_of(dossier: "Dossier") -> str:
    """What a dossier is known by: its code, or the number of its form 02, 03 or phiếu gửi."""
    if dossier.reception is not None:
        return str(dossier.reception.code)
    if dossier.refusal is not None:
        return dossier.refusal.number
    if dossier.supplements:
        return dossier.supplements[-1].number
    return dossier.post_item or portal_number(dossier) or dossier.id[:10]


def _lines(file: "DossierFile", replaced: str, outlook: "Outlook | None") -> Iterator[Line]:
    dossier = file.dossier
    yield from _marks(dossier)
    yield from _head(file)
    yield from _state(file, replaced)
    if outlook is not None:
        yield from life.now(dossier, outlook)
    yield from life.at_post(dossier)
    yield Content("")
    yield from _matter(dossier.matter)
    yield from _people(dossier)
    yield from _online(dossier)
    yield Content("")
    if dossier.reception is not None:
        yield from _promised(dossier.reception, dossier.state, list(money_entries(dossier)))
        yield Content("")
    yield from _papers(file.jobs)
    if outlook is not None:
        yield from life.limits(outlook)
    for request in reversed(dossier.supplements):
        yield from _request(request)
    if dossier.reception is not None:
        yield from _components(dossier.reception.components)
    yield from _contacts(dossier)
    yield styled(tr("History"), QUIET)
    yield from life.history(file)


def _online(dossier: "Dossier") -> Iterator[Line]:
    """What came through the portal, and where its sender was shown to (R72, R73)."""
    told = list(online_text.facts(dossier))
    if told:
        yield Content("")
    yield from (fact(name, said) if name else more(said) for name, said in told)


def _contacts(dossier: "Dossier") -> Iterator[Line]:
    """How the citizen was told, and what somebody has still to call about (R74, C25)."""
    told = list(online_text.contacts(dossier))
    if told:
        yield styled(tr("Contacts"), QUIET)
        for at, said, calls in told:
            yield Hung(styled(f"{at}  ", QUIET), said, WARNING if calls else "")
        yield Content("")


def _marks(dossier: "Dossier") -> Iterator[Line]:
    for mark in dossier.conflicts:
        yield barred(tr("An entry does not fit ({code}). It is kept.", code=mark.code))
    if dossier.read_only:
        yield barred(sentence_of("dossier-read-only"))


# --- in what state it is ------------------------------------------------------------------------


def _head(file: "DossierFile") -> Iterator[Line]:
    """What it is known by; without a code the name of the paper that bears the number."""
    dossier = file.dossier
    number = styled(number_of(dossier), STRONG)
    if dossier.reception is not None:
        yield row(number, styled(f"   {file.slip_key}", QUIET))
    elif dossier.refusal is not None:
        yield row(styled(tr(FORM_WORDS[Form.REFUSAL]), QUIET), " ", number)
    elif dossier.supplements:
        yield row(styled(tr(FORM_WORDS[Form.SUPPLEMENT]), QUIET), " ", number)
    elif dossier.post_item:
        yield row(styled(tr("Postal no."), QUIET), " ", number)
    elif portal_number(dossier):
        yield row(styled(tr("Portal no."), QUIET), " ", number)
    else:
        yield number


def _state(file: "DossierFile", replaced: str) -> Iterator[Line]:
    dossier, reception = file.dossier, file.dossier.reception
    shape = STATE_SHAPES[dossier.state]
    at = file.history[-1].at if file.history else None
    since = reception.received_at if reception is not None else at
    when = f" · {moment_text(since)}" if since else ""
    yield row(
        styled(f"{shape} ", _STYLES[shape]), tr(STATE_WORDS[dossier.state]), styled(when, QUIET)
    )
    if reception is not None and reception.unscanned and dossier.state is State.RECEIVED:
        count = len(reception.unscanned)
        yield warned(trn("{n} component not scanned", "{n} components not scanned", count))
    if failed := failed_messages(dossier):
        count = len(failed)
        yield warned(trn("{n} message not sent: call", "{n} messages not sent: call", count))
    if dossier.cancellation is not None:
        yield from _cancellation(dossier.cancellation)
    if replaced:
        yield fact(tr("In place of"), tr("{code}, which was cancelled", code=replaced))
    if dossier.refusal is not None:
        yield from _refusal(dossier.refusal)
    if dossier.post_item and dossier.state is not State.POSTED:
        yield fact(tr("Postal no."), dossier.post_item)


def _cancellation(cancellation: "Cancellation") -> Iterator[Line]:
    yield fact(tr("Because"), cancellation.reason or tr("(erased as the law asks)"))
    if cancellation.slip_page:
        said = tr("taken back and photographed")
    elif cancellation.confirmation is not None:
        why = cancellation.confirmation.citation
        said = tr("taken back and destroyed before a leader: {why}", why=why)
    else:
        said = tr("none was with the citizen")
    yield fact(tr("Old slip"), said)


def _refusal(refusal: "Refusal") -> Iterator[Line]:
    said = tr(GROUND_WORDS[refusal.ground])
    if refusal.insisted:
        said += " · " + tr("the citizen insisted on a paper")
    yield fact(tr("Because"), said)
    yield fact("", refusal.reason)
    yield fact(tr("Law"), refusal.legal_basis)


def _matter(matter: "Matter | None") -> Iterator[Line]:
    if matter is None:
        yield styled(tr("No receipt was issued for this dossier."), WARNING)
        return
    yield styled(matter.procedure, STRONG)
    yield styled(f"{matter.agency} · {matter.field}", QUIET)
    yield Content("")


# --- who ----------------------------------------------------------------------------------------


def _people(dossier: "Dossier") -> Iterator[Line]:
    reception, submitter = dossier.reception, dossier.submitter
    if dossier.applicant is None and reception is None:
        yield row(label(tr("Applicant")), styled(tr("(gave no name)"), QUIET))
        return
    yield from _person(tr("Owner") if submitter else tr("Applicant"), dossier.applicant)
    if submitter is not None:
        yield from _person(tr("Submitter"), submitter)
    if reception is not None and reception.authorization is not None:
        yield from _right(reception.authorization)


def _person(name: str, person: "Person | None") -> Iterator[Line]:
    if person is None:
        yield row(label(name), styled(tr("(erased as the law asks)"), QUIET))
        return
    yield fact(name, person.name)
    number = person.tax_code if person.is_organisation else person.identity
    spokesman = tr("represented by {name}", name=person.representative)
    rest = (
        " · ".join(word for word in (number, person.phone, person.email) if word),
        spokesman if person.representative else "",
        person.address,
    )
    yield from (more(said) for said in rest if said)


def _right(authorization: "Authorization") -> Iterator[Line]:
    until = authorization.expires
    said = (
        tr(CAPACITY_WORDS[authorization.capacity]),
        authorization.paper,
        tr("until {day}", day=day_text(until)) if until else "",
    )
    yield more(" · ".join(word for word in said if word))


# --- what was promised --------------------------------------------------------------------------


def _promised(reception: "Reception", state: State, money: "list[Line]") -> Iterator[Line]:
    """A result that was given at once is not due on another day (A9)."""
    if state is not State.ANSWERED:
        yield from _due(reception.appointment)
    yield from _fee(reception.fee, still=state is State.RECEIVED)
    yield from money
    yield fact(tr("Result at"), reception.returning.place)
    if reception.returning.address:
        yield more(reception.returning.address)
    if reception.channel is not Channel.DIRECT:
        yield fact(tr("Came"), _channel(reception))
    if reception.late is not None:
        said = (tr("blank {blank}", blank=reception.late.blank), reception.late.reason)
        yield fact(tr("Entered late"), " · ".join(word for word in said if word))
    if reception.signed_reason:
        yield fact(tr("Signed earlier"), reception.signed_reason)
    yield from _confirmation(reception.confirmation)
    for paper in reception.recover:
        yield fact(tr("To recover"), paper)


def _due(appointment: "Appointment") -> Iterator[Line]:
    yield row(
        label(tr("Due")),
        styled(moment_text(appointment.at), STRONG),
        styled(f"  ({appointment.limit})", QUIET),
    )
    for skipped in appointment.skipped:
        yield more(f"{day_text(skipped.day)} {skipped.why}")


def _fee(fee: "Fee", *, still: bool) -> Iterator[Line]:
    state = tr(FEE_WORDS[fee.state])
    if fee.receipt:
        state += " · " + tr("receipt {number}", number=fee.receipt)
    said = f"{money_text(fee.amount_vnd)} · {state}" if fee.amount_vnd else state
    owed = still and fee.state is FeeState.UNPAID
    yield Hung(label(tr("Fee")), said, WARNING if owed else "")
    if len(fee.charges) > 1 or any(charge.exemption for charge in fee.charges):
        yield from (more(_charge(one)) for one in fee.charges)


def _charge(charge: "Charge") -> str:
    times = f" × {charge.quantity}" if charge.quantity > 1 else ""
    ground = " · ".join(word for word in (charge.exemption, charge.basis) if word)
    said = f"{charge.name}{times}: {money_text(charge.amount_vnd)}"
    return f"{said} ({ground})" if ground else said


def _channel(reception: "Reception") -> str:
    said = [tr(CHANNEL_WORDS[reception.channel]), reception.post_item]
    if reception.inbound is not None:
        said += [reception.inbound.one_stop, reception.inbound.code]
    return " · ".join(word for word in said if word)


def _confirmation(confirmation: "Confirmation | None") -> Iterator[Line]:
    """A rule was left: the law that lets it be, which a supervisor confirmed (C4, C30)."""
    if confirmation is not None:
        yield fact(tr("Confirmed"), confirmation.citation)


# --- papers, demands, components ----------------------------------------------------------------


def _papers(jobs: "Sequence[Job]") -> Iterator[Line]:
    """Sheets under the name of their form; nothing where there is none."""
    for form in dict.fromkeys(job.sheet.form for job in jobs if job.sheet):
        yield styled(tr(FORM_WORDS[form]), QUIET)
        yield from sheets(job for job in jobs if job.sheet and job.sheet.form is form)
        yield Content("")


def _request(request: "SupplementRequest") -> Iterator[Line]:
    said = tr("Supplement asked · {number}", number=request.number)
    yield styled(f"{said} · {moment_text(request.at)}", QUIET)
    for number, demand in enumerate(request.demands, start=1):
        yield from _demand(number, demand)
    if request.reason:
        yield fact(tr("Because"), request.reason)
    yield from _confirmation(request.confirmation)
    for component in request.checked:
        good = tr("{component}: found good", component=component.name)
        yield Hung(styled("✓  ", ACCENT), good, QUIET)
    yield Content("")


def _demand(number: int, demand: "Demand") -> Iterator[Line]:
    wanted = tr(KIND_WORDS[demand.kind]) if demand.kind else ""
    said = ": ".join(word for word in (tr(DEFECT_WORDS[demand.defect]), wanted) if word)
    yield numbered(number, demand.name)
    yield under(said, WARNING)
    yield from (under(rest) for rest in (demand.note, demand.citation) if rest)


def _components(components: "Sequence[Component]") -> Iterator[Line]:
    yield styled(tr("Components"), QUIET)
    for number, item in enumerate(components, start=1):
        yield from _component(number, item)
    yield Content("")


def _component(number: int, item: "Component") -> Iterator[Line]:
    yield numbered(number, item.name)
    yield under(handed_text(item.counts, len(item.pages)))
    more = (
        tr(CONDITION_WORDS[item.condition]),
        item.remark,
        tr("compared by officer {number}", number=item.compared_by) if item.compared_by else "",
        trn("{n} original kept", "{n} originals kept", item.kept) if item.kept else "",
        _pages_missing(item),
    )
    if any(more):
        yield under(" · ".join(word for word in more if word))
    for page, found in item.overruled_pages:
        yield under(overruled_text(page, found))


def _pages_missing(item: "Component") -> str:
    """Only where the officer counted: that nothing was scanned is said at the head (C26)."""
    if not item.declared or not item.gap:
        return ""
    return trn("{n} page not scanned", "{n} pages not scanned", item.gap)
