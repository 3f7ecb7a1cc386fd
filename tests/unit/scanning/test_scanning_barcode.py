"""Barcodes as a camera sees them: read exactly, named rightly, never garbled."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
import segno
import zxingcpp
from pyzbar import pyzbar

from data.domain.codes import dossier_code, slip_key
from data.domain.labels import Label, label_text
from scanning.barcode import DESK, EVERY, classify, read_barcodes, repaired
from scanning.engines import VALUE_LIMIT
from scanning.opencv import Image, cv2
from scanning.values import Engine, Kind, Symbology

Photographer = Callable[..., Any]

CODE = "000.00.19.H47-190926-0001"
KEY = slip_key(dossier_code("000.00.19.H47", date(2019, 9, 26), 1), 1)
FULL_HD = (1920, 1080)
SYLLABLES = [
    *("Nguyễn", "Thị", "Đặng", "Phượng", "Hoàng", "Quỳnh", "Ngọc", "Đức", "Thủy"),
    *("Trường", "Lê", "Bảo", "Vũ", "Ý", "Nhi", "Ấp", "Bình"),
]


def qr(content: str | bytes, dots: int = 8, *, level: str = "l") -> Image:
    symbol = segno.make(content, error=level, micro=False, boost_error=False)
    return np.kron(
        np.array(list(symbol.matrix_iter(border=4)), np.uint8) == 0,
        np.ones((dots, dots), np.uint8),
    ).astype(np.uint8) * np.uint8(255)


def bars(content: str, name: zxingcpp.BarcodeFormat, dots: int = 3, tall: int = 120) -> Image:
    drawn = np.array(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(content, name)))
    return np.asarray(np.kron(drawn[drawn.shape[0] // 2], np.ones((tall, dots))), np.uint8)


def slip() -> Image:
    """An 80 mm slip at 203 dots an inch: the code as QR, its key as Code 128."""
    paper = np.full((1000, 576), 255, np.uint8)
    code, key = qr(CODE, level="m"), bars(KEY, zxingcpp.BarcodeFormat.Code128)
    paper[300 : 300 + code.shape[0], 150 : 150 + code.shape[1]] = code
    left = (576 - key.shape[1]) // 2
    paper[700 : 700 + key.shape[0], left : left + key.shape[1]] = key
    for line in range(40, 260, 32):
        cv2.putText(paper, "Mau giay 0123456789", (40, line), 0, 0.8, 0, 2)
    return np.asarray(cv2.cvtColor(paper, cv2.COLOR_GRAY2BGR), np.uint8)


def framed(symbol: Image) -> Image:
    picture = np.full((symbol.shape[0] + 160, symbol.shape[1] + 160), 235, np.uint8)
    picture[80:-80, 80:-80] = symbol
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)


def values(image: Image, symbologies: frozenset[Symbology] = DESK) -> dict[Symbology, str]:
    return {found.symbology: found.value for found in read_barcodes(image, symbologies=symbologies)}


@pytest.mark.parametrize(
    "setting",
    [
        {"share": 0.85, "turn_deg": 3.0, "slant": 0.1},
        {"share": 0.7, "turn_deg": -6.0, "slant": 0.05, "desk": "grey"},
        {"share": 0.95, "turn_deg": 2.0, "slant": 0.15, "blur": 1.2, "noise": 4.0},
    ],
)
def test_a_photographed_slip_gives_its_code(
    photographer: Photographer, setting: dict[str, Any]
) -> None:
    """The QR of a slip on a desk is read exactly and known as a dossier code."""
    found = read_barcodes(photographer(slip(), size=FULL_HD, **setting).image)
    codes = [barcode for barcode in found if barcode.symbology is Symbology.QR]
    assert [(code.kind, code.value) for code in codes] == [(Kind.DOSSIER_CODE, CODE)]


def test_a_photographed_slip_gives_its_key(photographer: Photographer) -> None:
    """The Code 128 beside it is read when the slip fills the picture, and known as a slip key."""
    wide = slip()[650:880]
    found = read_barcodes(photographer(wide, size=FULL_HD, share=0.9, slant=0.05).image)
    assert [(code.kind, code.value) for code in found] == [(Kind.SLIP_KEY, KEY)]


@pytest.mark.parametrize("turn_deg", [0.0, 45.0, 90.0, 180.0, 270.0])
def test_a_code_is_read_at_any_angle(photographer: Photographer, turn_deg: float) -> None:
    """Nobody has to turn the slip."""
    square = framed(qr(CODE, level="m"))
    photograph = photographer(square, size=FULL_HD, share=0.35, turn_deg=turn_deg)
    assert values(photograph.image) == {Symbology.QR: CODE}


def test_a_code_in_a_quarter_of_the_light_is_read(photographer: Photographer) -> None:
    """Noise in a dark picture does not hide a slip."""
    photograph = photographer(slip(), size=FULL_HD, share=0.95, gain=0.25, noise=3.0)
    assert values(photograph.image)[Symbology.QR] == CODE


def test_light_on_dark_is_read() -> None:
    """A code on a telephone's dark screen is read."""
    assert values(255 - framed(qr(CODE))) == {Symbology.QR: CODE}


