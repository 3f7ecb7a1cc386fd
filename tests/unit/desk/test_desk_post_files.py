"""The post's files: its report as paper and workbook, and what the carrier's file is read by."""

import io
import os
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdf
import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.post.at_unit import UnitForm
from counter_app.desk.post.carrier import Entry, entry_at, offers, path_of, status_words
from counter_app.desk.post.carrier_settings import CarrierSettings
from counter_app.desk.post.report_book import workbook_of
from counter_app.desk.receiving.draft import FeeForm, WayForm
from counter_app.desk.steps.next_acts import NextAct
from data.catalogue.carrier_columns import places_of, propose
from data.catalogue.carrier_file import parse_carrier_file
from data.catalogue.carrier_words import PostOutcome
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.months import month_of
from data.domain.posting import GivenToPost
from data.domain.roles import Role
from data.store import parcels
from tests.fakes.carried import csv_file
from tests.fakes.desk import CASHIER, PIN, StillClock
from tests.fakes.piles import POLICE, at_agency, decide, of
from tests.fakes.post_center import ADDRESS, carried, packed, s10


@pytest.fixture
def cashier(counter: Counter) -> Officer:
    """Of the return desk."""
    return counter.sign_in.sign_in(CASHIER, PIN)


# --- the report ---------------------------------------------------------------------------------


def test_tt17_14_paper_and_workbook_say_the_same_and_until_when_they_are_kept(
    counter: Counter, officer: Officer, cashier: Officer, clock: StillClock, tmp_path: Path
) -> None:
    """One year on paper, five as a record; text stays text."""
    carried(counter, officer, cashier)
    today = local(clock()).date()
    first, last = month_of(today)
    files = counter.post.reporting.write(officer, first, last, tmp_path)
    text = " ".join(pypdf.PdfReader(files.paper).pages[0].extract_text().split())
    assert "BÁO CÁO THỐNG KÊ BƯU CHÍNH" in text.replace("\u00a0", " ")
    page = openpyxl.load_workbook(files.workbook).worksheets[0]
    rows = [[it.value for it in line] for line in page.iter_rows()]
    assert rows[1][0] == "Từ 01/11/2026 đến hết 30/11/2026"
    assert "bản giấy đến 23/11/2027, bản điện tử đến 23/11/2031" in str(rows[2][0])
    assert rows[-1][1:] == ["Tổng cộng", "0", "1", "1", "0", "0"]
    assert {it.data_type for line in page.iter_rows() for it in line if it.value} == {"s"}


