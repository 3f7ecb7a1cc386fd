"""The report of the post as it leaves the desk: a paper to be signed, and the same as a workbook.

It is worked out anew each time; nothing is recorded, and both files say the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counter_app.desk.on_paper.list_imprint import list_imprint
from counter_app.desk.on_paper.papers import Papers
from counter_app.desk.outgoing import give_out
from counter_app.desk.post.counting import post_name
from counter_app.desk.post.reports import PostLine, PostReport, PostReports, kept_until
from data.domain.center import Officer
from data.domain.papers import PostReportPaper, PostReportRow
from data.domain.parcels import PostEventKind


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
