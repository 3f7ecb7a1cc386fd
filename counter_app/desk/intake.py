"""Intake (Tiếp nhận): from an empty draft to the committed dossier and its queued papers.

Whatever is typed or captured is on disk before the call returns; nothing is an act until `issue`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from counter_app.desk.appointment import reasons
from counter_app.desk.draft import Draft, DraftComponent, PersonForm, from_json, to_json
from data.domain import reception
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.codes import read_card, slip_key
from data.domain.dossier import Appointment, Component, Dossier, Fee, fold
from data.domain.errors import Refused
from data.domain.numbering import next_number
from data.domain.papers import Copy
from data.domain.people import Person, person
from data.domain.printjob import Sheet, queue
from data.domain.procedures import Catalogue, Procedure
from data.domain.procedures import Component as Published
from data.domain.reception import InForce, Receive
from data.domain.text import clean_note
from data.store import queries
from data.store.drafts import Drafts, Pages, SavedDraft, drop_draft
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id

FORM = "receipt"
"""Form id of Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""


@dataclass(frozen=True, slots=True)
class ParkedDraft:
    """A draft as one line of a list."""

    id: str
    procedure: str
    applicant: str
    saved_at: str
    pages: int


@dataclass(frozen=True, slots=True)
class Review:
    """What would be issued now (Kiểm lại). It can be issued when `blocks` is empty.

    `promise` is None where the calendar does not reach the due year; `blocks` then says so.
    """

    draft: Draft
    procedure: Procedure
    blocks: tuple[Refused, ...]
    promise: Appointment | None
    reasons: tuple[str, ...]
    fee: Fee
    return_place: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A received dossier and the jobs of its papers: kept copy and applicant's copy."""

    dossier: Dossier
    slip_key: str
    jobs: tuple[str, ...]


def nobody_waits() -> None:
    """Nobody waits for new papers."""


