"""Pages found, taken and judged: ours beside public finders, on frames whose truth is known.

Frames are drawn (`sight/scenes.py`), never photographed; real photographs come from a folder given
with --photos, or out of npm's jscanify with --fetch. Every finder sees each picture in turn, so
that a noisy moment of the machine meets all of them; times are of this thread alone.
"""

import argparse
import json
import subprocess
import sys
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sight.chains import Laps, floor_chain, naive_chain
from sight.finders import FINDERS
from sight.outcome import CLOSE, GOOD, Outcome, by_slice, overlap, shares
from sight.papers import PAPERS
from sight.scenes import FRAME, Scene, framed_scenes, scene, scenes
from sight.sheet import Sheet

from scanning.direction import quarter_turns, turned
from scanning.flattening import encode_page, page_dpi, rectify
from scanning.opencv import Image, cv2, leave_a_core
from scanning.page import SURE_SCORE, Glanced, find_page, glance_after
from scanning.picture import load_picture
from scanning.quality import check_page
from scanning.values import Finding, Outline

Corners = npt.NDArray[np.float64]

OURS, LIVE, NEXT = "ours", "ours, live", "ours, next frame"
"""With care, in a frame of its own, and in a frame before which another one was like it."""
GRAIN = 3.0
"""Levels of noise by which that one differs."""
SIZES = {"1080p": (1920, 1080), "8 MP": (3264, 2448), "12 MP": (4000, 3000)}
TRUTH = Path(__file__).parent / "sight" / "truth.json"
PACKAGE = "jscanify@1.4.3"
PICTURES = frozenset({".jpg", ".jpeg", ".png"})
SEED = 20
AXES = ("desk", "trouble", "paper")
EXPECTED = {
    "soft": {Finding.OUT_OF_FOCUS, Finding.MOVED},
    "glare": {Finding.GLARE},
    "finger": {Finding.FINGER},
    "hand": {Finding.FINGER},
    "dim": {Finding.TOO_DARK, Finding.OUT_OF_FOCUS},
}
"""Findings that belong to a trouble; any other finding on a page that was found is a false one."""


@dataclass(frozen=True, slots=True)
class Sizes:
    each: int
    rounds: int
    turned: int


FULL = Sizes(each=2, rounds=9, turned=60)
QUICK = Sizes(each=1, rounds=3, turned=18)


def say(words: str) -> None:
    print(words, flush=True)


def found_by(finder: str, image: Image) -> Outcome:
    """Our outline, or a public finder's, with the time of this thread."""
    if finder == NEXT:
        return found_after(image)
    start = time.thread_time()
    if finder in {OURS, LIVE}:
        outline = find_page(image, live=finder == LIVE)
        corners = np.array(outline.corners) if outline else None
        score = outline.score if outline else None
    else:
        corners, score = FINDERS[finder](image), None
    return Outcome(0.0, 1000 * (time.thread_time() - start), score, {}, corners)


def found_after(image: Image) -> Outcome:
    """Our live outline where the frame before showed the same."""
    noise = np.random.default_rng(SEED).normal(0, GRAIN, image.shape)
    again = np.asarray((image + noise).clip(0, 255), np.uint8)
    before = glance_after(image, None)
    start = time.thread_time()
    seen = glance_after(again, before)
    busy_ms = 1000 * (time.thread_time() - start)
    outline = seen.outline if seen is not None else None
    corners = np.array(outline.corners) if outline else None
    return Outcome(0.0, busy_ms, outline.score if outline else None, {}, corners)


# --- pages --------------------------------------------------------------------------------------


