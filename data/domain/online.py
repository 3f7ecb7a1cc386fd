"""Online: dossiers that come through the province's service portal (R72–R75).

What the citizen sent is a fact of its own and decides nothing: the same check as at the desk
follows on it. Whoever sent it to the wrong place is told the right one, once and in full (R73).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Final

from data.domain.body import Reader
from data.domain.codes import CODE_LIMIT
from data.domain.contacting import email_address, sms_number
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.kinds import enter, kind
from data.domain.lifecycle import Action
from data.domain.matter import Matter
from data.domain.people import Authorization, Person
from data.domain.procedures import Procedure
from data.domain.received import Counts
from data.domain.reception import PAGES_LIMIT, SETS_LIMIT, InForce, matter_of
from data.domain.records import PERSONAL, PersonalText
from data.domain.roles import Role
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, clean, clean_note
from data.domain.vocabulary import DOSSIER_APPLIED, DOSSIER_DIRECTED

PORTAL_LIMIT: Final = CODE_LIMIT
"""Characters of a portal number, which mostly looks like a dossier code."""
FILES_LIMIT: Final = 400
"""Attached files of one dossier; with their names they fit one entry."""

_PORTAL = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True, slots=True)
class AppliedComponent:
    """One component as the citizen declared it.

    `pages` are SHA-256 of attached pictures that were taken into the store; `left` are those of
    attached files that stay at the portal.
    """

    id: str
    name: str
    counts: Counts
    pages: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileName:
    """What the citizen called a file."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Applied:
    """An online dossier as it came: `portal` is its number there, `applied_at` when it was sent.

    `supplements` is the number of the form 02 that it answers. `email` and `phone` are where the
    notices of R74 go.
    """

    portal: str
    matter: Matter
    applied_at: datetime
    desk: str
    components: tuple[AppliedComponent, ...] = ()
    sets: int = 1
    return_by_post: bool = False
    supplements: str = ""
    applicant: Annotated[Person | None, PERSONAL] = None
    submitter: Annotated[Person | None, PERSONAL] = None
    authorization: Annotated[Authorization | None, PERSONAL] = None
    email: PersonalText = ""
    phone: PersonalText = ""
    post_address: PersonalText = ""
    file_names: Annotated[tuple[FileName, ...], PERSONAL] = ()
    note: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Directed:
    """Another agency is competent: which, why, and everything the citizen needs there (R73)."""

    agency: str
    desk: str
    at: datetime
    address: str = ""
    reason: PersonalText = ""
    guidance: PersonalText = ""


@dataclass(frozen=True, slots=True)
class Application:
    """The act: what the portal handed over of one dossier, read and not yet judged.

    `authorization` says by what right the `submitter` acts.
    """

    portal: str
    procedure: Procedure
    applied_at: datetime
    applicant: Person
    components: tuple[AppliedComponent, ...]
    submitter: Person | None = None
    authorization: Authorization | None = None
    sets: int = 1
    email: str = ""
    phone: str = ""
    return_by_post: bool = False
    post_address: str = ""
    supplements: str = ""
    file_names: tuple[FileName, ...] = ()
    note: str = ""


# --- acts ---------------------------------------------------------------------------------------


def application_objections(act: Application, now: datetime) -> list[Refused]:
    """What stands against taking it in; whether it can be received is another question (R72)."""
    return list(_about(act, now))


def apply_online(
    dossier: Dossier,
    act: Application,
    *,
    desk: str,
    now: datetime,
    roles: Collection[Role],
    rules: InForce,
) -> Fact:
    """The entry of an online dossier. Raises the first objection, or why it is not allowed."""
    for objection in application_objections(act, now):
        raise objection
    applied = Applied(
        portal=act.portal,
        matter=matter_of(act.procedure, rules),
        applied_at=act.applied_at,
        desk=desk,
        components=act.components,
        sets=act.sets,
        return_by_post=act.return_by_post,
        supplements=act.supplements,
        applicant=act.applicant,
        submitter=act.submitter,
        authorization=act.authorization if act.submitter else None,
        email=email_address(act.email),
        phone=sms_number(act.phone),
        post_address=clean(act.post_address) if act.return_by_post else "",
        file_names=act.file_names,
        note=clean_note(act.note, NOTE_LIMIT),
    )
    return enter(dossier, APPLY, applied, roles=roles)


