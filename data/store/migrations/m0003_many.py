"""What a million dossiers need: lists that are walked from the newest on, and a leaner word index.

The words are taken apart by `terms`, so the projections are made anew with this migration.
"""

from typing import Final

STATEMENTS: Final = (
    "DROP TABLE dossier_text",
    # With each length of a Vietnamese syllable as a prefix index, and no positions, a search reads
    # the newest matches and stops; a prefix of another length would read all of them first.
    """
    CREATE VIRTUAL TABLE dossier_text USING fts5 (
        text, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6', tokenize='ascii'
    )
    """,
    "ALTER TABLE dossier ADD COLUMN text_mark INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX dossier_of_reception ON dossier (day)",
    "DROP INDEX dossier_unscanned",
    "CREATE INDEX dossier_unscanned ON dossier (number, state) WHERE unscanned > 0",
    "CREATE INDEX dossier_unpaid ON dossier (state) WHERE unpaid_vnd > 0",
)
