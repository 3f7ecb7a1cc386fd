"""Commits and searches of the real store against the SQLite library writing the same rows.

One commit is one dossier with eight components. The three writers take turns in every round, so
that a noisy moment of the machine meets all of them; what is printed are medians of the rounds.
"""

import argparse
import gc
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, count
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import sqlcipher3.dbapi2

from data.domain.center import Center, Desk, enrol_desk, open_center
from data.domain.codes import dossier_code
from data.domain.dossier import fold
from data.domain.entries import Fact, format_time
from data.domain.matter import Basis, Matter
from data.domain.numbering import Slice
from data.domain.papers import CenterHead
from data.domain.people import person
from data.domain.received import (
    RECEPTION_VERSION,
    Appointment,
    Channel,
    Component,
    Counts,
    Fee,
    FeeState,
    Reception,
    Return,
    personal_fields,
    reception_body,
)
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.store import journal, queries
from data.store.engine import Store, create_store
from data.store.files import StoreFiles
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys, new_keys
from data.store.migrations.runner import MIGRATIONS
from data.store.projections import search_text

COMPONENTS = 8
GOAL_RATIO = 0.5
"""Of raw sqlcipher3's commits in a second (goal S1)."""
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY_SERIALS = 4_999

Row = tuple[Any, ...]
_PLACES = ", ".join(["?"] * 19)
_DOSSIER = f"INSERT INTO dossier VALUES ({_PLACES})"  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Sizes:
    rounds: int
    commits: int
    stores: tuple[int, ...]
    searches: int


FULL = Sizes(rounds=9, commits=300, stores=(10_000, 100_000), searches=300)
QUICK = Sizes(rounds=7, commits=60, stores=(5_000,), searches=60)


# --- people and dossiers that cannot exist ------------------------------------------------------

SURNAMES = ["Nguyễn"] * 38 + ["Trần"] * 11 + ["Lê"] * 10 + ["Phạm"] * 7 + ["Huỳnh"] * 5
SURNAMES += ("Phan", "Vũ", "Võ", "Đặng", "Đặng", "Bùi", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Kim", "Xuân")
GIVEN = ["An", "Bình", "Dũng", "Đạt", "Hạnh", "Hòa", "Khánh", "Linh", "Mai", "Nga", "Phúc", "Thử"]
GIVEN += ("Quý", "Sơn", "Thắng", "Trang", "Tuấn", "Uyên", "Việt", "Yến", "Ước", "Lượng", "Nghĩa")
PROCEDURES = (
    "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
    "Cấp Phiếu lý lịch tư pháp số 2",
    "Đổi giấy phép lái xe do ngành Giao thông vận tải cấp",
    "Cấp hộ chiếu phổ thông ở trong nước",
)


def a_name(random: Random) -> str:
    return f"{random.choice(SURNAMES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"


def a_reception(number: int, random: Random) -> Reception:
    day = date(2026, 1, 1) + timedelta(days=number // DAY_SERIALS)
    code = dossier_code("000.00.05.H47", day, number % DAY_SERIALS + 1)
    return Reception(
        code=code,
        matter=Matter(
            procedure_code=f"1.{number % len(PROCEDURES):06}",
            procedure=PROCEDURES[number % len(PROCEDURES)],
            field="Đăng ký doanh nghiệp",
            agency_index=5,
            agency="Sở Kế hoạch và Đầu tư",
            verified=False,
            basis=Basis("profile@0123456789ab", "catalogue@0123456789ab", "calendar@0123456789ab"),
        ),
        channel=Channel.DIRECT,
        components=tuple(
            Component(
                f"c{place}",
                f"Thành phần {place}: giấy đề nghị theo mẫu ban hành kèm theo Thông tư",
                Counts(originals=1, copies=2),
                (random.randbytes(32).hex(),),
            )
            for place in range(COMPONENTS)
        ),
        sets=1,
        received_at=START,
        appointment=Appointment(
            START + timedelta(days=3),
            "3 ngày làm việc",
            (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)),
            (),
        ),
        fee=Fee(50_000, FeeState.UNPAID),
        returning=Return("Bộ phận trả kết quả tập trung"),
        desk="03",
    )


def a_fact(number: int, random: Random) -> Fact:
    reception = a_reception(number, random)
    applicant = person(
        a_name(random),
        identity=f"999{random.randrange(10**9):09}",
        address="Thôn Không Có, xã Thử Nghiệm, tỉnh Mẫu",
        phone=f"0000{random.randrange(10**6):06}",
    )
    personal = personal_fields(applicant, None, reception)
    body = reception_body(reception)
    return Fact(new_id(), DOSSIER_RECEIVED, body, personal, RECEPTION_VERSION)


# --- ours ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Ours:
    store: Store
    keys: DeskKeys
    journal: Journal
    officer: str

    def commit(self, fact: Fact) -> None:
        with self.journal.act(self.officer) as act:
            act.record(fact)


def open_ours(folder: Path) -> Ours:
    keys = new_keys()
    store = create_store(StoreFiles(folder / "store", folder / "keys.json"), keys)
    ticks = count()
    record = Journal(store, keys, new_id(), lambda: START + timedelta(milliseconds=next(ticks)))
    ours = Ours(store, keys, record, new_id())
    head = CenterHead("UBND tỉnh Mẫu", "Trung tâm Thử", "Mẫu", "Số 0", "0000", "", "")
    with record.act(ours.officer) as act:
        act.record(open_center(Center(record.center, head, "QN-3089-2019", practice=True)))
        act.record(enrol_desk(Desk(new_id(), 3, keys.public.hex(), Slice(1, 4_999))))
    return ours


# --- the library alone --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Commit:
    """The very rows that one commit of ours left in the tables."""

    entry: Row
    personal: Row
    dossier: Row
    text: Row
    blobs: tuple[Row, ...]


@dataclass(slots=True)
class Raw:
    """A bare connection with the same schema and pragmas; everything is prepared beforehand."""

    connection: Any

    def commit(self, rows: Commit) -> None:
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO personal VALUES (?, ?)", rows.personal)
        execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows.entry)
        execute(_DOSSIER, rows.dossier)
        execute("INSERT INTO dossier_text (rowid, text) VALUES (?, ?)", rows.text)
        self.connection.executemany("INSERT INTO blob VALUES (?)", rows.blobs)
        execute("COMMIT")


