"""Rasters as ESC/POS bytes."""

import re

import numpy as np

from printing.escpos import BAND_LIMIT_ROWS, encode
from printing.raster import Raster, disarmed, pack


def test_small_sheet_is_these_bytes() -> None:
    """Initialise, ink as wide as it is, blank rows one byte wide, feed and cut."""
    sheet = Raster(24, 4, bytes.fromhex("800000 c04000 000000 000001"))
    expected = (
        "1b401d763000 0200 0200 8000 c0401d763000 0100 0100 001d763000 0300 0100 0000011d564200"
    )
    assert encode(sheet) == bytes.fromhex(expected)


def test_sheet_may_be_left_uncut() -> None:
    """Two sheets that belong together hang together."""
    assert encode(Raster(8, 1, b"\xff"), cut=False) == bytes.fromhex("1b40 1d763000 0100 0100 ff")


def test_empty_sheet_only_initialises_and_cuts() -> None:
    """No rows, no picture."""
    assert encode(Raster(8, 0, b"")) == bytes.fromhex("1b40 1d564200")


def test_tall_ink_goes_in_bands() -> None:
    """No picture is taller than one byte can say."""
    data = encode(Raster(8, 600, b"\xff" * 600), cut=False)
    heights = [match[1][0] for match in re.finditer(rb"\x1dv0\x00\x01\x00(.)\x00", data, re.DOTALL)]
    assert heights == [BAND_LIMIT_ROWS, BAND_LIMIT_ROWS, 90]


def test_picture_never_holds_a_real_time_command() -> None:
    """A printer would answer, recover, power off or open the drawer in mid-picture."""
    pairs = [bytes((0x10, second)) for second in (0x04, 0x05, 0x14)]
    sheet = Raster(16, 4, b"".join((*pairs, b"\x10\x10")))
    data = encode(sheet)
    assert not re.search(rb"\x10[\x04\x05\x14]", data)


def test_real_time_command_across_trimmed_rows_is_disarmed() -> None:
    """Rows are cut at their last dot, so the end of one may meet the start of the next."""
    sheet = Raster(24, 2, b"\x00\x10\x00" + b"\x04\x01\x00")
    assert not re.search(rb"\x10[\x04\x05\x14]", encode(sheet))


def test_disarming_adds_one_dot_beside_a_lone_one_and_is_final() -> None:
    """What is shown before printing is what is printed."""
    sheet = Raster(16, 1, b"\x10\x04")
    safe = disarmed(sheet)
    assert safe.rows == b"\x30\x04"
    assert disarmed(safe) == safe


def test_harmless_sheet_is_left_alone() -> None:
    """A DLE byte in the middle of a row that goes on is no command."""
    sheet = Raster(24, 2, b"\x10\x01\x04" + b"\x10\x00\x04")
    assert disarmed(sheet) == sheet


def test_blank_rows_keep_their_number_and_cost_one_byte() -> None:
    """White space is not sent as wide as the paper."""
    sheet = pack(np.zeros((200, 576), dtype=np.uint8))
    assert len(encode(sheet, cut=False)) == 2 + 8 + 200
