"""The child that decodes files from outside: a program of its own that has nothing to lose.

It is started by path (`decoding`), knows nothing of the desk, and obeys one socket, its standard
input: a question with an open file comes in, an answer with a sealed block of pixels goes out. Its
memory and time are bounded before it looks at anything.
"""

import array
import ctypes
import fcntl
import json
import os
import resource
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias, cast

import PIL.Image
import PIL.ImageFile
import PIL.ImageOps
from PIL import TiffImagePlugin, WebPImagePlugin

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

FORMATS: Final = (
    *("JPEG", "PNG", "BMP", "GIF", "PPM"),
    *(TiffImagePlugin.TiffImageFile.format, WebPImagePlugin.WebPImageFile.format),
)
PDF_MARK: Final = b"%PDF-"
PDF_MARK_WITHIN: Final = 1024
"""Bytes in front of the mark that readers of PDF put up with."""
POINTS_PER_INCH: Final = 72
PAGE_DPI: Final = 200
"""Of a page of PDF that is not one large picture."""
PICTURE_DPI: Final = (100.0, 400.0)
"""A page that is one picture is drawn with as many dots as the picture has, within these."""
LEAST_PAGE_DPI: Final = 20.0
COVERS: Final = 0.5
"""Share of a page that a picture covers to decide its resolution."""
HAIR: Final = 1e-5
PICTURES_LOOKED_AT: Final = 50
WHITE, DEEP_WHITE = 255, 65_535
TOLD_DPI: Final = (100.0, 2400.0)
"""A camera writes 72 or 96 without meaning it; a scanner means what it writes."""
SQUARE: Final = 0.01
"""Relative; a resolution that differs more across and down is no resolution of a page."""
FALLBACK_FPS: Final = 25.0
FPS_RANGE: Final = (1.0, 240.0)
COLOURED: Final = 3
"""Axes of a picture that has colours."""
QUESTION_BYTES: Final = 4_096
PDF_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD of PDFium."""
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_DUMPABLE: Final = 4


class Refusal(Exception):
    """The file is refused; `code` is one of those of `scanning.picture`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Limits:
    memory_bytes: int
    cpu_s: int
    pixels: int
    pages: int


Answer: TypeAlias = tuple[dict[str, Any], int]
Answering: TypeAlias = Callable[[Mapping[str, Any], list[int], Limits], Answer]


@dataclass(frozen=True, slots=True)
class Drawn:
    picture: PIL.Image.Image
    count: int = 1
    dpi: float | None = None
    paged: bool = False


def bound(limits: Limits) -> None:
    """Before anything is read: no more memory, no large files, no core dump, first to be killed."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    largest = 4 * limits.pixels
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def allow_cpu(limits: Limits) -> None:
    """So many seconds more from now on; the kernel ends a process that wants more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


# --- pictures -----------------------------------------------------------------------------------


def draw(stream: BinaryIO, number: int, limits: Limits) -> Drawn:
    """The picture or page `number` of a file, counted from 0."""
    # The asker's descriptor and ours have one position between them.
    stream.seek(0)
    head = stream.read(PDF_MARK_WITHIN)
    stream.seek(0)
    if PDF_MARK in head:
        return _pdf_page(stream, number, limits)
    return _picture(stream, number, limits)


def _picture(stream: BinaryIO, number: int, limits: Limits) -> Drawn:
    PIL.Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with PIL.Image.open(stream, formats=FORMATS) as opened:
            count = _pages(opened)
            _require_page(number, count, limits)
            if number:
                opened.seek(number)
            if opened.width * opened.height > limits.pixels:
                raise Refusal("image-too-large")
            paged = isinstance(opened, TiffImagePlugin.TiffImageFile)
            return Drawn(_upright(opened), count, _told_dpi(opened), paged)
    except PIL.Image.DecompressionBombError as error:
        raise Refusal("image-too-large") from error
    except PIL.UnidentifiedImageError as error:
        raise Refusal("not-an-image") from error


