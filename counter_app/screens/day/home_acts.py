"""What a row of home may be settled with there: the word about a sheet, the end of a draft."""

import asyncio
from typing import TYPE_CHECKING, Final

from counter_app.wording import msg, tr
from data.domain.lifecycle import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from counter_app.screens.day.home import HomeScreen


def settle(home: "HomeScreen", job_id: str) -> None:
    """Ask about a sheet, unless it was settled meanwhile."""
    try:
        jobs = home.station.counter.papers.unsettled()
    except home.station.troubles as error:
        home.refuse(error)
        return
    for job in jobs:
        if job.id == job_id:
            home.ask_print(job)


def check(home: "HomeScreen", dossier: str) -> None:
    """The ordinary intake of what came online or by post, filled with what is known (R72, C21)."""
    try:
        home.station.counter.drafting.reopen(home.station.officer, dossier)
    except home.station.troubles as error:
        home.refuse(error)
    else:
        home.receive(dossier)


async def discard(home: "HomeScreen", draft: str) -> None:
    """Delete a parked draft, after a question that says what goes and what stays."""
    from counter_app.screens.confirm import ConfirmScreen

    drafting = home.station.counter.drafting
    try:
        waits = next((it.waits for it in drafting.parked() if it.id == draft), None)
        if await home.app.push_screen_wait(ConfirmScreen(tr(_question(waits)))):
            await asyncio.to_thread(drafting.discard, draft)
            home.show_rows()
    except home.station.troubles as error:
        home.refuse(error)


def _question(waits: "State | None") -> str:
    return _DISCARD if waits is None else _QUESTIONS.get(waits, _OVERTAKEN)


_DISCARD: Final = msg(
    "Discard this parked dossier? Its pages and what was typed are deleted. "
    "Nothing was issued to the citizen."
)
_OVERTAKEN: Final = msg(
    "Discard this draft? Pages taken and words typed for it are deleted. "
    "Another desk went on with the dossier, and what was done there stays."
)
_QUESTIONS: "Final[Mapping[State, str]]" = {
    State.SUPPLEMENT: msg(
        "Discard the check of this supplement? Pages taken and words typed for it are deleted. "
        "The dossier and its form 02 stay: scan that form when the citizen comes back."
    ),
    State.APPLIED: msg(
        "Discard the check of this online dossier? What was counted, taken and typed for it is "
        "deleted. What the citizen sent stays, and waits to be checked anew."
    ),
    State.POSTED: msg(
        "Discard what was prepared for this postal item? Its pages and what was typed are "
        "deleted. The item stays registered under its number: go on from there when its "
        "hand-over is signed."
    ),
}
"""Of a draft whose dossier waits: only the draft goes."""
