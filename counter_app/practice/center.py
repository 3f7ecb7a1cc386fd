"""The Center of a rehearsal: its staff, and the dossiers of its last weeks.

Nobody of the staff can sign in: they have no PIN. Their desk gives out none of the numbers of the
desk on which somebody practises.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from counter_app import bootstrap
from counter_app.config import Config
from counter_app.practice.filling import fill
from counter_app.practice.life import CenterLife
from counter_app.practice.life_habits import Habits
from counter_app.practice.pages import plain_page
from data.domain.center import Desk, Officer, enrol_officer
from data.domain.clock import Clock, local
from data.domain.numbering import RESERVE_FIRST, Slice
from data.domain.roles import Role
from data.domain.workdays import at
from data.store import queries
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys, read_keys

SEED: Final = 3089
WEEKS_LEAST: Final = 4
"""Of a Center's life, so that some of its dossiers are overdue and some results wait."""
PER_DAY_MOST: Final = 800
"""Dossiers of one day, so that no agency's serials run out; more of them take more weeks."""
WORKING_DAYS_A_WEEK: Final = 5
DESK: Final = "05"
OPENING: Final = time(5)
PAGE: Final = ("Trang mẫu của một hồ sơ không có thật.", "Không ai trong hồ sơ này có thật.")

STAFF: Final = (
    ("11", "Lê Văn Mẫu", {Role.RECEIVING}),
    ("12", "Phạm Thị Thử", {Role.RECEIVING, Role.CENTER}),
    ("13", "Võ Ngọc Ví Dụ", {Role.CENTER}),
    ("14", "Huỳnh Kim Nháp", {Role.RETURN_DESK}),
    ("15", "Bùi Hữu Tập", {Role.POSTAL}),
    ("16", "Đặng Minh Giả Định", {Role.APPRAISER}),
    ("17", "Đỗ Quang Mẫu", {Role.APPRAISER}),
    ("18", "Hồ Thanh Không Có", {Role.APPROVER}),
    ("19", "Ngô Đức Thí Dụ", {Role.PROVINCE}),
    ("20", "Phan Văn Nháp", {Role.POLICE}),
)
"""None of them is a supervisor: whoever practises may give a leader's word alone."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The days of a life of about so many dossiers, and when the Center opened for them."""

    days: tuple[date, ...]
    per_day: float

    def opens(self) -> datetime:
        """The clock of the morning before anybody came."""
        return at(self.days[0], OPENING)


def weeks_of(dossiers: int, now: datetime) -> Weeks:
    """The last weeks up to now."""
    weeks = max(WEEKS_LEAST, -(-dossiers // (PER_DAY_MOST * WORKING_DAYS_A_WEEK)))
    today = local(now).date()
    days = tuple(today - timedelta(days=back) for back in range(7 * weeks - 1, -1, -1))
    return Weeks(days, dossiers / (weeks * WORKING_DAYS_A_WEEK))


def live_in(config: Config, clock: Clock, weeks: Weeks) -> int:
    """Fills the store of a Center that has just been founded; returns how many dossiers it has."""
    with bootstrap.alone(config) as store:
        keys = read_keys(bootstrap.store_files(config).keys)
        return _live_in(config, store, keys, clock, weeks)


def _live_in(config: Config, store: Store, keys: DeskKeys, clock: Clock, weeks: Weeks) -> int:
    with store.read() as connection:
        center, desk = queries.center(connection), queries.desk_by_key(connection, keys.id)
        here = queries.officers(connection)
    assert center is not None
    assert desk is not None
    rulebook = bootstrap.read_rulebook()
    pages = Pages(store, Blobs(bootstrap.store_files(config).blobs, keys.pages))
    staff = _enrolled(Journal(store, keys, center.id, weeks.opens), here[0])
    life = CenterLife(
        SEED,
        rulebook.in_force,
        rulebook.catalogue,
        rulebook.agencies,
        [here[0], *staff],
        weeks.days,
        Habits(per_day=weeks.per_day),
        until=clock(),
        numbers=others_serials(desk),
        desk=DESK,
        pages=[pages.put(_a_page())],
    )
    return fill(Journal(store, keys, center.id, clock), life)


def _enrolled(journal: Journal, leader: Officer) -> list[Officer]:
    """Everybody whose role is needed besides the officer who practises."""
    staff = [Officer(new_id(), number, name, frozenset(roles)) for number, name, roles in STAFF]
    with journal.act(leader.id) as act:
        for one in staff:
            act.record(enrol_officer(one))
    return staff


def _a_page() -> bytes:
    """One picture stands for every page: drawing many would keep whoever practises waiting."""
    jpeg = io.BytesIO()
    plain_page(PAGE).reduce(2).save(jpeg, "JPEG")
    return jpeg.getvalue()


def others_serials(desk: Desk) -> Slice:
    """The larger part of the serials that are not those of `desk`."""
    below, above = desk.serials.first - 1, RESERVE_FIRST - 1 - desk.serials.last
    return Slice(1, below) if below > above else Slice(desk.serials.last + 1, RESERVE_FIRST - 1)
