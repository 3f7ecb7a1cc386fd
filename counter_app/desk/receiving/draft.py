"""A draft (tạm dừng): the intake in progress, a mutable local row and never an entry.

It is saved at every change, so that a power cut loses nothing that was typed. Every text is raw,
as typed so far; it is cleaned when an act is made of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data.domain.paying import Method
from data.domain.people import Capacity, PartyKind, Scope
from data.domain.procedures import PaperKind
from data.domain.received import Channel, Condition, Counts
from data.domain.refusal import Ground
from data.domain.supplement import Defect


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person or an organisation. `identity_kind` is empty while the number tells it."""

    name: str = ""
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    kind: PartyKind = PartyKind.PERSON
    tax_code: str = ""
    representative: str = ""
    identity_kind: str = ""
    old_identity: str = ""


@dataclass(frozen=True, slots=True)
class AuthorizationForm:
    """By what right the submitter stands here; `expires` is a day as typed, or empty."""

    capacity: Capacity = Capacity.AUTHORISED
    paper: str = ""
    scope: Scope = Scope.BOTH
    expires: str = ""


@dataclass(frozen=True, slots=True)
class DraftComponent:
    """One published component with what was counted and captured of it."""

    id: str
    counts: Counts = field(default_factory=Counts)
    pages: tuple[str, ...] = ()
    remark: str = ""
    condition: Condition = Condition.GOOD
    compared_by: str = ""
    kept: int = 0
    overruled: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By page: findings in spite of which the officer keeps it."""
    declared: int = 0
    """Pages that the officer counted; 0 while nobody did (C26)."""


@dataclass(frozen=True, slots=True)
class DemandForm:
    """One line of a form 02 in the making; `name` is typed only outside the published list."""

    component: str = ""
    name: str = ""
    defect: Defect = Defect.MISSING
    kind: PaperKind | None = None
    note: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class RefusalForm:
    """What was typed for a form 03."""

    ground: Ground = Ground.NOT_ELIGIBLE
    reason: str = ""
    legal_basis: str = ""
    insisted: bool = False


@dataclass(frozen=True, slots=True)
class FeeForm:
    """By fee id: units, and the id of an exemption."""

    paid: bool = False
    receipt: str = ""
    quantities: Mapping[str, int] = field(default_factory=dict)
    exemptions: Mapping[str, str] = field(default_factory=dict)
    method: Method = Method.CASH


@dataclass(frozen=True, slots=True)
class WayForm:
    """How the dossier came and how its result goes (R10, R15, R67, R121).

    `signed_at` is the moment at which the post handed over, as typed, and `signed_reason` why that
    was on an earlier day (C21).
    """

    channel: Channel = Channel.DIRECT
    one_stop: str = ""
    inbound_code: str = ""
    post_item: str = ""
    signed_at: str = ""
    signed_reason: str = ""
    return_by_post: bool = False
    post_address: str = ""
    post_receiver: str = ""
    """Whom the post looks for, where that is not the applicant."""
    post_phone: str = ""


@dataclass(frozen=True, slots=True)
class LateForm:
    """Late entry from a numbered blank (C7); `received_at` as typed from the paper."""

    blank: str = ""
    received_at: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`submitter` is None while the applicant stands at the desk himself.

    `asked_again` are the components of a form 02 that this draft reopens: a second check looks at
    nothing else (C9); it is None on a first check.
    """

    id: str
    procedure: str
    components: tuple[DraftComponent, ...]
    applicant: PersonForm = field(default_factory=PersonForm)
    submitter: PersonForm | None = None
    authorization: AuthorizationForm = field(default_factory=AuthorizationForm)
    sets: int = 1
    fee: FeeForm = field(default_factory=FeeForm)
    way: WayForm = field(default_factory=WayForm)
    late: LateForm | None = None
    demands: tuple[DemandForm, ...] = ()
    demand_reason: str = ""
    refusal: RefusalForm = field(default_factory=RefusalForm)
    citation: str = ""
    """The law behind receiving what could not simply be received (C30)."""
    leader: str = ""
    """Id of the supervisor who confirmed that."""
    visit: str = ""
    replaces: str = ""
    asked_again: tuple[str, ...] | None = None

    @property
    def at_desk(self) -> PersonForm:
        """Whoever stands at the desk: a card that is scanned is theirs."""
        return self.applicant if self.submitter is None else self.submitter

    @property
    def is_bare(self) -> bool:
        """Whether nobody is named and nothing was counted, taken or asked for."""
        handed_in = any(item.counts.total or item.pages for item in self.components)
        return not (handed_in or self.demands or self.applicant.name or self.submitter)

    def component(self, component_id: str) -> DraftComponent:
        return next(item for item in self.components if item.id == component_id)

    def with_component(self, changed: DraftComponent) -> "Draft":
        components = tuple(changed if item.id == changed.id else item for item in self.components)
        return replace(self, components=components)


def to_json(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False)


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote. Raises ValueError, KeyError or TypeError for another's."""
    raw = json.loads(text)
    submitter, late, again = raw.pop("submitter"), raw.pop("late"), raw.pop("asked_again")
    return Draft(
        components=tuple(_component(item) for item in raw.pop("components")),
        applicant=_person(raw.pop("applicant")),
        submitter=_person(submitter) if submitter else None,
        authorization=_authorization(raw.pop("authorization")),
        fee=_fee(raw.pop("fee")),
        way=_way(raw.pop("way")),
        late=LateForm(**late) if late else None,
        demands=tuple(_demand(item) for item in raw.pop("demands")),
        refusal=_refusal(raw.pop("refusal", {})),
        asked_again=None if again is None else tuple(again),
        **raw,
    )


def _person(raw: dict[str, Any]) -> PersonForm:
    return PersonForm(kind=PartyKind(raw.pop("kind")), **raw)


def _authorization(raw: dict[str, Any]) -> AuthorizationForm:
    return AuthorizationForm(Capacity(raw.pop("capacity")), scope=Scope(raw.pop("scope")), **raw)


def _fee(raw: dict[str, Any]) -> FeeForm:
    return FeeForm(method=Method(raw.pop("method", Method.CASH)), **raw)


def _way(raw: dict[str, Any]) -> WayForm:
    return WayForm(channel=Channel(raw.pop("channel")), **raw)


def _demand(raw: dict[str, Any]) -> DemandForm:
    kind = raw.pop("kind")
    return DemandForm(
        defect=Defect(raw.pop("defect")), kind=PaperKind(kind) if kind else None, **raw
    )


def _refusal(raw: dict[str, Any]) -> RefusalForm:
    ground = Ground(raw.pop("ground", Ground.NOT_ELIGIBLE))
    return RefusalForm(ground, **raw)


def _component(raw: dict[str, Any]) -> DraftComponent:
    return DraftComponent(
        counts=Counts(**raw.pop("counts")),
        pages=tuple(raw.pop("pages")),
        condition=Condition(raw.pop("condition")),
        **raw,
    )