class Rounds:
    """What each finder said of each picture."""

    def __init__(self, most_good: int = 30, most_bad: int = 60) -> None:
        self.finders = [LIVE, NEXT, OURS, *FINDERS]
        self.outcomes: dict[str, list[Outcome]] = defaultdict(list)
        self.bare = 0
        self.taken_for_pages: Counter[str] = Counter()
        self.good, self.bad = Sheet(most_good), Sheet(most_bad)

    def show(self, number: int, picture: Scene) -> None:
        self.bare += picture.corners is None
        for finder in self.finders:
            one = found_by(finder, picture.image)
            one.overlap, one.slices = overlap(one.corners, picture.corners), picture.slices
            if picture.corners is not None:
                self.outcomes[finder].append(one)
            else:
                surely = one.score is None or one.score >= SURE_SCORE
                self.taken_for_pages[finder] += one.told and surely
            if finder == OURS:
                self._keep(number, picture, one)

    def _keep(self, number: int, picture: Scene, one: Outcome) -> None:
        wrong = one.overlap < CLOSE if picture.corners is not None else one.told
        sure = f"sure {one.score:.2f}" if one.score is not None else "none seen"
        words = f"{' '.join(picture.slices.values())} {one.overlap:.2f} {sure}"
        if wrong or number % 7 == 0:
            (self.bad if wrong else self.good).add(picture.image, picture.corners, one, words)


def bench_pages(pictures: Iterator[Scene], sheet: Path, title: str) -> list[Outcome]:
    """Every finder on every picture; what ours said is handed back."""
    rounds = Rounds()
    for number, picture in enumerate(pictures):
        rounds.show(number, picture)
    ours = rounds.outcomes[OURS]
    if not ours:
        say(f"\n{title}: no pictures whose truth is known")
        return ours
    say(f"\n{title}: {len(ours)} pictures with a page")
    for finder in rounds.finders:
        say(f"  {finder:22} {shares(rounds.outcomes[finder])}")
    if rounds.bare:
        told = ", ".join(f"{name} {rounds.taken_for_pages[name]}" for name in rounds.finders)
        say(f"  taken for a surely seen page on {rounds.bare} bare desks: {told}")
    for axis in AXES:
        if len({one.slices.get(axis) for one in ours}) > 1:
            for finder in (OURS, "Campbell, area ≥ .05"):
                say(f"  by {axis}, {finder}: {by_slice(rounds.outcomes[finder], axis)}")
    kind = title.split(maxsplit=1)[0]
    rounds.good.write(sheet.with_stem(f"{sheet.stem}-{kind}-good"))
    rounds.bad.write(sheet.with_stem(f"{sheet.stem}-{kind}-bad"))
    return ours


def bench_framed(pictures: Iterator[Scene]) -> None:
    """How often a frame that is printed on a sheet is taken for the sheet."""
    taken: Counter[str] = Counter()
    surely: Counter[str] = Counter()
    overlaps: dict[str, list[float]] = defaultdict(list)
    finders = [LIVE, OURS, *FINDERS]
    for picture in pictures:
        for finder in finders:
            one = found_by(finder, picture.image)
            on_sheet = overlap(one.corners, picture.corners)
            frame = overlap(one.corners, picture.frame) > max(on_sheet, CLOSE)
            taken[finder] += frame
            surely[finder] += frame and (one.score is None or one.score >= SURE_SCORE)
            overlaps[finder].append(on_sheet)
    say(f"\nprinted frames near a sheet's edge, {len(overlaps[OURS])} certificates")
    for finder in finders:
        say(f"  {finder:22} mean IoU {np.mean(overlaps[finder]):.3f}   frame taken for the sheet "
            f"{taken[finder]}, surely {surely[finder]}")  # fmt: skip


def bench_certainty(outcomes: list[Outcome]) -> None:
    """What a score is worth, and goal D4."""
    told = [one for one in outcomes if one.score is not None]
    say(f"\nscore → share of outlines with IoU > {GOOD} (a calibrated score lies on the diagonal)")
    for low in (0.2, 0.4, 0.6, 0.8, 0.9, 0.97):
        high = {0.2: 0.4, 0.4: 0.6, 0.6: 0.8, 0.8: 0.9, 0.9: 0.97, 0.97: 1.01}[low]
        part = [one.overlap > GOOD for one in told if low <= (one.score or 0) < high]
        say(
            f"  {low:.2f} to {min(high, 1):.2f}: {np.mean(part) if part else 0:4.0%} of {len(part)}"
        )
    bad = [one.score or 0 for one in told if one.overlap < GOOD]
    fair = [one.score or 0 for one in told if one.overlap >= GOOD]
    good = [one.score or 0 for one in told if one.overlap > CLOSE]
    flagged, warned, warned_of_good = (
        np.mean([score < SURE_SCORE for score in part]) if part else none
        for part, none in ((bad, 1.0), (fair, 0.0), (good, 0.0))
    )
    say(f"  bad outlines flagged {flagged:4.0%} of {len(bad)} (goal ≥ 95 %), "
        f"good ones (IoU > {CLOSE}) flagged {warned_of_good:4.0%} of {len(good)} (goal ≤ 5 %), "
        f"with those > {GOOD} {warned:4.0%} of {len(fair)}")  # fmt: skip


