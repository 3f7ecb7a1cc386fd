"""The desk's own mutable rows: drafts, PIN verifiers, and page files no entry names yet.

None of these is an act. A draft may be deleted; the pages it alone named go with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from data.domain.entries import format_time, parse_time
from data.domain.lifecycle import State
from data.store.blobs import Blobs
from data.store.engine import Store
from data.store.errors import BlobDamaged, BlobElsewhere
from data.store.tables import DraftRow, PinRow

_WAITING = (State.APPLIED.value, State.SUPPLEMENT.value, State.POSTED.value)
"""States from which a draft goes on."""


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """`body` is what the desk wrote; the store does not read it."""

    id: str
    officer: str
    body: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Drafts:
    store: Store

    def save(self, draft: SavedDraft) -> None:
        """A draft that has become a dossier, or was given a form 02, is not offered again."""
        with self.store.write() as connection:
            if _has_acted(connection, draft.id) and not has_draft(connection, draft.id):
                return
            _put(connection, draft)

    def begin_again(self, draft: SavedDraft) -> None:
        """For a dossier that waits, for its citizen, the post or a check (C9, C21, R72).

        It goes on in a draft with its id. Nothing happens where it waits no more.
        """
        with self.store.write() as connection:
            if _state(connection, draft.id) in _WAITING:
                _put(connection, draft)

    def all(self) -> list[SavedDraft]:
        """Newest first."""
        with self.store.read() as connection, Session(connection) as session:
            rows = session.exec(select(DraftRow).order_by(col(DraftRow.saved_at).desc())).all()
            return [_draft(row) for row in rows]

    def get(self, draft_id: str) -> SavedDraft | None:
        with self.store.read() as connection, Session(connection) as session:
            row = session.get(DraftRow, draft_id)
            return _draft(row) if row else None

    def delete(self, draft_id: str) -> None:
        with self.store.write() as connection:
            drop_draft(connection, draft_id)


def _put(connection: Connection, draft: SavedDraft) -> None:
    connection.exec_driver_sql(
        "INSERT INTO draft VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " officer = excluded.officer, body = excluded.body, saved_at = excluded.saved_at",
        (draft.id, draft.officer, draft.body, format_time(draft.saved_at)),
    )


def _has_acted(connection: Connection, draft_id: str) -> bool:
    """Whether an entry was made of a draft. Each act that ends a draft deletes it."""
    acted = "SELECT 1 FROM entry WHERE subject = ? LIMIT 1"
    return connection.exec_driver_sql(acted, (bytes.fromhex(draft_id),)).first() is not None


def has_draft(connection: Connection, draft_id: str) -> bool:
    kept = "SELECT 1 FROM draft WHERE id = ?"
    return connection.exec_driver_sql(kept, (draft_id,)).first() is not None


def _state(connection: Connection, draft_id: str) -> str | None:
    found = connection.exec_driver_sql("SELECT state FROM dossier WHERE id = ?", (draft_id,))
    return found.scalar()


def drop_draft(connection: Connection, draft_id: str) -> None:
    """Within the act that turns the draft into a dossier."""
    connection.exec_driver_sql("DELETE FROM draft WHERE id = ?", (draft_id,))


@dataclass(frozen=True, slots=True)
class Pages:
    """Files on their way into an entry.

    A file's name is noted before it is written, so that a crash leaves no file that nobody
    remembers; projecting an entry that names the file takes the note away.
    """

    store: Store
    blobs: Blobs

    def put(self, content: bytes) -> str:
        """Stores a file that an entry will name; returns its SHA-256 in hex.

        A sweep of another thread does not come between the note and the file. Whoever holds the
        store's turn until a draft or entry names the file keeps the sweep from it until then.
        """
        name = self.blobs.name(content)
        with self.store.turn:
            with self.store.write() as connection:
                for table in ("pending_blob", "own_file"):
                    connection.exec_driver_sql(
                        f"INSERT OR IGNORE INTO {table} SELECT ? WHERE NOT EXISTS"  # noqa: S608 - our own names
                        " (SELECT 1 FROM blob WHERE name = ?)",
                        (name, name),
                    )
            return self.blobs.put(content)

    def get(self, name: str) -> bytes:
        """The plain bytes of a page or paper.

        Raises BlobElsewhere for a file that another desk has and this one does not, and BlobDamaged
        for one that is lost or is not what `name` says.
        """
        try:
            return self.blobs.get(name)
        except BlobDamaged as error:
            if self.is_elsewhere(name):
                raise BlobElsewhere from error
            raise

    def is_elsewhere(self, name: str) -> bool:
        """Whether the file is not here and was never put here: an entry of another desk named it.

        A file that was known before it was put here is no loss either: that desk has it, too.
        """
        if self.blobs.has(name):
            return False
        with self.store.read() as connection:
            own = connection.exec_driver_sql("SELECT 1 FROM own_file WHERE name = ?", (name,))
            return own.first() is None

    def sweep(self, in_use: Callable[[], Sequence[str]]) -> int:
        """Deletes noted files that neither an entry nor a draft names. Returns how many."""
        with self.store.write() as connection:
            kept = set(in_use())
            noted = connection.exec_driver_sql("SELECT name FROM pending_blob").scalars().all()
            orphans = [name for name in noted if name not in kept]
            for name in orphans:
                self.blobs.delete(name)
                for table in ("pending_blob", "own_file"):
                    connection.exec_driver_sql(f"DELETE FROM {table} WHERE name = ?", (name,))  # noqa: S608 - our own names
        return len(orphans)


@dataclass(frozen=True, slots=True)
class Pins:
    """PIN verifiers (argon2id) stay on this desk: they never enter an entry."""

    store: Store

    def set(self, officer: str, verifier: str) -> None:
        with self.store.write() as connection:
            put_pin(connection, officer, verifier)

    def get(self, officer: str) -> str | None:
        with self.store.read() as connection, Session(connection) as session:
            row = session.get(PinRow, officer)
            return row.verifier if row else None


def has_pin(connection: Connection, officer: str) -> bool:
    """Whether this officer can sign in at this desk."""
    kept = "SELECT 1 FROM pin WHERE officer = ?"
    return connection.exec_driver_sql(kept, (officer,)).first() is not None


def put_pin(connection: Connection, officer: str, verifier: str) -> None:
    """Within the act that enrols the officer, or gives a new PIN."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO pin VALUES (?, ?)", (officer, verifier))


def _draft(row: DraftRow) -> SavedDraft:
    return SavedDraft(row.id, row.officer, row.body, parse_time(row.saved_at))
