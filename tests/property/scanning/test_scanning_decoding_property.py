"""Whatever is done to the bytes of a real file: a picture within the bounds, or a known refusal."""

import io
from collections.abc import Callable, Iterator
from functools import cache

import img2pdf
import numpy as np
import PIL.Image
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanning.decoding import MAX_PIXELS, SENTENCES, Decoder, in_memory
from scanning.errors import UnreadableImage

SIZE = (48, 40)
SAVED: dict[str, dict[str, object]] = {
    "jpeg": {"quality": 80, "exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"},
    "progressive": {"format": "JPEG", "progressive": True},
    "png": {"dpi": (200, 200)},
    "gif": {},
    "bmp": {},
    "webp": {"lossless": False},
    "webp-lossless": {"format": "WEBP", "lossless": True},
    "tiff": {"compression": "tiff_lzw"},
    "tiff-jpeg": {"format": "TIFF", "compression": "jpeg"},
    "tiff-fax": {"format": "TIFF", "compression": "group4"},
    "tiff-plain": {"format": "TIFF"},
}


@cache
def whole(kind: str) -> bytes:
    picture = PIL.Image.fromarray(
        np.random.default_rng(5).integers(0, 255, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
    )
    options = dict(SAVED.get(kind, {}))
    form = str(options.pop("format", kind.upper()))
    if kind == "tiff-fax":
        picture = picture.convert("1")
    stream = io.BytesIO()
    if kind == "pdf":
        picture.save(stream, "JPEG")
        made = img2pdf.convert(stream.getvalue(), nodate=True)
        assert made is not None
        return made
    picture.save(stream, form, **options)
    return stream.getvalue()


Change = Callable[[bytes], bytes]
places = st.floats(0, 1, exclude_max=True)


def flipped(place: float, mask: int) -> Change:
    def change(content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :] if content else b""

    return change


def cut(first: float, last: float) -> Change:
    def change(content: bytes) -> bytes:
        low, high = sorted((int(first * len(content)), int(last * len(content))))
        return content[:low] + content[high:]

    return change


def put(place: float, more: bytes) -> Change:
    def change(content: bytes) -> bytes:
        at = int(place * len(content))
        return content[:at] + more + content[at:]

    return change


def repeated(first: float, last: float) -> Change:
    def change(content: bytes) -> bytes:
        low, high = sorted((int(first * len(content)), int(last * len(content))))
        return content[:high] + content[low:high] + content[high:]

    return change


LARGE = [b"\xff\xff\xff\x7f", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xd9"]
changes = st.lists(
    st.one_of(
        st.builds(flipped, places, st.integers(1, 255)),
        st.builds(flipped, st.floats(0, 0.05), st.integers(1, 255)),
        st.builds(cut, places, places),
        st.builds(put, places, st.one_of(st.sampled_from(LARGE), st.binary(max_size=12))),
        st.builds(repeated, places, places),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    made = Decoder()
    yield made
    made.close()


@settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kind=st.sampled_from([*SAVED, "pdf"]), done=changes)
def test_a_hurt_file_is_a_picture_or_a_refusal(
    decoder: Decoder, kind: str, done: list[Change]
) -> None:
    """Any few changes to a file of any kind: nothing escapes, nothing is left half read."""
    content = whole(kind)
    for change in done:
        content = change(content)
    said = outcome(decoder, content)
    assert said in SENTENCES or isinstance(said, int)


def outcome(decoder: Decoder, content: bytes) -> int | str:
    """How many pixels a picture has, or the code of a refusal; anything else escapes."""
    with in_memory(content) as file:
        try:
            image = decoder.picture(file).image
        except UnreadableImage as refused:
            return refused.code
    assert image.ndim == 3
    assert image.shape[2] == 3
    assert 0 < image.shape[0] * image.shape[1] <= MAX_PIXELS
    return int(image.size)


@given(content=st.binary(max_size=400))
@settings(deadline=None, max_examples=100)
def test_any_bytes_are_refused_or_a_picture(decoder: Decoder, content: bytes) -> None:
    """Random bytes behind every magic number."""
    for head in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"%PDF-1.4\n"):
        said = outcome(decoder, head + content)
        assert said in SENTENCES or isinstance(said, int)
