"""Receiving a dossier at the desk: what stands against it, and the facts when nothing does (R69).

The facts hold everything a citizen is told, so that no paper is ever computed again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from data.domain import deadlines
from data.domain.clock import local
from data.domain.codes import DossierCode, Series, dossier_code, form_number
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, require_writable
from data.domain.editions import Edition
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.fees import Charge, charges, total_vnd
from data.domain.lifecycle import Action, State, acting_role
from data.domain.matter import Basis, Matter
from data.domain.money import parts_vnd, taken_vnd
from data.domain.paying import Method, Payment
from data.domain.people import Authorization, Capacity, Person
from data.domain.procedures import Bar, PaperKind, Procedure, Receiver, receivable
from data.domain.procedures import Component as Published
from data.domain.profile import RuleProfile
from data.domain.received import (
    ANSWER_VERSION,
    RECEPTION_VERSION,
    Appointment,
    Channel,
    Component,
    Fee,
    FeeState,
    Inbound,
    Late,
    Reception,
    Return,
    personal_fields,
    reception_body,
)
from data.domain.roles import Role
from data.domain.text import clean
from data.domain.vocabulary import DOSSIER_ANSWERED, DOSSIER_RECEIVED
from data.domain.workdays import WorkCalendar

RETURN_DESK = "Bộ phận trả kết quả tập trung"
"""The place of return named by R31 and R97."""
BY_POST = "Qua dịch vụ bưu chính công ích"
"""R10, R96."""
RECEIPT_LIMIT = 60
"""Characters of series and number of a statutory receipt."""
RECEIVES_FOR = {
    Receiver.AGENCY: Role.RECEIVING,
    Receiver.CENTER: Role.CENTER,
    Receiver.POST: Role.POSTAL,
}
"""The role that receives a procedure (R30)."""
PAGES_LIMIT = 400
"""Page images that one entry can name within its size; more are added by later entries."""
SETS_LIMIT = 99
REMARKS_LIMIT = 15_000
"""Characters of all remarks together; in UTF-8 they fit the personal bytes of one entry."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules in force at this desk; the entry keeps the edition of each."""

    profile: RuleProfile
    calendar: WorkCalendar
    catalogue: Edition
    earlier: tuple[RuleProfile, ...] = ()
    """Profiles under which dossiers of this Center were received."""

    def of(self, matter: Matter) -> "InForce":
        """The rules that `matter` was received under: a later profile changes nothing for it.

        Where that edition is kept no more, a dossier goes on under the rules of today.
        """
        for profile in self.earlier:
            if str(profile.edition) == matter.basis.profile:
                return replace(self, profile=profile)
        return self


@dataclass(frozen=True, slots=True)
class FeeSaid:
    """What the officer said about the fee: by fee id, units and the id of an exemption (C20).

    `method` and `till` are how and into which cash shift it was paid.
    """

    paid: bool = False
    receipt: str = ""
    quantities: Mapping[str, int] = field(default_factory=dict)
    exemptions: Mapping[str, str] = field(default_factory=dict)
    method: Method = Method.CASH
    till: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """How the dossier came and how its result goes; both are the applicant's choice (R10, R15)."""

    channel: Channel = Channel.DIRECT
    inbound: Inbound | None = None
    post_item: str = ""
    signed_reason: str = ""
    """Why a hand-over of the post that was signed on an earlier day is received now (C21)."""
    return_by_post: bool = False
    post_address: str = ""
    post_receiver: str = ""
    """Whom the post looks for, and under which number; empty where it is the applicant."""
    post_phone: str = ""


@dataclass(frozen=True, slots=True)
class Receive:
    """The act: a citizen hands in a dossier and everything has been looked at.

    `submitter` is set when somebody else than the applicant stands at the desk (R24, R124), and
    `authorization` says by what right. `confirmation` lets a soft bar pass (C30).
    """

    procedure: Procedure
    components: tuple[Component, ...]
    applicant: Person
    submitter: Person | None
    sets: int
    desk: str
    received_at: datetime
    fee: FeeSaid = FeeSaid()
    way: Way = Way()
    authorization: Authorization | None = None
    late: Late | None = None
    confirmation: Confirmation | None = None
    visit: str = ""
    replaces: str = ""
    promised: Appointment | None = None
    """What the citizen was told already, where that was before now."""


