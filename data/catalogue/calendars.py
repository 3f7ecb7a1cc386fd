"""Reads a work calendar: its years, its days, and overrides that stand above the days.

The days come from `script/make-calendar`; an override is what a person knows better, with its
source, and takes the place of the day of the same date.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data.catalogue.document import document
from data.catalogue.source import Source
from data.catalogue.table import YEAR_FIRST, YEAR_LAST, Table
from data.domain.editions import Edition
from data.domain.text import NAME_LIMIT
from data.domain.workdays import SATURDAY, CalendarYear, DayKind, MarkedDay, WorkCalendar

KIND = "calendar"
_SWAPS = frozenset({DayKind.SWAP_OFF, DayKind.WORKING_SATURDAY})


def read_calendar(path: Path) -> WorkCalendar:
    """CatalogueError where anything in the file is wrong."""
    source = document(path)
    calendar = parse_calendar(source)
    source.settle()
    assert calendar is not None
    return calendar


def parse_calendar(source: Source) -> WorkCalendar | None:
    """The calendar, or None and findings in the document."""
    if source.has_errors:
        return None
    root = Table(source, dict(source.values))
    root.constant("kind", KIND)
    name = root.line("name", limit=NAME_LIMIT)
    years = _years(root)
    days = _days(root, {year.year for year in years})
    if not root.finish():
        return None
    return WorkCalendar(Edition(name, source.sha256), years, days)


def _years(root: Table) -> tuple[CalendarYear, ...]:
    tables = root.tables("year")
    if not tables:
        root.fault("year", "Lịch không có năm nào.")
    years = tuple(_year(table) for table in tables)
    seen: set[int] = set()
    for table, year in zip(tables, years, strict=True):
        if year.year in seen:
            table.fault("year", f"Năm {year.year} đã được ghi ở trên.")
        seen.add(year.year)
    return years


def _year(table: Table) -> CalendarYear:
    return CalendarYear(
        year=table.whole("year", YEAR_FIRST, YEAR_LAST),
        confirmed=table.flag("confirmed"),
        source=table.line("source"),
    )


def _days(root: Table, years: set[int]) -> tuple[MarkedDay, ...]:
    """Days by date, overrides in the place of the days they correct; each sheet each date once."""
    marks: dict[date, tuple[Table, MarkedDay]] = {}
    for key in ("day", "override"):
        marks |= _sheet(root.tables(key), years)
    _check_swaps(marks)
    return tuple(mark for _, (_, mark) in sorted(marks.items()))


def _sheet(tables: tuple[Table, ...], years: set[int]) -> dict[date, tuple[Table, MarkedDay]]:
    marks: dict[date, tuple[Table, MarkedDay]] = {}
    for table in tables:
        mark = _mark(table, years)
        if mark.day in marks:
            table.fault("date", f"Ngày {mark.day:%d/%m/%Y} đã được ghi ở trên.")
        marks[mark.day] = (table, mark)
    return marks


def _mark(table: Table, years: set[int]) -> MarkedDay:
    mark = MarkedDay(
        day=table.day("date"),
        kind=table.choice("kind", DayKind),
        name=table.line("name", limit=NAME_LIMIT),
        source=table.line("source"),
        confirmed=table.flag("confirmed"),
        swapped_with=table.optional_day("swapped_with"),
    )
    if table.sound:
        for key, sentence in _mark_faults(mark, years):
            table.fault(key, sentence)
    return mark


def _mark_faults(mark: MarkedDay, years: set[int]) -> Iterator[tuple[str, str]]:
    saturday = mark.day.weekday() == SATURDAY
    if mark.day.year not in years:
        yield "date", f"Lịch chưa có năm {mark.day.year}."
    if mark.kind is DayKind.WORKING_SATURDAY and not saturday:
        yield "date", f"Ngày làm bù {mark.day:%d/%m/%Y} không phải thứ Bảy."
    if mark.kind in {DayKind.SUBSTITUTE, DayKind.SWAP_OFF} and mark.day.weekday() >= SATURDAY:
        yield "date", f"Ngày {mark.day:%d/%m/%Y} là ngày nghỉ hằng tuần, không thể nghỉ bù."
    if mark.kind in _SWAPS and mark.swapped_with is None:
        yield "kind", "Ngày hoán đổi phải có mục «swapped_with»."
    if mark.kind not in _SWAPS and mark.swapped_with is not None:
        yield "swapped_with", "Chỉ ngày hoán đổi mới có mục «swapped_with»."


def _check_swaps(marks: dict[date, tuple[Table, MarkedDay]]) -> None:
    """A day off is swapped against one working Saturday, and each names the other."""
    for table, mark in marks.values():
        if mark.kind in _SWAPS and mark.swapped_with is not None:
            _, other = marks.get(mark.swapped_with, (None, None))
            if other is None or other.swapped_with != mark.day or other.kind is mark.kind:
                day = f"{mark.swapped_with:%d/%m/%Y}"
                table.fault("swapped_with", f"Ngày {day} không hoán đổi với ngày này.")
