"""ESC/POS commands, ours and those of others, as papers."""

import io

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from printing.raster import Raster, to_png, unpack
from printing.simulated.grammar import DATA_LIMIT_BYTES
from printing.simulated.interpreter import Cut, Interpreter, StatusAsked, interpret
from printing.simulated.sheet import MAX_SHEET_ROWS


def only_paper(data: bytes, width_dots: int = 576) -> Raster:
    (paper,) = interpret(data, width_dots=width_dots).papers
    return paper


def ink_box(raster: Raster) -> tuple[int, int, int, int]:
    """Left, top, right and bottom dots."""
    places = np.argwhere(unpack(raster))
    (top, left), (bottom, right) = places.min(axis=0), places.max(axis=0)
    return int(left), int(top), int(right), int(bottom)


def codes(raster: Raster) -> list[str]:
    picture = np.pad(1 - unpack(raster), 40, constant_values=1) * np.uint8(255)
    return [code.text for code in zxingcpp.read_barcodes(Image.fromarray(picture))]


def test_papers_are_counted_cut_by_cut() -> None:
    """Each cut ends a paper; what follows the last one is a paper too."""
    row = b"\x1dv0\x00\x01\x00\x01\x00\xff"
    found = interpret(row + b"\x1dV\x00" + row + row + b"\x1dV\x41\x00" + row + b"\x1bi" + row)
    assert [paper.height_dots for paper in found.papers] == [1, 2, 1, 1]
    assert found.commands == {"GS v 0": 5, "GS V": 2, "ESC i": 1}
    assert found.unparsed == 0


def test_cut_of_nothing_is_no_paper() -> None:
    """A cut twice in a row does not make an empty sheet."""
    assert interpret(b"\x1b@\x1dV\x00\x1bm").papers == ()


def test_picture_may_be_doubled() -> None:
    """GS v 0 modes 1 to 3 print each dot twice as wide, tall, or both."""
    assert only_paper(b"\x1dv0\x03\x01\x00\x01\x00\x80", 16).rows == b"\xc0\x00\xc0\x00"


def test_picture_wider_than_the_paper_is_cut_at_its_edge() -> None:
    """No row runs over into the next."""
    assert only_paper(b"\x1dv0\x00\x04\x00\x01\x00\xff\xff\xff\xff", 16).rows == b"\xff\xff"


def test_rows_come_out_before_the_picture_is_complete() -> None:
    """As from a real head: when the data stop, what came is on the paper."""
    interpreter = Interpreter(8)
    interpreter.feed(b"\x1dv0\x00\x01\x00\x10\x00" + b"\xff" * 5)
    paper = interpreter.finish()
    assert paper is not None
    assert paper.height_dots == 5


def test_status_questions_are_reported_in_their_order() -> None:
    """A simulated printer answers in the middle of a stream."""
    events = Interpreter(8).feed(b"\x10\x04\x01\x1dv0\x00\x01\x00\x01\x00\xff\x1dr\x01\x1dV\x01")
    assert events[:2] == [StatusAsked("DLE EOT", 1), StatusAsked("GS r", 1)]
    assert isinstance(events[2], Cut)


def test_question_bytes_inside_a_picture_are_picture() -> None:
    """Only what stands where a command may stand is a command."""
    assert Interpreter(24).feed(b"\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01") == []


@pytest.mark.parametrize(
    ("command", "left"), [(b"\x1ba\x00", 0), (b"\x1ba\x01", 284), (b"\x1ba\x32", 568)]
)
def test_alignment_moves_pictures(command: bytes, left: int) -> None:
    """Left, centre and right of the print area."""
    paper = only_paper(command + b"\x1dv0\x00\x01\x00\x01\x00\xff")
    assert ink_box(paper)[0] == left


def test_margin_and_area_bound_the_print() -> None:
    """GS L and GS W place what is printed."""
    paper = only_paper(b"\x1dL\x10\x00\x1dW\x20\x00\x1ba\x02\x1dv0\x00\x01\x00\x01\x00\xff")
    assert ink_box(paper)[0] == 16 + 32 - 8