def promise(procedure: Procedure, received_at: datetime, rules: InForce) -> Appointment:
    """The appointment that form 01 makes. Raises Refused("calendar-year-missing")."""
    limit = procedure.limit
    due = deadlines.due(received_at, limit, calendar=rules.calendar, hours=rules.profile.hours)
    return Appointment(
        at=due.moment,
        limit=limit.words,
        counted=due.counted,
        skipped=due.skipped,
        cautions=due.warnings,
    )


def fee(procedure: Procedure, day: date, said: FeeSaid, *, by_post: bool = False) -> Fee:
    """What the citizen is told to pay in all (R112); when each part falls due is catalogue data.

    `by_post` where an employee of the post took it. Raises Refused where a quantity or an exemption
    is none that the procedure has.
    """
    lines = charges(procedure.fees, day, quantities=said.quantities, exemptions=said.exemptions)
    amount_vnd = total_vnd(lines)
    state = _fee_state(procedure, lines, amount_vnd, paid=said.paid)
    if state is not FeeState.PAID:
        return Fee(amount_vnd, state, lines)
    return Fee(
        amount_vnd, state, lines, clean(said.receipt, RECEIPT_LIMIT), paid_as(said, by_post=by_post)
    )


def paid_as(said: FeeSaid, *, by_post: bool) -> Payment:
    return Payment(said.method, said.till, by_post)


def returning(procedure: Procedure, way: Way) -> Return:
    """Where the result goes: the post (R10), the central desk, or Công an's own unit (R33, C21)."""
    if way.return_by_post:
        return Return(
            BY_POST,
            by_post=True,
            address=clean(way.post_address),
            receiver=clean(way.post_receiver),
            phone=clean(way.post_phone),
        )
    return Return(procedure.agency.own_return_place or RETURN_DESK)


def matter_of(procedure: Procedure, rules: InForce) -> Matter:
    """What a paper of this procedure says it is about, under the rules of today."""
    return Matter(
        procedure_code=procedure.code,
        procedure=procedure.name,
        field=procedure.field,
        agency_index=procedure.agency.index,
        agency=procedure.agency.name,
        verified=procedure.verified,
        basis=Basis(str(rules.profile.edition), str(rules.catalogue), str(rules.calendar.edition)),
    )


def objections(act: Receive, roles: Collection[Role], now: datetime) -> list[Refused]:
    """Everything that stands against receiving, at once, so that a citizen is told once (R70)."""
    day = local(act.received_at).date()
    return [
        *_about_procedure(act, day, roles),
        *_about_people(act),
        *_about_way(act),
        *_about_signing(act, now),
        *_about_components(act),
        *_about_fee(act, day),
        *_about_late_entry(act),
    ]


def decide(
    dossier: Dossier,
    act: Receive,
    *,
    number: int,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of a reception. Raises the first of the `objections`, or why it is not allowed."""
    require_writable(dossier)
    role = acting_role(dossier.state, Action.RECEIVE, roles)
    _require_signed(dossier, act)
    reception = _decided(act, number, now, roles, rules)
    reception = replace(reception, fee=with_hand(dossier, reception.fee, role))
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_RECEIVED,
        version=RECEPTION_VERSION,
        body=reception_body(reception),
        personal=personal_fields(act.applicant, act.submitter, reception),
    )


def decide_at_once(
    dossier: Dossier,
    act: Receive,
    *,
    number: int,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of an instant result: received and returned in one breath (A9, NĐ 61 Đ17.4).

    Raises as `decide`, "not-instant", and "fee-unpaid", for no result leaves before its fee (R32).
    """
    require_writable(dossier)
    role = acting_role(dossier.state, Action.ANSWER_AT_ONCE, roles)
    if not act.procedure.instant:
        raise Refused("not-instant")
    reception = _decided(act, number, now, roles, rules)
    if reception.fee.state is FeeState.UNPAID:
        raise Refused("fee-unpaid")
    reception = replace(reception, fee=with_hand(dossier, reception.fee, role))
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_ANSWERED,
        version=ANSWER_VERSION,
        body=reception_body(reception),
        personal=personal_fields(act.applicant, act.submitter, reception),
    )


def with_hand(dossier: Dossier, owed: Fee, role: Role) -> Fee:
    """The fee with the hand that took it. Raises the first of the `payment_objections`."""
    for objection in payment_objections(dossier, owed):
        raise objection
    if owed.payment is None:
        return owed
    till = "" if owed.payment.method is Method.EARLIER else owed.payment.till
    return replace(owed, payment=replace(owed.payment, till=till, by_post=role is Role.POSTAL))