@pytest.mark.parametrize(
    ("name", "symbology", "content"),
    [
        (zxingcpp.BarcodeFormat.Code39, Symbology.CODE_39, "EE123456789VN"),
        (zxingcpp.BarcodeFormat.ITF, Symbology.ITF, "12345678901231"),
        (zxingcpp.BarcodeFormat.Code128, Symbology.CODE_128, "RR123456785VN"),
    ],
)
def test_desk_symbols_are_named(
    name: zxingcpp.BarcodeFormat, symbology: Symbology, content: str
) -> None:
    """Each symbology that a desk meets comes back under its own name."""
    assert values(framed(bars(content, name))) == {symbology: content}


def test_data_matrix_is_read() -> None:
    """The square symbol of parcel labels is one of the desk's."""
    drawn = zxingcpp.create_barcode(CODE, zxingcpp.BarcodeFormat.DataMatrix)
    picture = np.array(zxingcpp.write_barcode_to_image(drawn, scale=8))
    assert values(framed(picture)) == {Symbology.DATA_MATRIX: CODE}


def test_only_the_wanted_symbols_are_looked_for() -> None:
    """A reader that is asked for QR does not answer with bars."""
    picture = framed(bars("12345678901231", zxingcpp.BarcodeFormat.ITF))
    assert values(picture, symbologies=frozenset({Symbology.QR})) == {}


def test_the_place_of_a_code_is_told(photographer: Photographer) -> None:
    """The four corners lie around the code, in the picture's pixels."""
    (found,) = read_barcodes(framed(qr(CODE)))
    xs, ys = zip(*found.position, strict=True)
    assert 80 < min(xs) < max(xs) < 80 + 264
    assert 80 < min(ys) < max(ys) < 80 + 264


@pytest.mark.parametrize("size", [(1080, 1920, 3), (1, 1, 3), (7, 300, 3), (40, 40)])
def test_noise_is_no_code(size: tuple[int, ...]) -> None:
    """Pictures without a code, however small, are answered with nothing."""
    noise = np.random.default_rng(4).integers(0, 255, size, dtype=np.uint8)
    assert read_barcodes(noise) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CODE, Kind.DOSSIER_CODE),
        (KEY, Kind.SLIP_KEY),
        (KEY[:-1] + str((int(KEY[-1]) + 1) % 10), Kind.UNKNOWN),
        ("EE123456789VN", Kind.UNKNOWN),
        ("EE123456785VN", Kind.POSTAL_ITEM),
        ("049000000000||Nguyễn Văn Thử|01011990|Nam|Số 0|01012021", Kind.CITIZEN_CARD),
        (label_text(Label.BADGE, 42), Kind.OFFICER_BADGE),
        (label_text(Label.SHELF, 7), Kind.SHELF),
        (label_text(Label.MANIFEST, 2611230001), Kind.MANIFEST),
        (label_text(Label.SEPARATOR, 3), Kind.SEPARATOR),
        ("", Kind.UNKNOWN),
    ],
)
def test_a_value_is_known_by_its_form(text: str, kind: Kind) -> None:
    """A wrong check digit or another office's number is no value of ours."""
    assert classify(text) is kind


