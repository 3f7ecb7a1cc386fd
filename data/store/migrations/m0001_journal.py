"""The journal, what lies beside it, the projections made from it, and the desk's local rows."""

from typing import Final

_JOURNAL: Final = (
    """
    CREATE TABLE chain (
        id BLOB PRIMARY KEY,
        desk_key BLOB NOT NULL,
        opened INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE entry (
        position INTEGER PRIMARY KEY,
        hash BLOB NOT NULL UNIQUE,
        chain BLOB NOT NULL REFERENCES chain (id),
        sequence INTEGER NOT NULL,
        subject BLOB NOT NULL,
        kind TEXT NOT NULL,
        personal BLOB,
        payload BLOB NOT NULL,
        signature BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX entry_of_chain ON entry (chain, sequence)",
    "CREATE INDEX entry_of_subject ON entry (subject)",
    "CREATE TABLE personal (digest BLOB PRIMARY KEY, payload BLOB NOT NULL) STRICT",
    """
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END
    """,
    """
    CREATE TRIGGER entry_remains BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END
    """,
)

_PROJECTIONS: Final = (
    """
    CREATE TABLE center (
        id TEXT PRIMARY KEY, head TEXT NOT NULL, profile TEXT NOT NULL, practice INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE officer (
        id TEXT PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE desk (
        id TEXT PRIMARY KEY, number INTEGER NOT NULL, key_id TEXT NOT NULL UNIQUE,
        key TEXT NOT NULL, first_serial INTEGER NOT NULL, last_serial INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE dossier (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        agency TEXT NOT NULL,
        day TEXT NOT NULL,
        serial INTEGER NOT NULL,
        procedure_code TEXT NOT NULL,
        procedure TEXT NOT NULL,
        applicant TEXT NOT NULL,
        state TEXT NOT NULL,
        received_at TEXT NOT NULL,
        due_at TEXT NOT NULL,
        marks INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX dossier_of_code ON dossier (code)",
    "CREATE INDEX dossier_of_day ON dossier (agency, day, serial)",
    """
    CREATE VIRTUAL TABLE dossier_text USING fts5 (
        text, content='', contentless_delete=1, prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TABLE job (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, form TEXT NOT NULL, copy TEXT NOT NULL,
        number TEXT NOT NULL, reprint INTEGER NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE blob (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE INDEX job_of_dossier ON job (dossier)",
    "CREATE INDEX job_of_state ON job (state)",
)

_LOCAL: Final = (
    """
    CREATE TABLE draft (
        id TEXT PRIMARY KEY, officer TEXT NOT NULL, body TEXT NOT NULL, saved_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE pending_blob (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE pin (officer TEXT PRIMARY KEY, verifier TEXT NOT NULL) STRICT",
)

STATEMENTS: Final = _JOURNAL + _PROJECTIONS + _LOCAL
