"""What the screens of form 02 and form 03 share: the form at the left, its words at the right.

Each letter and each mark goes into the draft at once; Esc leads from a field to the list first.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Generic

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from counter_app.screens.form import asked_on
from counter_app.screens.frame import Answer, DeskScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.widgets.rows import Row, RowList
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from counter_app.screens.receiving.intake import IntakeScreen


LAST_KEYS: Final[list[BindingType]] = [
    Binding("down", "step(1)", show=False, id="decision.down"),
    Binding("up", "step(-1)", show=False, id="decision.up"),
    Binding("f3", "person", msg("applicant"), id="decision.person"),
    Binding("f4", "paper", msg("paper"), id="decision.paper"),
    Binding(
        "f9",
        "issue",
        msg("check and issue"),
        tooltip=msg("see everything once more before the paper is issued"),
        id="decision.issue",
    ),
    Binding("escape", "back", msg("back"), id="decision.back"),
]
"""What both screens end with."""


class ShortList(RowList):
    """As high as its rows, where there is room."""

    DEFAULT_CSS = """
    ShortList { height: auto; }
    """

    def show(self, rows: Sequence[Row], *, empty: str | None = None) -> None:
        more = len(rows) != len(self._rows)
        super().show(rows, empty=empty)
        self.refresh(layout=more)

    def get_content_height(self, *_sizes: object) -> int:
        return len(self._rows)


class DecisionScreen(DeskScreen[Answer], Generic[Answer]):
    """A list of what to choose from, and fields for the words."""

    rows = getters.query_one(RowList)

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__(intake.station)
        self.intake = intake
        self.procedure = intake.review.procedure

    @property
    def draft(self) -> "Draft":
        return self.intake.keeper.draft

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="form"):
                yield Said(id="head")
                yield from self.compose_form()
                yield Said(id="objections")
            with Reading(id="aside", classes="aside"):
                yield Static(tr("On the form"), classes="quiet", markup=False)
                yield Said(id="paper")

    def compose_form(self) -> ComposeResult:
        """List and fields, between the head and what stands against the form."""
        yield from ()

    def show_draft(self) -> None:
        """Everything that follows from the draft."""

    def take(self) -> None:
        """What stands in the fields goes into the draft, also while its message is on its way."""

    async def issue(self) -> None:
        """Look once more, and give the paper."""

    @property
    def ready(self) -> bool:
        """Whether there is anything to show on yet."""
        return self.is_mounted and self.stands

    @property
    def in_fields(self) -> bool:
        """Whether the cursor stands in a field, and not on the list or the paper."""
        return self.focused is not self.rows and not self.has_class("-page")

    def on_screen_resume(self) -> None:
        if self.ready:
            self.show_draft()

    @on(Input.Changed)
    @on(Choice.Changed)
    def _typed(self) -> None:
        if not self.stands:
            return
        before = self.draft
        self.take()
        if self.draft is not before:
            self.show_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.ready:
            return False
        if action == "step":
            return self.in_fields
        return action != "paper" or not self.has_class("-wide")

    def asked(self) -> list[Widget]:
        return asked_on(self)

    def action_step(self, by: int) -> None:
        """To the next field; out of the fields at either end, back to the list."""
        asked = self.asked()
        place = asked.index(self.focused) + by if self.focused in asked else -1
        self.set_focus(asked[place] if 0 <= place < len(asked) else self.rows)

    def action_paper(self) -> None:
        self.toggle_class("-page")
        self.set_focus(self.query_one("#aside") if self.has_class("-page") else self.rows)

    def action_back(self) -> None:
        self.take()
        if self.focused is self.rows:
            self.dismiss(None)
        else:
            self.remove_class("-page")
            self.set_focus(self.rows)

    def take_scan(self, scan: str) -> bool:
        taken = self.intake.take_scan(scan)
        if taken:
            self.show_draft()
            self.say(tr("Card read: {name}.", name=self.draft.at_desk.name), Tone.DONE)
        return taken

    @work(group="flow", exclusive=True)
    async def action_issue(self) -> None:
        self.take()
        await self.issue()

    @work(group="flow", exclusive=True)
    async def action_person(self) -> None:
        from counter_app.screens.receiving.person import PersonScreen

        if await self.app.push_screen_wait(PersonScreen(self.intake)) == "check":
            await self.issue()
