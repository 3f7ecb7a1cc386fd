"""Putting right what went wrong: a mistyped word, a step too early, two desks that collided (R16).

Nothing is changed: a correction, a recall and a decision are entries of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counter_app.desk.steps.acting import Acting, Case
from data.domain import conflicts, correcting
from data.domain.center import Officer
from data.domain.conflicts import Conflict
from data.domain.correcting import Correction, Recounted
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.people import Person, person
from data.domain.received import Counts


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The fields of a person that are mistyped most, as they should have been said."""

    name: str = ""
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""
    representative: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What stands there as before is corrected by nothing; `submitter` is None where nobody was.

    `component` is the id of the component of which `counts` says how many papers there really are.
    """

    reason: str
    applicant: PersonWords
    submitter: PersonWords | None = None
    sets: int | None = None
    component: str = ""
    counts: Counts | None = None


def words_of(who: Person | None) -> PersonWords:
    if who is None:
        return PersonWords()
    return PersonWords(
        name=who.name,
        identity=who.identity,
        address=who.address,
        phone=who.phone,
        email=who.email,
        tax_code=who.tax_code,
        representative=who.representative,
    )


@dataclass(frozen=True, slots=True)
class Mending:
    acting: Acting

    def correct(self, officer: Officer, dossier_id: str, form: CorrectionForm) -> Dossier:
        """Says anew what was mistyped; form 01 is given anew with the reason on it (C22).

        Raises Refused: "applicant-name-missing", "submitter-name-missing", and as `correcting`.
        """

        def decide(case: Case) -> Fact:
            said = _correction(case.dossier, form)
            return correcting.correct(case.dossier, said, roles=case.roles)

        return self.acting.does(
            officer, dossier_id, decide, reissue=lambda _case: form.reason.strip()
        )

    def recallable(self, officer: Officer, dossier: Dossier) -> Entered[object] | None:
        """The step that this officer may take back now; None where there is none."""
        try:
            correcting.recall(dossier, reason="", officer=officer.id, roles=officer.roles)
        except Refused:
            return None
        return correcting.last_step(dossier)

    def recall(self, officer: Officer, dossier_id: str, reason: str) -> Dossier:
        """Takes the last own step back. Raises as `correcting.recall`."""
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: correcting.recall(
                case.dossier, reason=reason, officer=case.officer, roles=case.roles
            ),
        )

    def conflicts(self, dossier: Dossier) -> list[Conflict]:
        return list(conflicts.conflicts(dossier))

    def resolve(
        self, officer: Officer, dossier_id: str, conflicting: str, *, stands: bool, reason: str
    ) -> Dossier:
        """A supervisor's word on two acts of which one can stand. Raises as `conflicts.resolve`."""
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: conflicts.resolve(
                case.dossier, conflicting, stands=stands, reason=reason, roles=case.roles
            ),
        )


def _correction(dossier: Dossier, form: CorrectionForm) -> Correction:
    reception = dossier.taken_in()
    sets = form.sets if form.sets != reception.sets else None
    return Correction(
        applicant=_changed(dossier.applicant, form.applicant, "applicant-name-missing"),
        submitter=_changed(dossier.submitter, form.submitter, "submitter-name-missing"),
        sets=sets,
        components=tuple(_recounted(dossier, form)),
        reason=form.reason,
    )


def _changed(before: Person | None, words: PersonWords | None, missing: str) -> Person | None:
    """The person as it should have been said; None where nothing is said otherwise."""
    if before is None or words is None or words == words_of(before):
        return None
    said = person(
        words.name,
        identity=words.identity,
        address=words.address,
        phone=words.phone,
        email=words.email,
        kind=before.kind,
        tax_code=words.tax_code,
        representative=words.representative,
        old_identity=before.old_identity,
    )
    if not said.name:
        raise Refused(missing)
    same = words.identity == before.identity
    said = replace(said, identity_kind=before.identity_kind) if same else said
    return said if said != before else None


def _recounted(dossier: Dossier, form: CorrectionForm) -> Iterator[Recounted]:
    for item in dossier.taken_in().components:
        counts = form.counts
        if item.id == form.component and counts is not None and counts != item.counts:
            yield Recounted(item.id, counts)
