"""A Center of two desks around a real hub, set up by the commands that an administrator uses."""

from dataclasses import dataclass
from pathlib import Path

from counter_app.bootstrap import Counter
from counter_app.commands import hub as command
from counter_app.config import Config, places
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded


def silent(report: object) -> None:
    """Nobody looks at the progress."""


@dataclass(slots=True)
class Around:
    """The first desk of a Center and a second one that joined it, both closed."""

    admin: str
    clock: StillClock
    first: Config
    second: Config

    @classmethod
    def founded(cls, folder: Path, admin: str, clock: StillClock) -> "Around":
        """With its hub; the second machine is no desk yet."""
        first = founded(folder / "first", clock)
        command.found(first, admin)
        return cls(admin, clock, first, places(folder / "second"))

    def join(self, number: int = 4) -> None:
        folder = self.first.home.parent
        request, invitation = folder / "request.json", folder / "invitation.json"
        command.ask(self.second, request)
        command.enrol(
            self.first,
            request,
            number=number,
            admin=self.admin,
            invitation=invitation,
            officer=RECEIVER,
            pin=PIN,
            clock=self.clock,
        )
        command.join(self.second, invitation, officer=RECEIVER, pin=PIN, tell=silent)


def meet(*desks: Counter) -> None:
    """Each as its loop would: until nobody has more to do."""
    for counter in (*desks, *desks):
        assert counter.hub is not None
        while counter.hub.step().more:
            pass
