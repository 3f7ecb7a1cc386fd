"""The life of one dossier as the regulation tells it, in plain data: what is true, and what may be.

Written from `R`, `A` and `C` alone: no table of states, nothing of the domain. What is true is told
by facts ("handed over", "items out", "clock stopped"); an act says itself what stands against it.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import ClassVar

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


# --- time ---------------------------------------------------------------------------------------


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


# --- what is true -------------------------------------------------------------------------------


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
    def posted(self) -> InPost | None:
        return self.result.in_post if self.result is not None else None

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


@dataclass(frozen=True)
class Moment:
    """When something is done, by whom and in what roles."""

    now: datetime
    officer: str
    roles: frozenset[str]


# --- acts ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """`against` are reasons that nobody can set aside, `unless` those that a leader can."""

    action: ClassVar[str] = ""
    note: ClassVar[bool] = False
    """Nobody's next step rests on it."""
    recallable: ClassVar[bool] = False
    """No citizen holds a paper of it yet."""
    confirmed: bool = field(default=False, kw_only=True)

    def possible(self, life: Life) -> bool:
        raise NotImplementedError

    def who(self, life: Life) -> frozenset[str]:
        return CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from ()

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from ()

    def change(self, life: Life, at: Moment, key: str) -> None:
        pass

    def why_not(self, life: Life, at: Moment) -> list[str]:
        """Why it is not lawful; empty where it is."""
        if not self.possible(life):
            return ["not now"]
        if self.who(life).isdisjoint(at.roles):
            return ["not by this role"]
        soft = [] if self.confirmed else list(self.unless(life, at))
        return [*self.against(life, at), *soft]


def _empty(what: str, *texts: str) -> Iterator[str]:
    if not all(texts):
        yield f"{what} missing"


def _paper(number: str, signer: str, signed: date, at: Moment) -> Iterator[str]:
    yield from _empty("number or signer", number, signer)
    if signed > day(at.now):
        yield "signed tomorrow"


def _until_known(life: Life, new_due: datetime, at: Moment) -> Iterator[str]:
    if new_due <= at.now:
        yield "past"
    if not is_promisable(new_due, life.policy):
        yield "outside working time"


# --- how it comes -------------------------------------------------------------------------------


@dataclass(frozen=True)
class ApplyOnline(Act):
    action = "apply-online"
    portal: str = "H47-0001"
    sent: datetime | None = None
    """Now where it is not said."""
    name: str = "Nguyễn Văn Thử"
    reachable: bool = True
    sets: int = 1
    component: str = "don"
    other_procedure: bool = False

    def possible(self, life: Life) -> bool:
        return not life.begun or life.asked_open

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("portal number or name", self.portal, self.name)
        if (self.sent or at.now) > at.now:
            yield "sent tomorrow"
        if not self.reachable:
            yield "nobody can be told (R74)"
        if not self.sets:
            yield "no set"
        if self.component not in COMPONENTS:
            yield "not published"
        if self.other_procedure and life.begun:
            yield "another procedure"
        if (self.sent or at.now) in life.applications:
            yield "the same once more"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.came_online, life.lies_at_post = True, True, False
        life.asked_open = False
        life.applications.append(self.sent or at.now)
        life.keeper = "center"


@dataclass(frozen=True)
class TakeByPost(Act):
    action = "take-by-post"
    item: str = "BD1"
    name: str = "Nguyễn Văn Thử"

    def possible(self, life: Life) -> bool:
        return not life.begun

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("number or name", self.item, self.name)
        if not life.matter.sent_by_post:
            yield "not by post"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.lies_at_post, life.keeper = True, True, "post"


