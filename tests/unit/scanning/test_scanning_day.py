"""A day at the desk in short: sheets all the time, memory bounded, a camera that comes and goes."""

import gc
import http.server
import os
import threading
import time
from pathlib import Path

import pytest

from scanning.camera import open_camera
from scanning.incoming import LISTED_S, IncomingFolder
from scanning.opencv import Image, cv2
from scanning.session import CaptureSession
from scanning.values import CameraState, CaptureReport
from tests.fakes.table import Table
from tests.unit.scanning.conftest import page_picture, photograph

SHEETS = 8
FRAMES_A_SHEET = 9
WARM_SHEETS, DAY_SHEETS = 8, 20
OBJECTS_GROWN = 400
"""Objects of Python that a day may leave behind."""
GROWTH_BYTES = 40 * 2**20
"""Of the process; a frame that were kept of each sheet would be more."""
STEP_S = 1 / 12


class Clock:
    """Seconds that move only when told."""

    def __init__(self) -> None:
        self.now_s = 50.0

    def __call__(self) -> float:
        return self.now_s


def rss_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def sheets() -> list[Image]:
    return [
        photograph(page_picture(620, 877, seed=seed), size=(800, 600), noise=0.0).image
        for seed in range(SHEETS)
    ]


def work(
    session: CaptureSession, table: Table, clock: Clock, sheets: list[Image], count: int
) -> int:
    """So many sheets one after the other, a new dossier now and then; how many were taken."""
    taken = 0
    for number in range(count):
        if number % SHEETS == 0:
            session.begin()
        table.picture = sheets[number % SHEETS]
        for _ in range(FRAMES_A_SHEET):
            clock.now_s += STEP_S
            report = session.step()
            taken += report.taken is not None
            if report.taken is not None and report.taken.findings:
                session.accept()
        if number % 30 == 0:
            table.picture = None
            session.step()
            clock.now_s += 10
    return taken


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux tells of memory")
def test_a_day_of_sheets_leaves_nothing_behind(sheets: list[Image]) -> None:
    """Each is taken once; after the morning, neither Python nor the process grows."""
    clock, table = Clock(), Table(sheets[0])
    session = CaptureSession(table.open, clock_s=clock, hands_free=True)
    session.wanted = True
    work(session, table, clock, sheets, WARM_SHEETS)
    gc.collect()
    objects, rss = len(gc.get_objects()), rss_bytes()
    taken = work(session, table, clock, sheets, DAY_SHEETS)
    gc.collect()
    assert taken == DAY_SHEETS
    assert len(gc.get_objects()) - objects < OBJECTS_GROWN
    assert rss_bytes() - rss < GROWTH_BYTES


class _Stream(http.server.BaseHTTPRequestHandler):
    """A network camera: Motion JPEG until its plug is pulled."""

    picture = b""
    pulled = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
        self.end_headers()
        head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(self.picture)}"
        while not self.pulled.wait(0.01):
            self.wfile.write(head.encode() + b"\r\n\r\n" + self.picture + b"\r\n")

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's name
        """A camera has nothing to say."""


def plugged(port: int) -> http.server.ThreadingHTTPServer:
    _Stream.pulled.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), _Stream)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def pull(server: http.server.ThreadingHTTPServer) -> None:
    _Stream.pulled.set()
    server.shutdown()
    server.server_close()


def until(session: CaptureSession, state: CameraState, taken: list[CaptureReport]) -> None:
    limit_s = time.monotonic() + 20
    while time.monotonic() < limit_s:
        report = session.step()
        if report.taken is not None:
            taken.append(report)
        if report.state is state and (report.fresh or state is CameraState.LOST):
            return
    pytest.fail(f"never {state}")


def test_a_network_camera_comes_back_by_itself(sheets: list[Image]) -> None:
    """Unplugged and plugged in again on a real socket, it is live, and its sheet known."""
    _, encoded = cv2.imencode(".jpg", sheets[0])
    _Stream.picture = encoded.tobytes()
    server = plugged(0)
    port = server.server_address[1]
    session = CaptureSession(lambda: open_camera(f"http://127.0.0.1:{port}/"), hands_free=True)
    session.wanted = True
    taken: list[CaptureReport] = []
    until(session, CameraState.LIVE, taken)
    for _ in range(60):
        until(session, CameraState.LIVE, taken)
    pull(server)
    until(session, CameraState.LOST, taken)
    server = plugged(port)
    for _ in range(60):
        until(session, CameraState.LIVE, taken)
    session.close()
    pull(server)
    assert len(taken) == 1


def test_a_share_that_was_away_brings_what_came_meanwhile(
    tmp_path: Path, sheets: list[Image]
) -> None:
    """A folder on a network goes and comes back: nothing is lost, nothing comes twice."""
    clock, share = Clock(), tmp_path / "share"
    share.mkdir()
    session = CaptureSession(
        lambda: IncomingFolder(share, clock_s=clock), clock_s=clock, hands_free=True
    )
    session.wanted = True

    def steps(seconds: float) -> int:
        taken = 0
        for _ in range(round(seconds / LISTED_S)):
            clock.now_s += LISTED_S
            taken += session.step().taken is not None
        return taken

    cv2.imwrite(str(share / "a.png"), sheets[0])
    assert steps(10) == 1
    share.rename(tmp_path / "away")
    assert steps(30) == 0
    cv2.imwrite(str(tmp_path / "away" / "b.png"), sheets[1])
    (tmp_path / "away").rename(share)
    assert steps(30) == 1
