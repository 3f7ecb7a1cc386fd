"""The code on the screen: a telephone reads it from the terminal, large or small."""

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from textual.app import App, ComposeResult

from counter_app.config import Config
from counter_app.screens.dossiers.dossier import DossierScreen
from counter_app.screens.receiving.issued import IssuedScreen
from counter_app.widgets.qr import QrCode
from data.domain.papers import Receipt
from printing.render import qr_modules
from tests.fakes import outcomes
from tests.fakes.desk import StillClock, opened, receive
from tests.fakes.front import Front, front

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])
CELL_DOTS = 6
"""Width of a cell in a photograph of the terminal; it is twice as high."""


def photographed(widget: QrCode) -> Image.Image:
    """The widget as a terminal draws its cells: ground, and half of a cell in the other colour."""
    size = widget.size
    dots = np.zeros((2 * size.height, size.width, 3), dtype=np.uint8)
    for y in range(size.height):
        x = 0
        for text, style, _control in widget.render_line(y):
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            inks = [tuple(it.get_truecolor()) for it in (style.color, style.bgcolor)]
            ink, ground = reversed(inks) if style.reverse else inks
            for char in text:
                dots[2 * y, x] = ink if char == "▀" else ground
                dots[2 * y + 1, x] = ink if char == "▄" else ground
                x += 1
    return Image.fromarray(dots.repeat(CELL_DOTS, axis=0).repeat(CELL_DOTS, axis=1))


def read(widget: QrCode) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(photographed(widget))]


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "solarized-light"])
@pytest.mark.parametrize("payload", ["0002010102123853", "Ví dụ", "X" * 60, "1"])
async def test_the_code_is_dark_on_light_in_every_theme(theme: str, payload: str) -> None:
    """Any number of rows, odd ones too; the white around is drawn and not the terminal's."""

    class Drawn(App[None]):
        def compose(self) -> ComposeResult:
            yield QrCode(qr_modules(payload, 0, "L"))

    app = Drawn()
    async with app.run_test(size=(80, 40)):
        app.theme = theme
        code = app.query_one(QrCode)
        assert read(code) == [payload]
        assert photographed(code).getpixel((0, 0)) == (255, 255, 255)


async def look_at(desk: Front, dossier: str) -> None:
    await desk.sign_in()
    file = desk.app.station.counter.search.open_id(dossier)
    desk.app.push_screen(DossierScreen(desk.app.station, file))
    await desk.until_at("DossierScreen")


@SIZES
async def test_f8_at_the_fee_shows_the_code_whole(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Amount, account and dossier stand beside it; Enter goes back to the fee."""
    with opened(config, clock) as counter:
        dossier = outcomes.received(counter, outcomes.officer_of(counter))
    async with front(config, clock, frames, size=size) as desk:
        await look_at(desk, dossier)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        assert "F8" in desk.foot()
        await desk.press("f8")
        await desk.until_at("PayScreen")
        counter = desk.app.station.counter
        reception = counter.search.open_id(dossier).dossier.taken_in()
        asked = counter.transfers.of(reception)
        assert asked is not None
        code = desk.app.screen.query_one(QrCode)
        assert code.region == code.region.intersection(desk.app.screen.region)
        foot = desk.app.screen.query_one("#foot")
        assert code.region.bottom <= foot.region.y
        assert read(code) == [asked.payload]
        white = np.asarray(photographed(code)).min(axis=2) == 255
        sides = (white[:, :CELL_DOTS], white[:, -CELL_DOTS:], white[:CELL_DOTS], white[-CELL_DOTS:])
        assert all(side.all() for side in sides), "a side of the quiet zone is cut off"
        assert asked.purpose in desk.flat()
        assert asked.account.number in desk.flat()
        await desk.press("enter")
        await desk.until_at("FeeScreen")


async def test_no_code_is_offered_for_what_has_its_receipt(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """With the number of the receipt the key goes, and comes back without it."""
    with opened(config, clock) as counter:
        dossier = outcomes.received(counter, outcomes.officer_of(counter))
    async with front(config, clock, frames) as desk:
        await look_at(desk, dossier)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("A")
        assert "F8" not in desk.foot()
        await desk.press("f8")
        assert desk.at == "FeeScreen"
        await desk.press("backspace")
        assert "F8" in desk.foot()


async def test_without_an_account_there_is_no_key(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Neither at the fee nor after the issue."""
    with opened(config, clock) as counter:
        dossier = outcomes.received(counter, outcomes.officer_of(counter))
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        counter = desk.app.station.counter
        counter.transfers = replace(counter.transfers, accounts={})
        file = counter.search.open_id(dossier)
        desk.app.push_screen(DossierScreen(desk.app.station, file))
        await desk.until_at("DossierScreen")
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        assert "F8" not in desk.foot()


async def test_f8_after_the_issue_shows_the_code_of_the_slip(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The same code that stands on the paper; the next citizen is one Escape away."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        counter = desk.app.station.counter
        issued = receive(counter, desk.app.station.officer)
        desk.app.push_screen(IssuedScreen(desk.app.station, issued))
        await desk.until_at("IssuedScreen")
        assert "F8" in desk.foot()
        await desk.press("f8")
        await desk.until_at("PayScreen")
        paper = counter.papers.paper(issued.dossier.id)
        assert isinstance(paper, Receipt)
        assert paper.transfer is not None
        assert read(desk.app.screen.query_one(QrCode)) == [paper.transfer.payload]
        await desk.press("escape")
        await desk.until_at("IssuedScreen")
