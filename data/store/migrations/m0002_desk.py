"""What the complete intake desk lists: numbers of forms, visits, fees, scans to come, answers."""

from typing import Final

_DESK_COLUMNS: Final = """
    UPDATE dossier SET (unscanned, unpaid_vnd, paid_vnd, entered_day, paid_day) = (
        SELECT
            (
                SELECT count(*) FROM json_each(bytes, '$.body.components') AS item
                WHERE json_array_length(item.value, '$.pages') = 0
                AND (item.value ->> 'originals') + (item.value ->> 'certified')
                    + (item.value ->> 'compared') + (item.value ->> 'copies') > 0
            ),
            iif(bytes ->> '$.body.fee.state' = 'unpaid', bytes ->> '$.body.fee.amount_vnd', 0),
            iif(bytes ->> '$.body.fee.state' = 'paid', bytes ->> '$.body.fee.amount_vnd', 0),
            date(bytes ->> 'at', '+7 hours'),
            iif(bytes ->> '$.body.fee.state' = 'paid', date(bytes ->> 'at', '+7 hours'), '')
        FROM (SELECT *, CAST(payload AS TEXT) AS bytes FROM entry)
        WHERE subject = unhex(dossier.id) AND kind = 'dossier.received'
        ORDER BY bytes ->> 'lamport', bytes ->> 'chain', bytes ->> 'sequence', hash LIMIT 1
    )
    WHERE code <> ''
"""
"""From the reception, the only entry of a dossier that there was: what a rebuild would say.

Vietnam keeps UTC+7 the whole year."""

STATEMENTS: Final = (
    "ALTER TABLE job RENAME COLUMN dossier TO subject",
    "ALTER TABLE dossier ADD COLUMN paper TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE dossier ADD COLUMN visit TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE dossier ADD COLUMN blank TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE dossier ADD COLUMN unscanned INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE dossier ADD COLUMN unpaid_vnd INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE dossier ADD COLUMN paid_vnd INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE dossier ADD COLUMN entered_day TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE dossier ADD COLUMN paid_day TEXT NOT NULL DEFAULT ''",
    _DESK_COLUMNS,
    "CREATE INDEX dossier_of_state ON dossier (state)",
    "CREATE INDEX dossier_of_entry ON dossier (entered_day)",
    "CREATE INDEX dossier_of_payment ON dossier (paid_day) WHERE paid_day <> ''",
    "CREATE INDEX dossier_unscanned ON dossier (unscanned) WHERE unscanned > 0",
    "CREATE INDEX dossier_of_visit ON dossier (visit) WHERE visit <> ''",
    "CREATE INDEX dossier_of_blank ON dossier (blank) WHERE blank <> ''",
    """
    CREATE TABLE form_number (
        series INTEGER NOT NULL, day TEXT NOT NULL, serial INTEGER NOT NULL,
        dossier TEXT NOT NULL, PRIMARY KEY (series, day, serial, dossier)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE guidance (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX guidance_of_day ON guidance (day)",
    """
    CREATE TABLE catalogue (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, file TEXT NOT NULL, decision TEXT NOT NULL,
        effective_from TEXT NOT NULL, imported_at TEXT NOT NULL
    ) STRICT
    """,
)
