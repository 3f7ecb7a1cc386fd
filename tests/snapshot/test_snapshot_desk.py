"""How each desk looks, at both sizes: the clock stands still, no device is there.

Tracking and the return desk are looked at in a Center of some weeks, which is the same each time.

Updated only by `pytest tests/snapshot --snapshot-update`, whose difference is looked at.
"""

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from counter_app import bootstrap
from counter_app.app import CounterApp
from counter_app.config import Devices, places
from counter_app.practice.rehearsal import rehearsal
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.widgets.field import Field
from scanning.values import CameraState, CaptureReport, Preview
from tests.fakes.desk import StillClock, founded
from tests.fakes.front import CARD, Front

Compare = Callable[..., bool]
Act = Callable[[Front], Awaitable[None]]
SIZES = [(80, 24), (120, 40)]
COLUMNS, ROWS = 46, 14
AFTERNOON = datetime(2026, 11, 23, 7, 20, tzinfo=UTC)
"""14:20 at the counter: folders of the day still lie there, and results have come."""


@pytest.fixture(scope="module")
def snapshot_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    founded(folder, StillClock(), Devices())
    return folder


@pytest.fixture(scope="module")
def lived_in_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lived-in")
    with rehearsal(folder, StillClock(AFTERNOON), lives=90):
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


async def tracking(desk: Front) -> None:
    await desk.press("t")
    await desk.until_text("Quá hạn")
    await desk.press("enter")
    await desk.pilot.pause()


async def next_acts(desk: Front) -> None:
    await tracking(desk)
    await desk.press("enter")
    await desk.until_at("DossierScreen")
    await desk.press("a")
    await desk.until_at("ActsScreen")


async def hand_over(desk: Front) -> None:
    await desk.press("b")
    await desk.until_at("HandOverScreen")
    for line in desk.app.station.counter.handing.here().folders[:4]:
        desk.app.scanned(line.code)
        await desk.pilot.pause()


async def results_in(desk: Front) -> None:
    await desk.press("n")
    await desk.until_at("BringScreen")
    for line in desk.app.station.counter.bringing.expected()[:4]:
        desk.app.scanned(line.code)
        await desk.pilot.pause()


async def uncollected(desk: Front) -> None:
    await desk.press("u")
    await desk.until_at("UncollectedScreen")


async def collection(desk: Front) -> None:
    await uncollected(desk)
    await desk.press("enter")
    await desk.until_at("ReleaseScreen")


LIVED_IN: dict[str, Act] = {
    "home": nothing,
    "tracking": tracking,
    "next-acts": next_acts,
    "hand-over": hand_over,
    "results-in": results_in,
    "uncollected": uncollected,
    "collection": collection,
}


def looks(
    snap_compare: Compare, home: Path, act: Act, size: tuple[int, int], clock: StillClock
) -> bool:
    config = replace(places(home), devices=Devices())
    app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock)

    async def run_before(pilot: Pilot[None]) -> None:
        desk = Front(app, pilot, home, [])
        await desk.sign_in()
        await act(desk)
        await pilot.pause()

    return snap_compare(app, terminal_size=size, run_before=run_before)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("act", STATES.values(), ids=STATES)
def test_snapshot(
    snap_compare: Compare, snapshot_desk: Path, tmp_path: Path, act: Act, size: tuple[int, int]
) -> None:
    """The screen looks as it was approved."""
    home = shutil.copytree(snapshot_desk, tmp_path / "desk")
    assert looks(snap_compare, home, act, size, StillClock())


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("act", LIVED_IN.values(), ids=LIVED_IN)
def test_snapshot_of_a_center_at_work(
    snap_compare: Compare, lived_in_desk: Path, tmp_path: Path, act: Act, size: tuple[int, int]
) -> None:
    """The screen looks as it was approved."""
    home = shutil.copytree(lived_in_desk, tmp_path / "desk")
    assert looks(snap_compare, home, act, size, StillClock(AFTERNOON))
