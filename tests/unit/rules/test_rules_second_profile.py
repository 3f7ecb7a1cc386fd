"""Limits and choices are data (A1–A11): one life of a dossier, decided under two profiles.

The second profile stands in `tests/fakes/profiles` and is nobody's regulation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.handing_over import HandOver, is_silent
from data.domain.promises import Why
from data.domain.reappointing import Apologise, Apology, apologise
from data.domain.reception import InForce, matter_of
from data.domain.standing import Duty, Stand, deadlines_of, standing
from data.domain.supplement import SupplementRequest
from data.domain.supplementing import (
    SupplementCompleted,
    is_repeated,
    return_deadline,
    return_for_supplement,
)
from tests.fakes.forge import START, a_matter
from tests.fakes.lives import Life
from tests.fakes.returns import (
    CENTER,
    CHARTER,
    OTHER_RULES,
    PROCEDURE,
    RULES,
    a_paper,
    a_return,
    comes_back,
    does_at,
    goes_over,
    is_brought,
    moment,
    promised,
    taken_in,
)

SUPERVISOR = Confirmation("Theo đề nghị của Sở", "a" * 32)
RECEIVED = "2026-11-23 10:30"
RETURNED = "2026-11-30 10:00"
BROUGHT = "2026-12-02 10:00"
ASKED_AT_INTAKE = SupplementRequest("261123-0012", a_matter(), (CHARTER,), "", "03", START)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the same acts at the same moments come to."""

    promised: str
    hand_over_by: str
    silent: bool
    """On the second working day after the hand-over."""
    return_by: str
    return_refused: str
    repeated_after_intake: bool
    """Whether a form 02 of the desk uses up the one after appraisal (A1)."""
    returned_lawfully: bool
    told_after: str
    measured_by: str
    why: Why
    adjusted: bool
    result_by: str
    apology_by: str
    apology_late: bool
    unconfirmed_refused: str
    second_date_refused: str
    told_at_last: str
    third_date_refused: str
    overdue_on: Stand
    """On the day of the second apology."""


def attempt(decide: Callable[[], Fact]) -> str:
    """The code of the refusal; empty where it was allowed."""
    try:
        decide()
    except Refused as refused:
        return refused.code
    return ""


def apology(when: str, new_due: str, confirmation: Confirmation | None = SUPERVISOR) -> Apologise:
    return Apologise(a_paper(when), "Chờ thẩm tra.", moment(new_due), confirmation=confirmation)


