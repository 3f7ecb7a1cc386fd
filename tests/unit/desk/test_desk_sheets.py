"""What comes out of the printer holds: nothing cancelled or outdated, each form 02 as itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.draft import DemandForm
from counter_app.desk.guiding import GuidanceForm
from counter_app.desk.turning_away import TurnedAway
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.papers import Form, Paper, SupplementPaper
from data.domain.printjob import JobOutcome, JobState
from tests.fakes.desk import filled_draft, receive

LEADER = Confirmation("Điều 0 Nghị định không có thật", "aa" * 16)
SLIP = b"a photograph of the slip"


def printed(counter: Counter) -> Iterator[Paper]:
    """Everything that waits, in the order in which it comes out."""
    while (job := counter.papers.next_job()) is not None:
        counter.papers.sending(job.id)
        counter.papers.ended(job.id, JobOutcome.CONFIRMED)
        yield job.paper


def one_form_02(counter: Counter, officer: Officer) -> TurnedAway:
    draft = filled_draft(counter, officer)
    demand = DemandForm(component=draft.components[1].id)
    return counter.turning_away.request_supplement(officer, replace(draft, demands=(demand,)))


def another_form_02(counter: Counter, officer: Officer, first: TurnedAway) -> TurnedAway:
    """Of the same dossier, with a leader behind it."""
    again = counter.drafting.reopen(officer, first.dossier.id)
    again = replace(again, demands=tuple(DemandForm(it.id) for it in again.components[:2]))
    return counter.turning_away.request_supplement(officer, again, LEADER)


def test_each_form_02_prints_as_itself(counter: Counter, officer: Officer) -> None:
    """A first 02 that still waits for the printer is not a second original of the second."""
    first = one_form_02(counter, officer)
    given = (first, another_form_02(counter, officer, first))
    papers = [it for it in printed(counter) if isinstance(it, SupplementPaper)]
    assert [it.number for it in papers] == [str(away.number) for away in given]


def test_copies_of_a_second_02_are_counted_from_one(counter: Counter, officer: Officer) -> None:
    """The newest paper is the one that is copied, whatever was copied before it."""
    first = one_form_02(counter, officer)
    list(printed(counter))
    counter.papers.reprint(officer, first.dossier.id, reason="mất")
    list(printed(counter))
    second = another_form_02(counter, officer, first)
    list(printed(counter))
    counter.papers.reprint(officer, first.dossier.id, reason="mất")
    copy = counter.papers.paper(first.dossier.id)
    assert isinstance(copy, SupplementPaper)
    assert (copy.number, copy.imprint.reprint) == (str(second.number), 1)


def test_a_posting_that_holds_no_more_stops_no_slip(counter: Counter, officer: Officer) -> None:
    """It is withdrawn, and the next citizen's paper comes out (R26)."""
    rules = counter.guiding.rules
    another = replace(rules.catalogue, sha256="ab" * 32)
    guiding = replace(counter.guiding, rules=replace(rules, catalogue=another))
    procedure = counter.drafting.procedure_of("MAU-TP-01")
    posting = guiding.guide(officer, procedure, GuidanceForm(), paper=Form.POSTING)
    issued = receive(counter, officer)
    assert len(list(printed(counter))) == 1
    assert counter.papers.jobs(posting.guidance.id)[0].state is JobState.WITHDRAWN
    assert counter.papers.jobs(issued.dossier.id)[1].state is JobState.CONFIRMED


def test_c15_a_cancelled_dossier_has_no_more_copies(counter: Counter, officer: Officer) -> None:
    """Its slip was taken back, so none is printed of it again."""
    issued = receive(counter, officer)
    list(printed(counter))
    dossier = counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=SLIP)
    assert dossier.state is State.CANCELLED
    with pytest.raises(Refused, match="action-not-now"):
        counter.papers.reprint(officer, dossier.id, reason="mất")


def test_c15_nothing_is_cancelled_while_its_slip_is_on_its_way(
    counter: Counter, officer: Officer
) -> None:
    """A slip that turns out not to have been sent would come out of the printer afterwards."""
    issued = receive(counter, officer)
    counter.papers.sending(issued.jobs[1])
    with pytest.raises(Refused, match="job-unsettled"):
        counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=SLIP)
    counter.papers.ended(issued.jobs[1], JobOutcome.NOT_SENT)
    counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    assert list(printed(counter)) == []
