"""After the issue: the code in large letters, the slip as it prints, and the next citizen."""

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from counter_app.screens.frame import DeskScreen
from counter_app.screens.intake_text import label, visit_text
from counter_app.screens.print_text import sheets
from counter_app.screens.slip import SlipPane
from counter_app.widgets.lines import QUIET, STRONG, column, row, styled, warned
from counter_app.widgets.notice import Tone
from counter_app.wording import moment_text, msg, tr, trn
from data.domain.lifecycle import State
from data.domain.papers import Copy
from data.domain.printjob import JobState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.desk.intake import Issued
    from counter_app.screens.station import Station
    from data.domain.printjob import Job
    from data.domain.received import Reception
    from data.store.queries import DossierLine

REFRESH_S = 0.5
_ON_ITS_WAY = frozenset({JobState.QUEUED, JobState.SENDING})


class Next(StrEnum):
    """Where the officer goes from here."""

    HOME = "home"
    CITIZEN = "citizen"
    ANOTHER = "another"
    """Another dossier of the same visitor."""


class IssuedScreen(DeskScreen[Next]):
    """Answers with what comes next."""

    CSS_PATH = "issued.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "next",
            msg("next citizen"),
            tooltip=msg("straight to the next intake"),
            id="issued.next",
        ),
        Binding(
            "f5",
            "another",
            msg("one more"),
            tooltip=msg("another dossier of the same visitor, for the same people"),
            id="issued.another",
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
                yield Static(self._title, classes="quiet", markup=False)
                yield Static(self._code, id="code", markup=False)
                yield Digits(self._code.rpartition("-")[2])
                yield Static(id="facts", markup=False)
                yield Static(id="sheets")
            yield SlipPane(self.station)

    @property
    def _reception(self) -> "Reception":
        assert self._issued.dossier.reception is not None
        return self._issued.dossier.reception

    @property
    def _code(self) -> str:
        return str(self._reception.code)

    @property
    def _title(self) -> str:
        if self._issued.dossier.state is State.ANSWERED:
            return tr("Received, and its result given at once")
        return tr("Dossier received")

    def on_mount(self) -> None:
        self.slip.focus()
        if self._issued.jobs:
            self.slip.show(self._issued.dossier.id)
        self.query_one("#facts", Static).update(self._facts())
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
        if not self._issued.jobs:
            return tr("Give the result to the citizen. F2 for the next one."), Tone.DONE
        states = {job.state for job in self._jobs if job.sheet and job.sheet.copy is Copy.APPLICANT}
        if JobState.UNKNOWN in states:
            return tr(
                "Look at the printer: did the paper come out? Press Enter and say."
            ), Tone.WARNING
        if JobState.LOST in states:
            return tr("The dossier is saved. Reprint the paper from the dossier."), Tone.WARNING
        if states & _ON_ITS_WAY:
            return self._printing()
        return tr("Give the paper to the citizen. F2 for the next one."), Tone.DONE

    def _printing(self) -> tuple[str, Tone]:
        """The paper is on its way, or waits for a printer."""
        if not self.station.has_printer:
            return tr(
                "This desk has no printer. The dossier is saved; print it later."
            ), Tone.WARNING
        if printer := self.station.facts.printer.word:
            said = tr(
                "Printer: {trouble}. The dossier is saved; the paper prints by itself later.",
                trouble=printer,
            )
            return said, Tone.WARNING
        return tr("The paper is being printed."), Tone.QUIET

    def _facts(self) -> Content:
        dossier, reception = self._issued.dossier, self._reception
        name = dossier.applicant.name if dossier.applicant else ""
        lines: list[Content | str] = [
            styled(name, STRONG),
            styled(reception.matter.procedure, QUIET),
            "",
            row(label(tr("Result at")), reception.returning.place),
            row(label(tr("Slip key")), self._issued.slip_key),
            *self._of_visit(reception),
        ]
        if dossier.state is not State.ANSWERED:
            lines += _unscanned(reception)
            due = styled(moment_text(reception.appointment.at), STRONG)
            lines.insert(3, row(label(tr("Due")), due))
        return column(*lines)

    def _of_visit(self, reception: "Reception") -> "Iterator[Content]":
        """Other dossiers of the same visitor, with one total of fees (F5)."""
        visit = self._visit(reception.visit)
        if len(visit) > 1:
            yield row(label(tr("This visit")), visit_text(visit))

    def _visit(self, visit: str) -> "list[DossierLine]":
        try:
            return self.station.counter.search.visit(visit)
        except self.station.troubles as error:
            self.refuse(error)
            return []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "paper":
            return bool(self._issued.jobs) and not self.has_class("-wide")
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
        self.dismiss(Next.CITIZEN)

    def action_another(self) -> None:
        self.dismiss(Next.ANOTHER)

    def action_home(self) -> None:
        self.dismiss(Next.HOME)


def _unscanned(reception: "Reception") -> "Iterator[Content]":
    """What is still to be scanned, said plainly (C26)."""
    if missing := len(reception.unscanned):
        said = trn(
            "Not scanned yet: {n} component. Open the dossier to scan it later.",
            "Not scanned yet: {n} components. Open the dossier to scan them later.",
            missing,
        )
        yield warned(said)
