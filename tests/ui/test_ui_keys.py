"""What a keyboard can send: a reader's burst, an input method's corrections, hostile pastes."""

import fcntl
import os
import pty
import struct
import sys
import termios
import threading
import unicodedata
from pathlib import Path

import pytest
from textual import events

from counter_app.config import Config
from counter_app.widgets.field import Field
from tests.fakes.desk import StillClock
from tests.fakes.front import CARD, front
from tests.fakes.typed import FIELD_LIMIT, OneField

DRIVER = Path(__file__).parents[1] / "fakes" / "typed.py"
COLUMNS, ROWS = 80, 24
BACK = ("backspace", "\x7f")


async def test_a_burst_lands_in_no_field_and_presses_no_shortcut(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A code full of letters, digits and slashes types nothing and opens nothing but an answer."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("slash")
        await desk.burst("P/2?1-ABC/99")
        await desk.until_text("P/2?1-ABC/99")
        assert desk.app.screen.query_one("#search", Field).value == ""
        assert desk.at == "HomeScreen"


async def test_typing_between_scans_arrives_letter_by_letter(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What was typed before and after a burst stands in the field, and nothing of the burst."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.press("down", "down")
        await desk.type("09")
        await desk.burst(CARD)
        await desk.type("05")
        assert desk.app.screen.query_one("#applicant-phone", Field).value == "0905"
        assert desk.app.screen.query_one("#applicant-name", Field).value == "Nguyễn Văn Thử"


async def test_a_card_at_home_finds_what_its_holder_handed_in(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """With no intake open, a card is a search."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.burst(CARD)
        assert desk.app.screen.query_one("#search", Field).value == "Nguyễn Văn Thử"


async def test_letters_are_keys_with_caps_lock_on_too(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """G, E, C, P and T act as g, e, c, p and t wherever no text is typed."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        for letter, screen in (("G", "GuidanceScreen"), ("E", "DayEndScreen")):
            await desk.press(letter)
            await desk.until_at(screen)
            await desk.press("escape")
            await desk.until_at("HomeScreen")
        await desk.begin()
        await desk.press("C")
        await desk.until_at("ComponentScreen")
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("B")
        await desk.until_at("LateScreen")


async def test_capital_letters_stay_capital_where_text_is_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Also those that an input method composes, and no letter of a name opens a screen."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("slash")
        await desk.type("GE ĐỖ")
        search = desk.app.screen.query_one("#search", Field)
        for name, char in (BACK, BACK, ("Ỗ", "Ỗ"), ("N", "N"), ("G", "G")):
            desk.app.post_message(events.Key(name, char))
        await desk.until(lambda: search.value == "GE ỖNG", "letters were changed")
        assert desk.at == "HomeScreen"


async def test_what_an_input_method_composes_is_no_key(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """É is no E: behind a correction only the letters on the keys act."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("É", "Đ", "Ê")
        await desk.pilot.pause()
        assert desk.at == "HomeScreen"


async def test_a_reader_on_caps_lock_is_read_as_it_sends(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A burst of capitals is one scan and keeps its case; none of its letters is a key."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.burst("GE123456789VN")
        await desk.until_text("GE123456789VN")
        assert desk.at == "HomeScreen"


async def test_an_input_method_corrects_within_one_moment() -> None:
    """Letters, then backspaces and the accented letters at once, as fcitx and ibus send them."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        for name, char in [
            *(("n", "n"), ("g", "g"), ("u", "u"), ("y", "y"), ("e", "e"), ("e", "e"), ("n", "n")),
            *(BACK, BACK, BACK),
            *(("ê", "ê"), ("n", "n"), BACK, BACK),
            *(("ễ", "ễ"), ("n", "n")),
        ]:
            app.post_message(events.Key(name, char))
        await pilot.pause()
        assert field.value == "nguyễn"


async def test_decomposed_letters_become_whole_ones_and_the_cursor_stays_behind_them() -> None:
    """NFD typed or pasted is NFC in the field, also in the middle of a word."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        field.value = "Nguyn"
        field.cursor_position = 4
        for char in unicodedata.normalize("NFD", "ễ"):
            app.post_message(events.Key(char, char))
        await pilot.pause()
        await pilot.press("x")
        assert field.value == "Nguyễxn"
        app.post_message(events.Paste(unicodedata.normalize("NFD", " Thử")))
        await pilot.pause()
        assert field.value == "NguyễxThửn"


async def test_a_paste_is_cleaned_and_bounded() -> None:
    """Controls, ESC/POS bytes, bidi marks and ten thousand characters leave a short clean line."""
    app = OneField()
    async with app.run_test() as pilot:
        field = app.query_one(Field)
        app.post_message(events.Paste("a\x1b@\x1dV\x00\u202eb\nc" + "x" * 10_000))
        await pilot.pause()
        assert len(field.value) == FIELD_LIMIT
        assert field.value.startswith("a@ Vb cx")
        assert field.value.isprintable()


@pytest.mark.parametrize("backspace", [b"\x08", b"\x7f"], ids=["0x08", "0x7f"])
def test_raw_bytes_of_an_input_method_arrive_right_through_a_terminal(backspace: bytes) -> None:
    """The same through a real pty: 0x08 and 0x7F both take one letter back."""
    typed = b"Tran Thi Thu" + backspace + "ử".encode()
    typed += b" nguyen" + backspace * 2 + "ễn".encode() + b"\r"
    assert answer_of(typed) == "Tran Thi Thử nguyễn"


def test_a_readers_burst_through_a_terminal_is_one_scan() -> None:
    """The bytes of a card with a line end behind them never reach the field."""
    assert answer_of(b"abc", CARD.encode() + b"\r\n", b"d\r") == f"scan:{CARD}|abcd"


def answer_of(*typed: bytes) -> str:
    """What the program in `tests/fakes/typed.py` made of bytes that came over a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", PYTHONPATH=str(DRIVER.parents[2]))
        os.execv(sys.executable, [sys.executable, str(DRIVER), *(part.hex() for part in typed)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    shown = b""
    watchdog = threading.Timer(30, os.kill, (child, 9))
    watchdog.start()
    sent = 0
    try:
        while chunk := os.read(terminal, 65_536):
            shown += chunk
            while sent < shown.count(b"READY") and sent < len(typed):
                os.write(terminal, typed[sent])
                sent += 1
    except OSError:
        pass  # The child closed its end of the terminal.
    finally:
        watchdog.cancel()
        os.waitpid(child, 0)
    return shown.rpartition(b"ANSWER:")[2].split(b"\r\n")[0].decode()
