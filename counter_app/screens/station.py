"""The place where an officer works: the desk's use cases, who is signed in, what the devices say.

Every screen is given the one station; no screen keeps a second copy of what stands in it.
"""

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from counter_app.config import Capture, save
from counter_app.widgets.strip import StripFacts
from counter_app.wording import tr
from data.domain.errors import Refused

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from data.domain.center import Officer
    from data.domain.clock import Clock
    from scanning.values import CaptureReport, TakenPage

Troubles = tuple[type[Exception], ...]


@dataclass(slots=True)
class Station:
    """`troubles` are the errors that a desk call may answer with: each has a `code`."""

    counter: "Counter"
    clock: "Clock"
    troubles: Troubles = (Refused,)
    signed_in: "Officer | None" = None
    seen: "CaptureReport | None" = None
    """What the camera saw last."""
    facts: StripFacts = field(default_factory=StripFacts)
    settings: Capture = field(default_factory=Capture)
    """How pages are taken; the key for it changes this and the file."""
    in_hand: str = ""
    """The draft that is worked on now: it is not parked."""

    @property
    def officer(self) -> "Officer":
        assert self.signed_in is not None
        return self.signed_in

    def sit(self, officer: "Officer") -> None:
        """This officer works here from now on."""
        self.signed_in = officer
        self.facts = replace(self.facts, officer=officer.name)

    def take_page(self) -> "TakenPage":
        """The page under the camera. Slow; raises one of the `troubles` while there is none."""
        assert self.counter.capture is not None
        return self.counter.capture.take()

    def photograph(self) -> "TakenPage":
        """A paper that is no page of a dossier: neither held back nor known again. As slow."""
        page = self.take_page()
        assert self.counter.capture is not None
        self.counter.capture.forget()
        return page

    async def switch_hands_free(self, *, on: bool) -> None:
        """From now on, also after a restart. Raises Refused("file-unwritable")."""
        self.settings = replace(self.settings, hands_free=on)
        if self.counter.capture is not None:
            self.counter.capture.hands_free = on
        config = replace(self.counter.config, capture=self.settings)
        try:
            await asyncio.to_thread(save, config)
        except OSError as error:
            raise Refused("file-unwritable", file=config.file.name) from error

    @property
    def sees(self) -> bool:
        """Whether the camera gives pictures."""
        return self.seen is not None and self.seen.number is not None

    @property
    def has_camera(self) -> bool:
        return self.counter.capture is not None

    @property
    def has_printer(self) -> bool:
        return self.counter.paperwork.prints

    def recount(self) -> None:
        """Count anew what is parked and which papers are not settled."""
        counter = self.counter
        parked = [draft for draft in counter.drafting.parked() if draft.id != self.in_hand]
        unknown = [job for job in counter.papers.unsettled() if job.state.value == "unknown"]
        self.facts = replace(self.facts, parked=len(parked), unsettled=len(unknown))


def open_station(counter: "Counter", clock: "Clock") -> Station:
    """The station of an open desk; nobody sits there yet."""
    facts = StripFacts(
        desk=tr("Desk {number}", number=f"{counter.desk.number:02}"),
        practice=counter.center.practice,
    )
    settings = counter.config.capture
    return Station(counter, clock, counter.troubles, facts=facts, settings=settings)
