"""What is asked of a list of open dossiers, and what it answers: pieces of lines, by their keys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.domain.handing_over import Place
from data.domain.lifecycle import State


@dataclass(frozen=True, slots=True)
class Narrow:
    """What an officer wants to see of a list.

    An agency leads the dossier or has its folder. Every word typed is the start of one of its.
    """

    agency: int | None = None
    field: str = ""
    officer: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a line in its list."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Part:
    """The nearest `limit` lines from a key on, downwards or upwards; without a key from the end.

    `from_key`: the line of the key itself is the first of them.
    """

    limit: int
    key: Key | None = None
    upwards: bool = False
    from_key: bool = False


@dataclass(frozen=True, slots=True)
class TrackedLine:
    """An open dossier as one line. `at` is the moment that its list is sorted by.

    `number` is its code, or that of its form 02, of the post or of the portal. `holder` is the
    agency that has the folder, and empty where none has.
    """

    id: str
    key: Key
    number: str
    applicant: str
    procedure_code: str
    procedure: str
    state: State
    agency_index: int
    holder_index: int | None
    holder: str
    place: Place
    held_since: datetime | None
    field: str
    officer: str
    due: datetime | None
    measure: datetime | None
    silent: datetime | None
    asked: datetime | None
    asked_agency: str
    shelf: str
    unscanned: int
    marked: bool

    @property
    def at(self) -> datetime:
        return self.key.at


@dataclass(frozen=True, slots=True)
class TrackedPart:
    """Lines in the order of the list; `more` says whether it goes on where they were cut off."""

    lines: tuple[TrackedLine, ...]
    more: bool


class By(StrEnum):
    """What a list can be narrowed by."""

    AGENCY = "agency"
    FIELD = "field"
    OFFICER = "officer"
