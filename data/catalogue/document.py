"""A TOML file from outside, read once: its bytes, its values, and what is wrong with them.

Nothing raises while a file is looked through; `settle` raises once, with everything found.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from data.catalogue.errors import CatalogueError, Finding, Severity
from data.catalogue.locator import Place, line_of, locate

FILE_LIMIT_BYTES = 4 * 1024 * 1024

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SYNTAX = {
    "Invalid date or datetime": "Ngày hoặc giờ không có thật.",
    "Cannot overwrite a value": "Mục này đã được ghi ở trên.",
    "Cannot declare": "Bảng này đã được ghi ở trên.",
    "Unclosed array": "Thiếu dấu «]» đóng danh sách.",
    "Illegal character '\\n'": "Thiếu dấu nháy đóng ở cuối dòng.",
    "Unterminated string": "Thiếu dấu nháy đóng của đoạn văn.",
    "Expected '=' after a key": "Thiếu dấu «=» sau tên mục.",
}
_ANY_SYNTAX = "Dòng này không đúng cú pháp TOML."


class Document:
    """`findings` grows while readers look at `values`; `fault` is how they add to it."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.findings: list[Finding] = []
        self._lines: Mapping[Place, int] = {}
        self.values: Mapping[str, object] = {}
        raw = self._read(path)
        self.sha256 = hashlib.sha256(raw).hexdigest()
        self._parse(raw)

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def fault(self, place: Place, sentence: str) -> None:
        self._add(line_of(place, self._lines), sentence, Severity.ERROR)

    def note(self, place: Place, sentence: str) -> None:
        self._add(line_of(place, self._lines), sentence, Severity.NOTE)

    def settle(self) -> None:
        """Raises what was found, if any of it is an error."""
        if self.has_errors:
            raise CatalogueError(tuple(sorted(self.findings)))

    def _add(self, line: int, sentence: str, severity: Severity) -> None:
        finding = Finding(self.name, line, sentence, severity)
        if finding not in self.findings:
            self.findings.append(finding)

    def _read(self, path: Path) -> bytes:
        try:
            with path.open("rb") as file:
                raw = file.read(FILE_LIMIT_BYTES + 1)
        except OSError:
            self._add(0, "Không đọc được tệp.", Severity.ERROR)
            return b""
        if len(raw) > FILE_LIMIT_BYTES:
            self._add(0, "Tệp lớn hơn 4 MiB.", Severity.ERROR)
            return b""
        return raw

    def _parse(self, raw: bytes) -> None:
        # Notepad writes a byte order mark, which TOML does not allow.
        try:
            text = raw.decode("utf-8-sig")
            self.values = tomllib.loads(text)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._add(line, "Dòng này có ký tự không phải UTF-8.", Severity.ERROR)
        except tomllib.TOMLDecodeError as error:
            self._add(_syntax_line(str(error), text), _syntax_sentence(str(error)), Severity.ERROR)
        except RecursionError:
            self._add(0, "Tệp lồng quá nhiều tầng.", Severity.ERROR)
        else:
            self._lines = locate(text)


def _syntax_line(message: str, text: str) -> int:
    """`tomllib` names the line in its message only; else the fault is at the end of the text."""
    match = _AT_LINE.search(message)
    return int(match[1]) if match else text.rstrip("\n").count("\n") + 1


def _syntax_sentence(message: str) -> str:
    known = (sentence for start, sentence in _SYNTAX.items() if message.startswith(start))
    return next(known, _ANY_SYNTAX)
