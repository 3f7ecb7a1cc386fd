"""A paper on its way to the citizen: how its sheets fare, until each of them is settled.

Whoever does not know whether a sheet came out is asked about it once by itself, and then by Enter.
"""

import asyncio
from typing import TYPE_CHECKING, Any, Final, Generic

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import Answer, DeskScreen
from counter_app.screens.sheets.elsewhere import ELSEWHERE, divertible, send_elsewhere
from counter_app.screens.sheets.print_text import next_step, sheets, unknown
from counter_app.screens.sheets.slip import SlipPane
from counter_app.widgets.lines import column
from counter_app.wording import msg, tr
from data.domain.papers import Copy
from data.domain.printjob import ON_ITS_WAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from counter_app.screens.sheets.print_text import Words
    from counter_app.screens.station import Station
    from counter_app.widgets.notice import Tone
    from data.domain.printjob import Job, JobState

REFRESH_S: Final = 0.5
SHEET_KEYS: Final[list[BindingType]] = [
    Binding("enter", "answer", msg("say whether it came out"), id="followed.answer"),
    Binding("f4", "paper", msg("paper"), id="followed.paper"),
    ELSEWHERE,
]
"""Each screen puts them where they belong among its own."""


class FollowedScreen(DeskScreen[Answer], Generic[Answer]):
    """`subject` is the id of the dossier or of the answer that the sheets are of.

    A screen of this kind has a `SlipPane` beside what it tells, and a place for `#sheets`.
    """

    copies: "Mapping[Copy, str] | None" = None
    """Whose each copy is, where they are not the citizen's and the kept one."""

    slip = getters.query_one(SlipPane)

    def __init__(
        self, station: "Station", subject: str, words: "Words", *, has_paper: bool
    ) -> None:
        super().__init__(station)
        self.subject, self.has_paper = subject, has_paper
        self._words = words
        self._jobs: Sequence[Job] = ()
        self._asked: set[str] = set()

    def on_mount(self) -> None:
        self.slip.focus()
        self.show_paper()
        self.prints_changed()
        self.set_interval(REFRESH_S, self._follow)

    def show_paper(self) -> None:
        if self.has_paper:
            self.slip.show(self.subject)

    def _follow(self) -> None:
        """The sheets are looked at until each of them is settled."""
        if self.stands and any(job.state in ON_ITS_WAY for job in self._jobs):
            self.prints_changed()

    def prints_changed(self) -> None:
        """How it stands with the paper: in the list, and in the one line that speaks first."""
        try:
            self._jobs = self.followed()
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.query_one("#sheets", Static).update(column(*sheets(self._jobs, self.copies)))
        self.say(*self.next_step())
        self.refresh_bindings()
        if (job := unknown(self._jobs)) is not None and job.id not in self._asked:
            self._asked.add(job.id)
            self.ask_print(job)

    def next_step(self) -> tuple[str, "Tone"]:
        """The one line that speaks first."""
        return next_step(self.states, self.station, self._words)

    def followed(self) -> "Sequence[Job]":
        """The sheets that are followed here; may raise one of the desk's troubles."""
        return self.station.counter.papers.jobs(self.subject)

    @property
    def states(self) -> "list[JobState]":
        """Of the citizen's sheets, the newest last; none where no paper was wanted."""
        applicants = (it for it in self._jobs if it.sheet and it.sheet.copy is Copy.APPLICANT)
        return [job.state for job in applicants] if self.has_paper else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "paper":
            return self.has_paper and not self.has_class("-wide")
        if action == "elsewhere":
            return divertible(self._jobs) is not None
        return action != "answer" or unknown(self._jobs) is not None

    def action_paper(self) -> None:
        self.toggle_class("-page")
        self.slip.focus()

    @work(exclusive=True, group="elsewhere")
    async def action_elsewhere(self) -> None:
        await send_elsewhere(self, self._jobs)

    def action_answer(self) -> None:
        if (job := unknown(self._jobs)) is not None:
            self.ask_print(job)


async def reprint(screen: DeskScreen[Any], subject: str) -> bool:
    """Ask why, and print the newest paper again; False where nothing is printed."""
    from counter_app.screens.reason import ReasonScreen

    why = ReasonScreen(tr("Why is the paper printed again?"))
    reason = await screen.app.push_screen_wait(why)
    if reason is None:
        return False
    papers, officer = screen.station.counter.papers, screen.station.officer
    try:
        await asyncio.to_thread(papers.reprint, officer, subject, reason=reason)
    except screen.station.troubles as error:
        screen.refuse(error)
        return False
    return True