@dataclass(slots=True)
class Intake:
    """`wake` is called after a commit that left a paper to print."""

    store: Store
    journal: Journal
    drafts: Drafts
    pages: Pages
    catalogue: Catalogue
    rules: InForce
    desk: Desk
    clock: Clock
    wake: Callable[[], None] = field(default=nobody_waits)

    def find_procedures(self, typed: str) -> list[Procedure]:
        """Procedures that match; with nothing typed, the most used here come first."""
        found = list(self.catalogue.search(typed))
        if not typed.strip():
            with self.store.read() as connection:
                use = queries.procedure_use(connection)
            found.sort(key=lambda procedure: -use.get(procedure.code, 0))
        return found

    def begin(self, officer: Officer, procedure_code: str) -> Draft:
        """A new draft with every published component. Raises Refused("procedure-unknown")."""
        procedure = self._procedure(procedure_code)
        draft = Draft(
            id=new_id(),
            procedure=procedure.code,
            components=tuple(DraftComponent(item.id) for item in procedure.components),
            sets=procedure.sets,
        )
        self.save(officer, draft)
        return draft

    def procedure(self, draft: Draft) -> Procedure:
        return self._procedure(draft.procedure)

    def save(self, officer: Officer, draft: Draft) -> None:
        """Nothing happens for a draft that has become a dossier meanwhile."""
        saved = SavedDraft(draft.id, officer.id, to_json(draft), self.clock())
        self.drafts.save(saved)

    def parked(self) -> list[ParkedDraft]:
        return [self._parked(saved) for saved in self.drafts.all()]

    def resume(self, draft_id: str) -> Draft:
        """Raises Refused: "draft-gone" when it was issued or discarded meanwhile, and
        "draft-outdated" when the catalogue or the program changed so that it cannot go on.
        """
        saved = self.drafts.get(draft_id)
        if saved is None:
            raise Refused("draft-gone")
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

    def attach_page(self, officer: Officer, draft: Draft, component_id: str, image: bytes) -> Draft:
        """The draft with one page more, its file synced to disk before the draft names it.

        A component that was not counted yet is counted as handed in, as the catalogue asks. The
        store's turn is held, so that no sweep comes between the file and the draft.
        """
        with self.store.turn:
            name = self.pages.put(image)
            component = draft.component(component_id)
            changed = replace(component, pages=(*component.pages, name))
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
        """The draft with the person of a citizen card's QR; None if `scan` is no card."""
        card = read_card(scan)
        if card is None:
            return None
        form = draft.applicant if draft.submitter is None else draft.submitter
        filled = replace(form, name=card.name, identity=card.number, address=card.address)
        if draft.submitter is None:
            return replace(draft, applicant=filled)
        return replace(draft, submitter=filled)

    def review(self, draft: Draft) -> Review:
        """What stands against issuing this draft now, and what the slip would promise."""
        act = self._receive(draft)
        blocks = reception.objections(act)
        promise = None
        try:
            promise = reception.promise(act.procedure, act.received_at, self.rules)
        except Refused as refused:
            blocks.append(refused)
        day = local(act.received_at).date()
        return Review(
            draft=draft,
            procedure=act.procedure,
            blocks=tuple(blocks),
            promise=promise,
            reasons=reasons(act.received_at, promise) if promise else (),
            fee=reception.fee(act.procedure, day, paid=draft.fee_paid),
            return_place=reception.return_place(act.procedure),
        )

    def issue(self, officer: Officer, draft: Draft) -> Issued:
        """Receives the dossier (R69): one commit, then the papers follow.

        The draft's id becomes the dossier's, so a draft can be issued once and never twice.
        Raises the first of the review's blocks, or Refused("serials-exhausted").
        """
        receive = self._receive(draft)
        with self.journal.act(officer.id) as act:
            dossier = fold(draft.id, act.entries(draft.id))
            fact = reception.decide(
                dossier,
                replace(receive, received_at=act.now),
                number=self._next_number(act, receive),
                now=act.now,
                roles=officer.roles,
                rules=self.rules,
            )
            act.record(fact)
            jobs = self._queue(act, draft.id)
            drop_draft(act.connection, draft.id)
            received = fold(draft.id, act.entries(draft.id))
        self.wake()
        return Issued(received, key_of(received), jobs)

    def _next_number(self, act: Act, receive: Receive) -> int:
        own = self.desk.serials
        agency = receive.procedure.agency.identifier
        day = local(act.now).date()
        return next_number(own, queries.highest_serial(act.connection, agency, day, own))

    def _queue(self, act: Act, dossier_id: str) -> tuple[str, ...]:
        count = queries.job_count(act.connection)
        jobs: list[str] = []
        for offset, copy in enumerate((Copy.KEPT, Copy.APPLICANT), start=1):
            number = job_number(self.desk, count + offset)
            jobs.append(new_id())
            act.record(queue(jobs[-1], Sheet(dossier_id, FORM, copy, number)))
        return tuple(jobs)

    def _receive(self, draft: Draft) -> Receive:
        procedure = self.procedure(draft)
        return Receive(
            procedure=procedure,
            components=tuple(_component(item, procedure) for item in draft.components),
            applicant=_person(draft.applicant),
            submitter=_person(draft.submitter) if draft.submitter else None,
            sets=draft.sets,
            fee_paid=draft.fee_paid,
            desk=desk_label(self.desk),
            received_at=self.clock(),
        )

    def _procedure(self, code: str) -> Procedure:
        procedure = self.catalogue.by_code(code)
        if procedure is None:
            raise Refused("procedure-unknown", procedure=code)
        return procedure

    def _published(self, draft: Draft, component_id: str) -> Published:
        components = self.procedure(draft).components
        return next(item for item in components if item.id == component_id)

    def _parked(self, saved: SavedDraft) -> ParkedDraft:
        draft = _readable(saved) or Draft(saved.id, "", ())
        procedure = self.catalogue.by_code(draft.procedure)
        return ParkedDraft(
            id=draft.id,
            procedure=procedure.name if procedure else draft.procedure,
            applicant=_person(draft.applicant).name,
            saved_at=saved.saved_at.isoformat(),
            pages=sum(len(component.pages) for component in draft.components),
        )

    def _pages_in_drafts(self) -> list[str]:
        drafts = [from_json(saved.body) for saved in self.drafts.all()]
        return [page for draft in drafts for item in draft.components for page in item.pages]


def _readable(saved: SavedDraft) -> Draft | None:
    """None for a draft of another program version."""
    try:
        return from_json(saved.body)
    except (ValueError, KeyError, TypeError):
        return None


def _fits(draft: Draft, procedure: Procedure) -> bool:
    published = {component.id for component in procedure.components}
    return {component.id for component in draft.components} <= published


def desk_label(desk: Desk) -> str:
    """As screens and papers name the desk: two digits."""
    return f"{desk.number:02}"


def job_number(desk: Desk, count: int) -> str:
    """Short number of a print job, printed on the sheet: desk and running number."""
    return f"{desk_label(desk)}-{count:05}"


def key_of(dossier: Dossier) -> str:
    """The slip key of a received dossier."""
    assert dossier.reception is not None
    return slip_key(dossier.reception.code, dossier.reception.agency_index)


def _component(draft: DraftComponent, procedure: Procedure) -> Component:
    published = next(item for item in procedure.components if item.id == draft.id)
    return Component(
        id=draft.id,
        name=published.name,
        counts=draft.counts,
        pages=draft.pages,
        remark=clean_note(draft.remark),
    )


def _person(form: PersonForm) -> Person:
    return person(
        form.name,
        identity=form.identity,
        address=form.address,
        phone=form.phone,
        email=form.email,
    )
