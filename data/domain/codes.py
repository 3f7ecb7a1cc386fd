"""Grammars that printing writes and scanning reads: dossier code, form number and slip key.

A slip key is a bijection of a code that this Center gave out, so that a slip decodes with the
network down and the store empty.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from data.domain.text import clean

CODE_LIMIT = 40
"""Characters of a dossier code; the longest form in use has 25 (`reference/law.md` §3)."""
SLIP_KEY_LENGTH = 12

_CODE = re.compile(
    r"(?P<agency>[0-9A-Z]{1,6}(?:\.[0-9A-Z]{1,6}){1,5})"
    r"-(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"-(?P<serial>[0-9]{1,8})"
)
_CENTURY = 2000
_DAY_ZERO = date(2000, 1, 1)
_SERIAL_DIGITS = 4


@dataclass(frozen=True, slots=True)
class DossierCode:
    """Mã số hồ sơ, TT 01/2018/TT-VPCP Đ19.1: agency identifier, day of receipt, serial of the day.

    The national form is `V1V2V3.Z1Z2.Y1Y2.MX1X2-YYMMDD-XXXX`. Other groupings and serial lengths
    are in use elsewhere and parse; `serial` keeps its leading zeros.
    """

    agency: str
    day: date
    serial: str

    def __str__(self) -> str:
        return f"{self.agency}-{self.day:%y%m%d}-{self.serial}"

    @property
    def number(self) -> int:
        return int(self.serial)


def dossier_code(agency: str, day: date, number: int) -> DossierCode:
    """The code of dossier `number` (1–9999) that an agency receives on `day`."""
    assert 0 < number < 10**_SERIAL_DIGITS
    assert _DAY_ZERO.year <= day.year < _CENTURY + 100
    return DossierCode(agency, day, f"{number:0{_SERIAL_DIGITS}}")


def parse_code(text: str) -> DossierCode | None:
    """The dossier code that `text` is, whatever its case and outer space; None if it is none."""
    match = _CODE.fullmatch(text.strip().upper()) if len(text) <= CODE_LIMIT else None
    if match is None:
        return None
    try:
        day = date(_CENTURY + int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return DossierCode(match["agency"], day, match["serial"])


def slip_key(code: DossierCode, agency_index: int) -> str:
    """The 12 digits on a slip: agency index 2, day number 5, serial 4, check digit 1.

    `agency_index` (0–99) is the agency's place in the Center's register. Raises ValueError for a
    code of another form, which has no key.
    """
    if len(code.serial) != _SERIAL_DIGITS or not 0 <= agency_index < 100:  # noqa: PLR2004
        raise ValueError("a slip key stands for a code with a four-digit serial")
    digits = f"{agency_index:02}{(code.day - _DAY_ZERO).days:05}{code.serial}"
    return digits + check_digit(digits)


def read_slip_key(text: str, agencies: Mapping[int, str]) -> DossierCode | None:
    """The code behind a slip key, or None where the key or its agency is not one of ours.

    `agencies` maps the agency index to the agency's identifier.
    """
    digits = text.strip()
    if not is_slip_key(digits):
        return None
    agency = agencies.get(int(digits[:2]))
    day = _DAY_ZERO + timedelta(days=int(digits[2:7]))
    if agency is None or day.year >= _CENTURY + 100:
        return None
    return DossierCode(agency, day, digits[7:11])


def is_slip_key(text: str) -> bool:
    """Whether `text` is twelve digits whose check digit is right."""
    return (
        len(text) == SLIP_KEY_LENGTH
        and text.isascii()
        and text.isdigit()
        and check_digit(text[:-1]) == text[-1]
    )


class Series(IntEnum):
    """Papers with numbers of their own: the first two digits of their key, which no agency has.

    A 02 or 03 at the desk comes before there is a dossier code (A2), a blank before there is
    electricity (C7).
    """

    BLANK = 97
    REFUSAL = 98
    SUPPLEMENT = 99


@dataclass(frozen=True, slots=True)
class FormNumber:
    """Number of a 02, 03 or blank: day of issue and serial of that day, `261123-0012`."""

    series: Series
    day: date
    serial: int

    def __str__(self) -> str:
        return f"{self.day:%y%m%d}-{self.serial:04}"

    @property
    def key(self) -> str:
        """Twelve digits like a slip key, so that every reader and every desk reads it."""
        return slip_key(dossier_code("", self.day, self.serial), self.series)


def read_form_key(text: str) -> FormNumber | None:
    """The form number behind a key, or None where it is none."""
    series = {f"{one:d}": one for one in Series}.get(text.strip()[:2])
    code = read_slip_key(text, {series: ""}) if series else None
    return FormNumber(series, code.day, code.number) if series and code and code.number else None


def form_number(series: Series, text: str) -> FormNumber | None:
    """The number that `str` wrote, or None."""
    match = _FORM_NUMBER.fullmatch(text.strip())
    code = parse_code(f"0.0-{match[0]}") if match else None
    return FormNumber(series, code.day, code.number) if code and code.number else None


_FORM_NUMBER = re.compile(r"[0-9]{6}-[0-9]{4}")

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def check_digit(digits: str) -> str:
    """Damm's check digit: finds every wrong digit and every swap of two neighbours.

    H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004.
    """
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


_S10 = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def looks_like_s10(text: str) -> bool:
    """Whether `text` has the form of UPU S10: service, serial and check digit, country."""
    return _S10.fullmatch(text) is not None


def is_s10(text: str) -> bool:
    """Whether `text` is the number of a postal item (UPU S10), its check digit right."""
    return looks_like_s10(text) and s10_check_digit(text[2:10]) == text[10]


def s10_check_digit(serial: str) -> str:
    """Of eight digits; 10 is written 0 and 11 is written 5 (UPU S10)."""
    total = sum(int(digit) * by for digit, by in zip(serial, _S10_WEIGHTS, strict=True))
    return {10: "0", 11: "5"}.get(11 - total % 11, str(11 - total % 11))


CARD_LIMIT = 1_000
"""Characters of a citizen card's QR text; seven fields are about 150."""
_CARD_FIELDS = 7
_CARD_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})")


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """The QR of a CCCD or thẻ căn cước: seven fields by position (`reference/law.md` §8).

    The old number may be empty, dates that are none are None, and further fields, whose order is
    not published, are kept as `more` without a guess. The QR proves nothing by itself.
    """

    number: str
    old_number: str
    name: str
    born: date | None
    sex: str
    address: str
    issued: date | None
    more: tuple[str, ...]


def read_card(text: str) -> CitizenCard | None:
    """The card that `text` was read from, or None if it is not a card's text."""
    fields = [clean(part) for part in text[:CARD_LIMIT].split("|")]
    if len(fields) < _CARD_FIELDS or not _card_number(fields[0]) or not fields[2]:
        return None
    return CitizenCard(
        number=fields[0],
        old_number=fields[1],
        name=fields[2],
        born=_card_date(fields[3]),
        sex=fields[4],
        address=fields[5],
        issued=_card_date(fields[6]),
        more=tuple(fields[_CARD_FIELDS:]),
    )


def _card_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) in {9, 12}


def _card_date(text: str) -> date | None:
    match = _CARD_DATE.fullmatch(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
