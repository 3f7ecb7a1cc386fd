"""One dossier in whatever state: who, what, when due and why; what may be done about it now.

A key is offered only where the table of states, the officer's roles and the record allow it.
"""

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, runtime_checkable

from textual import work
from textual.binding import Binding, BindingType

from counter_app.desk.receiving import recorded
from counter_app.desk.steps.next_acts import NextAct
from counter_app.screens.dossiers.amend import ask_fee, ask_way
from counter_app.screens.dossiers.dossier_acts import is_of, offered
from counter_app.screens.dossiers.dossier_file import FileScreen
from counter_app.screens.sheets.elsewhere import ELSEWHERE
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr

if TYPE_CHECKING:
    from textual.app import App

    from counter_app.desk.search import DossierFile
    from counter_app.screens.frame import DeskScreen
    from counter_app.screens.station import Station

REOPEN: Final = "reopen"
"""The answer that asks for the draft which bears the dossier's own id; any other is a draft's."""

KEYS: list[BindingType] = [
    Binding("f4", "paper", msg("paper"), id="dossier.paper"),
    Binding(
        "n",
        "reopen",
        msg("receive the supplement"),
        tooltip=msg("the papers of the request were brought: only they are looked at"),
        id="dossier.reopen",
    ),
    Binding(
        "n",
        "receive",
        msg("receive from the post"),
        tooltip=msg("the hand-over was signed: the dossier gets its code now"),
        id="dossier.receive",
    ),
    Binding(
        "n",
        "check",
        msg("check it"),
        tooltip=msg("the ordinary intake, filled with what the citizen sent"),
        id="dossier.check",
    ),
    Binding(
        "n",
        "supplement",
        msg("take the supplement"),
        tooltip=msg("what the agency asked for was brought, all of it or a part"),
        id="dossier.supplement",
    ),
    Binding(
        "a",
        "acts",
        msg("what next"),
        tooltip=msg("every lawful next step of this dossier, each with its key"),
        id="dossier.acts",
    ),
    Binding(
        "s",
        "scan",
        msg("scan pages"),
        tooltip=msg("photograph what was received without pages"),
        id="dossier.scan",
    ),
    Binding(
        "f6",
        "fee",
        msg("fee"),
        tooltip=msg("record what was paid, with its receipt, or an exemption"),
        id="dossier.fee",
    ),
    Binding(
        "f7",
        "way",
        msg("return"),
        tooltip=msg("the applicant wants the result at the desk, or by post"),
        id="dossier.way",
    ),
    Binding(
        "f5",
        "instead",
        msg("right procedure"),
        tooltip=msg("begin the dossier that should have been received, for the same people"),
        id="dossier.instead",
    ),
    Binding(
        "p",
        "reprint",
        msg("reprint"),
        tooltip=msg("print the slip again, with a reason that stands on it"),
        id="dossier.reprint",
    ),
    Binding(
        "f8",
        "views",
        msg("other papers"),
        tooltip=msg("print form 05, a transfer slip, a fee note and what else there is by now"),
        id="dossier.views",
    ),
    Binding(
        "f9",
        "result",
        msg("return the result"),
        tooltip=msg("the return desk: who takes it, with what slip, and what is missing"),
        id="dossier.result",
    ),
    Binding(
        "delete",
        "cancel",
        msg("cancel"),
        tooltip=msg("a wrong choice, seen at once: the slip is taken back and photographed"),
        id="dossier.cancel",
    ),
    Binding(
        "c",
        "contact",
        msg("contact"),
        tooltip=msg("write down that the citizen was called or reached in another way"),
        id="dossier.contact",
    ),
    ELSEWHERE,
    Binding("enter", "answer", msg("say whether it came out"), id="dossier.answer"),
    Binding("escape", "back", msg("back"), id="dossier.back"),
]


@runtime_checkable
class TakesDrafts(Protocol):
    """A screen behind which nothing is half done, and which goes on with a draft."""

    def receive(self, parked: str) -> object: ...


def show_dossier(app: "App[None]", station: "Station", file: "DossierFile") -> None:
    """The dossier in front, once; the screen behind it goes on with what is asked for there."""
    front = app.screen
    if isinstance(front, DossierScreen) and front.shows(file):
        return

    def left(answer: str | None) -> None:
        if answer is not None:
            go_on(app, draft_of(file, answer))

    app.push_screen(DossierScreen(station, file), left)


async def look_into(screen: "DeskScreen[Any]", dossier: str) -> str | None:
    """Show the dossier of a row, over `screen`; the draft that is to be gone on with, if any."""
    try:
        file = screen.station.counter.search.open_id(dossier)
    except screen.station.troubles as error:
        screen.refuse(error)
        return None
    answer = await screen.app.push_screen_wait(DossierScreen(screen.station, file))
    return None if answer is None else draft_of(file, answer)


def go_on(app: "App[None]", draft: str) -> None:
    """The screen in front goes on with a draft, where it is one that may."""
    if isinstance(app.screen, TakesDrafts):
        app.screen.receive(draft)


