"""A print job takes the steps of its table and no other, and a journal of anything folds to one."""

from collections.abc import Callable

import pytest

from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.papers import Copy, Form, form_of
from data.domain.printjob import (
    Job,
    JobOutcome,
    JobState,
    Sheet,
    answered,
    archived,
    ended,
    fold_job,
    queue,
    sending,
    withdrawn,
)
from tests.fakes.forge import ForgedDesk, an_id
from tests.fakes.printing_papers import RECEIPT

JOB = an_id("job")
SHEET = Sheet(an_id("dossier"), Form.RECEIPT, Copy.APPLICANT, "0042", reason="bản rách")
STEPS: dict[str, Callable[[Job], Fact]] = {
    "sending": sending,
    "confirmed": lambda job: ended(job, JobOutcome.CONFIRMED),
    "unknown": lambda job: ended(job, JobOutcome.UNKNOWN),
    "not-sent": lambda job: ended(job, JobOutcome.NOT_SENT),
    "archived": lambda job: archived(job, "ab" * 32),
    "withdrawn": withdrawn,
    "came-out": lambda job: answered(job, came_out=True),
    "lost": lambda job: answered(job, came_out=False),
}


def told(*steps: str) -> Job:
    desk, fact = ForgedDesk("a"), queue(JOB, SHEET)
    desk.append(fact.kind, fact.body, personal=fact.personal, subject=JOB)
    for step in steps:
        fact = STEPS[step](fold_job(JOB, desk.known))
        desk.append(fact.kind, fact.body, subject=JOB)
    return fold_job(JOB, desk.known)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), JobState.QUEUED),
        (("sending", "confirmed"), JobState.CONFIRMED),
        (("sending", "not-sent"), JobState.QUEUED),
        (("sending", "not-sent", "sending", "unknown", "came-out"), JobState.CAME_OUT),
        (("sending", "unknown", "lost"), JobState.LOST),
        (("withdrawn",), JobState.WITHDRAWN),
        (("archived",), JobState.ARCHIVED),
    ],
)
def test_a_job_ends_as_it_was_seen_to_end(steps: tuple[str, ...], state: JobState) -> None:
    """Unknown only ends by the officer's word; where not a byte left, it waits again."""
    job = told(*steps)
    assert (job.state, job.sheet) == (state, SHEET)
    assert job.pdf == ("ab" * 32 if state is JobState.ARCHIVED else "")


@pytest.mark.parametrize("step", [it for it in STEPS if it not in {"sending", "archived"}])
def test_a_step_out_of_its_turn_is_refused(step: str) -> None:
    """Nothing ends that was never sent, and what was withdrawn is withdrawn."""
    with pytest.raises(Refused, match="job-not-now"):
        told("withdrawn", step)


def test_no_reason_leaves_no_personal_field() -> None:
    """A first copy has none."""
    assert queue(JOB, Sheet("d", Form.RECEIPT, Copy.APPLICANT, "1")).personal is None


def test_every_paper_has_its_form() -> None:
    """A receipt is form 01."""
    assert form_of(RECEIPT) is Form.RECEIPT
