"""Dossiers under the shipped profile and under an invented one, as far as the agency's desk."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.calendars import read_calendar
from data.catalogue.procedures import read_procedures
from data.catalogue.profiles import read_profile
from data.domain.agency_paper import AgencyPaper, agency_paper
from data.domain.clock import local
from data.domain.concluding import (
    Approve,
    Bring,
    Fault,
    Reject,
    ResultItem,
    ResultKind,
    approve,
    bring_result,
    reject_result,
)
from data.domain.deadlines import Limit, Unit
from data.domain.entries import Fact, Recorded
from data.domain.handing_over import hand_over
from data.domain.hands import hands
from data.domain.procedures import Procedure
from data.domain.promises import Promises, promises
from data.domain.received import Counts, FeeState, Reception
from data.domain.reception import InForce, promise
from data.domain.roles import Role
from data.domain.supplement import Defect, Demand
from data.domain.supplementing import (
    Brought,
    ReturnForSupplement,
    TakeSupplement,
    return_for_supplement,
    take_supplement,
)
from data.domain.workdays import at as on_day
from tests.fakes.forge import a_reception
from tests.fakes.lives import Life

OTHER_PROFILE: Final = Path(__file__).parent / "profiles" / "THU-7-2020.toml"
_CATALOGUE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
_BY_CODE = {it.code: it for it in _CATALOGUE.procedures}

TEN_DAYS: Final = Limit(Unit.WORKING_DAYS, 10, "Điều khoản thử")
PROCEDURE: Final = replace(_BY_CODE["MAU-KHDT-01"], limit=TEN_DAYS)
POLICE: Final = _BY_CODE["MAU-CA-01"]
"""Its results are handed out at its own unit (R33)."""
RULES: Final = InForce(
    read_profile(shipped.PROFILE), read_calendar(shipped.CALENDAR), _CATALOGUE.edition
)
OTHER_RULES: Final = replace(RULES, profile=read_profile(OTHER_PROFILE))
CENTER: Final = frozenset({Role.RECEIVING})
RETURN_DESK: Final = frozenset({Role.RETURN_DESK})
HANDS: Final = hands("Nguyễn Thị Giao", "Trần Văn Nhận")
CHARTER: Final = Demand("dieu-le", "Điều lệ công ty", Defect.INCOMPLETE, note="thiếu chữ ký")
LEASE: Final = Demand(
    "", "Hợp đồng thuê trụ sở", Defect.MISSING, citation="khoản 2 Điều 9 Luật Thử"
)
MONDAY: Final = "2026-11-23 09:00"
"""With ten working days due on Tuesday 8/12/2026; a return is in time until Friday 27/11."""


def moment(text: str) -> datetime:
    day, _, hour = text.partition(" ")
    return on_day(date.fromisoformat(day), time.fromisoformat(hour or "10:00"))


def a_paper(when: str, number: str = "12/TB-SKHĐT") -> AgencyPaper:
    return agency_paper(number, moment(when).date(), "Ông Lê Văn Không Có", "cd" * 32)


def does_at(life: Life, fact: Fact, when: str) -> Recorded:
    """Records a fact at that very moment."""
    life.at = moment(when)
    return life.does(fact, later=timedelta())


def taken_in(when: str = MONDAY, *, rules: InForce = RULES, limit: Limit = TEN_DAYS) -> Life:
    """A dossier with form 01 and its fee paid, promised as the rules want it."""
    at, plain = moment(when), a_reception()
    reception = replace(
        plain,
        fee=replace(plain.fee, state=FeeState.PAID),
        received_at=at,
        appointment=promise(replace(PROCEDURE, limit=limit), at, rules),
    )
    return received_as(reception)


def received_as(reception: Reception) -> Life:
    life = Life(at=reception.received_at - timedelta(minutes=1))
    life.receives(reception)
    return life


def at_agency(when: str = MONDAY, *, rules: InForce = RULES, limit: Limit = TEN_DAYS) -> Life:
    """And handed over to the agency one minute later."""
    life = taken_in(when, rules=rules, limit=limit)
    goes_over(life, rules=rules)
    return life


def goes_over(life: Life, *, rules: InForce = RULES) -> Recorded:
    at = life.at + timedelta(minutes=1)
    fact = hand_over(life.dossier, HANDS, procedure=PROCEDURE, now=at, rules=rules, roles=CENTER)
    return life.does(fact)


def comes_back(
    life: Life,
    when: str,
    *demands: Demand,
    rules: InForce = RULES,
    act: ReturnForSupplement | None = None,
) -> Recorded:
    """The agency's form 02 is registered at that moment."""
    said = act or a_return(when, *demands)
    at = moment(when)
    fact = return_for_supplement(life.dossier, said, at=at, rules=rules, roles=CENTER)
    return does_at(life, fact, when)


def a_return(when: str, *demands: Demand) -> ReturnForSupplement:
    return ReturnForSupplement(
        PROCEDURE, a_paper(when), demands or (CHARTER,), "Điều lệ chưa đủ chữ ký."
    )


def is_brought(
    life: Life, when: str, *places: int, rules: InForce = RULES, limit: Limit = TEN_DAYS
) -> Recorded:
    """What was asked comes: one scanned original for each place of form 02."""
    act = TakeSupplement(
        replace(PROCEDURE, limit=limit), tuple(map(one_original, places or (1,))), moment(when)
    )
    fact = take_supplement(life.dossier, act, at=moment(when), rules=rules, roles=CENTER)
    return does_at(life, fact, when)


def one_original(place: int) -> Brought:
    return Brought(place, Counts(originals=1), ("ef" * 32,))


def due_day(life: Life) -> str:
    """The due day that the citizen was told last."""
    return local(life.dossier.taken_in().appointment.at).date().isoformat()


def promised(life: Life) -> Promises:
    said = promises(life.dossier)
    assert said is not None
    return said


def is_approved(life: Life, when: str, procedure: Procedure = PROCEDURE) -> Recorded:
    """The agency's result is registered at that moment, signed on that day."""
    act = Approve(ResultKind.GRANTED, a_paper(when, "12/GCN"), (ResultItem("Giấy chứng nhận"),))
    fact = approve(
        life.dossier,
        act,
        procedure=procedure,
        measure=promised(life).statutory.due,
        now=moment(when),
        roles=CENTER,
    )
    return does_at(life, fact, when)


def arrives(life: Life, when: str) -> Recorded:
    """The result comes to the return desk at that moment."""
    measure = promised(life).statutory.due
    fact = bring_result(
        life.dossier, Bring(HANDS), measure=measure, now=moment(when), roles=RETURN_DESK
    )
    return does_at(life, fact, when)


def goes_back(life: Life, when: str, new_due: str) -> Recorded:
    """The citizen sees that the result is wrong (C23)."""
    act = Reject(Fault.WRONG, "Sai tên", recovered=True, new_due=moment(new_due))
    fact = reject_result(life.dossier, act, now=moment(when), roles=RETURN_DESK, rules=RULES)
    return does_at(life, fact, when)
