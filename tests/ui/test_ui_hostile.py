"""Text that wants to be more than text, through every field and every screen: it stays text."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from counter_app import bootstrap
from counter_app.app import CounterApp
from counter_app.config import Config, places
from counter_app.widgets.field import Field
from printing.simulated.simulator import Simulator
from tests.fakes.desk import StillClock
from tests.fakes.front import Front, front

HOSTILE = {
    "markup": "[/bold] [b]đậm[/b] [red",
    "action": "[@click=app.quit]Nguyễn[/]",
    "formula": "=cmd()|' /C calc'!A0",
    "printer": "\x1b@\x1dV\x00Thử\x1b[2J",
    "bidi": "Thử \u202egnôc\u202c \u2066x\u2069",
    "decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Thử Đường"),
    "long": "Dài " * 2_500,
    "braces": "{name} {0} %s $error {{",
}


def harmless(desk: Front) -> None:
    """Nothing on the screen can move a cursor, turn a line round or leave its cells."""
    for line in desk.lines():
        assert line.isprintable()
        assert len(line) <= desk.app.size.width + 1


async def paste(desk: Front, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.pilot.pause()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_goes_from_field_to_slip_and_back_as_text(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator, text: str
) -> None:
    """Through every field of a person, check, slip, home, search and dossier."""
    shown = " ".join(unicodedata.normalize("NFC", text[:60]).split())[:10].split()[0]
    shown = "".join(char for char in shown if char.isprintable())
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("slash")
        await paste(desk, text)
        harmless(desk)
        await desk.press("escape")
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.press("f5")
        for field in desk.app.screen.query(Field):
            field.focus()
            await paste(desk, text)
        harmless(desk)
        desk.app.screen.query_one("#right-expires", Field).value = ""
        await desk.press("f3")
        await desk.until_at("IntakeScreen")
        harmless(desk)
        assert shown in desk.text()
        for place in "12345":
            await desk.press(place, "enter")
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        harmless(desk)
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        harmless(desk)
        assert shown in desk.text()
        await desk.until_text("Giao giấy cho người nộp")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        harmless(desk)
        assert shown in desk.text()
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        harmless(desk)
        assert shown in desk.text()
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await paste(desk, text)
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.until(lambda: len(printer.papers) == 2, "no reprint came out")
        harmless(desk)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_in_a_scan_is_shown_and_does_nothing(
    config: Config, clock: StillClock, frames: list[bytes], text: str
) -> None:
    """What a reader sends is said back literally, or not taken for a scan at all."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        desk.app.scanned(text)
        await desk.pilot.pause()
        assert desk.at == "HomeScreen"
        assert "Không có gì thay đổi" in desk.flat()
        harmless(desk)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_text_in_set_up_and_sign_in(
    tmp_path: Path, clock: StillClock, text: str
) -> None:
    """The head of every paper and an officer's name are text too."""
    config = replace(places(tmp_path / "new"))
    app = CounterApp(
        lambda: bootstrap.start(config, clock),
        clock=clock,
        found=lambda answers, _devices, **_pedal: bootstrap.found(config, answers, clock),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Front(app, pilot, tmp_path, [])
        await desk.until_at("SetUpScreen")
        for _ in range(7):
            await paste(desk, text)
            harmless(desk)
            await desk.press("enter")
        await desk.press("enter", "enter")
        await desk.until_text("Bước 3/4")
        await desk.press(*"01", "enter")
        await paste(desk, text)
        await desk.press("enter", "enter", *"240680", "enter", *"240680", "enter")
        await desk.until_text("Bước 4/4")
        await desk.press("enter", "backspace", "enter", "enter", "enter")
        await desk.until_at("SignInScreen")
        await desk.sign_in("01", "240680")
        harmless(desk)
