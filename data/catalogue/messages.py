"""The files between this desk and the e-mail and SMS functions of the portal (R74).

What goes out is text and is read as text: no cell begins as a formula does. What comes back names
each message by its id and says whether it was sent.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from data.catalogue.errors import Finding, in_order
from data.catalogue.jsonlines import JsonLines
from data.catalogue.locator import Place
from data.catalogue.source import Source, read_bytes
from data.catalogue.table import Table
from data.catalogue.text_rows import csv_text
from data.domain.contacting import ContactChannel, Outcome
from data.domain.text import NOTE_LIMIT

LINES_LIMIT: Final = 10_000
CSV: Final = ".csv"
JSON_LINES: Final = ".jsonl"
FORMATS: Final = (CSV, JSON_LINES)

_COLUMNS: Final = ("id", "channel", "to", "title", "text", "dossier", "queued_at")
_ASKED: Final = ("id", "outcome", "note")
_ID_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as the portal takes it; `id` is what it answers with."""

    id: str
    channel: ContactChannel
    to: str
    title: str
    text: str
    dossier: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What the portal says of one message."""

    line: int
    id: str
    outcome: Outcome
    note: str


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The sound lines of a file, and what is wrong with the others."""

    lines: tuple[Answered, ...]
    findings: tuple[Finding, ...]


# --- going out ----------------------------------------------------------------------------------


def as_csv(messages: Sequence[Outgoing]) -> str:
    return csv_text(_COLUMNS, ([*_row(message).values()] for message in messages))


def as_json_lines(messages: Sequence[Outgoing]) -> str:
    return "".join(json.dumps(_row(it), ensure_ascii=False) + "\n" for it in messages)


WRITERS: Final[dict[str, Callable[[Sequence[Outgoing]], str]]] = {
    CSV: as_csv,
    JSON_LINES: as_json_lines,
}
"""By the ending of the file's name."""


def _row(message: Outgoing) -> dict[str, str]:
    return {
        "id": message.id,
        "channel": message.channel.value,
        "to": message.to,
        "title": message.title,
        "text": message.text,
        "dossier": message.dossier,
        "queued_at": message.queued_at.isoformat(),
    }


# --- coming back --------------------------------------------------------------------------------


def read_answers(path: Path) -> AnswerFile:
    """Every line of the file, sound or not. Other columns than id, outcome and note are left."""
    raw = read_bytes(path)
    source: JsonLines | _Rows
    if path.suffix.lower() == CSV:
        source = _Rows(path.name, raw)
    else:
        source = JsonLines(path.name, raw, LINES_LIMIT)
    known: dict[str, int] = {}
    read = [_answer(Table(source, row, (line,)), known, line) for line, row in source.objects()]
    sound = tuple(answer for answer in read if answer is not None)
    return AnswerFile(sound, in_order(source.findings))


def _answer(table: Table, known: dict[str, int], line: int) -> Answered | None:
    message = table.line("id", limit=_ID_LIMIT).lower()
    outcome = table.choice("outcome", Outcome)
    note = table.optional_note("note", limit=NOTE_LIMIT)
    if message and known.setdefault(message, line) != line:
        table.fault("id", f"Tin này đã có ở dòng {known[message]}.")
    return Answered(line, message, outcome, note) if table.sound else None


class _Rows(Source):
    """A CSV text whose first row names the columns."""

    def objects(self) -> Iterator[tuple[int, dict[str, object]]]:
        """Each row with the line on which it begins."""
        records = self._records(self._text())
        heads = next(records, (1, []))[1]
        if not self.has_errors and not set(_ASKED[:2]) <= set(heads):
            self._fault(1, f"Dòng đầu phải có các cột: {', '.join(_ASKED[:2])}.")
            return
        for count, (line, row) in enumerate(records, start=1):
            if count > LINES_LIMIT:
                self._fault(line, f"Tệp có nhiều hơn {LINES_LIMIT} dòng; hãy chia tệp.")
                return
            cells = dict(zip(heads, row, strict=False))
            if row:
                yield line, {name: cells[name] for name in _ASKED if cells.get(name)}

    def spot(self, place: Place) -> Finding:
        return Finding(self.name, int(place[0]), "")

    def _text(self) -> str:
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.raw.count(b"\n", 0, error.start) + 1
            self._fault(line, "Dòng này có ký tự không phải UTF-8.")
            return ""

    def _records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader, line = csv.reader(io.StringIO(text, newline=""), strict=True), 0
        try:
            for row in reader:
                yield line + 1, row
                line = reader.line_num
        except csv.Error:
            self._fault(line + 1, "Dòng này không đúng cú pháp CSV.")

    def _fault(self, line: int, sentence: str) -> None:
        self.add(Finding(self.name, line, sentence))
