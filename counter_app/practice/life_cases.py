"""What a citizen who cannot exist brings: papers, money, a right to act, a wish for the result.

Everything in it can be received: what goes wrong is told later.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from counter_app.practice.life_center import CenterAtWork
from counter_app.practice.life_people import (
    a_person,
    an_address,
    an_email,
    an_item,
    an_organisation,
    digits,
    pick,
)
from data.domain.fees import FeeDue, fees_on
from data.domain.people import Authorization, Capacity, Person, Scope
from data.domain.procedures import Component as Published
from data.domain.procedures import PaperKind, Procedure
from data.domain.received import Channel, Component, Counts, Inbound
from data.domain.reception import FeeSaid, Way

_ORGANISATIONS: Final = ("tổ chức", "doanh nghiệp", "công ty", "hợp tác xã")
_FIELDS: Final = {
    PaperKind.ORIGINAL: "originals",
    PaperKind.CERTIFIED: "certified",
    PaperKind.COMPARED: "compared",
    PaperKind.COPY: "copies",
}
_AT_THE_DESK: Final = (Channel.DIRECT, Channel.ONLINE)
"""Ways on which somebody else may hand it in for the applicant."""
OPTIONAL: Final = 0.25
"""Of components that are needed on a condition."""
KEPT: Final = 0.03
"""Of originals: they stay with the dossier and go back with the result."""
MEAN_PAGES: Final = 2.0
QUANTITY: Final = 40
"""Pages or minutes, at most, of what is paid for by the piece."""


@dataclass(frozen=True, slots=True)
class Case:
    """`unscanned`: one of its components is photographed after the citizen has gone (C26)."""

    procedure: Procedure
    applicant: Person
    submitter: Person | None
    authorization: Authorization | None
    components: tuple[Component, ...]
    way: Way
    fee: FeeSaid
    email: str
    visit: str = ""
    replaces: str = ""
    unscanned: str = ""


def a_case(
    center: CenterAtWork, random: Random, procedure: Procedure, channel: Channel, came: date
) -> Case:
    habits = center.habits
    organisation = any(word in procedure.applicants.lower() for word in _ORGANISATIONS)
    company = organisation and random.random() < 0.7  # noqa: PLR2004 - a share
    applicant = an_organisation(random) if company else a_person(random)
    submitter, right = None, None
    if channel in _AT_THE_DESK:
        submitter, right = _submitter(center, random, procedure, applicant, came)
    by_post = procedure.post_return and random.random() < habits.return_by_post
    way = Way(
        channel=channel,
        inbound=_inbound(center, random) if channel is Channel.INBOUND else None,
        post_item=an_item(random) if channel is Channel.POST else "",
        return_by_post=by_post and channel is not Channel.INBOUND,
        post_address=an_address(random) if by_post and channel is not Channel.INBOUND else "",
    )
    components = tuple(_components(center, random, procedure))
    late = channel is not Channel.ONLINE and random.random() < habits.unscanned
    return Case(
        procedure=procedure,
        applicant=applicant,
        submitter=submitter,
        authorization=right,
        components=components,
        way=way,
        fee=_fee(center, random, procedure, came),
        email=an_email(random),
        unscanned=pick(random, components).id if late else "",
    )


def scanned_later(case: Case) -> tuple[Component, ...]:
    """The components as they are received, with that one without its pages."""
    return tuple(replace(it, pages=()) if it.id == case.unscanned else it for it in case.components)


def counts_of(random: Random, published: Published) -> Counts:
    kind = pick(random, published.kinds) if published.kinds else PaperKind.ORIGINAL
    return Counts(**{_FIELDS[kind]: max(1, published.count)})


def _components(center: CenterAtWork, random: Random, procedure: Procedure) -> list[Component]:
    brought = []
    for published in procedure.components:
        if not published.required and random.random() >= OPTIONAL:
            continue
        counts = counts_of(random, published)
        kept = counts.originals if random.random() < KEPT else 0
        pages = tuple(center.a_page(random) for _ in range(1 + int(random.random() * MEAN_PAGES)))
        by = "11" if counts.compared else ""
        brought.append(
            Component(published.id, published.name, counts, pages, compared_by=by, kept=kept)
        )
    return brought


def _submitter(
    center: CenterAtWork, random: Random, procedure: Procedure, applicant: Person, came: date
) -> tuple[Person | None, Authorization | None]:
    """Somebody else stands at the desk for a company, and now and then for a citizen (R124)."""
    if applicant.is_organisation:
        if random.random() < 0.5:  # noqa: PLR2004 - a share
            representative = replace(a_person(random), name=applicant.representative)
            return representative, Authorization(Capacity.REPRESENTATIVE)
        paper = f"Giấy giới thiệu số {digits(random, 3)}/GGT"
        return a_person(random), Authorization(Capacity.INTRODUCED, paper)
    if not procedure.authorisation_allowed or random.random() >= center.habits.authorised:
        return None, None
    until = came + timedelta(days=365) if random.random() < 0.3 else None  # noqa: PLR2004
    scope = Scope.SUBMIT if random.random() < 0.2 else Scope.BOTH  # noqa: PLR2004
    paper = f"Giấy ủy quyền số {digits(random, 3)}/GUQ"
    return a_person(random), Authorization(Capacity.AUTHORISED, paper, scope, until)


def _inbound(center: CenterAtWork, random: Random) -> Inbound:
    return Inbound(center.one_stop(random), f"MC-{digits(random, 6)}")


def _fee(center: CenterAtWork, random: Random, procedure: Procedure, came: date) -> FeeSaid:
    """What is due at filing is mostly paid there; some have a published ground to pay less."""
    owed = fees_on(procedure.fees, came)
    at_filing = bool(owed) and all(fee.due is FeeDue.FILING for fee in owed)
    exempted = {
        fee.id: pick(random, fee.exemptions).id
        for fee in owed
        if fee.exemptions and random.random() < 0.1  # noqa: PLR2004 - a share
    }
    units = {
        fee.id: 1 + int(random.random() * min(QUANTITY, fee.quantity_limit))
        for fee in owed
        if fee.unit
    }
    return FeeSaid(
        paid=at_filing and random.random() < center.habits.paid_at_once,
        receipt=f"BL-{digits(random, 7)}",
        quantities=units,
        exemptions=exempted,
    )
