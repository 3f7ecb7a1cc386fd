"""What each act on a dossier said, in the words of an officer, from the fact of its entry."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from counter_app.life_words import (
    DRAFT_WORDS,
    MODE_WORDS,
    STEP_WORDS,
)
from counter_app.release_words import COLLECTOR_WORDS, FAULT_WORDS, RESULT_WORDS
from counter_app.wording import day_text, moment_text, tr, trn
from data.domain.appraising import Consultation, Opinion, Silence, Verification
from data.domain.concluding import (
    FromProvince,
    Result,
    ResultBrought,
    ResultRejected,
    Shelved,
)
from data.domain.correcting import Correction, Recall, Resolution
from data.domain.handing_over import HandOver, Progress
from data.domain.reappointing import Apology
from data.domain.releasing import Release, SentBack
from data.domain.routing import LegAnswer, Route, SentOn, route
from data.domain.supplementing import (
    ClosedUnbrought,
    PaperDraft,
    Returned,
    SupplementCompleted,
    SupplementTaken,
)
from data.domain.withdrawing import Withdrawal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.domain.agency_paper import AgencyPaper
    from data.domain.dossier import Dossier


def told(dossier: "Dossier", entry: str) -> str:
    """What an act said, behind its name in the history; empty where its name says it all."""
    if entry in dossier.set_aside:
        return tr("taken back, it counts no more")
    found = next((it.what for it in dossier.trail if it.entry == entry), None)
    teller = _TELLERS.get(type(found))
    return teller(dossier, found) if teller else ""


def joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _paper(paper: "AgencyPaper | None") -> str:
    return _numbered(paper.number, day_text(paper.day), paper.signer) if paper else ""


def _numbered(number: str, day: str, signer: str = "") -> str:
    of = tr("no. {number} of {day}", number=number, day=day) if number else ""
    return joined(of, signer)


def _handed(_dossier: "Dossier", it: HandOver) -> str:
    late = tr("late") if it.late else ""
    post = tr("by post") if it.by_post else ""
    return joined(it.agency, _hands(it.giver, it.receiver), post, late)


def _hands(giver: str, receiver: str) -> str:
    return f"{giver} → {receiver}" if giver and receiver else giver or receiver


def _routed(_dossier: "Dossier", it: Route) -> str:
    names = " → ".join(leg.agency for leg in it.legs)
    approval = it.approval
    ground = _numbered(approval.number, day_text(approval.day)) if approval else ""
    return joined(names, tr(MODE_WORDS[it.mode]), ground)


def _leg_name(dossier: "Dossier", number: int) -> str:
    fixed = route(dossier)
    legs = fixed.legs if fixed else ()
    return legs[number].agency if 0 <= number < len(legs) else ""


def _sent_on(dossier: "Dossier", it: SentOn) -> str:
    way = _hands(_leg_name(dossier, it.sender), _leg_name(dossier, it.to))
    late = tr("late") if it.late else ""
    return joined(way, _hands(it.giver, it.receiver), _paper(it.paper), it.result, late)


def _answered(dossier: "Dossier", it: LegAnswer) -> str:
    late = tr("late") if it.late else ""
    return joined(_leg_name(dossier, it.leg), _paper(it.paper), it.result, late)


def _progress(_dossier: "Dossier", it: Progress) -> str:
    day = day_text(it.day) if it.day else ""
    return joined(tr(STEP_WORDS[it.step]), it.who, _numbered(it.number, day), it.note)


def _verified(_dossier: "Dossier", it: Verification) -> str:
    when = moment_text(it.held_at) if it.held_at else ""
    number = _numbered(it.number, day_text(it.day)) or day_text(it.day)
    return joined(number, when, it.place, it.participants, it.content)


def _consulted(_dossier: "Dossier", it: Consultation) -> str:
    until = tr("answer until {at}", at=moment_text(it.until))
    return joined(it.agency, it.number, until, it.content)


def _asked_agency(dossier: "Dossier", asked: str) -> str:
    known = {it.entry: it.what.agency for it in dossier.facts(Consultation)}
    return known.get(asked, "")


def _opinion(dossier: "Dossier", it: Opinion) -> str:
    late = tr("late") if it.late else ""
    paper = _paper(it.paper) or day_text(it.day)
    return joined(_asked_agency(dossier, it.asked), paper, it.content, late)


def _silence(dossier: "Dossier", it: Silence) -> str:
    until = tr("answer until {at}", at=moment_text(it.until))
    return joined(_asked_agency(dossier, it.asked), until, it.note)


def _drafted(_dossier: "Dossier", it: PaperDraft) -> str:
    due = tr("new appointment {due}", due=moment_text(it.new_due)) if it.new_due else ""
    count = len(it.demands)
    asked = trn("{n} paper asked", "{n} papers asked", count) if count else ""
    return joined(tr(DRAFT_WORDS[it.form]), asked, due, it.reason)


def _returned(_dossier: "Dossier", it: Returned) -> str:
    asked = trn("{n} paper asked", "{n} papers asked", len(it.asked))
    fault = "" if it.in_time else tr("late")
    again = tr("asked once more than allowed") if it.repeated else ""
    direct = tr("sent out by the agency itself") if it.direct else ""
    return joined(_paper(it.paper), asked, it.reason, direct, fault, again)


def _places(brought: "Sequence[Any]") -> str:
    places = ", ".join(str(it.demand) for it in brought)
    return tr("items {items}", items=places) if places else ""


def _taken(_dossier: "Dossier", it: SupplementTaken) -> str:
    return joined(_places(it.brought), it.remark)


def _completed(_dossier: "Dossier", it: SupplementCompleted) -> str:
    due = tr("new appointment {due}", due=moment_text(it.appointment.at))
    return joined(_places(it.brought), due, it.remark)


def _closed(_dossier: "Dossier", it: ClosedUnbrought) -> str:
    told_on = tr("told on {day}", day=day_text(it.notice_day))
    return joined(told_on, it.notice, it.reason)


def _apology(_dossier: "Dossier", it: Apology) -> str:
    due = tr("new appointment {due}", due=moment_text(it.new_due)) if it.new_due else ""
    late = tr("late") if it.late else ""
    up = tr("no new date any more") if it.escalates else ""
    return joined(_paper(it.paper), due, it.reason, up, late)


def _result(_dossier: "Dossier", it: Result) -> str:
    names = ", ".join(f"{item.count} × {item.name}" for item in it.contents if item.name)
    verdict = tr(RESULT_WORDS[it.kind])
    return joined(verdict, _paper(it.paper), names, it.reason, it.legal_basis)


def _province(_dossier: "Dossier", it: FromProvince) -> str:
    return joined(it.number, _hands(it.giver, it.receiver))


def _brought(_dossier: "Dossier", it: ResultBrought) -> str:
    shelf = tr("shelf {shelf}", shelf=it.shelf) if it.shelf else ""
    return joined(_hands(it.giver, it.receiver), shelf)


def _shelf(_dossier: "Dossier", it: Shelved) -> str:
    return tr("shelf {shelf}", shelf=it.shelf)


def _rejected(_dossier: "Dossier", it: ResultRejected) -> str:
    due = tr("new appointment {due}", due=moment_text(it.new_due)) if it.new_due else ""
    return joined(tr(FAULT_WORDS[it.fault]), it.reason, due)


def _released(_dossier: "Dossier", it: Release) -> str:
    name = it.collector.name if it.collector else ""
    return joined(name, tr(COLLECTOR_WORDS[it.capacity]), it.authorization)


def _sent_back(_dossier: "Dossier", it: SentBack) -> str:
    return joined(it.one_stop, it.code, _hands(it.giver, it.receiver))


def _withdrawn(_dossier: "Dossier", it: Withdrawal) -> str:
    day = day_text(it.day) if it.day else ""
    by = it.by or tr(COLLECTOR_WORDS[it.capacity])
    return joined(by, _numbered(it.number, day), it.reason, it.fee_note)


def _corrected(_dossier: "Dossier", it: Correction) -> str:
    return it.reason


def _recalled(_dossier: "Dossier", it: Recall) -> str:
    return it.reason


def _resolved(_dossier: "Dossier", it: Resolution) -> str:
    return it.reason


_TELLERS: Final[Mapping[type, "Callable[[Dossier, Any], str]"]] = {
    HandOver: _handed,
    Route: _routed,
    SentOn: _sent_on,
    LegAnswer: _answered,
    Progress: _progress,
    Verification: _verified,
    Consultation: _consulted,
    Opinion: _opinion,
    Silence: _silence,
    PaperDraft: _drafted,
    Returned: _returned,
    SupplementTaken: _taken,
    SupplementCompleted: _completed,
    ClosedUnbrought: _closed,
    Apology: _apology,
    Result: _result,
    FromProvince: _province,
    ResultBrought: _brought,
    Shelved: _shelf,
    ResultRejected: _rejected,
    Release: _released,
    SentBack: _sent_back,
    Withdrawal: _withdrawn,
    Correction: _corrected,
    Recall: _recalled,
    Resolution: _resolved,
}
