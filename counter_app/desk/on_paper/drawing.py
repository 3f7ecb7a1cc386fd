"""One sheet of paper being drawn up: who is who, which rules word it, and which proof it bears.

Nothing here reads a clock: a paper is dated by the entry that it repeats, also when it is drawn
again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from counter_app.desk.transfers import Accounts
from data.domain.catalogue import Catalogue
from data.domain.center import Center
from data.domain.clock import local
from data.domain.dossier import Dossier, Entered
from data.domain.entries import digest
from data.domain.errors import Refused
from data.domain.matter import Matter
from data.domain.papers import Imprint, Mark
from data.domain.printjob import Sheet
from data.domain.reception import InForce

PROOF_DIGITS = 10
"""Hex digits of an entry's hash that stand on paper: enough to find it, and to compare."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`names` of officers by their id, `desks` as papers name them by the key that signed."""

    sheet: Sheet
    center: Center
    catalogue: Catalogue
    rules: InForce
    names: Mapping[str, str]
    desks: Mapping[str, str]
    accounts: Accounts = field(default_factory=dict)
    post: str = ""
    """The name of the post of this province."""

    def imprint(
        self,
        *,
        officer: str,
        desk: str,
        at: datetime,
        proof: str,
        verified: bool,
        forms: str,
    ) -> Imprint:
        practice = {Mark.PRACTICE} if self.center.practice else set()
        sample = set() if verified else {Mark.SAMPLE_DATA}
        return Imprint(
            head=self.center.head,
            officer=officer,
            desk=desk,
            at=local(at),
            proof=proof[:PROOF_DIGITS],
            job=self.sheet.number,
            forms=forms,
            marks=frozenset(practice | sample),
            reprint=self.sheet.reprint,
            reprint_reason=self.sheet.reason,
        )

    def imprint_of(self, dossier: Dossier, entered: Entered[object]) -> Imprint:
        """That of a paper which repeats one act."""
        matter = matter_of(dossier)
        return self.imprint(
            officer=self.names.get(entered.officer, ""),
            desk=self._desk(dossier, entered.entry),
            at=entered.at,
            proof=entered.entry,
            verified=matter.verified,
            forms=self.forms(matter),
        )

    def imprint_of_all(
        self, dossiers: Sequence[Dossier], acts: Sequence[Entered[object]]
    ) -> Imprint:
        """That of a sheet of several dossiers, dated by the last of their acts.

        Its proof is the hash of the hashes of their entries, in the order of the sheet.
        """
        dossier, last = max(zip(dossiers, acts, strict=True), key=lambda pair: pair[1].at)
        proof = (
            acts[0].entry if len(acts) == 1 else digest("".join(it.entry for it in acts).encode())
        )
        return self.imprint(
            officer=self.names.get(last.officer, ""),
            desk=self._desk(dossier, last.entry),
            at=last.at,
            proof=proof,
            verified=all(matter_of(it).verified for it in dossiers),
            forms=self.forms(matter_of(dossier)),
        )

    def in_force(self, dossier: Dossier) -> InForce:
        return self.rules.of(matter_of(dossier))

    def forms(self, matter: Matter) -> str:
        return self.rules.of(matter).profile.rules.forms

    def _desk(self, dossier: Dossier, entry: str) -> str:
        keys = (it.entry.desk_key for it in dossier.history if it.hash == entry)
        return self.desks.get(next(keys, ""), "")


def matter_of(dossier: Dossier) -> Matter:
    """Raises Refused("no-paper") for a dossier of which nothing is known yet."""
    if dossier.matter is None:
        raise Refused("no-paper")
    return dossier.matter
