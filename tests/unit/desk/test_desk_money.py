"""Money at a desk: its till, what goes back, what is settled, and what the ledger says of it."""

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.money.reversing import ReverseForm
from counter_app.desk.money.settling import Settled, ToSettle
from counter_app.desk.receiving.draft import FeeForm, from_json, to_json
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.entries import Body, Fact
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.money import ReversalSort
from data.domain.papers import Copy, FeeNote, Form, SettlementPaper, TillPaper
from data.domain.paying import Method, Payment
from data.domain.printjob import Sheet
from data.domain.received import FeeState, fee_body
from data.domain.records import public_body
from data.domain.roles import Role
from data.domain.till import Count, NoteCount, Till
from data.domain.vocabulary import DOSSIER_FEE_RECORDED, FEE_VERSION, SETTLEMENT_MADE
from data.store import money
from data.store.journal import rebuild, verify
from data.store.money import DifferenceSort
from data.store.projections import TABLES
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft, opened, receive
from tests.fakes.stores import tables

FEE_VND = 150_000
FLOAT_VND = 500_000
RECEIPT = "AA/26P 0000001"
TODAY = date(2026, 11, 23)
PAID = FeeForm(paid=True, receipt=RECEIPT)
NOTES = Count((NoteCount(500_000, 1), NoteCount(100_000, 1), NoteCount(50_000, 1)), "Lê Thị Nhận")
"""The float and one fee."""
REASON = "Người nộp được miễn phí."
LEDGER = ("money", "till", "settlement", "settled")


def pays(counter: Counter, officer: Officer, method: Method = Method.CASH) -> str:
    """A dossier whose fee is paid after its reception; its id."""
    dossier = receive(counter, officer).dossier
    counter.amending.record_fee(officer, dossier.id, replace(PAID, method=method))
    return dossier.id


def goes_back(counter: Counter, officer: Officer, dossier: str, amount_vnd: int = FEE_VND) -> None:
    (left,) = counter.money.reversing.of(dossier).payments
    charge_vnd = min(amount_vnd, left.charge_vnd)
    form = ReverseForm(
        left.payment.entry,
        reason=REASON,
        charge_vnd=charge_vnd,
        duty_vnd=amount_vnd - charge_vnd,
    )
    counter.money.reversing.reverse(officer, dossier, form)


def to_settle(counter: Counter, last: date = TODAY) -> ToSettle:
    (one,) = counter.money.settling.open(last)
    return one


def settles(counter: Counter, officer: Officer, last: date = TODAY) -> Settled:
    shown = to_settle(counter, last).open
    return counter.money.settling.settle(
        officer, shown, last, giver="Bùi Văn Thư", receiver="Lê Thị Nhận"
    )


def leader(counter: Counter) -> Confirmation:
    """A word of the only supervisor, who is the officer at this desk."""
    officer = counter.sign_in.sign_in("01", PIN)
    assert Role.SUPERVISOR in officer.roles
    return Confirmation("Cả hai bên đã ký nhầm kỳ.", officer.id)


def forged(counter: Counter, officer: Officer, body: Body) -> None:
    """A settlement as another desk might have signed it, a minute later."""
    clock = counter.papers.journal.clock
    assert isinstance(clock, StillClock)
    clock.forward(timedelta(minutes=1))
    with counter.papers.journal.act(officer.id) as act:
        act.record(Fact("ab" * 16, SETTLEMENT_MADE, body))


# --- the till -----------------------------------------------------------------------------------


def test_c27_every_fee_of_this_desk_names_the_till_that_is_open(
    counter: Counter, officer: Officer
) -> None:
    """At the reception and later; before a till was open nobody took it."""
    before = pays(counter, officer)
    till = counter.money.tills.open(officer, FLOAT_VND)
    after = pays(counter, officer)
    at_once = counter.intake.issue(officer, replace(filled_draft(counter, officer), fee=PAID))
    payments = {
        dossier: counter.search.open_id(dossier).dossier.taken_in().fee.payment
        for dossier in (before, after, at_once.dossier.id)
    }
    assert payments == {
        before: Payment(Method.CASH),
        after: Payment(Method.CASH, till.id),
        at_once.dossier.id: Payment(Method.CASH, till.id),
    }
    now = counter.money.tills.now()
    assert now is not None
    assert now.expected_vnd == FLOAT_VND + 2 * FEE_VND
    assert [it.moved.receipt for it in counter.money.tills.lines(till.id)] == [RECEIPT] * 2


