"""Which column of a carrier's file says what: proposed from headers, checked by contents."""

from datetime import date

import pytest

from data.catalogue.carrier_columns import (
    ColumnMapping,
    day_of,
    is_item,
    item_of,
    key_of,
    mapping_objections,
    places_of,
    propose,
)
from data.catalogue.carrier_table import CarrierRow, CarrierTable, letters
from data.catalogue.carrier_words import (
    HEADERS,
    STATUS_WORDS,
    Part,
    PostOutcome,
    first_guess,
    is_vietnamese_header,
    word,
)

HEADS = ("STT", "Số hiệu", "Trạng thái", "Ngày phát", "Người nhận")
ROWS = (
    ("1", "EB123456785VN", "Phát thành công", "23/11/2026 09:14", "Nguyễn Văn Thử"),
    ("2", "VN-26/118", "Đang phát", "", ""),
)


def table(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> CarrierTable:
    return CarrierTable(
        heads, 1, tuple(CarrierRow(line, cells) for line, cells in enumerate(rows, start=2)), ""
    )


def mapping(**columns: str) -> ColumnMapping:
    return ColumnMapping({Part(part): header for part, header in columns.items()})


def against(chosen: ColumnMapping, known: CarrierTable) -> list[tuple[str, object]]:
    return [(it.code, it.facts.get("column")) for it in mapping_objections(known, chosen)]


def test_plain_headers_are_proposed_without_accents_and_case() -> None:
    """Vietnamese and English, with what a system puts around them."""
    assert propose(HEADS).columns == {
        Part.ITEM: "Số hiệu",
        Part.STATUS: "Trạng thái",
        Part.DAY: "Ngày phát",
        Part.RECEIVER: "Người nhận",
    }
    english = ("TRACKING NUMBER", "Status:", "Delivery date", "Remarks")
    assert propose(english).columns == {
        Part.ITEM: "TRACKING NUMBER",
        Part.STATUS: "Status:",
        Part.DAY: "Delivery date",
        Part.NOTE: "Remarks",
    }
    assert propose(("ma buu gui", "TINH TRANG")).header(Part.STATUS) == "TINH TRANG"


def test_who_signed_is_preferred_to_whom_it_was_addressed_to() -> None:
    """The better word comes first."""
    assert propose(("Người nhận", "Người ký nhận")).header(Part.RECEIVER) == "Người ký nhận"


def test_what_two_columns_may_say_is_left_open() -> None:
    """Also where one header stands twice."""
    assert propose(("Mã bưu gửi", "Mã vận đơn")).columns == {}
    assert propose(("Số hiệu", "Số hiệu")).columns == {}
    assert propose(("Cột A", "")).columns == {}


def test_the_set_of_headers_is_one_in_any_order() -> None:
    """And with or without accents."""
    assert key_of(HEADS) == key_of([*reversed(HEADS), "", "TRANG THAI"])
    assert key_of(HEADS) != key_of(HEADS[1:])


def test_a_mapping_that_fits_gives_places() -> None:
    """A part without a column has no text."""
    known = table(*ROWS)
    places = places_of(known, propose(HEADS))
    assert places.text(known.rows[0], Part.ITEM) == "EB123456785VN"
    assert (places.text(known.rows[0], Part.NOTE), places.has(Part.NOTE)) == ("", False)
    short = CarrierRow(9, ("3", "EB123456785VN"))
    assert places.text(short, Part.DAY) == ""


@pytest.mark.parametrize(
    ("item", "status", "day", "receiver", "codes"),
    [
        ("", "", "", "", "item-column-missing status-column-missing"),
        ("Mã", "Trạng thái", "", "", "column-gone"),
        ("Số hiệu", "Số hiệu", "", "", "column-twice:B"),
        ("Trạng thái", "Số hiệu", "", "", "item-column-wrong:C status-column-wrong:B"),
        ("Ngày phát", "Trạng thái", "Số hiệu", "", "item-column-wrong:D day-column-wrong:B"),
        ("STT", "Trạng thái", "", "", "item-column-wrong:A"),
        ("Số hiệu", "Ngày phát", "", "Trạng thái", "status-column-wrong:D"),
        ("Số hiệu", "Trạng thái", "", "Ngày phát", "receiver-column-wrong:D"),
    ],
)
def test_swapped_and_missing_columns_are_named_by_their_letters(
    item: str, status: str, day: str, receiver: str, codes: str
) -> None:
    """By what stands in them; the text of a header is in no refusal."""
    chosen = mapping(item=item, status=status, day=day, receiver=receiver)
    found = [
        f"{code}:{column}" if column else code for code, column in against(chosen, table(*ROWS))
    ]
    assert found == [f"carrier-{code}" for code in codes.split()]


def test_a_header_that_stands_twice_cannot_be_chosen() -> None:
    """Nobody knows which of the two is meant."""
    known = table(*ROWS, heads=("Số hiệu", "Số hiệu", "Trạng thái", "Ngày", "Tên"))
    chosen = mapping(item="Số hiệu", status="Trạng thái")
    assert against(chosen, known) == [("carrier-header-twice", "A")]


def test_names_are_no_status() -> None:
    """A column that has another word in each row says something else."""
    rows = tuple((f"EB{it:09}VN", f"Nguyễn Văn Thử {it}") for it in range(61))
    known = table(*rows, heads=("Số hiệu", "Trạng thái"))
    assert against(propose(known.headers), known) == [("carrier-status-column-wrong", "B")]
    assert against(propose(known.headers), table(*rows[:60], heads=known.headers)) == []


def test_days_with_the_month_first_are_refused_for_the_whole_column() -> None:
    """03/04 cannot be told, where 11/23 stands beside it."""
    rows = (("EB123456785VN", "Đã phát", "03/04/2026"), ("EB1234567", "Đã phát", "11/23/2026"))
    known = table(*rows, heads=("Số hiệu", "Trạng thái", "Ngày phát"))
    (found,) = mapping_objections(known, propose(known.headers))
    assert (found.code, dict(found.facts)) == ("carrier-day-order", {"line": 3, "column": "C"})


def test_a_file_without_rows_has_nothing_against_it() -> None:
    """Headers alone say that nothing happened."""
    assert against(propose(HEADS), table()) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        ("3-1-2026", date(2026, 1, 3)),
        ("23.11.2026 09:14", date(2026, 11, 23)),
        ("09:14:05 23/11/2026", date(2026, 11, 23)),
        ("2026-11-23T09:14:05", date(2026, 11, 23)),
        ("2026-11-23 09:14:00", date(2026, 11, 23)),
        ("31/02/2026", None),
        ("23/11/26", None),
        ("hôm qua", None),
        ("23/11/2026 và 24/11/2026", None),
        ("٢٣/١١/٢٠٢٦", None),
        ("45985", None),
        ("", None),
    ],
)
def test_days_are_read_in_figures_only(text: str, day: date | None) -> None:
    """The year in four digits, and nothing else beside it but a time."""
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("EB123456785VN", True),
        ("eb 1234 5678 5 vn", True),
        ("VN-26/118", True),
        ("23/11/2026", False),
        ("1.23457E+12", False),
        ("12345", False),
        ("Nguyễn Văn Thử", False),
        ("=1+1111", False),
        ("9" * 41, False),
    ],
)
def test_what_looks_like_a_number_of_an_item(text: str, looks: bool) -> None:  # noqa: FBT001 - a table of cases
    """Letters and digits, four of them digits, and no day or rounded number."""
    assert is_item(item_of(text)) is looks


