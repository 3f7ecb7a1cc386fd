"""Ours and the readers beside it, each as a function from a picture to the texts it reads."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import zxingcpp
from pyzbar import pyzbar

from scanning.barcode import DESK, EVERY, read_barcodes
from scanning.opencv import Image, cv2

Reader = Callable[[Image], set[str]]
_BRACKETS = re.compile(r"^\(01\)(?=[0-9]{14}$)|[()]")


def _ours_desk(picture: Image) -> set[str]:
    return {found.value for found in read_barcodes(picture, symbologies=DESK)}


def _ours_every(picture: Image) -> set[str]:
    return {found.value for found in read_barcodes(picture, symbologies=EVERY)}


def _ours_quick(picture: Image) -> set[str]:
    return {found.value for found in read_barcodes(picture, symbologies=DESK, quick=True)}


def _zxing(picture: Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def _zxing_fast(picture: Image) -> set[str]:
    found = zxingcpp.read_barcodes(picture, try_rotate=False, try_downscale=False, try_invert=False)
    return {one.text for one in found}


def _zbar(picture: Image) -> set[str]:
    try:
        return {found.data.decode("utf-8", "replace") for found in pyzbar.decode(picture)}
    except ValueError:
        # pyzbar has no name for the direction of an SQ code.
        return set()


_QR, _BARS = cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector()


def _opencv_qr(picture: Image) -> set[str]:
    try:
        text = _QR.detectAndDecode(picture)[0]
    except (cv2.error, UnicodeDecodeError):
        return set()
    return {text} if text else set()


def _opencv_bars(picture: Image) -> set[str]:
    try:
        found, texts, _, _ = _BARS.detectAndDecodeWithType(picture)
    except (cv2.error, UnicodeDecodeError):
        return set()
    return {text for text in texts if text} if found else set()


OURS, QUICK = "ours", "ours, camera"
ZXING, FAST, ZBAR = "zxing-cpp", "zxing-cpp fast", "pyzbar"
SINGLE: dict[str, Reader] = {
    ZBAR: _zbar,
    ZXING: _zxing,
    FAST: _zxing_fast,
    "OpenCV QR": _opencv_qr,
    "OpenCV bars": _opencv_bars,
}
EITHER, CHAIN = "either", "fast>pyzbar"
"""pyzbar and zxing-cpp both asked; and pyzbar where zxing-cpp's fast way reads nothing."""
NAMES = (OURS, QUICK, *SINGLE, EITHER, CHAIN)


def readers(*, every: bool) -> dict[str, Reader]:
    """Ours as the desk asks it, or as `counter scan` does; the others know no such choice."""
    ours: dict[str, Reader] = {OURS: _ours_every if every else _ours_desk}
    return ours | ({} if every else {QUICK: _ours_quick}) | SINGLE


def alike(texts: Iterable[str]) -> set[str]:
    """What says the same: GS1 texts with and without brackets, UPC-A and EAN-13, ends of lines."""
    plain = {_BRACKETS.sub("", "\n".join(text.strip().splitlines())) for text in texts}
    return plain | {text[1:] for text in plain if len(text) == 13 and text.startswith("0")}  # noqa: PLR2004 - an EAN


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said to a picture, and the milliseconds of its thread that it took."""

    texts: frozenset[str]
    ms: float

    def read(self, truth: Iterable[str]) -> int:
        """How many of the texts it read."""
        got = alike(self.texts)
        return sum(bool(alike([text]) & got) for text in truth)

    def wrong(self, truth: Iterable[str]) -> bool:
        wanted = alike(truth)
        return any(not alike([text]) & wanted for text in self.texts)

    def joined(self, other: "Answer") -> "Answer":
        return Answer(self.texts | other.texts, self.ms + other.ms)


@dataclass(slots=True)
class Score:
    """How one reader did on one slice: `codes` is how many there were to read."""

    pictures: int = 0
    codes: int = 0
    read: int = 0
    wrong: int = 0
    ms: list[float] = field(default_factory=list)

    def add(self, answer: Answer, truth: Iterable[str]) -> None:
        texts = list(truth)
        self.pictures += 1
        self.codes += len(texts)
        self.read += answer.read(texts)
        self.wrong += answer.wrong(texts)
        self.ms.append(answer.ms)

    @property
    def rate(self) -> float:
        return self.read / self.codes if self.codes else 0.0

    @property
    def total_ms(self) -> float:
        return sum(self.ms)

    @property
    def median_ms(self) -> float:
        return float(np.median(self.ms)) if self.ms else 0.0

    @property
    def slow_ms(self) -> float:
        return float(np.percentile(self.ms, 95)) if self.ms else 0.0


def answers(picture: Image, *, every: bool) -> dict[str, Answer]:
    """Every reader asked in turn, and what two of them give together."""
    said = {name: _asked(reader, picture) for name, reader in readers(every=every).items()}
    said[EITHER] = said[ZXING].joined(said[ZBAR])
    said[CHAIN] = said[FAST] if said[FAST].texts else said[FAST].joined(said[ZBAR])
    return said


def _asked(reader: Reader, picture: Image) -> Answer:
    start = time.thread_time()
    texts = frozenset(reader(picture))
    return Answer(texts, 1000 * (time.thread_time() - start))
