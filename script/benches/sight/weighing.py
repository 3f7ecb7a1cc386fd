"""Learns the weights of `scanning/judging.py` from drawn frames, and prints them.

PYTHONPATH=. .venv/bin/python script/benches/sight/weighing.py --seeds 11 12 14 15

A conditional logit: candidates of one picture share one certainty with "there is no page"; what is
raised is the chance given to those that lie on the page (IoU ≥ 0.9). Seeds of the bench must not be
among those that are learnt from.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sight.outcome import overlap
from sight.scenes import Scene, scenes

from scanning.opencv import leave_a_core
from scanning.page import candidates_with_features

Doubles = npt.NDArray[np.float64]

ON_THE_PAGE, NEAR_THE_PAGE = 0.9, 0.75
STEPS, PACE, DECAY = 2_500, 0.05, 0.001
NO_CANDIDATE = -1e9


def looks(picture: Scene) -> Iterator[tuple[Doubles, npt.NDArray[np.bool_], bool]]:
    """Features of each candidate, which lie on the page, and whether "no page" is right."""
    for live in (True, False):
        quads, features = candidates_with_features(picture.image, live=live)
        if not len(quads):
            continue
        near = np.array([overlap(quad, picture.corners) for quad in quads])
        right, none = near >= ON_THE_PAGE, not (near > NEAR_THE_PAGE).any()
        if not right.any() and not none:
            right = near >= near.max()
        yield features.astype(np.float64), right, none


def learnt(table: list[tuple[Doubles, npt.NDArray[np.bool_], bool]]) -> Doubles:
    most, columns = max(len(row[0]) for row in table) + 1, table[0][0].shape[1]
    seen = np.zeros((len(table), most, columns))
    right, absent = np.zeros((len(table), most)), np.full((len(table), most), NO_CANDIDATE)
    for number, (features, on_page, none) in enumerate(table):
        seen[number, : len(features)], right[number, : len(features)] = features, on_page
        absent[number, : len(features)], absent[number, -1] = 0, 0
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
    table = [row for seed in chosen.seeds for one in scenes(1, seed) for row in looks(one)]
    print(f"{len(table)} looks at drawn frames")
    print(", ".join(f"{weight:.2f}" for weight in learnt(table)))


if __name__ == "__main__":
    main()
