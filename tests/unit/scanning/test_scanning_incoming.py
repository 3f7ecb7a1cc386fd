"""A folder of a scanner: whole files only, in order, once, also over a restart; nothing is lost."""

import os
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from scanning.camera import Originals
from scanning.errors import CameraUnavailable
from scanning.incoming import (
    DONE_FOLDER,
    GIVEN_UP_S,
    LISTED_S,
    SETTLED_S,
    IncomingFolder,
)


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def scan(folder: Path, name: str, level: int, *, age_s: int = 0) -> Path:
    path = folder / name
    PIL.Image.new("RGB", (64, 48), (level,) * 3).save(path)
    os.utime(path, (1_700_000_000 - age_s,) * 2)
    return path


def levels(
    folder: IncomingFolder, clock: Clock, *, looks: int = 12, done: bool = True
) -> list[int]:
    """The brightness of each page that came within so many looks, all of which are taken."""
    seen: list[int] = []
    for _ in range(looks):
        frame = folder.read()
        clock.now_s += LISTED_S
        if frame is not None:
            assert frame.whole
            seen.append(round(float(frame.image.mean())))
            if done:
                folder.done(frame.number)
    return seen


def test_files_come_in_the_order_of_arrival_and_once(tmp_path: Path, clock: Clock) -> None:
    """Older first, page 2 before page 10, and what comes later follows."""
    for number in (10, 2, 1):
        scan(tmp_path, f"scan{number}.jpg", 10 * number)
    scan(tmp_path, "zero.png", 5, age_s=60)
    folder = IncomingFolder(tmp_path, clock_s=clock)
    assert folder.waiting == 4
    assert levels(folder, clock) == [5, 10, 20, 100]
    scan(tmp_path, "later.jpg", 200)
    assert levels(folder, clock) == [200]
    assert folder.waiting == 0


def test_what_was_taken_moves_out_of_the_way(tmp_path: Path, clock: Clock) -> None:
    """Also where a file of that name lies there from another day; what was only read stays."""
    folder = IncomingFolder(tmp_path, clock_s=clock)
    for level in (10, 20):
        scan(tmp_path, "scan.jpg", level)
        assert levels(folder, clock) == [level]
    scan(tmp_path, "read.jpg", 30)
    assert levels(folder, clock, done=False) == [30]
    assert sorted(it.name for it in (tmp_path / DONE_FOLDER).iterdir()) == [
        "scan-2.jpg",
        "scan.jpg",
    ]
    assert (tmp_path / "read.jpg").exists()


@pytest.mark.parametrize("originals", list(Originals))
def test_a_restart_takes_nothing_twice_and_loses_nothing(
    tmp_path: Path, clock: Clock, originals: Originals
) -> None:
    """Files that were taken are known again, files that came meanwhile are new."""
    scan(tmp_path, "a.jpg", 10)
    first = IncomingFolder(tmp_path, originals=originals, clock_s=clock)
    assert levels(first, clock) == [10]
    first.close()
    scan(tmp_path, "b.jpg", 20)
    again = IncomingFolder(tmp_path, originals=originals, clock_s=clock)
    assert levels(again, clock) == [20]
    assert (tmp_path / "a.jpg").exists() == (originals is Originals.LEAVE)


def test_a_file_is_taken_when_it_is_whole(tmp_path: Path, clock: Clock) -> None:
    """Half a picture waits, and later files wait behind it."""
    whole = scan(tmp_path, "whole.jpg", 40).read_bytes()
    (tmp_path / "whole.jpg").unlink()
    folder = IncomingFolder(tmp_path, clock_s=clock)
    (tmp_path / "a.jpg").write_bytes(whole[:-60])
    scan(tmp_path, "b.jpg", 50, age_s=-2_000_000_000)
    clock.now_s += LISTED_S
    assert folder.read() is None
    clock.now_s += SETTLED_S
    assert folder.read() is None
    (tmp_path / "a.jpg").write_bytes(whole)
    assert levels(folder, clock) == [40, 50]


