"""The key file: for its owner alone, never replaced, and told apart from a damaged store."""

import json
from pathlib import Path

import pytest

from data.store.errors import DiskFault, KeyFileInvalid, WrongKey
from data.store.keys import (
    KEY_BYTES,
    KEY_ID_HEX,
    check_fingerprint,
    key_id,
    new_keys,
    read_keys,
    write_fingerprint,
    write_keys,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "desk.json"


def test_keys_come_back(path: Path) -> None:
    """What was written is read, and the file is its owner's alone from the first byte."""
    keys = new_keys()
    write_keys(path, keys)
    assert read_keys(path) == keys
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o666])
def test_a_file_open_to_others_is_refused(path: Path, mode: int) -> None:
    """A key that others may read or write is no key."""
    write_keys(path, new_keys())
    path.chmod(mode)
    with pytest.raises(KeyFileInvalid):
        read_keys(path)


def test_keys_are_never_overwritten(path: Path) -> None:
    """A second first run does not take away the key of a store."""
    keys = new_keys()
    write_keys(path, keys)
    with pytest.raises(DiskFault):
        write_keys(path, new_keys())
    assert read_keys(path) == keys
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"store": 1, "pages": 1, "pepper": 1, "signing": 1}',
        b'{"store": "zz", "pages": "", "pepper": "", "signing": ""}',
        b"[" * 10_000,
    ],
)
def test_what_is_no_key_file(path: Path, content: bytes) -> None:
    """Whatever else lies there is refused by name, never by an accident."""
    path.parent.mkdir()
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(KeyFileInvalid):
        read_keys(path)


@pytest.mark.parametrize("name", ["store", "pages", "pepper", "signing"])
@pytest.mark.parametrize("length", [0, KEY_BYTES - 1, KEY_BYTES + 1])
def test_wrong_length(path: Path, name: str, length: int) -> None:
    """A key that is too short protects nothing."""
    write_keys(path, new_keys())
    content = json.loads(path.read_bytes())
    path.write_text(json.dumps(content | {name: "ab" * length}))
    with pytest.raises(KeyFileInvalid):
        read_keys(path)


def test_missing_key_file(path: Path) -> None:
    """No key file is said as such."""
    with pytest.raises(KeyFileInvalid):
        read_keys(path)


def test_keys_do_not_show_themselves() -> None:
    """A traceback or log that shows the object shows no key."""
    keys = new_keys()
    shown = repr(keys) + str(keys)
    for secret in (keys.store, keys.pages, keys.pepper, keys.signing):
        assert repr(secret) not in shown
        assert secret.hex() not in shown


def test_fingerprint_tells_a_wrong_key(tmp_path: Path) -> None:
    """The right key passes, another does not, and the fingerprint holds nothing of the key."""
    keys, path = new_keys(), tmp_path / "fingerprint"
    write_fingerprint(path, keys)
    check_fingerprint(path, keys)
    with pytest.raises(WrongKey):
        check_fingerprint(path, new_keys())
    assert keys.store.hex() not in path.read_text()


def test_missing_fingerprint_proves_nothing(tmp_path: Path) -> None:
    """Without a fingerprint the store itself has to say whether it opens."""
    check_fingerprint(tmp_path / "fingerprint", new_keys())


def test_key_ids_differ() -> None:
    """An id is of the public key: 128 bits in hex, another for each key."""
    first, second = new_keys(), new_keys()
    assert first.id == key_id(first.public)
    assert len(first.id) == KEY_ID_HEX
    assert first.id != second.id
