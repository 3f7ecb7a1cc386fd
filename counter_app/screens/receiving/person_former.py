"""Who was here before (C18): looked up on a thread after a pause, and never taken by itself.

Only what fits the newest letters is ever shown: a newer look-up ends the one before.
"""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from counter_app.screens.receiving.person_text import former
from counter_app.screens.receiving.place_offers import PlaceOffers
from counter_app.widgets.rows import Row

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from counter_app.screens.station import Station
    from data.domain.people import Person
    from data.store.queries import DossierLine

LOOK_UP_AFTER_S = 0.15
"""A pause in the typing: nobody is looked up between two letters."""


class Former(PlaceOffers):
    """Former parties, and which dossiers of a party are still open; under an address, places."""

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self.people = station.counter.people
        self._found: list[Person] = []

    @property
    def person(self) -> "Person | None":
        """The one under the cursor."""
        return self._found[int(self.chosen)] if self.chosen and self._found else None

    @work(exclusive=True, group="former")
    async def look_up(self, typed: str, *, organisations: bool) -> None:
        await asyncio.sleep(LOOK_UP_AFTER_S)
        try:
            found = await asyncio.to_thread(self.people.former, typed)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            self._found = [it for it in found if organisations or not it.is_organisation]
            self.offer([Row(former(it), str(place)) for place, it in enumerate(self._found)])

    def forget(self) -> None:
        """The officer went on to another field."""
        self.workers.cancel_group(self, "former")
        self._found = []
        super().forget()

    async def still_open(self, draft: "Draft") -> "list[DossierLine]":
        """None where that cannot be told now: a warning that stays away stops nobody."""
        await asyncio.sleep(LOOK_UP_AFTER_S)
        try:
            return await asyncio.to_thread(self.people.open_besides, draft)
        except self._station.troubles as error:
            self.refuse(error)
            return []
