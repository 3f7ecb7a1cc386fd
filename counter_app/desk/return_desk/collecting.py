"""Who stands at the return desk: what was said, scanned and marked of one collection so far.

Everything here is raw, as typed; an act is made of it by `collect_of`. Nothing of it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counter_app.desk.numbers import key_of
from counter_app.desk.photo import Photo
from counter_app.desk.receiving import recorded, typed
from counter_app.desk.receiving.draft import PersonForm
from data.domain.clock import local
from data.domain.codes import CODE_LIMIT, CitizenCard, is_slip_key, parse_code
from data.domain.concluding import items_left
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.online import portal_number
from data.domain.people import Authorization, Capacity, Person, Scope
from data.domain.releasing import Collect, Collector, Slip, right_objections
from data.domain.text import clean

NAME, NUMBER = "name", "number"


@dataclass(frozen=True, slots=True)
class CollectForm:
    """`slip_code` and `envelope_code` are what was read off the slip and off the envelope.

    `items`, `originals` and `recovered` are what was marked as handed out and taken back. `expires`
    is a day as typed; `right_page` and `signed_page` are photographs of the paper of authorisation
    and of what was signed for a lost slip.
    """

    slip: Slip = Slip.TAKEN
    slip_code: str = ""
    envelope_code: str = ""
    capacity: Collector = Collector.APPLICANT
    collector: PersonForm = field(default_factory=PersonForm)
    identity_seen: bool = False
    paper: str = ""
    scope: Scope = Scope.RECEIVE
    expires: str = ""
    items: tuple[str, ...] = ()
    originals: int = 0
    recovered: tuple[str, ...] = ()
    right_page: Photo | None = field(default=None, repr=False)
    signed_page: Photo | None = field(default=None, repr=False)
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What a card says otherwise than the record: `field` is its NAME or its NUMBER."""

    field: str
    record: str
    card: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What follows from a card that was shown."""

    form: CollectForm
    differences: tuple[Difference, ...] = ()


def begun(dossier: Dossier, scan: str = "") -> CollectForm:
    """Whoever may be expected, and all of the result; originals and old papers are not marked."""
    capacity, collector = _expected(dossier)
    return CollectForm(
        slip_code=scan if is_code_of(dossier, scan) else "",
        capacity=capacity,
        collector=collector,
        items=tuple(item.id for item in items_left(dossier)),
    )


def codes_of(dossier: Dossier) -> frozenset[str]:
    """What its slip and its envelope may bear."""
    known = {str(dossier.taken_in().code), key_of(dossier), portal_number(dossier)}
    return frozenset(known - {""})


def is_code_of(dossier: Dossier, scan: str) -> bool:
    return clean(scan, CODE_LIMIT).upper() in codes_of(dossier)


def matching_objections(dossier: Dossier, form: CollectForm) -> Iterator[Refused]:
    """The code of the slip and that of the envelope agree before anything leaves (R123)."""
    if form.slip is not Slip.LOST:
        yield from _slip_objections(dossier, form.slip_code)
    if form.items:
        yield from envelope_objections(dossier, form.envelope_code)


def _slip_objections(dossier: Dossier, code: str) -> Iterator[Refused]:
    if not clean(code):
        yield Refused("slip-not-shown")
    elif not is_code_of(dossier, code):
        yield Refused("slip-of-another", dossier=_named(code))


def envelope_objections(dossier: Dossier, code: str) -> Iterator[Refused]:
    """What lies in the officer's hand is the result of this dossier."""
    if not clean(code):
        yield Refused("envelope-not-scanned")
    elif not is_code_of(dossier, code):
        yield Refused("envelope-of-another", dossier=_named(code))


def _named(code: str) -> str:
    """Only what is a code at all: anything else that was scanned may name a person."""
    text = clean(code, CODE_LIMIT)
    return text if parse_code(text) or is_slip_key(text) else "?"


