"""What follows an act on its own: slips go to the printer, kept copies and PDFs are made."""

from dataclasses import dataclass, replace

from counter_app.desk.on_paper.component_pdfs import ComponentPdfs
from counter_app.desk.on_paper.papers import Papers
from printing.wire.spooler import Spooler, SpoolReport


@dataclass(frozen=True, slots=True)
class Paperwork:
    """`spooler` is None at a desk without a printer: slips then wait, and are not lost.

    `pages` sends sheets of A5 to a printer for pages, where the profile wants such (C12).
    """

    papers: Papers
    spooler: Spooler | None
    pdfs: ComponentPdfs
    pages: Spooler | None = None

    @property
    def prints(self) -> bool:
        return self.spooler is not None or self.pages is not None

    def step(self) -> SpoolReport | None:
        """One sheet of each kind, one component's PDF at most; None without a printer.

        Nothing else sends, so a job that is still being sent here was cut off and is unknown. The
        citizen waits for the slip: a kept copy that cannot be archived does not hold it up. What
        the acts committed is carried into the file last, so that no act has to do it.
        """
        self.papers.recover()
        try:
            return self._sent()
        finally:
            self.papers.archive()
            self.pdfs.step()
            self.papers.store.tidy()

    def _sent(self) -> SpoolReport | None:
        """The strip speaks of the roll's printer; of the other one it tells how a job ended."""
        slip = self.spooler.step() if self.spooler else None
        page = self.pages.step() if self.pages else None
        if slip is None or page is None:
            return slip or page
        return slip if slip.job_id else replace(page, status=slip.status)
