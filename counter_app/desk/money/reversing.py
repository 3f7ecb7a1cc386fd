"""Giving money back at this desk: a receipt that is void, or a refund, each as an entry (C20)."""

from dataclasses import dataclass

from counter_app.desk.confirming import as_recorded
from counter_app.desk.money.tills import open_till_here
from data.domain import reversing
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.money import ReversalSort
from data.domain.paying import Method
from data.domain.reversing import Payable, ReverseFee
from data.store import queries
from data.store.engine import Store
from data.store.journal import Journal


@dataclass(frozen=True, slots=True)
class ReverseForm:
    """What was chosen and typed. Amounts count for a refund; a void takes back all that is left."""

    payment: str
    sort: ReversalSort = ReversalSort.REFUND
    reason: str = ""
    charge_vnd: int = 0
    duty_vnd: int = 0
    method: Method = Method.CASH
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Reversible:
    """The payments of a dossier of which something is left; `wants_leader` before any goes back."""

    payments: tuple[Payable, ...]
    wants_leader: bool


@dataclass(slots=True)
class Reversing:
    store: Store
    journal: Journal

    def of(self, dossier_id: str) -> Reversible:
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        return Reversible(reversing.payments_left(dossier), reversing.wants_leader(dossier))

    def objections(
        self, dossier_id: str, form: ReverseForm, confirmation: Confirmation | None = None
    ) -> list[Refused]:
        """Everything that stands against it now, for the form to show."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        return reversing.reversal_objections(dossier, _act(form, "", confirmation))

    def reverse(
        self,
        officer: Officer,
        dossier_id: str,
        form: ReverseForm,
        confirmation: Confirmation | None = None,
    ) -> Dossier:
        """Gives it back out of the till that is open here.

        Raises the first of the `objections`, "role-may-not", "action-not-now",
        "dossier-read-only", "confirm-own-act".
        """
        with self.journal.act(officer.id) as act:
            word = as_recorded(act.connection, officer, confirmation)
            said = _act(form, open_till_here(act, self.journal), word)
            dossier = fold(dossier_id, act.entries(dossier_id))
            act.record(reversing.reverse_fee(dossier, said, roles=officer.roles))
            return fold(dossier_id, act.entries(dossier_id))


def _act(form: ReverseForm, till: str, confirmation: Confirmation | None) -> ReverseFee:
    return ReverseFee(
        payment=form.payment,
        sort=form.sort,
        reason=form.reason,
        charge_vnd=form.charge_vnd,
        duty_vnd=form.duty_vnd,
        method=form.method,
        till=till,
        receipt=form.receipt,
        confirmation=confirmation,
    )
