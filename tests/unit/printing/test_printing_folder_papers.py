"""Papers that go with a folder: form 05, transfer slip, both hand-over sheets, and form 06."""

from dataclasses import replace
from datetime import timedelta

import pytest

from data.domain.papers import Paper, Passage
from printing.blocks import Barcode, Ledger, Ruled, Slip
from printing.papers.layout import lay_out, page_size, reference
from printing.papers.samples import (
    CONTROL_SHEET,
    FEE_NOTE,
    HAND_OVER,
    MANIFEST,
    RECEIPT,
    REGISTER,
    RESULT_HAND_OVER,
    TRANSFER,
)
from printing.papers.template import load_templates
from printing.sizes import PAPER_58, PAPER_80, PAPER_A4_WIDE, PAPER_A5, PaperSize
from tests.fakes.printing_words import cells, lines, names_signed, of_kind, ruled_words

TEMPLATES = load_templates()
ROLLS = pytest.mark.parametrize("size", [PAPER_80, PAPER_58])
LISTS: dict[str, Paper] = {
    "control sheet": CONTROL_SHEET,
    "transfer": TRANSFER,
    "hand-over": HAND_OVER,
    "result hand-over": RESULT_HAND_OVER,
    "register": REGISTER,
    "manifest": MANIFEST,
}


def slip_of(paper: Paper, size: PaperSize | None = None) -> Slip:
    return lay_out(paper, TEMPLATES, size or page_size(paper))


@ROLLS
@pytest.mark.parametrize("name", LISTS)
def test_a_roll_says_everything_that_the_page_says(name: str, size: PaperSize) -> None:
    """Narrow paper stacks the cells of a row and leaves none of them out."""
    stacked = " ".join(lines(slip_of(LISTS[name], size)))
    told = [
        line
        for row in cells(slip_of(LISTS[name]))
        for cell in row
        for line in cell.splitlines()
        if line and "…" not in line and "\u00a0" not in line and line.strip()
    ]
    assert told
    assert [line for line in told if line not in stacked] == []


@ROLLS
@pytest.mark.parametrize("name", LISTS)
def test_a_roll_holds_no_columns_of_text(name: str, size: PaperSize) -> None:
    """A name in a column of a few millimetres would be a column of syllables."""
    assert of_kind(slip_of(LISTS[name], size), Ledger) == []


# --- form 05 ------------------------------------------------------------------------------------


def test_form_05_has_a_block_for_each_passage_and_room_for_the_next_ones() -> None:
    """Giver, receiver, when, by whom, and how the limit was kept; below it blocks for the hand."""
    rows = cells(slip_of(CONTROL_SHEET))
    assert rows[0] == [
        "1. Giao: Bộ phận tiếp nhận và trả kết quả\n2. Nhận: Sở Kế hoạch và Đầu tư",
        "14:14 23/11/2026\nNgười giao: Trần Thị Mẫu\nNgười nhận: Lê Văn Không",
        "Đúng hạn",
        "",
    ]
    assert [row[2] for row in rows[2:]] == ["Trước hạn / đúng hạn / quá hạn"] * 2


@ROLLS
def test_form_05_on_a_roll_has_rules_for_the_hand(size: PaperSize) -> None:
    """Who takes the folder while no program runs writes his name all the same."""
    ruled = [ruled_words(it) for it in of_kind(slip_of(CONTROL_SHEET, size), Ruled)]
    assert ruled.count("2. Nhận: …") == CONTROL_SHEET.empty


def test_form_05_without_empty_blocks_ends_with_its_last_passage() -> None:
    """What came to its end needs no more room."""
    ended = replace(CONTROL_SHEET, empty=0)
    assert len(cells(slip_of(ended))) == len(CONTROL_SHEET.passages)
    assert of_kind(slip_of(ended, PAPER_80), Ruled) == []


def test_form_05_without_a_passage_is_a_sheet_to_be_filled_in() -> None:
    """As it is printed together with form 01."""
    fresh = replace(CONTROL_SHEET, passages=())
    assert len(cells(slip_of(fresh))) == CONTROL_SHEET.empty


def test_form_05_names_nobody_who_did_not_sign() -> None:
    """A place without a person leaves no dangling words."""
    bare = Passage("Sở A", "", "Sở B", "", RECEIPT.received_at)
    sheet = replace(CONTROL_SHEET, passages=(bare,), empty=0)
    assert cells(slip_of(sheet)) == [["1. Giao: Sở A\n2. Nhận: Sở B", "09:14 23/11/2026", "", ""]]


def test_form_05_numbers_a_paper_book_only_where_there_is_one() -> None:
    """TT 01/2018 Đ10: a book on paper is for places without a system."""
    assert not any("Quyển số" in line for line in lines(slip_of(CONTROL_SHEET)))
    booked = replace(CONTROL_SHEET, volume="02", serial="0117")
    assert "Quyển số: 02, Số thứ tự: 0117" in lines(slip_of(booked))


# --- transfer slip ------------------------------------------------------------------------------


def test_r91_the_transfer_slip_says_work_limit_and_order_of_each_agency() -> None:
    """The lead stands first, the others in the order in which the folder goes."""
    rows = cells(slip_of(TRANSFER))
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[1] for row in rows] == [leg.agency for leg in TRANSFER.legs]
    assert rows[1][2:5] == [TRANSFER.legs[1].content, "1 ngày làm việc", "09:14 24/11/2026"]


