"""Pages taken by themselves: from a real recording, from a folder, and with the officer's word."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest
import segno

from counter_app.practice.camera import (
    CYCLE_S,
    RATE_FPS,
    SLIDE_IN_S,
    STILL_S,
    Desk,
    PracticeCamera,
)
from counter_app.practice.pages import practice_dossier
from scanning.camera import Camera, VideoFile
from scanning.glimpse import glimpse
from scanning.incoming import IncomingFolder
from scanning.nudging import nudged, whole_picture
from scanning.opencv import Image, cv2
from scanning.picture import decode_picture
from scanning.sameness import same_sheet
from scanning.session import CaptureSession, take_page
from scanning.values import CaptureReport, Finding, Outline, TakenPage, Waits
from tests.fakes.table import Table

Photographer = Callable[..., Any]
SIZE = (1280, 720)
STEP_S = 1.0001 / RATE_FPS
FILMED = 3
LIES_S = 1.5
"""Of the time in which a filmed sheet lies still, so much is enough."""


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def watching(camera: Camera, clock: Clock) -> CaptureSession:
    session = CaptureSession(lambda: camera, clock_s=clock, hands_free=True)
    session.wanted = True
    return session


def reports(session: CaptureSession, clock: Clock, seconds: float) -> Iterator[CaptureReport]:
    for _ in range(round(seconds / STEP_S)):
        clock.now_s += STEP_S
        yield session.step()


def taken(session: CaptureSession, clock: Clock, seconds: float = 1.5) -> list[TakenPage]:
    return [it.taken for it in reports(session, clock, seconds) if it.taken is not None]


def shows(page: TakenPage, picture: Image) -> bool:
    """Whether a taken page is the page of that picture."""

    def whole(image: Image) -> Outline:
        height, width = image.shape[:2]
        corners = ((0.0, 0.0), (width - 1.0, 0.0), (width - 1.0, height - 1.0), (0.0, height - 1.0))
        return Outline(corners, 1.0)

    flat = decode_picture(page.jpeg)
    return same_sheet(glimpse(flat, whole(flat)), glimpse(picture, whole(picture)))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def sheets(photographer: Photographer) -> list[Image]:
    """Three sheets of a dossier, photographed one after the other."""
    pages = [np.asarray(it.image)[:, :, ::-1] for it in practice_dossier("Nguyễn Văn Thử")[:3]]
    return [
        photographer(np.ascontiguousarray(page), turn_deg=2.0 * n, size=SIZE, noise=0.0).image
        for n, page in enumerate(pages)
    ]


@pytest.fixture(scope="module")
def empty() -> Image:
    camera = PracticeCamera([PIL.Image.new("RGB", (10, 14))], clock_s=Clock(), size=SIZE)
    camera.take_away()
    frame = camera.read()
    assert frame is not None
    return frame.image


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording of three sheets that are slid in, lie, and are slid out again."""
    clock = Clock()
    pages = [page.image for page in practice_dossier("Nguyễn Văn Thử")[:FILMED]]
    camera = PracticeCamera(pages, clock_s=clock, size=SIZE, desk=Desk.GREY, seed=4)
    path = tmp_path_factory.mktemp("film") / "desk.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE_FPS, SIZE)
    began_s = clock.now_s
    while (at_s := clock.now_s - began_s) < FILMED * CYCLE_S:
        if (frame := camera.read()) is not None:
            writer.write(frame.image)
        lies_s = at_s % CYCLE_S - SLIDE_IN_S
        clock.now_s += STEP_S if not LIES_S < lies_s < STILL_S - STEP_S else STILL_S - LIES_S
    writer.release()
    return path


def test_every_sheet_of_a_recording_is_taken_once_in_its_order(film: Path, clock: Clock) -> None:
    """A real video file, decoded as it plays; each page is flat and shows its own sheet."""
    session = watching(VideoFile(film, clock_s=clock), clock)
    found = taken(session, clock, FILMED * CYCLE_S)
    pages = [np.asarray(it.image)[:, :, ::-1] for it in practice_dossier("Nguyễn Văn Thử")[:FILMED]]
    assert len(found) == len(pages)
    assert all(shows(page, picture) for page, picture in zip(found, pages, strict=True))
    assert all(not page.findings for page in found)


def test_what_it_waits_for_is_told(sheets: list[Image], empty: Image, clock: Clock) -> None:
    """A sheet, its rest, the next one; nothing while it is off or nobody wants pages."""
    table = Table(empty)
    session = watching(table, clock)
    assert [it.waits for it in reports(session, clock, 1)][-1] is Waits.SHEET
    table.picture = sheets[0]
    told = [it.waits for it in reports(session, clock, 1.5)]
    assert list(dict.fromkeys(told)) == [Waits.STILL, Waits.NEXT]
    session.wanted = False
    table.picture = sheets[1]
    assert {it.waits for it in reports(session, clock, 1.5)} == {Waits.NOTHING}
    session.wanted = True
    assert len(taken(session, clock)) == 1