def open_raw(driver: ModuleType, path: Path, key: bytes | None) -> Raw:
    connection = driver.connect(str(path), isolation_level=None)
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for statement in chain.from_iterable(MIGRATIONS):
        connection.execute(_without_new_options(driver, statement))
    return Raw(connection)


def _without_new_options(driver: ModuleType, statement: str) -> str:
    """`contentless_delete` needs SQLite 3.43; an insert costs the same without it."""
    old = driver.sqlite_version_info < (3, 43)
    return statement.replace("contentless_delete=1,", "") if old else statement


def captured(ours: Ours, after: int) -> Iterator[Commit]:
    """What our own commits after this position left behind, in order."""
    with ours.store.read() as connection:
        entries = connection.exec_driver_sql(
            "SELECT * FROM entry WHERE position > ? ORDER BY position", (after,)
        ).all()
        for entry in entries:
            subject = entry.subject.hex()
            dossier = fold(subject, journal.load(connection, subject))
            row = connection.exec_driver_sql("SELECT * FROM dossier WHERE id = ?", (subject,)).one()
            personal = connection.exec_driver_sql(
                "SELECT * FROM personal WHERE digest = ?", (entry.personal,)
            ).one()
            assert dossier.reception is not None
            yield Commit(
                tuple(entry),
                tuple(personal),
                tuple(row),
                (row.number, search_text(dossier)),
                tuple((page,) for page in dossier.reception.pages),
            )


def share_chain(ours: Ours, raw: Raw) -> None:
    """The rows that entries refer to, so that foreign keys hold."""
    with ours.store.read() as connection:
        for row in connection.exec_driver_sql("SELECT * FROM chain"):
            raw.connection.execute("INSERT INTO chain VALUES (?, ?, ?)", tuple(row))


# --- commits ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rates:
    per_s: float
    p50_ms: float
    p99_ms: float


