"""Papers of a real desk on demand: drawn from its store, on no sheet that anybody printed."""

from datetime import date, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.on_paper.day_sheets import Shift, shift_report
from counter_app.desk.on_paper.sheets import VIEWS
from counter_app.desk.receiving.intake import Issued
from data.domain import handing_over
from data.domain.center import Officer
from data.domain.errors import Refused
from data.domain.kinds import enter
from data.domain.papers import (
    ControlSheetPaper,
    Copy,
    FeeNote,
    Form,
    HandOverSheet,
    Receipt,
)
from data.domain.printjob import Sheet
from data.domain.roles import Role
from data.store import queries
from tests.fakes.desk import StillClock, receive

TODAY = date(2026, 11, 23)
BATCH = "ab" * 16


def hand_over(counter: Counter, officer: Officer, issued: Issued, clock: StillClock) -> None:
    """As the tracking desk will record it."""
    with counter.store.read() as connection:
        dossier = queries.dossier(connection, issued.dossier.id)
    fact = handing_over.HandOver(
        agency_index=dossier.taken_in().matter.agency_index,
        agency=dossier.taken_in().matter.agency,
        by=clock() + timedelta(hours=2),
        late=False,
        batch=BATCH,
        giver="Trần Thị Mẫu",
        receiver="Lê Văn Không",
    )
    roles = officer.roles | {Role.CENTER}
    with counter.papers.journal.act(officer.id) as act:
        act.record(enter(dossier, handing_over.HAND_OVER, fact, roles=roles))


def test_form_05_can_be_drawn_as_soon_as_there_is_form_01(
    counter: Counter, officer: Officer
) -> None:
    """With the code of the receipt, empty blocks, and no number of a print job."""
    issued = receive(counter, officer)
    receipt = counter.papers.paper(issued.dossier.id)
    sheet = counter.papers.sheets.view(issued.dossier.id, Form.CONTROL_SHEET)
    assert isinstance(receipt, Receipt)
    assert isinstance(sheet, ControlSheetPaper)
    assert (sheet.code, sheet.slip_key) == (receipt.code, receipt.slip_key)
    assert (sheet.passages, sheet.empty > 0) == ((), True)
    assert sheet.imprint.job == ""
    assert sheet.imprint.desk == receipt.imprint.desk
    assert sheet.imprint.officer == receipt.imprint.officer


def test_nothing_is_recorded_when_a_paper_is_only_looked_at(
    counter: Counter, officer: Officer
) -> None:
    """No job, no entry."""
    issued = receive(counter, officer)
    before = counter.search.open_id(issued.dossier.id)
    counter.papers.sheets.view(issued.dossier.id, Form.CONTROL_SHEET)
    after = counter.search.open_id(issued.dossier.id)
    assert (after.history, after.jobs) == (before.history, before.jobs)


def test_form_05_follows_the_folder(counter: Counter, officer: Officer, clock: StillClock) -> None:
    """The same sheet a day later has one more block, and another proof."""
    issued = receive(counter, officer)
    first = counter.papers.sheets.view(issued.dossier.id, Form.CONTROL_SHEET)
    clock.forward(timedelta(hours=1))
    hand_over(counter, officer, issued, clock)
    second = counter.papers.sheets.view(issued.dossier.id, Form.CONTROL_SHEET)
    assert isinstance(second, ControlSheetPaper)
    assert [it.receiver_name for it in second.passages] == ["Lê Văn Không"]
    assert second.imprint.proof != first.imprint.proof
    assert second.imprint.at > first.imprint.at


