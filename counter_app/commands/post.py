"""`counter post`: the report of the post, and the carrier's status file.

The report is read beside a running desk. To import takes the desk's own lock, and the columns and
words that were decided on its screens; nothing is asked here and nothing guessed. No name of a
receiver is told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counter_app import bootstrap
from counter_app.carrier_words import lot_word, reason
from counter_app.config import Config
from counter_app.desk.post.carrier_rows import Declared, Lot, SortedRow, Sorting
from counter_app.desk.post.reports import PostLine, PostReport, PostReports, kept_until
from counter_app.post_report_words import KIND_WORDS
from counter_app.wording import day_text, tr
from data.catalogue.carrier_columns import places_of
from data.domain.clock import Clock
from data.domain.parcels import PostEventKind

# --- the report ---------------------------------------------------------------------------------


def report(config: Config, first: date, last: date, clock: Clock) -> PostReport:
    """Raises Refused("period-turned-round"), and with a store error's code."""
    with bootstrap.read_only(config) as (store, keys):
        agencies = bootstrap.rulebook_of(config, store, keys, clock).agencies
        return PostReports(store, agencies, clock).of(first, last)


def report_as_text(made: PostReport) -> Iterator[str]:
    yield tr("{first} to {last}", first=day_text(made.first), last=day_text(made.last))
    for line in made.lines:
        yield f"{line.agency}: {_counted(line)}"
    yield tr("All agencies") + f": {_counted(made.total)}"


def _counted(line: PostLine) -> str:
    return " · ".join(f"{tr(word)} {line.counts[it]}" for it, (word, _) in KIND_WORDS.items())


def report_as_json(made: PostReport) -> str:
    paper, record = kept_until(made.at.date())
    told = {
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "at": made.at.isoformat(),
        "agencies": [{"agency": it.agency, **_named(it)} for it in made.lines],
        "total": _named(made.total),
        "paper_kept_until": paper.isoformat(),
        "record_kept_until": record.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False)


def _named(line: PostLine) -> dict[str, int]:
    return {kind.value: line.counts[kind] for kind in PostEventKind}


# --- the carrier's file -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What becomes of `file`: looked at only, or recorded with what was `declared`."""

    file: Path
    declared: Declared
    apply: bool = False


def take(config: Config, wanted: Wanted, *, officer: str, pin: str, clock: Clock) -> Sorting:
    """Raises Refused as `SignIn.check`, `Carrier.read`, `places_of`, and with a store error's
    code. What was recorded until a refusal of the store stays recorded.
    """
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            who, carrier = counter.sign_in.check(officer, pin), counter.post.carrier
            table = carrier.read(wanted.file)
            places = places_of(table, carrier.settings().mapping(table.headers))
            sorting = carrier.sort(who, table, places, wanted.declared)
            return carrier.apply(who, sorting, wanted.declared) if wanted.apply else sorting
    finally:
        counter.close()


def rows_as_text(sorting: Sorting) -> Iterator[str]:
    for it in sorting.rows:
        said = (str(it.line), it.event.item, it.event.status, lot_word(it), reason(it))
        yield " · ".join(filter(None, said))
    counts = sorting.counts()
    yield " · ".join(f"{lot.value} {counts[lot]}" for lot in Lot if counts[lot])


def rows_as_json(sorting: Sorting) -> Iterator[str]:
    """One object a row, then the counts."""
    yield from map(_row, sorting.rows)
    counts = {lot.value: count for lot, count in sorting.counts().items()}
    yield json.dumps({"counts": counts}, ensure_ascii=False)


def _row(it: SortedRow) -> str:
    event = it.event
    told = {
        "line": it.line,
        "item": event.item,
        "status": event.status,
        "outcome": event.outcome.value if event.outcome else None,
        "day": event.day.isoformat() if event.day else None,
        "lot": it.lot.value,
        "code": it.code or None,
        "dossier": it.dossier or None,
    }
    return json.dumps(told, ensure_ascii=False)
