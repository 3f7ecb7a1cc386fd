"""What was filed by post is handed in (C21, QĐ 45/2016 Đ7): both sign, and that is its submission.

The officer who checks it afterwards gives it a code; its clock runs from this signing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from counter_app.desk.batches.batching import (
    Batch,
    naming,
    queue_batch,
    require_pile,
)
from counter_app.desk.bell import Bell
from counter_app.desk.money.tills import open_till_here
from counter_app.desk.numbers import queue_copies
from counter_app.desk.post.counting import Counting, Item, post_name, recent_sheets
from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.search import Search
from data.domain import post_filing
from data.domain.center import Desk, Officer
from data.domain.clock import Clock
from data.domain.dossier import Dossier
from data.domain.folding import fold
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import Action, State, acting_role
from data.domain.papers import Copy, Form
from data.domain.parcels import ParcelState
from data.domain.post_filing import HandedIn
from data.domain.reception import InForce
from data.domain.roles import Role
from data.store import batches, queries
from data.store.engine import Store
from data.store.journal import Journal, new_id

SLIPS: Final = (Copy.APPLICANT, Copy.KEPT)
"""The sender keeps one phiếu gửi, the other goes with the item; both sign (QĐ 45 Đ6.4)."""


@dataclass(slots=True)
class Filing:
    store: Store
    journal: Journal
    drafting: Drafting
    search: Search
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)
    in_hand: list[str] = field(default_factory=list)
    """Ids of the dossiers whose items were scanned and are not handed in yet."""

    # --- the post takes it ----------------------------------------------------------------------

    def take(self, officer: Officer, draft: Draft) -> Dossier:
        """Registers a postal dossier under its phiếu gửi number; it has no code yet (C21).

        An employee of the post prints the phiếu gửi of what is packed and sealed here; what comes
        from elsewhere brings its own. Raises as `post_filing.take_by_post`.
        """
        with self.journal.act(officer.id) as act:
            dossier = fold(draft.id, act.entries(draft.id))
            till = open_till_here(act, self.journal)
            taken = typed.filed_by_post(draft, self.drafting.procedure(draft), till)
            fact = post_filing.take_by_post(
                dossier, taken, at=act.now, roles=officer.roles, rules=self.rules
            )
            said = act.record(fact)
            slips = SLIPS if Role.POSTAL in officer.roles else ()
            jobs = queue_copies(act, self.desk, said, Form.SHIPMENT, slips)
            after = fold(draft.id, act.entries(draft.id))
        if jobs:
            self.bell.ring()
        return after

    # --- the post hands it in -------------------------------------------------------------------

    @property
    def counting(self) -> Counting:
        return Counting(self.store, self.search, ParcelState.FILED)

    def handed_in(self) -> list[Item]:
        """What was signed for and nobody has checked yet, the longest first."""
        return Counting(self.store, self.search, ParcelState.HANDED_IN).expected()

    def check(self, officer: Officer, scanned: str) -> Item:
        """An item that may be handed in. Raises as `Counting.find`, and "role-may-not"."""
        acting_role(State.POSTED, Action.HAND_IN, officer.roles)
        return self.counting.find(scanned)

    def recent(self) -> list[Batch]:
        """Sheets of the last days, newest first."""
        return recent_sheets(self.store, self.search.agencies, Direction.FROM_POST, self.clock())

    def usual(self, officer: Officer) -> Hands:
        """Who gives and takes, as they signed last; whoever sits here is one of the two."""
        with self.store.read() as connection:
            line = batches.newest(connection, Direction.FROM_POST)
            known = queries.dossier(connection, line.dossier).facts(HandedIn) if line else ()
        last = next((it.what for it in known if line and it.entry == line.entry), None)
        giver, receiver = (last.giver, last.receiver) if last else ("", "")
        if Role.POSTAL in officer.roles:
            return Hands(officer.name, receiver)
        return Hands(giver, officer.name)

    def hand_in(self, officer: Officer, dossiers: Sequence[str], given: Hands) -> Batch:
        """All of them are handed in; the biên bản for both who sign is queued.

        A refusal names the item that stood in the way. Raises Refused: "batch-empty",
        "batch-too-large", and as `post_filing.hand_in`.
        """
        pile, batch = require_pile(dossiers), new_id()
        with self.journal.act(officer.id) as act:
            for dossier_id in pile:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    fact = post_filing.hand_in(dossier, given, batch=batch, roles=officer.roles)
                said = act.record(fact)
            jobs = queue_batch(act, self.desk, said, Form.MANIFEST, batch)
            done = Batch(
                batch,
                Direction.FROM_POST,
                post_name(self.search.agencies),
                len(pile),
                act.now,
                jobs,
            )
        self.bell.ring()
        self.in_hand[:] = [it for it in self.in_hand if it not in pile]
        return done
