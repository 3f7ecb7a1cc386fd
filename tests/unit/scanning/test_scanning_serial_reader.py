"""A scanner behind a real TCP port: whole values, in order, whatever happens to the line."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scanning.camera import MonotonicClock
from scanning.errors import ReaderUnavailable
from scanning.serial_reader import (
    MAX_LINE_BYTES,
    MAX_VALUES,
    ReaderAddress,
    SerialReader,
    reader_address,
)
from scanning.values import ReaderState

CODE = "000.00.19.H47-190926-0001"
STEPS = 60


@contextmanager
def scanner(
    clock_s: MonotonicClock = time.monotonic,
) -> Iterator[tuple[SerialReader, socket.socket, socket.socket]]:
    """A reader that has connected, the scanner's end of the line, and the door it came through."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        url = f"socket://127.0.0.1:{door.getsockname()[1]}"
        reader = SerialReader(url, clock_s=clock_s)
        reader.step()
        line, _ = door.accept()
        with line:
            yield reader, line, door
        reader.close()


def came(reader: SerialReader, count: int) -> list[str]:
    values: list[str] = []
    for _ in range(STEPS):
        values += reader.step().values
        if len(values) >= count:
            break
    return values


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_a_line_is_a_value(end: bytes) -> None:
    """Whatever ends it; a scanner that is there is live."""
    with scanner() as (reader, line, _):
        line.sendall(CODE.encode() + end + b"010720800010" + end)
        assert came(reader, 2) == [CODE, "010720800010"]
        assert reader.step().state is ReaderState.LIVE


def test_a_value_in_pieces_is_one() -> None:
    """Bytes come as they like."""
    with scanner() as (reader, line, _):
        line.sendall(CODE[:7].encode())
        line.sendall(CODE[7:].encode() + b"\r")
        assert came(reader, 1) == [CODE]


def test_a_value_without_a_line_end_is_whole_after_a_pause() -> None:
    """Scanners may be set to send nothing behind a code."""
    with scanner() as (reader, line, _):
        line.sendall(CODE.encode())
        assert came(reader, 1) == [CODE]


def test_vietnamese_comes_through_and_what_is_no_text_does_no_harm() -> None:
    """UTF-8 letter for letter; other bytes are shown as unreadable and the next value is whole."""
    card = "049000000000||Nguyễn Văn Thử|01011990|Nam|Số 0, đường Ví Dụ|01012021"
    with scanner() as (reader, line, _):
        line.sendall(card.encode() + b"\r\xff\xfe1\r\x1b[2J\x00A\r")
        assert came(reader, 3) == [card, "\ufffd\ufffd1", "[2JA"]


def test_an_endless_line_is_dropped_and_the_next_value_read() -> None:
    """Memory is bounded, and nothing of the flood becomes a value."""
    with scanner() as (reader, line, _):
        for _ in range(3 * MAX_LINE_BYTES // 4096):
            line.sendall(b"9" * 4096)
            assert reader.step().values == ()
        line.sendall(b"9\r" + CODE.encode() + b"\r")
        assert came(reader, 1) == [CODE]


def test_a_step_brings_a_bounded_number() -> None:
    """A scanner gone mad does not fill the screen."""
    with scanner() as (reader, line, _):
        line.sendall(b"123456\r" * 200)
        assert len(reader.step().values) == MAX_VALUES
        assert came(reader, 184) == ["123456"] * 184


def test_a_scanner_comes_back_by_itself() -> None:
    """What was cut off by the break is never joined to what comes after it."""
    now_s = [1000.0]
    with scanner(lambda: now_s[0]) as (reader, line, door):
        line.sendall(b"000.00.19")
        line.shutdown(socket.SHUT_RDWR)
        line.close()
        states = {reader.step().state for _ in range(3)}
        assert ReaderState.LOST in states
        now_s[0] += 60
        reader.step()
        again, _ = door.accept()
        with again:
            again.sendall(CODE.encode() + b"\r")
            assert came(reader, 1) == [CODE]


def test_nobody_there_is_a_state() -> None:
    """A scanner that is not there is lost, and is not asked for at every step."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    reader = SerialReader(f"socket://127.0.0.1:{port}")
    assert [reader.step().state for _ in range(3)] == [ReaderState.LOST] * 3
    with pytest.raises(ReaderUnavailable, match="cannot be opened"):
        reader.open()


def test_a_missing_device_is_a_state() -> None:
    """The same for a cable, and for an address that nobody can read."""
    for url in ("serial:///dev/no-such-scanner", "no address at all"):
        assert SerialReader(url).step().state is ReaderState.LOST


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("serial:///dev/ttyACM0", ReaderAddress("/dev/ttyACM0", 9600)),
        ("serial:///dev/ttyUSB1?baud=115200", ReaderAddress("/dev/ttyUSB1", 115_200)),
        ("serial:///COM3", ReaderAddress("COM3", 9600)),
        ("socket://127.0.0.1:4001", ReaderAddress("socket://127.0.0.1:4001")),
    ],
)
def test_addresses_are_read(url: str, address: ReaderAddress) -> None:
    """A device with its speed, or a host with its port."""
    assert reader_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        *("", "COM3", "/dev/ttyACM0", "serial://", "serial:///dev/ttyACM0?baud=fast"),
        *("serial:///x?baud=0", "socket://host", "socket://:99", "socket://h:99999", "spy:///x"),
        "http://[::1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Nothing is opened by guess, and none of pyserial's other handlers is reached."""
    with pytest.raises(ReaderUnavailable) as caught:
        reader_address(url)
    assert caught.value.code == "reader-address"