def collect_of(
    form: CollectForm, *, page: str = "", signed_page: str = "", unconfirmed: bool = False
) -> Collect:
    """Raises Refused("authorization-day-unreadable")."""
    return Collect(
        collector=typed.party(form.collector),
        capacity=form.capacity,
        slip=form.slip,
        identity_seen=form.identity_seen,
        authorization=_right(form),
        page=page,
        originals=form.originals,
        recovered=form.recovered,
        signed_page=signed_page,
        unconfirmed=unconfirmed,
        confirmation=form.confirmation,
    )


def _right(form: CollectForm) -> Authorization | None:
    """A paper that is shown now; who handed in comes in the right that was shown then."""
    wanted = form.capacity is Collector.AUTHORISED
    if not wanted and not (form.capacity is Collector.SUBMITTER and form.paper.strip()):
        return None
    expires = typed.day_of(form.expires)
    if form.expires.strip() and expires is None:
        raise Refused("authorization-day-unreadable")
    return Authorization(Capacity.AUTHORISED, clean(form.paper), form.scope, expires)


def _expected(dossier: Dossier) -> tuple[Collector, PersonForm]:
    applicant, submitter = dossier.applicant, dossier.submitter
    if submitter is not None and _still_has_the_right(dossier):
        return Collector.SUBMITTER, recorded.person_form(submitter)
    if applicant is not None and applicant.is_organisation:
        return Collector.REPRESENTATIVE, PersonForm(name=applicant.representative)
    return Collector.APPLICANT, recorded.person_form(applicant)


def _still_has_the_right(dossier: Dossier) -> bool:
    """A first guess by the day of the last act; the gate asks by the day of the release."""
    last = dossier.trail[-1].at if dossier.trail else dossier.taken_in().received_at
    return not right_objections(dossier, Collector.SUBMITTER, None, local(last).date())


# --- a card is shown ----------------------------------------------------------------------------


def shown(dossier: Dossier, form: CollectForm, card: CitizenCard) -> Shown:
    """Compares a card with the record: who it is, and what it says otherwise (C17).

    A number says who somebody is; where none was taken down, the name does.
    """
    who = PersonForm(
        name=card.name,
        identity=card.number,
        address=card.address,
        old_identity=card.old_number,
        phone=form.collector.phone if _same_name(form.collector.name, card.name) else "",
    )
    seen = replace(form, collector=who, identity_seen=True)
    for capacity, known in _known(dossier):
        if _is_of(card, known):
            return Shown(replace(seen, capacity=capacity), tuple(_differences(known, card)))
    kept = form.capacity in {Collector.AUTHORISED, Collector.OTHER}
    capacity = form.capacity if kept else Collector.AUTHORISED
    return Shown(replace(seen, capacity=capacity), _against_expected(dossier, card))


def _known(dossier: Dossier) -> Iterator[tuple[Collector, Person]]:
    applicant, submitter = dossier.applicant, dossier.submitter
    if submitter is not None and _still_has_the_right(dossier):
        yield Collector.SUBMITTER, submitter
    if applicant is not None and applicant.is_organisation:
        yield Collector.REPRESENTATIVE, Person(applicant.representative)
    elif applicant is not None:
        yield Collector.APPLICANT, applicant


def _is_of(card: CitizenCard, known: Person) -> bool:
    numbers = {known.identity, known.old_identity} - {""}
    if numbers:
        return not numbers.isdisjoint({card.number, card.old_number})
    return bool(known.name) and _same_name(known.name, card.name)


def _differences(known: Person, card: CitizenCard) -> Iterator[Difference]:
    if not _same_name(known.name, card.name):
        yield Difference(NAME, known.name, card.name)
    if known.identity and known.identity not in {card.number, card.old_number}:
        yield Difference(NUMBER, known.identity, card.number)


def _against_expected(dossier: Dossier, card: CitizenCard) -> tuple[Difference, ...]:
    """Somebody else: named against whoever was expected first."""
    for _, known in _known(dossier):
        return tuple(_differences(known, card))
    return ()


def _same_name(one: str, other: str) -> bool:
    return clean(one).casefold() == clean(other).casefold()
