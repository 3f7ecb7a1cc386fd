"""Cameras of every kind: real files and sockets in, numbered frames out, nothing printed."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from scanning.camera import Camera, Frame, open_camera
from scanning.errors import CameraUnavailable
from scanning.opencv import cv2

FPS = 10
BOUNDARY = "picture"


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Twenty frames, each as bright as its number times ten."""
    path = tmp_path / "recording.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, (320, 240))
    for number in range(20):
        writer.write(np.full((240, 320, 3), number * 10, np.uint8))
    writer.release()
    return path


def level(frame: Frame | None) -> int | None:
    return round(float(frame.image.mean()) / 10) if frame is not None else None


def save(path: Path, brightness: int) -> None:
    PIL.Image.new("RGB", (64, 48), (brightness,) * 3).save(path)


def test_a_recording_plays_at_its_own_rate(recording: Path) -> None:
    """What is due by the clock is shown; between two frames there is none."""
    clock = Clock()
    camera = open_camera(str(recording), clock_s=clock)
    assert level(camera.read()) == 0
    assert camera.read() is None
    clock.now_s += 0.1001
    assert level(camera.read()) == 1
    clock.now_s += 0.5001
    later = camera.read()
    assert later is not None
    assert (level(later), later.number) == (6, 6)
    camera.close()


def test_a_recording_stops_on_its_last_frame(recording: Path) -> None:
    """However late one looks, the last frame comes once and then nothing."""
    clock = Clock()
    camera = open_camera(str(recording), clock_s=clock)
    camera.read()
    clock.now_s += 3_600
    assert level(camera.read()) == 19
    clock.now_s += 3_600
    assert camera.read() is None


def test_a_cut_recording_ends_quietly(recording: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that lost its end plays what it has and prints nothing."""
    content = recording.read_bytes()
    recording.write_bytes(content[: len(content) // 2])
    clock = Clock()
    camera = open_camera(str(recording), clock_s=clock)
    shown = []
    for _ in range(40):
        frame = camera.read()
        shown += [frame.number] if frame else []
        clock.now_s += 0.1
    assert shown
    assert shown == sorted(set(shown))
    assert capfd.readouterr() == ("", "")


def test_a_cut_recording_that_is_far_behind_ends_quietly(recording: Path) -> None:
    """Where the file ends before the due frame, the last frame it has is shown."""
    content = recording.read_bytes()
    recording.write_bytes(content[: len(content) // 2])
    clock = Clock()
    camera = open_camera(str(recording), clock_s=clock)
    camera.read()
    clock.now_s += 60
    last = camera.read()
    assert last is not None
    assert last.number == level(last)
    assert camera.read() is None


def test_a_picture_is_one_frame(tmp_path: Path) -> None:
    """A single picture is shown once; the session keeps it."""
    save(tmp_path / "page.png", 90)
    camera = open_camera(str(tmp_path / "page.png"))
    frame = camera.read()
    assert frame is not None
    assert (level(frame), frame.image.shape) == (9, (48, 64, 3))
    assert camera.read() is None


def test_a_folder_is_read_in_the_order_of_arrival(tmp_path: Path) -> None:
    """Pictures come by age, whatever else lies there, and new ones are picked up."""
    for name, brightness in (("b.png", 20), ("a.jpg", 10), ("c.PNG", 30)):
        save(tmp_path / name, brightness)
        os.utime(tmp_path / name, (brightness, brightness))
    (tmp_path / "notes.txt").write_text("no picture", "utf-8")
    camera = open_camera(str(tmp_path))
    assert [level(camera.read()) for _ in range(4)] == [1, 2, 3, None]
    save(tmp_path / "d.png", 40)
    assert level(camera.read()) == 4


def test_a_picture_that_is_still_arriving_is_shown_when_whole(tmp_path: Path) -> None:
    """Half a file is passed over, and read again once it has changed."""
    save(tmp_path / "whole.png", 50)
    whole = (tmp_path / "whole.png").read_bytes()
    path = tmp_path / "arriving.png"
    path.write_bytes(whole[:-40])
    camera = open_camera(str(tmp_path))
    assert level(camera.read()) == 5
    assert camera.read() is None
    path.write_bytes(whole)
    assert level(camera.read()) == 5


def test_a_folder_that_goes_away_is_a_lost_camera(tmp_path: Path) -> None:
    """A pulled memory stick is reported as such."""
    folder = tmp_path / "stick"
    folder.mkdir()
    camera = open_camera(str(folder))
    folder.rmdir()
    with pytest.raises(CameraUnavailable) as lost:
        camera.read()
    assert lost.value.code == "camera-lost"


@pytest.mark.parametrize(
    "source", ["7", "missing.avi", "missing.png", "no-such-folder/", "", "http://127.0.0.1:9/x"]
)
def test_what_is_not_there_cannot_be_opened(source: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A missing camera of any kind is one known error; not one byte is printed."""
    with pytest.raises(CameraUnavailable):
        open_camera(source)
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_no_video_cannot_be_opened(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nonsense under the name of a video is refused without a word on the screen."""
    path = tmp_path / "nonsense.mp4"
    path.write_bytes(np.random.default_rng(3).bytes(20_000))
    with pytest.raises(CameraUnavailable):
        open_camera(str(path))
    assert capfd.readouterr() == ("", "")


def test_a_damaged_picture_is_no_camera(tmp_path: Path) -> None:
    """The reason of the picture's reader is kept."""
    path = tmp_path / "page.jpg"
    path.write_bytes(b"\xff\xd8 nonsense")
    with pytest.raises(CameraUnavailable) as refused:
        open_camera(str(path))
    assert refused.value.code in {"not-an-image", "image-damaged"}


class _Stream(http.server.BaseHTTPRequestHandler):
    """A network camera: Motion JPEG, thirty frames, then the line goes dead."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        for number in range(30):
            _, buffer = cv2.imencode(".jpg", np.full((240, 320, 3), number * 8, np.uint8))
            content = buffer.tobytes()
            head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(content)}"
            self.wfile.write(head.encode() + b"\r\n\r\n" + content + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's name
        """A test server has nothing to say."""


@pytest.fixture
def network_camera() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Stream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/live"
    server.shutdown()
    thread.join(5)
    server.server_close()


def frames(camera: Camera, most: int) -> Iterator[Frame]:
    for _ in range(most):
        frame = camera.read()
        if frame is not None:
            yield frame


def test_a_network_camera_is_read_until_its_line_is_dead(
    network_camera: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Frames come with rising numbers; the end of the stream is a lost camera, silently."""
    camera = open_camera(network_camera)
    first = next(frames(camera, 5))
    assert first.image.shape == (240, 320, 3)
    numbers = [first.number]

    def to_the_end() -> None:
        numbers.extend(frame.number for frame in frames(camera, 60))

    with pytest.raises(CameraUnavailable):
        to_the_end()
    assert numbers == sorted(set(numbers))
    camera.close()
    assert capfd.readouterr() == ("", "")


def test_importing_a_camera_opens_and_prints_nothing() -> None:
    """A fresh process that looks for a missing camera writes not one byte."""
    program = (
        "from scanning.camera import open_camera\n"
        "from scanning.errors import CameraUnavailable\n"
        "try:\n    open_camera('9')\nexcept CameraUnavailable:\n    raise SystemExit(7)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, b"", b"")


def test_values_and_wedge_need_no_numpy() -> None:
    """A screen may hold scanning's values before the first paint."""
    program = (
        "import sys, scanning.values, scanning.wedge, scanning.errors\n"
        "raise SystemExit(any(name in sys.modules for name in ('numpy', 'cv2', 'PIL')))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0
