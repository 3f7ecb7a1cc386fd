"""Working days of the desks of one Center and their hub, drawn from one seed.

Desks are real stores; the hub, the time and whatever breaks are simulated. What was committed is
written down beside it, so that at the end it can be asked for everywhere.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest

from data.domain.center import Desk, enrol_desk, enrol_officer
from data.domain.codes import dossier_code
from data.domain.concluding import Bring, approve, bring_result
from data.domain.conflicts import resolve
from data.domain.contacting import Contact, ContactChannel, ContactState, Purpose, contact
from data.domain.correcting import recall
from data.domain.dossier import Dossier
from data.domain.entries import NOTHING, Fact, Recorded, StoredEntry, decode
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.handing_over import HAND_OVER, HandOver, recipient
from data.domain.kinds import enter
from data.domain.numbering import Slice
from data.domain.papers import Copy, Form
from data.domain.printjob import Sheet, queue
from data.domain.received import RECEPTION_VERSION, personal_fields, reception_body
from data.domain.releasing import release
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.domain.withdrawing import Withdraw, withdraw
from data.store import exchange, journal
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import create_store
from data.store.journal import Act, Journal, load, new_id
from data.store.keys import new_keys, write_keys
from data.sync.errors import SyncError
from data.sync.hub import Hub
from data.sync.replicator import Replicator, SyncReport
from tests.fakes.endings import COMES, DUE, GIVEN, GRANTED, PLAIN, RULES, taking
from tests.fakes.hubbed import MOST_STEPS, Seconds
from tests.fakes.lives import APPLICANT, GIVER, HAND_OVER_BY, RECEIVER
from tests.fakes.sim_hub import SimCopy, SimServer, Trouble
from tests.fakes.stores import OFFICER, DeskStore, TickingClock, new_desk, store_files

FIRST: Final = 3
"""Number of the desk that founds the Center."""
MOST_DESKS: Final = 5
KEPT_COPIES: Final = 3
"""Copies of the hub, and of a desk's disk, from which one is put back."""
HEALED_AFTER_S: Final = 10 * 60
"""So long after the last trouble nothing of it is left."""
SELDOM: Final = 0.2
EVERYBODY: Final = frozenset(Role)
DAY: Final = date(2026, 11, 23)

_TROUBLES: Final = {
    "open": (Trouble.AWAY,),
    "known": (Trouble.AWAY, Trouble.LOST_REPLY, Trouble.STALE, Trouble.STALE),
    "push": (Trouble.AWAY, Trouble.LOST_REPLY, Trouble.LOST_REPLY),
    "pull": (Trouble.SPOILT, Trouble.SPOILT, Trouble.CUT, Trouble.MIXED, Trouble.AWAY),
}
"""What may become of each call."""


