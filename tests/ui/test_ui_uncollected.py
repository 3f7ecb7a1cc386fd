"""Results that nobody came for: aged, told about, offered by post, and never thrown away (R100)."""

from datetime import timedelta

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.steps.contacting import ContactForm
from data.domain.center import Officer
from data.domain.contacting import Contact, Purpose
from data.domain.lifecycle import State
from tests.fakes import outcomes
from tests.fakes import waiting as made
from tests.fakes.desk import CASHIER, StillClock, opened
from tests.fakes.front import Front, front

WEEK = timedelta(days=8)


def three_ages(config: Config, clock: StillClock) -> tuple[str, str, str]:
    """Results that lie for 41 days, 8 days and not a day; the oldest was told once."""
    ids = []
    for shelf, wait in (("A-01", timedelta(days=33)), ("B-02", WEEK), ("C-03", timedelta())):
        with opened(config, clock) as counter:
            officer = outcomes.officer_of(counter)
            ids.append(_lies(counter, officer, shelf))
        clock.forward(wait)
    return ids[0], ids[1], ids[2]


def _lies(counter: Counter, officer: Officer, shelf: str) -> str:
    said = made.Result(shelf=shelf, change=made.paid)
    dossier = made.waiting(counter, officer, said)
    if shelf == "A-01":
        form = ContactForm(
            purpose=Purpose.RESULT_READY, address="0905000123", note="không nghe máy"
        )
        counter.contacting.log(officer, dossier.id, form)
    return dossier.id


async def open_list(desk: Front) -> None:
    await desk.sign_in(CASHIER)
    await desk.press("u")
    await desk.until_at("UncollectedScreen")


async def test_r100_results_stand_by_age_with_who_was_told(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The oldest first; what came this week is shown when it is asked for."""
    three_ages(config, clock)
    async with front(config, clock, frames, lang="en") as desk:
        await open_list(desk)
        text = desk.flat()
        assert "2 results wait · the oldest for 41 days" in text
        assert "30 days and more · 1 result" in text
        assert "7 days and more · 1 result" in text
        assert text.index("A-01") < text.index("B-02")
        assert "C-03" not in text
        assert "không nghe máy" in text
        await desk.press("a")
        await desk.until_text("Less than a week · 1 result")
        assert "C-03" in desk.text()


async def test_r100_whom_nobody_told_is_called_and_offered_the_post(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """C writes the call down about the result; F7 changes the way it goes."""
    _, second, _ = three_ages(config, clock)
    async with front(config, clock, frames, lang="en") as desk:
        await open_list(desk)
        assert "Told last" in desk.flat()
        await desk.press("down")
        await desk.until_text("Nobody told the citizen yet")
        await desk.press("c")
        await desk.until_at("ContactScreen")
        await desk.press("f9")
        await desk.until_at("UncollectedScreen")
        counter = desk.app.station.counter
        last = made.now(counter, second).last(Contact)
        assert last is not None
        assert last.what.purpose is Purpose.RESULT_READY
        await desk.press("f7")
        await desk.until_at("WayScreen")
        await desk.press("right", "enter")
        await desk.type("12 đường Ví Dụ")
        await desk.press("f7")
        await desk.until_text("The place of return is changed.")
        assert made.now(counter, second).taken_in().returning.by_post


async def test_somebody_comes_at_last(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Enter opens the return desk; what was handed out is gone from the list."""
    first, _, _ = three_ages(config, clock)
    async with front(config, clock, frames, lang="en") as desk:
        await open_list(desk)
        code = made.code_of(made.now(desk.app.station.counter, first))
        await desk.press("enter")
        await desk.until_at("ReleaseScreen")
        await desk.burst(code)
        await desk.until_text("shown, take it back")
        clock.forward(timedelta(seconds=20))
        await desk.burst(code)
        await desk.until_text("Everything is in order")
        await desk.press("f9")
        await desk.until_at("HandOutScreen")
        await desk.press("enter")
        await desk.until_at("ReturnedScreen")
        await desk.press("escape")
        await desk.until_at("UncollectedScreen")
        assert "A-01" not in desk.text()
        assert made.now(desk.app.station.counter, first).state is State.RELEASED


async def test_only_the_return_desk_has_the_list(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Nobody else may do anything about what stands in it."""
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        assert "not collected" not in desk.foot()


async def test_an_empty_shelf_says_so(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Where all was fetched, nothing is to be done."""
    async with front(config, clock, frames, size=(80, 24), lang="en") as desk:
        await open_list(desk)
        assert "all was fetched" in desk.flat()
        for key in ("Enter", "F7", "C contact"):
            assert key not in desk.foot()
