"""Component PDFs: pages as they were photographed, facts of the record, the same bytes again."""

import io
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pikepdf
import PIL.Image
import pypdf
import pytest

from printing.errors import PageUnfit
from printing.pdf.bound import bind
from printing.pdf.leaves import Binding, Leaf

BINDING = Binding(
    code="000.00.26.H47-231126-0001",
    procedure="Đăng ký thành lập công ty TNHH một thành viên",
    component="Điều lệ công ty",
    number=2,
    at=datetime(2026, 11, 23, 2, 14, 5, 123, UTC),
)


def picture(
    form: str = "JPEG",
    mode: str = "RGB",
    size: tuple[int, int] = (400, 560),
    **options: Any,  # noqa: ANN401 - as Pillow's writers take them
) -> bytes:
    chance = np.random.default_rng(len(form) + size[0])
    pixels = chance.integers(0, 255, (size[1] // 8, size[0] // 8), dtype=np.uint8)
    made = PIL.Image.fromarray(pixels).resize(size).convert(mode)
    file = io.BytesIO()
    made.save(file, form, **options)
    return file.getvalue()


def refuse(_picture: bytes) -> bytes:
    raise PageUnfit


def bound(pictures: Sequence[bytes], numbers: Sequence[int] = ()) -> bytes:
    leaves = [
        Leaf(it, number)
        for it, number in zip(pictures, numbers or range(1, 1 + len(pictures)), strict=True)
    ]
    made = bind(leaves, BINDING, mend=refuse)
    assert made.left_out == ()
    assert made.pdf is not None
    return made.pdf


def test_a_jpeg_goes_in_byte_for_byte() -> None:
    """No page is compressed a second time."""
    pages = [picture(), picture(mode="L"), picture(progressive=True)]
    with pikepdf.open(io.BytesIO(bound(pages))) as document:
        inside = [
            next(iter(page.Resources.XObject.values())).read_raw_bytes() for page in document.pages
        ]
    assert inside == pages


def test_the_file_says_what_it_is() -> None:
    """Code, component, procedure and the moment of receipt; labels count in the component."""
    document = pypdf.PdfReader(io.BytesIO(bound([picture(), picture()])))
    assert document.metadata is not None
    assert document.metadata.title == "000.00.26.H47-231126-0001 · 2. Điều lệ công ty"
    assert document.metadata.subject == BINDING.procedure
    assert document.metadata.creation_date == datetime(2026, 11, 23, 2, 14, 5, tzinfo=UTC)
    assert document.metadata.creator == "counter"
    assert document.metadata.keywords == BINDING.code
    assert document.page_labels == ["2.1", "2.2"]


def test_a_missing_page_leaves_its_number_free() -> None:
    """Pages keep the numbers that the record gives them."""
    document = pypdf.PdfReader(io.BytesIO(bound([picture()] * 4, [1, 3, 4, 7])))
    assert document.page_labels == ["2.1", "2.3", "2.4", "2.7"]


def test_the_same_pages_are_the_same_file() -> None:
    """No clock and no chance goes into it; another page, another name or moment does."""
    pages = [picture(), picture("PNG")]
    random.seed(1)
    first = bound(pages)
    random.seed(2)
    assert bound(pages) == first
    assert bound(pages[:1]) != first


@pytest.mark.parametrize(
    ("options", "size", "expected_mm"),
    [
        ({"dpi": (200, 200)}, (1654, 2339), (210, 297)),
        ({"dpi": (300, 300)}, (945, 1417), (80, 120)),
        ({"dpi": (72, 72)}, (3000, 4000), (210, 280)),
        ({}, (4000, 1000), (297, 74)),
    ],
)
def test_a_page_is_as_large_as_its_paper(
    options: dict[str, Any], size: tuple[int, int], expected_mm: tuple[int, int]
) -> None:
    """A true resolution gives the true size; a camera's 72 dpi is laid on A4."""
    document = pypdf.PdfReader(io.BytesIO(bound([picture(mode="L", size=size, **options)])))
    box = document.pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == list(expected_mm)


def test_a_turned_picture_is_shown_upright() -> None:
    """What EXIF says is said again by the page; no pixel is touched."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    document = pypdf.PdfReader(io.BytesIO(bound([picture(exif=exif)])))
    assert document.pages[0].rotation == 90


@pytest.mark.parametrize(
    "unfit",
    [
        picture(mode="CMYK"),
        picture("PNG", "RGBA"),
        b"no picture",
        picture()[:100],
        b"",
    ],
    ids=["inks", "clear", "bytes", "cut", "empty"],
)
def test_what_does_not_fit_is_mended_or_told(unfit: bytes) -> None:
    """One page that no PDF can hold does not lose the others."""
    plain = picture(size=(80, 80))
    mended = bind([Leaf(unfit, 1), Leaf(picture(), 2)], BINDING, mend=lambda _: plain)
    assert mended.pdf is not None
    assert mended.left_out == ()
    with pikepdf.open(io.BytesIO(mended.pdf)) as document:
        assert next(iter(document.pages[0].Resources.XObject.values())).read_raw_bytes() == plain
    told = bind([Leaf(unfit, 1), Leaf(picture(), 2)], BINDING, mend=refuse)
    assert told.left_out == (1,)
    assert bind([Leaf(unfit, 1)], BINDING, mend=refuse).pdf is None


def test_the_file_is_an_archive_file() -> None:
    """PDF/A-2b, as pikepdf's own validator reads it, where that is installed."""
    pdfa = pytest.importorskip("pikepdf.pdfa", reason="needs pikepdf[pdfa]", exc_type=ImportError)
    pages = [picture(), picture(mode="L", dpi=(200, 200)), picture("PNG", "L"), picture("PNG", "1")]
    report = pdfa.validate_written(io.BytesIO(bound(pages)), "2b")
    assert report.verdict == "pass", report