# --- from frame to saved page -------------------------------------------------------------------


def our_chain(image: Image, _corners: Corners, laps: Laps, glanced: Glanced | None = None) -> bytes:
    """`glanced` is what the live picture has shown of the frame before it is taken."""
    outline = find_page(image, glanced=glanced)
    assert outline is not None
    laps.lap("find")
    page = rectify(image, outline)
    laps.lap("flatten and light")
    coded = encode_page(page, page_dpi(page))
    laps.lap("encode")
    return coded


def bench_chains(rounds: int) -> None:
    """Seen live: the desk takes no frame whose outline it does not show, and the floor knows its
    corners beforehand too. Alone: a picture out of a file."""
    say("\nframe → saved page, ms of this thread (medians of turns taken), goal ≤ 1.5 × floor")
    for name, size in SIZES.items():
        picture = scene("wood", "none", "letter", np.random.default_rng(SEED), size)
        assert picture.corners is not None
        seen = find_page(picture.image)
        assert seen is not None
        live = partial(our_chain, glanced=glance_after(picture.image, None))
        chains: dict[str, Callable[[Image, Corners, Laps], bytes]] = {
            "floor": floor_chain, "naive": naive_chain, "ours": our_chain, "live": live,
        }  # fmt: skip
        laps = {chain: Laps() for chain in chains}
        for _ in range(rounds):
            for chain, call in chains.items():
                laps[chain].start()
                call(picture.image, np.array(seen.corners), laps[chain])
        stages = {chain: laps[chain].medians() for chain in chains}
        floor, naive, ours, of_live = (sum(stages[chain].values()) for chain in chains)
        say(f"  {name:6} seen live {of_live:6.1f}   alone {ours:6.1f}   floor {floor:6.1f}   "
            f"naive {naive:7.1f}   / floor {of_live / floor:.2f}, alone {ours / floor:.2f}   "
            f"/ naive {of_live / naive:.2f}, alone {ours / naive:.2f}")  # fmt: skip
        for chain in ("live", "ours", "floor"):
            said = ", ".join(f"{stage} {ms:.1f}" for stage, ms in stages[chain].items())
            say(f"         {chain:5} {said}")


