"""End of day: what is not finished stands in lists with their counts, and each row opens."""

from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config, Devices
from counter_app.desk.on_paper.drawing import PROOF_DIGITS
from counter_app.screens.day.day_end import DayEndScreen
from counter_app.screens.receiving.intake import IntakeScreen
from data.domain.center import Officer
from data.domain.printjob import JobState
from printing.simulated.simulator import Simulator
from tests.fakes import outcomes
from tests.fakes.desk import PIN, RECEIVER, StillClock, opened
from tests.fakes.front import Front, front

NARROW, WIDE = (80, 24), (120, 40)


def busy_day(counter: Counter, officer: Officer) -> None:
    """One of each: received, fee paid, supplement asked, at the post, entered late, parked."""
    for make in (
        outcomes.received,
        outcomes.authorised,
        outcomes.supplement,
        outcomes.posted,
        outcomes.entered_late,
    ):
        make(counter, officer)


def before(config: Config, clock: StillClock, act: Callable[[Counter, Officer], object]) -> None:
    with opened(config, clock) as counter:
        act(counter, outcomes.officer_of(counter))


async def at_day_end(desk: Front) -> DayEndScreen:
    await desk.sign_in()
    await desk.press("e")
    await desk.until_at("DayEndScreen")
    screen = desk.app.screen
    assert isinstance(screen, DayEndScreen)
    return screen


def counts(desk: Front) -> dict[str, int]:
    """The lists as they stand on the screen: title and count."""
    found = {}
    for line in desk.lines():
        words = line.partition("│")[0].strip(" ▸▲◐✓│")
        title, _, count = words.rpartition(" ")
        if count.isdigit() and title:
            found[title.strip()] = int(count)
    return found


