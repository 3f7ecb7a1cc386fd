"""The other desks of the Center, asked before what only one of them may do.

A desk that cannot ask goes on: the citizen is not sent away because a cable is out. Its act is then
marked as unconfirmed, and two acts that collide are shown at both desks when they meet.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from counter_app.desk.batches.batching import code_of
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.store import queries
from data.store.engine import Store
from data.sync.hub import Claim

RELEASE: Final = "release"
"""A result leaves the Center: by the counter, by the post, or to another one-stop."""


class AsksTheHub(Protocol):
    """What is used of a line to the hub."""

    def claim(self, subject: str, purpose: str) -> Claim | None:
        """Who is first; None where nobody could be asked."""
        ...

    def give_up(self, subject: str, purpose: str) -> None: ...


@dataclass(slots=True)
class Others:
    """`hub` is None at a desk that stands alone: there is nobody to ask."""

    store: Store
    desk_key: str
    hub: AsksTheHub | None = None

    @contextmanager
    def asked(self, dossier_id: str) -> Iterator[bool]:
        """For the time of an act; gives whether it is unconfirmed, because nobody could be asked.

        Raises Refused("done-elsewhere") where another desk was first. What the act raises takes
        the claim back.
        """
        unconfirmed = self._unconfirmed(dossier_id)
        with self._held(dossier_id):
            yield unconfirmed

    @contextmanager
    def all_asked(self, dossiers: Iterable[Dossier]) -> Iterator[frozenset[str]]:
        """The same for what leaves together: all or none; gives the ids of the unconfirmed ones.

        Raises Refused("one-done-elsewhere"), which names the dossier of which another desk was
        first.
        """
        unconfirmed: set[str] = set()
        with ExitStack() as held:
            for dossier in dossiers:
                try:
                    alone = self._unconfirmed(dossier.id)
                except Refused as first:
                    named = {**first.facts, "dossier": code_of(dossier)}
                    raise Refused("one-done-elsewhere", **named) from first
                held.enter_context(self._held(dossier.id))
                if alone:
                    unconfirmed.add(dossier.id)
            yield frozenset(unconfirmed)

    def _unconfirmed(self, dossier_id: str) -> bool:
        """Whether nobody could be asked. Raises Refused("done-elsewhere")."""
        if self.hub is None:
            return False
        claim = self.hub.claim(dossier_id, RELEASE)
        if claim is not None and claim.desk_key != self.desk_key:
            raise self._done_elsewhere(claim)
        return claim is None

    @contextmanager
    def _held(self, dossier_id: str) -> Iterator[None]:
        """A claim whose answer came too late may stand, so it is given up as well."""
        try:
            yield
        except BaseException:
            if self.hub is not None:
                self.hub.give_up(dossier_id, RELEASE)
            raise

    def _done_elsewhere(self, claim: Claim) -> Refused:
        with self.store.read() as connection:
            desk = queries.desk_by_key(connection, claim.desk_key)
        number = f"{desk.number:02}" if desk else "?"
        return Refused("done-elsewhere", desk=number, hour=f"{local(claim.at):%H:%M}")
