"""Typed reading of an entry's body: a miss raises BodyError, which `fold` turns into a mark.

Bodies come from other desks and newer programs, so nothing about them is taken for granted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from data.domain.entries import Body, Json, parse_time

Choice = TypeVar("Choice", bound=StrEnum)


class BodyError(ValueError):
    """A body does not hold what its kind and version promise. Names the field, not the value."""


@dataclass(frozen=True, slots=True)
class Reader:
    raw: Body

    def text(self, name: str, default: str | None = None) -> str:
        value = self.raw.get(name, default)
        if not isinstance(value, str):
            raise BodyError(name)
        return value

    def number(self, name: str, default: int | None = None) -> int:
        value = self.raw.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BodyError(name)
        return value

    def flag(self, name: str) -> bool:
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            raise BodyError(name)
        return value

    def time(self, name: str) -> datetime:
        try:
            return parse_time(self.text(name))
        except ValueError as error:
            raise BodyError(name) from error

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        return _choice(self.text(name), name, kind)

    def choices(self, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
        return tuple(_choice(text, name, kind) for text in self.texts(name))

    def child(self, name: str) -> "Reader":
        value = self.raw.get(name)
        return _reader(value, name)

    def children(self, name: str) -> "list[Reader]":
        return [_reader(item, name) for item in self._list(name)]

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple([_text(item, name) for item in self._list(name)])

    def dates(self, name: str) -> tuple[date, ...]:
        return tuple([_date(text, name) for text in self.texts(name)])

    def date(self, name: str) -> date:
        return _date(self.text(name), name)

    def _list(self, name: str) -> Sequence[Json]:
        value = self.raw.get(name, ())
        if not isinstance(value, list | tuple):
            raise BodyError(name)
        return value


def _reader(value: Json, name: str) -> Reader:
    if not isinstance(value, dict):
        raise BodyError(name)
    return Reader(value)


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise BodyError(name)
    return value


def _choice(text: str, name: str, kind: type[Choice]) -> Choice:
    try:
        return kind(text)
    except ValueError as error:
        raise BodyError(name) from error


def _date(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BodyError(name) from error