def direct(dossier: Dossier, said: Directed, *, roles: Collection[Role]) -> Fact:
    """Sends the citizen to the agency that is competent.

    Raises Refused: "directed-agency-missing", "directed-reason-missing",
    "directed-guidance-missing".
    """
    cleaned = replace(
        said,
        agency=clean(said.agency, NAME_LIMIT),
        address=clean(said.address, LINE_LIMIT),
        reason=clean_note(said.reason, NOTE_LIMIT),
        guidance=clean_note(said.guidance, NOTE_LIMIT),
    )
    for objection in direct_objections(cleaned):
        raise objection
    return enter(dossier, DIRECT, cleaned, roles=roles)


def direct_objections(said: Directed) -> list[Refused]:
    """Everything that is missing of the one and full guidance."""
    asked = (
        ("directed-agency-missing", said.agency),
        ("directed-reason-missing", said.reason),
        ("directed-guidance-missing", said.guidance),
    )
    return [Refused(code) for code, text in asked if not clean_note(text)]


def is_portal_number(text: str) -> bool:
    """Whether a portal could have given this number, and a folder could bear it."""
    return len(text) <= PORTAL_LIMIT and _PORTAL.fullmatch(text) is not None


def _about(act: Application, now: datetime) -> Iterator[Refused]:
    if not is_portal_number(act.portal):
        yield Refused("portal-number-unreadable")
    if act.applied_at > now:
        yield Refused("applied-in-the-future")
    if not act.applicant.name:
        yield Refused("applicant-name-missing")
    if act.submitter is not None and not act.submitter.name:
        yield Refused("submitter-name-missing")
    if not (email_address(act.email) or sms_number(act.phone)):
        yield Refused("applied-unreachable")
    if act.return_by_post and not clean(act.post_address):
        yield Refused("post-address-missing")
    if not 1 <= act.sets <= SETS_LIMIT:
        yield Refused("sets-out-of-range", limit=SETS_LIMIT)
    yield from _about_components(act)


def _about_components(act: Application) -> Iterator[Refused]:
    published = {item.id for item in act.procedure.components}
    named = [item.id for item in act.components]
    if not set(named) <= published or len(set(named)) < len(named):
        yield Refused("component-unknown")
    if sum(len(item.pages) for item in act.components) > PAGES_LIMIT:
        yield Refused("too-many-pages", limit=PAGES_LIMIT)
    if sum(len(item.pages) + len(item.left) for item in act.components) > FILES_LIMIT:
        yield Refused("too-many-files", limit=FILES_LIMIT)


# --- views --------------------------------------------------------------------------------------


def applied(dossier: Dossier) -> Applied | None:
    """What came online last; None for a dossier that never did."""
    last = dossier.last(Applied)
    return last.what if last else None


def portal_number(dossier: Dossier) -> str:
    """Its number at the portal; empty where it never came online."""
    last = applied(dossier)
    return last.portal if last else ""


def _applied_clash(dossier: Dossier, said: Applied) -> str:
    if dossier.matter and dossier.matter.procedure_code != said.matter.procedure_code:
        return "applied-other-procedure"
    sent = {(it.what.portal, it.what.applied_at) for it in dossier.facts(Applied)}
    return "applied-before" if (said.portal, said.applied_at) in sent else ""


def _applied(dossier: Dossier, entered: Entered[Applied], _hidden: Reader) -> Dossier:
    said = entered.what
    return replace(dossier, matter=said.matter, applicant=said.applicant, submitter=said.submitter)


APPLY = kind(DOSSIER_APPLIED, Action.APPLY_ONLINE, Applied, clash=_applied_clash, effect=_applied)
DIRECT = kind(DOSSIER_DIRECTED, Action.DIRECT_ELSEWHERE, Directed)

KINDS = (APPLY, DIRECT)
