"""Rows of the carrier's status file: what each says, and in which lot it lies.

Nothing is guessed: a row that cannot be read lies in a lot of its own, with the reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.desk.post.carrier_settings import CarrierSettings
from data.catalogue.carrier_columns import Places, day_of, is_item, is_rounded, item_of
from data.catalogue.carrier_table import CarrierRow, CarrierTable
from data.catalogue.carrier_words import Part, PostOutcome, word


class Lot(StrEnum):
    """What becomes of a row."""

    RECORD = "record"
    RECORDED = "recorded"
    KNOWN = "known"
    """It was recorded before."""
    NEEDED = "needed"
    """It could be recorded, and wants something that the file cannot say."""
    NOT_NOW = "not-now"
    """The rules stand against it."""
    BY_HAND = "by-hand"
    """An officer has to look at it and record it himself."""
    IN_TRANSIT = "in-transit"
    UNDECIDED = "undecided"
    """Nobody said yet what its status means."""
    UNKNOWN_ITEM = "unknown-item"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the postal employee says once for the whole file.

    `identity_declared`: the post looked at a paper of everybody who took an item (TT 17/2017
    Đ5.2), which no file can show. `shelf` is where what came back is put; `giver` and `receiver`
    are the hands by which it goes to its agency.
    """

    identity_declared: bool = False
    shelf: str = ""
    giver: str = field(default="", repr=False)
    receiver: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CarrierEvent:
    """A row that was read. `identity_noted` is None where the file has no such column."""

    line: int
    item: str
    status: str
    outcome: PostOutcome | None
    day: date | None
    receiver: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    receipt: str = ""
    identity_noted: bool | None = None

    @property
    def order(self) -> tuple[date, int]:
        """What has no day came last."""
        return (self.day or date.max, self.line)


@dataclass(frozen=True, slots=True)
class SortedRow:
    """`code` and `facts` say why it lies in its lot, as those of a refusal do."""

    event: CarrierEvent
    lot: Lot
    code: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    dossier: str = ""

    @property
    def line(self) -> int:
        return self.event.line


@dataclass(frozen=True, slots=True)
class Sorting:
    """Every row of the file, in its order."""

    rows: tuple[SortedRow, ...]

    def of(self, lot: Lot) -> tuple[SortedRow, ...]:
        return tuple(row for row in self.rows if row.lot is lot)

    def counts(self) -> dict[Lot, int]:
        found = dict.fromkeys(Lot, 0)
        for row in self.rows:
            found[row.lot] += 1
        return found

    def with_rows(self, done: "Sorting") -> "Sorting":
        """The same file, its rows as they stand after they were recorded."""
        now = {it.line: it for it in done.rows}
        return Sorting(tuple(now.get(it.line, it) for it in self.rows))

    def undecided_words(self) -> dict[str, int]:
        """The status words that an officer has to decide, as first spelled, with their rows."""
        spelled: dict[str, str] = {}
        found: dict[str, int] = {}
        for row in self.of(Lot.UNDECIDED):
            status = spelled.setdefault(word(row.event.status), row.event.status)
            found[status] = found.get(status, 0) + 1
        return found


_NOTHING_SEEN: Final = frozenset(map(word, ("không", "chưa", "no", "0", "-", "x0", "false")))
"""What stands in a column of papers looked at where none was."""


def read_rows(
    table: CarrierTable, places: Places, settings: CarrierSettings
) -> Iterator[SortedRow]:
    """Each row as far as the file itself decides it: `Lot.RECORD` where the dossier is asked."""
    meaning: dict[str, PostOutcome | None] = {}
    for row in table.rows:
        status = places.text(row, Part.STATUS)
        if status not in meaning:
            meaning[status] = settings.outcome(status) if status else None
        event = _event(row, places, meaning[status])
        lot, code = _first_lot(row, event, places, len(table.headers))
        yield SortedRow(event, lot, code)


def _event(row: CarrierRow, places: Places, outcome: PostOutcome | None) -> CarrierEvent:
    paper = places.text(row, Part.IDENTITY)
    return CarrierEvent(
        line=row.line,
        item=item_of(places.text(row, Part.ITEM)),
        status=places.text(row, Part.STATUS),
        outcome=outcome,
        day=day_of(places.text(row, Part.DAY)),
        receiver=places.text(row, Part.RECEIVER),
        note=places.text(row, Part.NOTE),
        receipt=places.text(row, Part.RECEIPT),
        identity_noted=word(paper) not in _NOTHING_SEEN and bool(paper)
        if places.has(Part.IDENTITY)
        else None,
    )


def _first_lot(row: CarrierRow, event: CarrierEvent, places: Places, width: int) -> tuple[Lot, str]:
    if code := _unreadable(row, event, width):
        return Lot.UNREADABLE, code
    if event.outcome is None:
        return Lot.UNDECIDED, "carrier-status-unknown"
    if event.outcome is PostOutcome.IN_TRANSIT:
        return Lot.IN_TRANSIT, ""
    if event.outcome in {PostOutcome.DELIVERED, PostOutcome.NOT_DELIVERED} and event.day is None:
        missing = not places.text(row, Part.DAY)
        return Lot.UNREADABLE, "carrier-day-missing" if missing else "carrier-day-unreadable"
    return Lot.RECORD, ""


def _unreadable(row: CarrierRow, event: CarrierEvent, width: int) -> str:
    """Why it cannot be told of which item the row speaks, or what it says; empty where it can.

    A row that is longer than the headers lost its columns: a separator stands inside a cell.
    """
    if len(row.cells) > width:
        return "carrier-row-longer"
    if not event.item:
        return "carrier-item-missing"
    if is_rounded(event.item):
        return "carrier-item-rounded"
    if not is_item(event.item):
        return "carrier-item-unreadable"
    return "" if event.status else "carrier-status-missing"