def test_text_is_drawn_line_by_line() -> None:
    """LF feeds a line of 30 dots; a long line goes on below."""
    assert only_paper(b"Tong cong\n").height_dots == 30
    assert only_paper(b"x" * 49 + b"\n").height_dots == 60
    assert ink_box(only_paper(b"\n\nx\n"))[1] >= 60


def test_text_sizes_and_styles_change_the_ink() -> None:
    """Double size is twice as tall; bold, underline and reverse have more ink."""
    plain = only_paper(b"abc\n")
    ink = int(unpack(plain).sum())
    assert only_paper(b"\x1d!\x11abc\n").height_dots == 48
    assert only_paper(b"\x1b!\x30abc\n").height_dots == 48
    for style in (b"\x1bE\x01", b"\x1bG\x01", b"\x1b-\x01", b"\x1dB\x01"):
        assert int(unpack(only_paper(style + b"abc\n")).sum()) > ink
    assert unpack(only_paper(b"\x1bM\x01abc\n")).any()


def test_initialise_ends_all_styles() -> None:
    """ESC @ in the middle leaves the paper and forgets the settings."""
    assert only_paper(b"\x1d!\x77\x1ba\x01\x1bE\x01\x1b@abc\n") == only_paper(b"abc\n")


def test_code_pages_decode_text() -> None:
    """The same byte is another letter on another page; unknown pages read as the first."""
    page = {number: only_paper(b"\x1bt" + bytes((number,)) + b"\xe9\n") for number in (0, 16, 99)}
    assert page[0] != page[16]
    assert page[0] == page[99]


def test_positions_on_the_line() -> None:
    """ESC $, ESC \\, HT, CR and ESC SP place text on its line."""
    assert ink_box(only_paper(b"\x1b$\x64\x00x\n"))[0] >= 100
    assert ink_box(only_paper(b"\x1b$\x64\x00\x1b\\\xce\xffx\n"))[0] in range(50, 62)
    assert ink_box(only_paper(b"\tx\n"))[0] in range(96, 108)
    assert ink_box(only_paper(b"xxxx\rx\n"))[2] < 48
    assert ink_box(only_paper(b"\x1b 8xx\n"))[2] > 60


def test_feeds_move_the_paper() -> None:
    """ESC J, ESC d, ESC 3, ESC 2 and GS P feed by units and lines."""
    dot = b"\x1dv0\x00\x01\x00\x01\x00\xff"
    assert only_paper(dot + b"\x1bJ\x64").height_dots == 101
    assert only_paper(dot + b"\x1bd\x02").height_dots == 61
    assert only_paper(b"\x1b3\x40x\n").height_dots == 64
    assert only_paper(b"\x1b3\x40\x1b2x\n").height_dots == 30
    assert only_paper(b"\x1dP\x00\xcb" + dot + b"\x1bJ\x64").height_dots == 101
    assert only_paper(b"\x1dP\x00\x00" + dot + b"\x1bJ\x64").height_dots == 101
    assert only_paper(dot + b"\x1dVB\x0a").height_dots == 11


def test_bit_images_by_column_are_drawn() -> None:
    """ESC *: eight or 24 dots to a column, at once or doubled."""
    assert ink_box(only_paper(b"\x1b*\x21\x02\x00" + b"\xff" * 6 + b"\n")) == (0, 0, 1, 23)
    assert ink_box(only_paper(b"\x1b*\x00\x02\x00" + b"\xff" * 2 + b"\n")) == (0, 0, 3, 23)
    assert interpret(b"\x1b*\x21\x00\x00").unparsed == 0


def test_downloaded_picture_is_drawn() -> None:
    """GS * keeps a picture and GS / prints it."""
    stream = b"\x1d*\x01\x01" + b"\xff" * 8 + b"\x1d/\x00"
    assert ink_box(only_paper(stream)) == (0, 0, 7, 7)
    assert interpret(b"\x1d*\x00\x00\x1d/\x00").papers == ()


