"""Whose word lets a rule be left: never the acting officer's own while another can give it."""

from dataclasses import replace

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.photo import Photo
from counter_app.desk.receiving.draft import DemandForm, Draft
from counter_app.desk.receiving.intake import Issued
from data.domain.center import Officer, enrol_officer
from data.domain.confirmation import Confirmation
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.printjob import JobOutcome
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_CANCELLED
from data.store import queries
from data.store.journal import new_id, rebuild, verify
from tests.fakes.desk import CASHIER, PIN, RECEIVER, filled_draft, receive

LAW = "Điều 0 Nghị định không có thật"
BROKEN = "camera hỏng, bà Trần Thị Không Có đã thấy"
EXPIRED = "noi quy lao dong"
"""Finds a procedure whose publication ended."""


def enrolled(counter: Counter, number: str = "07") -> Officer:
    """One supervisor more, with a PIN."""
    leader = Officer(
        new_id(), number, "Hoàng Thị Ví Dụ", frozenset({Role.SUPERVISOR, Role.RECEIVING})
    )
    counter.sign_in.pins.set(leader.id, counter.sign_in.hashing.verifier(PIN))
    with counter.sign_in.journal.act(leader.id) as act:
        act.record(enrol_officer(leader))
    return leader


def confirm(counter: Counter, officer: Officer, number: str, said: str = LAW) -> Confirmation:
    return counter.turning_away.confirm(officer, number=number, pin=PIN, citation=said)


def expired(counter: Counter, officer: Officer) -> Draft:
    """A complete draft of a procedure that only a leader lets pass (C30)."""
    (procedure,) = counter.drafting.find_procedures(EXPIRED)
    draft = counter.drafting.begin(officer, procedure.code)
    for component in draft.components:
        draft = draft.with_component(counter.drafting.counted(draft, component))
    person = replace(draft.applicant, name="Nguyễn Văn Thử", identity="049000000123")
    return replace(draft, applicant=person)


def with_word(draft: Draft, word: Confirmation) -> Draft:
    return replace(draft, citation=word.citation, leader=word.leader)


def printed(counter: Counter, officer: Officer) -> Issued:
    """A received dossier whose slip the citizen holds."""
    issued = receive(counter, officer)
    for job in issued.jobs:
        counter.papers.sending(job)
        counter.papers.ended(job, JobOutcome.CONFIRMED)
    return issued


def cancelled_entry(counter: Counter, dossier: str) -> Recorded:
    with counter.store.read() as connection:
        (entry,) = [
            it for it in queries.history(connection, dossier) if it.entry.kind == DOSSIER_CANCELLED
        ]
    return entry


# --- whose word ---------------------------------------------------------------------------------


def test_c4_nobody_confirms_an_act_of_their_own(counter: Counter, officer: Officer) -> None:
    """With another supervisor enrolled the acting one is refused, the other is heard (C28)."""
    leader = enrolled(counter)
    with pytest.raises(Refused, match="confirm-own-act"):
        confirm(counter, officer, RECEIVER)
    assert confirm(counter, officer, leader.number) == Confirmation(LAW, leader.id)
    assert confirm(counter, leader, RECEIVER) == Confirmation(LAW, officer.id)


def test_c4_the_only_supervisor_confirms_his_own_act_and_the_entry_says_so(
    counter: Counter, officer: Officer
) -> None:
    """A Center with one supervisor is not stuck; whoever reads the entry sees whose word it was."""
    word = confirm(counter, officer, RECEIVER)
    assert word == Confirmation(LAW, officer.id, own=True)
    issued = counter.intake.issue(officer, with_word(expired(counter, officer), word))
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.confirmation == word
    rebuild(counter.store)
    kept = counter.search.open_id(issued.dossier.id).dossier.reception
    assert kept is not None
    assert kept.confirmation == word


def test_c30_whoever_confirmed_does_not_go_on_with_the_draft_himself(
    counter: Counter, officer: Officer
) -> None:
    """The leader unlocks the desk after his word: the draft asks for another one's."""
    leader = enrolled(counter)
    draft = with_word(expired(counter, officer), confirm(counter, officer, leader.number))
    assert counter.intake.review(officer, draft).blocks == ()
    blocks = [block.code for block in counter.intake.review(leader, draft).blocks]
    assert blocks == ["confirm-own-act", "procedure-expired"]
    with pytest.raises(Refused, match="confirm-own-act"):
        counter.intake.issue(leader, draft)
    assert counter.intake.issue(officer, draft).dossier.state is State.RECEIVED