def timed(commit: Callable[[Any], object], items: Sequence[Any]) -> Rates:
    times = []
    for item in items:
        start = time.perf_counter()
        commit(item)
        times.append(time.perf_counter() - start)
    times.sort()
    return Rates(
        per_s=len(times) / sum(times),
        p50_ms=1000 * times[len(times) // 2],
        p99_ms=1000 * times[int(len(times) * 0.99)],
    )


def median(rounds: Sequence[Rates]) -> Rates:
    return Rates(
        statistics.median(it.per_s for it in rounds),
        statistics.median(it.p50_ms for it in rounds),
        statistics.median(it.p99_ms for it in rounds),
    )


def bench_commits(folder: Path, sizes: Sizes) -> float:
    random = Random(1)
    total = sizes.rounds * sizes.commits
    model = open_ours(folder / "model")
    after = journal.count(model.store)
    for number in range(total):
        model.commit(a_fact(number, random))
    rows = list(captured(model, after))
    ours = open_ours(folder / "ours")
    cipher = open_raw(sqlcipher3.dbapi2, folder / "cipher.db", model.keys.store)
    plain = open_raw(sqlite3, folder / "plain.db", None)
    share_chain(model, cipher)
    share_chain(model, plain)
    facts = [a_fact(number, random) for number in range(total)]
    gc.freeze()
    writers: list[tuple[str, Callable[[Any], None], Sequence[Any]]] = [
        ("ours", ours.commit, facts),
        ("raw sqlcipher3", cipher.commit, rows),
        ("raw sqlite3", plain.commit, rows),
    ]
    results: dict[str, list[Rates]] = {name: [] for name, _, _ in writers}
    for turn in range(sizes.rounds):
        part = slice(turn * sizes.commits, (turn + 1) * sizes.commits)
        for name, commit, items in writers[turn % 3 :] + writers[: turn % 3]:
            results[name].append(timed(commit, items[part]))
    found = journal.verify(ours.store)
    assert not found, "the measured journal does not verify"
    return report_commits(results, sizes)


def report_commits(results: dict[str, list[Rates]], sizes: Sizes) -> float:
    print(f"one dossier of {COMPONENTS} components a commit, WAL, synchronous=FULL")
    print(f"medians of {sizes.rounds} rounds of {sizes.commits} commits, writers interleaved")
    middle = {name: median(rounds) for name, rounds in results.items()}
    for name, rates in middle.items():
        ratio = middle["ours"].per_s / rates.per_s
        print(
            f"  {name:15} {rates.per_s:7.0f}/s   p50 {rates.p50_ms:6.3f} ms   "
            f"p99 {rates.p99_ms:6.3f} ms   ours is {ratio:.2f} of it"
        )
    pairs = zip(results["ours"], results["raw sqlcipher3"], strict=True)
    ratio = statistics.median(mine.per_s / raw.per_s for mine, raw in pairs)
    print(f"  ratio to raw sqlcipher3, median of rounds: {ratio:.2f} (goal {GOAL_RATIO})")
    return ratio


# --- search -------------------------------------------------------------------------------------


def fill(store: Store, dossiers: int) -> None:
    """Projections in bulk, without their entries: only searching is measured."""
    random = Random(2)
    first = fold(new_id(), [])
    with store.write() as connection:
        for number in range(dossiers):
            reception = a_reception(number, random)
            applicant = person(a_name(random), identity=f"999{random.randrange(10**9):09}")
            dossier = replace(first, id=new_id(), reception=reception, applicant=applicant)
            dossier = replace(dossier, matter=reception.matter)
            row: Row = (dossier.id, str(reception.code), reception.code.agency)
            row += (reception.code.day.isoformat(), str(reception.code.number))
            row += (reception.matter.procedure_code, reception.matter.procedure)
            row += (applicant.name, "received")
            row += (format_time(START), format_time(reception.appointment.at))
            connection.exec_driver_sql(
                _DOSSIER,
                (number + 1, *row, 0, "", "", "", 0, 50_000, 0),
            )
            connection.exec_driver_sql(
                "INSERT INTO dossier_text (rowid, text) VALUES (?, ?)",
                (number + 1, search_text(dossier)),
            )


def typed_texts(dossiers: int) -> dict[str, Callable[[], str]]:
    """What an officer types, another each time."""
    random = Random(3)
    letters = "abcdghlnpqtv"
    return {
        "a full name": lambda: a_name(random),
        "nguy": lambda: "nguy",
        "one letter": lambda: random.choice(letters),
        "three single letters": lambda: " ".join(random.sample(letters, 3)),
        "a whole code": lambda: str(a_reception(random.randrange(dossiers), random).code),
        "end of a code": lambda: f"{random.randrange(1, DAY_SERIALS):04}",
        "nobody": lambda: "không ai như vậy",
    }


def bench_search(folder: Path, sizes: Sizes) -> None:
    for dossiers in sizes.stores:
        files = StoreFiles(folder / f"search-{dossiers}", folder / "keys.json")
        store = create_store(files, new_keys())
        fill(store, dossiers)
        print(f"search among {dossiers} dossiers, the newest {queries.SEARCH_LIMIT}")
        for name, make in typed_texts(dossiers).items():
            words = [make() for _ in range(sizes.searches)]
            with store.read() as connection:
                rates = timed(partial(queries.search, connection), words)
            print(f"  {name:21} p50 {rates.p50_ms:7.3f} ms   p99 {rates.p99_ms:7.3f} ms")
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer commits and a small store")
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder if absent")
    chosen = parser.parse_args()
    sizes = QUICK if chosen.quick else FULL
    with tempfile.TemporaryDirectory(prefix="bench-", dir=chosen.folder) as name:
        bench_commits(Path(name), sizes)
        bench_search(Path(name), sizes)


if __name__ == "__main__":
    main()