@dataclass(frozen=True)
class Receive(Act):
    action = "receive"
    name: str = "Nguyễn Văn Thử"
    identity: str = "049000000123"
    submitter: Right | None = None
    channel: str = "direct"
    """"direct", "post" or "inbound"."""
    channel_named: bool = True
    """The number of the item, or the one-stop that sent it."""
    to_post: bool = False
    address: str = "Thôn Không Có"
    complete: bool = True
    good_kind: bool = True
    scanned: bool = True
    kept: int = 0
    paid: bool = False
    fee_receipt: str = "AA/26 0001"
    exempt: str = ""
    sets: int = 1
    when: datetime | None = None
    """Now where it is not said."""

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def who(self, life: Life) -> frozenset[str]:
        fresh = not life.begun or life.asked_open
        return CENTER_OR_POST if fresh else CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if (self.when or at.now) > at.now:
            yield "tomorrow"
        if life.matter.bar == "hard":
            yield "received elsewhere (R29)"
        if life.matter.received_by not in at.roles:
            yield "another desk receives it (R30)"
        yield from self._people(life, at)
        yield from self._way(life, at)
        yield from self._papers()
        if _fee_unknown(life, self.exempt):
            yield "no such exemption"
        if self._fee(life) == "paid" and not self.fee_receipt:
            yield "no statutory receipt"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.matter.bar == "soft":
            yield "not published (C30)"

    def _people(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("name", self.name)
        if life.matter.identity and not self.identity:
            yield "identity demanded (C17)"
        right = self.submitter
        if right is None:
            return
        if right.is_over(day(self.when or at.now)):
            yield "authorisation over"
        if right.capacity != "authorised":
            return
        if not (life.matter.authorisation and right.paper and right.scope != "receive"):
            yield "no authorisation to submit (R124)"

    def _way(self, life: Life, at: Moment) -> Iterator[str]:
        if self.channel != "direct" and not self.channel_named:
            yield "no number of the item, or no one-stop"
        if self.channel == "post" and not life.matter.sent_by_post:
            yield "not by post"
        if self.channel == "post" and day(self.when or at.now) < day(at.now):
            yield "signed on another day, and nobody says why (C21)"
        if self.to_post and not (life.matter.returned_by_post and self.address):
            yield "cannot be returned by post"

    def _papers(self) -> Iterator[str]:
        if not (self.complete and self.good_kind):
            yield "not complete (R69)"
        if not 1 <= self.sets <= 99:
            yield "no set"

    def _fee(self, life: Life) -> str:
        return _fee_said(life, paid=self.paid, exempt=self.exempt)

    def change(self, life: Life, at: Moment, key: str) -> None:
        when = self.when or at.now
        life.begun, life.asked_open, life.received = True, False, when
        life.entered = day(at.now)
        life.identity, life.right = self.identity, self.submitter
        life.inbound = self.channel == "inbound"
        life.fee, life.sets, life.kept = self._fee(life), self.sets, self.kept
        life.components = set(COMPONENTS)
        life.unscanned = set() if self.scanned else {"don"}
        life.wants_post = self.to_post
        life.counted = working_days(day(when), life.matter.days)
        life.clock_from = when
        life.first = life.told = life.measure = closing(life.counted[-1], life.policy)
        life.keeper = "center"


def _fee_unknown(life: Life, exempt: str) -> bool:
    return life.matter.fee == "due" and exempt not in {"", "mien", "giam"}


def _fee_said(life: Life, *, paid: bool, exempt: str) -> str:
    if life.matter.fee != "due":
        return life.matter.fee
    if exempt == "mien":
        return "exempt"
    return "paid" if paid else "unpaid"


@dataclass(frozen=True)
class AnswerAtOnce(Receive):
    action = "answer-at-once"

    def possible(self, life: Life) -> bool:
        by_post_only = life.begun and not (life.came_online or life.asked_open)
        return life.waits_for_check and not by_post_only

    def who(self, life: Life) -> frozenset[str]:
        return CENTER

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.instant:
            yield "not at once"
        if self._fee(life) == "unpaid":
            yield "fee first (R32)"
        yield from super().against(life, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        super().change(life, at, key)
        life.ending, life.keeper = "answered", "applicant"


@dataclass(frozen=True)
class AskAtDesk(Act):
    action = "request-supplement"
    demands: int = 1
    uncited: bool = False

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not (self.demands or self.uncited):
            yield "nothing asked"
        if self.uncited:
            yield "beyond the list without a law (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.asked_at_desk:
            yield "only once (R70)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.asked_open, life.keeper = True, True, "applicant"
        life.asked_at_desk.append(at.now)


@dataclass(frozen=True)
class RefuseAtDesk(Act):
    action = "refuse"
    reason: str = "Không đủ điều kiện."
    basis: str = "Điều 0 Luật Thử"
    not_competent: bool = False
    insisted: bool = False

    def possible(self, life: Life) -> bool:
        return life.waits_for_check

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("reason or basis", self.reason, self.basis)
        if self.not_competent and not self.insisted:
            yield "guidance first (C14)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.begun, life.ending, life.keeper = True, "refused", "applicant"


@dataclass(frozen=True)
class DirectElsewhere(Act):
    action = "direct-elsewhere"
    agency: str = "Sở Không Có"
    reason: str = "Không thuộc thẩm quyền."
    guidance: str = "Nộp tại Sở Không Có."

    def possible(self, life: Life) -> bool:
        return life.waits_for_check and life.came_online and not life.asked_open

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("full guidance (R73)", self.agency, self.reason, self.guidance)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.keeper = "directed", "applicant"


# --- at any time --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cancel(Act):
    action = "cancel"
    reason: str = "Chọn nhầm thủ tục."
    slip_page: str = "ab"
    slip_is_out: bool = True

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("reason", self.reason)
        if life.entered != day(at.now):
            yield "only on its day (C15)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.slip_is_out and not self.slip_page:
            yield "slip not taken back (C15)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.keeper = "cancelled", "applicant"


@dataclass(frozen=True)
class AddPages(Act):
    action = "add-pages"
    note = True
    component: str = "don"

    def possible(self, life: Life) -> bool:
        return life.is_in_hand or life.ending == "answered"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if self.component not in life.components:
            yield "not of this dossier"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.unscanned.discard(self.component)


@dataclass(frozen=True)
class RecordFee(Act):
    action = "record-fee"
    note = True
    paid: bool = True
    fee_receipt: str = "AA/26 0002"
    exempt: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST | {RETURN_DESK}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.fee == "paid":
            yield "paid already"
        if _fee_unknown(life, self.exempt):
            yield "no such exemption"
        if self._said(life) == "paid" and not self.fee_receipt:
            yield "no statutory receipt"

    def _said(self, life: Life) -> str:
        return _fee_said(life, paid=self.paid, exempt=self.exempt)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.fee = self._said(life)


@dataclass(frozen=True)
class ChangeReturn(Act):
    action = "change-return"
    note = True
    to_post: bool = True
    address: str = "Thôn Không Có"

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.posted is None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST | {RETURN_DESK}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if self.to_post and not (life.matter.returned_by_post and self.address):
            yield "cannot be returned by post"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.wants_post = self.to_post


@dataclass(frozen=True)
class Correct(Act):
    action = "correct"
    note = True
    reason: str = "Gõ nhầm."
    sets: int | None = 2
    identity: str = ""
    """Of the applicant as it should have been typed."""
    component: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {RETURN_DESK}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("reason (R16)", self.reason)
        if self.sets is None and not (self.identity or self.component):
            yield "nothing corrected"
        if self.sets is not None and not 1 <= self.sets <= 99:
            yield "no set"
        if self.component and self.component not in life.components:
            yield "not of this dossier"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.sets = self.sets or life.sets
        life.identity = self.identity or life.identity


@dataclass(frozen=True)
class NoteProgress(Act):
    action = "note-progress"
    note = True
    by: str = "Trần Thị Thử"
    number: str = "5/BC"
    signed: date | None = date(2026, 11, 23)
    text: str = "Đang thẩm định."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("who", self.by)
        if not (self.number or self.text):
            yield "nothing said"
        if self.number and self.signed is None:
            yield "a paper has its day"
        if self.signed is not None and self.signed > day(at.now):
            yield "tomorrow"


@dataclass(frozen=True)
class Contact(Act):
    action = "contact"
    note = True
    message: bool = False
    """To be sent by the functions of the portal; else the citizen was reached."""
    channel: str = "sms"
    about: str = "supplement"
    address: str = "0905000123"
    text: str = "Mời bổ sung."
    when: datetime | None = None

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if (self.when or at.now) > at.now:
            yield "tomorrow"
        if self.message and not (self.channel == "sms" and self.address and self.text):
            yield "cannot be sent (R74)"
        if self.about == "other" and not self.text:
            yield "about what?"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.contacts[key] = at.now
        if self.message:
            life.messages[key] = "waiting"


@dataclass(frozen=True)
class EndContact(Act):
    action = "end-contact"
    note = True
    contact: str = ""
    sent: bool = True

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.messages.get(self.contact) != "waiting":
            yield "no message that waits"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.messages[self.contact] = "sent" if self.sent else "failed"


@dataclass(frozen=True)
class Resolve(Act):
    """One desk alone never has anything to settle."""

    action = "resolve"
    note = True
    reason: str = "Đã đối chiếu."

    def possible(self, life: Life) -> bool:
        return life.begun

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({SUPERVISOR})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield "nothing to settle"


# --- to the agency ------------------------------------------------------------------------------


@dataclass(frozen=True)
class SetRoute(Act):
    action = "set-route"
    recallable = True
    electronic: bool = False
    limits: tuple[datetime, ...] = ()
    """Of each leg, lead first."""
    approved: date | None = date(2026, 1, 5)
    elsewhere: frozenset[int] = frozenset()
    one_stop: str = "Bộ phận Một cửa Không Có"

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if len(self.limits) < 2:
            yield "one agency is no route"
        if self.approved is not None and self.approved > day(at.now):
            yield "approved tomorrow"
        if self.elsewhere & set(range(len(self.limits))) and not self.one_stop:
            yield "no one-stop of the other level (R94)"
        if any(by <= at.now for by in self.limits):
            yield "limit over"
        if any(by > self.limits[0] for by in self.limits):
            yield "nobody is done after the lead"
        if not self.electronic and any(two < one for one, two in pairwise(self.limits[1:])):
            yield "on paper nobody is done before the one in front"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.told is not None
        if self.approved is None:
            yield "nobody approved it (R90)"
        if any(by > life.told for by in self.limits):
            yield "after the citizen's own due date"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.route = Round(len(self.limits), self.electronic, self.elsewhere)


@dataclass(frozen=True)
class HandOver(Act):
    action = "hand-over"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def possible(self, life: Life) -> bool:
        return life.lies_at_center

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)
        if life.unscanned:
            yield "not scanned (C26)"
        if life.matter.legs and life.route is None:
            yield "no route (R91)"
        if life.route and life.route.outdated:
            yield "limits of a clock that starts anew"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.at_agency, life.keeper = True, "agency"
        if life.route:
            life.route.begins()


@dataclass(frozen=True)
class AtAgency(Act):
    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def who(self, life: Life) -> frozenset[str]:
        return AGENCY


@dataclass(frozen=True)
class SendOn(AtAgency):
    action = "send-on"
    recallable = True
    to: int = 1
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)
        if life.route is None or life.route.following != self.to:
            yield "not the next one (R92)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        route = life.route
        assert route is not None
        left = route.at
        route.at, route.moved = self.to, True
        route.came_home = route.came_home or self.to == 0
        life.keeper = "center" if self.to == 0 and left in route.elsewhere else "agency"


