"""A kept copy is found again by its codes: from its PDF on a screen, and from a printed page."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from data.domain.papers import Paper, PaperComponent
from printing.blocks import Barcode, Qr
from printing.papers.layout import lay_out, page_size
from printing.papers.template import load_templates
from printing.pdf.typeset import Original, to_pdf
from scanning.barcode import read_barcodes
from tests.fakes.printing_papers import EVERY_PAPER, RECEIPT
from tests.fakes.printing_pdf import POPPLER, pictures
from tests.fakes.printing_words import of_kind

TEMPLATES = load_templates()
MANY = tuple(PaperComponent(f"Giấy tờ thử số {number}", 1) for number in range(14))
PAPERS: dict[str, Paper] = {**EVERY_PAPER, "small letters": replace(RECEIPT, components=MANY)}


def codes(paper: Paper) -> set[str]:
    """What the paper's codes hold."""
    slip = lay_out(paper, TEMPLATES, page_size(paper))
    bars = {block.digits for block in of_kind(slip, Barcode)}
    return bars | {block.payload for block in of_kind(slip, Qr)}


def sheets(paper: Paper, folder: Path, dpi: int) -> list[Image.Image]:
    return pictures(to_pdf([Original(paper, TEMPLATES, page_size(paper))]), dpi, folder)


def read(sheet: Image.Image) -> set[str]:
    return {code.value for code in read_barcodes(np.asarray(sheet.convert("RGB")))}


WITH_CODES = [name for name, paper in PAPERS.items() if codes(paper)]


@POPPLER
@pytest.mark.parametrize("name", WITH_CODES)
def test_every_code_is_read_from_the_page_on_a_screen(name: str, tmp_path: Path) -> None:
    """At 150 dots an inch, as poppler draws the page: bars and modules, no pixels of ours."""
    found = [read(sheet) for sheet in sheets(PAPERS[name], tmp_path, 150)]
    assert set().union(*found) == codes(PAPERS[name])


@POPPLER
def test_codes_of_a_printed_page_are_read_by_a_camera(tmp_path: Path) -> None:
    """Printed at 300 dots an inch, then turned, softened and dimmed as under a lens."""
    (sheet,) = sheets(RECEIPT, tmp_path, 300)
    seen = sheet.rotate(7, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(1.5))
    dim = seen.resize((seen.width // 2, seen.height // 2)).point(lambda level: 40 + level // 2)
    assert read(dim) == codes(RECEIPT)
