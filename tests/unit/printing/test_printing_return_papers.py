"""Papers of the return, of the post and of the desk: sums, signatures, and what they are not."""

from dataclasses import replace

import pytest

from data.domain.papers import Form, Paper, PaperCount
from printing.blocks import Barcode, Qr, Slip
from printing.papers.layout import lay_out, page_size
from printing.papers.samples import (
    FEE_NOTE,
    FEEDBACK,
    FULL_RECEIPT,
    MANIFEST,
    RECEIPT,
    RELEASE,
    SHIFT_REPORT,
    SHIPMENT,
)
from printing.papers.template import RECEIPT_FILE, Templates, load_templates, read_template
from printing.sizes import PAPER_58, PAPER_80, PaperSize
from tests.fakes.printing_words import cells, lines, names_signed, of_kind

TEMPLATES = load_templates()
SIZES = pytest.mark.parametrize("size", [PAPER_80, PAPER_58, None])


def slip_of(paper: Paper, size: PaperSize | None = None) -> Slip:
    return lay_out(paper, TEMPLATES, size or page_size(paper))


@SIZES
@pytest.mark.parametrize(
    ("paper", "names"),
    [
        (RELEASE, ["Nguyễn Văn Thử", "Trần Thị Mẫu"]),
        (SHIPMENT, ["Trung tâm Hành chính công", "Võ Thị Không"]),
        (MANIFEST, ["Phạm Thị Ví Dụ", "Võ Thị Không"]),
        (SHIFT_REPORT, ["Trần Thị Mẫu", ""]),
    ],
    ids=["release", "shipment", "manifest", "shift report"],
)
def test_who_gives_and_who_takes_both_sign(
    paper: Paper, names: list[str], size: PaperSize | None
) -> None:
    """Nothing leaves the Center, and no drawer changes hands, without two names (C27)."""
    assert names_signed(slip_of(paper, size)) == names


def test_c23_the_collector_has_read_what_is_signed_for() -> None:
    """Every paper of the result is listed above that sentence."""
    said = lines(slip_of(RELEASE))
    items = [said.index("1. Giấy chứng nhận đăng ký doanh nghiệp: 01 bản")]
    items.append(said.index("2. Thông báo mã số thuế: 01 bản"))
    read = said.index("Người nhận đã đọc, kiểm tra và nhận đủ kết quả ghi trên.")
    assert items[0] < items[1] < read


def test_a_part_that_is_handed_out_says_that_the_rest_waits() -> None:
    """Nobody signs for more than was given."""
    rest = "Lần này trả một phần; phần còn lại trả sau."
    assert rest not in lines(slip_of(RELEASE))
    assert rest in lines(slip_of(replace(RELEASE, in_part=True)))


def test_what_did_not_happen_takes_no_line_of_a_release() -> None:
    """No originals, no old papers, no lost slip, no fee: none of them is mentioned."""
    plain = replace(
        RELEASE, right="", originals=0, recovered=(), fee_vnd=None, fee_state="", slip_note=""
    )
    said = " ".join(lines(slip_of(plain)))
    for words in ("Tư cách", "Bản chính", "thu lại", "Phí, lệ phí", "hẹn trả kết quả:"):
        assert words not in said


def test_a_shipment_bears_the_code_of_its_item() -> None:
    """The post's reader and ours read the same number."""
    assert [it.payload for it in of_kind(slip_of(SHIPMENT), Qr)] == [SHIPMENT.item]
    assert SHIPMENT.item in lines(slip_of(SHIPMENT))


def test_a_shipment_without_a_number_draws_no_code() -> None:
    """It is registered before the post has numbered it."""
    assert of_kind(slip_of(replace(SHIPMENT, item="")), Qr) == []


def test_a_shipment_without_cash_and_price_does_not_speak_of_money() -> None:
    """What the post has not said is not made up."""
    said = " ".join(lines(slip_of(replace(SHIPMENT, price_vnd=None, payment="", cash_vnd=0))))
    assert "Giá cước" not in said
    assert "Thu hộ" not in said


@SIZES
def test_cash_of_a_manifest_is_the_sum_of_its_lines(size: PaperSize | None) -> None:
    """In figures and in words, so that neither can be altered alone (QĐ 45/2016 Đ7.3)."""
    said = lines(slip_of(MANIFEST, size))
    assert sum(line.cash_vnd for line in MANIFEST.lines) == 405_000
    assert "Tổng số: 03 bưu gửi" in said
    assert "Tổng số tiền thu hộ: 405.000 đ (bốn trăm linh năm nghìn đồng)" in said


def test_a_manifest_without_cash_has_no_sum_of_it() -> None:
    """Nothing is collected, nothing is promised."""
    lines_ = tuple(replace(line, cash_vnd=0) for line in MANIFEST.lines)
    said = lines(slip_of(replace(MANIFEST, lines=lines_)))
    assert not any("thu hộ" in line for line in said)


