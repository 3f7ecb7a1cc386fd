"""How a fee was paid: in cash, over a bank or at the door, into which till and by whose hand (C20).

Only what this program saw is said: a fee of an entry that asked for no method is `unrecorded`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.domain.body import Reader
from data.domain.entries import Body, Json


class Method(StrEnum):
    """How money came or went back."""

    CASH = "cash"
    TRANSFER = "transfer"
    """Chuyển khoản."""
    VIETQR = "vietqr"
    ON_DELIVERY = "on-delivery"
    """The post took it at the door (A7)."""
    EARLIER = "earlier"
    """An earlier entry of the dossier took it already: no money moves."""
    UNRECORDED = "unrecorded"
    """An entry of a program that asked for no method."""


@dataclass(frozen=True, slots=True)
class Payment:
    """`till` is the cash shift that took it, empty where none was open.

    `by_post` where the employee of the post took it for the agency (R114).
    """

    method: Method
    till: str = ""
    by_post: bool = False


UNRECORDED = Payment(Method.UNRECORDED)


def payment_body(payment: Payment | None) -> Body:
    """Empty where nothing was paid."""
    if payment is None:
        return {}
    return {"by_post": payment.by_post, "method": payment.method.value, "till": payment.till}


def read_payment(body: Reader) -> Payment | None:
    if not body.raw:
        return None
    return Payment(body.choice("method", Method), body.text("till"), body.flag("by_post"))


def with_payment(fee: Json) -> Json:
    """A fee of before, as it is told now. Total: what is malformed stays so."""
    if not isinstance(fee, Mapping):
        return fee
    return {"payment": payment_body(UNRECORDED if fee.get("state") == "paid" else None), **fee}


def reception_4(body: Body) -> Body:
    """A reception of version 3, as version 4 would have said it."""
    return {**body, "fee": with_payment(body.get("fee"))}


def fee_2(body: Body) -> Body:
    """A recorded fee of version 1, as version 2 would have said it."""
    told = with_payment(body)
    assert isinstance(told, Mapping)
    return told
