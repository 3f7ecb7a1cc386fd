"""The last look before form 02 or 03: it stands here as it will be printed. Enter commits it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.receiving.commit import CommitModal
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from counter_app.desk.receiving.turning_away import TurnedAway
    from counter_app.screens.receiving.intake import IntakeScreen
    from data.domain.center import Officer


class LastLook(CommitModal["TurnedAway"]):
    """`said` is asked again when a scanned card changes the draft; `act` is the commit."""

    CSS_PATH = "last_look.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", msg("issue the form"), id="last-look.give"),
    ]

    def __init__(
        self,
        intake: "IntakeScreen",
        title: str,
        *,
        said: Callable[[], Content],
        act: "Callable[[Officer, Draft], TurnedAway]",
        warning: str = "",
    ) -> None:
        super().__init__(intake)
        self._heading = title
        self._said, self._act, self._warning = said, act, warning

    def compose_panel(self) -> ComposeResult:
        yield Static(self._heading, classes="title", markup=False)
        with Reading():
            yield Said(self._said(), id="said")

    def on_mount(self) -> None:
        if self._warning:
            self.say(self._warning, Tone.WARNING)

    def show(self) -> None:
        self.query_one("#said", Said).say(self._said())

    def action_give(self) -> None:
        self.commit(tr("Issuing …"), lambda: self.intake.keeper.end(self._act))
