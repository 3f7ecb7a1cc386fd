"""From papers to what a device takes: dots to show and to print, pages to keep.

Everything is drawn from the same blocks, so screen, slip and file say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counter_app.desk.on_paper.printers import Roll
from data.domain.papers import Copy, Paper
from printing.escpos import encode
from printing.inked import Inked
from printing.papers.layout import lay_out, page_size
from printing.papers.template import Templates
from printing.raster import Raster
from printing.sizes import PaperSize
from printing.symbols import inked

_SHEETS_KEPT = 4


@dataclass(frozen=True, slots=True)
class Press:
    """`slip` is the roll that is shown; `kept` is the size of a kept copy."""

    forms: Mapping[str, Templates]
    usual: str
    """Whose forms word a paper of a set that is kept no more."""
    slip: PaperSize
    kept: PaperSize

    def raster(self, paper: Paper) -> Raster:
        kept = getattr(paper, "copy", Copy.APPLICANT) is Copy.KEPT
        return _inked(paper, self._templates(paper), self.kept if kept else self.slip).raster

    def escpos(self, paper: Paper, roll: Roll) -> bytes:
        """Raises PrintingError for a printer that is narrower than its roll."""
        return encode(_inked(paper, self._templates(paper), roll.size), roll.profile)

    def pdf(self, paper: Paper) -> bytes:
        return self.pdf_of([paper])

    def pdf_of(self, papers: Sequence[Paper], *, title: str = "") -> bytes:
        """One file of several papers, each beginning on a page of its own."""
        from printing.pdf.typeset import Original, to_pdf

        originals = [Original(it, self._templates(it), page_size(it)) for it in papers]
        return to_pdf(originals, title=title)

    def _templates(self, paper: Paper) -> Templates:
        return self.forms.get(paper.imprint.forms) or self.forms[self.usual]


@lru_cache(maxsize=_SHEETS_KEPT)
def _inked(paper: Paper, templates: Templates, size: PaperSize) -> Inked:
    return inked(lay_out(paper, templates, size))
