"""Intake: one citizen on one screen, in the officer's order; the draft is kept at every change."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from counter_app.desk.draft import LateForm
from counter_app.screens import intake_dialogues, intake_text
from counter_app.screens.frame import DeskScreen
from counter_app.screens.intake_keys import KEYS
from counter_app.screens.intake_panes import PaperPane, WorkPane
from counter_app.screens.keeper import SAVE_AFTER_S, Keeper
from counter_app.widgets.components import ComponentTable
from counter_app.widgets.notice import Tone
from counter_app.wording import tr
from data.domain.codes import Series, read_form_key
from data.domain.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.draft import Draft
    from counter_app.screens.outcome import Outcome
    from counter_app.screens.station import Station
    from data.domain.supplement import SupplementRequest
    from data.store.queries import DossierLine
    from scanning.values import CaptureReport


class IntakeScreen(DeskScreen["Outcome"]):
    """Answers with how it ended, or with nothing where the draft was parked."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    table = getters.query_one(ComponentTable)
    work_pane = getters.query_one(WorkPane)
    paper_pane = getters.query_one(PaperPane)

    def __init__(self, station: "Station", draft: "Draft") -> None:
        super().__init__(station)
        self.intake = station.counter.intake
        self.drafting = station.counter.drafting
        self.keeper = Keeper(self.drafting, lambda: station.officer, draft)
        self.review = self.intake.review(station.officer, draft)
        self.state = State.NEW
        """Of the dossier that this draft goes on with: what the post holds, or a form 02 left."""
        self._asked: SupplementRequest | None = None
        self._visit: Sequence[DossierLine] = ()

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            yield WorkPane()
            yield PaperPane()

    def on_mount(self) -> None:
        self.station.in_hand = self.keeper.draft.id
        self.recount()
        self._look_back()
        self.table.focus()
        self.show_draft()
        self.show_camera(self.station.seen)

    def _look_back(self) -> None:
        """What was committed before this draft: an earlier check, other dossiers of the visit."""
        search, draft = self.station.counter.search, self.keeper.draft
        try:
            dossier = search.open_id(draft.id).dossier
            self._visit = search.visit(draft.visit)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.state = dossier.state
        if draft.asked_again is not None and dossier.supplements:
            self._asked = dossier.supplements[-1]

    def look_again(self) -> bool:
        """Reckon what follows from the draft now; False where that cannot be done."""
        try:
            self.review = self.intake.review(self.station.officer, self.keeper.draft)
        except self.station.troubles as error:
            self.refuse(error)
            return False
        return True

    def show_draft(self) -> bool:
        """Everything that follows from the draft; False where it cannot be reckoned."""
        reckoned = self.look_again()
        self.work_pane.show(self.review, asked=self._asked, visit=self._visit)
        self.paper_pane.show(self.review)
        self.refresh_bindings()
        return reckoned

    def on_screen_resume(self) -> None:
        """What changed in a dialogue in front is drawn now: no letter typed there waits for it."""
        if self.stands:
            self.show_draft()

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
            self.look_again()
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
        return not self.keeper.draft.at_desk.name

    def take_scan(self, scan: str) -> bool:
        if self.keeper.ended:
            return True
        number = read_form_key(scan)
        if number is not None and number.series is Series.BLANK:
            late = self.keeper.draft.late or LateForm()
            self.change(replace(self.keeper.draft, late=replace(late, blank=str(number))))
            self.say(tr("Late entry from blank {number}: F9, then B.", number=str(number)))
            return True
        filled = self.drafting.fill_from_card(self.keeper.draft, scan)
        if filled is not None:
            self.change(filled)
            self.say(tr("Card read: {name}.", name=filled.at_desk.name), Tone.DONE)
        return filled is not None

    @on(ComponentTable.Counted)
    def _counted(self, event: ComponentTable.Counted) -> None:
        """Whoever counts a compared copy compared it, until another officer is named (C8)."""
        before = self.keeper.draft.component(event.component)
        compared_by = before.compared_by or self.station.officer.number
        counted = replace(
            before,
            counts=event.counts,
            compared_by=compared_by if event.counts.compared else "",
        )
        self.change(self.keeper.draft.with_component(counted))

    @on(ComponentTable.Moved)
    def _moved(self) -> None:
        self.work_pane.show_detail(self.review, self._asked)
        self.show_camera(self.station.seen)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if self.keeper.ended:
            return False
        line = self.table.line if self.is_mounted else None
        if action == "take":
            return self.station.sees and line is not None and not line.settled
        if action == "drop":
            return line is not None and line.pages > 0 and not line.settled
        if action == "page":
            return not self.has_class("-wide")
        return action != "fee" or bool(self.review.fee.charges)

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

    @work(group="flow", exclusive=True)
    async def action_component(self) -> None:
        await intake_dialogues.ask_component(self)

    @work(group="flow", exclusive=True)
    async def action_fee(self) -> None:
        await intake_dialogues.ask_fee(self)

    @work(group="flow", exclusive=True)
    async def action_way(self) -> None:
        await intake_dialogues.ask_way(self)

    @work(group="flow", exclusive=True)
    async def action_turn_away(self) -> None:
        from counter_app.screens.not_accepted import turn_away

        if (given := await turn_away(self)) is not None:
            await self.done(given)

    @work(group="flow", exclusive=True)
    async def action_check(self) -> None:
        """What will be issued is looked at once more; Enter there issues the legal paper."""
        from counter_app.screens.check import PERSON, CheckScreen

        if not self.show_draft():
            return
        answer = await self.app.push_screen_wait(CheckScreen(self))
        if answer == PERSON:
            self.action_person()
        elif answer is not None and not isinstance(answer, str):
            await self.done(answer)

    @work(group="flow", exclusive=True)
    async def action_another(self) -> None:
        from counter_app.screens.outcome import Another

        if await self._saved():
            await self.done(Another(self.keeper.draft))

    @work(group="flow", exclusive=True)
    async def action_park(self) -> None:
        if await self._saved():
            await self.done(None)

    async def _saved(self) -> bool:
        """Write what is there now; where that cannot be done, say so and stay."""
        try:
            await self.keeper.save()
        except self.station.troubles as error:
            self.refuse(error)
            return False
        return True

    async def done(self, outcome: "Outcome | None") -> None:
        """Nothing is in hand from now on; home, which comes next, counts the draft as parked."""
        self.station.in_hand = ""
        await self.leave(outcome)
