"""Form templates: TOML files that hold every word of a paper.

A value put into a template is never read as template: a name with braces or brackets is only text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from printing.errors import TemplateError

RECEIPT_FILE = Path(__file__).parent / "forms" / "receipt.toml"
WEEKDAYS = 7
TEMPLATE_LIMIT_BYTES = 64_000
NO_BREAK = "\u00a0"
"""A space that keeps its neighbours on one line."""

_MOMENT = ("hour", "minute", "day", "month", "year")
_DATE = ("day", "month", "year")
_FIELDS = frozenset({
    "authority", "center", "center_address", "place", "hotline", "website", "code", "agency",
    "field", "applicant", "identity", "address", "phone", "email", "submitter",
    "submitter_identity", "submitter_phone", "procedure", "sets", "limit", "received_moment",
    "received_date", "due_moment", "due_time", "due_day", "due_weekday", "due_reasons",
    "return_place", "fee", "fee_state", "officer", "desk", "proof", "job", "reprint",
    "reprint_reason",
})  # fmt: skip
"""What a line of a receipt may be filled with."""

_RECEIPT: Mapping[str, tuple[str, ...]] = {
    "words.moment": _MOMENT,
    "words.date": _DATE,
    "marks.practice": (),
    "marks.sample_data": (),
    "marks.reprint": ("reprint",),
    "marks.reprint_reason": ("reprint_reason",),
    "head.authority": ("authority",),
    "head.center": ("center",),
    "head.state": (),
    "head.motto": (),
    "head.place_date": ("place", "received_date"),
    "head.title": (),
    "head.kept": (),
    "head.applicant": (),
    "appointment.code": ("code",),
    "appointment.label": (),
    "appointment.time": ("due_time",),
    "appointment.date": ("due_day",),
    "appointment.weekday": (),
    "appointment.reasons": ("due_reasons",),
    "body.office": (),
    "body.agency": (),
    "body.field": (),
    "body.applicant": ("applicant",),
    "body.identity": (),
    "body.submitter": ("submitter",),
    "body.address": ("address",),
    "body.phone": (),
    "body.email": (),
    "body.procedure": ("procedure",),
    "body.components": (),
    "body.sets": ("sets",),
    "body.limit": ("limit",),
    "body.received": ("received_moment",),
    "body.due": ("due_moment",),
    "body.return_place": ("return_place",),
    "body.fee": ("fee",),
    "body.no_fee": (),
    "table.number": (),
    "table.name": (),
    "table.originals": (),
    "table.certified": (),
    "table.compared": (),
    "table.copies": (),
    "signatures.submitter": (),
    "signatures.officer": (),
    "signatures.hint": (),
    "notes.label": (),
    "notes.bring": (),
    "notes.copies": (),
    "notes.post": (),
    "notes.hotline": ("hotline",),
    "notes.visit": (),
    "foot.evaluation": (),
    "foot.proof": ("proof", "job"),
}
"""Each line of the form, with the placeholders without which the paper would not be lawful."""

_OPEN_WORDS = {"words.moment": frozenset(_MOMENT), "words.date": frozenset(_DATE)}
_TOKEN = re.compile(r"\{([a-z_]+)\}|([\[\]{}])|([^\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line: wording of the form, or what was filled in."""

    text: str
    filled: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    group: int
    """Number of the optional stretch it stands in; 0 outside any."""


@dataclass(frozen=True, slots=True)
class _Wording:
    text: str
    group: int


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[_Slot | _Wording, ...]

    def slots(self) -> set[str]:
        return {piece.name for piece in self.pieces if isinstance(piece, _Slot)}

    def fill(self, values: Mapping[str, str]) -> tuple[Part, ...]:
        """The line with its values; nothing if all its placeholders are empty."""
        if self.slots() and not any(values[name] for name in self.slots()):
            return ()
        shown = self._shown_groups(values)
        return tuple(
            Part(values[piece.name], filled=True)
            if isinstance(piece, _Slot)
            else Part(piece.text, filled=False)
            for piece in self.pieces
            if piece.group in shown
        )

    def _shown_groups(self, values: Mapping[str, str]) -> set[int]:
        return {0} | {
            piece.group for piece in self.pieces if isinstance(piece, _Slot) and values[piece.name]
        }


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    lines: Mapping[str, Line]
    weekdays: tuple[str, ...]

    def fill(self, key: str, values: Mapping[str, str]) -> tuple[Part, ...]:
        return self.lines[key].fill(values)

    def words(self, key: str, values: Mapping[str, str] | None = None) -> str:
        return "".join(part.text for part in self.fill(key, values or {}))


