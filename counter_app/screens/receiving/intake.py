"""Intake: one citizen on one screen, in the officer's order; the draft is kept at every change."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from counter_app.screens.capture.camera_pane import may_show
from counter_app.screens.receiving import intake_dialogues, intake_pages
from counter_app.screens.receiving.intake_draft import DraftScreen
from counter_app.screens.receiving.intake_keys import KEYS
from counter_app.screens.receiving.intake_panes import PaperPane, WorkPane
from counter_app.widgets.components import ComponentTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanning.values import CaptureReport, TakenPage

_OF_PAPER = frozenset({"hands_free", "corners", "pages"})
"""Keys for the paper: on a small terminal they act where it is in sight."""


class IntakeScreen(DraftScreen):
    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    table = getters.query_one(ComponentTable)
    work_pane = getters.query_one(WorkPane)
    paper_pane = getters.query_one(PaperPane)

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            yield WorkPane()
            yield PaperPane()

    def on_mount(self) -> None:
        self.begin()
        self.table.focus()
        self.show_draft()
        self.show_camera(self.station.seen)

    def show_draft(self) -> bool:
        """Everything that follows from the draft; False where it cannot be reckoned."""
        reckoned = self.look_again()
        self.work_pane.show(self.review, asked=self.asked, visit=self.visit, online=self.online)
        self.paper_pane.show(self.review)
        self.refresh_bindings()
        return reckoned

    def on_screen_resume(self) -> None:
        """What changed in a dialogue in front is drawn now: no letter typed there waits for it."""
        if self.stands:
            self.show_draft()

    def show_camera(self, report: "CaptureReport | None") -> None:
        if may_show(self, self.station):
            self.paper_pane.show_camera(self.table.line, report, self.landed)
            self.look_at_files(report)

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

    @property
    def component_now(self) -> str:
        line = self.table.line if self.is_mounted and not self.keeper.ended else None
        return line.id if line is not None and not line.settled else ""

    def go_to(self, number: int) -> str:
        wanted = number or self.table.cursor + 2
        names = [item.name for item in self.review.procedure.components]
        if not 1 <= wanted <= len(names):
            return ""
        self.table.go(wanted)
        return names[wanted - 1]

    def put(self, component: str, take: "Callable[[], TakenPage]") -> None:
        self._put(component, take)

    @work(group="pages")
    async def _put(self, component: str, take: "Callable[[], TakenPage]") -> None:
        await intake_pages.put(self, component, take)

    def doubt_changed(self) -> None:
        self.table.answering = self.doubted is not None
        super().doubt_changed()

    @on(ComponentTable.Moved)
    def _moved(self) -> None:
        self.landed = ""
        self.work_pane.show_detail(self.review, self.asked)
        self.show_camera(self.station.seen)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.keeper.ended:
            return False
        line = self.table.line if self.is_mounted else None
        if action in _OF_PAPER and not (self.has_class("-wide") or self.has_class("-page")):
            return False
        if action in {"take", "accept", "hands_free", "corners"}:
            return self.may_capture(action, parameters)
        if action in {"drop", "pages"}:
            pages = line is not None and line.pages > 0 and not line.settled
            return pages or (action == "drop" and self.doubted is not None)
        if action == "page":
            return not self.has_class("-wide")
        return action != "fee" or bool(self.review.fee.charges)

    def action_take(self) -> None:
        if not self.just_taken and not self.takes_scans_that_waited():
            self.doubted = None
            self.doubt_changed()
            self._take()

    @work(group="pages")
    async def _take(self) -> None:
        await intake_pages.take(self)

    @work(group="pages")
    async def action_drop(self) -> None:
        if not self.drop_doubted():
            await intake_pages.drop(self)

    @work(group="flow", exclusive=True)
    async def action_pages(self) -> None:
        from counter_app.screens.capture.pages import PagesScreen

        await self.app.push_screen_wait(PagesScreen(self))

    @work(group="flow", exclusive=True)
    async def action_person(self) -> None:
        from counter_app.screens.receiving.person import PersonScreen

        if await self.app.push_screen_wait(PersonScreen(self)) == "check":
            self.action_check()

    def action_page(self) -> None:
        self.toggle_class("-page")
        self.refresh_bindings()

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
        from counter_app.screens.receiving.not_accepted import turn_away

        if not self.waits_for_word() and (given := await turn_away(self)) is not None:
            await self.done(given)

    @work(group="flow", exclusive=True)
    async def action_check(self) -> None:
        """What will be issued is looked at once more; Enter there issues the legal paper."""
        from counter_app.screens.receiving.check import PERSON, CheckScreen

        if self.waits_for_word() or not self.show_draft():
            return
        answer = await self.app.push_screen_wait(CheckScreen(self))
        if answer == PERSON:
            self.action_person()
        elif answer is not None and not isinstance(answer, str):
            await self.done(answer)

    @work(group="flow", exclusive=True)
    async def action_another(self) -> None:
        from counter_app.screens.receiving.outcome import Another

        if not self.waits_for_word() and await self.saved():
            await self.done(Another(self.keeper.draft))

    @work(group="flow", exclusive=True)
    async def action_park(self) -> None:
        if not self.waits_for_word() and await self.saved():
            await self.done(None)
