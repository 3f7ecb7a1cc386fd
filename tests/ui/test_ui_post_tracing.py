"""What the post carries, by keys and bursts only: delivered, brought back, lost, imported."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Capture, Config, Devices, places
from counter_app.desk.officers import NewOfficer
from counter_app.desk.receiving.draft import FeeForm, WayForm
from counter_app.screens.post.carrier_file import CarrierFileScreen
from counter_app.screens.post.report import PostReportScreen
from counter_app.screens.post.tracing import TracingScreen
from counter_app.widgets.field import Field
from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.domain.post_filing import PostFault, PostFaultNoted
from data.domain.posting import (
    BackAtAgency,
    BackOnShelf,
    Delivered,
    GivenToPost,
    GiveToPost,
    Invitation,
)
from data.domain.profile import AfterFailedPost
from data.domain.received import FeeState
from data.domain.roles import Role
from data.store import journal
from printing.simulated.simulator import Simulator
from tests.fakes import piles
from tests.fakes.carried import Carried, an_item, csv_file, postal
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened, two_officers
from tests.fakes.endings import ruled, taking
from tests.fakes.front import Front, front
from tests.fakes.outcomes import officer_of
from tests.fakes.post_center import carried as given

POSTAL, POLICE = "03", "04"
DAY = timedelta(days=1)
NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture
def center(tmp_path: Path, clock: StillClock, printer: Simulator) -> Config:
    """A Center with an employee of the post and the desk of Công an tỉnh."""
    answers = two_officers()
    post = NewOfficer(POSTAL, "Phan Thị Bưu Chính", PIN, frozenset({Role.POSTAL}))
    police = NewOfficer(POLICE, "Ngô Văn Công An", PIN, frozenset({Role.POLICE}))
    config = replace(
        places(tmp_path / "center"),
        devices=Devices(printer=printer.url),
        capture=Capture(hands_free=False, bell=False),
    )
    bootstrap.found(config, replace(answers, officers=(*answers.officers, post, police)), clock)
    return config


def parcel(config: Config, clock: StillClock) -> str:
    """A result that the courier took."""
    with opened(config, clock) as counter:
        return given(counter, officer_of(counter), officer_of(counter, CASHIER))


async def opens(desk: Front) -> Counter:
    """The desk, once it is open."""
    await desk.until(lambda: desk.app._station is not None, "the desk never opened")
    return desk.app.station.counter


async def with_carrier(desk: Front) -> Carried:
    """More results for the post, at the desk that is open."""
    counter = await opens(desk)
    return Carried(counter, postal(officer_of(counter, POSTAL)))


def now(desk: Front, made: str) -> Dossier:
    return desk.app.station.counter.search.open_id(made).dossier


def cells(book: Path) -> list[list[object]]:
    page = openpyxl.load_workbook(book).worksheets[0]
    return [[it.value for it in line] for line in page.iter_rows()]


async def at_tracing(desk: Front, number: str = POSTAL) -> TracingScreen:
    await desk.sign_in(number)
    await desk.press("p")
    await desk.until_at("PostScreen")
    await desk.press("f4")
    await desk.until_at("TracingScreen")
    screen = desk.app.screen
    assert isinstance(screen, TracingScreen)
    return screen


async def follows(desk: Front, scan: str, key: str) -> None:
    """Scan an item, and open the form of a key for it."""
    await desk.burst(scan)
    await desk.until_text(scan)
    await desk.press(key)
    await desk.until_at("ActScreen")


# --- the list -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_tt17_7_late_items_say_so_in_words_and_are_found_as_one_types(
    center: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Without accents, by name or number; Esc empties the filter before it leads back."""
    parcel(center, clock)
    clock.forward(3 * DAY)
    async with front(center, clock, frames, size=size, lang="en") as desk:
        await at_tracing(desk)
        await desk.until_text("EB123456785VN")
        text = desk.flat()
        assert "1 item · 1 late" in text
        assert "▲ late, 25/11" in text
        await desk.press("slash")
        await desk.type("ho thi thu")
        assert "EB123456785VN" in desk.flat()
        await desk.type(" zzz")
        await desk.until_text("Nothing of it here")
        await desk.press("escape")
        await desk.until_text("EB123456785VN")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("escape")
        await desk.until_at("TracingScreen")
        await desk.press("escape")
        await desk.until_at("PostScreen")


