"""Lives told by several processes, a day each at a time: the same lives in the same order.

Only so many days are told ahead of whoever takes them, so that no more than these are in memory.
"""

import io
import pickle
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import fields
from datetime import date
from itertools import islice
from multiprocessing import get_context
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from counter_app.practice.life import CenterLife, Life, in_order
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.workdays import WorkCalendar

DAYS_AHEAD: Final = 3
"""Days of each process that are told before they are asked for."""


def in_processes(life: CenterLife, processes: int) -> Iterator[Life]:
    """What `life` itself gives, told by so many processes."""
    begun = ProcessPoolExecutor(processes, get_context("spawn"), _begin, (_packed(life),))
    with begun as pool:
        yield from in_order(_days(pool, life, processes * DAYS_AHEAD))


def _days(
    pool: ProcessPoolExecutor, life: CenterLife, ahead: int
) -> Iterator[tuple[date, list[Life]]]:
    days = iter(life.days)
    told: deque[tuple[date, Future[list[Life]]]] = deque(
        (day, pool.submit(_of_day, day)) for day in islice(days, ahead)
    )
    while told:
        day, lives = told.popleft()
        yield day, lives.result()
        told.extend((day, pool.submit(_of_day, day)) for day in islice(days, 1))


class _Process:
    """What this process tells; set once, when it begins."""

    life: CenterLife


def _begin(packed: bytes) -> None:
    _Process.life = pickle.loads(packed)  # noqa: S301 - the bytes that `_packed` made


def _of_day(day: date) -> list[Life]:
    return list(_Process.life.of_day(day))


Reduced: TypeAlias = tuple[Callable[..., object], tuple[object, ...]]
"""What makes it again, and from what."""


class _Packer(pickle.Pickler):
    """Indexes of what a Center supplies are left behind, and made anew in the other process."""

    def reducer_override(self, it: object) -> Reduced:
        match it:
            case CenterLife():
                asked = [getattr(it, one.name) for one in fields(it) if one.init]
                return CenterLife, tuple(asked)
            case WorkCalendar():
                return WorkCalendar, (it.edition, it.years, it.days)
            case Catalogue():
                return Catalogue, (it.edition, it.procedures, it.publication)
            case AgencyRegister():
                return AgencyRegister, (it.edition, it.agencies)
            case MappingProxyType():
                return dict, (dict(it),)
            case _:
                return cast("Reduced", NotImplemented)


def _packed(life: CenterLife) -> bytes:
    packed = io.BytesIO()
    _Packer(packed).dump(life)
    return packed.getvalue()