def test_hostile_text_is_cleaned_and_bounded() -> None:
    """Controls, bidi marks and endless text do not pass the reader."""
    (found,) = read_barcodes(framed(qr("\u202eAB\x1b[2J\x00" + "x" * 600, dots=4)))
    assert "\u202e" not in found.value
    assert "\x1b" not in found.value
    assert len(found.value) <= VALUE_LIMIT


def card_texts(count: int) -> list[str]:
    """Card-like texts of people who cannot exist."""
    chance = random.Random(5)
    return [
        f"{number:012}||{' '.join(chance.sample(SYLLABLES, 4))}|01011990|Nam|"
        f"{' '.join(chance.sample(SYLLABLES, 5))}, phường {' '.join(chance.sample(SYLLABLES, 2))}|"
        "01012099"
        for number in range(count)
    ]


def test_vietnamese_in_a_qr_is_exact() -> None:
    """UTF-8 without a declared encoding, as on identity cards, comes back letter for letter."""
    for text in card_texts(40):
        (found,) = read_barcodes(framed(qr(text.encode(), dots=4)))
        assert found.value == text
        assert found.engine is Engine.ZXING


def test_what_the_second_engine_garbles_is_repaired_or_dropped() -> None:
    """zbar takes some Vietnamese texts for Japanese; none of them passes garbled."""
    garbled = 0
    for text in card_texts(120):
        picture = qr(text.encode(), dots=4)
        for result in pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE]):
            garbled += result.data.decode() != text
            assert repaired(result.data) in {text, None}
    assert garbled > 0


def test_bytes_that_are_no_text_are_dropped() -> None:
    """What is not UTF-8 has no value."""
    assert repaired(b"\xff\xfe\x00") is None


def test_the_desk_looks_for_what_its_papers_carry() -> None:
    """Shop codes are not looked for at a desk: a milk carton is no dossier."""
    assert Symbology.EAN_13 not in DESK


@pytest.mark.parametrize(
    ("name", "symbology", "content", "value"),
    [
        ("EAN-13", Symbology.EAN_13, "8934563138165", "8934563138165"),
        ("EAN-8", Symbology.EAN_8, "96385074", "96385074"),
        ("UPC-A", Symbology.EAN_13, "036000291452", "0036000291452"),
        ("UPC-E", Symbology.UPC_E, "01234565", "0012345000065"),
        ("Code 93", Symbology.CODE_93, "TEST93-2026", "TEST93-2026"),
        ("Codabar", Symbology.CODABAR, "A40156B", "A40156B"),
        ("Telepen", Symbology.TELEPEN, "HELLO", "HELLO"),
        ("DataBar Omni", Symbology.DATABAR, "0104412345678909", "(01)04412345678909"),
        ("DataBar Stacked", Symbology.DATABAR, "0104412345678909", "(01)04412345678909"),
        ("DataBar Limited", Symbology.DATABAR_LIMITED, "0100312345678906", "(01)00312345678906"),
        (
            *("DataBar Expanded", Symbology.DATABAR_EXPANDED, "(01)90012345678908(10)AB1"),
            "(01)90012345678908(10)AB1",
        ),
        ("PDF417", Symbology.PDF_417, CODE, CODE),
        ("MicroPDF417", Symbology.MICRO_PDF_417, CODE, CODE),
        ("Aztec", Symbology.AZTEC, CODE, CODE),
        ("MaxiCode", Symbology.MAXICODE, CODE, CODE),
        ("Micro QR Code", Symbology.MICRO_QR, "12345", "12345"),
        ("rMQR Code", Symbology.RMQR, CODE, CODE),
        ("Data Matrix", Symbology.DATA_MATRIX, CODE, CODE),
    ],
)
def test_every_symbology_that_the_engines_know_is_read(
    name: str, symbology: Symbology, content: str, value: str
) -> None:
    """Under its own name, and a GS1 text with its brackets; none of them prints anything."""
    drawn = zxingcpp.create_barcode(content, zxingcpp.barcode_format_from_str(name))
    picture = framed(np.array(zxingcpp.write_barcode_to_image(drawn, scale=4)))
    assert values(picture, EVERY) == {symbology: value}


