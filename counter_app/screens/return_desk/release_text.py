"""What the return desk reads of a result: where it lies, who may take it, what is wanted still."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.return_desk.collecting import NAME, is_code_of
from counter_app.dossier_words import CAPACITY_WORDS, FEE_WORDS, STATE_SHAPES, STATE_WORDS
from counter_app.release_words import COLLECTOR_WORDS, RESULT_WORDS, SCOPE_WORDS
from counter_app.screens.dossiers.told_lines import Hung, Line
from counter_app.screens.receiving.intake_text import label
from counter_app.sentences import sentence
from counter_app.widgets.large import large
from counter_app.widgets.lines import (
    ACCENT,
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    fit,
    row,
    styled,
    warned,
)
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row
from counter_app.wording import day_text, masked, moment_text, money_text, tr, trn
from data.domain.concluding import current_result
from data.domain.contacting import Contact
from data.domain.evaluating import evaluation
from data.domain.lifecycle import State
from data.domain.received import FeeState
from data.domain.releasing import Collector, Slip, last_release, signed_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.return_desk.collecting import CollectForm, Difference
    from counter_app.desk.return_desk.releasing import Handout, Returned, Used
    from counter_app.desk.search import DossierFile
    from data.domain.dossier import Dossier
    from data.domain.errors import Refused
    from data.domain.people import Person

ITEM, ORIGINALS, OLD = "item:", "originals", "old:"
"""What the key of a mark begins with."""
_TOLD_ELSEWHERE: Final = frozenset({"slip-not-shown", "envelope-not-scanned"})
"""What the line of its paper says already."""


def shelf_text(look: "Handout") -> Content:
    """Where to go for it, in large letters; empty where it has no place here."""
    return large(look.shelf, f"{STRONG} {ACCENT}") if look.shelf else Content("")


def head(look: "Handout", key: str) -> list[Line]:
    """What it is known by, whose it is and where it is; the place can be read aloud too."""
    dossier = look.dossier
    reception, state = dossier.taken_in(), dossier.state
    name = dossier.applicant.name if dossier.applicant else tr("(erased as the law asks)")
    return [
        row(styled(str(reception.code), STRONG), styled(f"   {key}", QUIET)),
        styled(name, STRONG),
        row(
            styled(f"{look.shelf} · ", STRONG) if look.shelf else _no_shelf(look),
            styled(STATE_SHAPES[state] + " " + tr(STATE_WORDS[state]), QUIET),
        ),
    ]


def _no_shelf(look: "Handout") -> Content:
    waits = look.used is None and look.dossier.state is State.WAITING
    return styled(tr("no place was noted") + " · ", WARNING) if waits else Content("")


def facts(look: "Handout", form: "CollectForm", differences: "Sequence[Difference]") -> list[Line]:
    """What is wanted still, then who stands there and what is known, the most pressing first."""
    dossier = look.dossier
    here = [*_said(look, form, differences), *_may_collect(dossier)] if look.used is None else []
    lines: list[Line] = [
        *missing(look),
        *(_used(look.used) if look.used else here),
        *_result(dossier),
        *_by_post(dossier),
        *_told(dossier),
        *_submitted(dossier),
    ]
    return lines


def _said(
    look: "Handout", form: "CollectForm", differences: "Sequence[Difference]"
) -> Iterator[Line]:
    yield _collector(form)
    yield from _paper(form)
    yield from _differences(differences)
    yield from _codes(look, form)
    yield _fee(look.dossier)


def doubled(file: "DossierFile") -> list[Line]:
    """Slip and envelope may agree and yet be of two dossiers: the officer has to know."""
    if not file.duplicates:
        return []
    said = tr("Another dossier has the same code or form number. Tell the supervisor.")
    return [Hung(styled("✕ ", DANGER), said, DANGER)]


def missing(look: "Handout") -> list[Line]:
    """Each in its sentence; the first stands in the notice already."""
    first = obstacle(look)
    told = _TOLD_ELSEWHERE | ({first.code} if first else set())
    lines: list[Line] = [
        *(Hung(styled("✕ ", DANGER), sentence(it), DANGER) for it in look.barred),
        *(Hung(styled("▲ ", WARNING), sentence(it), WARNING) for it in look.missing),
    ]
    refused = [*look.barred, *look.missing]
    return [line for line, it in zip(lines, refused, strict=True) if it.code not in told]


def marks(look: "Handout", form: "CollectForm") -> list[Row]:
    """What is handed out now and what is taken back; a mark says that it was done."""
    rows = [
        _mark(
            f"{ITEM}{it.id}",
            it.name or tr("(erased as the law asks)"),
            it.count,
            on=it.id in form.items,
        )
        for it in look.items
    ]
    if look.originals:
        name = tr("Originals that were kept: give them back")
        rows.append(_mark(ORIGINALS, name, look.originals, on=form.originals == look.originals))
    for place, paper in enumerate(look.recover):
        said = tr("Old paper, taken back: {paper}", paper=paper)
        rows.append(_mark(f"{OLD}{place}", said, 1, on=paper in form.recovered))
    return [_numbered(number, one) for number, one in enumerate(rows, start=1)]


def _mark(key: str, name: str, count: int, *, on: bool) -> Row:
    shape = styled("✓ ", ACCENT) if on else styled("○ ", WARNING)
    said = _counted(name, count)
    return Row(lambda width: row(shape, fit(said, width - shape.cell_length)), key)


def _numbered(number: int, one: Row) -> Row:
    return Row(lambda width: row(styled(f"{number} ", QUIET), one.draw(width - 2)), one.key)


# --- what is the result, and whose --------------------------------------------------------------


def _result(dossier: "Dossier") -> Iterator[Line]:
    found = current_result(dossier)
    if found is None:
        return
    result = found.what
    number = tr("no. {number} of {day}", number=result.number, day=day_text(result.day))
    yield Hung(label(tr("Result")), " · ".join((tr(RESULT_WORDS[result.kind]), number)))
    yield Hung(label(""), dossier.taken_in().matter.procedure, QUIET)


def _may_collect(dossier: "Dossier") -> Iterator[Line]:
    """Who may take it without a further paper (R124)."""
    reception, applicant = dossier.taken_in(), dossier.applicant
    if reception.inbound is not None:
        said = tr("goes back to {one_stop}", one_stop=reception.inbound.one_stop)
        yield Hung(label(tr("May take it")), said, WARNING)
        return
    who = [_who(applicant)] if applicant else []
    if dossier.submitter is not None and reception.authorization is not None:
        right = reception.authorization
        words = [tr(CAPACITY_WORDS[right.capacity]), right.paper]
        if right.capacity.needs_paper:
            words.append(tr(SCOPE_WORDS[right.scope]))
        if right.expires:
            words.append(tr("until {day}", day=day_text(right.expires)))
        said = ", ".join(word for word in words if word)
        who.append(f"{dossier.submitter.name} ({said})")
    if who:
        yield Hung(label(tr("May take it")), " · ".join(who))


def _who(applicant: "Person") -> str:
    if applicant.is_organisation:
        said = tr("represented by {name}", name=applicant.representative)
        return f"{applicant.name} ({said})" if applicant.representative else applicant.name
    return " ".join(filter(None, (applicant.name, masked(applicant.identity))))


# --- who stands there ---------------------------------------------------------------------------


def _collector(form: "CollectForm") -> Line:
    seen = tr("identity seen") if form.identity_seen else tr("identity not looked at")
    shape = "✓" if form.identity_seen else "○"
    name = form.collector.name or tr("(no name yet)")
    words = [name, tr(COLLECTOR_WORDS[form.capacity]), masked(form.collector.identity)]
    said = " · ".join(word for word in (*words, f"{shape} {seen}") if word)
    return Hung(label(tr("Collector")), said)


def _paper(form: "CollectForm") -> Iterator[Line]:
    if form.capacity is Collector.AUTHORISED and form.paper:
        page = tr("photographed") if form.right_page else tr("not photographed")
        yield Hung(label(tr("Its paper")), f"{form.paper} · {page}")


def _differences(differences: "Sequence[Difference]") -> Iterator[Line]:
    for it in differences:
        told = it.record if it.field == NAME else masked(it.record)
        shown = it.card if it.field == NAME else masked(it.card)
        said = (
            tr("Another name: record {record}, card {card}", record=told, card=shown)
            if it.field == NAME
            else tr("Another number: record {record}, card {card}", record=told, card=shown)
        )
        yield Hung(row(label(""), styled("▲ ", WARNING)), said, WARNING)


def _codes(look: "Handout", form: "CollectForm") -> Iterator[Line]:
    """What was read off slip and envelope."""
    yield row(label(tr("Slip")), _slip(form))
    yield row(label(tr("Envelope")), _envelope(look.dossier, form))
    if look.earlier and form.slip is Slip.TAKEN:
        said = trn(
            "It was told anew {n} time since. The newest slip bears proof {proof}.",
            "It was told anew {n} times since. The newest slip bears proof {proof}.",
            len(look.earlier),
            proof=look.dossier.told_entry[: len(look.earlier[0])],
        )
        yield Hung(label(""), said, QUIET)


def _slip(form: "CollectForm") -> Content:
    if form.slip is Slip.LOST:
        signed = tr("signature photographed") if form.signed_page else tr("signature wanted")
        return styled("▲ " + " · ".join((tr("lost"), signed)), WARNING)
    if not form.slip_code:
        return styled("○ " + tr("not scanned yet"), WARNING)
    if form.slip is Slip.SUPERSEDED:
        return styled("▲ " + tr("an earlier one: it identifies all the same"), WARNING)
    return row(styled("✓ ", ACCENT), tr("shown, take it back"))


def _envelope(dossier: "Dossier", form: "CollectForm") -> Content:
    if not form.envelope_code:
        return styled("○ " + tr("not scanned yet"), WARNING)
    if is_code_of(dossier, form.envelope_code):
        return row(styled("✓ ", ACCENT), tr("of this dossier"))
    return styled("✕ " + tr("of ANOTHER dossier"), f"{STRONG} {DANGER}")


def _fee(dossier: "Dossier") -> Line:
    fee = dossier.taken_in().fee
    state = tr(FEE_WORDS[fee.state])
    if fee.receipt:
        state += " · " + tr("receipt {number}", number=fee.receipt)
    said = f"{money_text(fee.amount_vnd)} · {state}" if fee.amount_vnd else state
    return Hung(label(tr("Fee")), said, WARNING if fee.state is FeeState.UNPAID else "")


def _by_post(dossier: "Dossier") -> Iterator[Line]:
    """Whoever comes all the same may have it; the wish was another one (R10)."""
    returning = dossier.taken_in().returning
    if returning.by_post:
        yield Hung(label(tr("Result at")), returning.place, WARNING)


def _told(dossier: "Dossier") -> Iterator[Line]:
    """When the citizen was told last (C25)."""
    last = dossier.last(Contact)
    if last is not None:
        yield row(label(tr("Told")), styled(moment_text(last.what.at), QUIET))


def _submitted(dossier: "Dossier") -> Iterator[Line]:
    """What was handed in, and how much of it can be looked at here."""
    reception = dossier.taken_in()
    papers = trn("{n} component", "{n} components", len(reception.components))
    pages = trn("{n} page", "{n} pages", len(reception.pages))
    yield row(label(tr("Handed in")), styled(f"{papers} · {pages}", QUIET))


def _used(used: "Used") -> Iterator[Line]:
    yield Hung(label(tr("Handed out")), f"{moment_text(used.at)} · {used.officer}", DANGER)
    if used.collector:
        yield Hung(label(tr("Taken by")), used.collector)
    if used.signed is not None:
        said = tr("photographed") if used.signed else tr("not photographed")
        yield row(label(tr("Signed note")), styled(said, QUIET))


# --- the one sentence ---------------------------------------------------------------------------


def obstacle(look: "Handout") -> "Refused | None":
    """The first thing in the way."""
    return next(iter((*look.barred, *look.missing)), None)


def next_step(look: "Handout", differences: "Sequence[Difference]") -> tuple[str, Tone]:
    """What is wrong or what comes next, in one line."""
    first = obstacle(look)
    if first is None:
        return _in_order(look, differences)
    if first.code in _TOLD_ELSEWHERE:
        return _next_code(look, first), Tone.QUIET
    if first.code == "fee-unpaid":
        return " ".join((sentence(first), tr("F6 records the payment."))), Tone.WARNING
    stops = first in look.barred or first.code.endswith("-of-another")
    return sentence(first), Tone.DANGER if stops else Tone.WARNING


def _next_code(look: "Handout", first: "Refused") -> str:
    if first.code == "slip-not-shown":
        return tr("Scan the slip that is shown; L where it is lost.")
    return _fetch(look)


def _fetch(look: "Handout") -> str:
    if look.shelf:
        return tr("Fetch the result from {shelf} and scan the code on it.", shelf=look.shelf)
    return tr("Fetch the result and scan the code on it.")


def _in_order(look: "Handout", differences: "Sequence[Difference]") -> tuple[str, Tone]:
    if differences:
        said = tr("The card says otherwise than the record. Compare, then F9 or F3.")
        return said, Tone.WARNING
    if look.in_part:
        said = tr("What is marked can be handed out; the rest waits on. F9.")
        return said, Tone.DONE
    said = tr("Everything is in order. The citizen reads the result; then F9.")
    return said, Tone.DONE


# --- out, and after it --------------------------------------------------------------------------


def goes_out(look: "Handout", form: "CollectForm") -> list[Line]:
    """The last look: what leaves, what comes back, and to whom."""
    papers = [it for it in look.items if it.id in form.items]
    lines: list[Line] = [
        row(styled(str(look.dossier.taken_in().code), STRONG)),
        _collector(form),
        *_paper(form),
        Content(""),
        *(Hung(styled("▸ ", ACCENT), _counted(it.name, it.count)) for it in papers),
    ]
    if form.originals:
        said = trn("{n} original goes back", "{n} originals go back", form.originals)
        lines.append(Hung(styled("▸ ", ACCENT), said))
    lines += [
        Hung(styled("◂ ", ACCENT), tr("taken back: {paper}", paper=paper))
        for paper in form.recovered
    ]
    if form.slip is not Slip.LOST:
        lines.append(Hung(styled("◂ ", ACCENT), tr("taken back: {paper}", paper=tr("the slip"))))
    if look.in_part:
        lines += [Content(""), warned(tr("The rest of it waits on here."))]
    if form.confirmation is not None:
        said = tr("A leader confirmed: {why}", why=form.confirmation.citation)
        lines += [Content(""), warned(said)]
    return lines


def _counted(name: str, count: int) -> str:
    shown = name or tr("(erased as the law asks)")
    papers = trn("{n} paper", "{n} papers", count)
    return f"{shown} · {papers}" if count > 1 else shown


def handed_out(returned: "Returned", dossier: "Dossier", evaluation_url: str) -> list[Content]:
    """What stands beside the note."""
    title = tr("Part of the result handed out") if returned.in_part else tr("Result handed out")
    out = last_release(dossier)
    collector = out.what.collector if out else None
    lines = [
        styled(title, QUIET),
        styled(str(dossier.taken_in().code), STRONG),
        Content(""),
    ]
    if collector is not None and out is not None:
        lines.append(row(label(tr("Collector")), collector.name))
        lines.append(row(label(""), styled(tr(COLLECTOR_WORDS[out.what.capacity]), QUIET)))
    signed = bool(out and signed_page(dossier, out))
    shape = styled("✓ ", ACCENT) if signed else styled("○ ", WARNING)
    said = tr("photographed") if signed else tr("not photographed")
    lines.append(row(label(tr("Signed note")), shape, said))
    if returned.unconfirmed:
        lines += [Content(""), warned(tr("The other desks could not be asked: it is marked so."))]
    if evaluation(dossier) is not None:
        lines += [Content(""), row(styled("✓ ", ACCENT), tr("evaluated by the citizen"))]
    elif evaluation_url:
        said = tr("Invite the citizen to evaluate: {url}", url=evaluation_url)
        lines += [Content(""), styled(said, QUIET)]
    return [*lines, Content("")]
