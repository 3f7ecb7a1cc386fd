"""The dossier at the desk: what it says in each state, and what may be done about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image

from counter_app import dossier_words as words
from counter_app.bootstrap import Counter
from counter_app.config import Config, Devices
from counter_app.desk.receiving import recorded
from counter_app.practice.rehearsal import PROCEDURE
from counter_app.screens.capture.camera_pane import CameraPane
from counter_app.screens.dossiers.dossier import DossierScreen
from counter_app.screens.receiving.intake import IntakeScreen
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.domain.papers import Form
from data.domain.people import Capacity
from data.domain.received import Channel, Condition, FeeState
from data.domain.refusal import Ground
from data.domain.supplement import Defect
from data.domain.vocabulary import VOCABULARY
from printing.simulated.simulator import Simulator
from tests.fakes import outcomes
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened
from tests.fakes.front import Front, front

Made = TypeVar("Made")
WIDE = (120, 60)


def before(config: Config, clock: StillClock, make: Callable[[Counter, Officer], Made]) -> Made:
    """What the desk did before it is opened on the screen."""
    with opened(config, clock) as counter:
        return make(counter, outcomes.officer_of(counter))


async def look_at(desk: Front, dossier: str, *, number: str = RECEIVER) -> None:
    """Sign in and have the dossier on the screen, opened as a list opens it."""
    await desk.sign_in(number=number)
    file = desk.app.station.counter.search.open_id(dossier)
    screen = DossierScreen(desk.app.station, file)
    desk.app.push_screen(screen)
    await desk.until_at("DossierScreen")


def now(desk: Front, dossier: str) -> Dossier:
    return desk.app.station.counter.search.open_id(dossier).dossier


@pytest.mark.parametrize(
    ("state", "said", "keys"),
    [
        (State.RECEIVED, ("received", "17:00 27/11/2026"), ("fee", "return", "cancel")),
        (State.SUPPLEMENT, ("waits for", "1 Điều lệ công ty", "found good"), ("receive the supp",)),
        (State.REFUSED, ("conditions not met", "Ngành nghề bị cấm.", "Điều 6"), ()),
        (State.POSTED, ("hand-over not signed", outcomes.ITEM), ("receive from the post",)),
        (State.ANSWERED, ("result given at once", "Công ty Khuyến Mại Thử"), ()),
        (State.CANCELLED, ("cancelled", "chọn nhầm thủ tục"), ("right procedure",)),
    ],
    ids=lambda value: value.value if isinstance(value, State) else "",
)
async def test_each_state_says_its_facts_and_offers_its_keys(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    *,
    state: State,
    said: tuple[str, ...],
    keys: tuple[str, ...],
) -> None:
    """No key of another state is offered, and every fact of this one is read."""
    dossier = before(config, clock, outcomes.IN_STATE[state])
    others = {"fee", "return", "cancel", "receive the supp", "receive from the post", "right proc"}
    async with front(config, clock, frames, size=WIDE, lang="en") as desk:
        await look_at(desk, dossier)
        for text in said:
            assert text in desk.flat(), text
        foot = desk.foot()
        for key in keys:
            assert key in foot
        for key in others - {one for one in others if any(one in key for key in keys)}:
            assert f" {key}" not in foot, key


async def test_a_dossier_by_authorisation_tells_right_fee_and_return(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Representative, letter, receipt, postal address, a torn paper and a kept original."""
    dossier = before(config, clock, outcomes.authorised)
    async with front(config, clock, frames, size=WIDE, lang="en") as desk:
        await look_at(desk, dossier)
        for text in (
            "represented by Lê Thị Mẫu",
            "số 12/GUQ",
            "31/12/2026",
            "paid · receipt AA/01 0000001",
            "12 đường Ví Dụ",
            "torn · rách góc trang 3 · 1 original kept",
            "5 components not scanned",
        ):
            assert text in desk.flat(), text
        assert "F6" not in desk.foot(), "a fee that is paid is settled"


