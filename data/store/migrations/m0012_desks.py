"""Which of what is known here is this desk's own: its dossiers, and the files on its disk."""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE dossier ADD COLUMN desk TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE own_file (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "INSERT OR IGNORE INTO own_file SELECT name FROM blob",
    "INSERT OR IGNORE INTO own_file SELECT name FROM pending_blob",
    "INSERT OR IGNORE INTO own_file SELECT file FROM component_pdf WHERE file <> ''",
)
"""Before this there was one desk to a store, so every file that is named was put here."""
