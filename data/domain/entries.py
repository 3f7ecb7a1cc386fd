"""Entry format v1: the bytes of one act on one subject, and the order of entries.

An entry is canonical JSON: UTF-8, keys sorted, no white space, no floats, text in NFC without
control or bidi characters. Its SHA-256 is over exactly these bytes and so is its Ed25519 signature;
neither is inside. `docs/decisions/0001-entry-format-v1.md` says why.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from data.domain.text import is_clean

FORMAT: Final = 1
ENTRY_LIMIT_BYTES: Final = 64 * 1024
PERSONAL_LIMIT_BYTES: Final = 64 * 1024
DEPTH_LIMIT: Final = 8
SEEN_LIMIT: Final = 64
"""Heads of one subject: as many desks would have to act on it at once while all are offline."""
NOTHING: Final = "0" * 64
"""`previous` of the first entry that a desk ever wrote."""
PERSONAL: Final = "personal"
"""Key of the body that binds the personal byte string."""

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Body: TypeAlias = Mapping[str, Json]

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_INTEGER_LIMIT = 2**53
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_WRITTEN_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


class MalformedEntry(ValueError):
    """The bytes are not an entry of format v1. The text names the field, never its value."""


class TooLarge(MalformedEntry):
    """An entry or its personal fields have more bytes than format v1 allows."""


class ClockQuality(StrEnum):
    """What is known of the clock that wrote `at`."""

    LOCAL = "local"
    """The desk's own clock, never compared."""
    COMPARED = "compared"
    """Compared with the hub within the last day."""
    DOUBTFUL = "doubtful"
    """Behind the newest entry of this desk's journal, or far from the hub."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one subject, as it stands in the signed bytes.

    Ids are random 128-bit numbers and hashes SHA-256, both in lower-case hex. `sequence` counts
    from 1 within `chain`; `lamport` from 1 within `subject`. `seen` holds the heads of the subject
    that the desk knew: what the officer could have known. `act` groups the entries of one act.
    """

    center: str
    chain: str
    sequence: int
    previous: str
    kind: str
    version: int
    subject: str
    lamport: int
    seen: tuple[str, ...]
    act: str
    officer: str
    desk_key: str
    at: datetime
    clock: ClockQuality
    body: Body


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal fields of one entry: a byte string beside it that can be erased alone.

    The random `salt` (256 bits, hex) inside the bytes keeps a guessed name from being confirmed
    by its hash.
    """

    salt: str
    fields: Body


@dataclass(frozen=True, slots=True)
class Fact:
    """What an act decided, before it has a place in a chain."""

    subject: str
    kind: str
    body: Body
    personal: Body | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry with what lies beside it: its hash, and its personal fields unless erased."""

    entry: Entry
    hash: str
    personal: Body | None = None

    @property
    def place(self) -> tuple[int, str, int, str]:
        """The intrinsic order of a subject's entries; the hash parts the branches of a fork."""
        return (self.entry.lamport, self.entry.chain, self.entry.sequence, self.hash)


def canonical(value: Json) -> bytes:
    """The one byte string of a JSON value. Raises MalformedEntry on what v1 does not hold."""
    _check_shape(value)
    text = _ENCODER.encode(value)
    if "\\" in text or not is_clean(text):
        _check_texts(value)
    return text.encode()


