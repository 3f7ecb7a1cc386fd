"""What is true of one dossier, told by facts: "handed over", "items out", "clock stopped".

No state is kept: where the dossier stands follows from what happened.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from tests.fakes.plain.world import RETURN_DESK, Matter, Policy, closing, day, working_day


@dataclass
class Stop:
    """Returned for supplement: the clock stands until nothing of `wanted` is missing."""

    at: datetime
    paper_day: date
    lawful: bool
    wanted: set[int]


@dataclass
class Round:
    """The agencies that work on it, lead first, and how far the folder has come."""

    legs: int
    electronic: bool
    elsewhere: frozenset[int] = frozenset()
    """Legs of another level."""
    outdated: bool = False
    at: int = 0
    moved: bool = False
    """Whether it left the lead since the lead got it from outside."""
    came_home: bool = False
    answered: set[int] = field(default_factory=set)
    answered_now: set[int] = field(default_factory=set)

    def begins(self) -> None:
        self.came_home = False
        self.answered.clear()
        self.is_with_lead()

    def is_with_lead(self) -> None:
        self.at, self.moved = 0, False
        self.answered_now.clear()

    @property
    def is_done(self) -> bool:
        if self.electronic:
            return self.answered >= set(range(1, self.legs))
        return self.came_home and self.at == 0

    @property
    def following(self) -> int | None:
        """Where the paper folder goes next (R92)."""
        if self.electronic or (self.at == 0 and self.moved):
            return None
        return (self.at + 1) % self.legs


@dataclass
class Question:
    agency: int
    number: str
    asked: datetime
    until: datetime
    answered: bool = False
    reported: bool = False


@dataclass
class InPost:
    item: str
    cod: bool
    at: datetime
    originals: int
    invited: list[date] = field(default_factory=list)


@dataclass
class Paper:
    """A result: a granted one is held until its fee is paid, a refusal never."""

    granted: bool
    items: tuple[str, ...]
    arrived: datetime | None
    came_from_province: bool = False
    at_desk: bool = False
    gone: bool = False
    fetched: bool = False
    """Something of it was handed to a citizen over a desk."""
    in_post: InPost | None = None
    out: set[str] = field(default_factory=set)

    @property
    def left(self) -> set[str]:
        return set(self.items) - self.out


@dataclass(frozen=True)
class Right:
    """By what right somebody stands here for another."""

    capacity: str
    paper: bool = True
    scope: str = "both"
    expires: date | None = None

    def is_over(self, on: date) -> bool:
        return self.expires is not None and self.expires < on


@dataclass
class Life:
    """Everything that is true of one dossier."""

    policy: Policy
    matter: Matter
    begun: bool = False
    ending: str = ""
    came_online: bool = False
    lies_at_post: bool = False
    asked_at_desk: list[datetime] = field(default_factory=list)
    asked_open: bool = False
    applications: list[datetime] = field(default_factory=list)
    received: datetime | None = None
    identity: str = ""
    right: Right | None = None
    inbound: bool = False
    fee: str = ""
    owed_vnd: int = 0
    """What the fee comes to, as it was said last."""
    payments: dict[str, int] = field(default_factory=dict)
    """What is left of each payment, by the act that took it."""
    unscanned: set[str] = field(default_factory=set)
    components: set[str] = field(default_factory=set)
    kept: int = 0
    given_back: int = 0
    recovered: set[str] = field(default_factory=set)
    sets: int = 0
    entered: date | None = None
    wants_post: bool = False
    first: datetime | None = None
    told: datetime | None = None
    measure: datetime | None = None
    clock_from: datetime | None = None
    counted: tuple[date, ...] = ()
    new_dates: int = 0
    keeper: str = "applicant"
    at_agency: bool = False
    route: Round | None = None
    questions: dict[str, Question] = field(default_factory=dict)
    verified: bool = False
    drafts: dict[str, str] = field(default_factory=dict)
    returns: int = 0
    stop: Stop | None = None
    result: Paper | None = None
    shelf: str = ""
    post_numbers: set[str] = field(default_factory=set)
    contacts: dict[str, datetime] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    evaluated: bool = False
    parcel: str = ""
    """What the result was packed into, and lies in."""
    handed_in: datetime | None = None
    """When the post and the desk signed for what was filed by post."""

    @property
    def is_in_hand(self) -> bool:
        """Form 01 was issued, and the dossier is not over."""
        over = self.ending or (self.result is not None and self.result.gone)
        return self.received is not None and not over

    @property
    def lies_at_center(self) -> bool:
        return self.is_in_hand and not (self.at_agency or self.stop or self.result)

    @property
    def is_appraised(self) -> bool:
        return self.is_in_hand and self.at_agency and not (self.stop or self.result)

    @property
    def waits_for_check(self) -> bool:
        """Brought, and nobody said anything final of it yet."""
        return not self.ending and self.received is None

    @property
    def result_at_agency(self) -> Paper | None:
        paper = self.result
        free = paper is not None and not (paper.at_desk or paper.in_post or paper.gone)
        return paper if free else None

    @property
    def result_at_desk(self) -> Paper | None:
        return self.result if self.result is not None and self.result.at_desk else None

    @property
    def desk_of_result(self) -> frozenset[str]:
        """The return desk has a say once there is a result that it may come to hand out."""
        here = self.result_at_agency or self.result_at_desk
        return frozenset({RETURN_DESK}) if here else frozenset()

    @property
    def posted(self) -> InPost | None:
        return self.result.in_post if self.result is not None else None

    @property
    def packed(self) -> str:
        return self.parcel if self.result_at_desk is not None else ""

    @property
    def is_filed(self) -> bool:
        """Filed by post, and nobody looked at it yet."""
        return self.waits_for_check and self.begun and self._before_form_01 == "posted"

    @property
    def taken_vnd(self) -> int:
        """What was taken and did not go back."""
        return sum(self.payments.values())

    @property
    def owes(self) -> bool:
        """Whether a fee holds the result (R32, C20)."""
        return self.fee == "unpaid" and self.result is not None and self.result.granted

    @property
    def originals(self) -> int:
        """Kept ones that were not given back."""
        return self.kept - self.given_back

    @property
    def old_papers(self) -> set[str]:
        """Still to be taken back with what is granted (C8)."""
        granted = self.result is not None and self.result.granted
        return set(self.matter.old_papers) - self.recovered if granted else set()

    @property
    def awaits_province(self) -> bool:
        result = self.result
        return self.matter.province and result is not None and not result.came_from_province

    @property
    def may_have_new_date(self) -> bool:
        return self.new_dates < self.policy.new_dates

    @property
    def in_words(self) -> str:
        """Where it stands, in one word."""
        if not self.begun or self.ending:
            return self.ending or "new"
        if self.received is None:
            return self._before_form_01
        if self.stop:
            return "returned"
        return self._with_result if self.result else self._without_result

    @property
    def _before_form_01(self) -> str:
        if self.asked_open:
            return "supplement"
        return "applied" if self.came_online else "posted"

    @property
    def _without_result(self) -> str:
        return "appraisal" if self.at_agency else "received"

    @property
    def _with_result(self) -> str:
        paper = self.result
        assert paper is not None
        if paper.gone or paper.in_post:
            return "released" if paper.gone else "in-post"
        return "waiting" if paper.at_desk else "approved"

    def return_limit(self) -> datetime:
        """Until when a return is in time: so many working days, and never after the due (C4)."""
        assert self.clock_from is not None
        assert self.told is not None
        last = working_day(day(self.clock_from), self.policy.days_to_return)
        return min(closing(last, self.policy), self.told)

    def return_is_repeated(self) -> bool:
        asked = self.returns
        if self.policy.counted_by_dossier:
            asked += len(self.asked_at_desk)
        return asked >= self.policy.supplements

    def standing(self, now: datetime) -> str:
        """In time or late, by the arrival of the result and nothing else (C3)."""
        if self.measure is None or self.ending in {"cancelled", "withdrawn", "closed"}:
            return "none"
        due, arrived = day(self.measure), self._arrived
        if arrived is not None:
            return _compared(day(arrived), due, ("early", "on-time", "late"))
        if self.stop:
            return "stopped"
        return _compared(day(now), due, ("in-time", "due-today", "overdue"))

    @property
    def _arrived(self) -> datetime | None:
        if self.ending == "answered":
            return self.received
        return self.result.arrived if self.result else None


def _compared(one: date, other: date, words: tuple[str, str, str]) -> str:
    return words[1 + (one > other) - (one < other)]
