"""Rasters to ESC/POS bytes: initialise, draw, cut. No other command and no text ever leaves.

Everything is drawn, because no code page of a receipt printer holds all Vietnamese letters. Blank
rows are drawn too, one byte wide: the unit of a feed (ESC J) is a dot on some printers and half a
dot on others, and a slip must have its true height on both.
"""

import struct
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from printing.raster import Dots, Raster, disarmed

INITIALISE = b"\x1b@"
FEED_AND_CUT = b"\x1dVB\x00"
"""GS V, function B: feeds what was drawn past the cutter, then leaves one point uncut."""
BAND_LIMIT_ROWS = 255
"""Rows of one GS v 0: its high byte stays 0, and printers with small buffers keep up."""


def encode(raster: Raster, *, cut: bool = True) -> bytes:
    """The sheet as a printer of at least its width wants it."""
    safe = disarmed(raster)
    packed = np.frombuffer(safe.rows, dtype=np.uint8).reshape(safe.height_dots, safe.stride)
    used = _used_bytes(packed)
    drawn = (
        _raster_bit_image(packed[top:bottom, : max(int(used[top:bottom].max()), 1)])
        for top, bottom in _bands(used)
    )
    return b"".join((INITIALISE, *drawn, FEED_AND_CUT if cut else b""))


def _used_bytes(packed: Dots) -> NDArray[np.intp]:
    """Of each row, the bytes up to its last black dot."""
    black = packed != 0
    trailing = black[:, ::-1].argmax(axis=1)
    return np.where(black.any(axis=1), packed.shape[1] - trailing, 0)


def _bands(used: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """First and next row of each stretch of rows that are all blank or all inked."""
    changes = np.flatnonzero(np.diff(used > 0)) + 1
    for top, bottom in pairwise((0, *changes.tolist(), len(used))):
        for start in range(top, bottom, BAND_LIMIT_ROWS):
            yield start, min(start + BAND_LIMIT_ROWS, bottom)


def _raster_bit_image(band: Dots) -> bytes:
    """GS v 0: width in bytes and height in rows, low byte first, then the rows."""
    rows, columns = band.shape
    return b"\x1dv0\x00" + struct.pack("<HH", columns, rows) + band.tobytes()
