"""What every screen of the desk has: strip on top, one sentence and the keys at the foot."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, ParamSpec, TypeVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from counter_app.sentences import sentence
from counter_app.widgets.keybar import KeyBar
from counter_app.widgets.notice import Notice, Tone
from counter_app.widgets.strip import StatusStrip, StripFacts
from counter_app.wording import msg

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.printjob import Job

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
Reply = TypeVar("Reply")

HELP = Binding(
    "question_mark",
    "help",
    msg("help"),
    tooltip=msg("what each key of this screen does"),
    id="desk.help",
)
LOCK = Binding(
    "f12",
    "app.lock",
    msg("lock"),
    tooltip=msg("blank the screen until an officer signs in"),
    id="desk.lock",
)


class Speaking(Screen[Answer], Generic[Answer]):
    """Says one sentence at its foot, takes scans, and is left only while it is in front."""

    ESCAPE_TO_MINIMIZE = False

    notice = getters.query_one(Notice)

    def __init__(self, **named: str | None) -> None:
        super().__init__(**named)
        self._front = asyncio.Event()

    @property
    def stands(self) -> bool:
        """Whether there is something to show on: a screen that comes or goes has no widgets.

        The last letters typed are told also while the program closes.
        """
        return bool(self.query(KeyBar))

    def on_screen_resume(self) -> None:
        self._front.set()
        self.remove_class("-beneath")
        self.refresh_bindings()

    def on_screen_suspend(self) -> None:
        self._front.clear()
        self.add_class("-beneath")

    def say(self, text: str, tone: Tone = Tone.QUIET) -> None:
        self.notice.say(text, tone)

    def refuse(self, error: Exception) -> None:
        """Say what stood in the way."""
        self.say(sentence(error), Tone.DANGER)

    def take_scan(self, scan: str) -> bool:
        """Whether this screen has a use for what was scanned."""
        del scan
        return False

    async def leave(self, answer: "Answer | None") -> None:
        """A dismissal takes away whatever screen is in front: never a lock without its PIN."""
        await self._front.wait()
        self.dismiss(answer)


class DeskScreen(Speaking[Answer], Generic[Answer]):
    """A screen works on the station it is given and answers with `dismiss`."""

    BINDINGS: ClassVar[list[BindingType]] = [HELP, LOCK]

    strip = getters.query_one(StatusStrip)

    def __init__(self, station: "Station") -> None:
        super().__init__()
        self.station = station

    def compose(self) -> ComposeResult:
        yield StatusStrip()
        yield from self.compose_work()
        with Vertical(id="foot"):
            yield Notice()
            yield KeyBar()

    def compose_work(self) -> ComposeResult:
        """What stands between strip and foot."""
        yield from ()

    def on_mount(self) -> None:
        self.show_facts(self.station.facts)

    def _compositor_refresh(self) -> None:
        """Textual 8.2.8 leaves a screen beneath a dialogue marked for repaint once it was drawn.

        Each later event would draw all of the terminal again, and letters typed into the
        dialogue would wait for it.
        """
        super()._compositor_refresh()
        if not self.is_active:
            self._repaint_required = False
            self._exchange_repaint_regions()

    def on_screen_resume(self) -> None:
        self.show_facts(self.station.facts)

    def show_facts(self, facts: StripFacts) -> None:
        if self.stands:
            self.strip.facts = facts

    async def told(
        self, ask: Callable[Asked, Reply], *asked: Asked.args, **named: Asked.kwargs
    ) -> Reply | None:
        """What a thread does meanwhile; None where it could not, and then it is said why."""
        try:
            return await asyncio.to_thread(ask, *asked, **named)
        except self.station.troubles as error:
            self.refuse(error)
            return None

    def recount(self) -> None:
        """Count anew what the strip counts, or say why it cannot be counted."""
        try:
            self.station.recount()
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.show_facts(self.station.facts)

    def prints_changed(self) -> None:
        """A sheet was printed, or the printer says something else than before."""

    def entries_came(self, subjects: frozenset[str]) -> None:
        """Other desks recorded something about these dossiers, officers or papers."""

    @work(exclusive=True, group="print-question")
    async def ask_print(self, job: "Job") -> None:
        """Ask whether an unknown sheet came out; without an answer it is asked again later."""
        from counter_app.screens.sheets.print_question import PrintQuestion

        came_out = await self.app.push_screen_wait(PrintQuestion(job))
        if came_out is None:
            return
        papers, officer = self.station.counter.papers, self.station.officer
        try:
            await asyncio.to_thread(papers.answer, officer, job.id, came_out=came_out)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.recount()
            self.prints_changed()

    def action_help(self) -> None:
        from counter_app.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self))


class DeskModal(ModalScreen[Answer], Speaking[Answer], Generic[Answer]):
    """A question over a screen: its own keys at the foot, Esc for no answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", msg("back"), id="modal.back"),
        LOCK,
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="panel"):
            yield from self.compose_panel()
        with Vertical(id="foot"):
            yield Notice()
            yield KeyBar()

    def compose_panel(self) -> ComposeResult:
        yield from ()

    def action_back(self) -> None:
        self.dismiss(None)
