"""What follows an act on its own: slips go to the printer, kept copies and PDFs are made."""

from dataclasses import dataclass

from counter_app.desk.component_pdfs import ComponentPdfs
from counter_app.desk.papers import Papers
from printing.spooler import Spooler, SpoolReport


@dataclass(frozen=True, slots=True)
class Paperwork:
    """`spooler` is None at a desk without a printer: slips then wait, and are not lost."""

    papers: Papers
    spooler: Spooler | None
    pdfs: ComponentPdfs

    def step(self) -> SpoolReport | None:
        """One slip, one kept copy, one component's PDF at most; None without a printer.

        Nothing else sends, so a job that is still being sent here was cut off and is unknown. The
        citizen waits for the slip: a kept copy that cannot be archived does not hold it up. What
        the acts committed is carried into the file last, so that no act has to do it.
        """
        self.papers.recover()
        try:
            return self.spooler.step() if self.spooler else None
        finally:
            self.papers.archive()
            self.pdfs.step()
            self.papers.store.tidy()
