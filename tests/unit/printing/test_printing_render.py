"""Slips as dots, and dots as files."""

import io
import unicodedata
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from PIL import Image

import printing.render as drawing
from data.domain.papers import Mark, Paper, PaperCharge, PaperDemand, PaperPerson
from printing.blocks import (
    Align,
    Barcode,
    Beside,
    Qr,
    Rule,
    Signatures,
    Signer,
    Slip,
    Space,
    Text,
)
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import Raster, disarmed, pack, to_png, unpack
from printing.render import render
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize
from printing.wrapping import Run, Weight
from tests.fakes.printing_papers import (
    EVERY_PAPER,
    FULL_RECEIPT,
    GUIDANCE,
    HEAD,
    IMPRINT,
    POSTING,
    RECEIPT,
    REFUSAL,
    SUPPLEMENT,
    printed_by,
)

TEMPLATES = load_templates()
PAPERS = pytest.mark.parametrize("paper", [PAPER_80, PAPER_58, PAPER_A5])
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def sheet(printed: Paper = RECEIPT, paper: PaperSize = PAPER_80) -> Raster:
    return render(lay_out(printed, TEMPLATES, paper))


def line(text: str, size_dots: int, weight: Weight = Weight.REGULAR) -> Raster:
    return render(Slip(576, (Space(8), Text((Run(text, weight),), size_dots))))


def accented_letters() -> list[str]:
    """The 134 letters of Vietnamese that ASCII does not have."""
    small = {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES
    } | {"đ"}
    return sorted(letter for plain in small for letter in (plain, plain.upper()) if letter > "z")


