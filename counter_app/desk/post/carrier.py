"""The carrier's status files at this desk: chosen, read, sorted, recorded, and listed in a file.

An item is found by its number alone. What an officer decided of columns and words is kept beside
the desk's configuration, and nothing of any row is.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from counter_app.desk.post.carrier_file import CarrierFiles, Progress, untold
from counter_app.desk.post.carrier_list import BOOK, write_list
from counter_app.desk.post.carrier_rows import Declared, SortedRow, Sorting
from counter_app.desk.post.carrier_settings import CarrierSettings, load_settings, save_settings
from counter_app.desk.steps.acting import Acting
from data.catalogue.carrier_columns import Places
from data.catalogue.carrier_file import read_carrier_file
from data.catalogue.carrier_table import CarrierTable
from data.catalogue.carrier_words import Part, PostOutcome, word
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.text import fold
from data.store import parcels

ENDINGS: Final = frozenset({".csv", ".txt", ".tsv", ".xlsx"})
ENTRIES_LOOKED_AT: Final = 2_000
"""Of a folder; a larger one is typed into further."""
OFFERS_LIMIT: Final = 40
SETTINGS_FILE: Final = "carrier.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be read, or a folder in which one may lie."""

    path: Path
    is_folder: bool


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A status as it is first spelled in the file, in so many rows; `outcome` as kept or plain."""

    status: str
    rows: int
    outcome: PostOutcome | None


@dataclass(slots=True)
class Carrier:
    """`folder` is where the last file lay; it is offered next time."""

    acting: Acting
    settings_file: Path
    folder: Path

    def read(self, path: Path) -> CarrierTable:
        """Raises as `read_carrier_file`."""
        table = read_carrier_file(path)
        self.folder = path.parent
        return table

    def settings(self) -> CarrierSettings:
        """Raises Refused("config-invalid")."""
        return load_settings(self.settings_file)

    def keep(self, settings: CarrierSettings) -> None:
        """Raises Refused("file-unwritable")."""
        save_settings(self.settings_file, settings)

    def sort(
        self, officer: Officer, table: CarrierTable, places: Places, declared: Declared
    ) -> Sorting:
        """Every row in its lot, as things stand now; nothing is recorded."""
        return self._files().sort(
            officer, table, places, settings=self.settings(), declared=declared
        )

    def apply(
        self,
        officer: Officer,
        sorting: Sorting,
        declared: Declared,
        *,
        progress: Progress = untold,
    ) -> Sorting:
        """All rows, those that could be recorded with what became of them."""
        done = self._files().apply(officer, sorting, declared, progress=progress)
        return sorting.with_rows(done)

    def _files(self) -> CarrierFiles:
        """With all numbers of this desk read at once: a file has as many rows as they are."""
        with self.acting.store.read() as connection:
            known = parcels.dossiers_of_items(connection)
        return CarrierFiles(self.acting, known.get)

    def write(
        self,
        folder: Path,
        rows: tuple[SortedRow, ...],
        *,
        lot: Callable[[SortedRow], str],
        reason: Callable[[SortedRow], str],
    ) -> Path:
        """The list of what became of the rows, as a workbook. Raises Refused("file-unwritable")."""
        now: datetime = local(self.acting.clock())
        path = folder / f"buu-gui-{now:%y%m%d-%H%M%S}{BOOK}"
        return write_list(path, rows, lot=lot, reason=reason, at=now)


def path_of(typed: str) -> Path:
    """`~` is the home of who sits here; the home of a name that nobody has is a file's name."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def entry_at(path: Path) -> Entry | None:
    """What lies there; None also for a place into which nobody here may look."""
    try:
        if path.is_dir():
            return Entry(path, is_folder=True)
        return Entry(path, is_folder=False) if path.is_file() else None
    except (OSError, ValueError):
        return None


def offers(typed: str) -> list[Entry]:
    """Files and folders whose path begins as was typed, folders first; nothing where none is."""
    path = path_of(typed)
    folder, begun = (path, "") if typed.endswith(os.sep) or not typed else (path.parent, path.name)
    try:
        with os.scandir(folder) as entries:
            found = [
                Entry(Path(it.path), it.is_dir())
                for it in islice(entries, ENTRIES_LOOKED_AT)
                if _is_offered(it, begun)
            ]
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda it: (not it.is_folder, fold(it.path.name)))[:OFFERS_LIMIT]


def status_words(
    table: CarrierTable, places: Places, settings: CarrierSettings
) -> list[StatusWord]:
    """Every status of the file, those that somebody has to decide first."""
    spelled: dict[str, str] = {}
    rows: Counter[str] = Counter()
    for it in table.rows:
        if status := places.text(it, Part.STATUS):
            same = spelled.setdefault(word(status), status)
            rows[same] += 1
    found = [StatusWord(it, n, settings.outcome(it)) for it, n in rows.items()]
    return sorted(found, key=lambda it: it.outcome is not None)


def _is_offered(entry: os.DirEntry[str], begun: str) -> bool:
    """A name that no terminal can show is left out."""
    name = entry.name
    if name.startswith(".") or not name.isprintable() or not fold(name).startswith(fold(begun)):
        return False
    return entry.is_dir() or Path(name).suffix.lower() in ENDINGS
