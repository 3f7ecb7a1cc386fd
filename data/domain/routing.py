"""Routing (liên thông, R90–R95): which agencies work on a dossier, in what order and until when.

The first leg is the lead, whose result it becomes; one dossier stays one dossier, whoever holds it.
A paper folder is at one agency at a time and goes in the order that was fixed (R92); electronic
data is at all of them at once (R93).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final

from data.domain import deadlines
from data.domain.agency_paper import AgencyPaper, paper_objections
from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.confirmation import Confirmation
from data.domain.deadlines import Limit, is_overdue
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.procedures import Leg, Level, Procedure
from data.domain.received import Channel
from data.domain.reception import InForce
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_LEG_ANSWERED, DOSSIER_ROUTED, DOSSIER_SENT_ON

LEAD: Final = 0
"""Number of the leg that leads: it has the folder first and last."""
LEGS_LEAST: Final = 2
LEGS_LIMIT: Final = 20
"""Agencies of one route; the longest liên thông in use has fewer than ten."""
LEAD_CONTENT: Final = "Chủ trì giải quyết, tổng hợp kết quả"


class Mode(StrEnum):
    PAPER = "paper"
    """One agency after the other (R91, R92)."""
    ELECTRONIC = "electronic"
    """All agencies at once (R93)."""


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """What one agency does. `by` of the lead is for the whole, of any other for its own part.

    `limit` is empty where nobody published one: `by` is then what the officer fixed. `one_stop` is
    the Bộ phận Một cửa of another level that watches over it (R94). `content` names the work.
    """

    agency_index: int
    agency: str
    content: str
    by: datetime
    limit: str = ""
    level: Level = Level.SAME
    one_stop: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The decision of the Chairman that approved the liên thông process (R90)."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Route:
    """Phiếu chuyển xử lý (R91). `counted_from` is where the limits of its legs begin.

    Without an approved process there is a confirmation in its place.
    """

    mode: Mode
    legs: tuple[RouteLeg, ...]
    counted_from: datetime
    approval: Approval | None = None
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class SentOn:
    """The folder went from leg `sender` to leg `to`, with that agency's own result if any (R91).

    `late`: the part of `sender` was done after its limit.
    """

    sender: int
    to: int
    late: bool
    by_post: bool = False
    giver: PersonalText = ""
    receiver: PersonalText = ""
    paper: Annotated[AgencyPaper | None, PERSONAL] = None
    result: PersonalText = ""


@dataclass(frozen=True, slots=True)
class LegAnswer:
    """What an agency of an electronic route gave back to the lead and the Center (R93)."""

    leg: int
    late: bool
    paper: Annotated[AgencyPaper | None, PERSONAL] = None
    result: PersonalText = ""


# --- the route is fixed -------------------------------------------------------------------------


def usual_mode(dossier: Dossier) -> Mode:
    """Paper that was handed in goes round; what came online is sent to all (R91, R93)."""
    online = dossier.taken_in().channel is Channel.ONLINE
    return Mode.ELECTRONIC if online else Mode.PAPER


def proposed_legs(
    procedure: Procedure, mode: Mode, *, start: datetime, due: datetime, rules: InForce
) -> tuple[RouteLeg, ...]:
    """The legs that the catalogue knows, for the officer to look at. Raises Refused.

    All limits count from `start` where all begin at once. On paper each counts from the end of the
    one before; behind an unknown limit nothing can be counted, and `due` is the limit.
    """
    lead = RouteLeg(procedure.agency.index, procedure.agency.name, LEAD_CONTENT, due)
    limits = _proposed_limits(procedure.legs, mode, start, rules)
    others = (
        RouteLeg(
            agency_index=leg.agency.index,
            agency=leg.agency.name,
            content=leg.content,
            by=by or due,
            limit=leg.limit.words if leg.limit else "",
            level=leg.level,
        )
        for leg, by in zip(procedure.legs, limits, strict=True)
    )
    return (lead, *others)


def _proposed_limits(
    legs: Iterable[Leg], mode: Mode, start: datetime, rules: InForce
) -> Iterator[datetime | None]:
    begins: datetime | None = start
    for leg in legs:
        by = _counted(begins, leg.limit, rules) if begins and leg.limit else None
        yield by
        begins = by if mode is Mode.PAPER else start


def set_route(
    dossier: Dossier,
    route: Route,
    *,
    due: datetime,
    now: datetime,
    roles: Collection[Role],
) -> Fact:
    """Fixes the agencies and their order. `due` is what the citizen was told last.

    Raises the first of the `route_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.SET_ROUTE, roles)
    said = _cleaned(route)
    for objection in route_objections(said, due=due, now=now):
        raise objection
    return enter(dossier, SET_ROUTE, said, roles=roles)


def route_objections(route: Route, *, due: datetime, now: datetime) -> list[Refused]:
    """Everything that stands against a route, at once.

    What nobody approved (R90), and an agency's limit after the citizen's own due date, want a
    confirmation.
    """
    return [*_about_approval(route, now), *_about_legs(route, now), *_about_limits(route, due)]


def _about_approval(route: Route, now: datetime) -> Iterator[Refused]:
    if route.approval is None and route.confirmation is None:
        yield Refused("route-not-approved")
    if route.approval is not None and not route.approval.number:
        yield Refused("paper-number-missing")
    if route.approval is not None and route.approval.day > local(now).date():
        yield Refused("paper-in-the-future", day=route.approval.day.isoformat())


def _about_legs(route: Route, now: datetime) -> Iterator[Refused]:
    if len(route.legs) < LEGS_LEAST:
        yield Refused("route-too-short")
    if len(route.legs) > LEGS_LIMIT:
        yield Refused("route-too-long", limit=LEGS_LIMIT)
    for number, leg in enumerate(route.legs, start=1):
        if not leg.agency:
            yield Refused("leg-agency-missing", number=number)
        if not leg.content:
            yield Refused("leg-content-missing", number=number)
        if leg.level is not Level.SAME and not leg.one_stop:
            yield Refused("leg-one-stop-missing", number=number)
        if leg.by <= now:
            yield Refused("leg-limit-passed", number=number)


def _about_limits(route: Route, due: datetime) -> Iterator[Refused]:
    """On paper nobody is done before the one in front; nobody is done after the lead."""
    for number, leg in enumerate(route.legs, start=1):
        if leg.by > due and route.confirmation is None:
            yield Refused("leg-after-due", number=number, day=local(due).date().isoformat())
        if leg.by > route.legs[LEAD].by:
            yield Refused("leg-after-lead", number=number)
        before = route.legs[number - 2] if number > LEGS_LEAST else leg
        if route.mode is Mode.PAPER and leg.by < before.by:
            yield Refused("leg-before-previous", number=number)


def _cleaned(route: Route) -> Route:
    approval = route.approval
    return replace(
        route,
        legs=tuple(_cleaned_leg(leg) for leg in route.legs),
        approval=approval and replace(approval, number=clean(approval.number, CODE_LIMIT)),
    )


def _cleaned_leg(leg: RouteLeg) -> RouteLeg:
    return replace(
        leg,
        agency=clean(leg.agency, NAME_LIMIT),
        content=clean(leg.content, LINE_LIMIT),
        one_stop=clean(leg.one_stop, NAME_LIMIT),
    )


def _counted(start: datetime, limit: Limit, rules: InForce) -> datetime:
    hours = rules.profile.hours
    return deadlines.due(start, limit, calendar=rules.calendar, hours=hours).moment


def _route_clash(_dossier: Dossier, route: Route) -> str:
    return "" if len(route.legs) >= LEGS_LEAST else "route-too-short"


# --- the folder goes round ----------------------------------------------------------------------


def send_on(
    dossier: Dossier,
    to: int,
    given: Hands,
    *,
    now: datetime,
    roles: Collection[Role],
    paper: AgencyPaper | None = None,
    result: str = "",
) -> Fact:
    """The agency that has the folder passes it to leg `to`, the next one in the order (R92).

    Raises Refused: "route-missing", "route-is-parallel", "route-complete", "send-on-out-of-order",
    and what stands against the names or the paper.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.SEND_ON, roles)
    for objection in (*hands_objections(given), *_about_paper(paper, now)):
        raise objection
    sender = position(dossier) or LEAD
    sent = SentOn(
        sender=sender,
        to=to,
        late=_is_late(dossier, sender, now),
        by_post=given.by_post,
        giver=given.giver,
        receiver=given.receiver,
        paper=paper,
        result=clean_note(result, NOTE_LIMIT),
    )
    return enter(dossier, SEND_ON, sent, roles=roles)


def _sent_on_clash(dossier: Dossier, sent: SentOn) -> str:
    """Two desks that send one folder on by two ways are seen, whichever of them is known first."""
    fixed = route(dossier)
    if fixed is None:
        return "route-missing"
    if fixed.mode is Mode.ELECTRONIC:
        return "route-is-parallel"
    following = next_leg(dossier)
    if following is None:
        return "route-complete"
    in_order = (sent.sender, sent.to) == (position(dossier), following)
    return "" if in_order else "send-on-out-of-order"


# --- an agency answers --------------------------------------------------------------------------


def answer_leg(
    dossier: Dossier,
    leg: int,
    *,
    now: datetime,
    roles: Collection[Role],
    paper: AgencyPaper | None = None,
    result: str = "",
) -> Fact:
    """An agency of an electronic route is done with its part (R93).

    Raises Refused: "leg-answer-empty" without a paper or words, "route-missing",
    "route-is-sequential", "leg-unknown", "leg-is-lead", "leg-answered".
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.ANSWER_LEG, roles)
    words = clean_note(result, NOTE_LIMIT)
    if paper is None and not words:
        raise Refused("leg-answer-empty")
    for objection in _about_paper(paper, now):
        raise objection
    answer = LegAnswer(leg, _is_late(dossier, leg, now), paper, words)
    return enter(dossier, ANSWER_LEG, answer, roles=roles)


def _leg_answer_clash(dossier: Dossier, answer: LegAnswer) -> str:
    fixed = route(dossier)
    if fixed is None:
        return "route-missing"
    if fixed.mode is Mode.PAPER:
        return "route-is-sequential"
    if answer.leg == LEAD:
        return "leg-is-lead"
    if not LEAD < answer.leg < len(fixed.legs):
        return "leg-unknown"
    return "leg-answered" if answer.leg in _answered(_this_pass(dossier)) else ""


def _about_paper(paper: AgencyPaper | None, now: datetime) -> Iterator[Refused]:
    if paper is not None:
        yield from paper_objections(paper, local(now).date())


def _is_late(dossier: Dossier, number: int, now: datetime) -> bool:
    """A leg is late only once the day of its limit has ended (C2)."""
    fixed = route(dossier)
    legs = fixed.legs if fixed else ()
    return 0 <= number < len(legs) and is_overdue(legs[number].by, now)


# --- views --------------------------------------------------------------------------------------


class LegStatus(StrEnum):
    NOT_YET = "not-yet"
    """The folder has not come to it."""
    AT_WORK = "at-work"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LegState:
    """How far one agency is. `late`: it was done late, or is at work on what is overdue."""

    number: int
    leg: RouteLeg
    status: LegStatus
    since: datetime | None = None
    done_at: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Done:
    at: datetime
    late: bool


def route(dossier: Dossier) -> Route | None:
    """The route as it was fixed last."""
    fixed = dossier.last(Route)
    return fixed.what if fixed else None


def position(dossier: Dossier) -> int | None:
    """The leg that holds the paper folder; None while no agency has been given it.

    With no paper going round, the lead holds it.
    """
    if route(dossier) is None or not _this_pass(dossier):
        return None
    sent = _sends(_this_pass(dossier))
    return sent[-1].to if sent else LEAD


def next_leg(dossier: Dossier) -> int | None:
    """Where the paper folder goes next; None where it has been everywhere, or does not go round.

    A result that came back as wrong may go round once more (C23).
    """
    fixed, here = route(dossier), position(dossier)
    if fixed is None or here is None or fixed.mode is Mode.ELECTRONIC:
        return None
    if here == LEAD and _sends(_this_pass(dossier)):
        return None
    return (here + 1) % len(fixed.legs)


def route_complete(dossier: Dossier) -> bool:
    """Whether every agency has done its part, so that the lead's result may be approved (R90).

    Without a route nobody else is waited for.
    """
    fixed, since = route(dossier), _this_round(dossier)
    if fixed is None:
        return True
    if fixed.mode is Mode.ELECTRONIC:
        return _answered(since) >= set(range(LEAD + 1, len(fixed.legs)))
    returned = any(sent.to == LEAD for sent in _sends(since))
    return returned and position(dossier) == LEAD


def leg_states(dossier: Dossier, now: datetime) -> tuple[LegState, ...]:
    """How far every agency is, lead first; empty where there is no route.

    The lead is at work until there is a result, whoever holds the folder.
    """
    fixed = route(dossier)
    if fixed is None:
        return ()
    begun, done = _progress(fixed, _this_round(dossier))
    return tuple(
        _leg_state(number, leg, begun.get(number), done.get(number), now)
        for number, leg in enumerate(fixed.legs)
    )


def _leg_state(
    number: int, leg: RouteLeg, since: datetime | None, done: _Done | None, now: datetime
) -> LegState:
    if since is None:
        return LegState(number, leg, LegStatus.NOT_YET)
    if done is None:
        late = is_overdue(leg.by, now)
        return LegState(number, leg, LegStatus.AT_WORK, since, late=late)
    return LegState(number, leg, LegStatus.DONE, since, done.at, done.late)


def _progress(
    fixed: Route, acts: tuple[Entered[object], ...]
) -> tuple[dict[int, datetime], dict[int, _Done]]:
    """Since when each leg has had it, and when each was done; by number of the leg."""
    begun: dict[int, datetime] = {}
    done: dict[int, _Done] = {}
    for it in acts:
        match it.what, it.action:
            case SentOn(sender, to, late), _:
                done[sender] = _Done(it.at, late)
                begun[to] = begun[LEAD] if to == LEAD else it.at
                done.pop(to, None)
                done.pop(LEAD, None)
            case LegAnswer(leg, late), _:
                done[leg] = _Done(it.at, late)
            case _, Action.HAND_OVER:
                at_once = range(len(fixed.legs)) if fixed.mode is Mode.ELECTRONIC else [LEAD]
                begun = dict.fromkeys(at_once, it.at)
            case _, Action.APPROVE:
                done[LEAD] = _Done(it.at, is_overdue(fixed.legs[LEAD].by, it.at))
            case _, Action.REJECT_RESULT:
                done.pop(LEAD, None)
    return begun, done


def _this_round(dossier: Dossier) -> tuple[Entered[object], ...]:
    """The acts since the folder was last handed over; a completed one starts anew (R87)."""
    return _since(dossier, {Action.HAND_OVER})


def _this_pass(dossier: Dossier) -> tuple[Entered[object], ...]:
    """The acts since the lead last got the folder from outside: a wrong result comes to it."""
    return _since(dossier, {Action.HAND_OVER, Action.REJECT_RESULT})


def _since(dossier: Dossier, starts: Collection[Action]) -> tuple[Entered[object], ...]:
    """The acts from the last of `starts` on; none where the folder lies at the Center."""
    places = [place for place, it in enumerate(dossier.trail) if it.action in starts]
    if dossier.state is State.RECEIVED or not places:
        return ()
    return dossier.trail[places[-1] :]


def _sends(acts: tuple[Entered[object], ...]) -> tuple[SentOn, ...]:
    return tuple(it.what for it in acts if isinstance(it.what, SentOn))


def _answered(acts: tuple[Entered[object], ...]) -> frozenset[int]:
    return frozenset(it.what.leg for it in acts if isinstance(it.what, LegAnswer))


SET_ROUTE = kind(DOSSIER_ROUTED, Action.SET_ROUTE, Route, clash=_route_clash)
SEND_ON = kind(DOSSIER_SENT_ON, Action.SEND_ON, SentOn, clash=_sent_on_clash)
ANSWER_LEG = kind(DOSSIER_LEG_ANSWERED, Action.ANSWER_LEG, LegAnswer, clash=_leg_answer_clash)

KINDS = (SET_ROUTE, SEND_ON, ANSWER_LEG)
