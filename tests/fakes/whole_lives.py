"""A desk that records what the rooms decide about one dossier, and the plain truth beside it."""

from dataclasses import dataclass, field
from typing import Final

from data.domain import reception
from data.domain.dossier import Dossier
from data.domain.entries import Fact, Recorded
from data.domain.folding import apply
from data.domain.procedures import Procedure
from tests.fakes.forge import ForgedDesk, an_id
from tests.fakes.plain.acting import Act, Moment
from tests.fakes.plain.life import PlainLife
from tests.fakes.plain.world import Matter, Policy
from tests.fakes.put_to_rooms import Room, decide
from tests.fakes.two_centers import procedure_of, rules_of


@dataclass
class Desk:
    """One desk at its work: what it recorded, what it knows, and the plain truth beside it."""

    told: PlainLife
    forged: ForgedDesk
    dossier: Dossier
    procedure: Procedure = field(init=False)
    rules: reception.InForce = field(init=False)

    def __post_init__(self) -> None:
        self.procedure = procedure_of(self.told.life.matter)
        self.rules = rules_of(self.told.life.policy)

    def fork(self, name: str) -> "Desk":
        """Another desk that knows the same and from now on hears nothing more."""
        forged = ForgedDesk(name, known=list(self.forged.known))
        return Desk(self.told.fork(), forged, self.dossier)

    def decides(self, act: Act, at: Moment) -> Fact:
        """Raises Refused."""
        return decide(act, Room(self.dossier, self.procedure, self.rules, at))

    def records(self, fact: Fact, at: Moment) -> Recorded:
        recorded = self.forged.append(
            fact.kind,
            fact.body,
            personal=fact.personal,
            version=fact.version,
            subject=fact.subject,
            officer=at.officer,
            at=at.now,
        )
        self.dossier = apply(self.dossier, recorded)
        return recorded

    def does(self, act: Act, at: Moment) -> Recorded:
        """What is lawful is done, and is true from then on."""
        recorded = self.records(self.decides(act, at), at)
        self.told.does(act, at, recorded.hash)
        return recorded


DOSSIER: Final = an_id("dossier")


def new_desk(policy: Policy, matter: Matter) -> Desk:
    return Desk(PlainLife(policy, matter), ForgedDesk("a"), Dossier(DOSSIER))
