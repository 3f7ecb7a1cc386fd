"""The world of a dossier in plain data: a Center's choices, a procedure's traits, working days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

HERE = timezone(timedelta(hours=7))


DAYS_OFF = frozenset({date(2026, 11, 26), date(2026, 12, 9), date(2027, 1, 1)})
"""Besides Saturdays and Sundays."""


RECEIVING, CENTER_OFFICER = "receiving-officer", "center-officer"


RETURN_DESK, POSTAL, SUPERVISOR = "return-desk", "postal-employee", "supervisor"


APPRAISER, APPROVER, PROVINCE = "appraiser", "approving-leader", "province-office"


POLICE, ONE_STOP, ADMINISTRATOR = "police-desk", "other-one-stop", "administrator"


CENTER = frozenset({RECEIVING, CENTER_OFFICER})


CENTER_OR_POST = CENTER | {POSTAL}


AGENCY = CENTER | {APPRAISER}


AT_WORK = CENTER_OR_POST | {
    RETURN_DESK,
    SUPERVISOR,
    APPRAISER,
    APPROVER,
    PROVINCE,
    POLICE,
    ONE_STOP,
}


EVERYBODY = sorted(AT_WORK | {ADMINISTRATOR})


COMPONENTS = ("don", "ban-sao")
"""What every dossier of the tests consists of: an original, and a certified copy."""


FEE_VND = 150_000


def price_vnd(exempt: str) -> int:
    """What is owed of the one fee of the tests."""
    return {"mien": 0, "giam": FEE_VND // 2}.get(exempt, FEE_VND)


@dataclass(frozen=True)
class Policy:
    """What a Center decided where the regulation leaves it open, and its numbers."""

    name: str
    sessions: tuple[tuple[time, time], ...]
    supplements: int
    counted_by_dossier: bool
    days_to_return: int
    resumes: bool
    new_dates: int
    supervisor_moves_dates: bool
    cash_on_delivery: bool
    lost_slip_needs_leader: bool
    invitations: int
    failed_post_goes_to: str

    @property
    def closes(self) -> time:
        return self.sessions[-1][1]


@dataclass(frozen=True)
class Matter:
    """The traits of a procedure that decide something."""

    name: str = "plain"
    days: int = 5
    fee: str = "due"
    """"due", "none" or "unpublished"."""
    received_by: str = RECEIVING
    bar: str = ""
    """"soft" where nobody published it, "hard" where it belongs elsewhere (R8, R29, C30)."""
    instant: bool = False
    police: bool = False
    province: bool = False
    legs: int = 0
    verification: bool = False
    old_papers: tuple[str, ...] = ()
    sent_by_post: bool = True
    returned_by_post: bool = True
    authorisation: bool = True
    identity: bool = False
    sent_here: bool = False
    """Another level's one-stop sends it as a rule (R95, C18)."""


def day(moment: datetime) -> date:
    return moment.astimezone(HERE).date()


def works(on: date) -> bool:
    return on.weekday() < 5 and on not in DAYS_OFF


def working_day(start: date, number: int) -> date:
    """The working day so many after `start`."""
    while number:
        start += timedelta(days=1)
        number -= works(start)
    return start


def working_days(start: date, number: int) -> tuple[date, ...]:
    return tuple(working_day(start, it) for it in range(1, number + 1))


def closing(on: date, policy: Policy) -> datetime:
    return datetime.combine(on, policy.closes, HERE)


def is_promisable(moment: datetime, policy: Policy) -> bool:
    """Somebody hands out results then, and the opening minute itself leaves no time (C2)."""
    here = moment.astimezone(HERE)
    inside = any(opens < here.time() <= closes for opens, closes in policy.sessions)
    return inside and works(here.date())
