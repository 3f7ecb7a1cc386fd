"""Plain acts put to the rooms of the domain, by a desk that records what they decide.

`decide` only translates: whether an act is lawful is for the rooms to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Final

from data.catalogue import shipped
from data.catalogue.profiles import read_profile
from data.domain import (
    amendments,
    appraising,
    concluding,
    contacting,
    correcting,
    handing_over,
    not_accepted,
    online,
    posting,
    reappointing,
    reception,
    releasing,
    routing,
    supplementing,
    withdrawing,
)
from data.domain.agencies import Agency, AgencyKind
from data.domain.agency_paper import agency_paper
from data.domain.codes import FormNumber, Series
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.editions import Edition
from data.domain.entries import Fact, Recorded
from data.domain.fees import Exemption, Fee, FeeDue, FeeKind
from data.domain.folding import apply
from data.domain.hands import Hands, hands
from data.domain.people import Authorization, Capacity, Person, Scope, person
from data.domain.procedures import (
    Component,
    Leg,
    Level,
    PaperKind,
    Procedure,
    Publication,
    Receiver,
    Step,
)
from data.domain.profile import AfterFailedPost, LostSlip, RuleProfile
from data.domain.promises import promises
from data.domain.received import Channel, Counts, Inbound
from data.domain.received import Component as HandedIn
from data.domain.refusal import Ground
from data.domain.roles import Role
from data.domain.supplement import Demand
from data.domain.workdays import CalendarYear, DayKind, MarkedDay, WorkCalendar
from tests.fakes import plain_life as plain
from tests.fakes.forge import ForgedDesk, an_id
from tests.fakes.returns import OTHER_PROFILE, PROCEDURE

EDITION: Final = Edition("THU", "0" * 64)
CALENDAR: Final = WorkCalendar(
    EDITION,
    tuple(CalendarYear(year, confirmed=True, source="thử") for year in range(2026, 2040)),
    tuple(
        MarkedDay(it, DayKind.HOLIDAY, "Ngày nghỉ thử", "thử", confirmed=True)
        for it in sorted(plain.DAYS_OFF)
    ),
)

# --- the two Centers ----------------------------------------------------------------------------

QUANG_NAM: Final = plain.Policy(
    name="QN-3089-2019",
    sessions=((time(7), time(11, 30)), (time(13, 30), time(17))),
    supplements=1,
    counted_by_dossier=False,
    days_to_return=3,
    resumes=False,
    new_dates=1,
    supervisor_moves_dates=False,
    cash_on_delivery=False,
    lost_slip_needs_leader=False,
    invitations=2,
    failed_post_goes_to="agency",
)
ELSEWHERE: Final = plain.Policy(
    name="THU-7-2020",
    sessions=((time(8), time(12)), (time(13), time(16, 30))),
    supplements=1,
    counted_by_dossier=True,
    days_to_return=5,
    resumes=True,
    new_dates=2,
    supervisor_moves_dates=True,
    cash_on_delivery=True,
    lost_slip_needs_leader=True,
    invitations=1,
    failed_post_goes_to="shelf",
)
POLICIES: Final = (QUANG_NAM, ELSEWHERE)


def _elsewhere() -> RuleProfile:
    """The invented profile, with the choices about post and slips turned round too."""
    profile = read_profile(OTHER_PROFILE)
    rules = replace(
        profile.rules,
        cash_on_delivery=True,
        lost_slip=LostSlip.SUPERVISOR,
        post_invitations=1,
        after_failed_post=AfterFailedPost.SHELF,
    )
    return replace(profile, rules=rules)


PROFILES: Final = {QUANG_NAM.name: read_profile(shipped.PROFILE), ELSEWHERE.name: _elsewhere()}


def rules_of(policy: plain.Policy) -> reception.InForce:
    return reception.InForce(PROFILES[policy.name], CALENDAR, EDITION)


# --- procedures ---------------------------------------------------------------------------------

MATTERS: Final = (
    plain.Matter(),
    plain.Matter("free", fee="none", received_by=plain.CENTER_OFFICER, returned_by_post=False),
    plain.Matter("instant", fee="none", instant=True, sent_by_post=False, authorisation=False),
    plain.Matter("instant paid", instant=True, identity=True),
    plain.Matter("unpublished", fee="unpublished", bar="soft"),
    plain.Matter("elsewhere", bar="hard"),
    plain.Matter("police", police=True, identity=True),
    plain.Matter("province", province=True, received_by=plain.CENTER_OFFICER),
    plain.Matter("rounds", legs=2, days=10),
    plain.Matter("verified", verification=True, days=15),
    plain.Matter("old papers", old_papers=("Giấy phép cũ",), received_by=plain.POSTAL),
)

_FEE: Final = Fee(
    id="le-phi",
    name="Lệ phí thử",
    kind=FeeKind.DUTY,
    amount_vnd=150_000,
    due=FeeDue.FILING,
    document_number="00/2020/QĐ-THU",
    document_day=None,
    effective_from=date(2020, 1, 1),
    effective_to=None,
    exemptions=(
        Exemption("mien", "Miễn", "Điều 0", 100),
        Exemption("giam", "Giảm", "Điều 0", 50),
    ),
)
_RECEIVERS: Final = {
    plain.RECEIVING: Receiver.AGENCY,
    plain.CENTER_OFFICER: Receiver.CENTER,
    plain.POSTAL: Receiver.POST,
}


def agency(index: int) -> Agency:
    return Agency(
        index, f"000.00.{index:02}.H47", f"Sở Thử {index}", AgencyKind.DEPARTMENT, "", True, False
    )


def procedure_of(matter: plain.Matter) -> Procedure:
    own = replace(agency(5), own_return_place="Bộ phận của Công an tỉnh" if matter.police else "")
    asked = zip(plain.COMPONENTS, (PaperKind.ORIGINAL, PaperKind.CERTIFIED), strict=True)
    return replace(
        PROCEDURE,
        code=f"THU-{matter.name}",
        components=tuple(Component(it, it, (kind,), 1, required=True) for it, kind in asked),
        limit=replace(PROCEDURE.limit, amount=matter.days),
        fees={"due": (_FEE,), "none": (), "unpublished": None}[matter.fee],
        agency=own,
        publication=_PUBLISHED if matter.bar != "soft" else None,
        abolished_on=None,
        elsewhere="Ủy ban nhân dân cấp xã" if matter.bar == "hard" else "",
        receivers=(_RECEIVERS[matter.received_by],),
        authorisation_allowed=matter.authorisation,
        post_filing=matter.sent_by_post,
        post_return=matter.returned_by_post,
        via_province=matter.province,
        return_limit=None,
        legs=tuple(Leg(agency(6 + it), "Ý kiến", None, Level.SAME) for it in range(matter.legs)),
        process=None,
        instant=matter.instant,
        identity_required=matter.identity,
        recovers=matter.old_papers,
        verification=matter.verification,
    )


_PUBLISHED: Final = Publication("0/QĐ-THU", date(2020, 1, 1), date(2020, 1, 1), None)


# --- a desk -------------------------------------------------------------------------------------


@dataclass
class Desk:
    """One desk at its work: what it recorded, what it knows, and the plain truth beside it."""

    told: plain.PlainLife
    forged: ForgedDesk
    dossier: Dossier
    procedure: Procedure = field(init=False)
    rules: reception.InForce = field(init=False)

    def __post_init__(self) -> None:
        self.procedure = procedure_of(self.told.life.matter)
        self.rules = rules_of(self.told.life.policy)

    def fork(self, name: str) -> "Desk":
        """Another desk that knows the same and from now on hears nothing more."""
        forged = ForgedDesk(name, known=list(self.forged.known))
        return Desk(self.told.fork(), forged, self.dossier)

    def decides(self, act: plain.Act, at: plain.Moment) -> Fact:
        """Raises Refused."""
        return decide(act, Room(self.dossier, self.procedure, self.rules, at))

    def records(self, fact: Fact, at: plain.Moment) -> Recorded:
        recorded = self.forged.append(
            fact.kind,
            fact.body,
            personal=fact.personal,
            version=fact.version,
            subject=fact.subject,
            officer=at.officer,
            at=at.now,
        )
        self.dossier = apply(self.dossier, recorded)
        return recorded

    def does(self, act: plain.Act, at: plain.Moment) -> Recorded:
        """What is lawful is done, and is true from then on."""
        recorded = self.records(self.decides(act, at), at)
        self.told.does(act, at, recorded.hash)
        return recorded


DOSSIER: Final = an_id("dossier")


def new_desk(policy: plain.Policy, matter: plain.Matter) -> Desk:
    return Desk(plain.PlainLife(policy, matter), ForgedDesk("a"), Dossier(DOSSIER))


# --- acts as the rooms want them ----------------------------------------------------------------


@dataclass(frozen=True)
class Room:
    dossier: Dossier
    procedure: Procedure
    rules: reception.InForce
    at: plain.Moment

    @property
    def now(self) -> datetime:
        return self.at.now

    @property
    def today(self) -> date:
        return plain.day(self.at.now)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(map(Role, self.at.roles))

    @property
    def measure(self) -> datetime:
        said = promises(self.dossier)
        return said.statutory.due if said else self.now


_LEADER: Final = Confirmation("Điều 0 Nghị định Thử", an_id("leader"))


def word(act: plain.Act) -> Confirmation | None:
    return _LEADER if act.confirmed else None


def right(said: plain.Right | None) -> Authorization | None:
    if said is None:
        return None
    paper = "số 1/GUQ" if said.paper else ""
    return Authorization(Capacity(said.capacity), paper, Scope(said.scope), said.expires)


def _hands(act: Any) -> Hands:  # noqa: ANN401 - any act with a giver and a receiver
    return hands(act.giver, act.receiver)


def _who(name: str, identity: str) -> Person:
    return person(name, identity=identity, phone="0905000123")


def _apply(act: plain.ApplyOnline, room: Room) -> Fact:
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


def _take_by_post(act: plain.TakeByPost, room: Room) -> Fact:
    return amendments.take_by_post(
        room.dossier,
        room.procedure,
        post_item=act.item,
        applicant=person(act.name),
        at=room.now,
        roles=room.roles,
        rules=room.rules,
    )


def _reception(act: plain.Receive, room: Room) -> reception.Receive:
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


def _fee_said(act: plain.Receive | plain.RecordFee) -> reception.FeeSaid:
    exemptions = {"le-phi": act.exempt} if act.exempt else {}
    return reception.FeeSaid(act.paid, act.fee_receipt, exemptions=exemptions)


def _receive(act: plain.Receive, room: Room) -> Fact:
    said = _reception(act, room)
    return reception.decide(
        room.dossier, said, number=1, now=room.now, roles=room.roles, rules=room.rules
    )


def _answer_at_once(act: plain.AnswerAtOnce, room: Room) -> Fact:
    said = _reception(act, room)
    return reception.decide_at_once(
        room.dossier, said, number=1, now=room.now, roles=room.roles, rules=room.rules
    )


def _demands(act: plain.AskAtDesk | plain.ReturnIt) -> tuple[Demand, ...]:
    published = tuple(Demand(it, it) for it in plain.COMPONENTS[: act.demands])
    beyond = (Demand("", "Giấy khác"),) if act.uncited else ()
    return (*published, *beyond)


def _ask_at_desk(act: plain.AskAtDesk, room: Room) -> Fact:
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


def _refuse_at_desk(act: plain.RefuseAtDesk, room: Room) -> Fact:
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


def _direct(act: plain.DirectElsewhere, room: Room) -> Fact:
    said = online.Directed(act.agency, "03", room.now, reason=act.reason, guidance=act.guidance)
    return online.direct(room.dossier, said, roles=room.roles)


def _cancel(act: plain.Cancel, room: Room) -> Fact:
    return amendments.cancel(
        room.dossier,
        reason=act.reason,
        slip_page=act.slip_page * 32,
        slip_is_out=act.slip_is_out,
        now=room.now,
        roles=room.roles,
        confirmation=word(act),
    )


def _add_pages(act: plain.AddPages, room: Room) -> Fact:
    return amendments.add_pages(room.dossier, act.component, ("cd" * 32,), roles=room.roles)


def _record_fee(act: plain.RecordFee, room: Room) -> Fact:
    return amendments.record_fee(room.dossier, room.procedure, _fee_said(act), roles=room.roles)


def _change_return(act: plain.ChangeReturn, room: Room) -> Fact:
    way = reception.Way(return_by_post=act.to_post, post_address=act.address)
    return amendments.change_return(room.dossier, room.procedure, way, roles=room.roles)


def _correct(act: plain.Correct, room: Room) -> Fact:
    said = correcting.Correction(
        applicant=_who("Nguyễn Văn Thử", act.identity) if act.identity else None,
        sets=act.sets,
        components=(correcting.Recounted(act.component, Counts(copies=2)),)
        if act.component
        else (),
        reason=act.reason,
    )
    return correcting.correct(room.dossier, said, roles=room.roles)


def _note_progress(act: plain.NoteProgress, room: Room) -> Fact:
    said = handing_over.Progress(
        Step.APPRAISE, number=act.number, day=act.signed, who=act.by, note=act.text
    )
    return handing_over.note_progress(room.dossier, said, now=room.now, roles=room.roles)


def _contact(act: plain.Contact, room: Room) -> Fact:
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


def _end_contact(act: plain.EndContact, room: Room) -> Fact:
    outcome = contacting.Outcome.SENT if act.sent else contacting.Outcome.FAILED
    said = contacting.ContactEnded(act.contact, outcome)
    return contacting.end_contact(room.dossier, said, roles=room.roles)


def _resolve(act: plain.Resolve, room: Room) -> Fact:
    some = room.dossier.trail[-1].entry if room.dossier.trail else ""
    return correcting.resolve(room.dossier, some, stands=True, reason=act.reason, roles=room.roles)


def _set_route(act: plain.SetRoute, room: Room) -> Fact:
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


def _hand_over(act: plain.HandOver, room: Room) -> Fact:
    return handing_over.hand_over(
        room.dossier,
        _hands(act),
        procedure=room.procedure,
        now=room.now,
        rules=room.rules,
        roles=room.roles,
    )


def _send_on(act: plain.SendOn, room: Room) -> Fact:
    return routing.send_on(room.dossier, act.to, _hands(act), now=room.now, roles=room.roles)


def _answer_leg(act: plain.AnswerLeg, room: Room) -> Fact:
    return routing.answer_leg(
        room.dossier, act.leg, now=room.now, roles=room.roles, result=act.words
    )


def _verify(act: plain.Verify, room: Room) -> Fact:
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


def _consult(act: plain.Consult, room: Room) -> Fact:
    return appraising.consult(
        room.dossier,
        agency(6),
        act.content,
        until=act.until_when(room.at),
        now=room.now,
        roles=room.roles,
        number=act.number,
    )


def _opinion(act: plain.GiveOpinion, room: Room) -> Fact:
    return appraising.give_opinion(
        room.dossier,
        act.question,
        day=act.given or room.today,
        now=room.now,
        roles=room.roles,
        content=act.content,
    )


def _silence(act: plain.ReportSilence, room: Room) -> Fact:
    return appraising.report_silence(room.dossier, act.question, now=room.now, roles=room.roles)


def _draft(act: plain.DraftPaper, room: Room) -> Fact:
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


def _return(act: plain.ReturnIt, room: Room) -> Fact:
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


def _take(act: plain.TakeSupplement, room: Room) -> Fact:
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


def _close(act: plain.CloseUnbrought, room: Room) -> Fact:
    said = supplementing.Notice(act.contact, act.words, act.told or room.today)
    return supplementing.close_unbrought(
        room.dossier, said, reason=act.reason, at=room.now, roles=room.roles
    )


def _apologise(act: plain.Apologise, room: Room) -> Fact:
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


def _approve(act: plain.Approve, room: Room) -> Fact:
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


def _from_province(act: plain.BringFromProvince, room: Room) -> Fact:
    return concluding.from_province(room.dossier, _hands(act), roles=room.roles)


def _bring(act: plain.BringResult, room: Room) -> Fact:
    said = concluding.Bring(_hands(act), shelf=act.shelf)
    return concluding.bring_result(
        room.dossier, said, measure=room.measure, now=room.now, roles=room.roles
    )


def _shelve(act: plain.Shelve, room: Room) -> Fact:
    return concluding.shelve(room.dossier, act.shelf, roles=room.roles)


def _collect(act: plain.Fetch) -> releasing.Collect:
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


def _release(act: plain.Release, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release(room.dossier, said, now=room.now, roles=room.roles, rules=room.rules)


def _release_at_unit(act: plain.ReleaseAtUnit, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release_at_unit(
        room.dossier, said, now=room.now, roles=room.roles, rules=room.rules
    )


def _release_in_part(act: plain.ReleaseInPart, room: Room) -> Fact:
    said = _collect(act)
    return releasing.release_in_part(
        room.dossier, said, act.items, now=room.now, roles=room.roles, rules=room.rules
    )


def _send_back(act: plain.SendBack, room: Room) -> Fact:
    said = releasing.SendBack(
        _hands(act), originals=act.originals, fee_there=act.fee_there, confirmation=word(act)
    )
    return releasing.send_back(room.dossier, said, roles=room.roles)


def _posting(act: plain.GiveToPost) -> posting.GiveToPost:
    return posting.GiveToPost(
        item=act.item,
        courier=act.courier,
        cod=act.cod,
        post_may_collect=act.post_may_collect,
        originals=act.originals,
        confirmation=word(act),
    )


def _give_to_post(act: plain.GiveToPost, room: Room) -> Fact:
    return posting.give_to_post(room.dossier, _posting(act), roles=room.roles, rules=room.rules)


def _give_to_post_at_unit(act: plain.GiveToPostAtUnit, room: Room) -> Fact:
    return posting.give_to_post_at_unit(
        room.dossier, _posting(act), roles=room.roles, rules=room.rules
    )


def _invite(act: plain.Invite, room: Room) -> Fact:
    found_nobody = act.found_nobody or room.today
    return posting.invite(
        room.dossier, day=found_nobody, now=room.now, roles=room.roles, rules=room.rules
    )


def _deliver(act: plain.Deliver, room: Room) -> Fact:
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


def _back_to_shelf(act: plain.BackToShelf, room: Room) -> Fact:
    return posting.back_on_shelf(
        room.dossier, act.shelf, roles=room.roles, rules=room.rules, confirmation=word(act)
    )


def _back_to_agency(act: plain.BackToAgency, room: Room) -> Fact:
    return posting.back_at_agency(
        room.dossier, _hands(act), roles=room.roles, rules=room.rules, confirmation=word(act)
    )


def _reject(act: plain.Reject, room: Room) -> Fact:
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


def _withdraw(act: plain.Withdraw, room: Room) -> Fact:
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


def _recall(act: plain.Recall, room: Room) -> Fact:
    return correcting.recall(
        room.dossier, reason=act.reason, officer=room.at.officer, roles=room.roles
    )


_ROOMS: Final[Mapping[type[plain.Act], Callable[[Any, Room], Fact]]] = {
    plain.ApplyOnline: _apply,
    plain.TakeByPost: _take_by_post,
    plain.Receive: _receive,
    plain.AnswerAtOnce: _answer_at_once,
    plain.AskAtDesk: _ask_at_desk,
    plain.RefuseAtDesk: _refuse_at_desk,
    plain.DirectElsewhere: _direct,
    plain.Cancel: _cancel,
    plain.AddPages: _add_pages,
    plain.RecordFee: _record_fee,
    plain.ChangeReturn: _change_return,
    plain.Correct: _correct,
    plain.NoteProgress: _note_progress,
    plain.Contact: _contact,
    plain.EndContact: _end_contact,
    plain.Resolve: _resolve,
    plain.SetRoute: _set_route,
    plain.HandOver: _hand_over,
    plain.SendOn: _send_on,
    plain.AnswerLeg: _answer_leg,
    plain.Verify: _verify,
    plain.Consult: _consult,
    plain.GiveOpinion: _opinion,
    plain.ReportSilence: _silence,
    plain.DraftPaper: _draft,
    plain.ReturnIt: _return,
    plain.TakeSupplement: _take,
    plain.CloseUnbrought: _close,
    plain.Apologise: _apologise,
    plain.Approve: _approve,
    plain.BringFromProvince: _from_province,
    plain.BringResult: _bring,
    plain.Shelve: _shelve,
    plain.Release: _release,
    plain.ReleaseAtUnit: _release_at_unit,
    plain.ReleaseInPart: _release_in_part,
    plain.SendBack: _send_back,
    plain.GiveToPost: _give_to_post,
    plain.GiveToPostAtUnit: _give_to_post_at_unit,
    plain.Invite: _invite,
    plain.Deliver: _deliver,
    plain.BackToShelf: _back_to_shelf,
    plain.BackToAgency: _back_to_agency,
    plain.Reject: _reject,
    plain.Withdraw: _withdraw,
    plain.Recall: _recall,
}
ACTS: Final = tuple(_ROOMS)


def decide(act: plain.Act, room: Room) -> Fact:
    """What the room of this act says. Raises Refused."""
    return _ROOMS[type(act)](act, room)
