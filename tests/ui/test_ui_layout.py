"""Every screen at both sizes: what an officer needs stands there whole, and nothing overlaps."""

from collections.abc import Iterator

import pytest
from textual.geometry import Region
from textual.widget import Widget

from counter_app.config import Config
from counter_app.widgets.keybar import key_name, shown_bindings
from counter_app.wording import tr
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, Front, front

SIZES = [(80, 24), (120, 40)]
CODE = "000.00.05.H47-261123-0499"


def leaves(widget: Widget) -> Iterator[Widget]:
    """The widgets that draw, without those that hold others."""
    shown = [child for child in widget.children if child.display and child.visible]
    if not shown and widget.region.area:
        yield widget
    for child in shown:
        yield from leaves(child)


def unnamed(desk: Front) -> list[str]:
    """Keys that act now and are not in the foot; a paper that was just drawn brings its own."""
    offered = [
        f"{key_name(binding)} {tr(binding.description)}"
        for binding in shown_bindings(desk.app.screen)
    ]
    return [key for key in offered if key not in desk.foot()]


async def whole(desk: Front, *essential: str) -> None:
    """Everything essential is there in full, every offered key is named, nothing overlaps."""
    screen = desk.app.screen
    width, height = desk.app.size
    assert len(desk.lines()) == height
    for text in essential:
        assert text in desk.flat(), f"{text!r} is cut or missing:\n{desk.text()}"
    await desk.until(lambda: not unnamed(desk), "the foot named every key that acts")
    regions = [screen.find_widget(leaf).visible_region for leaf in leaves(screen)]
    for place, region in enumerate(regions):
        assert Region(0, 0, width, height).contains_region(region), screen
        for other in regions[place + 1 :]:
            assert region.intersection(other).area == 0, f"{region} {other}:\n{desk.text()}"


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_every_screen_of_an_intake_is_whole(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int], lang: str
) -> None:
    """Sign-in, home, picker, intake, person, check, issued, dossier, help, reason, lock."""
    vi = lang == "vi"
    async with front(config, clock, frames, size=size, lang=lang) as desk:
        await desk.until(lambda: desk.app._station is not None, "never opened")
        await desk.pilot.pause()
        await whole(desk, "Số hiệu cán bộ" if vi else "Officer number", "PIN")
        await desk.sign_in()
        await whole(desk, "09:14", "BẢN TẬP" if vi else "PRACTICE", "F2")
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        await whole(desk, "Cấp hộ chiếu phổ thông ở trong nước", "8 ngày làm việc")
        await desk.type("tnhh")
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        await desk.lay_page()
        await desk.press("space")
        await desk.until_text("trang 1" if vi else "age 1")
        await desk.burst(CARD)
        await whole(
            desk,
            "Đăng ký thành lập công ty TNHH một thành viên",
            "Giấy đề nghị đăng ký doanh" if size[0] > 100 else "Giấy đề nghị đăng ký doanh nghiệp",
            "Nguyễn Văn Thử · 049•••••0123",
            "150.000 đ · " + ("chưa nộp" if vi else "not paid yet"),
            "Bộ phận trả kết quả tập trung",
            "17:00 27/11/2026",
        )
        await desk.press("question_mark")
        await desk.until_at("HelpScreen")
        await whole(desk, "Các phím của màn hình này" if vi else "Keys of this screen", "Space")
        await desk.press("escape", "f3")
        await desk.until_at("PersonScreen")
        await desk.press("f5")
        await whole(
            desk, "Người nộp thay" if vi else "Handed in by", "Thôn Ví Dụ, xã Không Có Thật"
        )
        await desk.press("f5", "f9")
        await desk.until_at("CheckScreen")
        await whole(desk, "Kiểm lại trước khi cấp giấy" if vi else "Check before issue", "✕ ")
        await desk.press("escape")
        for place in "235":
            await desk.press(place, "enter")
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await whole(desk, "Nguyễn Văn Thử", "049300000123", "Enter")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        await desk.until_text("Giao giấy cho người nộp" if vi else "Give the paper")
        await whole(desk, CODE, "050982304995", "17:00 27/11/2026", "Nguyễn Văn Thử")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await whole(desk, CODE, "Nguyễn Văn Thử", "17:00 27/11/2026")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await whole(desk, CODE, "Nguyễn Văn Thử", "049300000123", "17:00 27/11/2026")
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await whole(desk, "Vì sao in lại giấy này?" if vi else "Why is the paper printed again?")
        await desk.press("escape", "f12")
        await desk.until_at("LockScreen")
        await whole(desk, "Đã khóa" if vi else "Locked")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_a_long_procedure_keeps_person_fee_and_due_in_sight(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Every procedure of the catalogue: what is below the table is not pushed out of the screen."""
    async with front(config, clock, frames, size=size) as desk:
        await desk.sign_in()
        found = desk.app.station.counter.drafting.find_procedures("")
        for place in range(len(found)):
            if found[place].elsewhere:
                continue
            await desk.press("f2")
            await desk.until_at("ProcedureScreen")
            await desk.press(*["down"] * place, "enter")
            await desk.until_at("IntakeScreen")
            await whole(desk, "Người nộp", "Phí, lệ phí", "Nơi trả", "Hẹn trả")
            for _ in range(len(found[place].components)):
                await desk.press("down")
                await whole(desk, "▸")
            await desk.press("escape")
            await desk.until_at("HomeScreen")


async def test_the_picture_is_one_key_away_on_a_small_screen(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F4 shows what lies under the camera; Space takes it there too; F4 goes back to work."""
    async with front(config, clock, frames, size=(80, 24)) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.lay_page()
        assert "▀" not in desk.text()
        await desk.press("f4")
        assert "▀" in desk.text()
        await desk.press("space")
        await desk.until_text("Đã lưu trang 1")
        await desk.press("f4")
        assert "▀" not in desk.text()
        assert "Thành phần hồ sơ" in desk.text()