@pytest.mark.parametrize("function", [112, 113])
@pytest.mark.parametrize("lead", [b"\x1d(L\x12\x00", b"\x1d8L\x12\x00\x00\x00"])
def test_graphics_are_stored_and_printed(lead: bytes, function: int) -> None:
    """GS ( L and GS 8 L, functions 112 or 113 and 50: rows or columns."""
    store = lead + bytes((48, function, 48, 1, 1, 49, 8, 0, 8, 0)) + b"\xff" * 8
    found = interpret(store + b"\x1d(L\x02\x00\x30\x32" + b"\x1d(L\x02\x00\x30\x32")
    (paper,) = found.papers
    assert ink_box(paper) == (0, 0, 7, 7)
    assert found.unparsed == 0


def test_broken_graphics_print_nothing() -> None:
    """A picture without a size, and a print without a picture."""
    empty = b"\x1d(L\x0b\x00" + bytes((48, 112, 48, 1, 1, 49, 0, 0, 0, 0, 0))
    assert interpret(empty + b"\x1d(L\x02\x00\x30\x32\x1d(L\x01\x00\x30").papers == ()


def test_native_qr_is_drawn() -> None:
    """GS ( k stores and prints a QR code that a reader finds."""
    data = b"000.00.19.H47-261123-0012"
    stream = (
        b"\x1d(k\x04\x001A2\x00"
        b"\x1d(k\x03\x001C\x08"
        b"\x1d(k\x03\x001E1"
        b"\x1d(k" + bytes((len(data) + 3, 0)) + b"1P0" + data + b"\x1d(k\x03\x001Q0"
    )
    found = interpret(stream)
    assert codes(found.papers[0]) == [data.decode()]
    assert found.commands == {"GS ( k": 5}


def test_symbols_that_are_not_drawn_leave_a_box() -> None:
    """PDF417, an empty QR code and stored logos are not overlooked."""
    for stream in (
        b"\x1d(k\x03\x000Q0",
        b"\x1d(k\x03\x001Q0",
        b"\x1d(L\x06\x000E  \x01\x01",
        b"\x1cp\x01\x00",
        b"\x1dQ0\x00\x00\x00\x02\x00",
    ):
        found = interpret(stream)
        assert found.papers[0].height_dots >= 48
        assert found.unparsed == 0


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"{BTham-01", "Tham-01"),
        (b"Tham-01", "Tham-01"),
        (b"{C\x00\x0c\x22\x38", "00123456"),
        (b"{BA{C\x0c\x22{B{{", "A1234{"),
        (b"{AAB{Sc", "ABc"),
    ],
)
def test_native_code128_is_drawn(data: bytes, text: str) -> None:
    """GS k with its code sets gives bars that a reader finds."""
    stream = b"\x1dh\x60\x1dw\x03\x1dH\x02\x1df\x01\x1dkI" + bytes((len(data),)) + data
    assert codes(only_paper(stream)) == [text]


def test_readable_line_stands_where_it_was_asked_for() -> None:
    """GS H: none, above, below, both."""
    heights = [
        only_paper(b"\x1dh\x40\x1dH" + bytes((where,)) + b"\x1dkI\x03{BA").height_dots
        for where in range(4)
    ]
    assert heights == [64, 88, 88, 112]


@pytest.mark.parametrize("stream", [b"\x1dk\x048938505970\x00", b"\x1dkE\x03ABC", b"\x1dkI\x02{C"])
def test_other_barcodes_leave_a_labelled_box(stream: bytes) -> None:
    """A barcode of another kind, or one that cannot be, is a box of its height."""
    found = interpret(stream)
    assert found.papers[0].height_dots >= 162
    assert found.unparsed == 0


