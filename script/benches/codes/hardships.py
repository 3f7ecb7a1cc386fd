"""What happens to codes at a counter: worn print heads, crumpled and shining paper, bad places.

Each hardship is a slice of its own, from bearable to hopeless, so that a reader that gives way to
one of them cannot hide it among the others. Everything is drawn from a seed, as in `frames`.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
from codes.frames import (
    FULL_HD,
    LABEL_DOTS,
    LABELS,
    Case,
    Floats,
    Seen,
    label,
    slip,
    slip_foot,
    slip_head,
    truth_of,
)

from scanning.opencv import Image, cv2

EIGHT_MEGAPIXELS, TWELVE_MEGAPIXELS = (3264, 2448), (4000, 3000)
SLANTS_DEG = (45.0, 135.0, 225.0, 315.0, 30.0, 60.0)
SHEET_DOTS = (2_300, 1_700)
"""A sheet that bears several labels."""
COLUMNS, ROWS = 3, 3
_MIXED = ("Code 128", "Code 39", "ITF", "QR Code", "Data Matrix", "Code 93", "EAN-13", "PDF417")
Wear = Callable[[Image, float, np.random.Generator], Image]


def hardships(repeats: int) -> Iterator[Case]:
    """Every hardship, `repeats` times for bars and for a square."""
    for place, (name, wear) in enumerate(WEARS.items()):
        for repeat in range(repeats):
            seed = 100_000 + 1_000 * place + repeat
            yield from _worn(name, wear, _badness(repeat, repeats), seed)
    yield from _slanting(repeats)
    yield from _at_the_edge(repeats)
    yield from _tiny(max(1, repeats // 2))
    yield from _several(repeats)


def _badness(repeat: int, repeats: int) -> float:
    return repeat / max(1, repeats - 1)


def _worn(name: str, wear: Wear, badness: float, seed: int) -> Iterator[Case]:
    chance = np.random.default_rng(seed)
    seen = Seen(
        share=float(chance.uniform(0.28, 0.4)),
        blur_px=float(chance.uniform(0.6, 1.2)),
        turn_deg=float(chance.uniform(-15, 15)),
        tilt=float(chance.uniform(0, 0.1)),
        noise=float(chance.uniform(2, 4)),
    )
    serial = 1 + seed % 40
    _, code, key = slip(serial)
    cell = (f"{badness:.2f}",)

    def paper(part: Callable[[int], Image]) -> Callable[[], Image]:
        return lambda: wear(part(serial), badness, np.random.default_rng(seed))

    yield Case(f"{name} QR", cell, (code,), paper(slip_head), seen, seed)
    yield Case(f"{name} bars", cell, (key,), paper(slip_foot), seen, seed)


def dead_dots(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """A print head some of whose dots are dead: white lines along the feed, also in the bars."""
    worn = paper.copy()
    for _ in range(2 + round(10 * badness)):
        left = int(chance.integers(0, paper.shape[1]))
        worn[:, left : left + int(chance.integers(1, 3))] = 255
    return worn


def skipping(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """A feed that slips: rows that are missing, white or grey, across the bars."""
    worn = paper.copy()
    for _ in range(6 + round(30 * badness)):
        top = int(chance.integers(0, paper.shape[0]))
        worn[top : top + int(chance.integers(1, 6))] |= np.uint8(chance.choice([255, 170]))
    return worn


def faded(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """Print that pales towards one side, as where the head does not press."""
    height, width = paper.shape
    side = np.linspace(0, 1, width) if chance.random() < 0.5 else np.linspace(1, 0, width)  # noqa: PLR2004 - left or right
    ink = 1 - (0.55 + 0.4 * badness) * side**1.5
    pale = 255 - (255 - paper.astype(np.float32)) * ink[None, :]
    return np.asarray(pale, np.uint8).reshape(height, width)


def pale(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """Print that lay in the sun, in blotches."""
    blotches = _waves(paper.shape, 90, chance)
    ink = (0.4 - 0.28 * badness) * (1 + 0.3 * blotches)
    left = 255 - (255 - paper.astype(np.float32)) * np.clip(ink, 0.04, 1)
    return np.asarray(left, np.uint8)


def crumpled(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """Creases: the paper's facets lean each its own way, so they shift what is on them."""
    height, width = paper.shape
    depth = _facets((height, width), chance) * (8 + 22 * badness)
    slope_y, slope_x = np.gradient(cv2.GaussianBlur(depth, (0, 0), 3))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    moved = cv2.remap(
        paper,
        np.asarray(x + 5 * (1 + badness) * slope_x, np.float32),
        np.asarray(y + 5 * (1 + badness) * slope_y, np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    light = np.clip(1 + (0.35 + 0.4 * badness) * (slope_x + slope_y), 0.35, 1.08)
    return np.asarray(np.clip(moved * light, 0, 255), np.uint8)


def shining(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """A lamp's reflection on the code: white in its middle, pale around it."""
    height, width = paper.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    angle = chance.uniform(0, math.pi)
    middle = np.array([width, height]) * chance.uniform(0.3, 0.7, 2)
    along = (x - middle[0]) * math.cos(angle) + (y - middle[1]) * math.sin(angle)
    across = -(x - middle[0]) * math.sin(angle) + (y - middle[1]) * math.cos(angle)
    lamp = np.exp(-((along / 320) ** 2) - (across / (30 + 70 * badness)) ** 2)
    lit = paper.astype(np.float32) * (1 - 0.5 * lamp) + 300 * lamp
    return np.asarray(np.clip(lit, 0, 255), np.uint8)


def boxed(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """A pen's line or a ruled box that comes too near to the code."""
    dark = paper < 128  # noqa: PLR2004 - half way between paper and ink
    rows = np.flatnonzero(dark.sum(axis=1) > 60)  # noqa: PLR2004 - more dots than a line of text has
    part = paper.copy()
    near = round(30 - 22 * badness)
    for left, top, right, low in _codes(paper, rows):
        for side in (left - near - 4, right + near):
            cv2.line(part, (side, top - 20), (side + int(chance.integers(-3, 4)), low + 20), 30, 4)
    return part


def dotted(paper: Image, badness: float, chance: np.random.Generator) -> Image:
    """A dot-matrix or an ink-jet printer: ink that spreads, with spots and holes."""
    grown = cv2.erode(paper, np.ones((1, 2), np.uint8)) if badness > 0.5 else paper  # noqa: PLR2004 - half of the papers
    grain = chance.random(paper.shape)
    spotted = grown.copy()
    spotted[grain < 0.01 + 0.05 * badness] = 20
    spotted[grain > 0.97 - 0.12 * badness] = 255
    return np.asarray(spotted, np.uint8)


def inverted(paper: Image, _badness: float, _chance: np.random.Generator) -> Image:
    return 255 - paper


def mirrored(paper: Image, _badness: float, _chance: np.random.Generator) -> Image:
    """Seen in a mirror, or through the back of a transparency."""
    return np.ascontiguousarray(paper[:, ::-1])


WEARS: dict[str, Wear] = {
    "dead dots": dead_dots,
    "skipping": skipping,
    "faded": faded,
    "pale": pale,
    "crumpled": crumpled,
    "glare": shining,
    "boxed": boxed,
    "spotted": dotted,
    "inverted": inverted,
    "mirrored": mirrored,
}


def _codes(paper: Image, rows: np.ndarray) -> Iterator[tuple[int, int, int, int]]:
    """The tallest run of dark rows is the code; its box as left, top, right and low."""
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 8) + 1)  # noqa: PLR2004 - lines of text lie farther apart
    tallest = max(runs, key=len)
    if not len(tallest):
        return
    top, low = int(tallest[0]), int(tallest[-1])
    columns = np.flatnonzero((paper[top:low] < 128).sum(axis=0) > (low - top) // 3)  # noqa: PLR2004 - half way between paper and ink
    if len(columns):
        yield int(columns[0]), top, int(columns[-1]), low


def _waves(shape: tuple[int, ...], pitch: int, chance: np.random.Generator) -> Floats:
    height, width = shape[0], shape[1]
    coarse = chance.normal(0, 1, (height // pitch + 3, width // pitch + 3)).astype(np.float32)
    return np.asarray(
        cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.float32
    )


def _facets(shape: tuple[int, int], chance: np.random.Generator) -> Floats:
    """A few folds at random: each a ridge that is high on its line and falls to both sides."""
    height, width = shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    depth = np.zeros(shape, np.float32)
    for _ in range(7):
        angle = chance.uniform(0, math.pi)
        at = np.array([width, height]) * chance.uniform(0, 1, 2)
        off = np.abs((x - at[0]) * math.cos(angle) + (y - at[1]) * math.sin(angle))
        depth += np.float32(chance.choice([-1, 1])) * np.exp(-off / 60)
    return depth


def _slanting(repeats: int) -> Iterator[Case]:
    """At half right angles, where neither rows nor columns of pixels cross all bars."""
    for repeat in range(repeats):
        seed = 120_000 + repeat
        chance = np.random.default_rng(seed)
        seen = Seen(
            share=float(chance.uniform(0.25, 0.4)),
            blur_px=float(chance.uniform(0.6, 1.4)),
            turn_deg=SLANTS_DEG[repeat % len(SLANTS_DEG)],
            noise=float(chance.uniform(2, 4)),
        )
        serial = 1 + seed % 40
        _, code, key = slip(serial)
        cell = (f"{seen.turn_deg:.0f}",)
        yield Case("slanting QR", cell, (code,), _part(slip_head, serial), seen, seed)
        yield Case("slanting bars", cell, (key,), _part(slip_foot, serial), seen, seed)


def _part(part: Callable[[int], Image], serial: int) -> Callable[[], Image]:
    return lambda: part(serial)


def _at_the_edge(repeats: int) -> Iterator[Case]:
    """The code just inside the picture, with less and less white beside it."""
    for repeat in range(repeats):
        badness = _badness(repeat, repeats)
        for name in ("Code 128", "QR Code", "Data Matrix", "EAN-13"):
            seed = 130_000 + repeat
            content = dict(LABELS)[name]
            drawn = label(name, content)
            share = drawn.shape[1] / LABEL_DOTS * 3.0 / FULL_HD[0]
            # The label has 12 modules of white beside its code: 10 of them are lost at the worst.
            lost = 10 * badness * 3.0 / FULL_HD[0]
            side = 1 if repeat % 2 else -1
            seen = Seen(
                share=share,
                blur_px=0.8,
                turn_deg=0.0,
                tilt=0.0,
                shift=(side * (0.5 - share / 2 + lost), 0.0),
            )
            truth = (truth_of(content),)
            yield Case("edge", (name, f"{badness:.2f}"), truth, _labelled(name), seen, seed)


def _labelled(name: str) -> Callable[[], Image]:
    return lambda: label(name, dict(LABELS)[name])


def _tiny(repeats: int) -> Iterator[Case]:
    """Codes a few hundred pixels wide in pictures of 8 and 12 megapixels."""
    for number in range(4 * repeats):
        seed = 140_000 + number
        chance = np.random.default_rng(seed)
        size = TWELVE_MEGAPIXELS if number % 2 else EIGHT_MEGAPIXELS
        name = ("Code 128", "QR Code", "Data Matrix", "Code 39")[number % 4]
        content = dict(LABELS)[name]
        seen = Seen(
            share=label(name, content).shape[1]
            / LABEL_DOTS
            * float(chance.uniform(2.2, 3.4))
            / size[0],
            blur_px=float(chance.uniform(0.7, 1.2)),
            turn_deg=float(chance.uniform(-30, 30)),
            shift=(float(chance.uniform(-0.35, 0.35)), float(chance.uniform(-0.35, 0.35))),
        )
        truth = (truth_of(content),)
        yield Case("tiny in 8/12 MP", (name,), truth, _labelled(name), seen, seed, size)


def _several(repeats: int) -> Iterator[Case]:
    """A sheet of eight labels, of which each must be read."""
    for repeat in range(repeats):
        seed = 150_000 + repeat
        chance = np.random.default_rng(seed)
        seen = Seen(
            share=0.68,
            blur_px=float(chance.uniform(0.6, 1.2)),
            turn_deg=float(chance.uniform(-12, 12)),
            tilt=0.05,
        )
        names = chance.permutation(_MIXED).tolist()
        truth = tuple(truth_of(dict(LABELS)[name]) for name in names)
        yield Case("several", (f"{repeat}",), truth, _sheet_of(names), seen, seed, EIGHT_MEGAPIXELS)


def _sheet_of(names: list[str]) -> Callable[[], Image]:
    def drawn() -> Image:
        sheet = np.full(SHEET_DOTS[::-1], 255, np.uint8)
        for place, name in enumerate(names):
            one = label(name, dict(LABELS)[name])
            left = (place % COLUMNS) * (SHEET_DOTS[0] // COLUMNS) + 40
            top = (place // COLUMNS) * (SHEET_DOTS[1] // ROWS) + 40
            fits = one[: SHEET_DOTS[1] // ROWS - 40, : SHEET_DOTS[0] // COLUMNS - 40]
            sheet[top : top + fits.shape[0], left : left + fits.shape[1]] = fits
        return sheet

    return drawn
