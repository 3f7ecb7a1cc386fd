"""Picture files from outside: measured by their header first, then decoded, never trusted.

OpenCV's readers are not used: libjpeg and libtiff print on file descriptor 2 through them.
"""

import io
import warnings
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageOps

from scanning.errors import UnreadableImage
from scanning.opencv import Image, cv2

MAX_FILE_BYTES = 64 * 2**20
MAX_PIXELS = 64_000_000
"""A decoded picture then takes at most 192 MB; a 50-megapixel telephone picture still passes."""
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "PPM")
"""Pillow's readers that print nothing; libtiff prints, so TIFF is left out."""
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".ppm", ".pgm", ".pbm"})

# Pillow warns on stderr between one and two times its own limit, which would tear the screen.
warnings.filterwarnings("error", category=PIL.Image.DecompressionBombWarning)


def load_picture(path: Path) -> Image:
    """The picture in a file as blue, green, red, turned as its EXIF says, on white where clear.

    Raises UnreadableImage for anything else than a whole picture within the bounds.
    """
    return decode_picture(_bounded_bytes(path))


def decode_picture(content: bytes) -> Image:
    """As `load_picture`, from the bytes of a file."""
    try:
        with PIL.Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _refuse_bomb(picture.size)
            return _as_bgr(picture)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except PIL.UnidentifiedImageError as error:
        raise UnreadableImage("not-an-image", "The file is not a picture.") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, KeyError) as error:
        # Pillow's readers let these escape from damaged files.
        raise UnreadableImage("image-damaged", "The picture is damaged or cut off.") from error


def _too_large() -> UnreadableImage:
    return UnreadableImage("image-too-large", "The file is too large to be a picture of a page.")


def _bounded_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableImage("no-such-file", "The file cannot be opened.") from error
    if len(content) > MAX_FILE_BYTES:
        raise _too_large()
    return content


def _refuse_bomb(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_large()


def _as_bgr(picture: PIL.Image.Image) -> Image:
    upright = PIL.ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        upright = PIL.Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    return np.asarray(cv2.cvtColor(np.asarray(upright.convert("RGB")), cv2.COLOR_RGB2BGR))