SKIPPED = (
    b"\x10\x05\x01\x10\x14\x01\x00\x01\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08\x10\x04\x07\x01"
    b"\x1b%\x00\x1bR\x01\x1bp\x00\x19\xfa\x1bD\x08\x10\x00\x1bB\x02\x01\x1bc5\x00\x1bL\x1bS"
    b"\x1bW\x00\x00\x00\x00\x00\x02\x00\x02\x1b=\x01\x1b{\x00\x1bV\x00\x1br\x00\x1bU\x00"
    b"\x1b&\x03\x41\x42\x02abcdef\x01abc\x1b(A\x02\x00ab"
    b"\x1c.\x1c&\x1cS\x00\x00\x1c!\x00\x1c(A\x02\x00ab\x1cq\x01\x01\x00\x01\x00abcdefgh"
    b"\x1cg1\x00\x00\x00\x00\x00\x02\x00ab\x1cg2\x00\x00\x00\x00\x00\x02\x00"
    b"\x1da\x00\x1dI\x01\x1db\x00\x1d#\x00\x1dT\x00\x1d^\x01\x01\x00\x1dz0\x01\x01\x1d:\x1d:"
    b"\x1d(A\x02\x00\x00\x02\x1dC0\x00\x00\x1dC1\x01\x00\x02\x00\x01\x01\x1dC2\x01\x00"
    b"\x1dC;1;2;3;4;5;\x00\x18\x07\x11\x13\x12q\x00\x12T\x12#\x05\x1b4\x1b5\x1bA\x10\x1b+\x10"
    b"\x1bF\x00\x1bo\x1ca0\x00\x1ca1\x1cb\x1cc\x1dA\x00\x00\x1d|\x04\x1dI\x43\x1da\x0e"
    b"\x1dD0C011\x00\x00BM\x0a\x00\x00\x00abcd\x1dD0C011\x00\x00"
)


def test_commands_without_ink_are_stepped_over() -> None:
    """What follows a command that is not drawn is read from its right place."""
    found = interpret(SKIPPED + b"\x1dv0\x00\x01\x00\x01\x00\xff")
    (paper,) = found.papers
    assert (paper.height_dots, paper.rows[:1]) == (1, b"\xff")
    assert found.unparsed == 0


@pytest.mark.parametrize(
    ("stream", "unparsed"),
    [
        (b"\x01\x02", 2),
        (b"\x1b\x00", 2),
        (b"\x1d\xff", 2),
        (b"\x10\x14\x63", 3),
        (b"\x1dkZ", 3),
        (b"\x1dv1\x00\x01\x00\x01\x00", 5),
        (b"\x1b\x1b@", 1),
        (b"\x1b", 1),
        (b"\x1d(L\x10\x00ab", 7),
    ],
)
def test_bytes_of_no_command_are_counted(stream: bytes, unparsed: int) -> None:
    """Unknown commands and the torn end of a stream are told, not guessed."""
    assert interpret(stream).unparsed == unparsed


def test_monstrous_sizes_cost_no_memory() -> None:
    """Four thousand million bytes that are announced are never set aside."""
    for head in (
        b"\x1d8L\xff\xff\xff\xff",
        b"\x1dv0\x00\xff\xff\xff\xff",
        b"\x1cq\x01\xff\xff\xff\xff",
    ):
        fresh = Interpreter(576)
        fresh.feed(head)
        for _ in range(40):
            fresh.feed(b"\x55" * 65_536)
            assert len(fresh._reader._buffer) <= DATA_LIMIT_BYTES


def test_overprinting_for_ever_costs_no_memory() -> None:
    """A line that is printed over and over is ended at last."""
    assert only_paper(b"x\r" * 3_000).height_dots == 2 * 30 + 24


def test_sheet_ends_at_three_metres() -> None:
    """An endless feed gives a long sheet, not an endless one."""
    paper = only_paper(b"\x1bd\xff" * 10 + b"\x1dv0\x00\x01\x00\x01\x00\xff" + b"\x1bd\xff" * 10)
    assert paper.height_dots == MAX_SHEET_ROWS


def test_letters_of_the_paper_can_be_seen() -> None:
    """A drawn text is a PNG with ink."""
    picture = Image.open(io.BytesIO(to_png(only_paper(b"Nguyen Van Thu\n"))))
    assert picture.convert("L").getextrema() == (0, 255)
