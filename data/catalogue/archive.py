"""What is looked at in a workbook file before a spreadsheet library opens it.

A file is opened only within bounds of members, unpacked bytes and rows (a packed file can unpack
to a thousand times its size), and without a document type, which entity bombs need.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename
from xml.etree import ElementTree as ET

from data.domain.text import clean

_MIB = 1024 * 1024
UNPACKED_LIMIT_BYTES = 64 * _MIB
MEMBERS_LIMIT = 500
SHEETS_LIMIT = 50
ROW_LIMIT = 20_000
"""Rows of one sheet, its head not counted."""
MERGES_LIMIT = 100
"""Merged cells of one sheet that are reported."""

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3})([0-9]{1,7})[:"]')
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)")
_ROW_NUMBER = re.compile(rb'\br="([0-9]+)"')
_PROLOGUE_BYTES = 64
_DECLARATION_BYTES = 1024
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})
_SHEETS = "xl/worksheets/"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

UNREADABLE = (
    zipfile.BadZipFile,
    lzma.LZMAError,
    struct.error,
    zlib.error,
    ET.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What a broken archive raises, wherever in it the fault is."""


class ArchiveFault(Exception):
    """Why a workbook is not opened at all, as a sentence and as a code."""

    def __init__(self, sentence: str, code: str = "broken") -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a workbook may hold."""

    rows: int = ROW_LIMIT
    unpacked_bytes: int = UNPACKED_LIMIT_BYTES


USUAL = Bounds()


@dataclass(frozen=True, slots=True)
class Merge:
    """The first cell of a merged range; `sheet` is empty where its title cannot be told."""

    sheet: str
    column: str
    row: int


def inspect(raw: bytes, bounds: Bounds = USUAL) -> tuple[Merge, ...]:
    """The merged cells of all sheets. Raises ArchiveFault."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _require_bounds(archive, bounds)
            return tuple(_merges(archive, bounds))
    except UNREADABLE as error:
        raise ArchiveFault("Tệp không phải bảng tính .xlsx đọc được.") from error


def too_many_rows(title: str, limit: int = ROW_LIMIT) -> ArchiveFault:
    return ArchiveFault(
        f"Trang «{clean(title)}» có hơn {limit} dòng; hãy xóa các dòng trống ở cuối.", "rows"
    )


def _require_bounds(archive: zipfile.ZipFile, bounds: Bounds) -> None:
    members = archive.infolist()
    sheets = [member for member in members if member.filename.startswith(_SHEETS)]
    if len(members) > MEMBERS_LIMIT or len(sheets) > SHEETS_LIMIT:
        raise ArchiveFault("Bảng tính có quá nhiều trang hoặc phần đính kèm.", "parts")
    # A member that unpacks to more than it declares is cut off there and fails its checksum.
    if sum(member.file_size for member in members) > bounds.unpacked_bytes:
        limit = bounds.unpacked_bytes // _MIB
        raise ArchiveFault(f"Bảng tính bung ra lớn hơn {limit} MiB.", "large")


def _merges(archive: zipfile.ZipFile, bounds: Bounds) -> Iterator[Merge]:
    for member in archive.infolist():
        if member.filename.endswith((".xml", ".rels")):
            _require_plain(archive.read(member))
    titles = _titles(archive)
    for member in archive.infolist():
        if member.filename.startswith(_SHEETS) and member.filename.endswith(".xml"):
            title = titles.get(basename(member.filename), "")
            content = archive.read(member)
            _require_rows(content, title, bounds.rows)
            yield from _merges_of(content, title)


def _require_plain(content: bytes) -> None:
    """No document type, and no other encoding in which one could hide."""
    if b"<!DOCTYPE" in content or b"\0" in content[:_PROLOGUE_BYTES]:
        raise ArchiveFault("Bảng tính có khai báo DOCTYPE, không được mở.", "doctype")
    encoding = _ENCODING.search(content[:_DECLARATION_BYTES])
    known = encoding is None or encoding[1].lower() in _ENCODINGS
    if content and not (known and _PROLOGUE.match(content)):
        raise ArchiveFault("Bảng tính không ghi bằng UTF-8, không được mở.", "doctype")


def _require_rows(content: bytes, title: str, limit: int) -> None:
    """Also that they stand in order: openpyxl leaves out a row that comes after a later one."""
    last, in_order = 0, True
    for match in _ROW.finditer(content):
        number = _ROW_NUMBER.search(match[1])
        place = int(number[1][:9]) if number else last + 1
        in_order = in_order and place > last
        last = max(last, place)
    if last > limit + 1:
        raise too_many_rows(title, limit)
    if not in_order:
        raise ArchiveFault(f"Trang «{clean(title)}» có dòng không đúng thứ tự.", "disorder")


def _merges_of(content: bytes, title: str) -> Iterator[Merge]:
    for count, match in enumerate(_MERGE.finditer(content)):
        if count == MERGES_LIMIT:
            return
        yield Merge(title, match[1].decode(), int(match[2]))


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The title of each sheet by the name of its member."""
    targets = {
        relation.get("Id", ""): basename(relation.get("Target", ""))
        for relation in _parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    return {
        targets.get(sheet.get(_RELATION, ""), ""): sheet.get("name", "")
        for sheet in _parsed(archive, "xl/workbook.xml").iter()
        if sheet.tag.endswith("}sheet")
    }


def _parsed(archive: zipfile.ZipFile, name: str) -> ET.Element:
    # Entities need a document type, and a file that has one was refused before.
    return ET.fromstring(archive.read(name))  # noqa: S314 - see the sentence above
