"""Streams that we did not write: every method of python-escpos, and dialects of others."""

import itertools
import warnings
from collections.abc import Iterator

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from printing.raster import Dots, unpack
from printing.simulated.box_drawing import box_dots
from printing.simulated.code_pages import decoded
from printing.simulated.interpreter import interpret
from printing.trial import accented_letters
from printing.wire.profile import names

PROFILES = ("default", "simple", "TM-T88V", "TM-U220", "POS-5890", "CT-S651")
BARCODES = (
    ("4006381333931", "EAN13"),
    ("4006381", "EAN8"),
    ("01234567890", "UPC-A"),
    ("04210000526", "UPC-E"),
    ("ABC123", "CODE39"),
    ("123456", "ITF"),
    ("A12345B", "NW7"),
    ("{BABC-12", "CODE128"),
    ("ABC12", "CODE93"),
    ("0112345678901231", "GS1-128"),
)


def logo() -> Image.Image:
    picture = Image.new("L", (200, 90), 255)
    ImageDraw.Draw(picture).ellipse((5, 5, 195, 85), fill=0)
    return picture


def stream(profile: str) -> bytes:
    """All that python-escpos can say with this profile; what it refuses, it does not say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from escpos.printer import Dummy

        printer = Dummy(profile=profile)
        for method, arguments, options in sayings():
            try:
                getattr(printer, method)(*arguments, **options)
            except Exception:  # noqa: BLE001 - each refuses in its own way
                continue
    return bytes(printer.output)


def sayings() -> Iterator[tuple[str, tuple[object, ...], dict[str, object]]]:
    yield "hw", ("INIT",), {}
    yield "text", ("Cộng hòa xã hội chủ nghĩa Việt Nam\nGrüße 5 €\n",), {}
    yield "block_text", ("lorem ipsum dolor " * 8,), {}
    for look in (
        {"align": "center", "font": "b", "bold": True, "underline": 2},
        {"width": 3, "height": 4, "custom_size": True},
        {"double_width": True},
        {"double_height": True, "invert": True},
        {"flip": True, "smooth": True},
        {"density": 3},
        {"normal_textsize": True},
    ):
        yield "set", (), dict(look)
        yield "text", ("Abc gj\n",), {}
    yield "set_with_default", (), {}
    for way in ("bitImageRaster", "graphics", "bitImageColumn"):
        for fine in (True, False):
            high = {"high_density_vertical": fine, "high_density_horizontal": fine}
            yield "image", (logo(),), {"impl": way, "center": False, **high}
    for native in (True, False):
        yield "qr", ("Xin chào",), {"native": native, "size": 6}
    for (code, kind), function in itertools.product(BARCODES, "AB"):
        for place in ("BELOW", "ABOVE", "BOTH", "OFF"):
            options = {"height": 60, "width": 2, "pos": place, "font": "B", "check": False}
            yield "barcode", (code, kind), {**options, "function_type": function}
    for control in ("LF", "FF", "CR", "VT", "HT"):
        yield "control", (control,), {}
    for spacing in ((40, 180), (10, 60), (50, 360), ()):
        yield "line_spacing", spacing, {}
    yield "linedisplay_select", (), {}
    yield "linedisplay", ("HELLO",), {}
    yield "cashdraw", (2,), {}
    yield "buzzer", (2, 3), {}
    yield "panel_buttons", (False,), {}
    yield "charcode", ("CP858",), {}
    yield "hw", ("SELECT",), {}
    yield "hw", ("RESET",), {}
    yield "cut", (), {}


@pytest.mark.parametrize("profile", PROFILES)
def test_all_of_python_escpos_is_read_to_the_last_byte(profile: str) -> None:
    """Whatever its profile, something comes out and nothing is left over."""
    found = interpret(stream(profile))
    assert found.unparsed == 0
    assert found.papers
    assert unpack(found.papers[0]).any()


def test_profiles_of_the_test_are_known() -> None:
    """They are in python-escpos's data."""
    assert set(PROFILES) <= set(names())


