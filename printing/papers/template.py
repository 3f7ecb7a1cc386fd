"""Form templates: TOML files that hold every word of a paper.

The forms of one law are a set, a folder under the name by which a rule profile asks for it.

A value put into a template is never read as template: a name with braces or brackets is only text.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.domain.papers import Form
from printing.errors import TemplateError
from printing.papers.form_lines import FORM_LINES
from printing.papers.line_groups import FormLines

FORMS_FOLDER = Path(__file__).parents[1] / "forms"
FORMS_OF_2018 = FORMS_FOLDER / "tt-01-2018"
"""The forms of TT 01/2018/TT-VPCP."""
RECEIPT_FILE = FORMS_OF_2018 / "receipt.toml"
WEEKDAYS = 7
TEMPLATE_LIMIT_BYTES = 64_000
NO_BREAK = "\u00a0"
"""A space that keeps its neighbours on one line."""

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
    """The wording of one form; `weekdays` is empty where the form prints none."""

    form: Form
    lines: Mapping[str, Line]
    weekdays: tuple[str, ...]

    def fill(self, key: str, values: Mapping[str, str]) -> tuple[Part, ...]:
        return self.lines[key].fill(values)

    def words(self, key: str, values: Mapping[str, str] | None = None) -> str:
        return "".join(part.text for part in self.fill(key, values or {}))


@dataclass(frozen=True, slots=True, eq=False)
class Templates:
    """The template of every form; each is the one of its own form."""

    by_form: Mapping[Form, Template]

    def __getitem__(self, form: Form) -> Template:
        return self.by_form[form]


def load_templates(folder: Path = FORMS_OF_2018) -> Templates:
    """The template of each form from `<form>.toml`; raises TemplateError naming file and line."""
    return Templates({form: _load(folder / f"{form}.toml", form) for form in Form})


def load_sets(folder: Path = FORMS_FOLDER) -> Mapping[str, Templates]:
    """Every set of forms by its name; raises TemplateError naming file and line."""
    return {it.name: load_templates(it) for it in sorted(folder.iterdir()) if it.is_dir()}


def require_set(sets: Mapping[str, Templates], name: str) -> None:
    """Raises TemplateError where there is no set of this name."""
    if name not in sets:
        raise TemplateError(1, "there is no such set of forms", name)


def load_template(path: Path = RECEIPT_FILE) -> Template:
    """The template in one file, of whichever form it says to be."""
    return _load(path, None)


def mistakes(path: Path) -> Iterator[TemplateError]:
    """The first mistake in each template of a folder, or in one file; none where all can be used.

    A folder is a set: it holds `<form>.toml` for every form, and no other template.
    """
    names = {f"{form}.toml": form for form in Form}
    strange = sorted(it.name for it in path.glob("*.toml") if it.name not in names)
    for name in strange:
        yield TemplateError(1, "there is no such form", name)
    files = {path / name: form for name, form in names.items()} if path.is_dir() else {path: None}
    for file, form in files.items():
        try:
            _load(file, form)
        except TemplateError as error:
            yield error


def _load(path: Path, form: Form | None) -> Template:
    try:
        return read_template(_text(path), form)
    except TemplateError as error:
        raise TemplateError(error.line, error.reason, path.name) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(TEMPLATE_LIMIT_BYTES + 1)
    except OSError as error:
        raise TemplateError(1, "the file cannot be read") from error
    if len(raw) > TEMPLATE_LIMIT_BYTES:
        raise TemplateError(1, "the file is too large for a form")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TemplateError(raw[: error.start].count(b"\n") + 1, "not UTF-8 text") from error


def read_template(source: str, form: Form | None = None) -> Template:
    """The template in `source`; raises TemplateError at the first line that does not fit.

    `form` is the one it must be of; None takes any.
    """
    where = _Places(source)
    entries = dict(_entries(_parsed(source), where))
    found = _form(entries.pop("form", None), form, where)
    wanted = FORM_LINES[found]
    weekdays = _weekdays(entries.pop("words.weekdays", None), where) if wanted.weekdays else ()
    _check_keys(entries, wanted, where)
    lines = {key: _read_line(key, entries[key], wanted, where.line(key)) for key in wanted.lines}
    return Template(found, lines, weekdays)


def _form(value: object, wanted: Form | None, where: "_Places") -> Form:
    allowed = [wanted] if wanted else list(Form)
    found = next((form for form in allowed if form == value), None)
    if found is None:
        names = " or ".join(f'"{form}"' for form in allowed)
        raise TemplateError(where.line("form"), f"form must be {names}")
    return found


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


def _check_keys(entries: Mapping[str, object], wanted: FormLines, where: _Places) -> None:
    for key in entries:
        if key not in wanted.lines:
            raise TemplateError(where.line(key), f"the form has no line {key}")
    for key in wanted.lines:
        if key not in entries:
            raise TemplateError(where.line(key), f"line {key} is missing")


def _read_line(key: str, entry: object, wanted: FormLines, number: int) -> Line:
    if not isinstance(entry, str):
        raise TemplateError(number, f"{key} is not a text")
    if not entry.replace(NO_BREAK, " ").isprintable():
        raise TemplateError(number, f"{key} holds a control character or a line break")
    line = Line(tuple(_pieces(entry, number)))
    for name in sorted(line.slots() - wanted.items.get(key, wanted.fields)):
        raise TemplateError(number, f"unknown placeholder {{{name}}}")
    for name in wanted.lines[key]:
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