@dataclass(frozen=True)
class AnswerLeg(AtAgency):
    action = "answer-leg"
    recallable = True
    leg: int = 1
    words: str = "Thống nhất."

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("answer", self.words)
        route = life.route
        known = route is not None and route.electronic and 0 < self.leg < route.legs
        if route is None or not known or self.leg in route.answered_now:
            yield "nobody waits for it (R93)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.route is not None
        life.route.answered.add(self.leg)
        life.route.answered_now.add(self.leg)


@dataclass(frozen=True)
class Verify(AtAgency):
    action = "record-verification"
    number: str = "3/BB"
    signed: date = date(2026, 11, 23)
    present: bool = False
    place: str = "Thôn Không Có"
    held: datetime | None = datetime(2026, 11, 23, 1, tzinfo=UTC)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("record (R83)", self.number)
        if self.signed > day(at.now):
            yield "tomorrow"
        if self.held is not None and self.held > at.now:
            yield "tomorrow"
        if self.present and not (self.held and self.place):
            yield "time, place, participants and content (R84)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.verified = True


@dataclass(frozen=True)
class Consult(AtAgency):
    action = "consult"
    recallable = True
    until: datetime | None = None
    """One day from now where it is not said."""
    content: str = "Đề nghị có ý kiến."
    number: str = ""

    def until_when(self, at: Moment) -> datetime:
        return self.until or at.now + timedelta(days=1)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("content (R88)", self.content)
        if self.until_when(at) <= at.now:
            yield "limit over"
        if self.number and any(it.number == self.number for it in life.questions.values()):
            yield "asked already"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[key] = Question(6, self.number, at.now, self.until_when(at))