def draft_of(file: "DossierFile", answer: str) -> str:
    """The id of the draft that an answer of the screen asks for."""
    return file.dossier.id if answer == REOPEN else answer


class DossierScreen(FileScreen):
    """Answers REOPEN, or the id of a new draft, where the officer goes on with one."""

    CSS_PATH = "dossier.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "result":
            return self._hands_out
        if action in _FOLLOWED:
            return self.may_follow(None if action == "acts" else NextAct.TAKE_SUPPLEMENT)
        if action not in _ACTS:
            return super().check_action(action, parameters)
        if action in _BEGIN and not self._free:
            return False
        if action == "scan" and not self.station.has_camera:
            return False
        return action in offered(
            self.file.dossier, self.station.officer.roles, self.station.clock()
        )

    @property
    def _hands_out(self) -> bool:
        """Whether its result is asked for here, and not over the very screen that does."""
        from counter_app.desk.return_desk.releasing import concerns
        from counter_app.screens.return_desk.release import ReleaseScreen

        open_there = any(isinstance(one, ReleaseScreen) for one in self.app.screen_stack)
        return not open_there and concerns(self.file.dossier, self.station.officer.roles)

    def action_result(self) -> None:
        from counter_app.screens.return_desk.slips import show_result

        show_result(self.app, self.station, self.file, done=self.prints_changed)

    @property
    def _free(self) -> bool:
        """Whether no other citizen's work is half done behind this screen."""
        behind = self.app.screen_stack[1:]
        return all(isinstance(one, TakesDrafts | DossierScreen) for one in behind)

    def take_scan(self, scan: str) -> bool:
        """The slip of a dossier that waits for its supplement, scanned once more: it is brought."""
        if not (is_of(self.file, scan) and self.may_follow(NextAct.TAKE_SUPPLEMENT)):
            return False
        self.action_supplement()
        return True

    # --- what follows the reception -------------------------------------------------------------

    @work(exclusive=True, group="act")
    async def action_scan(self) -> None:
        from counter_app.screens.capture.scan_later import ScanLaterScreen

        await self.app.push_screen_wait(ScanLaterScreen(self.station, self.file))
        self.prints_changed()

    @work(exclusive=True, group="act")
    async def action_fee(self) -> None:
        if await ask_fee(self, self.file.dossier):
            self.prints_changed()
            self.say(tr("The fee is recorded."), Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_way(self) -> None:
        if await ask_way(self, self.file.dossier):
            self.prints_changed()
            said = tr("The place of return is changed. A reprint of the slip says so.")
            self.say(said, Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_cancel(self) -> None:
        from counter_app.screens.dossiers.cancel import CancelScreen

        if await self.app.push_screen_wait(CancelScreen(self.station, self.file)):
            self.prints_changed()
            self.say(tr("Cancelled. F5 begins the right procedure for the same people."), Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_contact(self) -> None:
        from counter_app.screens.dossiers.contact import ContactScreen

        screen = ContactScreen(self.station, self.file.dossier)
        if await self.app.push_screen_wait(screen):
            self.prints_changed()
            self.say(tr("It is written down."), Tone.DONE)

    @work(exclusive=True, group="act")
    async def action_acts(self) -> None:
        from counter_app.screens.acts.menu import choose_act

        await choose_act(self)

    @work(exclusive=True, group="act")
    async def action_supplement(self) -> None:
        """What was brought is photographed at once, where there is a camera (C26)."""
        from counter_app.screens.acts.menu import do_act

        if await do_act(self, NextAct.TAKE_SUPPLEMENT) and self.check_action("scan", ()):
            self.action_scan()

    # --- going on with a draft ------------------------------------------------------------------

    @work(exclusive=True, group="act")
    async def action_reopen(self) -> None:
        """The draft is there before this screen is left: what stands against it is said here."""
        drafting, officer = self.station.counter.drafting, self.station.officer
        dossier = self.file.dossier.id
        if await self.acted(lambda: drafting.reopen(officer, dossier), ""):
            await self.leave(REOPEN)

    def action_receive(self) -> None:
        self.action_reopen()

    def action_check(self) -> None:
        self.action_reopen()

    @work(exclusive=True, group="act")
    async def action_instead(self) -> None:
        from counter_app.screens.receiving.procedure import ProcedureScreen

        code = await self.app.push_screen_wait(ProcedureScreen(self.station))
        if not isinstance(code, str):
            return
        drafting, officer = self.station.counter.drafting, self.station.officer
        cancelled = self.file.dossier
        try:
            draft = await asyncio.to_thread(
                recorded.begin_instead, drafting, officer, cancelled, code
            )
        except self.station.troubles as error:
            self.refuse(error)
        else:
            await self.leave(draft.id)

    def action_back(self) -> None:
        self.dismiss(None)


_BEGIN: Final = frozenset({"reopen", "receive", "check", "instead"})
"""What begins another citizen's work."""
_FOLLOWED: Final = frozenset({"acts", "supplement"})
_ACTS: Final = _BEGIN | {"scan", "fee", "way", "cancel", "contact"}
