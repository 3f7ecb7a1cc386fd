"""One act of the post on an item, from whatever list it stands in: a short form, one commit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from counter_app.screens.acts.act import ActScreen
from counter_app.screens.post.tracing_forms import FORMS, PostAct
from counter_app.wording import day_text
from data.catalogue.carrier_words import PostOutcome
from data.domain.errors import Refused
from data.domain.post_filing import PostFault
from data.domain.posting import posting

if TYPE_CHECKING:
    from counter_app.desk.post.carrier_rows import CarrierEvent
    from counter_app.screens.frame import DeskScreen

ACT_OF: Final[Mapping[PostOutcome, PostAct]] = {
    PostOutcome.DELIVERED: PostAct.DELIVER,
    PostOutcome.NOT_DELIVERED: PostAct.INVITE,
    PostOutcome.RETURNED: PostAct.BACK,
    PostOutcome.LOST: PostAct.FAULT,
    PostOutcome.DAMAGED: PostAct.FAULT,
}
_FAULTS: Final = {
    PostOutcome.LOST: PostFault.LOST,
    PostOutcome.DAMAGED: PostFault.DAMAGED,
}


async def act_on(
    screen: "DeskScreen[Any]", dossier: str, act: PostAct, typed: dict[str, str]
) -> str:
    """What was recorded, as one sentence; empty where nothing was. `typed` outlives the form."""
    station = screen.station
    try:
        file = station.counter.search.open_id(dossier)
        if posting(file.dossier) is None:
            raise Refused("action-not-now", state=file.dossier.state.value)
        form = FORMS[act](station, file.dossier)
        asking = ActScreen(station, file, form, typed=typed)
    except station.troubles as error:
        screen.refuse(error)
        return ""
    after = await screen.app.push_screen_wait(asking)
    return "" if after is None else form.done(after)


def typed_of(event: "CarrierEvent") -> dict[str, str]:
    """What a row of the carrier's file says of the questions of its form."""
    fault = _FAULTS.get(event.outcome) if event.outcome else None
    said = {
        "receiver": event.receiver if event.outcome is PostOutcome.DELIVERED else "",
        "day": day_text(event.day) if event.day else "",
        "receipt": event.receipt,
        "reason": event.note,
        "fault": fault.value if fault else "",
    }
    return {name: text for name, text in said.items() if text}
