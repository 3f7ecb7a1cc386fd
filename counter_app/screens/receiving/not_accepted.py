"""Chưa nhận (F8): what is done with a dossier that cannot be received as it is, and what follows.

Esc at every step leads one step back, and the draft keeps what was typed.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.screens.receiving.supplement_text import ways
from counter_app.wording import msg, tr
from data.domain.lifecycle import State

if TYPE_CHECKING:
    from counter_app.desk.receiving.guiding import Guided
    from counter_app.desk.receiving.turning_away import TurnedAway
    from counter_app.screens.receiving.intake import IntakeScreen
    from counter_app.screens.receiving.outcome import Elsewhere

Turned: TypeAlias = "TurnedAway | Guided | Elsewhere"
"""How a draft ends that is not received."""
SUPPLEMENT: Final = "supplement"
REFUSE: Final = "refuse"
GUIDE: Final = "guide"


class NotAcceptedScreen(DeskModal[str]):
    """Answers with SUPPLEMENT, REFUSE or GUIDE."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1",
            f"choose('{SUPPLEMENT}')",
            msg("ask for supplement"),
            tooltip=msg("form 02: everything that is missing, said once"),
            id="not-accepted.supplement",
        ),
        Binding(
            "2",
            f"choose('{REFUSE}')",
            msg("refuse"),
            tooltip=msg("form 03: with reason and legal basis"),
            id="not-accepted.refuse",
        ),
        Binding(
            "3",
            f"choose('{GUIDE}')",
            msg("guide elsewhere"),
            tooltip=msg("a slip that says where to go and what to bring"),
            id="not-accepted.guide",
        ),
    ]

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self._intake = intake

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Not accepted"), classes="title", markup=False)
        yield Static(ways(self._intake.review, online=self._online), markup=False)

    @property
    def _online(self) -> bool:
        return self._intake.state is State.APPLIED

    def take_scan(self, scan: str) -> bool:
        return self._intake.take_scan(scan)

    def action_choose(self, way: str) -> None:
        self.dismiss(way)


async def turn_away(screen: "IntakeScreen") -> "Turned | None":
    """Ask how, and do it; None where the officer went back to the intake.

    Awaited from a worker of `screen`, which leaves with the answer: its draft has ended, except
    after guidance where the officer keeps it.
    """
    while True:
        way = await screen.app.push_screen_wait(NotAcceptedScreen(screen))
        if way is None:
            return None
        given = await _WAYS[way](screen)
        if given is not None:
            return given


async def _supplement(screen: "IntakeScreen") -> "TurnedAway | None":
    from counter_app.screens.receiving.supplement import SupplementScreen

    return await screen.app.push_screen_wait(SupplementScreen(screen))


async def _refuse(screen: "IntakeScreen") -> "Turned | None":
    """A matter of another agency is guided first; the refusal leads there (C14)."""
    from counter_app.screens.receiving.refusal import RefusalScreen

    answer = await screen.app.push_screen_wait(RefusalScreen(screen))
    return await _guide(screen) if isinstance(answer, str) else answer


async def _guide(screen: "IntakeScreen") -> "Guided | Elsewhere | None":
    """Nobody stands at the desk whose dossier came online: a message goes instead of a slip."""
    from counter_app.screens.receiving.direct import DirectScreen
    from counter_app.screens.receiving.guidance import GuidanceScreen

    if screen.state is State.APPLIED:
        return await screen.app.push_screen_wait(DirectScreen(screen))
    guided = await screen.app.push_screen_wait(
        GuidanceScreen(screen.station, screen.review.procedure)
    )
    if guided is not None:
        await _end_draft(screen)
    return guided


async def _end_draft(screen: "IntakeScreen") -> None:
    """Whoever was guided mostly goes home; what was already handed in is only given up if asked."""
    from counter_app.screens.confirm import ConfirmScreen

    bare = screen.keeper.draft.is_bare
    try:
        if bare or await screen.app.push_screen_wait(ConfirmScreen(tr(_GIVE_UP))):
            await screen.keeper.end(lambda _officer, draft: screen.drafting.discard(draft.id))
        else:
            await screen.keeper.save()
    except screen.station.troubles as error:
        screen.refuse(error)


_GIVE_UP = msg(
    "The guidance is kept. Give up the dossier that was begun? "
    "Its pages and what was typed are deleted; Esc keeps it parked."
)
_WAYS: Mapping[str, Callable[["IntakeScreen"], Awaitable["Turned | None"]]] = {
    SUPPLEMENT: _supplement,
    REFUSE: _refuse,
    GUIDE: _guide,
}
