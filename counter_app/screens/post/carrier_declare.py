"""What no file can show, said once for all of its rows by the employee who records them."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.batches.shelving import place_of, place_typed
from counter_app.desk.post.carrier_rows import Declared
from counter_app.screens.form import FormScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.text import NAME_LIMIT


class DeclareScreen(FormScreen[Declared]):
    """`delivered` and `returned` say of how many rows it is asked."""

    CSS_PATH = "carrier_declare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("declare it"), id="declare.done"),
    ]

    def __init__(self, declared: Declared, *, delivered: int, returned: int) -> None:
        super().__init__()
        self._before, self._delivered, self._returned = declared, delivered, returned

    def compose_panel(self) -> ComposeResult:
        before = self._before
        yield Static(tr("What the file cannot say"), classes="title", markup=False)
        if self._delivered:
            said = tr(
                "Delivered: {n}. Did the post look at an identity paper of everybody who took "
                "an item, and at the authorisation of whoever took it for another (TT 17/2017 "
                "Đ5.2)?",
                n=self._delivered,
            )
            yield Static(said, classes="asked", markup=False)
            options = [(False, tr("no, or not known")), (True, tr("yes, of everybody"))]
            seen = Choice(options, before.identity_declared, id="seen")
            yield FormRow(tr("Declaration"), seen)
        if self._returned:
            said = tr("Brought back: {n}. Where to, and by whose hands?", n=self._returned)
            yield Static(said, classes="asked", markup=False)
            hint = tr("if it goes back on the shelf")
            yield FormRow(tr("Shelf place"), Field(before.shelf, id="shelf", placeholder=hint))
            hint = tr("if it goes to the agency")
            giver = Field(before.giver, id="giver", limit=NAME_LIMIT, placeholder=hint)
            yield FormRow(tr("Given by (post)"), giver)
            taker = Field(before.receiver, id="receiver", limit=NAME_LIMIT, placeholder=hint)
            yield FormRow(tr("Taken by (agency)"), taker)

    def on_mount(self) -> None:
        self.set_focus(next(iter(self.asked()), None))

    def take_scan(self, scan: str) -> bool:
        place = place_of(scan.strip().upper())
        for field in self.query("#shelf").results(Field):
            if place:
                field.value = place
        return True

    def finish(self) -> None:
        """What was not asked stays as it was."""
        before, said = self._before, self._before
        if self._delivered:
            seen = bool(self.query_one("#seen", Choice).value)
            said = replace(before, identity_declared=seen)
        if self._returned:
            shelf, giver, receiver = map(self.text, ("shelf", "giver", "receiver"))
            place = place_typed(shelf) if shelf.strip() else ""
            said = replace(said, shelf=place, giver=giver, receiver=receiver)
        self.dismiss(said)
