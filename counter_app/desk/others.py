"""The other desks of the Center, asked before what only one of them may do.

A desk that cannot ask goes on: the citizen is not sent away because a cable is out. Its act is then
marked as unconfirmed, and two acts that collide are shown at both desks when they meet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from data.domain.clock import local
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
    def asked(self, subject: str, purpose: str = RELEASE) -> Iterator[bool]:
        """For the time of an act; gives whether it is unconfirmed, because nobody could be asked.

        Raises Refused("done-elsewhere") where another desk was first. What the act raises takes
        the claim back.
        """
        if self.hub is None:
            yield False
            return
        claim = self.hub.claim(subject, purpose)
        if claim is not None and claim.desk_key != self.desk_key:
            raise self._done_elsewhere(claim)
        try:
            yield claim is None
        except BaseException:
            if claim is not None:
                self.hub.give_up(subject, purpose)
            raise

    def _done_elsewhere(self, claim: Claim) -> Refused:
        with self.store.read() as connection:
            desk = queries.desk_by_key(connection, claim.desk_key)
        number = f"{desk.number:02}" if desk else "?"
        return Refused("done-elsewhere", desk=number, hour=f"{local(claim.at):%H:%M}")