def test_a_page_taken_by_key_is_not_taken_again(sheets: list[Image], clock: Clock) -> None:
    """Space counts for the automatism, and the next sheet is taken by itself again."""
    table = Table(sheets[0])
    session = watching(table, clock)
    session.step()
    assert shows(session.take(), decode_picture(take_page(sheets[0]).jpeg))
    assert taken(session, clock, 3) == []
    table.picture = sheets[1]
    assert len(taken(session, clock)) == 1


def test_a_camera_that_was_unplugged_takes_the_sheet_once(
    sheets: list[Image], clock: Clock
) -> None:
    """It comes back by itself, and what was taken is known again."""
    table = Table(sheets[0])
    session = watching(table, clock)
    assert len(taken(session, clock)) == 1
    table.picture = None
    assert not any(it.fresh for it in reports(session, clock, 2))
    table.picture = sheets[0]
    assert taken(session, clock, 10) == []
    table.picture = sheets[2]
    assert len(taken(session, clock)) == 1


def test_a_doubtful_page_holds_the_next_ones_back(sheets: list[Image], clock: Clock) -> None:
    """It is told once with its findings; its sheet laid better replaces it, another one waits."""
    table = Table(np.asarray(sheets[0] * 0.25, np.uint8))
    session = watching(table, clock)
    (page,) = taken(session, clock, 4)
    assert Finding.TOO_DARK in page.findings
    table.picture = sheets[1]
    assert taken(session, clock, 3) == []
    assert session.step().waits is Waits.ANSWER
    session.accept()
    assert [it.findings for it in taken(session, clock)] == [()]


def test_a_page_that_was_taken_out_is_taken_again_once_its_sheet_was_moved(
    sheets: list[Image], empty: Image, clock: Clock
) -> None:
    """Lying there it is left alone: nobody takes out a page to have it back at once."""
    table = Table(sheets[0])
    session = watching(table, clock)
    assert len(taken(session, clock)) == 1
    session.forget()
    assert taken(session, clock, 3) == []
    table.picture = empty
    assert taken(session, clock) == []
    table.picture = sheets[0]
    assert len(taken(session, clock)) == 1


def test_what_came_to_nobody_is_taken_anew(sheets: list[Image], clock: Clock) -> None:
    """A page that reached no screen is not lost."""
    session = watching(Table(sheets[0]), clock)
    assert len(taken(session, clock)) == 1
    session.again()
    assert len(taken(session, clock)) == 1


def test_a_second_picture_of_a_page_is_told(
    sheets: list[Image], empty: Image, clock: Clock
) -> None:
    """By key it may be taken again; that it is there already is one of its findings."""
    table = Table(sheets[0])
    session = watching(table, clock)
    assert [it.findings for it in taken(session, clock)] == [()]
    assert session.take().findings == (Finding.TWICE,)
    session.accept()
    session.step()
    session.begin()
    table.picture = empty
    assert taken(session, clock) == []
    table.picture = sheets[0]
    assert [it.findings for it in taken(session, clock)] == [()]


def test_the_last_sheet_of_a_dossier_is_not_the_first_of_the_next(
    sheets: list[Image], empty: Image, clock: Clock
) -> None:
    """What still lies there stays out; the same form filled by somebody else is another sheet."""
    table = Table(sheets[0])
    session = watching(table, clock)
    assert len(taken(session, clock)) == 1
    session.begin()
    assert taken(session, clock, 2) == []
    table.picture = empty
    assert taken(session, clock) == []
    table.picture = sheets[0]
    assert len(taken(session, clock)) == 1


def test_a_sheet_with_a_code_of_ours_is_no_page(sheets: list[Image], clock: Clock) -> None:
    """A slip that opens a dossier does not become a page of it."""
    slip = sheets[0].copy()
    symbol = 255 - np.array(list(segno.make("A-1", error="m").matrix_iter(6, 4)), np.uint8) * 255
    slip[200 : 200 + len(symbol), 560 : 560 + len(symbol)] = symbol[:, :, None]
    table = Table(slip)
    session = watching(table, clock)
    session.passes_over = lambda value: value == "A-1"
    told = list(reports(session, clock, 2))
    assert told[-1].waits is Waits.NO_PAGE
    assert not any(it.taken for it in told)
    table.picture = sheets[1]
    assert len(taken(session, clock)) == 1


