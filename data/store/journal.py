"""The journal: acts become signed entries of this process's chain, with their projections.

One act is one transaction. A chain is opened by the first act of a process, linked to the desk's
last head, and never goes on after a commit whose end is not known.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import Connection

from data.domain.clock import Clock
from data.domain.entries import (
    NOTHING,
    PERSONAL,
    Body,
    ClockQuality,
    Entry,
    Fact,
    Fault,
    Finding,
    Personal,
    Recorded,
    StoredEntry,
    TooLarge,
    audit,
    decode,
    decode_personal,
    digest,
    encode,
    encode_personal,
    heads,
)
from data.domain.errors import Refused
from data.store.engine import Statements, Store, memory, statements
from data.store.errors import RebuildStopped
from data.store.keys import DeskKeys, key_id, verifier
from data.store.projections import empty, project

CLOCK_BACK: Final = timedelta(minutes=5)
"""A clock this far behind the newest entry is marked as doubtful."""
TAIL_ENTRIES: Final = 2_000
"""Entries checked at every start; a full check is a command of its own."""

Known: TypeAlias = dict[str, list[Recorded]]
"""Entries by their subject."""

Tell: TypeAlias = Callable[[int, int], None]
"""Hears how much is done, and of how much."""
Stop: TypeAlias = Callable[[], bool]
"""Whether somebody wants it to end now."""

TOLD_ENTRIES: Final = 1_000
"""Entries of a rebuild between two words about its progress."""
REMAKE_CACHE_KIB: Final = 256 * 1024
"""Pages that a rebuild keeps in memory: rows of a random key fall everywhere in a large table."""

_SALT_BYTES = 32
_ID_BYTES = 16

_BY_SUBJECT = """
    SELECT entry.payload, entry.hash, personal.payload FROM entry
    LEFT JOIN personal ON personal.digest = entry.personal
    WHERE entry.subject = ?
"""
_SUBJECTS = "SELECT subject FROM entry GROUP BY subject ORDER BY min(position)"
"""In the order they came here, which is the order of lists: newest first."""

_MISFILED = """
    SELECT chain, sequence FROM (
        SELECT *, CAST(payload AS TEXT) AS bytes FROM entry WHERE position >= ?
    )
    WHERE CASE WHEN json_valid(bytes) THEN
        (lower(hex(chain)), sequence, lower(hex(subject)), kind, lower(hex(personal))) IS NOT (
            bytes ->> 'chain', bytes ->> 'sequence', bytes ->> 'subject', bytes ->> 'kind',
            coalesce(bytes ->> '$.body.personal', '')
        )
    END
"""
"""Entries whose columns say something else than their signed bytes: they would not be found."""


def new_id() -> str:
    """A random 128-bit id in hex: of a dossier, desk, officer, shift, print job, chain or act."""
    return secrets.token_hex(_ID_BYTES)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain that is known: how many it has, and the hash of the last."""

    chain: str
    sequence: int
    hash: str


@dataclass(slots=True)
class _Chain:
    """Where the next entry goes on."""

    head: Head


@dataclass(slots=True)
class Act:
    """An act in progress: facts recorded in it are committed together or not at all."""

    connection: Connection
    now: datetime
    _keys: DeskKeys
    _center: str
    _officer: str
    _chain: _Chain
    _clock: ClockQuality
    _known: Known
    _id: str = field(default_factory=new_id)

    def record(self, fact: Fact) -> Recorded:
        """Appends one entry.

        Raises MalformedEntry when a fact is not fit to be hashed, and Refused("remarks-too-long")
        when more was written than one entry holds.
        """
        known = self.entries(fact.subject)
        try:
            personal = _seal(fact.personal)
            entry = self._entry(fact, known, personal)
            payload = encode(entry)
        except TooLarge as error:
            raise Refused("remarks-too-long") from error
        recorded = Recorded(entry, digest(payload), fact.personal)
        self._insert(recorded, payload, personal)
        self._chain.head = Head(entry.chain, entry.sequence, recorded.hash)
        known.append(recorded)
        return recorded

    def entries(self, subject: str) -> list[Recorded]:
        """What is known of a subject, this act's entries included."""
        if subject not in self._known:
            self._known[subject] = load(self.connection, subject)
        return self._known[subject]

    def project(self) -> None:
        for subject, entries in self._known.items():
            project(statements(self.connection), subject, entries)

    def _entry(self, fact: Fact, known: list[Recorded], personal: bytes | None) -> Entry:
        head = self._chain.head
        bound: Body = {PERSONAL: digest(personal)} if personal is not None else {}
        return Entry(
            center=self._center,
            chain=head.chain,
            sequence=head.sequence + 1,
            previous=head.hash,
            kind=fact.kind,
            version=fact.version,
            subject=fact.subject,
            lamport=1 + max((item.entry.lamport for item in known), default=0),
            seen=heads(known),
            act=self._id,
            officer=self._officer,
            desk_key=self._keys.id,
            at=self.now,
            clock=self._clock,
            body={**fact.body, **bound},
        )

    def _insert(self, recorded: Recorded, payload: bytes, personal: bytes | None) -> None:
        plain = statements(self.connection)
        if recorded.entry.sequence == 1:
            open_chain(plain, recorded.entry)
        signature = self._keys.sign(payload)
        insert(plain, recorded.entry, StoredEntry(payload, recorded.hash, signature, personal))


