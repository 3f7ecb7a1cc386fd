"""Quyết toán (R115): the money of one agency up to a day, line by line, numbered and signed.

A settlement names the entries that it settles, so nobody can add to it or take from it later. An
entry that stands in two of them is settled once: by the first in a fixed order.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from data.domain.body import BodyError, Reader
from data.domain.confirmation import Confirmation
from data.domain.entries import Body, Fact, Recorded
from data.domain.errors import Refused
from data.domain.hands import Hands, hands_objections
from data.domain.money import Movement
from data.domain.records import PersonalText, personal_body, public_body, read_record
from data.domain.roles import Role
from data.domain.text import NOTE_LIMIT, clean_note
from data.domain.till import MethodSum, sums_by_method
from data.domain.vocabulary import (
    SETTLEMENT_ANNULLED,
    SETTLEMENT_LISTED,
    SETTLEMENT_MADE,
    VOCABULARY,
)

LINES_OF_ENTRY: Final = 800
"""Hashes that one entry holds within its 64 KiB; the others follow in further entries."""
LINES_LIMIT: Final = 20_000
"""Lines of one settlement; an agency with more of them settles up to an earlier day first."""
MAY_SETTLE: Final = frozenset({Role.RECEIVING, Role.CENTER, Role.POSTAL, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class SettlementMade:
    """Of the days from `first` to `last`, both included.

    `lines` are hashes of entries. More of them may follow: `count` says how many there are in all.
    """

    number: str
    agency_index: int
    agency: str
    first: date
    last: date
    charge_vnd: int
    duty_vnd: int
    count: int
    sums: tuple[MethodSum, ...]
    lines: tuple[str, ...]
    desk: str = ""
    giver: PersonalText = ""
    receiver: PersonalText = ""

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


@dataclass(frozen=True, slots=True)
class SettlementListed:
    """Further lines of a settlement that is too long for one entry."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettlementAnnulled:
    """It counts no more, and its lines are open again."""

    confirmation: Confirmation
    reason: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """`lines` are all of them, each once. `conflicts` are hashes of entries that did not fit."""

    id: str
    made: SettlementMade
    lines: tuple[str, ...]
    at: datetime
    officer: str
    entry: str
    annulled: SettlementAnnulled | None = None
    annulled_at: datetime | None = None
    annulled_by: str = ""
    conflicts: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        return self.annulled is None


# --- acts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settle:
    """The act: everything of one agency that is open up to `last`, given and taken by name."""

    number: str
    agency_index: int
    agency: str
    last: date
    given: Hands
    desk: str = ""


def settle(
    settlement: str, act: Settle, moved: Sequence[Movement], *, roles: Collection[Role]
) -> tuple[Fact, ...]:
    """The entries of a settlement, to be recorded in one act.

    Raises Refused: "role-may-not", "settlement-empty", "settlement-too-long", and as `hands`.
    """
    if MAY_SETTLE.isdisjoint(roles):
        raise Refused("role-may-not")
    for objection in hands_objections(act.given):
        raise objection
    if not moved:
        raise Refused("settlement-empty", agency=act.agency)
    if len(moved) > LINES_LIMIT:
        raise Refused("settlement-too-long", limit=LINES_LIMIT)
    assert all(it.agency_index == act.agency_index and it.day <= act.last for it in moved)
    lines = tuple(it.entry for it in moved)
    made = _made(act, moved, lines[:LINES_OF_ENTRY])
    return (
        Fact(settlement, SETTLEMENT_MADE, public_body(made), personal_body(made) or None),
        *(Fact(settlement, SETTLEMENT_LISTED, public_body(it)) for it in _further(lines)),
    )


def _made(act: Settle, moved: Sequence[Movement], lines: tuple[str, ...]) -> SettlementMade:
    return SettlementMade(
        number=act.number,
        agency_index=act.agency_index,
        agency=act.agency,
        first=min(it.day for it in moved),
        last=act.last,
        charge_vnd=sum(it.charge_vnd for it in moved),
        duty_vnd=sum(it.duty_vnd for it in moved),
        count=len(moved),
        sums=sums_by_method(moved),
        lines=lines,
        desk=act.desk,
        giver=act.given.giver,
        receiver=act.given.receiver,
    )


def _further(lines: Sequence[str]) -> Iterator[SettlementListed]:
    for start in range(LINES_OF_ENTRY, len(lines), LINES_OF_ENTRY):
        yield SettlementListed(tuple(lines[start : start + LINES_OF_ENTRY]))


def annul(
    settlement: Settlement,
    *,
    reason: str,
    confirmation: Confirmation | None,
    roles: Collection[Role],
) -> Fact:
    """What both signed is annulled by a leader's word alone.

    Raises Refused: "role-may-not", "settlement-annulled", "settlement-annul-reason-missing",
    "settlement-annul-unconfirmed".
    """
    if MAY_SETTLE.isdisjoint(roles):
        raise Refused("role-may-not")
    if not settlement.stands:
        raise Refused("settlement-annulled", number=settlement.made.number)
    said = clean_note(reason, NOTE_LIMIT)
    if not said:
        raise Refused("settlement-annul-reason-missing")
    if confirmation is None:
        raise Refused("settlement-annul-unconfirmed")
    annulled = SettlementAnnulled(confirmation, said)
    return Fact(
        settlement.id, SETTLEMENT_ANNULLED, public_body(annulled), personal_body(annulled) or None
    )


# --- the fold -----------------------------------------------------------------------------------


def fold_settlement(subject: str, entries: Iterable[Recorded]) -> Settlement | None:
    """The settlement that these entries make; None where none of them makes it. Total."""
    settlement: Settlement | None = None
    for recorded, body in VOCABULARY.bodies(entries):
        with suppress(BodyError):
            settlement = _apply(subject, settlement, recorded, body)
    return settlement


def _apply(
    subject: str, settlement: Settlement | None, recorded: Recorded, body: Body
) -> Settlement | None:
    entry, hidden = recorded.entry, Reader(recorded.personal or {})
    if settlement is None:
        if entry.kind != SETTLEMENT_MADE:
            return None
        made = read_record(SettlementMade, Reader(body), hidden)
        lines = tuple(dict.fromkeys(made.lines))
        return Settlement(subject, made, lines, entry.at, entry.officer, recorded.hash)
    if entry.kind == SETTLEMENT_LISTED:
        more = read_record(SettlementListed, Reader(body), hidden).lines
        return replace(settlement, lines=tuple(dict.fromkeys((*settlement.lines, *more))))
    if entry.kind != SETTLEMENT_ANNULLED or not settlement.stands:
        return replace(settlement, conflicts=(*settlement.conflicts, recorded.hash))
    return replace(
        settlement,
        annulled=read_record(SettlementAnnulled, Reader(body), hidden),
        annulled_at=entry.at,
        annulled_by=entry.officer,
    )
