"""An online dossier of another agency's matter: its sender is told where to go, in full (R73).

Nothing is printed: what is said here is the message that the portal sends.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.receiving.online import DirectForm, proposed
from counter_app.screens.form import ASKED, FormScreen
from counter_app.screens.receiving.outcome import Elsewhere
from counter_app.screens.receiving.procedure_text import offered
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.widgets.offers import Offers
from counter_app.widgets.rows import Row
from counter_app.wording import msg, tr
from data.domain.listing import UNKNOWN
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, fold

if TYPE_CHECKING:
    from counter_app.screens.receiving.intake import IntakeScreen

AGENCY: Final = "agency"
_FIELDS: Final = (
    (AGENCY, msg("Competent agency"), NAME_LIMIT, msg("type a part of its name")),
    ("address", msg("Its address"), LINE_LIMIT, msg("where the citizen goes, if it is known")),
    ("reason", msg("Reason"), NOTE_LIMIT, msg("why it is not decided here")),
    ("guidance", msg("Guidance"), NOTE_LIMIT, msg("what to do there and what to bring, all of it")),
)


class DirectScreen(FormScreen[Elsewhere]):
    """Answers with what was sent; without an answer nothing was."""

    CSS_PATH = "direct.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", msg("take this one"), id="direct.take"),
        Binding("enter", "next", msg("next field"), key_display="Enter ↓", id="direct.next"),
        Binding(
            "f9",
            "send",
            msg("queue the message"),
            tooltip=msg("keeps it, and queues it for the portal's e-mail and SMS"),
            id="direct.send",
        ),
    ]

    offers = getters.query_one(Offers)

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake
        self._before = proposed(intake.review.procedure)
        self._leaving = False
        agencies = intake.station.counter.rulebook.agencies.agencies
        self._addresses = {it.name: "" if it.address == UNKNOWN else it.address for it in agencies}

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("To the competent agency"), classes="title", markup=False)
        for name, label, limit, hint in _FIELDS:
            value = getattr(self._before, name)
            field = Field(value, id=name, limit=limit, placeholder=tr(hint))
            yield FormRow(tr(label), field)
            if name == AGENCY:
                yield Offers()

    def on_mount(self) -> None:
        self.query_one(f"#{AGENCY}", Field).focus()

    @property
    def _form(self) -> DirectForm:
        return DirectForm(*(self.text(name) for name, *_ in _FIELDS))

    @on(Input.Changed)
    @on(events.DescendantFocus)
    def _moved(self) -> None:
        if self.stands:
            self._leaving = False
            self.offers.offer(self._agencies())
            self.refresh_bindings()

    def _agencies(self) -> list[Row]:
        """Agencies of the register that fit what is typed; one that was taken fits no more."""
        typed = self.text(AGENCY)
        at_agency = self.focused is not None and self.focused.id == AGENCY
        if not at_agency or not typed.strip() or typed in self._addresses:
            return []
        words = fold(typed).split()
        fitting = (it for it in self._addresses if all(word in fold(it) for word in words))
        return [Row(offered(name, self._addresses[name]), name) for name in fitting]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return action == "back"
        if action == "take":
            return bool(self.offers.chosen)
        return action != "next" or not self.offers.chosen

    def action_take(self) -> None:
        chosen = self.offers.chosen
        self.query_one("#address", Field).value = self._addresses[chosen]
        self.query_one(f"#{AGENCY}", Field).value = chosen
        self.focus_next(ASKED)

    def action_down(self) -> None:
        if not self.offers.step(1):
            super().action_down()
        self.refresh_bindings()

    def action_up(self) -> None:
        if not self.offers.step(-1):
            super().action_up()
        self.refresh_bindings()

    def finish(self) -> None:
        self.action_send()

    @work(group="send", exclusive=True)
    async def action_send(self) -> None:
        online, form = self._intake.station.counter.online, self._form
        try:
            directed = await self._intake.keeper.end(
                lambda officer, draft: online.direct(officer, draft, form)
            )
        except self._intake.station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(Elsewhere(directed))

    def action_back(self) -> None:
        """Nothing typed is thrown away at the first Esc."""
        if self._form != self._before and not self._leaving:
            self._leaving = True
            self.say(
                tr("Nothing was sent yet. F9 queues it; Esc again leaves without it."),
                Tone.WARNING,
            )
        else:
            self.dismiss(None)