def test_the_same_report_gives_the_same_workbook(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """Cell by cell, so that two officers hold the same."""
    today = local(clock()).date()
    paper = counter.post.reporting.paper(officer, counter.post.reports.of(today, today))
    once, again = workbook_of(paper), workbook_of(paper)
    assert _cells(once) == _cells(again)


def _cells(content: bytes) -> list[list[object]]:
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [[it.value for it in line] for line in page.iter_rows()]


# --- the carrier's file -------------------------------------------------------------------------


def test_an_item_is_found_by_its_number_alone(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Carried, or still packed."""
    made = carried(counter, officer, cashier, number=1)
    waits = packed(counter, officer, cashier, number=2)
    with counter.store.read() as connection:
        known = parcels.dossiers_of_items(connection)
    assert known == {s10(1): made, s10(2): waits}


def test_files_are_offered_as_their_path_is_typed(tmp_path: Path) -> None:
    """Folders first, tables only, accents not needed; what cannot be read offers nothing."""
    folder = tmp_path / "bưu điện"
    (folder / "Cũ").mkdir(parents=True)
    for name in ("Trạng thái.csv", "trang-thai.XLSX", "ảnh.png", ".an.csv", "x\udcff.csv"):
        (folder / name).write_bytes(b"")
    names = [it.path.name for it in offers(f"{folder}{os.sep}")]
    assert names == ["Cũ", "Trạng thái.csv", "trang-thai.XLSX"]
    assert [it.path.name for it in offers(str(folder / "trang t"))] == ["Trạng thái.csv"]
    assert offers(str(tmp_path / "nowhere" / "x")) == []
    assert offers("\0") == []
    assert offers("~khong-ai-ca/trang") == [], "nobody has this home"


def test_what_lies_at_a_path_is_a_file_a_folder_or_nothing(tmp_path: Path) -> None:
    """Whatever was typed, nothing is raised: it is asked at each Enter."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"")
    assert entry_at(file) == Entry(file, is_folder=False)
    assert entry_at(tmp_path) == Entry(tmp_path, is_folder=True)
    for typed in ("~khong-ai-ca/a.csv", f"{tmp_path}/b.csv", "\0", "a" * 1_000):
        assert entry_at(path_of(typed)) is None
    assert path_of("~/a.csv") == Path.home() / "a.csv"


def test_what_nobody_decided_stands_first_among_the_statuses() -> None:
    """Each once as it is first spelled, with its rows."""
    rows = [
        ("EB000000014VN", it, "")
        for it in ("Phát thành công", "Kiện lạ", "PHAT THANH CONG", "kien la")
    ]
    table = parse_carrier_file(csv_file(*rows, heads=("Số hiệu", "Trạng thái", "Ngày phát")))
    places = places_of(table, propose(table.headers))
    found = status_words(table, places, CarrierSettings())
    assert [(it.status, it.rows, it.outcome) for it in found] == [
        ("Kiện lạ", 2, None),
        ("Phát thành công", 2, PostOutcome.DELIVERED),
    ]


def test_the_folder_of_the_last_file_is_offered_next_time(counter: Counter, tmp_path: Path) -> None:
    """A file that cannot be read changes nothing."""
    path = tmp_path / "a.csv"
    before = counter.post.carrier.folder
    with pytest.raises(Refused, match="carrier-file-unreadable"):
        counter.post.carrier.read(path)
    assert counter.post.carrier.folder == before
    path.write_bytes(csv_file(("EB000000014VN", "Phát thành công", "23/11/2026")))
    counter.post.carrier.read(path)
    assert counter.post.carrier.folder == tmp_path


# --- Công an tỉnh -------------------------------------------------------------------------------


def _at_its_unit(counter: Counter, officer: Officer, *, by_post: bool = True) -> str:
    made = at_agency(counter, officer, procedure=POLICE)
    way = WayForm(return_by_post=by_post, post_address=ADDRESS if by_post else "")
    counter.amending.change_return(officer, made, way)
    counter.amending.record_fee(officer, made, FeeForm(paid=True, receipt="AA/26E 0001"))
    decide(counter, officer, made)
    return made


def _police(officer: Officer) -> Officer:
    return replace(officer, roles=frozenset({Role.POLICE}))


def test_r33_the_unit_gives_its_own_result_to_the_post(counter: Counter, officer: Officer) -> None:
    """C21: the last day for it is told as for any parcel, and its report counts it."""
    made, police = _at_its_unit(counter, officer), _police(officer)
    offered = counter.following.offers(police, of(counter, made))
    assert NextAct.GIVE_TO_POST in {it.act for it in offered}
    after = counter.post.at_unit.give(police, made, UnitForm(s10(7), "Bùi Văn Thư"))
    assert after.state is State.IN_POST
    out = after.last(GivenToPost)
    assert out is not None
    assert (out.what.item, out.what.by is not None) == (s10(7), True)
    assert [it.item.id for it in counter.post.tracing.carried()] == [made]


def test_r33_what_is_fetched_at_the_unit_is_offered_to_no_post(
    counter: Counter, officer: Officer
) -> None:
    """R15: only who asked for the post gets it."""
    made, police = _at_its_unit(counter, officer, by_post=False), _police(officer)
    offered = counter.following.offers(police, of(counter, made))
    assert NextAct.GIVE_TO_POST not in {it.act for it in offered}
    with pytest.raises(Refused, match="post-not-asked-for"):
        counter.post.at_unit.give(police, made, UnitForm(s10(7), "Bùi Văn Thư"))


def test_a_number_of_another_parcel_is_refused_at_the_unit_too(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Whoever scans it must land at one dossier."""
    carried(counter, officer, cashier, number=7)
    made, police = _at_its_unit(counter, officer), _police(officer)
    with pytest.raises(Refused, match="post-number-of-another"):
        counter.post.at_unit.give(police, made, UnitForm(s10(7), "Bùi Văn Thư"))
    assert of(counter, made).state is State.APPROVED
