"""Tracking: the questions of the morning, their lists, and what an agency is urged about."""

import shutil
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from counter_app.config import Config, places
from counter_app.desk.lists.questions import Question
from counter_app.screens.lists.tracking import TrackingScreen
from counter_app.screens.lists.tracking_window import (
    KEPT_LINES,
    PIECE_LINES,
    Window,
    end_of,
    window_at_end,
)
from data.domain.handing_over import Place
from data.domain.lifecycle import State
from data.domain.tracked_lists import Key, Narrow, Part, TrackedLine, TrackedPart
from tests.fakes.desk import StillClock, receive
from tests.fakes.front import Front, front
from tests.fakes.tracked_center import NOW, lived

NARROW, WIDE = (80, 24), (120, 40)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Center's seven weeks; every test works on a copy."""
    folder = tmp_path_factory.mktemp("center")
    lived(folder, StillClock())
    return folder


@pytest.fixture
def center(told: Path, tmp_path: Path) -> Config:
    shutil.copytree(told, tmp_path / "center")
    return places(tmp_path / "center")


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


async def at_tracking(desk: Front) -> TrackingScreen:
    await desk.sign_in()
    await desk.press("t")
    await desk.until_at("TrackingScreen")
    screen = desk.app.screen
    assert isinstance(screen, TrackingScreen)
    await desk.until(lambda: screen._shown is not None and bool(screen.rows.key), "no list")
    return screen


async def go_to(desk: Front, screen: TrackingScreen, question: Question) -> None:
    """Move the cursor to a question, and wait for its list."""
    order = list(Question)
    while screen.question is not question:
        ahead = order.index(question) > order.index(screen.question)
        await desk.press("down" if ahead else "up")
    await desk.until(lambda: screen._shown is question, f"no list of {question}")


def lines_of(screen: TrackingScreen, question: Question) -> tuple[TrackedLine, ...]:
    return screen.station.counter.tracking.part(question, Narrow(), Part(5_000)).lines


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_r37_the_morning_begins_with_what_is_late(
    center: Config, clock: StillClock, size: tuple[int, int]
) -> None:
    """One sentence, each question with its count, and by two keys the dossier that is worst."""
    clock.forward(timedelta(days=2))
    async with front(center, clock, [], size=size, lang="en") as desk:
        screen = await at_tracking(desk)
        late = lines_of(screen, Question.OVERDUE)
        assert late
        await desk.until_text(f"Overdue: {len(late)}.")
        await go_to(desk, screen, Question.OVERDUE)
        assert f"Overdue {len(late)}" in desk.flat()
        await desk.press("enter")
        assert late[0].number in desk.text()
        assert "▸ ✕ late" in desk.text()
        assert late[0].procedure.split()[0] in desk.text()
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        assert late[0].number in desk.text()
        await desk.press("escape")
        await desk.until_at("TrackingScreen")
        assert screen.rows.key == late[0].id


async def test_a_list_is_narrowed_by_agency_and_by_words(center: Config, clock: StillClock) -> None:
    """The counts follow, the agency stands in the title, and Esc takes the filters back."""
    async with front(center, clock, [], size=NARROW, lang="en") as desk:
        screen = await at_tracking(desk)
        await go_to(desk, screen, Question.RUNNING)
        every = lines_of(screen, Question.RUNNING)
        await desk.press("enter", "a")
        await desk.until_at("ShareScreen")
        await desk.press("down", "enter")
        await desk.until_at("TrackingScreen")
        agency = screen.narrow.agency
        assert agency is not None
        own = [it for it in every if agency in {it.agency_index, it.holder_index}]
        name = screen.station.counter.tracking.agencies.name_of(agency)
        await desk.until_text(f"Everything under way · {len(own)} · {name}")
        family = own[0].applicant.split()[0]
        await desk.press("slash")
        await desk.type(family.lower())
        named = screen.station.counter.tracking.part(
            Question.RUNNING, Narrow(agency, typed=family), Part(5_000)
        ).lines
        assert 0 < len(named) <= len(own)
        await desk.until_text(f"Everything under way · {len(named)} ·")
        await desk.press("enter")
        assert screen.rows.key == named[0].id
        await desk.press("slash", "escape", "escape")
        assert screen.question is Question.RUNNING
        assert f"Tracking · {name}" in desk.flat()
        await desk.press("escape")
        await desk.until(lambda: not screen.is_narrowed, "the agency stayed")
        await desk.press("escape")
        await desk.until_at("HomeScreen")


async def test_words_that_nothing_has_leave_an_empty_list_that_says_so(
    center: Config, clock: StillClock
) -> None:
    """The letters stay where they are typed, and the next key mends them."""
    async with front(center, clock, [], size=WIDE, lang="en") as desk:
        screen = await at_tracking(desk)
        await desk.press("slash")
        await desk.type("zzqx")
        await desk.until_text("Nothing of it here")
        assert screen.typed.has_focus
        assert screen.typed.value == "zzqx"
        await desk.press("escape")
        await desk.until(lambda: bool(screen.rows.key), "the list did not come back")


