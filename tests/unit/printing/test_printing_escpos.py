"""Sheets as ESC/POS bytes."""

import re
from dataclasses import replace

import numpy as np
import pytest

from printing.bands import BAND_LIMIT_ROWS
from printing.blocks import Barcode, Beside, Qr, Slip, Space, Text
from printing.errors import PrintingError
from printing.escpos import TEAR_BAR_ROWS, encode, pieces
from printing.inked import Inked, Symbol, Symbology
from printing.raster import Raster, disarmed, pack, unpack
from printing.simulated.interpreter import interpret
from printing.symbols import inked
from printing.wire.profile import PLAIN, SAFE, Cut, Profile
from printing.wrapping import Run

CAPABLE = Profile("capable", doubles=True, qr=True, code128=True)
CODE = "000.00.19.H47-261123-0012"


def heights(data: bytes) -> list[int]:
    return [match[1][0] for match in re.finditer(rb"\x1dv0[\x00\x02]..(.)\x00", data, re.DOTALL)]


def test_small_sheet_is_these_bytes() -> None:
    """Initialise, ink as wide as it is, blank rows one byte wide, feed and cut."""
    rows = ("80" + "00" * 71) + ("c0" + "00" * 71) + "00" * 72 * 30 + ("00" * 71 + "01")
    expected = (
        "1b40 1d763000 0100 2000 80c0" + "00" * 30 + "1d4c 38021d763000 0100 0100 01" + "1d564200"
    )
    assert encode(Raster(576, 33, bytes.fromhex(rows))) == bytes.fromhex(expected)


def test_printer_without_margins_is_sent_the_white_on_the_left() -> None:
    """The plain profile needs nothing but pictures."""
    sheet = Raster(24, 1, b"\x00\x00\x01")
    assert encode(sheet, PLAIN, cut=False) == bytes.fromhex("1b40 1d763000 0300 0100 000001")


def test_sheet_may_be_left_uncut() -> None:
    """Two sheets that belong together hang together."""
    assert encode(Raster(8, 1, b"\xff"), cut=False) == bytes.fromhex("1b40 1d763000 0100 0100 ff")


def test_empty_sheet_only_initialises_and_cuts() -> None:
    """No rows, no picture."""
    assert encode(Raster(8, 0, b"")) == bytes.fromhex("1b40 1d564200")


@pytest.mark.parametrize(("cut", "end"), [(Cut.FULL, b"\x1dVA\x00"), (Cut.PARTIAL, b"\x1dVB\x00")])
def test_cut_is_of_the_kind_that_the_printer_has(cut: Cut, end: bytes) -> None:
    """Full or partial."""
    assert encode(Raster(8, 1, b"\xff"), replace(SAFE, cut=cut)).endswith(b"\xff" + end)


def test_printer_without_a_cutter_brings_the_last_row_to_the_tear_bar() -> None:
    """By blank rows, for the unit of its feed is not known."""
    found = interpret(encode(Raster(8, 1, b"\xff"), replace(SAFE, cut=Cut.NONE)), width_dots=8)
    assert [paper.height_dots for paper in found.papers] == [1 + TEAR_BAR_ROWS]
    assert "GS V" not in found.commands


def test_paper_wider_than_the_printer_is_refused() -> None:
    """Its right edge would be lost without a word."""
    with pytest.raises(PrintingError):
        encode(Raster(576, 1, bytes(72)), Profile("narrow", width_dots=512))


def test_tall_ink_goes_in_bands() -> None:
    """No picture keeps a slow line busy for long before its first row is printed."""
    data = encode(Raster(8, 150, b"\xff" * 150), cut=False)
    assert heights(data) == [BAND_LIMIT_ROWS, BAND_LIMIT_ROWS, 22]


def test_pieces_come_from_top_to_bottom() -> None:
    """Each stands for itself, so that the first can be on paper before the last is sent."""
    sheet = pack(np.ones((300, 16), dtype=np.uint8))
    made = list(pieces(sheet))
    assert b"".join(made) == encode(sheet)
    assert max(len(piece) for piece in made) <= 8 + 2 * BAND_LIMIT_ROWS


def test_equal_rows_are_sent_once_where_the_printer_doubles() -> None:
    """Half of the bytes, the same dots."""
    sheet = Raster(16, 44, b"\xf0\x0f" * 20 + b"\xff\x00\x00\xff" * 2 + b"\x81\x81" * 20)
    data = encode(sheet, CAPABLE, cut=False)
    assert b"\x1dv0\x02" in data
    assert len(data) < len(encode(sheet, cut=False))
    assert interpret(data, width_dots=16).papers == (sheet,)


