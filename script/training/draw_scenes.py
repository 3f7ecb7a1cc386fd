"""Draws scenes to learn from into a folder, file after file, until it is stopped.

PYTHONPATH=. python script/training/draw_scenes.py --surfaces DIR --pages DIR --into DIR

Each file holds SCENES_A_FILE scenes of one size. The folders of surfaces and pages are read anew
for each file. No scene of `script/benches/sight` is used: the bench must stay unseen.
"""

import argparse
from itertools import count
from pathlib import Path

import numpy as np
from drawn_scenes import drawn_scene
from drawn_sheets import pages_in, pictures_in

from scanning.opencv import cv2

SCENES_A_FILE = 768
SIZES = ((256, 192), (256, 160), (256, 192), (256, 256), (256, 160))
SURFACE_SIDE_PX = 480
MOST_SURFACES = 4_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surfaces", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=10_000)
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    chosen.into.mkdir(parents=True, exist_ok=True)
    for number in count() if chosen.files <= 0 else range(chosen.files):
        surfaces = pictures_in(chosen.surfaces, SURFACE_SIDE_PX, MOST_SURFACES)
        pages = pages_in(chosen.pages)
        size = SIZES[number % len(SIZES)]
        drawn = [
            drawn_scene(np.random.default_rng((chosen.seed, number, at)), size, surfaces, pages)
            for at in range(SCENES_A_FILE)
        ]
        path = chosen.into / f"{chosen.seed:03}-{number:05}.npz"
        part = path.with_suffix(".part.npz")
        np.savez(
            part,
            images=np.stack([one.image for one in drawn]),
            truths=np.stack([one.truth for one in drawn]),
        )
        part.rename(path)
        print(f"{path.name}: {len(surfaces)} surfaces, {len(pages)} pages", flush=True)


if __name__ == "__main__":
    main()
