"""Photographs of codes with known truth: what lies under the camera, and how badly it is seen.

Everything is drawn from a seed, so that every engine and every run meets the same pictures.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt
import segno
import zxingcpp

from data.domain.clock import LOCAL
from data.domain.codes import dossier_code, slip_key
from data.domain.papers import CenterHead, Copy, Imprint, PaperComponent, PaperPerson, Receipt
from printing.papers.layout import lay_out
from printing.papers.template import load_templates
from printing.raster import unpack
from printing.render import render
from printing.sizes import PAPER_80
from scanning.opencv import Image, cv2

FULL_HD = (1920, 1080)
SLIP_DOTS = 576
PAPER_LEVEL, INK_LEVEL = 236, 38
"""Thermal paper and its ink as a camera sees them in good light."""
HEAD_DOTS, FOOT_DOTS = 700, 560
"""Parts of a slip that bear the code as QR and the key as Code 128."""
JPEG_QUALITY = 85
LABEL_SIZE = (1280, 960)
LABEL_DOTS = 3
"""Of a module on a label."""
PDF_417_ROW = 3
"""Modules of its height; the writer draws one."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """How a paper is photographed. `share` is its width in widths of the frame."""

    share: float = 0.3
    blur_px: float = 0.7
    turn_deg: float = 2.0
    tilt: float = 0.08
    gain: float = 1.0
    noise: float = 3.0
    falloff: float = 0.25
    curl: float = 0.0
    """Of a half cylinder: how far the paper bends along its feed."""
    bend: float = 0.0
    """The same across its feed, against which bars are drawn together."""
    ink: float = 1.0
    """1 is fresh print; thermal print that lay in the sun has less."""
    motion_px: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    """How far the paper lies from the middle, in widths and heights of the frame."""
    clutter: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """One picture to come: `cell` names its place in the grid, `truth` what must be read."""

    slice: str
    cell: tuple[str, ...]
    truth: tuple[str, ...]
    paper: Callable[[], Image]
    seen: Seen
    seed: int
    size: tuple[int, int] = FULL_HD

    def picture(self) -> Image:
        return photographed(self.paper(), self.seen, size=self.size, seed=self.seed)


@lru_cache(maxsize=64)
def slip(serial: int) -> tuple[Image, str, str]:
    """A receipt as the printer draws it, the code in its QR and the key in its bars."""
    code = dossier_code("000.00.19.H47", date(2026, 11, 23), serial)
    key = slip_key(code, 7)
    dots = unpack(render(lay_out(_receipt(str(code), key), load_templates(), PAPER_80)))
    return np.asarray((1 - dots) * 255, np.uint8), str(code), key


def _receipt(code: str, key: str) -> Receipt:
    at = datetime(2026, 11, 23, 9, 14, tzinfo=LOCAL)
    head = CenterHead(
        authority="ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM",
        name="TRUNG TÂM HÀNH CHÍNH CÔNG",
        place="Tam Kỳ",
        address="1 Đường Không Có, thành phố Tam Kỳ",
        hotline="19001021",
        website="thu.quangnam.example",
        evaluation_url="",
    )
    return Receipt(
        code=code,
        slip_key=key,
        copy=Copy.APPLICANT,
        imprint=Imprint(head, "Trần Thị Mẫu", "Quầy 03", at, "a1b2c3d4e5", "0042"),
        agency="Sở Kế hoạch và Đầu tư",
        field="Thành lập và hoạt động của doanh nghiệp",
        applicant=PaperPerson("Nguyễn Văn Thử", "049000000000", phone="0905 000 456"),
        submitter=None,
        procedure="Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
        components=(PaperComponent("Điều lệ công ty", originals=1),),
        sets=1,
        limit="3 ngày làm việc",
        received_at=at,
        due_at=datetime(2026, 11, 27, 17, 0, tzinfo=LOCAL),
        due_reasons=("không tính ngày nhận",),
        return_place="Quầy trả kết quả",
        fee_vnd=50_000,
        fee_state="chưa nộp",
    )


def slip_head(serial: int) -> Image:
    return slip(serial)[0][:HEAD_DOTS]


def slip_foot(serial: int) -> Image:
    return slip(serial)[0][-FOOT_DOTS:]


def label(name: str, content: str, *, dots: int = LABEL_DOTS, tall: int = 140) -> Image:
    """A label with one symbol of any kind, a line of text above and below it."""
    drawn = _symbol(name, content)
    linear = bool((drawn == drawn[0]).all())
    high = np.full((tall, 1), 1) if linear else np.ones((dots, dots))
    body = drawn[:1].repeat(tall, 0).repeat(dots, 1) if linear else np.kron(drawn, high)
    quiet = 12 * dots
    sheet = np.full((body.shape[0] + 2 * quiet + 90, body.shape[1] + 2 * quiet), 255, np.uint8)
    sheet[quiet + 40 : quiet + 40 + body.shape[0], quiet : quiet + body.shape[1]] = body
    cv2.putText(sheet, "GUI NHANH 24h", (quiet, 34), 0, 0.9, 0, 2)
    cv2.putText(sheet, content[:24], (quiet, sheet.shape[0] - 16), 0, 0.7, 0, 2)
    return sheet


@lru_cache(maxsize=512)
def _symbol(name: str, content: str) -> Image:
    if name == "QR Code":
        symbol = segno.make(content.encode(), error="m", micro=False, boost_error=False)
        dark = np.array(list(symbol.matrix_iter(border=0)), np.uint8)
        return np.asarray((1 - dark) * 255, np.uint8)
    wanted = zxingcpp.barcode_format_from_str(name)
    made = zxingcpp.create_barcode(content, wanted)
    picture = np.array(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))
    rows = PDF_417_ROW if name == "PDF417" else 1
    return np.asarray(picture, np.uint8).repeat(rows, 0)


def photographed(paper: Image, seen: Seen, *, size: tuple[int, int], seed: int) -> Image:
    """The grey picture of `paper` on a desk, soft, turned, tilted, bent, dark and noisy."""
    chance = np.random.default_rng(seed)
    picture = cv2.resize(_desk(seed % 5 if seen.clutter else -1, size), (2 * size[0], 2 * size[1]))
    ink = PAPER_LEVEL - (PAPER_LEVEL - INK_LEVEL) * seen.ink
    levels = np.asarray(paper, np.float32) / 255 * (PAPER_LEVEL - ink) + ink
    bent = _bent(np.asarray(levels, np.uint8), seen)
    matrix = _seen_from(bent.shape, seen, size, chance)
    doubled = np.diag([2.0, 2.0, 1.0]) @ matrix
    cv2.warpPerspective(
        bent, doubled, picture.shape[::-1], picture, cv2.INTER_LINEAR, cv2.BORDER_TRANSPARENT
    )
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return _taken(np.asarray(small, np.float32), seen, chance)


def _bent(paper: Image, seen: Seen) -> Image:
    """As if it lay on a cylinder and were seen from above: the ends are drawn together, darker."""
    if not (seen.curl or seen.bend):
        return paper
    height, width = paper.shape
    rows, row_light = _around(height, seen.curl)
    columns, column_light = _around(width, seen.bend)
    grid_x, grid_y = np.meshgrid(columns, rows)
    flat = cv2.remap(paper, grid_x, grid_y, cv2.INTER_LINEAR).astype(np.float32)
    return np.asarray(flat * row_light[:, None] * column_light[None, :], np.uint8)


def _around(length: int, share: float) -> tuple[Floats, Floats]:
    """Where each place along the bent paper comes from, and how much light falls there."""
    if not share:
        return np.arange(length, dtype=np.float32), np.ones(length, np.float32)
    angle = share * math.pi / 2
    radius = length / 2 / angle
    across = 2 * radius * math.sin(angle)
    seen_at = np.linspace(-across / 2, across / 2, round(across))
    turned = np.arcsin(np.clip(seen_at / radius, -1, 1))
    light = 0.45 + 0.55 * np.cos(turned)
    return (turned * radius + length / 2).astype(np.float32), light.astype(np.float32)


def _seen_from(
    shape: tuple[int, ...], seen: Seen, size: tuple[int, int], chance: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Paper to frame: turned in its plane, tilted in depth, somewhere near the middle."""
    height, width = shape[0], shape[1]
    scale = seen.share * size[0] / width
    turn = math.radians(seen.turn_deg + chance.uniform(-1.5, 1.5))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    middle = (corners - [width / 2, height / 2]) * scale
    turned = middle @ np.array(
        [[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]]
    )
    focal = 1.2 * size[0]
    direction = chance.uniform(0, 2 * math.pi)
    depth = turned @ np.array([math.cos(direction), math.sin(direction)]) * math.tan(seen.tilt * 4)
    placed = turned * (focal / (focal + depth))[:, None]
    unsteady = chance.uniform(-0.04, 0.04, 2) if seen.shift == (0.0, 0.0) else 0.0
    shift = (np.array(seen.shift) + unsteady) * size
    placed += np.array(size) / 2 + shift
    return np.asarray(
        cv2.getPerspectiveTransform(corners.astype(np.float32), placed.astype(np.float32)),
        np.float64,
    )