@dataclass(slots=True)
class Journal:
    """The only writer of entries in this process."""

    store: Store
    keys: DeskKeys
    center: str
    clock: Clock
    _head: Head | None = None
    _newest: datetime | None = None

    @contextmanager
    def act(self, officer: str) -> Iterator[Act]:
        """One transaction of one officer. What the block raises undoes all of it."""
        with self.batch() as batch:
            act = batch.act(officer, self.clock())
            yield act
            act.project()

    @contextmanager
    def batch(self) -> Iterator["Batch"]:
        """One transaction of many acts; what is projected of them, and when, is the caller's word.

        After a failed commit nobody knows whether it happened, so the next act opens a new chain.
        """
        with self.store.turn:
            head, self._head = self._head, None
            with self.store.write() as connection:
                batch = self._begin(connection, head)
                try:
                    yield batch
                except BaseException:
                    self._head = head
                    raise
            self._head, self._newest = batch.chain.head, batch.newest

    def _begin(self, connection: Connection, head: Head | None) -> "Batch":
        if head is None or _goes_on(connection, head):
            head, self._newest = _new_chain(connection, self.keys.id)
        return Batch(connection, _Chain(head), self._newest, self.keys, self.center)


@dataclass(slots=True)
class Batch:
    """The acts of one transaction, one after the other in one chain."""

    connection: Connection
    chain: _Chain
    newest: datetime | None
    _keys: DeskKeys
    _center: str

    def act(self, officer: str, at: datetime, known: Known | None = None) -> Act:
        """The next act. `known` are entries that acts of this batch share and read only once."""
        doubtful = self.newest is not None and at < self.newest - CLOCK_BACK
        quality = ClockQuality.DOUBTFUL if doubtful else ClockQuality.LOCAL
        self.newest = max(at, self.newest or at)
        shared = {} if known is None else known
        return Act(
            self.connection, at, self._keys, self._center, officer, self.chain, quality, shared
        )


def open_chain(connection: Statements, entry: Entry) -> None:
    """The chain that begins with this entry, the newest of those that are known here."""
    connection.execute(
        "INSERT INTO chain SELECT ?, ?, 1 + coalesce(max(opened), 0) FROM chain",
        (bytes.fromhex(entry.chain), bytes.fromhex(entry.desk_key)),
    )


def insert(connection: Statements, entry: Entry, stored: StoredEntry) -> None:
    """Keeps an entry under what its bytes say, with its personal fields beside it."""
    personal = bytes.fromhex(digest(stored.personal)) if stored.personal is not None else None
    if stored.personal is not None:
        # Named by its content: the same again is the same.
        connection.execute(
            "INSERT OR IGNORE INTO personal VALUES (?, ?)", (personal, stored.personal)
        )
    connection.execute(
        "INSERT INTO entry (hash, chain, sequence, subject, kind, personal, payload, signature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            bytes.fromhex(stored.hash),
            bytes.fromhex(entry.chain),
            entry.sequence,
            bytes.fromhex(entry.subject),
            entry.kind,
            personal,
            stored.payload,
            stored.signature,
        ),
    )


def load(connection: Connection, subject: str) -> list[Recorded]:
    """Every entry of a subject, in no particular order; erased personal fields are None."""
    rows = statements(connection).execute(_BY_SUBJECT, (bytes.fromhex(subject),))
    return [_recorded(payload, hashed, personal) for payload, hashed, personal in rows]


def verify(store: Store, *, tail: int | None = None) -> list[Finding]:
    """Faults of the whole journal, or of its newest `tail` entries.

    The first entries of a tail follow entries that are not read; that they do is not judged.
    """
    with store.read() as connection:
        first = _first_position(connection, tail)
        findings = audit(_stored(connection, first), verifier(public_keys(connection).get))
        findings += _misfiled(connection, first)
        return [it for it in findings if first == 0 or not _starts_tail(connection, first, it)]


