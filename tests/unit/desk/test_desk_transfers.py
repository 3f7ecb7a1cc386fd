"""How a fee is transferred: to whose account, how much of it, and when nobody is asked."""

from dataclasses import replace

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.draft import FeeForm
from counter_app.desk.transfers import LEAST_QUIET_MODULES, Transfers, transfer_of
from data.domain.center import Officer
from data.domain.fees import FeeDue
from data.domain.papers import Receipt
from data.domain.received import FeeState, Reception
from data.domain.vietqr import Account, Transfer
from tests.fakes.desk import filled_draft, receive

POST = Account("999999", "4", "BUU DIEN THU")


@pytest.fixture
def reception(counter: Counter, officer: Officer) -> Reception:
    """Received, and its fee is owed."""
    found = receive(counter, officer).dossier.reception
    assert found is not None
    return found


def test_the_slip_asks_for_what_form_01_tells(
    counter: Counter, officer: Officer, reception: Reception
) -> None:
    """To the account of the agency, for this dossier alone."""
    asked = counter.transfers.of(reception)
    account = counter.rulebook.agencies.accounts[reception.matter.agency_index]
    assert asked == Transfer(account, reception.fee.amount_vnd, str(reception.code))
    issued = receive(counter, officer)
    paper = counter.papers.paper(issued.dossier.id)
    assert isinstance(paper, Receipt)
    assert issued.dossier.reception is not None
    assert paper.transfer == counter.transfers.of(issued.dossier.reception)


def test_a_paid_fee_is_asked_of_nobody(counter: Counter, officer: Officer) -> None:
    """Its slip bears no code: who is not told to pay does not pay twice."""
    draft = filled_draft(counter, officer)
    paid = replace(draft, fee=FeeForm(paid=True, receipt="AA/01 0000007"))
    issued = counter.intake.issue(officer, paid)
    paper = counter.papers.paper(issued.dossier.id)
    assert isinstance(paper, Receipt)
    assert paper.transfer is None


@pytest.mark.parametrize("state", [it for it in FeeState if it is not FeeState.UNPAID])
def test_only_what_is_owed_is_asked(
    counter: Counter, reception: Reception, state: FeeState
) -> None:
    """Exempt, unpublished, without a fee, paid, or given back."""
    settled = replace(reception, fee=replace(reception.fee, state=state))
    assert counter.transfers.of(settled) is None


def test_what_the_treasury_takes_is_not_asked(counter: Counter, reception: Reception) -> None:
    """It is paid there, and its proof is brought (C20)."""
    charge = reception.fee.charges[0]
    there = replace(charge, due=FeeDue.TREASURY, amount_vnd=7_000)
    both = replace(reception, fee=replace(reception.fee, charges=(charge, there)))
    asked = counter.transfers.of(both)
    assert asked is not None
    assert asked.amount_vnd == charge.amount_vnd
    alone = replace(reception, fee=replace(reception.fee, charges=(there,)))
    assert counter.transfers.of(alone) is None
    assert counter.transfers.of_charges(reception, [charge, there]) == asked


def test_r114_the_post_takes_what_it_may_collect(counter: Counter, reception: Reception) -> None:
    """An agency whose authorisation is registered is paid through the post's account."""
    register = counter.rulebook.agencies
    index, post = reception.matter.agency_index, register.by_index(4)
    assert post is not None
    agencies = tuple(
        replace(it, post_may_collect=True)
        if it.index == index
        else replace(it, account=POST)
        if it.index == post.index
        else it
        for it in register.agencies
    )
    asked = transfer_of(reception, replace(register, agencies=agencies).accounts)
    assert asked is not None
    assert asked.account == POST


def test_nobody_is_asked_without_an_account(reception: Reception) -> None:
    """A code to nobody would be worse than none."""
    assert transfer_of(reception, {}) is None


def test_a_reprint_asks_nobody(counter: Counter, officer: Officer) -> None:
    """Who has it printed again may have paid since."""
    issued = receive(counter, officer)
    (job, *_) = counter.papers.jobs(issued.dossier.id)
    assert job.sheet is not None
    paper = counter.papers.sheets.paper(replace(job.sheet, reprint=1, reason="rách"))
    assert isinstance(paper, Receipt)
    assert paper.transfer is None


def test_a_low_terminal_takes_white_above_and_below_only(
    counter: Counter, reception: Reception
) -> None:
    """The code itself is the same at any height."""
    transfers: Transfers = counter.transfers
    asked = transfers.of(reception)
    assert asked is not None
    whole = transfers.modules(asked, 100)
    low = transfers.modules(asked, len(whole) // 2 - 1)
    assert whole[LEAST_QUIET_MODULES:-LEAST_QUIET_MODULES] == low
    assert {len(row) for row in low} == {len(whole)}
