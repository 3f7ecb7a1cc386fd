"""The procedure picker: most used first, found by any words without accents, Enter takes it."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.procedure_text import published
from counter_app.widgets.field import Field
from counter_app.widgets.lines import QUIET, left, right, row, styled
from counter_app.widgets.rows import Draw, Row, RowList
from counter_app.wording import msg, tr
from data.domain.clock import local

if TYPE_CHECKING:
    from data.domain.procedures import Procedure

_LIMIT_WIDTH = 18


class ProcedureScreen(DeskScreen[str]):
    """Answers with the code of the chosen procedure."""

    CSS_PATH = "procedure.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", msg("choose"), key_display="↑↓", id="procedure.up"),
        Binding("down", "move(1)", msg("choose"), show=False, id="procedure.down"),
        Binding("enter", "take", msg("take this procedure"), id="procedure.take"),
        Binding("escape", "back", msg("back"), id="procedure.back"),
    ]

    rows = getters.query_one(RowList)

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="choice"):
                yield Field(
                    id="typed", placeholder=tr("procedure, field or agency; accents not needed")
                )
                yield RowList(id="rows", empty=tr(_NOT_FOUND))
            with VerticalScroll(id="aside", classes="aside", can_focus=False):
                yield Static(id="published", markup=False)

    def on_mount(self) -> None:
        self._found: dict[str, Procedure] = {}
        self.query_one("#typed").focus()
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        found = self.station.counter.intake.find_procedures(typed)
        self._found = {procedure.code: procedure for procedure in found}
        self.rows.show([Row(_line(one), one.code) for one in found])
        self.rows.first()

    @on(RowList.Moved)
    def _moved(self) -> None:
        procedure = self._found.get(self.rows.key)
        day = local(self.station.clock()).date()
        said = published(procedure, day) if procedure else Content("")
        self.query_one("#published", Static).update(said)
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        self.rows.action_move(by)

    def action_take(self) -> None:
        if self.rows.key:
            self.dismiss(self.rows.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "take" or bool(self.rows.key)

    def action_back(self) -> None:
        self.dismiss(None)


_NOT_FOUND = msg("No procedure has these words. Try one word of its name, or of its agency.")


def _line(procedure: "Procedure") -> Draw:
    """A long name gives way to its limit, which the citizen asks for first."""

    def draw(width: int) -> Content:
        name = width - _LIMIT_WIDTH
        limit = styled(right(procedure.limit.words, _LIMIT_WIDTH - 1), QUIET)
        return row(left(procedure.name, name), limit, " ")

    return draw
