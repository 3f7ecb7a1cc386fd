"""What was typed, made into values: cleaned here, and unreadable days named.

A value that cannot be read is left out of the act, and `unreadable` says so; nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from counter_app.desk.receiving.draft import (
    AuthorizationForm,
    Draft,
    DraftComponent,
    FeeForm,
    PersonForm,
    WayForm,
)
from data.domain import codes
from data.domain.clock import LOCAL
from data.domain.codes import Series, read_form_key
from data.domain.errors import Refused
from data.domain.people import Authorization, Person, person
from data.domain.post_filing import TakeByPost
from data.domain.procedures import Procedure
from data.domain.received import COUNT_LIMIT, Channel, Component, Inbound, Late, findings
from data.domain.reception import FeeSaid, Way
from data.domain.supplement import Demand
from data.domain.text import clean, clean_note

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})(?!\d)")
_TIME = re.compile(r"(\d{1,2})\s*(?::\s*(?=\d)|giờ|g|h)\s*(\d{2})?", re.IGNORECASE)
_FIRST_YEAR = 2000
"""No dossier code has an earlier one."""
CODE_LIMIT = codes.CODE_LIMIT
"""Of another one-stop's code, of a postal number and of a blank too."""


def day_of(text: str) -> date | None:
    """`20/11/2026` or `20-11-2026`; None for what is no day."""
    match = _DAY.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def moment_of(text: str) -> datetime | None:
    """`8:30 20/11/2026`, in either order, on the clock of the counter; None for anything else.

    A digit that is left over belonged to something that was not understood.
    """
    day, rest = day_of(text), _DAY.sub(" ", text)
    clock = _TIME.search(rest)
    if day is None or day.year < _FIRST_YEAR or re.search(r"\d", _TIME.sub(" ", rest, count=1)):
        return None
    try:
        hour = time(int(clock[1]), int(clock[2] or 0)) if clock else None
    except ValueError:
        return None
    return datetime.combine(day, hour, LOCAL) if hour is not None else None


def unreadable(draft: Draft) -> Iterator[Refused]:
    """Days and moments that were typed and are none."""
    expires = draft.authorization.expires
    if draft.submitter is not None and expires.strip() and day_of(expires) is None:
        yield Refused("authorization-day-unreadable")
    if draft.late is not None and moment_of(draft.late.received_at) is None:
        yield Refused("late-moment-unreadable")
    if draft.way.channel is Channel.POST and moment_of(draft.way.signed_at) is None:
        yield Refused("post-signing-missing")


def received_at(draft: Draft) -> datetime | None:
    """The moment that an earlier paper says: a late entry (C7) or the post's hand-over (C21)."""
    if draft.late is not None:
        return moment_of(draft.late.received_at)
    if draft.way.channel is Channel.POST:
        return moment_of(draft.way.signed_at)
    return None


def party(form: PersonForm) -> Person:
    return person(
        form.name,
        identity=form.identity,
        address=form.address,
        phone=form.phone,
        email=form.email,
        kind=form.kind,
        tax_code=form.tax_code,
        representative=form.representative,
        identity_kind=form.identity_kind,
        old_identity=form.old_identity,
    )


def authorization(form: AuthorizationForm) -> Authorization:
    return Authorization(
        capacity=form.capacity,
        paper=clean(form.paper) if form.capacity.needs_paper else "",
        scope=form.scope,
        expires=day_of(form.expires),
    )


def component(draft: DraftComponent, procedure: Procedure) -> Component:
    published = next(item for item in procedure.components if item.id == draft.id)
    return Component(
        id=draft.id,
        name=published.name,
        counts=draft.counts,
        pages=draft.pages,
        remark=clean_note(draft.remark),
        condition=draft.condition,
        compared_by=draft.compared_by if draft.counts.compared else "",
        kept=min(draft.kept, draft.counts.originals),
        overruled=_overruled(draft),
        declared=max(0, min(draft.declared, COUNT_LIMIT)),
    )


def _overruled(draft: DraftComponent) -> tuple[tuple[str, ...], ...]:
    found = tuple(findings(draft.overruled.get(page, ())) for page in draft.pages)
    return found if any(found) else ()


def fee_said(form: FeeForm, till: str = "") -> FeeSaid:
    """`till` is the cash shift of this desk that takes it."""
    counted, granted = dict(form.quantities), dict(form.exemptions)
    return FeeSaid(form.paid, clean(form.receipt), counted, granted, form.method, till)


def way(draft: Draft) -> Way:
    return way_of(draft.way)


def way_of(form: WayForm) -> Way:
    return Way(
        channel=form.channel,
        inbound=Inbound(clean(form.one_stop), clean(form.inbound_code, CODE_LIMIT)),
        post_item=clean(form.post_item, CODE_LIMIT),
        signed_reason=clean(form.signed_reason),
        return_by_post=form.return_by_post,
        post_address=clean(form.post_address),
        post_receiver=clean(form.post_receiver),
        post_phone=clean(form.post_phone),
    )


def filed_by_post(draft: Draft, procedure: Procedure, till: str = "") -> TakeByPost:
    """What the post takes: the same typing as at the desk, under the number of its phiếu gửi."""
    return TakeByPost(
        procedure=procedure,
        post_item=draft.way.post_item,
        applicant=party(draft.applicant),
        components=tuple(
            component(it, procedure) for it in draft.components if it.counts.total or it.pages
        ),
        submitter=party(draft.submitter) if draft.submitter else None,
        fee=fee_said(draft.fee, till),
    )


def late(draft: Draft) -> Late | None:
    if draft.late is None:
        return None
    return Late(blank_number(draft.late.blank), clean(draft.late.reason))


def blank_number(text: str) -> str:
    """The number of a blank, also where the key below its bar code was scanned or typed (C7).

    Anything else stays as it was typed, for the sentence that refuses it.
    """
    typed = clean(text, CODE_LIMIT).upper()
    number = read_form_key(typed.replace(" ", ""))
    return str(number) if number and number.series is Series.BLANK else typed


def demands(draft: Draft, procedure: Procedure) -> tuple[Demand, ...]:
    published = {item.id: item.name for item in procedure.components}
    return tuple(
        Demand(
            component=form.component,
            name=published.get(form.component) or clean(form.name),
            defect=form.defect,
            kind=form.kind,
            note=clean(form.note),
            citation=clean(form.citation),
        )
        for form in draft.demands
    )
