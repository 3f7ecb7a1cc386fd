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
        """One kept copy and one slip at most; None when there is no printer to report of."""
        self.papers.archive()
        return self.spooler.step() if self.spooler else None
