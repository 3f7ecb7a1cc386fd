"""After the issue: the code in large letters, the slip as it prints, and the next citizen."""

from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Static

from counter_app.screens.receiving.given_text import by_message
from counter_app.screens.receiving.intake_text import label, visit_text
from counter_app.screens.receiving.pay import PAY, PayScreen
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen
from counter_app.screens.sheets.print_text import Words
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.lines import QUIET, STRONG, column, row, styled, warned
from counter_app.wording import moment_text, msg, tr, trn
from data.domain.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.desk.receiving.intake import Issued
    from counter_app.screens.station import Station
    from data.domain.received import Reception
    from data.domain.vietqr import Transfer
    from data.store.queries import DossierLine

_WORDS: Final = Words(
    without=msg("Give the result to the citizen. F2 for the next one."),
    no_printer=msg("This desk has no printer. The dossier is saved; print it later."),
    trouble=msg("Printer: {trouble}. The dossier is saved; the paper prints by itself later."),
    lost=msg("The dossier is saved. Reprint the paper from the dossier."),
)


class Next(StrEnum):
    """What follows on a paper that was given; nothing where the officer goes home."""

    CITIZEN = "citizen"
    ANOTHER = "another"
    """Another dossier of the same visitor."""


class IssuedScreen(FollowedScreen[Next]):
    """Answers with what comes next, and with nothing where that is home."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "issued.tcss"]
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
        PAY,
        *SHEET_KEYS,
        Binding("escape", "home", msg("home"), id="issued.home"),
    ]

    def __init__(self, station: "Station", issued: "Issued") -> None:
        super().__init__(station, issued.dossier.id, _WORDS, has_paper=bool(issued.jobs))
        self._issued = issued

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
        self.query_one("#facts", Static).update(self._facts())

    def _facts(self) -> Content:
        dossier, reception = self._issued.dossier, self._reception
        name = dossier.applicant_name
        lines: list[Content | str] = [
            styled(name, STRONG),
            styled(reception.matter.procedure, QUIET),
            "",
            row(label(tr("Result at")), reception.returning.place),
            row(label(tr("Slip key")), self._issued.slip_key),
            *self._of_visit(reception),
            *by_message(dossier),
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
        if action == "pay":
            return self._transfer is not None
        return super().check_action(action, parameters)

    @property
    def _transfer(self) -> "Transfer | None":
        return self.station.counter.transfers.of(self._reception)

    def action_pay(self) -> None:
        if (transfer := self._transfer) is not None:
            self.app.push_screen(PayScreen(self.station.counter.transfers, transfer))

    def action_next(self) -> None:
        self.dismiss(Next.CITIZEN)

    def action_another(self) -> None:
        self.dismiss(Next.ANOTHER)

    def action_home(self) -> None:
        self.dismiss(None)


def _unscanned(reception: "Reception") -> "Iterator[Content]":
    """What is still to be scanned, said plainly (C26)."""
    if missing := len(reception.unscanned):
        said = trn(
            "Not scanned yet: {n} component. Open the dossier to scan it later.",
            "Not scanned yet: {n} components. Open the dossier to scan them later.",
            missing,
        )
        yield warned(said)
