"""Results come in by batch: what may come, what is missing, and its place (R31, R33, R99)."""

from datetime import timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.batches.bringing import Placed, listed
from data.domain.center import Officer
from data.domain.concluding import ResultBrought, awaits_province, shelf
from data.domain.errors import Refused
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import State
from data.domain.papers import Form, ResultSheet
from data.store import journal
from tests.fakes.desk import CASHIER, PIN, StillClock
from tests.fakes.piles import OTHER, POLICE, PROVINCE, at_agency, code, decided, of
from tests.fakes.stores import tables

GIVEN = Hands("Bùi Thị Giao", "Lê Văn Giả Định")


@pytest.fixture
def cashier(counter: Counter) -> Officer:
    """Of the return desk."""
    return counter.sign_in.sign_in(CASHIER, PIN)


def test_r31_results_come_in_one_act_each_to_its_place_with_a_sheet_for_both(
    counter: Counter, officer: Officer, cashier: Officer, clock: StillClock
) -> None:
    """They wait at the return desk, and the sheet lists them in the order of their scans."""
    pile = [decided(counter, officer, name=f"Hồ Thị Thử {number}") for number in "21"]
    arrivals = [counter.bringing.check(cashier, code(counter, it)) for it in pile]
    assert [(it.id, it.number, it.early, it.fee_due) for it in arrivals] == [
        (pile[0], "12/GCN", True, True),
        (pile[1], "12/GCN", True, True),
    ]
    before = journal.count(counter.store)
    placed = [Placed(pile[0], "0001"), Placed(pile[1], "0007")]
    done = counter.bringing.bring(cashier, placed, GIVEN)
    assert journal.count(counter.store) == before + 4
    assert (done.direction, done.count) == (Direction.IN, 2)
    assert [shelf(of(counter, it)) for it in pile] == ["0001", "0007"]
    brought = of(counter, pile[0]).last(ResultBrought)
    assert brought is not None
    assert (brought.what.batch, brought.what.giver) == (done.id, GIVEN.giver)
    assert [it.sheet.form for it in counter.papers.jobs(done.id) if it.sheet] == [
        Form.RESULT_HAND_OVER,
        Form.RESULT_HAND_OVER,
    ]
    paper = counter.papers.paper(done.id)
    assert isinstance(paper, ResultSheet)
    assert [line.code for line in paper.lines] == [code(counter, it) for it in pile]
    assert all(line.fee_due for line in paper.lines)
    assert [it.id for it in counter.bringing.recent()] == [done.id]
    assert journal.verify(counter.store) == []


def test_r33_a_result_of_the_police_is_refused_with_its_place(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """R98: it is handed out at its own unit; the desk says where, and expects none."""
    made = decided(counter, officer, procedure=POLICE)
    with pytest.raises(Refused, match="result-at-own-unit") as refused:
        counter.bringing.check(cashier, code(counter, made))
    assert "Công an tỉnh" in str(refused.value.facts["place"])
    with pytest.raises(Refused, match="result-at-own-unit") as refused:
        counter.bringing.bring(cashier, [Placed(made)], GIVEN)
    assert refused.value.facts["dossier"] == code(counter, made)
    assert counter.bringing.expected() == []
    assert of(counter, made).state is State.APPROVED


def test_r99_what_the_province_decided_comes_after_its_office_passed_it_on(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Refused before the hop; once that is recorded it may come in, and says the way it came."""
    made = decided(counter, officer, procedure=PROVINCE)
    with pytest.raises(Refused, match="province-hop-missing"):
        counter.bringing.check(cashier, code(counter, made))
    with pytest.raises(Refused, match="role-may-not"):
        counter.bringing.pass_on(cashier, made, GIVEN, number="7/VP")
    assert awaits_province(of(counter, made))
    with pytest.raises(Refused, match="role-may-not"):
        counter.bringing.pass_on(officer, made, Hands("Ngô Đức Thí Dụ", officer.name))
    assert not awaits_province(of(counter, made))
    assert counter.bringing.check(cashier, code(counter, made)).via_province


def test_what_was_not_decided_or_is_here_already_does_not_come_in(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """The state stands in the refusal, so that the officer is told what is the matter."""
    early = at_agency(counter, officer)
    with pytest.raises(Refused, match="action-not-now") as refused:
        counter.bringing.check(cashier, code(counter, early))
    assert refused.value.facts["state"] == "appraisal"
    made = decided(counter, officer)
    counter.bringing.bring(cashier, [Placed(made)], GIVEN)
    with pytest.raises(Refused, match="action-not-now"):
        counter.bringing.again(cashier, made)
    with pytest.raises(Refused, match="role-may-not"):
        counter.bringing.check(officer, code(counter, decided(counter, officer)))


def test_what_is_expected_and_did_not_come_is_named(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Of the one agency only; the count of its own list is a number, or there is none."""
    came, missing = decided(counter, officer), decided(counter, officer)
    decided(counter, officer, procedure=OTHER)
    index = counter.bringing.check(cashier, code(counter, came)).agency_index
    assert len(counter.bringing.expected()) == 3
    assert [it.id for it in counter.bringing.missing(index, [came])] == [missing]
    assert counter.bringing.missing(index, [came, missing]) == []
    assert listed(" 2 ") == 2
    assert listed("") is None
    with pytest.raises(Refused, match="list-count-unreadable"):
        listed("hai")


def test_two_agencies_sign_two_sheets(counter: Counter, officer: Officer, cashier: Officer) -> None:
    """One act is one agency's; an empty one is none."""
    pile = [decided(counter, officer), decided(counter, officer, procedure=OTHER)]
    with pytest.raises(Refused, match="batch-two-agencies"):
        counter.bringing.bring(cashier, [Placed(it) for it in pile], GIVEN)
    with pytest.raises(Refused, match="batch-empty"):
        counter.bringing.bring(cashier, [], GIVEN)
    assert {of(counter, it).state for it in pile} == {State.APPROVED}


def test_who_brought_last_is_proposed_and_the_tray_keeps_what_did_not_come(
    counter: Counter, officer: Officer, cashier: Officer, clock: StillClock
) -> None:
    """The giver of an agency is remembered by its last batch."""
    one, two = decided(counter, officer), decided(counter, officer)
    index = counter.bringing.again(cashier, one).agency_index
    assert counter.bringing.usual(cashier, index) == Hands("", cashier.name)
    counter.bringing.in_hand.extend((Placed(one), Placed(two, "0003")))
    counter.bringing.bring(cashier, counter.bringing.in_hand[:1], GIVEN)
    assert counter.bringing.in_hand == [Placed(two, "0003")]
    assert counter.bringing.usual(cashier, index) == Hands(GIVEN.giver, cashier.name)
    clock.forward(timedelta(days=7))
    assert len(counter.bringing.recent()) == 1
    clock.forward(timedelta(days=1))
    assert counter.bringing.recent() == []


def test_places_are_made_anew_from_the_journal(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Where results lie is a fold of the entries and nothing else."""
    pile = [decided(counter, officer) for _ in range(2)]
    counter.bringing.bring(cashier, [Placed(pile[0], "0002"), Placed(pile[1])], GIVEN)
    before = tables(counter.store, ("batch", "shelf"))
    assert sorted(before["shelf"]) == sorted([(pile[0], "0002"), (pile[1], "")])
    journal.rebuild(counter.store)
    assert tables(counter.store, ("batch", "shelf")) == before
