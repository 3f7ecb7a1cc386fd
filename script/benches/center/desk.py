"""A desk with a store of its own, and the acts whose commits are measured."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from center.reception import START, a_reception, a_sheet, received_fact

from counter_app.practice.life_people import a_name
from data.domain.center import Center, Desk, enrol_desk, open_center
from data.domain.contacting import Contact, ContactChannel, ContactState, Purpose, contact
from data.domain.entries import Fact
from data.domain.folding import fold
from data.domain.numbering import Slice
from data.domain.papers import CenterHead, Copy
from data.domain.printjob import queue
from data.domain.roles import Role
from data.store import queries
from data.store.engine import Store, create_store
from data.store.files import StoreFiles
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys, new_keys

HEAD = CenterHead("UBND tỉnh Mẫu", "Trung tâm Thử", "Mẫu", "Số 0", "0000", "", "")
SERIALS = Slice(1, 4_999)


@dataclass(slots=True)
class Clock:
    """A millisecond further at each look."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@dataclass(slots=True)
class Measured:
    """A desk whose acts are timed."""

    store: Store
    keys: DeskKeys
    journal: Journal
    clock: Clock
    officer: str
    random: Random = field(default_factory=lambda: Random(7))

    def commit(self, fact: Fact) -> None:
        """The smallest act: one entry."""
        with self.journal.act(self.officer) as act:
            act.record(fact)

    def issue(self, number: int) -> None:
        """What issuing a slip does: the next serial, the reception, and its two sheets."""
        reception = a_reception(number, self.random)
        code = reception.code
        numbers = ("999000000000", "0000000000")
        fact = received_fact(new_id(), reception, a_name(self.random), numbers)
        with self.journal.act(self.officer) as act:
            queries.highest_serial(act.connection, code.agency, code.day, SERIALS)
            act.record(fact)
            jobs = queries.job_count(act.connection)
            for copy in Copy:
                act.record(queue(new_id(), a_sheet(fact.subject, copy, jobs)))

    def call(self, subject: str) -> None:
        """A later act on a dossier of long ago: the citizen was called about it."""
        with self.journal.act(self.officer) as act:
            dossier = fold(subject, act.entries(subject))
            called = (ContactChannel.PHONE, Purpose.OTHER, ContactState.DONE)
            said = Contact(*called, act.now, note="đã gọi")
            act.record(contact(dossier, said, now=act.now, roles={Role.CENTER}))


def open_desk(folder: Path) -> Measured:
    keys, clock = new_keys(), Clock()
    store = create_store(StoreFiles(folder / "store", folder / "keys.json"), keys)
    record = Journal(store, keys, new_id(), clock)
    desk = Measured(store, keys, record, clock, new_id())
    with record.act(desk.officer) as act:
        act.record(open_center(Center(record.center, HEAD, "QN-3089-2019", practice=True)))
        act.record(enrol_desk(Desk(new_id(), 3, keys.public.hex(), SERIALS)))
    return desk
