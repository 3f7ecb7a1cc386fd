"""Bars that flow together: the number whose picture, blurred as it is here, fits best.

No engine reads bars of which no edge is left. But what each symbol looks like is known: blur,
place, stretch and light are fitted to the line in turn with the symbols, of which Viterbi's way
finds the likeliest row. Nothing is handed on whose check is wrong, that fits badly, or that two
halves of the bars do not say alike.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt

from scanning.bars import Straight, spread
from scanning.edges import Doubles, Floats
from scanning.kinds import classify
from scanning.opencv import cv2
from scanning.symbols import Bits, Code, Numbers, code_128, ean_13
from scanning.values import Kind, Symbology

LENGTHS_128 = (8, 13, 15)
"""Symbols of a slip's key, and of a postal item's number as printers lay it out."""
SAMPLES = 4
"""Of each module; the narrowest bar is one module wide."""
QUIET, REACH = 5, 4
"""Modules of white that are looked at on each side, and how far blur carries a module's ink."""
FIRST_BLUR = 1.0
"""Standard deviation in modules that is started from; it is fitted afterwards."""
LEAST_BLUR, MOST_BLUR = 0.3, 1.9
STARTS = ((0.0, 0.0), (-0.8, 0.8), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8))
"""How many modules off the ends of the bars may have been seen."""
FIRST_STEPS, STEPS = 2, 6
LEAST_HOPE = 0.8
LEAST_FIT, LEAST_HALF_FIT = 0.975, 0.95
"""Share of the line's ups and downs that the number explains."""
EAN_FIT, EAN_BLUR = 0.985, 1.4
"""An EAN has little to check it by: of one that is more blurred too much can be made."""
INKS = (0.0, 0.5)
"""Of the levels from -1, black, to 1, white: what is darker is ink."""
GAPS, LEAST_LENGTH, SAME_ENDS = (0.06, 0.042, 0.03), 0.35, 0.012
"""Of the line: a white that divides two codes, the shortest code, ends that are the same."""
MAX_ENDS, MAX_LINES = 4, 1
CHOICES = 20
_PLACES, _WHITES, _INKS = 4, 3, 2
"""Numbers that tell where a code lies in a line, how light is its paper and how dark its ink."""


def fitted(bars: Straight, symbologies: frozenset[Symbology]) -> tuple[Symbology, str] | None:
    """What the bars say if one number explains them, and each half of their strips by itself."""
    light = np.asarray(bars.strips.mean(axis=0), np.float32)
    hopes = [
        _Line.guessed(light, code, ends, FIRST_BLUR).fitted(FIRST_STEPS)
        for ends in _ends(light, bars.finer)
        for code in _codes(symbologies)
    ]
    hopes = sorted((one for one in hopes if one.share > LEAST_HOPE), key=lambda one: -one.share)
    for line in (one.started(start) for one in hopes[:MAX_LINES] for start in STARTS):
        text = line.fitted(STEPS).text
        if text is not None:
            return (line.code.symbology, text) if line.agrees(bars) else None
    return None


def _codes(symbologies: frozenset[Symbology]) -> Iterator[Code]:
    if Symbology.CODE_128 in symbologies:
        yield from map(code_128, LENGTHS_128)
    if Symbology.EAN_13 in symbologies:
        yield ean_13()


def _ends(light: Floats, finer: float) -> list[tuple[float, float]]:
    """Where ink begins and ends, by more than one idea of what is ink and what divides two codes.

    Beside an EAN there may be an add-on, and bars that blur took are as white as what divides them.
    """
    level = spread(light, finer)
    runs = [
        run
        for ink, gap in product(INKS, GAPS)
        for run in _runs(np.flatnonzero(level < ink), len(light), gap)
    ]
    found: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda one: one[0] - one[1]):
        if all(abs(np.subtract(run, other)).max() > SAME_ENDS * len(light) for other in found):
            found.append(run)
    return found[:MAX_ENDS]