def _pages(opened: PIL.Image.Image) -> int:
    """Only a TIFF has pages; what moves is looked at once."""
    return opened.n_frames if isinstance(opened, TiffImagePlugin.TiffImageFile) else 1


def _require_page(number: int, count: int, limits: Limits) -> None:
    if count > limits.pages:
        raise Refusal("document-too-long")
    if not 0 <= number < count:
        raise Refusal("no-such-page")


def _upright(opened: PIL.Image.Image) -> PIL.Image.Image:
    """Grey or colour, eight bits deep, on white where it is clear, turned as its EXIF says."""
    opened.load()
    picture = _turned(opened)
    if picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info:
        return _on_white(picture)
    if picture.mode in {"I", "F"} or picture.mode.startswith("I;16"):
        return _eight_bits(picture)
    return picture if picture.mode in {"L", "RGB"} else picture.convert(_plain(picture.mode))


def _turned(picture: PIL.Image.Image) -> PIL.Image.Image:
    try:
        return PIL.ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged EXIF block, over which Pillow raises many things
        return picture


def _plain(mode: str) -> str:
    return "L" if mode == "1" else "RGB"


def _on_white(picture: PIL.Image.Image) -> PIL.Image.Image:
    clear = picture.convert("RGBA")
    ground = PIL.Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _eight_bits(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Scanners write grey of 16 bits; plain conversion would cut it off at 255, all white."""
    brightest = float(cast("tuple[float, float]", picture.getextrema())[1])
    deep = picture.mode.startswith("I;16") or WHITE < brightest <= DEEP_WHITE
    white = DEEP_WHITE if deep else max(brightest, WHITE)
    return picture.point(lambda value: value * (WHITE / white) + 0).convert("L")


def _told_dpi(opened: PIL.Image.Image) -> float | None:
    with suppress(TypeError, ValueError, ArithmeticError, LookupError):
        across, down = (float(value) for value in opened.info["dpi"])
        if TOLD_DPI[0] <= across <= TOLD_DPI[1] and abs(across / down - 1) < SQUARE:
            return across
    return None


# --- pages of PDF -------------------------------------------------------------------------------


def _pdf_page(stream: BinaryIO, number: int, limits: Limits) -> Drawn:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream)
        count = len(document)
        _require_page(number, count, limits)
        if document.get_formtype():
            document.init_forms()
        page = document[number]
        dpi = _page_dpi(page, limits)
        # PDFium's size is rounded up; a hair less gives a picture just its own number of dots.
        scale = dpi / POINTS_PER_INCH * (1 - HAIR)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        return Drawn(bitmap.to_pil().convert("RGB"), count, dpi, paged=True)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PDF_PASSWORD
        raise Refusal("document-locked" if locked else "image-damaged") from error


def _page_dpi(page: "PdfPage", limits: Limits) -> float:
    width, height = (max(side, 1.0) / POINTS_PER_INCH for side in page.get_size())
    most = (limits.pixels / (width * height)) ** 0.5
    if most < LEAST_PAGE_DPI:
        raise Refusal("image-too-large")
    return float(min(_scanned_dpi(page, width * height) or PAGE_DPI, most))


def _scanned_dpi(page: "PdfPage", area: float) -> float | None:
    """Dots per inch of the picture that fills most of a page, where one does."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    found = None
    pictures = page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    for _, picture in zip(range(PICTURES_LOOKED_AT), pictures, strict=False):
        left, low, right, top = picture.get_bounds()
        wide, tall = (right - left) / POINTS_PER_INCH, (top - low) / POINTS_PER_INCH
        if wide * tall < COVERS * area:
            continue
        # It may lie on its side on the page.
        dpi = max(picture.get_px_size()) / max(wide, tall)
        found = max(found or 0.0, dpi)
    return min(max(found, PICTURE_DPI[0]), PICTURE_DPI[1]) if found else None


# --- films --------------------------------------------------------------------------------------


class Film:
    """A video file, frame after frame, each `step`-th one; it stays open between questions."""

    def __init__(self, file: int, per_second: float) -> None:
        # A playlist is a video file too, and must not lead anywhere.
        os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = "protocol_whitelist;file"
        import cv2

        cv2.setNumThreads(1)
        self._file = file
        self._capture = cv2.VideoCapture(f"/proc/self/fd/{file}", cv2.CAP_FFMPEG)
        if not self._capture.isOpened():
            self.close()
            raise Refusal("not-a-film")
        told = float(self._capture.get(cv2.CAP_PROP_FPS))
        self._fps = told if FPS_RANGE[0] <= told <= FPS_RANGE[1] else FALLBACK_FPS
        self._step = max(1, round(self._fps / per_second))
        self._number = 0

    def frame(self, limits: Limits) -> Answer:
        """The next frame; none where the film has ended."""
        while self._capture.grab():
            self._number += 1
            if (self._number - 1) % self._step:
                continue
            found, image = self._capture.retrieve()
            if not found or image is None or image.ndim != COLOURED:
                raise Refusal("image-damaged")
            if image.shape[0] * image.shape[1] > limits.pixels:
                raise Refusal("image-too-large")
            shape, block = handed_over(PIL.Image.fromarray(image[:, :, 2::-1]))
            place = {"number": self._number, "at_s": (self._number - 1) / self._fps}
            return {**shape, **place}, block
        return {"ended": True}, -1

    def close(self) -> None:
        self._capture.release()
        os.close(self._file)


# --- one question after the other ---------------------------------------------------------------


def handed_over(picture: PIL.Image.Image) -> tuple[dict[str, int], int]:
    """The pixels in a block of memory that has a file descriptor, row by row from `at`.

    Saving as PPM writes them from Pillow's own memory, without a copy in Python.
    """
    block = os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    channels = len(picture.getbands())
    with os.fdopen(os.dup(block), "wb") as stream:
        picture.save(stream, "PPM")
    size = picture.width * picture.height * channels
    at = os.fstat(block).st_size - size
    fcntl.fcntl(block, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
    shape = {"width": picture.width, "height": picture.height, "channels": channels, "at": at}
    return shape, block


def answered(asked: Mapping[str, Any], files: list[int], limits: Limits) -> Answer:
    """What to say, and the block to send along; -1 where there is none."""
    try:
        if "film" in asked:
            _FILMS.append(Film(files[0], asked["film"]))
        if "number" not in asked:
            return _FILMS[-1].frame(limits)
        with os.fdopen(files[0], "rb") as stream:
            drawn = draw(stream, asked["number"], limits)
            shape, block = handed_over(drawn.picture)
    except Refusal as refusal:
        return {"refused": refusal.code}, -1
    except MemoryError:
        return {"refused": "image-too-large"}, -1
    except Exception:  # noqa: BLE001 - whatever a decoder raises over a file is the file's fault
        return {"refused": "image-damaged"}, -1
    return {**shape, "count": drawn.count, "dpi": drawn.dpi, "paged": drawn.paged}, block


_FILMS: list[Film] = []
"""Of the one film that a child is asked for in its life."""


def serve(line: socket.socket, limits: Limits, answer: Answering = answered) -> None:
    """Until the other end hangs up."""
    while True:
        message, files, _flags, _sender = socket.recv_fds(line, QUESTION_BYTES, 1)
        if not message:
            return
        allow_cpu(limits)
        said, block = answer(json.loads(message), files, limits)
        kept = [] if block < 0 else [block]
        ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", kept))] if kept else []
        line.sendmsg([json.dumps(said).encode()], ancillary)
        for descriptor in kept:
            os.close(descriptor)


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    bound(limits)
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    with socket.socket(fileno=os.dup(0)) as line:
        serve(line, limits)


if __name__ == "__main__":
    main()
