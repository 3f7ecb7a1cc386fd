"""What went or came together, and where results lie."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE batch (
        id TEXT NOT NULL, dossier TEXT NOT NULL, place INTEGER NOT NULL, direction TEXT NOT NULL,
        agency INTEGER NOT NULL, at TEXT NOT NULL, entry TEXT NOT NULL,
        PRIMARY KEY (id, dossier)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX batch_of_dossier ON batch (dossier)",
    "CREATE INDEX batch_newest ON batch (direction, at)",
    "CREATE INDEX batch_of_agency ON batch (direction, agency, at)",
    """
    CREATE TABLE shelf (
        dossier TEXT PRIMARY KEY, place TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX shelf_of_place ON shelf (place)",
)
