"""Facts as bodies: what is told is read again, and nothing else is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import pytest

from data.domain.body import BodyError, Reader
from data.domain.codes import DossierCode
from data.domain.entries import Json, canonical
from data.domain.people import Person, person
from data.domain.records import PERSONAL, PersonalText, personal_body, public_body, read_record


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    day: date
    at: datetime
    done: bool
    colour: Colour
    code: DossierCode
    inner: Inner
    many: tuple[Inner, ...] = ()
    days: tuple[date, ...] = ()
    until: datetime | None = None
    shade: Colour | None = None
    note: PersonalText = ""
    who: Annotated[Person | None, PERSONAL] = None
    others: Annotated[tuple[Inner, ...], PERSONAL] = ()


TOLD = Told(
    number=0,
    day=date(2026, 11, 23),
    at=datetime(2026, 11, 23, 2, tzinfo=UTC),
    done=False,
    colour=Colour.RED,
    code=DossierCode("000.00.05.H47", date(2026, 11, 23), "0001"),
    inner=Inner("Sở Ví Dụ"),
)
FULL = Told(
    number=3,
    day=date(2026, 11, 23),
    at=datetime(2026, 11, 23, 2, tzinfo=UTC),
    done=True,
    colour=Colour.RED,
    code=DossierCode("000.00.05.H47", date(2026, 11, 23), "0001"),
    inner=Inner("Sở Ví Dụ", 2),
    many=(Inner("một", 1), Inner("hai", 2)),
    days=(date(2026, 11, 24),),
    until=datetime(2026, 11, 30, 10, tzinfo=UTC),
    shade=Colour.RED,
    note="Ông Nguyễn Văn Thử gọi lại",
    who=person("Nguyễn Văn Thử", identity="049000000123"),
    others=(Inner("ba"),),
)


@pytest.mark.parametrize("told", [TOLD, FULL])
def test_a_fact_comes_back_as_it_was_told(told: Told) -> None:
    """Whatever a record holds stands in its two bodies, and reads back."""
    assert read_record(Told, Reader(public_body(told)), Reader(personal_body(told))) == told


def test_golden_body_of_a_record() -> None:
    """Names of fields are keys, values without content are left out; this is signed for ever."""
    assert canonical(public_body(FULL)).decode() == (
        '{"at":"2026-11-23T02:00:00.000000Z","code":"000.00.05.H47-261123-0001","colour":"red",'
        '"day":"2026-11-23","days":["2026-11-24"],"done":true,'
        '"inner":{"count":2,"name":"Sở Ví Dụ"},'
        '"many":[{"count":1,"name":"một"},{"count":2,"name":"hai"}],"number":3,"shade":"red",'
        '"until":"2026-11-30T10:00:00.000000Z"}'
    )
    assert set(public_body(TOLD)) == {
        "number",
        "day",
        "at",
        "done",
        "colour",
        "code",
        "inner",
    }


def test_whoever_is_named_can_be_erased() -> None:
    """Personal fields lie apart, and read as empty once they are gone."""
    assert set(personal_body(FULL)) == {"note", "who", "others"}
    assert personal_body(TOLD) == {}
    erased = read_record(Told, Reader(public_body(FULL)), Reader({}))
    assert (erased.note, erased.who, erased.others) == ("", None, ())
    assert erased.many == FULL.many


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "3"},
        {"number": True},
        {"number": None},
        {"day": "2026-13-01"},
        {"day": 3},
        {"at": "yesterday"},
        {"done": 1},
        {"colour": "blue"},
        {"code": "none"},
        {"code": 5},
        {"inner": "Sở"},
        {"inner": {}},
        {"many": "một"},
        {"many": [1]},
        {"days": ["2026-11-24", 5]},
    ],
)
def test_a_body_of_another_shape_is_no_fact(wrong: dict[str, Json]) -> None:
    """Entries come from other desks and newer programs: a miss is an error that names the field."""
    with pytest.raises(BodyError, match=f"^{next(iter(wrong))}$|^name$"):
        read_record(Told, Reader({**public_body(FULL), **wrong}), Reader({}))


def test_a_personal_body_of_another_shape_is_no_fact() -> None:
    """The erasable half is checked as the signed half is."""
    with pytest.raises(BodyError, match="who"):
        read_record(Told, Reader(public_body(FULL)), Reader({"who": "Nguyễn"}))