def bench_memory() -> None:
    """Each finder alone in a process: what it adds to the picture of 12 megapixels it was given."""
    say("\npeak memory over a decoded picture of 12 MP, MB")
    for finder in (OURS, *FINDERS):
        told = subprocess.run(
            [sys.executable, __file__, "--memory-of", finder],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        say(f"  {finder:22} {float(told.stdout):7.1f}")


def memory_of(finder: str) -> None:
    height, width = SIZES["12 MP"][::-1]
    image = np.full((height, width, 3), 90, np.uint8)
    cv2.fillConvexPoly(
        image, np.array([[700, 300], [3300, 420], [3200, 2700], [600, 2500]]), (240, 240, 240)
    )
    found_by(finder, image[:600, :800].copy())
    # A 5 sets the peak back to what is held now (proc(5)); what a parent held is else inherited.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _peak_kb()
    found_by(finder, image)
    say(f"{(_peak_kb() - before) / 1024:.1f}")


def _peak_kb() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


# --- the gate, and the right way up -------------------------------------------------------------


def bench_gate(pictures: Iterator[Scene]) -> None:
    """Findings on pages that were found where they lie: those that belong there, and false ones."""
    seen: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    false: Counter[str] = Counter()
    pages = 0
    for picture in pictures:
        outline = find_page(picture.image) if picture.corners is not None else None
        if outline is None or overlap(np.array(outline.corners), picture.corners) < CLOSE:
            continue
        pages += 1
        trouble = picture.slices["trouble"]
        found = set(check_page(picture.image, outline))
        expected = EXPECTED.get(trouble, set())
        seen[trouble] += 1
        caught[trouble] += bool(found & expected)
        for finding in found - expected - {Finding.TOO_SMALL}:
            false[finding.value] += 1
    say(f"\ngate, {pages} pages found where they lie")
    for trouble in EXPECTED:
        if seen[trouble]:
            say(f"  {trouble:8} said {caught[trouble] / seen[trouble]:4.0%} of {seen[trouble]}")
    told = ", ".join(f"{name} {count / pages:.1%}" for name, count in false.most_common())
    say(f"  false warnings: {told or 'none'}")


def bench_upright(count: int) -> None:
    """Flat pages turned each way: right, left alone, or turned wrongly."""
    say("\nright way up, four ways each (goal: none turned wrongly)")
    for name, size in (("1080p", FRAME), ("12 MP", SIZES["12 MP"])):
        told: Counter[str] = Counter()
        number = count if size == FRAME else count // 3
        for at in range(number):
            chance = np.random.default_rng((SEED, at))
            picture = scene("wood", "none", PAPERS[at % len(PAPERS)], chance, size)
            assert picture.corners is not None
            a, b, c, d = (tuple(map(float, corner)) for corner in picture.corners)
            page = rectify(picture.image, Outline((a, b, c, d), 1.0))  # type: ignore[arg-type]
            for quarters in range(4):
                answer = quarter_turns(turned(page, quarters))
                told[
                    "unsure" if answer is None else "right" if answer == -quarters % 4 else "wrong"
                ] += 1
        total = sum(told.values())
        say(f"  {name:6} right {told['right'] / total:4.0%}  left as it lay "
            f"{told['unsure'] / total:4.0%}  wrong {told['wrong']} of {total}")  # fmt: skip


# --- real photographs ---------------------------------------------------------------------------


def fetch(folder: Path) -> Path:
    """The photographs that npm's jscanify ships, through npm itself."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(["npm", "pack", "-s", PACKAGE], cwd=folder, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        say(f"\n{PACKAGE} was not obtainable: no real photographs of it")
        return folder
    for archive in folder.glob("jscanify-*.tgz"):
        with tarfile.open(archive) as held:
            held.extractall(folder, filter="data")
    return folder / "package" / "docs" / "images" / "test"


def photographs(folder: Path) -> Iterator[Scene]:
    """Pictures whose corners are told by a truth.json beside them, or by ours: name → corners."""
    beside = folder / "truth.json"
    told = json.loads((beside if beside.exists() else TRUTH).read_text(encoding="utf-8"))
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in PICTURES and path.name in told:
            corners = np.array(told[path.name], np.float64)
            yield Scene(load_picture(path), corners, {"picture": path.name})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer frames and rounds")
    parser.add_argument("--photos", type=Path, help="real photographs, with a truth.json")
    parser.add_argument("--fetch", type=Path, help="folder to put npm's jscanify into")
    parser.add_argument("--sheet", type=Path, default=Path("capture.png"), help="contact sheets")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    leave_a_core()
    if chosen.memory_of:
        memory_of(chosen.memory_of)
        return
    sizes = QUICK if chosen.quick else FULL
    for folder in (chosen.photos, fetch(chosen.fetch) if chosen.fetch else None):
        if folder and folder.is_dir():
            real = bench_pages(photographs(folder), chosen.sheet, f"photographs of {folder.name}")
            bench_certainty(real)
    drawn = bench_pages(scenes(sizes.each, chosen.seed), chosen.sheet, "frames drawn")
    bench_certainty(drawn)
    bench_framed(framed_scenes(4 * sizes.each, chosen.seed))
    bench_gate(scenes(1, chosen.seed + 1, ("none", *EXPECTED, "curled", "several")))
    bench_chains(sizes.rounds)
    bench_upright(sizes.turned)
    bench_memory()


if __name__ == "__main__":
    main()
