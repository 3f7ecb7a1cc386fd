"""A desk's line to its hub: the exchange that a loop steps, and the questions of the counter."""

from dataclasses import dataclass, field

from data.sync.claims import Claims
from data.sync.hub import Claim
from data.sync.replicator import Replicator, SyncReport


@dataclass(slots=True)
class HubLink:
    """`caught_up`: nothing that the hub has was missing here when it was last asked."""

    replicator: Replicator
    claims: Claims
    caught_up: bool = field(default=False, init=False)

    def step(self) -> SyncReport:
        """Raises as `Replicator.step`."""
        try:
            report = self.replicator.step()
        except BaseException:
            self.caught_up = False
            raise
        self.caught_up = not report.behind
        self.claims.warm()
        return report

    def claim(self, subject: str, purpose: str) -> Claim | None:
        """Who is first; None where it is not known, because nobody could be asked or because
        entries of other desks are still on their way."""
        return self.claims.claim(subject, purpose) if self.caught_up else None

    def give_up(self, subject: str, purpose: str) -> None:
        self.claims.give_up(subject, purpose)

    def close(self) -> None:
        self.replicator.close()
        self.claims.close()
