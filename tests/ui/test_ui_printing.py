"""The printer fails in every way it can: the dossier is safe, and the desk says what to do."""

from dataclasses import replace
from pathlib import Path

from counter_app.config import Config
from counter_app.screens.receiving.issued import IssuedScreen
from printing.simulated.simulator import Simulator
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, Front, front


async def issue(desk: Front) -> None:
    """From home to the issued dossier, without pages."""
    await desk.begin()
    for place in "1235":
        await desk.press(place, "enter")
    await desk.burst(CARD)
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("enter")
    await desk.until(
        lambda: any(isinstance(screen, IssuedScreen) for screen in desk.app.screen_stack),
        "not issued",
    )


async def test_paper_out_is_said_and_the_slip_prints_once_there_is_paper(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """One sentence names trouble, safety and what follows; then exactly one slip comes out."""
    printer.faults.paper_out = True
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.until_text("Máy in: hết giấy")
        await issue(desk)
        await desk.until_text("Máy in: hết giấy. Hồ sơ đã lưu")
        assert printer.papers == ()
        printer.faults.paper_out = False
        await desk.until_text("Giao giấy cho người nộp")
        assert len(printer.papers) == 1
        assert printer.papers[0].finished


async def test_a_printer_that_is_off_keeps_nobody_waiting(
    config: Config, clock: StillClock, frames: list[bytes], tmp_path: Path
) -> None:
    """The dossier is committed and the slip waits; it comes when a printer answers again."""
    with Simulator(tmp_path / "gone") as gone:
        url = gone.url
    off = replace(config, devices=replace(config.devices, printer=url))
    async with front(off, clock, frames) as desk:
        await desk.sign_in()
        await issue(desk)
        await desk.until_text("tắt hoặc chưa kết nối. Hồ sơ đã lưu")
        with Simulator(tmp_path / "back", port=int(url.rpartition(":")[2])) as back:
            await desk.until_text("Giao giấy cho người nộp")
            assert len(back.papers) == 1


async def test_a_sheet_whose_fate_nobody_knows_is_asked_about(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """The connection broke in the middle: the officer is asked; the answer settles the sheet."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.until_text("● Máy in")
        printer.faults.drop_after_bytes = 4_000
        await issue(desk)
        await desk.until_at("PrintQuestion")
        assert "Giấy đã ra chưa?" in desk.text()
        await desk.press("escape")
        await desk.until_at("IssuedScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.until_text("1 giấy chưa rõ")
        await desk.press("enter")
        await desk.until_at("PrintQuestion")
        await desk.press("1")
        await desk.until_at("HomeScreen")
        assert desk.app.station.counter.papers.unsettled() == []
        assert "giấy chưa rõ" not in desk.text()


async def test_a_lost_sheet_is_printed_again_with_a_reason_and_says_so(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Answer 2, then P on the dossier: without a reason nothing prints, with one a reprint does."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.until_text("● Máy in")
        printer.faults.drop_after_bytes = 4_000
        await issue(desk)
        await desk.until_at("PrintQuestion")
        printer.faults.drop_after_bytes = None
        await desk.press("2")
        await desk.until_at("IssuedScreen")
        await desk.until_text("Hãy mở hồ sơ để in lại")
        before = len(printer.papers)
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await desk.press("enter")
        assert desk.at == "ReasonScreen", "a reason is needed"
        await desk.type("giấy bị rách")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.until(lambda: len(printer.papers) == before + 1, "no reprint came out")
        await desk.until_text("in lại lần 1 · đã in")


async def test_a_sheet_that_waits_leaves_as_a_file_by_two_keys(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """O and 2: the file is named, and the paper never comes out of the printer."""
    printer.faults.paper_out = True
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.until_text("Máy in: hết giấy")
        await issue(desk)
        await desk.until_at("IssuedScreen")
        await desk.until_text("Hồ sơ đã lưu")
        await desk.press("o")
        await desk.until_at("ElsewhereScreen")
        assert "máy in khác" not in desk.text()
        await desk.press("2")
        await desk.until_text("Đã lưu thành")
        (file,) = config.out.iterdir()
        assert file.read_bytes().startswith(b"%PDF")
        printer.faults.paper_out = False
        await desk.until_text("● Máy in")
        await desk.until_text("đã lưu thành tệp")
        assert printer.papers == ()


async def test_another_printer_takes_over_by_two_keys(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator, tmp_path: Path
) -> None:
    """O and 1: the slip comes out of the other one, and the strip says where sheets go."""
    printer.faults.cover_open = True
    with Simulator(tmp_path / "spare") as spare:
        two = replace(config, devices=replace(config.devices, spare=spare.url))
        async with front(two, clock, frames) as desk:
            await desk.sign_in()
            await desk.until_text("Máy in: nắp đang mở")
            await issue(desk)
            await desk.until_at("IssuedScreen")
            await desk.press("o")
            await desk.until_at("ElsewhereScreen")
            await desk.press("1")
            await desk.until_text("Giao giấy cho người nộp")
            assert (len(printer.papers), len(spare.papers)) == (0, 1)
            await desk.until_text("Máy in: máy khác")


async def test_form_05_is_printed_from_the_dossier_and_the_same_again_wants_a_reason(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """F8 lists what there is of this dossier; Enter prints it; a reprint bears its reason."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.until_text("● Máy in")
        await issue(desk)
        await desk.until_text("Giao giấy cho người nộp")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("f8")
        await desk.until_at("ViewsScreen")
        assert "Phiếu kiểm soát" in desk.text()
        await desk.press("enter")
        await desk.until(lambda: len(printer.papers) == 2, "form 05 did not come out")
        await desk.until_at("DossierScreen")
        await desk.press("f8")
        await desk.until_at("ViewsScreen")
        await desk.press("enter")
        await desk.until_at("ReasonScreen")
        await desk.type("kẹt giấy")
        await desk.press("enter")
        await desk.until(lambda: len(printer.papers) == 3, "the reprint did not come out")
