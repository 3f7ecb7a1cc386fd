"""The report of the post as it leaves the desk: a paper to be signed, and the same as a workbook.

It is worked out anew each time; nothing is recorded, and both files say the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from counter_app.desk.on_paper.list_imprint import list_imprint
from counter_app.desk.on_paper.papers import Papers
from counter_app.desk.outgoing import give_out
from counter_app.desk.post.counting import post_name
from counter_app.desk.post.reports import PostLine, PostReport, PostReports, kept_until
from data.domain.center import Officer
from data.domain.papers import PostReportPaper, PostReportRow
from data.domain.parcels import PostEventKind

_MONTHS: Final = (1_900 * 12, 2_999 * 12)
"""The earliest and the latest month of which anybody asks."""


@dataclass(frozen=True, slots=True)
class PostFiles:
    paper: Path
    workbook: Path


@dataclass(frozen=True, slots=True)
class PostReporting:
    reports: PostReports
    papers: Papers

    def paper(self, officer: Officer, report: PostReport) -> PostReportPaper:
        """Form *post-report*, with the days until which it is kept."""
        kept_paper, kept_record = kept_until(report.at.date())
        return PostReportPaper(
            imprint=list_imprint(self.papers, officer, report.at),
            post=post_name(self.reports.agencies),
            first_day=report.first,
            last_day=report.last,
            rows=tuple(map(_row, report.lines)),
            total=_row(report.total),
            kept_paper=kept_paper,
            kept_record=kept_record,
        )

    def write(self, officer: Officer, first: date, last: date, folder: Path) -> PostFiles:
        """Raises as `PostReports.of`, and Refused("file-unwritable")."""
        from counter_app.desk.post.report_book import workbook_of

        paper = self.paper(officer, self.reports.of(first, last))
        name = f"thong-ke-buu-chinh-{first:%y%m%d}-{last:%y%m%d}"
        return PostFiles(
            give_out(folder / f"{name}.pdf", self.papers.press.pdf(paper)),
            give_out(folder / f"{name}.xlsx", workbook_of(paper)),
        )


def month_of(day: date, months_on: int = 0) -> tuple[date, date]:
    """First and last day of the month so many months after that of `day`."""
    months = min(max(day.year * 12 + day.month - 1 + months_on, _MONTHS[0]), _MONTHS[1])
    return _first(months), _first(months + 1) - timedelta(days=1)


def _first(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _row(line: PostLine) -> PostReportRow:
    counts: Mapping[PostEventKind, int] = line.counts
    return PostReportRow(
        agency=line.agency,
        filed=counts[PostEventKind.FILED],
        registered=counts[PostEventKind.REGISTERED],
        given=counts[PostEventKind.GIVEN],
        delivered=counts[PostEventKind.DELIVERED],
        back=counts[PostEventKind.BACK],
    )
