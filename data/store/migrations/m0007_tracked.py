"""Open dossiers for the lists of the morning: one row each, gone with the end of its dossier.

Moments are microseconds since 1970. Each clock is NULL unless it runs, and has an index of the rows
in which it does; everything that a list can be narrowed by stands in it too, so that a hundred
thousand lines are looked through without reading one row.
"""

from typing import Final

_CLOCKS: Final = (
    *("due", "measure", "unexcused", "hand_over", "returnable", "silent"),
    *("supplement", "returned", "asked", "lies"),
)
_NARROWED: Final = "agency, holder, field_mark, officer_mark, procedure_mark"

STATEMENTS: Final = (
    f"""
    CREATE TABLE tracked (
        number INTEGER PRIMARY KEY, agency INTEGER NOT NULL, holder INTEGER,
        field_mark INTEGER NOT NULL, officer_mark INTEGER NOT NULL, procedure_mark INTEGER NOT NULL,
        {", ".join(f"{clock} INTEGER" for clock in _CLOCKS)},
        place TEXT NOT NULL, held_by TEXT NOT NULL, held_since INTEGER, field TEXT NOT NULL,
        officer TEXT NOT NULL, asked_agency TEXT NOT NULL, shelf TEXT NOT NULL,
        text_mark INTEGER NOT NULL
    ) STRICT
    """,
    *(
        f"""
        CREATE INDEX tracked_{clock} ON tracked ({clock}, number, {_NARROWED})
        WHERE {clock} IS NOT NULL
        """
        for clock in _CLOCKS
    ),
    """
    CREATE VIRTUAL TABLE tracked_text USING fts5 (
        text, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6', tokenize='ascii'
    )
    """,
)
