"""Fee and way of return of a received dossier, asked over whatever screen shows it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from counter_app.desk.receiving import recorded
from counter_app.screens.frame import DeskScreen

if TYPE_CHECKING:
    from counter_app.desk.transfers import Transfers
    from counter_app.screens.receiving.pay import PayScreen
    from data.domain.dossier import Dossier
    from data.domain.fees import Charge
    from data.domain.procedures import Procedure
    from data.domain.received import Reception


async def ask_fee(screen: DeskScreen[Any], dossier: "Dossier") -> bool:
    """Whether something was recorded; what stood in the way is said on the screen."""
    from counter_app.screens.receiving.fee import FeeScreen
    from counter_app.screens.receiving.fee_method import TillHere

    if (procedure := _procedure(screen, dossier)) is None:
        return False
    reception = dossier.taken_in()
    before = recorded.fee_form(reception, procedure)
    ask = partial(_asked, screen.station.counter.transfers, reception)
    asking = FeeScreen(
        procedure, before, recorded.day_of(reception), ask=ask, till=TillHere(screen.station)
    )
    form = await screen.app.push_screen_wait(asking)
    if form is None or (form if form.paid else replace(form, method=before.method)) == before:
        return False
    amending, officer = screen.station.counter.amending, screen.station.officer
    return await _recorded(screen, lambda: amending.record_fee(officer, dossier.id, form))


def _asked(
    transfers: "Transfers", reception: "Reception", charges: "Sequence[Charge]"
) -> "PayScreen | None":
    """The code of what is owed now; None where nothing can be transferred."""
    from counter_app.screens.receiving.pay import PayScreen

    transfer = transfers.of_charges(reception, charges)
    return PayScreen(transfers, transfer) if transfer else None


async def ask_way(screen: DeskScreen[Any], dossier: "Dossier") -> bool:
    """As `ask_fee`, of the way by which the result goes."""
    from counter_app.screens.receiving.way import WayScreen

    if (procedure := _procedure(screen, dossier)) is None:
        return False
    before = recorded.way_form(dossier.taken_in())
    address = dossier.applicant.address if dossier.applicant else ""
    asking = WayScreen(screen.station, procedure, before, returning_only=True, address=address)
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
