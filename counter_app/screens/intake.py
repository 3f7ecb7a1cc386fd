"""Intake: one citizen on one screen, in the officer's order; the draft is kept at every change."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from counter_app.screens import intake_text
from counter_app.screens.frame import DeskScreen
from counter_app.screens.intake_panes import PaperPane, WorkPane
from counter_app.screens.keeper import SAVE_AFTER_S, Keeper
from counter_app.widgets.components import ComponentTable
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.desk.draft import Draft
    from counter_app.desk.intake import Issued  # noqa: F401 - named in the screen's base class
    from counter_app.screens.station import Station
    from scanning.values import CaptureReport

KEYS: list[BindingType] = [
    Binding(
        "space",
        "take",
        msg("take page"),
        tooltip=msg("the sheet under the camera becomes a page of this component"),
        id="intake.take",
    ),
    Binding(
        "backspace,delete",
        "drop",
        msg("undo page"),
        tooltip=msg("take the last page of this component out again"),
        id="intake.drop",
    ),
    Binding(
        "f3",
        "person",
        msg("applicant"),
        tooltip=msg("applicant and submitter; scanning a citizen card fills them"),
        id="intake.person",
    ),
    Binding(
        "f4",
        "page",
        msg("picture"),
        tooltip=msg("show what lies under the camera"),
        id="intake.page",
    ),
    Binding(
        "f6",
        "fee",
        msg("fee"),
        tooltip=msg("mark the fee as paid, or not paid"),
        id="intake.fee",
    ),
    Binding(
        "f9",
        "check",
        msg("check and issue"),
        tooltip=msg("see everything once more before the paper is issued"),
        id="intake.check",
    ),
    Binding(
        "escape",
        "park",
        msg("park"),
        tooltip=msg("keep everything as it is and go home"),
        id="intake.park",
    ),
]


class IntakeScreen(DeskScreen["Issued"]):
    """Answers with what was issued, or with nothing where the draft was parked."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    table = getters.query_one(ComponentTable)
    work_pane = getters.query_one(WorkPane)
    paper_pane = getters.query_one(PaperPane)

    def __init__(self, station: "Station", draft: "Draft") -> None:
        super().__init__(station)
        self.intake = station.counter.intake
        self.keeper = Keeper(self.intake, lambda: station.officer, draft)
        self.review = self.intake.review(draft)
        self._issuing = False
        self._front = asyncio.Event()

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            yield WorkPane()
            yield PaperPane()

    def on_mount(self) -> None:
        self.station.recount(in_hand=self.keeper.draft.id)
        self.table.focus()
        self.show_draft()
        self.show_camera(self.station.seen)

    def show_draft(self) -> None:
        """Everything that follows from the draft."""
        self.review = self.intake.review(self.keeper.draft)
        self.work_pane.show(self.review)
        self.paper_pane.show(self.review)
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """What changed in a dialogue in front is drawn now: no letter typed there waits for it."""
        self._front.set()
        if self.stands:
            self.show_draft()

    def on_screen_suspend(self) -> None:
        self._front.clear()

    def show_camera(self, report: "CaptureReport | None") -> None:
        """Behind a dialogue the picture stands still: drawing it there costs all of the screen."""
        if self.is_active and self.stands and self.station.has_camera:
            self.paper_pane.show_camera(self.table.line, report)

    def change(self, draft: "Draft") -> None:
        """The officer changed something: show it now, write it soon."""
        waiting = self.keeper.dirty
        self.keeper.draft = draft
        if self.is_active:
            self.show_draft()
        else:
            self.review = self.intake.review(draft)
        if self.keeper.dirty and not waiting:
            self.set_timer(SAVE_AFTER_S, self.save)

    @work(group="save")
    async def save(self) -> None:
        """What was changed while this was written, or could not be written, is tried again."""
        try:
            await self.keeper.save()
        except self.station.troubles as error:
            self.refuse(error)
        if self.keeper.dirty and self.is_attached:
            self.set_timer(SAVE_AFTER_S, self.save)

    def wants_person(self) -> bool:
        """Whether a card under the camera may fill the person: nobody was typed or scanned yet."""
        draft = self.keeper.draft
        return not self._issuing and not (draft.submitter or draft.applicant).name

    def take_scan(self, scan: str) -> bool:
        if self._issuing:
            return True
        filled = self.intake.fill_from_card(self.keeper.draft, scan)
        if filled is not None:
            self.change(filled)
            person = filled.submitter or filled.applicant
            self.say(tr("Card read: {name}.", name=person.name), Tone.DONE)
        return filled is not None

    @on(ComponentTable.Counted)
    def _counted(self, event: ComponentTable.Counted) -> None:
        counted = replace(self.keeper.draft.component(event.component), counts=event.counts)
        self.change(self.keeper.draft.with_component(counted))

    @on(ComponentTable.Moved)
    def _moved(self) -> None:
        self.work_pane.show_detail(self.review)
        self.show_camera(self.station.seen)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if self._issuing:
            return False
        line = self.table.line if self.is_mounted else None
        if action == "take":
            return self.station.sees
        if action == "drop":
            return line is not None and line.pages > 0
        if action == "page":
            return not self.has_class("-wide")
        return action != "fee" or self.review.fee.amount_vnd > 0

    @work(group="pages")
    async def action_take(self) -> None:
        component = self.table.component
        try:
            taken = await self.keeper.attach(component, self.station.take_page)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self._paged()
            self.say(*intake_text.taken(len(self.keeper.draft.component(component).pages), taken))

    @work(group="pages")
    async def action_drop(self) -> None:
        try:
            await self.keeper.drop(self.table.component)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self._paged()
            self.say(tr("The last page was taken out again."))

    def _paged(self) -> None:
        self.show_draft()
        self.save()

    @work(group="flow", exclusive=True)
    async def action_person(self) -> None:
        from counter_app.screens.person import PersonScreen

        if await self.app.push_screen_wait(PersonScreen(self)) == "check":
            self.action_check()

    def action_page(self) -> None:
        self.toggle_class("-page")

    def action_fee(self) -> None:
        self.change(replace(self.keeper.draft, fee_paid=not self.keeper.draft.fee_paid))

    @work(group="flow", exclusive=True)
    async def action_check(self) -> None:
        """What will be issued is looked at once more; Enter there issues the legal paper."""
        from counter_app.screens.check import ISSUE, PERSON, CheckScreen

        self.show_draft()
        answer = await self.app.push_screen_wait(CheckScreen(self))
        if answer == PERSON:
            self.action_person()
        if answer != ISSUE:
            return
        self.say(tr("Issuing …"))
        self._issuing = True
        try:
            issued = await self.keeper.issue()
        except self.station.troubles as error:
            self._issuing = False
            self.refuse(error)
        else:
            await self._in_front()
            self.dismiss(issued)

    async def _in_front(self) -> None:
        """A dismissal takes away whatever screen is in front: never a lock without its PIN."""
        await self._front.wait()

    @work(group="flow", exclusive=True)
    async def action_park(self) -> None:
        try:
            await self.keeper.save()
        except self.station.troubles as error:
            self.refuse(error)
        else:
            await self._in_front()
            self.dismiss(None)
