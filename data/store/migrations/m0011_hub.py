"""Which desk's printer a sheet waits for, and how far the hub has what was written here."""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE job ADD COLUMN desk_key TEXT NOT NULL DEFAULT ''",
    """
    CREATE TABLE hub_head (
        chain BLOB PRIMARY KEY, sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
