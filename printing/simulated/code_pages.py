"""What a byte of text means on each code page (ESC t) of a receipt printer."""

import importlib.util
import json
from functools import lru_cache
from pathlib import Path

_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857",
    14: "cp737", 15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858",
    20: "cp874", 21: "cp874", 26: "cp874", 32: "cp720", 33: "cp775", 34: "cp855", 35: "cp861",
    36: "cp862", 37: "cp864", 38: "cp869", 39: "iso8859_2", 40: "iso8859_15", 44: "cp1125",
    45: "cp1250", 46: "cp1251", 47: "cp1253", 48: "cp1254", 49: "cp1255", 50: "cp1256",
    51: "cp1257", 52: "cp1258",
}  # fmt: skip
"""Python's names of those that have one; others are read as page 0."""
_TABLES = {1: "KATAKANA", 30: "TCVN-3-1", 31: "TCVN-3-2"}
_UPPER_HALF = 128


def decoded(data: bytes, page: int) -> str:
    """One character a byte, so that each keeps its place."""
    table = _table(page)
    return "".join(table[byte] for byte in data)


@lru_cache(maxsize=64)
def _table(page: int) -> str:
    codec = _PAGES.get(page, _PAGES[0])
    if page in _TABLES:
        lower = bytes(range(_UPPER_HALF)).decode("ascii")
        return lower + _upper_half(_TABLES[page])
    return bytes(range(256)).decode(codec, "replace")


def _upper_half(name: str) -> str:
    """From python-escpos's data, read as a file: the library's own reader is slow."""
    package = importlib.util.find_spec("escpos")
    assert package is not None
    assert package.origin is not None
    text = (Path(package.origin).parent / "capabilities.json").read_text("utf-8")
    return "".join(json.loads(text)["encodings"][name]["data"])