@dataclass(frozen=True)
class AboutQuestion(AtAgency):
    question: str = ""


@dataclass(frozen=True)
class GiveOpinion(AboutQuestion):
    action = "record-opinion"
    recallable = True
    content: str = "Thống nhất."
    given: date | None = None
    """Today where it is not said."""

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        question, given = life.questions.get(self.question), self.given or day(at.now)
        yield from _empty("opinion", self.content)
        if question is None or question.answered:
            yield "nobody waits for it"
        elif not day(question.asked) <= given <= day(at.now):
            yield "before the question, or tomorrow"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[self.question].answered = True


@dataclass(frozen=True)
class ReportSilence(AboutQuestion):
    action = "report-silence"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        question = life.questions.get(self.question)
        if question is None or question.answered or question.reported:
            yield "nobody waits for it"
        elif day(at.now) <= day(question.until):
            yield "there is time (C2)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.questions[self.question].reported = True


@dataclass(frozen=True)
class DraftPaper(AtAgency):
    action = "draft-paper"
    form: str = "refusal"
    reason: str = "Chưa đủ."
    basis: str = "Điều 0 Luật Thử"
    new_due: datetime | None = None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("reason", self.reason)
        if self.form == "refusal":
            yield from _empty("basis", self.basis)
        if self.form == "apology":
            yield from new_date(life, self.new_due, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.drafts[key] = self.form


def new_date(life: Life, new_due: datetime | None, at: Moment) -> Iterator[str]:
    """A new date while one may be given, and none after that (R79, C5)."""
    assert life.told is not None
    if new_due is None:
        if life.may_have_new_date:
            yield "no new date (R78)"
        return
    if not life.may_have_new_date:
        yield "no more than allowed (R79)"
    if new_due <= life.told:
        yield "not later"
    yield from _until_known(life, new_due, at)


@dataclass(frozen=True)
class ReturnIt(Act):
    action = "return-for-supplement"
    number: str = "12/TB"
    signer: str = "Ông Lê Văn Không Có"
    signed: date | None = None
    demands: int = 1
    uncited: bool = False
    reason: str = "Chưa đủ."
    draft: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def _signed(self, at: Moment) -> date:
        return self.signed or day(at.now)

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _paper(self.number, self.signer, self._signed(at), at)
        yield from _empty("reason (R85)", self.reason)
        if not (self.demands or self.uncited):
            yield "nothing asked"
        if self.uncited:
            yield "beyond the list without a law (R18)"
        if self.draft and life.drafts.get(self.draft) != "supplement":
            yield "no such draft"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if day(at.now) > day(life.return_limit()):
            yield "late (R86)"
        if life.return_is_repeated():
            yield "once more (R70, A1)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.stop = Stop(
            at=at.now,
            paper_day=self._signed(at),
            lawful=not list(self.unless(life, at)),
            wanted=set(range(1, self.demands + 1)),
        )
        life.returns += 1
        life.keeper = "applicant"


