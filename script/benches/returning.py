"""From the scan of a slip to what the return desk shows of its result, in a store of many years.

Measured is what the desk does between the scan and the screen: the code is looked up, the dossier
is folded from its journal with its history, papers and doubles, and the gate is asked. The first
scan of a process is measured in processes of their own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from center.desk import Measured, open_desk
from center.grown import grow, models
from center.lives import filled
from center.timing import timed
from sqlmodel import Session, select

from counter_app.bootstrap import read_rulebook
from counter_app.desk.numbers import key_of
from counter_app.desk.others import Others
from counter_app.desk.return_desk.collecting import begun
from counter_app.desk.return_desk.releasing import Releasing
from counter_app.desk.search import Search
from data.domain.center import Desk, Officer
from data.domain.dossier import Dossier
from data.domain.folding import fold
from data.domain.lifecycle import State
from data.domain.numbering import Slice
from data.domain.roles import Role
from data.store import journal, queries
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import Store, open_store
from data.store.files import StoreFiles
from data.store.keys import DeskKeys, read_keys, write_keys
from data.store.tables import DossierRow

GOAL_MS = 100
"""From the scan to the readable screen, at a million dossiers."""
SIZE, QUICK_SIZE = 1_000_000, 20_000
RECENT = 2_000
"""Dossiers of the last weeks, written through the journal: those that are scanned."""
SCANS = 400
BASELINE_SCANS = 9
PROCESSES = 5
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
OFFICER = Officer("0" * 32, "02", "Lê Văn Giả Định", frozenset({Role.RETURN_DESK}))


def return_desk(store: Store, keys: DeskKeys, folder: Path) -> tuple[Search, Releasing]:
    rules = read_rulebook()
    pages = Pages(store, Blobs(folder / "pages", keys.pages))
    record = journal.Journal(store, keys, "0" * 32, lambda: NOW)
    desk = Desk("0" * 32, 3, keys.public.hex(), Slice(1, 100))
    search = Search(store, rules.agencies, lambda: NOW)
    return search, Releasing(
        store, record, pages, rules.in_force, desk, lambda: NOW, Others(store, record.keys.id)
    )


def scan(search: Search, releasing: Releasing, key: str) -> None:
    """What a scan does before the screen is put together."""
    file = search.open(key)
    look = releasing.look(OFFICER, file.dossier, begun(file.dossier, key))
    assert look.items
    assert not file.duplicates


def waiting_keys(store: Store) -> list[str]:
    """Of results that lie at the return desk, in no order."""
    with store.read() as connection:
        ids = connection.exec_driver_sql(
            "SELECT id FROM dossier WHERE state = ?", (State.WAITING.value,)
        ).scalars()
        dossiers = [queries.dossier(connection, it) for it in ids]
    keys = [key_of(it) for it in dossiers if it.reception is not None]
    Random(4).shuffle(keys)
    return keys


# --- baselines ----------------------------------------------------------------------------------


def scanned_without_index(store: Store, code: str) -> Dossier:
    """The code is looked for in every row, and the dossier folded like ours."""
    with store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT id FROM dossier WHERE +code = ?", (code,)
        ).scalar_one()
        return fold(found, journal.load(connection, found))


def scanned_by_orm(store: Store, code: str) -> Dossier:
    """Rows as objects, the usual way; the name is looked at, as a list filtered in Python would."""
    with store.read() as connection, Session(connection) as session:
        rows = session.exec(select(DossierRow).where(DossierRow.state == "waiting")).all()
        (row,) = [it for it in rows if it.code == code]
        return fold(row.id, journal.load(connection, row.id))


def codes_of(search: Search, keys: list[str]) -> list[str]:
    return [str(search.open(key).dossier.taken_in().code) for key in keys]


# --- all of it ----------------------------------------------------------------------------------


def made(folder: Path, size: int, entries_each: int) -> Measured:
    desk = open_desk(folder)
    write_keys(folder / "keys.json", desk.keys)
    if size > RECENT:
        grow(desk, models(folder / "models", NOW, entries_each), size - RECENT)
    filled(desk, RECENT, NOW)
    desk.store.tidy()
    return desk


def report(name: str, call: Callable[[str], object], items: list[str]) -> float:
    times = []
    for item in items:
        start = time.perf_counter()
        call(item)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    p50, p95 = times[len(times) // 2], times[int(0.95 * (len(times) - 1))]
    print(f"  {name:28} p50 {p50:8.2f}  p95 {p95:8.2f}  max {times[-1]:8.2f} ms", flush=True)
    return p95


def first_scan(folder: Path, key: str) -> None:
    """In a process of its own: the first scan and the one after it, in milliseconds."""
    files = StoreFiles(folder / "store", folder / "keys.json")
    keys = read_keys(files.keys)
    store = open_store(files, keys, read_only=True)
    search, releasing = return_desk(store, keys, folder)
    told = []
    for _ in range(2):
        start = time.perf_counter()
        scan(search, releasing, key)
        told.append(1000 * (time.perf_counter() - start))
    store.close()
    print(json.dumps(told))


def first_scans(folder: Path, keys: list[str]) -> None:
    found = []
    for key in keys[:PROCESSES]:
        command = [sys.executable, "-P", __file__, "--first", key, "--folder", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found.append(json.loads(done.stdout))
    firsts, seconds = (sorted(it[place] for it in found) for place in (0, 1))
    for name, times in (("first scan of a process", firsts), ("the same once more", seconds)):
        print(f"  {name:28} p50 {times[len(times) // 2]:8.2f}  max {times[-1]:8.2f} ms")


def measure(desk: Measured, folder: Path) -> float:
    search, releasing = return_desk(desk.store, desk.keys, folder)
    keys = waiting_keys(desk.store)
    scans = (keys * (1 + SCANS // len(keys)))[:SCANS]
    with desk.store.read() as connection:
        dossiers = connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
    database = StoreFiles(desk.store.folder, Path()).database.stat().st_size
    entries = journal.count(desk.store)
    print(f"{dossiers} dossiers, {entries} entries, {database / 1e6:.0f} MB, {len(keys)} waiting")
    first_scans(folder, keys)
    slow = report("scan to what is shown", partial(scan, search, releasing), scans)
    cold = report("  with nothing in memory", partial(_cold, desk, search, releasing), scans[:60])
    codes = codes_of(search, keys[:BASELINE_SCANS])
    report("without an index", partial(scanned_without_index, desk.store), codes)
    report("rows as objects, in Python", partial(scanned_by_orm, desk.store), codes)
    found = timed(search.find, codes)
    print(f"  {'found by its code, typed':28} {found}")
    return max(slow, cold)


def _cold(desk: Measured, search: Search, releasing: Releasing, key: str) -> None:
    """A reader that has read nothing yet, as each is after somebody wrote."""
    desk.store.engine.dispose()
    scan(search, releasing, key)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a small store")
    parser.add_argument("--size", type=int, help="dossiers of the store")
    parser.add_argument("--entries", type=int, default=2, help="of each copied dossier")
    parser.add_argument("--folder", type=Path, help="where to write; a temporary folder if absent")
    parser.add_argument("--first", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.first:
        first_scan(asked.folder, asked.first)
        return
    size = asked.size or (QUICK_SIZE if asked.quick else SIZE)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder) as name:
        desk = made(Path(name), size, asked.entries)
        slowest = measure(desk, Path(name))
        desk.store.close()
    print(f"p95 {slowest:.1f} ms (goal {GOAL_MS})")
    sys.exit(slowest > GOAL_MS)


if __name__ == "__main__":
    main()