def test_corners_set_by_hand_are_taken_as_they_are(sheets: list[Image], clock: Clock) -> None:
    """The held frame is the one that was looked at, and the corner findings are answered."""
    table = Table(np.full_like(sheets[0], 128))
    session = watching(table, clock)
    session.step()
    with_page = Table(sheets[0])
    table.picture = with_page.picture
    session.step()
    held = session.hold()
    table.picture = sheets[1]
    session.step()
    outline = nudged(held.outline, 0, 5, 5, held.size)
    taken = held.page(outline)
    session.set_by_hand(held, taken)
    page = taken.page
    assert shows(page, decode_picture(take_page(sheets[0]).jpeg))
    assert page.findings == ()
    assert held.preview(outline, 0, (40, 12)) != held.preview(outline, 1, (40, 12))
    assert held.close_up(outline, 0, (40, 12)).columns == 40
    nothing = whole_picture(held.size)
    assert Finding.NO_PAGE not in held.page(nothing).page.findings


def test_a_page_whose_corners_were_set_by_hand_is_known_again(
    sheets: list[Image], clock: Clock
) -> None:
    """It stands for the doubted page that it mends, and a second picture of it is noticed."""
    table = Table(sheets[0])
    session = watching(table, clock)
    session.step()
    held = session.hold()
    session.set_by_hand(held, held.page(held.outline))
    session.step()
    assert Finding.TWICE in session.take().findings


# --- folders of a scanner -------------------------------------------------------------------------


def drop(folder: Path, name: str, page: PIL.Image.Image) -> None:
    page.resize((620, 877)).save(folder / name, quality=80)


@pytest.fixture
def stack() -> list[PIL.Image.Image]:
    return [page.image for page in practice_dossier("Nguyễn Văn Thử")]


def test_scans_are_taken_as_they_come(
    tmp_path: Path, stack: list[PIL.Image.Image], clock: Clock
) -> None:
    """Whole, without waiting, in order; then their files lie elsewhere."""
    session = watching(IncomingFolder(tmp_path, clock_s=clock), clock)
    assert taken(session, clock) == []
    for number, page in enumerate(stack[:3]):
        drop(tmp_path, f"{number}.jpg", page)
    pages = taken(session, clock, 4)
    assert [(it.width, it.height, it.findings) for it in pages] == [(620, 877, ())] * 3
    assert not list(tmp_path.glob("*.jpg"))


def test_scans_wait_until_somebody_wants_them_and_says_whose_they_are(
    tmp_path: Path, stack: list[PIL.Image.Image], clock: Clock
) -> None:
    """What came before the dossier was begun may be of another citizen."""
    session = watching(IncomingFolder(tmp_path, clock_s=clock), clock)
    session.wanted = False
    for number, page in enumerate(stack[:2]):
        drop(tmp_path, f"{number}.jpg", page)
    assert taken(session, clock, 3) == []
    session.begin()
    session.wanted = True
    assert taken(session, clock, 3) == []
    report = session.step()
    assert (report.waits, report.waiting) == (Waits.BACKLOG, 2)
    session.accept()
    assert len(taken(session, clock, 3)) == 2
    drop(tmp_path, "later.jpg", stack[2])
    assert len(taken(session, clock, 3)) == 1


def test_a_scan_that_came_to_nobody_is_brought_back(
    tmp_path: Path, stack: list[PIL.Image.Image], clock: Clock
) -> None:
    """Its file is done with, and its page is not lost."""
    session = watching(IncomingFolder(tmp_path, clock_s=clock), clock)
    drop(tmp_path, "a.jpg", stack[0])
    (first,) = taken(session, clock, 3)
    session.again()
    session.wanted = False
    assert taken(session, clock, 1) == []
    session.wanted = True
    (second,) = taken(session, clock, 3)
    assert (second.sha256, second.findings) == (first.sha256, ())


def test_an_empty_back_is_asked_about(
    tmp_path: Path, stack: list[PIL.Image.Image], clock: Clock
) -> None:
    """A duplex scanner brings many; the pages behind it wait for the word."""
    session = watching(IncomingFolder(tmp_path, clock_s=clock), clock)
    drop(tmp_path, "a.jpg", PIL.Image.new("RGB", (1240, 1754), (250, 250, 250)))
    (page,) = taken(session, clock, 3)
    assert page.findings == (Finding.BLANK,)
    drop(tmp_path, "b.jpg", stack[0])
    assert taken(session, clock, 3) == []
    session.forget()
    assert [it.findings for it in taken(session, clock, 3)] == [()]


def test_a_photograph_in_the_folder_is_laid_flat(
    tmp_path: Path, sheets: list[Image], clock: Clock
) -> None:
    """Only what is paper up to its rim is kept whole."""
    session = watching(IncomingFolder(tmp_path, clock_s=clock), clock)
    cv2.imwrite(str(tmp_path / "photo.png"), sheets[0])
    (page,) = taken(session, clock, 3)
    assert page.height / page.width == pytest.approx(np.sqrt(2), rel=0.02)
