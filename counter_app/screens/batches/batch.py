"""A batch that changed hands: its sheet, how both copies fare, and another copy of it."""

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from counter_app.desk.batches.batching import Batch
from counter_app.screens.sheets.followed import SHEET_KEYS, FollowedScreen, reprint
from counter_app.screens.sheets.print_text import Words, sheets
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.lines import QUIET, column, row, styled
from counter_app.widgets.notice import Tone
from counter_app.wording import moment_text, msg, tr, trn
from data.domain.codes import read_card
from data.domain.hands import Direction
from data.domain.papers import Copy
from data.domain.printjob import UNSETTLED, JobState

if TYPE_CHECKING:
    from counter_app.screens.station import Station

WORDS: Final = Words(
    without=msg("It is on record. There is no sheet of it."),
    no_printer=msg("It is on record. No printer is set up; press O to save its sheet as a file."),
    trouble=msg("It is on record. {trouble}: the sheet waits."),
    lost=msg("It is on record, and its sheet did not come out. Press P to print it again."),
)
TITLES: Final = {
    Direction.OUT: msg("Handed over to the agency"),
    Direction.IN: msg("Results brought to the return desk"),
    Direction.TO_POST: msg("Parcels given to the post"),
    Direction.FROM_POST: msg("Handed in by the post"),
}

COPIES: Final = {Copy.APPLICANT: msg("The agency's copy"), Copy.KEPT: msg("The Center's copy")}
POST_COPIES: Final = {**COPIES, Copy.APPLICANT: msg("The post's copy")}
"""Of a batch whose other side is the post."""
_POSTAL: Final = frozenset({Direction.TO_POST, Direction.FROM_POST})
_OUT: Final = frozenset({JobState.CONFIRMED, JobState.CAME_OUT, JobState.ARCHIVED})


class BatchScreen(FollowedScreen[str]):
    """Answers with what was scanned meanwhile: it is the first of the next pile."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../sheets/followed.tcss", "batch.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *SHEET_KEYS,
        Binding(
            "p",
            "reprint",
            msg("reprint"),
            tooltip=msg("print the sheet again, with a reason that stands on it"),
            id="batch.reprint",
        ),
        Binding("escape", "done", msg("done"), id="batch.done"),
    ]

    def __init__(self, station: "Station", batch: Batch) -> None:
        super().__init__(station, batch.id, WORDS, has_paper=True)
        self._batch = batch

    def compose_work(self) -> ComposeResult:
        batch = self._batch
        with Horizontal(id="work"):
            with Vertical(id="told"):
                yield Static(tr(TITLES[batch.direction]), classes="quiet", markup=False)
                yield Static(batch.agency, id="code", markup=False)
                yield Static(_facts(batch), id="facts")
                yield Static(id="sheets")
            yield SlipPane(self.station)

    def prints_changed(self) -> None:
        super().prints_changed()
        copies = POST_COPIES if self._batch.direction in _POSTAL else COPIES
        self.query_one("#sheets", Static).update(column(*sheets(self._jobs, copies)))
        if self._jobs and _OUT.issuperset(job.state for job in self._jobs):
            self.say(tr("Both sign both copies, and each keeps one."), Tone.DONE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "reprint":
            return bool(self.states) and UNSETTLED.isdisjoint(self.states)
        return super().check_action(action, parameters)

    def take_scan(self, scan: str) -> bool:
        """The next pile has begun."""
        if read_card(scan) is not None:
            return False
        self.dismiss(scan)
        return True

    @work(exclusive=True, group="reprint")
    async def action_reprint(self) -> None:
        if await reprint(self, self.subject):
            self.show_paper()
            self.prints_changed()

    def action_done(self) -> None:
        self.dismiss(None)


def counted(batch: Batch) -> str:
    if batch.direction is Direction.OUT:
        return trn("{n} folder", "{n} folders", batch.count)
    if batch.direction in _POSTAL:
        return trn("{n} item", "{n} items", batch.count)
    return trn("{n} result", "{n} results", batch.count)


def _facts(batch: Batch) -> Content:
    return column(
        row(counted(batch), styled(f" · {moment_text(batch.at)}", QUIET)),
        styled(tr("Sheet {number}", number=batch.id[:8].upper()), QUIET),
    )
