"""Where each ESC/POS command ends: bytes to operations, in pieces of any size.

Whatever comes in, memory stays bounded: pictures are handed on row by row, and data longer than
DATA_LIMIT_BYTES is read over.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias

from printing.simulated.commands import CONTROLS, DC2, FIXED, LEADS, TEXT_BYTES

DATA_LIMIT_BYTES = 1_048_576
"""Of one command; what is longer is read over and its operation has no data."""
ROW_LIMIT_BYTES = 8_192
"""Of one row of a picture; printers themselves end at 128."""
BARCODE_LIMIT_BYTES = 255
TABS_LIMIT = 32

TEXT = "text"
ROWS = "rows"
"""Complete rows of the picture that "GS v 0" announced."""
PICTURE = "picture"
"""One of those that "FS q" announced: its number, its size and its dots."""

_CUT_AFTER_FEED = frozenset({65, 66, 97, 98, 103, 104})
_STATUS_WITH_KIND = frozenset({7, 8, 18})
_DLE_DC4_LENGTHS = {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}
_THREE_BYTE_COLUMNS = frozenset({32, 33})
_BARCODES_TO_NUL = frozenset(range(16))
"""Seven of Epson's; others number more kinds in this way."""
_BARCODES_WITH_LENGTH = frozenset(range(65, 80))
_COUNTER_LENGTHS = {0: 2, 1: 6, 2: 2}
_COUNTER_NUMBERS = 5
_SWITCHES = frozenset({0, 1})
_COUNTER_LIMIT_BYTES = 64


@dataclass(frozen=True, slots=True)
class Operation:
    """One command, or a stretch of text or of picture rows; `data` is what follows its name."""

    name: str
    data: bytes = b""


Reading: TypeAlias = Generator[Operation | None, None, None]
"""Yields operations, and None where it needs more bytes."""
Taking: TypeAlias = Generator[Operation | None, None, bytes]


