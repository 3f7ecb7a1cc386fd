"""Reception: the facts of form 01 as they are committed, and their place in an entry (R69).

Persons stand apart, and whatever an officer wrote freely lies with them: it can be erased.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.body import BodyError, Reader
from data.domain.codes import DossierCode, parse_code
from data.domain.confirmation import Confirmation, confirmation_body, read_confirmation
from data.domain.deadlines import Caution, CautionCode, Skipped
from data.domain.entries import Body, Json, format_time
from data.domain.fees import Charge, FeeDue, FeeKind
from data.domain.matter import Matter, matter_body, read_matter
from data.domain.paying import Payment, payment_body, read_payment
from data.domain.people import Authorization, Person, read_authorization
from data.domain.procedures import PaperKind

RECEPTION_VERSION = 4
ANSWER_VERSION = 3
"""Of what was received and answered in one breath: a reception under another name."""

COUNT_LIMIT = 999
"""Papers of one kind in one component."""

FINDINGS_LIMIT = 3
"""Of one page, as they are recorded; with so many in every page an entry is small enough."""

_FINDING = re.compile(r"[a-z]+(-[a-z]+){0,3}")
_FINDING_LETTERS = 20
_COUNT_OF = {
    PaperKind.ORIGINAL: "originals",
    PaperKind.CERTIFIED: "certified",
    PaperKind.COMPARED: "compared",
    PaperKind.COPY: "copies",
}


class Channel(StrEnum):
    """How the dossier came (R67, R72, R121)."""

    DIRECT = "direct"
    POST = "post"
    HIRED = "hired"
    AUTHORISED = "authorised"
    ONLINE = "online"
    INBOUND = "inbound"
    """From the one-stop of a commune, a district or another level, with its own code."""


class FeeState(StrEnum):
    NONE = "none"
    """The procedure has no fee."""
    UNPAID = "unpaid"
    PAID = "paid"
    UNPUBLISHED = "unpublished"
    """Nobody published whether there is one: no paper says that there is none."""
    EXEMPT = "exempt"
    """Nothing is left to pay, on the ground that a charge names (C20)."""
    RETURNED = "returned"
    """Paid, and given back after the dossier was over."""


class Condition(StrEnum):
    """In what condition a paper was handed in."""

    GOOD = "good"
    WORN = "worn"
    TORN = "torn"
    ALTERED = "altered"
    """With erasures or corrections."""


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
    """One component as it was handed in; `pages` are SHA-256 of the page images, in order.

    `compared_by` is the number of the officer who compared copies with their originals (C8).
    `kept` of its originals stay with the dossier and go back with the result.
    """

    id: str
    name: str
    counts: Counts
    pages: tuple[str, ...] = ()
    remark: str = ""
    condition: Condition = Condition.GOOD
    compared_by: str = ""
    kept: int = 0
    overruled: tuple[tuple[str, ...], ...] = ()
    """For each page the findings in spite of which it was kept; empty where none has any."""
    declared: int = 0
    """Pages that the officer counted in these papers; 0 where nobody counted."""

    @property
    def overruled_pages(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The numbers of pages that were kept in spite of a finding, each with its findings."""
        return tuple((number, found) for number, found in enumerate(self.overruled, 1) if found)

    @property
    def unscanned(self) -> bool:
        """Handed in, and not photographed in full yet ("chưa quét", C26)."""
        return self.gap > 0

    @property
    def gap(self) -> int:
        """Pages that are still to be photographed; at least one where nobody counted them."""
        wanted = max(1, self.declared) if self.counts.total else 0
        return max(0, wanted - len(self.pages))


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
    """Phí, lệ phí in đồng as told to the citizen; `amount_vnd` is 0 where there is none.

    `receipt` is series and number of the statutory receipt (biên lai), which is recorded here and
    never made. `payment` is None where nothing was paid.
    """

    amount_vnd: int
    state: FeeState
    charges: tuple[Charge, ...] = ()
    receipt: str = ""
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Where the result goes (R10, R15): `place` as the paper says it; `address` for the post.

    `receiver` and `phone` are for the post too, and empty where it is the applicant's own.
    """

    place: str
    by_post: bool = False
    address: str = ""
    receiver: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """The one-stop that sends a dossier on and takes its result back (R94, R95, R121, C18)."""

    one_stop: str
    code: str


@dataclass(frozen=True, slots=True)
class Late:
    """Nhập bù: taken on a numbered blank while no program ran, and entered later (C7)."""

    blank: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reception:
    """The facts of form 01 (R69).

    `visit` joins the dossiers of one visitor, `replaces` is the dossier that was cancelled for
    this one (C15), `recover` are old papers to be taken back with the result (C8).
    """

    code: DossierCode
    matter: Matter
    channel: Channel
    components: tuple[Component, ...]
    sets: int
    received_at: datetime
    appointment: Appointment
    fee: Fee
    returning: Return
    desk: str
    authorization: Authorization | None = None
    inbound: Inbound | None = None
    post_item: str = ""
    signed_reason: str = ""
    """Why a hand-over of the post that was signed on an earlier day is received now (C21)."""
    late: Late | None = None
    visit: str = ""
    replaces: str = ""
    recover: tuple[str, ...] = ()
    confirmation: Confirmation | None = None
    """Where the procedure could not simply be received (C30)."""

    @property
    def pages(self) -> tuple[str, ...]:
        return tuple(page for component in self.components for page in component.pages)

    @property
    def unscanned(self) -> tuple[Component, ...]:
        return tuple(component for component in self.components if component.unscanned)


# --- the body of dossier.received ---------------------------------------------------------------


def reception_body(reception: Reception) -> dict[str, Json]:
    """The public part of the entry; the personal part is `personal_fields`."""
    return {
        **matter_body(reception.matter),
        "authorization": reception.authorization.body() if reception.authorization else {},
        "channel": reception.channel.value,
        "code": str(reception.code),
        "confirmation": confirmation_body(reception.confirmation),
        "components": [component_body(component) for component in reception.components],
        "desk": reception.desk,
        "due": _appointment_body(reception.appointment),
        "fee": fee_body(reception.fee),
        "inbound": inbound_body(reception.inbound),
        "late": {"blank": reception.late.blank} if reception.late else {},
        "post_item": reception.post_item,
        "received_at": format_time(reception.received_at),
        "recover": list(reception.recover),
        "replaces": reception.replaces,
        "return_by_post": reception.returning.by_post,
        "return_place": reception.returning.place,
        "sets": reception.sets,
        "visit": reception.visit,
    }


def personal_fields(
    applicant: Person, submitter: Person | None, reception: Reception
) -> dict[str, Json]:
    """What can be erased: persons, an address, and free text, in which somebody may be named."""
    fields: dict[str, Json] = {"applicant": applicant.body()}
    if submitter is not None:
        fields["submitter"] = submitter.body()
    remarks: dict[str, Json] = {it.id: it.remark for it in reception.components if it.remark}
    if remarks:
        fields["remarks"] = remarks
    fields |= returning_fields(reception.returning)
    if reception.late:
        fields["late_reason"] = reception.late.reason
    if reception.signed_reason:
        fields["signed_reason"] = reception.signed_reason
    if reception.authorization and reception.authorization.paper:
        fields["authorization_paper"] = reception.authorization.paper
    return fields


def returning_fields(wish: Return) -> dict[str, Json]:
    """Whom the post looks for; nothing where the result is fetched."""
    told = {"post_address": wish.address, "post_phone": wish.phone, "post_receiver": wish.receiver}
    return {name: text for name, text in told.items() if text}


def read_returning(body: Reader, personal: Reader) -> Return:
    return Return(
        place=body.text("return_place"),
        by_post=body.flag("return_by_post"),
        address=personal.text("post_address", ""),
        receiver=personal.text("post_receiver", ""),
        phone=personal.text("post_phone", ""),
    )


def read_reception(body: Reader, personal: Reader) -> Reception:
    remarks = texts_in(personal, "remarks")
    return Reception(
        code=_code(body.text("code")),
        matter=read_matter(body),
        channel=body.choice("channel", Channel),
        components=tuple(read_component(item, remarks) for item in body.children("components")),
        sets=body.number("sets"),
        received_at=body.time("received_at"),
        appointment=_appointment(body.child("due")),
        fee=read_fee(body.child("fee")),
        returning=read_returning(body, personal),
        desk=body.text("desk"),
        authorization=read_right(body.child("authorization"), personal),
        inbound=read_inbound(body.child("inbound")),
        post_item=body.text("post_item"),
        signed_reason=personal.text("signed_reason", ""),
        late=_late(body.child("late"), personal),
        visit=body.text("visit"),
        replaces=body.text("replaces"),
        recover=body.texts("recover"),
        confirmation=read_confirmation(body.child("confirmation")),
    )


def findings(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes of what a gate found, as far as they are codes: the first few, each once."""
    known = [it for it in codes if len(it) <= _FINDING_LETTERS and _FINDING.fullmatch(it)]
    return tuple(dict.fromkeys(known))[:FINDINGS_LIMIT]


