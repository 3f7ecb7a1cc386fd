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
_BRACKETS = re.compile(r"[()]")


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
    except cv2.error:
        return set()
    return {text} if text else set()


def _opencv_bars(picture: Image) -> set[str]:
    try:
        found, texts, _, _ = _BARS.detectAndDecodeWithType(picture)
    except cv2.error:
        return set()
    return {text for text in texts if text} if found else set()


OURS, QUICK = "ours", "ours, camera"
BASELINES: dict[str, Reader] = {
    "pyzbar": _zbar,
    "zxing-cpp": _zxing,
    "zxing-cpp fast": _zxing_fast,
    "OpenCV QR": _opencv_qr,
    "OpenCV bars": _opencv_bars,
}


def readers(*, every: bool) -> dict[str, Reader]:
    """Ours as the desk asks it, or as `counter scan` does; the others know no such choice."""
    ours: dict[str, Reader] = {OURS: _ours_every if every else _ours_desk}
    return ours | ({} if every else {QUICK: _ours_quick}) | BASELINES


def alike(texts: Iterable[str]) -> set[str]:
    """GS1 texts with and without brackets are the same, and so are UPC-A and its EAN-13."""
    plain = {_BRACKETS.sub("", text) for text in texts}
    return plain | {text[1:] for text in plain if len(text) == 13 and text.startswith("0")}  # noqa: PLR2004 - an EAN


@dataclass(slots=True)
class Score:
    """How one reader did on one slice."""

    pictures: int = 0
    read: int = 0
    wrong: int = 0
    ms: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return self.read / self.pictures if self.pictures else 0.0

    @property
    def median_ms(self) -> float:
        return float(np.median(self.ms)) if self.ms else 0.0

    @property
    def slow_ms(self) -> float:
        return float(np.percentile(self.ms, 95)) if self.ms else 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    read: bool
    wrong: bool


def asked(reader: Reader, picture: Image, truth: set[str], score: Score) -> Answer:
    """One picture given to one reader; time is that of its thread alone."""
    start = time.thread_time()
    texts = reader(picture)
    score.ms.append(1000 * (time.thread_time() - start))
    wanted, got = alike(truth), alike(texts)
    answer = Answer(bool(got & wanted), any(not alike([text]) & wanted for text in texts))
    score.pictures += 1
    score.read += answer.read
    score.wrong += answer.wrong
    return answer