def _runs(dark: npt.NDArray[np.intp], length: int, gap: float) -> Iterator[tuple[float, float]]:
    breaks = np.flatnonzero(np.diff(dark) > gap * length) + 1
    for run in np.split(dark, breaks):
        if len(run) and run[-1] - run[0] > LEAST_LENGTH * length:
            yield float(run[0]), float(run[-1]) + 1


@lru_cache(maxsize=16)
def _powers(modules: int) -> Doubles:
    """Of -1 … 1 from end to end of the code, for each sample of it and of the white beside it."""
    count = (modules + 2 * QUIET) * SAMPLES
    module = (np.arange(count) + 0.5) / SAMPLES - QUIET
    over = 2 * module / modules - 1
    return np.asarray(np.vander(over, _PLACES, increasing=True), np.float64)


def _blurred(ink: Bits, blur: float) -> Floats:
    """Rows of ink, `SAMPLES` to the module, as a camera sees them."""
    half = REACH * SAMPLES
    x = np.arange(-half, half + 1) / SAMPLES
    kernel = np.exp(-((x / blur) ** 2) / 2)
    across, along = (kernel / kernel.sum()).astype(np.float32), np.ones(1, np.float32)
    rows = np.atleast_2d(ink.repeat(SAMPLES, axis=-1))
    seen = cv2.sepFilter2D(rows, cv2.CV_32F, across, along, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(seen, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Templates:
    """The symbols of a book blurred so much: alone, their squares, and how two side by side mix."""

    alone: Floats
    squares: Floats
    beside: Floats
    fixed: Floats


@lru_cache(maxsize=128)
def _templates(code: Code, blur: float) -> _Templates:
    alone = _blurred(np.pad(code.book, ((0, 0), (REACH, REACH))), blur)
    own, both = code.book.shape[1] * SAMPLES, 2 * REACH * SAMPLES
    beside = np.asarray(2 * alone[:, own:] @ alone[:, :both].T, np.float32)
    squares = np.asarray((alone**2).sum(axis=1), np.float32)
    return _Templates(alone, squares, beside, _blurred(np.pad(code.fixed, QUIET), blur)[0])


@dataclass(slots=True, eq=False)
class _Line:
    """A line of light, and what is known so far of how a code lies in it.

    `places` are the samples of the line under the code, `white` and `ink` the levels of its paper
    and how much darker its ink is, each a polynomial over the code's length.
    """

    light: Floats
    code: Code
    places: Doubles
    white: Doubles
    ink: Doubles
    blur: float
    numbers: Numbers = ()
    share: float = 0.0

    @classmethod
    def guessed(cls, light: Floats, code: Code, ends: tuple[float, float], blur: float) -> "_Line":
        left, right = ends
        low, high = np.percentile(light[int(left) : int(right)], [5, 95])
        places = np.array([(left + right) / 2, (right - left) / 2, 0.0, 0.0])
        ink = np.array([max(1.0, float(high - low)), 0.0])
        return cls(light, code, places, np.array([float(high), 0.0, 0.0]), ink, blur)

    def started(self, start: tuple[float, float]) -> "_Line":
        """The same with its ends so many modules elsewhere."""
        left, right = (modules * self._pitch for modules in start)
        return replace(
            self, places=self.places + np.array([(left + right) / 2, (right - left) / 2, 0.0, 0.0])
        )

    def fitted(self, steps: int) -> "_Line":
        before: Numbers = ()
        for _ in range(steps):
            seen = self._seen()
            self.numbers = self._likeliest(seen)
            if not self._refined(seen) or (self.numbers == before and self.share > LEAST_FIT):
                break
            before = self.numbers
        return self

    @property
    def text(self) -> str | None:
        """What it says if that is worth believing: its own check, its fit, and a form of ours."""
        text = self.code.text(self.numbers) if self.share > LEAST_FIT else None
        if text is None:
            return None
        if self.code.symbology is Symbology.EAN_13:
            return text if self.share > EAN_FIT and self.blur < EAN_BLUR else None
        return text if classify(text) is not Kind.UNKNOWN else None

    def agrees(self, bars: Straight) -> bool:
        """Whether every second strip, and the rest of them, say the same alone."""
        for strips in (bars.strips[::2], bars.strips[1::2]):
            again = replace(self, light=np.asarray(strips.mean(axis=0), np.float32)).fitted(2)
            if again.numbers != self.numbers or again.share < LEAST_HALF_FIT:
                return False
        return True

    @property
    def _pitch(self) -> float:
        return 2 * float(self.places[1]) / self.code.modules

    @property
    def _templates(self) -> _Templates:
        """In steps of blur, so that they are made once."""
        return _templates(self.code, round(self.blur, 1))

    def _seen(self) -> Floats:
        at = _powers(self.code.modules) @ self.places
        return np.asarray(np.interp(at, np.arange(len(self.light)), self.light), np.float32)

    def _likeliest(self, seen: Floats) -> Numbers:
        powers, templates = _powers(self.code.modules), self._templates
        ink = np.maximum(powers[:, :_INKS] @ self.ink, 1.0)
        dark = ((powers[:, :_WHITES] @ self.white - seen) / ink).astype(np.float32)
        rest, wide = dark - templates.fixed, templates.alone.shape[1]
        starts = [(QUIET + first - REACH) * SAMPLES for first in self.code.firsts]
        parts = np.stack([rest[start : start + wide] for start in starts])
        costs = templates.squares - 2 * parts @ templates.alone.T
        return _viterbi(np.where(self.code.allowed, costs, np.float32(np.inf)), templates.beside)

    def _refined(self, seen: Floats) -> bool:
        """Light, place, stretch and blur moved to where the numbers fit best, by least squares."""
        powers = _powers(self.code.modules)
        ink = np.pad(self.code.ink(self.numbers), QUIET)
        model = _blurred(ink, round(self.blur, 1))[0].astype(np.float64)[:, None]
        slope = _slope(model)
        bow = _slope(slope)
        lit = np.hstack([powers[:, :_WHITES], -model * powers[:, :_INKS]])
        table = np.hstack([lit, -slope * powers, -bow])
        square = table.T @ table
        square[np.diag_indices_from(square)] += 1e-6 * np.trace(square) / len(square)
        found = np.linalg.solve(square, table.T @ seen)
        rest = seen - lit @ found[: _WHITES + _INKS]
        self.share = 1 - float(rest.var() / max(float(seen.var()), 1e-6))
        depth = float(found[_WHITES])
        if depth <= 0:
            return False
        self.white, self.ink = found[:_WHITES], found[_WHITES : _WHITES + _INKS]
        moved = np.clip(found[_WHITES + _INKS : -1] / depth, -1.0, 1.0)
        self.places = self.places - moved * self._pitch
        wider = math.sqrt(max(self.blur**2 + 2 * float(found[-1]) / depth, LEAST_BLUR**2))
        wider = min(max(wider, self.blur / 1.5), self.blur * 1.5)
        self.blur = min(max(wider, LEAST_BLUR), MOST_BLUR)
        return True


def _slope(rows: Doubles) -> Doubles:
    """Change for each module; beyond the ends all is white."""
    slope = np.zeros_like(rows)
    slope[1:-1] = (rows[2:] - rows[:-2]) * (SAMPLES / 2)
    return slope


def _viterbi(costs: Floats, beside: Floats) -> Numbers:
    """The row of numbers that costs least, each by itself and beside the one before it.

    Only the `CHOICES` that cost least by themselves are looked at in each place.
    """
    kept = np.argpartition(costs, CHOICES, axis=1)[:, :CHOICES]
    alone = np.take_along_axis(costs, kept, axis=1)
    best, came = alone[0], []
    for place in range(1, len(kept)):
        ways = best[:, None] + beside[kept[place - 1][:, None], kept[place]]
        came.append(ways.argmin(axis=0))
        best = ways.min(axis=0) + alone[place]
    at = int(best.argmin())
    numbers = [int(kept[-1, at])]
    for place in range(len(kept) - 2, -1, -1):
        at = int(came[place][at])
        numbers.append(int(kept[place, at]))
    return tuple(reversed(numbers))
