"""The procedure picker: most used first, found by any words without accents, Enter takes it.

Whoever cannot be served here is not sent away without a slip (R28, R29).
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from counter_app.desk.receiving.guiding import GuidanceForm
from counter_app.screens.frame import DeskScreen
from counter_app.screens.receiving import procedure_text
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.widgets.rows import Row, RowList
from counter_app.widgets.said import Said
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.clock import local
from data.domain.papers import Form

if TYPE_CHECKING:
    from counter_app.desk.receiving.guiding import Guided
    from counter_app.screens.station import Station
    from data.domain.procedures import Procedure

KEYS: list[BindingType] = [
    Binding("up", "move(-1)", msg("choose"), key_display="↑↓", id="procedure.up"),
    Binding("down", "move(1)", msg("choose"), show=False, id="procedure.down"),
    Binding("enter", "take", msg("take this procedure"), id="procedure.take"),
    Binding(
        "enter",
        "elsewhere",
        msg("guide elsewhere"),
        tooltip=msg("where to go instead, on a slip"),
        id="procedure.elsewhere",
    ),
    Binding(
        "f4",
        "read",
        msg("read in full"),
        tooltip=msg("all sixteen published contents, and to print them"),
        id="procedure.read",
    ),
    Binding("f4", "close", msg("back to the list"), id="procedure.close"),
    Binding(
        "f8",
        "guide",
        msg("guidance slip"),
        tooltip=msg("what to bring, on a slip, without receiving anything"),
        id="procedure.guide",
    ),
    Binding("h", "guide", msg("guidance slip"), show=False, id="procedure.guide-letter"),
    Binding(
        "p",
        "post",
        msg("print all of it"),
        tooltip=msg("the published contents on paper, for the citizen or the board"),
        id="procedure.post",
    ),
    Binding("escape", "back", msg("back"), id="procedure.back"),
]


class ProcedureScreen(DeskScreen[str]):
    """Answers with the code of the chosen procedure."""

    CSS_PATH = "procedure.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    rows = getters.query_one(RowList)
    typed = getters.query_one("#typed", Field)
    reading = getters.query_one(Reading)

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._found: dict[str, Procedure] = {}
        self._day = local(station.clock()).date()
        self._objected = False

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="choice"):
                yield Field(
                    id="typed", placeholder=tr("procedure, field or agency; accents not needed")
                )
                yield RowList(id="rows", empty=tr(_NOT_FOUND))
            with Scrolled(id="aside", classes="aside"):
                yield Said(id="published")
            with Reading(id="reading"):
                yield Said(id="contents")

    def on_mount(self) -> None:
        self.typed.focus()
        self._show("")

    @property
    def _here(self) -> "Procedure | None":
        return self._found.get(self.rows.key)

    @property
    def _objection(self) -> str:
        """Why what is under the cursor may not simply be received, in one sentence."""
        catalogue, here = self.station.counter.rulebook.catalogue, self._here
        if here is None:
            return ""

        def name_of(code: str) -> str:
            other = catalogue.by_code(code)
            return other.name if other else code

        roles = self.station.officer.roles
        return procedure_text.objection(here, self._day, roles, name_of)

    @on(Input.Changed, "#typed")
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        roles, self._day = self.station.officer.roles, local(self.station.clock()).date()
        try:
            found = self.station.counter.drafting.find_procedures(typed)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self._found = {procedure.code: procedure for procedure in found}
        self.rows.show([Row(procedure_text.line(it, self._day, roles), it.code) for it in found])
        self.rows.first()
        self._look()

    @on(RowList.Moved)
    def _look(self) -> None:
        """What is under the cursor: beside the list, and in the one line that speaks first."""
        here = self._here
        said = procedure_text.published(here, self._day) if here else Content("")
        self.query_one("#published", Said).say(said)
        self._object()
        self.refresh_bindings()

    def _object(self) -> None:
        """Only its own sentence is taken away again: another one may still be read."""
        here, objection = self._here, self._objection
        if here is not None and objection:
            dead = procedure_text.stops(here, self._day) and not here.elsewhere
            self.say(objection, Tone.DANGER if dead else Tone.WARNING)
        elif self._objected:
            self.say("")
        self._objected = bool(objection)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        here = self._here if self.stands else None
        if action == "take":
            return here is not None and not procedure_text.stops(here, self._day)
        if action == "elsewhere":
            return here is not None and bool(here.elsewhere)
        if action in {"move", "read"}:
            return here is not None and not self.has_class("-reading")
        if action == "close":
            return self.has_class("-reading")
        return here is not None if action == "post" else True

    def action_move(self, by: int) -> None:
        self.rows.action_move(by)

    def action_take(self) -> None:
        self.dismiss(self.rows.key)

    def action_read(self) -> None:
        """The list gives way to the contents; letters are keys there, as nothing is typed."""
        assert self._here is not None
        said = procedure_text.contents(self._here, self._day, self._objection)
        self.query_one("#contents", Said).say(said)
        self.add_class("-reading")
        self.reading.scroll_home(animate=False)
        self.reading.focus()
        self.refresh_bindings()

    def action_close(self) -> None:
        self.remove_class("-reading")
        self.typed.focus()
        self.refresh_bindings()

    def action_back(self) -> None:
        if self.has_class("-reading"):
            self.action_close()
        else:
            self.dismiss(None)

    def action_elsewhere(self) -> None:
        self.action_guide()

    @work(exclusive=True, group="guide")
    async def action_guide(self) -> None:
        from counter_app.screens.receiving.guidance import GuidanceScreen

        topic = "" if self._here else self.typed.value
        screen = GuidanceScreen(self.station, self._here, topic=topic)
        guided = await self.app.push_screen_wait(screen)
        if guided is not None:
            await self._given(guided)

    @work(exclusive=True, group="guide")
    async def action_post(self) -> None:
        guiding, officer, here = self.station.counter.guiding, self.station.officer, self._here
        try:
            guided = await asyncio.to_thread(
                lambda: guiding.guide(officer, here, GuidanceForm(), paper=Form.POSTING)
            )
        except self.station.troubles as error:
            self.refuse(error)
        else:
            await self._given(guided)

    async def _given(self, guided: "Guided") -> None:
        """The paper is followed to the citizen's hand; then the next one, or home."""
        from counter_app.screens.receiving.given import GivenScreen

        if guided.job and not await self.app.push_screen_wait(GivenScreen(self.station, guided)):
            await self.leave(None)
            return
        self.action_close()
        self.typed.value, self._objected = "", False
        self.say(tr("The answer is kept."), Tone.DONE)


_NOT_FOUND = msg(
    "No procedure has these words. Try one word of its name, or of its agency; "
    "F8 notes where the citizen was sent."
)
