"""The store fails in the middle of the work: a sentence says so, and the desk goes on."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

import pytest

from counter_app.bootstrap import store_files
from counter_app.config import Config, Devices
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.intake import Intake
from counter_app.screens.frame import DeskScreen
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.screens.sheets.slip import SlipPane
from data.store.errors import DiskFault
from data.store.keys import read_keys
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, Front, front
from tests.fakes.stores import behind_the_store

ANSWER = "Kho dữ liệu báo lỗi"
"""How the sentence begins that an officer reads of an error without one of its own."""


@contextmanager
def without(config: Config, table: str) -> Iterator[None]:
    """The store as it answers while a table of it cannot be read."""
    files = store_files(config)
    with behind_the_store(files, read_keys(files.keys)) as execute:
        execute(f"ALTER TABLE {table} RENAME TO away")
        yield
        execute(f"ALTER TABLE away RENAME TO {table}")


@asynccontextmanager
async def signed_in(
    config: Config, clock: StillClock, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Front]:
    """A desk without devices, so that no loop asks the store meanwhile."""
    async with front(replace(config, devices=Devices()), clock, [], size=size) as desk:
        await desk.sign_in()
        yield desk


async def complete(desk: Front) -> None:
    """From home to an intake that may be issued."""
    await desk.begin()
    for place in "1235":
        await desk.press(place, "enter")
    await desk.burst(CARD)


async def issue(desk: Front) -> None:
    await complete(desk)
    await desk.press("f9")
    await desk.until_at("CheckScreen")
    await desk.press("enter")
    await desk.until_at("IssuedScreen")


async def test_a_slip_that_cannot_be_read_says_why_and_is_drawn_later(
    config: Config, clock: StillClock
) -> None:
    """On a narrow terminal F4 reads it: the reason stands in its place until a key tries again."""
    async with signed_in(config, clock, (80, 24)) as desk:
        await issue(desk)
        with without(config, "job"):
            await desk.press("f4")
            await desk.until_text("▲ " + ANSWER)
        assert desk.at == "IssuedScreen"
        await desk.press("down")
        await desk.until_text("▀▀▀▀")
        assert ANSWER not in desk.text()


async def test_a_reprint_that_cannot_be_drawn_leaves_no_older_paper_in_its_place(
    config: Config, clock: StillClock
) -> None:
    """Where the newest sheet cannot be read, the trouble stands there instead of another sheet."""
    async with signed_in(config, clock) as desk:
        await issue(desk)
        await desk.until_text("▀▀▀▀")
        with without(config, "officer"):
            desk.app.screen.query_one(SlipPane).show(issued_of(desk))
            await desk.until_text("▲ " + ANSWER)
            assert "▀▀▀▀" not in desk.text()
        await desk.press("down")
        await desk.until_text("▀▀▀▀")


def issued_of(desk: Front) -> str:
    return desk.app.station.counter.search.find("")[0].id


@pytest.mark.parametrize("table", ["job", "draft"])
async def test_a_strip_that_cannot_be_counted_is_said_and_the_intake_goes_on(
    config: Config, clock: StillClock, table: str
) -> None:
    """The intake opens with a sentence at its foot; what is typed there is kept."""
    async with signed_in(config, clock) as desk:
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        drafting = desk.app.station.counter.drafting
        draft = drafting.begin(desk.app.station.officer, "MAU-KHDT-01")
        with without(config, table):
            desk.app.push_screen(IntakeScreen(desk.app.station, draft))
            await desk.until_text(ANSWER)
            assert desk.at == "IntakeScreen"
        await desk.burst(CARD)
        await desk.until(lambda: bool(stored(drafting, draft.id)), "never saved")


def stored(drafting: Drafting, draft: str) -> str:
    return drafting.resume(draft).applicant.name


async def test_news_of_the_printer_that_cannot_be_counted_is_said(
    config: Config, clock: StillClock
) -> None:
    """At home and behind a question alike."""
    async with signed_in(config, clock) as desk:
        assert desk.app._news is not None
        with without(config, "job"):
            desk.app._news._prints_changed()
            await desk.until_text(ANSWER)
        await complete(desk)
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        with without(config, "job"):
            desk.app._news._prints_changed()
            await desk.until_text(ANSWER)
        assert desk.at == "PersonScreen"


async def test_procedures_that_cannot_be_listed_are_said(config: Config, clock: StillClock) -> None:
    """The picker asks the store which are used most; typed words need no store."""
    async with signed_in(config, clock) as desk:
        with without(config, "dossier"):
            await desk.press("f2")
            await desk.until_text(ANSWER)
            await desk.type("tnhh")
            await desk.press("enter")
            await desk.until_at("IntakeScreen")


async def test_a_review_that_cannot_be_made_is_said_and_opens_no_check(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the desk answers instead of a review, F9 stays on the intake and tells it."""
    async with signed_in(config, clock) as desk:
        await complete(desk)
        with monkeypatch.context() as broken:
            broken.setattr(Intake, "review", raising(DiskFault()))
            await desk.press("f9")
            await desk.until_text("Ổ đĩa báo lỗi")
        assert desk.at == "IntakeScreen"
        await desk.press("f9")
        await desk.until_at("CheckScreen")


def raising(error: Exception) -> Callable[..., object]:
    def call(*_args: object, **_facts: object) -> object:
        raise error

    return call


async def test_the_draft_in_hand_is_never_counted_as_parked(
    config: Config, clock: StillClock
) -> None:
    """Not at the start of the intake, not when a sheet is printed meanwhile; once parked it is."""
    async with signed_in(config, clock) as desk:
        await desk.begin()
        assert desk.app._news is not None
        desk.app._news._prints_changed()
        assert desk.app.station.facts.parked == 0
        front_screen = desk.app.screen
        assert isinstance(front_screen, DeskScreen)
        front_screen.recount()
        assert "tạm dừng" not in desk.lines()[0]
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.until_text("1 tạm dừng")
        assert desk.app.station.facts.parked == 1
