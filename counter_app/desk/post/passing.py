"""Items that change hands with the post together: scanned one by one, and passed in one act.

What was scanned stays in hand whatever screen is shown; one sheet tells both what changed hands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from counter_app.desk.batches.batching import Batch, naming, queue_batch, require_pile
from counter_app.desk.bell import Bell
from counter_app.desk.post.counting import Counting, Item, post_name, recent_sheets
from counter_app.desk.search import Search
from data.domain.center import Desk, Officer
from data.domain.clock import Clock
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.folding import fold
from data.domain.hands import Direction
from data.domain.lifecycle import Action, State, acting_role
from data.domain.papers import Form
from data.domain.parcels import ParcelState
from data.store import batches, queries
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id

Told = TypeVar("Told")
Decide = Callable[[Dossier, Act, str], Fact]
"""The fact of one item; the last argument is the id of the sheet."""


@dataclass(slots=True)
class Passing:
    """`item_state` is how an item stands before, `act_from` the row of the table that moves it."""

    store: Store
    journal: Journal
    search: Search
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)
    in_hand: list[str] = field(default_factory=list)
    """Ids of the dossiers whose items were scanned and did not change hands yet."""

    direction: ClassVar[Direction]
    item_state: ClassVar[ParcelState]
    act_from: ClassVar[tuple[State, Action]]

    @property
    def counting(self) -> Counting:
        return Counting(self.store, self.search, self.item_state)

    def check(self, officer: Officer, scanned: str) -> Item:
        """An item that may change hands. Raises as `Counting.find`, and "role-may-not"."""
        acting_role(*self.act_from, officer.roles)
        return self.counting.find(scanned)

    def recent(self) -> list[Batch]:
        """Sheets of the last days, newest first."""
        return recent_sheets(self.store, self.search.agencies, self.direction, self.clock())

    def last(self, kind: type[Told]) -> Told | None:
        """What was entered last of this kind, where its sheet is known here."""
        with self.store.read() as connection:
            line = batches.newest(connection, self.direction)
            known = queries.dossier(connection, line.dossier).facts(kind) if line else ()
        return next((it.what for it in known if line and it.entry == line.entry), None)

    def pass_all(self, officer: Officer, dossiers: Sequence[str], decide: Decide) -> Batch:
        """All of them or none; a refusal names the dossier that stood in the way.

        Raises Refused: "batch-empty", "batch-too-large", and as `decide`.
        """
        pile, sheet = require_pile(dossiers), new_id()
        with self.journal.act(officer.id) as act:
            for dossier_id in pile:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    fact = decide(dossier, act, sheet)
                said = act.record(fact)
            jobs = queue_batch(act, self.desk, said, Form.MANIFEST, sheet)
            post = post_name(self.search.agencies)
            done = Batch(sheet, self.direction, post, len(pile), act.now, jobs)
        self.bell.ring()
        self.in_hand[:] = [it for it in self.in_hand if it not in pile]
        return done
