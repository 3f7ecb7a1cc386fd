"""Dossiers led past their appraisal, each step as a desk decides it: approved, brought, posted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from counter_app.bootstrap import read_rulebook
from data.domain.agency_paper import AgencyPaper
from data.domain.concluding import (
    Approve,
    Bring,
    ResultItem,
    ResultKind,
    approve,
    bring_result,
    from_province,
)
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.folding import fold
from data.domain.hands import Hands
from data.domain.people import Authorization
from data.domain.posting import GiveToPost, give_to_post, give_to_post_at_unit
from data.domain.procedures import Procedure
from data.domain.profile import Rules
from data.domain.received import FeeState, Inbound, Reception, Return
from data.domain.reception import BY_POST, InForce
from data.domain.releasing import Collect
from data.domain.roles import Role
from tests.fakes.forge import START, ForgedDesk, a_reception
from tests.fakes.lives import APPLICANT, DOSSIER_ID, GIVER, RECEIVER, Life, handed_over, received

RULEBOOK: Final = read_rulebook()
RULES: Final = RULEBOOK.in_force
_BY_CODE: Final = {it.code: it for it in RULEBOOK.catalogue.procedures}
PLAIN: Final = _BY_CODE["MAU-KHDT-01"]
POLICE: Final = _BY_CODE["MAU-CA-01"]
"""Its result is handed out at the own unit of Công an tỉnh."""
PROVINCE: Final = _BY_CODE["MAU-NV-01"]
"""UBND tỉnh decides it."""
INSPECTED: Final = _BY_CODE["MAU-YT-03"]
"""Wants a verification."""

APPROVER: Final = frozenset({Role.APPROVER})
OFFICE: Final = frozenset({Role.PROVINCE})
RETURN_DESK: Final = frozenset({Role.RETURN_DESK})
POLICE_DESK: Final = frozenset({Role.POLICE})
POST: Final = frozenset({Role.POSTAL})

LEADER: Final = Confirmation("Điều 0 Nghị định không có thật", "aa" * 16)
GIVEN: Final = Hands(GIVER, RECEIVER)
DUE: Final = a_reception().appointment.at
"""09:00 on Thursday 26/11/2026."""
GRANTED: Final = Approve(
    ResultKind.GRANTED,
    AgencyPaper("12/GCN", date(2026, 11, 23), "Lê Thị Ký", "cd" * 32),
    (ResultItem("Giấy chứng nhận"), ResultItem("Bản sao", 2)),
)
DENIED: Final = replace(GRANTED, kind=ResultKind.REFUSED, reason="Không đủ điều kiện.")
COMES: Final = Collect(APPLICANT)
S10: Final = "EB123456785VN"


def taking(
    fee: FeeState = FeeState.PAID,
    *,
    kept: int = 0,
    recover: tuple[str, ...] = (),
    by_post: bool = False,
    inbound: Inbound | None = None,
    authorization: Authorization | None = None,
) -> Reception:
    """Form 01 with what matters on the day of the result."""
    plain = a_reception()
    first, *others = plain.components
    return replace(
        plain,
        components=(replace(first, kept=kept), *others),
        fee=replace(plain.fee, state=fee),
        returning=Return(BY_POST, by_post=True) if by_post else plain.returning,
        recover=recover,
        inbound=inbound,
        authorization=authorization,
    )


def ruled(**changed: object) -> InForce:
    """The rules in force with other answers of the profile."""
    profile = RULES.profile
    rules: Rules = replace(profile.rules, **changed)  # type: ignore[arg-type]  # any field of it
    return replace(RULES, profile=replace(profile, rules=rules))


def now(life: Life) -> datetime:
    """When the next act of a life is recorded."""
    return life.at + timedelta(minutes=1)


def at_agency(reception: Reception | None = None) -> Life:
    return handed_over(life=received(reception or taking()))


def approves(
    life: Life,
    act: Approve = GRANTED,
    *,
    procedure: Procedure = PLAIN,
    measure: datetime = DUE,
) -> Recorded:
    fact = approve(
        life.dossier, act, procedure=procedure, measure=measure, now=now(life), roles=APPROVER
    )
    return life.does(fact)


def approved(
    reception: Reception | None = None, act: Approve = GRANTED, *, procedure: Procedure = PLAIN
) -> Life:
    life = at_agency(reception)
    approves(life, act, procedure=procedure)
    return life


def passes_province(life: Life) -> Recorded:
    return life.does(from_province(life.dossier, GIVEN, roles=OFFICE, number="7/VP"))


def brings(life: Life, shelf: str = "A1", *, measure: datetime = DUE) -> Recorded:
    act = Bring(GIVEN, batch="ba" * 16, shelf=shelf)
    fact = bring_result(life.dossier, act, measure=measure, now=now(life), roles=RETURN_DESK)
    return life.does(fact)


def waiting(reception: Reception | None = None, act: Approve = GRANTED) -> Life:
    life = approved(reception, act)
    brings(life)
    return life


def posts(life: Life, act: GiveToPost | None = None, *, rules: InForce = RULES) -> Recorded:
    said = act or GiveToPost(S10, "Bùi Văn Thư", manifest="de" * 16)
    return life.does(give_to_post(life.dossier, said, roles=POST, rules=rules))


def in_post(reception: Reception | None = None, act: GiveToPost | None = None) -> Life:
    life = waiting(reception or taking(by_post=True))
    posts(life, act)
    return life


def posted_by_police() -> Life:
    life = approved(taking(by_post=True), procedure=POLICE)
    said = GiveToPost(S10, "Bùi Văn Thư")
    life.does(give_to_post_at_unit(life.dossier, said, roles=POLICE_DESK, rules=RULES))
    return life


def twin(life: Life, name: str = "b") -> Life:
    """Another desk that knows the same until now, and nothing of what either does from now on."""
    return Life(ForgedDesk(name, known=[*life.desk.known]), at=life.at)


def together(*lives: Life) -> Dossier:
    """What everybody sees once all desks have spoken."""
    return fold(DOSSIER_ID, [entry for life in lives for entry in life.desk.known])


def days_later(life: Life, days: int) -> Life:
    life.at = START + timedelta(days=days)
    return life