@dataclass(frozen=True)
class TakeSupplement(Act):
    """All of what is missing starts the clock anew (R87), a part does not (C24)."""

    action = "take-supplement"
    places: tuple[int, ...] = (1,)
    scanned: bool = True
    when: datetime | None = None
    remark: str = ""

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.stop is not None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER_OR_POST

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        stop, when = life.stop, self.when or at.now
        assert stop is not None
        if when > at.now or day(when) < stop.paper_day:
            yield "tomorrow, or before it was asked"
        if day(when) < day(at.now) and not self.remark:
            yield "why on another day? (C21)"
        if not self.places or len(set(self.places)) < len(self.places):
            yield "nothing, or twice the same"
        if not set(self.places) <= stop.wanted:
            yield "not asked"

    def change(self, life: Life, at: Moment, key: str) -> None:
        stop, when = life.stop, self.when or at.now
        assert stop is not None
        for place in self.places:
            component = f"s{life.returns}.{place}"
            life.components.add(component)
            if not self.scanned:
                life.unscanned.add(component)
        stop.wanted -= set(self.places)
        if not stop.wanted:
            self._starts_anew(life, stop, when)

    def _starts_anew(self, life: Life, stop: Stop, when: datetime) -> None:
        days = life.matter.days
        if life.policy.resumes:
            days = max(1, sum(it > day(stop.at) for it in life.counted))
        life.counted, life.clock_from = working_days(day(when), days), when
        life.told = closing(life.counted[-1], life.policy)
        if stop.lawful:
            life.measure = life.told
        life.stop, life.at_agency, life.keeper = None, False, "center"
        if life.route:
            life.route.outdated = True


@dataclass(frozen=True)
class CloseUnbrought(Act):
    action = "close-unbrought"
    reason: str = "Không bổ sung."
    words: str = "Thông báo tại trụ sở."
    told: date | None = None
    """Today where it is not said."""
    contact: str = ""

    def possible(self, life: Life) -> bool:
        return (life.waits_for_check and life.asked_open) or life.stop is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("reason", self.reason)
        if self.contact:
            noticed = day(life.contacts[self.contact]) if self.contact in life.contacts else None
        else:
            noticed = (self.told or day(at.now)) if self.words else None
        since = life.stop.at if life.stop else life.asked_at_desk[-1]
        if noticed is None or not day(since) <= noticed <= day(at.now):
            yield "no notice (C24)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.stop, life.keeper = "closed", None, "applicant"


@dataclass(frozen=True)
class Apologise(Act):
    action = "apologise"
    number: str = "4/XL"
    signer: str = "Ông Lê Văn Không Có"
    signed: date | None = None
    reason: str = "Chờ ý kiến."
    new_due: datetime | None = None
    draft: str = ""

    def possible(self, life: Life) -> bool:
        return life.lies_at_center or life.is_appraised or life.result_at_agency is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _paper(self.number, self.signer, self.signed or day(at.now), at)
        yield from _empty("reason (R78)", self.reason)
        if self.draft and life.drafts.get(self.draft) != "apology":
            yield "no such draft"
        yield from new_date(life, self.new_due, at)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if life.policy.supervisor_moves_dates and self.new_due is not None:
            yield "a supervisor moves dates (C11)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        if self.new_due is not None:
            life.told = self.new_due
            life.new_dates += 1