class Reader:
    """Reads one stream. Bytes that belong to no known command are counted and passed over."""

    def __init__(self) -> None:
        self.byte_count = 0
        self.unparsed = 0
        self._buffer = bytearray()
        self._at = 0
        self._understood = 0
        self._variable: dict[bytes, Callable[[], Reading]] = {
            b"\x10\x04": self._real_time_status,
            b"\x10\x14": self._real_time_request,
            b"\x1b&": self._characters,
            b"\x1b(": lambda: self._with_length("ESC ("),
            b"\x1b*": self._bit_image,
            b"\x1b4": self._italics,
            b"\x1bD": self._tab_stops,
            b"\x1bZ": self._small_qr,
            b"\x1c(": lambda: self._with_length("FS ("),
            b"\x1ca": self._check_reader,
            b"\x1cg": self._user_memory,
            b"\x1cq": self._stored_pictures,
            b"\x1d(": lambda: self._with_length("GS ("),
            b"\x1d*": self._downloaded_picture,
            b"\x1d8": self._with_long_length,
            b"\x1dC": self._counter,
            b"\x1dD": self._bitmap_file,
            b"\x1dQ": self._variable_raster,
            b"\x1dV": self._cut,
            b"\x1dk": self._barcode,
            b"\x1dv": self._raster,
        }
        self._reading = self._read()

    def feed(self, data: bytes) -> list[Operation]:
        """What became complete with `data`."""
        self._buffer += data
        self.byte_count += len(data)
        done: list[Operation] = []
        while (operation := next(self._reading)) is not None:
            done.append(operation)
        del self._buffer[: self._at]
        self._understood -= self._at
        self._at = 0
        return done

    def finish(self) -> None:
        """The stream is over; what it left of a command counts as unparsed."""
        self.unparsed += len(self._buffer) - self._understood
        self._buffer.clear()
        self._understood = 0
        self._reading = self._read()

    def _read(self) -> Reading:
        while True:
            self._understood = self._at
            if self._at == len(self._buffer):
                yield None
            elif self._buffer[self._at] in TEXT_BYTES:
                yield Operation(TEXT, self._text())
            elif self._buffer[self._at] in LEADS.values():
                yield from self._command()
            else:
                yield from self._control()

    def _take(self, count: int) -> Taking:
        while len(self._buffer) - self._at < count:
            yield None
        data = bytes(self._buffer[self._at : self._at + count])
        self._at += count
        return data

    def _skip(self, count: int) -> Reading:
        """Reads over data without keeping it."""
        while count:
            while self._at == len(self._buffer):
                self._understood = self._at
                yield None
            step = min(count, len(self._buffer) - self._at)
            self._at += step
            count -= step

    def _take_to_nul(self, limit: int) -> Taking:
        data = bytearray()
        while (byte := (yield from self._take(1))) != b"\x00" and len(data) < limit:
            data += byte
        return bytes(data)

    def _text(self) -> bytes:
        start = self._at
        while self._at < len(self._buffer) and self._buffer[self._at] in TEXT_BYTES:
            self._at += 1
        return bytes(self._buffer[start : self._at])

    def _control(self) -> Reading:
        (byte,) = yield from self._take(1)
        if byte in CONTROLS:
            yield Operation(CONTROLS[byte])
        else:
            self.unparsed += 1

    def _command(self) -> Reading:
        head = yield from self._take(2)
        if head in FIXED:
            name, length = FIXED[head]
            yield Operation(name, (yield from self._take(length)))
        elif head in self._variable:
            yield from self._variable[head]()
        elif head[0] == DC2 or head[1] in LEADS.values():
            self._at -= 1
            self.unparsed += 1
        else:
            self.unparsed += len(head)

    def _cut(self) -> Reading:
        mode = yield from self._take(1)
        feed = (yield from self._take(1)) if mode[0] in _CUT_AFTER_FEED else b""
        yield Operation("GS V", mode + feed)

    def _real_time_status(self) -> Reading:
        number = yield from self._take(1)
        kind = (yield from self._take(1)) if number[0] in _STATUS_WITH_KIND else b""
        yield Operation("DLE EOT", number + kind)

    def _real_time_request(self) -> Reading:
        function = yield from self._take(1)
        if function[0] not in _DLE_DC4_LENGTHS:
            self.unparsed += 3
            return
        rest = yield from self._take(_DLE_DC4_LENGTHS[function[0]])
        yield Operation("DLE DC4", function + rest)

    def _raster(self) -> Reading:
        head = yield from self._take(6)
        if head[:1] != b"0":
            self._at -= len(head) - 1
            self.unparsed += 3
            return
        yield Operation("GS v 0", head)
        row_bytes = int.from_bytes(head[2:4], "little")
        rows = int.from_bytes(head[4:6], "little")
        if 0 < row_bytes <= ROW_LIMIT_BYTES:
            yield from self._rows(row_bytes, rows)
        else:
            yield from self._skip(row_bytes * rows)

    def _rows(self, row_bytes: int, rows: int) -> Reading:
        """As many rows at a time as are there, for a head prints them as they come."""
        while rows:
            self._understood = self._at
            ready = min((len(self._buffer) - self._at) // row_bytes, rows)
            if ready:
                yield Operation(ROWS, (yield from self._take(ready * row_bytes)))
            else:
                yield None
            rows -= ready

    def _bit_image(self) -> Reading:
        head = yield from self._take(3)
        columns = int.from_bytes(head[1:3], "little")
        column_bytes = 3 if head[0] in _THREE_BYTE_COLUMNS else 1
        yield Operation("ESC *", head + (yield from self._take(columns * column_bytes)))

    def _with_length(self, name: str) -> Reading:
        """A letter, a length in two bytes, and as much data."""
        head = yield from self._take(3)
        data = yield from self._take(int.from_bytes(head[1:3], "little"))
        yield Operation(f"{name} {_letter(head[0])}", data)

    def _with_long_length(self) -> Reading:
        head = yield from self._take(5)
        name, count = f"GS 8 {_letter(head[0])}", int.from_bytes(head[1:5], "little")
        if count <= DATA_LIMIT_BYTES:
            yield Operation(name, (yield from self._take(count)))
        else:
            yield Operation(name)
            yield from self._skip(count)

    def _barcode(self) -> Reading:
        kind = yield from self._take(1)
        if kind[0] in _BARCODES_TO_NUL:
            yield Operation("GS k", kind + (yield from self._take_to_nul(BARCODE_LIMIT_BYTES)))
        elif kind[0] in _BARCODES_WITH_LENGTH:
            (count,) = yield from self._take(1)
            yield Operation("GS k", kind + (yield from self._take(count)))
        else:
            self.unparsed += 3

    def _tab_stops(self) -> Reading:
        """To NUL, or up to what is not higher than the one before and so is something else."""
        stops = bytearray()
        while len(stops) <= TABS_LIMIT:
            (byte,) = yield from self._take(1)
            if not byte:
                break
            if len(stops) == TABS_LIMIT or byte <= max(stops, default=0):
                self._at -= 1
                break
            stops.append(byte)
        yield Operation("ESC D", bytes(stops))

    def _italics(self) -> Reading:
        """ESC 4, with 0 or 1 behind it where that is how the host switches."""
        (byte,) = yield from self._take(1)
        self._at -= byte not in _SWITCHES
        yield Operation("ESC 4")

    def _small_qr(self) -> Reading:
        """ESC Z, of printers that know no GS ( k: version, level, size, and the payload."""
        head = yield from self._take(5)
        payload = yield from self._take(int.from_bytes(head[3:5], "little"))
        yield Operation("ESC Z", head[:3] + payload)

    def _characters(self) -> Reading:
        """ESC &: letters of one's own, each with its width."""
        head = yield from self._take(3)
        height_bytes, first, last = head
        data = bytearray(head)
        for _ in range(first, last + 1):
            width = yield from self._take(1)
            data += width + (yield from self._take(width[0] * height_bytes))
        yield Operation("ESC &", bytes(data))

    def _bitmap_file(self) -> Reading:
        """GS D: a picture as a Windows file, which says itself how long it is."""
        head = yield from self._take(7)
        magic = yield from self._take(2)
        if magic != b"BM":
            self._at -= len(magic)
            yield Operation("GS D", head)
            return
        count = int.from_bytes((yield from self._take(4)), "little")
        yield Operation("GS D", head)
        yield from self._skip(max(count - 6, 0))

    def _downloaded_picture(self) -> Reading:
        size = yield from self._take(2)
        yield Operation("GS *", size + (yield from self._take(size[0] * size[1] * 8)))

    def _stored_pictures(self) -> Reading:
        """FS q: pictures for the printer's lasting memory, one operation each."""
        (count,) = yield from self._take(1)
        yield Operation("FS q", bytes((count,)))
        for number in range(1, count + 1):
            size = yield from self._take(4)
            width, height = (int.from_bytes(size[at : at + 2], "little") for at in (0, 2))
            length = width * height * 8
            if length > DATA_LIMIT_BYTES:
                yield from self._skip(length)
            else:
                picture = yield from self._take(length)
                yield Operation(PICTURE, bytes((number,)) + size + picture)

    def _check_reader(self) -> Reading:
        """FS a: 0 reads a cheque and says how, others load and eject it."""
        function = yield from self._take(1)
        rest = b"" if function[0] % 48 else (yield from self._take(1))
        yield Operation("FS a", function + rest)

    def _user_memory(self) -> Reading:
        """FS g 1 writes and FS g 2 reads the printer's memory."""
        head = yield from self._take(8)
        yield Operation("FS g", head)
        if head[0] % 48 == 1:
            yield from self._skip(int.from_bytes(head[6:8], "little"))

    def _variable_raster(self) -> Reading:
        head = yield from self._take(6)
        width, height = (int.from_bytes(head[at : at + 2], "little") for at in (2, 4))
        if width * height > DATA_LIMIT_BYTES:
            yield Operation("GS Q 0", head)
            yield from self._skip(width * height)
        else:
            yield Operation("GS Q 0", head + (yield from self._take(width * height)))

    def _counter(self) -> Reading:
        """GS C: serial numbers; after `;` come five numbers in text, each ended by `;`."""
        kind = yield from self._take(1)
        data = bytearray(kind)
        if kind == b";":
            while data.count(b";") <= _COUNTER_NUMBERS and len(data) < _COUNTER_LIMIT_BYTES:
                data += yield from self._take(1)
        else:
            data += yield from self._take(_COUNTER_LENGTHS.get(kind[0] % 48, 0))
        yield Operation("GS C", bytes(data))


def _letter(byte: int) -> str:
    return chr(byte) if byte in TEXT_BYTES else "?"