def test_every_word_has_one_meaning() -> None:
    """No word stands under two outcomes or two parts, however it is spelled."""
    outcomes = [word(it) for words in STATUS_WORDS.values() for it in words]
    headers = [word(it) for ranks in HEADERS.values() for rank in ranks for it in rank]
    assert len(outcomes) == len(set(outcomes))
    assert len(headers) == len(set(headers))
    assert set(STATUS_WORDS) == set(PostOutcome)
    assert set(HEADERS) == set(Part)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("PHÁT THÀNH CÔNG", PostOutcome.DELIVERED),
        ("phat thanh cong.", PostOutcome.DELIVERED),
        ("Phát không thành công", PostOutcome.NOT_DELIVERED),
        ("Chuyển hoàn", None),
        ("Không phát được", None),
        ("Phát thành công?", None),
    ],
)
def test_only_a_word_with_one_meaning_is_guessed(status: str, outcome: PostOutcome | None) -> None:
    """What may have happened, or may be going on, is for an officer."""
    assert first_guess(status) is outcome


def test_only_accents_in_place_prove_an_encoding() -> None:
    """A header in plain letters reads so in any."""
    assert is_vietnamese_header("Trạng thái:")
    assert not is_vietnamese_header("Trang thai")


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    """As an officer sees them above the sheet."""
    assert [letters(it) for it in (0, 25, 26, 51, 52, 59)] == ["A", "Z", "AA", "AZ", "BA", "BH"]
