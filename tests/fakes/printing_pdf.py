"""Reads PDFs as their readers do: words in print order, codes from a picture, pages by poppler."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from printing.blocks import (
    Banner,
    Barcode,
    Beside,
    Block,
    Grid,
    Ledger,
    Ruled,
    Signatures,
    Slip,
    Table,
    Text,
    Together,
)
from printing.pdf.galley import UNKNOWN, drawable
from printing.wrapping import Run

_PAGE_NUMBER = re.compile(r"Trang\d+/\d+(·.*)?$")
POPPLER = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="poppler-utils is not installed here"
)


def said(slip: Slip) -> str:
    """Every letter of the blocks in print order, without white space; letters that the font does
    not have are left out, as they are frames on paper.
    """
    return _letters("".join(map(drawable, _said(slip.blocks)))).replace(UNKNOWN, "")


def read(pdf: bytes) -> list[str]:
    """The letters of each page in the order of the file, without white space and page number."""
    pages = (_letters(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [_PAGE_NUMBER.sub("", page) for page in pages]


def page_numbers(pdf: bytes) -> list[str]:
    """What stands at the foot of each page of several."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [page.splitlines()[-1].replace("\u00a0", " ") for page in pages]


def _letters(text: str) -> str:
    return "".join(text.split())


def poppler(program: str, *words: str, pdf: bytes) -> bytes:
    """What a program of poppler makes of the file; it must not complain of anything."""
    done = subprocess.run([program, *words], input=pdf, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout


def pictures(pdf: bytes, dpi: int, folder: Path) -> list[Image.Image]:
    """Its pages as a screen or printer of this density shows them."""
    poppler("pdftoppm", "-r", str(dpi), "-gray", "-png", "-", str(folder / "page"), pdf=pdf)
    return [Image.open(path).convert("L") for path in sorted(folder.glob("page-*.png"))]


def _said(blocks: Sequence[Block]) -> Iterator[str]:  # noqa: C901, PLR0912 - one way for each
    for block in blocks:
        match block:
            case Text():
                yield _runs(block.runs)
            case Banner():
                yield _runs(block.text.runs)
            case Ruled():
                yield from (_runs(gap.words) for gap in block.gaps)
            case Barcode():
                yield block.digits
            case Table():
                yield from _table(block)
            case Grid():
                yield from (block.number.title, block.name, *(it.title for it in block.columns))
                yield from (str(row) for row in range(1, block.rows + 1))
            case Ledger():
                yield from _ledger(block)
            case Signatures():
                for signer in filter(None, (block.left, block.right)):
                    yield from (signer.title, signer.hint, signer.name)
            case Beside():
                yield from _said(block.left)
                yield from _said(block.right)
            case Together():
                yield from _said(block.blocks)
            case _:
                pass


def _runs(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _table(table: Table) -> Iterator[str]:
    yield from (table.number.title, table.name, *(column.title for column in table.columns))
    for row in table.rows:
        yield from (row.number, row.name, *row.counts, row.remark)


def _ledger(ledger: Ledger) -> Iterator[str]:
    """Titles that are common to several columns come first, those below them last."""
    yield from (over for over, _ in groupby(ledger.columns, key=lambda column: column.over))
    yield from (column.title for column in ledger.columns if not column.over)
    yield from (column.title for column in ledger.columns if column.over)
    for row in ledger.rows:
        for cell in row:
            yield from (_runs(paragraph) for paragraph in cell)
