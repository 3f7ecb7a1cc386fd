"""Entry format v1, byte for byte: what is written here can never change."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.domain.entries import (
    ENTRY_LIMIT_BYTES,
    NOTHING,
    Body,
    ClockQuality,
    Entry,
    MalformedEntry,
    Personal,
    Recorded,
    Vocabulary,
    binds,
    canonical,
    decode,
    decode_personal,
    digest,
    encode,
    encode_personal,
    heads,
    ordered,
)

ENTRY = Entry(
    center="c0" * 16,
    chain="c1" * 16,
    sequence=1,
    previous=NOTHING,
    kind="dossier.received",
    version=1,
    subject="d0" * 16,
    lamport=1,
    seen=(),
    act="a0" * 16,
    officer="0f" * 16,
    desk_key="de" * 16,
    at=datetime(2026, 11, 23, 2, 14, 5, 123456, UTC),
    clock=ClockQuality.LOCAL,
    body={"code": "000.00.05.H47-261123-0001", "field": "Đăng ký doanh nghiệp", "sets": 1},
)
GOLDEN = (
    '{"act":"a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0","at":"2026-11-23T02:14:05.123456Z",'
    '"body":{"code":"000.00.05.H47-261123-0001","field":"Đăng ký doanh nghiệp","sets":1},'
    '"center":"c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0","chain":"c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1",'
    '"clock":"local","desk_key":"dededededededededededededededede","format":1,'
    '"kind":"dossier.received","lamport":1,"officer":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",'
    '"previous":"0000000000000000000000000000000000000000000000000000000000000000","seen":[],'
    '"sequence":1,"subject":"d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0","version":1}'
).encode()
GOLDEN_HASH = "8489a519046c4fe901a4b54bc9e2cf01b2644db5493c40d3b74b8fb624cb496f"


def test_golden_bytes_of_format_v1() -> None:
    """These bytes are signed and hashed for ever; a change here is a new format."""
    assert encode(ENTRY) == GOLDEN
    assert digest(GOLDEN) == GOLDEN_HASH


def test_golden_bytes_read_back() -> None:
    """What was written in the first release is read by every later one."""
    assert decode(GOLDEN) == ENTRY


def test_golden_personal_bytes() -> None:
    """Personal fields are a second byte string with its salt inside, bound by the body."""
    personal = Personal("5a" * 32, {"applicant": {"name": "Nguyễn Văn Thử"}})
    payload = encode_personal(personal)
    salt = "5a" * 32
    text = f'{{"fields":{{"applicant":{{"name":"Nguyễn Văn Thử"}}}},"salt":"{salt}"}}'
    assert payload == text.encode()
    assert decode_personal(payload) == personal
    assert binds({"personal": hashlib.sha256(payload).hexdigest()}, payload)
    assert not binds({"personal": hashlib.sha256(payload).hexdigest()}, payload + b" ")


@pytest.mark.parametrize(
    "body",
    [
        {"x": "a\x1bb"},
        {"x": "a\u202eb"},
        {"x": "e\u0302\u0303"},
        {"x": 1.5},
        {"x": 2**53},
        {"x": float("nan")},
        {"x": [[[[[[[[[1]]]]]]]]]},
        {"a\x00b": 1},
        {"x": "x" * ENTRY_LIMIT_BYTES},
    ],
)
def test_what_is_not_clean_is_never_signed(body: Body) -> None:
    """Control and bidi characters, NFD, floats, huge numbers, depth and size are refused."""
    with pytest.raises(MalformedEntry):
        encode(replace(ENTRY, body=body))


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        GOLDEN + b" ",
        GOLDEN.replace(b'"format":1', b'"format":2'),
        GOLDEN.replace(b'"sequence":1', b'"sequence":0'),
        GOLDEN.replace(b'"sequence":1', b'"sequence":true'),
        GOLDEN.replace(b'"seen":[]', b'"seen":["x"]'),
        GOLDEN.replace(b'"clock":"local"', b'"clock":"sundial"'),
        GOLDEN.replace(b'"version":1', b'"version":1,"why":1'),
        GOLDEN.replace(b"2026-11-23T", b"2026-13-23T"),
        GOLDEN.replace(b"c0c0", b"C0C0"),
        b"[" * 10_000,
        b"x" * (ENTRY_LIMIT_BYTES + 1),
    ],
)
def test_other_bytes_are_no_entry(payload: bytes) -> None:
    """Only the canonical bytes of an entry decode; nothing else raises anything but this."""
    with pytest.raises(MalformedEntry):
        decode(payload)


def test_canonical_form_sorts_keys_and_keeps_letters() -> None:
    """One value has one byte string, and Vietnamese stays readable in it."""
    assert canonical({"b": 1, "a": "ễ"}) == '{"a":"ễ","b":1}'.encode()


def test_order_is_intrinsic_and_heads_are_what_nobody_had_seen() -> None:
    """Lamport number, chain, sequence: no clock and no arrival decides."""
    late = replace(ENTRY, at=datetime(2020, 1, 1, tzinfo=UTC))
    first = Recorded(ENTRY, "aa" * 32)
    left = Recorded(replace(late, lamport=2, sequence=2, seen=(first.hash,)), "bb" * 32)
    right = Recorded(replace(late, lamport=2, chain="c2" * 16, seen=(first.hash,)), "cc" * 32)
    assert ordered([right, left, first, left]) == [first, left, right]
    assert heads([first, left, right]) == ("bb" * 32, "cc" * 32)


def test_upcasters_bring_an_old_body_to_the_newest_version() -> None:
    """Stored bytes stay; the body is lifted step by step when it is read."""
    vocabulary = Vocabulary(
        newest={"dossier.received": 3},
        upcasters={
            ("dossier.received", 1): lambda body: {**body, "second": True},
            ("dossier.received", 2): lambda body: {**body, "third": len(body)},
        },
    )
    body = vocabulary.read(ENTRY)
    assert body is not None
    assert body["third"] == len(ENTRY.body) + 1


def test_unknown_kind_or_newer_version_is_not_read() -> None:
    """An old desk keeps what it cannot understand and guesses nothing."""
    vocabulary = Vocabulary(newest={"dossier.received": 1})
    assert vocabulary.read(replace(ENTRY, version=2)) is None
    assert vocabulary.read(replace(ENTRY, kind="dossier.teleported")) is None
