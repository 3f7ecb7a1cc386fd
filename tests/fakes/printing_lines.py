"""Lines to a printer that are not a network: a serial cable, a queue's `lp`, a USB device."""

import errno
import os
import pty
import select
import socket
import stat
import threading
import tty
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from printing.simulated.simulator import Simulator

CHUNK_BYTES = 4_096


@contextmanager
def serial_cable(simulator: Simulator) -> Iterator[Path]:
    """A terminal device of this machine; the simulated printer is at its other end."""
    near, far = pty.openpty()
    tty.setraw(far)
    host, port = simulator.url.removeprefix("tcp://").split(":")
    end = threading.Event()
    with socket.create_connection((host, int(port))) as printer:
        carrier = threading.Thread(target=_carry, args=(near, printer, end))
        carrier.start()
        try:
            yield Path(os.ttyname(far))
        finally:
            end.set()
            carrier.join()
            os.close(near)
            os.close(far)


def _carry(near: int, printer: socket.socket, end: threading.Event) -> None:
    while not end.is_set():
        ready, _, _ = select.select([near, printer.fileno()], [], [], 0.02)
        if near in ready:
            printer.sendall(os.read(near, CHUNK_BYTES))
        if printer.fileno() in ready:
            heard = printer.recv(CHUNK_BYTES)
            if not heard:
                return
            os.write(near, heard)


def fake_lp(folder: Path, *, exit_code: int = 0) -> Path:
    """A folder for PATH whose `lp` writes down how it was called and what it was given."""
    program = folder / "lp"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{folder}/called"\n'
        f'/bin/cat > "{folder}/given"\nexit {exit_code}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


class Late(OSError):
    """As pyusb's USBTimeoutError."""

    def __init__(self) -> None:
        super().__init__(errno.ETIMEDOUT, "time-out")


@dataclass(slots=True)
class FakeEndpoint:
    """One direction of a USB printer; `packets` are what it says, an error is raised in turn."""

    bEndpointAddress: int = 1  # noqa: N815 - as pyusb has it
    bmAttributes: int = 2  # noqa: N815 - as pyusb has it
    packets: list[bytes | OSError] = field(default_factory=list)
    taken: bytearray = field(default_factory=bytearray)
    takes_bytes: int = 1_000_000

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout > 0
        free = self.takes_bytes - len(self.taken)
        if free <= 0:
            raise Late
        self.taken += data[:free]
        return min(len(data), free)

    def read(self, size: int, timeout: int) -> Iterable[int]:
        assert timeout > 0
        if not self.packets:
            raise Late
        packet = self.packets.pop(0)
        if isinstance(packet, OSError):
            raise packet
        return packet[:size]


class FakeInterface(list[FakeEndpoint]):
    bInterfaceNumber = 0  # noqa: N815 - as pyusb has it


class FakeUsb:
    """A device with interfaces, and what pyusb's `util` is asked to do with it."""

    def __init__(self, *interfaces: FakeInterface, configured: bool = True) -> None:
        self._interfaces = interfaces
        self._configured = configured
        self.told: list[str] = []
        self.util = SimpleNamespace(
            claim_interface=lambda device, number: self.told.append(f"claim {number}"),
            dispose_resources=lambda device: self.told.append("release"),
        )

    def get_active_configuration(self) -> tuple[FakeInterface, ...]:
        if not self._configured:
            raise OSError("not configured")
        return self._interfaces

    def set_configuration(self) -> None:
        self._configured = True

    def is_kernel_driver_active(self, number: int) -> bool:
        return True

    def detach_kernel_driver(self, number: int) -> None:
        self.told.append(f"detach {number}")
