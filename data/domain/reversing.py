"""Giving money back (R32, C20, R115): a receipt that is void, or a refund, as an entry of its own.

Never more goes back than is left of that one payment. The payment itself stays as it was entered,
so a till and a settlement of before say for ever what they said.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from data.domain.body import Reader
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, Entered, require_writable
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action, State, acting_role
from data.domain.money import FeeReversed, Movement, ReversalSort, left_of, movements, taken_vnd
from data.domain.paying import Method
from data.domain.received import Fee, FeeState
from data.domain.reception import RECEIPT_LIMIT
from data.domain.roles import Role
from data.domain.text import NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_FEE_REVERSED

GIVEN_BACK_BY: Final = (Method.CASH, Method.TRANSFER, Method.VIETQR)
"""How money goes back; what the post took at the door comes back in one of these ways too."""


@dataclass(frozen=True, slots=True)
class ReverseFee:
    """The act. A void takes back all that is left, whatever the amounts say."""

    payment: str
    sort: ReversalSort
    reason: str
    charge_vnd: int = 0
    duty_vnd: int = 0
    method: Method = Method.CASH
    till: str = ""
    receipt: str = ""
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Payable:
    """A payment of which something is left, and how much: what may go back at most."""

    payment: Movement
    charge_vnd: int
    duty_vnd: int

    @property
    def amount_vnd(self) -> int:
        return self.charge_vnd + self.duty_vnd


def payments_left(dossier: Dossier) -> tuple[Payable, ...]:
    """The payments of this dossier that did not go back in full, oldest first."""
    moved = _moved(dossier)
    taken = (it for it in moved if not it.counters)
    left = ((it, left_of(it.entry, moved) or (0, 0)) for it in taken)
    return tuple(Payable(it, *parts) for it, parts in left if sum(parts) > 0)


def wants_leader(dossier: Dossier) -> bool:
    """The result is out, and the fee was what let it go (R32, C28)."""
    return dossier.state is State.RELEASED


def reverse_fee(dossier: Dossier, act: ReverseFee, *, roles: Collection[Role]) -> Fact:
    """Raises the first of the `reversal_objections`."""
    require_writable(dossier)
    role = acting_role(dossier.state, Action.REVERSE_FEE, roles)
    for objection in reversal_objections(dossier, act):
        raise objection
    charge_vnd, duty_vnd = _amounts(dossier, act)
    said = FeeReversed(
        payment=act.payment,
        sort=act.sort,
        charge_vnd=charge_vnd,
        duty_vnd=duty_vnd,
        method=act.method,
        till=act.till,
        by_post=role is Role.POSTAL,
        receipt=clean(act.receipt, RECEIPT_LIMIT),
        confirmation=act.confirmation if wants_leader(dossier) else None,
        reason=clean_note(act.reason, NOTE_LIMIT),
    )
    return enter(dossier, REVERSE_FEE, said, roles=roles)


def reversal_objections(dossier: Dossier, act: ReverseFee) -> list[Refused]:
    """Everything that stands against giving this money back."""
    return [*_about_act(dossier, act), *_about_amounts(dossier, act)]


def _about_act(dossier: Dossier, act: ReverseFee) -> Iterator[Refused]:
    if not clean_note(act.reason, NOTE_LIMIT):
        yield Refused("fee-reversal-reason-missing")
    if act.method not in GIVEN_BACK_BY:
        yield Refused("fee-reversal-method", method=act.method.value)
    if wants_leader(dossier) and act.confirmation is None:
        yield Refused("fee-reversal-unconfirmed")


def _about_amounts(dossier: Dossier, act: ReverseFee) -> Iterator[Refused]:
    left = left_of(act.payment, _moved(dossier))
    if left is None:
        yield Refused("fee-payment-unknown")
        return
    charge_vnd, duty_vnd = _amounts(dossier, act)
    if min(charge_vnd, duty_vnd) < 0 or charge_vnd + duty_vnd == 0:
        yield Refused("fee-reversal-amount")
    elif charge_vnd > left[0] or duty_vnd > left[1]:
        yield Refused("fee-reversed-too-much", left_vnd=sum(left))


def _amounts(dossier: Dossier, act: ReverseFee) -> tuple[int, int]:
    if act.sort is ReversalSort.VOID:
        return left_of(act.payment, _moved(dossier)) or (0, 0)
    return act.charge_vnd, act.duty_vnd


def _moved(dossier: Dossier) -> tuple[Movement, ...]:
    return movements(dossier.history, agency_index=0)


# --- what holds however two desks' entries fall together ----------------------------------------


def _clash(dossier: Dossier, said: FeeReversed) -> str:
    """The fold asks with this very entry among the history, so nothing may be overdrawn by it."""
    if wants_leader(dossier) and said.confirmation is None:
        return "fee-reversal-unconfirmed"
    left = left_of(said.payment, _moved(dossier))
    if left is None:
        return "fee-payment-unknown"
    return "fee-reversed-too-much" if min(left) < 0 else ""


def _reversed(dossier: Dossier, entered: Entered[FeeReversed], _hidden: Reader) -> Dossier:
    """Owed again while the dossier is in hand, once nothing of what was taken is left here."""
    reception = dossier.reception
    paid = reception is not None and reception.fee.state is FeeState.PAID
    if reception is None or not paid or taken_vnd(dossier.history) > 0:
        return dossier
    fee = _unpaid(reception.fee, in_hand=dossier.state.is_received)
    return replace(
        dossier,
        reception=replace(reception, fee=fee),
        tellings=(*dossier.tellings, entered.entry),
        paid_at=None,
    )


def _unpaid(fee: Fee, *, in_hand: bool) -> Fee:
    if in_hand:
        return replace(fee, state=FeeState.UNPAID, receipt="", payment=None)
    return replace(fee, state=FeeState.RETURNED)


REVERSE_FEE = kind(
    DOSSIER_FEE_REVERSED, Action.REVERSE_FEE, FeeReversed, clash=_clash, effect=_reversed
)

KINDS = (REVERSE_FEE,)
