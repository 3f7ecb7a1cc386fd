"""What lies on a desk: forms, letters, certificates, cards, slips, with invented words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from PIL import Image as Pictures
from PIL import ImageDraw, ImageFont

from scanning.opencv import Image, cv2

DOTS_PER_MM = 7
PAPERS = ("letter", "form", "table", "certificate", "A5", "A3", "card", "receipt", "slip")
SIZES_MM = {
    "letter": (210, 297), "form": (210, 297), "table": (297, 210), "certificate": (297, 210),
    "A5": (148, 210), "A3": (297, 420), "card": (85.6, 53.98), "receipt": (80, 170),
    "slip": (72, 120), "framed": (297, 210),
}  # fmt: skip
FRAMED = "framed"
"""A certificate whose printed frame is easily taken for the sheet; not one of `PAPERS`."""
FRAME_MM = (2.0, 18.0)
"""How far from the sheet's edge its outer frame is printed."""
WORDS = [
    "Giấy",
    "đề",
    "nghị",
    "đăng",
    "ký",
    "hộ",
    "kinh",
    "doanh",
    "cá",
    "thể",
    "được",
    "lập",
    "theo",
    "mẫu",
    "của",
    "cơ",
    "quan",
    "tiếp",
    "nhận",
    "hồ",
    "sơ",
    "người",
    "nộp",
    "phải",
    "ghi",
    "rõ",
    "họ",
    "tên",
    "địa",
    "chỉ",
    "thường",
    "trú",
    "số",
    "giấy",
    "tờ",
    "và",
    "ngày",
    "cấp",
    "Điều",
    "lệ",
    "công",
    "ty",
    "trách",
    "nhiệm",
    "hữu",
    "hạn",
    "một",
    "thành",
    "viên",
    "quyết",
    "định",
    "về",
    "việc",
    "phê",
    "duyệt",
    "phương",
    "án",
    "bồi",
    "thường",
    "thửa",
    "đất",
    "số",
    "tờ",
    "bản",
    "đồ",
    "diện",
    "tích",
    "mét",
    "vuông",
    "sử",
    "dụng",
    "ổn",
    "định",
    "lâu",
    "dài",
    "không",
    "có",
    "tranh",
    "chấp",
    "xác",
    "nhận",
    "của",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "xã",
    "phường",
    "tổ",
    "chức",
    "cá",
    "nhân",
    "có",
    "liên",
    "quan",
    "chịu",
    "trách",
    "nhiệm",
]

Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Paper:
    """A flat sheet as it would be printed; `cover` is 255 where there is paper."""

    kind: str
    image: Image
    cover: Image
    size_mm: tuple[float, float]
    frame_mm: float | None = None
    """How far inside the sheet's edge a frame is printed, where it is a framed one."""


def paper(kind: str, chance: Chance) -> Paper:
    size_mm = SIZES_MM[kind]
    dots = DOTS_PER_MM if min(size_mm) < 200 else 5  # noqa: PLR2004 - large sheets, as many pixels
    if kind == "A3":
        dots = 4
    elif kind == "card":
        dots = 12
    size = (round(size_mm[0] * dots), round(size_mm[1] * dots))
    drawn = Pictures.new("RGB", size, _stock(kind, chance))
    if kind == FRAMED:
        inset_mm = _framed(ImageDraw.Draw(drawn), size, dots, chance)
        image = np.asarray(drawn, np.uint8)[:, :, ::-1].copy()
        return Paper(kind, image, np.full(image.shape[:2], 255, np.uint8), size_mm, inset_mm)
    _DRAWN.get(kind, _letter)(ImageDraw.Draw(drawn), size, dots, chance)
    cover = np.full((size[1], size[0]), 255, np.uint8)
    if kind == "card":
        _round(cover, round(3.18 * dots))
    return Paper(kind, np.asarray(drawn, np.uint8)[:, :, ::-1].copy(), cover, size_mm)


def _stock(kind: str, chance: Chance) -> tuple[int, int, int]:
    """Mostly white; certificates are pink or yellow, cards blue or green."""
    choices = {
        "framed": [(252, 252, 250), (250, 240, 214), (245, 226, 226)],
        "certificate": [(250, 214, 214), (252, 240, 200), (235, 120, 120), (250, 250, 245)],
        "card": [(170, 205, 225), (200, 225, 190), (235, 225, 205)],
        "receipt": [(246, 246, 250), (236, 236, 240)],
    }.get(kind, [(252, 252, 252), (245, 245, 240), (238, 236, 228)])
    red, green, blue = choices[int(chance.integers(len(choices)))]
    return red, green, blue


@lru_cache(maxsize=32)
def font(size_px: int, face: str = "Regular") -> ImageFont.FreeTypeFont:
    path = files("fontpkg_be_vietnam_pro") / "files" / f"BeVietnamPro-{face}.ttf"
    return ImageFont.truetype(str(path), size_px)


def words(chance: Chance, count: int) -> str:
    return " ".join(WORDS[int(chance.integers(len(WORDS)))] for _ in range(count))


def _lines(
    draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], size_px: int, chance: Chance
) -> None:
    """Paragraphs of lines within left, top, right, low."""
    left, top, right, low = box
    y, step = top, round(size_px * 1.55)
    while y + step < low:
        for _ in range(int(chance.integers(1, 7))):
            if y + step >= low:
                break
            room = max(1, round((right - left) / (size_px * 2.9)))
            draw.text((left, y), words(chance, room), fill=(35, 35, 45), font=font(size_px))
            y += step
        y += round(step * 0.6)


