"""The carrier's status file at the postal desk: what of it is recorded, and why the rest is not.

Nothing is guessed: every row of the file lies in one lot, with the reason. Importing a file again
changes nothing, and goes on where a crash ended it, because what was recorded is asked of the
dossiers themselves.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from counter_app.desk.post.carrier_settings import CarrierSettings
from counter_app.desk.steps.acting import Acting, Case
from data.catalogue.carrier_columns import Places, day_of, is_item, is_rounded, item_of
from data.catalogue.carrier_table import CarrierRow, CarrierTable
from data.catalogue.carrier_words import Part, PostOutcome, word
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import the_result
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import hands
from data.domain.lifecycle import Action, State
from data.domain.people import Person
from data.domain.posting import (
    BackAtAgency,
    BackOnShelf,
    Deliver,
    Delivered,
    GivenToPost,
    Invitation,
    back_at_agency,
    back_on_shelf,
    deliver,
    invitations,
    invite,
)
from data.domain.profile import AfterFailedPost
from data.domain.releasing import Collector
from data.domain.text import fold
from data.store import queries


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


FindItem = Callable[[str], str | None]
"""The id of the dossier whose result goes, or went, under this number; None for no such item."""
Progress = Callable[[int, int], None]
"""How many rows are done, and of how many."""


def untold(_done: int, _total: int) -> None:
    """For whoever does not watch."""


BY_HAND: Final = frozenset(
    {
        "carrier-lost",
        "carrier-damaged",
        "carrier-receiver-other",
        "collector-name-missing",
        "old-papers-not-recovered",
    }
)
NEEDED: Final = frozenset(
    {
        "carrier-identity-undeclared",
        "carrier-identity-blank",
        "carrier-shelf-missing",
        "fee-receipt-missing",
        "giver-missing",
        "receiver-missing",
    }
)
_NOTHING_SEEN: Final = frozenset(map(word, ("không", "chưa", "no", "0", "-", "x0", "false")))
"""What stands in a column of papers looked at where none was."""


class _Known(Exception):
    """It was recorded before."""


@dataclass(slots=True)
class CarrierFiles:
    acting: Acting
    find: FindItem

    # --- what will become of it -----------------------------------------------------------------

    def sort(
        self,
        officer: Officer,
        table: CarrierTable,
        places: Places,
        *,
        settings: CarrierSettings,
        declared: Declared,
    ) -> Sorting:
        """Every row in its lot, as things stand now. Nothing is recorded."""
        done: dict[int, SortedRow] = {}
        groups: dict[str, list[CarrierEvent]] = {}
        for row in read_rows(table, places, settings):
            if row.lot is Lot.RECORD:
                groups.setdefault(row.event.item, []).append(row.event)
            else:
                done[row.line] = row
        for item, events in groups.items():
            for row in self._of_item(officer, item, events, declared):
                done[row.line] = row
        return Sorting(tuple(done[row.line] for row in table.rows))

    def _of_item(
        self, officer: Officer, item: str, events: list[CarrierEvent], declared: Declared
    ) -> Iterator[SortedRow]:
        """Its rows in the order of their days, each as the ones before it would leave things."""
        dossier_id = self.find(item)
        if dossier_id is None:
            for event in events:
                yield SortedRow(event, Lot.UNKNOWN_ITEM, "carrier-item-unknown")
            return
        with self.acting.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        first: dict[tuple[PostOutcome | None, date | None], int] = {}
        for event in sorted(events, key=lambda it: it.order):
            line = first.setdefault((event.outcome, event.day), event.line)
            if line != event.line:
                yield SortedRow(event, Lot.KNOWN, "carrier-row-twice", {"line": line}, dossier_id)
                continue
            case = self.acting.case(officer, dossier)
            row = _weighed(case, event, declared)
            if row.lot is Lot.RECORD:
                dossier = _as_recorded(dossier, event, case.now)
            yield row

    # --- recording it ---------------------------------------------------------------------------

    def apply(
        self,
        officer: Officer,
        sorting: Sorting,
        declared: Declared,
        *,
        progress: Progress = untold,
    ) -> Sorting:
        """Records what can be, each row in an act of its own, and says of each what became of it.

        A row that the rules refuse by now stops no other. Raises only what the store raises: what
        was recorded until then is recorded.
        """
        rows = sorted(sorting.of(Lot.RECORD), key=lambda row: row.event.order)
        done: list[SortedRow] = []
        for row in rows:
            done.append(self._record(officer, row, declared))
            progress(len(done), len(rows))
        return Sorting(tuple(sorted(done, key=lambda row: row.line)))

    def _record(self, officer: Officer, row: SortedRow, declared: Declared) -> SortedRow:
        def decide(case: Case) -> Fact:
            return _fact(case, row.event, declared)

        return _outcome(
            lambda: self.acting.does(officer, row.dossier, decide),
            replace(row, lot=Lot.RECORDED),
        )


# --- a row of the file --------------------------------------------------------------------------


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


# --- a row and its dossier ----------------------------------------------------------------------


def _weighed(case: Case, event: CarrierEvent, declared: Declared) -> SortedRow:
    """What would become of it if it were recorded now."""
    row = SortedRow(event, Lot.RECORD, dossier=case.dossier.id)
    return _outcome(lambda: _fact(case, event, declared), row)


def _outcome(does: Callable[[], object], done: SortedRow) -> SortedRow:
    try:
        does()
    except _Known:
        return replace(done, lot=Lot.KNOWN)
    except Refused as refused:
        lot = _lot_of(refused.code)
        return replace(done, lot=lot, code=refused.code, facts=refused.facts)
    return done


def _lot_of(code: str) -> Lot:
    if code in BY_HAND:
        return Lot.BY_HAND
    return Lot.NEEDED if code in NEEDED else Lot.NOT_NOW


def _fact(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    """What the row records of this dossier. Raises Refused; _Known where it is there already."""
    _require_new(case.dossier, event)
    _require_carried(case.dossier, event.item)
    match event.outcome:
        case PostOutcome.DELIVERED:
            return _delivery(case, event, declared)
        case PostOutcome.NOT_DELIVERED:
            return _invitation(case, event)
        case PostOutcome.RETURNED:
            return _return(case, event, declared)
        case PostOutcome.LOST:
            raise Refused("carrier-lost")
        case _:
            raise Refused("carrier-damaged")


def _require_new(dossier: Dossier, event: CarrierEvent) -> None:
    """Whether the dossier says the same of this item, on that day."""
    match event.outcome:
        case PostOutcome.NOT_DELIVERED:
            days = [it.what.day for it in dossier.facts(Invitation) if it.what.item == event.item]
            if event.day in days:
                raise _Known
        case PostOutcome.DELIVERED:
            known = [it.what for it in dossier.facts(Delivered) if it.what.item == event.item]
            if known and known[-1].day == event.day:
                raise _Known
            if known:
                day = known[-1].day.isoformat()
                raise Refused("carrier-delivered-otherwise", day=day)
        case PostOutcome.RETURNED:
            if event.item in _brought_back(dossier):
                raise _Known


def _brought_back(dossier: Dossier) -> set[str]:
    shelved = {it.what.item for it in dossier.facts(BackOnShelf)}
    return shelved | {it.what.item for it in dossier.facts(BackAtAgency)}


def _require_carried(dossier: Dossier, item: str) -> None:
    """A result may have gone twice; what is told of the earlier item is not of this one."""
    given = dossier.last(GivenToPost)
    if given is not None and given.what.item != item:
        raise Refused("carrier-item-earlier")
    if dossier.state is not State.IN_POST:
        raise Refused("action-not-now", state=dossier.state.value)


def _invitation(case: Case, event: CarrierEvent) -> Fact:
    assert event.day is not None
    return invite(
        case.dossier,
        day=event.day,
        now=case.now,
        roles=case.roles,
        rules=case.rules,
        reason=event.note,
    )


def _delivery(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    """What the rules say comes first; only then what is to be declared."""
    assert event.day is not None
    act = Deliver(
        receiver=event.receiver,
        day=event.day,
        identity_seen=True,
        capacity=_capacity(case.dossier, event.receiver),
        receipt=event.receipt,
    )
    fact = deliver(case.dossier, act, now=case.now, roles=case.roles)
    if not declared.identity_declared:
        raise Refused("carrier-identity-undeclared")
    if event.identity_noted is False:
        raise Refused("carrier-identity-blank")
    return fact


def _capacity(dossier: Dossier, receiver: str) -> Collector:
    """By the name alone, as the post wrote it. Raises Refused("carrier-receiver-other")."""
    if not receiver or _is(receiver, dossier.applicant):
        return Collector.APPLICANT
    if _is(receiver, dossier.submitter):
        return Collector.SUBMITTER
    raise Refused("carrier-receiver-other")


def _is(name: str, person: Person | None) -> bool:
    return person is not None and bool(person.name) and fold(name) == fold(person.name)


def _return(case: Case, event: CarrierEvent, declared: Declared) -> Fact:
    dossier, rules, roles = case.dossier, case.rules, case.roles
    if _goes_to_agency(case):
        given = hands(declared.giver, declared.receiver)
        return back_at_agency(dossier, given, roles=roles, rules=rules, reason=event.note)
    fact = back_on_shelf(dossier, declared.shelf, roles=roles, rules=rules, reason=event.note)
    if not declared.shelf:
        raise Refused("carrier-shelf-missing")
    return fact


def _goes_to_agency(case: Case) -> bool:
    """As the profile says (C21); Công an tỉnh is agency and return desk in one (R33)."""
    own_place = the_result(case.dossier).what.own_place
    return bool(own_place) or case.rules.profile.rules.after_failed_post is AfterFailedPost.AGENCY


_ENDS: Final = {
    PostOutcome.DELIVERED: State.RELEASED,
    PostOutcome.RETURNED: State.WAITING,
}


def _as_recorded(dossier: Dossier, event: CarrierEvent, now: datetime) -> Dossier:
    """The dossier as this row would leave it, for the rows of the same item that come after it."""
    if event.outcome in _ENDS:
        return replace(dossier, state=_ENDS[event.outcome])
    assert event.day is not None
    number = len(invitations(dossier)) + 1
    invited = Invitation(event.item, number, event.day)
    entered = Entered(invited, Action.RECORD_INVITATION, entry="", at=local(now), officer="")
    return replace(dossier, trail=(*dossier.trail, entered))
