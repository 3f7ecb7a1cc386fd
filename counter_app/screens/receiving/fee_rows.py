"""The rows of the fee dialogue, one published fee each: what is asked, and what it comes to."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from counter_app.desk.receiving.draft import FeeForm
from counter_app.screens.receiving import fee_text
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import tr
from data.domain.errors import Refused
from data.domain.fees import Charge, Fee, charges

if TYPE_CHECKING:
    from counter_app.screens.form import FormScreen

_UNIT_DIGITS: Final = 6
_NOTHING_OFF: Final = ""


def charge_rows(place: int, fee: Fee, form: FeeForm) -> ComposeResult:
    with Horizontal(classes="charge"):
        yield Static(fee.name, markup=False, classes="name")
        yield Static(id=f"amount-{place}", classes="amount", markup=False)
    yield Static(fee_text.source(fee), classes="source")
    if fee.unit:
        said = form.quantities.get(fee.id)
        units = Field(
            str(said) if said else "",
            id=f"units-{place}",
            limit=_UNIT_DIGITS,
            placeholder=fee_text.one_unit(fee),
        )
        yield FormRow(fee_text.unit(fee), units)
    if fee.exemptions:
        granted = form.exemptions.get(fee.id, _NOTHING_OFF)
        yield FormRow(
            tr("Exemption"),
            Choice(fee_text.exemptions(fee, _NOTHING_OFF), granted, id=f"cut-{place}"),
        )
        yield Static(id=f"basis-{place}", classes="basis", markup=False)


def quantities(screen: "FormScreen[FeeForm]", fees: Sequence[Fee]) -> Iterator[tuple[str, int]]:
    """What is no number is 0, which no fee allows: it is refused and never guessed."""
    for place, fee in enumerate(fees):
        typed = screen.text(f"units-{place}").strip() if fee.unit else ""
        if typed:
            yield fee.id, int(typed) if typed.isascii() and typed.isdigit() else 0


def exemptions(screen: "FormScreen[FeeForm]", fees: Sequence[Fee]) -> Iterator[tuple[str, str]]:
    for place, fee in enumerate(fees):
        granted = screen.chosen(f"cut-{place}") if fee.exemptions else _NOTHING_OFF
        if granted != _NOTHING_OFF:
            yield fee.id, granted


def owed(
    fees: Sequence[Fee], day: date, said: FeeForm
) -> tuple[list[Charge | None], Refused | None]:
    """The charge of each fee, and why one of them cannot be reckoned."""
    found: list[Charge | None] = []
    why = None
    for fee in fees:
        try:
            found += charges((fee,), day, quantities=said.quantities, exemptions=said.exemptions)
        except Refused as refused:
            found.append(None)
            why = why or refused
    return found, why