def words(moment: datetime) -> str:
    """As a clock on the wall of the Center shows it."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def told(life: Life) -> str:
    """The due moment that the citizen heard last."""
    return words(promised(life).told.due)


def led_through(rules: InForce) -> Outcome:
    """Received, handed over, returned, brought, and apologised for as often as may be."""
    life = taken_in(RECEIVED, rules=rules)
    first = told(life)
    goes_over(life, rules=rules)
    handed = life.dossier.last(HandOver)
    assert handed is not None
    silent_days = rules.profile.rules.progress_working_days
    quiet = is_silent(
        life.dossier, moment("2026-11-26 10:00"), silent_days, calendar=rules.calendar
    )
    back_by = return_deadline(life.dossier, PROCEDURE, rules)
    refused = attempt(
        lambda: return_for_supplement(
            life.dossier, a_return(RETURNED), at=moment(RETURNED), rules=rules, roles=CENTER
        )
    )
    repeated = is_repeated(replace(life.dossier, supplements=(ASKED_AT_INTAKE,)), rules)
    act = replace(a_return(RETURNED), confirmation=SUPERVISOR if refused else None)
    comes_back(life, RETURNED, act=act, rules=rules)
    is_brought(life, BROUGHT, rules=rules)
    completed = life.dossier.last(SupplementCompleted)
    assert completed is not None
    restarted, statutory = told(life), promised(life).statutory
    limits = {it.duty: it.by for it in deadlines_of(life.dossier, moment(BROUGHT), rules=rules)}
    goes_over(life, rules=rules)

    def apologises(when: str, said: Apologise) -> Fact:
        return apologise(life.dossier, said, at=moment(when), rules=rules, roles=CENTER)

    sent, again, third = "2026-12-07 09:00", "2026-12-21 09:00", "2026-12-22 09:00"
    unconfirmed = attempt(lambda: apologises(sent, apology(sent, "2026-12-22 10:00", None)))
    does_at(life, apologises(sent, apology(sent, "2026-12-22 10:00")), sent)
    apologised = life.dossier.last(Apology)
    assert apologised is not None
    second = apology(again, "2026-12-25 10:00")
    twice = attempt(lambda: apologises(again, second))
    if not twice:
        does_at(life, apologises(again, second), again)
    return Outcome(
        promised=first,
        hand_over_by=words(handed.what.by),
        silent=quiet,
        return_by=words(back_by),
        return_refused=refused,
        repeated_after_intake=repeated,
        returned_lawfully=promised(life).statutory.why is Why.RESTART,
        told_after=restarted,
        measured_by=words(statutory.due),
        why=statutory.why,
        adjusted=completed.what.adjusted,
        result_by=words(limits[Duty.RESULT]),
        apology_by=words(limits[Duty.APOLOGY]),
        apology_late=apologised.what.late,
        unconfirmed_refused=unconfirmed,
        second_date_refused=twice,
        told_at_last=told(life),
        third_date_refused=attempt(lambda: apologises(third, apology(third, "2026-12-30 10:00"))),
        overdue_on=standing(life.dossier, moment(again), calendar=rules.calendar).stand,
    )


UNDER_3089 = Outcome(
    promised="2026-12-08 17:00",
    hand_over_by="2026-11-23 17:00",
    silent=False,
    return_by="2026-11-27 17:00",
    return_refused="return-late-unconfirmed",
    repeated_after_intake=False,
    returned_lawfully=False,
    told_after="2026-12-16 17:00",
    measured_by="2026-12-08 17:00",
    why=Why.RETURNED_LATE,
    adjusted=True,
    result_by="2026-12-16 15:00",
    apology_by="2026-12-15 17:00",
    apology_late=False,
    unconfirmed_refused="",
    second_date_refused="reappointment-twice",
    told_at_last="2026-12-22 10:00",
    third_date_refused="reappointment-twice",
    overdue_on=Stand.OVERDUE,
)
UNDER_ANOTHER = Outcome(
    promised="2026-12-08 16:30",
    hand_over_by="2026-11-25 08:00",
    silent=True,
    return_by="2026-12-01 16:30",
    return_refused="",
    repeated_after_intake=True,
    returned_lawfully=True,
    told_after="2026-12-10 16:30",
    measured_by="2026-12-10 16:30",
    why=Why.RESTART,
    adjusted=False,
    result_by="2026-12-10 11:30",
    apology_by="2026-12-07 16:30",
    apology_late=False,
    unconfirmed_refused="due-change-unconfirmed",
    second_date_refused="",
    told_at_last="2026-12-25 10:00",
    third_date_refused="reappointment-twice",
    overdue_on=Stand.OVERDUE,
)


@pytest.mark.parametrize(("rules", "outcome"), [(RULES, UNDER_3089), (OTHER_RULES, UNDER_ANOTHER)])
def test_limits_and_choices_are_those_of_the_profile(rules: InForce, outcome: Outcome) -> None:
    """The same acts at the same moments: R78, R79, R86, R87, A1, A3, A5, A10, C4, C11 are data."""
    assert led_through(rules) == outcome


def test_a_dossier_keeps_the_profile_it_was_received_under() -> None:
    """A later profile changes nothing for it; one that is kept no more gives way to today's."""
    earlier = replace(OTHER_RULES, earlier=(RULES.profile,))
    matter = matter_of(PROCEDURE, RULES)
    assert earlier.of(matter).profile == RULES.profile
    assert OTHER_RULES.of(matter).profile == OTHER_RULES.profile
