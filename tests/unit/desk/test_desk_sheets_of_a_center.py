"""The papers of a whole Center: two weeks of dossiers, every paper drawn from their entries."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.desk.on_paper.agency_sheets import agency_supplement, apology
from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.fee_sheets import fee_note
from counter_app.desk.on_paper.folder_sheets import (
    control_sheet_paper,
    hand_over_sheet,
    result_sheet,
    transfer_slip,
)
from counter_app.desk.on_paper.paper_words import OUTCOME
from counter_app.desk.on_paper.register_sheets import Period, register_book
from counter_app.desk.on_paper.return_sheets import release_note
from data.domain.center import Center
from data.domain.clock import local
from data.domain.concluding import ResultBrought, arrived
from data.domain.control_sheet import control_sheet
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.handing_over import HandOver, recipient
from data.domain.papers import AgencySupplement, ApologyPaper, Copy, Form, Mark, Paper
from data.domain.printjob import Sheet
from data.domain.reappointing import Apology, told_due
from data.domain.received import FeeState
from data.domain.register import register_line
from data.domain.releasing import Release
from data.domain.routing import Route
from data.domain.supplementing import DraftForm, PaperDraft, Returned
from printing.blocks import Ledger
from printing.fonts import font
from printing.papers.layout import lay_out, page_size
from printing.papers.samples import HEAD
from printing.papers.template import load_templates
from printing.render import CELL_GAP_DOTS
from printing.sizes import PAPER_58, PAPER_80
from printing.wrapping import Weight
from tests.fakes.center_life import MONDAY, OFFICERS, center_life, days_from, rulebook, stages
from tests.fakes.printing_words import of_kind

CENTER = Center("0" * 32, HEAD, "", practice=True)
DESK = "03"
LAST = MONDAY + timedelta(days=13)
TEMPLATES = load_templates()


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    """Two weeks of a Center that had two months to bring them to their ends."""
    lives = center_life(days=days_from(MONDAY, 14))
    return [list(stages(life))[-1] for life in lives]


def drawing(form: Form, *, entry: str = "", number: str = "") -> Drawing:
    book = rulebook()
    return Drawing(
        sheet=Sheet("", form, Copy.APPLICANT, number, entry=entry),
        center=CENTER,
        catalogue=book.catalogue,
        rules=book.in_force,
        names={officer.id: officer.name for officer in OFFICERS},
        desks={"0" * 32: DESK},
    )


def fits(paper: Paper) -> None:
    """It can be drawn on both rolls and on its page."""
    for size in (PAPER_80, PAPER_58, page_size(paper)):
        assert lay_out(paper, TEMPLATES, size).blocks


def broken_words(paper: Paper) -> list[str]:
    """Words that are wider than the column in which they stand."""
    found: list[str] = []
    slip = lay_out(paper, TEMPLATES, page_size(paper))
    for ledger in of_kind(slip, Ledger):
        shares = sum(column.share for column in ledger.columns)
        face = font(Weight.REGULAR, ledger.size_dots)
        for column, cell in (
            pair for row in ledger.rows for pair in zip(ledger.columns, row, strict=True)
        ):
            room = slip.width_dots * column.share // shares - CELL_GAP_DOTS
            said = [word for runs in cell for run in runs for word in run.text.split(" ")]
            found += [word for word in said if face.getlength(word) > room]
    return found


def text_of(paper: Paper) -> str:
    return " ".join(repr(lay_out(paper, TEMPLATES, PAPER_80)).split())


def with_fact(dossiers: Iterable[Dossier], kind: type[object]) -> list[Dossier]:
    found = [dossier for dossier in dossiers if dossier.last(kind)]
    assert found
    return found


def of_one_agency(dossiers: Iterable[Dossier], kind: type[object]) -> list[Dossier]:
    """The largest batch that one agency could have been given."""
    found = with_fact(dossiers, kind)
    agencies = Counter(recipient(dossier)[0] for dossier in found)
    (most, count), *_ = agencies.most_common()
    assert count > 3
    return [dossier for dossier in found if recipient(dossier)[0] == most]


def test_form_05_of_every_dossier_repeats_its_hand_overs(dossiers: list[Dossier]) -> None:
    """As many blocks as hands it went through, with the same names and the same judgement."""
    received = [dossier for dossier in dossiers if dossier.reception]
    assert len(received) > 50
    for dossier in received:
        paper, said = (
            control_sheet_paper(drawing(Form.CONTROL_SHEET), dossier),
            control_sheet(dossier),
        )
        assert said is not None
        assert [(it.giver_name, it.receiver_name, it.at) for it in paper.passages] == [
            (it.giver.person, it.receiver.person, local(it.at)) for it in said.blocks
        ]
        assert [it.outcome for it in paper.passages] == [
            OUTCOME[it.outcome] if it.outcome else "" for it in said.blocks
        ]
        assert bool(paper.empty) == (dossier.state.is_received and not arrived(dossier))
        fits(paper)


def test_form_05_is_dated_and_proved_by_its_last_entry(dossiers: list[Dossier]) -> None:
    """Drawn again, it is the same paper; no clock is read."""
    dossier = with_fact(dossiers, HandOver)[0]
    paper = control_sheet_paper(drawing(Form.CONTROL_SHEET), dossier)
    last = dossier.trail[-1]
    assert (paper.imprint.at, paper.imprint.proof) == (local(last.at), last.entry[:10])
    assert paper.imprint.desk == DESK
    assert paper == control_sheet_paper(drawing(Form.CONTROL_SHEET), dossier)


def test_c10_every_return_is_the_paper_of_its_agency(dossiers: list[Dossier]) -> None:
    """Number, day and signer are those that were registered, and every demand is on it."""
    for dossier in with_fact(dossiers, Returned):
        for it in dossier.facts(Returned):
            paper = agency_supplement(drawing(Form.AGENCY_SUPPLEMENT, entry=it.entry), dossier)
            agency = paper.agency
            assert (agency.number, agency.day, agency.signer) == (
                it.what.number,
                it.what.day,
                it.what.signer,
            )
            assert len(paper.items) == len(it.what.asked)
            assert paper.imprint.proof == it.entry[:10]
            fits(paper)


def test_r78_every_apology_tells_the_old_and_the_new_date(dossiers: list[Dossier]) -> None:
    """What the citizen had been told, and what is told now."""
    for dossier in with_fact(dossiers, Apology):
        for it in dossier.facts(Apology):
            paper = apology(drawing(Form.APOLOGY, entry=it.entry), dossier)
            assert paper.was_due == it.what.was_due
            assert paper.new_due == it.what.new_due
            assert paper.agency.number == it.what.number
            fits(paper)


def test_c10_a_draft_has_neither_number_nor_day(dossiers: list[Dossier]) -> None:
    """Drafted for the agency's head to sign."""
    makers: dict[DraftForm, Callable[[Drawing, Dossier], AgencySupplement | ApologyPaper]] = {
        DraftForm.SUPPLEMENT: agency_supplement,
        DraftForm.APOLOGY: apology,
    }
    drafts = [
        (dossier, it)
        for dossier in with_fact(dossiers, PaperDraft)
        for it in dossier.facts(PaperDraft)
        if it.what.form in makers
    ]
    assert drafts
    for dossier, it in drafts:
        made = makers[it.what.form](drawing(Form.APOLOGY, entry=it.entry), dossier)
        agency = made.agency
        assert (agency.number, agency.day, agency.signer) == ("", None, "")
        assert agency.name


