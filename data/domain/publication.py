"""A catalogue as it was published: by which decision, from when, and the file itself (R8, R112).

An edition is never changed. A later one takes over on its day, and the dossiers of the earlier one
keep what was read out of it.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from data.domain.body import BodyError, Reader
from data.domain.entries import Fact, Recorded, format_time
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, clean
from data.domain.vocabulary import CATALOGUE_PUBLISHED, VOCABULARY


@dataclass(frozen=True, slots=True)
class PublishedCatalogue:
    """`file` is the SHA-256 of its canonical text, `decision` the Quyết định công bố."""

    id: str
    name: str
    file: str
    decision: str
    effective_from: date
    imported_at: datetime


def publish(edition: PublishedCatalogue) -> Fact:
    """Raises Refused("decision-missing"): only a decision publishes a catalogue (R8)."""
    decision = clean(edition.decision, LINE_LIMIT)
    if not decision:
        raise Refused("decision-missing")
    return Fact(
        subject=edition.id,
        kind=CATALOGUE_PUBLISHED,
        body={
            "decision": decision,
            "effective_from": edition.effective_from.isoformat(),
            "file": edition.file,
            "imported_at": format_time(edition.imported_at),
            "name": edition.name,
        },
    )


def fold_published(subject: str, entries: Iterable[Recorded]) -> PublishedCatalogue | None:
    """The edition as it was published; None where nothing readable is there."""
    for _, body in VOCABULARY.bodies(entries, CATALOGUE_PUBLISHED):
        with suppress(BodyError):
            return _edition(subject, Reader(body))
    return None


def _edition(subject: str, body: Reader) -> PublishedCatalogue:
    return PublishedCatalogue(
        id=subject,
        name=body.text("name"),
        file=body.text("file"),
        decision=body.text("decision"),
        effective_from=body.date("effective_from"),
        imported_at=body.time("imported_at"),
    )
