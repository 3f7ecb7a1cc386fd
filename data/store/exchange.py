"""Entries that leave for the hub and entries of other desks that come from it.

What comes is never believed: each entry is read, hashed and checked against the key of its desk
before it is kept, and it is kept together with the projections that it changes. A chain is taken in
order and without a gap, so that the last number of a chain says what is here of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from data.domain.entries import (
    NOTHING,
    PERSONAL,
    Entry,
    Fault,
    MalformedEntry,
    StoredEntry,
    Verify,
    binds,
    decode,
    decode_personal,
    digest,
)
from data.store.engine import Statements, Store, statements
from data.store.journal import Head, insert, load, open_chain, public_keys
from data.store.keys import key_id, verifier
from data.store.projections import project

EVERYTHING: Final = -1
"""As a limit: none (SQLite)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a piece of one chain. `fault` is why the rest of it was not taken.

    `subjects` are those whose lists were made anew.
    """

    entries: int
    subjects: frozenset[str]
    fault: Fault | None = None


def head(connection: Connection, chain: str) -> Head | None:
    row = statements(connection).execute(_HEAD, (bytes.fromhex(chain),)).fetchone()
    return Head(chain, row[0], bytes(row[1]).hex()) if row else None


def at_place(connection: Connection, chain: str, sequence: int) -> str:
    """The hash of what stands under this number of a chain; empty where nothing does."""
    row = statements(connection).execute(_AT, (bytes.fromhex(chain), sequence)).fetchone()
    return bytes(row[0]).hex() if row else ""


def chains_of(connection: Connection, desk_key: str) -> list[str]:
    """The chains that a desk opened, in that order."""
    rows = statements(connection).execute(_CHAINS, (bytes.fromhex(desk_key),))
    return [bytes(chain).hex() for (chain,) in rows]


def after(
    connection: Connection, chain: str, sequence: int, limit: int = EVERYTHING
) -> list[StoredEntry]:
    """What follows that number of a chain, as it was signed."""
    rows = statements(connection).execute(_AFTER, (bytes.fromhex(chain), sequence, limit))
    return [StoredEntry(payload, bytes(it).hex(), mark, text) for payload, it, mark, text in rows]


def desk_keys(connection: Connection) -> frozenset[str]:
    """Ids of the keys whose entries are believed: those of desks that are enrolled here."""
    return frozenset(public_keys(connection))


# --- how far the hub is -----------------------------------------------------------------------


def acknowledge(store: Store, heads: Mapping[str, int]) -> None:
    """The hub said how many entries it has of these chains."""
    rows = [(bytes.fromhex(chain), sequence) for chain, sequence in heads.items()]
    with store.write() as connection:
        statements(connection).executemany(_ACKNOWLEDGE, rows)


def acknowledged(connection: Connection) -> dict[str, int]:
    found = statements(connection).execute("SELECT chain, sequence FROM hub_head")
    return {bytes(chain).hex(): sequence for chain, sequence in found}


def written(connection: Connection, desk_key: str) -> int:
    """How many entries of this desk are here."""
    row = statements(connection).execute(_WRITTEN, (bytes.fromhex(desk_key),)).fetchone()
    return int(row[0]) if row else 0


def unsent(connection: Connection, desk_key: str) -> int:
    """How many entries of this desk the hub does not have, as far as is known here."""
    row = statements(connection).execute(_UNSENT, (bytes.fromhex(desk_key),)).fetchone()
    return int(row[0]) if row else 0


# --- what comes -------------------------------------------------------------------------------


def receive(
    store: Store, center: str, entries: Sequence[StoredEntry], *, roots: Iterable[bytes] = ()
) -> Taken:
    """Takes a piece of one chain in one transaction, as far as it is sound.

    What is here already is passed over. `roots` are public keys that are believed though no entry
    here enrols them: a store that joins a Center has none.
    """
    with store.write() as connection:
        taker = _Taker(connection, center, _verifier(connection, roots))
        for stored in entries:
            if (fault := taker.take(stored)) is not None:
                break
        else:
            fault = None
        for subject in taker.subjects:
            project(statements(connection), subject, load(connection, subject))
        return Taken(taker.count, frozenset(taker.subjects), fault)


def _verifier(connection: Connection, roots: Iterable[bytes]) -> Verify:
    keys = {key_id(public): public for public in roots} | dict(public_keys(connection))
    return verifier(keys.get)


class _Taker:
    """Entries of one chain, one after the other, in a transaction that is open.

    `subjects` stand in the order they came, which is the order of lists here, as in a rebuild.
    """

    def __init__(self, connection: Connection, center: str, verify: Verify) -> None:
        self._connection, self._center, self._verify = connection, center, verify
        self._plain: Statements = statements(connection)
        self._head: Head | None = None
        self._desk_key = ""
        self.subjects: dict[str, None] = {}
        self.count = 0

    def take(self, stored: StoredEntry) -> Fault | None:
        """Keeps an entry; what is wrong with it where it cannot be kept."""
        try:
            entry = decode(stored.payload)
        except MalformedEntry:
            return Fault.MALFORMED
        if (fault := self._about_bytes(entry, stored)) is not None:
            return fault
        if self._head is None or self._head.chain != entry.chain:
            self._begin(entry.chain)
        known = at_place(self._connection, entry.chain, entry.sequence)
        if known:
            return None if known == stored.hash else Fault.FORK
        if (fault := self._about_place(entry)) is not None:
            return fault
        self._keep(entry, stored)
        return None

    def _begin(self, chain: str) -> None:
        self._head = head(self._connection, chain) or Head(chain, 0, "")
        row = self._plain.execute(_DESK_OF, (bytes.fromhex(chain),)).fetchone()
        self._desk_key = bytes(row[0]).hex() if row else ""

    def _about_bytes(self, entry: Entry, stored: StoredEntry) -> Fault | None:
        if digest(stored.payload) != stored.hash:
            return Fault.HASH
        if entry.center != self._center:
            return Fault.MISFILED
        if entry.at.year not in _YEARS:
            return Fault.MALFORMED
        if not self._verify(entry, stored.payload, stored.signature):
            return Fault.SIGNATURE
        return None if _is_bound(entry, stored.personal) else Fault.PERSONAL

    def _about_place(self, entry: Entry) -> Fault | None:
        """The first of a chain follows the desk's last entry before it, which must be here."""
        assert self._head is not None
        if entry.sequence != self._head.sequence + 1:
            return Fault.GAP
        if entry.sequence == 1:
            return None if self._known(entry.previous) else Fault.LINK
        if entry.desk_key != self._desk_key:
            return Fault.SIGNATURE
        return None if entry.previous == self._head.hash else Fault.LINK

    def _known(self, hashed: str) -> bool:
        if hashed == NOTHING:
            return True
        return self._plain.execute(_KNOWN, (bytes.fromhex(hashed),)).fetchone() is not None

    def _keep(self, entry: Entry, stored: StoredEntry) -> None:
        if entry.sequence == 1:
            open_chain(self._plain, entry)
            self._desk_key = entry.desk_key
        insert(self._plain, entry, stored)
        self._head = Head(entry.chain, entry.sequence, stored.hash)
        self.subjects[entry.subject] = None
        self.count += 1


