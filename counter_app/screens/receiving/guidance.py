"""Guidance: one answer to one question, kept with or without a name, on paper where wanted (R28).

What is published of the procedure goes on the slip by itself; only what was said beyond is typed.
"""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.desk.receiving.guiding import GuidanceForm, Guided
from counter_app.screens.form import ASKED
from counter_app.screens.frame import DeskModal
from counter_app.screens.receiving.guidance_known import INSTEAD, TOPIC, Known
from counter_app.screens.receiving.procedure_text import contents, on_slip, subject
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.widgets.offers import Offers
from counter_app.widgets.reading import Reading
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.clock import local
from data.domain.guidance import Asked
from data.domain.papers import Form
from data.domain.people import PHONE_LIMIT
from data.domain.text import LINE_LIMIT, NAME_LIMIT

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.procedures import Procedure

_FIELDS = (
    (TOPIC, msg("Question about"), LINE_LIMIT, msg("procedure or matter; accents not needed")),
    (INSTEAD, msg("Goes to"), LINE_LIMIT, msg("only where it is not received here")),
    ("told", msg("Told besides"), LINE_LIMIT, msg("goes on the slip, may stay empty")),
    ("name", msg("Name"), NAME_LIMIT, msg("only if it is given")),
    ("phone", msg("Telephone"), PHONE_LIMIT, msg("only if it is given")),
)


KEYS: list[BindingType] = [
    Binding("enter", "take", msg("take this one"), id="guidance.take"),
    Binding("enter", "next", msg("next field"), id="guidance.next"),
    Binding("down", "down", msg("choose"), key_display="↑↓", id="guidance.down"),
    Binding("up", "up", msg("choose"), show=False, id="guidance.up"),
    Binding(
        "f4",
        "read",
        msg("read in full"),
        tooltip=msg("all sixteen published contents, to read them out"),
        id="guidance.read",
    ),
    Binding(
        "f9",
        "print",
        msg("print the slip"),
        tooltip=msg("keeps what was answered, and prints it for the citizen"),
        id="guidance.print",
    ),
    Binding("f9", "keep", msg("keep the answer"), id="guidance.keep"),
]


class ContentsScreen(DeskModal[None]):
    """What is published of a procedure, over whatever is being done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4,enter", "back", msg("back"), show=False, id="contents.back"),
    ]

    def __init__(self, said: Content) -> None:
        super().__init__()
        self._said = said

    def compose_panel(self) -> ComposeResult:
        with Reading():
            yield Static(self._said)


class GuidanceScreen(DeskModal[Guided]):
    """Answers with what was kept. `procedure` is None where the question has to be found first."""

    CSS_PATH = "guidance.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    offers = getters.query_one(Offers)

    def __init__(
        self,
        station: "Station",
        procedure: "Procedure | None",
        asked: Asked = Asked.DESK,
        *,
        topic: str = "",
    ) -> None:
        super().__init__()
        self.station = station
        self._given, self._known = procedure, Known(station.counter, procedure)
        self._said = GuidanceForm(
            topic=topic, instead=procedure.elsewhere if procedure else "", asked=asked
        )
        self._paper = asked is Asked.DESK
        self._typed, self._leaving = False, False

    @property
    def _procedure(self) -> "Procedure | None":
        return self._known.procedure(self._said)

    def compose_panel(self) -> ComposeResult:
        hotline = self._said.asked is Asked.HOTLINE
        title = tr("Answer on the hotline") if hotline else tr("Guidance for the citizen")
        yield Static(title, classes="title", markup=False)
        yield Said(id="subject")
        with Vertical(id="fields"):
            for name, label, limit, hint in _FIELDS:
                if name == TOPIC and self._given is not None:
                    continue
                value = getattr(self._said, name)
                field = Field(value, id=name, limit=limit, placeholder=tr(hint))
                yield FormRow(tr(label), field)
            yield FormRow(tr("On paper"), Choice(_papers(), self._paper, id="paper"))
        yield Offers()
        yield Said(id="slip")

    def on_mount(self) -> None:
        self._show()
        first = "told" if self._given else TOPIC
        self.query_one(f"#{first}", Field).focus()

    def _show(self) -> None:
        procedure, day = self._procedure, local(self.station.clock()).date()
        self.query_one("#subject", Said).say(subject(procedure, day))
        self.query_one("#slip", Said).say(on_slip(procedure, self._said, day, paper=self._paper))
        self.refresh_bindings()

    # --- typing and what is offered -------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        if getattr(self._said, name) == event.value:
            return
        said: dict[str, Any] = {name: event.value}
        if name == INSTEAD:
            said["address"] = ""
        self._said = replace(self._said, **said)
        self._typed, self._leaving = True, False
        self._offer()
        self._show()

    @on(events.DescendantFocus)
    def _elsewhere(self) -> None:
        self._offer()
        self.refresh_bindings()

    def _offer(self) -> None:
        """Procedures for a question, agencies for a place to go to, while these are typed."""
        try:
            rows = self._known.rows(self._field, self._said)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.offers.offer(rows)

    @property
    def _field(self) -> str:
        return (self.focused.id if self.focused else "") or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.stands:
            return action == "back"
        if action == "take":
            return bool(self.offers.chosen)
        if action == "next":
            return not self.offers.chosen
        if action == "read":
            return self._procedure is not None
        return action not in {"print", "keep"} or self._paper is (action == "print")

    def action_take(self) -> None:
        self._said = self._known.taken(self._field, self.offers.chosen, self._said)
        self._refill()
        self.focus_next(ASKED)

    def _refill(self) -> None:
        self._typed = True
        for field in self.query(Field):
            field.value = getattr(self._said, field.id or "")
            field.action_end()
        self.offers.offer([])
        self._show()

    # --- keys ------------------------------------------------------------------------------------

    def action_next(self) -> None:
        self.focus_next(ASKED)

    def action_down(self) -> None:
        if not self.offers.step(1):
            self.focus_next(ASKED)
        self.refresh_bindings()

    def action_up(self) -> None:
        if not self.offers.step(-1):
            self.focus_previous(ASKED)
        self.refresh_bindings()

    @on(Choice.Changed)
    def _with_paper(self, event: Choice.Changed) -> None:
        self._paper = event.value
        self._show()

    def action_read(self) -> None:
        if (procedure := self._procedure) is not None:
            day = local(self.station.clock()).date()
            self.app.push_screen(ContentsScreen(contents(procedure, day, "")))

    def action_print(self) -> None:
        self.give()

    def action_keep(self) -> None:
        self.give()

    @work(group="give", exclusive=True)
    async def give(self) -> None:
        guiding, officer = self.station.counter.guiding, self.station.officer
        paper = Form.GUIDANCE if self._paper else None
        procedure, said = self._procedure, self._said
        try:
            guided = await asyncio.to_thread(
                lambda: guiding.guide(officer, procedure, said, paper=paper)
            )
        except self.station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(guided)

    def action_back(self) -> None:
        """Nothing typed is thrown away at the first Esc."""
        if self._typed and not self._leaving:
            self._leaving = True
            self.say(
                tr("The answer is not kept yet. F9 keeps it; Esc again leaves without it."),
                Tone.WARNING,
            )
        else:
            self.dismiss(None)


def _papers() -> list[tuple[bool, str]]:
    return [(True, tr("slip for the citizen")), (False, tr("no slip"))]
