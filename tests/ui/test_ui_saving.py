"""What is typed reaches the disk whatever happens meanwhile, and an issue is seen to its end."""

import threading
from typing import TYPE_CHECKING

import pytest

from counter_app.config import Config
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, front

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from data.domain.center import Officer
    from data.domain.received import Appointment

WAIT_S = 10.0


async def test_a_letter_typed_while_the_draft_is_written_is_written_too(
    config: Config, clock: StillClock, frames: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that was under way does not keep the next one from coming."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        drafting = desk.app.station.counter.drafting
        really_save, writing, go_on = drafting.save, threading.Event(), threading.Event()

        def slowly(officer: "Officer", draft: "Draft") -> None:
            writing.set()
            assert go_on.wait(WAIT_S)
            really_save(officer, draft)

        monkeypatch.setattr(type(drafting), "save", lambda _self, who, what: slowly(who, what))
        await desk.type("a")
        await desk.until(writing.is_set, "the first save")
        await desk.type("b")
        go_on.set()
        await desk.until(
            lambda: drafting.resume(drafting.parked()[0].id).applicant.name == "ab",
            "the letter typed meanwhile on disk",
        )


async def test_keys_pressed_while_the_dossier_is_issued_change_nothing(
    config: Config, clock: StillClock, frames: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc, F9 and F3 wait, and a lock is not taken away by the end of the issue."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press(*["enter"] * 5)
        await desk.burst(CARD)
        intake = desk.app.station.counter.intake
        really_issue, issuing, go_on = intake.issue, threading.Event(), threading.Event()

        def slowly(
            _intake: object,
            officer: "Officer",
            draft: "Draft",
            *,
            promised: "Appointment | None" = None,
        ) -> object:
            issuing.set()
            assert go_on.wait(WAIT_S)
            return really_issue(officer, draft, promised=promised)

        monkeypatch.setattr(type(intake), "issue", slowly)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until(issuing.is_set, "the issue")
        await desk.press("escape", "f9", "f3", "enter")
        await desk.burst(CARD.replace("Thử", "Khác"))
        assert desk.at == "CheckScreen"
        assert "Khác" not in desk.text()
        await desk.press("f12")
        await desk.until_at("LockScreen")
        go_on.set()
        await desk.until(lambda: len(desk.app.station.counter.search.find("")) == 1, "the dossier")
        assert desk.at == "LockScreen"
        await desk.press(*"240680", "enter")
        await desk.until_at("IssuedScreen")
