"""What follows an act on its own: kept copies are archived, slips go to the printer."""

from dataclasses import dataclass

from counter_app.desk.papers import Papers
from printing.spooler import Spooler, SpoolReport


@dataclass(frozen=True, slots=True)
class Paperwork:
    """`spooler` is None at a desk without a printer: slips then wait, and are not lost."""

    papers: Papers
    spooler: Spooler | None

    def step(self) -> SpoolReport | None:
        """One slip and one kept copy at most; None when there is no printer to report of.

        Nothing else sends, so a job that is still being sent here was cut off and is unknown. The
        citizen waits for the slip: a kept copy that cannot be archived does not hold it up. What
        the acts committed is carried into the file last, so that no act has to do it.
        """
        self.papers.recover()
        try:
            return self.spooler.step() if self.spooler else None
        finally:
            self.papers.archive()
            self.papers.store.tidy()
