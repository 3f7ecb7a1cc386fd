"""Pages and papers on disk: sealed, whole, and only what their name says."""

import hashlib
from pathlib import Path

import pytest

from data.store.blobs import Blobs
from data.store.errors import BlobDamaged, DiskFault
from data.store.files import unfinished

PAGE = "Giấy của Nguyễn Văn Thử".encode() * 50


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs", b"k" * 32)


def file_of(blobs: Blobs, name: str) -> Path:
    return blobs.folder / name[:2] / name


def test_a_page_comes_back_under_its_hash(blobs: Blobs) -> None:
    """A file is named by the SHA-256 of its plain bytes."""
    name = blobs.put(PAGE)
    assert name == hashlib.sha256(PAGE).hexdigest() == blobs.name(PAGE)
    assert blobs.get(name) == PAGE


def test_an_empty_file_is_a_file(blobs: Blobs) -> None:
    """No bytes are sealed like any others."""
    assert blobs.get(blobs.put(b"")) == b""


def test_plain_bytes_are_not_on_disk(blobs: Blobs) -> None:
    """Who copies the folder reads nothing in it."""
    content = file_of(blobs, blobs.put(PAGE)).read_bytes()
    assert "Nguyễn".encode() not in content
    assert PAGE[:16] not in content


def test_files_are_their_owners(blobs: Blobs) -> None:
    """Neither file nor folders are open to other users."""
    path = file_of(blobs, blobs.put(PAGE))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("place", [0, 11, 12, 100, -17, -1])
def test_one_changed_byte(blobs: Blobs, place: int) -> None:
    """A change in nonce, body or tag is found."""
    name = blobs.put(PAGE)
    sealed = bytearray(file_of(blobs, name).read_bytes())
    sealed[place] ^= 1
    file_of(blobs, name).write_bytes(sealed)
    with pytest.raises(BlobDamaged):
        blobs.get(name)


@pytest.mark.parametrize("size", [0, 5, 12, 20, 200])
def test_cut_off(blobs: Blobs, size: int) -> None:
    """A file that lost its end is found, also where no nonce is left."""
    name = blobs.put(PAGE)
    file_of(blobs, name).write_bytes(file_of(blobs, name).read_bytes()[:size])
    with pytest.raises(BlobDamaged):
        blobs.get(name)


def test_renamed(blobs: Blobs) -> None:
    """A sealed page under the name of another is not that page."""
    one, other = blobs.put(PAGE), blobs.put(PAGE + b".")
    file_of(blobs, one).replace(file_of(blobs, other))
    with pytest.raises(BlobDamaged):
        blobs.get(other)


def test_sealed_by_another_key(blobs: Blobs) -> None:
    """A page of another desk's folder is not read with this desk's key."""
    name = blobs.put(PAGE)
    with pytest.raises(BlobDamaged):
        Blobs(blobs.folder, b"x" * 32).get(name)


@pytest.mark.parametrize("name", ["ab" * 32, "", "..", "../../secret", "/etc/hostname", "ab\0"])
def test_missing_and_names_that_are_none(blobs: Blobs, name: str) -> None:
    """What is not there is damage, whatever the name tries to reach."""
    blobs.put(PAGE)
    with pytest.raises(BlobDamaged):
        blobs.get(name)


def test_putting_twice(blobs: Blobs) -> None:
    """The same page again is no error, and no second file."""
    name = blobs.put(PAGE)
    assert blobs.put(PAGE) == name
    assert blobs.get(name) == PAGE
    assert len(list(blobs.folder.rglob("*"))) == 2


def test_unfinished_file_of_a_crash(blobs: Blobs) -> None:
    """What a crash left half-written is neither read nor in the way, and goes with its page."""
    name = blobs.name(PAGE)
    left = unfinished(file_of(blobs, name))
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    with pytest.raises(BlobDamaged):
        blobs.get(name)
    blobs.put(PAGE)
    assert blobs.get(name) == PAGE
    left.write_bytes(b"half")
    blobs.delete(name)
    assert list(left.parent.iterdir()) == []


def test_deleting_what_is_gone(blobs: Blobs) -> None:
    """A sweep that was cut off may delete again."""
    blobs.delete(blobs.put(PAGE))
    blobs.delete(blobs.name(PAGE))


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where the folder should be is an error of the disk, not of the program."""
    (tmp_path / "blobs").write_bytes(b"")
    with pytest.raises(DiskFault):
        Blobs(tmp_path / "blobs", b"k" * 32).put(PAGE)
