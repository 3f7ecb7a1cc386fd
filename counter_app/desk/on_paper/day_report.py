"""The report of a day as a file: what the desk counted, given from one officer to the next (C27).

Its proof is the newest entry here: whoever holds the paper can later show that nothing before it
was changed.
"""

from dataclasses import dataclass
from pathlib import Path

from counter_app.desk.lists.day_end import Days
from counter_app.desk.on_paper.day_sheets import Shift, shift_report
from counter_app.desk.on_paper.list_imprint import list_imprint
from counter_app.desk.outgoing import give_out
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.papers import ShiftReport
from data.domain.workdays import at as on_day


@dataclass(frozen=True, slots=True)
class DayReport:
    days: Days

    def of(self, officer: Officer) -> ShiftReport:
        """From the opening of this day to now."""
        papers, now = self.days.papers, local(self.days.clock())
        hours = papers.sheets.rules.profile.hours
        since = min(on_day(now.date(), hours.opens), now)
        imprint = list_imprint(papers, officer, now)
        return shift_report(self.days.end(), Shift(since, now, officer.name), imprint)

    def write(self, officer: Officer, folder: Path) -> Path:
        """Raises Refused("file-unwritable")."""
        report = self.of(officer)
        path = folder / f"{report.until:%y%m%d-%H%M}.pdf"
        return give_out(path, self.days.papers.press.pdf(report))
