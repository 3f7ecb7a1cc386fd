"""Facts as frozen dataclasses, and the one way in which they become bodies of entries.

The fields of a class are the keys of its body. A field that is PERSONAL lies with the personal
bytes, whole, and reads as its default once these were erased. A field without a value is left out.
Golden bytes in the tests hold the names: a renamed field is another format and needs an upcaster.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from data.domain.body import BodyError, Reader
from data.domain.codes import DossierCode, parse_code
from data.domain.entries import Body, Json, format_time, parse_time
from data.domain.people import Person, read_person

Record = TypeVar("Record")
Value = TypeVar("Value")

PERSONAL: Final = "personal"
"""Marks a field in which somebody may be named: it can be erased without breaking the chain."""

PersonalText = Annotated[str, PERSONAL]


def public_body(record: Hashable) -> dict[str, Json]:
    """The signed part of a fact."""
    return _told(record, hidden=False)


def personal_body(record: Hashable) -> dict[str, Json]:
    """The part that can be erased; empty where nobody is named."""
    return _told(record, hidden=True)


def read_record(kind: type[Record], body: Reader, hidden: Reader) -> Record:
    """The fact that `public_body` and `personal_body` told. Raises BodyError on anything else."""
    return _read(kind, {False: body.raw, True: hidden.raw})


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written as JSON and read again."""

    tell: Callable[[object], Json]
    parse: Callable[[Json], object]


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    hidden: bool
    required: bool
    form: _Form


def _told(record: Hashable, *, hidden: bool) -> dict[str, Json]:
    told: dict[str, Json] = {}
    for part in _parts(type(record)):
        value = getattr(record, part.name)
        if part.hidden is hidden and (part.required or value not in _NOTHING):
            told[part.name] = part.form.tell(value)
    return told


_NOTHING = (None, "", ())
"""Values that are left out: None, no text, nothing listed. 0 and False are told."""


def _read(kind: type[Record], raw: Mapping[bool, Body]) -> Record:
    values: dict[str, object] = {}
    for part in _parts(cast("Hashable", kind)):
        value = raw[part.hidden].get(part.name)
        if value is not None:
            values[part.name] = _parsed(part, value)
        elif part.required:
            raise BodyError(part.name)
    return kind(**values)


def _parsed(part: _Part, value: Json) -> object:
    try:
        return part.form.parse(value)
    except (TypeError, ValueError) as error:
        raise BodyError(part.name) from error


@cache
def _parts(kind: Hashable) -> tuple[_Part, ...]:
    assert is_dataclass(kind)
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _Part(
            name=it.name,
            hidden=PERSONAL in getattr(hints[it.name], "__metadata__", ()),
            # `is` on MISSING: a default may be any value, also a false one.
            required=it.default is it.default_factory,
            form=_form(hints[it.name]),
        )
        for it in fields(kind)
    )


def _form(hint: object) -> _Form:
    """Optional types read as the type itself: a missing value is never written."""
    arguments = [it for it in get_args(hint) if it not in {type(None), Ellipsis}]
    if get_origin(hint) is tuple:
        return _list_form(_form(arguments[0]))
    if arguments:
        return _form(arguments[0])
    assert isinstance(hint, type)
    if issubclass(hint, StrEnum):
        return _Form(str, lambda value: hint(_checked(value, str)))
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    return _nested_form(hint)


def _list_form(item: _Form) -> _Form:
    def tell(value: object) -> Json:
        return [item.tell(one) for one in cast("tuple[object, ...]", value)]

    def parse(value: Json) -> object:
        if not isinstance(value, list | tuple):
            raise TypeError
        return tuple(item.parse(one) for one in value)

    return _Form(tell, parse)


def _nested_form(kind: type) -> _Form:
    """A fact inside a fact is personal as a whole or not at all."""
    assert not any(part.hidden for part in _parts(kind))

    def parse(value: Json) -> object:
        return _read(kind, {False: _checked(value, dict), True: {}})

    return _Form(public_body, parse)


def _checked(value: Json, kind: type[Value]) -> Value:
    """bool is a kind of int in Python and none here."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value


def _plain(kind: type[Value]) -> _Form:
    return _Form(lambda value: cast("Json", value), lambda value: _checked(value, kind))


def _code(value: Json) -> DossierCode:
    code = parse_code(_checked(value, str))
    if code is None:
        raise ValueError
    return code


_SIMPLE: Mapping[type, _Form] = {
    str: _plain(str),
    int: _plain(int),
    bool: _plain(bool),
    date: _Form(
        lambda value: cast("date", value).isoformat(),
        lambda value: date.fromisoformat(_checked(value, str)),
    ),
    datetime: _Form(
        lambda value: format_time(cast("datetime", value)),
        lambda value: parse_time(_checked(value, str)),
    ),
    DossierCode: _Form(str, _code),
    Person: _Form(
        lambda value: cast("Person", value).body(),
        lambda value: read_person(Reader(_checked(value, dict))),
    ),
}
