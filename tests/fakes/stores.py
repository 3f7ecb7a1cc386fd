"""Real stores in a folder of the test, and a Center that cannot exist to write into them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from data.domain.center import Center, Desk, Officer, enrol_desk, enrol_officer, open_center
from data.domain.entries import Fact, Recorded
from data.domain.numbering import Slice
from data.domain.papers import CenterHead, Copy, Form
from data.domain.people import Person, person
from data.domain.printjob import Sheet, queue
from data.domain.received import RECEPTION_VERSION, personal_fields, reception_body
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import Store, create_store, open_store
from data.store.files import StoreFiles
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys, new_keys, write_keys
from tests.fakes.forge import START, a_reception

HEAD = CenterHead(
    authority="UBND tỉnh Mẫu",
    name="Trung tâm Thử nghiệm",
    place="Mẫu",
    address="Số 0 đường Không Có",
    hotline="0000",
    website="",
    evaluation_url="",
)
APPLICANT = person("Nguyễn Văn Thử", identity="999000000123", phone="0000000123")
OFFICER = Officer(
    "0f" * 16, "12", "Trần Thị Mẫu", frozenset({Role.RECEIVING, Role.CENTER, Role.ADMINISTRATOR})
)


@dataclass(slots=True)
class TickingClock:
    """One second further at each look, unless it is set."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass(slots=True)
class DeskStore:
    """A store with everything that writes into it."""

    files: StoreFiles
    keys: DeskKeys
    store: Store
    clock: TickingClock
    journal: Journal
    pages: Pages

    def close(self) -> None:
        self.store.close()

    def restart(self) -> "DeskStore":
        """The next process of the same desk."""
        self.close()
        return _desk_store(
            self.files,
            self.keys,
            open_store(self.files, self.keys),
            center=self.journal.center,
            clock=self.clock,
        )

    def record(self, *facts: Fact) -> list[Recorded]:
        with self.journal.act(OFFICER.id) as act:
            return [act.record(fact) for fact in facts]

    def receive(self, number: int = 1, **changes: Any) -> str:  # noqa: ANN401 - as `reception_fact`
        """Receives a dossier with its two print jobs in one act; returns its id."""
        fact = reception_fact(number, **changes)
        sheets = [Sheet(fact.subject, Form.RECEIPT, copy, f"03-{number:05}") for copy in Copy]
        self.record(fact, *(queue(new_id(), sheet) for sheet in sheets))
        return fact.subject


def store_files(folder: Path) -> StoreFiles:
    return StoreFiles(folder / "store", folder / "keys" / "desk.json")


def new_desk(folder: Path) -> DeskStore:
    """A new store whose first act opened the Center and enrolled this desk and one officer."""
    files, keys = store_files(folder), new_keys()
    write_keys(files.keys, keys)
    store = create_store(files, keys)
    made = _desk_store(files, keys, store, center=new_id(), clock=TickingClock())
    made.record(
        open_center(Center(made.journal.center, HEAD, "QN-3089-2019", practice=True)),
        enrol_desk(Desk(new_id(), 3, keys.public.hex(), Slice(1, 999))),
        enrol_officer(OFFICER),
    )
    return made


def reception_fact(
    number: int = 1,
    *,
    subject: str | None = None,
    applicant: Person = APPLICANT,
    components: int = 2,
    pages: tuple[str, ...] = (),
    procedure: str = "Đăng ký thành lập công ty",
    remark: str = "",
) -> Fact:
    """A reception that `decide` could have made, with pages on its first component."""
    reception = a_reception(number, components=components)
    reception = replace(reception, matter=replace(reception.matter, procedure=procedure))
    first, *others = (replace(item, pages=()) for item in reception.components)
    first = replace(first, pages=pages, remark=remark)
    reception = replace(reception, components=(first, *others))
    return Fact(
        subject or new_id(),
        DOSSIER_RECEIVED,
        reception_body(reception),
        personal_fields(applicant, None, reception),
        version=RECEPTION_VERSION,
    )


def tables(store: Store, names: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these tables, sorted."""
    with store.read() as connection:
        return {
            name: sorted(
                (tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")),
                key=repr,
            )
            for name in names
        }


def found_by(store: Store, match: str) -> list[int]:
    """Numbers of the dossiers that this FTS5 expression finds."""
    with store.read() as connection:
        return list(
            connection.exec_driver_sql(
                "SELECT rowid FROM dossier_text WHERE dossier_text MATCH ? ORDER BY rowid", (match,)
            ).scalars()
        )


@contextmanager
def behind_the_store(files: StoreFiles, keys: DeskKeys) -> Iterator[Callable[..., Any]]:
    """Executes SQL as somebody who holds the key and cares for no rule: triggers are dropped."""
    connection = sqlcipher3.dbapi2.connect(str(files.database), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key=\"x'{keys.store.hex()}'\"")
        for trigger in ("entry_stays", "entry_remains"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        yield connection.execute
    finally:
        connection.close()


def _desk_store(
    files: StoreFiles, keys: DeskKeys, store: Store, *, center: str, clock: TickingClock
) -> DeskStore:
    return DeskStore(
        files=files,
        keys=keys,
        store=store,
        clock=clock,
        journal=Journal(store, keys, center, clock),
        pages=Pages(store, Blobs(files.blobs, keys.pages)),
    )
