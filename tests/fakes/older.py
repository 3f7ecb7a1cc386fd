"""Statements that leave the schema of an earlier program, as its stores still lie on desks."""

from typing import Final

BEFORE_MANY: Final = (
    "ALTER TABLE dossier DROP COLUMN desk",
    "DROP TABLE own_file",
    "ALTER TABLE job DROP COLUMN desk_key",
    "DROP TABLE hub_head",
    *(f"DROP TABLE {it}" for it in ("money", "till", "settlement", "settled")),
    *(f"DROP TABLE {it}" for it in ("parcel", "post_event")),
    "DROP TABLE batch",
    "DROP TABLE shelf",
    "DROP TABLE tracked",
    "DROP TABLE tracked_text",
    "DROP TABLE component_pdf",
    "DROP TABLE component_pdf_due",
    "DROP TABLE message",
    "DROP TABLE application",
    "DROP TABLE dossier_text",
    """
    CREATE VIRTUAL TABLE dossier_text USING fts5 (
        text, content='', contentless_delete=1, prefix='1 2 3',
        tokenize='unicode61 remove_diacritics 0'
    )
    """,
    *(f"DROP INDEX dossier_{name}" for name in ("of_reception", "unscanned", "unpaid")),
    "CREATE INDEX dossier_unscanned ON dossier (unscanned) WHERE unscanned > 0",
    "ALTER TABLE dossier DROP COLUMN text_mark",
    "PRAGMA user_version=2",
)
"""Leaves the schema from before a store was made for very many dossiers."""
