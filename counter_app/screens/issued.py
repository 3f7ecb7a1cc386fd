"""After the issue: the code in large letters, the slip as it prints, and the next citizen."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.intake_text import label
from counter_app.screens.print_text import sheets
from counter_app.screens.slip import SlipPane
from counter_app.widgets.lines import QUIET, STRONG, column, row, styled
from counter_app.widgets.notice import Tone
from counter_app.wording import moment_text, msg, tr
from data.domain.papers import Copy
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from counter_app.desk.intake import Issued
    from counter_app.screens.station import Station
    from data.domain.printjob import Job

REFRESH_S = 0.5
_ON_ITS_WAY = frozenset({JobState.QUEUED, JobState.SENDING})


class IssuedScreen(DeskScreen[bool]):
    """Answers True where the next citizen is to be received."""

    CSS_PATH = "issued.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "next",
            msg("next citizen"),
            tooltip=msg("straight to the next intake"),
            id="issued.next",
        ),
        Binding("enter", "answer", msg("say whether it came out"), id="issued.answer"),
        Binding("f4", "paper", msg("paper"), id="issued.paper"),
        Binding("escape", "home", msg("home"), id="issued.home"),
    ]

    slip = getters.query_one(SlipPane)

    def __init__(self, station: "Station", issued: "Issued") -> None:
        super().__init__(station)
        self._issued = issued
        self._jobs: list[Job] = []
        self._asked: set[str] = set()

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(tr("Dossier received"), classes="quiet", markup=False)
                yield Static(self._code, id="code", markup=False)
                yield Digits(self._code.rpartition("-")[2])
                yield Static(self._facts(), id="facts")
                yield Static(id="sheets")
            yield SlipPane()

    @property
    def _code(self) -> str:
        reception = self._issued.dossier.reception
        assert reception is not None
        return str(reception.code)

    def on_mount(self) -> None:
        self.slip.focus()
        self.slip.show(self.station.counter.papers, self._issued.dossier.id)
        self.prints_changed()
        self.set_interval(REFRESH_S, self._follow)

    def _follow(self) -> None:
        """The sheets are looked at until each of them is settled."""
        if self.stands and any(job.state in _ON_ITS_WAY for job in self._jobs):
            self.prints_changed()

    def prints_changed(self) -> None:
        """How it stands with the paper: in the list, and in the one line that speaks first."""
        try:
            self._jobs = self.station.counter.papers.jobs(self._issued.dossier.id)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.query_one("#sheets", Static).update(column(*sheets(self._jobs)))
        self.say(*self._next_step())
        self.refresh_bindings()
        if (job := self._unknown()) is not None and job.id not in self._asked:
            self._asked.add(job.id)
            self.ask_print(job)

    def _next_step(self) -> tuple[str, Tone]:
        states = {job.state for job in self._jobs if job.sheet and job.sheet.copy is Copy.APPLICANT}
        printer = self.station.facts.printer.word
        if JobState.UNKNOWN in states:
            return tr(
                "Look at the printer: did the paper come out? Press Enter and say."
            ), Tone.WARNING
        if JobState.LOST in states:
            return tr("The dossier is saved. Reprint the paper from the dossier."), Tone.WARNING
        if states & _ON_ITS_WAY and not self.station.has_printer:
            return tr(
                "This desk has no printer. The dossier is saved; print it later."
            ), Tone.WARNING
        if states & _ON_ITS_WAY and printer:
            said = tr(
                "Printer: {trouble}. The dossier is saved; the paper prints by itself later.",
                trouble=printer,
            )
            return said, Tone.WARNING
        if states & _ON_ITS_WAY:
            return tr("The paper is being printed."), Tone.QUIET
        return tr("Give the paper to the citizen. F2 for the next one."), Tone.DONE

    def _facts(self) -> Content:
        dossier = self._issued.dossier
        reception = dossier.reception
        assert reception is not None
        name = dossier.applicant.name if dossier.applicant else ""
        return column(
            styled(name, STRONG),
            styled(reception.procedure, QUIET),
            "",
            row(
                label(tr("Due")),
                styled(moment_text(reception.appointment.at), STRONG),
            ),
            row(label(tr("Result at")), reception.return_place),
            row(label(tr("Slip key")), self._issued.slip_key),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "paper":
            return not self.has_class("-wide")
        return action != "answer" or self._unknown() is not None

    def action_paper(self) -> None:
        self.toggle_class("-page")
        self.slip.focus()

    def _unknown(self) -> "Job | None":
        return next((job for job in self._jobs if job.state is JobState.UNKNOWN), None)

    def action_answer(self) -> None:
        if (job := self._unknown()) is not None:
            self.ask_print(job)

    def action_next(self) -> None:
        self.dismiss(result=True)

    def action_home(self) -> None:
        self.dismiss(result=False)