def payment_objections(dossier: Dossier, owed: Fee) -> Iterator[Refused]:
    """Nobody pays twice, and what an earlier entry took must be the whole of what is owed."""
    if owed.payment is None:
        return
    taken, due = taken_vnd(dossier.history), sum(parts_vnd(owed))
    earlier = owed.payment.method is Method.EARLIER
    if earlier and taken != due:
        yield Refused("fee-not-taken-earlier", taken_vnd=taken, amount_vnd=due)
    if not earlier and taken > 0:
        yield Refused("fee-taken-earlier", taken_vnd=taken)


def _require_signed(dossier: Dossier, act: Receive) -> None:
    """What the post handed in was submitted when both signed, to the minute (QĐ 45 Đ7.4).

    Raises Refused("post-signing-other").
    """
    signed = dossier.submitted_at if dossier.state is State.POSTED else None
    if signed is not None and _minute(act.received_at) != _minute(signed):
        raise Refused("post-signing-other", at=f"{local(signed):%H:%M %d/%m/%Y}")


def _minute(moment: datetime) -> datetime:
    return local(moment).replace(second=0, microsecond=0)


def _decided(
    act: Receive, number: int, now: datetime, roles: Collection[Role], rules: InForce
) -> Reception:
    if act.received_at > now:
        raise Refused("received-in-the-future")
    for objection in objections(act, roles, now):
        raise objection
    day = local(act.received_at).date()
    code = dossier_code(act.procedure.agency.identifier, day, number)
    reception = _reception(act, code, rules)
    _require_kept(act.promised, reception.appointment)
    return reception


def _require_kept(promised: Appointment | None, now: Appointment) -> None:
    """Nobody is given another date than the one that was read out.

    Within its day, a limit in hours goes on with the clock.
    """
    day = local(now.at).date()
    if promised is not None and local(promised.at).date() != day:
        raise Refused("promise-moved", day=day.isoformat())


def _bar(bar: Bar) -> Refused:
    day = bar.day.isoformat() if bar.day else ""
    return Refused(bar.code.value, day=day, instead=bar.instead)


def _about_procedure(act: Receive, day: date, roles: Collection[Role]) -> Iterator[Refused]:
    for bar in receivable(act.procedure, day):
        if bar.hard or act.confirmation is None:
            yield _bar(bar)
    receivers = act.procedure.receivers
    if not any(RECEIVES_FOR[receiver] in roles for receiver in receivers):
        yield Refused("receiver-other", receiver=receivers[0].value)


def _about_people(act: Receive) -> Iterator[Refused]:
    if not act.applicant.name:
        yield Refused("applicant-name-missing")
    if act.procedure.identity_required and not (act.applicant.identity or act.applicant.tax_code):
        yield Refused("identity-missing")
    if act.submitter is not None:
        yield from _about_submitter(act, act.submitter, act.authorization or Authorization())


def _about_submitter(
    act: Receive, submitter: Person, authorization: Authorization
) -> Iterator[Refused]:
    capacity, day = authorization.capacity, local(act.received_at).date()
    if not submitter.name:
        yield Refused("submitter-name-missing")
    if capacity.is_authorisation and not act.procedure.authorisation_allowed:
        yield Refused("authorisation-not-allowed")
    if capacity.needs_paper and not authorization.paper:
        yield Refused("authorization-missing")
    if authorization.expires is not None and authorization.expires < day:
        yield Refused("authorization-expired", day=authorization.expires.isoformat())
    if capacity.needs_paper and not authorization.scope.covers_submitting:
        yield Refused("authorization-for-receiving-only")


def _about_way(act: Receive) -> Iterator[Refused]:
    way = act.way
    if way.channel is Channel.POST and not way.post_item:
        yield Refused("post-item-missing")
    if way.channel is Channel.POST and not act.procedure.post_filing:
        yield Refused("post-filing-not-allowed")
    if way.channel is Channel.INBOUND and not (way.inbound and way.inbound.one_stop):
        yield Refused("inbound-one-stop-missing")
    if way.return_by_post and not act.procedure.post_return:
        yield Refused("post-return-not-allowed")
    if way.return_by_post and not clean(way.post_address):
        yield Refused("post-address-missing")


def _about_signing(act: Receive, now: datetime) -> Iterator[Refused]:
    """Code and due date count from the signing: another day than today is accounted for (C21).

    A late entry gives its own reason.
    """
    if act.way.channel is not Channel.POST or act.late is not None or act.way.signed_reason:
        return
    signed = local(act.received_at).date()
    if signed < local(now).date():
        yield Refused("signed-at-reason-missing", day=signed.isoformat())


