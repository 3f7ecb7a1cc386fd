"""The fee of a dossier as a paper: what is owed, or was paid, in figures and in words.

It records the number of a receipt that somebody else made, and is none.
"""

from counter_app.desk.numbers import key_of
from counter_app.desk.on_paper.drawing import Drawing
from counter_app.desk.on_paper.paper_words import METHOD, charge_on_paper, on_paper
from data.domain.clock import local
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.papers import FeeNote
from data.domain.paying import Method
from data.domain.received import Fee, FeeState


def fee_note(drawing: Drawing, dossier: Dossier) -> FeeNote:
    """What is owed, or was paid. Raises Refused("no-paper") where there is no fee."""
    if dossier.reception is None or dossier.reception.fee.state in _WITHOUT_FEE:
        raise Refused("no-paper")
    reception, fee = dossier.reception, dossier.reception.fee
    paid = fee.state is FeeState.PAID and dossier.paid_at is not None
    return FeeNote(
        code=str(reception.code),
        slip_key=key_of(dossier),
        imprint=drawing.imprint_of(dossier, dossier.trail[-1]),
        agency=reception.matter.agency,
        procedure=reception.matter.procedure,
        payer=on_paper(dossier.applicant),
        charges=tuple(charge_on_paper(charge) for charge in fee.charges),
        total_vnd=fee.amount_vnd,
        paid_at=local(dossier.paid_at) if paid and dossier.paid_at else None,
        method=_method(fee) if paid else "",
        receipt=fee.receipt,
        exempt=fee.state is FeeState.EXEMPT,
    )


def _method(fee: Fee) -> str:
    """Empty where nobody recorded it."""
    if fee.payment is None or fee.payment.method is Method.UNRECORDED:
        return ""
    return METHOD[fee.payment.method]


_WITHOUT_FEE = frozenset({FeeState.NONE, FeeState.UNPUBLISHED})