async def test_whoever_may_not_act_is_offered_nothing(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The return desk reads the dossier and has no key to change it."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier, number=CASHIER)
        for key in ("F6", "F7", "Del", "S scan"):
            assert key not in desk.foot()


async def test_a_long_line_stands_under_its_fact(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """At 80×24 nothing is cut and no line runs back under the names of the facts."""
    dossier = before(config, clock, outcomes.authorised)
    async with front(config, clock, frames, size=(80, 24), lang="en") as desk:
        await look_at(desk, dossier)
        lines = desk.lines()
        place = next(n for n, line in enumerate(lines) if "authorised by letter" in line)
        assert lines[place].startswith(" " * 13)


# --- pages that come later ----------------------------------------------------------------------


async def test_pages_are_scanned_later_one_entry_each(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """S opens the list on the first component without a page; Space keeps one, for good."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("s")
        await desk.until_at("ScanLaterScreen")
        await desk.press("down")
        await desk.lay_page()
        await desk.press("space")
        await desk.until_text("Page 1 is kept: Điều lệ công ty")
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        await desk.until_text("4 components not scanned")
        reception = now(desk, dossier).reception
        assert reception is not None
        assert [len(item.pages) for item in reception.components] == [0, 1, 0, 0, 0]
        assert desk.app.station.counter.drafting.sweep() == 0, "the page is nobody's orphan"


async def test_a_doubtful_page_is_kept_on_a_second_press_only(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """An entry cannot be taken back, so a picture without a sheet is asked about first."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, [empty_desk(Path(config.home))], lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("s")
        await desk.until_at("ScanLaterScreen")
        await desk.lay_page()
        await desk.press("space")
        await desk.until_text("press Enter to keep it")
        assert now(desk, dossier).reception == reception_of(desk, dossier)
        assert pages_in_all(desk, dossier) == 0
        await desk.press("space")
        await desk.until_text("Page 1 is kept")
        assert pages_in_all(desk, dossier) == 1


async def test_a_page_on_its_way_is_counted_where_one_goes_back_to(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Space and at once Esc: the dossier behind knows the page."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("s")
        await desk.until_at("ScanLaterScreen")
        await desk.lay_page()
        desk.send("space")
        desk.send("escape")
        await desk.until_at("DossierScreen")
        assert "4 components not scanned" in desk.flat()


async def test_a_desk_without_a_camera_offers_no_scanning(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What was not photographed is said all the same, so that another desk can do it."""
    dossier = before(config, clock, outcomes.received)
    async with front(replace(config, devices=Devices()), clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        assert "5 components not scanned" in desk.flat()
        assert "scan pages" not in desk.foot()


def empty_desk(folder: Path) -> bytes:
    """A picture on which no sheet lies."""
    path = folder / "empty.jpg"
    Image.new("RGB", (1280, 720), (90, 70, 50)).save(path, "JPEG")
    return path.read_bytes()


def reception_of(desk: Front, dossier: str) -> object:
    return desk.app.station.counter.search.open_id(dossier).dossier.reception


def pages_in_all(desk: Front, dossier: str) -> int:
    reception = now(desk, dossier).reception
    assert reception is not None
    return len(reception.pages)


# --- fee and return -----------------------------------------------------------------------------


async def test_a_fee_is_recorded_later_with_its_receipt(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F6 asks for the receipt; afterwards the fee is settled and the key is gone."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("AA/01 0000007")
        await desk.press("f6")
        await desk.until_text("The fee is recorded.")
        reception = now(desk, dossier).reception
        assert reception is not None
        assert reception.fee.state is FeeState.PAID
        assert reception.fee.receipt == "AA/01 0000007"
        assert "F6" not in desk.foot()


async def test_a_fee_that_nobody_touched_is_no_entry(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Looking at the fee and going back records nothing."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        for leaving in ("f6", "escape"):
            await desk.press("f6")
            await desk.until_at("FeeScreen")
            await desk.press(leaving)
            await desk.until_at("DossierScreen")
        file = desk.app.station.counter.search.open_id(dossier)
        assert [line.kind for line in file.history] == ["dossier.received"]


async def test_the_result_goes_another_way(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F7 asks only for the way back; the new place stands in the dossier at once."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("f7")
        await desk.until_at("WayScreen")
        await desk.press("right", "enter")
        await desk.type("12 đường Ví Dụ")
        await desk.press("f7")
        await desk.until_text("The place of return is changed.")
        reception = now(desk, dossier).reception
        assert reception is not None
        assert reception.returning.by_post
        assert reception.returning.address == "12 đường Ví Dụ"


# --- a wrong choice -----------------------------------------------------------------------------


async def test_a_wrong_choice_is_cancelled_with_its_slip_and_begun_anew(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """While a slip is out it must be photographed; F5 then begins the right one, linked (C15)."""
    dossier = before(config, clock, outcomes.authorised)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.until(lambda: len(printer.papers) == 1, "no slip came out")
        await desk.press("delete")
        await desk.until_at("CancelScreen")
        await desk.type("nhầm thủ tục")
        await desk.press("enter")
        await desk.until(lambda: "✕" in desk.text(), "the slip was not asked for")
        assert now(desk, dossier).state is State.RECEIVED
        await desk.lay_page()
        await desk.press("f4")
        await desk.until_text("The slip taken back: photographed")
        await desk.press("enter")
        await desk.until_text("F5 begins the right procedure")
        cancellation = now(desk, dossier).cancellation
        assert cancellation is not None
        assert cancellation.slip_page
        await desk.press("f5")
        await desk.until_at("ProcedureScreen")
        await desk.type("thay doi")
        await desk.press("enter")
        await desk.until(
            lambda: len(desk.app.station.counter.drafting.parked()) == 1, "nothing was begun"
        )
        (parked,) = desk.app.station.counter.drafting.parked()
        draft = desk.app.station.counter.drafting.resume(parked.id)
        assert draft.replaces == dossier
        assert draft.applicant.name == "Công ty TNHH Không Có Thật"
        assert draft.authorization.paper == "số 12/GUQ"
        assert draft.submitter is not None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_c15_without_a_camera_a_leader_confirms_that_the_slip_was_destroyed(
    config: Config, clock: StillClock, printer: Simulator, size: tuple[int, int]
) -> None:
    """F9 asks for the reason, number and PIN; then Enter cancels without a photograph."""
    config = replace(config, devices=Devices(printer=printer.url))
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, [], size=size, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.until(lambda: len(printer.papers) == 1, "no slip came out")
        await desk.press("delete")
        await desk.until_at("CancelScreen")
        await desk.type("nhầm thủ tục")
        await desk.press("enter")
        await desk.until_text("where no camera works, F9 asks a supervisor")
        assert "F9 no camera works" in desk.foot()
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        assert "saw it destroyed" in desk.flat()
        await desk.type("camera hỏng")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("CancelScreen")
        await desk.until_text("a leader confirmed it")
        await desk.press("enter")
        await desk.until_text("F5 begins the right procedure")
        cancellation = now(desk, dossier).cancellation
        assert cancellation is not None
        assert cancellation.reason == "nhầm thủ tục"
        assert cancellation.slip_page == ""


async def test_while_the_camera_sees_nobody_confirms_in_its_place(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A photograph says more than a word: F9 is not there."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.lay_page()
        await desk.press("delete")
        await desk.until_at("CancelScreen")
        await desk.until(lambda: "F4" in desk.foot(), "the camera is not offered")
        assert "F9" not in desk.foot()


@pytest.mark.parametrize(("key", "screen"), [("delete", "CancelScreen"), ("s", "ScanLaterScreen")])
async def test_behind_a_lock_the_picture_of_the_camera_stands_still(
    config: Config, clock: StillClock, frames: list[bytes], key: str, screen: str
) -> None:
    """What lies under the camera is drawn in the front only, and again when it is in front."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press(key)
        await desk.until_at(screen)
        line = desk.app.screen.query_one(CameraPane).line
        seen = str(line.content)
        await desk.press("f12")
        await desk.until_at("LockScreen")
        await desk.lay_page()
        assert str(line.content) == seen
        await desk.press(*PIN, "enter")
        await desk.until_at(screen)
        await desk.lay_page()
        await desk.until(lambda: str(line.content) != seen, "the picture stands still")


async def test_esc_keeps_a_dossier_that_was_nearly_cancelled(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Without a reason nothing happens, and Esc goes back to the dossier as it was."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        await desk.press("delete")
        await desk.until_at("CancelScreen")
        await desk.press("enter")
        await desk.until(lambda: "✕" in desk.text(), "the reason was not asked for")
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        assert now(desk, dossier).state is State.RECEIVED


async def test_a_dossier_of_yesterday_is_not_cancelled(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Its folder may have left the desk: the key is gone."""
    dossier = before(config, clock, outcomes.received)
    clock.forward(timedelta(days=1))
    async with front(config, clock, frames, lang="en") as desk:
        await look_at(desk, dossier)
        assert "Del" not in desk.foot()
        assert "F6" in desk.foot()


async def test_the_new_dossier_names_the_one_that_was_cancelled_for_it(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The link is read by its code, not by an id of the program (C15)."""

    def make(counter: Counter, officer: Officer) -> tuple[str, str]:
        wrong = counter.search.open_id(outcomes.cancelled(counter, officer)).dossier
        draft = recorded.begin_instead(counter.drafting, officer, wrong, PROCEDURE)
        for component in draft.components:
            draft = draft.with_component(counter.drafting.counted(draft, component))
        assert wrong.reception is not None
        return counter.intake.issue(officer, draft).dossier.id, str(wrong.reception.code)

    dossier, wrong = before(config, clock, make)
    async with front(config, clock, frames, size=WIDE, lang="en") as desk:
        await look_at(desk, dossier)
        assert f"In place of {wrong}, which was cancelled" in desk.flat()


# --- a supplement that was brought --------------------------------------------------------------


async def test_the_key_of_a_form_02_reopens_its_checklist(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Scan the paper, press N: the intake of the same dossier, with only its items to look at."""

    def make(counter: Counter, officer: Officer) -> tuple[str, str]:
        draft = outcomes.asked_draft(counter, officer)
        given = counter.turning_away.request_supplement(officer, draft)
        return given.dossier.id, given.number.key

    dossier, key = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.burst(key)
        await desk.until_at("DossierScreen")
        await desk.press("n")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        draft = intake.keeper.draft
        assert draft.id == dossier
        assert draft.asked_again is not None
        assert len(draft.asked_again) == 2
        assert draft.applicant.name == "Phạm Thị Thử Nghiệm"
        await desk.press("2", "plus", "escape")
        await desk.until_at("HomeScreen")
        assert desk.app.station.counter.drafting.resume(dossier) == intake.keeper.draft
        assert intake.keeper.draft != draft, "what was typed since is parked too"


async def test_no_supplement_is_received_over_another_citizen(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """While an intake is in hand its work is not covered by another one."""

    def make(counter: Counter, officer: Officer) -> str:
        draft = outcomes.asked_draft(counter, officer)
        return counter.turning_away.request_supplement(officer, draft).number.key

    key = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.burst(key)
        await desk.until_at("DossierScreen")
        assert "receive the supplement" not in desk.foot()
        await desk.press("n", "escape")
        await desk.until_at("IntakeScreen")


async def test_a_postal_dossier_is_gone_on_with_when_it_is_signed_for(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """N opens the draft under the same id: what is issued from it is the same dossier (C21)."""
    dossier = before(config, clock, outcomes.posted)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.press("slash")
        await desk.type("Bưu Điện")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("n")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        assert intake.keeper.draft.id == dossier
        assert intake.keeper.draft.way.post_item == outcomes.ITEM


# --- words --------------------------------------------------------------------------------------


def test_every_value_of_a_dossier_has_its_word() -> None:
    """No officer reads a word of the program in the place of one of the counter."""
    assert set(words.STATE_WORDS) == set(State)
    assert set(words.FEE_WORDS) == set(FeeState)
    assert set(words.DEFECT_WORDS) == set(Defect)
    assert set(words.GROUND_WORDS) == set(Ground)
    assert set(words.CHANNEL_WORDS) == set(Channel)
    assert set(words.CAPACITY_WORDS) == set(Capacity)
    assert set(words.CONDITION_WORDS) == set(Condition)
    assert set(words.FORM_WORDS) == set(Form)
    kinds = {kind for kind in VOCABULARY.newest if kind.startswith("dossier.")}
    assert set(words.HISTORY_WORDS) == kinds
