"""Films: each sheet that lies still in one is a page, and a bad file is a sentence."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from scanning.errors import UnreadableImage
from scanning.film import frames, looks
from scanning.opencv import Image, cv2

FPS = 12
SIZE = (640, 360)


def film(path: Path, scenes: list[tuple[Image, float]], fourcc: str = "MJPG") -> Path:
    """Pictures, each for so many seconds, with the noise of a camera."""
    chance = np.random.default_rng(1)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*fourcc), FPS, SIZE)
    for picture, seconds in scenes:
        for _ in range(round(seconds * FPS)):
            noisy = picture + chance.normal(0, 1.5, picture.shape)
            writer.write(np.clip(noisy, 0, 255).astype(np.uint8))
    writer.release()
    return path


@pytest.fixture(scope="module")
def sheets(photographer: Callable[..., object]) -> dict[str, Image]:
    """A bare desk, and two sheets that are laid on it."""
    found: dict[str, Image] = {"desk": np.full((SIZE[1], SIZE[0], 3), (70, 105, 150), np.uint8)}
    for seed in (1, 2):
        page = np.full((594, 420, 3), 250, np.uint8)
        chance = np.random.default_rng(seed)
        for row in range(40, 560, 22):
            left, right = sorted(chance.integers(30, 390, 2).tolist())
            cv2.rectangle(page, (left, row), (right + 20, row + 9), (40, 35, 35), -1)
        taken = photographer(page, desk="grey", size=SIZE, noise=0.0, blur=0.5)
        found[f"sheet {seed}"] = taken.image  # type: ignore[attr-defined]  # a Photograph
    return found


def test_a_film_gives_its_frames_in_order(tmp_path: Path) -> None:
    """As many of a second as are asked for, with their time."""
    grey = [(np.full((SIZE[1], SIZE[0], 3), 20 * n, np.uint8), 1 / FPS) for n in range(12)]
    path = film(tmp_path / "grey.avi", grey)
    seen = list(frames(path, per_second=FPS / 2))
    assert [frame.number for frame in seen] == [1, 3, 5, 7, 9, 11]
    assert [round(float(frame.image.mean()) / 20) for frame in seen] == [0, 2, 4, 6, 8, 10]
    assert [frame.at_s for frame in seen] == pytest.approx([n / 6 for n in range(6)])


def test_each_sheet_that_lies_still_is_taken_once(tmp_path: Path, sheets: dict[str, Image]) -> None:
    """Two sheets, the desk between them: two pages, also where the first is shown again."""
    order = [("desk", 0.5), ("sheet 1", 2.5), ("desk", 0.8), ("sheet 2", 2.5), ("sheet 1", 2.5)]
    path = film(tmp_path / "desk.avi", [(sheets[name], seconds) for name, seconds in order])
    taken = [look for look in looks(path) if look.take]
    assert [0.5 < taken[0].frame.at_s < 3.0, 3.8 < taken[1].frame.at_s < 6.3] == [True, True]
    assert len(taken) == 2
    assert all(look.outline is not None for look in taken)


def test_a_film_that_is_none_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Any bytes, a cut head, a playlist that leads elsewhere; nothing is printed."""
    whole = film(tmp_path / "w.avi", [(np.zeros((SIZE[1], SIZE[0], 3), np.uint8), 0.5)])
    (tmp_path / "secret.avi").write_bytes(whole.read_bytes())
    bad = {
        "text.mp4": b"no film at all",
        "cut.avi": whole.read_bytes()[:200],
        "list.m3u8": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n",
        "list.mp4": f"ffconcat version 1.0\nfile '{tmp_path / 'secret.avi'}'\n".encode(),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableImage) as refused:
            list(frames(tmp_path / name))
        assert refused.value.code == "not-a-film"
    assert capfd.readouterr() == ("", "")


def test_a_film_cut_short_ends_where_it_was_cut(tmp_path: Path) -> None:
    """What was there of it is seen."""
    grey = [(np.full((SIZE[1], SIZE[0], 3), 90, np.uint8), 2.0)]
    path = film(tmp_path / "grey.avi", grey)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 0 < len(list(frames(path))) < 24
