"""Phí, lệ phí: what is owed of each fee, what is taken off it and why, and the receipt (C20, R112).

The program records the number of a statutory receipt and never makes one: paid is what has one.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import FeeForm
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving import fee_text
from counter_app.screens.receiving.fee_method import OPEN_TILL, TillHere, methods
from counter_app.screens.receiving.fee_rows import charge_rows, exemptions, owed, quantities
from counter_app.screens.receiving.pay import PAY, PayScreen
from counter_app.sentences import sentence
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.said import Said
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.errors import Refused
from data.domain.fees import Charge, fees_on, total_vnd
from data.domain.paying import Method
from data.domain.reception import RECEIPT_LIMIT

if TYPE_CHECKING:
    from data.domain.procedures import Procedure


class FeeScreen(FormScreen[FeeForm]):
    """Answers with what was said of the fee; `changed` is told of every letter before that.

    `ask` shows the code by which these charges are transferred, where there can be one: a dossier
    has none before its form 01.
    """

    CSS_PATH = "fee.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "finish", msg("done"), id="fee.done"),
        PAY,
        OPEN_TILL,
    ]

    def __init__(
        self,
        procedure: "Procedure",
        form: FeeForm,
        day: date,
        *,
        changed: Callable[[FeeForm], None] | None = None,
        ask: Callable[[Sequence[Charge]], PayScreen | None] | None = None,
        till: TillHere | None = None,
    ) -> None:
        super().__init__()
        self.form = form
        self._day, self._changed, self._ask, self._till = day, changed, ask, till
        self._fees = fees_on(procedure.fees, day)

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Fee"), classes="title", markup=False)
        with Scrolled(id="charges"):
            for place, fee in enumerate(self._fees):
                yield from charge_rows(place, fee, self.form)
        if not self._fees:
            yield Static(tr("No fee is published for this procedure."), markup=False)
        yield FormRow(
            tr("Receipt no."),
            Field(
                self.form.receipt,
                id="receipt",
                limit=RECEIPT_LIMIT,
                placeholder=tr("series and number; empty while nothing is paid"),
            ),
            id="receipt-row",
        )
        yield FormRow(
            tr("Paid in"),
            Choice(methods(self.form.method), self.form.method, id="method"),
            id="method-row",
        )
        yield Said(id="no-till")
        with Horizontal(id="total"):
            yield Static(tr("In all"), markup=False, classes="name")
            yield Static(id="sum", classes="amount", markup=False)

    def on_mount(self) -> None:
        self._show()
        self.set_focus(next(iter(self.asked()), None))

    @on(Input.Changed)
    @on(Choice.Changed)
    def _said(self) -> None:
        if not self.stands:
            return
        self._read()
        self._show()

    def _read(self) -> None:
        receipt = self.text("receipt")
        form = FeeForm(
            paid=bool(receipt.strip()),
            receipt=receipt,
            quantities=dict(quantities(self, self._fees)),
            exemptions=dict(exemptions(self, self._fees)),
            method=self.query_one("#method", Choice).value,
        )
        if form != self.form:
            self.form = form
            if self._changed is not None:
                self._changed(form)

    def _show(self) -> None:
        charged, refused = self._owed()
        for place, (fee, charge) in enumerate(zip(self._fees, charged, strict=True)):
            self.query_one(f"#amount-{place}", Static).update(fee_text.amount(charge))
            if fee.exemptions:
                basis = self.query_one(f"#basis-{place}", Static)
                basis.update(fee_text.basis(charge))
                basis.display = charge is not None and bool(charge.exemption)
        known = [charge for charge in charged if charge is not None]
        to_pay_vnd = total_vnd(known)
        self.query_one("#sum", Static).update(
            fee_text.total(to_pay_vnd if refused is None else None, paid=self.form.paid)
        )
        for row in ("#receipt-row", "#method-row"):
            self.query_one(row).display = bool(to_pay_vnd or refused)
        self._say_till(owed=bool(to_pay_vnd))
        self.say(sentence(refused) if refused else "", Tone.WARNING)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "open_till":
            return self.stands and self._outside_shift
        return action != "pay" or (self.stands and self._paying() is not None)

    @property
    def _outside_shift(self) -> bool:
        """Cash that is taken while no shift is open here lies in no drawer that is counted."""
        return self._till is not None and self.form.method is Method.CASH and self._till.is_closed

    def _say_till(self, *, owed: bool) -> None:
        hint = self.query_one("#no-till", Said)
        hint.display = owed and self._outside_shift
        hint.say(styled(tr("No cash shift is open: this payment is in none."), QUIET))

    @work(exclusive=True, group="till")
    async def action_open_till(self) -> None:
        if self._till is not None:
            await self._till.open(self.app)
            self._show()

    def _paying(self) -> PayScreen | None:
        """Nobody is asked twice for what has its receipt."""
        if self._ask is None or self.form.paid:
            return None
        return self._ask([charge for charge in self._owed()[0] if charge is not None])

    def action_pay(self) -> None:
        """Whoever was shown the code pays by it, unless something else is chosen then."""
        if (paying := self._paying()) is not None:
            if self.form.method is Method.CASH:
                self.query_one("#method", Choice).choose(Method.VIETQR)
            self.app.push_screen(paying)

    def _owed(self) -> tuple[list[Charge | None], Refused | None]:
        return owed(self._fees, self._day, self.form)

    def action_next(self) -> None:
        """Most pay in cash: Enter behind the receipt ends it, and only ↓ leads to the method."""
        if self.focused is not None and self.focused.id == "receipt":
            self.finish()
        else:
            super().action_next()

    def finish(self) -> None:
        if self._owed()[1] is None:
            self.dismiss(self.form)