def test_r91_every_route_is_a_transfer_slip(dossiers: list[Dossier]) -> None:
    """The legs in their order, each with its work and its limit."""
    for dossier in with_fact(dossiers, Route):
        fixed = dossier.last(Route)
        assert fixed is not None
        paper = transfer_slip(drawing(Form.TRANSFER), dossier)
        assert [(it.agency, it.content, it.by) for it in paper.legs] == [
            (it.agency, it.content, local(it.by)) for it in fixed.what.legs
        ]
        assert paper.approval
        fits(paper)


def test_r20_a_hand_over_sheet_lists_the_folders_of_its_batch(dossiers: list[Dossier]) -> None:
    """Every result is wanted before the citizen's own appointment (C3)."""
    batch = of_one_agency(dossiers, HandOver)
    paper = hand_over_sheet(drawing(Form.HAND_OVER), batch)
    assert [line.code for line in paper.lines] == [str(it.taken_in().code) for it in batch]
    wanted = [line.bring_by for line in paper.lines if line.bring_by]
    assert len(wanted) == len(batch)
    leads = [told_due(dossier) - by for by, dossier in zip(wanted, batch, strict=True)]
    assert all(lead >= timedelta() for lead in leads)
    assert timedelta(hours=rulebook().in_force.profile.rules.result_lead_hours) in leads
    fits(paper)


