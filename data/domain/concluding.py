"""Concluding (R77, R82, R97, R99): there is a result, and it comes to where it is handed out.

A result is handed out at one place only: at the central return desk, or at the own unit of Công an
tỉnh (R33). Which of them, and whether UBND tỉnh decides, is catalogue data of the day of approval
and stands in the result itself.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final

from data.domain.agency_paper import AgencyPaper, paper_objections
from data.domain.appraising import Verification, awaited_consultations
from data.domain.body import Reader
from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.confirmation import Confirmation
from data.domain.deadlines import is_overdue, promise_objections
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.procedures import Procedure
from data.domain.reappointing import told_anew, told_due
from data.domain.received import COUNT_LIMIT, FeeState
from data.domain.reception import InForce
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.routing import route_complete
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import (
    DOSSIER_APPROVED,
    DOSSIER_CAME_FROM_PROVINCE,
    DOSSIER_RESULT_BROUGHT,
    DOSSIER_RESULT_REJECTED,
    DOSSIER_SHELVED,
)

ITEMS_LIMIT: Final = 60
"""Kinds of papers that one result may consist of."""
SHELF_LIMIT: Final = 40
"""Characters of a place on the shelves."""


class ResultKind(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    """Not eligible at all: the refusal is the result, within its time (NĐ 61 Đ19.8)."""


class Fault(StrEnum):
    """Why a result goes back to its agency (C23)."""

    WRONG = "wrong"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ResultItem:
    """Papers of one kind in a result. `id` is given when the result is approved."""

    name: str
    count: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class ItemCount:
    """What is counted of an item; its name may name somebody and lies with the personal fields."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class Timing:
    """How the arrival of a result stood to the statutory `due` (C3), said once and for ever."""

    due: datetime
    in_time: bool
    early: bool
    """On a day before the due day: the citizen is told before it is handed out (NĐ 61 Đ20.4)."""


@dataclass(frozen=True, slots=True)
class Result:
    """`own_place` is the agency's own unit, where it hands out itself (R33); else empty.

    There it has arrived once it is approved, and has its `timing`; any other result gets it when it
    comes to the return desk. `excused` are the codes of what the confirmation let pass.
    """

    kind: ResultKind
    number: str
    day: date
    items: tuple[ItemCount, ...]
    via_province: bool
    own_place: str = ""
    page: str = ""
    legal_basis: str = ""
    timing: Timing | None = None
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    signer: PersonalText = ""
    names: Annotated[tuple[str, ...], PERSONAL] = ()
    reason: PersonalText = ""

    @property
    def paper(self) -> AgencyPaper:
        return AgencyPaper(self.number, self.day, self.signer, self.page)

    @property
    def contents(self) -> tuple[ResultItem, ...]:
        """The items with their names, which are empty once they were erased."""
        names = self.names or ("",) * len(self.items)
        return tuple(
            ResultItem(name, item.count, item.id)
            for name, item in zip(names, self.items, strict=False)
        )


