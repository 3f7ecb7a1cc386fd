"""A leader confirms on the spot that a rule is left (C4, C15, C30): why, number, PIN.

The PIN goes to the desk call and nowhere else: it is never shown, kept or read as a scan.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.screens.form import FormScreen
from counter_app.screens.signin import NUMBER_LIMIT, PIN_LIMIT
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.confirmation import Confirmation

if TYPE_CHECKING:
    from counter_app.screens.station import Station


@dataclass(frozen=True, slots=True)
class Asked:
    """What a leader says besides number and PIN: its name, and what stands in its empty field."""

    name: str
    hint: str


LAW: Final = Asked(msg("Citation"), msg("article, number and date of the document that allows it"))
WHY: Final = Asked(msg("Reason"), msg("for example: the camera is broken"))
"""Where a practice is left, and no law."""


class LeaderScreen(FormScreen[Confirmation]):
    """Answers with the confirmation. `typed` is told of every letter of the citation."""

    CSS_PATH = "leader.tcss"
    LOCKED: ClassVar[bool] = True
    """A PIN typed here is nobody's scan."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("confirm"), id="leader.confirm"),
    ]

    def __init__(
        self,
        station: "Station",
        why: str,
        *,
        asked: Asked = LAW,
        citation: str = "",
        typed: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._station, self._why, self._asked = station, why, asked
        self._citation, self._typed = citation, typed

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("A leader confirms"), classes="title", markup=False)
        yield Static(self._why, id="why", markup=False)
        yield FormRow(
            tr(self._asked.name),
            Field(self._citation, id="citation", placeholder=tr(self._asked.hint)),
        )
        yield FormRow(tr("Officer number"), Field(id="number", limit=NUMBER_LIMIT))
        yield FormRow(tr("PIN"), Field(id="pin", limit=PIN_LIMIT, secret=True))

    def take_scan(self, scan: str) -> bool:
        """Nothing is read while a PIN may be typed."""
        del scan
        return True

    def on_screen_suspend(self) -> None:
        """Whoever unlocks this desk finds no PIN waiting."""
        for field in self.query("#pin").results(Field):
            field.value = ""

    @on(Input.Changed, "#citation")
    def _cited(self, event: Input.Changed) -> None:
        if self._typed is not None:
            self._typed(event.value)

    def finish(self) -> None:
        empty = [one for one in self.query(Field) if not one.value.strip()]
        if empty:
            self.set_focus(empty[0])
        else:
            self._confirm()

    @work(exclusive=True, group="confirm")
    async def _confirm(self) -> None:
        self.say(tr("Checking …"))
        number, pin, citation = (self.text(name) for name in ("number", "pin", "citation"))
        self.query_one("#pin", Field).value = ""
        confirm, officer = self._station.counter.turning_away.confirm, self._station.officer
        try:
            confirmation = await asyncio.to_thread(
                confirm, officer, number=number, pin=pin, citation=citation
            )
        except self._station.troubles as error:
            self.refuse(error)
            self.set_focus(self.query_one("#pin", Field))
        else:
            await self.leave(confirmation)