def overruled_body(overruled: Sequence[Sequence[str]]) -> Json:
    return [list(found) for found in overruled] if any(overruled) else []


def read_overruled(body: Reader, pages: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """A list for each page, or none at all."""
    lists = body.raw.get("overruled")
    if not isinstance(lists, list | tuple) or len(lists) not in {0, len(pages)}:
        raise BodyError("overruled")
    return tuple(Reader({"overruled": found}).texts("overruled") for found in lists)


def reception_3(body: Body) -> Body:
    """A body of version 2, as version 3 would have said it: nobody counted, no finding was kept."""
    return {**body, "components": components_3(body.get("components"))}


def components_3(components: Json) -> Json:
    """Components with what version 3 says of each; what is malformed stays so."""
    if not isinstance(components, list):
        return components
    return [{**_COMPONENT_3, **it} if isinstance(it, Mapping) else it for it in components]


_COMPONENT_3: Mapping[str, Json] = {"declared": 0, "overruled": []}


def reception_2(body: Body) -> Body:
    """A body of version 1, as version 2 would have said it. Total: what is malformed stays so."""
    components, fee = body.get("components"), body.get("fee")
    return {
        **body,
        "authorization": {},
        "components": [_with(item, _COMPONENT_2) for item in components]
        if isinstance(components, list)
        else components,
        "confirmation": {},
        "fee": _with(fee, {"charges": [], "receipt": ""}),
        "inbound": {},
        "late": {},
        "post_item": "",
        "recover": [],
        "replaces": "",
        "return_by_post": False,
        "visit": "",
    }


_COMPONENT_2: Mapping[str, Json] = {
    "compared_by": "",
    "condition": Condition.GOOD.value,
    "kept": 0,
}


def _with(value: Json, more: Mapping[str, Json]) -> Json:
    return {**value, **more} if isinstance(value, Mapping) else value


def component_body(component: Component) -> Json:
    counts = component.counts
    return {
        "certified": counts.certified,
        "compared": counts.compared,
        "compared_by": component.compared_by,
        "condition": component.condition.value,
        "declared": component.declared,
        "copies": counts.copies,
        "id": component.id,
        "kept": component.kept,
        "name": component.name,
        "originals": counts.originals,
        "overruled": overruled_body(component.overruled),
        "pages": list(component.pages),
    }


def read_component(body: Reader, remarks: Mapping[str, str]) -> Component:
    pages = body.texts("pages")
    return Component(
        id=body.text("id"),
        name=body.text("name"),
        counts=Counts(
            originals=body.number("originals"),
            certified=body.number("certified"),
            compared=body.number("compared"),
            copies=body.number("copies"),
        ),
        pages=pages,
        remark=remarks.get(body.text("id"), ""),
        condition=body.choice("condition", Condition),
        compared_by=body.text("compared_by"),
        kept=body.number("kept"),
        overruled=read_overruled(body, pages),
        declared=body.number("declared"),
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


def fee_body(fee: Fee) -> Body:
    return {
        "amount_vnd": fee.amount_vnd,
        "charges": [_charge_body(charge) for charge in fee.charges],
        "payment": payment_body(fee.payment),
        "receipt": fee.receipt,
        "state": fee.state.value,
    }


def read_fee(body: Reader) -> Fee:
    return Fee(
        amount_vnd=body.number("amount_vnd"),
        state=body.choice("state", FeeState),
        charges=tuple(_charge(item) for item in body.children("charges")),
        receipt=body.text("receipt"),
        payment=read_payment(body.child("payment")),
    )


def _charge_body(charge: Charge) -> Json:
    return {
        "amount_vnd": charge.amount_vnd,
        "basis": charge.basis,
        "document": charge.document_number,
        "due": charge.due.value,
        "exemption": charge.exemption,
        "fee": charge.fee,
        "full_vnd": charge.full_vnd,
        "kind": charge.kind.value,
        "name": charge.name,
        "quantity": charge.quantity,
    }


def _charge(body: Reader) -> Charge:
    return Charge(
        fee=body.text("fee"),
        name=body.text("name"),
        kind=body.choice("kind", FeeKind),
        due=body.choice("due", FeeDue),
        quantity=body.number("quantity"),
        full_vnd=body.number("full_vnd"),
        amount_vnd=body.number("amount_vnd"),
        document_number=body.text("document"),
        exemption=body.text("exemption"),
        basis=body.text("basis"),
    )


def inbound_body(inbound: Inbound | None) -> Body:
    """Empty where no other one-stop sent it."""
    return {"code": inbound.code, "one_stop": inbound.one_stop} if inbound else {}


def read_inbound(body: Reader) -> Inbound | None:
    return Inbound(body.text("one_stop"), body.text("code")) if body.raw else None


def _late(body: Reader, personal: Reader) -> Late | None:
    return Late(body.text("blank"), personal.text("late_reason", "")) if body.raw else None


def read_right(body: Reader, personal: Reader) -> Authorization | None:
    """The submitter's right, whose paper lies with the personal fields; None where none stood."""
    paper = personal.text("authorization_paper", "")
    return read_authorization(body, paper) if body.raw else None


def texts_in(personal: Reader, name: str) -> Mapping[str, str]:
    """Texts by key that may have been erased."""
    inner = personal.child(name) if name in personal.raw else Reader({})
    return {key: inner.text(key) for key in inner.raw}


def _code(text: str) -> DossierCode:
    code = parse_code(text)
    if code is None:
        raise BodyError("code")
    return code
