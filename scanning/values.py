"""What scanning hands on: pages, previews, barcodes, reports, as plain values.

Nothing here imports numpy or OpenCV, so a screen may hold these types before its first paint.
"""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
"""x to the right and y down, in pixels of the image that was looked at."""
Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the top left."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a page lies in an image. `score` runs from 0 (a guess) to 1 (every edge seen)."""

    corners: Quad
    score: float


class Finding(StrEnum):
    """What the first gate found wrong with a picture; the sentences live with the screens."""

    NO_PAGE = "no-page"
    CHECK_CORNERS = "check-corners"
    CUT_CORNER = "cut-corner"
    TOO_SMALL = "page-too-small"
    TOO_DARK = "too-dark"
    GLARE = "glare"
    OUT_OF_FOCUS = "out-of-focus"
    MOVED = "moved"
    FINGER = "finger"
    BLANK = "blank-page"
    TWICE = "same-page-twice"


class Sheet(StrEnum):
    """What a flat page is by its shape."""

    A_SERIES = "a-series"
    CARD = "card"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TakenPage:
    """One page as it is kept: JPEG bytes and their SHA-256 in hex (`width` × `height` pixels)."""

    jpeg: bytes
    width: int
    height: int
    sha256: str
    findings: tuple[Finding, ...] = ()


class Symbology(StrEnum):
    QR = "qr"
    CODE_128 = "code-128"
    CODE_39 = "code-39"
    ITF = "itf"
    DATA_MATRIX = "data-matrix"
    CODE_93 = "code-93"
    CODABAR = "codabar"
    EAN_13 = "ean-13"
    EAN_8 = "ean-8"
    UPC_A = "upc-a"
    UPC_E = "upc-e"
    PDF_417 = "pdf-417"
    AZTEC = "aztec"
    MICRO_QR = "micro-qr"
    RMQR = "rmqr"
    MICRO_PDF_417 = "micro-pdf-417"
    MAXICODE = "maxicode"
    DATABAR = "databar"
    DATABAR_EXPANDED = "databar-expanded"
    DATABAR_LIMITED = "databar-limited"
    TELEPEN = "telepen"
    DX_FILM_EDGE = "dx-film-edge"
    EAN_2 = "ean-2"
    EAN_5 = "ean-5"


class Kind(StrEnum):
    """What a scanned text is to a desk."""

    DOSSIER_CODE = "dossier-code"
    SLIP_KEY = "slip-key"
    POSTAL_ITEM = "postal-item"
    CITIZEN_CARD = "citizen-card"
    OFFICER_BADGE = "officer-badge"
    SHELF = "shelf"
    MANIFEST = "manifest"
    SEPARATOR = "separator"
    UNKNOWN = "unknown"


class Engine(StrEnum):
    ZXING = "zxing"
    ZBAR = "zbar"
    FIT = "fit"
    """Neither engine: the number that explains blurred bars best."""


@dataclass(frozen=True, slots=True)
class Barcode:
    """A symbol read from a picture; `value` is cleaned text, `position` its corners in pixels."""

    kind: Kind
    value: str
    symbology: Symbology
    engine: Engine
    position: Quad


@dataclass(frozen=True, slots=True)
class Preview:
    """A small picture for a terminal: `lines` has one bytes object per terminal row.

    Each cell takes six bytes, the red, green and blue of its upper half and then of its lower
    half. A channel has 16 levels (0, 17, … 255), so that a screen can keep one style per colour
    pair.
    """

    columns: int
    rows: int
    lines: tuple[bytes, ...]

    def cell(self, column: int, row: int) -> bytes:
        return self.lines[row][6 * column : 6 * column + 6]


class Waits(StrEnum):
    """What hands-free capture waits for; the sentences live with the screens."""

    NOTHING = "nothing"
    """It is switched off, or nobody wants pages now."""
    SHEET = "sheet"
    """The first sheet, or the next one: none lies there."""
    STILL = "still"
    """The sheet to lie still."""
    HAND = "hand"
    """The hand to let go of the sheet."""
    NEXT = "next"
    """Another sheet: the one that lies there was taken."""
    MOVE = "move"
    """The sheet to be laid anew: its page was taken out again."""
    ANSWER = "answer"
    """The officer's word on a page with findings, or the same sheet laid better."""
    NO_PAGE = "no-page"
    """Another sheet: the one that lies there is a slip, a card or a separator."""
    BACKLOG = "backlog"
    """The officer's word whether scans that came before are of this dossier."""


class CameraState(StrEnum):
    LIVE = "live"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class CaptureReport:
    """What one step of a capture session saw.

    `number` is the frame's number, None while there has been none. Where a step brought no new
    frame (`fresh` is false), the rest repeats the last one. `barcodes` are those of the newest
    look, which is not made at every frame. `taken` is a page that was taken without a key, told
    once. Of a folder, `scan` says that the picture is another sheet than the one before, `waiting`
    counts the files that nobody took yet, and `unusable` names those that are no pictures.
    """

    state: CameraState
    number: int | None = None
    fresh: bool = False
    preview: Preview | None = None
    outline: Outline | None = None
    barcodes: tuple[Barcode, ...] = ()
    findings: tuple[Finding, ...] = ()
    waits: Waits = Waits.NOTHING
    taken: TakenPage | None = None
    scan: bool = False
    waiting: int = 0
    unusable: tuple[str, ...] = ()


class ReaderState(StrEnum):
    LIVE = "live"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """What one step of a scanner on a serial line brought: cleaned values in their order."""

    state: ReaderState
    values: tuple[str, ...] = ()
