"""Printers that hang on something else than a network."""

import importlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from printing.errors import NothingSent, PrinterUnreachable, PrintingError, SendBroken
from printing.escpos import encode
from printing.raster import Raster
from printing.simulated.simulator import Simulator
from printing.wire.status import PrinterState
from printing.wire.talking import Patience, TalkingPrinter
from printing.wire.transport import Printer, open_printer
from printing.wire.usb_line import UsbLine, claimed, open_usb
from tests.fakes.printing_lines import FakeEndpoint, FakeInterface, FakeUsb, fake_lp, serial_cable

SHEET = Raster(16, 3, b"\xff\x00\x0f\x00\x01\x80")
TIMEOUT_S = 0.5


def opened(url: str) -> Printer:
    return open_printer(url, timeout_s=TIMEOUT_S, confirm_timeout_s=TIMEOUT_S)


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    with Simulator(tmp_path / "papers", width_dots=16) as running:
        yield running


def test_serial_printer_prints_and_confirms(simulator: Simulator) -> None:
    """Over a terminal device, asked before and after like one on the network."""
    with serial_cable(simulator) as device:
        printer = opened(f"serial://{device}?baud=115200")
        assert printer.status().state is PrinterState.READY
        printer.send(encode(SHEET))
        assert printer.confirm().good
        printer.close()
    assert [(paper.raster, paper.finished) for paper in simulator.papers] == [(SHEET, True)]


def test_serial_printer_tells_its_trouble(simulator: Simulator) -> None:
    """The answers come back over the same cable."""
    simulator.faults.cover_open = True
    with serial_cable(simulator) as device:
        printer = opened(f"serial://{device}")
        assert printer.status().state is PrinterState.COVER_OPEN
        printer.close()


def test_serial_line_behind_a_tcp_port(simulator: Simulator) -> None:
    """A box that feeds a serial line is the same line."""
    printer = opened(simulator.url.replace("tcp", "serial") + "?baud=19200")
    assert printer.status().good
    printer.send(encode(SHEET))
    assert printer.confirm().good
    printer.close()
    assert len(simulator.papers) == 1


def test_silent_serial_printer_is_unknown_and_usable(simulator: Simulator) -> None:
    """It prints; that it did, it never says."""
    simulator.faults.silent = True
    with serial_cable(simulator) as device:
        printer = opened(f"serial://{device}")
        assert printer.status().state is PrinterState.UNKNOWN
        printer.send(encode(SHEET))
        assert printer.confirm().state is PrinterState.UNKNOWN
        printer.close()
    assert len(simulator.papers) == 1


def test_serial_device_that_takes_no_more_is_broken(tmp_path: Path) -> None:
    """A printer that holds the line does not hold the desk."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        printer = opened(f"serial://127.0.0.1:{port}?baud=460800")
        with pytest.raises(SendBroken):
            printer.send(b"x" * 40_000_000)
        printer.close()


def test_missing_serial_device_is_unreachable(tmp_path: Path) -> None:
    """Not plugged in is no mistake in the settings."""
    with pytest.raises(PrinterUnreachable):
        opened(f"serial://{tmp_path}/ttyUSB9")


@pytest.mark.parametrize(
    "url",
    [
        "serial://",
        "serial:///",
        "serial:///dev/ttyS0?baud=7",
        "serial:///dev/ttyS0?baud=x",
        "serial:///dev/ttyS0?flow=maybe",
        "serial:///dev/ttyS0?speed=9600",
        "serial://host/dev/ttyS0",
        "serial://host:99999",
        "usb://04b8",
        "usb://04b8:02021",
        "usb://04b8:0202/x",
        "cups://",
        "cups://-o",
        "cups://a b",
        "cups://a;reboot",
        "cups://a/b",
        "lpt://1",
    ],
)
def test_unusable_address_is_refused(url: str) -> None:
    """A mistake in the settings is told as such, and nothing is opened or run."""
    with pytest.raises(PrintingError) as caught:
        opened(url)
    assert not isinstance(caught.value, PrinterUnreachable)


def test_queue_is_given_the_bytes_raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By `lp`, without a shell; what becomes of them, nobody says."""
    monkeypatch.setenv("PATH", str(fake_lp(tmp_path)))
    printer = opened("cups://counter-1")
    assert printer.status().state is PrinterState.UNKNOWN
    printer.send(encode(SHEET))
    assert printer.confirm().state is PrinterState.UNKNOWN
    printer.close()
    assert (tmp_path / "given").read_bytes() == encode(SHEET)
    assert (tmp_path / "called").read_text().split() == ["-s", "-d", "counter-1", "-o", "raw"]


