"""Kiểm lại: the last look before a legal paper is issued. Enter issues, Esc goes back.

Nothing is issued but what stands here: a date that moved meanwhile is shown before it is promised.
"""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.receiving import check_ways, intake_acts, intake_dialogues
from counter_app.screens.receiving.check_text import checked
from counter_app.screens.receiving.commit import CommitModal
from counter_app.screens.receiving.outcome import Outcome, Posted
from counter_app.widgets.reading import Reading
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.receiving.intake import Issued
    from counter_app.screens.receiving.intake import IntakeScreen
    from data.store.queries import DossierLine

PERSON: Final = "person"

KEYS: list[BindingType] = [
    Binding("enter", "issue", msg("issue the receipt"), id="check.issue"),
    Binding(
        "enter",
        "answer",
        msg("give the result now"),
        tooltip=msg("received and returned at once, without a receipt"),
        id="check.answer",
    ),
    Binding(
        "enter",
        "register",
        msg("register the item"),
        tooltip=msg("under its postal number: no code and no date before the hand-over is signed"),
        id="check.register",
    ),
    Binding(
        "p",
        "answer_on_paper",
        msg("result now, with receipt"),
        tooltip=msg("given at once, and form 01 is printed because it is asked for"),
        id="check.answer-on-paper",
    ),
    Binding(
        "t",
        "issue_later",
        msg("receipt with a date"),
        tooltip=msg("the result cannot be given now: an appointment is made"),
        id="check.issue-later",
    ),
    Binding("f3", "person", msg("applicant"), id="check.person"),
    Binding("f6", "fee", msg("fee"), id="check.fee"),
    Binding("f7", "way", msg("way"), id="check.way"),
    Binding(
        "b",
        "late",
        msg("late entry"),
        tooltip=msg("taken on a numbered paper while the program did not run"),
        id="check.late",
    ),
    Binding(
        "l",
        "leader",
        msg("leader confirms"),
        tooltip=msg("a supervisor names the law by which it may be received all the same"),
        id="check.leader",
    ),
]


class CheckScreen(CommitModal[Outcome | str]):
    """Answers with how it ended, or with PERSON to complete who is named."""

    CSS_PATH = "check.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__(intake)
        self._open: Sequence[DossierLine] = ()
        """Other dossiers of the same person in the same procedure (C18)."""

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Check before issue"), classes="title", markup=False)
        with Reading():
            yield Static(id="checked", markup=False)

    def on_mount(self) -> None:
        self.show()
        self.look_for_open()

    @work(exclusive=True, group="still-open")
    async def look_for_open(self) -> None:
        """Asked of the store on a thread: nothing that is issued waits for a warning."""
        people, draft = self.intake.station.counter.people, self.intake.keeper.draft
        try:
            self._open = await asyncio.to_thread(people.open_besides, draft)
        except self.intake.station.troubles as error:
            if self.stands:
                self.refuse(error)
        else:
            self.show()

    def take_scan(self, scan: str) -> bool:
        """A card fills the person here too; what is checked is always the newest."""
        taken = super().take_scan(scan)
        if taken:
            self.look_for_open()
        return taken

    def show(self) -> None:
        if not self.stands:
            return
        registering = self._way is check_ways.Way.REGISTER
        said = checked(self.intake.review, self._open, registering=registering)
        self.query_one("#checked", Static).update(said)
        self.refresh_bindings()

    @property
    def _way(self) -> "check_ways.Way":
        return check_ways.way(self.intake.review, self.intake.state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not super().check_action(action, parameters):
            return False
        if action in check_ways.ACTIONS:
            return action in check_ways.offered(self._way, self.intake.review)
        if action == "leader":
            return bool(check_ways.soft_bar(self.intake.review))
        return action != "fee" or bool(self.intake.review.fee.charges)

    # --- what ends the intake -------------------------------------------------------------------

    def action_issue(self) -> None:
        self.commit(tr("Issuing …"), self._issued)

    def action_issue_later(self) -> None:
        self.action_issue()

    def action_answer(self) -> None:
        self.commit(tr("Recording …"), lambda: self._answered(on_paper=False))

    def action_answer_on_paper(self) -> None:
        self.commit(tr("Issuing …"), lambda: self._answered(on_paper=True))

    def action_register(self) -> None:
        self.commit(tr("Recording …"), self._registered)

    async def _issued(self) -> "Issued":
        return await intake_acts.issue(self.intake)

    async def _answered(self, *, on_paper: bool) -> "Issued":
        return await intake_acts.answer(self.intake, on_paper=on_paper)

    async def _registered(self) -> Posted:
        return Posted(await intake_acts.register(self.intake))

    # --- what is completed from here ------------------------------------------------------------

    def action_person(self) -> None:
        self.dismiss(PERSON)

    @work(group="complete", exclusive=True)
    async def action_fee(self) -> None:
        await intake_dialogues.ask_fee(self.intake)
        self.show()

    @work(group="complete", exclusive=True)
    async def action_way(self) -> None:
        await intake_dialogues.ask_way(self.intake)
        self.show()

    @work(group="complete", exclusive=True)
    async def action_late(self) -> None:
        await intake_dialogues.ask_late(self.intake)
        self.show()

    @work(group="complete", exclusive=True)
    async def action_leader(self) -> None:
        await intake_dialogues.ask_leader(self.intake, check_ways.soft_bar(self.intake.review))
        self.show()
