"""Standing: in time or late, measured against which moment, and what is due until when (C2–C5).

A result is in time when it lies where it is handed out before the due day has ended: neither its
signing nor its collection counts (C3), and no apology heals anything (C5).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from data.domain import concluding, handing_over
from data.domain.clock import local
from data.domain.deadlines import is_overdue
from data.domain.dossier import Dossier
from data.domain.handing_over import HandOver, Progress, StepDue
from data.domain.lifecycle import Action, State
from data.domain.procedures import Procedure, ReturnPlace, Step
from data.domain.promises import Promise, promises
from data.domain.reappointing import Apology, apologised, last_apology_day, told_due
from data.domain.reception import InForce
from data.domain.routing import leg_states, route
from data.domain.supplementing import clock_start, open_return, return_deadline
from data.domain.workdays import ONE_DAY, OpeningHours, WorkCalendar
from data.domain.workdays import at as on_day


class Stand(StrEnum):
    NONE = "none"
    """Nothing was promised, or it ended without a result."""
    STOPPED = "stopped"
    """The applicant has to bring something (R87)."""
    IN_TIME = "in-time"
    DUE_TODAY = "due-today"
    OVERDUE = "overdue"
    EARLY = "early"
    """The result was there on a day before the due day."""
    ON_TIME = "on-time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Standing:
    """`against` is the promise that it is measured by; None where there is nothing to measure.

    `late_working_days` counts the working days after the due day; None where the calendar does not
    reach that far.
    """

    stand: Stand
    against: Promise | None = None
    arrived: datetime | None = None
    late_working_days: int | None = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """The three dates of a result (C3): only `arrived` says whether it was in time."""

    signed: date | None = None
    arrived: datetime | None = None
    collected: datetime | None = None


_WITHOUT_RESULT: Final = frozenset({State.CANCELLED, State.WITHDRAWN, State.CLOSED})
_COLLECTING: Final = frozenset(
    {
        Action.RELEASE,
        Action.RELEASE_AT_UNIT,
        Action.DELIVER,
        Action.SEND_BACK_BETWEEN_LEVELS,
        Action.ANSWER_AT_ONCE,
    }
)


def standing(dossier: Dossier, now: datetime, *, calendar: WorkCalendar) -> Standing:
    """How it stands, measured against the statutory due date (C4, C5)."""
    said = promises(dossier)
    if said is None or dossier.state in _WITHOUT_RESULT:
        return Standing(Stand.NONE)
    against, arrived = said.statutory, dates(dossier).arrived
    stand = _arrived(against.due, arrived) if arrived else _open(dossier, against.due, now)
    until = against.due if _excused(dossier) else arrived or now
    late = late_working_days(against.due, until, calendar=calendar)
    return Standing(stand, against, arrived, late)


def dates(dossier: Dossier) -> Dates:
    """Signed, at the place where it is handed out, in the hands of whoever fetched it (C3)."""
    if dossier.state is State.ANSWERED:
        received = dossier.taken_in().received_at
        return Dates(local(received).date(), received, received)
    result = concluding.current_result(dossier)
    return Dates(
        signed=result.what.day if result else None,
        arrived=concluding.arrived(dossier),
        collected=_collected(dossier),
    )


def _collected(dossier: Dossier) -> datetime | None:
    if dossier.state is not State.RELEASED:
        return None
    return next((it.at for it in reversed(dossier.trail) if it.action in _COLLECTING), None)


def _arrived(due: datetime, arrived: datetime) -> Stand:
    if is_overdue(due, arrived):
        return Stand.LATE
    return Stand.ON_TIME if local(arrived).date() == local(due).date() else Stand.EARLY


def _open(dossier: Dossier, due: datetime, now: datetime) -> Stand:
    if dossier.state is State.RETURNED:
        return Stand.STOPPED
    if is_overdue(due, now):
        return Stand.OVERDUE
    return Stand.DUE_TODAY if local(now).date() == local(due).date() else Stand.IN_TIME


def _excused(dossier: Dossier) -> bool:
    """While a lawful return is open no day is late; any other return stops nothing (C4)."""
    returned = open_return(dossier)
    return returned is not None and returned.what.lawful


def late_working_days(due: datetime, until: datetime, *, calendar: WorkCalendar) -> int | None:
    """Working days after the due day; None where the calendar does not reach that far."""
    first, last = local(due).date() + ONE_DAY, local(until).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if not all(map(calendar.covers, days)):
        return None
    return sum(map(calendar.is_working, days))


# --- what is due until when ---------------------------------------------------------------------


class Duty(StrEnum):
    HAND_OVER = "hand-over"
    RETURN = "return"
    """The last moment to return it for supplement."""
    STEP = "step"
    """A step of the agency's internal process."""
    LEG = "leg"
    """The part of one agency of a route."""
    APOLOGY = "apology"
    RESULT = "result"
    """The agency's own deadline for bringing the result, before the appointment (C3)."""