def only_dots(data: bytes) -> Dots:
    found = interpret(data)
    assert found.unparsed == 0
    return unpack(found.papers[0])


def codes(dots: Dots) -> list[tuple[str, str]]:
    picture = np.pad(1 - dots, 40, constant_values=1) * np.uint8(255)
    found = zxingcpp.read_barcodes(Image.fromarray(picture))
    return [(str(code.format), code.text) for code in found]


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        (67, b"400638133393", "4006381333931"),
        (68, b"4006381", "40063812"),
        (65, b"01234567890", "012345678905"),
        (66, b"04210000526", "042100005264"),
        (69, b"ABC-1", "ABC-1"),
        (70, b"123456", "123456"),
        (71, b"A12345B", "A12345B"),
        (72, b"ABC12", "ABC12"),
        (74, b"0108938505970011", "(01)08938505970011"),
    ],
)
def test_barcodes_of_every_kind_are_drawn(kind: int, data: bytes, text: str) -> None:
    """A reader finds what the host said, with the check digit that printers add."""
    bars = b"\x1dh\x60\x1dw\x03\x1dk" + bytes((kind, len(data))) + data
    ((_, found),) = codes(only_dots(bars))
    assert text.strip("AB") in found or text.lstrip("0") in found


@pytest.mark.parametrize("family", [48, 50, 53, 54])
def test_two_dimensional_codes_are_drawn(family: int) -> None:
    """PDF417, MaxiCode, Aztec, DataMatrix: a reader finds the text."""
    head = bytes((family,))
    store = b"\x1d(k\x0b\x00" + head + b"P0VI DU 12"
    data = b"\x1d(k\x03\x00" + head + b"C\x04" + store + b"\x1d(k\x03\x00" + head + b"Q0"
    dots = only_dots(data)
    assert dots.sum() > 500
    if family != 50:
        assert [text for _, text in codes(dots)] == ["VI DU 12"]


def test_small_printers_draw_qr_in_their_own_way() -> None:
    """ESC Z, and what follows it is read from its right place."""
    dots = only_dots(b"\x1bZ\x00M\x06\x05\x00VI DUx\n")
    assert [text for _, text in codes(dots[:126])] == ["VI DU"]
    assert dots[126:].any()


def test_letters_of_ones_own_are_drawn() -> None:
    """ESC & defines, ESC % uses, ESC ? forgets; what was not defined is the printer's own."""
    define = b"\x1b&\x03AB\x02\xff\xff\xff\xff\xff\xff\x00"
    own = only_dots(define + b"\x1b%\x01A\n")
    assert own[:24, :2].all()
    assert not own[:, 2:].any()
    plain = only_dots(b"A\n")
    assert np.array_equal(only_dots(define + b"A\n"), plain)
    assert np.array_equal(only_dots(define + b"\x1b%\x01\x1b?AA\n"), plain)


def test_pictures_are_kept_in_the_printer() -> None:
    """FS q and GS ( L 67 survive ESC @; GS ( L 66 forgets one."""
    picture = b"\x1cq\x01\x01\x00\x01\x00" + b"\xff" * 8
    assert only_dots(picture + b"\x1b@\x1cp\x01\x03").shape[0] == 16
    keep = b"\x1d(L\x13\x000C0A1\x01\x08\x00\x08\x001" + b"\xff" * 8
    show = b"\x1d(L\x06\x000EA1\x01\x01"
    assert only_dots(keep + b"\x1b@" + show).sum() == 64
    forget = b"\x1d(L\x04\x000BA1"
    assert only_dots(keep + forget + show).shape[0] == 48


def test_planes_of_several_tones_lie_on_each_other() -> None:
    """GS 8 L 112 once a plane, printed once."""

    def plane(colour: bytes, dots: bytes) -> bytes:
        return b"\x1d8L\x0b\x00\x00\x000p4\x01\x01" + colour + b"\x08\x00\x01\x00" + dots

    data = plane(b"1", b"\xf0") + plane(b"2", b"\x0f") + b"\x1d(L\x02\x000\x32"
    assert only_dots(data)[0, :8].all()


