"""Plain acts put to the rooms of the domain.

`decide` only translates: whether an act is lawful is for the rooms to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from data.domain import (
    amendments,
    appraising,
    concluding,
    conflicts,
    contacting,
    correcting,
    evaluating,
    handing_over,
    not_accepted,
    online,
    packing,
    post_filing,
    posting,
    reappointing,
    reception,
    releasing,
    reversing,
    routing,
    supplementing,
    withdrawing,
)
from data.domain.agency_paper import agency_paper
from data.domain.codes import FormNumber, Series
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.hands import Hands, hands
from data.domain.money import ReversalSort
from data.domain.paying import Method
from data.domain.people import Authorization, Capacity, Person, Scope, person
from data.domain.procedures import Level, Procedure, Step
from data.domain.promises import promises
from data.domain.received import Channel, Counts, Inbound
from data.domain.received import Component as HandedIn
from data.domain.refusal import Ground
from data.domain.roles import Role
from data.domain.supplement import Demand
from tests.fakes.forge import an_id
from tests.fakes.plain.acting import Act, Moment
from tests.fakes.plain.agency import (
    AnswerLeg,
    Consult,
    GiveOpinion,
    HandOver,
    ReportSilence,
    SendOn,
    SetRoute,
    Verify,
)
from tests.fakes.plain.by_post import (
    BackToAgency,
    BackToShelf,
    Deliver,
    GiveToPost,
    GiveToPostAtUnit,
    HandIn,
    Invite,
    NoteFault,
    Pack,
    Unpack,
)
from tests.fakes.plain.clock import Apologise, CloseUnbrought, DraftPaper, ReturnIt, TakeSupplement
from tests.fakes.plain.handing_out import (
    Evaluate,
    Fetch,
    KeepSigned,
    Release,
    ReleaseAtUnit,
    ReleaseInPart,
    SendBack,
    Withdraw,
)
from tests.fakes.plain.intake import (
    AnswerAtOnce,
    ApplyOnline,
    AskAtDesk,
    Cancel,
    DirectElsewhere,
    Receive,
    RefuseAtDesk,
    TakeByPost,
)
from tests.fakes.plain.life import Recall
from tests.fakes.plain.notes import (
    SOME_VND,
    AddPages,
    ChangeReturn,
    Contact,
    Correct,
    EndContact,
    NoteProgress,
    RecordFee,
    Resolve,
    ReverseFee,
)
from tests.fakes.plain.result import Approve, BringFromProvince, BringResult, Reject, Shelve
from tests.fakes.plain.truth import Right
from tests.fakes.plain.world import COMPONENTS, day
from tests.fakes.two_centers import agency


@dataclass(frozen=True)
class Room:
    dossier: Dossier
    procedure: Procedure
    rules: reception.InForce
    at: Moment

    @property
    def now(self) -> datetime:
        return self.at.now

    @property
    def today(self) -> date:
        return day(self.at.now)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(map(Role, self.at.roles))

    @property
    def measure(self) -> datetime:
        said = promises(self.dossier)
        return said.statutory.due if said else self.now


_LEADER: Final = Confirmation("Điều 0 Nghị định Thử", an_id("leader"))


def word(act: Act) -> Confirmation | None:
    return _LEADER if act.confirmed else None


def right(said: Right | None) -> Authorization | None:
    if said is None:
        return None
    paper = "số 1/GUQ" if said.paper else ""
    return Authorization(Capacity(said.capacity), paper, Scope(said.scope), said.expires)


def _hands(act: Any) -> Hands:  # noqa: ANN401 - any act with a giver and a receiver
    return hands(act.giver, act.receiver)


def _who(name: str, identity: str) -> Person:
    return person(name, identity=identity, phone="0905000123")


def _apply(act: ApplyOnline, room: Room) -> Fact:
    application = online.Application(
        portal=act.portal,
        procedure=replace(room.procedure, code="KHAC") if act.other_procedure else room.procedure,
        applied_at=act.sent or room.now,
        applicant=person(act.name),
        components=(online.AppliedComponent(act.component, act.component, Counts(copies=1)),),
        sets=act.sets,
        phone="0905000123" if act.reachable else "",
    )
    return online.apply_online(
        room.dossier, application, desk="03", now=room.now, roles=room.roles, rules=room.rules
    )


def _take_by_post(act: TakeByPost, room: Room) -> Fact:
    return post_filing.take_by_post(
        room.dossier,
        post_filing.TakeByPost(
            room.procedure,
            act.item,
            person(act.name),
            fee=reception.FeeSaid(act.paid, act.fee_receipt),
        ),
        at=room.now,
        roles=room.roles,
        rules=room.rules,
    )


def _reception(act: Receive, room: Room) -> reception.Receive:
    pages = ("ab" * 32,)
    don = Counts(originals=1) if act.good_kind else Counts(copies=1)
    papers = (
        HandedIn("don", "don", don, pages if act.scanned else ()),
        HandedIn("ban-sao", "ban-sao", Counts(originals=1, certified=1), pages, kept=act.kept),
    )
    inbound = Inbound("Một cửa cấp xã Thử" if act.channel_named else "", "X1")
    return reception.Receive(
        procedure=room.procedure,
        components=papers if act.complete else papers[1:],
        applicant=_who(act.name, act.identity),
        submitter=_who("Trần Thị Thử", "") if act.submitter else None,
        sets=act.sets,
        desk="03",
        received_at=act.when or room.now,
        fee=_fee_said(act),
        way=reception.Way(
            channel=Channel(act.channel),
            inbound=inbound if act.channel == "inbound" else None,
            post_item="BD1" if act.channel_named else "",
            return_by_post=act.to_post,
            post_address=act.address,
        ),
        authorization=right(act.submitter),
        confirmation=word(act),
    )


def _fee_said(act: Receive | RecordFee) -> reception.FeeSaid:
    exemptions = {"le-phi": act.exempt} if act.exempt else {}
    method = Method.EARLIER if act.earlier else Method.CASH
    return reception.FeeSaid(act.paid, act.fee_receipt, exemptions=exemptions, method=method)


def _receive(act: Receive, room: Room) -> Fact:
    said = _reception(act, room)
    return reception.decide(
        room.dossier, said, number=1, now=room.now, roles=room.roles, rules=room.rules
    )


def _answer_at_once(act: AnswerAtOnce, room: Room) -> Fact:
    said = _reception(act, room)
    return reception.decide_at_once(
        room.dossier, said, number=1, now=room.now, roles=room.roles, rules=room.rules
    )


def _demands(act: AskAtDesk | ReturnIt) -> tuple[Demand, ...]:
    published = tuple(Demand(it, it) for it in COMPONENTS[: act.demands])
    beyond = (Demand("", "Giấy khác"),) if act.uncited else ()
    return (*published, *beyond)


def _ask_at_desk(act: AskAtDesk, room: Room) -> Fact:
    request = not_accepted.RequestSupplement(
        procedure=room.procedure,
        demands=_demands(act),
        reason="Chưa đủ.",
        desk="03",
        at=room.now,
        confirmation=word(act),
    )
    number = FormNumber(Series.SUPPLEMENT, room.today, len(room.dossier.supplements) + 1)
    return not_accepted.decide_supplement(
        room.dossier, request, number=number, roles=room.roles, rules=room.rules
    )


def _refuse_at_desk(act: RefuseAtDesk, room: Room) -> Fact:
    refuse = not_accepted.Refuse(
        procedure=room.procedure,
        ground=Ground.NOT_COMPETENT if act.not_competent else Ground.NOT_ELIGIBLE,
        reason=act.reason,
        legal_basis=act.basis,
        desk="03",
        at=room.now,
        insisted=act.insisted,
    )
    number = FormNumber(Series.REFUSAL, room.today, 1)
    return not_accepted.decide_refusal(
        room.dossier, refuse, number=number, roles=room.roles, rules=room.rules
    )


def _direct(act: DirectElsewhere, room: Room) -> Fact:
    said = online.Directed(act.agency, "03", room.now, reason=act.reason, guidance=act.guidance)
    return online.direct(room.dossier, said, roles=room.roles)


def _cancel(act: Cancel, room: Room) -> Fact:
    return amendments.cancel(
        room.dossier,
        reason=act.reason,
        slip_page=act.slip_page * 32,
        slip_is_out=act.slip_is_out,
        now=room.now,
        roles=room.roles,
        confirmation=word(act),
    )


def _add_pages(act: AddPages, room: Room) -> Fact:
    return amendments.add_pages(room.dossier, act.component, ("cd" * 32,), roles=room.roles)


def _record_fee(act: RecordFee, room: Room) -> Fact:
    return amendments.record_fee(room.dossier, room.procedure, _fee_said(act), roles=room.roles)


def _reverse_fee(act: ReverseFee, room: Room) -> Fact:
    """The one fee of the tests is a lệ phí."""
    left = {it.payment.entry: it.amount_vnd for it in reversing.payments_left(room.dossier)}
    all_vnd = left.get(act.payment, 0)
    amounts = {"all": all_vnd, "some": SOME_VND, "more": all_vnd + 1, "none": 0}
    said = reversing.ReverseFee(
        payment=act.payment,
        sort=ReversalSort.VOID if act.void else ReversalSort.REFUND,
        reason=act.reason,
        duty_vnd=amounts[act.share],
        confirmation=word(act),
    )
    return reversing.reverse_fee(room.dossier, said, roles=room.roles)


def _change_return(act: ChangeReturn, room: Room) -> Fact:
    way = reception.Way(return_by_post=act.to_post, post_address=act.address)
    return amendments.change_return(room.dossier, room.procedure, way, roles=room.roles)


def _correct(act: Correct, room: Room) -> Fact:
    said = correcting.Correction(
        applicant=_who("Nguyễn Văn Thử", act.identity) if act.identity else None,
        sets=act.sets,
        components=(correcting.Recounted(act.component, Counts(copies=2)),)
        if act.component
        else (),
        reason=act.reason,
    )
    return correcting.correct(room.dossier, said, roles=room.roles)


def _note_progress(act: NoteProgress, room: Room) -> Fact:
    said = handing_over.Progress(
        Step.APPRAISE, number=act.number, day=act.signed, who=act.by, note=act.text
    )
    return handing_over.note_progress(room.dossier, said, now=room.now, roles=room.roles)


def _contact(act: Contact, room: Room) -> Fact:
    states = contacting.ContactState
    said = contacting.Contact(
        channel=contacting.ContactChannel(act.channel),
        purpose=contacting.Purpose(act.about),
        state=states.QUEUED if act.message else states.DONE,
        at=act.when or room.now,
        address=act.address,
        text=act.text,
    )
    return contacting.contact(room.dossier, said, now=room.now, roles=room.roles)


def _end_contact(act: EndContact, room: Room) -> Fact:
    outcome = contacting.Outcome.SENT if act.sent else contacting.Outcome.FAILED
    said = contacting.ContactEnded(act.contact, outcome)
    return contacting.end_contact(room.dossier, said, roles=room.roles)


def _resolve(act: Resolve, room: Room) -> Fact:
    conflicting = next((it.entry for it in room.dossier.conflicts), "")
    return conflicts.resolve(
        room.dossier, conflicting, stands=act.stands, reason=act.reason, roles=room.roles
    )


def _set_route(act: SetRoute, room: Room) -> Fact:
    legs = tuple(
        routing.RouteLeg(
            agency_index=5 + it,
            agency=f"Sở Thử {5 + it}",
            content="Có ý kiến",
            by=by,
            level=Level.HIGHER if it in act.elsewhere else Level.SAME,
            one_stop=act.one_stop if it in act.elsewhere else "",
        )
        for it, by in enumerate(act.limits)
    )
    route = routing.Route(
        mode=routing.Mode.ELECTRONIC if act.electronic else routing.Mode.PAPER,
        legs=legs,
        counted_from=room.now,
        approval=routing.Approval("1/QĐ-THU", act.approved) if act.approved else None,
        confirmation=word(act),
    )
    due = room.dossier.reception.appointment.at if room.dossier.reception else room.now
    return routing.set_route(room.dossier, route, due=due, now=room.now, roles=room.roles)


def _hand_over(act: HandOver, room: Room) -> Fact:
    return handing_over.hand_over(
        room.dossier,
        _hands(act),
        procedure=room.procedure,
        now=room.now,
        rules=room.rules,
        roles=room.roles,
    )


def _send_on(act: SendOn, room: Room) -> Fact:
    return routing.send_on(room.dossier, act.to, _hands(act), now=room.now, roles=room.roles)


def _answer_leg(act: AnswerLeg, room: Room) -> Fact:
    return routing.answer_leg(
        room.dossier, act.leg, now=room.now, roles=room.roles, result=act.words
    )


def _verify(act: Verify, room: Room) -> Fact:
    said = appraising.Verification(
        day=act.signed,
        applicant_present=act.present,
        number=act.number,
        held_at=act.held,
        place=act.place,
        participants="Tổ kiểm tra",
        content="Kiểm tra tại chỗ.",
    )
    return appraising.verify(room.dossier, said, now=room.now, roles=room.roles)


def _consult(act: Consult, room: Room) -> Fact:
    return appraising.consult(
        room.dossier,
        agency(6),
        act.content,
        until=act.until_when(room.at),
        now=room.now,
        roles=room.roles,
        number=act.number,
    )


def _opinion(act: GiveOpinion, room: Room) -> Fact:
    return appraising.give_opinion(
        room.dossier,
        act.question,
        day=act.given or room.today,
        now=room.now,
        roles=room.roles,
        content=act.content,
    )


def _silence(act: ReportSilence, room: Room) -> Fact:
    return appraising.report_silence(room.dossier, act.question, now=room.now, roles=room.roles)


def _draft(act: DraftPaper, room: Room) -> Fact:
    if act.form == "apology":
        return reappointing.draft_apology(
            room.dossier,
            reason=act.reason,
            new_due=act.new_due,
            at=room.now,
            rules=room.rules,
            roles=room.roles,
        )
    if act.form == "supplement":
        request = supplementing.RequestDraft(room.procedure, (Demand("don", "don"),), act.reason)
        return supplementing.draft_request(room.dossier, request, roles=room.roles)
    return supplementing.draft_refusal(
        room.dossier, reason=act.reason, legal_basis=act.basis, roles=room.roles
    )


def _return(act: ReturnIt, room: Room) -> Fact:
    said = supplementing.ReturnForSupplement(
        procedure=room.procedure,
        paper=agency_paper(act.number, act.signed or room.today, act.signer),
        demands=_demands(act),
        reason=act.reason,
        draft=act.draft,
        confirmation=word(act),
    )
    return supplementing.return_for_supplement(
        room.dossier, said, at=room.now, rules=room.rules, roles=room.roles
    )


def _take(act: TakeSupplement, room: Room) -> Fact:
    pages = ("ef" * 32,) if act.scanned else ()
    said = supplementing.TakeSupplement(
        procedure=room.procedure,
        brought=tuple(supplementing.Brought(it, Counts(originals=1), pages) for it in act.places),
        taken_at=act.when or room.now,
        remark=act.remark,
    )
    return supplementing.take_supplement(
        room.dossier, said, at=room.now, rules=room.rules, roles=room.roles
    )


def _close(act: CloseUnbrought, room: Room) -> Fact:
    said = supplementing.Notice(act.contact, act.words, act.told or room.today)
    return supplementing.close_unbrought(
        room.dossier, said, reason=act.reason, at=room.now, roles=room.roles
    )


def _apologise(act: Apologise, room: Room) -> Fact:
    said = reappointing.Apologise(
        paper=agency_paper(act.number, act.signed or room.today, act.signer),
        reason=act.reason,
        new_due=act.new_due,
        draft=act.draft,
        confirmation=word(act),
    )
    return reappointing.apologise(
        room.dossier, said, at=room.now, rules=room.rules, roles=room.roles
    )


def _approve(act: Approve, room: Room) -> Fact:
    kinds = concluding.ResultKind
    said = concluding.Approve(
        kind=kinds.GRANTED if act.granted else kinds.REFUSED,
        paper=agency_paper(act.number, act.signed or room.today, act.signer),
        items=tuple(concluding.ResultItem(f"Giấy {it}", it) for it in act.items),
        reason=act.reason,
        legal_basis=act.basis,
        confirmation=word(act),
    )
    return concluding.approve(
        room.dossier,
        said,
        procedure=room.procedure,
        measure=room.measure,
        now=room.now,
        roles=room.roles,
    )


def _from_province(act: BringFromProvince, room: Room) -> Fact:
    return concluding.from_province(room.dossier, _hands(act), roles=room.roles)


def _bring(act: BringResult, room: Room) -> Fact:
    said = concluding.Bring(_hands(act), shelf=act.shelf)
    return concluding.bring_result(
        room.dossier, said, measure=room.measure, now=room.now, roles=room.roles
    )


def _shelve(act: Shelve, room: Room) -> Fact:
    return concluding.shelve(room.dossier, act.shelf, roles=room.roles)


def _collect(act: Fetch) -> releasing.Collect:
    return releasing.Collect(
        collector=_who(act.name, act.identity),
        capacity=releasing.Collector(act.capacity),
        slip=releasing.Slip(act.slip),
        identity_seen=act.identity_seen,
        authorization=right(act.shown),
        originals=act.originals,
        recovered=act.recovered,
        signed_page="ab" * 32 if act.signed else "",
        confirmation=word(act),
    )


def _release(act: Release, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release(room.dossier, said, now=room.now, roles=room.roles, rules=room.rules)


def _release_at_unit(act: ReleaseAtUnit, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release_at_unit(
        room.dossier, said, now=room.now, roles=room.roles, rules=room.rules
    )


def _release_in_part(act: ReleaseInPart, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release_in_part(
        room.dossier, said, act.items, now=room.now, roles=room.roles, rules=room.rules
    )


def _keep_signed(_act: KeepSigned, room: Room) -> Fact:
    return releasing.keep_signed(room.dossier, "ab" * 32, roles=room.roles)


def _evaluate(act: Evaluate, room: Room) -> Fact:
    said = evaluating.Evaluation(
        time=evaluating.Time.ON_TIME if act.answers > 0 else None,
        contacts=evaluating.Contacts.ONCE if act.answers > 1 else None,
        places=evaluating.Places.ONE_STOP if act.answers > 2 else None,
        manner=evaluating.Manner.GOOD if act.answers > 3 else None,
    )
    return evaluating.evaluate(room.dossier, said, roles=room.roles)


def _send_back(act: SendBack, room: Room) -> Fact:
    said = releasing.SendBack(
        _hands(act), originals=act.originals, fee_there=act.fee_there, confirmation=word(act)
    )
    return releasing.send_back(room.dossier, said, roles=room.roles)


def _posting(act: GiveToPost) -> posting.GiveToPost:
    return posting.GiveToPost(
        item=act.item,
        courier=act.courier,
        cod=act.cod,
        post_may_collect=act.post_may_collect,
        originals=act.originals,
        confirmation=word(act),
    )


def _pack(act: Pack, room: Room) -> Fact:
    said = packing.Pack(act.item, weight_g=act.weight, post_may_collect=act.post_may_collect)
    return packing.pack(room.dossier, said, roles=room.roles, rules=room.rules)


def _unpack(_act: Unpack, room: Room) -> Fact:
    return packing.unpack(room.dossier, roles=room.roles)


def _hand_in(act: HandIn, room: Room) -> Fact:
    return post_filing.hand_in(room.dossier, _hands(act), batch="", roles=room.roles)


def _note_fault(act: NoteFault, room: Room) -> Fact:
    said = post_filing.PostFaultNoted(
        "BD1", post_filing.PostFault.LOST, act.when or room.today, act.reason
    )
    return post_filing.note_post_fault(room.dossier, said, now=room.now, roles=room.roles)


def _give_to_post(act: GiveToPost, room: Room) -> Fact:
    return posting.give_to_post(room.dossier, _posting(act), roles=room.roles, rules=room.rules)


def _give_to_post_at_unit(act: GiveToPostAtUnit, room: Room) -> Fact:
    return posting.give_to_post_at_unit(
        room.dossier, _posting(act), roles=room.roles, rules=room.rules
    )


def _invite(act: Invite, room: Room) -> Fact:
    found_nobody = act.found_nobody or room.today
    return posting.invite(
        room.dossier, day=found_nobody, now=room.now, roles=room.roles, rules=room.rules
    )


def _deliver(act: Deliver, room: Room) -> Fact:
    said = posting.Deliver(
        receiver=act.receiver,
        day=act.delivered or room.today,
        identity_seen=act.identity_seen,
        capacity=releasing.Collector(act.capacity),
        authorization=right(act.shown),
        recovered=act.recovered,
        receipt=act.fee_receipt,
        confirmation=word(act),
    )
    return posting.deliver(room.dossier, said, now=room.now, roles=room.roles)


def _back_to_shelf(act: BackToShelf, room: Room) -> Fact:
    return posting.back_on_shelf(
        room.dossier, act.shelf, roles=room.roles, rules=room.rules, confirmation=word(act)
    )


def _back_to_agency(act: BackToAgency, room: Room) -> Fact:
    return posting.back_at_agency(
        room.dossier, _hands(act), roles=room.roles, rules=room.rules, confirmation=word(act)
    )


def _reject(act: Reject, room: Room) -> Fact:
    said = concluding.Reject(
        fault=concluding.Fault.LOST if act.lost else concluding.Fault.WRONG,
        reason=act.reason,
        recovered=act.recovered,
        new_due=act.new_due,
        confirmation=word(act),
    )
    return concluding.reject_result(
        room.dossier, said, now=room.now, roles=room.roles, rules=room.rules
    )


def _withdraw(act: Withdraw, room: Room) -> Fact:
    said = withdrawing.Withdraw(
        by=act.by,
        number=act.number,
        day=act.asked or room.today,
        capacity=releasing.Collector(act.capacity),
        authorization=right(act.shown),
        originals=act.originals,
        fee_note=act.fee_note,
        confirmation=word(act),
    )
    return withdrawing.withdraw(room.dossier, said, now=room.now, roles=room.roles)


def _recall(act: Recall, room: Room) -> Fact:
    return correcting.recall(
        room.dossier, reason=act.reason, officer=room.at.officer, roles=room.roles
    )


_ROOMS: Final[Mapping[type[Act], Callable[[Any, Room], Fact]]] = {
    ApplyOnline: _apply,
    TakeByPost: _take_by_post,
    Receive: _receive,
    AnswerAtOnce: _answer_at_once,
    AskAtDesk: _ask_at_desk,
    RefuseAtDesk: _refuse_at_desk,
    DirectElsewhere: _direct,
    Cancel: _cancel,
    AddPages: _add_pages,
    RecordFee: _record_fee,
    ReverseFee: _reverse_fee,
    ChangeReturn: _change_return,
    Correct: _correct,
    NoteProgress: _note_progress,
    Contact: _contact,
    EndContact: _end_contact,
    Resolve: _resolve,
    SetRoute: _set_route,
    HandOver: _hand_over,
    SendOn: _send_on,
    AnswerLeg: _answer_leg,
    Verify: _verify,
    Consult: _consult,
    GiveOpinion: _opinion,
    ReportSilence: _silence,
    DraftPaper: _draft,
    ReturnIt: _return,
    TakeSupplement: _take,
    CloseUnbrought: _close,
    Apologise: _apologise,
    Approve: _approve,
    BringFromProvince: _from_province,
    BringResult: _bring,
    Shelve: _shelve,
    Release: _release,
    ReleaseAtUnit: _release_at_unit,
    ReleaseInPart: _release_in_part,
    KeepSigned: _keep_signed,
    Evaluate: _evaluate,
    SendBack: _send_back,
    Pack: _pack,
    Unpack: _unpack,
    HandIn: _hand_in,
    NoteFault: _note_fault,
    GiveToPost: _give_to_post,
    GiveToPostAtUnit: _give_to_post_at_unit,
    Invite: _invite,
    Deliver: _deliver,
    BackToShelf: _back_to_shelf,
    BackToAgency: _back_to_agency,
    Reject: _reject,
    Withdraw: _withdraw,
    Recall: _recall,
}
ACTS: Final = tuple(_ROOMS)


def decide(act: Act, room: Room) -> Fact:
    """What the room of this act says. Raises Refused."""
    return _ROOMS[type(act)](act, room)
