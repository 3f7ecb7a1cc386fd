"""Any day at the camera: hands, shakes, lamps, pauses; each laid sheet is taken exactly once."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scanning.glimpse import glimpse
from scanning.opencv import Image, cv2
from scanning.stillness import Stillness
from scanning.values import Outline, Quad

FRAME = (240, 135)
FPS = 12.0
SHEET = (70, 99)
SHEETS = 10
Floats = npt.NDArray[np.float32]


def _sheet(number: int) -> Image:
    """Lines of words, other ones on each sheet."""
    chance = np.random.default_rng((11, number))
    page = np.full((SHEET[1] * 4, SHEET[0] * 4), 246, np.uint8)
    for top in range(30, SHEET[1] * 4 - 40, 22):
        left = 26 + int(chance.integers(0, 40))
        while left < SHEET[0] * 4 - 50:
            end = left + int(chance.integers(12, 60))
            page[top : top + 10, left : min(end, SHEET[0] * 4 - 26)] = 60
            left = end + int(chance.integers(8, 30))
    return page


PAPERS = [_sheet(number) for number in range(SHEETS)]
DESK: Floats = np.asarray(
    100 + np.random.default_rng(5).normal(0, 4, (FRAME[1], FRAME[0])), np.float32
)


NOISE: Floats = np.asarray(np.random.default_rng(6).normal(0, 2, (FRAME[1], FRAME[0])), np.float32)


@dataclass
class Desk:
    """What lies under the lamp, frame by frame; sheets lie on one another."""

    machine: Stillness
    chance: np.random.Generator
    now_s: float = 10.0
    gain: float = 1.0
    flicker: float = 0.0
    lying: list[tuple[int, Floats]] = field(default_factory=list)
    took: list[int] = field(default_factory=list)

    def frames(self, count: int, *, hand: bool = False, held: bool = False) -> None:
        for place in range(count):
            self.frame(hand=0.15 + 0.7 * place / count if hand else None, held=held)

    def frame(self, *, hand: float | None = None, held: bool = False) -> None:
        self.now_s += self.chance.uniform(0.6, 1.4) / FPS
        outline = None if self.chance.random() < 0.03 else self._outline()
        seen = glimpse(self._picture(hand, held=held), outline, handled=held)
        if self.machine.feed(seen, self.now_s).take:
            self.took.append(self.lying[-1][0])

    def pose(self, number: int) -> Floats:
        """Where a sheet comes to lie."""
        middle = np.array(FRAME) / 2 + self.chance.uniform(-14, 14, 2)
        turn = np.radians(self.chance.uniform(-7, 7))
        x, y = np.array(SHEET) / 2
        box = np.array([[-x, -y], [x, -y], [x, y], [-x, y]])
        turned = box @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        del number
        return np.asarray(turned + middle, np.float32)

    def _picture(self, hand: float | None, *, held: bool) -> Image:
        picture = DESK.copy()
        for number, corners in self.lying[-2:]:
            picture = _laid(picture, PAPERS[number], corners)
        if hand is not None or held:
            where = (hand or 0.3) * FRAME[0]
            cv2.ellipse(picture, (int(where), FRAME[1]), (26, 90), 0, 0, 360, 150.0, -1)
        light = self.gain * (1 + self.flicker * np.sin(self.now_s * 31))
        noise = np.roll(NOISE, int(self.chance.integers(0, NOISE.size)))
        picture = picture * np.float32(light) + noise
        return np.asarray(cv2.cvtColor(_levels(picture), cv2.COLOR_GRAY2BGR), np.uint8)

    def _outline(self) -> Outline | None:
        if not self.lying:
            return None
        found = self.lying[-1][1] + self.chance.normal(0, 0.4, (4, 2))
        a, b, c, d = ((float(x), float(y)) for x, y in found)
        quad: Quad = (a, b, c, d)
        return Outline(quad, 0.9)


def _laid(picture: Floats, paper: Image, corners: Floats) -> Floats:
    height, width = paper.shape
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    over = cv2.warpPerspective(paper, matrix, FRAME, flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.full_like(paper, 255), matrix, FRAME)
    return np.asarray(np.where(cover > 127, over, picture), np.float32)


def _levels(picture: npt.NDArray[np.floating]) -> Image:
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def lay(desk: Desk, number: int) -> None:
    """A hand brings the sheet, lets go of it, and leaves."""
    place = desk.pose(number)
    way = np.array([FRAME[0] * 0.4, FRAME[1] * 0.6])
    desk.lying.append((number, place))
    for step in range(5):
        desk.lying[-1] = (number, np.asarray(place + way * (4 - step) / 4, np.float32))
        desk.frame(hand=0.8 - step / 12)
    desk.frames(3, hand=True)


def shake(desk: Desk) -> None:
    """The sheet on top is nudged."""
    if desk.lying:
        number, place = desk.lying[-1]
        for _ in range(4):
            place = np.asarray(place + desk.chance.uniform(-3, 3, 2), np.float32)
            desk.lying[-1] = (number, place)
            desk.frame(hand=0.4)


def remove(desk: Desk) -> None:
    desk.frames(3, hand=True)
    desk.lying.clear()
    desk.frames(8)


DISTURBANCES = ("shake", "hand", "rest", "flicker", "exposure", "lost", "pause", "still")


def disturb(desk: Desk, what: str) -> None:
    """Something that is no new sheet."""
    if what == "shake":
        shake(desk)
    elif what == "hand":
        desk.frames(6, hand=True)
    elif what == "rest":
        desk.frames(14, held=True)
    elif what == "flicker":
        desk.flicker = 0.0 if desk.flicker else 0.03
    elif what == "exposure":
        desk.gain = 1.15 if desk.gain < 1 else 0.8
    elif what == "lost":
        desk.machine.lost()
        desk.now_s += 7.0
    elif what == "pause":
        desk.now_s += 3.0
    desk.frames(2)


def dwell(desk: Desk) -> None:
    """A moment in which nobody touches anything."""
    desk.frames(14)


acts = st.lists(
    st.one_of(
        st.just("lay"),
        st.just("lay"),
        st.just("remove"),
        st.just("hurry"),
        st.sampled_from(DISTURBANCES),
    ),
    max_size=7,
)


def day(desk: Desk, script: list[str]) -> list[int]:
    """Plays a script and returns the sheets that lay still for a while, in their order."""
    wanted: list[int] = []
    for number, act in enumerate(script):
        if act == "lay":
            lay(desk, number % SHEETS)
            dwell(desk)
            wanted.append(number % SHEETS)
        elif act == "remove":
            remove(desk)
        elif act == "hurry":
            desk.frames(4, hand=True)
        else:
            disturb(desk, act)
            dwell(desk)
    return wanted


@settings(max_examples=25, deadline=None)
@given(script=acts, seed=st.integers(0, 10_000))
@example(script=["lay", "lay", "shake", "rest", "lay", "remove", "lay"], seed=1)
@example(script=["lay", *DISTURBANCES], seed=2)
def test_each_laid_sheet_is_taken_exactly_once(script: list[str], seed: int) -> None:
    """Whatever hands, lamps, pauses and a camera that goes and comes do in between."""
    desk = Desk(Stillness(), np.random.default_rng(seed))
    wanted = day(desk, script)
    assert desk.took == wanted


@settings(max_examples=8, deadline=None)
@given(
    disturbances=st.lists(st.sampled_from(DISTURBANCES), max_size=6), seed=st.integers(0, 10_000)
)
def test_a_sheet_that_is_put_back_is_the_same_sheet(disturbances: list[str], seed: int) -> None:
    """Lifted, looked at, turned round and laid down elsewhere, it is not taken again."""
    desk = Desk(Stillness(), np.random.default_rng(seed))
    lay(desk, 0)
    dwell(desk)
    for what in disturbances:
        remove(desk)
        disturb(desk, what)
        lay(desk, 0)
        dwell(desk)
    number, place = desk.lying[-1]
    desk.lying[-1] = (number, np.asarray(np.roll(place, 2, axis=0), np.float32))
    dwell(desk)
    assert desk.took == [0]


@settings(max_examples=8, deadline=None)
@given(word=st.sampled_from(["accept", "forget"]), seed=st.integers(0, 10_000))
def test_a_doubted_page_is_never_lost_behind_the_next_sheet(word: str, seed: int) -> None:
    """Only its own sheet replaces it; another one waits for the word and is taken then."""
    desk = Desk(Stillness(), np.random.default_rng(seed))
    lay(desk, 0)
    dwell(desk)
    desk.machine.doubt()
    dwell(desk)
    assert desk.took == [0]
    shake(desk)
    dwell(desk)
    assert desk.took == [0, 0]
    desk.machine.doubt()
    lay(desk, 1)
    dwell(desk)
    assert desk.took == [0, 0]
    getattr(desk.machine, word)()
    dwell(desk)
    assert desk.took == [0, 0, 1]


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_stack_that_is_lifted_off_sheet_by_sheet_is_known(seed: int) -> None:
    """What comes to light again was taken; so was what lay beneath a slip."""
    desk = Desk(Stillness(), np.random.default_rng(seed))
    for number in range(4):
        lay(desk, number)
        dwell(desk)
    desk.machine.pass_over()
    while desk.lying:
        desk.lying.pop()
        desk.frames(3, hand=True)
        dwell(desk)
    assert desk.took == [0, 1, 2, 3]