def test_a_file_that_does_not_say_where_it_ends_must_lie_still(
    tmp_path: Path, clock: Clock
) -> None:
    """A bitmap may still be growing behind its last line."""
    folder = IncomingFolder(tmp_path, clock_s=clock)
    scan(tmp_path, "a.bmp", 40)
    clock.now_s += LISTED_S
    assert folder.read() is None
    clock.now_s += SETTLED_S / 2
    os.utime(tmp_path / "a.bmp", (1, 1))
    assert folder.read() is None
    clock.now_s += SETTLED_S
    frame = folder.read()
    assert frame is not None


def test_what_is_no_picture_is_told_once_and_holds_nobody_up(tmp_path: Path, clock: Clock) -> None:
    """By its name at once, by its content when it has had its time; hidden files are nobody's."""
    for name in ("notes.txt", ".hidden.jpg", "half.jpg.part", "~lock.jpg"):
        (tmp_path / name).write_text("no picture", "utf-8")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(np.random.default_rng(1).bytes(900))
    os.utime(broken, (1, 1))
    folder = IncomingFolder(tmp_path, clock_s=clock)
    scan(tmp_path, "good.jpg", 70)
    assert list(folder.unusable) == ["notes.txt"]
    assert levels(folder, clock, looks=2 + int(GIVEN_UP_S)) == [70]
    assert list(folder.unusable) == ["notes.txt", "broken.jpg"]
    assert levels(folder, clock) == []
    assert list(folder.unusable) == ["notes.txt", "broken.jpg"]
    broken.unlink()
    levels(folder, clock, looks=2)
    assert list(folder.unusable) == ["notes.txt"]


def test_a_name_that_is_used_again_is_another_file(tmp_path: Path, clock: Clock) -> None:
    """Also where originals are left alone: what changed is new."""
    folder = IncomingFolder(tmp_path, originals=Originals.LEAVE, clock_s=clock)
    for level in (10, 20):
        scan(tmp_path, "scan.jpg", level, age_s=level)
        assert levels(folder, clock) == [level]


def test_every_page_of_a_document_is_a_frame(tmp_path: Path, clock: Clock) -> None:
    """A TIFF of a sheet feeder holds its stack; it is done with its last page."""
    pages = [PIL.Image.new("L", (64, 48), level) for level in (10, 20, 30)]
    pages[0].save(tmp_path / "stack.tif", save_all=True, append_images=pages[1:])
    folder = IncomingFolder(tmp_path, clock_s=clock)
    clock.now_s += SETTLED_S
    folder.read()
    clock.now_s += SETTLED_S
    assert folder.waiting == 1
    assert levels(folder, clock, looks=1) == [10]
    assert (tmp_path / "stack.tif").exists()
    assert levels(folder, clock) == [20, 30]
    assert not (tmp_path / "stack.tif").exists()


def test_a_new_file_is_noticed_without_waiting_for_the_list(tmp_path: Path, clock: Clock) -> None:
    """The system tells of it: the clock of this test stands still."""
    folder = IncomingFolder(tmp_path, clock_s=clock)
    assert folder.read() is None
    scan(tmp_path, "a.jpg", 10)
    frames = (folder.read() for _ in range(500))
    assert next(frame for frame in frames if frame is not None).number == 0
    folder.close()


def test_a_folder_that_goes_away_is_a_lost_camera(tmp_path: Path, clock: Clock) -> None:
    """A share that is gone is told as such, at opening and later."""
    path = tmp_path / "share"
    with pytest.raises(CameraUnavailable):
        IncomingFolder(path, clock_s=clock)
    path.mkdir()
    folder = IncomingFolder(path, clock_s=clock)
    path.rmdir()
    clock.now_s += LISTED_S
    with pytest.raises(CameraUnavailable) as lost:
        folder.read()
    assert lost.value.code == "camera-lost"


def test_a_day_of_files_leaves_nothing_behind_in_memory(tmp_path: Path, clock: Clock) -> None:
    """Two hundred scans, taken and moved: no name is kept."""
    folder = IncomingFolder(tmp_path, clock_s=clock)
    for number in range(200):
        scan(tmp_path, f"{number}.jpg", number % 250)
        clock.now_s += LISTED_S
        frame = folder.read()
        assert frame is not None
        folder.done(frame.number)
    clock.now_s += LISTED_S
    folder.read()
    assert not folder._read
    assert not folder._files
    assert not folder._origins