_RULES: Final = {
    Duty.HAND_OVER: "A10",
    Duty.RETURN: "R86",
    Duty.STEP: "R90",
    Duty.LEG: "R91",
    Duty.APOLOGY: "R78",
    Duty.RESULT: "C3",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One limit on the way: `who` keeps it, `citation` says where it stands.

    `step` is that of the internal process, where it is one. `done_at` is None while it is open,
    and `late` then says that the limit has passed.
    """

    duty: Duty
    by: datetime
    citation: str
    late: bool
    done_at: datetime | None = None
    who: str = ""
    step: Step | None = None

    @property
    def rule(self) -> str:
        """Why there is such a limit."""
        return _RULES[self.duty]


def deadlines_of(
    dossier: Dossier, now: datetime, *, rules: InForce, procedure: Procedure | None = None
) -> tuple[Deadline, ...]:
    """Every limit on the way to the result, the earliest first; empty where it is not open.

    `procedure` is None where the catalogue no longer has it. Raises "calendar-year-missing" where
    a limit lies beyond the calendar.
    """
    if not dossier.state.is_received:
        return ()
    found = (
        *_hand_over(dossier, now, rules),
        *_return(dossier, now, rules, procedure),
        *_steps(dossier, now, procedure),
        *_legs(dossier, now),
        *_apologies(dossier, now, rules),
        *_result(dossier, now, rules, procedure),
    )
    return tuple(sorted(found, key=lambda it: it.by))


def result_by(
    due_at: datetime, lead_hours: int, *, calendar: WorkCalendar, hours: OpeningHours
) -> datetime:
    """So many working hours before the appointment."""
    left, end = timedelta(hours=lead_hours), local(due_at)
    day = end.date()
    while True:
        for session in reversed(hours.sessions):
            opens, closes = session.on(day)
            worked = max(timedelta(), min(closes, end) - opens)
            if worked >= left:
                return min(closes, end) - left
            left -= worked
        day = calendar.previous_working(day)


def _cited(rules: InForce, name: str) -> str:
    return rules.profile.grounds[name].citation


def _hand_over(dossier: Dossier, now: datetime, rules: InForce) -> Iterator[Deadline]:
    citation, handed = _cited(rules, "hand_over_cut_off"), dossier.last(HandOver)
    if dossier.state is State.RECEIVED:
        by = handing_over.hand_over_by(dossier, rules)
        yield Deadline(Duty.HAND_OVER, by, citation, is_overdue(by, now))
        return
    assert handed is not None
    said = handed.what
    yield Deadline(Duty.HAND_OVER, said.by, citation, said.late, handed.at, said.agency)


def _return(
    dossier: Dossier, now: datetime, rules: InForce, procedure: Procedure | None
) -> Iterator[Deadline]:
    own = procedure.return_limit if procedure else None
    citation = own.citation if own else _cited(rules, "supplement_limit")
    returned = open_return(dossier)
    if returned is not None:
        late = not returned.what.in_time
        yield Deadline(Duty.RETURN, returned.what.limit, citation, late, returned.at)
    elif dossier.state is State.APPRAISAL:
        by = return_deadline(dossier, procedure, rules)
        yield Deadline(Duty.RETURN, by, citation, is_overdue(by, now))


def _steps(dossier: Dossier, now: datetime, procedure: Procedure | None) -> Iterator[Deadline]:
    """The steps that were told with the last hand-over, while the folder is at the agency."""
    handed = dossier.last(HandOver)
    process = procedure.process if procedure else None
    if handed is None or dossier.state in {State.RECEIVED, State.RETURNED}:
        return
    for step in handed.what.steps:
        done_at = _step_done(dossier, step, handed.at)
        late = is_overdue(step.by, done_at or now)
        citation = process.number if process else ""
        yield Deadline(Duty.STEP, step.by, citation, late, done_at, handed.what.agency, step.step)


def _step_done(dossier: Dossier, step: StepDue, since: datetime) -> datetime | None:
    """A step is done when the next one is noted or there is a result."""
    result = concluding.current_result(dossier)
    if step.step is Step.RETURN:
        return concluding.arrived(dossier)
    noted = (
        it.at
        for it in dossier.facts(Progress)
        if it.at >= since and _ORDER[it.what.step] > _ORDER[step.step]
    )
    return next(noted, result.at if result else None)


_ORDER: Final = {step: place for place, step in enumerate(Step)}


def _legs(dossier: Dossier, now: datetime) -> Iterator[Deadline]:
    fixed = route(dossier)
    approval = fixed.approval if fixed else None
    citation = approval.number if approval else ""
    for leg in leg_states(dossier, now):
        yield Deadline(Duty.LEG, leg.leg.by, citation, leg.late, leg.done_at, leg.leg.agency)


def _apologies(dossier: Dossier, now: datetime, rules: InForce) -> Iterator[Deadline]:
    """Those that were sent, and the next one while the result is not there."""
    citation, closes = _cited(rules, "apology_working_days"), rules.profile.closing
    sent = dossier.facts(Apology)
    for it in sent:
        by = on_day(it.what.last_day, closes)
        yield Deadline(Duty.APOLOGY, by, citation, it.what.late, it.at)
    if dossier.state in _MAY_BE_LATE and not apologised(dossier):
        by = on_day(last_apology_day(dossier, rules), closes)
        yield Deadline(Duty.APOLOGY, by, citation, is_overdue(by, now))


_MAY_BE_LATE: Final = frozenset({State.RECEIVED, State.APPRAISAL, State.APPROVED})


def _result(
    dossier: Dossier, now: datetime, rules: InForce, procedure: Procedure | None
) -> Iterator[Deadline]:
    """Where the lead would begin before the dossier came, the appointment itself is the limit.

    A result that its own unit hands out is never brought to the Center (R33, R97).
    """
    if dossier.state is State.RETURNED or _at_own_unit(dossier, procedure):
        return
    due, lead = told_due(dossier), rules.profile.rules.result_lead_hours
    by = result_by(due, lead, calendar=rules.calendar, hours=rules.profile.hours)
    by = by if by > clock_start(dossier) else due
    arrived = concluding.arrived(dossier)
    citation = _cited(rules, "result_lead_hours")
    yield Deadline(Duty.RESULT, by, citation, (arrived or now) > by, arrived)


def _at_own_unit(dossier: Dossier, procedure: Procedure | None) -> bool:
    """As the result itself says, and before there is one as the catalogue does."""
    result = concluding.current_result(dossier)
    if result is not None:
        return bool(result.what.own_place)
    return procedure is not None and procedure.return_place is ReturnPlace.OWN_UNIT