def test_an_add_on_is_a_symbol_of_its_own() -> None:
    """The price or the issue beside an EAN does not change the number of the thing."""
    main = bars("9780201379624", zxingcpp.BarcodeFormat.EAN13)
    add_on = bars("51999", zxingcpp.BarcodeFormat.EAN5)
    end = int(np.flatnonzero(main[0] == 0)[-1]) + 1
    gap = np.full((main.shape[0], 9 * 3), 255, np.uint8)
    found = values(framed(np.hstack([main[:, :end], gap, add_on])), EVERY)
    assert found == {Symbology.EAN_13: "9780201379624", Symbology.EAN_5: "51999"}


SOFT = [
    {"share": 0.25, "blur": 1.9, "noise": 3.0},
    {"share": 0.25, "blur": 1.4, "noise": 4.0, "gain": 0.15},
    {"share": 0.25, "blur": 1.4, "turn_deg": 37.0},
    {"share": 0.28, "blur": 2.2},
]


@pytest.mark.parametrize("setting", SOFT)
def test_bars_that_no_engine_reads_alone_are_read(
    photographer: Photographer, setting: dict[str, Any]
) -> None:
    """Soft, noisy, dark or turned: straightened and sharpened they give their key."""
    photograph = photographer(slip()[650:880], size=FULL_HD, slant=0.05, **setting).image
    grey = cv2.cvtColor(photograph, cv2.COLOR_BGR2GRAY)
    assert KEY not in {found.text for found in zxingcpp.read_barcodes(grey)}
    assert KEY not in {found.data.decode() for found in pyzbar.decode(grey, DESK_OF_ZBAR)}
    assert values(photograph) == {Symbology.CODE_128: KEY}


DESK_OF_ZBAR = [pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.CODE39, pyzbar.ZBarSymbol.QRCODE]


def test_bars_beside_a_code_that_is_read_at_once_are_read_too(photographer: Photographer) -> None:
    """The QR of a slip does not hide its bars, which take a closer look."""
    photograph = photographer(slip(), size=FULL_HD, share=0.9, turn_deg=25.0, slant=0.05).image
    assert values(photograph, EVERY) == {Symbology.QR: CODE, Symbology.CODE_128: KEY}


def test_a_slanting_line_makes_no_shorter_number(photographer: Photographer) -> None:
    """Every part of an ITF is one; only the whole is handed on, however the label lies."""
    label = framed(bars("12345678901231", zxingcpp.BarcodeFormat.ITF, tall=60))
    for turn_deg in range(-24, 25, 6):
        photograph = photographer(label, size=(1280, 960), share=0.3, turn_deg=float(turn_deg))
        found = values(photograph.image, EVERY)
        assert set(found.values()) <= {"12345678901231"}


@pytest.mark.parametrize("symbologies", [DESK, EVERY])
def test_nothing_reaches_the_terminal(
    capfd: pytest.CaptureFixture[str], symbologies: frozenset[Symbology]
) -> None:
    """What the engines' C code prints would tear the screen."""
    chance = np.random.default_rng(9)
    for _ in range(6):
        stripes = np.repeat(chance.integers(0, 2, 300) * 255, chance.integers(2, 5))
        picture = np.tile(stripes.astype(np.uint8), (300, 1))
        soft = cv2.GaussianBlur(picture, (0, 0), float(chance.uniform(0.5, 3)))
        read_barcodes(np.asarray(soft, np.uint8), symbologies=symbologies)
    assert capfd.readouterr() == ("", "")