def _letter(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> None:
    width, height = size
    edge = 20 * dots if width > 150 * dots else 12 * dots
    draw.text((edge, edge), words(chance, 4).upper(), (30, 30, 30), font(5 * dots, "Bold"))
    low = int(height * chance.choice([0.35, 0.7, 0.92]))
    _lines(draw, (edge, edge + 14 * dots, width - edge, low), round(3.6 * dots), chance)
    if chance.random() < 0.6:  # noqa: PLR2004 - more often than not
        x, y = width - 60 * dots, min(low, height - 50 * dots)
        draw.ellipse((x, y, x + 34 * dots, y + 34 * dots), outline=(210, 40, 50), width=dots)


def _form(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> None:
    _letter(draw, size, dots, chance)
    width, height = size
    top, low = height // 2, height * 9 // 10
    for row in range(8):
        y = top + row * (low - top) // 7
        draw.line((15 * dots, y, width - 15 * dots, y), (30, 30, 30), max(1, dots // 2))
    for x in (15 * dots, width // 3, width - 15 * dots):
        draw.line((x, top, x, low), (30, 30, 30), max(1, dots // 2))


def _table(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> None:
    """A frame near the sheet's edge: what is easily taken for the sheet."""
    width, height = size
    edge = 9 * dots
    draw.rectangle((edge, edge, width - edge, height - edge), outline=(20, 20, 20), width=dots)
    draw.rectangle((edge, edge, width - edge, edge + 14 * dots), fill=(150, 165, 190))
    for x in np.linspace(edge, width - edge, 7)[1:-1]:
        draw.line((x, edge, x, height - edge), (60, 60, 60), max(1, dots // 3))
    for row in range(12):
        y = edge + 18 * dots + row * 14 * dots
        draw.text((edge + 4 * dots, y), words(chance, 9), (30, 30, 30), font(round(3.6 * dots)))


def _certificate(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance
) -> None:
    width, height = size
    for edge in (6, 9):
        draw.rectangle(
            (edge * dots, edge * dots, width - edge * dots, height - edge * dots),
            outline=(170, 60, 40), width=dots * 2,
        )  # fmt: skip
    title = words(chance, 5).upper()
    draw.text((width // 5, 30 * dots), title, (180, 30, 30), font(8 * dots, "Bold"))
    _lines(draw, (25 * dots, 60 * dots, width - 25 * dots, 170 * dots), 5 * dots, chance)


def _framed(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> float:
    """One to three frames of any colour, sometimes another ground inside; how far in they lie."""
    width, height = size
    inset_mm = at_mm = float(chance.uniform(*FRAME_MM))
    fill: tuple[int, int, int] | None = None
    if chance.random() < 0.4:  # noqa: PLR2004 - less often than not
        fill = tuple(int(c) for c in chance.integers(200, 255, 3))  # type: ignore[assignment]
    for _ in range(int(chance.integers(1, 4))):
        colour = tuple(int(c) for c in chance.integers(10, 190, 3))
        line_mm = float(chance.uniform(0.4, 3.5))
        box = (at_mm * dots, at_mm * dots, width - at_mm * dots, height - at_mm * dots)
        draw.rectangle(box, fill=fill, outline=colour, width=max(1, round(line_mm * dots)))
        fill = None
        at_mm += line_mm + float(chance.uniform(0.5, 4))
    title = words(chance, 4).upper()
    draw.text((width // 4, 32 * dots), title, (150, 30, 30), font(8 * dots, "Bold"))
    _lines(draw, (32 * dots, 60 * dots, width - 32 * dots, 160 * dots), 5 * dots, chance)
    return inset_mm


def _card(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> None:
    width, height = size
    portrait = (4 * dots, 20 * dots, 22 * dots, 45 * dots)
    draw.rectangle(portrait, fill=(190, 200, 210))
    draw.ellipse((8 * dots, 23 * dots, 18 * dots, 36 * dots), fill=(205, 165, 140))
    draw.text((26 * dots, 5 * dots), "CĂN CƯỚC CÔNG DÂN", (190, 30, 40), font(4 * dots, "Bold"))
    for row in range(6):
        y = (13 + 6 * row) * dots
        draw.text((26 * dots, y), words(chance, 5), (30, 40, 60), font(round(2.6 * dots)))
    del width, height


def _receipt(draw: ImageDraw.ImageDraw, size: tuple[int, int], dots: int, chance: Chance) -> None:
    width, height = size
    draw.text((8 * dots, 6 * dots), words(chance, 3).upper(), (60, 60, 70), font(6 * dots, "Bold"))
    for y in range(20 * dots, height - 14 * dots, 5 * dots):
        draw.text((5 * dots, y), words(chance, 4), (90, 90, 100), font(3 * dots))
        if width > 60 * dots:
            price = f"{int(chance.integers(5, 900))}.000"
            draw.text((width - 18 * dots, y), price, (90, 90, 100), font(3 * dots))


_DRAWN: dict[str, Callable[..., None]] = {
    "form": _form, "table": _table, "certificate": _certificate, "card": _card,
    "receipt": _receipt, "slip": _receipt,
}  # fmt: skip


def _round(cover: Image, radius: int) -> None:
    height, width = cover.shape
    cover[:] = 0
    cv2.rectangle(cover, (radius, 0), (width - radius - 1, height), 255, -1)
    cv2.rectangle(cover, (0, radius), (width, height - radius - 1), 255, -1)
    for x in (radius, width - radius - 1):
        for y in (radius, height - radius - 1):
            cv2.circle(cover, (x, y), radius, 255, -1)
