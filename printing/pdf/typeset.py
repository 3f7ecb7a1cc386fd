"""Papers as PDF/A-2b (ISO 19005-2) with letters and bars instead of dots, set by typst.

The same papers give the same bytes: the date of a file is that of its paper, and no clock is read.
"""

import io
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Final

import pikepdf

from data.domain.clock import local
from data.domain.papers import Paper, form_of
from printing.blocks import Align, Text
from printing.fonts import FAMILY
from printing.papers.layout import lay_out, reference
from printing.papers.template import NO_BREAK, Templates
from printing.papers.values import harmless
from printing.papers.writer import Writer
from printing.pdf.galley import PAGE, PAGES, Data, galley, line
from printing.pdf.typesetter import typeset
from printing.sizes import PaperSize, stretched

STRETCHES_PERCENT: Final = range(100, 129, 4)
"""How much more than at its true size a page may hold: its letters are then smaller.

At the last one the letters of the body are still 6.6 points high.
"""
FOOT_LINES: Final = 2
"""Room for the number of a page, in lines of small letters."""
ROOMY_MARGIN_DOTS: Final = 100
"""A margin that holds the number of a page, and white around it, by itself."""
MM_PER_DOT: Final = 1 / 8


@dataclass(frozen=True, slots=True)
class Original:
    """A paper, the words of its form, and the page on which it is set."""

    paper: Paper
    templates: Templates
    size: PaperSize


@dataclass(frozen=True, slots=True)
class _Set:
    data: Data
    pdf: bytes
    pages: int


def to_pdf(originals: Sequence[Original], *, title: str = "") -> bytes:
    """One file of several papers, each beginning on a page of its own and numbered by itself.

    Where there is no `title`, that of the first paper and what it is known by.
    """
    title = title or _title(originals[0])
    fitted = [_fitted(it, title) for it in originals]
    if len(fitted) == 1:
        return fitted[0].pdf
    return _compiled(originals, [it.data for it in fitted], title)


def _fitted(original: Original, title: str) -> _Set:
    """One page where smaller letters allow it, in letters as large as that allows."""
    true_size, densest = STRETCHES_PERCENT[0], STRETCHES_PERCENT[-1]
    whole = _set(original, true_size, title)
    if whole.pages == 1:
        return whole
    if whole.pages == 2 and _set(original, densest, title).pages == 1:  # noqa: PLR2004 - a sheet more
        return _one_page(original, title)
    if original.size.margin_dots >= ROOMY_MARGIN_DOTS:
        return whole
    return _set(original, true_size, title, numbered=True)


def _one_page(original: Original, title: str) -> _Set:
    @cache
    def at(percent: int) -> _Set:
        return _set(original, percent, title)

    first = bisect_left(STRETCHES_PERCENT, True, key=lambda percent: at(percent).pages == 1)
    return at(STRETCHES_PERCENT[first])


def _set(original: Original, percent: int, title: str, *, numbered: bool = False) -> _Set:
    data = _data(original, percent, numbered=numbered)
    pdf = _compiled([original], [data], title)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Set(data, pdf, len(document.pages))


def _data(original: Original, percent: int, *, numbered: bool) -> Data:
    page, size = original.size, stretched(original.size, percent)
    slip = lay_out(original.paper, original.templates, size)
    foot_dots = FOOT_LINES * size.small_dots * 100 // percent if numbered else 0
    return {
        "dot": MM_PER_DOT * 100 / percent,
        "width": (page.width_dots + 2 * page.margin_dots) * MM_PER_DOT,
        "height": (page.page_dots + 2 * page.margin_dots) * MM_PER_DOT,
        "margin": page.margin_dots * MM_PER_DOT,
        "foot": (page.margin_dots + foot_dots) * MM_PER_DOT,
        "footline": _foot(original, size),
        "blocks": galley(slip),
    }


def _foot(original: Original, size: PaperSize) -> Data:
    """Which page of how many, and of what: a single sheet is brought back to its paper."""
    name = harmless(reference(original.paper))
    item = {"page": PAGE, "pages": PAGES, "reference": name}
    writer = Writer(original.templates[form_of(original.paper)], size, {})
    lines = writer.line("foot.page", size.small_dots, align=Align.CENTER, item=item)
    return line(next(lines), size.width_dots)


def _compiled(originals: Sequence[Original], papers: Sequence[Data], title: str) -> bytes:
    imprint = originals[0].paper.imprint
    data = {
        "title": harmless(title),
        "author": harmless(imprint.head.name),
        "keywords": [name for it in originals if (name := harmless(reference(it.paper)))],
        "font": FAMILY,
        "papers": papers,
    }
    return typeset(json.dumps(data), _fixed(imprint.at))


def _title(original: Original) -> str:
    size = original.size
    slip = lay_out(original.paper, original.templates, size)
    titles = (_words(it) for it in slip.blocks if isinstance(it, Text) and _is_title(it, size))
    return " ".join(filter(None, (next(titles, ""), reference(original.paper))))


def _is_title(text: Text, size: PaperSize) -> bool:
    return text.size_dots == size.title_dots


def _words(text: Text) -> str:
    return "".join(run.text for run in text.runs).replace(NO_BREAK, " ")


def _fixed(moment: datetime) -> datetime:
    """The moment at its offset from UTC, which the typesetter writes down as it is."""
    offset = local(moment).utcoffset() or timedelta()
    return moment.astimezone(timezone(offset)).replace(microsecond=0)