def _taken(picture: Floats, seen: Seen, chance: np.random.Generator) -> Image:
    if seen.blur_px:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), seen.blur_px), np.float32)
    if seen.motion_px:
        picture = np.asarray(cv2.filter2D(picture, -1, _motion(seen.motion_px, chance)), np.float32)
    height, width = picture.shape
    x, y = np.linspace(0, 1, width), np.linspace(0, 1, height)
    if chance.random() < 0.5:  # noqa: PLR2004 - the lamp stands left or right
        x = x[::-1]
    lamp = 1 - seen.falloff * (x[None, :] ** 2 + y[:, None] ** 2) / 2
    picture = picture * (seen.gain * lamp).astype(np.float32)
    picture += seen.noise * chance.standard_normal(picture.shape, np.float32)
    taken = np.clip(picture, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE), np.uint8)


def _motion(length_px: float, chance: np.random.Generator) -> Floats:
    side = 2 * math.ceil(length_px / 2) + 1
    kernel = np.zeros((side, side), np.float32)
    turn, middle = chance.uniform(0, math.pi), side / 2 - 0.5
    reach = np.array([math.cos(turn), math.sin(turn)]) * length_px / 2
    start, end = (np.round((middle + sign * reach) * 16).astype(int).tolist() for sign in (-1, 1))
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, 4)
    return np.asarray(kernel / kernel.sum(), np.float32)


