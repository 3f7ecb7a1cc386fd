"""A contact sheet: small pictures with the true outline in green and the found one in red."""

from pathlib import Path

import numpy as np
from sight.outcome import Outcome

from scanning.opencv import Image, cv2

CELL = (384, 240)
ACROSS = 5
GREEN, RED, INK = (60, 190, 60), (40, 40, 235), (255, 255, 255)


class Sheet:
    """Pictures are kept small at once: a sheet of hundreds fits into memory."""

    def __init__(self, most: int) -> None:
        self._cells: list[Image] = []
        self._most = most

    def add(self, image: Image, true: object, outcome: Outcome, words: str) -> None:
        if len(self._cells) >= self._most:
            return
        scale = min(CELL[0] / image.shape[1], (CELL[1] - 18) / image.shape[0])
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for corners, colour in ((true, GREEN), (outcome.corners, RED)):
            if corners is not None:
                points = np.round((np.asarray(corners) + 0.5) * scale * 8).astype(np.int32)
                cv2.polylines(small, [points], True, colour, 1, cv2.LINE_AA, 3)
        cell = np.zeros((CELL[1], CELL[0], 3), np.uint8)
        cell[: small.shape[0], : small.shape[1]] = small
        cv2.putText(
            cell, words, (4, CELL[1] - 6), cv2.FONT_HERSHEY_SIMPLEX, 0.36, INK, 1, cv2.LINE_AA
        )
        self._cells.append(cell)

    def write(self, path: Path) -> None:
        if not self._cells:
            return
        cells = [*self._cells]
        while len(cells) % ACROSS:
            cells.append(np.zeros_like(cells[0]))
        rows = [np.hstack(cells[at : at + ACROSS]) for at in range(0, len(cells), ACROSS)]
        cv2.imwrite(str(path), np.vstack(rows))
        print(f"wrote {path} ({len(self._cells)} pictures; green is true, red is found)")
