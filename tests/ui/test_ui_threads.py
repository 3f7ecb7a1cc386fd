"""What takes time happens away from the thread that draws."""

from threading import current_thread, main_thread

import pytest

from counter_app.config import Config
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.intake import Intake
from counter_app.desk.signin import SignIn
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, front


async def test_hashing_capturing_saving_and_issuing_leave_the_screen_free(
    config: Config, clock: StillClock, frames: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """sign_in, attach_page, save and issue never run on the thread that handles keys."""
    called: dict[str, bool] = {}

    def watched(owner: type, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: object, **kwargs: object) -> object:
            called[name] = called.get(name, False) or current_thread() is main_thread()
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    watched(SignIn, "sign_in")
    watched(Drafting, "attach_page")
    watched(Drafting, "save")
    watched(Intake, "issue")
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        called.pop("save")  # A new draft is one row, written while the screen changes.
        await desk.lay_page()
        await desk.press("space")
        await desk.until_text("Đã lưu trang 1")
        for place in "235":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
    assert called == {"sign_in": False, "attach_page": False, "save": False, "issue": False}