# --- the result ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Approve(Act):
    action = "approve"
    recallable = True
    granted: bool = True
    number: str = "77/GP"
    signer: str = "Bà Lê Thị Không Có"
    signed: date | None = None
    items: tuple[int, ...] = (1,)
    """How many there are of each kind."""
    reason: str = "Không đủ điều kiện."
    basis: str = "Điều 0 Luật Thử"

    def possible(self, life: Life) -> bool:
        return life.is_appraised

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {APPROVER, PROVINCE}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.received is not None
        signed = self.signed or day(at.now)
        yield from _paper(self.number, self.signer, signed, at)
        if signed < day(life.received):
            yield "before it was received (R77)"
        if not self.items or not all(self.items):
            yield "nothing in it"
        if life.route and not life.route.is_done:
            yield "an agency is not done (R92)"
        if any(not (it.answered or it.reported) for it in life.questions.values()):
            yield "an opinion is awaited (R89)"
        if not self.granted:
            yield from _empty("reason", self.reason)
        if not self.granted and life.verified:
            yield from _empty("law after a verification (C14)", self.basis)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.granted and life.matter.verification and not life.verified:
            yield "not verified (R83)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        items = tuple(str(it) for it in range(1, len(self.items) + 1))
        life.result = Paper(self.granted, items, at.now if life.matter.police else None)
        life.keeper = "province" if life.matter.province else "agency"


@dataclass(frozen=True)
class BringFromProvince(Act):
    action = "bring-from-province"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return CENTER | {PROVINCE}

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)
        if not life.awaits_province:
            yield "nothing comes from there (R99)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.came_from_province, life.keeper = True, "agency"


@dataclass(frozen=True)
class BringResult(Act):
    action = "bring-result"
    recallable = True
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"
    shelf: str = "A-01"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)
        if life.matter.police:
            yield "Công an tỉnh hands out itself (R33)"
        if life.awaits_province:
            yield "from UBND tỉnh first (R99)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.at_desk = True
        life.result.arrived = life.result.arrived or at.now
        life.shelf, life.keeper = self.shelf, "return-desk"


@dataclass(frozen=True)
class Shelve(Act):
    action = "shelve"
    recallable = True
    shelf: str = "B-02"

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("place", self.shelf)

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.shelf = self.shelf


def held(life: Life, *, elsewhere: bool = False) -> Iterator[str]:
    """What holds a result, whoever comes for it."""
    if life.awaits_province:
        yield "from UBND tỉnh first (R99)"
    if life.owes and not elsewhere:
        yield "fee first (R32)"


def right_to_take(life: Life, capacity: str, shown: Right | None, on: date) -> Iterator[str]:
    if capacity == "authorised" and not (shown and shown.paper):
        yield "no authorisation (R124)"
        return
    right = shown
    if capacity == "submitter":
        right = shown or life.right
        if right is None:
            yield "nobody else submitted"
    if capacity not in {"authorised", "submitter"} or right is None:
        return
    if right.is_over(on) or (right.scope == "submit" and right.capacity == "authorised"):
        yield "no right to receive (R124)"


def originals_back(life: Life, originals: int) -> Iterator[str]:
    if not 0 <= originals <= life.originals:
        yield "more than were kept"


@dataclass(frozen=True)
class Fetch(Act):
    """Somebody stands at the desk."""

    name: str = "Nguyễn Văn Thử"
    identity: str = "049000000123"
    capacity: str = "applicant"
    """Or "submitter", "authorised", "representative", "other"."""
    shown: Right | None = None
    slip: str = "taken"
    """Or "superseded", "lost"."""
    identity_seen: bool = True
    signed: bool = True
    originals: int = 0
    recovered: tuple[str, ...] = ()

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("name", self.name)
        numbers = {self.identity, life.identity}
        if self.capacity == "applicant" and "" not in numbers and len(numbers) > 1:
            yield "somebody else (R23)"
        yield from right_to_take(life, self.capacity, self.shown, day(at.now))
        yield from originals_back(life, self.originals)
        if not set(self.recovered) <= set(life.matter.old_papers):
            yield "a paper that nobody may take (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if self.capacity == "representative" and not self.identity_seen:
            yield "identity not seen"
        if self.slip == "lost":
            proven = self.identity_seen and self.signed
            if life.policy.lost_slip_needs_leader or not proven:
                yield "slip lost (R123, C22)"
        if life.inbound:
            yield "goes back to its one-stop (R95)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.given_back += self.originals
        life.recovered |= set(self.recovered)


@dataclass(frozen=True)
class Release(Fetch):
    action = "release"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from held(life)
        yield from super().against(life, at)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from super().unless(life, at)
        if self.originals < life.originals:
            yield "originals stay here"
        if not life.old_papers <= set(self.recovered):
            yield "old papers not taken back (C8)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        super().change(life, at, key)
        leaves(life, "applicant")


def leaves(life: Life, to: str) -> None:
    """Everything of the result that was left went out."""
    assert life.result is not None
    life.result.out = set(life.result.items)
    life.result.gone, life.result.at_desk, life.result.in_post = True, False, None
    life.shelf, life.keeper = "", to


