"""The hub of a Center in memory, by the rules of `schema.sql`, and what goes wrong around it.

`SimServer` is what all desks share; `SimHub` is one desk's connection. What is refused is refused
with the state that PostgreSQL would name, and a call that is refused has changed nothing.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from data.domain.entries import StoredEntry, decode, digest, encode
from data.store.journal import Head
from data.sync.access import HubAccess
from data.sync.errors import HubAway, HubForeign, HubRefused
from data.sync.hub import PULL_ENTRIES, About, Claim, Hub, Known
from data.sync.replicator import Replicator
from tests.fakes.forge import START
from tests.fakes.hubbed import Hubbed, Member, Seconds
from tests.fakes.stores import DeskStore, new_desk

GREW_WITHIN_S: Final = 10 * 60
CLAIM_STANDS_S: Final = 15 * 60
ENTRY_BYTES: Final = 65_536
SIGNATURE_BYTES: Final = 64
SUBJECT_HEX: Final = 32
PURPOSE_BYTES: Final = 32
MOST_PULLED: Final = 1_000
STALE_PUSHES: Final = 12
"""So many pushes ago a stale answer was true."""

Answer = TypeVar("Answer")


class Trouble(StrEnum):
    """What may become of one call."""

    AWAY = "away"
    """Nothing was done."""
    LOST_REPLY = "lost-reply"
    """It was done, and nobody hears of it."""
    STALE = "stale"
    """`known` tells what was so some pushes ago."""
    SPOILT = "spoilt"
    """`pull` brings bytes that the desk never signed."""
    CUT = "cut"
    """`pull` brings less than there is."""
    MIXED = "mixed"
    """`pull` brings entries twice, not in their order, and leaves some out."""


@dataclass(slots=True)
class _Chain:
    """`entries` have their personal bytes beside them."""

    desk_key: str
    grew_at_s: float
    entries: list[StoredEntry] = field(default_factory=list)

    def head(self, chain: str) -> Head:
        return Head(chain, len(self.entries), self.entries[-1].hash if self.entries else "")


@dataclass(frozen=True, slots=True)
class SimCopy:
    """The hub as it was once."""

    chains: Mapping[str, _Chain]
    claims: Mapping[tuple[str, str], Claim]
    desks: frozenset[str]


def no_trouble(_desk_key: str, _call: str) -> Trouble | None:
    return None


@dataclass(slots=True)
class SimServer:
    """`trouble` is asked before every call of a desk, and at its connecting, by its key."""

    center: str
    elapsed: Callable[[], float]
    trouble: Callable[[str, str], Trouble | None] = no_trouble
    desks: set[str] = field(default_factory=set)
    chains: dict[str, _Chain] = field(default_factory=dict)
    claims: dict[tuple[str, str], Claim] = field(default_factory=dict)
    _before: deque[list[tuple[Known, float]]] = field(
        default_factory=lambda: deque(maxlen=STALE_PUSHES)
    )

    def open(self, desk_key: str, center: str = "") -> "SimHub":
        """As `open_hub`: a desk that was dismissed does not get in."""
        if self.trouble(desk_key, "open") is Trouble.AWAY:
            raise HubAway("08001")
        if desk_key not in self.desks:
            raise HubRefused("not let in")
        if center not in {"", self.center}:
            raise HubForeign
        return SimHub(self, desk_key)

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed())

    def copy(self) -> SimCopy:
        chains = {it: replace(chain, entries=[*chain.entries]) for it, chain in self.chains.items()}
        return SimCopy(chains, dict(self.claims), frozenset(self.desks))

    def restore(self, copy: SimCopy) -> None:
        """Whoever was admitted after that has to be admitted again."""
        chains = copy.chains.items()
        self.chains = {it: replace(chain, entries=[*chain.entries]) for it, chain in chains}
        self.claims, self.desks = dict(copy.claims), set(copy.desks)

    def heads(self) -> list[tuple[Known, float]]:
        """Every chain in the order they were opened here, and when it grew."""
        chains = self.chains.items()
        return [(Known(it.head(chain), it.desk_key), it.grew_at_s) for chain, it in chains]

    def older(self) -> list[tuple[Known, float]]:
        return self._before[0] if self._before else []

    def take(self, own: str, chain: str, entries: Sequence[StoredEntry]) -> int:
        """`hub.push`: all of them or none."""
        if not entries:
            raise HubRefused("CN003")
        tip = self.chains.get(chain) or _Chain(own, self.elapsed())
        if tip.desk_key != own:
            raise HubRefused("CN002")
        grown = [*tip.entries]
        for stored in entries:
            self._take_one(own, chain, grown, stored)
        self._before.append(self.heads())
        grew = self.elapsed() if len(grown) > len(tip.entries) else tip.grew_at_s
        self.chains[chain] = _Chain(own, grew, grown)
        return len(grown)

    def _take_one(self, own: str, chain: str, grown: list[StoredEntry], it: StoredEntry) -> None:
        said = _said(it)
        place = (said.get("chain"), said.get("desk_key"), said.get("center"))
        if place != (chain, own, self.center):
            raise HubRefused("CN003")
        number, hashed = int(said["sequence"]), digest(it.payload)
        if number <= len(grown):
            if grown[number - 1].hash != hashed:
                raise HubRefused("CN004")
            return
        previous = grown[-1].hash if grown else said.get("previous")
        if number != len(grown) + 1 or said.get("previous") != previous:
            raise HubRefused("CN005")
        if it.personal is not None and digest(it.personal) != said["body"].get("personal"):
            raise HubRefused("CN003")
        grown.append(StoredEntry(it.payload, hashed, it.signature, it.personal))


def _said(stored: StoredEntry) -> dict[str, Any]:
    beside = len(stored.personal or b"")
    if max(len(stored.payload), beside) > ENTRY_BYTES or len(stored.signature) != SIGNATURE_BYTES:
        raise HubRefused("CN003")
    try:
        said = json.loads(stored.payload.decode())
    except UnicodeDecodeError as error:
        raise HubRefused("22021") from error
    except ValueError as error:
        raise HubRefused("22P02") from error
    if not isinstance(said, dict):
        raise HubRefused("CN003")
    return said


@dataclass(slots=True)
class SimHub:
    """A connection of one desk: after it was away once, it is away for good."""

    server: SimServer
    desk_key: str
    _gone: bool = field(default=False, init=False)

    def about(self) -> About:
        return self._ask("about", lambda _: About(self.server.center, self.server.now))

    def known(self, *, everything: bool) -> list[Known]:
        since = self.server.elapsed() - GREW_WITHIN_S

        def found(trouble: Trouble | None) -> list[Known]:
            stale = trouble is Trouble.STALE
            heads = self.server.older() if stale else self.server.heads()
            return [it for it, grew_at_s in heads if everything or grew_at_s > since]

        return self._ask("known", found)

    def push(self, chain: str, entries: Sequence[StoredEntry]) -> int:
        return self._ask("push", lambda _: self.server.take(self.desk_key, chain, entries))

    def pull(self, chain: str, after: int, limit: int = PULL_ENTRIES) -> list[StoredEntry]:
        def found(trouble: Trouble | None) -> list[StoredEntry]:
            held = self.server.chains.get(chain)
            entries = held.entries[after : after + min(limit, MOST_PULLED)] if held else []
            return _SPOILERS[trouble](entries) if trouble in _SPOILERS else entries

        return self._ask("pull", found)

    def claim(self, subject: str, purpose: str) -> Claim:
        def claimed(_: Trouble | None) -> Claim:
            if len(subject) != SUBJECT_HEX or len(purpose.encode()) > PURPOSE_BYTES:
                raise HubRefused("CN003")
            now = self.server.now
            first = self.server.claims.get((subject, purpose))
            falls = now - timedelta(seconds=CLAIM_STANDS_S)
            if first is None or first.desk_key == self.desk_key or first.at < falls:
                first = Claim(self.desk_key, now)
            self.server.claims[subject, purpose] = first
            return first

        return self._ask("claim", claimed)

    def give_up(self, subject: str, purpose: str) -> None:
        def given(_: Trouble | None) -> None:
            first = self.server.claims.get((subject, purpose))
            if first is not None and first.desk_key == self.desk_key:
                del self.server.claims[subject, purpose]

        self._ask("give_up", given)

    def close(self) -> None:
        self._gone = True

    def _ask(self, call: str, answer: Callable[[Trouble | None], Answer]) -> Answer:
        trouble = self.server.trouble(self.desk_key, call)
        if self._gone or trouble is Trouble.AWAY:
            self._gone = True
            raise HubAway("08006")
        if self.desk_key not in self.server.desks:
            raise HubRefused("CN001")
        told = answer(trouble)
        if trouble is Trouble.LOST_REPLY:
            self._gone = True
            raise HubAway("08006")
        return told


def _spoilt(entries: list[StoredEntry]) -> list[StoredEntry]:
    """The last one says something else; its hash is that of its bytes, as of all that is pulled."""
    if not entries:
        return entries
    *sound, last = entries
    payload = encode(replace(decode(last.payload), act="ee" * 16))
    return [*sound, replace(last, payload=payload, hash=digest(payload))]


def _mixed(entries: list[StoredEntry]) -> list[StoredEntry]:
    return [*entries[:1], *entries[:1], *reversed(entries[len(entries) // 2 :])]


_SPOILERS: Final[Mapping[Trouble | None, Callable[[list[StoredEntry]], list[StoredEntry]]]] = {
    Trouble.SPOILT: _spoilt,
    Trouble.MIXED: _mixed,
    Trouble.CUT: lambda entries: entries[: len(entries) // 2],
}


# --- a Center around it -------------------------------------------------------------------------


@dataclass(slots=True)
class SimHubbed(Hubbed):
    """As `Hubbed`, around a hub in memory."""

    seconds: Seconds = field(default_factory=Seconds)
    server: SimServer = field(init=False)

    def connected(self, desk: DeskStore, number: int) -> Member:
        founder = self.members[0].desk if self.members else desk
        center, root = founder.journal.center, founder.keys.public
        if not self.members:
            self.server = SimServer(center, self.seconds)
        self.server.desks.add(desk.keys.id)

        def opened() -> Hub:
            return self.server.open(desk.keys.id, center)

        access = HubAccess("", f"desk {number}", "", center, root.hex())
        elapsed = Seconds()
        replicator = Replicator(desk.store, center, desk.keys.id, opened, elapsed, (root,))
        self.members.append(Member(desk, access, replicator, elapsed))
        return self.members[-1]


@contextmanager
def sim_hubbed(folder: Path, desks: int = 2) -> Iterator[SimHubbed]:
    first = new_desk(folder / "desk-3")
    center = SimHubbed(folder, "")
    center.connected(first, 3)
    try:
        for number in range(4, 3 + desks):
            center.join(number)
        yield center
    finally:
        for member in center.members:
            member.replicator.close()
            member.desk.close()
