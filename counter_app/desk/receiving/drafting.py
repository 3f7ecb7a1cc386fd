"""Drafts at the desk: begun, kept at every change, parked, resumed, and swept away.

Whatever is typed or captured is on disk before the call returns; nothing here is an act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counter_app.desk.receiving import recorded, typed
from counter_app.desk.receiving.draft import (
    Draft,
    DraftComponent,
    PersonForm,
    from_json,
    to_json,
)
from data.domain.catalogue import Catalogue
from data.domain.center import Officer
from data.domain.clock import Clock
from data.domain.codes import read_card
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.not_accepted import asked_again
from data.domain.online import applied
from data.domain.people import PartyKind
from data.domain.procedures import Component as Published
from data.domain.procedures import Procedure
from data.domain.received import Component
from data.store import queries
from data.store.drafts import Drafts, Pages, SavedDraft
from data.store.engine import Store
from data.store.journal import new_id


@dataclass(frozen=True, slots=True)
class ParkedDraft:
    """A draft as one line of a list.

    `waits` is where its dossier stands that goes on with it (C9, C21); None for a first check. A
    state that is none of `GOES_ON` is where another desk has brought it.
    """

    id: str
    procedure: str
    applicant: str
    saved_at: str
    pages: int
    waits: State | None


@dataclass(slots=True)
class Drafting:
    store: Store
    drafts: Drafts
    pages: Pages
    catalogue: Catalogue
    clock: Clock

    def find_procedures(self, typed_text: str) -> list[Procedure]:
        """Procedures that match; with nothing typed, the most used here come first."""
        found = list(self.catalogue.search(typed_text))
        if not typed_text.strip():
            with self.store.read() as connection:
                use = queries.procedure_use(connection)
            found.sort(key=lambda procedure: -use.get(procedure.code, 0))
        return found

    def begin(
        self,
        officer: Officer,
        procedure_code: str,
        *,
        after: Draft | None = None,
        replaces: str = "",
    ) -> Draft:
        """A new draft with every published component. Raises Refused("procedure-unknown").

        `after` is the dossier before it of the same visitor: persons and wishes are the same.
        `replaces` is the id of the cancelled dossier that it stands for (C15).
        """
        procedure = self.procedure_of(procedure_code)
        draft = replace(_empty(new_id(), procedure), replaces=replaces)
        if after is not None:
            draft = replace(
                draft,
                applicant=after.applicant,
                submitter=after.submitter,
                authorization=after.authorization,
                way=replace(after.way, post_item="", signed_at="", signed_reason=""),
                visit=after.visit,
            )
        self.save(officer, draft)
        return draft

    def reopen(self, officer: Officer, dossier_id: str) -> Draft:
        """The draft of a dossier that waits for its citizen, the post or its first check.

        That is after a form 02 (C9), before the post's hand-over (C21), and after it came online
        (R72). The draft bears the dossier's id, so that what is issued from it is the same dossier.
        Raises Refused("not-reopened") for a dossier that waits for none of these.
        """
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        if self.drafts.get(dossier_id) is not None:
            return recorded.signed_for(self.resume(dossier_id), dossier)
        if dossier.matter is None or dossier.state not in GOES_ON:
            raise Refused("not-reopened")
        procedure = self.procedure_of(dossier.matter.procedure_code)
        draft = replace(
            _empty(dossier.id, procedure),
            applicant=recorded.person_form(dossier.applicant),
            submitter=recorded.person_form(dossier.submitter) if dossier.submitter else None,
        )
        if dossier.state is State.POSTED:
            draft = recorded.filed_by_post(draft, dossier, procedure)
        elif dossier.supplements:
            draft = _asked_again(draft, dossier)
        told = applied(dossier) if dossier.state is State.APPLIED else None
        if told is not None:
            draft = recorded.sent_online(draft, told)
        self.drafts.begin_again(self._saved(officer, draft))
        return draft

    def procedure(self, draft: Draft) -> Procedure:
        return self.procedure_of(draft.procedure)

    def procedure_of(self, code: str) -> Procedure:
        """Raises Refused("procedure-unknown")."""
        procedure = self.catalogue.by_code(code)
        if procedure is None:
            raise Refused("procedure-unknown", procedure=code)
        return procedure

    def save(self, officer: Officer, draft: Draft) -> None:
        """Nothing happens for a draft that has become a dossier meanwhile."""
        self.drafts.save(self._saved(officer, draft))

    def parked(self) -> list[ParkedDraft]:
        drafts = self.drafts.all()
        with self.store.read() as connection:
            states = queries.states(connection, [saved.id for saved in drafts])
        return [self._parked(saved, states.get(saved.id)) for saved in drafts]

    def resume(self, draft_id: str) -> Draft:
        """Raises Refused: "draft-gone" when it was issued or discarded meanwhile, "draft-overtaken"
        when another desk went on with its dossier, and "draft-outdated" when the catalogue or the
        program changed so that it cannot go on.
        """
        saved = self.drafts.get(draft_id)
        if saved is None:
            raise Refused("draft-gone")
        with self.store.read() as connection:
            state = queries.states(connection, [draft_id]).get(draft_id)
        if state is not None and state not in GOES_ON:
            raise Refused("draft-overtaken")
        draft = _readable(saved)
        procedure = self.catalogue.by_code(draft.procedure) if draft else None
        if draft is None or procedure is None or not _fits(draft, procedure):
            raise Refused("draft-outdated")
        return draft

    def discard(self, draft_id: str) -> None:
        """Deletes a draft and the page files that nothing else names."""
        self.drafts.delete(draft_id)
        self.sweep()

    def sweep(self) -> int:
        """Deletes page files that neither a dossier nor a draft names. Returns how many.

        Nothing goes while there is a draft that cannot be read: its pages are nobody's orphans.
        """
        if any(_readable(saved) is None for saved in self.drafts.all()):
            return 0
        return self.pages.sweep(self._pages_in_drafts)

    def attach_page(
        self,
        officer: Officer,
        draft: Draft,
        component_id: str,
        image: bytes,
        *,
        overruled: Sequence[str] = (),
    ) -> Draft:
        """The draft with one page more, its file synced to disk before the draft names it.

        `overruled` are codes of findings in spite of which the officer keeps it.

        A component that was not counted yet is counted as handed in, as the catalogue asks. The
        store's turn is held, so that no sweep comes between the file and the draft.
        """
        with self.store.turn:
            name = self.pages.put(image)
            component = draft.component(component_id)
            spite = {**component.overruled, name: list(overruled)} if overruled else {}
            changed = replace(
                component,
                pages=(*component.pages, name),
                overruled=spite or component.overruled,
            )
            if changed.counts.total == 0:
                changed = self.counted(draft, changed)
            paged = draft.with_component(changed)
            self.save(officer, paged)
        return paged

    def drop_page(self, officer: Officer, draft: Draft, component_id: str) -> Draft:
        """The draft without the last page of a component."""
        component = draft.component(component_id)
        shorter = draft.with_component(replace(component, pages=component.pages[:-1]))
        self.save(officer, shorter)
        return shorter

    def counted(self, draft: Draft, component: DraftComponent) -> DraftComponent:
        """The component with the published number of papers of the first accepted kind."""
        published = self._published(draft, component.id)
        counts = component.counts.with_count(published.kinds[0], published.count)
        return replace(component, counts=counts)

    def fill_from_card(self, draft: Draft, scan: str) -> Draft | None:
        """The draft with the person of a citizen card's QR; None if `scan` is no card.

        An organisation has no card: it is its representative's, who stands at the desk.
        """
        card = read_card(scan)
        if card is None:
            return None
        form = draft.at_desk
        if form.kind is PartyKind.ORGANISATION:
            return with_person(draft, replace(form, representative=card.name))
        filled = replace(
            form,
            name=card.name,
            identity=card.number,
            identity_kind="",
            old_identity=card.old_number,
            address=card.address,
        )
        return with_person(draft, filled)

    def _saved(self, officer: Officer, draft: Draft) -> SavedDraft:
        return SavedDraft(draft.id, officer.id, to_json(draft), self.clock())

    def _published(self, draft: Draft, component_id: str) -> Published:
        components = self.procedure(draft).components
        return next(item for item in components if item.id == component_id)

    def _parked(self, saved: SavedDraft, waits: State | None) -> ParkedDraft:
        draft = _readable(saved) or Draft(saved.id, "", ())
        procedure = self.catalogue.by_code(draft.procedure)
        return ParkedDraft(
            id=draft.id,
            procedure=procedure.name if procedure else draft.procedure,
            applicant=typed.party(draft.applicant).name,
            saved_at=saved.saved_at.isoformat(),
            pages=sum(len(component.pages) for component in draft.components),
            waits=waits,
        )

    def _pages_in_drafts(self) -> list[str]:
        drafts = [from_json(saved.body) for saved in self.drafts.all()]
        return [page for draft in drafts for item in draft.components for page in item.pages]


GOES_ON = frozenset({State.APPLIED, State.POSTED, State.SUPPLEMENT})
"""States of a dossier that goes on in a draft with its id."""


def with_person(draft: Draft, form: PersonForm) -> Draft:
    """The draft with another person at the desk."""
    if draft.submitter is None:
        return replace(draft, applicant=form)
    return replace(draft, submitter=form)


def _empty(draft_id: str, procedure: Procedure) -> Draft:
    return Draft(
        id=draft_id,
        procedure=procedure.code,
        components=tuple(DraftComponent(item.id) for item in procedure.components),
        sets=procedure.sets,
        visit=new_id(),
    )


def _asked_again(draft: Draft, dossier: Dossier) -> Draft:
    """The checklist of a form 02: what was good stays, its items are looked at again (C9)."""
    items = asked_again(dossier) or frozenset()
    good = {item.id: item for item in dossier.supplements[-1].checked if item.id not in items}
    components = tuple(
        _checked(good[item.id]) if item.id in good else item for item in draft.components
    )
    asked = replace(draft, components=components, asked_again=tuple(sorted(items)))
    return recorded.handed_in(asked, dossier.supplements[-1].handing)


def _checked(found: Component) -> DraftComponent:
    """A component as it was found good; its pages were photographed then."""
    return DraftComponent(
        id=found.id,
        counts=found.counts,
        pages=found.pages,
        remark=found.remark,
        condition=found.condition,
        compared_by=found.compared_by,
        kept=found.kept,
        overruled={
            page: list(it) for page, it in zip(found.pages, found.overruled, strict=False) if it
        },
        declared=found.declared,
    )


def _readable(saved: SavedDraft) -> Draft | None:
    """None for a draft of another program version."""
    try:
        return from_json(saved.body)
    except (ValueError, KeyError, TypeError):
        return None


def _fits(draft: Draft, procedure: Procedure) -> bool:
    published = {component.id for component in procedure.components}
    return {component.id for component in draft.components} <= published
