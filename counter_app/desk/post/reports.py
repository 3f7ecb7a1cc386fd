"""What the post reports of a period (forms.md, Thống kê bưu chính; TT 17/2017 Đ13).

By agency: what came by post, what went by post, and how many asked for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.domain.agencies import AgencyRegister
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.parcels import ParcelState, PostEventKind
from data.store import parcels
from data.store.engine import Store

PAPER_YEARS, ELECTRONIC_YEARS = 1, 5
"""How long papers and records of the post are kept (TT 17/2017 Đ14)."""


@dataclass(frozen=True, slots=True)
class PostLine:
    agency: str
    counts: Mapping[PostEventKind, int]


@dataclass(frozen=True, slots=True)
class PostReport:
    """`lines` by agency in the order of the register; `total` over all of them."""

    first: date
    last: date
    at: datetime
    lines: tuple[PostLine, ...]
    total: PostLine


@dataclass(frozen=True, slots=True)
class PostReports:
    store: Store
    agencies: AgencyRegister
    clock: Clock

    def standing(self) -> dict[ParcelState, int]:
        """How many items stand in each state now; a state in which none stands is left out."""
        with self.store.read() as connection:
            return parcels.numbers(connection)

    def of(self, first: date, last: date) -> PostReport:
        """Both days included. Raises Refused("period-turned-round")."""
        if last < first:
            raise Refused("period-turned-round")
        with self.store.read() as connection:
            counted = parcels.counts(connection, first, last)
        by_agency: dict[int, dict[PostEventKind, int]] = {}
        total = dict.fromkeys(PostEventKind, 0)
        for it in counted:
            by_agency.setdefault(it.agency_index, dict.fromkeys(PostEventKind, 0))[it.kind] = (
                it.count
            )
            total[it.kind] += it.count
        lines = tuple(
            PostLine(self.agencies.name_of(index), counts)
            for index, counts in sorted(by_agency.items())
        )
        return PostReport(first, last, local(self.clock()), lines, PostLine("", total))


def kept_until(day: date) -> tuple[date, date]:
    """Until when a paper of that day and its record are kept, in this order (TT 17/2017 Đ14)."""
    return _years_on(day, PAPER_YEARS), _years_on(day, ELECTRONIC_YEARS)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