def test_picture_never_holds_a_real_time_command() -> None:
    """A printer would answer, recover, power off or open the drawer in mid-picture."""
    pairs = [bytes((0x10, second)) for second in (0x04, 0x05, 0x14)]
    sheet = Raster(16, 4, b"".join((*pairs, b"\x10\x10")))
    data = encode(sheet)
    assert not re.search(rb"\x10[\x04\x05\x14]", data)


@pytest.mark.parametrize("rows", [b"\x00\x10\x00\x04\x01\x00", b"\x00\x10\x00\x00\x04\x00" * 2])
def test_real_time_command_across_trimmed_rows_is_disarmed(rows: bytes) -> None:
    """Rows are cut at both ends, so the end of one may meet the start of the next."""
    sheet = Raster(24, len(rows) // 3, rows)
    data = encode(sheet)
    assert not re.search(rb"\x10[\x04\x05\x14]", data)
    assert interpret(data, width_dots=24).papers == (disarmed(sheet),)


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
    assert len(encode(sheet, cut=False)) == 2 + 4 * 8 + 200


def slip(*blocks: Qr | Barcode | Beside | Text | Space) -> Inked:
    return inked(Slip(576, blocks))


CODES = (Qr(CODE, 8, 2), Space(20), Barcode("070982300129", 3, 160, 22), Space(9), Qr(CODE, 4))


def test_codes_that_stand_alone_are_drawn_by_the_printer() -> None:
    """QR and Code 128 go as what they say, in the place that the picture has them."""
    sheet = slip(*CODES)
    data = encode(sheet, CAPABLE)
    found = interpret(data)
    assert found.papers == (sheet.raster,)
    assert (found.commands["GS k"], found.commands["GS ( k"]) == (1, 10)
    assert len(data) < len(encode(sheet, SAFE)) // 3


def test_codes_are_pictures_where_the_printer_is_not_known_to_draw_them() -> None:
    """Unknown printers get every dot."""
    sheet = slip(*CODES)
    found = interpret(encode(sheet, SAFE))
    assert found.papers == (sheet.raster,)
    assert set(found.commands) == {"ESC @", "GS L", "GS v 0", "GS V"}


def test_code_beside_text_is_a_picture() -> None:
    """A printer draws a code on rows of its own, and would move the text away from it."""
    beside = Beside((Qr(CODE, 8),), (Text((Run("17:00"),), 60),), left_dots=300)
    sheet = slip(beside)
    found = interpret(encode(sheet, CAPABLE))
    assert (found.papers, "GS ( k" in found.commands) == ((sheet.raster,), False)


def test_code_of_a_version_of_our_choice_is_a_picture() -> None:
    """The printer would take the smallest, and the paper would be another."""
    found = interpret(encode(slip(Qr("A1", 4, 6)), CAPABLE))
    assert "GS ( k" not in found.commands


@pytest.mark.parametrize(
    "symbol",
    [
        Symbol(Symbology.CODE128, "1604", 3, 0, 0, 204, 8),
        Symbol(Symbology.CODE128, "1234", 1, 0, 0, 68, 8),
        Symbol(Symbology.QR, "x\x10\x04\x01", 8, 0, 0, 168, 8),
        Symbol(Symbology.QR, "Nguyễn", 8, 0, 0, 168, 8),
        Symbol(Symbology.QR, "x", 17, 0, 0, 357, 8),
    ],
)
def test_code_that_a_printer_might_misread_is_a_picture(symbol: Symbol) -> None:
    """Real-time commands in its data, letters of an unknown page, a module out of range."""
    sheet = Inked(pack(np.ones((8, 576), dtype=np.uint8)), (symbol,))
    assert set(interpret(encode(sheet, CAPABLE)).commands) == {"ESC @", "GS v 0", "GS V"}


def test_symbols_stand_where_the_picture_has_them() -> None:
    """Corner and size of each code, without its quiet zone."""
    sheet = slip(Space(50), Qr(CODE, 8, 2))
    (symbol,) = sheet.symbols
    dots = unpack(sheet.raster)
    places = np.argwhere(dots)
    assert (symbol.top, symbol.left) == tuple(places.min(axis=0))
    assert (symbol.height_dots, symbol.width_dots) == tuple(np.ptp(places, axis=0) + 1)