def test_r33_a_hand_over_sheet_asks_no_result_of_the_police(dossiers: list[Dossier]) -> None:
    """Its own unit hands it out: no time stands there, and no request to bring it."""
    own = {it.code for it in rulebook().catalogue.procedures if it.agency.return_at_own_unit}
    handed = with_fact(dossiers, HandOver)
    police = [it for it in handed if it.matter and it.matter.procedure_code in own]
    paper = hand_over_sheet(drawing(Form.HAND_OVER), police[:3])
    assert [line.bring_by for line in paper.lines] == [None] * len(paper.lines)
    assert paper.lines
    assert "NHẬN KẾT QUẢ" not in text_of(paper)
    assert "NHẬN KẾT QUẢ" in text_of(
        hand_over_sheet(drawing(Form.HAND_OVER), of_one_agency(handed, HandOver))
    )
    fits(paper)


@pytest.mark.parametrize(
    ("maker", "kind"), [(hand_over_sheet, HandOver), (result_sheet, ResultBrought)]
)
def test_a_sheet_is_of_one_agency(
    maker: Callable[[Drawing, Sequence[Dossier]], Paper],
    kind: type[object],
    dossiers: list[Dossier],
) -> None:
    """What went to two agencies was signed for by two."""
    found = with_fact(dossiers, kind)
    one = found[0]
    other = next(it for it in found if recipient(it)[0] != recipient(one)[0])
    with pytest.raises(Refused, match="no-paper"):
        maker(drawing(Form.HAND_OVER), [one, other])


def test_a_sheet_of_several_is_proved_by_all_of_their_entries(dossiers: list[Dossier]) -> None:
    """Another order or another dossier is another sheet; one alone is proved by its entry."""
    batch = of_one_agency(dossiers, HandOver)[:3]

    def proof(*chosen: Dossier) -> str:
        return hand_over_sheet(drawing(Form.HAND_OVER), chosen).imprint.proof

    handed = batch[0].last(HandOver)
    assert handed is not None
    assert proof(batch[0]) == handed.entry[:10]
    assert len({proof(*batch), proof(*reversed(batch)), proof(*batch[:2])}) == 3


def test_r31_a_result_sheet_says_what_is_owed_and_what_the_post_takes(
    dossiers: list[Dossier],
) -> None:
    """From the reception itself."""
    batch = of_one_agency(dossiers, ResultBrought)
    paper = result_sheet(drawing(Form.RESULT_HAND_OVER), batch)
    for line, dossier in zip(paper.lines, batch, strict=True):
        reception = dossier.taken_in()
        assert line.by_post == reception.returning.by_post
        assert not line.fee_due or reception.fee.state is FeeState.UNPAID
        assert line.result
    fits(paper)


def test_r123_a_release_note_lists_what_was_handed_out(dossiers: list[Dossier]) -> None:
    """Each act its own note: who took it, in what right, and how many papers."""
    for dossier in with_fact(dossiers, Release):
        for it in dossier.facts(Release):
            paper = release_note(drawing(Form.RELEASE, entry=it.entry), dossier)
            collector = it.what.collector
            assert collector is not None
            assert paper.collector.name == collector.name
            assert len(paper.items) == len(it.what.items)
            assert paper.originals == it.what.originals
            fits(paper)


def test_a_fee_note_says_the_amount_of_the_receipt(dossiers: list[Dossier]) -> None:
    """Paid, owed or waived; without a fee there is no note."""
    with_fee = 0
    for dossier in dossiers:
        fee = dossier.reception.fee if dossier.reception else None
        if fee is None or fee.state in {FeeState.NONE, FeeState.UNPUBLISHED}:
            with pytest.raises(Refused, match="no-paper"):
                fee_note(drawing(Form.FEE_NOTE), dossier)
            continue
        with_fee += 1
        note = fee_note(drawing(Form.FEE_NOTE), dossier)
        assert note.total_vnd == fee.amount_vnd == sum(it.amount_vnd for it in note.charges)
        assert note.exempt == (fee.state is FeeState.EXEMPT)
        fits(note)
    assert with_fee


# --- form 06 ------------------------------------------------------------------------------------


