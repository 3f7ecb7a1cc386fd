"""A real desk on a real store in a temporary folder; only the clock stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Config, Devices, places
from counter_app.desk.officers import NewOfficer
from counter_app.desk.receiving.draft import Draft, PersonForm
from counter_app.desk.receiving.intake import Issued
from counter_app.desk.setup import Answers
from counter_app.practice.rehearsal import ANSWERS, PROCEDURE
from data.domain.center import Officer
from data.domain.roles import Role

PIN = "240680"
RECEIVER, CASHIER = "01", "02"
"""An officer who may receive, and one who may not."""


@dataclass(slots=True)
class StillClock:
    """Stands until it is moved. 23/11/2026, 09:14 at the counter, a Monday."""

    moment: datetime = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, by: timedelta) -> None:
        self.moment += by


def two_officers() -> Answers:
    cashier = NewOfficer(CASHIER, "Lê Văn Giả Định", PIN, frozenset({Role.RETURN_DESK}))
    first = ANSWERS.officers[0]
    receiver = replace(first, roles=first.roles - {Role.RETURN_DESK})
    return replace(ANSWERS, officers=(receiver, cashier))


def founded(folder: Path, clock: StillClock, devices: Devices | None = None) -> Config:
    """A set-up desk; keys, store and configuration lie in `folder`."""
    config = replace(places(folder), devices=devices or Devices())
    bootstrap.found(config, two_officers(), clock)
    return config


@contextmanager
def opened(config: Config, clock: StillClock) -> Iterator[Counter]:
    counter = bootstrap.start(config, clock)
    try:
        yield counter
    finally:
        counter.close()


def filled_draft(counter: Counter, officer: Officer, *, name: str = "Nguyễn Văn Thử") -> Draft:
    """A draft with everything that the practice procedure asks for, and no page yet."""
    drafting = counter.drafting
    draft = drafting.begin(officer, PROCEDURE)
    for component in draft.components:
        draft = draft.with_component(drafting.counted(draft, component))
    person = PersonForm(name=name, identity="049000000123", phone="0905000123")
    return replace(draft, applicant=person)


def receive(counter: Counter, officer: Officer, *, name: str = "Nguyễn Văn Thử") -> Issued:
    return counter.intake.issue(officer, filled_draft(counter, officer, name=name))
