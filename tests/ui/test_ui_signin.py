"""Signing in, locking, and a desk that cannot be opened or was never set up."""

from dataclasses import replace
from pathlib import Path

from counter_app import bootstrap
from counter_app.app import CounterApp
from counter_app.config import Config, Devices, places
from counter_app.desk.setup import Answers
from counter_app.screens.setup import SetUpScreen
from tests.fakes.desk import PIN, RECEIVER, StillClock, opened
from tests.fakes.front import Front, front


async def test_a_wrong_pin_is_answered_and_the_right_one_goes_on(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The answer says how many tries are left and never which of the two was wrong."""
    async with front(config, clock, frames) as desk:
        await desk.until(lambda: desk.app._station is not None, "never opened")
        await desk.press(*RECEIVER, "enter", *"111222", "enter")
        await desk.until_text("Số hiệu hoặc mã PIN không đúng. Còn 4 lần thử")
        assert "111222" not in desk.text()
        await desk.press(*PIN, "enter")
        await desk.until_at("HomeScreen")


async def test_what_is_typed_while_the_desk_opens_is_kept(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Number, PIN and Enter before the store is open sign in as soon as it is."""
    async with front(config, clock, frames) as desk:
        assert desk.app._station is None
        assert "Đang mở dữ liệu của quầy" in desk.text()
        await desk.press(*RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("HomeScreen")


async def test_a_second_desk_says_so_and_enter_tries_again(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """While another process holds the store nothing opens; once it is gone, Enter opens it."""
    with opened(config, clock):
        app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock)
        async with app.run_test(size=(80, 24)) as pilot:
            desk = Front(app, pilot, Path(config.devices.camera), frames)
            await desk.until_text("Quầy này đang mở ở cửa sổ khác")
            assert app.failure is not None
            assert desk.foot() == "Enter thử lại Ctrl+Q thoát"
    async with front(config, clock, frames) as desk:
        await desk.sign_in()


async def test_enter_opens_the_desk_once_the_other_one_is_gone(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The same window opens the desk after the other one was closed."""
    other = bootstrap.start(config, clock)
    async with front(config, clock, frames) as desk:
        await desk.until_text("Quầy này đang mở ở cửa sổ khác")
        other.close()
        await desk.press("enter")
        await desk.sign_in()


async def test_f12_blanks_the_screen_and_the_pin_brings_everything_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Nothing of a citizen shows while the desk is locked, and a scan does nothing."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.type("Nguyễn Thử")
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        await desk.press("f12")
        await desk.until_at("LockScreen")
        assert "Nguyễn" not in desk.text()
        await desk.burst("000.00.05.H47-261123-0001")
        assert desk.at == "LockScreen"
        await desk.press("escape", "f2", "f9")
        assert desk.at == "LockScreen"
        for _ in range(60):
            await desk.press("backspace")
        await desk.press(*PIN, "enter")
        await desk.until_at("IntakeScreen")
        assert "Nguyễn Thử" in desk.text()


async def test_another_officer_may_take_over_a_locked_desk(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Whoever unlocks stands on the strip from then on."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("f12")
        await desk.until_at("LockScreen")
        await desk.press("up", *("backspace",) * 5, *"02", "enter", *PIN, "enter")
        await desk.until_at("HomeScreen")
        await desk.until_text("Lê Văn Giả Định")


async def test_a_first_run_is_set_up_step_by_step_and_keeps_every_answer(
    tmp_path: Path, clock: StillClock
) -> None:
    """Refused answers stay typed; the desk that was set up opens and its officer signs in."""
    config = replace(places(tmp_path / "new"))
    heard: list[tuple[Devices, str]] = []

    def found(answers: Answers, devices: Devices, *, pedal: str) -> None:
        heard.append((devices, pedal))
        bootstrap.found(config, answers, clock)

    app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock, found=found)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Front(app, pilot, tmp_path, [])
        await desk.until_at("SetUpScreen")
        assert "Bước 1/4 · Trung tâm" in desk.text()
        await desk.press(*("enter",) * 7)
        await desk.until_text("Bước 2/4")
        await desk.press("backspace", "0", "enter", "enter")
        await desk.until_text("Số quầy phải từ 1 đến tổng số quầy")
        await desk.press("up", "backspace", "7", "enter", "enter")
        await desk.until_text("Bước 3/4")
        await desk.press(*"01", "enter")
        await desk.type("Trần Thị Thử")
        await desk.press("enter", "backspace", "9", "enter")
        await desk.press(*"123456", "enter", *"123456", "enter")
        await desk.until_text("là một chữ số từ 1 đến 4")
        await desk.press("up", "up", "backspace", "3", "enter", "enter", "enter")
        await desk.until_text("không phải dãy liên tiếp")
        assert "Trần Thị Thử" in desk.text()
        await desk.press(*("backspace",) * 6, *"240680", "up", *("backspace",) * 6, *"240681")
        await desk.press("enter", "enter")
        await desk.until_text("Hai lần nhập mã PIN khác nhau")
        await desk.press("up", "backspace", "0", "enter", "enter")
        await desk.until_text("Bước 4/4")
        await desk.press("enter", "backspace", "enter")
        await desk.type("socket://127.0.0.1:7000 ")
        await desk.press("enter", *"f13", "enter")
        await desk.until_at("SignInScreen")
        assert heard == [(Devices(reader="socket://127.0.0.1:7000"), "f13")]
        await desk.sign_in("01", "240680")
        assert "Quầy 07" in desk.text()


async def test_no_key_of_a_first_run_is_lost_however_fast_they_come(
    tmp_path: Path, clock: StillClock
) -> None:
    """All keys at one moment: each lands in its field, and a refused step waits for the rest."""
    config = replace(places(tmp_path / "new"))
    heard: list[Answers] = []

    def found(answers: Answers, _devices: Devices, *, pedal: str) -> None:
        heard.append(answers)
        bootstrap.found(config, answers, clock)

    app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock, found=found)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Front(app, pilot, tmp_path, [])
        await desk.until_text("Bước 1/4")
        center = ["enter"] * 3 + [*"12 Ham Nghi"] + ["enter"] * 4
        number = ["backspace", "7", "enter", "enter"]
        first = [*"01", "enter", *"Le Thi Mau", "enter", "enter", *PIN, "enter", *"111111", "enter"]
        mended = [*["backspace"] * 6, *PIN, "f5"]
        second = [*"02", "enter", *"Le Van Thu", "down", "down", *PIN, "enter", *PIN, "enter"]
        devices = ["enter", "backspace", "enter", "enter", "enter"]
        for key in [*center, *number, *first, *mended, *second, *devices]:
            desk.send(key)
        await desk.until_at("SignInScreen")
        assert heard[0].head.address == "12 Ham Nghi"
        assert heard[0].desk_number == 7
        people = [(officer.number, officer.name, officer.pin) for officer in heard[0].officers]
        assert people == [("01", "Le Thi Mau", PIN), ("02", "Le Van Thu", PIN)]
        await desk.sign_in("02", PIN)


def test_no_key_of_the_set_up_works_before_its_first_question_stands() -> None:
    """Enter on the way from sign-in to set-up meets a screen that has no field yet."""
    screen = SetUpScreen(lambda _answers, _devices, *, pedal: None)
    keys = ["next", "previous", "another", "finish", "back"]
    assert [action for action in keys if screen.check_action(action, ())] == []
