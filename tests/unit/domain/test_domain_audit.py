"""The whole journal is checked for every fault that a hand behind the store can make (R16)."""

from dataclasses import replace

import pytest

from data.domain.entries import (
    NOTHING,
    PERSONAL_LIMIT_BYTES,
    Entry,
    Fault,
    MalformedEntry,
    Personal,
    StoredEntry,
    TooLarge,
    audit,
    canonical,
    decode,
    digest,
    encode,
    encode_personal,
)
from tests.fakes.forge import ForgedDesk

SIGNED = b"signed"


def verify(_entry: Entry, _payload: bytes, signature: bytes) -> bool:
    return signature == SIGNED


def stored(entry: Entry, personal: bytes | None = None, signature: bytes = SIGNED) -> StoredEntry:
    payload = encode(entry)
    return StoredEntry(payload, digest(payload), signature, personal)


def chain(length: int = 3) -> list[Entry]:
    """Entries of one desk, each after the other."""
    desk = ForgedDesk("a")
    return [desk.append("dossier.received", {"number": it}).entry for it in range(length)]


def faults(*items: StoredEntry) -> list[tuple[Fault, int]]:
    return [(it.fault, it.sequence) for it in audit(items, verify)]


def test_r16_a_whole_journal_has_no_fault() -> None:
    """Also where personal fields were erased."""
    assert faults(*map(stored, chain())) == []
    assert faults() == []


def test_r16_a_changed_byte_is_found() -> None:
    """By its hash, by its signature, and where it is no entry any more."""
    first, second, third = map(stored, chain())
    changed = replace(second, payload=second.payload.replace(b'"number":1', b'"number":7'))
    assert (Fault.HASH, 2) in faults(first, changed, third)
    assert faults(first, replace(second, signature=b"forged"), third) == [(Fault.SIGNATURE, 2)]
    assert (Fault.MALFORMED, 0) in faults(first, replace(second, payload=b"{}"), third)


def test_r16_a_missing_entry_is_found() -> None:
    """As a gap before the next one, as a broken link where another stands in its place."""
    first, second, third = chain()
    assert faults(stored(first), stored(third)) == [(Fault.GAP, 3)]
    other = replace(second, body={"number": 9})
    assert faults(stored(first), stored(other), stored(third)) == [(Fault.LINK, 3)]
    assert Fault.GAP.is_link
    assert not Fault.HASH.is_link


def test_r16_a_chain_follows_what_is_known_or_nothing() -> None:
    """A new process begins a chain after the last entry of the one before."""
    last = stored(chain()[-1])
    next_chain = replace(chain(1)[0], chain="c9" * 16, previous=last.hash)
    assert faults(*map(stored, chain()), stored(next_chain)) == []
    lost = replace(next_chain, previous="ab" * 32)
    assert faults(stored(lost)) == [(Fault.LINK, 1)]
    assert faults(stored(replace(lost, previous=NOTHING))) == []


def test_r16_two_entries_under_one_number_are_a_fork() -> None:
    """Both whole and signed by one desk: a restored disk image went on twice."""
    first, second = chain(2)
    twin = replace(second, body={"number": 9})
    assert faults(stored(first), stored(second), stored(twin)) == [(Fault.FORK, 2)]


def test_r16_personal_fields_that_were_changed_are_found_and_erased_ones_are_no_fault() -> None:
    """The body binds them by their hash."""
    personal = encode_personal(Personal("5a" * 32, {"name": "Nguyễn Văn Thử"}))
    bound = replace(chain(1)[0], body={"personal": digest(personal)})
    assert faults(stored(bound, personal)) == []
    assert faults(stored(bound)) == []
    assert faults(stored(bound, personal + b" ")) == [(Fault.PERSONAL, 1)]


def test_personal_fields_have_a_bound() -> None:
    """So that one entry can always be carried."""
    with pytest.raises(TooLarge):
        encode_personal(Personal("5a" * 32, {"x": "x" * PERSONAL_LIMIT_BYTES}))


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", 1), ("seen", {}), ("body", []), ("body", float("inf")), ("seen", ["ab"] * 900)],
)
def test_a_field_that_is_something_else_is_no_entry(field: str, value: object) -> None:
    """Whatever bytes come from elsewhere, they raise this and nothing else."""
    payload = encode(chain(1)[0]).decode()
    start = payload.index(f'"{field}":') + len(field) + 3
    rest = payload[start:]
    end = {"kind": rest.index(","), "seen": rest.index("]") + 1, "body": rest.index("}") + 1}[field]
    written = str(value).replace("inf", "Infinity").replace("'", '"')
    with pytest.raises(MalformedEntry):
        decode((payload[:start] + written + rest[end:]).encode())


def test_lists_are_looked_into_for_what_is_not_clean() -> None:
    """A line break is clean wherever it stands, another control character nowhere."""
    assert canonical({"x": ["a\nb", {"y": "c"}, 1]})
    with pytest.raises(MalformedEntry):
        canonical({"x": ["a\nb", "c\x1bd"]})
    with pytest.raises(MalformedEntry):
        canonical({1: "x"})  # type: ignore[dict-item]  # what no type check saw