@dataclass(frozen=True, slots=True)
class FromProvince:
    """Văn phòng UBND tỉnh passed `result` on: on paper, and `electronic` where that came too."""

    result: str
    electronic: bool
    number: str = ""
    giver: PersonalText = ""
    receiver: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where a result lies until it is fetched (R100); empty while it has no place yet."""

    shelf: str


@dataclass(frozen=True, slots=True)
class ResultBrought(Shelved):
    """`result` came to the return desk, with all others of its `batch` sheet.

    `timing` is said by the first arrival alone: what the post could not deliver comes once more.
    """

    result: str
    batch: str = ""
    timing: Timing | None = None
    giver: PersonalText = ""
    receiver: PersonalText = ""


@dataclass(frozen=True, slots=True)
class ResultRejected:
    """`result` was wrong or lost. It costs nothing more, and the old one is taken back and marked.

    `page` is the photograph of the old one as it was marked.
    """

    result: str
    fault: Fault
    recovered: bool
    new_due: datetime | None = None
    page: str = ""
    confirmation: Confirmation | None = None
    excused: tuple[str, ...] = ()
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """Items of `result` and kept originals left the Center; `fee` is what opened the gate (R32)."""

    result: str
    items: tuple[str, ...]
    originals: int
    fee: FeeState

    @property
    def old_papers(self) -> tuple[str, ...]:
        """What was taken back from whoever got it (C8)."""
        return ()


# --- views --------------------------------------------------------------------------------------


def current_result(dossier: Dossier) -> Entered[Result] | None:
    """The result that counts: the last one, unless it was rejected (C23)."""
    result, rejected = dossier.last(Result), dossier.last(ResultRejected)
    if result is None or (rejected and rejected.what.result == result.entry):
        return None
    return result


def the_result(dossier: Dossier) -> Entered[Result]:
    """The result, where the state says that there is one."""
    result = current_result(dossier)
    assert result is not None
    return result


def awaits_province(dossier: Dossier) -> bool:
    """Whether UBND tỉnh decided and its office has not passed the result on yet (R99)."""
    result = current_result(dossier)
    if result is None or not result.what.via_province:
        return False
    return all(it.what.result != result.entry for it in dossier.facts(FromProvince))


def arrived(dossier: Dossier) -> datetime | None:
    """When the result came to where it is handed out: what every lateness is measured by (C3)."""
    result = current_result(dossier)
    if result is None:
        return None
    brought = (it.at for it in dossier.facts(ResultBrought) if it.what.result == result.entry)
    return result.at if result.what.own_place else next(brought, None)


def timing(dossier: Dossier) -> Timing | None:
    """How the arrival of the result stood to the statutory due date; None before it arrived."""
    result = current_result(dossier)
    if result is None:
        return None
    brought = (
        it.what.timing for it in dossier.facts(ResultBrought) if it.what.result == result.entry
    )
    return result.what.timing or next(brought, None)


def shelf(dossier: Dossier) -> str:
    """Where the result lies; empty where it is not at the return desk or has no place there yet."""
    lies = dossier.last(Shelved)
    return lies.what.shelf if lies and dossier.state is State.WAITING else ""


def items_out(dossier: Dossier) -> frozenset[str]:
    """The items of the result that were handed out already."""
    result = current_result(dossier)
    if result is None:
        return frozenset()
    outs = (it.what for it in dossier.facts(HandedOut) if it.what.result == result.entry)
    return frozenset(item for out in outs for item in out.items)


def items_left(dossier: Dossier) -> tuple[ResultItem, ...]:
    """The items of the result that are still to be handed out."""
    result, out = current_result(dossier), items_out(dossier)
    contents = result.what.contents if result else ()
    return tuple(item for item in contents if item.id not in out)


def excused(
    objections: Iterable[Refused],
    confirmable: Collection[str],
    confirmation: Confirmation | None,
) -> tuple[str, ...]:
    """The codes of what a leader's word lets pass. Raises the first objection that it does not."""
    left = []
    for objection in objections:
        if confirmation is None or objection.code not in confirmable:
            raise objection
        left.append(objection.code)
    return tuple(left)


# --- a result is approved -----------------------------------------------------------------------

APPROVAL_CONFIRMABLE: Final = frozenset({"verification-missing"})
"""What a leader may let pass when a result is approved."""


@dataclass(frozen=True, slots=True)
class Approve:
    """The act: the signed result of the agency is registered (R77, C10)."""

    kind: ResultKind
    paper: AgencyPaper
    items: tuple[ResultItem, ...]
    reason: str = ""
    legal_basis: str = ""
    confirmation: Confirmation | None = None


