"""The courier comes (R96, QĐ 45/2016 Đ7.3): parcels are counted out and go with one manifest.

One act gives all of them or nothing; both keep a copy of the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from counter_app.desk.batches.batching import (
    Batch,
    naming,
    queue_batch,
    require_pile,
)
from counter_app.desk.bell import Bell
from counter_app.desk.post.counting import Counting, Item, post_name, recent_sheets
from counter_app.desk.search import Search
from data.domain import packing, posting
from data.domain.center import Desk, Officer
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.hands import Direction, Hands, hands_objections
from data.domain.lifecycle import Action, State, acting_role
from data.domain.papers import Form
from data.domain.parcels import ParcelState
from data.domain.posting import GivenToPost
from data.domain.reception import InForce
from data.store import batches, queries
from data.store.engine import Store
from data.store.journal import Journal, new_id


@dataclass(slots=True)
class Pickup:
    store: Store
    journal: Journal
    search: Search
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)
    in_hand: list[str] = field(default_factory=list)
    """Ids of the dossiers whose parcels were scanned and did not go yet."""

    @property
    def counting(self) -> Counting:
        return Counting(self.store, self.search, ParcelState.PACKED)

    def check(self, officer: Officer, scanned: str) -> Item:
        """A parcel that may go. Raises as `Counting.find`, and "role-may-not"."""
        acting_role(State.WAITING, Action.GIVE_TO_POST, officer.roles)
        return self.counting.find(scanned)

    def recent(self) -> list[Batch]:
        """Manifests of the last days, newest first."""
        return recent_sheets(self.store, self.search.agencies, Direction.TO_POST, self.clock())

    def usual(self, officer: Officer) -> Hands:
        """Who gives and takes: this officer, and the courier who signed last."""
        with self.store.read() as connection:
            line = batches.newest(connection, Direction.TO_POST)
            known = queries.dossier(connection, line.dossier).facts(GivenToPost) if line else ()
        signed = (it.what.courier for it in known if line and it.entry == line.entry)
        return Hands(officer.name, next(signed, ""))

    def give(self, officer: Officer, dossiers: Sequence[str], given: Hands) -> Batch:
        """All of them go with the courier; the manifest for both who sign is queued.

        A refusal names the dossier that stood in the way. Raises Refused: "batch-empty",
        "batch-too-large", "not-packed", "giver-missing", "receiver-missing", and as
        `posting.give_to_post`.
        """
        pile, manifest = require_pile(dossiers), new_id()
        for objection in hands_objections(given):
            raise objection
        with self.journal.act(officer.id) as act:
            for dossier_id in pile:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    ready = packing.packed(dossier)
                    if ready is None:
                        raise Refused("not-packed")
                    rules = self.rules.of(dossier.taken_in().matter)
                    wanted = posting.as_packed(
                        ready.what, given, manifest=manifest, now=act.now, rules=rules
                    )
                    fact = posting.give_to_post(dossier, wanted, roles=officer.roles, rules=rules)
                said = act.record(fact)
            jobs = queue_batch(act, self.desk, said, Form.MANIFEST, manifest)
            done = Batch(
                manifest,
                Direction.TO_POST,
                post_name(self.search.agencies),
                len(pile),
                act.now,
                jobs,
            )
        self.bell.ring()
        self.in_hand[:] = [it for it in self.in_hand if it not in pile]
        return done
