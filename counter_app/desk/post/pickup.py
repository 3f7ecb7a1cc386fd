"""The courier comes (R96, QĐ 45/2016 Đ7.3): parcels are counted out and go with one manifest."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from counter_app.desk.batches.batching import Batch
from counter_app.desk.others import Others
from counter_app.desk.post.passing import Passing
from data.domain import packing, posting
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.hands import Direction, Hands, hands_objections
from data.domain.lifecycle import Action, State
from data.domain.parcels import ParcelState
from data.domain.posting import GivenToPost
from data.domain.reception import InForce
from data.store import queries
from data.store.journal import Act


@dataclass(slots=True, kw_only=True)
class Pickup(Passing):
    rules: InForce
    others: Others

    direction: ClassVar = Direction.TO_POST
    item_state: ClassVar = ParcelState.PACKED
    act_from: ClassVar = (State.WAITING, Action.GIVE_TO_POST)

    def usual(self, officer: Officer) -> Hands:
        """Who gives and takes: this officer, and the courier who signed last."""
        last = self.last(GivenToPost)
        return Hands(officer.name, last.courier if last else "")

    def give(self, officer: Officer, dossiers: Sequence[str], given: Hands) -> Batch:
        """All of them go with the courier; the manifest for both who sign is queued.

        Raises as `pass_all`, "not-packed", "giver-missing", "receiver-missing", as
        `Others.all_asked`, and as `posting.give_to_post`.
        """
        for objection in hands_objections(given):
            raise objection
        with self.store.read() as connection:
            waiting = [queries.dossier(connection, it) for it in dossiers]
        with self.others.all_asked(waiting) as unconfirmed:
            return self._given(officer, dossiers, given, unconfirmed)

    def _given(
        self, officer: Officer, dossiers: Sequence[str], given: Hands, unconfirmed: Container[str]
    ) -> Batch:
        def decide(dossier: Dossier, act: Act, manifest: str) -> Fact:
            ready = packing.packed(dossier)
            if ready is None:
                raise Refused("not-packed")
            rules = self.rules.of(dossier.taken_in().matter)
            wanted = posting.as_packed(
                ready.what, given, manifest=manifest, now=act.now, rules=rules
            )
            said = replace(wanted, unconfirmed=dossier.id in unconfirmed)
            return posting.give_to_post(dossier, said, roles=officer.roles, rules=rules)

        return self.pass_all(officer, dossiers, decide)
