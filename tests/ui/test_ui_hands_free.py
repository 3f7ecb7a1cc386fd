"""Sheet after sheet under the camera, and no key: real frames, real store, real screens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import segno

from counter_app.config import Capture, Config, Devices, load, places
from counter_app.practice.camera import PracticeCamera
from counter_app.practice.pages import practice_dossier
from counter_app.screens.capture.capture_text import doubted
from counter_app.screens.capture.capturing import CapturingScreen
from counter_app.screens.capture.corners import CornersScreen
from counter_app.screens.dossiers.dossier import DossierScreen
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.widgets.preview import PreviewPane
from counter_app.wording import tr
from data.domain.labels import Label, label_text
from scanning.opencv import Image
from scanning.values import Finding, TakenPage
from tests.fakes import outcomes
from tests.fakes.desk import StillClock, opened
from tests.fakes.front import Front, front
from tests.fakes.table import Table

SHEETS = 3


@pytest.fixture(scope="module")
def sheets() -> list[Image]:
    """Frames of three sheets and, behind them, of the empty desk."""
    pages = [page.image for page in practice_dossier("Nguyễn Văn Thử")[:SHEETS]]
    camera = PracticeCamera(pages, clock_s=iter(range(1_000)).__next__, size=(1280, 720))
    frames = []
    for number in range(SHEETS + 1):
        camera.take_away() if number == SHEETS else camera.lay(number)
        frame = camera.read()
        assert frame is not None
        frames.append(frame.image)
    return frames


@asynccontextmanager
async def hands_free(
    config: Config, clock: StillClock, table: Table, *, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Front]:
    """A desk with a camera over `table`, on which pages are taken by themselves."""
    own = replace(config, capture=Capture(pedal="f13"))
    async with front(own, clock, [], size=size) as desk:
        await desk.until(lambda: desk.app._station is not None, "the desk never opened")
        capture = desk.app.station.counter.capture
        assert capture is not None
        capture._open_camera = table.open
        # The camera's own thread lets go of it: it may be looking just now.
        capture._words.append(capture.close)
        await desk.sign_in()
        yield desk


def intake_of(desk: Front) -> IntakeScreen:
    return next(it for it in desk.app.screen_stack if isinstance(it, IntakeScreen))


def counts(desk: Front) -> list[int]:
    return [len(item.pages) for item in intake_of(desk).keeper.draft.components[:3]]


async def until_pages(desk: Front, *wanted: int) -> None:
    await desk.until(lambda: counts(desk)[: len(wanted)] == list(wanted), f"not {wanted} pages")


async def seen(desk: Front, waits: str) -> None:
    """Until the camera waits for that."""

    def met() -> bool:
        report = desk.app.station.seen
        return report is not None and report.waits.value == waits

    await desk.until(met, f"never waited for {waits}")


def bells_of(desk: Front) -> list[str]:
    """Each ring of the terminal's bell from now on."""
    rung: list[str] = []
    desk.app.bell = lambda: rung.append("bell")  # type: ignore[method-assign]  # the terminal's own
    return rung


