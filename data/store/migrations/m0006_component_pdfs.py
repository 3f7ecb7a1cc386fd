"""What this desk derived for itself: a PDF for each component, and dossiers that wait for theirs.

Neither is a projection: both can be thrown away, and are made again from the pages.
"""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE component_pdf (
        dossier TEXT NOT NULL, component TEXT NOT NULL, mark TEXT NOT NULL, file TEXT NOT NULL,
        PRIMARY KEY (dossier, component)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE component_pdf_due (
        number INTEGER PRIMARY KEY, dossier TEXT NOT NULL UNIQUE, asked INTEGER NOT NULL
    ) STRICT
    """,
)
