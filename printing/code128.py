"""Code 128 bars (ISO/IEC 15417): symbols to module widths. Every bar is a whole module."""

from collections.abc import Sequence

QUIET_MODULES = 10
"""White modules each side; readers fail with fewer."""
START_A, START_B, START_C, STOP = 103, 104, 105, 106
_CHECK_BASE = 103

_WIDTHS = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
)  # fmt: skip
"""Widths of bar, space, bar, space, bar, space of each symbol value; the stop has one bar more."""


def digits_modules(digits: str) -> list[int]:
    """Modules of `digits` in set C, 1 for black, without quiet zones."""
    assert digits.isascii()
    assert digits.isdigit()
    assert len(digits) % 2 == 0
    pairs = [int(digits[place : place + 2]) for place in range(0, len(digits), 2)]
    return symbol_modules([START_C, *pairs])


def symbol_modules(values: Sequence[int]) -> list[int]:
    """Modules of start and data `values`, with check symbol and stop added."""
    check = values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))
    modules: list[int] = []
    for value in (*values, check % _CHECK_BASE, STOP):
        for place, width in enumerate(_WIDTHS[value]):
            modules += [1 - place % 2] * int(width)
    return modules


_SETS = {"A": (START_A, 101), "B": (START_B, 100), "C": (START_C, 99)}
"""Symbol values that start in a code set and that change to it."""
_FUNCTIONS = {"S": 98, "1": 102, "2": 97, "3": 96}
_PAIRS = 100
_CONTROLS = 32
_PRINTABLE = range(32, 128)


def escaped_values(data: bytes) -> list[int] | None:
    """Symbol values of ESC/POS barcode data, whose escapes are {A {B {C {S {1 {2 {3 and {{.

    Data without a code set is read in set B. None where it cannot be Code 128.
    """
    values: list[int] = []
    code_set, place = "", 0
    while place < len(data):
        escape = (
            chr(data[place + 1]) if data[place : place + 1] == b"{" and data[place + 1 :] else ""
        )
        place += 2 if escape else 1
        if escape in _SETS:
            values.append(_SETS[escape][1 if code_set else 0])
            code_set = escape
            continue
        if not code_set:
            values.append(START_B)
            code_set = "B"
        value = _FUNCTIONS.get(escape) if escape else _value(data[place - 1], code_set)
        if escape == "{":
            value = _value(ord("{"), code_set)
        if value is None:
            return None
        values.append(value)
    return values or None


def gs1_values(data: bytes) -> list[int] | None:
    """Of a GS1-128 barcode, whose printer sets code set and first function sign by itself."""
    text = bytes(byte for byte in data if byte not in b"() ")
    if text.isdigit() and len(text) % 2 == 0:
        pairs = [int(text[place : place + 2]) for place in range(0, len(text), 2)]
        return [START_C, _FUNCTIONS["1"], *pairs]
    values = [_value(byte, "B") for byte in text]
    known = [value for value in values if value is not None]
    return [START_B, _FUNCTIONS["1"], *known] if known and len(known) == len(values) else None


def _value(byte: int, code_set: str) -> int | None:
    if code_set == "C":
        return byte if byte < _PAIRS else None
    if code_set == "A" and byte < _CONTROLS:
        return byte + 64
    return byte - _CONTROLS if byte in _PRINTABLE else None
