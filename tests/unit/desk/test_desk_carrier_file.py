"""The carrier's status file at the postal desk: each row in its lot, recorded once, or told why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.post.carrier_rows import Declared, Lot, SortedRow, Sorting
from counter_app.desk.post.carrier_settings import CarrierSettings
from data.catalogue.carrier_columns import places_of
from data.catalogue.carrier_file import parse_carrier_file
from data.catalogue.carrier_words import PostOutcome
from data.domain.center import Officer
from data.domain.lifecycle import State
from data.domain.people import person
from data.domain.posting import BackAtAgency, BackOnShelf, Delivered, GiveToPost, Invitation
from data.domain.profile import AfterFailedPost
from data.domain.received import FeeState
from tests.fakes.carried import HEADS, Carried, an_item, book_file, csv_file, postal
from tests.fakes.desk import StillClock
from tests.fakes.endings import ruled, taking

TODAY = "23/11/2026"
NAME = "nguyen van thu"
"""As a carrier without accents writes the applicant."""
SEEN = Declared(identity_declared=True)
BACK = Declared(identity_declared=True, shelf="P-01", giver="Bùi Văn Thư", receiver="Lê Thị Ký")
USUAL = CarrierSettings()

Row = Sequence[str]


@pytest.fixture
def carried(counter: Counter, officer: Officer) -> Carried:
    return Carried(counter, postal(officer))


def sort(
    carried: Carried,
    *rows: Row,
    declared: Declared = SEEN,
    settings: CarrierSettings = USUAL,
    heads: Sequence[str] = HEADS,
) -> Sorting:
    table = parse_carrier_file(csv_file(*rows, heads=heads))
    places = places_of(table, settings.mapping(table.headers))
    files = carried.files()
    return files.sort(carried.officer, table, places, settings=settings, declared=declared)


def apply(carried: Carried, *rows: Row, declared: Declared = SEEN) -> Sorting:
    sorting = sort(carried, *rows, declared=declared)
    return carried.files().apply(carried.officer, sorting, declared)


def lots(sorting: Sorting) -> list[tuple[Lot, str]]:
    return [(row.lot, row.code) for row in sorting.rows]


def delivered(item: str, day: str = TODAY, name: str = NAME, **more: str) -> Row:
    return (item, "Phát thành công", day, name, more.get("note", ""), more.get("receipt", ""))


def missed(item: str, day: str) -> Row:
    return (item, "Phát không thành công", day, "", "Vắng nhà", "")


def returned(item: str, day: str = "") -> Row:
    return (item, "Đã chuyển hoàn", day, "", "", "")


def entries(carried: Carried, item: str) -> int:
    return len(carried.dossier(item).history)


# --- the lots -----------------------------------------------------------------------------------


def test_every_row_lies_in_a_lot_with_its_reason(carried: Carried) -> None:
    """In the order of the file, and nothing of it is recorded by looking."""
    item = carried.give(1)
    sorting = sort(
        carried,
        delivered(item),
        delivered(an_item(2)),
        (item, "Đang vận chuyển", TODAY, "", "", ""),
        (item, "Kiện lạ", TODAY, "", "", ""),
        ("", "Phát thành công", TODAY, NAME, "", ""),
        (item, "", TODAY, NAME, "", ""),
        ("1,23457E+12", "Phát thành công", TODAY, NAME, "", ""),
        ("Tổng cộng: 6", "Phát thành công", TODAY, NAME, "", ""),
        delivered(item, ""),
        delivered(item, "hôm qua"),
        (item, "Thất lạc", TODAY, "", "", ""),
        (item, "Hư hỏng", TODAY, "", "", ""),
        (*delivered(item), "thừa"),
    )
    assert lots(sorting) == [
        (Lot.RECORD, ""),
        (Lot.UNKNOWN_ITEM, "carrier-item-unknown"),
        (Lot.IN_TRANSIT, ""),
        (Lot.UNDECIDED, "carrier-status-unknown"),
        (Lot.UNREADABLE, "carrier-item-missing"),
        (Lot.UNREADABLE, "carrier-status-missing"),
        (Lot.UNREADABLE, "carrier-item-rounded"),
        (Lot.UNREADABLE, "carrier-item-unreadable"),
        (Lot.UNREADABLE, "carrier-day-missing"),
        (Lot.UNREADABLE, "carrier-day-unreadable"),
        (Lot.NOT_NOW, "action-not-now"),
        (Lot.NOT_NOW, "action-not-now"),
        (Lot.UNREADABLE, "carrier-row-longer"),
    ]
    assert [row.line for row in sorting.rows] == list(range(2, 15))
    assert sorting.counts()[Lot.UNREADABLE] == 7
    assert sorting.undecided_words() == {"Kiện lạ": 1}
    assert carried.dossier(item).state is State.IN_POST


def test_what_was_lost_or_damaged_is_recorded_by_hand(carried: Carried) -> None:
    """It goes back to its agency, with a reason that no file has (C23)."""
    item = carried.give(1)
    assert lots(sort(carried, (item, "Thất lạc", TODAY, "", "", ""))) == [
        (Lot.BY_HAND, "carrier-lost")
    ]
    assert lots(sort(carried, (item, "Damaged", TODAY, "", "", ""))) == [
        (Lot.BY_HAND, "carrier-damaged")
    ]


def test_a_word_that_an_officer_decided_counts(carried: Carried) -> None:
    """Also over what was guessed of it first."""
    item = carried.give(1)
    row = (item, "KIỆN LẠ", TODAY, NAME, "", "")
    settings = USUAL.with_word("Kiện lạ", PostOutcome.DELIVERED)
    assert lots(sort(carried, row, settings=settings)) == [(Lot.RECORD, "")]
    settings = USUAL.with_word("Phát thành công", PostOutcome.IN_TRANSIT)
    assert lots(sort(carried, delivered(item), settings=settings)) == [(Lot.IN_TRANSIT, "")]


# --- deliveries ---------------------------------------------------------------------------------


def test_deliveries_are_recorded_once(carried: Carried) -> None:
    """Importing the same file again changes nothing."""
    first, second = carried.give(1), carried.give(2)
    rows = (delivered(first), delivered(second))
    done = apply(carried, *rows)
    assert lots(done) == [(Lot.RECORDED, "")] * 2
    fact = carried.dossier(first).last(Delivered)
    assert fact is not None
    assert (fact.what.item, fact.what.day, fact.what.identity_seen) == (
        *(first, date(2026, 11, 23)),
        True,
    )
    assert carried.dossier(second).state is State.RELEASED
    before = entries(carried, first)
    again = sort(carried, *rows)
    assert lots(again) == [(Lot.KNOWN, "")] * 2
    assert apply(carried, *rows).rows == ()
    assert entries(carried, first) == before


def test_a_sorting_that_is_applied_twice_records_nothing_twice(carried: Carried) -> None:
    """What is there is asked again in the act that records."""
    item = carried.give(1)
    sorting = sort(carried, delivered(item))
    files = carried.files()
    files.apply(carried.officer, sorting, SEEN)
    before = entries(carried, item)
    assert lots(files.apply(carried.officer, sorting, SEEN)) == [(Lot.KNOWN, "")]
    assert entries(carried, item) == before


def test_tt17_no_delivery_is_recorded_before_identity_is_declared(carried: Carried) -> None:
    """The file cannot show that a paper was looked at (TT 17/2017 Đ5.2)."""
    item = carried.give(1)
    waits = [(Lot.NEEDED, "carrier-identity-undeclared")]
    assert lots(sort(carried, delivered(item), declared=Declared())) == waits
    sorting = sort(carried, delivered(item))
    done = carried.files().apply(carried.officer, sorting, Declared())
    assert lots(done) == waits
    assert carried.dossier(item).state is State.IN_POST


@pytest.mark.parametrize(
    ("paper", "lot"),
    [("CCCD", Lot.RECORD), ("", Lot.NEEDED), ("Không", Lot.NEEDED), ("0", Lot.NEEDED)],
)
def test_where_the_file_says_that_no_paper_was_seen_the_declaration_is_not_enough(
    carried: Carried, paper: str, lot: Lot
) -> None:
    """What stands in that column is looked at and kept nowhere."""
    item = carried.give(1)
    row = (item, "Phát thành công", TODAY, NAME, paper)
    heads = (*HEADS[:4], "CCCD")
    (found,) = sort(carried, row, heads=heads).rows
    assert found.lot is lot
    assert "CCCD" not in repr(found)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Trần Thị Khác", "carrier-receiver-other"),
        ("Nguyễn Văn T***", "carrier-receiver-other"),
        ("", "collector-name-missing"),
    ],
)
def test_another_receiver_is_for_an_officer(carried: Carried, name: str, code: str) -> None:
    """In what right somebody else took it stands in no file (R124)."""
    item = carried.give(1)
    assert lots(sort(carried, delivered(item, name=name))) == [(Lot.BY_HAND, code)]


def test_an_applicant_without_a_name_is_nobody(carried: Carried) -> None:
    """An erased name equals none."""
    item = carried.give(1, applicant=person(""))
    assert lots(sort(carried, delivered(item)))[0][0] is Lot.BY_HAND


def test_c20_cash_on_delivery_wants_its_receipt(carried: Carried) -> None:
    """The number of the receipt comes from the file, or the row waits for it."""
    acting = carried.counter.following.acting
    acting.rules = ruled(cash_on_delivery=True)
    act = GiveToPost("", "Bùi Văn Thư", cod=True, post_may_collect=True)
    item = carried.give(1, reception=taking(FeeState.UNPAID, by_post=True), act=act)
    assert lots(sort(carried, delivered(item))) == [(Lot.NEEDED, "fee-receipt-missing")]
    assert lots(apply(carried, delivered(item, receipt="BL-7"))) == [(Lot.RECORDED, "")]
    fact = carried.dossier(item).last(Delivered)
    assert fact is not None
    assert fact.what.receipt == "BL-7"


def test_another_day_for_what_was_delivered_is_shown_and_not_taken(carried: Carried) -> None:
    """One of the two is wrong, and nobody here knows which."""
    item = carried.give(1)
    apply(carried, delivered(item))
    (row,) = sort(carried, delivered(item, "22/11/2026")).rows
    assert (row.lot, row.code, dict(row.facts)) == (
        *(Lot.NOT_NOW, "carrier-delivered-otherwise"),
        {"day": "2026-11-23"},
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [("24/11/2026", "post-day-in-the-future"), ("20/11/2026", "delivered-before-posting")],
)
def test_what_the_rules_refuse_has_their_own_reason(carried: Carried, day: str, code: str) -> None:
    """The codes are those of the act at the desk."""
    assert lots(sort(carried, delivered(carried.give(1), day))) == [(Lot.NOT_NOW, code)]


# --- invitations and returns --------------------------------------------------------------------


def test_c21_the_whole_way_of_an_item_is_taken_in_the_order_of_its_days(
    carried: Carried, counter: Counter, clock: StillClock
) -> None:
    """Whatever order the file has: two invitations, and then it came back."""
    item = carried.give(1)
    clock.forward(timedelta(days=4))
    rows = (returned(item), missed(item, "26/11/2026"), missed(item, "23/11/2026"))
    assert lots(sort(carried, *rows, declared=BACK)) == [(Lot.RECORD, "")] * 3
    assert lots(apply(carried, *rows, declared=BACK)) == [(Lot.RECORDED, "")] * 3
    dossier = carried.dossier(item)
    assert [it.what.number for it in dossier.facts(Invitation)] == [1, 2]
    assert dossier.last(BackAtAgency) is not None
    assert lots(sort(carried, *rows, declared=BACK)) == [(Lot.KNOWN, "")] * 3


def test_invitations_too_near_to_each_other_are_seen_before_they_are_recorded(
    carried: Carried, clock: StillClock
) -> None:
    """The second row is weighed as if the first were recorded (TT 17/2017 Đ5.2.h)."""
    item = carried.give(1)
    clock.forward(timedelta(days=4))
    rows = (missed(item, "23/11/2026"), missed(item, "25/11/2026"), missed(item, "23/11/2026"))
    assert lots(sort(carried, *rows)) == [
        (Lot.RECORD, ""),
        (Lot.NOT_NOW, "invitation-too-soon"),
        (Lot.KNOWN, "carrier-row-twice"),
    ]
    assert sort(carried, *rows).rows[2].facts == {"line": 2}
    apply(carried, *rows)
    assert len(carried.dossier(item).facts(Invitation)) == 1


def test_after_its_end_nothing_more_is_taken_of_an_item(carried: Carried) -> None:
    """Delivered and returned in one file cannot both be."""
    item = carried.give(1)
    rows = (delivered(item), returned(item))
    assert lots(sort(carried, *rows, declared=BACK)) == [
        (Lot.RECORD, ""),
        (Lot.NOT_NOW, "action-not-now"),
    ]


def test_c21_what_comes_back_wants_a_place(carried: Carried, clock: StillClock) -> None:
    """A shelf, or the hands by which the agency gets it, as the profile says."""
    item = carried.give(1)
    assert lots(sort(carried, returned(item), declared=BACK)) == [(Lot.NOT_NOW, "post-still-tries")]
    clock.forward(timedelta(days=4))
    tries = (missed(item, "23/11/2026"), missed(item, "26/11/2026"))
    apply(carried, *tries)
    assert lots(sort(carried, returned(item))) == [(Lot.NEEDED, "giver-missing")]
    carried.counter.following.acting.rules = ruled(after_failed_post=AfterFailedPost.SHELF)
    assert lots(sort(carried, returned(item))) == [(Lot.NEEDED, "carrier-shelf-missing")]
    apply(carried, returned(item), declared=BACK)
    back = carried.dossier(item).last(BackOnShelf)
    assert back is not None
    assert (back.what.shelf, back.what.invitations) == ("P-01", 2)
    assert lots(sort(carried, returned(item))) == [(Lot.KNOWN, "")]


def test_what_is_told_of_an_earlier_item_is_not_of_this_one(
    carried: Carried, clock: StillClock
) -> None:
    """A result that went twice has two numbers."""
    item = carried.give(1)
    other = an_item(2)
    carried.items[other] = carried.items[item]
    assert lots(sort(carried, delivered(other))) == [(Lot.NOT_NOW, "carrier-item-earlier")]


# --- one row and the next -----------------------------------------------------------------------


def test_one_row_that_is_refused_by_now_stops_no_other(carried: Carried) -> None:
    """Another desk may have recorded it since it was looked at."""
    items = [carried.give(number) for number in range(1, 4)]
    sorting = sort(carried, *map(delivered, items))
    apply(carried, delivered(items[1], "23/11/2026"))
    early = replace(sorting.rows[0].event, day=date(2026, 11, 20))
    changed = Sorting(
        (SortedRow(early, Lot.RECORD, dossier=sorting.rows[0].dossier), *sorting.rows[1:])
    )
    told: list[tuple[int, int]] = []
    done = carried.files().apply(
        carried.officer, changed, SEEN, progress=lambda *it: told.append(it)
    )
    assert [row.lot for row in done.rows] == [Lot.NOT_NOW, Lot.KNOWN, Lot.RECORDED]
    assert told == [(1, 3), (2, 3), (3, 3)]


class PowerCut(Exception):
    """The desk dies here."""


def test_a_crash_in_the_middle_is_gone_on_from(carried: Carried) -> None:
    """What was recorded until then is recorded, and the file again does the rest."""
    items = [carried.give(number) for number in range(1, 4)]
    rows = [delivered(item) for item in items]

    def dies(done: int, _total: int) -> None:
        if done == 2:
            raise PowerCut

    with pytest.raises(PowerCut):
        carried.files().apply(carried.officer, sort(carried, *rows), SEEN, progress=dies)
    assert sort(carried, *rows).counts()[Lot.KNOWN] == 2
    assert lots(apply(carried, *rows)) == [(Lot.RECORDED, "")]
    assert [carried.dossier(item).state for item in items] == [State.RELEASED] * 3


def test_an_officer_without_the_right_records_nothing(carried: Carried, officer: Officer) -> None:
    """Deliveries are the post's to tell."""
    item = carried.give(1)
    table = parse_carrier_file(csv_file(delivered(item)))
    places = places_of(table, USUAL.mapping(table.headers))
    sorting = carried.files().sort(officer, table, places, settings=USUAL, declared=SEEN)
    assert lots(sorting) == [(Lot.NOT_NOW, "role-may-not")]


def test_a_workbook_with_real_days_is_recorded_like_a_text(carried: Carried) -> None:
    """And an item typed in small letters with spaces is the same item."""
    item = carried.give(1)
    spaced = f"{item[:2]} {item[2:6]} {item[6:]}".lower()
    raw = book_file((spaced, "ĐÃ PHÁT", date(2026, 11, 23), NAME))
    table = parse_carrier_file(raw)
    places = places_of(table, USUAL.mapping(table.headers))
    files = carried.files()
    sorting = files.sort(carried.officer, table, places, settings=USUAL, declared=SEEN)
    assert lots(files.apply(carried.officer, sorting, SEEN)) == [(Lot.RECORDED, "")]
