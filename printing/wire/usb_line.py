"""The line to a printer on USB, read from and written to with time limits.

The connector of python-escpos resets the printer whenever it is opened, which would lose what
the printer still has to print each time it is asked how it is. So pyusb is used as it is.
"""

import errno
import importlib
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from printing.errors import PrinterUnreachable, PrintingError

PIECE_BYTES = 4_096
PACKET_BYTES = 64
"""A bulk endpoint hands over whole packets; asked for less, it would lose the rest."""
_SHORTEST_WAIT_MS = 1
"""A time-out of 0 would be for ever."""
_DIRECTION_IN = 0x80
_TYPE_BITS, _BULK = 0b11, 0b10


class Endpoint(Protocol):
    """As pyusb has it; its USBError is an OSError, and a time-out has errno ETIMEDOUT."""

    def write(self, data: bytes, timeout: int) -> int: ...

    def read(self, size: int, timeout: int) -> Iterable[int]: ...


class UsbLine:
    """`back` is None for a printer that only listens."""

    piece_bytes = PIECE_BYTES

    def __init__(
        self,
        out: Endpoint,
        back: Endpoint | None,
        *,
        timeout_s: float,
        release: Callable[[], object],
    ) -> None:
        self._out, self._back, self._release = out, back, release
        self._timeout_ms = _milliseconds(timeout_s)
        self._heard = b""

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            written = self._out.write(bytes(left), self._timeout_ms)
            if written <= 0:
                raise TimeoutError
            left = left[written:]

    def read(self, limit_bytes: int, timeout_s: float) -> bytes:
        if not self._heard and self._back is not None:
            self._heard = self._packet(self._back, _milliseconds(timeout_s))
        data, self._heard = self._heard[:limit_bytes], self._heard[limit_bytes:]
        return data

    def waiting_bytes(self) -> int:
        return 0

    def close(self) -> None:
        self._release()

    def _packet(self, back: Endpoint, timeout_ms: int) -> bytes:
        try:
            return bytes(back.read(PACKET_BYTES, timeout_ms))
        except OSError as error:
            if isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT:
                return b""
            raise


def _milliseconds(seconds: float) -> int:
    return max(round(seconds * 1_000), _SHORTEST_WAIT_MS)


def open_usb(vendor: int, product: int, timeout_s: float) -> UsbLine:
    """Raises PrinterUnreachable, or PrintingError where this machine lacks the libraries."""
    core, util, backend = _libraries()
    try:
        device = core.find(idVendor=vendor, idProduct=product, backend=backend)
        if device is None:
            raise PrinterUnreachable("no printer with these numbers is plugged in")
        return claimed(device, util, timeout_s)
    except (OSError, NotImplementedError, ValueError) as error:
        # pyusb raises ValueError where libusb itself cannot be used.
        raise PrinterUnreachable("the printer on USB cannot be opened") from error


def claimed(device: Any, util: Any, timeout_s: float) -> UsbLine:  # noqa: ANN401 - pyusb has no types
    """The first interface of the device that takes data, taken from the kernel's own driver."""
    for interface in _interfaces(device):
        bulk = [end for end in interface if end.bmAttributes & _TYPE_BITS == _BULK]
        out = [end for end in bulk if not end.bEndpointAddress & _DIRECTION_IN]
        back = [end for end in bulk if end.bEndpointAddress & _DIRECTION_IN]
        if out:
            number = interface.bInterfaceNumber
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
            util.claim_interface(device, number)
            return UsbLine(
                out[0],
                back[0] if back else None,
                timeout_s=timeout_s,
                release=lambda: util.dispose_resources(device),
            )
    raise PrinterUnreachable("this USB device takes no data")


def _interfaces(device: Any) -> Iterable[Any]:  # noqa: ANN401 - pyusb has no types
    """Those of the configuration it has; a device that has none yet is given its first."""
    try:
        return device.get_active_configuration()  # type: ignore[no-any-return]
    except OSError:
        device.set_configuration()
        return device.get_active_configuration()  # type: ignore[no-any-return]


def _libraries() -> tuple[Any, Any, Any]:
    """pyusb, and libusb from its wheel, where they are installed."""
    try:
        core, util = importlib.import_module("usb.core"), importlib.import_module("usb.util")
        libusb = importlib.import_module("libusb_package")
    except ImportError as error:
        raise PrintingError("printers on USB need the packages pyusb and libusb-package") from error
    return core, util, libusb.get_libusb1_backend()
