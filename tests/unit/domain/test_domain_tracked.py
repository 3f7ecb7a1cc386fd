"""What a list needs of an open dossier: each clock only while it asks for something."""

from datetime import timedelta

import pytest

from data.domain.concluding import arrived
from data.domain.dossier import Dossier
from data.domain.handing_over import Place
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.reappointing import APOLOGISE, Apology, told_due
from data.domain.supplementing import clock_start
from data.domain.tracked import Clocks, tracked
from tests.fakes.center_life import center_life, stages
from tests.fakes.forge import an_id
from tests.fakes.lives import CENTER, handed_over, received

_LAID = {
    State.RECEIVED: {"due", "measure", "hand_over", "silent"},
    State.APPRAISAL: {"due", "measure", "returnable", "silent"},
    State.RETURNED: {"returned"},
    State.WAITING: {"lies"},
    State.SUPPLEMENT: {"supplement"},
}
_MAY = {
    State.RECEIVED: {"unexcused"},
    State.APPRAISAL: {"unexcused", "asked"},
    State.APPROVED: {"due", "measure", "unexcused", "silent"},
}


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    """A fortnight of dossiers after each of their entries."""
    return [dossier for life in center_life(5) for dossier in stages(life)]


def running(clocks: Clocks) -> set[str]:
    return {name for name in Clocks.__slots__ if getattr(clocks, name) is not None}


def test_only_an_open_dossier_is_tracked(dossiers: list[Dossier]) -> None:
    """Whatever has come to its end asks for nothing."""
    assert all((tracked(it) is not None) == it.state.is_open for it in dossiers)
    assert tracked(Dossier(an_id("nothing"))) is None


def test_each_state_runs_its_own_clocks(dossiers: list[Dossier]) -> None:
    """The folder at the Center, at the agency, with its applicant, and the result on its shelf."""
    for dossier in dossiers:
        found = tracked(dossier)
        if found is not None:
            least = _LAID.get(dossier.state, set())
            assert least <= running(found.clocks) <= least | _MAY.get(dossier.state, set())


def test_clocks_say_what_the_entries_said(dossiers: list[Dossier]) -> None:
    """What was told last is due, and the clock began with the receipt or the last supplement."""
    for dossier in dossiers:
        clocks = found.clocks if (found := tracked(dossier)) else Clocks()
        if clocks.due is not None:
            assert clocks.due == told_due(dossier)
        started = clocks.hand_over or clocks.returnable
        if started is not None:
            assert started == clock_start(dossier)


def test_r78_a_due_date_that_was_apologised_for_needs_no_apology(dossiers: list[Dossier]) -> None:
    """It is due all the same; a new date needs an apology of its own once it cannot be kept."""
    known = [found.clocks for it in dossiers if (found := tracked(it)) and found.clocks.due]
    assert all(clocks.unexcused in {None, clocks.due} for clocks in known)
    life = handed_over()
    due = told_due(life.dossier)
    last = due.date() - timedelta(days=1)
    late = Apology("12/SXD", last, due, last, late=False, allowed=0, reason="chờ ý kiến")
    life.does(enter(life.dossier, APOLOGISE, late, roles=CENTER))
    apologised_for = tracked(life.dossier)
    assert apologised_for is not None
    assert (apologised_for.clocks.due, apologised_for.clocks.unexcused) == (due, None)


def test_r33_a_result_at_the_agencys_own_unit_is_awaited_by_nobody(
    dossiers: list[Dossier],
) -> None:
    """It has arrived where it is handed out, so neither due date nor silence runs on (C3, C29)."""
    own = [it for it in dossiers if it.state is State.APPROVED and arrived(it) is not None]
    assert own
    clocks = [found.clocks for it in own if (found := tracked(it)) is not None]
    assert {frozenset(running(it)) for it in clocks} == {frozenset()}


def test_r37_the_lead_and_whoever_has_the_folder_are_both_named() -> None:
    """At the Center nobody else has it; from the hand-over on the agency does."""
    at_center = tracked(received().dossier)
    assert at_center is not None
    assert (at_center.custody.place, at_center.custody.agency_index) == (Place.CENTER, None)
    handed = tracked(handed_over().dossier)
    assert handed is not None
    assert handed.custody.agency_index == handed.agency_index == at_center.agency_index
    assert handed.officer == at_center.officer


def test_r89_the_first_opinion_that_is_waited_for_is_named(dossiers: list[Dossier]) -> None:
    """Its agency stands beside the moment until which it was asked."""
    for dossier in dossiers:
        found = tracked(dossier)
        if found is not None:
            assert bool(found.asked_agency) == (found.clocks.asked is not None)