def test_r93_electronic_data_goes_to_all_at_once() -> None:
    """The slip says which of both ways it is."""
    turn = "Hồ sơ giấy chuyển lần lượt qua 03 cơ quan theo thứ tự sau:"
    once = "Hồ sơ điện tử gửi cùng lúc đến 03 cơ quan sau:"
    assert turn in lines(slip_of(TRANSFER))
    at_once = lines(slip_of(replace(TRANSFER, at_once=True)))
    assert once in at_once
    assert turn not in at_once


def test_r94_who_watches_over_a_leg_of_another_level_is_named() -> None:
    """The one-stop of the higher authority stands with its agency."""
    assert "Theo dõi: Bộ phận Một cửa Bộ Không Có Thật" in cells(slip_of(TRANSFER))[2][2]


@ROLLS
def test_each_agency_signs_for_the_folder_on_a_roll_too(size: PaperSize) -> None:
    """A line for the hand below each agency."""
    ruled = [ruled_words(it) for it in of_kind(slip_of(TRANSFER, size), Ruled)]
    assert ruled == ["Ký nhận: …"] * len(TRANSFER.legs)


# --- hand-over sheets ---------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PAPER_80, PAPER_58, None])
@pytest.mark.parametrize("sheet", [HAND_OVER, RESULT_HAND_OVER], ids=["folders", "results"])
def test_both_sign_a_hand_over(sheet: Paper, size: PaperSize | None) -> None:
    """R20: nothing changes hands without two names."""
    slip = slip_of(sheet, size)
    giver, receiver = getattr(sheet, "giver", ""), getattr(sheet, "receiver", "")
    assert names_signed(slip) == [giver, receiver]


def test_totals_of_a_hand_over_are_those_of_its_lines() -> None:
    """Dossiers and sets are counted from the list itself."""
    assert "I. GIAO HỒ SƠ: 03 hồ sơ, 04 bộ" in lines(slip_of(HAND_OVER))
    assert [row[4] for row in cells(slip_of(HAND_OVER))] == ["01", "02", "01"]


def test_c3_the_agency_is_told_by_when_it_brings_each_result() -> None:
    """Before the citizen's own appointment."""
    assert {row[5] for row in cells(slip_of(HAND_OVER))} == {"13:00 27/11/2026"}


def test_results_say_what_is_owed_and_what_the_post_takes() -> None:
    """An X in its column, and the sum of them below."""
    slip = slip_of(RESULT_HAND_OVER)
    assert [row[6:] for row in cells(slip)] == [["X", ""], ["", "X"], ["", ""]]
    total = "Còn phải thu phí, lệ phí: 01 hồ sơ; đăng ký trả qua bưu điện: 01 hồ sơ."
    assert total in lines(slip)


# --- form 06 ------------------------------------------------------------------------------------


def test_form_06_has_the_columns_of_the_circular() -> None:
    """Three days stand under one title."""
    (ledger,) = of_kind(slip_of(REGISTER), Ledger)
    assert [column.title for column in ledger.columns] == [
        "TT",
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Số lượng hồ sơ (bộ)",
        "Tên cá nhân, tổ chức",
        "Địa chỉ, số điện thoại",
        "Cơ quan chủ trì giải quyết",
        "Nhận hồ sơ",
        "Hẹn trả kết quả",
        "Trả kết quả",
        "Phương thức nhận kết quả",
        "Ký nhận",
        "Ghi chú",
    ]
    assert [it.title for it in ledger.columns if it.over == "Ngày, tháng, năm"] == [
        "Nhận hồ sơ",
        "Hẹn trả kết quả",
        "Trả kết quả",
    ]


def test_form_06_counts_its_own_lines() -> None:
    """Whoever adds up the lines by hand gets what stands below them."""
    rows = tuple(
        replace(REGISTER.rows[0], number=place, sets=place, returned_at=None)
        for place in range(1, 31)
    )
    back = tuple(replace(row, returned_at=row.due_at + timedelta(days=1)) for row in rows[:7])
    book = replace(REGISTER, rows=(*back, *rows[7:]))
    total = f"Trong kỳ có 30 hồ sơ, {sum(range(1, 31))} bộ; đã trả kết quả 07 hồ sơ."
    assert total in lines(slip_of(book))


def test_form_06_has_a_place_for_its_sign_off() -> None:
    """TT 01/2018 Đ10: a book is closed at the end of the year by the head's signature and seal."""
    closed = lines(slip_of(replace(REGISTER, closed=True)))
    sentence = (
        "Khóa sổ ngày 23 tháng 11 năm 2026: tổng số 03 hồ sơ, 03 bộ; đã trả kết quả 01 hồ sơ."
    )
    assert sentence in closed
    assert not any(line.startswith("Trong kỳ") for line in closed)


def test_tt_01_2018_d9_forms_are_a5_and_the_register_is_a4() -> None:
    """Lists that need the width have an A4 page, the register a wide one."""
    assert page_size(CONTROL_SHEET) == PAPER_A5
    assert page_size(FEE_NOTE) == PAPER_A5
    assert page_size(REGISTER) == PAPER_A4_WIDE


def test_a_sheet_is_known_by_its_number_and_a_folder_by_its_code() -> None:
    """What the foot of each page repeats where there are several."""
    assert reference(HAND_OVER) == HAND_OVER.number
    assert reference(CONTROL_SHEET) == reference(TRANSFER) == RECEIPT.code
    assert reference(REGISTER) == REGISTER.volume


@pytest.mark.parametrize("paper", [CONTROL_SHEET, TRANSFER], ids=["control sheet", "transfer"])
def test_the_slip_key_opens_the_dossier_of_a_folder(paper: Paper) -> None:
    """An agency's officer scans the paper that lies on top."""
    assert [it.digits for it in of_kind(slip_of(paper), Barcode)] == [RECEIPT.slip_key]
