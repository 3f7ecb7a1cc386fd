"""Dialogues of fields: Enter ends behind the last field that is seen, ↓ always goes on."""

from dataclasses import replace

import pytest

from counter_app.config import Config
from counter_app.screens.form import FormScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.scrolled import Scrolled
from data.domain.catalogue import Catalogue
from tests.fakes.desk import StillClock
from tests.fakes.front import Front, front

CONDUCT = "phieu ly lich tu phap so 1"
"""Finds a procedure with a reduction."""
MANY = 9
"""Fees that no small screen shows at once."""


def fields(desk: Front) -> list[str]:
    screen = desk.app.screen
    assert isinstance(screen, FormScreen)
    return [field.id or "" for field in screen.asked()]


async def test_enter_behind_the_last_field_that_is_seen_leaves_the_dialogue(
    config: Config, clock: StillClock
) -> None:
    """The postal address is put away while the result stays at the desk: Enter goes past it."""
    async with front(config, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f7")
        await desk.until_at("WayScreen")
        assert fields(desk) == ["channel", "place"]
        await desk.press("enter", "enter")
        await desk.until_at("IntakeScreen")


async def test_a_field_that_comes_into_sight_is_asked_for(
    config: Config, clock: StillClock
) -> None:
    """By post, address, receiver and telephone stand behind the place: Enter goes through them."""
    async with front(config, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f7", "down", "right")
        asked = ["post-address", "post-receiver", "post-phone"]
        assert fields(desk) == ["channel", "place", *asked]
        await desk.press("enter", "enter", "enter")
        assert desk.at == "WayScreen"
        await desk.press("enter")
        await desk.until_at("IntakeScreen")


async def test_arrows_go_from_field_to_field_where_not_all_of_them_fit(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fields that scroll follow the focus; they do not take the arrows from it."""
    found = Catalogue.by_code

    def by_code(catalogue: Catalogue, code: str) -> object:
        procedure = found(catalogue, code)
        if procedure is None or not procedure.fees:
            return procedure
        first = procedure.fees[0]
        return replace(procedure, fees=tuple(replace(first, id=f"f{n}") for n in range(MANY)))

    monkeypatch.setattr(Catalogue, "by_code", by_code)
    async with front(config, clock, [], size=(80, 24)) as desk:
        await desk.sign_in()
        await desk.begin(CONDUCT)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        scrolled = desk.app.screen.query_one(Scrolled)
        assert scrolled.max_scroll_y > 0, "all of it fits: the test shows nothing"
        for place in range(MANY):
            assert desk.app.focused is desk.app.screen.query_one(f"#cut-{place}", Choice)
            await desk.press("down")
        assert scrolled.scroll_y > 0
