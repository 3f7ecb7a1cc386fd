"""The ledger: what was taken and given back, the tills that took it, what is settled of it."""

from typing import Final

STATEMENTS: Final = (
    """
    CREATE TABLE money (
        entry TEXT PRIMARY KEY, dossier TEXT NOT NULL, agency INTEGER NOT NULL, at TEXT NOT NULL,
        day TEXT NOT NULL, desk_key TEXT NOT NULL, officer TEXT NOT NULL, by_post INTEGER NOT NULL,
        method TEXT NOT NULL, till TEXT NOT NULL, charge_vnd INTEGER NOT NULL,
        duty_vnd INTEGER NOT NULL, receipt TEXT NOT NULL, counters TEXT NOT NULL,
        settlement TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX money_of_dossier ON money (dossier)",
    "CREATE INDEX money_of_day ON money (day, agency)",
    "CREATE INDEX money_of_till ON money (till) WHERE till <> ''",
    "CREATE INDEX money_of_settlement ON money (settlement) WHERE settlement <> ''",
    "CREATE INDEX money_open ON money (agency, day) WHERE settlement = ''",
    """
    CREATE TABLE till (
        id TEXT PRIMARY KEY, desk TEXT NOT NULL, opened_at TEXT NOT NULL, is_open INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX till_open ON till (desk) WHERE is_open",
    "CREATE INDEX till_of_time ON till (opened_at)",
    """
    CREATE TABLE settlement (
        id TEXT PRIMARY KEY, number TEXT NOT NULL, desk TEXT NOT NULL, year INTEGER NOT NULL,
        agency INTEGER NOT NULL, made_at TEXT NOT NULL, stands INTEGER NOT NULL,
        charge_vnd INTEGER NOT NULL, duty_vnd INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX settlement_of_desk ON settlement (desk, year)",
    "CREATE INDEX settlement_of_time ON settlement (made_at)",
    """
    CREATE TABLE settled (
        settlement TEXT NOT NULL, entry TEXT NOT NULL, place INTEGER NOT NULL,
        PRIMARY KEY (settlement, entry)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX settled_of_entry ON settled (entry)",
)
