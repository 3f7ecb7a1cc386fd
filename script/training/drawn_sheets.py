"""Papers of all kinds, as flat pictures: what a net learns to tell from what they lie on.

They are drawn small (a side of some 360 pixels) and unlike those of `script/benches/sight`, so that
the bench stays unseen. A sheet is its picture and its cover, 255 where there is paper.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scanning.opencv import Image, cv2

Chance = np.random.Generator
Floats = npt.NDArray[np.float32]

LONG_SIDE_PX = 360
FONTS = (
    cv2.FONT_HERSHEY_SIMPLEX,
    cv2.FONT_HERSHEY_COMPLEX_SMALL,
    cv2.FONT_HERSHEY_TRIPLEX,
    cv2.FONT_HERSHEY_SCRIPT_SIMPLEX,
)
LETTERS = np.array(list("abcdeghiklmnopqrstuvxyABCDEGHKLMNOPRSTUVXY0123456789.,:-/"))


@dataclass(slots=True)
class DrawnSheet:
    image: Image
    cover: Image
    kind: str


def likely(chance: Chance, share: float) -> bool:
    return bool(chance.random() < share)


def drawn_sheet(chance: Chance, pages: list[Image]) -> DrawnSheet:
    """One sheet of a random kind; `pages` are pictures of real ones."""
    if pages and likely(chance, 0.4):
        return _real(chance, pages)
    kinds = (
        (_blank, 2), (_text, 3), (_form, 3), (_certificate, 5), (_receipt, 5), (_card, 2),
        (_cover, 1.5), (_photograph, 1), (_music, 1), (_notes, 1.5), (_table, 1.5),
    )  # fmt: skip
    weights = np.array([weight for _, weight in kinds], float)
    draw = kinds[int(chance.choice(len(kinds), p=weights / weights.sum()))][0]
    image = draw(chance)
    cover = np.full(image.shape[:2], 255, np.uint8)
    if draw is _card or likely(chance, 0.03):
        cover = _rounded(cover, float(chance.uniform(0.03, 0.09)))
    return DrawnSheet(image, cover, draw.__name__[1:])


def _real(chance: Chance, pages: list[Image]) -> DrawnSheet:
    page = pages[int(chance.integers(len(pages)))]
    height, width = page.shape[:2]
    if likely(chance, 0.15):
        part = chance.uniform(0.3, 0.8)
        high = max(40, int(height * part))
        top = int(chance.integers(0, height - high + 1))
        page = page[top : top + high]
    if likely(chance, 0.12):
        narrow = max(40, int(width * chance.uniform(0.3, 0.6)))
        left = int(chance.integers(0, width - narrow + 1))
        page = page[:, left : left + narrow]
    scale = LONG_SIDE_PX / max(page.shape[:2])
    size = (max(24, round(page.shape[1] * scale)), max(24, round(page.shape[0] * scale)))
    image = np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)
    if likely(chance, 0.3):
        image = (image * (_paper_colour(chance) / 255)).astype(np.uint8)
    if likely(chance, 0.2):
        _frames(image, chance)
    return DrawnSheet(image, np.full(image.shape[:2], 255, np.uint8), "real")


def _paper_colour(chance: Chance) -> Floats:
    """Mostly white, sometimes tinted, seldom strongly coloured."""
    way = chance.random()
    if likely(chance, 0.6):
        return np.asarray(chance.uniform(238, 255) + chance.normal(0, 2, 3), np.float32)
    if way < 0.7:  # noqa: PLR2004 - share
        return np.asarray(np.array([215, 240, 250]) + chance.normal(0, 9, 3), np.float32)
    return np.asarray(chance.uniform(150, 255, 3), np.float32)


def _ground(chance: Chance, aspect: float) -> Image:
    """Paper without anything on it; `aspect` is height over width."""
    if aspect >= 1:
        size = (LONG_SIDE_PX, max(30, round(LONG_SIDE_PX / aspect)))
    else:
        size = (max(30, round(LONG_SIDE_PX * aspect)), LONG_SIDE_PX)
    colour = _paper_colour(chance).clip(0, 255)
    return np.full((*size, 3), colour.astype(np.uint8), np.uint8)


def _paper_aspect(chance: Chance) -> float:
    """A-series mostly, then letter, then anything; upright or lying."""
    way = chance.random()
    aspect = 1.414 if way < 0.6 else 1.294 if way < 0.75 else float(chance.uniform(1, 1.9))  # noqa: PLR2004
    return 1 / aspect if likely(chance, 0.3) else aspect


def _ink(chance: Chance) -> tuple[int, int, int]:
    if likely(chance, 0.7):
        level = int(chance.integers(10, 110))
        return level, level, level
    b, g, r = (int(c) for c in chance.integers(10, 190, 3))
    return b, g, r


def _words(chance: Chance, most: int) -> str:
    letters = chance.choice(LETTERS, int(chance.integers(3, max(4, most))))
    spaced = np.where(chance.random(len(letters)) < 0.16, " ", letters)  # noqa: PLR2004 - share
    return "".join(spaced)


def _lines(
    image: Image, chance: Chance, box: tuple[int, int, int, int], ink: tuple[int, int, int]
) -> None:
    """Lines of letters in left, top, right, bottom."""
    left, top, right, low = box
    font = FONTS[int(chance.integers(len(FONTS)))]
    scale = float(chance.uniform(0.2, 0.42))
    step = max(5, round(scale * chance.uniform(26, 48)))
    ragged = chance.uniform(0, 0.7)
    for y in range(top + step, low, step):
        if likely(chance, 0.12):
            continue
        room = (right - left) * (1 - ragged * chance.random())
        most = int(room / (scale * 18))
        if most < 4:  # noqa: PLR2004 - letters
            continue
        x = left if likely(chance, 0.85) else int(left + (right - left - room) / 2)
        cv2.putText(image, _words(chance, most), (x, y), font, scale, ink, 1, cv2.LINE_AA)


def _margins(image: Image, chance: Chance, low: float, high: float) -> tuple[int, int, int, int]:
    height, width = image.shape[:2]
    a, b, c, d = chance.uniform(low, high, 4)
    return int(a * width), int(b * height), int(width - c * width), int(height - d * height)


def _blank(chance: Chance) -> Image:
    image = _ground(chance, _paper_aspect(chance))
    if likely(chance, 0.3):
        _lines(image, chance, _margins(image, chance, 0.2, 0.45), _ink(chance))
    return image


def _text(chance: Chance) -> Image:
    image = _ground(chance, _paper_aspect(chance))
    _lines(image, chance, _margins(image, chance, 0.04, 0.14), _ink(chance))
    if likely(chance, 0.3):
        _stamp(image, chance)
    return image


def _form(chance: Chance) -> Image:
    """Fields and lines, sometimes in a box that goes round the page."""
    image, ink = _ground(chance, _paper_aspect(chance)), _ink(chance)
    left, top, right, low = _margins(image, chance, 0.04, 0.12)
    for y in range(top, low, int(chance.integers(9, 26))):
        cv2.line(image, (left, y), (right, y), ink, 1)
    for _ in range(int(chance.integers(1, 7))):
        x = int(chance.uniform(left, right))
        cv2.line(image, (x, top), (x, low), ink, 1)
    if likely(chance, 0.6):
        _lines(image, chance, (left + 3, top, right, low), _ink(chance))
    if likely(chance, 0.5):
        _frames(image, chance)
    if likely(chance, 0.3):
        _stamp(image, chance)
    return image


def _table(chance: Chance) -> Image:
    image, ink = _ground(chance, _paper_aspect(chance)), _ink(chance)
    left, top, right, low = _margins(image, chance, 0.03, 0.2)
    columns, rows = int(chance.integers(2, 9)), int(chance.integers(4, 24))
    if likely(chance, 0.5):
        shade = [int(c) for c in chance.integers(120, 245, 3)]
        cv2.rectangle(image, (left, top), (right, top + (low - top) // rows), shade, -1)
    for x in np.linspace(left, right, columns + 1).astype(int).tolist():
        cv2.line(image, (x, top), (x, low), ink, 1)
    for y in np.linspace(top, low, rows + 1).astype(int).tolist():
        cv2.line(image, (left, y), (right, y), ink, 1)
    _lines(image, chance, (left + 3, top, right, low), _ink(chance))
    return image


def _frames(image: Image, chance: Chance) -> None:
    """One to three printed frames, plain or patterned, near the edge or far from it."""
    height, width = image.shape[:2]
    at = float(chance.uniform(0.008, 0.11)) * min(height, width)
    colour = [int(c) for c in chance.integers(0, 200, 3)]
    for _ in range(int(chance.integers(1, 4))):
        thick = int(chance.choice([1, 1, 2, 3, 5, 8]))
        a, b = (int(at), int(at)), (int(width - at) - 1, int(height - at) - 1)
        if b[0] - a[0] < 20 or b[1] - a[1] < 20:  # noqa: PLR2004 - pixels
            return
        cv2.rectangle(image, a, b, colour, thick, cv2.LINE_AA)
        if likely(chance, 0.35):
            _ornaments(image, a, b, colour, chance)
        at += thick + float(chance.uniform(2, 10))
        if likely(chance, 0.3):
            colour = [int(c) for c in chance.integers(0, 220, 3)]


def _ornaments(
    image: Image, a: tuple[int, int], b: tuple[int, int], colour: list[int], chance: Chance
) -> None:
    """Beads, teeth or rosettes along a frame."""
    radius, step = int(chance.integers(1, 5)), int(chance.integers(5, 16))
    for x in range(a[0], b[0] + 1, step):
        cv2.circle(image, (x, a[1]), radius, colour, -1, cv2.LINE_AA)
        cv2.circle(image, (x, b[1]), radius, colour, -1, cv2.LINE_AA)
    for y in range(a[1], b[1] + 1, step):
        cv2.circle(image, (a[0], y), radius, colour, -1, cv2.LINE_AA)
        cv2.circle(image, (b[0], y), radius, colour, -1, cv2.LINE_AA)


def _certificate(chance: Chance) -> Image:
    """A printed frame with another ground inside it, or none, and little text."""
    image = _ground(chance, _paper_aspect(chance))
    height, width = image.shape[:2]
    if likely(chance, 0.4):
        inset = int(chance.uniform(0.01, 0.1) * min(height, width))
        tint = [int(c) for c in _paper_colour(chance).clip(0, 255)]
        cv2.rectangle(image, (inset, inset), (width - inset, height - inset), tint, -1)
    _frames(image, chance)
    _lines(image, chance, _margins(image, chance, 0.15, 0.3), _ink(chance))
    if likely(chance, 0.7):
        _stamp(image, chance)
    return image


def _stamp(image: Image, chance: Chance) -> None:
    height, width = image.shape[:2]
    at = (int(chance.uniform(0.2, 0.8) * width), int(chance.uniform(0.3, 0.9) * height))
    red = (
        int(chance.integers(30, 120)),
        int(chance.integers(20, 90)),
        int(chance.integers(150, 235)),
    )
    radius = int(chance.uniform(0.05, 0.12) * min(height, width)) + 3
    cv2.circle(image, at, radius, red, 2, cv2.LINE_AA)
    cv2.circle(image, at, radius // 2, red, 1, cv2.LINE_AA)


def _receipt(chance: Chance) -> Image:
    """Long and narrow, lines of digits, a head and bars."""
    aspect = float(np.exp(chance.uniform(np.log(1.2), np.log(5.5))))
    image = _ground(chance, aspect)
    height, width = image.shape[:2]
    ink = int(chance.integers(20, 150))
    colour = (ink, ink, ink)
    left, right = int(0.05 * width), int(0.95 * width)
    y, step = int(chance.uniform(0.02, 0.08) * height), int(chance.integers(5, 10))
    while y < height * chance.uniform(0.9, 0.99):
        y += step
        way = chance.random()
        if way < 0.08:  # noqa: PLR2004 - share
            cv2.line(image, (left, y), (right, y), colour, 1)
        elif way < 0.12:  # noqa: PLR2004
            y += 2 * step
        else:
            words = _words(chance, max(5, int((right - left) / 5)))
            cv2.putText(image, words, (left, y), FONTS[0], 0.22, colour, 1, cv2.LINE_AA)
    if likely(chance, 0.35):
        top = int(chance.uniform(0.6, 0.85) * height)
        bars = np.repeat(chance.integers(0, 2, max(8, (right - left) // 2)), 2)[: right - left]
        image[top : top + 22, left : left + len(bars)][:, bars > 0] = ink
    return image


def _card(chance: Chance) -> Image:
    """A plastic card: a coloured run, a photograph, few lines."""
    aspect = 0.63 if likely(chance, 0.8) else 1.59
    image = _ground(chance, aspect).astype(np.float32)
    height, width = image.shape[:2]
    one, other = chance.uniform(60, 250, 3), chance.uniform(120, 250, 3)
    run = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    image = np.asarray(np.broadcast_to(one * (1 - run) + other * run, image.shape), np.float32)
    card = np.ascontiguousarray(image, np.uint8)
    box = (int(0.05 * width), int(0.3 * height), int(0.28 * width), int(0.8 * height))
    tone = [int(c) for c in chance.integers(60, 220, 3)]
    cv2.rectangle(card, box[:2], box[2:], tone, -1)
    words = (int(0.32 * width), int(0.15 * height), int(0.95 * width), int(0.9 * height))
    _lines(card, chance, words, _ink(chance))
    if likely(chance, 0.5):
        cv2.rectangle(card, (0, 0), (width, int(0.15 * height)), tone[::-1], -1)
    return card


def _cover(chance: Chance) -> Image:
    """A coloured book, folder or red certificate cover; some are dark."""
    image = _ground(chance, _paper_aspect(chance))
    image[:] = chance.integers(10, 240, 3).astype(np.uint8)
    light = tuple(int(c) for c in chance.integers(100, 255, 3))
    _lines(image, chance, _margins(image, chance, 0.15, 0.35), (light[0], light[1], light[2]))
    if likely(chance, 0.4):
        _frames(image, chance)
    return image


def _photograph(chance: Chance) -> Image:
    """A print: soft fields of colour, a white border or none."""
    image = _ground(chance, _paper_aspect(chance))
    height, width = image.shape[:2]
    small = chance.integers(0, 255, (int(chance.integers(2, 9)), int(chance.integers(2, 9)), 3))
    fields = cv2.resize(small.astype(np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)
    rim = int(chance.choice([0, 0, 6, 14]))
    image[rim : height - rim, rim : width - rim] = fields[rim : height - rim, rim : width - rim]
    return image


def drawn_poster(chance: Chance) -> DrawnSheet:
    """Bands and panels from side to side, whose edges look like the ends of a sheet."""
    image = _ground(chance, _paper_aspect(chance))
    height, width = image.shape[:2]
    upright = likely(chance, 0.75)
    length = height if upright else width
    for _ in range(int(chance.integers(1, 6))):
        first = int(chance.choice([0.0, chance.uniform(0, 0.9)]) * length)
        last = first + int(length * chance.uniform(0.02, 0.5))
        if likely(chance, 0.25):
            first, last = length - (last - first), length
        band = image[first:last] if upright else image[:, first:last]
        band[:] = _paper_colour(chance) if likely(chance, 0.3) else chance.integers(0, 255, 3)
        if likely(chance, 0.3) and min(band.shape[:2]) > 1:
            small = chance.integers(0, 255, (3, 5, 3)).astype(np.uint8)
            size = (band.shape[1], band.shape[0])
            band[:] = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(int(chance.integers(0, 4))):
        a, b = chance.uniform(0.03, 0.6, 2) * (width, height)
        c, d = (a + chance.uniform(0.1, 0.6) * width, b + chance.uniform(0.1, 0.6) * height)
        right, low = min(int(c), width - 2), min(int(d), height - 2)
        colour = [int(part) for part in chance.integers(0, 255, 3)]
        cv2.rectangle(
            image, (int(a), int(b)), (right, low), colour, -1 if likely(chance, 0.7) else 2
        )
    _lines(image, chance, _margins(image, chance, 0.04, 0.4), _ink(chance))
    if likely(chance, 0.25):
        _frames(image, chance)
    return DrawnSheet(image, np.full(image.shape[:2], 255, np.uint8), "poster")


def _music(chance: Chance) -> Image:
    image, ink = _ground(chance, _paper_aspect(chance)), _ink(chance)
    left, top, right, low = _margins(image, chance, 0.04, 0.12)
    gap = int(chance.integers(2, 5))
    for y in range(top, low - 4 * gap, gap * int(chance.integers(8, 13))):
        for line in range(5):
            cv2.line(image, (left, y + line * gap), (right, y + line * gap), ink, 1)
        for x in range(left, right, int(chance.integers(6, 16))):
            note = (x, y + int(chance.integers(0, 4 * gap)))
            cv2.circle(image, note, gap // 2 + 1, ink, -1)
            cv2.line(image, note, (x, note[1] - 3 * gap), ink, 1)
    return image


def _notes(chance: Chance) -> Image:
    """Squared or ruled paper with handwriting."""
    image = _ground(chance, _paper_aspect(chance))
    height, width = image.shape[:2]
    pale = [int(c) for c in chance.integers(150, 230, 3)]
    step = int(chance.integers(6, 16))
    for y in range(int(chance.integers(0, 30)), height, step):
        cv2.line(image, (0, y), (width, y), pale, 1)
    if likely(chance, 0.6):
        for x in range(0, width, step):
            cv2.line(image, (x, 0), (x, height), pale, 1)
    if likely(chance, 0.5):
        x = int(chance.uniform(0.08, 0.2) * width)
        cv2.line(image, (x, 0), (x, height), (110, 110, 225), 1)
    for _ in range(int(chance.integers(0, 24))):
        start = chance.uniform(0.1, 0.8, 2) * (width, height)
        run = np.cumsum(chance.normal((2, 0), (1.5, 3), (int(chance.integers(5, 40)), 2)), axis=0)
        cv2.polylines(image, [(start + run).astype(np.int32)], False, _ink(chance), 1, cv2.LINE_AA)
    return image


def _rounded(cover: Image, share: float) -> Image:
    height, width = cover.shape
    radius = max(2, int(share * max(height, width)))
    rounded = np.zeros_like(cover)
    cv2.rectangle(rounded, (radius, 0), (width - radius - 1, height - 1), 255, -1)
    cv2.rectangle(rounded, (0, radius), (width - 1, height - radius - 1), 255, -1)
    for x in (radius, width - radius - 1):
        for y in (radius, height - radius - 1):
            cv2.circle(rounded, (x, y), radius, 255, -1)
    return rounded


def pages_in(folder: Path, most: int = 1_500) -> list[Image]:
    """Pictures of real pages, brought to the size of the drawn ones."""
    return pictures_in(folder, LONG_SIDE_PX, most)


def pictures_in(folder: Path, side_px: int, most: int) -> list[Image]:
    """Every picture under a folder, its long side `side_px`."""
    found: list[Image] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in {".jpg", ".jpeg", ".png", ".webp"} or len(found) >= most:
            continue
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if image is None or min(image.shape[:2]) < 48:  # noqa: PLR2004 - pixels
            continue
        scale = side_px / max(image.shape[:2])
        if scale < 1:
            image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        found.append(np.asarray(image, np.uint8))
    return found
