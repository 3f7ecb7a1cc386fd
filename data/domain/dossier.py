"""A dossier (hồ sơ): what was decided about it, and the fold of its entries.

`fold` is total: whatever entries it is given, in whatever order, it returns a dossier, with
everything it could not accept shown as a mark. Its facts come from entries and nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.body import BodyError, Reader
from data.domain.codes import DossierCode, parse_code
from data.domain.deadlines import Caution, CautionCode, Skipped
from data.domain.entries import Body, Json, Recorded, format_time, ordered
from data.domain.lifecycle import TABLE, Action, State
from data.domain.people import Person, read_person
from data.domain.procedures import PaperKind
from data.domain.vocabulary import DOSSIER_RECEIVED, VOCABULARY

DOSSIER = "dossier"
"""The sort of subject."""


COUNT_LIMIT = 999
"""Papers of one kind in one component."""

_COUNT_OF = {
    PaperKind.ORIGINAL: "originals",
    PaperKind.CERTIFIED: "certified",
    PaperKind.COMPARED: "compared",
    PaperKind.COPY: "copies",
}


class Channel(StrEnum):
    """How the dossier came (R67, R72)."""

    DIRECT = "direct"
    POST = "post"
    HIRED = "hired"
    AUTHORISED = "authorised"
    ONLINE = "online"


class FeeState(StrEnum):
    NONE = "none"
    """The procedure has no fee."""
    UNPAID = "unpaid"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Counts:
    """Papers of one component by kind (C8): how many of each were handed in, for all sets."""

    originals: int = 0
    certified: int = 0
    compared: int = 0
    copies: int = 0

    @property
    def total(self) -> int:
        return self.originals + self.certified + self.compared + self.copies

    def of(self, kind: PaperKind) -> int:
        count: int = getattr(self, _COUNT_OF[kind])
        return count

    def with_count(self, kind: PaperKind, count: int) -> "Counts":
        """These counts with another number for `kind`, kept between 0 and `COUNT_LIMIT`."""
        return replace(self, **{_COUNT_OF[kind]: max(0, min(count, COUNT_LIMIT))})


@dataclass(frozen=True, slots=True)
class Component:
    """One component as it was handed in; `pages` are SHA-256 of the page images, in order."""

    id: str
    name: str
    counts: Counts
    pages: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Hẹn trả: the due moment that was promised, and why (design idea 2)."""

    at: datetime
    limit: str
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...]
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """Phí, lệ phí in đồng as told to the citizen; `amount_vnd` is 0 where there is none."""

    amount_vnd: int
    state: FeeState


@dataclass(frozen=True, slots=True)
class Basis:
    """Versions of the rules that decided: profile, catalogue and calendar, each with a hash."""

    profile: str
    catalogue: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Reception:
    """The facts of form 01 (R69). Persons stand apart: they can be erased."""

    code: DossierCode
    agency_index: int
    agency: str
    field: str
    procedure_code: str
    procedure: str
    channel: Channel
    components: tuple[Component, ...]
    sets: int
    received_at: datetime
    appointment: Appointment
    fee: Fee
    return_place: str
    desk: str
    verified: bool
    """False: made from catalogue data that nobody has verified (C16)."""
    basis: Basis

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(page for component in self.components for page in component.pages)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about an entry that a reader must see: `code` says what, `entry` is its hash."""

    code: str
    entry: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The state of a dossier. `id` is random and stays; code and slip key are attributes.

    `conflicts` are acts that cannot both stand, `unread` entries of a newer program: while there
    is one, this program shows the dossier and changes nothing.
    """

    id: str
    state: State = State.NEW
    reception: Reception | None = None
    applicant: Person | None = None
    submitter: Person | None = None
    received_entry: str = ""
    received_by: str = ""
    conflicts: tuple[Mark, ...] = ()
    unread: tuple[Mark, ...] = ()

    @property
    def read_only(self) -> bool:
        return bool(self.unread)


def fold(subject: str, entries: Iterable[Recorded]) -> Dossier:
    """The dossier that these entries make, whatever their order, repetition or origin."""
    dossier = Dossier(subject)
    for recorded in ordered(entries):
        dossier = apply(dossier, recorded)
    return dossier


def apply(dossier: Dossier, recorded: Recorded) -> Dossier:
    """The dossier after the next entry in its order."""
    body = VOCABULARY.read(recorded.entry)
    handler = _HANDLERS.get(recorded.entry.kind)
    if body is None or handler is None:
        return replace(dossier, unread=(*dossier.unread, Mark("newer-program", recorded.hash)))
    try:
        return handler(dossier, recorded, Reader(body))
    except BodyError:
        return _conflict(dossier, "body-malformed", recorded)


def _received(dossier: Dossier, recorded: Recorded, body: Reader) -> Dossier:
    step = TABLE.get((dossier.state, Action.RECEIVE))
    if step is None:
        return _conflict(dossier, "received-twice", recorded)
    personal = Reader(recorded.personal or {})
    reception = read_reception(body, _remarks(personal))
    return replace(
        dossier,
        state=step.to,
        reception=reception,
        applicant=_person(personal, "applicant"),
        submitter=_person(personal, "submitter"),
        received_entry=recorded.hash,
        received_by=recorded.entry.officer,
    )