def _about_fee(act: Receive, day: date) -> Iterator[Refused]:
    try:
        said = fee(act.procedure, day, act.fee)
    except Refused as refused:
        yield refused
    else:
        if said.state is FeeState.PAID and not said.receipt:
            yield Refused("fee-receipt-missing")


def _about_late_entry(act: Receive) -> Iterator[Refused]:
    if act.late is None:
        return
    if not act.late.blank:
        yield Refused("late-blank-missing")
    elif form_number(Series.BLANK, act.late.blank) is None:
        yield Refused("late-blank-unreadable")
    if not act.late.reason:
        yield Refused("late-reason-missing")


def _about_components(act: Receive) -> Iterator[Refused]:
    handed_in = {component.id: component for component in act.components}
    for number, published in enumerate(act.procedure.components, start=1):
        component = handed_in.get(published.id)
        count = component.counts.total if component else 0
        if published.required and count == 0:
            yield Refused("component-missing", number=number, component=published.name)
        elif component is not None and not _accepted(component, published):
            yield Refused("component-kind", number=number, component=published.name)
    if sum(len(component.pages) for component in act.components) > PAGES_LIMIT:
        yield Refused("too-many-pages", limit=PAGES_LIMIT)
    if sum(len(component.remark) for component in act.components) > REMARKS_LIMIT:
        yield Refused("remarks-too-long", limit=REMARKS_LIMIT)
    if not 1 <= act.sets <= SETS_LIMIT:
        yield Refused("sets-out-of-range", limit=SETS_LIMIT)


BETTER = {
    PaperKind.ORIGINAL: {PaperKind.ORIGINAL},
    PaperKind.CERTIFIED: {PaperKind.CERTIFIED, PaperKind.ORIGINAL},
    PaperKind.COMPARED: {PaperKind.COMPARED, PaperKind.CERTIFIED, PaperKind.ORIGINAL},
    PaperKind.COPY: set(PaperKind),
}
"""A paper of more weight than the one asked for is never turned away (C8, R18)."""


def _accepted(component: Component, published: Published) -> bool:
    wanted = {better for kind in published.kinds for better in BETTER[kind]}
    given = {kind for kind in PaperKind if component.counts.of(kind)}
    return given <= wanted


def _reception(act: Receive, code: DossierCode, rules: InForce) -> Reception:
    return Reception(
        code=code,
        matter=matter_of(act.procedure, rules),
        channel=_channel(act),
        components=tuple(item for item in act.components if item.counts.total or item.pages),
        sets=act.sets,
        received_at=act.received_at,
        appointment=promise(act.procedure, act.received_at, rules),
        fee=fee(act.procedure, code.day, act.fee),
        returning=returning(act.procedure, act.way),
        desk=act.desk,
        authorization=(act.authorization or Authorization()) if act.submitter else None,
        inbound=act.way.inbound if act.way.channel is Channel.INBOUND else None,
        post_item=act.way.post_item if act.way.channel is Channel.POST else "",
        signed_reason=_signed_reason(act),
        late=act.late,
        visit=act.visit,
        replaces=act.replaces,
        recover=act.procedure.recovers,
        confirmation=act.confirmation,
    )


def _signed_reason(act: Receive) -> str:
    """Kept only where the moment of signing is the one that counts."""
    counts = act.way.channel is Channel.POST and act.late is None
    return act.way.signed_reason if counts else ""


def _channel(act: Receive) -> Channel:
    """A way that was chosen counts before the right in which somebody stands here (R67)."""
    if act.way.channel is not Channel.DIRECT or act.submitter is None:
        return act.way.channel
    capacity = (act.authorization or Authorization()).capacity
    return _CHANNEL_OF.get(capacity, Channel.DIRECT)


_CHANNEL_OF = {
    Capacity.AUTHORISED: Channel.AUTHORISED,
    Capacity.INTRODUCED: Channel.AUTHORISED,
    Capacity.HIRED: Channel.HIRED,
}


def _fee_state(
    procedure: Procedure, lines: Sequence[Charge], amount_vnd: int, *, paid: bool
) -> FeeState:
    if procedure.fees is None:
        return FeeState.UNPUBLISHED
    if amount_vnd:
        return FeeState.PAID if paid else FeeState.UNPAID
    return FeeState.EXEMPT if any(line.exemption for line in lines) else FeeState.NONE
