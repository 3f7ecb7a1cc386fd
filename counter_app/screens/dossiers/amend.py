"""Fee and way of return of a received dossier, asked over whatever screen shows it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.desk.receiving import recorded
from counter_app.screens.frame import DeskScreen

if TYPE_CHECKING:
    from data.domain.dossier import Dossier
    from data.domain.procedures import Procedure


async def ask_fee(screen: DeskScreen[Any], dossier: "Dossier") -> bool:
    """Whether something was recorded; what stood in the way is said on the screen."""
    from counter_app.screens.receiving.fee import FeeScreen

    if (procedure := _procedure(screen, dossier)) is None:
        return False
    reception = dossier.taken_in()
    before = recorded.fee_form(reception, procedure)
    asking = FeeScreen(procedure, before, recorded.day_of(reception))
    form = await screen.app.push_screen_wait(asking)
    if form is None or form == before:
        return False
    amending, officer = screen.station.counter.amending, screen.station.officer
    return await _recorded(screen, lambda: amending.record_fee(officer, dossier.id, form))


async def ask_way(screen: DeskScreen[Any], dossier: "Dossier") -> bool:
    """As `ask_fee`, of the way by which the result goes."""
    from counter_app.screens.receiving.way import WayScreen

    if (procedure := _procedure(screen, dossier)) is None:
        return False
    before = recorded.way_form(dossier.taken_in())
    address = dossier.applicant.address if dossier.applicant else ""
    asking = WayScreen(procedure, before, returning_only=True, address=address)
    form = await screen.app.push_screen_wait(asking)
    if form is None or form == before:
        return False
    amending, officer = screen.station.counter.amending, screen.station.officer
    return await _recorded(screen, lambda: amending.change_return(officer, dossier.id, form))


def _procedure(screen: DeskScreen[Any], dossier: "Dossier") -> "Procedure | None":
    """The published procedure; where it is gone, that is said."""
    code = dossier.taken_in().matter.procedure_code
    try:
        return screen.station.counter.drafting.procedure_of(code)
    except screen.station.troubles as error:
        screen.refuse(error)
        return None


async def _recorded(screen: DeskScreen[Any], act: Callable[[], object]) -> bool:
    try:
        await asyncio.to_thread(act)
    except screen.station.troubles as error:
        screen.refuse(error)
        return False
    return True