async def test_a_long_list_slides_under_the_cursor(center: Config, clock: StillClock) -> None:
    """Page by page to its end, by one key back to its first line, and by one to its last."""
    async with front(center, clock, [], size=WIDE, lang="en") as desk:
        screen = await at_tracking(desk)
        await go_to(desk, screen, Question.RUNNING)
        every = [it.id for it in lines_of(screen, Question.RUNNING)]
        assert len(every) > PIECE_LINES
        await desk.press("enter")
        seen = {screen.rows.key}
        while screen.rows.key != every[-1]:
            before = screen.rows.key
            await desk.press("pagedown")
            await desk.until(lambda: not screen._sliding, "the next piece never came")
            seen.add(screen.rows.key)
            assert screen.rows.key != before
        assert seen <= set(every)
        await desk.press("home")
        await desk.until(lambda: screen.rows.key == every[0], "never at the first line")
        await go_to(desk, screen, Question.RUNNING)
        await desk.press("end")
        await desk.until(lambda: screen.rows.key == every[-1], "never at the last line")


async def test_a_list_follows_what_is_done_elsewhere(center: Config, clock: StillClock) -> None:
    """Without a key: another officer's reception comes in, and a deadline passes with its hour."""
    async with front(center, clock, [], size=WIDE, lang="en") as desk:
        screen = await at_tracking(desk)
        counter, officer = screen.station.counter, screen.station.officer
        before = len(lines_of(screen, Question.RUNNING))
        await desk.until_text(f"Everything under way {before}")
        receive(counter, officer)
        await desk.until_text(f"Everything under way {before + 1}")
        await go_to(desk, screen, Question.HAND_OVER)
        clock.forward(timedelta(hours=6))
        late = len(lines_of(screen, Question.HAND_OVER))
        await desk.until_text(f"To be handed over now {late}")
        assert late


async def test_r37_an_agency_is_urged_by_three_keys(center: Config, clock: StillClock) -> None:
    """The officer is asked which one; a paper and a workbook lie in the folder for files."""
    clock.forward(timedelta(days=2))
    async with front(center, clock, [], size=NARROW, lang="en") as desk:
        screen = await at_tracking(desk)
        most = screen.station.counter.chasing.agencies()[0]
        await desk.press("p")
        await desk.until_at("ShareScreen")
        assert f"{most.name} {most.lines}" in desk.flat()
        await desk.press("down", "enter")
        await desk.until_text("Print it and send it; the XLSX lies beside it")
        (paper,) = center.out.glob("*.pdf")
        book = openpyxl.load_workbook(paper.with_suffix(".xlsx"))
        assert book.worksheets[0].max_row == 3 + most.lines
        await desk.press("p")
        await desk.until_at("ShareScreen")
        await desk.press("escape")
        await desk.until_at("TrackingScreen")


async def test_an_empty_desk_has_nothing_to_follow(config: Config, clock: StillClock) -> None:
    """Every question with a nought, a good word, and no key for what is not there."""
    async with front(config, clock, [], size=NARROW, lang="en") as desk:
        await desk.sign_in()
        await desk.press("t")
        await desk.until_text("Nothing is late, nothing presses.")
        assert desk.flat().count(" 0 ") >= len(Question)
        assert "open" not in desk.foot()
        await desk.press("p")
        await desk.until_text("No agency has to be urged about anything.")


# --- the window ---------------------------------------------------------------------------------


def a_line(number: int) -> TrackedLine:
    return TrackedLine(
        id=f"{number:032x}",
        key=Key(NOW + timedelta(minutes=number // 3), number),
        number=f"C-{number}",
        applicant="Nguyễn Văn Thử",
        procedure_code="P",
        procedure="Thủ tục",
        state=State.APPRAISAL,
        agency_index=1,
        holder_index=1,
        holder="Sở",
        place=Place.AGENCY,
        held_since=NOW,
        field="Lĩnh vực",
        officer="",
        due=NOW,
        measure=NOW,
        silent=NOW,
        asked=None,
        asked_agency="",
        shelf="",
        unscanned=0,
        marked=False,
    )


LINES = tuple(map(a_line, range(1_000)))


def answer(wanted: Part) -> TrackedPart:
    """As the store answers."""
    order = LINES[::-1] if wanted.upwards else LINES
    places = {line.key: place for place, line in enumerate(order)}
    first = 0 if wanted.key is None else places[wanted.key] + (not wanted.from_key)
    found = order[first : first + wanted.limit]
    lines = found[::-1] if wanted.upwards else found
    return TrackedPart(lines, more=first + wanted.limit < len(order))


@pytest.mark.parametrize("upwards", [False, True])
def test_a_window_that_slides_shows_every_line_and_holds_few(*, upwards: bool) -> None:
    """From one end to the other, a piece at a time, in the order of the list."""
    window = window_at_end(answer(end_of(upwards=not upwards)), upwards=not upwards)
    seen = {line.id for line in window.lines}
    while (wanted := window.next(upwards=upwards)) is not None:
        window = window.joined(answer(wanted), upwards=upwards)
        assert len(window.lines) <= KEPT_LINES
        keys = [(line.key.at, line.key.number) for line in window.lines]
        assert keys == sorted(keys)
        seen |= {line.id for line in window.lines}
    assert len(seen) == len(LINES)
    assert window.above is not upwards
    assert window.below is upwards


def test_a_window_is_read_again_where_it_is() -> None:
    """In the middle of a list it begins with the same line, at the top with whatever is first."""
    top = window_at_end(answer(end_of(upwards=True)), upwards=True)
    assert top.again() == Part(PIECE_LINES)
    middle = top
    while not middle.above:
        wanted = middle.next(upwards=False)
        assert wanted is not None
        middle = middle.joined(answer(wanted), upwards=False)
    again = middle.again_as(answer(middle.again()))
    assert again == middle
    assert Window().again() == Part(PIECE_LINES)