def test_a_desk_has_one_till_at_a_time(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The next is opened when the drawer was counted."""
    assert counter.money.tills.now() is None
    with pytest.raises(Refused, match="till-not-open"):
        counter.money.tills.close(officer, NOTES)
    with pytest.raises(Refused, match="till-not-open"):
        counter.money.tills.count(NOTES)
    first = counter.money.tills.open(officer, FLOAT_VND)
    with pytest.raises(Refused, match="till-already-open"):
        counter.money.tills.open(officer, 0)
    pays(counter, officer)
    assert counter.money.tills.close(officer, NOTES).till.id == first.id
    clock.forward(timedelta(minutes=1))
    second = counter.money.tills.open(officer, 0)
    assert [it.id for it in counter.money.tills.since(TODAY)] == [second.id, first.id]
    assert counter.money.tills.since(TODAY + timedelta(days=1)) == []


def test_c27_a_drawer_is_counted_and_both_sign_its_sheet(
    counter: Counter, officer: Officer
) -> None:
    """What went over a bank is in no drawer; the sheet is queued in the same act."""
    counter.money.tills.open(officer, FLOAT_VND)
    pays(counter, officer)
    pays(counter, officer, Method.VIETQR)
    assert counter.money.tills.count(NOTES).difference_vnd == 0
    given = counter.money.tills.close(officer, NOTES)
    job, kept = counter.papers.jobs(given.till.id)
    assert job.id == given.job
    assert kept.sheet is not None
    assert kept.sheet.copy is Copy.KEPT
    assert job.sheet is not None
    assert (job.sheet.form, job.sheet.entry) == (Form.TILL, given.till.closing)
    paper = counter.papers.paper(given.till.id)
    assert isinstance(paper, TillPaper)
    assert (paper.giver, paper.receiver) == (officer.name, "Lê Thị Nhận")
    assert (paper.expected_vnd, paper.moved_vnd, paper.difference_vnd) == (650_000, FEE_VND, 0)
    assert [(it.name, it.count, it.amount_vnd) for it in paper.sums] == [
        ("Tiền mặt", 1, FEE_VND),
        ("VietQR", 1, FEE_VND),
    ]
    assert counter.papers.press.pdf(paper).startswith(b"%PDF")


def test_a_drawer_that_differs_is_explained(counter: Counter, officer: Officer) -> None:
    """And stays as it was counted when the journal is read anew."""
    counter.money.tills.open(officer, FLOAT_VND)
    short = Count((NoteCount(200_000, 2),))
    with pytest.raises(Refused, match="till-difference-unsaid"):
        counter.money.tills.close(officer, short)
    counter.money.tills.close(officer, replace(short, reason="Thối nhầm."))
    before = tables(counter.store, LEDGER)
    rebuild(counter.store)
    assert tables(counter.store, LEDGER) == before
    assert verify(counter.store) == []


def test_a_till_that_nobody_counted_has_no_sheet(counter: Counter, officer: Officer) -> None:
    """Neither has one that nobody opened."""
    till: Till = counter.money.tills.open(officer, 0)
    for subject in (till.id, "ab" * 16):
        for form in (Form.TILL, Form.SETTLEMENT):
            with pytest.raises(Refused, match="no-paper"):
                counter.papers.sheets.paper(Sheet(subject, form, Copy.APPLICANT, number=""))


def test_an_open_till_is_there_after_a_restart(
    config: Config, clock: StillClock, counter: Counter, officer: Officer
) -> None:
    """A power cut closes no till."""
    till = counter.money.tills.open(officer, FLOAT_VND)
    counter.close()
    with opened(config, clock) as again:
        now = again.money.tills.now()
        assert now is not None
        assert now.till.id == till.id


def test_a_draft_keeps_how_the_fee_is_paid(counter: Counter, officer: Officer) -> None:
    """One that an earlier program saved says nothing of it, and is in cash."""
    draft = replace(filled_draft(counter, officer), fee=replace(PAID, method=Method.TRANSFER))
    assert from_json(to_json(draft)) == draft
    earlier = to_json(draft).replace(', "method": "transfer"', "")
    assert from_json(earlier).fee == PAID


def test_what_nobody_took_earlier_is_said_before_form_01(
    counter: Counter, officer: Officer
) -> None:
    """The review names it, so that nobody signs a receipt that is refused."""
    draft = filled_draft(counter, officer)
    earlier = replace(draft, fee=replace(PAID, method=Method.EARLIER))
    blocks = counter.intake.review(officer, earlier).blocks
    assert [it.code for it in blocks] == ["fee-not-taken-earlier"]
    assert counter.intake.review(officer, replace(draft, fee=PAID)).blocks == ()


# --- what goes back -----------------------------------------------------------------------------


def test_c20_money_goes_back_out_of_the_open_till(counter: Counter, officer: Officer) -> None:
    """The fee is owed again, and the drawer holds less."""
    dossier = pays(counter, officer)
    till = counter.money.tills.open(officer, FLOAT_VND)
    goes_back(counter, officer, dossier)
    fee = counter.search.open_id(dossier).dossier.taken_in().fee
    assert fee.state is FeeState.UNPAID
    assert counter.money.reversing.of(dossier).payments == ()
    now = counter.money.tills.now()
    assert now is not None
    assert now.expected_vnd == FLOAT_VND - FEE_VND
    (line,) = counter.money.tills.lines(till.id)
    assert (line.moved.amount_vnd, line.moved.till) == (-FEE_VND, till.id)
    assert [it.unpaid_vnd for it in counter.days.end().unpaid] == [FEE_VND]


def test_what_stands_against_a_refund_is_all_told(counter: Counter, officer: Officer) -> None:
    """The form shows it before anybody signs."""
    dossier = pays(counter, officer)
    (left,) = counter.money.reversing.of(dossier).payments
    form = ReverseForm(left.payment.entry, charge_vnd=FEE_VND + 1)
    objections = counter.money.reversing.objections(dossier, form)
    assert [it.code for it in objections] == [
        "fee-reversal-reason-missing",
        "fee-reversed-too-much",
    ]
    with pytest.raises(Refused, match="fee-reversal-reason-missing"):
        counter.money.reversing.reverse(officer, dossier, form)
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    assert Role.RETURN_DESK in cashier.roles
    void = ReverseForm(left.payment.entry, ReversalSort.VOID, "Viết sai tên.")
    after = counter.money.reversing.reverse(cashier, dossier, void)
    assert after.taken_in().fee.state is FeeState.UNPAID
    assert not counter.money.reversing.of(dossier).wants_leader


def test_money_of_a_cancelled_dossier_goes_back(counter: Counter, officer: Officer) -> None:
    """It was in the drawer, and whose it is was said: now it is back."""
    issued = counter.intake.issue(officer, replace(filled_draft(counter, officer), fee=PAID))
    dossier = issued.dossier.id
    counter.amending.cancel(officer, dossier, reason="Chọn nhầm thủ tục.", slip=None)
    goes_back(counter, officer, dossier)
    after = counter.search.open_id(dossier).dossier
    assert (after.state, after.taken_in().fee.state) == (State.CANCELLED, FeeState.RETURNED)
    assert counter.money.ledger.totals().moved_vnd == 0


def test_a_fee_note_says_how_it_was_paid(counter: Counter, officer: Officer) -> None:
    """In the words of the paper."""
    dossier = pays(counter, officer, Method.VIETQR)
    note = counter.papers.sheets.view(dossier, Form.FEE_NOTE)
    assert isinstance(note, FeeNote)
    assert note.method == "VietQR"


# --- settling -----------------------------------------------------------------------------------


def test_r115_an_agency_is_settled_up_to_a_day(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Numbered, with every line and every sum, and a sheet for both who sign."""
    first = pays(counter, officer)
    pays(counter, officer, Method.TRANSFER)
    clock.forward(timedelta(days=1))
    goes_back(counter, officer, first, 50_000)
    assert (to_settle(counter).open.count, to_settle(counter).open.amount_vnd) == (2, 2 * FEE_VND)
    settled = settles(counter, officer)
    made = settled.settlement.made
    assert (made.number, made.count, made.amount_vnd) == ("QT-03-0001/2026", 2, 2 * FEE_VND)
    assert (made.first, made.last) == (TODAY, TODAY)
    assert counter.money.settling.open(TODAY) == []
    tomorrow = TODAY + timedelta(days=1)
    assert to_settle(counter, tomorrow).open.amount_vnd == -50_000
    again = settles(counter, officer, tomorrow).settlement
    assert again.made.number == "QT-03-0002/2026"
    paper = counter.papers.paper(again.id)
    assert isinstance(paper, SettlementPaper)
    (row,) = paper.rows
    assert (row.receipt, row.amount_vnd) == (RECEIPT, -50_000)
    assert row.note == f"Hoàn trả: {REASON}"
    assert paper.total_vnd == -50_000
    assert counter.papers.press.pdf(paper).startswith(b"%PDF")
    assert counter.money.ledger.totals() == money.Totals(250_000, 250_000, 0)


def test_what_both_sign_is_what_was_shown(counter: Counter, officer: Officer) -> None:
    """A payment that came in between is neither settled unseen nor lost."""
    pays(counter, officer)
    shown = to_settle(counter).open
    pays(counter, officer)
    hands = {"giver": "A", "receiver": "B"}
    with pytest.raises(Refused, match="settlement-moved"):
        counter.money.settling.settle(officer, shown, TODAY, **hands)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="settlement-day-in-the-future"):
        counter.money.settling.settle(officer, shown, tomorrow, **hands)
    unknown = replace(shown, agency_index=-1)
    with pytest.raises(Refused, match="settlement-agency-unknown"):
        counter.money.settling.settle(officer, unknown, TODAY, **hands)
    assert to_settle(counter).open.count == 2
    assert len(counter.money.settling.lines(shown.agency_index, TODAY)) == 2


