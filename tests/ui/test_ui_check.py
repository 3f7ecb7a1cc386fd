"""The check before issue: what it says about the person and the promise."""

import asyncio
from datetime import timedelta
from threading import Event

import pytest
from textual.widgets import Static

from counter_app.config import Config
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.people import People
from data.store.errors import StoreError
from data.store.queries import DossierLine
from tests.fakes.desk import StillClock, receive
from tests.fakes.front import CARD, TNHH, Front, front

NOTICE = "thong bao hoat dong khuyen mai"
"""Finds an instant procedure."""
OF_RECEIVED = CARD.replace("049300000123", "049000000123")
"""The card of whoever `receive` receives."""
AFTER_HOURS = timedelta(hours=9)
OPEN = "Still open in the same procedure"
CALENDAR = "24/11"
"""A day off that the promise of some days is counted past."""


async def at_check(desk: Front, typed: str = TNHH, card: str = OF_RECEIVED) -> None:
    await desk.begin(typed)
    await desk.burst(card)
    await desk.press("f9")
    await desk.until_at("CheckScreen")


async def received_before(desk: Front) -> str:
    station = desk.app.station
    issued = await asyncio.to_thread(lambda: receive(station.counter, station.officer))
    assert issued.dossier.reception is not None
    return str(issued.dossier.reception.code)


async def test_c18_a_card_scanned_on_the_intake_warns_in_the_check(
    config: Config, clock: StillClock
) -> None:
    """Nobody opened the person: the code of the open dossier stands in the check all the same."""
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        code = await received_before(desk)
        await at_check(desk)
        await desk.until_text(f"{OPEN}: {code}")


async def test_c18_a_card_scanned_in_the_check_warns_there(
    config: Config, clock: StillClock
) -> None:
    """The newest person is the one who is looked for: first nobody, then the owner of a dossier."""
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        await received_before(desk)
        await at_check(desk, card=CARD)
        await desk.burst(OF_RECEIVED)
        await desk.until_text(OPEN)
        await desk.burst(CARD)
        await desk.until(lambda: OPEN not in desk.flat(), "another person was warned about")


async def test_nothing_waits_for_the_look_up(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the store is asked the check is read and left; what is found then shows nowhere."""
    hangs, asked = Event(), Event()

    def slowly(_people: People, _draft: Draft) -> list[DossierLine]:
        asked.set()
        assert hangs.wait(15)
        return []

    monkeypatch.setattr(People, "open_besides", slowly)
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        await at_check(desk)
        await desk.until(asked.is_set, "nobody was looked for")
        assert "Check before issue" in desk.flat()
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        hangs.set()
        await desk.pilot.pause()
        assert desk.at == "IntakeScreen"


async def test_a_look_up_that_fails_stops_nobody(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trouble is said; the keys of the check are there."""

    def broken(_people: People, _draft: Draft) -> list[DossierLine]:
        raise StoreError

    monkeypatch.setattr(People, "open_besides", broken)
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        await desk.begin()
        for place in "123":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.until(lambda: "✕" in desk.text(), "the trouble was not said")
        assert "issue the receipt" in desk.foot()


@pytest.mark.parametrize(("typed", "reasoned"), [(NOTICE, False), (TNHH, True)])
async def test_an_instant_result_has_no_reasons_of_a_calendar(
    config: Config, clock: StillClock, typed: str, *, reasoned: bool
) -> None:
    """After hours before a day off: what is given at once is not counted out, the other one is."""
    clock.forward(AFTER_HOURS)
    async with front(config, clock, [], size=(120, 60), lang="en") as desk:
        await desk.sign_in()
        await at_check(desk, typed)
        assert CALENDAR in desk.flat(), "the intake says what its appointment would be"
        checked = str(desk.app.screen.query_one("#checked", Static).render())
        assert "Due" in checked
        assert (CALENDAR in checked) is reasoned
