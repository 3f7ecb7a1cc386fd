"""One dossier after another: a draft, how it ended, and the draft that follows on that.

Home is where it begins and where it ends; on the way, Esc leads back one step and loses nothing.
"""

from typing import TYPE_CHECKING

from counter_app.screens.day.home_rows import registered
from counter_app.screens.dossiers.online_text import told_by_message
from counter_app.widgets.notice import Tone
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from counter_app.desk.receiving.guiding import Guided
    from counter_app.desk.receiving.intake import Issued
    from counter_app.desk.receiving.turning_away import TurnedAway
    from counter_app.screens.day.home import HomeScreen
    from counter_app.screens.receiving.issued import Next
    from counter_app.screens.receiving.outcome import Outcome


async def receive(home: "HomeScreen", parked: str) -> None:
    """Go on with a parked draft, or with a procedure that is picked, until nothing follows."""
    from counter_app.screens.receiving.intake import IntakeScreen

    draft = await (_resumed(home, parked) if parked else _picked(home))
    while draft is not None:
        intake = IntakeScreen(home.station, draft)
        outcome = await home.app.push_screen_wait(intake)
        draft = await _next(home, outcome, intake.keeper.draft)


async def guide(home: "HomeScreen") -> bool:
    """Note an answer on the hotline; whether the next citizen is to be received then."""
    from counter_app.screens.receiving.guidance import GuidanceScreen
    from data.domain.guidance import Asked

    screen = GuidanceScreen(home.station, None, asked=Asked.HOTLINE)
    guided = await home.app.push_screen_wait(screen)
    return guided is not None and await _given(home, guided) is not None


async def _given(home: "HomeScreen", given: "TurnedAway | Guided") -> "Next | None":
    """Follow a paper to the citizen's hand; an answer without one is only kept."""
    from counter_app.desk.receiving.guiding import Guided
    from counter_app.screens.receiving.given import GivenScreen

    if isinstance(given, Guided) and not given.job:
        home.say(tr("The answer is kept."), Tone.DONE)
        return None
    return await home.app.push_screen_wait(GivenScreen(home.station, given))


async def _next(home: "HomeScreen", outcome: "Outcome | None", last: "Draft") -> "Draft | None":
    """The draft that follows on what became of the `last` one."""
    from counter_app.desk.receiving.intake import Issued
    from counter_app.screens.receiving.outcome import Another, Elsewhere, Posted

    if isinstance(outcome, Another):
        return await _picked(home, after=last) or await _resumed(home, last.id)
    if isinstance(outcome, Issued):
        return await _after(home, await _issued(home, outcome), last)
    if isinstance(outcome, Posted):
        home.say(registered(outcome.dossier), Tone.DONE)
    elif isinstance(outcome, Elsewhere):
        home.say(told_by_message(outcome.dossier), Tone.DONE)
    elif outcome is not None:
        return await _after(home, await _given(home, outcome), last)
    return None


async def _issued(home: "HomeScreen", issued: "Issued") -> "Next | None":
    from counter_app.screens.receiving.issued import IssuedScreen

    return await home.app.push_screen_wait(IssuedScreen(home.station, issued))


async def _after(home: "HomeScreen", wanted: "Next | None", last: "Draft") -> "Draft | None":
    """Nothing more, the next citizen, or another dossier of the visitor of the `last` one."""
    from counter_app.screens.receiving.issued import Next

    if wanted is None:
        return None
    return await _picked(home, after=last if wanted is Next.ANOTHER else None)


async def _resumed(home: "HomeScreen", parked: str) -> "Draft | None":
    try:
        return home.station.counter.drafting.resume(parked)
    except home.station.troubles as error:
        home.refuse(error)
        return None


async def _picked(home: "HomeScreen", *, after: "Draft | None" = None) -> "Draft | None":
    """A new draft of the procedure that the officer picks; `after` is of the same visitor."""
    from counter_app.screens.receiving.procedure import ProcedureScreen

    drafting = home.station.counter.drafting
    code = await home.app.push_screen_wait(ProcedureScreen(home.station))
    try:
        return drafting.begin(home.station.officer, code, after=after) if code else None
    except home.station.troubles as error:
        home.refuse(error)
        return None