def test_a1_a_second_form_02_is_not_given_on_ones_own_word(
    counter: Counter, officer: Officer
) -> None:
    """Asked again where it is recorded, whoever sits at the desk by then."""
    leader = enrolled(counter)
    draft = filled_draft(counter, officer)
    asked = replace(draft, demands=(DemandForm(component=draft.components[0].id),))
    away = counter.turning_away.request_supplement(officer, asked)
    again = counter.drafting.reopen(officer, away.dossier.id)
    again = replace(again, demands=tuple(DemandForm(it.id) for it in again.components[:2]))
    word = confirm(counter, officer, leader.number)
    with pytest.raises(Refused, match="confirm-own-act"):
        counter.turning_away.request_supplement(leader, again, word)
    second = counter.turning_away.request_supplement(officer, again, word)
    assert second.dossier.supplements[-1].confirmation == word


def test_an_own_word_from_elsewhere_is_judged_here(counter: Counter, officer: Officer) -> None:
    """The mark is set where the entry is made, and never taken over from a caller."""
    leader = enrolled(counter)
    word = replace(confirm(counter, officer, leader.number), own=True)
    asked = filled_draft(counter, officer)
    asked = replace(asked, demands=(DemandForm(component=asked.components[0].id),))
    away = counter.turning_away.request_supplement(officer, asked, word)
    given = away.dossier.supplements[0].confirmation
    assert given is not None
    assert not given.own


# --- a slip without a photograph ----------------------------------------------------------------


def test_c15_without_a_camera_a_leader_confirms_that_the_slip_is_destroyed(
    counter: Counter, officer: Officer
) -> None:
    """The entry says who confirmed; why there is no photograph lies with the personal fields."""
    leader, issued = enrolled(counter), printed(counter, officer)
    with pytest.raises(Refused, match="slip-not-taken-back"):
        counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    word = confirm(counter, officer, leader.number, BROKEN)
    after = counter.amending.cancel(
        officer, issued.dossier.id, reason="nhầm", slip=None, confirmation=word
    )
    assert after.state is State.CANCELLED
    entry = cancelled_entry(counter, issued.dossier.id)
    assert entry.entry.body["slip_page"] == ""
    assert entry.entry.body["confirmation"] == {"citation": "", "leader": leader.id}
    assert entry.personal == {"reason": "nhầm", "slip_reason": BROKEN}
    assert verify(counter.store) == []


def test_c15_the_only_supervisor_says_in_the_entry_that_he_saw_it_himself(
    counter: Counter, officer: Officer
) -> None:
    """And with a second one enrolled his own word is no longer enough."""
    first, second = printed(counter, officer), printed(counter, officer)
    word = confirm(counter, officer, RECEIVER, BROKEN)
    counter.amending.cancel(officer, first.dossier.id, reason="nhầm", slip=None, confirmation=word)
    said = cancelled_entry(counter, first.dossier.id).entry.body["confirmation"]
    assert said == {"citation": "", "leader": officer.id, "own": True}
    enrolled(counter)
    with pytest.raises(Refused, match="confirm-own-act"):
        counter.amending.cancel(
            officer, second.dossier.id, reason="nhầm", slip=None, confirmation=word
        )
    assert counter.search.open_id(second.dossier.id).dossier.state is State.RECEIVED


def test_c15_a_photograph_needs_no_word_beside_it(counter: Counter, officer: Officer) -> None:
    """Nor does a slip that never left the printer: the entry is as it always was."""
    word = confirm(counter, officer, RECEIVER, BROKEN)
    photographed, waiting = printed(counter, officer), receive(counter, officer)
    counter.amending.cancel(
        officer, photographed.dossier.id, reason="nhầm", slip=Photo(b"the slip"), confirmation=word
    )
    counter.amending.cancel(
        officer, waiting.dossier.id, reason="nhầm", slip=None, confirmation=word
    )
    for issued in (photographed, waiting):
        entry = cancelled_entry(counter, issued.dossier.id)
        assert "confirmation" not in entry.entry.body
        assert entry.personal == {"reason": "nhầm"}


def test_c15_no_other_officers_pin_replaces_the_photograph(
    counter: Counter, officer: Officer
) -> None:
    """Only a supervisor confirms."""
    with pytest.raises(Refused, match="supervisor-needed"):
        confirm(counter, officer, CASHIER, BROKEN)
