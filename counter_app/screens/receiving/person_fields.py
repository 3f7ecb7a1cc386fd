"""The fields of one party in the person dialogue, and what of them shows for which party.

A field is named `<whose>-<name of the form's field>`: the dialogue finds draft and widget by it.
"""

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from counter_app.desk.receiving.draft import AuthorizationForm, PersonForm
from counter_app.screens.receiving.person_draft import APPLICANT, RIGHT
from counter_app.screens.receiving.person_text import CAPACITIES, IDENTITIES, PARTIES, SCOPES
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.wording import msg, tr
from data.domain.people import (
    IDENTITY_LIMIT,
    PHONE_LIMIT,
    TAX_CODE_LIMIT,
    Capacity,
    PartyKind,
    Scope,
)
from data.domain.text import LINE_LIMIT, NAME_LIMIT

DAY_LIMIT = 20
_LIMITS = {
    "name": NAME_LIMIT,
    "identity": IDENTITY_LIMIT,
    "tax_code": TAX_CODE_LIMIT,
    "representative": NAME_LIMIT,
    "phone": PHONE_LIMIT,
    "expires": DAY_LIMIT,
}


class Line(Horizontal):
    """One row of the form: widgets beside each other, each with its name before it."""

    DEFAULT_CSS = """
    Line { height: 1; }
    Line > .label { width: 20; text-align: right; color: $quiet; padding-right: 1; }
    Line > .label.-second { width: 14; }
    Line > Field { width: 1fr; }
    """

    def __init__(self, *named: tuple[str, Widget], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._named = named

    def compose(self) -> ComposeResult:
        for place, (label, widget) in enumerate(self._named):
            classes = "label -second" if place else "label"
            yield Static(tr(label), markup=False, classes=classes)
            yield widget


class Party(Vertical):
    """A person or an organisation. Only an owner may be an organisation: somebody stands here."""

    DEFAULT_CSS = """
    Party { height: auto; }
    """

    def __init__(self, whose: str) -> None:
        super().__init__(id=whose)
        self._whose = whose

    def compose(self) -> ComposeResult:
        whose = self._whose
        paper = (msg("Identity paper"), _choice(whose, "identity_kind", IDENTITIES, ""))
        if whose == APPLICANT:
            kind = _choice(whose, "kind", PARTIES, PartyKind.PERSON)
            yield Line((msg("Is"), kind), paper, id="kind-line")
        else:
            yield Line(paper)
        yield Line((msg("Full name"), _field(whose, "name")), id=f"{whose}-name-line")
        yield Line(
            (msg("Identity paper no."), _field(whose, "identity")), id=f"{whose}-identity-line"
        )
        if whose == APPLICANT:
            yield Line((msg("Tax code"), _field(whose, "tax_code")), id="tax-line")
            yield Line(
                (msg("Representative"), _field(whose, "representative")), id="representative-line"
            )
        yield Line(
            (msg("Telephone"), _field(whose, "phone")), (msg("E-mail"), _field(whose, "email"))
        )
        yield Line((msg("Address"), _field(whose, "address")))

    def fill(self, form: PersonForm) -> None:
        _fill(self, form)
        organisation = form.kind is PartyKind.ORGANISATION
        if self.has_class("-organisation") == organisation:
            return
        self.set_class(organisation, "-organisation")
        label = tr("Organisation") if organisation else tr("Full name")
        self.query_one(f"#{self._whose}-name-line .label", Static).update(label)


class Right(Vertical):
    """By what right the submitter stands here (R124, C17)."""

    DEFAULT_CSS = """
    Right { height: auto; }
    """

    def compose(self) -> ComposeResult:
        first = AuthorizationForm()
        yield Line((msg("Hands in as"), _choice(RIGHT, "capacity", CAPACITIES, first.capacity)))
        yield Line((msg("By paper"), _field(RIGHT, "paper")), id="paper-line")
        yield Line(
            (msg("Valid for"), _choice(RIGHT, "scope", SCOPES, first.scope)),
            (msg("Until"), _field(RIGHT, "expires", tr("no end"))),
            id="scope-line",
        )

    def fill(self, form: AuthorizationForm) -> None:
        _fill(self, form)
        self.set_class(not form.capacity.needs_paper, "-no-paper")


def _fill(part: Vertical, form: PersonForm | AuthorizationForm) -> None:
    """Show what the draft says; a field that says it already is left alone, with its cursor."""
    for field in part.query(Field):
        value = getattr(form, name_of(field))
        if field.value != value:
            field.value = value
            field.action_end()
    for choice in part.query(Choice):
        choice.choose(getattr(form, name_of(choice)))


def _field(whose: str, name: str, placeholder: str = "") -> Field:
    limit = _LIMITS.get(name, LINE_LIMIT)
    return Field(id=f"{whose}-{name}", limit=limit, placeholder=placeholder)


def _choice(
    whose: str,
    name: str,
    options: Sequence[tuple[Any, str]],
    value: PartyKind | Capacity | Scope | str,
) -> Choice[Any]:
    words = [(one, tr(label)) for one, label in options]
    return Choice(words, value, id=f"{whose}-{name}")


def whose_of(widget: Widget) -> str:
    """Whose field it is: applicant, submitter or right."""
    return (widget.id or "").partition("-")[0]


def name_of(widget: Widget) -> str:
    """The name of the form's field."""
    return (widget.id or "").partition("-")[2]