_HANDLERS: Mapping[str, Callable[[Dossier, Recorded, Reader], Dossier]] = {
    DOSSIER_RECEIVED: _received,
}


def _conflict(dossier: Dossier, code: str, recorded: Recorded) -> Dossier:
    return replace(dossier, conflicts=(*dossier.conflicts, Mark(code, recorded.hash)))


def _person(personal: Reader, name: str) -> Person | None:
    return read_person(personal.child(name)) if personal.raw.get(name) else None


def _remarks(personal: Reader) -> Mapping[str, str]:
    if "remarks" not in personal.raw:
        return {}
    remarks = personal.child("remarks")
    return {name: remarks.text(name) for name in remarks.raw}


# --- the body of dossier.received, version 1 ----------------------------------------------------


def reception_body(reception: Reception) -> dict[str, Json]:
    """The public part of the entry; the personal part is `personal_fields`."""
    return {
        "agency": {"index": reception.agency_index, "name": reception.agency},
        "basis": {
            "calendar": reception.basis.calendar,
            "catalogue": reception.basis.catalogue,
            "profile": reception.basis.profile,
        },
        "channel": reception.channel.value,
        "code": str(reception.code),
        "components": [_component_body(component) for component in reception.components],
        "desk": reception.desk,
        "due": _appointment_body(reception.appointment),
        "fee": {"amount_vnd": reception.fee.amount_vnd, "state": reception.fee.state.value},
        "field": reception.field,
        "procedure": {"code": reception.procedure_code, "name": reception.procedure},
        "received_at": format_time(reception.received_at),
        "return_place": reception.return_place,
        "sets": reception.sets,
        "verified": reception.verified,
    }


def personal_fields(
    applicant: Person, submitter: Person | None, components: Iterable[Component]
) -> Body:
    """What can be erased: persons, and remarks, in which an officer may have named one."""
    fields: dict[str, Json] = {"applicant": applicant.body()}
    if submitter is not None:
        fields["submitter"] = submitter.body()
    remarks: dict[str, Json] = {item.id: item.remark for item in components if item.remark}
    if remarks:
        fields["remarks"] = remarks
    return fields


def read_reception(body: Reader, remarks: Mapping[str, str]) -> Reception:
    agency, procedure, basis = body.child("agency"), body.child("procedure"), body.child("basis")
    return Reception(
        code=_code(body.text("code")),
        agency_index=agency.number("index"),
        agency=agency.text("name"),
        field=body.text("field"),
        procedure_code=procedure.text("code"),
        procedure=procedure.text("name"),
        channel=body.choice("channel", Channel),
        components=tuple(_component(item, remarks) for item in body.children("components")),
        sets=body.number("sets"),
        received_at=body.time("received_at"),
        appointment=_appointment(body.child("due")),
        fee=_fee(body.child("fee")),
        return_place=body.text("return_place"),
        desk=body.text("desk"),
        verified=body.flag("verified"),
        basis=Basis(basis.text("profile"), basis.text("catalogue"), basis.text("calendar")),
    )


def _component_body(component: Component) -> Json:
    counts = component.counts
    return {
        "certified": counts.certified,
        "compared": counts.compared,
        "copies": counts.copies,
        "id": component.id,
        "name": component.name,
        "originals": counts.originals,
        "pages": list(component.pages),
    }


def _component(body: Reader, remarks: Mapping[str, str]) -> Component:
    return Component(
        id=body.text("id"),
        name=body.text("name"),
        counts=Counts(
            originals=body.number("originals"),
            certified=body.number("certified"),
            compared=body.number("compared"),
            copies=body.number("copies"),
        ),
        pages=body.texts("pages"),
        remark=remarks.get(body.text("id"), ""),
    )


def _appointment_body(appointment: Appointment) -> Json:
    return {
        "at": format_time(appointment.at),
        "cautions": [
            {"code": it.code.value, "date": it.day.isoformat(), "name": it.name}
            for it in appointment.cautions
        ],
        "counted": [day.isoformat() for day in appointment.counted],
        "limit": appointment.limit,
        "skipped": [{"date": it.day.isoformat(), "why": it.why} for it in appointment.skipped],
    }


def _appointment(body: Reader) -> Appointment:
    return Appointment(
        at=body.time("at"),
        limit=body.text("limit"),
        counted=body.dates("counted"),
        skipped=tuple(
            Skipped(item.date("date"), item.text("why")) for item in body.children("skipped")
        ),
        cautions=tuple(
            Caution(item.choice("code", CautionCode), item.date("date"), item.text("name"))
            for item in body.children("cautions")
        ),
    )


def _fee(body: Reader) -> Fee:
    return Fee(body.number("amount_vnd"), body.choice("state", FeeState))


def _code(text: str) -> DossierCode:
    code = parse_code(text)
    if code is None:
        raise BodyError("code")
    return code