def count(store: Store) -> int:
    with store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def rebuild(store: Store, *, tell: Tell | None = None, stop: Stop | None = None) -> int:
    """Makes every projection anew from the journal; the result is the same rows.

    One transaction: raises RebuildStopped when `stop` says so, and everything is as before. `tell`
    hears how many entries are done, and of how many. Returns how many there are.
    """
    with store.write() as connection:
        return remake(connection, tell=tell, stop=stop)


def remake(connection: Connection, *, tell: Tell | None = None, stop: Stop | None = None) -> int:
    """As `rebuild`, within a transaction that is open."""
    plain = statements(connection)
    count = int(connection.exec_driver_sql("SELECT max(position) FROM entry").scalar() or 0)
    done = told = 0
    with memory(plain, REMAKE_CACHE_KIB):
        empty(plain)
        for (subject,) in plain.execute(_SUBJECTS):
            if stop is not None and stop():
                raise RebuildStopped(f"at {done} of {count} entries")
            entries = load(connection, subject.hex())
            project(plain, subject.hex(), entries)
            done += len(entries)
            if tell is not None and done >= min(told + TOLD_ENTRIES, count):
                tell(done, count)
                told = done
    return done


def _seal(fields: Body | None) -> bytes | None:
    if fields is None:
        return None
    return encode_personal(Personal(secrets.token_hex(_SALT_BYTES), fields))


def _recorded(payload: bytes, hashed: bytes, personal: bytes | None) -> Recorded:
    fields = decode_personal(personal).fields if personal is not None else None
    return Recorded(decode(payload), hashed.hex(), fields)


def _goes_on(connection: Connection, head: Head) -> bool:
    """Whether the hub brought more of this chain: a copy of this machine went on with it."""
    beyond = "SELECT 1 FROM entry WHERE chain = ? AND sequence > ?"
    found = statements(connection).execute(beyond, (bytes.fromhex(head.chain), head.sequence))
    return found.fetchone() is not None


def _new_chain(connection: Connection, desk_key: str) -> tuple[Head, datetime | None]:
    """A chain that does not exist yet, after the last entry this desk wrote, and that entry's time.

    A chain per process, because a restored disk image would otherwise write a second entry
    under a number that the Center already knows (`docs/decisions/0001-entry-format-v1.md`).
    """
    row = connection.exec_driver_sql(
        "SELECT hash, payload FROM entry WHERE chain ="
        " (SELECT id FROM chain WHERE desk_key = ? ORDER BY opened DESC LIMIT 1)"
        " ORDER BY sequence DESC LIMIT 1",
        (bytes.fromhex(desk_key),),
    ).one_or_none()
    if row is None:
        return Head(new_id(), 0, NOTHING), None
    return Head(new_id(), 0, row[0].hex()), decode(row[1]).at


def _stored(connection: Connection, first: int) -> Iterator[StoredEntry]:
    rows = connection.exec_driver_sql(
        "SELECT entry.payload, entry.hash, entry.signature, personal.payload FROM entry"
        " LEFT JOIN personal ON personal.digest = entry.personal"
        " WHERE position >= ? ORDER BY position",
        (first,),
    )
    for payload, hashed, signature, personal in rows:
        yield StoredEntry(payload, hashed.hex(), signature, personal)


def _misfiled(connection: Connection, first: int) -> list[Finding]:
    rows = connection.exec_driver_sql(_MISFILED, (first,))
    return [Finding(Fault.MISFILED, chain.hex(), sequence) for chain, sequence in rows]


def public_keys(connection: Connection) -> Mapping[str, bytes]:
    """Enrolled keys by the id that each key itself has: a table row cannot lend it another."""
    keys = connection.exec_driver_sql("SELECT key FROM desk").scalars()
    return {key_id(public): public for public in map(bytes.fromhex, keys)}


def _first_position(connection: Connection, tail: int | None) -> int:
    if tail is None:
        return 0
    newest = connection.exec_driver_sql("SELECT max(position) FROM entry").scalar_one()
    return max(0, (newest or 0) - tail + 1)


def _starts_tail(connection: Connection, first: int, finding: Finding) -> bool:
    """Whether the entry before the one found lies before the tail, and so was not read."""
    before = connection.exec_driver_sql(
        "SELECT max(position) FROM entry WHERE chain = ? AND sequence = ?",
        (bytes.fromhex(finding.chain), finding.sequence - 1),
    ).scalar_one()
    return finding.fault.is_link and (finding.sequence == 1 or (before or first) < first)