@dataclass(frozen=True)
class ReleaseAtUnit(Release):
    """Công an tỉnh returns its own results at its own unit, and nobody else does (R33, R97)."""

    action = "release-at-unit"

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POLICE})

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.police:
            yield "goes to the return desk (R97)"
        yield from super().against(life, at)


@dataclass(frozen=True)
class ReleaseInPart(Fetch):
    action = "release-in-part"
    items: tuple[str, ...] = ()

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.result is not None
        if self.items:
            yield from held(life)
        if self.items and not set(self.items) < life.result.left:
            yield "all of it, or what is not there"
        if not (self.items or self.originals):
            yield "nothing"
        yield from super().against(life, at)

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        super().change(life, at, key)
        life.result.out |= set(self.items)


@dataclass(frozen=True)
class SendBack(Act):
    action = "send-back-between-levels"
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"
    originals: int = 0
    fee_there: bool = False

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)
        if not life.inbound:
            yield "nobody sent it (R95)"
        yield from held(life, elsewhere=self.fee_there)
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.originals < life.originals:
            yield "originals stay here"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.given_back += self.originals
        leaves(life, "agency")


@dataclass(frozen=True)
class GiveToPost(Act):
    action = "give-to-post"
    recallable = True
    item: str = "BD2"
    courier: str = "Lê Thị Phát"
    cod: bool = False
    post_may_collect: bool = True
    originals: int = 0

    def possible(self, life: Life) -> bool:
        return life.result_at_desk is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("number or courier", self.item, self.courier)
        if self.item in {"RR123456786VN"} | life.post_numbers:
            yield "mistyped, or used"
        if not life.wants_post:
            yield "not asked for (R10)"
        if self.cod and not (life.policy.cash_on_delivery and self.post_may_collect and life.owes):
            yield "no cash on delivery (A7)"
        yield from held(life, elsewhere=self.cod)
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.originals < life.originals:
            yield "originals stay here"
        if life.inbound:
            yield "goes back to its one-stop (R95)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post = InPost(self.item, self.cod, at.now, self.originals)
        life.result.at_desk = False
        life.post_numbers.add(self.item)
        life.shelf, life.keeper = "", "post"


@dataclass(frozen=True)
class GiveToPostAtUnit(GiveToPost):
    action = "give-to-post-at-unit"

    def possible(self, life: Life) -> bool:
        return life.result_at_agency is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POLICE})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if not life.matter.police:
            yield "goes to the return desk (R97)"
        yield from super().against(life, at)


@dataclass(frozen=True)
class WithPost(Act):
    def possible(self, life: Life) -> bool:
        return life.posted is not None

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({POSTAL})


@dataclass(frozen=True)
class Invite(WithPost):
    action = "record-invitation"
    found_nobody: date | None = None
    """Today where it is not said."""

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        posted, on = life.posted, self.found_nobody or day(at.now)
        assert posted is not None
        invited = posted.invited
        earliest = working_day(invited[-1], 2) if invited else day(posted.at)
        if not earliest <= on <= day(at.now):
            yield "too soon, or tomorrow (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.posted is not None
        life.posted.invited.append(self.found_nobody or day(at.now))


@dataclass(frozen=True)
class Deliver(WithPost):
    action = "deliver"
    receiver: str = "Nguyễn Văn Thử"
    delivered: date | None = None
    identity_seen: bool = True
    capacity: str = "applicant"
    shown: Right | None = None
    recovered: tuple[str, ...] = ()
    fee_receipt: str = "AA/26 0003"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        posted, on = life.posted, self.delivered or day(at.now)
        assert posted is not None
        yield from _empty("receiver", self.receiver)
        if not day(posted.at) <= on <= day(at.now):
            yield "before it was posted, or tomorrow"
        if posted.cod and life.owes:
            yield from _empty("receipt of the fee", self.fee_receipt)
        yield from held(life, elsewhere=posted.cod)
        yield from right_to_take(life, self.capacity, self.shown, on)
        if not set(self.recovered) <= set(life.matter.old_papers):
            yield "a paper that nobody may take (R18)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if not self.identity_seen:
            yield "identity not seen"
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if not life.old_papers <= set(self.recovered):
            yield "old papers not taken back (C8)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        posted = life.posted
        assert posted is not None
        if posted.cod and life.owes:
            life.fee = "paid"
        life.given_back += posted.originals
        life.recovered |= set(self.recovered)
        leaves(life, "applicant")


@dataclass(frozen=True)
class BackToShelf(WithPost):
    action = "post-back-to-shelf"
    shelf: str = "C-03"

    def who(self, life: Life) -> frozenset[str]:
        return frozenset({RETURN_DESK, POSTAL})

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        if life.matter.police:
            yield "never at the return desk (R33)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from tries(life)
        if life.policy.failed_post_goes_to != "shelf":
            yield "elsewhere (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post, life.result.at_desk = None, True
        life.shelf, life.keeper = self.shelf, "return-desk"


