"""What a scan means at the postal desk: a parcel to go to, or a result to pack."""

import asyncio
from typing import TYPE_CHECKING

from counter_app.post_words import PARCEL_WORDS
from counter_app.screens.batches.piles_rows import why_not
from counter_app.screens.post.desk_rows import KEYS, READY, PostLists
from counter_app.screens.post.pack import PackScreen
from counter_app.screens.unread import say_unread
from counter_app.widgets.notice import Tone
from counter_app.wording import tr
from data.domain.codes import is_s10, looks_like_s10
from data.domain.packing import item_number

if TYPE_CHECKING:
    from counter_app.desk.post.packing import Parcelled, ToPack
    from counter_app.screens.post.desk import PostScreen


def is_item(scan: str, lists: PostLists) -> bool:
    """Whether it is a number of the post, in the form of UPU S10 or as one that waits here."""
    number = item_number(scan)
    return looks_like_s10(number) or number in lists.numbers


async def go_to(desk: "PostScreen", number: str) -> None:
    """The cursor stands on its row; of what is in no list, where it stands is said."""
    try:
        one = await asyncio.to_thread(desk.post.pickup.counting.known, number)
    except desk.station.troubles:
        desk.say(_unknown(number), Tone.WARNING)
        return
    if one is None:
        return
    kind = KEYS.get(one.parcel.state, "")
    if kind:
        await desk.read_again(f"{kind}{one.id}")
    stands = tr(PARCEL_WORDS[one.parcel.state])
    said = f"{one.parcel.item} · {one.applicant}: {stands}."
    desk.say(said, Tone.DONE if kind else Tone.WARNING)


def _unknown(number: str) -> str:
    if not is_s10(number):
        return tr("{number}: its check digit is wrong. Scan it again.", number=number)
    return tr("No parcel {number} is known here. To pack, scan the result first.", number=number)


async def pack(desk: "PostScreen", scan: str) -> None:
    """One result after the other, as long as a scan asks for the next."""
    answer: Parcelled | str | None = scan
    while isinstance(answer, str):
        wanted = await _wanted(desk, answer)
        if wanted is None:
            return
        asked = PackScreen(desk.station, wanted, scanned=desk.early())
        answer = await desk.app.push_screen_wait(asked)
    if answer is not None:
        await _packed(desk, answer)


async def _wanted(desk: "PostScreen", scan: str) -> "ToPack | None":
    packing, officer = desk.post.packing, desk.station.officer
    try:
        return await asyncio.to_thread(packing.check, officer, scan)
    except desk.station.troubles as error:
        desk.early()
        _not_packed(desk, scan, error)
        return None


async def _packed(desk: "PostScreen", done: "Parcelled") -> None:
    await desk.read_again(f"{READY}{done.id}")
    desk.recount()
    said = tr("{item} is packed for {code}.", item=done.item, code=done.code)
    if done.jobs:
        said += " " + tr("Its postal slip is being printed.")
    desk.say(said, Tone.DONE)


def _not_packed(desk: "PostScreen", scan: str, error: Exception) -> None:
    """Its reason in words."""
    if desk.station.settings.bell:
        desk.app.bell()
    if getattr(error, "code", "") == "action-not-now":
        desk.say(why_not(error), Tone.WARNING)
    else:
        say_unread(desk, scan, error)
