"""Places that the end of an address may mean: looked up after a pause, never taken by itself.

Only what fits the newest letters is shown, and what stands before the place stays as typed.
"""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.content import Content

from counter_app.screens.frame import Speaking
from counter_app.widgets.lines import QUIET, fit, row, styled
from counter_app.widgets.offers import Offers
from counter_app.widgets.rows import Draw, Row
from counter_app.wording import tr

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.places import Place, Suggestion

LOOK_UP_AFTER_S = 0.15
"""A pause in the typing: no place is looked up between two letters."""
_MOST_NAMED = 2


class PlaceOffers(Offers):
    """Under an address: provinces, districts and communes of today and of before the merger."""

    def __init__(self, station: "Station", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._station, self._places = station, station.counter.places
        self._suggested: tuple[Suggestion, ...] = ()
        self._typed = self._taken = ""

    def filled(self, typed: str) -> str | None:
        """The line with the place under the cursor; None where none is, or the line is another."""
        if not (self.chosen and self._suggested):
            return None
        suggestion = self._suggested[int(self.chosen)]
        if typed[: suggestion.start] != self._typed[: suggestion.start]:
            return None
        self._taken = suggestion.in_line(typed)
        return self._taken

    @work(exclusive=True, group="places")
    async def look_for_place(self, typed: str) -> None:
        await asyncio.sleep(LOOK_UP_AFTER_S)
        if typed == self._taken:
            self._show(typed, ())
            return
        try:
            found = await asyncio.to_thread(self._places.find, typed)
        except self._station.troubles as error:
            self.refuse(error)
        else:
            self._show(typed, tuple(it for it in found if it.in_line(typed) != typed))

    def forget(self) -> None:
        """The officer went on to another field, or does not want to choose."""
        self.workers.cancel_group(self, "places")
        self._show("", ())

    def refuse(self, error: Exception) -> None:
        assert isinstance(self.screen, Speaking)
        self.screen.refuse(error)

    def _show(self, typed: str, found: "tuple[Suggestion, ...]") -> None:
        self._typed, self._suggested = typed, found
        self.offer([Row(_drawn(it), str(place)) for place, it in enumerate(found)])


def _drawn(suggestion: "Suggestion") -> Draw:
    """The place as it will stand in the line, and what it is now, or what it was."""
    note = _note(suggestion)

    def draw(width: int) -> Content:
        line = fit(suggestion.place.line, width)
        room = width - len(line) - 2
        return row(line, "  ", styled(fit(note, room), QUIET)) if note and room > 0 else row(line)

    return draw


def _note(suggestion: "Suggestion") -> str:
    if suggestion.formerly is not None:
        return tr("formerly {place}", place=suggestion.formerly.name)
    return _now(suggestion.place.now)


def _now(now: "tuple[Place, ...]") -> str:
    if not now:
        return ""
    named = ", ".join(it.name for it in now[:_MOST_NAMED])
    more = "…" if len(now) > _MOST_NAMED else ""
    return tr("now {place}", place=f"{named}{more}")
