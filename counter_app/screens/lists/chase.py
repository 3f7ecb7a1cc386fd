"""Chase lists (đôn đốc) from the tracking screen: for which agency, and where the files lie."""

import asyncio
from typing import TYPE_CHECKING, Any

from counter_app.screens.lists.share import ALL, ShareScreen
from counter_app.widgets.notice import Tone
from counter_app.wording import tr, trn

if TYPE_CHECKING:
    from counter_app.screens.frame import DeskScreen


async def write_chase_lists(screen: "DeskScreen[Any]", agency: int | None) -> None:
    """Of this agency; where none is given the officer says which, or all of them."""
    chosen = [agency] if agency is not None else await _chosen(screen)
    counter, officer = screen.station.counter, screen.station.officer
    paths = []
    try:
        for one in chosen:
            files = await asyncio.to_thread(counter.chasing.write, officer, one, counter.config.out)
            paths.append(str(files.paper))
    except screen.station.troubles as error:
        screen.refuse(error)
        return
    if len(paths) == 1:
        said = tr("Print it and send it; the XLSX lies beside it: {path}", path=paths[0])
        screen.say(said, Tone.DONE)
    elif paths:
        told = trn(
            "{n} chase list saved in {folder}, as PDF and as XLSX.",
            "{n} chase lists saved in {folder}, as PDF and as XLSX.",
            len(paths),
            folder=str(counter.config.out),
        )
        screen.say(told, Tone.DONE)


async def _chosen(screen: "DeskScreen[Any]") -> list[int]:
    try:
        shares = await asyncio.to_thread(screen.station.counter.chasing.agencies)
    except screen.station.troubles as error:
        screen.refuse(error)
        return []
    if not shares:
        screen.say(tr("No agency has to be urged about anything."), Tone.DONE)
        return []
    asked = ShareScreen(tr("Which agency is urged?"), shares)
    answer = await screen.app.push_screen_wait(asked)
    if answer is None:
        return []
    return [int(it.value) for it in shares if answer in {ALL, str(it.value)}]
