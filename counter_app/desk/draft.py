"""A draft (tạm dừng): the intake in progress, a mutable local row and never an entry.

It is saved at every change, so that a power cut loses nothing that was typed.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data.domain.dossier import Counts


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as typed so far: raw text, cleaned when the dossier is issued."""

    name: str = ""
    identity: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class DraftComponent:
    """One published component with what was counted and captured of it."""

    id: str
    counts: Counts = field(default_factory=Counts)
    pages: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """`submitter` is None while the applicant stands at the desk himself."""

    id: str
    procedure: str
    components: tuple[DraftComponent, ...]
    applicant: PersonForm = field(default_factory=PersonForm)
    submitter: PersonForm | None = None
    sets: int = 1
    fee_paid: bool = False

    def component(self, component_id: str) -> DraftComponent:
        return next(item for item in self.components if item.id == component_id)

    def with_component(self, changed: DraftComponent) -> "Draft":
        components = tuple(changed if item.id == changed.id else item for item in self.components)
        return replace(self, components=components)


def to_json(draft: Draft) -> str:
    return json.dumps(asdict(draft), ensure_ascii=False)


def from_json(text: str) -> Draft:
    """The draft that `to_json` wrote."""
    raw = json.loads(text)
    submitter = raw.pop("submitter")
    return Draft(
        components=tuple(_component(item) for item in raw.pop("components")),
        applicant=PersonForm(**raw.pop("applicant")),
        submitter=PersonForm(**submitter) if submitter else None,
        **raw,
    )


def _component(raw: dict[str, Any]) -> DraftComponent:
    return DraftComponent(
        id=raw["id"],
        counts=Counts(**raw["counts"]),
        pages=tuple(raw["pages"]),
        remark=raw["remark"],
    )
