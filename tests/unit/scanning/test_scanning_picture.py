"""Picture files from outside: whole ones are decoded upright, all others refused in a sentence."""

import contextlib
import io
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
import segno

from scanning.barcode import read_file
from scanning.errors import UnreadableImage
from scanning.picture import MAX_FILE_BYTES, load_picture

CODE = "000.00.19.H47-190926-0001"


def jpeg(size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    stream = io.BytesIO()
    noise = np.random.default_rng(2).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    PIL.Image.fromarray(noise).save(stream, "JPEG", **options)
    return stream.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that claims a size and brings no pixels for it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + name
            + content
            + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(99)))
        + chunk(b"IEND", b"")
    )


def test_a_code_is_read_from_a_file(tmp_path: Path) -> None:
    """The path of `counter scan`: a picture file in, its values out."""
    path = tmp_path / "slip.png"
    segno.make(CODE, error="m").save(str(path), scale=8, border=4)
    assert [found.value for found in read_file(path)] == [CODE]


def test_a_turned_telephone_picture_stands_upright(tmp_path: Path) -> None:
    """EXIF orientation 6 is obeyed."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "turned.jpg"
    path.write_bytes(jpeg((640, 480), exif=exif))
    assert load_picture(path).shape == (640, 480, 3)


def test_colours_come_as_blue_green_red(tmp_path: Path) -> None:
    """A red file has its strength in the last channel."""
    path = tmp_path / "red.png"
    PIL.Image.new("RGB", (20, 20), (250, 10, 20)).save(path)
    assert load_picture(path)[5, 5].tolist() == [20, 10, 250]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16"])
def test_every_kind_of_pixel_becomes_colour(tmp_path: Path, mode: str) -> None:
    """Clear, grey, indexed, black-and-white and 16-bit pictures all have three channels."""
    path = tmp_path / "kind.png"
    PIL.Image.new(mode, (30, 20)).save(path)
    assert load_picture(path).shape == (20, 30, 3)


def test_what_is_clear_is_white(tmp_path: Path) -> None:
    """A transparent ground is paper, not ink."""
    path = tmp_path / "clear.png"
    PIL.Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(path)
    assert load_picture(path).min() == 255


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.jpg", b"", "not-an-image"),
        ("text.png", b"no picture at all", "not-an-image"),
        ("cut.jpg", jpeg()[:9_000], "image-damaged"),
        ("head.jpg", jpeg()[:300], "image-damaged"),
        ("bomb.png", png_head(12_000, 9_000), "image-too-large"),
        ("large-bomb.png", png_head(60_000, 60_000), "image-too-large"),
        ("hollow.png", png_head(2_000, 2_000), "image-damaged"),
        ("flat.png", png_head(0, 10), "not-an-image"),
        ("tiny.webp", b"RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00" + bytes(10), "image-damaged"),
    ],
)
def test_bad_files_are_refused_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes, code: str
) -> None:
    """Cut, hollow and exploding files end in one known error and print nothing."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableImage) as refused:
        read_file(path)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert name not in str(refused.value)
    assert capfd.readouterr() == ("", "")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path that is not there, or is a folder, is an unreadable picture."""
    for path in (tmp_path / "none.jpg", tmp_path):
        with pytest.raises(UnreadableImage, match="cannot be opened"):
            load_picture(path)


def test_an_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """More bytes than a picture may have are refused before decoding."""
    path = tmp_path / "long.jpg"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(UnreadableImage) as refused:
        load_picture(path)
    assert refused.value.code == "image-too-large"


def test_damage_at_any_place_is_survived(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A picture with bytes turned over is either decoded or refused, silently."""
    whole = jpeg((160, 120))
    chance = np.random.default_rng(8)
    path = tmp_path / "hurt.jpg"
    for _ in range(60):
        hurt = bytearray(whole)
        for place in chance.integers(2, len(hurt), 3):
            hurt[place] ^= int(chance.integers(1, 256))
        path.write_bytes(bytes(hurt))
        with contextlib.suppress(UnreadableImage):
            assert load_picture(path).shape[2] == 3
    assert capfd.readouterr() == ("", "")
