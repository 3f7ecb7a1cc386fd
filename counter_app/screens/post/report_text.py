"""The report of the post on the screen: a line for each agency, and the sum of all."""

from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.post_report_words import KIND_WORDS
from counter_app.widgets.lines import QUIET, STRONG, left, right, row, styled
from counter_app.widgets.rows import BLANK, Row
from counter_app.wording import day_text, tr

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.post.reports import PostLine, PostReport

_NARROW, _WIDE, _ROOM = 9, 18, 116


def period(first: "date", last: "date") -> Content:
    told = tr("{first} to {last}", first=day_text(first), last=day_text(last))
    return styled(tr("Report of the post") + " · " + told, STRONG)


def rows(report: "PostReport") -> list[Row]:
    if not report.lines:
        return []
    lines = [_line(it, it.agency) for it in report.lines]
    return [_head(), *lines, BLANK, _line(report.total, tr("All agencies"), STRONG)]


def _head() -> Row:
    def draw(width: int) -> Content:
        cell = _cell(width)
        short = 1 if cell == _NARROW else 0
        words = (right(tr(it[short]), cell) for it in KIND_WORDS.values())
        return styled(left(tr("agency"), width - 5 * cell) + "".join(words), QUIET)

    return Row(lambda width: row("  ", draw(width - 2)))


def _line(line: "PostLine", name: str, style: str = "") -> Row:
    def draw(width: int) -> Content:
        cell = _cell(width)
        counts = (line.counts[kind] for kind in KIND_WORDS)
        cells = [styled(right(str(it), cell), style if it else QUIET) for it in counts]
        return row(styled(left(name, width - 5 * cell - 1) + " ", style), *cells)

    return Row(draw, name)


def _cell(width: int) -> int:
    return _WIDE if width >= _ROOM else _NARROW


def kept(paper: "date", record: "date") -> Content:
    said = tr(
        "Paper kept until {paper}, record until {record} (TT 17/2017 Đ14).",
        paper=day_text(paper),
        record=day_text(record),
    )
    return styled(said, QUIET)
