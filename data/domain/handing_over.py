"""Handing over (R20, C27): the folder goes to the agency, and who has it is known at any time.

A hand-over keeps by when it was due and what the agency was told then, so that no sheet is ever
computed again. Whatever the agency does after it is noted here too (R66, C29).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from data.domain import concluding, deadlines
from data.domain.clock import local
from data.domain.codes import CODE_LIMIT
from data.domain.deadlines import is_overdue
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.kinds import enter, kind
from data.domain.lifecycle import NOTES, Action, State, acting_role
from data.domain.procedures import Level, Procedure, Process, ProcessStep, Step
from data.domain.reception import InForce
from data.domain.records import PersonalText
from data.domain.roles import Role
from data.domain.routing import LEAD, Route, RouteLeg, SentOn, route
from data.domain.supplementing import SupplementCompleted, clock_start
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_HANDED_OVER, DOSSIER_PROGRESS_NOTED
from data.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class StepDue:
    """By when a step of the internal process is to be done; `limit` as the process says it."""

    step: Step
    by: datetime
    limit: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Bàn giao hồ sơ: `by` is when it was due, and `late` whether that day had ended.

    `batch` is the random id of the sheet that both sign, empty where the folder went alone.
    `at_center`: all four steps are done there (R47), so the folder never leaves the house.
    """

    agency_index: int
    agency: str
    by: datetime
    late: bool
    by_post: bool = False
    at_center: bool = False
    batch: str = ""
    steps: tuple[StepDue, ...] = ()
    giver: PersonalText = ""
    receiver: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What an agency did, as its officer or one at the Center notes it (R66, C29)."""

    step: Step
    number: str = ""
    day: date | None = None
    page: str = ""
    who: PersonalText = ""
    note: PersonalText = ""


# --- hand-over ----------------------------------------------------------------------------------


def hand_over(
    dossier: Dossier,
    given: Hands,
    *,
    procedure: Procedure | None,
    now: datetime,
    rules: InForce,
    roles: Collection[Role],
    batch: str = "",
) -> Fact:
    """The folder goes to the lead of its route, else to the agency of its procedure.

    `procedure` is None where the catalogue no longer has it: nothing is then known of the steps.
    Raises the first of the `hand_over_objections`.
    """
    require_writable(dossier)
    acting_role(dossier.state, Action.HAND_OVER, roles)
    for objection in hand_over_objections(dossier, given, procedure):
        raise objection
    agency_index, agency = recipient(dossier)
    by = hand_over_by(dossier, rules)
    process = procedure.process if procedure else None
    handed = HandOver(
        agency_index=agency_index,
        agency=agency,
        by=by,
        late=is_overdue(by, now),
        by_post=given.by_post,
        at_center=process is not None and process.at_center,
        batch=clean(batch, CODE_LIMIT),
        steps=tuple(_steps_due(process, now, rules)) if process else (),
        giver=given.giver,
        receiver=given.receiver,
    )
    return enter(dossier, HAND_OVER, handed, roles=roles)


def hand_over_objections(
    dossier: Dossier, given: Hands, procedure: Procedure | None
) -> list[Refused]:
    """Everything that stands against it, at once: the folder and the two who sign."""
    return [*folder_objections(dossier, procedure), *hands_objections(given)]


def folder_objections(dossier: Dossier, procedure: Procedure | None) -> Iterator[Refused]:
    """What stands against the folder itself, before anybody signs for it (C26, R91)."""
    if dossier.conflicts:
        yield Refused("conflict-open")
    unscanned = dossier.taken_in().unscanned
    if unscanned:
        yield Refused("hand-over-unscanned", count=len(unscanned), component=unscanned[0].name)
    fixed, completed = dossier.last(Route), dossier.last(SupplementCompleted)
    if fixed is None and procedure is not None and procedure.legs:
        yield Refused("hand-over-unrouted")
    if fixed is not None and completed is not None and _comes_before(dossier, fixed, completed):
        yield Refused("route-outdated")


def _comes_before(
    dossier: Dossier, one: Entered[Route], other: Entered[SupplementCompleted]
) -> bool:
    """The limits of its agencies are those of a clock that has started anew since (R87)."""
    places = [it.entry for it in dossier.trail]
    return places.index(one.entry) < places.index(other.entry)


def recipient(dossier: Dossier) -> tuple[int, str]:
    """Index and name of the agency that gets the folder: the lead, or the only one."""
    fixed = route(dossier)
    if fixed is not None:
        lead = fixed.legs[LEAD]
        return lead.agency_index, lead.agency
    matter = dossier.taken_in().matter
    return matter.agency_index, matter.agency


def hand_over_by(dossier: Dossier, rules: InForce) -> datetime:
    """The last moment to hand it over: the same day, or first thing next (NĐ 61 Đ18.2, A10)."""
    return deadlines.hand_over_by(
        clock_start(dossier),
        rules.profile.rules.hand_over_cut_off,
        calendar=rules.calendar,
        hours=rules.profile.hours,
    )


def _steps_due(process: Process, start: datetime, rules: InForce) -> Iterator[StepDue]:
    """Each step counts from the end of the one before; behind an unknown limit none is known."""
    begins, hours = start, rules.profile.hours
    for it in _agency_steps(process):
        if it.limit is None:
            return
        begins = deadlines.due(begins, it.limit, calendar=rules.calendar, hours=hours).moment
        yield StepDue(it.step, begins, it.limit.words)


def _agency_steps(process: Process) -> Iterator[ProcessStep]:
    return (it for it in process.steps if it.step is not Step.RECEIVE)


def _hand_over_clash(dossier: Dossier, handed: HandOver) -> str:
    """A route that another desk fixed meanwhile may lead elsewhere."""
    index, _ = recipient(dossier)
    return "" if handed.agency_index == index else "hand-over-not-to-lead"


# --- progress -----------------------------------------------------------------------------------


def note_progress(
    dossier: Dossier, progress: Progress, *, now: datetime, roles: Collection[Role]
) -> Fact:
    """What an agency did with it. Raises the first of the `progress_objections`."""
    require_writable(dossier)
    acting_role(dossier.state, Action.NOTE_PROGRESS, roles)
    said = Progress(
        step=progress.step,
        number=clean(progress.number, CODE_LIMIT),
        day=progress.day,
        page=clean(progress.page, LINE_LIMIT),
        who=clean(progress.who, NAME_LIMIT),
        note=clean_note(progress.note, NOTE_LIMIT),
    )
    for objection in progress_objections(said, local(now).date()):
        raise objection
    return enter(dossier, NOTE_PROGRESS, said, roles=roles)


def progress_objections(progress: Progress, today: date) -> list[Refused]:
    """Somebody did something, and a paper has its day."""
    return list(_about_progress(progress, today))


def _about_progress(progress: Progress, today: date) -> Iterator[Refused]:
    if not progress.who:
        yield Refused("progress-who-missing")
    if not (progress.number or progress.note or progress.page):
        yield Refused("progress-empty")
    if progress.number and progress.day is None:
        yield Refused("paper-day-missing")
    if progress.day is not None and progress.day > today:
        yield Refused("paper-in-the-future", day=progress.day.isoformat())


def silent_since(dossier: Dossier) -> datetime | None:
    """When somebody last moved it or said how far it is (R66).

    A fee, a telephone call or a corrected name is no progress.
    """
    moved = (it.at for it in reversed(dossier.trail) if it.action not in _SAYS_NOTHING)
    return next(moved, None)


def waited_for_since(dossier: Dossier) -> datetime | None:
    """Since when nothing was said of it, while the Center or an agency has it to do.

    None for the rest: an applicant may take time, also to fetch a result at an agency's own unit.
    """
    waits = dossier.state in _TO_BE_DONE and concluding.arrived(dossier) is None
    return silent_since(dossier) if waits else None


def silent_after(since: date, working_days: int, *, calendar: WorkCalendar) -> date:
    """The last day on which what was said on `since` is news enough (C29)."""
    return calendar.working_days_on(since, working_days)


def is_silent(
    dossier: Dossier, now: datetime, working_days: int, *, calendar: WorkCalendar
) -> bool:
    """Whether nothing was said of it for more than so many working days (C29)."""
    since = waited_for_since(dossier)
    if since is None:
        return False
    return local(now).date() > silent_after(local(since).date(), working_days, calendar=calendar)


_SAYS_NOTHING: Final = (NOTES - {Action.NOTE_PROGRESS}) | {Action.RECALL}
_TO_BE_DONE: Final = frozenset({State.RECEIVED, State.APPRAISAL, State.APPROVED})


# --- custody ------------------------------------------------------------------------------------


class Place(StrEnum):
    CENTER = "center"
    AGENCY = "agency"
    """Another level's one-stop too, where the result goes back to it (R95)."""
    PROVINCE = "province"
    """Văn phòng UBND tỉnh (R99)."""
    RETURN_DESK = "return-desk"
    POST = "post"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has the folder, and once there is a result, who has that.

    `agency_index` is None and `agency` empty where no agency has it; `person` is empty where
    nobody signed, or the names were erased; `since` is None before anything was committed.
    """

    place: Place
    agency_index: int | None = None
    agency: str = ""
    person: str = ""
    since: datetime | None = None


def custody(dossier: Dossier, *, via_province: bool = False) -> Custody:
    """Who has it now. `via_province`: the result comes through the Văn phòng UBND tỉnh (R99)."""
    moved = next((it for it in reversed(dossier.trail) if it.action not in _STAYS), None)
    if moved is None:
        return Custody(Place.APPLICANT)
    match dossier.state, moved.action:
        case State.RECEIVED, _:
            return Custody(Place.CENTER, since=clock_start(dossier))
        case State.APPROVED, Action.APPROVE if via_province:
            return Custody(Place.PROVINCE, since=moved.at)
        case ((State.APPRAISAL | State.APPROVED), _):
            return _with_agency(dossier, moved)
        case State.RELEASED, Action.SEND_BACK_BETWEEN_LEVELS:
            inbound = dossier.taken_in().inbound
            one_stop = inbound.one_stop if inbound else ""
            return Custody(Place.AGENCY, agency=one_stop, since=moved.at)
    in_part = moved.action is Action.TAKE_SUPPLEMENT
    return Custody(Place.CENTER if in_part else _PLACES[dossier.state], since=moved.at)


def _with_agency(dossier: Dossier, moved: Entered[object]) -> Custody:
    """The agency that was given it last; a result, also a wrong one, is the lead's.

    What another level gives back comes to the one-stop where it was received (R95).
    """
    match moved.what:
        case SentOn(sender=sender, to=to, receiver=receiver):
            legs = _legs(dossier)
            came_back = to == LEAD and legs[sender].level is not Level.SAME
            place = Place.CENTER if came_back else Place.AGENCY
            return Custody(place, legs[to].agency_index, legs[to].agency, receiver, moved.at)
        case what:
            receiver = what.receiver if isinstance(what, HandOver) else ""
            place = Place.CENTER if _at_center(dossier) else Place.AGENCY
            return Custody(place, *recipient(dossier), receiver, moved.at)


def _legs(dossier: Dossier) -> tuple[RouteLeg, ...]:
    fixed = route(dossier)
    assert fixed is not None
    return fixed.legs


def _at_center(dossier: Dossier) -> bool:
    handed = dossier.last(HandOver)
    return handed is not None and handed.what.at_center


_STAYS: Final = NOTES | {
    Action.RECALL,
    Action.SET_ROUTE,
    Action.ANSWER_LEG,
    Action.RECORD_VERIFICATION,
    Action.CONSULT,
    Action.RECORD_OPINION,
    Action.REPORT_SILENCE,
    Action.DRAFT_PAPER,
    Action.APOLOGISE,
    Action.SHELVE,
    Action.RELEASE_IN_PART,
    Action.RECORD_INVITATION,
}
"""Acts that leave the folder where it is."""

_PLACES: Final[Mapping[State, Place]] = {
    State.APPLIED: Place.CENTER,
    State.POSTED: Place.POST,
    State.SUPPLEMENT: Place.APPLICANT,
    State.RETURNED: Place.APPLICANT,
    State.WAITING: Place.RETURN_DESK,
    State.IN_POST: Place.POST,
    State.RELEASED: Place.APPLICANT,
    State.REFUSED: Place.APPLICANT,
    State.DIRECTED: Place.APPLICANT,
    State.ANSWERED: Place.APPLICANT,
    State.CANCELLED: Place.APPLICANT,
    State.WITHDRAWN: Place.APPLICANT,
    State.CLOSED: Place.APPLICANT,
}


HAND_OVER = kind(DOSSIER_HANDED_OVER, Action.HAND_OVER, HandOver, clash=_hand_over_clash)
NOTE_PROGRESS = kind(DOSSIER_PROGRESS_NOTED, Action.NOTE_PROGRESS, Progress)

KINDS = (HAND_OVER, NOTE_PROGRESS)
