"""The code by which a fee is transferred, on the slip: read back from every paper."""

import io
from dataclasses import replace
from typing import Final

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from data.domain.papers import Receipt
from data.domain.vietqr import ACCOUNT_LIMIT, AMOUNT_LIMIT_VND, Account, Transfer
from printing.blocks import Qr
from printing.papers.layout import lay_out
from printing.papers.samples import CODE
from printing.papers.template import load_templates
from printing.pdf.typeset import Original, to_pdf
from printing.raster import unpack
from printing.render import render
from printing.sizes import PAPER_58, PAPER_80, PAPER_A5, PaperSize, roll
from tests.fakes.printing_papers import FULL_RECEIPT, PAYABLE_RECEIPT, RECEIPT
from tests.fakes.printing_words import lines, of_kind

TEMPLATES: Final = load_templates()
PAGE_DPI: Final = 203
LONGEST = replace(
    RECEIPT,
    transfer=Transfer(
        Account(
            "999999", "Z9" * (ACCOUNT_LIMIT // 2) + "0", "TAI KHOAN MAU RAT DAI CUA KHONG AI CA"
        ),
        AMOUNT_LIMIT_VND,
        str(CODE),
    ),
)
PAYABLE = pytest.mark.parametrize("paper", [PAYABLE_RECEIPT, LONGEST], ids=["usual", "longest"])


def read(picture: np.ndarray) -> tuple[set[str], set[str]]:
    """What zxing-cpp and zbar find."""
    image = Image.fromarray(picture)
    zbar = {code.data.decode() for code in pyzbar.decode(picture, [pyzbar.ZBarSymbol.QRCODE])}
    return {code.text for code in zxingcpp.read_barcodes(image)}, zbar


def payload_of(paper: Receipt) -> str:
    assert paper.transfer is not None
    return paper.transfer.payload


@PAYABLE
@pytest.mark.parametrize("size", [PAPER_80, PAPER_58, roll(512)], ids=lambda it: it.width_dots)
def test_two_engines_read_the_transfer_from_a_roll(paper: Receipt, size: PaperSize) -> None:
    """Beside the code of the dossier and that of the evaluation, which stay what they were."""
    dots = unpack(render(lay_out(paper, TEMPLATES, size)))
    zxing, zbar = read(np.where(dots == 0, np.uint8(255), np.uint8(0)))
    others = {paper.code, paper.imprint.head.evaluation_url}
    assert zxing >= {payload_of(paper), *others}
    assert zbar >= {payload_of(paper), *others}


@PAYABLE
def test_two_engines_read_the_transfer_from_the_page(paper: Receipt) -> None:
    """The kept copy says the same as the applicant's."""
    made = io.BytesIO(to_pdf([Original(paper, TEMPLATES, PAPER_A5)]))
    document = pypdfium2.PdfDocument(made)
    pages = [
        page.render(scale=2 * PAGE_DPI / 72).to_pil().convert("L")
        for page in map(document.__getitem__, range(len(document)))
    ]
    found = [read(np.asarray(page)) for page in pages]
    assert any(payload_of(paper) in zxing for zxing, _ in found)
    assert any(payload_of(paper) in zbar for _, zbar in found)


@pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5])
def test_what_the_code_asks_stands_beside_it_in_words(size: PaperSize) -> None:
    """Whoever pays compares them with what the bank's app shows."""
    said = " ".join(lines(lay_out(PAYABLE_RECEIPT, TEMPLATES, size)))
    for words in (
        "QUÉT MÃ VIETQR",
        "Số tiền: 50.000 đ",
        "SO KE HOACH VA DAU TU (TAI KHOAN MAU), tài khoản 0000000000005",
        f"Nội dung: {PAYABLE_RECEIPT.code}",
        "phí, lệ phí của hồ sơ này",
    ):
        assert words in said


@pytest.mark.parametrize("paper", [RECEIPT, FULL_RECEIPT])
@pytest.mark.parametrize("size", [PAPER_80, PAPER_58, PAPER_A5])
def test_nobody_is_asked_without_a_transfer(paper: Receipt, size: PaperSize) -> None:
    """Neither the code nor any of its words stands on a paper that asks for none."""
    slip = lay_out(paper, TEMPLATES, size)
    assert {code.payload for code in of_kind(slip, Qr)} == {
        paper.code,
        paper.imprint.head.evaluation_url,
    }
    assert "VIETQR" not in " ".join(lines(slip))
