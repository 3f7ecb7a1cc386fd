"""A dossier that is led through its life fact by fact, as a desk would record them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact, Recorded
from data.domain.folding import fold
from data.domain.handing_over import HAND_OVER, HandOver, recipient
from data.domain.kinds import enter
from data.domain.lifecycle import Action, State
from data.domain.people import Person, person
from data.domain.received import RECEPTION_VERSION, Reception, personal_fields, reception_body
from data.domain.roles import Role
from data.domain.routing import SET_ROUTE, Route
from data.domain.vocabulary import DOSSIER_RECEIVED
from tests.fakes.forge import START, ForgedDesk, a_reception, an_id

APPLICANT = person("Nguyễn Văn Thử", identity="049000000123", phone="0905000123")
DOSSIER_ID = an_id("dossier")
CENTER = frozenset({Role.RECEIVING, Role.CENTER})
GIVER = "Phạm Thị Giao"
RECEIVER = "Hoàng Văn Nhận"
HAND_OVER_BY = START + timedelta(hours=8)
"""17:00 of the day of `START`."""


@dataclass(slots=True)
class Life:
    """One desk that records one dossier; `officer` names who acts next, `at` is when."""

    desk: ForgedDesk = field(default_factory=lambda: ForgedDesk("a"))
    officer: str = ""
    at: datetime = START

    @property
    def dossier(self) -> Dossier:
        return fold(DOSSIER_ID, self.desk.known)

    def does(self, fact: Fact, *, later: timedelta = timedelta(minutes=1)) -> Recorded:
        """Records what a decision gave, `later` than what was before it."""
        self.at += later
        return self.desk.append(
            fact.kind,
            fact.body,
            personal=fact.personal,
            version=fact.version,
            officer=self.officer,
            at=self.at,
        )

    def receives(
        self, reception: Reception | None = None, *, applicant: Person = APPLICANT
    ) -> Recorded:
        """Form 01 of a scanned dossier with its fee unpaid, received at `START`."""
        taken = reception or a_reception()
        fact = Fact(
            DOSSIER_ID,
            DOSSIER_RECEIVED,
            reception_body(taken),
            personal_fields(applicant, None, taken),
            RECEPTION_VERSION,
        )
        return self.does(fact)


def received(reception: Reception | None = None) -> Life:
    """A life that has come as far as form 01."""
    life = Life()
    life.receives(reception)
    return life


def handed_over(fixed: Route | None = None, life: Life | None = None) -> Life:
    """A life that has come as far as the agency, by the route `fixed` where there is one."""
    led = life or received()
    if fixed is not None:
        led.does(enter(led.dossier, SET_ROUTE, fixed, roles=CENTER))
    index, name = recipient(led.dossier)
    handed = HandOver(index, name, by=HAND_OVER_BY, late=False, giver=GIVER, receiver=RECEIVER)
    led.does(enter(led.dossier, HAND_OVER, handed, roles=CENTER))
    return led


def as_if(
    dossier: Dossier, state: State, action: Action, at: datetime, what: object = None
) -> Dossier:
    """The dossier as an act of a room that is not under test would leave it."""
    act = Entered(what, action, entry=action.value, at=at, officer="")
    return replace(dossier, state=state, trail=(*dossier.trail, act))
