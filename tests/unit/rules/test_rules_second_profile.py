"""Limits and choices are data: one life of a dossier, decided under two profiles.

The second profile stands in `tests/fakes/profiles` and is nobody's regulation.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cache

import pytest

from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.handing_over import HandOver, is_silent
from data.domain.profile import Rules
from data.domain.promises import Why
from data.domain.reappointing import Apologise, Apology, apologise
from data.domain.reception import InForce
from data.domain.standing import Duty, Stand, deadlines_of, standing
from data.domain.supplement import SupplementRequest
from data.domain.supplementing import (
    Returned,
    SupplementCompleted,
    is_repeated,
    return_for_supplement,
)
from tests.fakes.forge import START, a_matter
from tests.fakes.lives import Life
from tests.fakes.returns import (
    CENTER,
    CHARTER,
    OTHER_RULES,
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
RECEIVED, RETURNED, BROUGHT = "2026-11-23 10:30", "2026-11-30 10:00", "2026-12-02 10:00"
SORRY, AGAIN, ONCE_MORE = "2026-12-09 09:00", "2026-12-21 09:00", "2026-12-25 09:00"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the same acts at the same moments come to; a refusal is its code."""

    promised: str
    handed_over_by: str
    silent_next_thursday: bool
    return_refused: str
    return_limit: str
    told_after_the_supplement: str
    measured_by: str
    why: Why
    adjusted_receipt: bool
    result_by: str
    apology_by: str
    unconfirmed_refused: str
    apology_late: bool
    second_date_refused: str
    third_date_refused: str
    told_at_last: str
    stands: Stand
    """On the day of the second apology."""


@cache
def lived(rules: InForce) -> Outcome:
    """Received, handed over, returned, brought, and apologised for as often as may be."""
    life = taken_in(RECEIVED, rules=rules)
    goes_over(life, rules=rules)
    first, by, silent = told(life), handed_over_by(life), is_silent_on(life, "2026-11-26", rules)
    refused = comes_back_somehow(life, rules)
    is_brought(life, BROUGHT, rules=rules)
    after, measure = told(life), promised(life).statutory
    limits = limits_of(life, rules)
    goes_over(life, rules=rules)
    unconfirmed = refusal_of(lambda: apology(life, SORRY, "2026-12-22 10:00", rules, None))
    does_at(life, apology(life, SORRY, "2026-12-22 10:00", rules), SORRY)
    twice = apologises_if_allowed(life, AGAIN, "2026-12-25 10:00", rules)
    thrice = apologises_if_allowed(life, ONCE_MORE, "2026-12-30 10:00", rules)
    return Outcome(
        promised=first,
        handed_over_by=by,
        silent_next_thursday=silent,
        return_refused=refused,
        return_limit=words(last(life, Returned).limit),
        told_after_the_supplement=after,
        measured_by=words(measure.due),
        why=measure.why,
        adjusted_receipt=last(life, SupplementCompleted).adjusted,
        result_by=limits[Duty.RESULT],
        apology_by=limits[Duty.APOLOGY],
        unconfirmed_refused=unconfirmed,
        apology_late=life.dossier.facts(Apology)[0].what.late,
        second_date_refused=twice,
        third_date_refused=thrice,
        told_at_last=told(life),
        stands=standing(life.dossier, moment(AGAIN), calendar=rules.calendar).stand,
    )


def last[Fact_](life: Life, kind: type[Fact_]) -> Fact_:
    found = life.dossier.last(kind)
    assert found is not None
    return found.what
