"""The wire: what each end of it may do, and what is known afterwards."""

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from escpos.printer import Network

from printing.errors import NothingSent, PrinterUnreachable, PrintingError, SendBroken
from printing.simulated.simulator import Simulator
from printing.wire.status import PrinterState
from printing.wire.transport import Printer, open_printer

TIMEOUT_S = 0.2


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path) as running:
        yield running


def opened(url: str) -> Printer:
    return open_printer(url, timeout_s=TIMEOUT_S, confirm_timeout_s=TIMEOUT_S)


class Peer:
    """The far end of one connection, without any printer in it."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        self.printer = opened(self.url)
        self.socket, _ = self._listener.accept()
        self.socket.settimeout(5)

    def reset(self) -> None:
        """Ends the connection so that the next write on the other side fails."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self) -> None:
        self.printer.close()
        self.socket.close()
        self._listener.close()


@pytest.fixture
def peer() -> Iterator[Peer]:
    end = Peer()
    yield end
    end.close()


def test_closed_port_is_unreachable_and_nothing_was_sent() -> None:
    """A printer that is switched off cannot have printed."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(PrinterUnreachable) as caught:
        opened(url)
    assert isinstance(caught.value, NothingSent)


@pytest.mark.parametrize(
    "url",
    [
        "usb://1:2",
        "printer",
        "tcp://",
        "tcp://host:port",
        "tcp://host:99999",
        "tcp://[::1",
        "file://host/x",
        "file:relative",
    ],
)
def test_unusable_address_is_refused(url: str) -> None:
    """A mistake in the settings is told as such, not as a printer that is off."""
    with pytest.raises(PrintingError) as caught:
        opened(url)
    assert not isinstance(caught.value, PrinterUnreachable)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ({}, PrinterState.READY),
        ({"paper_low": True}, PrinterState.PAPER_LOW),
        ({"paper_out": True}, PrinterState.PAPER_OUT),
        ({"cover_open": True}, PrinterState.COVER_OPEN),
        ({"cover_open": True, "paper_out": True}, PrinterState.COVER_OPEN),
        ({"offline": True}, PrinterState.OFFLINE),
        ({"silent": True}, PrinterState.UNKNOWN),
    ],
)
def test_status_tells_what_the_printer_said(
    simulator: Simulator, fault: dict[str, bool], state: PrinterState
) -> None:
    """Each state of a printer arrives as that state; silence arrives as unknown."""
    for name, value in fault.items():
        setattr(simulator.faults, name, value)
    printer = opened(simulator.url)
    assert printer.status().state is state
    printer.close()


@pytest.mark.parametrize(
    ("fault", "online", "paper"),
    [(None, True, 2), ("paper_low", True, 1), ("paper_out", False, 0), ("offline", False, 2)],
)
def test_stock_network_class_understands_the_simulator(
    simulator: Simulator, fault: str | None, *, online: bool, paper: int
) -> None:
    """python-escpos, which knows nothing of us, reads the same from the simulated printer."""
    if fault:
        setattr(simulator.faults, fault, True)
    host, port = simulator.url.removeprefix("tcp://").split(":")
    stock = Network(host, int(port), timeout=5)
    stock.open()
    assert (stock.is_online(), stock.paper_status()) == (online, paper)
    stock.close()


def test_rubbish_answers_are_passed_over(peer: Peer) -> None:
    """Bytes that are no answer are skipped; the answer behind them counts."""

    def answer() -> None:
        for _ in range(2):
            peer.socket.recv(3)
            peer.socket.sendall(b"\xff\x00\x12")

    thread = threading.Thread(target=answer)
    thread.start()
    assert peer.printer.status().state is PrinterState.READY
    thread.join()


def test_stale_answers_are_not_taken_for_new_ones(peer: Peer) -> None:
    """An answer that came too late for its question does not answer the next."""
    peer.socket.sendall(b"\x12\x12\x12\x12")
    assert peer.printer.status().state is PrinterState.UNKNOWN


def test_flood_of_rubbish_does_not_hold_the_desk(peer: Peer) -> None:
    """A talking device that is no printer ends as unknown or unreachable."""
    peer.socket.sendall(b"\x00" * 20_000)
    assert not peer.printer.status().good


def test_connection_lost_before_a_question_is_unreachable(peer: Peer) -> None:
    """A printer that hung up is trouble, not a mystery."""
    peer.socket.close()
    assert peer.printer.status().state is PrinterState.UNREACHABLE
    assert peer.printer.confirm().state is PrinterState.UNREACHABLE


def test_send_on_a_reset_connection_sent_nothing(peer: Peer) -> None:
    """The first two bytes fail whole, so the job may safely wait."""
    peer.reset()
    with pytest.raises(NothingSent):
        peer.printer.send(b"\x1b@" + b"x" * 10_000)


def test_send_that_stops_half_way_is_broken(peer: Peer) -> None:
    """A printer that takes no more bytes leaves a torn sheet, perhaps."""
    with pytest.raises(SendBroken):
        peer.printer.send(b"x" * 40_000_000)


def test_all_bytes_arrive_in_order(peer: Peer) -> None:
    """What is sent in pieces is received as one stream."""
    data = bytes(range(256)) * 64
    peer.printer.send(data)
    received = b""
    while len(received) < len(data):
        received += peer.socket.recv(65_536)
    assert received == data


def test_confirm_waits_for_the_answer_in_turn(simulator: Simulator) -> None:
    """GS r is answered behind the last row, then DLE EOT says that all is well."""
    printer = opened(simulator.url)
    printer.send(b"\x1b@\x1dv0\x00\x01\x00\x01\x00\xff\x1dV\x00")
    assert printer.confirm().good
    assert len(simulator.papers) == 1
    printer.close()


def test_printer_without_gs_r_is_confirmed_by_its_status(peer: Peer) -> None:
    """A plain printer costs the time limit, then its DLE EOT counts."""

    def answer() -> None:
        seen = b""
        while seen.count(b"\x10\x04") < 2:
            seen += peer.socket.recv(3)
            if seen[-3:-1] == b"\x10\x04":
                peer.socket.sendall(b"\x12")

    thread = threading.Thread(target=answer)
    thread.start()
    assert peer.printer.confirm().state is PrinterState.READY
    thread.join()


def test_file_is_appended_to_and_counts_as_printed_once_on_disk(tmp_path: Path) -> None:
    """A regular file that was written and synced is as good as paper."""
    path = tmp_path / "máy in.bin"
    for data in (b"one", b"two"):
        printer = opened(path.as_uri())
        assert printer.status().state is PrinterState.UNKNOWN
        assert printer.confirm().state is PrinterState.UNKNOWN
        printer.send(data)
        assert printer.confirm().good
        printer.close()
        printer.close()
    assert path.read_bytes() == b"onetwo"


def test_device_cannot_confirm() -> None:
    """What a character device did with the bytes, nobody knows."""
    printer = opened("file:///dev/null")
    printer.send(b"x")
    assert printer.confirm().state is PrinterState.UNKNOWN
    printer.close()


def test_full_device_takes_nothing() -> None:
    """A device that refuses the first byte has printed nothing."""
    printer = opened("file:///dev/full")
    with pytest.raises(NothingSent):
        printer.send(b"x")
    printer.close()


def test_device_that_stops_taking_bytes_is_broken(tmp_path: Path) -> None:
    """A pipe nobody reads fills up; the desk does not wait for ever."""
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    printer = opened(pipe.as_uri())
    with pytest.raises(SendBroken):
        printer.send(b"x" * 1_000_000)
    printer.close()
    os.close(reader)


def test_missing_folder_and_unread_pipe_are_unreachable(tmp_path: Path) -> None:
    """Neither hangs and neither creates anything."""
    pipe = tmp_path / "lp1"
    os.mkfifo(pipe)
    for path in (tmp_path / "none" / "x", pipe):
        with pytest.raises(PrinterUnreachable):
            opened(path.as_uri())


def test_nothing_is_written_on_the_screen(
    simulator: Simulator, capfd: pytest.CaptureFixture[str]
) -> None:
    """The officer's screen is drawn on fd 2; no library may write there."""
    printer = opened(simulator.url)
    printer.status()
    printer.send(b"\x1b@\x1dV\x00")
    printer.confirm()
    printer.close()
    with pytest.raises(PrinterUnreachable):
        opened("tcp://127.0.0.1:1")
    assert capfd.readouterr() == ("", "")
