"""A printed sheet as dots, and its PNG file: the same dots always give the same file."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Dots: TypeAlias = NDArray[np.uint8]
"""Two dimensions, one number a dot: 1 is black."""

PRINTER_DPI = 203
"""Eight dots a millimetre: the usual head of 80 mm and 58 mm receipt printers."""
_DLE_COMMAND = re.compile(rb"\x10(?=(\x00*)[\x04\x05\x14])")
_DLE_WITH_NEIGHBOUR = 0x30


@dataclass(frozen=True, slots=True)
class Raster:
    """One-bit picture. A row is `stride` bytes, the leftmost dot the highest bit, 1 is black."""

    width_dots: int
    height_dots: int
    rows: bytes

    def __post_init__(self) -> None:
        assert self.width_dots > 0
        assert len(self.rows) == self.stride * self.height_dots

    @property
    def stride(self) -> int:
        return (self.width_dots + 7) // 8


def pack(dots: Dots) -> Raster:
    height_dots, width_dots = dots.shape
    return Raster(width_dots, height_dots, np.packbits(dots, axis=1).tobytes())


def unpack(raster: Raster) -> Dots:
    packed = np.frombuffer(raster.rows, dtype=np.uint8).reshape(raster.height_dots, raster.stride)
    return np.unpackbits(packed, axis=1, count=raster.width_dots)


def disarmed(raster: Raster) -> Raster:
    """`raster` without bytes that a printer would obey in the middle of a picture.

    Real-time commands (DLE EOT, DLE ENQ, DLE DC4: status, recovery, drawer and power) are obeyed
    wherever they stand, pictures included, says Epson's note on GS ( D. A lone dot that would
    begin one gets a neighbour: an eighth of a millimetre of ink.
    """
    rows = bytearray(raster.rows)
    for place in _command_starts(raster):
        rows[place] = _DLE_WITH_NEIGHBOUR
    return Raster(raster.width_dots, raster.height_dots, bytes(rows))


def _command_starts(raster: Raster) -> Iterator[int]:
    """Places of a DLE byte that could come right before a second byte, however rows are cut."""
    for found in _DLE_COMMAND.finditer(raster.rows):
        first, second = found.start(), found.end(1)
        next_row = (first // raster.stride + 1) * raster.stride
        if second in (first + 1, next_row):
            yield first


def to_png(raster: Raster, dpi: int = PRINTER_DPI) -> bytes:
    """A one-bit PNG; a sheet without any row becomes one blank row, for PNG knows no height 0."""
    size = (raster.width_dots, max(raster.height_dots, 1))
    rows = raster.rows or bytes(raster.stride)
    picture = Image.frombytes("1", size, rows, "raw", "1;I")
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi))
    return file.getvalue()
