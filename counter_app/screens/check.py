"""Kiểm lại: the last look before a legal paper is issued. Enter issues, Esc goes back."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.check_text import checked
from counter_app.screens.frame import DeskModal
from counter_app.widgets.reading import Reading
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.intake import IntakeScreen

ISSUE, PERSON = "issue", "person"


class CheckScreen(DeskModal[str]):
    """Answers ISSUE, which is no answer while something is missing, or PERSON to complete it."""

    CSS_PATH = "check.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "issue", msg("issue the receipt"), id="check.issue"),
        Binding("f3", "person", msg("applicant"), id="check.person"),
    ]

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Check before issue"), classes="title", markup=False)
        with Reading():
            yield Static(checked(self._intake.review), id="checked")

    def take_scan(self, scan: str) -> bool:
        """A card fills the person here too; what is checked is always the newest."""
        taken = self._intake.take_scan(scan)
        self.query_one("#checked", Static).update(checked(self._intake.review))
        self.refresh_bindings()
        return taken

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "issue" or not self._intake.review.blocks

    def action_issue(self) -> None:
        self.dismiss(ISSUE)

    def action_person(self) -> None:
        self.dismiss(PERSON)
