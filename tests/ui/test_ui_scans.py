"""Who takes what was read: the screen in front or nobody, and a slip once for each time it lies."""

from dataclasses import replace

import pytest

from counter_app.config import Config, Devices
from counter_app.messages import CameraSeen
from counter_app.news import AWAY_FRAMES, CodesUnderCamera
from counter_app.screens.day.home import HomeScreen
from counter_app.screens.receiving.intake import IntakeScreen
from scanning.values import (
    Barcode,
    CameraState,
    CaptureReport,
    Engine,
    Kind,
    Symbology,
    TakenPage,
)
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, Front, front

NOWHERE = "Thẻ căn cước được đọc ở màn hình chính"
_CORNERS = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))


def seen(*values: str, fresh: bool = True) -> CaptureReport:
    codes = tuple(
        Barcode(Kind.UNKNOWN, value, Symbology.QR, Engine.ZXING, _CORNERS) for value in values
    )
    return CaptureReport(CameraState.LIVE, number=1, fresh=fresh, barcodes=codes)


def told(codes: CodesUnderCamera, *reports: CaptureReport) -> list[str]:
    return [codes.new(report, lambda _value: True) for report in reports]


def test_a_code_is_told_once_while_it_lies_there() -> None:
    """Also where a look misses it now and then, and where its neighbour is read first."""
    reports = [seen("a", "b"), seen("a"), seen(), seen("b", "a"), seen("b")]
    assert told(CodesUnderCamera(), *reports) == ["a", "", "", "", ""]


def test_a_code_that_was_away_for_a_moment_is_told_again() -> None:
    """So many frames without it and it was taken away; one less and it still lies there."""
    codes = CodesUnderCamera()
    away = [seen()] * (AWAY_FRAMES - 1)
    assert told(codes, seen("a"), *away, seen("a"))[-1] == ""
    assert told(codes, *away, seen(), seen("a"))[-1] == "a"


def test_another_slip_is_told_at_once_and_the_first_one_afterwards() -> None:
    """Slips that take turns are each told when they come back after a moment."""
    codes = CodesUnderCamera()
    assert told(codes, seen("a"), seen("b"), seen("a")) == ["a", "b", ""]
    assert told(codes, *[seen("a")] * AWAY_FRAMES, seen("b"))[-1] == "b"


def test_a_camera_without_frames_takes_nothing_away() -> None:
    """Only a picture can show that nothing lies there."""
    codes = CodesUnderCamera()
    still = [seen(fresh=False)] * (2 * AWAY_FRAMES)
    assert told(codes, seen("a"), *still, seen("a")) == ["a", *[""] * (2 * AWAY_FRAMES + 1)]


def test_a_code_without_use_is_told_when_it_has_one() -> None:
    """A card that lay there before the intake began still names the person."""
    codes = CodesUnderCamera()
    assert codes.new(seen("a"), lambda _value: False) == ""
    assert codes.new(seen("a"), lambda _value: True) == "a"


def test_two_separators_of_one_stack_are_both_told() -> None:
    """Each picture of a scanner is another sheet, though both bear one code."""
    codes = CodesUnderCamera()
    sheets = [replace(seen(*values), scan=True) for values in (("a",), (), ("a",))]
    assert told(codes, *sheets) == ["a", "", "a"]


def test_what_was_told_is_known_while_it_lies_there() -> None:
    """A card that filled a person is no page, until it was taken away."""
    codes = CodesUnderCamera()
    told(codes, seen("a"))
    assert codes.told("a")
    told(codes, *[seen()] * AWAY_FRAMES)
    assert not codes.told("a")


def test_a_report_that_brings_a_page_is_never_passed_over() -> None:
    """Of others the newest says all."""
    page = TakenPage(b"x", 1, 1, "")
    plain = CameraSeen(seen())
    assert plain.can_replace(CameraSeen(seen()))
    for report in (replace(seen(), taken=page), replace(seen(), scan=True)):
        assert not CameraSeen(report).can_replace(plain)


async def issue(desk: Front) -> str:
    """From home to the issued dossier; returns its code."""
    await desk.begin()
    for place in "1235":
        await desk.press(place, "enter")
    await desk.burst(CARD)
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("enter")
    await desk.until_at("IssuedScreen")
    return desk.app.station.counter.search.find("")[0].code


async def lies(desk: Front, *codes: str, frames: int = 1) -> None:
    """So many frames of the camera show these codes."""
    for _ in range(frames):
        desk.app.post_message(CameraSeen(seen(*codes)))
        await desk.pilot.pause()


async def test_the_same_slip_opens_its_dossier_again_after_it_was_taken_away(
    config: Config, clock: StillClock
) -> None:
    """While it lies there Esc leads home for good; laid down anew it opens once more."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        code = await issue(desk)
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await lies(desk, code)
        await desk.until_at("DossierScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await lies(desk, code, frames=3)
        assert desk.at == "HomeScreen"
        await lies(desk, frames=AWAY_FRAMES)
        await lies(desk, code)
        await desk.until_at("DossierScreen")


@pytest.mark.parametrize("where", ["ProcedureScreen", "IssuedScreen", "DossierScreen"])
async def test_a_card_fills_nothing_behind_the_screen_in_front(
    config: Config, clock: StillClock, where: str
) -> None:
    """It says where a card is read; home searches for nobody and the intake names nobody."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        if where == "ProcedureScreen":
            await desk.press("f2")
        else:
            code = await issue(desk)
        if where == "DossierScreen":
            await desk.press("f2")
            await desk.type("tnhh")
            await desk.press("enter")
            await desk.until_at("IntakeScreen")
            await desk.burst(code)
        await desk.until_at(where)
        await desk.burst(CARD)
        await desk.until_text(NOWHERE)
        assert desk.at == where
        for screen in desk.app.screen_stack:
            if isinstance(screen, HomeScreen):
                assert screen.search.value == ""
            if isinstance(screen, IntakeScreen):
                assert screen.keeper.draft.applicant.name == ""


async def test_a_card_over_a_question_fills_nothing_beneath(
    config: Config, clock: StillClock
) -> None:
    """The keys of the intake are explained: a card waits until the intake is seen again."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("?")
        await desk.until_at("HelpScreen")
        await desk.burst(CARD)
        await desk.until_text(NOWHERE)
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        assert "Nguyễn Văn Thử" not in desk.text()
        await desk.burst(CARD)
        await desk.until_text("Nguyễn Văn Thử")


async def test_a_slip_scanned_over_another_screen_opens_its_dossier(
    config: Config, clock: StillClock
) -> None:
    """Its dossier comes in front, where it is seen; Esc leads back to where the officer was."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        code = await issue(desk)
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        await desk.burst(code)
        await desk.until_at("DossierScreen")
        await desk.press("escape")
        await desk.until_at("ProcedureScreen")
