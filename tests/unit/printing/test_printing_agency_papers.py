"""The agency's own papers: form 02 after appraisal and form 04 (C10)."""

from dataclasses import replace

import pytest

from data.domain.papers import Paper
from printing.blocks import Barcode, Qr, Ruled, Slip, Text
from printing.papers.layout import lay_out
from printing.papers.samples import AGENCY, AGENCY_SUPPLEMENT, APOLOGY, DRAFT_AGENCY, HEAD, RECEIPT
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from tests.fakes.printing_words import flat, lines, of_kind, ruled_words, words

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5])
PAPERS = pytest.mark.parametrize(
    "paper", [AGENCY_SUPPLEMENT, APOLOGY], ids=["agency supplement", "apology"]
)
DRAFTS = pytest.mark.parametrize(
    "paper",
    [replace(AGENCY_SUPPLEMENT, agency=DRAFT_AGENCY), replace(APOLOGY, agency=DRAFT_AGENCY)],
    ids=["agency supplement", "apology"],
)


def slip_of(paper: Paper, size: PaperSize = PAPER_80) -> Slip:
    return lay_out(paper, TEMPLATES, size)


def largest(slip: Slip) -> list[str]:
    texts = [block for block in flat(slip.blocks) if isinstance(block, Text)]
    size_dots = max(text.size_dots for text in texts)
    return [words(text) for text in texts if text.size_dots == size_dots]


@SIZES
@PAPERS
def test_c10_the_paper_bears_the_agency_and_its_number(paper: Paper, size: PaperSize) -> None:
    """It is the agency that asks or apologises; the Center is only named as who gets a copy."""
    said = lines(slip_of(paper, size))
    head = said[: next(place for place, line in enumerate(said) if line.startswith("PHIẾU"))]
    assert "SỞ KẾ HOẠCH VÀ ĐẦU TƯ" in head
    assert HEAD.name not in head
    assert "Số: 12/SKHĐT-ĐKKD" in head
    assert "Tam Kỳ, ngày 25 tháng 11 năm 2026" in head
    assert f"- {HEAD.name};" in said


@SIZES
@PAPERS
def test_c10_a_registered_paper_names_its_signer_as_having_signed(
    paper: Paper, size: PaperSize
) -> None:
    """What is drawn again is no second original for the head of the agency to sign."""
    said = lines(slip_of(paper, size))
    assert said[said.index("(Đã ký)") + 1] == AGENCY.signer
    assert "(Ký, ghi rõ họ tên, đóng dấu)" not in said


@SIZES
@DRAFTS
def test_c10_a_draft_leaves_number_day_and_signature_to_the_hand(
    paper: Paper, size: PaperSize
) -> None:
    """Nothing of it looks as if it were in force."""
    slip = slip_of(paper, size)
    assert [ruled_words(it) for it in of_kind(slip, Ruled)] == [
        "Số: …",
        "Tam Kỳ, ngày … tháng … năm ……",
    ]
    assert "(Ký, ghi rõ họ tên, đóng dấu)" in lines(slip)
    assert "(Đã ký)" not in lines(slip)


@PAPERS
def test_the_slip_key_opens_the_dossier(paper: Paper) -> None:
    """Whoever brings the paper to the desk is served at one scan (C9)."""
    assert [it.digits for it in of_kind(slip_of(paper), Barcode)] == [RECEIPT.slip_key]


def test_c13_the_evaluation_goes_with_form_02_and_not_with_form_04() -> None:
    """TT 01/2018 Đ12.2 names forms 01, 02 and 03."""
    assert [it.payload for it in of_kind(slip_of(AGENCY_SUPPLEMENT), Qr)] == [HEAD.evaluation_url]
    assert of_kind(slip_of(APOLOGY), Qr) == []


@SIZES
def test_r78_the_new_date_stands_as_large_as_the_first_one_did(size: PaperSize) -> None:
    """It takes the place of the appointment that was not kept."""
    assert largest(slip_of(APOLOGY, size)) == ["17:00"]
    said = lines(slip_of(APOLOGY, size))
    place = said.index("HẸN LẠI NGÀY TRẢ KẾT QUẢ")
    assert said[place : place + 4] == [
        "HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "17:00",
        "02/12/2026",
        "Thứ Tư",
    ]


def test_c5_without_a_new_date_it_says_that_the_superiors_know() -> None:
    """Late once more: an apology and no appointment."""
    said = lines(slip_of(replace(APOLOGY, new_due=None)))
    assert "Sở Kế hoạch và Đầu tư đã báo cáo cấp trên" in " ".join(said)
    assert "HẸN LẠI NGÀY TRẢ KẾT QUẢ" not in said
    assert not any("sẽ trả kết quả" in line for line in said)


def test_an_agency_whose_superior_nobody_knows_stands_alone() -> None:
    """No line is made up above its name."""
    alone = replace(APOLOGY, agency=replace(AGENCY, authority=""))
    assert lines(slip_of(alone))[0] == "SỞ KẾ HOẠCH VÀ ĐẦU TƯ"
