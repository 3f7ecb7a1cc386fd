"""Picture files from outside, never trusted: pixels come from a bounded child, or none come.

A file of several pages (TIFF, PDF of a scanner) is several pictures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scanning.decoding import MAX_PIXELS, Decoder, Picture, in_memory, opened, shared_decoder
from scanning.opencv import Image

MAX_FILE_BYTES = 256 * 2**20
"""Two hundred pages of a colour scanner in one PDF."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".ppm", ".pgm", ".pbm"})
"""Files of one picture."""
PAGED_SUFFIXES = frozenset({".tif", ".tiff", ".pdf"})
"""Files that may hold several."""
READABLE_SUFFIXES = SUFFIXES | PAGED_SUFFIXES

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PIXELS",
    "PAGED_SUFFIXES",
    "READABLE_SUFFIXES",
    "SUFFIXES",
    "Picture",
    "PictureFile",
    "decode_picture",
    "load_picture",
    "load_pictures",
    "open_pictures",
]


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A file that is open; it is read as far as it is asked for."""

    _file: int
    _decoder: Decoder

    def picture(self, number: int = 1) -> Picture:
        """Its picture `number`, counted from 1; `count` says how many there are.

        Raises UnreadableImage, for one page or for all.
        """
        return self._decoder.picture(self._file, number)


@contextmanager
def open_pictures(path: Path) -> Iterator[PictureFile]:
    """Raises UnreadableImage for what is no file, or too large a one."""
    with opened(path, MAX_FILE_BYTES) as file:
        yield PictureFile(file, shared_decoder())


def load_pictures(path: Path) -> Iterator[Picture]:
    """Every picture in a file, one after the other. Raises UnreadableImage at the first bad one."""
    with open_pictures(path) as file:
        number = count = 1
        while number <= count:
            picture = file.picture(number)
            yield picture
            number, count = number + 1, picture.count


def load_picture(path: Path) -> Image:
    """The (first) picture in a file as blue, green, red, turned as its EXIF says, on white.

    Raises UnreadableImage for anything else than a whole picture within the bounds.
    """
    with open_pictures(path) as file:
        return file.picture().image


def decode_picture(content: bytes) -> Image:
    """As `load_picture`, from the bytes of a file."""
    with in_memory(content) as file:
        return shared_decoder().picture(file).image
