"""What the portal needs: messages that wait for its functions, and its own dossier numbers."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE message (
        id TEXT PRIMARY KEY, dossier TEXT NOT NULL, channel TEXT NOT NULL, purpose TEXT NOT NULL,
        queued_at TEXT NOT NULL, state TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX message_of_dossier ON message (dossier)",
    "CREATE INDEX message_open ON message (queued_at, id) WHERE state IN ('waiting', 'failed')",
    """
    CREATE TABLE application (
        portal TEXT NOT NULL, dossier TEXT NOT NULL, PRIMARY KEY (portal, dossier)
    ) STRICT, WITHOUT ROWID
    """,
)