def digest(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def encode(entry: Entry) -> bytes:
    """The bytes that are hashed, signed and stored. Raises MalformedEntry."""
    payload = canonical(
        {
            "act": entry.act,
            "at": format_time(entry.at),
            "body": entry.body,
            "center": entry.center,
            "chain": entry.chain,
            "clock": entry.clock.value,
            "desk_key": entry.desk_key,
            "format": FORMAT,
            "kind": entry.kind,
            "lamport": entry.lamport,
            "officer": entry.officer,
            "previous": entry.previous,
            "seen": list(entry.seen),
            "sequence": entry.sequence,
            "subject": entry.subject,
            "version": entry.version,
        }
    )
    if len(payload) > ENTRY_LIMIT_BYTES:
        raise TooLarge("entry is too large")
    return payload


def decode(payload: bytes) -> Entry:
    """The entry that `encode` made these bytes of. Raises MalformedEntry on any other bytes."""
    if len(payload) > ENTRY_LIMIT_BYTES:
        raise MalformedEntry("entry is too large")
    raw = _Fields(_object(payload))
    if raw.number("format") != FORMAT:
        raise MalformedEntry("format is not 1")
    entry = Entry(
        center=raw.hex("center", 32),
        chain=raw.hex("chain", 32),
        sequence=raw.number("sequence"),
        previous=raw.hex("previous", 64),
        kind=raw.text("kind"),
        version=raw.number("version"),
        subject=raw.hex("subject", 32),
        lamport=raw.number("lamport"),
        seen=raw.hashes("seen"),
        act=raw.hex("act", 32),
        officer=raw.hex("officer", 32),
        desk_key=raw.hex("desk_key", 32),
        at=raw.time("at"),
        clock=raw.clock("clock"),
        body=raw.body("body"),
    )
    if encode(entry) != payload:
        raise MalformedEntry("bytes are not canonical")
    return entry


def encode_personal(personal: Personal) -> bytes:
    """The byte string that is kept beside an entry and bound by its body."""
    payload = canonical({"fields": personal.fields, "salt": personal.salt})
    if len(payload) > PERSONAL_LIMIT_BYTES:
        raise TooLarge("personal fields are too large")
    return payload


def decode_personal(payload: bytes) -> Personal:
    raw = _Fields(_object(payload))
    return Personal(raw.hex("salt", 64), raw.body("fields"))


def binds(body: Body, personal: bytes) -> bool:
    """Whether `personal` is the byte string that `body` was signed with."""
    return body.get(PERSONAL) == digest(personal)


def format_time(moment: datetime) -> str:
    """UTC with microseconds: as text, moments sort as they happened."""
    return moment.astimezone(UTC).strftime(_TIME)


def parse_time(text: str) -> datetime:
    """The moment that `format_time` wrote. Raises ValueError on what is no moment.

    `strptime` alone is six times as slow, and lists and checks of the journal read many moments.
    """
    if _WRITTEN_TIME.fullmatch(text) and text[11:13] != "24":
        return datetime.fromisoformat(text)
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def ordered(entries: Iterable[Recorded]) -> list[Recorded]:
    """A subject's entries in their intrinsic order, each once."""
    return sorted({entry.hash: entry for entry in entries}.values(), key=lambda it: it.place)


def heads(entries: Iterable[Recorded]) -> tuple[str, ...]:
    """The entries of a subject that no other known one had seen."""
    known = list(entries)
    covered = {seen for entry in known for seen in entry.entry.seen}
    return tuple(sorted({entry.hash for entry in known} - covered))[:SEEN_LIMIT]


# --- kinds and versions -------------------------------------------------------------------------

Upcaster: TypeAlias = Callable[[Body], Body]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The kinds this program understands, each with its newest version.

    `upcasters` turn a body of version n into one of n + 1 when it is read; stored bytes stay.
    """

    newest: Mapping[str, int]
    upcasters: Mapping[tuple[str, int], Upcaster] = field(default_factory=dict)

    def read(self, entry: Entry) -> Body | None:
        """The body in its newest version, or None for a kind or version from a newer program."""
        newest = self.newest.get(entry.kind)
        if newest is None or entry.version > newest:
            return None
        body = entry.body
        for version in range(entry.version, newest):
            body = self.upcasters[entry.kind, version](body)
        return body

    def bodies(self, entries: Iterable[Recorded], *kinds: str) -> Iterator[tuple[Recorded, Body]]:
        """A subject's entries that it can read, in their order; of `kinds` where some are named."""
        for recorded in ordered(entries):
            if not kinds or recorded.entry.kind in kinds:
                body = self.read(recorded.entry)
                if body is not None:
                    yield recorded, body


# --- chains -------------------------------------------------------------------------------------


class Fault(StrEnum):
    """What a check of the journal can find."""

    MALFORMED = "malformed"
    HASH = "hash"
    SIGNATURE = "signature"
    GAP = "gap"
    LINK = "link"
    PERSONAL = "personal"
    MISFILED = "misfiled"
    """Kept under another chain, number, subject or kind than its bytes say."""
    FORK = "fork"
    """Two entries, each whole and signed, under one number of one chain."""

    @property
    def is_link(self) -> bool:
        """Whether it is about the entry before, not about this one's own bytes."""
        return self in {Fault.GAP, Fault.LINK}


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies in a store: the signed bytes and what is kept beside them."""

    payload: bytes
    hash: str
    signature: bytes
    personal: bytes | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the place it was found: chain and sequence as the bytes claim them."""

    fault: Fault
    chain: str
    sequence: int


Verify: TypeAlias = Callable[[Entry, bytes, bytes], bool]
"""Whether the signature over the payload is that of the entry's desk key."""


def audit(stored: Iterable[StoredEntry], verify: Verify) -> list[Finding]:
    """Every fault in a whole journal, in the order it is read.

    An erased personal byte string is no fault; a changed one is. The first entry of a chain must
    follow an entry that is known, or nothing.
    """
    findings: list[Finding] = []
    entries: list[Recorded] = []
    signed: list[Recorded] = []
    for item in stored:
        entry, fault = _inspect(item, verify)
        if fault is not None:
            findings.append(Finding(fault, entry.chain if entry else "", _sequence(entry)))
        if entry is not None:
            entries.append(Recorded(entry, item.hash))
            if fault in {None, Fault.PERSONAL}:
                signed.append(entries[-1])
    return findings + _broken_links(entries) + _forks(signed)


def _sequence(entry: Entry | None) -> int:
    return entry.sequence if entry else 0


def _inspect(item: StoredEntry, verify: Verify) -> tuple[Entry | None, Fault | None]:
    try:
        entry = decode(item.payload)
    except MalformedEntry:
        return None, Fault.MALFORMED
    if digest(item.payload) != item.hash:
        return entry, Fault.HASH
    if not verify(entry, item.payload, item.signature):
        return entry, Fault.SIGNATURE
    if item.personal is not None and not binds(entry.body, item.personal):
        return entry, Fault.PERSONAL
    return entry, None


def _forks(signed: Sequence[Recorded]) -> list[Finding]:
    """Each place once that bears more than one entry of the desk's own hand."""
    return [
        Finding(Fault.FORK, chain, sequence)
        for (chain, sequence), hashes in _by_place(signed).items()
        if len(hashes) > 1
    ]


def _by_place(entries: Iterable[Recorded]) -> dict[tuple[str, int], set[str]]:
    hashes: dict[tuple[str, int], set[str]] = {}
    for item in entries:
        hashes.setdefault((item.entry.chain, item.entry.sequence), set()).add(item.hash)
    return hashes


def _broken_links(entries: Sequence[Recorded]) -> list[Finding]:
    known = {item.hash for item in entries} | {NOTHING}
    hashes = _by_place(entries)
    return [
        Finding(fault, item.entry.chain, item.entry.sequence)
        for item in entries
        if (fault := _link_fault(item.entry, known, hashes)) is not None
    ]


def _link_fault(
    entry: Entry, known: set[str], hashes: Mapping[tuple[str, int], set[str]]
) -> Fault | None:
    if entry.sequence == 1:
        return None if entry.previous in known else Fault.LINK
    before = hashes.get((entry.chain, entry.sequence - 1))
    if before is None:
        return Fault.GAP
    return None if entry.previous in before else Fault.LINK


# --- reading and checking JSON ------------------------------------------------------------------


def _check_shape(value: object) -> None:
    """Level by level, since an act checks some eighty values before it writes one row."""
    level = [value]
    for _ in range(DEPTH_LIMIT + 1):
        level = _inside(level)
        if not level:
            return
    raise MalformedEntry("nested too deep")


def _inside(level: Iterable[object]) -> list[object]:
    """What lies one level deeper. Raises MalformedEntry on what format 1 does not hold."""
    inside: list[object] = []
    for value in level:
        if isinstance(value, str):
            continue
        if isinstance(value, dict):
            _check_keys(value)
            inside += value.values()
        elif isinstance(value, list | tuple):
            inside += value
        else:
            _check_scalar(value)
    return inside


def _check_keys(value: Iterable[object]) -> None:
    for key in value:
        if not isinstance(key, str):
            raise MalformedEntry("key is not text")


def _check_scalar(value: object) -> None:
    if isinstance(value, int):
        if abs(value) >= _INTEGER_LIMIT:
            raise MalformedEntry("number is too large")
    elif value is not None:
        raise MalformedEntry("value is not JSON of format 1")


def _check_texts(value: Json) -> None:
    """Text by text, where the JSON text as a whole does not show that all of it is clean.

    It does when nothing in it is escaped: quotes part the texts, and no character composes with
    a quote. An escape may stand for a line break, which is clean, or for a control character.
    """
    if isinstance(value, str):
        if not is_clean(value):
            raise MalformedEntry("text is not clean")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check_texts(item)


def _object(payload: bytes) -> Mapping[str, Json]:
    try:
        value = json.loads(payload, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise MalformedEntry("not JSON") from error
    if not isinstance(value, dict):
        raise MalformedEntry("not an object")
    return value


def _no_constant(_name: str) -> Json:
    raise MalformedEntry("number is not finite")


@dataclass(frozen=True, slots=True)
class _Fields:
    """Typed reading of a decoded object; every miss is a MalformedEntry that names the field."""

    raw: Mapping[str, Json]

    def text(self, name: str) -> str:
        value = self.raw.get(name)
        if not isinstance(value, str):
            raise MalformedEntry(f"{name} is not text")
        return value

    def number(self, name: str) -> int:
        value = self.raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise MalformedEntry(f"{name} is not a count")
        return value

    def hex(self, name: str, length: int) -> str:
        return _hex(self.text(name), name, length)

    def hashes(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name)
        if not isinstance(value, list) or len(value) > SEEN_LIMIT:
            raise MalformedEntry(f"{name} is not a list of hashes")
        return tuple(_hex(item, name, 64) for item in value)

    def time(self, name: str) -> datetime:
        try:
            return parse_time(self.text(name))
        except ValueError as error:
            raise MalformedEntry(f"{name} is not a time") from error

    def clock(self, name: str) -> ClockQuality:
        try:
            return ClockQuality(self.text(name))
        except ValueError as error:
            raise MalformedEntry(f"{name} is not a clock quality") from error

    def body(self, name: str) -> Body:
        value = self.raw.get(name)
        if not isinstance(value, dict):
            raise MalformedEntry(f"{name} is not an object")
        return value


def _hex(value: Json, name: str, length: int) -> str:
    if (
        not isinstance(value, str)
        or len(value) != length
        or any(char not in "0123456789abcdef" for char in value)
    ):
        raise MalformedEntry(f"{name} is not {length} hex digits")
    return value
