"""Pages of the component under the cursor: taken from the camera, and taken out again.

Pages come and go in the order of the keys, and each is on disk before the screen speaks of it.
"""

from typing import TYPE_CHECKING

from counter_app.screens.capture import capture_text
from counter_app.screens.receiving import intake_text
from counter_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from counter_app.screens.receiving.intake import IntakeScreen
    from scanning.values import TakenPage


async def put(intake: "IntakeScreen", component: str, take: "Callable[[], TakenPage]") -> None:
    try:
        taken = await intake.keeper.attach(component, take)
    except intake.station.troubles as error:
        intake.refuse(error)
        return
    draft = intake.keeper.draft
    pages = len(draft.component(component).pages)
    place = [item.id for item in draft.components].index(component) + 1
    intake.landed = capture_text.kept(pages, place)
    intake.last_page = (component, pages)
    _show(intake)
    intake.say(*intake_text.taken(pages, taken))


async def take(intake: "IntakeScreen") -> None:
    """By key: what may be wrong with the page is said, and the officer sees the sheet."""
    intake.confirm()
    await put(intake, intake.table.component, intake.station.take_page)
    intake.capture.accept()


async def drop(intake: "IntakeScreen") -> None:
    component = intake.table.component
    last = (component, len(intake.keeper.draft.component(component).pages))
    try:
        await intake.keeper.drop(component)
    except intake.station.troubles as error:
        intake.refuse(error)
        return
    if intake.last_page == last:
        intake.last_page, intake.landed = ("", 0), ""
        if intake.station.has_camera:
            intake.capture.forget()
    _show(intake)
    intake.say(tr("The last page was taken out again."))


def _show(intake: "IntakeScreen") -> None:
    """What was typed while the page was on its way is written behind it."""
    intake.show_draft()
    intake.save()
