"""After a result was handed out: its note as it prints, its signature, and who is next."""

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.screens.capture.photograph import photo_of
from counter_app.screens.return_desk.release_text import handed_out
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen
from counter_app.screens.sheets.print_text import Words
from counter_app.screens.sheets.slip import SlipPane
from counter_app.sentences import FINDINGS
from counter_app.widgets.lines import column
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.evaluating import evaluation
from data.domain.lifecycle import Action, actions
from data.domain.printjob import ON_ITS_WAY, JobState
from data.domain.releasing import last_release, signed_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.return_desk.releasing import Returned
    from counter_app.screens.station import Station
    from data.domain.evaluating import Evaluation
    from data.domain.printjob import Job

_WORDS: Final = Words(
    without=msg("The result is handed out."),
    no_printer=msg("This desk has no printer. The result is recorded; print the note later."),
    trouble=msg("Printer: {trouble}. The result is recorded; the note prints by itself later."),
    lost=msg("The result is recorded. The note is printed again from the dossier (F8)."),
)


class ReturnedScreen(FollowedScreen[str]):
    """Answers with the next slip that was scanned; with nothing where the officer goes home."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "returned.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space",
            "sign",
            msg("photograph the signed note"),
            tooltip=msg("the note that the collector signed lies under the camera"),
            id="returned.sign",
            priority=True,
        ),
        Binding(
            "e",
            "evaluate",
            msg("let the citizen evaluate"),
            tooltip=msg("turn the screen: the citizen answers by digits, or not at all"),
            id="returned.evaluate",
        ),
        *SHEET_KEYS,
        Binding("escape", "home", msg("done"), id="returned.home"),
    ]

    def __init__(self, station: "Station", returned: "Returned") -> None:
        super().__init__(station, returned.dossier.id, _WORDS, has_paper=True)
        self._returned = returned
        self._dossier = returned.dossier
        self._doubted = False

    def compose_work(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(id="facts", markup=False)
                yield Static(id="sheets")
            yield SlipPane(self.station)

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        url = self.station.counter.center.head.evaluation_url
        lines = handed_out(self._returned, self._dossier, url)
        self.query_one("#facts", Static).update(column(*lines))

    @property
    def signed(self) -> bool:
        out = last_release(self._dossier)
        return out is not None and bool(signed_page(self._dossier, out))

    def followed(self) -> "Sequence[Job]":
        """The note alone: what was printed before is settled elsewhere."""
        return [job for job in super().followed() if job.id == self._returned.job]

    def prints_changed(self) -> None:
        """Once the note is there, what comes next is its signature."""
        super().prints_changed()
        if not self.signed and self._is_there:
            said = tr("The collector signs the note; Space photographs it.")
            fallback = tr("The collector signs the note. Scan the next slip.")
            self.say(said if self.station.has_camera else fallback, Tone.DONE)
        elif self.signed and self._is_there:
            self.say(tr("Done. Scan the next slip."), Tone.DONE)

    @property
    def _is_there(self) -> bool:
        newest = next(reversed(self.states), None)
        gone = newest in ON_ITS_WAY | {JobState.UNKNOWN, JobState.LOST, JobState.WITHDRAWN}
        return newest is not None and not gone

    def take_scan(self, scan: str) -> bool:
        """The next citizen's slip: this one is done with."""
        self._next(scan)
        return True

    @work(exclusive=True, group="next")
    async def _next(self, scan: str) -> None:
        await self.leave(scan)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sign":
            return self.station.has_camera and not self.signed
        if action == "evaluate":
            return self._may_evaluate
        return super().check_action(action, parameters)

    @work(exclusive=True, group="sign")
    async def action_sign(self) -> None:
        """A doubtful picture is asked about first; Space again keeps it as it is."""
        try:
            taken = await asyncio.to_thread(self.station.photograph)
            if taken.findings and not self._doubted:
                self._doubted = True
                finding = tr(FINDINGS[taken.findings[0]])
                self.say(tr("{finding} Space again keeps it.", finding=finding), Tone.WARNING)
                return
            releasing, officer = self.station.counter.releasing, self.station.officer
            self._dossier = await asyncio.to_thread(
                releasing.keep_signed, officer, self._dossier.id, photo_of(taken)
            )
        except self.station.troubles as error:
            self.refuse(error)
            return
        self._show()
        self.prints_changed()
        self.refresh_bindings()

    @property
    def _may_evaluate(self) -> bool:
        """A part of a result is no end yet, and one dossier is evaluated once."""
        known = actions(self._dossier.state, self.station.officer.roles)
        return Action.EVALUATE in known and evaluation(self._dossier) is None

    @work(exclusive=True, group="evaluate")
    async def action_evaluate(self) -> None:
        """A slip that is scanned meanwhile is the next citizen's."""
        from counter_app.screens.return_desk.evaluation import EvaluationScreen

        said = await self.app.push_screen_wait(EvaluationScreen())
        if isinstance(said, str):
            await self.leave(said)
        elif said is not None:
            await self._keep(said)

    async def _keep(self, said: "Evaluation") -> None:
        releasing, officer = self.station.counter.releasing, self.station.officer
        try:
            self._dossier = await asyncio.to_thread(
                releasing.evaluate, officer, self._dossier.id, said
            )
        except self.station.troubles as error:
            self.refuse(error)
            return
        self._show()
        self.refresh_bindings()
        self.say(tr("The evaluation is recorded. Thank the citizen."), Tone.DONE)

    def action_home(self) -> None:
        self.dismiss(None)
