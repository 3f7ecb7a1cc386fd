"""Pages of the component under the cursor: taken from the camera, and taken out again.

Pages come and go in the order of the keys, and each is on disk before the screen speaks of it.
"""

from typing import TYPE_CHECKING

from counter_app.screens import intake_text
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.screens.intake import IntakeScreen


async def take(intake: "IntakeScreen") -> None:
    component = intake.table.component
    try:
        taken = await intake.keeper.attach(component, intake.station.take_page)
    except intake.station.troubles as error:
        intake.refuse(error)
        return
    _show(intake)
    pages = intake.keeper.draft.component(component).pages
    intake.say(*intake_text.taken(len(pages), taken))


async def drop(intake: "IntakeScreen") -> None:
    try:
        await intake.keeper.drop(intake.table.component)
    except intake.station.troubles as error:
        intake.refuse(error)
        return
    _show(intake)
    intake.say(tr("The last page was taken out again."))


def _show(intake: "IntakeScreen") -> None:
    """What was typed while the page was on its way is written behind it."""
    intake.show_draft()
    intake.save()