def test_queue_for_pages_turns_a_pdf_into_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Raw bytes would come out as letters."""
    monkeypatch.setenv("PATH", str(fake_lp(tmp_path)))
    opened("pages://laser-1").send(b"%PDF-1.7")
    assert (tmp_path / "given").read_bytes() == b"%PDF-1.7"
    assert (tmp_path / "called").read_text().split() == ["-s", "-d", "laser-1"]


def test_queue_that_refuses_took_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No such queue: the job may wait."""
    monkeypatch.setenv("PATH", str(fake_lp(tmp_path, exit_code=1)))
    with pytest.raises(NothingSent):
        opened("cups://gone").send(b"x")


def test_queue_that_died_may_have_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off by a signal, `lp` does not say how far it got."""
    folder = fake_lp(tmp_path)
    (folder / "lp").write_text("#!/bin/sh\nkill -9 $$\n")
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(SendBroken):
        opened("cups://a").send(b"x")


def test_machine_without_queues_is_unreachable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No `lp` on this machine."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterUnreachable):
        opened("cups://a")


def usb_printer(out: FakeEndpoint, back: FakeEndpoint | None) -> TalkingPrinter:
    line = UsbLine(out, back, timeout_s=TIMEOUT_S, release=lambda: None)
    return TalkingPrinter(line, Patience(TIMEOUT_S, TIMEOUT_S))


def test_usb_printer_answers_in_packets() -> None:
    """Two answers in two packets, and pushed status between them that is none."""
    back = FakeEndpoint(packets=[b"", b"\x12", b"", b"\x14\x00\x00\x0f\x12"])
    assert usb_printer(FakeEndpoint(), back).status().state is PrinterState.READY


def test_usb_printer_that_only_listens_is_usable() -> None:
    """All bytes arrive; its state is not known."""
    out = FakeEndpoint()
    printer = usb_printer(out, None)
    assert printer.status().state is PrinterState.UNKNOWN
    printer.send(b"\x1b@" + b"x" * 10_000)
    assert bytes(out.taken).endswith(b"\x1b@" + b"x" * 10_000)


@pytest.mark.parametrize(("takes", "error"), [(0, NothingSent), (9_000, SendBroken)])
def test_usb_printer_that_takes_no_more(takes: int, error: type[PrintingError]) -> None:
    """Whether a byte may have left is told."""
    with pytest.raises(error):
        usb_printer(FakeEndpoint(takes_bytes=takes), None).send(b"x" * 20_000)


def test_unplugged_usb_printer_is_unreachable() -> None:
    """An error that is no time-out."""
    back = FakeEndpoint(packets=[OSError(19, "no such device")])
    assert usb_printer(FakeEndpoint(), back).status().state is PrinterState.UNREACHABLE


@pytest.mark.parametrize("configured", [True, False])
def test_usb_interface_is_taken_from_the_kernel(*, configured: bool) -> None:
    """The one that takes data, both ways where it has both, and let go at the end."""
    out, back = FakeEndpoint(bEndpointAddress=1), FakeEndpoint(bEndpointAddress=0x82)
    signals = FakeEndpoint(bEndpointAddress=0x83, bmAttributes=3)
    device = FakeUsb(FakeInterface([signals]), FakeInterface([out, back]), configured=configured)
    line = claimed(device, device.util, TIMEOUT_S)
    line.write(b"x")
    assert out.taken == b"x"
    line.close()
    assert device.told == ["detach 0", "claim 0", "release"]


def test_usb_device_that_is_no_printer_is_unreachable() -> None:
    """Nothing to write to."""
    device = FakeUsb(FakeInterface([FakeEndpoint(bEndpointAddress=0x81)]))
    with pytest.raises(PrinterUnreachable):
        claimed(device, device.util, TIMEOUT_S)


def test_usb_without_its_libraries_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not part of every installation."""

    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(PrintingError, match="pyusb"):
        open_usb(0x04B8, 0x0202, TIMEOUT_S)


def test_pushed_status_ends_the_waiting(simulator: Simulator) -> None:
    """A printer that stops in the middle says so at once; nobody waits for its last row."""
    printer = open_printer(simulator.url, timeout_s=5, confirm_timeout_s=60)
    assert printer.status().good
    simulator.faults.paper_out_after_bytes = 6 + 3 + 20
    printer.send(encode(SHEET) * 4)
    assert printer.confirm().state is PrinterState.PAPER_OUT
    printer.close()


def test_pushed_status_is_not_taken_for_an_answer(simulator: Simulator) -> None:
    """It comes while the last row is waited for, and the job is confirmed by the answer alone."""
    printer = opened(simulator.url)
    assert printer.status().good
    simulator.faults.bytes_a_second = 200
    low = threading.Timer(0.1, lambda: setattr(simulator.faults, "paper_low", True))
    low.start()
    printer.send(encode(SHEET))
    assert printer.confirm().state is PrinterState.PAPER_LOW
    low.join()
    printer.close()
    assert len(simulator.papers) == 1
