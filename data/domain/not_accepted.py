"""Not accepted as it is (chưa nhận): form 02 asks for what is missing, form 03 refuses.

Both come before there is a code. Everything a citizen must bring is said once (R70, R73), and
nothing outside the published list without the law that asks for it (R14, R18).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from data.domain.codes import FormNumber
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Fact, Json
from data.domain.errors import Refused
from data.domain.lifecycle import Action, State, acting_role
from data.domain.people import Person
from data.domain.procedures import Component, PaperKind, Procedure
from data.domain.received import Component as HandedIn
from data.domain.reception import BETTER, PAGES_LIMIT, InForce, matter_of
from data.domain.refusal import Ground, Refusal, refusal_body
from data.domain.roles import Role
from data.domain.supplement import (
    SUPPLEMENT_VERSION,
    Defect,
    Demand,
    Handing,
    SupplementRequest,
    supplement_body,
    supplement_personal,
)
from data.domain.text import LINE_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_REFUSED, DOSSIER_SUPPLEMENT_REQUESTED

DEMANDS_LIMIT = 60


@dataclass(frozen=True, slots=True)
class RequestSupplement:
    """The act of form 02. A citizen who gives no name gets the paper all the same (C13).

    `confirmation` is what a second request wants (A1, C4).
    """

    procedure: Procedure
    demands: tuple[Demand, ...]
    reason: str
    desk: str
    at: datetime
    applicant: Person | None = None
    submitter: Person | None = None
    confirmation: Confirmation | None = None
    checked: tuple[HandedIn, ...] = ()
    handing: Handing = field(default_factory=Handing)


@dataclass(frozen=True, slots=True)
class Refuse:
    """The act of form 03."""

    procedure: Procedure
    ground: Ground
    reason: str
    legal_basis: str
    desk: str
    at: datetime
    insisted: bool = False
    applicant: Person | None = None
    submitter: Person | None = None


def supplement_objections(
    dossier: Dossier, act: RequestSupplement, *, rules: InForce
) -> list[Refused]:
    """Everything that stands against this form 02."""
    return [
        *demand_objections(act.procedure, act.demands),
        *_about_pages(act),
        *_about_the_rest(act),
        *_about_once(dossier, act, rules),
    ]


def decide_supplement(
    dossier: Dossier,
    act: RequestSupplement,
    *,
    number: FormNumber,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of a form 02. Raises the first objection, or why it is not allowed."""
    require_writable(dossier)
    acting_role(dossier.state, Action.REQUEST_SUPPLEMENT, roles)
    for objection in supplement_objections(dossier, act, rules=rules):
        raise objection
    request = SupplementRequest(
        number=str(number),
        matter=matter_of(act.procedure, rules),
        demands=tuple(cleaned_demand(demand) for demand in act.demands),
        reason=clean_note(act.reason, NOTE_LIMIT),
        desk=act.desk,
        at=act.at,
        checked=act.checked,
        confirmation=act.confirmation,
        handing=act.handing,
    )
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_SUPPLEMENT_REQUESTED,
        version=SUPPLEMENT_VERSION,
        body=supplement_body(request),
        personal={**_people(act), **supplement_personal(request)},
    )


def refusal_objections(act: Refuse) -> list[Refused]:
    """Everything that stands against this form 03."""
    return list(_about_refusal(act))