@dataclass(frozen=True)
class BackToAgency(WithPost):
    action = "post-back-to-agency"
    giver: str = "Phạm Thị Giao"
    receiver: str = "Hoàng Văn Nhận"

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("giver or receiver (R20)", self.giver, self.receiver)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        yield from tries(life)
        if not life.matter.police and life.policy.failed_post_goes_to != "agency":
            yield "elsewhere (C21)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        assert life.result is not None
        life.result.in_post, life.keeper = None, "agency"


def tries(life: Life) -> Iterator[str]:
    assert life.posted is not None
    if len(life.posted.invited) < life.policy.invitations:
        yield "the post still tries (C21)"


@dataclass(frozen=True)
class Reject(Act):
    action = "reject-result"
    lost: bool = False
    reason: str = "Sai tên."
    recovered: bool = True
    new_due: datetime | None = None

    def possible(self, life: Life) -> bool:
        return life.result is not None

    def who(self, life: Life) -> frozenset[str]:
        if life.result_at_desk is not None:
            return frozenset({RETURN_DESK})
        return frozenset({RETURN_DESK, POLICE} | ({POSTAL} if life.posted else set()))

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.told is not None
        yield from _empty("reason", self.reason)
        if self.new_due is not None:
            yield from _until_known(life, self.new_due, at)
        elif day(life.told) <= day(at.now):
            yield "no new date (C23)"

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        assert life.result is not None
        if life.result.out and not (self.lost or self.recovered):
            yield "the wrong one is still out (C23)"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.result, life.shelf, life.keeper = None, "", "agency"
        life.told = self.new_due or life.told
        if life.route:
            life.route.is_with_lead()


@dataclass(frozen=True)
class Withdraw(Act):
    action = "withdraw"
    number: str = "Đơn 1"
    by: str = "Nguyễn Văn Thử"
    asked: date | None = None
    capacity: str = "applicant"
    shown: Right | None = None
    originals: int = 0
    fee_note: str = "Không hoàn."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand and life.result is None

    def against(self, life: Life, at: Moment) -> Iterator[str]:
        yield from _empty("request or name (C24)", self.number, self.by)
        if self.asked is not None and self.asked > day(at.now):
            yield "tomorrow"
        if life.fee == "paid":
            yield from _empty("what becomes of the fee", self.fee_note)
        yield from right_to_take(life, self.capacity, self.shown, day(at.now))
        yield from originals_back(life, self.originals)

    def unless(self, life: Life, at: Moment) -> Iterator[str]:
        if self.capacity == "other":
            yield "a leader decides (A8)"
        if self.originals < life.originals:
            yield "originals stay here"

    def change(self, life: Life, at: Moment, key: str) -> None:
        life.ending, life.stop, life.keeper = "withdrawn", None, "applicant"


# --- taking back --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    act: Act
    at: Moment
    key: str


@dataclass(frozen=True)
class Recall(Act):
    """Whoever did the last step takes it back, while nobody built on it (R16)."""

    action = "recall"
    note = True
    reason: str = "Nhầm hồ sơ."

    def possible(self, life: Life) -> bool:
        return life.is_in_hand

    def who(self, life: Life) -> frozenset[str]:
        return AT_WORK


class PlainLife:
    """What was done, and what is true because of it: a recalled act never happened."""

    def __init__(self, policy: Policy, matter: Matter) -> None:
        self.life = Life(policy, matter)
        self.done: list[Done] = []
        self.taken_back: list[str] = []

    def fork(self) -> "PlainLife":
        return deepcopy(self)

    @property
    def last_step(self) -> Done | None:
        steps = [it for it in self.done if not it.act.note and it.key not in self.taken_back]
        return steps[-1] if steps else None

    @property
    def standing_keys(self) -> list[str]:
        return [it.key for it in self.done if it.key not in self.taken_back]

    def why_not(self, act: Act, at: Moment) -> list[str]:
        reasons = act.why_not(self.life, at)
        if isinstance(act, Recall) and not reasons:
            last = self.last_step
            if last is None or not last.act.recallable:
                return ["a citizen holds a paper of it, or there is nothing"]
            return [] if last.at.officer == at.officer else ["not yours"]
        return reasons

    def does(self, act: Act, at: Moment, key: str) -> None:
        self.done.append(Done(act, at, key))
        if not isinstance(act, Recall):
            act.change(self.life, at, key)
            return
        last = self.last_step
        assert last is not None
        self.taken_back.append(last.key)
        self.life = Life(self.life.policy, self.life.matter)
        for it in self.done:
            if it.key not in self.taken_back:
                it.act.change(self.life, it.at, it.key)
