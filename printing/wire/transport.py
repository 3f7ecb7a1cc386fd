"""The wire to a printer. Each wait has an end, and an error tells whether any byte may have left.

A printer is a URL: `tcp://host:port`, `serial:///dev/ttyUSB0?baud=19200` and `usb://vid:pid`
answer questions; `file:///path`, `cups://queue` and `pages://queue`, which takes PDF, do not. What
one kind of line needs is loaded when the first printer of its kind is opened: it is slow to import,
or may not be installed.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from printing.errors import PrintingError
from printing.wire.status import PrinterStatus
from printing.wire.talking import Line, Patience, TalkingPrinter

TIMEOUT_S = 3.0
"""For opening, for one answer, and for one piece of a job to be taken."""
CONFIRM_TIMEOUT_S = 5.0
"""For the last row of a long slip at 100 mm/s, and some."""
RAW_PORT = 9100
BAUDS = (1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800)
USUAL_BAUD = 19_200
FLOWS = ("none", "rtscts", "dsrdtr", "xonxoff")
_QUEUE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,126}")
_USB_PLACE = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})")


class Printer(Protocol):
    def status(self) -> PrinterStatus:
        """What the printer says now. Raises nothing: no answer is an unknown status."""

    def send(self, data: bytes) -> None:
        """Sends all of `data`, or raises NothingSent or SendBroken."""

    def confirm(self) -> PrinterStatus:
        """What the printer says once it has worked through all that was sent."""

    def close(self) -> None: ...


def open_printer(
    url: str, *, timeout_s: float = TIMEOUT_S, confirm_timeout_s: float = CONFIRM_TIMEOUT_S
) -> Printer:
    """The printer at `url`. Raises PrinterUnreachable, or PrintingError for an unusable URL."""
    parts = _split(url)
    openers: dict[str, Callable[[SplitResult, float], Line]] = {
        "tcp": _network,
        "serial": _serial,
        "usb": _usb,
    }
    if parts.scheme in openers:
        patience = Patience(timeout_s, confirm_timeout_s)
        return TalkingPrinter(openers[parts.scheme](parts, timeout_s), patience)
    if parts.scheme == "file":
        from printing.wire.file_printer import FilePrinter

        return FilePrinter(_path(parts), timeout_s=timeout_s)
    if parts.scheme in {"cups", "pages"}:
        from printing.wire.queue_printer import QueuePrinter

        return QueuePrinter(_queue(parts), raw=parts.scheme == "cups")
    raise PrintingError("a printer is tcp://, serial://, usb://, file://, cups:// or pages://")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise PrintingError("the address of the printer is not a URL") from error


def _network(parts: SplitResult, timeout_s: float) -> Line:
    if not parts.hostname:
        raise PrintingError("tcp:// needs a host")
    port = _port(parts) or RAW_PORT
    from printing.wire.network_line import NetworkLine

    return NetworkLine(parts.hostname, port, timeout_s)


def _serial(parts: SplitResult, timeout_s: float) -> Line:
    """`serial:///dev/ttyUSB0`, or `serial://host:port` for a line behind a TCP port."""
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    baud, flow = options.pop("baud", str(USUAL_BAUD)), options.pop("flow", FLOWS[0])
    if options or baud not in {str(known) for known in BAUDS} or flow not in FLOWS:
        raise PrintingError("serial:///dev/ttyUSB0?baud=19200&flow=none, or rtscts, xonxoff")
    from printing.wire.serial_line import SerialLine

    return SerialLine(_serial_port(parts), baud=int(baud), flow=flow, timeout_s=timeout_s)


def _serial_port(parts: SplitResult) -> str:
    if parts.hostname and _port(parts) and not parts.path:
        return f"socket://{parts.hostname}:{parts.port}"
    if parts.netloc or len(parts.path) < len("/x"):
        raise PrintingError("serial:// needs a device: serial:///dev/ttyUSB0")
    # serial:///COM3 names a port without a folder.
    path = unquote(parts.path)
    return path if path.count("/") > 1 else path.removeprefix("/")


def _usb(parts: SplitResult, timeout_s: float) -> Line:
    place = _USB_PLACE.fullmatch(parts.netloc)
    if place is None or parts.path or parts.query:
        raise PrintingError("usb:// needs two numbers of four hexadecimal digits: usb://04b8:0202")
    from printing.wire.usb_line import open_usb

    return open_usb(int(place[1], 16), int(place[2], 16), timeout_s)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or 0
    except ValueError as error:
        raise PrintingError("the port of the printer is not a port") from error


def _path(parts: SplitResult) -> Path:
    path = Path(unquote(parts.path))
    if parts.netloc not in {"", "localhost"} or not path.is_absolute():
        raise PrintingError("file:// needs an absolute path: file:///path")
    return path


def _queue(parts: SplitResult) -> str:
    """A name that no option of `lp` begins like."""
    if not _QUEUE.fullmatch(parts.netloc) or parts.path or parts.query:
        raise PrintingError("cups:// needs the name of a queue: cups://counter-1")
    return parts.netloc