@lru_cache(maxsize=12)
def _desk(kind: int, size: tuple[int, int]) -> Image:
    """A plain desk for -1; others have grain, and papers, boxes, lines of text and stripes."""
    chance = np.random.default_rng(90 + kind)
    width, height = size
    desk = np.full((height, width), 118, np.float32)
    grain = chance.normal(0, 1, (height // 4, width // 60)).astype(np.float32)
    desk += cv2.resize(grain, size, interpolation=cv2.INTER_CUBIC) * (14 if kind >= 0 else 2)
    picture = np.clip(desk, 0, 255).astype(np.uint8)
    for _ in range(9 if kind >= 0 else 0):
        middle = (float(chance.uniform(0, width)), float(chance.uniform(0, height)))
        sides = (float(chance.uniform(80, 520)), float(chance.uniform(60, 420)))
        box = cv2.boxPoints((middle, sides, float(chance.uniform(0, 90)))).astype(np.int32)
        cv2.fillConvexPoly(picture, box, int(chance.integers(30, 235)))
    for _ in range(14 if kind >= 0 else 0):
        spot = (int(chance.integers(0, width - 300)), int(chance.integers(20, height)))
        cv2.putText(picture, "Ho so so 0123 - TTHCC", spot, 0, float(chance.uniform(0.5, 1.2)), 20)
    if kind in {1, 3}:
        left, top = int(width * 0.02), int(height * 0.05)
        for stripe in range(0, 260, 9 + kind):
            cv2.rectangle(picture, (left + stripe, top), (left + stripe + 4, top + 150), 30, -1)
    return picture


SHARES = (0.15, 0.20, 0.25, 0.30, 0.40)
WIDE = (0.25, 0.30, 0.40)
"""From this width of the slip on it must be read."""
BLURS_PX, MILD_BLURS_PX = (0.7, 1.5, 2.5), (0.4, 0.8, 1.2)
GAINS = {"": 1.0, ", low light": 0.25}
LOW_NOISE, HIGH_NOISE = 2.0, 5.0
NOISES = (LOW_NOISE, 3.0, HIGH_NOISE)


def grid(repeats: int, shares: Sequence[float] = SHARES) -> Iterator[Case]:
    """The slip over size, blur and light, as QR and as bars."""
    cells = product(shares, BLURS_PX, GAINS.items(), range(repeats))
    for number, (share, blur_px, (light, gain), repeat) in enumerate(cells):
        chance = np.random.default_rng(1000 + number)
        seen = Seen(
            share=share,
            blur_px=blur_px,
            gain=gain,
            turn_deg=float(chance.uniform(-6, 6)),
            tilt=float(chance.uniform(0, 0.12)),
            noise=NOISES[repeat % len(NOISES)],
        )
        cell = (f"{share:.0%}", f"blur {blur_px}")
        for case in _both("slip", cell, seen, number):
            yield replace(case, slice=case.slice + light)


def any_turn(repeats: int) -> Iterator[Case]:
    """B4: the slip's QR, wide enough in the frame, however it lies and in either light."""
    cells = product(WIDE, BLURS_PX, GAINS.items(), range(repeats))
    for number, (share, blur_px, (light, gain), repeat) in enumerate(cells):
        chance = np.random.default_rng(5000 + number)
        seen = Seen(
            share=share,
            blur_px=blur_px,
            gain=gain,
            turn_deg=float(chance.uniform(0, 360)),
            tilt=float(chance.uniform(0, 0.12)),
            noise=NOISES[repeat % len(NOISES)],
        )
        cell = (f"{share:.0%}", f"blur {blur_px}")
        square, _ = _both("any turn", cell, seen, 5000 + number)
        yield replace(square, slice=square.slice + light)


def in_low_light(repeats: int) -> Iterator[Case]:
    """B5: the slip's bars in a quarter of the light, wide enough and hardly blurred."""
    for number, (share, blur_px, repeat) in enumerate(product(WIDE, MILD_BLURS_PX, range(repeats))):
        chance = np.random.default_rng(7000 + number)
        seen = Seen(
            share=share,
            blur_px=blur_px,
            gain=0.25,
            turn_deg=float(chance.uniform(-6, 6)),
            tilt=float(chance.uniform(0, 0.12)),
            noise=NOISES[repeat % len(NOISES)],
        )
        _, bars = _both("B5", (f"{share:.0%}", f"blur {blur_px}"), seen, 7000 + number)
        yield replace(bars, slice="B5 low light")


def _both(name: str, cell: tuple[str, ...], seen: Seen, seed: int) -> Iterator[Case]:
    serial = 1 + seed % 40
    _, code, key = slip(serial)
    yield Case(f"{name} QR", cell, (code,), lambda: slip_head(serial), seen, seed)
    yield Case(f"{name} bars", cell, (key,), lambda: slip_foot(serial), seen, seed)


def hard(repeats: int) -> Iterator[Case]:
    """The slip as it is met: turned, tilted, bent, moved, faded, dark and noisy."""
    seed = 20_000
    for name, low, high in (
        ("turn_deg", 10.0, 170.0),
        ("tilt", 0.15, 0.22),
        ("curl", 0.3, 0.75),
        ("bend", 0.3, 0.75),
        ("motion_px", 3.0, 8.0),
        ("ink", 0.5, 0.2),
        ("noise", 10.0, 28.0),
        ("gain", 0.35, 0.12),
    ):
        for repeat in range(repeats):
            value = low + (high - low) * repeat / max(1, repeats - 1)
            mild = Seen(share=0.32, blur_px=0.9, turn_deg=2.0, tilt=0.05)
            seen = replace(mild, **{name: value})
            yield from _both("hard", (name.split("_")[0], f"{value:.2f}"), seen, seed)
            seed += 1


LABELS: tuple[tuple[str, str], ...] = (
    ("Code 128", "RR123456785VN"),
    ("Code 39", "H47-190926"),
    ("ITF", "12345678901231"),
    ("QR Code", "049000000000||Nguyễn Văn Thử|01011990|Nam|Số 0, đường Ví Dụ|01012021"),
    ("Data Matrix", "000.00.19.H47-190926-0001"),
    ("Code 93", "TEST93-2026"),
    ("Codabar", "A40156B"),
    ("EAN-13", "8934563138165"),
    ("EAN-8", "96385074"),
    ("UPC-A", "036000291452"),
    ("UPC-E", "01234565"),
    ("DataBar Omni", "0104412345678909"),
    ("DataBar Expanded", "(01)90012345678908(3103)001750"),
    ("DataBar Limited", "0100312345678906"),
    ("PDF417", "HO SO 000.00.19.H47"),
    ("Aztec", "HO SO 000.00.19.H47"),
)
LABEL_TRUTH = {
    "036000291452": "0036000291452",
    "01234565": "0012345000065",
    "0104412345678909": "(01)04412345678909",
    "0100312345678906": "(01)00312345678906",
}


def truth_of(content: str) -> str:
    return LABEL_TRUTH.get(content, content)


def labels(repeats: int) -> Iterator[Case]:
    """Every symbology as on parcels and packings, each a little worse than the one before."""
    for place, (name, content) in enumerate(LABELS):
        for repeat in range(repeats):
            seed = 40_000 + 100 * place + repeat
            worse = repeat / max(1, repeats - 1)
            chance = np.random.default_rng(seed)
            module_px = 3.2 - 1.2 * worse
            seen = Seen(
                share=label(name, content).shape[1] / LABEL_DOTS * module_px / LABEL_SIZE[0],
                blur_px=0.6 + 0.8 * worse,
                turn_deg=float(chance.uniform(-20, 20)),
                tilt=0.05 + 0.08 * worse,
                gain=1.0 - 0.6 * worse,
                noise=2.0 + 5 * worse,
            )
            truth = (truth_of(content),)
            yield Case(
                "labels",
                (name, f"{worse:.2f}"),
                truth,
                _labelled(name, content),
                seen,
                seed,
                LABEL_SIZE,
            )


def _labelled(name: str, content: str) -> Callable[[], Image]:
    return lambda: label(name, content)


def negatives(count: int) -> Iterator[Case]:
    """Pictures without a code: desks, text, tables, stripes, noise and gratings."""
    for number in range(count):
        seen = Seen(share=0.5, blur_px=0.5 * (number % 4), noise=2.0 + 4 * (number % 5))
        seed = 60_000 + number
        kind = list(NOTHINGS)[number % len(NOTHINGS)]
        yield Case("negative", (kind,), (), _nothing(kind, number), seen, seed)


def _nothing(kind: str, number: int) -> Callable[[], Image]:
    return lambda: NOTHINGS[kind](np.random.default_rng(number))


def _words(chance: np.random.Generator) -> Image:
    """Lines of thin upright letters, as close as bars are."""
    sheet = np.full((700, 900), 255, np.uint8)
    for line in range(40, 680, 36):
        words = "".join(chance.choice(list("||/\\!1lI:; 0HMN"), 40))
        cv2.putText(sheet, words, (20, line), int(chance.integers(0, 6)), 0.9, 0, 2)
    return sheet


def _slip_text(chance: np.random.Generator) -> Image:
    return slip(1 + int(chance.integers(0, 40)))[0][720:-FOOT_DOTS]


def _snow(chance: np.random.Generator) -> Image:
    return chance.integers(0, 255, (500, 700), dtype=np.uint8)


def _stripes(chance: np.random.Generator) -> Image:
    """Stripes of random widths: they look like a code and say nothing."""
    stripes = np.repeat(chance.integers(0, 2, 160) * 255, chance.integers(2, 9))
    return np.tile(stripes.astype(np.uint8), (300, 1))


def _grating(chance: np.random.Generator) -> Image:
    """A radiator, a shutter, a comb: even stripes are what ITF and Codabar are guessed from."""
    pitch = int(chance.integers(4, 14))
    wave = (np.arange(900) // pitch % 2 * 255).astype(np.uint8)
    return np.tile(wave, (400, 1))


def _table(chance: np.random.Generator) -> Image:
    """A form: ruled lines in rows and columns, some of them double, with words between."""
    sheet = np.full((800, 1000), 255, np.uint8)
    for x in np.cumsum(chance.integers(6, 60, 40)):
        cv2.line(sheet, (int(x), 20), (int(x), 780), 0, int(chance.integers(1, 5)))
    for y in range(40, 780, int(chance.integers(24, 60))):
        cv2.line(sheet, (10, y), (990, y), 0, int(chance.integers(1, 3)))
        cv2.putText(sheet, "0 1 2 3 Ho so", (30, y - 6), 0, 0.6, 0, 1)
    return sheet


def _torn(chance: np.random.Generator) -> Image:
    """Half of a code: bars without their end, which must not be guessed."""
    body = slip_foot(1 + int(chance.integers(0, 40)))
    cut = int(body.shape[1] * chance.uniform(0.35, 0.65))
    return np.ascontiguousarray(body[:, :cut] if chance.random() < 0.5 else body[:, cut:])  # noqa: PLR2004 - left or right


NOTHINGS: dict[str, Callable[[np.random.Generator], Image]] = {
    "text of a slip": _slip_text,
    "snow": _snow,
    "stripes": _stripes,
    "grating": _grating,
    "words": _words,
    "table": _table,
    "torn": _torn,
}
