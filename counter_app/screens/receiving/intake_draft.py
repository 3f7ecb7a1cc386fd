"""The draft in hand: changed at once, shown, written soon; what it goes on with, and its end.

Whatever is typed or scanned in front of it goes through `change`.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from counter_app.desk.receiving.draft import LateForm
from counter_app.screens.capture.capturing import CapturingScreen
from counter_app.screens.receiving.keeper import SAVE_AFTER_S, Keeper
from counter_app.widgets.notice import Tone
from counter_app.wording import tr
from data.domain.codes import Series, read_form_key
from data.domain.lifecycle import State
from data.domain.online import applied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.receiving.draft import Draft
    from counter_app.screens.receiving.outcome import Outcome
    from counter_app.screens.station import Station
    from data.domain.codes import FormNumber
    from data.domain.online import Applied
    from data.domain.supplement import SupplementRequest
    from data.store.queries import DossierLine


class DraftScreen(CapturingScreen["Outcome"]):
    """Answers with how the draft ended, or with nothing where it was parked."""

    def __init__(self, station: "Station", draft: "Draft") -> None:
        super().__init__(station)
        self.intake = station.counter.intake
        self.drafting = station.counter.drafting
        self.keeper = Keeper(self.drafting, lambda: station.officer, draft)
        self.review = self.intake.review(station.officer, draft)
        self.state = State.NEW
        """Of the dossier that this draft goes on with: what the post holds, or a form 02 left."""
        self.asked: SupplementRequest | None = None
        """The form 02 whose items are looked at again."""
        self.online: Applied | None = None
        """What came through the portal (R72)."""
        self.visit: Sequence[DossierLine] = ()
        """What the visitor handed in before."""
        self.last_page = ("", 0)
        """Component and number of the page that came last."""

    def begin(self) -> None:
        """The draft is in hand from now on: it is not counted as parked."""
        self.station.in_hand = self.keeper.draft.id
        self.begin_pages()
        self.recount()
        self._look_back()

    def _look_back(self) -> None:
        """What was committed before this draft: an earlier check, other dossiers of the visit."""
        search, draft = self.station.counter.search, self.keeper.draft
        try:
            dossier = search.open_id(draft.id).dossier
            self.visit = search.visit(draft.visit)
        except self.station.troubles as error:
            self.refuse(error)
            return
        self.state = dossier.state
        self.online = applied(dossier)
        if draft.asked_again is not None and dossier.supplements:
            self.asked = dossier.supplements[-1]

    def look_again(self) -> bool:
        """Reckon what follows from the draft now; False where that cannot be done."""
        try:
            self.review = self.intake.review(self.station.officer, self.keeper.draft)
        except self.station.troubles as error:
            self.refuse(error)
            return False
        return True

    def show_draft(self) -> bool:
        """Everything that follows from the draft; False where it cannot be reckoned."""
        raise NotImplementedError

    # --- changed and written ----------------------------------------------------------------------

    def change(self, draft: "Draft") -> None:
        """The officer changed something: show it now, write it soon."""
        waiting = self.keeper.dirty
        self.keeper.draft = draft
        if self.is_active:
            self.show_draft()
        else:
            self.look_again()
        if self.keeper.dirty and not waiting:
            self.set_timer(SAVE_AFTER_S, self.save)

    @work(group="save")
    async def save(self) -> None:
        """What was changed while this was written, or could not be written, is tried again."""
        await self.saved()
        if self.keeper.dirty and self.is_attached:
            self.set_timer(SAVE_AFTER_S, self.save)

    async def saved(self) -> bool:
        """Write what is there now; where that cannot be done, say so."""
        try:
            await self.keeper.save()
        except self.station.troubles as error:
            self.refuse(error)
            return False
        return True

    async def done(self, outcome: "Outcome | None") -> None:
        """Nothing is in hand from now on; home, which comes next, counts the draft as parked."""
        self.station.in_hand = ""
        await self.leave(outcome)

    # --- scanned ----------------------------------------------------------------------------------

    def wants_person(self) -> bool:
        """Whether a card under the camera may fill the person: nobody was typed or scanned yet."""
        return not self.keeper.draft.at_desk.name

    def take_scan(self, scan: str) -> bool:
        """A numbered blank begins a late entry (C7), a card fills whoever stands at the desk."""
        if self.keeper.ended or self.turn_at(scan):
            return True
        number = read_form_key(scan)
        if number is not None and number.series is Series.BLANK:
            self._enter_late(number)
            return True
        filled = self.drafting.fill_from_card(self.keeper.draft, scan)
        if filled is not None:
            self.change(filled)
            self.say(tr("Card read: {name}.", name=filled.at_desk.name), Tone.DONE)
        return filled is not None

    def _enter_late(self, number: "FormNumber") -> None:
        late = self.keeper.draft.late or LateForm()
        self.change(replace(self.keeper.draft, late=replace(late, blank=str(number))))
        self.say(tr("Late entry from blank {number}: F9, then B.", number=str(number)))
