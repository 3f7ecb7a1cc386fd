"""What the post carries, and what its reports count."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE parcel (
        dossier TEXT NOT NULL, item TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
        agency INTEGER NOT NULL, manifest TEXT NOT NULL, by_day TEXT NOT NULL,
        invitations INTEGER NOT NULL, invited TEXT NOT NULL, fault TEXT NOT NULL,
        cash_vnd INTEGER NOT NULL,
        PRIMARY KEY (dossier, item)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX parcel_of_item ON parcel (item)",
    "CREATE INDEX parcel_of_state ON parcel (state, since)",
    """
    CREATE TABLE post_event (
        entry TEXT NOT NULL, kind TEXT NOT NULL, dossier TEXT NOT NULL, day TEXT NOT NULL,
        agency INTEGER NOT NULL,
        PRIMARY KEY (entry, kind)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX post_event_of_day ON post_event (day, kind, agency)",
    "CREATE INDEX post_event_of_dossier ON post_event (dossier)",
)
