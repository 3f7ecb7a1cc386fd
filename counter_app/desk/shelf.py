"""The catalogues that were published, and the one in force today (R8, R112).

An edition is kept as it was imported, its file under its SHA-256; none is ever changed. One that
was published at another desk is in force here from the day on which its file is here, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.catalogue.importing import Imported, package
from data.catalogue.procedures import procedures_from
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.center import Officer
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.procedures import Publication
from data.domain.publication import PublishedCatalogue, publish
from data.domain.roles import Role
from data.store import queries
from data.store.blobs import Blobs
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Journal, new_id


@dataclass(frozen=True, slots=True)
class Shelf:
    store: Store
    journal: Journal
    pages: Pages
    agencies: AgencyRegister
    clock: Clock

    def awaited(self) -> PublishedCatalogue | None:
        """The edition in force today whose file is only at another desk: here it is not used."""
        return editions_on(self.store, self.pages.blobs, local(self.clock()).date()).awaited

    def publish(self, officer: Officer, path: Path, decision: Publication) -> Imported:
        """Keeps a checked catalogue as the edition that is in force from the decision's day.

        Raises CatalogueError, Refused("role-may-not"), and Refused("decision-missing"). The store's
        turn is held from the file to its entry, so that no sweep comes between.
        """
        if Role.ADMINISTRATOR not in officer.roles:
            raise Refused("role-may-not")
        imported = package(path, self.agencies, decision)
        with self.store.turn:
            edition = PublishedCatalogue(
                id=new_id(),
                name=imported.edition.name,
                file=self.pages.put(imported.toml_bytes),
                decision=decision.number,
                effective_from=decision.effective_from,
                imported_at=self.clock(),
            )
            with self.journal.act(officer.id) as act:
                act.record(publish(edition))
        return imported


@dataclass(frozen=True, slots=True)
class Editions:
    """`used` is the newest that begun and whose file is here, `awaited` one newer than that.

    Of an awaited one only another desk has the file.
    """

    used: PublishedCatalogue | None
    awaited: PublishedCatalogue | None


def editions_on(store: Store, blobs: Blobs, day: date) -> Editions:
    with store.read() as connection:
        known = queries.catalogues(connection)
    newest, pages = in_force(known, day), Pages(store, blobs)
    used = in_force([it for it in known if not pages.is_elsewhere(it.file)], day)
    return Editions(used, newest if newest != used else None)


def in_force(editions: Sequence[PublishedCatalogue], day: date) -> PublishedCatalogue | None:
    """The edition with the latest day of effect, of several the one imported last."""
    begun = [edition for edition in editions if edition.effective_from <= day]
    return max(begun, key=lambda it: (it.effective_from, it.imported_at), default=None)


def catalogue_on(
    store: Store, blobs: Blobs, agencies: AgencyRegister, day: date
) -> Catalogue | None:
    """The catalogue that a decision put in force here; None where none was imported.

    Nobody starts in vain because a file is at another desk: until it comes the edition before it is
    used, and `editions_on` says so.
    """
    edition = editions_on(store, blobs, day).used
    if edition is None:
        return None
    return procedures_from(edition.name, blobs.get(edition.file), agencies)
