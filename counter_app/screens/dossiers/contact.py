"""A contact that is written down: how the citizen was reached, about what, and what was said (C25).

Messages of the portal are queued by the acts that they tell of; here stands what an officer did.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.contact_words import CHANNEL_WORDS, PURPOSE_WORDS
from counter_app.desk.steps.contacting import ContactForm
from counter_app.desk.steps.following import owes_call
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving.way_coming import MOMENT_LIMIT
from counter_app.screens.receiving.way_text import understood
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, styled
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.contacting import ContactChannel, Purpose, failed_messages
from data.domain.lifecycle import State
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.dossier import Dossier


def proposed(dossier: "Dossier") -> ContactForm:
    """A call, to the number that is known; about what could not be sent, where there is that."""
    failed = failed_messages(dossier)
    purpose = failed[0].contact.purpose if failed else _purpose(dossier)
    people = (dossier.submitter, dossier.applicant)
    phone = next((who.phone for who in people if who and who.phone), "")
    return ContactForm(purpose=purpose, address=phone)


def _purpose(dossier: "Dossier") -> Purpose:
    """What a citizen is called about now (C25)."""
    return Purpose.APOLOGY if owes_call(dossier) else _OF_STATE.get(dossier.state, Purpose.OTHER)


_OF_STATE: Final = {
    State.SUPPLEMENT: Purpose.SUPPLEMENT,
    State.RETURNED: Purpose.SUPPLEMENT,
    State.WAITING: Purpose.RESULT_READY,
}


class ContactScreen(FormScreen[bool]):
    """Answers True where it was written down; what is refused can be corrected here."""

    CSS_PATH = "contact.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("write it down"), id="contact.done"),
    ]

    def __init__(self, station: "Station", dossier: "Dossier") -> None:
        super().__init__()
        self._station, self._dossier = station, dossier.id
        self._form = proposed(dossier)

    def compose_panel(self) -> ComposeResult:
        form = self._form
        channels = [(it.value, tr(word)) for it, word in CHANNEL_WORDS.items()]
        purposes = [(it.value, tr(word)) for it, word in PURPOSE_WORDS.items()]
        yield Static(tr("The citizen was reached"), classes="title", markup=False)
        yield FormRow(tr("How"), Choice(channels, form.channel.value, id="channel"))
        yield FormRow(tr("About"), Choice(purposes, form.purpose.value, id="purpose"))
        yield FormRow(
            tr("Number, address"),
            Field(form.address, id="address", placeholder=tr("as it was dialled or written to")),
        )
        yield FormRow(
            tr("When"),
            Field(
                form.at,
                id="at",
                limit=MOMENT_LIMIT,
                placeholder=tr("empty for now, or such as 8:30 20/11/2026"),
            ),
        )
        yield Said(id="understood")
        yield FormRow(
            tr("Note"),
            Field(
                form.note,
                id="note",
                limit=NOTE_LIMIT,
                placeholder=tr("who answered, and what was said"),
            ),
        )

    def on_mount(self) -> None:
        self._show()
        self.query_one("#channel").focus()

    @on(Input.Changed, "#at")
    def _show(self) -> None:
        if self.stands:
            typed = self.text("at")
            now = styled(tr("At this moment."), QUIET)
            self.query_one("#understood", Said).say(understood(typed) if typed.strip() else now)

    def finish(self) -> None:
        self.keep()

    @work(group="keep", exclusive=True)
    async def keep(self) -> None:
        form, contacting = self._said(), self._station.counter.contacting
        officer, dossier = self._station.officer, self._dossier
        try:
            await asyncio.to_thread(contacting.log, officer, dossier, form)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(answer=True)

    def _said(self) -> ContactForm:
        return ContactForm(
            channel=ContactChannel(self.chosen("channel")),
            purpose=Purpose(self.chosen("purpose")),
            address=self.text("address"),
            at=self.text("at"),
            note=self.text("note"),
        )
