"""The carrier's status file: what of its items became, as the carrier exports it (CSV or XLSX).

The carrier's live interface is not public. Whatever bytes it is given, the reader gives a table
within its limits or raises Refused; nothing of the file is run, and nothing in it is reckoned.
"""

from pathlib import Path
from typing import Final

from data.catalogue.carrier_csv import read_csv
from data.catalogue.carrier_table import CarrierTable
from data.domain.errors import Refused
from data.domain.text import clean

FILE_LIMIT_BYTES: Final = 32 * 1024 * 1024
_MIB: Final = 1024 * 1024
_PACKED: Final = b"PK\x03\x04"
_OLD_BOOK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""An .xls file, or an .xlsx with a password."""
_PAGES: Final = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"%pdf-")
"""What some systems export under the name of a spreadsheet."""
_START_BYTES: Final = 64


def read_carrier_file(path: Path) -> CarrierTable:
    """Raises Refused("carrier-file-unreadable") and as `parse_carrier_file`."""
    try:
        if not path.is_file():
            # A folder, or a pipe, which would keep the desk waiting.
            raise Refused("carrier-file-unreadable", file=clean(path.name))
        with path.open("rb") as file:
            raw = file.read(FILE_LIMIT_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Refused("carrier-file-unreadable", file=clean(path.name)) from error
    return parse_carrier_file(raw)


def parse_carrier_file(raw: bytes) -> CarrierTable:
    """By what the file is, whatever its name. Raises Refused with line and column."""
    if len(raw) > FILE_LIMIT_BYTES:
        raise Refused("carrier-file-large", limit=FILE_LIMIT_BYTES // _MIB)
    if raw.startswith(_OLD_BOOK):
        raise Refused("carrier-xls-old")
    if raw.startswith(_PACKED):
        from data.catalogue.carrier_book import read_book

        return read_book(raw)
    if raw[:_START_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        raise Refused("carrier-file-page")
    return read_csv(raw)
