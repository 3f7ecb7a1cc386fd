"""What was filed by post is handed in (C21, QĐ 45/2016 Đ7): both sign, and that is its submission.

The officer who checks it afterwards gives it a code; its clock runs from this signing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from counter_app.desk.batches.batching import Batch
from counter_app.desk.money.tills import open_till_here
from counter_app.desk.numbers import queue_copies
from counter_app.desk.post.counting import Counting, Item
from counter_app.desk.post.passing import Passing
from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.drafting import Drafting
from data.domain import post_filing
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.folding import fold
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import Action, State
from data.domain.papers import Copy, Form
from data.domain.parcels import ParcelState
from data.domain.post_filing import HandedIn
from data.domain.reception import InForce
from data.domain.roles import Role

SLIPS: Final = (Copy.APPLICANT, Copy.KEPT)
"""The sender keeps one phiếu gửi, the other goes with the item; both sign (QĐ 45 Đ6.4)."""


@dataclass(slots=True, kw_only=True)
class Filing(Passing):
    drafting: Drafting
    rules: InForce

    direction: ClassVar = Direction.FROM_POST
    item_state: ClassVar = ParcelState.FILED
    act_from: ClassVar = (State.POSTED, Action.HAND_IN)

    # --- the post takes it ----------------------------------------------------------------------

    def take(self, officer: Officer, draft: Draft) -> Dossier:
        """Registers a postal dossier under its phiếu gửi number; it has no code yet (C21).

        An employee of the post prints the phiếu gửi of what is packed and sealed here; what comes
        from elsewhere brings its own. Raises as `post_filing.take_by_post`.
        """
        with self.journal.act(officer.id) as act:
            dossier = fold(draft.id, act.entries(draft.id))
            till = open_till_here(act, self.journal)
            by_post = Role.POSTAL in officer.roles
            filed = typed.filed_by_post(draft, self.drafting.procedure(draft), till)
            taken = replace(filed, sealed=by_post)
            fact = post_filing.take_by_post(
                dossier, taken, at=act.now, roles=officer.roles, rules=self.rules
            )
            said = act.record(fact)
            slips = SLIPS if by_post else ()
            jobs = queue_copies(act, self.desk, said, Form.SHIPMENT, slips)
            after = fold(draft.id, act.entries(draft.id))
        if jobs:
            self.bell.ring()
        return after

    # --- the post hands it in -------------------------------------------------------------------

    def handed_in(self) -> list[Item]:
        """What was signed for and nobody has checked yet, the longest first."""
        return Counting(self.store, self.search, ParcelState.HANDED_IN).expected()

    def usual(self, officer: Officer) -> Hands:
        """Who gives and takes, as they signed last; whoever sits here is one of the two."""
        last = self.last(HandedIn)
        giver, receiver = (last.giver, last.receiver) if last else ("", "")
        if Role.POSTAL in officer.roles:
            return Hands(officer.name, receiver)
        return Hands(giver, officer.name)

    def hand_in(self, officer: Officer, dossiers: Sequence[str], given: Hands) -> Batch:
        """All of them are handed in; the biên bản for both who sign is queued.

        Raises as `pass_all`, and as `post_filing.hand_in`.
        """
        return self.pass_all(
            officer,
            dossiers,
            lambda dossier, _act, batch: post_filing.hand_in(
                dossier, given, batch=batch, roles=officer.roles
            ),
        )
