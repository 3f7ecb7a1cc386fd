"""How many codes are read at the first look, and at what cost: ours beside other readers.

Every reader meets the same pictures in turn, so that a noisy moment of the machine meets all of
them; times are those of the thread alone. Generated pictures have a known truth; photographs are
taken from a folder (--photos), with the text of NAME.jpg in NAME.txt as zxing's own tests have it.
No package that could be had ships those sets of photographs, so they are not fetched from here.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import segno
from codes import frames
from codes.frames import Case
from codes.hardships import hardships
from codes.readers import OURS, SINGLE, Answer, answers, readers
from codes.report import (
    PHOTOS,
    Table,
    new_table,
    print_curves,
    print_goals,
    print_photographs,
    print_table,
)
from codes.sheet import Tile, tile, write_sheet

from scanning.errors import UnreadableImage
from scanning.opencv import Image, cv2
from scanning.picture import SUFFIXES, load_picture

SHEET = "barcodes.png"
SYLLABLES = (
    *("Nguyễn", "Thị", "Đặng", "Phượng", "Hoàng", "Quỳnh", "Ngọc", "Đức", "Thủy", "Trường", "Lê"),
    *("Bảo", "Vũ", "Ý", "Nhi", "Ấp", "Bình", "Xã", "Tổ", "Mẫu", "Thử", "Không", "Có"),
)
CARDS = 200
UTF_8_ECI = True
MEMORY_FRAMES = 12
EVERY_SLICES = frozenset({"labels", "edge", "tiny in 8/12 MP", "several", "negative"})
"""Where ours looks for every symbology, as `counter scan` does."""


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    if options.memory:
        return _peak(options.memory)
    cv2.setNumThreads(1)
    table, curves = new_table(), new_table()
    tiles: list[Tile] = []
    if not options.only_photos:
        tiles += _run(_cases(quick=options.quick), table, curves)
        _cards(table)
    if options.photos:
        tiles += _photographs(options.photos, table)
    if options.blank:
        tiles += _blank(options.blank, table)
    print_table(table)
    print_photographs(table)
    if not options.only_photos:
        print_curves(curves)
        _print_memory()
        print_goals(table, CARDS)
    write_sheet(tiles, options.sheet)
    print(f"\ncontact sheet: {options.sheet}   green read, red missed, violet wrong")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few pictures of each kind")
    parser.add_argument("--photos", type=Path, help="folder of photographs with .txt beside them")
    parser.add_argument("--blank", type=Path, help="folder of photographs without any code")
    parser.add_argument("--only-photos", action="store_true", help="no generated pictures")
    parser.add_argument("--sheet", type=Path, default=Path(SHEET), help="where the PNG goes")
    parser.add_argument("--memory", choices=[OURS, *SINGLE], help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _cases(*, quick: bool) -> Iterator[Case]:
    yield from frames.grid(1 if quick else 4)
    yield from frames.any_turn(1 if quick else 4)
    yield from frames.in_low_light(1 if quick else 4)
    yield from frames.hard(3 if quick else 8)
    yield from hardships(2 if quick else 4)
    yield from frames.labels(2 if quick else 6)
    yield from frames.negatives(14 if quick else 98)


def _run(cases: Iterable[Case], table: Table, curves: Table) -> Iterator[Tile]:
    for number, case in enumerate(cases):
        picture = case.picture()
        said = answers(picture, every=case.slice in EVERY_SLICES)
        for name, answer in said.items():
            table[case.slice][name].add(answer, case.truth)
            if case.truth:
                curves[f"{case.slice} {case.cell[0]}"][name].add(answer, case.truth)
        yield from _shown(number, case, picture, said[OURS])


def _shown(number: int, case: Case, picture: Image, ours: Answer) -> Iterator[Tile]:
    """What went wrong, and every third of the others."""
    read, wrong = ours.read(case.truth) == len(case.truth), ours.wrong(case.truth)
    if number % 3 == 0 or wrong or not read:
        yield tile(picture, f"{case.slice} {' '.join(case.cell)}", read=read, wrong=wrong)


def _cards(table: Table) -> None:
    """Vietnamese text in clean QR codes, as identity cards have it, with and without an ECI."""
    chance = np.random.default_rng(5)
    for number in range(CARDS):
        words = chance.choice(SYLLABLES, 11)
        text = f"{number:012}||{' '.join(words[:4])}|01011990|Nam|{' '.join(words[4:])}|01012099"
        for name, eci in (("cards, no ECI", not UTF_8_ECI), ("cards, ECI", UTF_8_ECI)):
            for reader, answer in answers(_clean_qr(text, eci=eci), every=False).items():
                table[name][reader].add(answer, (text,))


def _clean_qr(text: str, *, eci: bool) -> Image:
    if eci:
        symbol = segno.make(text, error="l", encoding="utf-8", eci=True, micro=False)
    else:
        symbol = segno.make(text.encode(), error="l", micro=False)
    dark = np.array(list(symbol.matrix_iter(border=4)), np.uint8)
    return np.asarray(np.kron(1 - dark, np.ones((4, 4), np.uint8)) * np.uint8(255))


def _pictures(folder: Path) -> Iterator[tuple[Path, Image]]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    for path in files:
        try:
            picture = cv2.cvtColor(load_picture(path), cv2.COLOR_BGR2GRAY)
        except UnreadableImage:
            continue
        yield path, np.asarray(picture, np.uint8)


def _photographs(folder: Path, table: Table) -> Iterator[Tile]:
    """Each folder is a slice. What has no text beside it is counted as read, never as wrong."""
    for path, picture in _pictures(folder):
        known = _known(path.with_suffix(".txt"))
        name = f"{PHOTOS} {path.parent.name}"
        said = answers(picture, every=True)
        for reader, answer in said.items():
            truth = known or answer.texts
            table[name if known else f"{name}, no truth"][reader].add(answer, truth)
        ours = said[OURS]
        truth = known or ours.texts
        read = ours.read(truth) == max(1, len(truth))
        yield tile(picture, path.name, read=read, wrong=ours.wrong(truth))


def _known(beside: Path) -> tuple[str, ...]:
    """The text beside a photograph; several codes are several lines."""
    if not beside.exists():
        return ()
    text = beside.read_text("utf-8", "replace").strip()
    return (text,) if text else ()


def _blank(folder: Path, table: Table) -> Iterator[Tile]:
    """Photographs that bear no code: whatever a reader says of one is wrong."""
    for path, picture in _pictures(folder):
        said = answers(picture, every=True)
        for reader, answer in said.items():
            table[f"blank {path.parent.name}"][reader].add(answer, ())
        if said[OURS].texts:
            yield tile(picture, f"{path.name} {sorted(said[OURS].texts)}", read=False, wrong=True)


def _print_memory() -> None:
    print(f"\nmemory at its peak beyond the pictures, {MEMORY_FRAMES} frames, one reader alone")
    for name in (OURS, *SINGLE):
        command = [sys.executable, "-P", __file__, "--memory", name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"{name:22}{int(done.stdout) / 1024:8.0f} MB")


def _peak(name: str) -> int:
    """Kilobytes. The kernel forgets the peak of making the pictures when 5 is written."""
    pictures = [case.picture() for case in list(frames.grid(1))[:MEMORY_FRAMES]]
    reader = readers(every=True)[name]
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before = _status("VmRSS")
    for picture in pictures:
        reader(picture)
    print(max(0, _status("VmHWM") - before))
    return 0


def _status(key: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(key)).split()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