def _is_bound(entry: Entry, personal: bytes | None) -> bool:
    """Whether the personal fields are those that were signed with it, and there if any were.

    Nothing is erased yet, so a hub that leaves them out keeps something back.
    """
    if personal is None:
        return PERSONAL not in entry.body
    if not binds(entry.body, personal):
        return False
    try:
        decode_personal(personal)
    except MalformedEntry:
        return False
    return True


_YEARS: Final = range(2000, 3000)
"""Moments beyond cannot all be told in the time of the counter."""
_HEAD: Final = "SELECT sequence, hash FROM entry WHERE chain = ? ORDER BY sequence DESC LIMIT 1"
_AT: Final = "SELECT hash FROM entry WHERE chain = ? AND sequence = ?"
_CHAINS: Final = "SELECT id FROM chain WHERE desk_key = ? ORDER BY opened"
_DESK_OF: Final = "SELECT desk_key FROM chain WHERE id = ?"
_KNOWN: Final = "SELECT 1 FROM entry WHERE hash = ?"
_AFTER: Final = """
    SELECT entry.payload, hash, signature, personal.payload FROM entry
    LEFT JOIN personal ON personal.digest = entry.personal
    WHERE chain = ? AND sequence > ? ORDER BY sequence LIMIT ?
"""
_ACKNOWLEDGE: Final = """
    INSERT INTO hub_head (chain, sequence) VALUES (?, ?)
    ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence
"""
_WRITTEN: Final = """
    SELECT coalesce(sum(written), 0) FROM (
        SELECT (SELECT max(sequence) FROM entry WHERE entry.chain = chain.id) AS written
        FROM chain WHERE desk_key = ?
    )
"""
_UNSENT: Final = """
    SELECT coalesce(sum(max(0, written - coalesce(hub_head.sequence, 0))), 0) FROM (
        SELECT id, (SELECT max(sequence) FROM entry WHERE entry.chain = chain.id) AS written
        FROM chain WHERE desk_key = ?
    ) LEFT JOIN hub_head ON hub_head.chain = id
"""