def decide_refusal(
    dossier: Dossier,
    act: Refuse,
    *,
    number: FormNumber,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of a form 03. Raises the first objection, or why it is not allowed."""
    require_writable(dossier)
    acting_role(dossier.state, Action.REFUSE, roles)
    for objection in refusal_objections(act):
        raise objection
    refusal = Refusal(
        number=str(number),
        matter=matter_of(act.procedure, rules),
        ground=act.ground,
        reason=clean_note(act.reason, NOTE_LIMIT),
        legal_basis=clean(act.legal_basis, LINE_LIMIT),
        insisted=act.insisted,
        desk=act.desk,
        at=act.at,
    )
    return Fact(
        subject=dossier.id,
        kind=DOSSIER_REFUSED,
        body=refusal_body(refusal),
        personal={**_people(act), "reason": refusal.reason},
    )


def above_published(demand: Demand, published: Component) -> bool:
    """Whether a heavier kind of paper is asked than the one published (C8, R18)."""
    if demand.kind is None:
        return False
    return not any(demand.kind in _LIGHTER[kind] for kind in published.kinds)


_LIGHTER = {kind: {other for other in PaperKind if kind in BETTER[other]} for kind in PaperKind}
"""By kind: itself, and the kinds that weigh less."""


def demand_objections(procedure: Procedure, demands: tuple[Demand, ...]) -> Iterator[Refused]:
    """What stands against asking for this, at the desk or after appraisal (R14, R18, C8, C9)."""
    published = {item.id: item for item in procedure.components}
    if not demands:
        yield Refused("supplement-empty")
    if len(demands) > DEMANDS_LIMIT:
        yield Refused("too-many-demands", limit=DEMANDS_LIMIT)
    for number, demand in enumerate(demands, start=1):
        item = published.get(demand.component)
        cited = bool(clean(demand.citation))
        if not clean(demand.name):
            yield Refused("demand-name-missing", number=number)
        if item is None and not cited:
            yield Refused("demand-outside-list", number=number)
        if item is not None and above_published(demand, item) and not cited:
            yield Refused("demand-above-published", number=number, component=item.name)


def _about_pages(act: RequestSupplement) -> Iterator[Refused]:
    if sum(len(component.pages) for component in act.checked) > PAGES_LIMIT:
        yield Refused("too-many-pages", limit=PAGES_LIMIT)


def _about_the_rest(act: RequestSupplement) -> Iterator[Refused]:
    """What was neither found good nor asked for would need a second form 02 (R70).

    Where nothing was counted, only what the officer looked at is known.
    """
    known = {it.id for it in act.checked} | {it.component for it in act.demands}
    for number, published in enumerate(act.procedure.components, start=1):
        if act.checked and published.required and published.id not in known:
            yield Refused("supplement-incomplete", number=number, component=published.name)


def _about_once(dossier: Dossier, act: RequestSupplement, rules: InForce) -> Iterator[Refused]:
    """One form 02 binds the whole dossier (R70, A1); a second check looks at its items (C9).

    However the profile counts, no return after appraisal comes before one at the desk.
    """
    given = len(dossier.supplements)
    if given < rules.profile.rules.supplement_requests or act.confirmation is not None:
        return
    yield Refused("supplement-only-once", number=dossier.supplements[-1].number)


def _about_refusal(act: Refuse) -> Iterator[Refused]:
    if not clean_note(act.reason):
        yield Refused("refusal-reason-missing")
    if not clean(act.legal_basis):
        yield Refused("refusal-basis-missing")
    if act.ground is Ground.NOT_COMPETENT and not act.insisted:
        yield Refused("refusal-guide-first")


def asked_again(dossier: Dossier) -> frozenset[str] | None:
    """The only components that a second check looks at (C9); None on the first check."""
    if dossier.state not in _SECOND_CHECK or not dossier.supplements:
        return None
    return dossier.supplements[-1].components


_SECOND_CHECK = frozenset({State.SUPPLEMENT, State.APPLIED})
"""What form 02 asked for is brought to the desk, or comes online (R72)."""


def cleaned_demand(demand: Demand) -> Demand:
    return Demand(
        component=demand.component,
        name=clean(demand.name, LINE_LIMIT),
        defect=Defect(demand.defect),
        kind=demand.kind,
        note=clean(demand.note, LINE_LIMIT),
        citation=clean(demand.citation, LINE_LIMIT),
    )


def _people(act: RequestSupplement | Refuse) -> dict[str, Json]:
    people = {"applicant": act.applicant, "submitter": act.submitter}
    return {name: who.body() for name, who in people.items() if who is not None and who.name}