async def test_a_scan_of_anything_else_says_where_that_is(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A parcel that the post does not carry has no row, and the list stays."""
    parcel(center, clock)
    async with front(center, clock, frames, lang="en") as desk:
        await at_tracing(desk)
        await desk.until_text("EB123456785VN")
        await desk.burst(an_item(99))
        await desk.until_text("✕")
        assert desk.at == "TracingScreen"
        assert "EB123456785VN" in desk.flat()


# --- brought back -------------------------------------------------------------------------------


async def test_c21_tried_twice_and_brought_back_to_its_agency(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Two working days lie between the invitations; a third act signs it over to the agency."""
    made = parcel(center, clock)
    async with front(center, clock, frames, lang="en") as desk:
        await at_tracing(desk)
        clock.forward(DAY)
        await follows(desk, "EB123456785VN", "m")
        await desk.press("down")
        await desk.type("vắng nhà")
        await desk.press("f9")
        await desk.until_text("The next invitation counts from 26/11/2026 on.")
        clock.forward(DAY)
        await follows(desk, "EB123456785VN", "m")
        await desk.press("f9")
        await desk.until_text("26/11/2026")
        assert desk.at == "ActScreen"
        await desk.press("escape")
        clock.forward(DAY)
        await follows(desk, "EB123456785VN", "m")
        await desk.press(*["backspace"] * 10)
        await desk.press("f9")
        await desk.until_text("1 to bring back")
        assert len(now(desk, made).facts(Invitation)) == 2
        await follows(desk, "EB123456785VN", "h")
        assert "[the agency that decided]" in desk.flat()
        await desk.press("down", "down")
        await desk.type("Lê Thị Nhận")
        await desk.press("f9")
        await desk.until_text("Back at its agency.")
        back = now(desk, made).last(BackAtAgency)
        assert back is not None
        assert (back.what.giver, back.what.receiver) == ("Phan Thị Bưu Chính", "Lê Thị Nhận")
        assert now(desk, made).state is State.APPROVED
        assert "The post carries nothing" in desk.flat()


async def test_c21_another_profile_brings_it_back_to_the_shelf(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The place is scanned from the label of the shelf, while the form is in front."""
    made = parcel(center, clock)
    async with front(center, clock, frames, lang="en") as desk:
        acting = (await opens(desk)).post.tracing.acting
        acting.rules = ruled(after_failed_post=AfterFailedPost.SHELF, post_invitations=0)
        await at_tracing(desk)
        await desk.until_text("1 to bring back")
        await desk.press("h")
        await desk.until_at("ActScreen")
        assert "[the shelf of the return desk]" in desk.flat()
        await desk.press("f9")
        await desk.until_text("✕")
        assert now(desk, made).state is State.IN_POST
        await desk.press("down")
        await desk.type("7")
        await desk.press("f9")
        await desk.until_text("Back on its shelf.")
        back = now(desk, made).last(BackOnShelf)
        assert back is not None
        assert back.what.shelf == "0007"
        assert now(desk, made).state is State.WAITING


async def test_c21_before_its_time_a_leader_confirms(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What was typed stays while the leader is asked; the word is on record."""
    made = parcel(center, clock)
    async with front(center, clock, frames, lang="en") as desk:
        await at_tracing(desk)
        await follows(desk, "EB123456785VN", "h")
        await desk.press("down", "down")
        await desk.type("Lê Thị Nhận")
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.type("người nhận từ chối")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_text("Back at its agency.")
        back = now(desk, made).last(BackAtAgency)
        assert back is not None
        assert back.what.excused == ("post-still-tries",)
        assert back.what.confirmation is not None


# --- delivered, lost ----------------------------------------------------------------------------


async def test_r96_a_delivery_wants_the_identity_paper_that_the_post_saw(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """TT 17 Đ5.2: unsaid it goes no further than a leader; said, the dossier is done."""
    made = parcel(center, clock)
    async with front(center, clock, frames, size=NARROW, lang="en") as desk:
        await at_tracing(desk)
        await follows(desk, "EB123456785VN", "g")
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.press("escape")
        await desk.until_at("ActScreen")
        await desk.press("down", "down", "right", "f9")
        await desk.until_text("Delivered: the dossier is done.")
        said = now(desk, made).last(Delivered)
        assert said is not None
        assert said.what.identity_seen
        assert said.what.receiver == "Hồ Thị Thử"
        assert now(desk, made).state is State.RELEASED


async def test_c20_cash_on_delivery_is_recorded_with_its_receipt(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Where profile and agency let the post collect; the fee is paid from then on."""
    async with front(center, clock, frames, lang="en") as desk:
        carrier = await with_carrier(desk)
        acting = desk.app.station.counter.post.tracing.acting
        acting.rules = ruled(cash_on_delivery=True)
        act = GiveToPost("", "Bùi Văn Thư", cod=True, post_may_collect=True)
        unpaid = taking(FeeState.UNPAID, by_post=True)
        item = carrier.give(1, reception=unpaid, act=act)
        await at_tracing(desk)
        await follows(desk, item, "g")
        assert "The post took" in desk.flat()
        await desk.press("down", "down", "right", "f9")
        await desk.until_text("✕")
        assert desk.at == "ActScreen"
        await desk.press("down", "down")
        await desk.type("BL/26E 0007")
        await desk.press("f9")
        await desk.until_text("Delivered: the dossier is done.")
        fee = carrier.dossier(item).taken_in().fee
        assert (fee.state, fee.receipt) == (FeeState.PAID, "BL/26E 0007")


async def test_r24_a_lost_item_is_on_record_and_marked_in_the_list(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """QĐ 45 Đ14: what happened is asked for; the row says it in words."""
    made = parcel(center, clock)
    async with front(center, clock, frames, size=NARROW, lang="en") as desk:
        await at_tracing(desk)
        await follows(desk, "EB123456785VN", "s")
        await desk.press("f9")
        await desk.until_text("✕")
        await desk.press("down", "down")
        await desk.type("xe thư bị ngập")
        await desk.press("f9")
        await desk.until_text("✕ lost")
        noted = now(desk, made).last(PostFaultNoted)
        assert noted is not None
        assert noted.what.fault is PostFault.LOST
        await desk.press("f8")
        await desk.until_at("RejectScreen")
        await desk.press("up", "right", "down")
        await desk.type("mất trên đường")
        await desk.press("f9")
        await desk.until(lambda: now(desk, made).state is State.APPRAISAL, "not rejected")
        await desk.until_text("The post carries nothing")


async def test_the_return_desk_only_takes_back_what_the_post_brings_to_its_shelf(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The rest is the post's to say; its keys are not offered."""
    parcel(center, clock)
    async with front(center, clock, frames, lang="en") as desk:
        await at_tracing(desk, CASHIER)
        await desk.until_text("EB123456785VN")
        assert "brought back" in desk.foot()
        for key in ("delivered", "invitation", "lost, damaged", "carrier's file"):
            assert key not in desk.foot()


# --- the carrier's file -------------------------------------------------------------------------


async def choose(desk: Front, path: Path) -> None:
    await desk.press("n")
    await desk.until_at("ChooseFileScreen")
    await desk.type(path.stem[:3])
    await desk.until_text(path.name)
    await desk.press("enter")


def status_file(folder: Path, items: Sequence[str]) -> Path:
    """Three items of ours, one of somebody else, one line that is nothing."""
    folder.mkdir()
    path = folder / "trang-thai.csv"
    name = "Nguyễn Văn Thử"
    path.write_bytes(
        csv_file(
            (items[0], "Phát thành công", "23/11/2026", name, "", ""),
            (items[1], "Phát không thành công", "23/11/2026", "", "=1+1 vắng nhà", ""),
            (items[2], "Kiện lạ", "23/11/2026", "", "", ""),
            (an_item(999), "Phát thành công", "23/11/2026", name, "", ""),
            ("Tổng cộng: 4", "Phát thành công", "23/11/2026", "", "", ""),
        )
    )
    return path


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_a_file_is_recorded_once_and_nothing_of_it_is_guessed(
    center: Config,
    clock: StillClock,
    frames: list[bytes],
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    """Unknown items and words are shown; read once more, nothing in it is new."""
    async with front(center, clock, frames, size=size, lang="en") as desk:
        carrier = await with_carrier(desk)
        items = [carrier.give(number) for number in (1, 2, 3)]
        path = status_file(tmp_path / "buu-dien", items)
        desk.app.station.counter.post.carrier.folder = path.parent
        await at_tracing(desk)
        await choose(desk, path)
        await desk.until_at("ColumnsScreen")
        await desk.until_text("The contents fit these columns")
        assert items[0] in desk.flat()
        await desk.press("f9")
        await desk.until_at("WordsScreen")
        assert "Kiện lạ (1)" in desk.flat()
        await desk.press("f9")
        await desk.until_text("Some rows want a declaration first: D.")
        screen = desk.app.screen
        assert isinstance(screen, CarrierFileScreen)
        await desk.press("d")
        await desk.until_at("DeclareScreen")
        assert "TT 17/2017" in desk.flat()
        await desk.press("right", "f9")
        await desk.until_text("F9 records 2 rows")
        text = desk.flat()
        for said in ("Status not decided: 1", "No such item here: 1", "Unreadable: 1"):
            assert said in text
        await desk.press("f9")
        await desk.until_text("2 rows recorded.")
        assert carrier.dossier(items[0]).state is State.RELEASED
        assert carrier.dossier(items[1]).last(Invitation) is not None
        assert carrier.dossier(items[2]).state is State.IN_POST
        await desk.press("x")
        await desk.until_text("The list is saved")
        written = journal.count(desk.app.station.counter.store)
        await desk.press("o")
        await desk.until_at("ChooseFileScreen")
        await desk.type("tra")
        await desk.until_text(path.name)
        await desk.press("enter")
        await desk.until_at("ColumnsScreen")
        await desk.press("f9")
        await desk.until_at("WordsScreen")
        await desk.press("f9")
        await desk.until_text("Nothing in this file is new.")
        assert "Recorded before: 2" in desk.flat()
        assert journal.count(desk.app.station.counter.store) == written
    (book,) = (center.out).glob("buu-gui-*.xlsx")
    assert "Recorded now" in {it for line in cells(book) for it in line}


async def test_a_status_that_was_decided_once_is_known_in_the_next_file(
    center: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """It is kept beside the configuration, and the screen asks no more."""
    async with front(center, clock, frames, lang="en") as desk:
        carrier = await with_carrier(desk)
        items = [carrier.give(number) for number in (1, 2, 3)]
        path = status_file(tmp_path / "buu-dien", items)
        desk.app.station.counter.post.carrier.folder = path.parent
        await at_tracing(desk)
        await choose(desk, path)
        await desk.until_at("ColumnsScreen")
        await desk.press("f9")
        await desk.until_at("WordsScreen")
        await desk.press(*["left"] * 1)
        await desk.press("f9")
        await desk.until_text("Still on its way: 1")
        await desk.press("escape")
        await desk.until_at("TracingScreen")
        await choose(desk, path)
        await desk.until_at("ColumnsScreen")
        await desk.press("f9")
        await desk.until_text("Still on its way: 1")


async def test_what_the_file_cannot_settle_is_recorded_by_hand_from_its_row(
    center: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """R124: somebody else took it; the form has what the file says, the officer says the rest."""
    async with front(center, clock, frames, lang="en") as desk:
        carrier = await with_carrier(desk)
        item = carrier.give(1)
        folder = tmp_path / "buu-dien"
        folder.mkdir()
        path = folder / "trang-thai.csv"
        path.write_bytes(csv_file((item, "Phát thành công", "23/11/2026", "Trần Thị Khác", "", "")))
        desk.app.station.counter.post.carrier.folder = folder
        await at_tracing(desk)
        await choose(desk, path)
        await desk.until_at("ColumnsScreen")
        await desk.press("f9")
        await desk.until_text("To be recorded by hand: 1")
        assert "record them" not in desk.foot()
        await desk.press("g")
        await desk.until_at("ActScreen")
        assert "Trần Thị Khác" in desk.flat()
        await desk.press("down", "right", "right")
        await desk.until_text("Paper of authorisation")
        await desk.press("down")
        await desk.type("UQ-01")
        await desk.press("down", "down", "right")
        await desk.until_text("[yes, the post saw it]")
        await desk.press("f9")
        await desk.until_text("Delivered: the dossier is done.")
        said = carrier.dossier(item).last(Delivered)
        assert said is not None
        assert (said.what.receiver, said.what.authorization) == ("Trần Thị Khác", "UQ-01")
        assert "Recorded before: 1" in desk.flat()


async def test_a_file_that_cannot_be_read_is_a_sentence_and_nothing_else(
    center: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """A page of the web under the name of a table, and then a path where nothing is."""
    folder = tmp_path / "buu-dien"
    folder.mkdir()
    (folder / "trang.csv").write_bytes(b"<html><body>login</body></html>")
    async with front(center, clock, frames, lang="en") as desk:
        (await opens(desk)).post.carrier.folder = folder
        await at_tracing(desk)
        await choose(desk, folder / "trang.csv")
        await desk.until_at("CarrierFileScreen")
        await desk.until_text("✕")
        assert "record them" not in desk.foot()
        await desk.press("escape")
        await desk.until_at("TracingScreen")


async def test_a_path_without_a_file_is_said_where_it_was_typed(
    center: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """Nothing there, the home of nobody, a folder without a table: each stays to be mended."""
    folder = tmp_path / "buu-dien"
    (folder / "trong").mkdir(parents=True)
    (folder / "trang-thai.csv").write_bytes(csv_file((an_item(1), "Phát thành công", "23/11/2026")))
    no_file = "There is no file at this path."
    wrong = {
        f"{folder}/khong-co.csv": no_file,
        "~khong-ai-ca/trang-thai.csv": no_file,
        f"{folder}/trong/": "No CSV or XLSX file lies in this folder.",
    }
    async with front(center, clock, frames, lang="en") as desk:
        (await opens(desk)).post.carrier.folder = folder
        await at_tracing(desk)
        await desk.press("n")
        await desk.until_at("ChooseFileScreen")
        field = desk.app.screen.query_one("#path", Field)
        for path, said in wrong.items():
            field.value = path
            await desk.press("enter")
            await desk.until_text(said)
            assert (desk.at, field.value) == ("ChooseFileScreen", path)
        field.value = f"{folder}/trang-thai.csv"
        await desk.press("enter")
        await desk.until_at("ColumnsScreen")


async def test_an_empty_file_stays_chosen_until_another_is(
    center: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """Exported again under the same name, it is read by two keys."""
    folder = tmp_path / "buu-dien"
    folder.mkdir()
    path = folder / "trang-thai.csv"
    path.write_bytes(b"")
    async with front(center, clock, frames, lang="en") as desk:
        (await opens(desk)).post.carrier.folder = folder
        await at_tracing(desk)
        await choose(desk, path)
        await desk.until_text("There is nothing in this file. Nothing was read")
        path.write_bytes(csv_file((an_item(1), "Phát thành công", "23/11/2026")))
        await desk.press("o")
        await desk.until_at("ChooseFileScreen")
        assert desk.app.screen.query_one("#path", Field).value == str(path)
        await desk.press("enter")
        await desk.until_at("ColumnsScreen")


# --- the report ---------------------------------------------------------------------------------


async def test_days_of_the_report_that_are_wrong_stand_there_to_be_mended(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """No day, and then the last before the first: nothing is typed twice."""
    async with front(center, clock, frames, lang="en") as desk:
        await desk.sign_in(POSTAL)
        await desk.press("p")
        await desk.until_at("PostScreen")
        await desk.press("r")
        await desk.until_at("PostReportScreen")
        await desk.press("d")
        await desk.until_at("DaysScreen")
        await desk.press("backspace", "f9")
        await desk.until_text("This is no day. Type it as 20/11/2026.")
        first = desk.app.screen.query_one("#first", Field)
        assert (first.value, first.has_focus) == ("01/11/202", True)
        await desk.press("7", "f9")
        await desk.until_text("The first day lies behind the last one. Nothing was counted")
        assert desk.at == "PostReportScreen"
        await desk.press("d")
        await desk.until_at("DaysScreen")
        typed = [it.value for it in desk.app.screen.query(Field)]
        assert typed == ["01/11/2027", "30/11/2026"]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_the_report_of_the_post_by_agency_and_as_files(
    center: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """This month first; another by one key, or two days typed; a PDF and an XLSX of the same."""
    parcel(center, clock)
    async with front(center, clock, frames, size=size, lang="en") as desk:
        await desk.sign_in(POSTAL)
        await desk.press("p")
        await desk.until_at("PostScreen")
        await desk.press("r")
        await desk.until_at("PostReportScreen")
        screen = desk.app.screen
        assert isinstance(screen, PostReportScreen)
        await desk.until_text("01/11/2026 to 30/11/2026")
        await desk.until_text("All agencies")
        assert "TT 17/2017 Đ14" in desk.flat()
        await desk.press("left")
        await desk.until_text("01/10/2026 to 31/10/2026")
        await desk.until_text("Nothing came or went by post")
        await desk.press("d")
        await desk.until_at("DaysScreen")
        await desk.press(*["backspace"] * 10)
        await desk.type("23/11/2026")
        await desk.press("enter")
        await desk.press(*["backspace"] * 10)
        await desk.type("22/11/2026")
        await desk.press("f9")
        await desk.until_text("✕")
        await desk.press("right")
        await desk.until_text("01/12/2026 to 31/12/2026")
        await desk.press("left")
        await desk.until_text("All agencies")
        await desk.press("p")
        await desk.until_text("Print it and sign it")
    lines = cells(center.out / "thong-ke-buu-chinh-261101-261130.xlsx")
    assert lines[-1][1:] == ["Tổng cộng", "0", "1", "1", "0", "0"]


# --- Công an tỉnh -------------------------------------------------------------------------------


async def test_r33_the_police_gives_its_own_result_to_the_post(
    center: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """C21: from its unit, by the number on the parcel and the courier's name; no shelf of ours."""
    with opened(center, clock) as counter:
        officer = officer_of(counter)
        made = piles.at_agency(counter, officer, procedure=piles.POLICE)
        wish = WayForm(return_by_post=True, post_address="Tổ 0, phường Không Có")
        counter.amending.change_return(officer, made, wish)
        counter.amending.record_fee(officer, made, FeeForm(paid=True, receipt="AA/26E 0001"))
        piles.decide(counter, officer, made)
        code = piles.code(counter, made)
    async with front(center, clock, frames, lang="en") as desk:
        await desk.sign_in(POLICE)
        await desk.burst(code)
        await desk.until_at("ReleaseScreen")
        await desk.press("d")
        await desk.until_at("DossierScreen")
        await desk.press("a")
        await desk.until_at("ActsScreen")
        assert "2 Give the result to the post" in desk.flat()
        assert "Bring the result to the return desk" not in desk.flat()
        await desk.press("2")
        await desk.until_at("ActScreen")
        await desk.burst(an_item(5))
        await desk.until_text(an_item(5))
        await desk.press("down", "down")
        await desk.type("Bùi Văn Thư")
        await desk.press("f9")
        await desk.until_text("The post has it.")
        out = now(desk, made).last(GivenToPost)
        assert out is not None
        assert (out.what.item, out.what.courier) == (an_item(5), "Bùi Văn Thư")
        assert now(desk, made).state is State.IN_POST
