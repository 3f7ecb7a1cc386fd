"""Desks of one Center with a hub between them, as bare stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.domain.center import Desk, enrol_desk
from data.domain.numbering import Slice
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import create_store
from data.store.journal import Journal, new_id
from data.store.keys import new_keys, write_keys
from data.sync.access import HubAccess
from data.sync.founding import admit, found_hub
from data.sync.hub import Hub
from data.sync.postgres import open_hub
from data.sync.replicator import Replicator, SyncReport
from tests.fakes.stores import DeskStore, TickingClock, new_desk, store_files

MOST_STEPS = 200


@dataclass(slots=True)
class Seconds:
    """A stopwatch that the test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Member:
    """A desk with its way to the hub."""

    desk: DeskStore
    access: HubAccess
    replicator: Replicator
    elapsed: Seconds

    def cut(self) -> HubAccess:
        """The cable is out; how the hub was reached before."""
        before, self.access = self.access, replace(self.access, address="host=/nowhere")
        self.replicator.close()
        return before

    def exchange(self) -> list[SyncReport]:
        """Steps until there is no more to do."""
        reports = [self.replicator.step()]
        while reports[-1].more:
            reports.append(self.replicator.step())
            assert len(reports) < MOST_STEPS, "the exchange does not end"
        return reports


@dataclass(slots=True)
class Hubbed:
    """The Center's desks: the first founded it, the others were enrolled by it."""

    folder: Path
    admin: str
    members: list[Member] = field(default_factory=list)

    @property
    def first(self) -> DeskStore:
        return self.members[0].desk

    def join(self, number: int) -> Member:
        """A new desk: enrolled by the first one, admitted by the hub, with nothing in it yet."""
        files, keys = store_files(self.folder / f"desk-{number}"), new_keys()
        write_keys(files.keys, keys)
        own = Slice(number * 100, number * 100 + 99)
        self.first.record(enrol_desk(Desk(new_id(), number, keys.public.hex(), own)))
        store, clock = create_store(files, keys), TickingClock()
        record = Journal(store, keys, self.first.journal.center, clock)
        pages = Pages(store, Blobs(files.blobs, keys.pages))
        return self.connected(DeskStore(files, keys, store, clock, record, pages), number)

    def connected(self, desk: DeskStore, number: int) -> Member:
        founder = self.members[0].desk if self.members else desk
        center, root = founder.journal.center, founder.keys.public
        access = admit(self.admin, center, desk.keys.public, number, root=root)
        elapsed = Seconds()

        def opened() -> Hub:
            return open_hub(member.access)

        replicator = Replicator(desk.store, center, desk.keys.id, opened, elapsed, (root,))
        member = Member(desk, access, replicator, elapsed)
        self.members.append(member)
        return member

    def exchange(self) -> None:
        """Until everybody has everything: out from each, and in to each."""
        for _ in range(2):
            for member in self.members:
                member.exchange()


@contextmanager
def hubbed(folder: Path, admin: str, desks: int = 2) -> Iterator[Hubbed]:
    first = new_desk(folder / "desk-3")
    found_hub(admin, first.journal.center)
    center = Hubbed(folder, admin)
    center.connected(first, 3)
    try:
        for number in range(4, 3 + desks):
            center.join(number)
        yield center
    finally:
        for member in center.members:
            member.replicator.close()
            member.desk.close()
