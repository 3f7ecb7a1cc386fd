"""Learns the weights of `scanning/judging.py` from drawn frames, and prints them.

PYTHONPATH=. .venv/bin/python script/benches/sight/weighing.py --seeds 11 12 14 15

A conditional logit: candidates of one picture share one certainty with "there is no page"; what is
raised is the chance given to those that lie on the page (IoU ≥ 0.9). A second one tells which of
those that lie on the page lies best. Seeds of the bench must not be among those learnt from.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sight.outcome import overlap
from sight.scenes import Scene, framed_scenes, scenes

from scanning.opencv import leave_a_core
from scanning.page import candidates_with_features

Doubles = npt.NDArray[np.float64]
Row = tuple[Doubles, npt.NDArray[np.bool_], bool]

ON_THE_PAGE, NEAR_THE_PAGE, AS_GOOD = 0.9, 0.75, 0.01
STEPS, PACE, DECAY = 2_500, 0.05, 0.002
NO_CANDIDATE = -1e9
FINER_SHARE = 0.5
"""What lies best is mostly what is likeliest; more makes the choice worse on other scenes."""


def looks(picture: Scene) -> Iterator[tuple[Doubles, Doubles]]:
    """Features of each candidate, and how far it lies on the page."""
    for live in (True, False):
        quads, features = candidates_with_features(picture.image, live=live)
        if len(quads):
            near = np.array([overlap(quad, picture.corners) for quad in quads])
            yield features.astype(np.float64), near


def where(features: Doubles, near: Doubles) -> Row:
    """Which candidates lie on the page, and whether "no page" is right."""
    right, none = near >= ON_THE_PAGE, not (near > NEAR_THE_PAGE).any()
    if not right.any() and not none:
        right = near >= near.max()
    return features, right, none


def finest(features: Doubles, near: Doubles) -> Row | None:
    """Of those on the page, which lie best; None where there is no choice."""
    there = near > NEAR_THE_PAGE
    if there.sum() < 2:  # noqa: PLR2004 - a choice
        return None
    best = near[there] >= near.max() - AS_GOOD
    return features[there], best, False


def learnt(table: list[Row], *, with_none: bool) -> Doubles:
    most, columns = max(len(row[0]) for row in table) + 1, table[0][0].shape[1]
    seen = np.zeros((len(table), most, columns))
    right, absent = np.zeros((len(table), most)), np.full((len(table), most), NO_CANDIDATE)
    for number, (features, on_page, none) in enumerate(table):
        seen[number, : len(features)], right[number, : len(features)] = features, on_page
        absent[number, : len(features)] = 0
        absent[number, -1] = 0 if with_none else NO_CANDIDATE
        right[number, -1] = none
    spread = np.concatenate([row[0] for row in table]).std(axis=0) + 1e-6
    spread[0] = 1
    seen /= spread
    weights, mean, square = np.zeros(columns), np.zeros(columns), np.zeros(columns)
    for step in range(1, STEPS + 1):
        score = seen @ weights + absent
        share = np.exp(score - score.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        wanted = share * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = ((share - wanted)[..., None] * seen).sum(axis=(0, 1)) / len(table) + DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        way = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights -= PACE * way
    return np.asarray(weights / spread, np.float64)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 14, 15])
    chosen = parser.parse_args()
    leave_a_core()
    table = [row for seed in chosen.seeds for one in drawn(seed) for row in looks(one)]
    print(f"{len(table)} looks at drawn frames")
    finer = [row for one in table if (row := finest(*one)) is not None]
    first = learnt([where(*one) for one in table], with_none=True)
    second = first + FINER_SHARE * learnt(finer, with_none=False)
    for weights in (first, second):
        print(", ".join(f"{weight:.2f}" for weight in weights))


def drawn(seed: int) -> Iterator[Scene]:
    yield from scenes(1, seed)
    yield from framed_scenes(2, seed)


if __name__ == "__main__":
    main()