def test_a_fee_note_is_no_receipt_and_says_so() -> None:
    """It records series and number of the receipt that the collector made."""
    said = lines(slip_of(FEE_NOTE))
    assert "Biên lai số: AA/26E 0001234 do Bưu điện tỉnh lập" in said
    assert "Phiếu này không thay biên lai thu phí, lệ phí." in said


def test_a_fee_note_says_what_is_paid_what_is_owed_and_what_is_waived() -> None:
    """One of three, never two."""
    unpaid = replace(FEE_NOTE, paid_at=None, method="", receipt="", collector="")
    words = ("ĐÃ NỘP", "CHƯA NỘP", "ĐƯỢC MIỄN")
    for note, state in zip((FEE_NOTE, unpaid, replace(unpaid, exempt=True)), words, strict=True):
        said = lines(slip_of(note))
        assert [word for word in words if any(line.startswith(word) for line in said)] == [state]
    assert not any("Biên lai số" in line for line in lines(slip_of(unpaid)))


@SIZES
def test_a_fee_note_lists_its_charges_and_their_sum_in_words(size: PaperSize | None) -> None:
    """50.000 and 85.000 are 135.000."""
    slip = slip_of(FEE_NOTE, size)
    assert [row[1] for row in cells(slip)] == ["50.000 đ", "85.000 đ", "0 đ"]
    assert "Tổng cộng: 135.000 đ" in lines(slip)
    assert "Bằng chữ: một trăm ba mươi lăm nghìn đồng" in lines(slip)


def test_a_receipt_says_its_fee_in_words_too() -> None:
    """Where there is something to pay."""
    words = "Bằng chữ: một trăm ba mươi lăm nghìn đồng"
    assert words in lines(slip_of(FULL_RECEIPT))
    for nothing in (0, None):
        said = lines(slip_of(replace(RECEIPT, fee_vnd=nothing)))
        assert not any("Bằng chữ" in line for line in said)


def test_a_center_may_leave_the_words_of_a_fee_out() -> None:
    """The line is emptied in the template, and its place is gone from the receipt."""
    source = RECEIPT_FILE.read_text(encoding="utf-8")
    shorter = read_template(source.replace('"Bằng chữ: {fee_words}"', '""'))
    slip = lay_out(FULL_RECEIPT, Templates({Form.RECEIPT: shorter}), PAPER_80)
    assert not any("Bằng chữ" in line for line in lines(slip))
    assert len(lines(slip)) == len(lines(slip_of(FULL_RECEIPT, PAPER_80))) - 1


def test_a_shift_report_adds_up_its_fees() -> None:
    """The sum that is handed over is that of the lines above it (C27)."""
    said = lines(slip_of(SHIFT_REPORT))
    assert SHIFT_REPORT.total_vnd == 21_005_000
    assert "Tổng cộng: 21.005.000 đ" in said
    assert "Bằng chữ: hai mươi mốt triệu không trăm linh năm nghìn đồng" in said


def test_a_shift_report_says_when_nothing_is_left_to_do() -> None:
    """An empty list and a forgotten one are not the same."""
    done = "4. Không còn việc chưa xử lý."
    assert done not in lines(slip_of(SHIFT_REPORT))
    assert done in lines(slip_of(replace(SHIFT_REPORT, open_items=())))


def test_a_count_that_nobody_made_is_left_white() -> None:
    """The sum is known, the number of payments is not."""
    fees = (PaperCount("Phí, lệ phí đã nộp", None, 50_000),)
    report = replace(SHIFT_REPORT, counts=(), fees=fees, papers=())
    assert cells(slip_of(report)) == [["Phí, lệ phí đã nộp", "", "50.000 đ"]]


def test_a_day_on_which_more_went_back_than_came_is_told_in_figures() -> None:
    """Refunds of earlier days weigh more than what came today."""
    fees = (PaperCount("Tiền mặt", 1, -50_000),)
    said = lines(slip_of(replace(SHIFT_REPORT, fees=fees)))
    assert "Tổng cộng: -50.000 đ" in said
    assert not any(line.startswith("Bằng chữ") for line in said)


def test_r60_feedback_is_sent_on_with_what_is_asked_for() -> None:
    """A written answer, an apology as prescribed, and a copy to the Center."""
    request = next(line for line in lines(slip_of(FEEDBACK)) if line.startswith("Đề nghị"))
    for words in ("trả lời bằng văn bản", "thư xin lỗi", "gửi TRUNG TÂM HÀNH CHÍNH CÔNG 01 bản"):
        assert words in request


def test_nobody_has_to_give_a_name_with_feedback() -> None:
    """The slip says so instead of leaving a blank."""
    said = lines(slip_of(replace(FEEDBACK, sender=None)))
    assert "Người phản ánh, kiến nghị: không nêu tên" in said
    assert not any(line.startswith(("Địa chỉ:", "Số điện thoại:")) for line in said)


@pytest.mark.parametrize("paper", [RELEASE, FEE_NOTE], ids=["release", "fee note"])
def test_the_slip_key_finds_the_dossier_again(paper: Paper) -> None:
    """A scan of any paper of a dossier opens it."""
    assert [it.digits for it in of_kind(slip_of(paper), Barcode)] == [RECEIPT.slip_key]
