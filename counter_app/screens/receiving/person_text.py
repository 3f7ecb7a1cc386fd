"""What the person dialogue says beside its fields: choices, doubts, open dossiers, former parties.

A doubt is said once its field was left, never while it is typed.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.sentences import sentence
from counter_app.widgets.lines import QUIET, barred, column, fit, left, row, styled, warned
from counter_app.widgets.rows import Draw
from counter_app.wording import day_text, masked, msg, tr
from data.domain.clock import local
from data.domain.people import Capacity, IdentityKind, PartyKind, Person, Scope

if TYPE_CHECKING:
    from data.domain.codes import CitizenCard
    from data.domain.errors import Refused
    from data.store.queries import DossierLine

PARTIES = (
    (PartyKind.PERSON, msg("person")),
    (PartyKind.ORGANISATION, msg("organisation")),
)
IDENTITIES = (
    ("", msg("by its number")),
    (IdentityKind.CITIZEN_CARD.value, msg("citizen card")),
    (IdentityKind.OLD_CARD.value, msg("old card")),
    (IdentityKind.PASSPORT.value, msg("passport")),
    (IdentityKind.OTHER.value, msg("other paper")),
    (IdentityKind.NONE.value, msg("no paper")),
)
CAPACITIES = (
    (Capacity.AUTHORISED, msg("authorised by the owner")),
    (Capacity.INTRODUCED, msg("introduced by the organisation")),
    (Capacity.REPRESENTATIVE, msg("legal representative")),
    (Capacity.GUARDIAN, msg("guardian or parent")),
    (Capacity.HIRED, msg("hired service")),
)
SCOPES = (
    (Scope.BOTH, msg("hand in and collect")),
    (Scope.SUBMIT, msg("hand in only")),
    (Scope.RECEIVE, msg("collect only")),
)

_FIELD_OF = {
    "identity-doubtful": "identity",
    "tax-code-doubtful": "tax_code",
    "phone-doubtful": "phone",
    "email-doubtful": "email",
    "representative-missing": "representative",
    "identity-missing": "identity",
    "authorization-missing": "paper",
    "authorization-day-unreadable": "expires",
    "authorization-expired": "expires",
}
"""The field that a code is about: while it is typed, nothing is said of it."""
_ABOUT_PEOPLE = frozenset(
    {
        "authorisation-not-allowed",
        "authorization-day-unreadable",
        "authorization-expired",
        "authorization-for-receiving-only",
        "identity-missing",
    }
)
"""What stands against receiving and can be put right here."""
_NUMBER_WIDTH = 16
_OPEN_SHOWN = 2
"""Open dossiers that are named; the newest tell enough."""


def said(
    doubts: Iterable["Refused"],
    blocks: Iterable["Refused"],
    still_open: Collection["DossierLine"],
    *,
    card: "CitizenCard | None",
    typing: str,
) -> Content:
    """Everything that the officer should look at, what stops first."""
    lines = list(_said(doubts, blocks, still_open, typing))
    return column(*lines, *([_card_rest(card)] if card and any(card.more) else []))


def _said(
    doubts: Iterable["Refused"],
    blocks: Iterable["Refused"],
    still_open: Collection["DossierLine"],
    typing: str,
) -> Iterator[Content]:
    for block in blocks:
        if block.code in _ABOUT_PEOPLE and _FIELD_OF.get(block.code, "-") != typing:
            yield barred(sentence(block))
    yield from open_already(still_open)
    for doubt in doubts:
        if _FIELD_OF.get(doubt.code, "-") != typing:
            yield warned(sentence(doubt))


def open_already(lines: Collection["DossierLine"]) -> Iterator[Content]:
    """The same person has the same procedure open: shown, never forbidden (C18)."""
    if lines:
        numbers = ", ".join(map(_number_and_day, list(lines)[:_OPEN_SHOWN]))
        yield warned(tr("Still open in the same procedure: {numbers}.", numbers=numbers))


def _number_and_day(line: "DossierLine") -> str:
    number = line.code or line.paper
    return f"{number} ({day_text(local(line.received_at).date())})" if line.received_at else number


def _card_rest(card: "CitizenCard") -> Content:
    """Fields of a card beyond the known seven: as they are, since nobody published their order."""
    rest = " | ".join(card.more)
    return styled(tr("Also on the card: {fields}", fields=rest), QUIET)


def former(party: Person) -> Draw:
    """A former applicant: name, number and address, as others in the queue may see them."""
    number = party.tax_code if party.is_organisation else party.identity

    def draw(width: int) -> Content:
        half = (width - _NUMBER_WIDTH) // 2
        rest = fit(party.address, width - half - _NUMBER_WIDTH)
        return row(left(party.name, half), left(masked(number), _NUMBER_WIDTH), styled(rest, QUIET))

    return draw