def load_template(path: Path = RECEIPT_FILE) -> Template:
    with path.open("rb") as file:
        raw = file.read(TEMPLATE_LIMIT_BYTES + 1)
    if len(raw) > TEMPLATE_LIMIT_BYTES:
        raise TemplateError(1, "the file is too large for a form")
    try:
        return read_template(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TemplateError(raw[: error.start].count(b"\n") + 1, "not UTF-8 text") from error


def read_template(source: str) -> Template:
    """The template in `source`; raises TemplateError at the first line that does not fit."""
    where = _Places(source)
    entries = dict(_entries(_parsed(source), where))
    if entries.pop("form", None) != "receipt":
        raise TemplateError(where.line("form"), 'form must be "receipt"')
    weekdays = _weekdays(entries.pop("words.weekdays", None), where)
    _check_keys(entries, where)
    lines = {key: _read_line(key, entries[key], where.line(key)) for key in _RECEIPT}
    return Template(lines, weekdays)


def _parsed(source: str) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        last = source.count("\n") + 1
        raise TemplateError(int(found[1]) if found else last, f"not TOML: {error}") from error


class _Places:
    """Line numbers of tables and keys; tomllib does not tell them."""

    _HEADER = re.compile(r"\s*\[\s*([a-z_]+)\s*\]\s*(?:#.*)?")
    _KEY = re.compile(r"\s*([A-Za-z0-9_.\-]+)\s*=")

    def __init__(self, source: str) -> None:
        self._lines: dict[str, int] = {}
        table = ""
        for number, text in enumerate(source.splitlines(), start=1):
            if header := self._HEADER.fullmatch(text):
                table = header[1]
                self._lines.setdefault(table, number)
            elif key := self._KEY.match(text):
                self._lines.setdefault(f"{table}.{key[1]}" if table else key[1], number)

    def line(self, key: str) -> int:
        """Where `key` is, or its table, or the first line."""
        return self._lines.get(key) or self._lines.get(key.partition(".")[0], 1)


def _entries(parsed: Mapping[str, object], where: _Places) -> Iterator[tuple[str, object]]:
    for name, value in parsed.items():
        if not isinstance(value, dict):
            yield name, value
            continue
        for key, entry in value.items():
            if isinstance(entry, dict):
                raise TemplateError(where.line(f"{name}.{key}"), f"{key} is a table in a table")
            yield f"{name}.{key}", entry


def _weekdays(value: object, where: _Places) -> tuple[str, ...]:
    names = tuple(value) if isinstance(value, list) else ()
    if len(names) != WEEKDAYS or not all(isinstance(name, str) for name in names):
        raise TemplateError(where.line("words.weekdays"), "weekdays: seven names, Monday first")
    return names


def _check_keys(entries: Mapping[str, object], where: _Places) -> None:
    for key in entries:
        if key not in _RECEIPT:
            raise TemplateError(where.line(key), f"the form has no line {key}")
    for key in _RECEIPT:
        if key not in entries:
            raise TemplateError(where.line(key), f"line {key} is missing")


def _read_line(key: str, entry: object, number: int) -> Line:
    if not isinstance(entry, str):
        raise TemplateError(number, f"{key} is not a text")
    if not entry.replace(NO_BREAK, " ").isprintable():
        raise TemplateError(number, f"{key} holds a control character or a line break")
    line = Line(tuple(_pieces(entry, number)))
    allowed = _OPEN_WORDS.get(key, _FIELDS)
    for name in sorted(line.slots() - allowed):
        raise TemplateError(number, f"unknown placeholder {{{name}}}")
    for name in _RECEIPT[key]:
        if name not in line.slots():
            raise TemplateError(number, f"placeholder {{{name}}} is missing")
    return line


def _pieces(text: str, number: int) -> Iterator[_Slot | _Wording]:
    group, groups = 0, 0
    for token in _TOKEN.finditer(text):
        slot, bracket, wording = token.groups()
        if slot:
            yield _Slot(slot, group)
        elif wording:
            yield _Wording(wording, group)
        elif bracket == "[" and not group:
            groups += 1
            group = groups
        elif bracket == "]" and group:
            group = 0
        else:
            raise TemplateError(number, f"{bracket} does not belong here")
    if group:
        raise TemplateError(number, "[ is not closed")