def read_codes(raster: Raster) -> dict[str, str]:
    picture = Image.open(io.BytesIO(to_png(raster))).convert("L")
    return {code.text: str(code.format) for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("size_dots", [PAPER_80.small_dots, PAPER_80.body_dots])
@pytest.mark.parametrize("weight", list(Weight))
def test_all_accented_letters_look_different(size_dots: int, weight: Weight) -> None:
    """No two of the 134 letters fall together in the sizes and weights of a slip."""
    letters = accented_letters()
    pictures = {line(letter, size_dots, weight).rows for letter in letters}
    assert len(letters) == 134
    assert len(pictures) == 134


@pytest.mark.parametrize("size_dots", [PAPER_80.small_dots, PAPER_80.body_dots, 31])
@pytest.mark.parametrize("weight", list(Weight))
def test_marks_do_not_touch_the_line_above(size_dots: int, weight: Weight) -> None:
    """Under the longest descenders stand the highest marks, and white between them."""
    low, high = (Text((Run(words, weight),), size_dots) for words in ("gypqjỢỤ", "ẤỂỖẦẴ"))
    alone, both = unpack(render(Slip(576, (low,)))), unpack(render(Slip(576, (low, high))))
    assert not alone[-1].any()
    assert np.array_equal(both[: len(alone)], alone)


@PAPERS
def test_same_receipt_gives_the_same_sheet(paper: PaperSize) -> None:
    """Nothing on a paper depends on when or how often it is drawn."""
    assert sheet(paper=paper) == sheet(paper=paper)


@PAPERS
def test_sheet_is_as_wide_as_the_paper_and_safe_to_send(paper: PaperSize) -> None:
    """What is drawn is what is sent, dot for dot."""
    raster = sheet(paper=paper)
    assert raster.width_dots == paper.width_dots
    assert disarmed(raster) == raster


@PAPERS
def test_codes_on_the_sheet_are_read_back(paper: PaperSize) -> None:
    """An independent reader finds all three codes on the drawn sheet."""
    assert read_codes(sheet(paper=paper)) == {
        RECEIPT.code: "QR Code",
        RECEIPT.slip_key: "Code 128",
        HEAD.evaluation_url: "QR Code",
    }


@PAPERS
def test_codes_on_a_supplement_are_read_back(paper: PaperSize) -> None:
    """C9: the key is found as a QR code and as bars; the evaluation is read, too."""
    picture = Image.open(io.BytesIO(to_png(sheet(SUPPLEMENT, paper)))).convert("L")
    found = {(code.text, str(code.format)) for code in zxingcpp.read_barcodes(picture)}
    assert found == {
        (SUPPLEMENT.key, "QR Code"),
        (SUPPLEMENT.key, "Code 128"),
        (HEAD.evaluation_url, "QR Code"),
    }


@PAPERS
def test_codes_on_a_refusal_are_read_back(paper: PaperSize) -> None:
    """A refusal is found by its bars, and its evaluation is read."""
    assert read_codes(sheet(REFUSAL, paper)) == {
        REFUSAL.key: "Code 128",
        HEAD.evaluation_url: "QR Code",
    }


@PAPERS
def test_dossier_code_is_a_version_2_symbol_of_eight_dots(paper: PaperSize) -> None:
    """25 modules, 8 dots each, white all around: what a camera reads in dim light."""
    raster = render(Slip(paper.width_dots, (Qr(RECEIPT.code, paper.code_module_dots, 2),)))
    dots = unpack(raster)
    inked = np.argwhere(dots)
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    assert (bottom - top + 1, right - left + 1) == (200, 200)
    assert top == 32
    assert raster.height_dots == 264


def test_payload_too_long_for_its_version_takes_a_larger_one() -> None:
    """A paper is printed even for a code of another form."""
    long = "A" * 60
    assert long in read_codes(render(Slip(576, (Qr(long, 8, 2),))))


def test_barcode_has_quiet_zones_and_whole_dots() -> None:
    """Each bar is three dots or a multiple, ten white modules stand on both sides."""
    dots = unpack(render(Slip(384, (Barcode("000001234567", 3, 96, 19),))))
    edges = np.flatnonzero(np.diff(dots[40].astype(np.int8)))
    assert set(np.diff(edges) % 3) == {0}
    assert edges[0] >= 29
    assert 384 - edges[-1] >= 30
    assert edges[-1] - edges[0] == 303


def test_slip_is_no_longer_than_it_needs_to_be() -> None:
    """Two components more are two rows more, and no blank stretch is taller than a signature."""
    dots = unpack(sheet())
    blank = np.flatnonzero(dots.any(axis=1))
    assert np.diff(blank).max() <= 130
    assert sheet(replace(RECEIPT, components=RECEIPT.components[:3])).height_dots < len(dots)


@PAPERS
def test_long_values_wrap_and_nothing_leaves_the_paper(paper: PaperSize) -> None:
    """Twenty long components, a long name and one endless token keep inside the width."""
    many = tuple(replace(part, name=part.name * 3) for part in RECEIPT.components * 4)
    person = replace(RECEIPT.applicant, name="Nguyễn " * 28, email="x" * 200)
    long = replace(RECEIPT, components=many, applicant=person, procedure="thủ tục " * 30)
    drawn = drawing._stack(lay_out(long, TEMPLATES, paper).blocks, paper.width_dots)
    overhang_dots = 2
    for ink in drawn.inks:
        assert ink.left >= -overhang_dots
        assert ink.left + ink.dots.shape[1] <= paper.width_dots + overhang_dots


LONG_PERSON = PaperPerson("Nguyễn " * 28, "0" * 60, "Đường Không Có " * 20, "9" * 60, "x" * 200)
LONG_TEXT = "thủ tục không có thật " * 14
LONG_PAPERS: dict[str, Paper] = {
    "receipt": replace(
        FULL_RECEIPT,
        applicant=LONG_PERSON,
        submitter=LONG_PERSON,
        components=tuple(replace(part, name=part.name * 3) for part in RECEIPT.components * 4),
        charges=(PaperCharge(LONG_TEXT, 10**12, LONG_TEXT),) * 20,
        authorised_by=LONG_TEXT,
        kept_originals=(LONG_TEXT,) * 5,
        post_address=LONG_TEXT,
    ),
    "supplement": replace(
        SUPPLEMENT,
        applicant=LONG_PERSON,
        procedure=LONG_TEXT,
        items=(PaperDemand(LONG_TEXT, LONG_TEXT, "x" * 200, LONG_TEXT),) * 20,
    ),
    "refusal": replace(REFUSAL, applicant=LONG_PERSON, reason=LONG_TEXT * 6, legal_basis="x" * 200),
    "guidance": replace(
        GUIDANCE, topic=LONG_TEXT, competent=LONG_TEXT, components=(LONG_TEXT,) * 20
    ),
    "posting": replace(POSTING, procedure=LONG_TEXT, sections=POSTING.sections * 3),
}


@PAPERS
@pytest.mark.parametrize("name", LONG_PAPERS)
def test_long_paper_keeps_inside_its_width(name: str, paper: PaperSize) -> None:
    """Twenty components, long names and endless tokens wrap on every form."""
    drawn = drawing._stack(lay_out(LONG_PAPERS[name], TEMPLATES, paper).blocks, paper.width_dots)
    overhang_dots = 2
    for ink in drawn.inks:
        assert ink.left >= -overhang_dots
        assert ink.left + ink.dots.shape[1] <= paper.width_dots + overhang_dots


@PAPERS
@pytest.mark.parametrize("name", EVERY_PAPER)
def test_no_paper_is_longer_than_it_needs(name: str, paper: PaperSize) -> None:
    """The only large white is the one that is left for a signature."""
    inked = np.flatnonzero(unpack(sheet(EVERY_PAPER[name], paper)).any(axis=1))
    assert np.diff(inked).max() <= 140


def test_one_line_text_shrinks_to_its_line() -> None:
    """A long code keeps on one line, smaller."""
    code = Text((Run(RECEIPT.code, Weight.BOLD),), 30, one_line=True)
    assert render(Slip(384, (code,))).height_dots < 37


def test_one_line_text_that_cannot_shrink_enough_wraps() -> None:
    """Nothing is lost even where no size fits."""
    code = Text((Run("0" * 200),), 30, one_line=True)
    assert render(Slip(384, (code,))).height_dots > 3 * 37


def test_centred_lines_are_of_about_one_length() -> None:
    """A title is broken as by hand, not with one word alone on its last line."""
    words = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    title = Text((Run(words, Weight.BOLD),), 31, Align.CENTER)
    dots = unpack(render(Slip(576, (Space(8), title))))
    upper, lower = dots[: len(dots) // 2], dots[len(dots) // 2 + 4 :]
    widths = [np.ptp(np.flatnonzero(half.any(axis=0))) for half in (upper, lower)]
    assert abs(widths[0] - widths[1]) < 100


@pytest.mark.parametrize(
    "words", ["a " * 40, "WWWWWWWWWWWWWWWWWWWW bb", "ab cd", "Độc lập - Tự do"]
)
def test_centred_text_is_broken_at_every_width(words: str) -> None:
    """From one letter a line to all on one, a title always has its lines."""
    text = Text((Run(words),), 22, Align.CENTER)
    heights = [render(Slip(width_dots, (text,))).height_dots for width_dots in range(1, 400, 3)]
    assert heights == sorted(heights, reverse=True)


def test_right_aligned_text_ends_at_the_edge() -> None:
    """Numbers stand under each other."""
    dots = unpack(render(Slip(200, (Text((Run("111"),), 22, Align.RIGHT),))))
    assert np.flatnonzero(dots.any(axis=0)).max() >= 195


def test_signs_the_font_lacks_are_spelled() -> None:
    """№ and → become letters that the font has, not boxes."""
    assert line("№ →", 22) == line("Số ->", 22)


def test_letter_wider_than_the_paper_is_cut_at_its_edge() -> None:
    """Even an absurd size stays a sheet."""
    raster = render(Slip(8, (Text((Run("W"),), 60),)))
    assert raster.width_dots == 8


def test_stacks_side_by_side_share_their_height() -> None:
    """The smaller stack is centred, or level at the top."""
    rule = (Rule(2),)
    centred = unpack(render(Slip(64, (Beside(rule, (Space(20),), 32),))))
    level = unpack(render(Slip(64, (Beside(rule, (Space(20),), 32, level=True),))))
    assert np.flatnonzero(centred.any(axis=1)).tolist() == [9, 10]
    assert np.flatnonzero(level.any(axis=1)).tolist() == [0, 1]


def test_one_signature_stands_on_the_right() -> None:
    """Where only the officer signs the left half stays white."""
    signer = Signer("NGƯỜI HƯỚNG DẪN", "(Ký)", "Thử")
    dots = unpack(render(Slip(400, (Signatures(None, signer, 19, 18, 96),))))
    assert not dots[:, :200].any()
    assert dots[:, 200:].any()


def test_signature_without_a_name_leaves_its_place() -> None:
    """Who gave no name still has where to sign."""
    named, unnamed = (
        render(Slip(400, (Signatures(None, Signer("NGƯỜI NỘP", "(Ký)", name), 19, 18, 96),)))
        for name in ("Thử", "")
    )
    assert 96 < unnamed.height_dots < named.height_dots


def test_signatures_leave_room_for_the_hand() -> None:
    """Between the hint and the printed name there is white for a signature."""
    signer = Signer("NGƯỜI NỘP", "(Ký)", "Thử")
    dots = unpack(render(Slip(400, (Signatures(signer, signer, 19, 18, 96),))))
    assert np.diff(np.flatnonzero(dots.any(axis=1))).max() >= 96


def test_marks_of_a_practice_paper_are_framed() -> None:
    """C16: two full frames stand above the head, as wide as the paper."""
    marked = unpack(sheet(printed_by(replace(IMPRINT, marks=frozenset(Mark)))))
    frames = np.flatnonzero(marked[:110].all(axis=1))
    assert len(frames) == 2 * 2 * 3


def test_rasters_pack_and_unpack() -> None:
    """The highest bit is the leftmost dot, rows begin at bytes."""
    dots = np.array([[1, 0, 0, 0, 0, 0, 0, 0, 1, 1]], dtype=np.uint8)
    raster = pack(dots)
    assert raster == Raster(10, 1, b"\x80\xc0")
    assert np.array_equal(unpack(raster), dots)


def test_png_is_one_bit_black_on_white_with_its_density() -> None:
    """The file shows the sheet in its true size."""
    picture = Image.open(io.BytesIO(to_png(Raster(8, 2, b"\xf0\x00"))))
    assert picture.mode == "1"
    assert picture.getpixel((0, 0)) == 0
    assert picture.getpixel((7, 1)) == 255
    assert picture.info["dpi"] == pytest.approx((203, 203), abs=0.1)


def test_blank_sheet_still_has_a_png() -> None:
    """A sheet without rows is one white row."""
    assert Image.open(io.BytesIO(to_png(Raster(8, 0, b"")))).size == (8, 1)
