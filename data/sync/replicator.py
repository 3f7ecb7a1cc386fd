"""The exchange of one desk with its hub, a bounded piece at a time.

Entries are a set: what is written here goes out, what others wrote comes in, and it does not matter
in which order or how often. A desk is believed from the moment that a desk which is believed
enrolled it, so chains of an unknown desk wait until the entry that enrols it has come.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from data.domain.entries import Fault
from data.store import exchange
from data.store.engine import Store
from data.store.keys import key_id
from data.sync.errors import HubRefused, SyncError
from data.sync.hub import PUSH_ENTRIES, Hub, Known

EVERYTHING_AFTER_S: Final = 10 * 60
"""So often the desk compares all chains and not only those that grew: a hub that was restored from
an older copy has less than it once said."""
STEP_CHAINS: Final = 16
"""Pieces that one step takes in: the next one goes on."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How one step ended: `taken` entries came, about the subjects in `received`.

    `unsent` counts own entries that the hub does not have; `behind` says that it has more than was
    taken, and `more` that the next step may have work. `faults` are chains of which the rest was
    not taken, and why.
    """

    sent: int = 0
    taken: int = 0
    received: frozenset[str] = frozenset()
    unsent: int = 0
    behind: bool = False
    more: bool = False
    faults: tuple[tuple[str, Fault], ...] = ()


@dataclass(slots=True)
class Replicator:
    """`open_hub` is tried again by the step after one that failed; `roots` as in `receive`."""

    store: Store
    center: str
    desk_key: str
    open_hub: Callable[[], Hub]
    elapsed: Callable[[], float]
    roots: tuple[bytes, ...] = ()
    _hub: Hub | None = field(default=None, init=False)
    _compared_at: float | None = field(default=None, init=False)
    _comparing: bool = field(default=False, init=False)
    _faults: dict[str, Fault] = field(default_factory=dict, init=False)

    def step(self) -> SyncReport:
        """Sends what waits and takes what came. Raises SyncError; what was done stays done."""
        try:
            return self._exchange()
        except SyncError:
            self.close()
            raise

    def unsent(self) -> int:
        with self.store.read() as connection:
            return exchange.unsent(connection, self.desk_key)

    def close(self) -> None:
        """The next step opens the hub anew, and compares everything."""
        hub, self._hub = self._hub, None
        self._compared_at, self._comparing = None, False
        if hub is not None:
            hub.close()

    def _exchange(self) -> SyncReport:
        """Takes before it gives: a hub that refuses something of ours still tells of others."""
        hub = self._hub = self._hub or self.open_hub()
        now = self.elapsed()
        everything = self._compared_at is None or now - self._compared_at >= EVERYTHING_AFTER_S
        if everything and not self._comparing:
            self._faults.clear()
        known = hub.known(everything=everything)
        self._note(known, everything=everything)
        faults = len(self._faults)
        taken, received = self._pull(hub, known)
        moved = taken > 0 or len(self._faults) > faults
        behind = moved and bool(self._behind(known))
        sent = self._push(hub)
        self._comparing = everything and behind
        if everything and not behind:
            self._compared_at = now
        return SyncReport(
            sent=sent,
            taken=taken,
            received=received,
            unsent=self.unsent(),
            behind=behind or bool(self._faults),
            more=behind or sent > 0,
            faults=tuple(sorted(self._faults.items())),
        )

    def _note(self, known: Iterable[Known], *, everything: bool) -> None:
        """Writes down how far the hub has own chains: further, or less far after a restoration.

        Where another entry stands than here, a copy of that desk went on: nothing is overwritten.
        """
        there: dict[str, int] = {}
        with self.store.read() as connection:
            before = exchange.acknowledged(connection)
            for it in known:
                own = exchange.at_place(connection, it.head.chain, it.head.sequence)
                if own not in {"", it.head.hash}:
                    self._faults[it.head.chain] = Fault.FORK
                elif it.desk_key == self.desk_key:
                    there[it.head.chain] = it.head.sequence
        if everything:
            there = dict.fromkeys(before.keys() - self._faults.keys(), 0) | there
        if changed := {it: there[it] for it in there if before.get(it) != there[it]}:
            exchange.acknowledge(self.store, changed)

    def _pull(self, hub: Hub, known: Sequence[Known]) -> tuple[int, frozenset[str]]:
        """Takes pieces of chains that have more there than here: how many, and about what.

        A chain begins where the desk's chain before it ended, so a desk's chains come one after
        the other. A hub that was restored may name them in another order: one whose beginning does
        not fit holds none of the others up.
        """
        count, received = 0, set[str]()
        unfinished, grown = set[str](), set[str]()
        for it, sequence in self._behind(known)[:STEP_CHAINS]:
            if it.desk_key in unfinished:
                continue
            chain = it.head.chain
            pulled = hub.pull(chain, sequence)
            taken = exchange.receive(self.store, self.center, pulled, roots=self.roots)
            count += taken.entries
            received |= taken.subjects
            if taken.fault is not None:
                self._faults[chain] = taken.fault
            if taken.entries > 0:
                grown.add(it.desk_key)
            if taken.fault is not Fault.LINK and sequence + taken.entries < it.head.sequence:
                unfinished.add(it.desk_key)
        self._try_links_anew(it.head.chain for it in known if it.desk_key in grown)
        return count, frozenset(received)

    def _try_links_anew(self, chains: Iterable[str]) -> None:
        """What came of their desk may be what one of them goes on from."""
        for chain in chains:
            if self._faults.get(chain) is Fault.LINK:
                del self._faults[chain]

    def _behind(self, known: Iterable[Known]) -> list[tuple[Known, int]]:
        """Chains of desks that are believed, of which the hub has more, and how many are here."""
        with self.store.read() as connection:
            believed = exchange.desk_keys(connection) | {key_id(it) for it in self.roots}
            here = [
                (it, exchange.head(connection, it.head.chain))
                for it in known
                if it.desk_key in believed and it.head.chain not in self._faults
            ]
        found = [(it, head.sequence if head else 0) for it, head in here]
        return [(it, sequence) for it, sequence in found if sequence < it.head.sequence]

    def _push(self, hub: Hub) -> int:
        """The next piece of the first own chain that goes on here beyond what the hub has."""
        waiting = self._waiting()
        if not waiting:
            return 0
        chain, sequence = waiting[0]
        with self.store.read() as connection:
            entries = exchange.after(connection, chain, sequence, PUSH_ENTRIES)
        there = hub.push(chain, entries)
        if there <= sequence:
            raise HubRefused("nothing taken")
        exchange.acknowledge(self.store, {chain: there})
        return len(entries)

    def _waiting(self) -> list[tuple[str, int]]:
        """Own chains of which something waits, in their order, and how many the hub has."""
        with self.store.read() as connection:
            there = exchange.acknowledged(connection)
            own = exchange.chains_of(connection, self.desk_key)
            heads = {chain: exchange.head(connection, chain) for chain in own}
        return [
            (chain, there.get(chain, 0))
            for chain, head in heads.items()
            if head and head.sequence > there.get(chain, 0) and chain not in self._faults
        ]