def test_an_annulled_settlement_opens_its_lines_again(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Its number stays used, and its sheet says that it was annulled."""
    pays(counter, officer)
    settlement = settles(counter, officer).settlement
    with pytest.raises(Refused, match="settlement-annul-unconfirmed"):
        counter.money.settling.annul(officer, settlement.id, reason="Sai kỳ.", confirmation=None)
    with pytest.raises(Refused, match="settlement-unknown"):
        counter.money.settling.annul(officer, "ab" * 16, reason="Sai.", confirmation=None)
    with pytest.raises(Refused, match="settlement-unknown"):
        counter.money.settling.settlement("ab" * 16)
    word = leader(counter)
    annulled = counter.money.settling.annul(
        officer, settlement.id, reason="Sai kỳ.", confirmation=word
    )
    assert annulled.annulled is not None
    assert annulled.annulled.confirmation.own
    assert to_settle(counter).open.count == 1
    assert len(counter.money.settling.lines_of(settlement.id)) == 1
    assert counter.money.settling.paper(settlement.id).annulled == "Sai kỳ."
    clock.forward(timedelta(minutes=1))
    assert settles(counter, officer).settlement.made.number == "QT-03-0002/2026"
    assert [(it.line.number, it.line.stands) for it in counter.money.settling.made()] == [
        ("QT-03-0002/2026", True),
        ("QT-03-0001/2026", False),
    ]
    assert counter.money.settling.settlement(settlement.id) == annulled
    before = tables(counter.store, LEDGER)
    rebuild(counter.store)
    assert tables(counter.store, LEDGER) == before
    assert set(LEDGER) <= set(TABLES)


def test_two_settlements_of_one_line_are_seen(counter: Counter, officer: Officer) -> None:
    """Another desk settled it too: the first counts, the other is named with what it took."""
    pays(counter, officer)
    settlement = settles(counter, officer).settlement
    lines = (*settlement.lines, "ef" * 32)
    other = replace(settlement.made, number="QT-04-0001/2026", desk="04", lines=lines)
    forged(counter, officer, public_body(other))
    found = counter.money.ledger.differences()
    assert [(it.sort, it.number, it.amount_vnd) for it in found] == [
        (DifferenceSort.TWICE, "QT-04-0001/2026", FEE_VND),
        (DifferenceSort.UNKNOWN, "QT-04-0001/2026", 0),
    ]
    assert counter.money.ledger.totals() == money.Totals(FEE_VND, FEE_VND, 0)


def test_a_settlement_that_says_another_sum_is_seen(counter: Counter, officer: Officer) -> None:
    """Or lines of another agency: nobody has to add up by hand."""
    pays(counter, officer)
    (line,) = counter.money.settling.lines(to_settle(counter).open.agency_index, TODAY)
    body: Body = {
        "agency": "Sở Khác",
        "agency_index": line.moved.agency_index + 1,
        "charge_vnd": 1,
        "count": 1,
        "desk": "04",
        "duty_vnd": 0,
        "first": "2026-11-23",
        "last": "2026-11-23",
        "lines": [line.moved.entry],
        "number": "QT-04-0009/2026",
        "sums": [],
    }
    forged(counter, officer, body)
    found = counter.money.ledger.differences()
    assert [(it.sort, it.amount_vnd) for it in found] == [
        (DifferenceSort.OTHER_AGENCY, FEE_VND),
        (DifferenceSort.SUM, 1 - FEE_VND),
    ]


def test_money_that_two_desks_took_is_to_be_given_back(counter: Counter, officer: Officer) -> None:
    """Named with what is too much, until it went back; so is the fee of a cancelled dossier."""
    dossier = pays(counter, officer)
    assert counter.money.ledger.surplus(TODAY) == []
    fee = replace(counter.search.open_id(dossier).dossier.taken_in().fee, receipt="BB/26P 9")
    with counter.papers.journal.act(officer.id) as act:
        act.record(Fact(dossier, DOSSIER_FEE_RECORDED, fee_body(fee), version=FEE_VERSION))
    (over,) = counter.money.ledger.surplus(TODAY)
    assert (over.dossier, over.amount_vnd) == (dossier, FEE_VND)
    assert counter.money.ledger.surplus(TODAY + timedelta(days=1)) == []
    _, twice = counter.money.reversing.of(dossier).payments
    void = ReverseForm(twice.payment.entry, ReversalSort.VOID, "Thu hai lần.")
    after = counter.money.reversing.reverse(officer, dossier, void)
    assert after.taken_in().fee.state is FeeState.PAID
    assert counter.money.ledger.surplus(TODAY) == []
    wrong = counter.intake.issue(officer, replace(filled_draft(counter, officer), fee=PAID))
    counter.amending.cancel(officer, wrong.dossier.id, reason="Nhầm.", slip=None)
    assert [it.dossier for it in counter.money.ledger.surplus(TODAY)] == [wrong.dossier.id]
    goes_back(counter, officer, wrong.dossier.id)
    assert counter.money.ledger.surplus(TODAY) == []


# --- the ledger ---------------------------------------------------------------------------------


def test_r115_a_period_is_summed_by_agency(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Any days: what came by each method, what is settled of it, and what is open."""
    dossier = pays(counter, officer)
    settles(counter, officer)
    clock.forward(timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)
    pays(counter, officer, Method.VIETQR)
    period = counter.money.ledger.period(TODAY, tomorrow)
    (agency,) = period.agencies
    assert (agency.count, agency.amount_vnd) == (2, 2 * FEE_VND)
    assert (agency.settled_vnd, agency.open_vnd) == (FEE_VND, FEE_VND)
    assert [(it.method, it.amount_vnd) for it in agency.by_method] == [
        (Method.CASH, FEE_VND),
        (Method.VIETQR, FEE_VND),
    ]
    assert (period.amount_vnd, period.open_vnd) == (2 * FEE_VND, FEE_VND)
    assert agency.agency
    assert [it.method for it in counter.money.ledger.today()] == [Method.VIETQR]
    assert counter.money.ledger.period(TODAY, TODAY).amount_vnd == FEE_VND
    assert counter.money.ledger.period(TODAY, TODAY, agency_index=96).agencies == ()
    assert len(counter.money.ledger.of_dossier(dossier)) == 1
    assert len(counter.money.ledger.lines(TODAY, tomorrow)) == 2
    with pytest.raises(Refused, match="period-turned-round"):
        counter.money.ledger.period(tomorrow, TODAY)


def cells(page: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def every_cell(content: bytes) -> list[Cell | MergedCell]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for page in book.worksheets for row in page.iter_rows() for cell in row]


def test_a_workbook_holds_text_and_whole_numbers(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """A name that looks like a formula is a name; no cell reckons anything."""
    draft = filled_draft(counter, officer, name='=HYPERLINK("http://x.example","x")')
    issued = counter.intake.issue(officer, replace(draft, fee=PAID))
    goes_back(counter, officer, issued.dossier.id, 50_000)
    settlement = settles(counter, officer).settlement
    path = counter.money.settling.write(settlement.id, tmp_path)
    assert path.name == "quyet-toan-qt-03-0001-2026.xlsx"
    found = every_cell(path.read_bytes())
    assert {it.data_type for it in found if it.value is not None} == {"s", "n"}
    book = openpyxl.load_workbook(path)
    rows = cells(book.worksheets[0])
    assert rows[0][0] == "Bảng kê quyết toán phí, lệ phí thu hộ số QT-03-0001/2026"
    assert rows[-1][2] == "Tổng cộng"
    assert rows[-1][7] == 100_000
    assert any("HYPERLINK" in str(cell.value) and cell.data_type == "s" for cell in found)
    whole = counter.money.ledger.write(TODAY, TODAY, tmp_path / "out")
    period = openpyxl.load_workbook(whole)
    lines, agencies = (cells(page) for page in period.worksheets)
    assert lines[-1][8] == 100_000
    assert {row[11] for row in lines[2:-1]} == {"QT-03-0001/2026"}
    assert agencies[-1][4:7] == [100_000, 100_000, 0]
    assert {it.data_type for it in every_cell(whole.read_bytes()) if it.value is not None} == {
        "s",
        "n",
    }