def test_upside_down_and_turned_text() -> None:
    """ESC { turns the line round, ESC V each letter by a quarter."""
    plain, over = only_dots(b"L\n"), only_dots(b"\x1b{\x01L\n")
    assert np.array_equal(over[:24], plain[:24][::-1, ::-1])
    assert not np.array_equal(only_dots(b"\x1bV\x01L\n"), plain)


def test_wide_characters_take_their_place() -> None:
    """Kanji mode: two bytes are one character twice as wide, in whatever pieces they come."""
    dots = only_dots(b"\x1c&\xc4\xe3\x1c.A\n")
    assert np.flatnonzero(dots.any(axis=0)).min() < 24
    assert np.array_equal(dots[:24, 24:36], only_dots(b"A\n")[:24, :12])


def test_display_on_the_same_line_is_not_paper() -> None:
    """ESC = 2 speaks to the customer display, ESC = 1 to the printer again."""
    assert interpret(b"\x1b=\x02HELLO\n\x1b=\x01").papers == ()
    assert only_dots(b"\x1b=\x02HELLO\n\x1b=\x01A\n").shape[0] == 30


def test_serial_numbers_count() -> None:
    """GS C and GS c print 8, 9, 10 and begin again."""
    counted = only_dots(b"\x1dC0\x02\x00\x1dC1\x08\x00\x0a\x00\x01\x01" + b"\x1dc\n" * 4)
    told = only_dots(b"08\n09\n10\n08\n")
    assert np.array_equal(counted, told)
    assert np.array_equal(only_dots(b"\x1dC;5;7;1;1;6;\x1dc\n"), only_dots(b"6\n"))


def test_macro_is_run_as_often_as_it_says_and_not_for_ever() -> None:
    """GS : records, GS ^ runs; all of them together have an end."""
    assert only_dots(b"\x1d:A\n\x1d:\x1d^\x02\x00\x00").shape[0] == 90
    bomb = b"\x1d:" + b"\n" * 200 + b"\x1d:" + b"\x1d^\xff\x00\x00" * 200
    assert interpret(bomb).unparsed == 0


def test_italics_are_switched_in_two_ways() -> None:
    """ESC 4 alone, or with 0 or 1 behind it."""
    for stream_ in (b"\x1b4A\x1b5\n", b"\x1b4\x01A\x1b4\x00\n"):
        assert np.array_equal(only_dots(stream_), only_dots(b"A\n"))


def test_tab_stops_are_where_they_were_set() -> None:
    """ESC D: in characters; a stop that goes back ends the list, and is data."""
    left = np.flatnonzero(only_dots(b"\x1bD\x04\x0a\x00\t\tA\n").any(axis=0)).min()
    assert left in range(120, 132)
    assert interpret(b"\x1bD\x08\x05").unparsed == 1


def test_vietnamese_code_pages() -> None:
    """Pages 30 and 31 hold the small and the capital letters of TCVN-3; 52 is Windows 1258."""
    small = decoded(bytes(range(128, 256)), 30)
    known = set(accented_letters())
    assert len(known & set(small)) == 67
    assert len(known & set(decoded(bytes(range(128, 256)), 31))) >= 65
    assert decoded(b"\xf0\xfd", 52) == "đư"
    assert decoded(b"\xd5", 19) == "€"


@pytest.mark.parametrize("char", "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▀▄█▌▐░▒▓")
def test_lines_and_blocks_meet_across_cells(char: str) -> None:
    """The old code pages draw frames with letters; the font has none of them."""
    dots = box_dots(char, (12, 24))
    assert dots is not None
    assert dots.shape == (24, 12)
    assert dots.any()
    if char in "─┬┴┼═╦╩╬├╠└╚┌╔":
        assert dots[:, -1].any()
    if char in "│┼║╬┤├┐┌":
        assert dots[-1].any()
