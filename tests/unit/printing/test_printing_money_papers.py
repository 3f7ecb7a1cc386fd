"""Papers of the ledger: what is settled, what lies in the drawer, and who signs for it (R115)."""

from dataclasses import replace

import pytest

from data.domain.papers import Paper
from printing.blocks import Slip
from printing.papers.layout import lay_out, page_size, reference
from printing.papers.samples import SETTLEMENT, TILL
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A4_SHEET, PAPER_A4_WIDE, PaperSize
from tests.fakes.printing_words import cells, lines, names_signed

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_80, PAPER_58, None])


def slip_of(paper: Paper, size: PaperSize | None = None) -> Slip:
    return lay_out(paper, TEMPLATES, size or page_size(paper))


@SIZES
@pytest.mark.parametrize(
    ("paper", "names"),
    [(SETTLEMENT, ["Bùi Văn Thư", "Lê Thị Nhận"]), (TILL, ["Trần Thị Mẫu", "Phạm Văn Nhận"])],
    ids=["settlement", "till"],
)
def test_c27_money_changes_hands_between_two_names(
    paper: Paper, names: list[str], size: PaperSize | None
) -> None:
    """Whatever it is printed on."""
    assert names_signed(slip_of(paper, size)) == names


def test_r115_every_payment_is_a_line_and_what_went_back_is_below_zero() -> None:
    """With its reason, so that nobody has to look for it elsewhere."""
    rows = cells(slip_of(SETTLEMENT))
    back = next(row for row in rows if row[0] == "3")
    assert back[5:] == [
        "−100.000 đ",
        "0 đ",
        "Tiền mặt",
        "Hoàn trả: người nộp được miễn phí, bổ sung giấy xác nhận",
    ]
    assert ["Tiền mặt", "2", "50.000 đ"] in rows


def test_a_settlement_says_its_sum_in_figures_and_in_words() -> None:
    """Also one by which more went back than came."""
    said = lines(slip_of(SETTLEMENT))
    assert "Tổng cộng: 100.000 đ" in said
    assert "Bằng chữ: một trăm nghìn đồng" in said
    less = lines(slip_of(replace(SETTLEMENT, duty_vnd=-5_000)))
    assert "Tổng cộng: −5.000 đ" in less
    assert "Bằng chữ: âm năm nghìn đồng" in less


def test_a_settlement_that_was_annulled_says_so_on_its_face() -> None:
    """A copy of it can never be taken for one that counts."""
    assert not any("ĐÃ HỦY" in line for line in lines(slip_of(SETTLEMENT)))
    annulled = replace(SETTLEMENT, annulled="Sai kỳ quyết toán.")
    assert "ĐÃ HỦY: Sai kỳ quyết toán." in lines(slip_of(annulled))


def test_c27_a_difference_stands_with_its_reason() -> None:
    """And where there is none the paper says that the drawer agrees."""
    said = lines(slip_of(TILL))
    assert "Chênh lệch: −5.000 đ" in said
    assert any(line.startswith("Lý do: Thối nhầm") for line in said)
    equal = lines(slip_of(replace(TILL, counted_vnd=TILL.expected_vnd, reason="")))
    assert "Tiền mặt khớp với sổ." in equal
    assert not any(line.startswith(("Chênh lệch", "Lý do")) for line in equal)


def test_a_till_without_a_payment_says_so() -> None:
    """An empty list and a forgotten one are not the same."""
    said = lines(slip_of(replace(TILL, sums=(), notes=())))
    assert "1. Trong ca không thu, không hoàn trả khoản nào." in said
    assert cells(slip_of(replace(TILL, sums=(), notes=()))) == []


def test_both_are_kept_on_a4() -> None:
    """A settlement has nine columns; its pages bear its number."""
    assert page_size(SETTLEMENT) is PAPER_A4_WIDE
    assert page_size(TILL) is PAPER_A4_SHEET
    assert (reference(SETTLEMENT), reference(TILL)) == ("QT-03-0007/2026", "")
