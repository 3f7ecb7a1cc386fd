"""SupplementRequest (form 02): what a dossier still needs, said completely and once (R70, R73).

A demand is a published component with a defect (C9). Whatever is not in the published list needs
the citation of a law, and is flagged (R14, R18).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.domain.body import Reader
from data.domain.confirmation import Confirmation, confirmation_body, read_confirmation
from data.domain.entries import Body, Json, format_time
from data.domain.matter import Matter, matter_body, read_matter
from data.domain.people import Authorization
from data.domain.procedures import PaperKind
from data.domain.received import (
    Channel,
    Component,
    Inbound,
    component_body,
    components_3,
    inbound_body,
    read_component,
    read_inbound,
    read_right,
    texts_in,
)

SUPPLEMENT_VERSION = 3


class Defect(StrEnum):
    """What is wrong with a component (C9)."""

    MISSING = "missing"
    WRONG_FORM = "wrong-form"
    INCOMPLETE = "incomplete"
    """Information, signature or seal is missing."""
    EXPIRED = "expired"
    MISMATCH = "mismatch"
    """Says something else than another paper of the dossier."""
    WRONG_KIND = "wrong-kind"
    """A copy where another kind of paper is published."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One line of form 02. `component` is empty for what is outside the published list.

    `kind` is the least kind of paper that will do, where that is said. `note`, and the name of
    what is outside the list, are the officer's text and may name somebody, so they lie with the
    personal fields.
    """

    component: str
    name: str
    defect: Defect = Defect.MISSING
    kind: PaperKind | None = None
    note: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Handing:
    """How a dossier was handed in, so that nobody is asked a second time when it comes back.

    `channel` is the one that was chosen: what follows from the right of the submitter follows
    again. The moment at which the post handed over is left out: the dossier that is received is
    the complete one. `sets` is 0 where it was not said.
    """

    channel: Channel = Channel.DIRECT
    authorization: Authorization | None = None
    inbound: Inbound | None = None
    post_item: str = ""
    return_by_post: bool = False
    post_address: str = ""
    sets: int = 0
    visit: str = ""
    """Joins the dossiers of one visitor."""


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """One form 02 as it was given; `entry` is the hash of its entry."""

    number: str
    matter: Matter
    demands: tuple[Demand, ...]
    reason: str
    desk: str
    at: datetime
    checked: tuple[Component, ...] = ()
    """What was handed in and found good; a second check leaves it alone (C9)."""
    confirmation: Confirmation | None = None
    handing: Handing = Handing()
    entry: str = ""
    officer: str = ""

    @property
    def components(self) -> frozenset[str]:
        """The published components it asks for; a second check looks at nothing else (C9)."""
        return frozenset(demand.component for demand in self.demands if demand.component)


def supplement_body(request: SupplementRequest) -> Body:
    """The public part of the entry; `supplement_personal` is the other."""
    return {
        **matter_body(request.matter),
        **_handing_body(request.handing),
        "at": format_time(request.at),
        "checked": [component_body(component) for component in request.checked],
        "confirmation": confirmation_body(request.confirmation),
        "demands": [_demand_body(demand) for demand in request.demands],
        "desk": request.desk,
        "number": request.number,
    }


def supplement_personal(request: SupplementRequest) -> dict[str, Json]:
    """What can be erased: an address, and free text, in which somebody may be named.

    Notes and names outside the list by place, remarks by component, the reason, and the paper of
    authorisation.
    """
    placed = [(str(place), demand) for place, demand in enumerate(request.demands)]
    notes: dict[str, Json] = {place: demand.note for place, demand in placed if demand.note}
    names: dict[str, Json] = {place: it.name for place, it in placed if not it.component}
    remarks: dict[str, Json] = {it.id: it.remark for it in request.checked if it.remark}
    return {
        **_handing_personal(request.handing),
        "names": names,
        "notes": notes,
        "reason": request.reason,
        "remarks": remarks,
    }


def supplement_2(body: Body) -> Body:
    """A body of version 1, as version 2 would have said it: how it was handed in was not kept."""
    return {
        **body,
        "authorization": {},
        "channel": Channel.DIRECT.value,
        "inbound": {},
        "post_item": "",
        "return_by_post": False,
        "sets": 0,
        "visit": "",
    }


def supplement_3(body: Body) -> Body:
    """A body of version 2, as version 3 would have said it: nobody counted, no finding was kept."""
    return {**body, "checked": components_3(body.get("checked"))}


def read_supplement(
    body: Reader, personal: Mapping[str, Json], *, entry: str, officer: str
) -> SupplementRequest:
    hidden = Reader(personal)
    names, notes = texts_in(hidden, "names"), texts_in(hidden, "notes")
    remarks = texts_in(hidden, "remarks")
    return SupplementRequest(
        number=body.text("number"),
        matter=read_matter(body),
        demands=tuple(
            _demand(item, names.get(str(place), ""), notes.get(str(place), ""))
            for place, item in enumerate(body.children("demands"))
        ),
        reason=hidden.text("reason", ""),
        desk=body.text("desk"),
        at=body.time("at"),
        checked=tuple(read_component(item, remarks) for item in body.children("checked")),
        confirmation=read_confirmation(body.child("confirmation")),
        handing=_handing(body, hidden),
        entry=entry,
        officer=officer,
    )


def _handing_body(handing: Handing) -> dict[str, Json]:
    return {
        "authorization": handing.authorization.body() if handing.authorization else {},
        "channel": handing.channel.value,
        "inbound": inbound_body(handing.inbound),
        "post_item": handing.post_item,
        "return_by_post": handing.return_by_post,
        "sets": handing.sets,
        "visit": handing.visit,
    }


def _handing_personal(handing: Handing) -> dict[str, Json]:
    paper = handing.authorization.paper if handing.authorization else ""
    said = {"authorization_paper": paper, "post_address": handing.post_address}
    return {name: text for name, text in said.items() if text}


def _handing(body: Reader, hidden: Reader) -> Handing:
    return Handing(
        channel=body.choice("channel", Channel),
        authorization=read_right(body.child("authorization"), hidden),
        inbound=read_inbound(body.child("inbound")),
        post_item=body.text("post_item"),
        return_by_post=body.flag("return_by_post"),
        post_address=hidden.text("post_address", ""),
        sets=body.number("sets"),
        visit=body.text("visit"),
    )


def _demand_body(demand: Demand) -> Json:
    return {
        "citation": demand.citation,
        "component": demand.component,
        "defect": demand.defect.value,
        "kind": demand.kind.value if demand.kind else "",
        "name": demand.name if demand.component else "",
    }


def _demand(body: Reader, name: str, note: str) -> Demand:
    return Demand(
        component=body.text("component"),
        name=body.text("name") or name,
        defect=body.choice("defect", Defect),
        kind=body.choice("kind", PaperKind) if body.text("kind") else None,
        note=note,
        citation=body.text("citation"),
    )