def approve(
    dossier: Dossier,
    act: Approve,
    *,
    procedure: Procedure,
    measure: datetime,
    now: datetime,
    roles: Collection[Role],
) -> Fact:
    """The result that ends the appraisal. `measure` is the statutory due date (C4, C5).

    Form 01 is there wherever an appraisal is (R77). Raises the first of the `approval_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.APPROVE, roles)
    objections = approval_objections(dossier, act, procedure=procedure, now=now)
    left = excused(objections, APPROVAL_CONFIRMABLE, act.confirmation)
    own_place = procedure.agency.own_return_place
    refused = act.kind is ResultKind.REFUSED
    result = Result(
        kind=act.kind,
        number=act.paper.number,
        day=act.paper.day,
        items=tuple(ItemCount(str(n), it.count) for n, it in enumerate(act.items, start=1)),
        via_province=procedure.via_province,
        own_place=own_place,
        page=act.paper.page,
        legal_basis=clean(act.legal_basis, LINE_LIMIT) if refused else "",
        timing=_timing(measure, now) if own_place else None,
        confirmation=act.confirmation if left else None,
        excused=left,
        signer=act.paper.signer,
        names=tuple(clean(item.name, NAME_LIMIT) for item in act.items),
        reason=clean_note(act.reason, NOTE_LIMIT) if refused else "",
    )
    return enter(dossier, APPROVE, result, roles=roles)


def approval_objections(
    dossier: Dossier, act: Approve, *, procedure: Procedure, now: datetime
) -> list[Refused]:
    """Everything that stands against this result."""
    return [
        *paper_objections(act.paper, local(now).date()),
        *_about_signing(dossier, act.paper),
        *_about_items(act.items),
        *_about_appraisal(dossier),
        *_about_verification(dossier, act, procedure),
        *_about_refusing(dossier, act),
    ]


def _about_signing(dossier: Dossier, paper: AgencyPaper) -> Iterator[Refused]:
    received = local(dossier.taken_in().received_at).date()
    if paper.day < received:
        yield Refused("result-before-reception", day=received.isoformat())


def _about_items(items: tuple[ResultItem, ...]) -> Iterator[Refused]:
    if not items:
        yield Refused("result-empty")
    if len(items) > ITEMS_LIMIT:
        yield Refused("result-too-many-items", limit=ITEMS_LIMIT)
    for number, item in enumerate(items, start=1):
        if not clean(item.name):
            yield Refused("result-item-unnamed", number=number)
        if not 1 <= item.count <= COUNT_LIMIT:
            yield Refused("result-item-count", number=number, limit=COUNT_LIMIT)


def _about_appraisal(dossier: Dossier) -> Iterator[Refused]:
    """A leader approves what followed the process (R77): nobody is still waited for."""
    if not route_complete(dossier):
        yield Refused("route-incomplete")
    for question in awaited_consultations(dossier):
        yield Refused("consultation-open", agency=question.consultation.agency)


def _about_verification(dossier: Dossier, act: Approve, procedure: Procedure) -> Iterator[Refused]:
    """What the procedure wants verified is granted on a record of it (R83)."""
    granted = act.kind is ResultKind.GRANTED
    if granted and procedure.verification and not dossier.facts(Verification):
        yield Refused("verification-missing")


def _about_refusing(dossier: Dossier, act: Approve) -> Iterator[Refused]:
    """What was verified and is refused all the same needs its law (C14)."""
    if act.kind is not ResultKind.REFUSED:
        return
    if not clean_note(act.reason):
        yield Refused("result-reason-missing")
    if dossier.facts(Verification) and not clean(act.legal_basis):
        yield Refused("result-basis-missing")


def _timing(measure: datetime, now: datetime) -> Timing:
    """In time until the due day has ended (C2)."""
    early = local(now).date() < local(measure).date()
    return Timing(measure, in_time=not is_overdue(measure, now), early=early)


# --- the result comes to the return desk --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bring:
    """The act: an agency brings a result to the return desk (R31, R97)."""

    hands: Hands
    batch: str = ""
    shelf: str = ""


def from_province(
    dossier: Dossier,
    given: Hands,
    *,
    roles: Collection[Role],
    number: str = "",
    electronic: bool = True,
) -> Fact:
    """The further hop of what UBND tỉnh decided (R99).

    Raises Refused: "giver-missing", "receiver-missing", "not-via-province", "province-hop-done".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.BRING_FROM_PROVINCE, roles)
    for objection in hands_objections(given):
        raise objection
    passed = FromProvince(
        result=the_result(dossier).entry,
        electronic=electronic,
        number=clean(number, CODE_LIMIT),
        giver=given.giver,
        receiver=given.receiver,
    )
    return enter(dossier, FROM_PROVINCE, passed, roles=roles)


