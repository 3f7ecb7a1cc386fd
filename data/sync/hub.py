"""What a desk asks of the hub: which entries it has, to take some, to give some, and who is first.

The hub keeps signed bytes and decides nothing. Whoever asks checks what it answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from data.domain.entries import StoredEntry
from data.store.journal import Head

PUSH_ENTRIES: Final = 100
"""Entries of one call: more make the others wait longer than they save."""
PULL_ENTRIES: Final = 200


@dataclass(frozen=True, slots=True)
class Known:
    """How far the hub has a chain, and whose it is."""

    head: Head
    desk_key: str


@dataclass(frozen=True, slots=True)
class About:
    """Whose hub it is, and the time there."""

    center: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is first to do what only one may do: `desk_key` of it, and since when by the hub."""

    desk_key: str
    at: datetime


class Hub(Protocol):
    """All calls raise SyncError; a connection that failed once is not used again."""

    def about(self) -> About: ...

    def known(self, *, everything: bool) -> list[Known]:
        """Chains that grew in the last minutes, or all there are, each desk's in their order."""
        ...

    def push(self, chain: str, entries: Sequence[StoredEntry]) -> int:
        """Gives entries of an own chain that follow each other; how many the hub has then."""
        ...

    def pull(self, chain: str, after: int, limit: int = PULL_ENTRIES) -> list[StoredEntry]:
        """What follows that number of a chain."""
        ...

    def claim(self, subject: str, purpose: str) -> Claim:
        """Asks to be first; the answer names who is, which may be another desk."""
        ...

    def give_up(self, subject: str, purpose: str) -> None:
        """Takes an own claim back: nothing was done."""
        ...

    def close(self) -> None: ...
