"""What happens to a dossier at the desk besides its reception, each as an entry of its own.

Nothing is ever changed: a page that came later, a fee paid later, another wish for the result and
a wrong choice are new facts (R16).
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from data.domain.clock import local
from data.domain.confirmation import Confirmation, confirmation_body
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Body, Fact, Json
from data.domain.errors import Refused
from data.domain.fees import Charge, charges
from data.domain.lifecycle import Action, acting_role
from data.domain.procedures import Procedure
from data.domain.received import (
    Fee,
    FeeState,
    Reception,
    fee_body,
    overruled_body,
    returning_fields,
)
from data.domain.reception import (
    PAGES_LIMIT,
    RECEIPT_LIMIT,
    FeeSaid,
    Way,
    fee,
    paid_as,
    returning,
    with_hand,
)
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, clean
from data.domain.vocabulary import (
    DOSSIER_CANCELLED,
    DOSSIER_FEE_RECORDED,
    DOSSIER_PAGES_ADDED,
    DOSSIER_RETURN_CHANGED,
    FEE_VERSION,
    PAGES_VERSION,
)


def cancel(
    dossier: Dossier,
    *,
    reason: str,
    slip_page: str,
    slip_is_out: bool,
    now: datetime,
    roles: Collection[Role],
    confirmation: Confirmation | None = None,
) -> Fact:
    """A wrong choice seen at once (C15): the slip is taken back and photographed.

    Where no camera works, a supervisor confirms that it was taken back and destroyed; the entry
    says who, and why there is no photograph lies with the personal fields as `slip_reason`.

    Raises Refused: "cancel-reason-missing", "slip-not-taken-back" while the citizen holds a slip,
    and "cancel-too-late" after the day it was entered, when the folder may have left the desk.
    """
    _require(dossier, Action.CANCEL, roles)
    assert dossier.reception is not None
    said = clean(reason, LINE_LIMIT)
    if not said:
        raise Refused("cancel-reason-missing")
    word = confirmation if slip_is_out and not slip_page else None
    if slip_is_out and not slip_page and word is None:
        raise Refused("slip-not-taken-back")
    entered_at = dossier.entered_at or dossier.reception.received_at
    if local(entered_at).date() != local(now).date():
        raise Refused("cancel-too-late")
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_CANCELLED,
        body={"slip_page": slip_page, **_slip_word(word)},
        personal={"reason": said, **({"slip_reason": word.citation} if word else {})},
    )


def _slip_word(word: Confirmation | None) -> Body:
    """Left out where the slip itself was photographed, or where none was with the citizen."""
    return {"confirmation": confirmation_body(replace(word, citation=""))} if word else {}


def add_pages(
    dossier: Dossier,
    component: str,
    pages: tuple[str, ...],
    *,
    roles: Collection[Role],
    overruled: tuple[tuple[str, ...], ...] = (),
) -> Fact:
    """Pages of a dossier that was received first and is scanned now (C26).

    `overruled` are, for each page, the findings in spite of which the officer keeps it.
    """
    _require(dossier, Action.ADD_PAGES, roles)
    assert dossier.reception is not None
    if component not in {item.id for item in dossier.reception.components}:
        raise Refused("component-unknown")
    if len(dossier.reception.pages) + len(pages) > PAGES_LIMIT:
        raise Refused("too-many-pages", limit=PAGES_LIMIT)
    body: dict[str, Json] = {
        "component": component,
        "overruled": overruled_body(overruled),
        "pages": list(pages),
    }
    return Fact(dossier.id, DOSSIER_PAGES_ADDED, body, version=PAGES_VERSION)


def record_fee(
    dossier: Dossier, procedure: Procedure, said: FeeSaid, *, roles: Collection[Role]
) -> Fact:
    """What was paid after the reception, or taken off with its basis (C20).

    The fee is that of the day of receipt: a later tariff does not reach back (R112). Where the
    catalogue holds that tariff no more, what was told stands, and nothing more is taken off.
    """
    role = _require(dossier, Action.RECORD_FEE, roles)
    assert dossier.reception is not None
    now = _owed(dossier.reception, procedure, said)
    if now.state is FeeState.PAID and not now.receipt:
        raise Refused("fee-receipt-missing")
    if dossier.reception.fee.state is FeeState.PAID:
        raise Refused("fee-settled")
    now = with_hand(dossier, now, role)
    return Fact(dossier.id, DOSSIER_FEE_RECORDED, fee_body(now), version=FEE_VERSION)


def _owed(reception: Reception, procedure: Procedure, said: FeeSaid) -> Fee:
    told, day = reception.fee, local(reception.received_at).date()
    if _tariff(charges(procedure.fees, day, quantities={}, exemptions={})) == _tariff(told.charges):
        return fee(procedure, day, said)
    if said.exemptions:
        raise Refused("fee-exemption-unknown", fee=procedure.name)
    if not (said.paid and told.amount_vnd):
        return told
    return replace(
        told,
        state=FeeState.PAID,
        receipt=clean(said.receipt, RECEIPT_LIMIT),
        payment=paid_as(said, by_post=False),
    )


def _tariff(lines: Iterable[Charge]) -> set[tuple[str, str]]:
    """Which fees there are, each by the document that set it."""
    return {(line.fee, line.document_number) for line in lines}


def change_return(
    dossier: Dossier, procedure: Procedure, way: Way, *, roles: Collection[Role]
) -> Fact:
    """The applicant wants the result another way (R10, R15)."""
    _require(dossier, Action.CHANGE_RETURN, roles)
    if way.return_by_post and not procedure.post_return:
        raise Refused("post-return-not-allowed")
    if way.return_by_post and not clean(way.post_address):
        raise Refused("post-address-missing")
    wish = returning(procedure, way)
    body: dict[str, Json] = {"return_by_post": wish.by_post, "return_place": wish.place}
    personal = returning_fields(wish)
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_RETURN_CHANGED,
        body=body,
        personal=personal or None,
    )


def _require(dossier: Dossier, action: Action, roles: Collection[Role]) -> Role:
    require_writable(dossier)
    return acting_role(dossier.state, action, roles)