def bring_result(
    dossier: Dossier, act: Bring, *, measure: datetime, now: datetime, roles: Collection[Role]
) -> Fact:
    """The result is at the return desk. `measure` is the statutory due date (C4, C5).

    Raises the first of the `bringing_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.BRING_RESULT, roles)
    for objection in bringing_objections(dossier, act):
        raise objection
    brought = ResultBrought(
        shelf=clean(act.shelf, SHELF_LIMIT),
        result=the_result(dossier).entry,
        batch=act.batch,
        timing=None if arrived(dossier) else _timing(measure, now),
        giver=act.hands.giver,
        receiver=act.hands.receiver,
    )
    return enter(dossier, BRING, brought, roles=roles)


def bringing_objections(dossier: Dossier, act: Bring) -> list[Refused]:
    """Everything that stands against bringing the result: whoever signs, and the result itself."""
    return [*hands_objections(act.hands), *result_objections(dossier)]


def result_objections(dossier: Dossier) -> Iterator[Refused]:
    """What stands against the result itself, before anybody signs for it (R33, R99)."""
    yield from _about_place(the_result(dossier).what)
    if awaits_province(dossier):
        yield Refused("province-hop-missing")


def _about_place(result: Result) -> Iterator[Refused]:
    """Công an tỉnh hands out itself what it decides (R33)."""
    if result.own_place:
        yield Refused("result-at-own-unit", place=result.own_place)


def shelve(dossier: Dossier, shelf: str, *, roles: Collection[Role]) -> Fact:
    """Gives a result that waits its place (R100). Raises Refused("shelf-missing")."""
    require_writable(dossier)
    acting_role(dossier.state, Action.SHELVE, roles)
    place = clean(shelf, SHELF_LIMIT)
    if not place:
        raise Refused("shelf-missing")
    return enter(dossier, SHELVE, Shelved(place), roles=roles)


# --- the result was wrong or is lost ------------------------------------------------------------

REJECTION_CONFIRMABLE: Final = frozenset({"wrong-result-not-recovered"})
"""What a leader may let pass when a result is rejected."""


@dataclass(frozen=True, slots=True)
class Reject:
    """The act: a result goes back to its agency (C23)."""

    fault: Fault
    reason: str
    recovered: bool = False
    new_due: datetime | None = None
    page: str = ""
    confirmation: Confirmation | None = None


def reject_result(
    dossier: Dossier,
    act: Reject,
    *,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The agency makes the result anew, for no fee. Raises the first `rejection_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.REJECT_RESULT, roles)
    objections = rejection_objections(dossier, act, now=now, rules=rules)
    left = excused(objections, REJECTION_CONFIRMABLE, act.confirmation)
    rejected = ResultRejected(
        result=the_result(dossier).entry,
        fault=act.fault,
        recovered=act.recovered,
        new_due=act.new_due,
        page=act.page,
        confirmation=act.confirmation if left else None,
        excused=left,
        reason=clean_note(act.reason, NOTE_LIMIT),
    )
    return enter(dossier, REJECT, rejected, roles=roles)


def rejection_objections(
    dossier: Dossier, act: Reject, *, now: datetime, rules: InForce
) -> list[Refused]:
    """Everything that stands against this rejection."""
    return [*_about_fault(dossier, act), *_about_new_due(dossier, act.new_due, now, rules)]


def _about_fault(dossier: Dossier, act: Reject) -> Iterator[Refused]:
    if not clean_note(act.reason):
        yield Refused("rejection-reason-missing")
    wrong = act.fault is Fault.WRONG
    if wrong and items_out(dossier) and not act.recovered:
        yield Refused("wrong-result-not-recovered")


def _about_new_due(
    dossier: Dossier, new_due: datetime | None, now: datetime, rules: InForce
) -> Iterator[Refused]:
    """A new date is told (C23), unless the one that the citizen was told is still to come."""
    if new_due is None:
        if local(told_due(dossier)).date() <= local(now).date():
            yield Refused("rejection-new-due-missing")
        return
    if new_due <= now:
        yield Refused("new-due-past", day=local(new_due).date().isoformat())
    else:
        yield from promise_objections(new_due, calendar=rules.calendar, hours=rules.profile.hours)


# --- what holds however two desks' entries fall together ----------------------------------------


def other_result(dossier: Dossier, result: str) -> str:
    """Nothing is done to a result that meanwhile was made anew."""
    return "" if the_result(dossier).entry == result else "result-replaced"


def _province_clash(dossier: Dossier, passed: FromProvince) -> str:
    if not the_result(dossier).what.via_province:
        return "not-via-province"
    return other_result(dossier, passed.result) or (
        "" if awaits_province(dossier) else "province-hop-done"
    )


def _bring_clash(dossier: Dossier, brought: ResultBrought) -> str:
    if the_result(dossier).what.own_place:
        return "result-at-own-unit"
    if awaits_province(dossier):
        return "province-hop-missing"
    return other_result(dossier, brought.result)


def _rejection_clash(dossier: Dossier, rejected: ResultRejected) -> str:
    return other_result(dossier, rejected.result)


def _told_anew(dossier: Dossier, entered: Entered[ResultRejected], _hidden: Reader) -> Dossier:
    return told_anew(dossier, entered.what.new_due, entered.entry)


APPROVE = kind(DOSSIER_APPROVED, Action.APPROVE, Result)
FROM_PROVINCE = kind(
    DOSSIER_CAME_FROM_PROVINCE, Action.BRING_FROM_PROVINCE, FromProvince, clash=_province_clash
)
BRING = kind(DOSSIER_RESULT_BROUGHT, Action.BRING_RESULT, ResultBrought, clash=_bring_clash)
SHELVE = kind(DOSSIER_SHELVED, Action.SHELVE, Shelved)
REJECT = kind(
    DOSSIER_RESULT_REJECTED,
    Action.REJECT_RESULT,
    ResultRejected,
    clash=_rejection_clash,
    effect=_told_anew,
)

KINDS = (APPROVE, FROM_PROVINCE, BRING, SHELVE, REJECT)
