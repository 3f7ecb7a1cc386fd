"""An address is typed without accents: a place ends the line, and nothing is taken by itself."""

import pytest

from counter_app.config import Config
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.screens.receiving.place_offers import PlaceOffers
from counter_app.widgets.field import Field
from counter_app.wording import tr
from data.catalogue import shipped
from tests.fakes.desk import StillClock
from tests.fakes.front import Front, front

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
OLD = "12 Phan Châu Trinh, phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"
NEW = "12 Phan Châu Trinh, phường Tam Kỳ, thành phố Đà Nẵng"


def offered(desk: Front) -> bool:
    return desk.app.screen.query_one(PlaceOffers).has_class("-some")


def address(desk: Front, name: str = "post-address") -> str:
    return desk.app.screen.query_one(f"#{name}", Field).value


async def at_the_address(desk: Front) -> None:
    """The way of a new intake, its result by post, the cursor in the address."""
    await desk.sign_in()
    await desk.begin()
    await desk.press("f7", "down", "right", "enter")
    assert desk.app.screen.focused is desk.app.screen.query_one("#post-address")


async def typed(desk: Front, text: str) -> None:
    await desk.type(text)
    await desk.until(lambda: offered(desk), "no place was offered")


@SIZES
async def test_a_place_ends_the_line_and_the_road_stays(
    config: Config, clock: StillClock, size: tuple[int, int]
) -> None:
    """↓ and Enter take it; Enter goes on from there."""
    async with front(config, clock, [], size=size) as desk:
        await at_the_address(desk)
        await typed(desk, "12 Phan Châu Trinh, an my tam ky")
        await desk.until_text("phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam")
        await desk.press("down")
        await desk.press("enter")
        assert address(desk) == OLD
        assert not offered(desk)
        screen = desk.app.screen
        assert screen.focused is screen.query_one("#post-address")
        await desk.press("enter")
        assert screen.focused is screen.query_one("#post-receiver")
        await desk.type("Trần Thị Mẫu")
        await desk.press("enter")
        await desk.type("0905 000 123")
        await desk.press("f7")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        way = intake.keeper.draft.way
        assert (way.post_address, way.post_receiver) == (OLD, "Trần Thị Mẫu")
        assert way.post_phone == "0905 000 123"


async def test_an_old_place_may_be_taken_as_what_it_is_now(
    config: Config, clock: StillClock
) -> None:
    """It stands right behind the old one, with the name it had."""
    async with front(config, clock, []) as desk:
        await at_the_address(desk)
        await typed(desk, "12 Phan Châu Trinh, p an my, tam ky")
        await desk.until_text(tr("now {place}", place="Phường Tam Kỳ"))
        await desk.until_text(tr("formerly {place}", place="Phường An Mỹ"))
        await desk.press("down", "down", "enter")
        assert address(desk) == NEW


@SIZES
async def test_escape_keeps_what_was_typed(
    config: Config, clock: StillClock, size: tuple[int, int]
) -> None:
    """The first one puts the places away, the second one leaves; the draft has the letters."""
    async with front(config, clock, [], size=size) as desk:
        await at_the_address(desk)
        await typed(desk, "thon 3, tam ky")
        await desk.press("down")
        await desk.press("escape")
        assert not offered(desk)
        assert desk.at == "WayScreen"
        assert address(desk) == "thon 3, tam ky"
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        assert intake.keeper.draft.way.post_address == "thon 3, tam ky"


async def test_enter_takes_nothing_that_was_not_chosen(config: Config, clock: StillClock) -> None:
    """Whoever types on and presses Enter has typed what is meant."""
    async with front(config, clock, []) as desk:
        await at_the_address(desk)
        await typed(desk, "12 an my tam ky")
        await desk.press("enter")
        assert address(desk) == "12 an my tam ky"
        assert desk.app.screen.focused is desk.app.screen.query_one("#post-receiver")
        assert not offered(desk)


@SIZES
async def test_the_address_of_a_person_is_filled_the_same_way(
    config: Config, clock: StillClock, size: tuple[int, int]
) -> None:
    """In the draft at once, like every letter there."""
    async with front(config, clock, [], size=size) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        desk.app.screen.query_one("#applicant-address").focus()
        await desk.type("12 Phan Châu Trinh, an my tam ky")
        await desk.until_text("thành phố Tam Kỳ, tỉnh Quảng Nam")
        await desk.press("down", "enter")
        assert address(desk, "applicant-address") == OLD
        await desk.press("f3")
        await desk.until_at("IntakeScreen")
        intake = desk.app.screen
        assert isinstance(intake, IntakeScreen)
        assert intake.keeper.draft.applicant.address == OLD


async def test_a_broken_file_is_said_and_typing_goes_on(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing depends on the suggestions."""
    monkeypatch.setattr(shipped, "PLACES", config.home / "none.tsv")
    async with front(config, clock, []) as desk:
        await at_the_address(desk)
        await desk.type("12 an my tam ky")
        await desk.until_text("none.tsv")
        assert address(desk) == "12 an my tam ky"
        await desk.press("enter")
        assert desk.app.screen.focused is desk.app.screen.query_one("#post-receiver")
