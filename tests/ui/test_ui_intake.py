"""The whole job by keyboard alone: sign-in, intake, check, issue, slip, found again by its slip."""

from dataclasses import replace

import pytest
from textual import events

from counter_app.config import Config, Devices
from counter_app.desk.receiving.draft import FeeForm
from counter_app.screens.receiving.intake import IntakeScreen
from data.domain.received import Counts
from printing.simulated.simulator import Simulator
from scanning.barcode import read_barcodes
from scanning.picture import load_picture
from scanning.values import Kind
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, Front, front

MOST_KEYS = 12


def intake_of(desk: Front) -> IntakeScreen:
    found = [screen for screen in desk.app.screen_stack if isinstance(screen, IntakeScreen)]
    assert len(found) == 1
    return found[0]


def pages_of(desk: Front, place: int) -> int:
    return len(intake_of(desk).keeper.draft.components[place].pages)


async def take_page(desk: Front, place: int) -> None:
    """Lay the next sheet and press Space; the page goes into component `place`."""
    before = pages_of(desk, place)
    await desk.lay_page()
    await desk.press("space")
    await desk.until(lambda: pages_of(desk, place) == before + 1, "the page was not taken")


async def test_a_standard_intake_takes_twelve_keys_and_one_a_page(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Sign-in to slip by keyboard: a card, five components, and the slip finds its dossier."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        await desk.press("t", "n", "enter")
        await desk.until_at("IntakeScreen")
        for place in range(5):
            await take_page(desk, place)
            if place < 4:
                await desk.press("down")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        assert desk.keys - 5 <= MOST_KEYS

        await desk.until(lambda: len(printer.papers) == 1, "no slip came out")
        await desk.until_text("Giao giấy cho người nộp")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        codes = read_barcodes(load_picture(printer.papers[0].path))
        ours = {code.value for code in codes if code.kind is not Kind.UNKNOWN}
        assert len(ours) == 2, "a QR of the code and a Code 128 of the slip key"
        for value in sorted(ours):
            await desk.burst(value)
            await desk.until_at("DossierScreen")
            assert "Nguyễn Văn Thử" in desk.text()
            assert "150.000 đ · chưa nộp" in desk.text()
            await desk.press("escape")
            await desk.until_at("HomeScreen")


async def test_esc_parks_and_resuming_gives_everything_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Counts, pages, person and fee of a parked draft are there again, letter by letter."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await take_page(desk, 0)
        await desk.press("down", "right", "plus", "plus", "f6")
        await desk.until_at("FeeScreen")
        await desk.type("AA/01 0000001")
        await desk.press("f6")
        await desk.until_at("IntakeScreen")
        await desk.burst(CARD)
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.press("down", "down")
        await desk.type("0905 123")
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        before = intake_of(desk).keeper.draft
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert "1 tạm dừng" in desk.flat()
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        assert intake_of(desk).keeper.draft == before
        assert before.applicant.phone == "0905 123"
        assert before.components[1].counts == Counts(certified=2)
        assert before.fee.receipt == "AA/01 0000001"


async def test_the_draft_survives_a_program_that_is_killed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What was done is on disk without anybody having left the screen."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await take_page(desk, 0)
        await desk.burst(CARD)
        intake = intake_of(desk)
        await desk.until(lambda: not intake.keeper.dirty, "never saved")
        stored = desk.app.station.counter.drafting.resume(intake.keeper.draft.id)
        assert stored == intake.keeper.draft
        assert stored.applicant.name == "Nguyễn Văn Thử"


async def test_counting_by_keys(config: Config, clock: StillClock, frames: list[bytes]) -> None:
    """Digits go to a component, arrows choose the kind, + and − count, Enter takes all at once."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        table = intake_of(desk).table
        await desk.press("3", "right", "plus", "plus", "minus")
        assert intake_of(desk).keeper.draft.components[2].counts == Counts(compared=1)
        await desk.press("1", "enter")
        assert intake_of(desk).keeper.draft.components[0].counts == Counts(originals=1)
        assert table.cursor == 1, "Enter goes on to the next component"


async def test_backspace_takes_the_last_page_out_again(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The key is offered only where there is a page to take out."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        assert "bỏ trang" not in desk.foot()
        await take_page(desk, 0)
        await take_page(desk, 0)
        assert "bỏ trang" in desk.foot()
        await desk.press("backspace")
        await desk.until(lambda: pages_of(desk, 0) == 1, "the page stayed")
        await desk.press("delete")
        await desk.until(lambda: pages_of(desk, 0) == 0, "the page stayed")


async def test_pages_pressed_in_a_row_are_all_kept_in_order(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Five quick presses of Space while counting are five pages, and no count is lost."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await take_page(desk, 0)
        await desk.press("space", "plus", "space", "space", "plus", "space")
        await desk.until(lambda: pages_of(desk, 0) == 5, "pages were lost")
        assert intake_of(desk).keeper.draft.components[0].counts.originals == 3


@pytest.mark.parametrize("where", ["table", "field", "check"])
async def test_a_card_fills_the_person_wherever_the_focus_is(
    config: Config, clock: StillClock, frames: list[bytes], where: str
) -> None:
    """On the table, in a text field and over the check, a scanned card names the applicant."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        if where == "field":
            await desk.press("f3", "down", "down")
            await desk.until_at("PersonScreen")
        if where == "check":
            await desk.press("f9")
            await desk.until_at("CheckScreen")
        await desk.burst(CARD)
        applicant = intake_of(desk).keeper.draft.applicant
        assert applicant.name == "Nguyễn Văn Thử"
        assert applicant.identity == "049300000123"
        assert applicant.phone == "", "nothing of a burst lands in a field"
        await desk.until_text("Nguyễn Văn Thử")


async def test_the_check_names_everything_that_is_missing_and_does_not_issue(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """While something is missing Enter is not offered, and pressing it changes nothing."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        assert "Chưa có họ tên người nộp" in desk.flat()
        assert "Thiếu thành phần 1" in desk.flat()
        assert "cấp giấy tiếp nhận" not in desk.foot()
        await desk.press("enter")
        assert desk.at == "CheckScreen"
        await desk.press("f3")
        await desk.until_at("PersonScreen")


async def test_another_person_hands_in(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F5 keeps the owner and asks for the submitter; a card then fills the submitter."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.type("Công ty Ví Dụ")
        await desk.press("f5")
        await desk.burst(CARD)
        draft = intake_of(desk).keeper.draft
        assert draft.applicant.name == "Công ty Ví Dụ"
        assert draft.submitter is not None
        assert draft.submitter.name == "Nguyễn Văn Thử"
        await desk.press("f3")
        await desk.until_at("IntakeScreen")
        assert "Chủ hồ sơ Công ty Ví Dụ" in desk.flat()


async def test_an_officer_who_may_not_receive_is_told_and_nothing_is_lost(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """R30: who may is said in one sentence on the check; the draft is still there."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in(number="02")
        await desk.begin()
        for place in "1235":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_text("do cán bộ của cơ quan tiếp nhận")
        assert desk.at == "CheckScreen"
        assert len(desk.app.station.counter.drafting.parked()) == 1


async def test_a_discarded_draft_is_asked_about_first(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Del on a parked draft asks; Esc keeps it, Enter deletes it."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("delete")
        await desk.until_at("ConfirmScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert "1 tạm dừng" in desk.flat()
        await desk.press("delete")
        await desk.until_at("ConfirmScreen")
        await desk.press("enter")
        await desk.until_at("HomeScreen")
        await desk.until_text("Hôm nay chưa có hồ sơ nào")


async def test_nothing_saved_late_brings_an_issued_draft_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A change made while the paper is being issued does not leave a ghost among the parked."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        for place in "1235":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        keeper = intake_of(desk).keeper
        intake = desk.app.station.counter.intake
        await keeper.end(intake.issue)
        keeper.draft = replace(keeper.draft, fee=FeeForm(paid=True, receipt="AA/01 0000001"))
        await keeper.save()
        assert desk.app.station.counter.drafting.parked() == []


async def test_a_desk_without_devices_still_receives(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """No camera and no printer: components are counted, the dossier is saved, the slip waits."""
    bare = replace(config, devices=Devices())
    async with front(bare, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        for place in "1235":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        await desk.until_text("Quầy này chưa có máy in. Hồ sơ đã lưu")


async def test_a_page_on_its_way_is_not_lost_by_stepping_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Space and at once Esc: the page is in the parked draft."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.lay_page()
        for name, char in [("space", " "), ("escape", "\x1b")]:
            desk.app.post_message(events.Key(name, char))
        await desk.until_at("HomeScreen")
        (parked,) = desk.app.station.counter.drafting.parked()
        assert parked.pages == 1
