"""One cell of a workbook as the value that its column holds, or why it is none.

Nothing is guessed: a formula, a date written as text or a number in a text column is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from data.catalogue.sheets import NO, YES, Column, Kind
from data.domain.agencies import AgencyRegister
from data.domain.text import clean


class CellFault(Exception):
    """Why a cell cannot be read, as a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`kind` is the spreadsheet's own letter for the type: "f" a formula, "e" an error."""

    value: object
    kind: str
    column: str
    """Its letters."""


def read_cell(cell: Cell, column: Column, agencies: AgencyRegister) -> object:
    """The value as a TOML file would hold it. Raises CellFault."""
    if cell.kind == "f":
        raise CellFault("Ô có công thức; hãy ghi giá trị.")
    if cell.kind == "e":
        raise CellFault("Ô báo lỗi của bảng tính; hãy ghi giá trị.")
    if column.kind is Kind.AGENCY:
        return _agency(cell.value, column, agencies)
    if column.kind is Kind.AGENCIES:
        return [_named(line, agencies) for line in _lines(_text(cell.value, column))]
    return _READ[column.kind](cell.value, column)


def _text(value: object, column: Column) -> str:
    if isinstance(value, str):
        return value
    raise CellFault(f"«{column.title}» phải là chữ; định dạng ô là văn bản (Text) rồi ghi lại.")


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _whole(value: object, column: Column) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise CellFault(f"«{column.title}» phải là một số nguyên, không ghi chữ trong ô.")


def _flag(value: object, column: Column) -> bool:
    if isinstance(value, bool):
        return value
    word = clean(value).casefold() if isinstance(value, str) else ""
    if word in {YES, NO}:
        return word == YES
    raise CellFault(f"«{column.title}» phải là «{YES}» hoặc «{NO}».")


def _day(value: object, column: Column) -> date:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if type(value) is date:
        return value
    if isinstance(value, str):
        raise CellFault(f"«{column.title}» ghi bằng chữ; hãy ghi dạng ngày của bảng tính.")
    raise CellFault(f"«{column.title}» phải là một ngày.")


def _clock(value: object, column: Column) -> time:
    if isinstance(value, time):
        return value.replace(microsecond=0, tzinfo=None)
    raise CellFault(f"«{column.title}» phải là một giờ của bảng tính, ví dụ 15:00.")


def _choice(value: object, column: Column) -> str:
    return _chosen(_text(value, column), column)


def _choices(value: object, column: Column) -> list[str]:
    parts = _text(value, column).replace(";", "\n").splitlines()
    return [_chosen(part, column) for part in parts if part.strip()]


def _chosen(text: str, column: Column) -> str:
    known: Mapping[str, str] = {word.casefold(): given for word, given in column.words.items()}
    given = known.get(clean(text).casefold())
    if given is None:
        names = ", ".join(column.words)
        raise CellFault(f"«{column.title}» phải là một trong: {names}.")
    return given


def _agency(value: object, column: Column, agencies: AgencyRegister) -> int:
    """By its name, or by its number in the register."""
    return _named(value, agencies) if isinstance(value, str) else _whole(value, column)


def _named(name: str, agencies: AgencyRegister) -> int:
    wanted = clean(name).casefold()
    for agency in agencies.agencies:
        if agency.name.casefold() == wanted:
            return agency.index
    raise CellFault("Không có cơ quan tên này trong danh sách cơ quan.")


_READ: Mapping[Kind, Callable[[object, Column], object]] = {
    Kind.TEXT: _text,
    Kind.LINES: lambda value, column: _lines(_text(value, column)),
    Kind.WHOLE: _whole,
    Kind.FLAG: _flag,
    Kind.EMPTY: _flag,
    Kind.DAY: _day,
    Kind.CLOCK: _clock,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
