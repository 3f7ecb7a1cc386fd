"""Did the paper come out? Only the officer can see; the answer is recorded (design idea 4)."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from data.domain.printjob import Job


class PrintQuestion(DeskModal[bool]):
    """True: it came out. False: it did not, or is spoilt. Nothing: asked again later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "came_out", msg("it came out, whole"), id="print.came-out"),
        Binding("2", "lost", msg("it did not, or is spoilt"), id="print.lost"),
        Binding("escape", "back", msg("ask me later"), id="print.later"),
    ]

    def __init__(self, job: "Job") -> None:
        super().__init__()
        self._job = job

    def compose_panel(self) -> ComposeResult:
        number = self._job.sheet.number if self._job.sheet else ""
        yield Static(tr("Did the paper come out?"), classes="title", markup=False)
        yield Static(tr(_QUESTION, number=number), markup=False)

    def action_came_out(self) -> None:
        self.dismiss(result=True)

    def action_lost(self) -> None:
        self.dismiss(result=False)


_QUESTION = msg(
    "The printer did not answer while sheet {number} was being printed. The dossier is saved.\n\n"
    "Look for the paper with this number at its foot:\n\n"
    "1   It came out, whole.\n"
    "2   It did not come out, or it is spoilt. A spoilt paper is torn up; "
    "a marked reprint can then be made."
)
