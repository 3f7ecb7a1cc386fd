"""The draft behind the person dialogue: one field said, a paper left out, a former party taken.

Each answers with another draft, and nothing that was typed is ever lost on the way.
"""

from dataclasses import replace
from typing import Any

from counter_app.desk.receiving import recorded, typed
from counter_app.desk.receiving.draft import AuthorizationForm, Draft, PersonForm
from counter_app.desk.receiving.people import doubts
from data.domain.errors import Refused
from data.domain.people import IdentityKind, Person

APPLICANT, SUBMITTER, RIGHT = "applicant", "submitter", "right"
"""The owner, who hands in for the owner, and by what right."""
_TEXTS = tuple(name for name in PersonForm.__slots__ if name not in {"kind", "identity_kind"})
_NONE = IdentityKind.NONE.value


def form_of(draft: Draft, whose: str) -> PersonForm | AuthorizationForm | None:
    forms = {APPLICANT: draft.applicant, SUBMITTER: draft.submitter, RIGHT: draft.authorization}
    return forms.get(whose)


def with_said(draft: Draft, whose: str, name: str, value: object) -> Draft:
    """The draft with `value` in one field; the same draft where it says that already."""
    form = form_of(draft, whose)
    if form is None or getattr(form, name) == value:
        return draft
    said: dict[str, Any] = {name: value}
    if name == "identity" and value and isinstance(form, PersonForm) and _has_none(form):
        said["identity_kind"] = ""
    return _with_form(draft, whose, replace(form, **said))


class PutBy:
    """What a key took out of the draft; pressed again, it puts it back."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._submitter = PersonForm()

    def paper_chosen(self, draft: Draft, whose: str) -> Draft:
        """A number belongs to a paper: without one it is put by until a paper is chosen again."""
        form = form_of(draft, whose)
        assert isinstance(form, PersonForm)
        if _has_none(form):
            self._numbers[whose] = form.identity or self._numbers.get(whose, "")
            return _with_form(draft, whose, replace(form, identity=""))
        number = form.identity or self._numbers.pop(whose, "")
        return with_said(draft, whose, "identity", number)

    def somebody_else(self, draft: Draft) -> Draft:
        """Whoever is typed so far stays the owner; the other person hands in for them."""
        if draft.submitter is None:
            return replace(draft, submitter=self._submitter)
        self._submitter = draft.submitter
        return replace(draft, submitter=None)


def parties(draft: Draft) -> list[Person]:
    """The owner, and who hands in for the owner."""
    return [typed.party(form) for form in (draft.applicant, draft.submitter) if form]


def doubts_of(draft: Draft) -> list[Refused]:
    """Each doubt once, whoever it is about."""
    return list({doubt.code: doubt for one in parties(draft) for doubt in doubts(one)}.values())


def with_known(draft: Draft, whose: str, known: Person) -> Draft:
    """What is known of them is filled in; what that does not say stays as it was typed."""
    form, former = form_of(draft, whose), recorded.person_form(known)
    said: dict[str, Any] = {it: getattr(former, it) or getattr(form, it) for it in _TEXTS}
    return _with_form(draft, whose, replace(former, **said))


def _has_none(form: PersonForm) -> bool:
    return form.identity_kind == _NONE


def _with_form(draft: Draft, whose: str, form: PersonForm | AuthorizationForm) -> Draft:
    if isinstance(form, AuthorizationForm):
        return replace(draft, authorization=form)
    return replace(draft, applicant=form) if whose == APPLICANT else replace(draft, submitter=form)