def test_a_sheet_that_was_queued_says_what_it_said_then(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Invariant 5: a sheet names the entry it repeats and is drawn as of that entry."""
    issued = receive(counter, officer)
    entry = issued.dossier.received_entry
    sheet = Sheet(issued.dossier.id, Form.CONTROL_SHEET, Copy.APPLICANT, "03-00009", entry=entry)
    before = counter.papers.sheets.paper(sheet)
    hand_over(counter, officer, issued, clock)
    assert counter.papers.sheets.paper(sheet) == before


def test_a_hand_over_sheet_lists_what_went_together(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """In the order in which it was handed over, under the number of its batch."""
    issued = [receive(counter, officer, name=f"Nguyễn Văn Thử {n}") for n in ("Một", "Hai")]
    for it in reversed(issued):
        hand_over(counter, officer, it, clock)
    paper = counter.papers.sheets.paper(Sheet(BATCH, Form.HAND_OVER, Copy.APPLICANT, ""))
    assert isinstance(paper, HandOverSheet)
    assert [line.applicant for line in paper.lines] == ["Nguyễn Văn Thử Hai", "Nguyễn Văn Thử Một"]
    assert (paper.number, paper.giver) == ("ABABABAB", "Trần Thị Mẫu")


def test_a_sheet_of_nothing_is_no_sheet(counter: Counter, officer: Officer) -> None:
    """No dossier, a form of one dossier, or one that did not change hands."""
    issued = receive(counter, officer)
    for form, subject in (
        (Form.HAND_OVER, BATCH),
        (Form.RECEIPT, BATCH),
        (Form.HAND_OVER, issued.dossier.id),
        (Form.RESULT_HAND_OVER, issued.dossier.id),
    ):
        with pytest.raises(Refused, match="no-paper"):
            counter.papers.sheets.paper(Sheet(subject, form, Copy.APPLICANT, ""))


def test_only_papers_of_a_dossier_can_be_looked_at(counter: Counter, officer: Officer) -> None:
    """A numbered form is printed by the act that gives it its number."""
    issued = receive(counter, officer)
    for form in set(Form) - set(VIEWS):
        with pytest.raises(Refused, match="no-paper"):
            counter.papers.sheets.view(issued.dossier.id, form)


def test_what_did_not_happen_yet_has_no_paper(counter: Counter, officer: Officer) -> None:
    """A fresh dossier was neither returned, nor late, nor routed, nor handed out."""
    issued = receive(counter, officer)
    for form in set(VIEWS) - {Form.CONTROL_SHEET, Form.FEE_NOTE}:
        with pytest.raises(Refused, match="no-paper"):
            counter.papers.sheets.view(issued.dossier.id, form)


def test_a_fee_note_repeats_the_receipt(counter: Counter, officer: Officer) -> None:
    """The same sum, to the same person."""
    issued = receive(counter, officer)
    receipt = counter.papers.paper(issued.dossier.id)
    note = counter.papers.sheets.view(issued.dossier.id, Form.FEE_NOTE)
    assert isinstance(receipt, Receipt)
    assert isinstance(note, FeeNote)
    assert (note.total_vnd, note.payer) == (receipt.fee_vnd, receipt.applicant)
    assert note.charges == receipt.charges


def test_form_06_of_a_day_lists_what_was_received(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The numbers of a later day go on where the day before ended."""
    first = [receive(counter, officer, name=f"Nguyễn Văn Thử {n}") for n in ("Một", "Hai")]
    clock.forward(timedelta(days=1))
    later = receive(counter, officer, name="Nguyễn Văn Thử Ba")
    sheets = counter.papers.sheets
    both = sheets.register(TODAY, TODAY + timedelta(days=1))
    assert [row.number for row in both.rows] == [1, 2, 3]
    assert [row.applicant.name for row in both.rows] == [
        "Nguyễn Văn Thử Một",
        "Nguyễn Văn Thử Hai",
        "Nguyễn Văn Thử Ba",
    ]
    last = sheets.register(TODAY + timedelta(days=1), TODAY + timedelta(days=1), closed=True)
    assert [(row.number, row.code) for row in last.rows] == [
        (3, str(later.dossier.taken_in().code))
    ]
    assert last.closed
    assert len(first) == 2


def test_a_day_without_a_dossier_has_no_register(counter: Counter) -> None:
    """An empty book is no paper."""
    with pytest.raises(Refused, match="no-paper"):
        counter.papers.sheets.register(TODAY, TODAY)


def test_c27_the_report_of_a_day_counts_what_the_desk_counts(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """What is open stands on it by its code."""
    issued = receive(counter, officer)
    end = counter.days.end()
    imprint = counter.papers.paper(issued.dossier.id).imprint
    shift = Shift(clock() - timedelta(hours=2), clock(), officer.name)
    report = shift_report(end, shift, imprint)
    counts = {it.name: it.count for it in report.counts}
    assert counts["Tiếp nhận"] == end.received == 1
    assert report.total_vnd == end.taken_vnd
    code = str(issued.dossier.taken_in().code)
    waiting = {section.title: section.lines for section in report.open_items}
    assert waiting["Chưa bàn giao (1)"] == (code,)
    assert waiting["Giấy chưa in xong (1)"] == (imprint.job,)
