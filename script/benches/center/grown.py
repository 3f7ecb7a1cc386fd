"""A store as large as years make it: copies of invented dossiers, and the last weeks as they were.

The copies are older, of a chain that nobody wrote, and never measured themselves: they have rows,
words and entries of the usual sizes under ids, codes and hashes of their own.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from center.desk import Measured, open_desk
from center.lives import filled

from data.domain.folding import fold
from data.store.engine import Statements, memory, statements
from data.store.journal import load
from data.store.projections import search_text

MODELS = 2_500
"""Dossiers of some weeks that are copied, again and again."""
AT_ONCE = 20_000
CACHE_KIB = 1024 * 1024
BACK = timedelta(days=70)
"""A copy was received so much earlier than the one before: no code comes twice."""
CENTURY = timedelta(days=36_525)
"""After which the two digits of a year come again."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A dossier to be copied: its row by column, its words, its entries."""

    row: dict[str, Any]
    text: str
    entries: tuple[Row, ...]


def models(folder: Path, now: Any, entries_each: int) -> list[Model]:  # noqa: ANN401 - a moment
    desk = open_desk(folder)
    filled(desk, MODELS, now)
    found = []
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM dossier WHERE code <> ''").mappings().all()
        for row in rows:
            entries = connection.exec_driver_sql(
                "SELECT kind, payload, signature FROM entry WHERE subject = ? LIMIT ?",
                (bytes.fromhex(row["id"]), entries_each),
            ).all()
            text = search_text(fold(row["id"], load(connection, row["id"])))
            found.append(Model(dict(row), text, tuple(tuple(one) for one in entries)))
    desk.store.close()
    return found


def grow(desk: Measured, copied: list[Model], count: int) -> None:
    """So many copies, in the order in which they were received."""
    random, began = Random(9), time.monotonic()
    source, done = _copies(copied, count), 0
    while several := list(islice(source, AT_ONCE)):
        with desk.store.write() as connection:
            plain = statements(connection)
            with memory(plain, CACHE_KIB):
                _write(plain, several, random, done)
        done += len(several)
        if not done % (5 * AT_ONCE):
            desk.store.tidy()
        sys.stderr.write(f"\rcopied: {done} of {count}, {time.monotonic() - began:.0f} s   ")
        sys.stderr.flush()
    desk.store.tidy()
    sys.stderr.write("\n")


def _copies(copied: list[Model], count: int) -> Iterator[tuple[Model, date]]:
    rounds = -(-count // len(copied))
    assert BACK * (rounds + 1) < CENTURY
    each = (
        (model, date.fromisoformat(model.row["day"]) - BACK * back)
        for back in range(rounds, 0, -1)
        for model in copied
    )
    return islice(each, count)


def _write(plain: Statements, several: list[tuple[Model, date]], random: Random, done: int) -> None:
    chain = (0).to_bytes(16, "big")
    plain.execute("INSERT OR IGNORE INTO chain VALUES (?, ?, 0)", (chain, chain))
    columns = list(several[0][0].row)
    places = ", ".join("?" * len(columns))
    dossiers, texts, entries = [], [], []
    for number, (model, day) in enumerate(several, done + 1):
        subject = random.randbytes(16)
        code = f"{model.row['agency']}-{day:%y%m%d}-{model.row['serial']:04}"
        changed = {
            **model.row,
            "number": number,
            "id": subject.hex(),
            "code": code,
            "day": day.isoformat(),
            "state": "released",
        }
        dossiers.append(tuple(changed[it] for it in columns))
        texts.append((number, model.text.replace(model.row["code"].lower(), code.lower())))
        entries += [
            (random.randbytes(32), chain, number, subject, kind, payload, signature)
            for kind, payload, signature in model.entries
        ]
    _many(plain, f"INSERT INTO dossier ({', '.join(columns)}) VALUES ({places})", dossiers)  # noqa: S608 - our own words
    _many(plain, "INSERT INTO dossier_text (rowid, text) VALUES (?, ?)", texts)
    _many(
        plain,
        "INSERT INTO entry (hash, chain, sequence, subject, kind, payload, signature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        entries,
    )


def _many(plain: Statements, statement: str, rows: list[Row]) -> None:
    for row in rows:
        plain.execute(statement, row)
