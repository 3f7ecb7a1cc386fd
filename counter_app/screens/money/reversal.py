"""Money of a dossier goes back: a receipt that is void, or a refund of all or a part (R32, C20)."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from counter_app.desk.money.amounts import AMOUNT_LIMIT, vnd_of
from counter_app.desk.money.reversing import ReverseForm
from counter_app.desk.steps.next_acts import NextAct
from counter_app.life_words import ACT_WORDS
from counter_app.money_words import METHOD_WORDS
from counter_app.screens.acts.act_form import BY_REASON, ActForm, Ask, Fields, Filled, quiet
from counter_app.sentences import sentence
from counter_app.widgets.lines import STRONG, styled, warned
from counter_app.wording import day_text, money_text, msg, tr
from data.domain.errors import Refused
from data.domain.money import ReversalSort
from data.domain.paying import Method
from data.domain.reception import RECEIPT_LIMIT
from data.domain.reversing import GIVEN_BACK_BY, Payable, payments_left, wants_leader
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from data.domain.dossier import Dossier

_SORTS = {
    ReversalSort.REFUND: msg("refund to the payer"),
    ReversalSort.VOID: msg("the receipt is void"),
}


class ReverseFeeForm(ActForm):
    """Where no amount is typed all of it goes back; of a void receipt always."""

    heading = ACT_WORDS[NextAct.REVERSE_FEE]
    confirmable: ClassVar = {"fee-reversal-unconfirmed": BY_REASON}

    def asks(self) -> list[Ask]:
        payments = [(it.payment.entry, _named(it)) for it in payments_left(self.dossier)]
        sorts = [(it.value, tr(word)) for it, word in _SORTS.items()]
        methods = [(it.value, tr(METHOD_WORDS[it])) for it in GIVEN_BACK_BY]
        return [
            Ask("payment", tr("Which payment"), payments[0][0], options=payments),
            Ask("sort", tr("What is done"), ReversalSort.REFUND.value, options=sorts),
            self._part("charge", tr("Phí that goes back")),
            self._part("duty", tr("Lệ phí that goes back")),
            Ask("method", tr("Given back in"), self._usual_method, options=methods),
            Ask(
                "receipt",
                tr("Note number"),
                hint=tr("of the paper that was signed for it; may be empty"),
                limit=RECEIPT_LIMIT,
            ),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
        ]

    def _part(self, name: str, label: str) -> Ask:
        def wanted(said: Fields) -> bool:
            left = self._left(said)
            is_refund = said.get("sort") == ReversalSort.REFUND
            return is_refund and left is not None and _parts(left)[name] > 0

        hint = tr("both parts empty: all that is left")
        return Ask(name, label, hint=hint, limit=AMOUNT_LIMIT, where=wanted)

    @property
    def _usual_method(self) -> str:
        """As it was paid, where money goes back that way."""
        first, *_ = payments_left(self.dossier)
        method = first.payment.method
        return (method if method in GIVEN_BACK_BY else Method.CASH).value

    def told(self) -> list[Content]:
        if not wants_leader(self.dossier):
            return []
        return [warned(tr("The result is out: a leader confirms before money goes back."))]

    def live(self, said: Fields) -> list[Content]:
        """What is left of the payment, and what of it goes back now."""
        left = self._left(said)
        if left is None:
            return []
        kept = tr("Left of it: {amount}.", amount=money_text(left.amount_vnd))
        try:
            charge_vnd, duty_vnd = self._amounts(said, left)
        except Refused as refused:
            return [quiet(kept), warned(sentence(refused))]
        back = tr(
            "Goes back: phí {charge} + lệ phí {duty} = {sum}",
            charge=money_text(charge_vnd),
            duty=money_text(duty_vnd),
            sum=money_text(charge_vnd + duty_vnd),
        )
        too_much = charge_vnd > left.charge_vnd or duty_vnd > left.duty_vnd
        return [quiet(kept), warned(back) if too_much else styled(back, STRONG)]

    def _left(self, said: Fields) -> Payable | None:
        known = payments_left(self.dossier)
        return next((it for it in known if it.payment.entry == said.get("payment")), None)

    def _amounts(self, said: Fields, left: Payable) -> tuple[int, int]:
        """Raises Refused("amount-unreadable")."""
        if said.get("sort") == ReversalSort.VOID:
            return left.charge_vnd, left.duty_vnd
        charge, duty = said.get("charge", "").strip(), said.get("duty", "").strip()
        if not charge and not duty:
            return left.charge_vnd, left.duty_vnd
        return vnd_of(charge), vnd_of(duty)

    def act(self, filled: Filled) -> "Dossier":
        left = self._left(filled.said)
        charge_vnd, duty_vnd = self._amounts(filled.said, left) if left else (0, 0)
        form = ReverseForm(
            payment=filled["payment"],
            sort=ReversalSort(filled["sort"]),
            reason=filled["reason"],
            charge_vnd=charge_vnd,
            duty_vnd=duty_vnd,
            method=Method(filled["method"]),
            receipt=filled["receipt"],
        )
        reversing = self.station.counter.money.reversing
        return reversing.reverse(self.officer, self.dossier.id, form, filled.word)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("It is written down that the money went back.")


def _parts(left: Payable) -> dict[str, int]:
    return {"charge": left.charge_vnd, "duty": left.duty_vnd}


def _named(left: Payable) -> str:
    moved = left.payment
    parts = (money_text(moved.amount_vnd), moved.receipt, day_text(moved.day))
    return " · ".join(part for part in parts if part)