@dataclass(slots=True)
class Drawn:
    """In the place of `secrets`: what is random there is the seed's here."""

    random: Random

    def token_bytes(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def token_hex(self, count: int) -> str:
        return self.random.randbytes(count).hex()


def draw(monkeypatch: pytest.MonkeyPatch, seed: int) -> Random:
    """From now on ids and keys are drawn from the seed too: they decide the order of entries."""
    for module in ("data.store.journal", "data.store.keys"):
        monkeypatch.setattr(f"{module}.secrets", Drawn(Random(f"ids {seed}")))
    return Random(seed)


@dataclass(frozen=True, slots=True)
class Image:
    """A desk's disk as it was: the files, and the entries of this desk that are in them."""

    folder: Path
    own: frozenset[str]


@dataclass(slots=True)
class Station:
    """A desk: `own` are hashes of what it wrote and its disk must still hold."""

    number: int
    desk: DeskStore
    replicator: Replicator
    own: set[str] = field(default_factory=set)
    images: list[Image] = field(default_factory=list)
    enrolment: Desk | None = None
    """None of the one that founded the Center: it enrolled itself."""

    @property
    def key(self) -> str:
        return self.desk.keys.id

    def dossiers(self) -> list[str]:
        """Those known here, in an order that does not depend on how they came."""
        with self.desk.store.read() as connection:
            return list(
                connection.exec_driver_sql(
                    "SELECT id FROM dossier WHERE code <> '' ORDER BY id"
                ).scalars()
            )

    def entries(self) -> dict[tuple[str, int], str]:
        """What stands at each place of each chain."""
        with self.desk.store.read() as connection:
            rows = connection.exec_driver_sql("SELECT chain, sequence, hash FROM entry")
            return {(chain.hex(), sequence): hashed.hex() for chain, sequence, hashed in rows}

    def history(self) -> list[Recorded]:
        with self.desk.store.read() as connection:
            rows = connection.exec_driver_sql("SELECT DISTINCT subject FROM entry").scalars().all()
            return [entry for subject in rows for entry in load(connection, subject.hex())]

    def exchange(self) -> Iterator[SyncReport]:
        """Steps until there is no more to do."""
        for _ in range(MOST_STEPS):
            yield (report := self.replicator.step())
            if not report.more:
                return
        pytest.fail("the exchange does not end")


@dataclass(slots=True)
class Days:
    """`places` is what was ever committed, by its chain and number; `acts` counts what happened."""

    folder: Path
    random: Random
    seconds: Seconds = field(default_factory=Seconds)
    stations: list[Station] = field(default_factory=list)
    places: dict[tuple[str, int], str] = field(default_factory=dict)
    acts: Counter[str] = field(default_factory=Counter)
    copies: list[SimCopy] = field(default_factory=list)
    cut_off: set[str] = field(default_factory=set)
    rough: float = 0.0
    """How likely a call meets trouble."""
    hub: SimServer = field(init=False)
    _images: int = 0

    # --- the Center -----------------------------------------------------------------------------

    def found(self, desks: int) -> None:
        first = new_desk(self.folder / f"desk-{FIRST}")
        self.hub = SimServer(first.journal.center, self.seconds, self._trouble)
        station = self._connected(first, FIRST)
        self.places |= station.entries()
        station.own |= set(self.places.values())
        for _ in range(desks - 1):
            self.join()

    def join(self) -> None:
        """Any desk enrols a new one; trust begins at the one that founded the Center."""
        if len(self.stations) == MOST_DESKS:
            return
        by = self.anyone_at_work()
        number = FIRST + len(self.stations)
        files, keys = store_files(self.folder / f"desk-{number}"), new_keys()
        write_keys(files.keys, keys)
        slice_ = Slice(number * 100, number * 100 + 99)
        enrolment = Desk(new_id(), number, keys.public.hex(), slice_)
        self.record(by, enrol_desk(enrolment))
        store, clock = create_store(files, keys), TickingClock(by.desk.clock.now)
        record = Journal(store, keys, self.hub.center, clock)
        pages = Pages(store, Blobs(files.blobs, keys.pages))
        desk = DeskStore(files, keys, store, clock, record, pages)
        self._connected(desk, number).enrolment = enrolment

    def enrol_again(self) -> None:
        """At the first desk, whomever some desk does not know: it would not believe its entries."""
        first, *others = self.stations
        for station in others:
            assert station.enrolment is not None
            if not all(self._believes(it, station.key) for it in self.stations):
                self.acts["enrolled again"] += 1
                self.record(first, enrol_desk(station.enrolment))

    def _believes(self, station: Station, key: str) -> bool:
        with station.desk.store.read() as connection:
            return key in exchange.desk_keys(connection)

    def close(self) -> None:
        for station in self.stations:
            station.replicator.close()
            station.desk.close()

    def _connected(self, desk: DeskStore, number: int) -> Station:
        self.hub.desks.add(desk.keys.id)
        station = Station(number, desk, self._replicator(desk))
        self.stations.append(station)
        return station

    def _replicator(self, desk: DeskStore) -> Replicator:
        founder = self.stations[0].desk if self.stations else desk
        center, key = self.hub.center, desk.keys.id

        def opened() -> Hub:
            return self.hub.open(key, center)

        roots = (founder.keys.public,)
        return Replicator(desk.store, center, key, opened, self.seconds, roots)

    def _trouble(self, desk_key: str, call: str) -> Trouble | None:
        if desk_key in self.cut_off:
            return Trouble.AWAY
        if self.random.random() >= self.rough:
            return None
        trouble = self.random.choice(_TROUBLES.get(call, (Trouble.AWAY,)))
        self.acts[f"call {trouble.value}"] += 1
        return trouble

    # --- what officers do -----------------------------------------------------------------------

    def record(self, station: Station, *facts: Fact) -> None:
        self._commit(station, lambda act: [act.record(fact) for fact in facts])

    def receive(self, station: Station) -> None:
        """With its two sheets; after a disk was put back, a number may be given a second time."""
        number = station.number * 100 + len(station.dossiers())
        code = dossier_code("000.00.05.H47", DAY, number)
        taken = replace(taking(), code=code, desk=f"{station.number:02}")
        hidden = personal_fields(APPLICANT, None, taken)
        subject = new_id()
        body = reception_body(taken)
        fact = Fact(subject, DOSSIER_RECEIVED, body, hidden, RECEPTION_VERSION)
        sheets = [Sheet(subject, Form.RECEIPT, copy, f"03-{number:05}") for copy in Copy]
        self.record(station, fact, *(queue(new_id(), sheet) for sheet in sheets))

    def go_on(self, station: Station) -> None:
        """The next act on a dossier, as it looks at this desk; what is refused does not happen."""
        if not (known := station.dossiers()):
            return
        subject = self.random.choice(known[-6:] if self.random.random() < 0.5 else known)
        likely = [it for it in _ACTS if it not in _SELDOM or self.random.random() < SELDOM]
        kinds = self.random.sample(likely, len(likely))
        for kind in kinds:
            try:
                self._commit(station, partial(_led_on, subject=subject, kind=kind))
            except Refused:
                continue
            self.acts[f"act {kind}"] += 1
            return

    def rename(self, station: Station) -> None:
        """What several desks may do at once to what is no dossier."""
        name = f"Trần Thị Mẫu {self.random.randrange(1000)}"
        self.record(station, enrol_officer(replace(OFFICER, name=name)))

    def _commit(self, station: Station, records: Callable[[Act], list[Recorded]]) -> None:
        with station.desk.journal.act(OFFICER.id) as act:
            recorded = records(act)
        for it in recorded:
            place = (it.entry.chain, it.entry.sequence)
            assert place not in self.places, "a number of a chain was given twice"
            self.places[place] = it.hash
            station.own.add(it.hash)

    # --- what happens to machines ---------------------------------------------------------------

    def exchange(self, station: Station) -> None:
        """Some steps, as a loop does them: after trouble the next one begins anew."""
        for _ in range(self.random.randint(1, 4)):
            try:
                report = station.replicator.step()
            except SyncError as error:
                self.acts[f"step {error.code}"] += 1
                continue
            self.acts["step"] += 1
            for _, fault in report.faults:
                self.acts[f"fault {fault.value}"] += 1
            if not report.more:
                return

    def later(self) -> None:
        self.pass_time(self.random.choice((10, 60, 300, 900, 3600)))

    def pass_time(self, seconds: int) -> None:
        self.seconds.now += seconds
        for station in self.stations:
            station.desk.clock.now += timedelta(seconds=seconds)

    def change_weather(self) -> None:
        """Whom the network reaches, and how well."""
        self.rough = self.random.choice((0.0, 0.05, 0.1, 0.25))
        keys = [it.key for it in self.stations]
        away = self.random.choice((0, 0, 0, 1, len(keys) // 2, len(keys)))
        self.cut_off = set(self.random.sample(keys, away))

    def restart(self, station: Station) -> None:
        station.replicator.close()
        station.desk = station.desk.restart()
        station.replicator = self._replicator(station.desk)

    def take_image(self, station: Station) -> None:
        self._images += 1
        folder = self.folder / f"image-{self._images}"
        shutil.copytree(station.desk.files.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
        station.images = [*station.images, Image(folder, frozenset(station.own))][-KEPT_COPIES:]

    def restore_image(self, station: Station) -> None:
        """The process ends, the disk is as it was, and a new process starts."""
        if not station.images:
            return
        image = self.random.choice(station.images)
        self.acts["entries cut off a disk"] += len(station.own - image.own)
        station.desk.close()
        shutil.rmtree(station.desk.files.folder)
        shutil.copytree(image.folder, station.desk.files.folder)
        station.own = set(image.own)
        self.restart(station)

    def look(self, station: Station) -> None:
        """What was taken in is sound at any time, and what was written here is still here."""
        if not self.joined(station):
            return
        assert journal.verify(station.desk.store) == []
        assert station.own <= set(station.entries().values()), "a desk lost what it had written"

    def copy_hub(self) -> None:
        self.copies = [*self.copies, self.hub.copy()][-KEPT_COPIES:]

    def restore_hub(self) -> None:
        """Its keeper admits again whoever came after the copy."""
        if not self.copies:
            return
        before = self.sent()
        self.hub.restore(self.random.choice(self.copies))
        self.hub.desks |= {it.key for it in self.stations}
        self.acts["entries cut off the hub"] += len(before.keys() - self.sent().keys())

    def sent(self) -> dict[tuple[str, int], str]:
        """What stands at each place of each chain at the hub."""
        return {
            (chain, number): it.hash
            for chain, held in self.hub.chains.items()
            for number, it in enumerate(held.entries, 1)
        }

    # --- the days -------------------------------------------------------------------------------

    def pass_by(self, moves: int) -> None:
        names, weights = list(_MOVES), [weight for weight, _ in _MOVES.values()]
        for name in self.random.choices(names, weights, k=moves):
            self.acts[name] += 1
            _MOVES[name][1](self)

    def anyone(self) -> Station:
        return self.random.choice(self.stations)

    def anyone_at_work(self) -> Station:
        return self.random.choice([it for it in self.stations if self.joined(it)])

    def joined(self, station: Station) -> bool:
        """Nobody works at a machine before its enrolment has come to it."""
        return self._believes(station, station.key)

    def heal(self) -> None:
        """The network is well, and long enough that every desk compares everything."""
        self.cut_off, self.rough = set(), 0.0
        self.pass_time(HEALED_AFTER_S)

    def exchange_all(self) -> int:
        """Every desk until it has nothing more to do; how many entries moved."""
        reports = [report for station in self.stations for report in station.exchange()]
        return sum(it.taken + it.sent for it in reports)

    def unsent(self) -> list[int]:
        return [it.replicator.unsent() for it in self.stations]

    def surviving(self) -> set[str]:
        """What the hub has, or a desk of what it wrote itself, and everything before it too."""
        own = [it for station in self.stations for it in self._own_there(station)]
        at_hub = [it for held in self.hub.chains.values() for it in held.entries]
        before = {it.hash: decode(it.payload).previous for it in (*own, *at_hub)}
        found = set[str]()
        for hashed in before:
            line = [hashed]
            while line[-1] in before.keys() - found:
                line.append(before[line[-1]])
            if line[-1] == NOTHING or line[-1] in found:
                found.update(line[:-1])
        self.acts["entries after lost ones"] += len(before) - len(found)
        return found

    def _own_there(self, station: Station) -> list[StoredEntry]:
        with station.desk.store.read() as connection:
            chains = exchange.chains_of(connection, station.key)
            return [
                it for chain in chains for it in exchange.after(connection, chain, 0, limit=10_000)
            ]


# --- acts on a dossier ----------------------------------------------------------------------------


def _led_on(act: Act, *, subject: str, kind: str) -> list[Recorded]:
    dossier = fold(subject, act.entries(subject))
    return [act.record(_ACTS[kind](dossier, act.now))]


def _contact(dossier: Dossier, now: datetime) -> Fact:
    said = Contact(
        ContactChannel.SMS,
        Purpose.RECEIVED,
        ContactState.QUEUED,
        now,
        address="0905000123",
        text="Mời ông bà đến.",
    )
    return contact(dossier, said, now=now, roles=EVERYBODY)


def _hand_over(dossier: Dossier, _now: datetime) -> Fact:
    index, name = recipient(dossier)
    handed = HandOver(index, name, by=HAND_OVER_BY, late=False, giver=GIVER, receiver=RECEIVER)
    return enter(dossier, HAND_OVER, handed, roles=EVERYBODY)


def _approve(dossier: Dossier, now: datetime) -> Fact:
    return approve(dossier, GRANTED, procedure=PLAIN, measure=DUE, now=now, roles=EVERYBODY)


def _bring(dossier: Dossier, now: datetime) -> Fact:
    act = Bring(GIVEN, batch=new_id(), shelf="A1")
    return bring_result(dossier, act, measure=DUE, now=now, roles=EVERYBODY)


def _release(dossier: Dossier, now: datetime) -> Fact:
    return release(dossier, COMES, now=now, roles=EVERYBODY, rules=RULES)


def _withdraw(dossier: Dossier, now: datetime) -> Fact:
    asked = Withdraw(APPLICANT.name, number="1/ĐN", day=DAY, fee_note="Hoàn lại.")
    return withdraw(dossier, asked, now=now, roles=EVERYBODY)


def _recall(dossier: Dossier, _now: datetime) -> Fact:
    return recall(dossier, reason="Nhầm.", officer=OFFICER.id, roles=EVERYBODY)


def _resolve(dossier: Dossier, _now: datetime) -> Fact:
    if not dossier.conflicts:
        raise Refused("conflict-unknown")
    mark = dossier.conflicts[-1]
    return resolve(dossier, mark.entry, stands=False, reason="Đã rõ.", roles=EVERYBODY)


_ACTS: Final[dict[str, Callable[[Dossier, datetime], Fact]]] = {
    "contact": _contact,
    "hand over": _hand_over,
    "approve": _approve,
    "bring": _bring,
    "release": _release,
    "withdraw": _withdraw,
    "recall": _recall,
    "resolve": _resolve,
}

_SELDOM: Final = frozenset({"withdraw", "recall", "contact"})
"""What ends a dossier early, or leads it no further."""

_MOVES: Final[dict[str, tuple[float, Callable[[Days], None]]]] = {
    "receive": (8, lambda days: days.receive(days.anyone_at_work())),
    "go on": (26, lambda days: days.go_on(days.anyone_at_work())),
    "rename": (1, lambda days: days.rename(days.anyone_at_work())),
    "exchange": (40, lambda days: days.exchange(days.anyone())),
    "later": (8, Days.later),
    "weather": (7, Days.change_weather),
    "restart": (7, lambda days: days.restart(days.anyone())),
    "take image": (3, lambda days: days.take_image(days.anyone())),
    "restore image": (2.5, lambda days: days.restore_image(days.anyone())),
    "copy hub": (3, Days.copy_hub),
    "restore hub": (3, Days.restore_hub),
    "join": (0.8, Days.join),
    "look": (3, lambda days: days.look(days.anyone())),
}
"""How often each is drawn, and what it does."""