async def test_sheets_land_on_the_component_that_is_checked(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Two sheets, one key to the next component, one sheet; each is told, seen and heard once."""
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        rung = bells_of(desk)
        await desk.begin()
        await desk.until_text(tr("Lay the next sheet"))
        table.picture = sheets[0]
        await until_pages(desk, 1)
        await desk.until_text(
            tr("Page {page} of component {component} was taken", page=1, component=1)
        )
        table.picture = sheets[1]
        await until_pages(desk, 2)
        await desk.press("down")
        table.picture = sheets[2]
        await until_pages(desk, 2, 1)
        await desk.until_text(
            tr("Page {page} of component {component} was taken", page=1, component=2)
        )
        await desk.pilot.pause(1.0)
        assert counts(desk) == [2, 1, 0]
        assert rung == ["bell"] * 3
        assert desk.keys == 1 + len("tnhh") + 2


async def test_a_page_makes_the_picture_flash(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """For a moment, and then it is as before."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        pane = desk.app.screen.query_one(PreviewPane)
        await desk.until(lambda: pane.has_class("-flash"), "never flashed")
        await desk.until(lambda: not pane.has_class("-flash"), "still flashing")


async def test_a_page_with_a_finding_waits_for_the_officers_word(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """It is said, Esc and F9 do not leave it behind, ⌫ drops it, and Enter keeps the next one."""
    dark = np.asarray(sheets[0] * 0.25, np.uint8)
    table = Table(dark)
    said = doubted(TakenPage(b"", 1, 1, "", (Finding.TOO_DARK,)))
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        said = doubted(TakenPage(b"", 1, 1, "", (Finding.TOO_DARK,)))
        await desk.until_text(said)
        assert counts(desk) == [0, 0, 0]
        await desk.press("escape", "f9")
        assert desk.at == "IntakeScreen"
        await desk.press("backspace")
        await desk.until(lambda: intake_of(desk).doubted is None, "still doubted")
        await seen(desk, "move")
        table.picture = sheets[SHEETS]
        await seen(desk, "sheet")
        table.picture = dark
        await seen(desk, "answer")
        assert counts(desk) == [0, 0, 0]
        await desk.press("enter")
        await until_pages(desk, 1)
        assert intake_of(desk).table.cursor == 0, "Enter was the answer"
        table.picture = sheets[1]
        await until_pages(desk, 2)


async def test_the_sheet_laid_better_takes_the_place_of_a_doubtful_page(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Another sheet does not: it is taken after the word."""
    table = Table(np.asarray(sheets[0] * 0.25, np.uint8))
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        await seen(desk, "answer")
        table.picture = sheets[1]
        await desk.pilot.pause(1.2)
        assert counts(desk) == [0, 0, 0]
        table.picture = sheets[0]
        await until_pages(desk, 1)
        await desk.until(lambda: intake_of(desk).doubted is None, "still doubted")
        table.picture = sheets[1]
        await until_pages(desk, 2)


async def test_the_key_for_it_is_remembered(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """H turns it off, the foot offers to turn it on, and the settings file says so."""
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        assert tr("hands-free off") in desk.foot()
        await desk.press("h")
        await desk.until(lambda: tr("hands-free on") in desk.foot(), "never turned off")
        table.picture = sheets[0]
        await desk.until_text(tr("Page seen"))
        await desk.pilot.pause(1.0)
        assert counts(desk) == [0, 0, 0]
        await desk.until(config.file.exists, "never written")
        home = config.home.parent
        assert load(places(home)).capture == Capture(hands_free=False, pedal="f13")
        await desk.press("h")
        await until_pages(desk, 1)
        assert load(places(home)).capture.hands_free


async def test_a_pedal_is_a_key_for_a_page(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """It takes at once, counts as taken, and does nothing where no pages are taken."""
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        await desk.press("f13")
        assert desk.at == "HomeScreen"
        await desk.begin()
        await desk.press("h")
        table.picture = sheets[0]
        await desk.until_text(tr("Page seen"))
        await desk.press("f13")
        await until_pages(desk, 1)
        await desk.press("h")
        await seen(desk, "next")
        await desk.pilot.pause(0.8)
        assert counts(desk) == [1, 0, 0]


async def test_a_key_pressed_just_behind_it_makes_no_second_page(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Who is used to Space presses it when the page was just taken."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        screen = desk.app.screen
        assert isinstance(screen, CapturingScreen)
        await desk.until(lambda: screen.just_taken, "never taken")
        await desk.press("space")
        await until_pages(desk, 1)
        await desk.pilot.pause(0.8)
        await desk.press("space")
        await until_pages(desk, 2)


async def test_behind_a_dialogue_nothing_is_taken(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """A sheet laid while the person is typed becomes a page when the papers are in front again."""
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        table.picture = sheets[0]
        await seen(desk, "nothing")
        await desk.pilot.pause(0.8)
        assert counts(desk) == [0, 0, 0]
        await desk.press("escape")
        await until_pages(desk, 1)


async def test_backspace_takes_a_page_out_and_its_sheet_may_be_laid_again(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Lying there it is left alone."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        await until_pages(desk, 1)
        await desk.press("backspace")
        await until_pages(desk, 0)
        await seen(desk, "move")
        table.picture = sheets[SHEETS]
        await seen(desk, "sheet")
        table.picture = sheets[0]
        await until_pages(desk, 1)


async def test_a_page_that_reaches_no_screen_is_taken_anew(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """The camera was a moment faster than the key that left the screen."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        await until_pages(desk, 1)
        news, report = desk.app._news, desk.app.station.seen
        assert news is not None
        assert report is not None
        table.picture = sheets[1]
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        page = TakenPage(b"x", 1, 1, "")
        news.camera(replace(report, taken=page), draw=False)
        await desk.press("escape")
        await until_pages(desk, 2)
        pages = intake_of(desk).keeper.draft.components[0].pages
        assert len(set(pages)) == 2


# --- corners and order ----------------------------------------------------------------------------


async def test_corners_are_set_by_arrows(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Tab goes from corner to corner, arrows move it, Enter takes the page inside them."""
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        await desk.press("h")
        table.picture = sheets[0]
        await desk.until_text(tr("Page seen"))
        await desk.press("g")
        await desk.until_at("CornersScreen")
        screen = desk.app.screen
        assert isinstance(screen, CornersScreen)
        before = screen._outline.corners
        table.picture = sheets[1]
        await desk.press("tab", "right", "shift+right", "down", "tab", "left")
        after = screen._outline.corners
        assert after[0] == before[0]
        assert after[1][0] > before[1][0] + 10
        assert after[2][0] < before[2][0]
        assert "▀" in desk.text()
        await desk.press("enter")
        await until_pages(desk, 1)
        await desk.press("g")
        await desk.until_at("CornersScreen")
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        assert counts(desk) == [1, 0, 0]


async def test_pages_are_put_in_another_order_and_taken_out(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Each is looked at; + and − move it, Del takes it out; the draft on disk follows."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table) as desk:
        await desk.begin()
        assert tr("pages") not in desk.foot().split("  ")
        for number in range(SHEETS):
            table.picture = sheets[number]
            await until_pages(desk, number + 1)
        one, two, three = intake_of(desk).keeper.draft.components[0].pages

        def pages() -> tuple[str, ...]:
            return intake_of(desk).keeper.draft.components[0].pages

        await desk.press("p")
        await desk.until_at("PagesScreen")
        await desk.until(lambda: "▀" in desk.text(), "the page was not shown")
        await desk.press("minus")
        await desk.until(lambda: pages() == (one, three, two), "not moved up")
        await desk.press("minus", "minus", "plus")
        await desk.until(lambda: pages() == (one, three, two), "not moved down")
        await desk.press("up", "delete")
        await desk.until(lambda: pages() == (three, two), "not taken out")
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        stored = desk.app.station.counter.drafting.resume(intake_of(desk).keeper.draft.id)
        assert stored.components[0].pages == (three, two)


# --- scanned later, and by a scanner --------------------------------------------------------------


async def test_pages_that_come_later_come_by_themselves_too(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Each is an entry; a doubtful one is none until Enter says so."""
    with opened(config, clock) as counter:
        dossier = outcomes.received(counter, outcomes.officer_of(counter))
    table = Table(sheets[SHEETS])
    async with hands_free(config, clock, table) as desk:
        file = desk.app.station.counter.search.open_id(dossier)
        desk.app.push_screen(DossierScreen(desk.app.station, file))
        await desk.until_at("DossierScreen")
        await desk.press("s")
        await desk.until_at("ScanLaterScreen")
        table.picture = sheets[0]
        await desk.until(lambda: pages_of(desk, dossier) == 1, "never taken")
        table.picture = np.asarray(sheets[1] * 0.25, np.uint8)
        await desk.until_text(doubted(TakenPage(b"", 1, 1, "", (Finding.TOO_DARK,))))
        await desk.press("escape")
        assert desk.at == "ScanLaterScreen"
        assert pages_of(desk, dossier) == 1
        await desk.press("enter")
        await desk.until(lambda: pages_of(desk, dossier) == 2, "never kept")
        await desk.press("enter")
        await desk.until_at("DossierScreen")


def pages_of(desk: Front, dossier: str) -> int:
    reception = desk.app.station.counter.search.open_id(dossier).dossier.reception
    assert reception is not None
    return sum(len(item.pages) for item in reception.components)


async def test_a_scanners_folder_fills_the_component(
    config: Config, clock: StillClock, tmp_path: Path
) -> None:
    """Files of before wait for Space, files of now come by themselves, others are named."""
    folder = tmp_path / "scanner"
    folder.mkdir()
    pages = [page.image.resize((620, 877)) for page in practice_dossier("Nguyễn Văn Thử")[:SHEETS]]

    def drop(number: int) -> None:
        _save(pages[number], folder / f"{number}.jpg")

    drop(0)
    own = replace(config, devices=Devices(camera=str(folder)), capture=Capture())
    async with front(own, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await seen(desk, "backlog")
        assert counts(desk) == [0, 0, 0]
        await desk.press("space")
        await until_pages(desk, 1)
        drop(1)
        await until_pages(desk, 2)
        (folder / "notes.txt").write_text("no picture", "utf-8")
        await desk.until_text("notes.txt")
        drop(2)
        await until_pages(desk, 3)
        assert sorted(it.name for it in (folder / "done").iterdir()) == ["0.jpg", "1.jpg", "2.jpg"]


async def test_separators_part_a_stack(config: Config, clock: StillClock, tmp_path: Path) -> None:
    """Two sheets that bear one code lead from component to component; they are no pages."""
    folder = tmp_path / "scanner"
    folder.mkdir()
    pages = [page.image.resize((620, 877)) for page in practice_dossier("Nguyễn Văn Thử")[:SHEETS]]
    separator = pages[0].copy()
    separator.paste((255, 255, 255), (0, 0, *separator.size))
    symbol = segno.make(label_text(Label.SEPARATOR, 0), error="m", micro=False)
    symbol.save(str(tmp_path / "code.png"), scale=8, border=4)
    separator.paste(PIL.Image.open(tmp_path / "code.png").convert("RGB"), (200, 200))
    own = replace(config, devices=Devices(camera=str(folder)), capture=Capture())
    async with front(own, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await seen(desk, "sheet")
        stack = [pages[0], separator, pages[1], separator, pages[2]]
        for number, sheet in enumerate(stack):
            _save(sheet, folder / f"{number}.jpg")
        await until_pages(desk, 1, 1, 1)
        assert intake_of(desk).table.cursor == 2
        await desk.burst(label_text(Label.SEPARATOR, 1))
        await desk.until(lambda: intake_of(desk).table.cursor == 0, "never went there")
        await desk.burst(label_text(Label.SEPARATOR, 77))
        await desk.until_text(tr("This dossier has no component of that separator."))


def _save(page: PIL.Image.Image, path: Path) -> None:
    page.save(path.with_suffix(".part"), "JPEG", quality=80)
    path.with_suffix(".part").rename(path)


async def test_on_a_small_terminal_the_keys_for_paper_act_where_it_is_in_sight(
    config: Config, clock: StillClock, sheets: list[Image]
) -> None:
    """Pages come all the same; F4 shows them, and then what may be done with them."""
    table = Table(sheets[0])
    async with hands_free(config, clock, table, size=(80, 24)) as desk:
        await desk.begin()
        await until_pages(desk, 1)
        assert tr("hands-free off") not in desk.foot()
        assert tr("help") in desk.foot()
        await desk.press("f4")
        await desk.until(lambda: tr("hands-free off") in desk.foot(), "not offered")
        assert tr("corners") in desk.foot()
        await desk.until_text(
            tr("Page {page} of component {component} was taken", page=1, component=1)
        )