def test_a_slip_out_of_focus_gives_its_key(photographer: Photographer) -> None:
    """Bars that flow together are explained as a whole, and the answer says that no engine did."""
    photograph = photographer(slip()[650:880], size=FULL_HD, share=0.18, blur=1.8).image
    (found,) = read_barcodes(photograph)
    assert (found.value, found.kind, found.engine) == (KEY, Kind.SLIP_KEY, Engine.FIT)
    xs, ys = zip(*found.position, strict=True)
    assert min(xs) < FULL_HD[0] / 2 < max(xs)
    assert min(ys) < FULL_HD[1] / 2 < max(ys)


@pytest.mark.parametrize("turn_deg", [0.0, 30.0, 90.0])
def test_bars_in_light_on_dark_are_read(photographer: Photographer, turn_deg: float) -> None:
    """As on a telephone that shows everything on black."""
    dark = 255 - framed(bars("RR123456785VN", zxingcpp.BarcodeFormat.Code128))
    photograph = photographer(dark, size=FULL_HD, share=0.4, turn_deg=turn_deg).image
    assert values(photograph) == {Symbology.CODE_128: "RR123456785VN"}


def test_a_lamp_on_the_middle_of_bars_does_not_hide_them() -> None:
    """Their ends are read by themselves, where bars all along and their mean say nothing."""
    drawn = bars(KEY, zxingcpp.BarcodeFormat.Code128, tall=200)
    lit = np.pad(drawn, 60, constant_values=255).astype(np.float32)
    y, x = np.mgrid[: lit.shape[0], : lit.shape[1]].astype(np.float32)
    lamp = np.exp(-(((x - 200) / 160) ** 2) - ((y - 160) / 45) ** 2)
    shining = np.clip(lit * (1 - 0.6 * lamp) + 330 * lamp, 0, 255)
    soft = cv2.GaussianBlur(shining.astype(np.uint8), (0, 0), 2.0)
    assert values(np.asarray(soft, np.uint8)) == {Symbology.CODE_128: KEY}


def test_half_of_a_torn_itf_is_no_number(photographer: Photographer) -> None:
    """Each part of an ITF would be one: what is left of it is not guessed."""
    whole = np.pad(bars("12345678901231", zxingcpp.BarcodeFormat.ITF), 40, constant_values=255)
    for end in range(260, 420, 20):
        half = cv2.cvtColor(whole[:, :end], cv2.COLOR_GRAY2BGR)
        photograph = photographer(np.asarray(half, np.uint8), size=(1280, 960), share=0.4).image
        assert values(photograph, EVERY) == {}


def test_half_of_an_ean_that_a_lamp_hides_is_no_second_code() -> None:
    """Where glare hides the rest, its first half reads as a UPC-E: the whole is above it."""
    whole = bars("9780441014989", zxingcpp.BarcodeFormat.EAN13, tall=160)
    picture = np.pad(whole, 60, constant_values=255)
    picture[150:, 60 + whole.shape[1] // 2 :] = 255
    assert values(picture, EVERY) == {Symbology.EAN_13: "9780441014989"}


def test_blanks_are_part_of_what_a_code_says() -> None:
    """Two blanks are not one, nor are those at the end of a line nothing."""
    text = "HO SO  0001  \nSO 2"
    assert values(framed(qr(text, dots=4)))[Symbology.QR] == text


def test_a_desk_that_has_its_own_code_looks_no_further() -> None:
    """A slip's QR and its bars are one dossier: the second would only take time."""
    assert values(slip()[:, :, 0]).keys() >= {Symbology.QR}
    soft = cv2.GaussianBlur(slip()[:, :, 0], (0, 0), 3.0)
    soft[300:600] = slip()[300:600, :, 0]
    assert values(np.asarray(soft, np.uint8)) == {Symbology.QR: CODE}
