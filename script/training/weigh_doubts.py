"""Learns the weights of `scanning/doubts.py` from drawn scenes, and prints them.

PYTHONPATH=.:script/benches python script/training/weigh_doubts.py --surfaces DIR --pages DIR

Of every look at a scene the chosen outline is a row: what speaks for it, and whether it lies on the
sheet. Scenes to learn from are those of `drawn_scenes` on surfaces and with pages that no net has
seen, and frames of the bench with other seeds than the bench and `weighing.py` use.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from draw_outlines import SIZES, TRAPS, chosen_pictures, overlap
from drawn_scenes import drawn_scene
from sight.outcome import overlap as whole_overlap
from sight.scenes import framed_scenes, scenes

from scanning.opencv import cv2
from scanning.page import outlines_with_evidence

Doubles = npt.NDArray[np.float64]
Row = tuple[Doubles, bool, float]

RIGHT, WRONG = 0.9, 0.8
"""Overlap from which an outline is right, and below which it is wrong; between them neither."""
DRAWN_COUNTS = 1.0
"""Of a row of the drawn scenes, beside one of the bench's frames."""
DECAY, STEPS = 3.0, 60


def rows(near: float, row: npt.NDArray[np.float32], counts: float) -> Iterator[Row]:
    if near > RIGHT or near < WRONG:
        yield row.astype(np.float64), near > RIGHT, counts


def of_drawn(chosen: argparse.Namespace) -> Iterator[Row]:
    surfaces, pages = chosen_pictures(chosen.surfaces, chosen.pages, held_back=True)
    for at in range(chosen.scenes):
        chance = np.random.default_rng((chosen.seed, at))
        one = drawn_scene(chance, SIZES[at % len(SIZES)], surfaces, pages, traps=TRAPS)
        truth = one.corners
        if truth is None:
            continue
        for quad, row in outlines_with_evidence(one.image):
            yield from rows(overlap(quad + np.float32(0.5), truth, one.image), row, DRAWN_COUNTS)


def of_bench(seeds: list[int]) -> Iterator[Row]:
    for seed in seeds:
        for picture in (*scenes(1, seed), *framed_scenes(2, seed)):
            if picture.corners is not None:
                for quad, row in outlines_with_evidence(picture.image):
                    yield from rows(whole_overlap(quad, picture.corners), row, 1.0)


def learnt(table: list[Row]) -> Doubles:
    """Logistic regression by Newton's steps; weights are for columns as they are."""
    seen = np.array([row for row, _, _ in table])
    right = np.array([float(good) for _, good, _ in table])
    counts = np.array([weight for _, _, weight in table])
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-6
    mean[0], spread[0] = 0, 1
    scaled = (seen - mean) / spread
    decay = DECAY * np.ones(seen.shape[1])
    decay[0] = 1e-3
    weights = np.zeros(seen.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (told - right)) + decay * weights
        bend = (scaled * (counts * told * (1 - told))[:, None]).T @ scaled + np.diag(decay)
        weights -= np.linalg.solve(bend, slope)
    plain = weights / spread
    plain[0] -= (weights * mean / spread).sum()
    return np.asarray(plain, np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surfaces", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--scenes", type=int, default=800)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--bench-seeds", type=int, nargs="*", default=[31, 32, 33])
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    table = [*of_drawn(chosen), *of_bench(chosen.bench_seeds)]
    print(f"{len(table)} outlines, {sum(good for _, good, _ in table)} right")
    print(", ".join(f"{weight:.3f}" for weight in learnt(table)))


if __name__ == "__main__":
    main()
