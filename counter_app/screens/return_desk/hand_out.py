"""The last look before a result leaves: what goes out, to whom; Enter hands it out, once."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.return_desk.releasing import Returned
from counter_app.screens.dossiers.told_lines import laid
from counter_app.screens.frame import DeskModal
from counter_app.screens.laid import Laid
from counter_app.screens.return_desk import release_text
from counter_app.widgets.notice import Tone
from counter_app.widgets.reading import Reading
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from counter_app.screens.return_desk.release import ReleaseScreen


class HandOutScreen(DeskModal[Returned]):
    """While the act is under way no key and no scan is taken; a refusal opens it again."""

    CSS_PATH = "hand_out.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", msg("hand out"), id="hand-out.give"),
    ]

    def __init__(self, release: "ReleaseScreen") -> None:
        super().__init__()
        self._release = release
        self._giving = False

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Hand this out?"), classes="title", markup=False)
        with Reading():
            yield Laid()

    def on_mount(self) -> None:
        look, form = self._release.look, self._release.form
        lines = release_text.goes_out(look, form)
        self.query_one(Laid).show(lambda width: laid(lines, width))
        said = tr("Did the citizen read it? A wrong one goes back: Esc, then F8.")
        self.say(said, Tone.QUIET)

    def take_scan(self, scan: str) -> bool:
        """What is handed out was looked at: nothing is changed by the way."""
        del scan
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del action, parameters
        return not self._giving

    @work(exclusive=True, group="give")
    async def action_give(self) -> None:
        self._giving = True
        self.refresh_bindings()
        release = self._release
        station, form, dossier = release.station, release.form, release.file.dossier.id
        try:
            returned = await asyncio.to_thread(
                station.counter.releasing.hand_out, station.officer, dossier, form
            )
        except station.troubles as error:
            self._giving = False
            self.refuse(error)
            self.refresh_bindings()
        else:
            await self.leave(returned)
