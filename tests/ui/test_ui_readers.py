"""Scanners at work: what they read is understood wherever one is, and what they garble is shown."""

import socket
from dataclasses import replace

import pytest

from counter_app.config import Config, Devices
from counter_app.messages import CameraSeen
from counter_app.screens.day.home import HomeScreen
from counter_app.widgets.strip import Health
from data.domain.labels import Label, label_text
from scanning.values import Barcode, CameraState, CaptureReport, Engine, Kind, Symbology
from tests.fakes.desk import StillClock
from tests.fakes.front import Front, front


@pytest.mark.parametrize(
    ("scan", "why"),
    [
        ("010720800011", "có chữ số sai"),
        ("01072080001", "thiếu một phần"),
        ("Ê123456785VN", "Telex hoặc VNI"),
        ("đđđ.đđ.ăç.H47", "Telex hoặc VNI"),
        (label_text(Label.BADGE, 42), "thẻ của cán bộ"),
        ("8934563138165", "mã của giấy tờ khác"),
    ],
)
async def test_a_scan_that_is_no_code_is_shown_with_its_likely_cause(
    config: Config, clock: StillClock, scan: str, why: str
) -> None:
    """As it came, also in a text field, of which it never becomes a part."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        await desk.press("/")
        await desk.burst(scan)
        await desk.until_text(scan)
        await desk.until_text(why)
        home = desk.app.screen
        assert isinstance(home, HomeScreen)
        assert home.search.value == ""


async def test_a_scanner_on_a_line_is_shown_and_understood(
    config: Config, clock: StillClock
) -> None:
    """The strip says whether it is there; its value is taken as from any other reader."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"socket://127.0.0.1:{door.getsockname()[1]}"
        async with front(replace(config, devices=Devices(reader=url)), clock, []) as desk:
            await desk.sign_in()
            await desk.until(lambda: health(desk) is Health.READY, "a scanner that is there")
            line, _ = door.accept()
            line.sendall(b"010720800011\r")
            await desk.until_text("010720800011")
            line.close()
            await desk.until(lambda: health(desk) is Health.TROUBLE, "a scanner that went")
            desk.app.post_message(CameraSeen(under_camera("010720800011")))
            await desk.pilot.pause()
            assert health(desk) is Health.TROUBLE, "what the camera read is not the scanner's"
            await desk.burst("8934563138165")
            await desk.until_text("8934563138165")
            assert health(desk) is Health.TROUBLE, "nor is what came by the keyboard"


async def test_a_code_under_the_camera_is_no_sign_of_a_reader(
    config: Config, clock: StillClock
) -> None:
    """A reader that types is there when it reads, and not before."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        before = health(desk)
        desk.app.post_message(CameraSeen(under_camera("000.00.19.H47-190926-0001")))
        await desk.until_text("000.00.19.H47-190926-0001")
        assert health(desk) is before
        await desk.burst("8934563138165")
        await desk.until(lambda: health(desk) is Health.READY, "a reader that read")


def under_camera(value: str) -> CaptureReport:
    place = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))
    code = Barcode(Kind.UNKNOWN, value, Symbology.QR, Engine.ZXING, place)
    return CaptureReport(CameraState.LIVE, number=1, fresh=True, barcodes=(code,))


def health(desk: Front) -> Health:
    return desk.app.station.facts.reader.health
