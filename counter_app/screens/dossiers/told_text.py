"""What each act on a dossier said, in the words of an officer, from the fact of its entry."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from counter_app.life_words import (
    DRAFT_WORDS,
    MODE_WORDS,
    STEP_WORDS,
)
from counter_app.money_words import REVERSAL_WORDS
from counter_app.post_words import POST_FAULT_WORDS, ZONE_WORDS
from counter_app.release_words import COLLECTOR_WORDS, FAULT_WORDS, RESULT_WORDS
from counter_app.sentences import photo_text
from counter_app.wording import day_text, moment_text, money_text, tr, trn
from data.domain.appraising import Consultation, Opinion, Silence, Verification
from data.domain.concluding import (
    FromProvince,
    Result,
    ResultBrought,
    ResultRejected,
    Shelved,
)
from data.domain.correcting import Correction, Recall, Resolution
from data.domain.evaluating import Evaluation
from data.domain.handing_over import HandOver, Progress
from data.domain.money import FeeReversed
from data.domain.packing import Packed, Unpacked
from data.domain.post_filing import HandedIn, Posted, PostFaultNoted
from data.domain.posting import BackAtAgency, BackOnShelf, Delivered, GivenToPost, Invitation
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
    found = next((it for it in dossier.trail if it.entry == entry), None)
    if found is None:
        return ""
    teller = _TELLERS.get(type(found.what))
    said = teller(dossier, found.what) if teller else ""
    return joined(said, photo_text(found.overruled) if found.overruled else "")


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


def _evaluated(_dossier: "Dossier", it: Evaluation) -> str:
    """How much was answered; what was said is for the reports, and for nobody who was judged."""
    return trn("{n} question answered", "{n} questions answered", it.answered)


def _sent_back(_dossier: "Dossier", it: SentBack) -> str:
    return joined(it.one_stop, it.code, _hands(it.giver, it.receiver))


def _withdrawn(_dossier: "Dossier", it: Withdrawal) -> str:
    day = day_text(it.day) if it.day else ""
    by = it.by or tr(COLLECTOR_WORDS[it.capacity])
    return joined(by, _numbered(it.number, day), it.reason, it.fee_note)


def _packed(_dossier: "Dossier", it: Packed) -> str:
    weight = f"{it.weight_g} g" if it.weight_g else ""
    price = money_text(it.price_vnd) if it.price_vnd is not None else ""
    return joined(it.item, tr(ZONE_WORDS[it.zone]), it.service, weight, price)


def _unpacked(_dossier: "Dossier", it: Unpacked) -> str:
    return it.item


def _filed(_dossier: "Dossier", it: Posted) -> str:
    sealed = tr("packed and sealed before its sender") if it.sealed else ""
    return joined(it.post_item, sealed)


def _handed_in(_dossier: "Dossier", it: HandedIn) -> str:
    return joined(it.item, _hands(it.giver, it.receiver))


def _given_to_post(_dossier: "Dossier", it: GivenToPost) -> str:
    cash = tr("the post collects {amount}", amount=money_text(it.cod_vnd)) if it.cod else ""
    by = tr("delivered until {day}", day=day_text(it.by)) if it.by else ""
    return joined(it.item, it.courier, by, cash)


def _invited(_dossier: "Dossier", it: Invitation) -> str:
    said = tr("invitation {number}, on {day}", number=it.number, day=day_text(it.day))
    return joined(it.item, said, it.reason)


def _delivered(_dossier: "Dossier", it: Delivered) -> str:
    receipt = tr("receipt {number}", number=it.receipt) if it.receipt else ""
    who = joined(it.receiver, tr(COLLECTOR_WORDS[it.capacity]), it.authorization)
    return joined(it.item, day_text(it.day), who, receipt)


def _back_on_shelf(_dossier: "Dossier", it: BackOnShelf) -> str:
    shelf = tr("shelf {shelf}", shelf=it.shelf) if it.shelf else ""
    return joined(it.item, shelf, it.reason)


def _back_at_agency(_dossier: "Dossier", it: BackAtAgency) -> str:
    return joined(it.item, _hands(it.giver, it.receiver), it.reason)


def _post_fault(_dossier: "Dossier", it: PostFaultNoted) -> str:
    return joined(it.item, tr(POST_FAULT_WORDS[it.fault]), day_text(it.day), it.reason)


def _fee_back(_dossier: "Dossier", it: FeeReversed) -> str:
    return joined(tr(REVERSAL_WORDS[it.sort]), money_text(it.charge_vnd + it.duty_vnd), it.reason)


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
    Evaluation: _evaluated,
    SentBack: _sent_back,
    Withdrawal: _withdrawn,
    Packed: _packed,
    Unpacked: _unpacked,
    Posted: _filed,
    HandedIn: _handed_in,
    GivenToPost: _given_to_post,
    Invitation: _invited,
    Delivered: _delivered,
    BackOnShelf: _back_on_shelf,
    BackAtAgency: _back_at_agency,
    PostFaultNoted: _post_fault,
    FeeReversed: _fee_back,
    Correction: _corrected,
    Recall: _recalled,
    Resolution: _resolved,
}
