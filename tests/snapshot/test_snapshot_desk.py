"""How home, intake and check look, at both sizes: the clock stands still, no device is there.

Updated only by `pytest tests/snapshot --snapshot-update`, whose difference is looked at.
"""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from counter_app import bootstrap
from counter_app.app import CounterApp
from counter_app.config import Devices, places
from counter_app.screens.intake import IntakeScreen
from counter_app.widgets.field import Field
from scanning.values import CameraState, CaptureReport, Preview
from tests.fakes.desk import StillClock, founded
from tests.fakes.front import CARD, Front

Compare = Callable[..., bool]
Act = Callable[[Front], Awaitable[None]]
SIZES = [(80, 24), (120, 40)]
COLUMNS, ROWS = 46, 14


@pytest.fixture(scope="module")
def snapshot_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    founded(folder, StillClock(), Devices())
    return folder


def page_like_picture() -> Preview:
    """A grey sheet on a brown desk, the same on every machine."""
    desk, sheet = bytes((119, 85, 51)), bytes((221, 221, 221))
    line = b"".join((sheet if 14 < column < 34 else desk) * 2 for column in range(COLUMNS))
    return Preview(COLUMNS, ROWS, (desk * 2 * COLUMNS, *[line] * (ROWS - 2), desk * 2 * COLUMNS))


async def nothing(_desk: Front) -> None: ...


async def one_parked_one_received(desk: Front) -> None:
    await checked(desk)
    await desk.press("enter")
    await desk.until_at("IssuedScreen")
    await desk.press("f2")
    await desk.until_at("ProcedureScreen")
    await desk.press("down", "enter")
    await desk.until_at("IntakeScreen")
    await desk.press("escape")
    await desk.until_at("HomeScreen")


async def found_nothing(desk: Front) -> None:
    await desk.press("slash")
    await desk.type("không có ai")
    desk.app.screen.query_one(Field).cursor_blink = False


async def begun(desk: Front) -> None:
    await desk.begin()


async def filled(desk: Front) -> None:
    await desk.begin()
    for place in "123":
        await desk.press(place, "enter")
    await desk.burst(CARD)
    intake = desk.app.screen
    assert isinstance(intake, IntakeScreen)
    desk.app.station.seen = CaptureReport(
        CameraState.LIVE, 1, fresh=True, preview=page_like_picture()
    )
    intake.show_camera(desk.app.station.seen)
    intake.refresh_bindings()
    await desk.pilot.pause()


async def unreadable_scan(desk: Front) -> None:
    await desk.begin()
    await desk.burst("XYZ-12345[b]")
    await desk.until_text("Không có gì thay đổi")


async def blocked(desk: Front) -> None:
    await desk.begin()
    await desk.press("f9")
    await desk.until_at("CheckScreen")


async def checked(desk: Front) -> None:
    await desk.begin()
    for place in "123":
        await desk.press(place, "enter")
    await desk.burst(CARD)
    await desk.press("f9")
    await desk.until_at("CheckScreen")


STATES: dict[str, Act] = {
    "home-empty": nothing,
    "home-normal": one_parked_one_received,
    "home-not-found": found_nothing,
    "intake-empty": begun,
    "intake-filled": filled,
    "intake-error": unreadable_scan,
    "check-blocked": blocked,
    "check-ready": checked,
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("act", STATES.values(), ids=STATES)
def test_snapshot(
    snap_compare: Compare, snapshot_desk: Path, tmp_path: Path, act: Act, size: tuple[int, int]
) -> None:
    """The screen looks as it was approved."""
    home = tmp_path / "desk"
    shutil.copytree(snapshot_desk, home)
    config = replace(places(home), devices=Devices())
    clock = StillClock()
    app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock)

    async def run_before(pilot: Pilot[None]) -> None:
        desk = Front(app, pilot, tmp_path, [])
        await desk.sign_in()
        await act(desk)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)
