"""Draws scenes, looks for the sheet in them, and keeps cuts of right and wrong outlines.

PYTHONPATH=. python script/training/draw_outlines.py --surfaces DIR --pages DIR --into DIR

Wrong outlines are what the finder itself takes for the sheet where it lies elsewhere, and outlines
made of the true one: a side drawn in to a fold, or out over a neighbour, a frame within, a board
without. Each file holds the cuts of SCENES_A_FILE scenes with the overlap of each.
"""

import argparse
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
from drawn_scenes import drawn_scene
from drawn_sheets import Chance, Floats, likely, pages_in, pictures_in

from scanning.judging import convex
from scanning.opencv import Image, cv2
from scanning.page import Weighed, looks_weighed
from scanning.sheetness import Sheetness
from scanning.surrounds import cut_around

SCENES_A_FILE = 128
SIZES = ((384, 288), (384, 216), (480, 360), (384, 288), (480, 270), (384, 384), (384, 256))
SURFACE_SIDE_PX = 480
MOST_SURFACES = 4_000
TRAPS = 0.45
OTHERS_OF_A_LOOK, LIKELY, SAME = 2, 6, 0.93
"""So many of the likeliest candidates that do not lie where the chosen one does."""
FINDERS_WAY = 0.85
"""Share of the looks that end where the finder's would."""
MADE_OF_A_SCENE = 3
GLANCED, LOOKED, LINED, OTHER, MADE = range(5)
"""Kinds of outline: chosen at a glance, with care, with lines; another candidate; made."""
HELD_BACK = 12
"""Every so manyth surface and page is never learnt from."""
UNIT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)


@dataclass(slots=True)
class Cuts:
    images: list[Image] = field(default_factory=list)
    overlaps: list[float] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)

    def add(self, view: Image, net: Sheetness, quad: Floats, near: float, kind: int) -> None:
        self.images.append(cut_around(view, quad, net))
        self.overlaps.append(near)
        self.kinds.append(kind)


def overlap(quad: Floats, truth: Floats | None, view: Image) -> float:
    """Intersection over union of what lies in the picture."""
    if truth is None:
        return 0.0
    height, width = view.shape[:2]
    frame = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    parts = []
    for corners in (quad, truth):
        hull = cv2.convexHull(corners.astype(np.float32))
        _, inside = cv2.intersectConvexConvex(hull, frame)
        parts.append(inside)
    if parts[0] is None or parts[1] is None:
        return 0.0
    common, _ = cv2.intersectConvexConvex(parts[0], parts[1])
    union = cv2.contourArea(parts[0]) + cv2.contourArea(parts[1]) - common
    return float(common / union) if union > 0 else 0.0


def made(truth: Floats, chance: Chance) -> Floats:
    """A wrong outline of the kinds that happen, or one that is right but for a little."""
    box = UNIT.copy()
    way = int(chance.integers(6))
    if way == 0:
        box += chance.normal(0, 0.008, (4, 2)).astype(np.float32)
    elif way in {1, 2}:
        for _ in range(1 + likely(chance, 0.3)):
            side = int(chance.integers(4))
            far = chance.uniform(0.06, 0.55) if way == 1 else -chance.uniform(0.06, 0.5)
            inward = np.array([[0, 1], [-1, 0], [0, -1], [1, 0]], np.float32)[side]
            box[[side, (side + 1) % 4]] += np.float32(far) * inward
    elif way == 3:  # noqa: PLR2004 - ways to be wrong
        box = (box - 0.5) * np.float32(1 - 2 * chance.uniform(0.02, 0.2)) + np.float32(0.5)
    elif way == 4:  # noqa: PLR2004
        box = (box - 0.5) * np.float32(1 + 2 * chance.uniform(0.02, 0.25)) + np.float32(0.5)
    else:
        box[int(chance.integers(4))] += chance.normal(0, 0.25, 2).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(UNIT, truth.astype(np.float32))
    return np.asarray(cv2.perspectiveTransform(box[None], matrix)[0], np.float32)


def looked_at(seen: Weighed, kind: int, truth: Floats | None, cuts: Cuts, chance: Chance) -> None:
    """The chosen outline and some others; `truth` is in pixels of the small copy."""
    view, net, chosen = seen.look.view, seen.look.net, seen.found.corners
    cuts.add(view, net, chosen, overlap(chosen, truth, view), kind)
    others = [at for at in np.argsort(-seen.scores) if seen.overlaps[at] < SAME][:LIKELY]
    for at in chance.permutation(others)[:OTHERS_OF_A_LOOK] if others else []:
        quad = seen.quads[int(at)]
        cuts.add(view, net, quad, overlap(quad, truth, view), OTHER)


def scene_cuts(cuts: Cuts, image: Image, corners: Floats | None, chance: Chance) -> None:
    """As many looks as the finder itself would take, and sometimes one more."""
    truth, made_of = None, None
    for kind, seen in enumerate(looks_weighed(image)):
        made_of = seen.look
        if corners is not None:
            truth = np.asarray(corners * made_of.scale - 0.5, np.float32)
        looked_at(seen, kind, truth, cuts, chance)
        enough = seen.found.plain and (kind > GLANCED or seen.found.agreed)
        if enough and likely(chance, FINDERS_WAY):
            break
    if made_of is None or truth is None:
        return
    for _ in range(MADE_OF_A_SCENE):
        quad = made(truth, chance)
        if convex(quad[None])[0]:
            near = overlap(quad, truth, made_of.view)
            cuts.add(made_of.view, made_of.net, quad, near, MADE)


def chosen_pictures(
    surfaces: Path, pages: Path, *, held_back: bool
) -> tuple[list[Image], list[Image]]:
    """Surfaces and pages that are learnt from, or those that never are."""
    every = pictures_in(surfaces, SURFACE_SIDE_PX, MOST_SURFACES), pages_in(pages)
    first, second = (
        [one for at, one in enumerate(found) if (at % HELD_BACK == 0) == held_back]
        for found in every
    )
    return first, second


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surfaces", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--files", type=int, default=10_000)
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    chosen.into.mkdir(parents=True, exist_ok=True)
    surfaces, pages = chosen_pictures(chosen.surfaces, chosen.pages, held_back=False)
    for number in count() if chosen.files <= 0 else range(chosen.files):
        size = SIZES[number % len(SIZES)]
        cuts = Cuts()
        for at in range(SCENES_A_FILE):
            chance = np.random.default_rng((chosen.seed, number, at))
            one = drawn_scene(chance, size, surfaces, pages, traps=TRAPS)
            scene_cuts(cuts, one.image, one.corners, chance)
        path = chosen.into / f"{chosen.seed:03}-{number:05}.npz"
        part = path.with_suffix(".part.npz")
        np.savez(
            part,
            images=np.stack(cuts.images),
            overlaps=np.array(cuts.overlaps, np.float32),
            kinds=np.array(cuts.kinds, np.int8),
        )
        part.rename(path)
        print(f"{path.name}: {len(cuts.images)} outlines", flush=True)


if __name__ == "__main__":
    main()
