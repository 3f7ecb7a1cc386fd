"""The first run: the Center, this desk and its first officers become the first entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counter_app.desk.officers import NewOfficer, enrolled, number_of, objections_to
from counter_app.desk.signin import PinHashing
from data.domain.center import Center, Desk, enrol_desk, enrol_officer, open_center
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.domain.numbering import Slice, desk_slice
from data.domain.papers import CenterHead
from data.domain.roles import Role
from data.domain.text import NAME_LIMIT, clean
from data.store.drafts import Pins
from data.store.engine import Store
from data.store.journal import Journal, new_id
from data.store.keys import DeskKeys


@dataclass(frozen=True, slots=True)
class Answers:
    """What a first run asks. `desks` is how many desks share the dossier numbers of a day."""

    head: CenterHead
    desk_number: int
    desks: int
    officers: tuple[NewOfficer, ...]
    profile: str
    practice: bool = False


def objections(answers: Answers) -> list[Refused]:
    """What is wrong with the answers, all at once."""
    return [*_about_center(answers), *_about_officers(answers.officers)]


def found(answers: Answers, *, store: Store, keys: DeskKeys, clock: Clock) -> Center:
    """Writes the first act of a new journal. Raises the first of the `objections`."""
    for objection in objections(answers):
        raise objection
    center = Center(new_id(), clean_head(answers.head), answers.profile, practice=answers.practice)
    desk = Desk(new_id(), answers.desk_number, keys.public.hex(), _serials(answers))
    officers = [(new_id(), officer) for officer in answers.officers]
    _set_pins(officers, pins=Pins(store), hashing=PinHashing(keys.pepper))
    with Journal(store, keys, center.id, clock).act(officers[0][0]) as act:
        act.record(open_center(center))
        act.record(enrol_desk(desk))
        for officer_id, officer in officers:
            act.record(enrol_officer(enrolled(officer_id, officer)))
    return center


def clean_head(head: CenterHead) -> CenterHead:
    """The head of papers as it will be printed."""
    return replace(
        head,
        authority=clean(head.authority, NAME_LIMIT),
        name=clean(head.name, NAME_LIMIT),
        place=clean(head.place, NAME_LIMIT),
        address=clean(head.address),
        hotline=clean(head.hotline),
        website=clean(head.website),
        evaluation_url=clean(head.evaluation_url),
    )


def _serials(answers: Answers) -> Slice:
    return desk_slice(answers.desk_number, answers.desks)


def _set_pins(
    officers: Sequence[tuple[str, NewOfficer]], *, pins: Pins, hashing: PinHashing
) -> None:
    for officer_id, officer in officers:
        pins.set(officer_id, hashing.verifier(officer.pin))


def _about_center(answers: Answers) -> Iterator[Refused]:
    head = clean_head(answers.head)
    if not head.name or not head.authority:
        yield Refused("center-name-missing")
    try:
        _serials(answers)
    except Refused as refused:
        yield refused


def _about_officers(officers: Sequence[NewOfficer]) -> Iterator[Refused]:
    numbers = [number_of(officer.number) for officer in officers]
    for officer, number in zip(officers, numbers, strict=True):
        if not officer.roles:
            yield Refused("officer-without-work", officer=number)
    if not any(Role.ADMINISTRATOR in officer.roles for officer in officers):
        yield Refused("administrator-missing")
    if len(set(numbers)) < len(numbers):
        yield Refused("officer-number-taken")
    for officer in officers:
        yield from objections_to(officer)
