"""A TOML file from outside, and on which line of it a value stands."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from data.catalogue.errors import Finding
from data.catalogue.locator import Place, line_of, locate
from data.catalogue.source import Source, read_bytes

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


class Document(Source):
    """A TOML text; where its lines are is worked out when the first finding asks."""

    def __init__(self, name: str, raw: bytes | None) -> None:
        super().__init__(name, raw)
        self._text = ""
        self._places: Mapping[Place, int] | None = None
        if not self.has_errors:
            self._parse(self.raw)

    def spot(self, place: Place) -> Finding:
        if self._places is None:
            self._places = locate(self._text)
        return Finding(self.name, line_of(place, self._places), "")

    def _parse(self, raw: bytes) -> None:
        # Notepad writes a byte order mark, which TOML does not allow.
        text = ""
        try:
            text = raw.decode("utf-8-sig")
            self.values = tomllib.loads(text)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._broken(line, "Dòng này có ký tự không phải UTF-8.")
        except tomllib.TOMLDecodeError as error:
            self._broken(_syntax_line(str(error), text), _syntax_sentence(str(error)))
        except RecursionError:
            self.add_whole("Tệp lồng quá nhiều tầng.")
        else:
            self._text = text

    def _broken(self, line: int, sentence: str) -> None:
        self.add(Finding(self.name, line, sentence))


def document(path: Path) -> Document:
    return Document(path.name, read_bytes(path))


def _syntax_line(message: str, text: str) -> int:
    """`tomllib` names the line in its message only; else the fault is at the end of the text."""
    match = _AT_LINE.search(message)
    return int(match[1]) if match else text.rstrip("\n").count("\n") + 1


def _syntax_sentence(message: str) -> str:
    known = (sentence for start, sentence in _SYNTAX.items() if message.startswith(start))
    return next(known, _ANY_SYNTAX)