async def go_to(desk: Front, name: str) -> None:
    """Move the cursor to a list by its title."""
    screen = desk.app.screen
    assert isinstance(screen, DayEndScreen)
    while screen.lists.key != name:
        key = screen.lists.key
        await desk.press("down")
        assert screen.lists.key != key, f"there is no list {name}"


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_c27_every_list_stands_with_its_count(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Also the empty ones: that nothing is there is what an officer wants to see."""
    before(config, clock, busy_day)
    quiet = replace(config, devices=Devices())
    async with front(quiet, clock, frames, size=size, lang="en") as desk:
        await at_day_end(desk)
        assert counts(desk) == {
            "Sheets not settled": 4,
            "Cash shift not counted": 0,
            "Parked drafts": 0,
            "Not scanned": 3,
            "Not handed over": 3,
            "Fee not paid": 2,
            "Online, not checked": 0,
            "Messages not sent": 0,
            "Waiting for a supplement": 1,
            "At the post, not signed": 1,
            "Entered late": 1,
            "Cancelled, paid today": 0,
        }
        assert "Taken today: 150.000 đ" in desk.flat()


async def test_a_clear_day_says_so(config: Config, clock: StillClock, frames: list[bytes]) -> None:
    """With nothing open, no key opens an empty list."""
    async with front(config, clock, frames, lang="en") as desk:
        screen = await at_day_end(desk)
        assert "Nothing waits" in desk.flat()
        assert "open the list" not in desk.foot()
        await desk.press("enter")
        assert screen.lists.has_focus
        await desk.press("escape")
        await desk.until_at("HomeScreen")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_a_row_opens_its_dossier_and_esc_comes_back_step_by_step(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Lists → rows → dossier, and Esc the same way back to home; nothing is lost on the way."""
    before(config, clock, busy_day)
    async with front(config, clock, frames, size=size, lang="en") as desk:
        screen = await at_day_end(desk)
        await go_to(desk, "unpaid")
        await desk.press("enter")
        assert "Fee not paid · 2 · 300.000 đ" in desk.flat()
        await desk.press("down", "enter")
        await desk.until_at("DossierScreen")
        assert "Nguyễn Văn Thử" in desk.flat()
        await desk.press("escape")
        await desk.until_at("DayEndScreen")
        assert screen.rows.has_focus
        await desk.press("escape")
        assert screen.lists.has_focus
        assert screen.lists.key == "unpaid"
        await desk.press("escape")
        await desk.until_at("HomeScreen")


async def test_what_is_settled_leaves_its_list(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A fee that is recorded from here is counted at once when one comes back."""
    before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        await go_to(desk, "unpaid")
        await desk.press("enter", "enter")
        await desk.until_at("DossierScreen")
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("AA/01 7")
        await desk.press("f6")
        await desk.until_text("The fee is recorded.")
        await desk.press("escape")
        await desk.until_at("DayEndScreen")
        assert counts(desk)["Fee not paid"] == 0
        assert "Taken today: 150.000 đ" in desk.flat()


async def test_a_parked_draft_is_gone_on_with(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Enter on it leads through home into its intake; parking it again ends at home."""

    def park(counter: Counter, officer: Officer) -> None:
        counter.drafting.begin(officer, outcomes.INSTANT)

    before(config, clock, park)
    async with front(config, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        await go_to(desk, "parked")
        await desk.press("enter", "enter")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        assert intake.keeper.draft.procedure == outcomes.INSTANT
        await desk.press("escape")
        await desk.until_at("HomeScreen")


async def test_a_supplement_is_received_from_its_list(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """List, dossier, N: the checklist of form 02 is open again."""
    before(config, clock, outcomes.supplement)
    async with front(config, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        await go_to(desk, "supplements")
        await desk.press("enter", "enter")
        await desk.until_at("DossierScreen")
        await desk.press("n")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        assert intake.keeper.draft.asked_again


async def test_a_sheet_that_nobody_knows_of_is_asked_about(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """The officer's word settles it, and the list counts anew."""

    def cut_off(counter: Counter, officer: Officer) -> None:
        outcomes.received(counter, officer)
        (job,) = counter.papers.unsettled()
        counter.papers.sending(job.id)

    before(config, clock, cut_off)
    async with front(config, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        assert counts(desk)["Sheets not settled"] == 1
        await go_to(desk, "sheets")
        await desk.press("enter", "enter")
        await desk.until_at("PrintQuestion")
        await desk.press("1")
        await desk.until(lambda: counts(desk).get("Sheets not settled") == 0, "still counted")
        assert desk.app.station.counter.papers.unsettled() == []
        assert not printer.papers, "nothing is printed twice"


async def test_a_sheet_that_waits_leads_to_its_dossier(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Without a printer a slip waits: its row opens the dossier it belongs to."""
    before(config, clock, outcomes.received)
    quiet = replace(config, devices=Devices())
    async with front(quiet, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        await go_to(desk, "sheets")
        await desk.press("enter", "enter")
        await desk.until_at("DossierScreen")
        assert "Nguyễn Văn Thử" in desk.flat()
        states = {job.state for job in desk.app.station.counter.papers.unsettled()}
        assert states == {JobState.QUEUED}


async def test_a_slip_scanned_here_opens_its_dossier(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A scan is understood wherever one is; a supplement is received from there too."""

    def make(counter: Counter, officer: Officer) -> str:
        draft = outcomes.asked_draft(counter, officer)
        return counter.turning_away.request_supplement(officer, draft).number.key

    with opened(config, clock) as counter:
        key = make(counter, counter.sign_in.sign_in(RECEIVER, PIN))
    async with front(config, clock, frames, lang="en") as desk:
        await at_day_end(desk)
        await desk.burst(key)
        await desk.until_at("DossierScreen")
        await desk.press("n")
        await desk.until_at("IntakeScreen")


async def test_c27_the_day_is_saved_as_a_paper_to_be_signed_over(
    config: Config, clock: StillClock
) -> None:
    """P writes what was counted, with its open lists and the proof of the newest entry."""
    before(config, clock, busy_day)
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await at_day_end(desk)
        await desk.press("p")
        await desk.until_text("Đã lưu thành")
        (file,) = config.out.iterdir()
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        assert "BÁO CÁO" in text
        proof = text.partition("Đối chứng: ")[2][:PROOF_DIGITS]
        with desk.app.station.counter.store.read() as connection:
            hashes = connection.exec_driver_sql("SELECT lower(hex(hash)) FROM entry").scalars()
            assert any(known.startswith(proof) for known in hashes)
