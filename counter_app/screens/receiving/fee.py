"""Phí, lệ phí: what is owed of each fee, what is taken off it and why, and the receipt (C20, R112).

The program records the number of a statutory receipt and never makes one: paid is what has one.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import FeeForm
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving import fee_text
from counter_app.sentences import sentence
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.errors import Refused
from data.domain.fees import Charge, Fee, charges, fees_on, total_vnd
from data.domain.reception import RECEIPT_LIMIT

if TYPE_CHECKING:
    from data.domain.procedures import Procedure

_UNIT_DIGITS = 6
_NOTHING_OFF = ""


class FeeScreen(FormScreen[FeeForm]):
    """Answers with what was said of the fee; `changed` is told of every letter before that."""

    CSS_PATH = "fee.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "finish", msg("done"), id="fee.done"),
    ]

    def __init__(
        self,
        procedure: "Procedure",
        form: FeeForm,
        day: date,
        *,
        changed: Callable[[FeeForm], None] | None = None,
    ) -> None:
        super().__init__()
        self.form = form
        self._day, self._changed = day, changed
        self._fees = fees_on(procedure.fees, day)

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Fee"), classes="title", markup=False)
        with Scrolled(id="charges"):
            for place, fee in enumerate(self._fees):
                yield from self._rows(place, fee)
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
        with Horizontal(id="total"):
            yield Static(tr("In all"), markup=False, classes="name")
            yield Static(id="sum", classes="amount", markup=False)

    def _rows(self, place: int, fee: Fee) -> ComposeResult:
        with Horizontal(classes="charge"):
            yield Static(fee.name, markup=False, classes="name")
            yield Static(id=f"amount-{place}", classes="amount", markup=False)
        yield Static(fee_text.source(fee), classes="source")
        if fee.unit:
            said = self.form.quantities.get(fee.id)
            units = Field(
                str(said) if said else "",
                id=f"units-{place}",
                limit=_UNIT_DIGITS,
                placeholder=fee_text.one_unit(fee),
            )
            yield FormRow(fee_text.unit(fee), units)
        if fee.exemptions:
            granted = self.form.exemptions.get(fee.id, _NOTHING_OFF)
            yield FormRow(
                tr("Exemption"),
                Choice(fee_text.exemptions(fee, _NOTHING_OFF), granted, id=f"cut-{place}"),
            )
            yield Static(id=f"basis-{place}", classes="basis", markup=False)

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
            quantities=dict(self._quantities()),
            exemptions=dict(self._exemptions()),
        )
        if form != self.form:
            self.form = form
            if self._changed is not None:
                self._changed(form)

    def _quantities(self) -> Iterator[tuple[str, int]]:
        """What is no number is 0, which no fee allows: it is refused and never guessed."""
        for place, fee in enumerate(self._fees):
            typed = self.text(f"units-{place}").strip() if fee.unit else ""
            if typed:
                yield fee.id, int(typed) if typed.isascii() and typed.isdigit() else 0

    def _exemptions(self) -> Iterator[tuple[str, str]]:
        for place, fee in enumerate(self._fees):
            granted = self.chosen(f"cut-{place}") if fee.exemptions else _NOTHING_OFF
            if granted != _NOTHING_OFF:
                yield fee.id, granted

    def _show(self) -> None:
        owed, refused = self._owed()
        for place, (fee, charge) in enumerate(zip(self._fees, owed, strict=True)):
            self.query_one(f"#amount-{place}", Static).update(fee_text.amount(charge))
            if fee.exemptions:
                basis = self.query_one(f"#basis-{place}", Static)
                basis.update(fee_text.basis(charge))
                basis.display = charge is not None and bool(charge.exemption)
        known = [charge for charge in owed if charge is not None]
        to_pay_vnd = total_vnd(known)
        self.query_one("#sum", Static).update(
            fee_text.total(to_pay_vnd if refused is None else None, paid=self.form.paid)
        )
        self.query_one("#receipt-row").display = bool(to_pay_vnd or refused)
        self.say(sentence(refused) if refused else "", Tone.WARNING)

    def _owed(self) -> tuple[list[Charge | None], Refused | None]:
        """The charge of each fee, and why one of them cannot be reckoned."""
        owed: list[Charge | None] = []
        why = None
        said = self.form
        for fee in self._fees:
            try:
                owed += charges(
                    (fee,), self._day, quantities=said.quantities, exemptions=said.exemptions
                )
            except Refused as refused:
                owed.append(None)
                why = why or refused
        return owed, why

    def finish(self) -> None:
        if self._owed()[1] is None:
            self.dismiss(self.form)
