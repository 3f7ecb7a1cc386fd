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

    @property
    def request(self) -> Path:
        return self.first.home.parent / "request.json"

    @property
    def invitation(self) -> Path:
        return self.first.home.parent / "invitation.json"

    def join(self, number: int = 4) -> None:
        """The second machine becomes a desk."""
        command.ask(self.second, self.request)
        self.enrol(number)
        command.join(self.second, self.invitation, officer=RECEIVER, pin=PIN, tell=silent)

    def enrol(self, number: int) -> None:
        """The first desk answers whatever was asked last."""
        command.enrol(
            self.first,
            self.request,
            number=number,
            admin=self.admin,
            invitation=self.invitation,
            officer=RECEIVER,
            pin=PIN,
            clock=self.clock,
        )


PATIENT_S = 10.0


def patient(counter: Counter) -> None:
    """A slow machine is no fault of the program: a question may take longer here."""
    assert counter.hub is not None
    counter.hub.claims.budget_s = PATIENT_S


def meet(*desks: Counter) -> None:
    """Each as its loop would: until nobody has more to do."""
    for counter in (*desks, *desks):
        assert counter.hub is not None
        while counter.hub.step().more:
            pass