def test_form_06_has_a_line_for_every_dossier_and_counts_them(dossiers: list[Dossier]) -> None:
    """Totals on paper are those of the register itself (R91–R95: one dossier, one line)."""
    book = register_book(drawing(Form.REGISTER), dossiers, Period(MONDAY, LAST, 40))
    lines = [line for dossier in dossiers if (line := register_line(dossier))]
    assert len(book.rows) == len(lines)
    assert sorted(row.code for row in book.rows) == sorted(line.code for line in lines)
    assert sum(row.returned_at is not None for row in book.rows) == sum(
        line.returned_at is not None for line in lines
    )
    assert sum(row.sets for row in book.rows) == sum(line.sets for line in lines)
    assert [row.number for row in book.rows] == list(range(40, 40 + len(lines)))
    fits(book)


def test_form_06_does_not_depend_on_the_order_of_what_is_known(dossiers: list[Dossier]) -> None:
    """Two desks print the same book."""
    period = Period(MONDAY, LAST)
    books = [
        register_book(drawing(Form.REGISTER), known, period)
        for known in (dossiers, list(reversed(dossiers)))
    ]
    assert books[0] == books[1]


def test_form_06_says_who_took_a_result_and_what_ended_without_one(
    dossiers: list[Dossier],
) -> None:
    """A name in the column for signing only where a result was collected."""
    book = register_book(drawing(Form.REGISTER), dossiers, Period(MONDAY, LAST))
    assert any(row.signed_by for row in book.rows)
    assert all(row.returned_at for row in book.rows if row.signed_by)
    assert any("hẹn lại" in row.note for row in book.rows)
    assert any(row.note in {"đã hủy", "người nộp rút hồ sơ"} for row in book.rows)


def test_a_period_without_a_dossier_has_no_book() -> None:
    """An empty register is no paper."""
    with pytest.raises(Refused, match="no-paper"):
        register_book(drawing(Form.REGISTER), [], Period(date(2026, 1, 1), date(2026, 1, 31)))


def test_no_list_breaks_a_code_a_day_or_a_syllable(dossiers: list[Dossier]) -> None:
    """Two weeks of real life fit their columns."""
    papers: list[Paper] = [
        register_book(drawing(Form.REGISTER), dossiers, Period(MONDAY, LAST)),
        hand_over_sheet(drawing(Form.HAND_OVER), of_one_agency(dossiers, HandOver)),
        result_sheet(drawing(Form.RESULT_HAND_OVER), of_one_agency(dossiers, ResultBrought)),
        *(transfer_slip(drawing(Form.TRANSFER), it) for it in with_fact(dossiers, Route)),
        *(
            control_sheet_paper(drawing(Form.CONTROL_SHEET), it)
            for it in with_fact(dossiers, HandOver)
        ),
    ]
    assert [word for paper in papers for word in broken_words(paper)] == []


# --- what there is not --------------------------------------------------------------------------

MAKERS: dict[Form, Callable[[Drawing, Dossier], Paper]] = {
    Form.AGENCY_SUPPLEMENT: agency_supplement,
    Form.APOLOGY: apology,
    Form.CONTROL_SHEET: control_sheet_paper,
    Form.TRANSFER: transfer_slip,
    Form.RELEASE: release_note,
    Form.FEE_NOTE: fee_note,
}


@pytest.mark.parametrize("form", MAKERS)
def test_a_dossier_of_which_nothing_is_known_has_no_papers(form: Form) -> None:
    """No paper is made up."""
    with pytest.raises(Refused, match="no-paper"):
        MAKERS[form](drawing(form), Dossier("d"))


@pytest.mark.parametrize("maker", [hand_over_sheet, result_sheet])
def test_a_sheet_lists_nothing_that_did_not_change_hands(
    maker: Callable[[Drawing, Sequence[Dossier]], Paper], dossiers: list[Dossier]
) -> None:
    """One that still lies at the Center stops the whole sheet."""
    never = next(it for it in dossiers if it.reception and not it.last(HandOver))
    with pytest.raises(Refused, match="no-paper"):
        maker(drawing(Form.HAND_OVER), [never])


def test_c16_papers_of_a_practice_desk_are_marked(dossiers: list[Dossier]) -> None:
    """So are those from unverified data, whichever of several dossiers it is in."""
    dossier = with_fact(dossiers, HandOver)[0]
    marks = control_sheet_paper(drawing(Form.CONTROL_SHEET), dossier).imprint.marks
    assert marks == {Mark.PRACTICE, Mark.SAMPLE_DATA}
    real = replace(drawing(Form.HAND_OVER), center=replace(CENTER, practice=False))
    assert hand_over_sheet(real, [dossier]).imprint.marks == {Mark.SAMPLE_DATA}
