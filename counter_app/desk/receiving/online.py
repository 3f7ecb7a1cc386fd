"""Online dossiers: taken in from the portal's file, and shown elsewhere where need be (R72–R75).

Taking in is safe to repeat: a dossier that is known changes nothing. Whether it is received, asked
for more or refused is decided in the ordinary intake.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from counter_app.desk.bell import Bell
from counter_app.desk.numbers import desk_label
from counter_app.desk.receiving.attached import LeftFile, folder_of, with_pages
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.steps.contacting import notify
from data.catalogue.errors import Finding
from data.catalogue.online import ReadLine, read_online
from data.domain import online
from data.domain.catalogue import Catalogue
from data.domain.center import Desk, Officer
from data.domain.codes import Series, form_number
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.lifecycle import Action, State, acting_role
from data.domain.online import Application, Applied, Directed
from data.domain.procedures import Procedure
from data.domain.reception import InForce
from data.store import queries
from data.store.drafts import Pages, drop_draft, has_draft
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id
from data.store.queries import DossierLine

NOT_HERE: Final = "Thủ tục này không tiếp nhận tại Trung tâm."


@dataclass(frozen=True, slots=True)
class DirectForm:
    """What was typed for a citizen whose matter is another agency's."""

    agency: str = ""
    address: str = ""
    reason: str = ""
    guidance: str = ""


def proposed(procedure: Procedure) -> DirectForm:
    """What is published of where a matter goes that is not received here (R29)."""
    if not procedure.elsewhere:
        return DirectForm()
    return DirectForm(agency=procedure.elsewhere, reason=NOT_HERE)


@dataclass(frozen=True, slots=True)
class TakenLine:
    """A dossier that came in now; `left` are its files that stay at the portal."""

    line: int
    portal: str
    dossier: str
    left: tuple[LeftFile, ...]


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A dossier that came in before; `differs` where it was sent at another moment then."""

    line: int
    portal: str
    differs: bool


@dataclass(frozen=True, slots=True)
class RefusedLine:
    line: int
    portal: str
    why: Refused


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of each line of a file; `findings` are of the file itself."""

    taken: tuple[TakenLine, ...]
    known: tuple[KnownLine, ...]
    refused: tuple[RefusedLine, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Online:
    store: Store
    journal: Journal
    pages: Pages
    catalogue: Catalogue
    rules: InForce
    desk: Desk
    bell: Bell = field(default_factory=Bell)

    def waiting(self) -> list[DossierLine]:
        """Online dossiers that nobody has checked yet, the first that came first."""
        with self.store.read() as connection:
            return queries.applied(connection)

    def take_in(self, officer: Officer, path: Path) -> TakenIn:
        """Every sound line of the file, each in an act of its own; a line refused stops no other.

        Raises Refused("role-may-not").
        """
        acting_role(State.NEW, Action.APPLY_ONLINE, officer.roles)
        file = read_online(path, self.catalogue)
        became = [self._line(officer, path, read) for read in file.lines]
        return TakenIn(
            taken=tuple(it for it in became if isinstance(it, TakenLine)),
            known=tuple(it for it in became if isinstance(it, KnownLine)),
            refused=tuple(it for it in became if isinstance(it, RefusedLine)),
            findings=file.findings,
        )

    def direct(self, officer: Officer, draft: Draft, form: DirectForm) -> Dossier:
        """Another agency is competent: the citizen is told which, why and how (R73).

        Raises as `data.domain.online.direct`.
        """
        with self.journal.act(officer.id) as act:
            said = Directed(
                agency=form.agency,
                desk=desk_label(self.desk),
                at=act.now,
                address=form.address,
                reason=form.reason,
                guidance=form.guidance,
            )
            dossier = fold(draft.id, act.entries(draft.id))
            act.record(online.direct(dossier, said, roles=officer.roles))
            notify(act, draft.id, officer)
            drop_draft(act.connection, draft.id)
            directed = fold(draft.id, act.entries(draft.id))
        self.bell.ring()
        return directed

    def _line(
        self, officer: Officer, path: Path, read: ReadLine
    ) -> TakenLine | KnownLine | RefusedLine:
        """The store's turn is held from the pages to the entry that names them."""
        portal = read.application.portal
        try:
            with self.store.turn:
                known = self._known(read.application)
                if known is not None:
                    return KnownLine(read.line, portal, known != read.application.applied_at)
                paged = with_pages(read, folder_of(path, portal), self.pages)
                dossier = self._record(officer, paged.application)
        except Refused as refused:
            return RefusedLine(read.line, portal, refused)
        return TakenLine(read.line, portal, dossier, paged.left)

    def _known(self, application: Application) -> datetime | None:
        """When this dossier was sent that is here already; None where it brings something new.

        What is sent again after a form 02 was asked for is new (C9).
        """
        with self.store.read() as connection:
            bearers = queries.dossiers_of_portal(connection, application.portal)
            dossiers = [queries.dossier(connection, it) for it in bearers]
        sent = [it.what.applied_at for one in dossiers for it in one.facts(Applied)]
        if application.applied_at in sent:
            return application.applied_at
        if not sent or application.supplements or _answers(dossiers, application):
            return None
        return sent[-1]

    def _record(self, officer: Officer, application: Application) -> str:
        with self.journal.act(officer.id) as act:
            dossier_id = self._dossier_of(act, application)
            fact = online.apply_online(
                fold(dossier_id, act.entries(dossier_id)),
                application,
                desk=desk_label(self.desk),
                now=act.now,
                roles=officer.roles,
                rules=self.rules,
            )
            act.record(fact)
        return dossier_id

    def _dossier_of(self, act: Act, application: Application) -> str:
        """A new dossier, or the one whose form 02 this answers.

        Raises Refused: "applied-supplement-unknown", and "applied-being-checked" where an officer
        has begun to check what was brought to the desk: that would be lost.
        """
        if application.supplements:
            number = form_number(Series.SUPPLEMENT, application.supplements)
            bearers = queries.dossiers_of_form(act.connection, number) if number else []
            if len(bearers) != 1:
                raise Refused("applied-supplement-unknown")
        else:
            bearers = queries.dossiers_of_portal(act.connection, application.portal)
        if bearers and has_draft(act.connection, bearers[0]):
            raise Refused("applied-being-checked")
        return bearers[0] if bearers else new_id()


def _answers(dossiers: Sequence[Dossier], application: Application) -> bool:
    """Whether this was sent under its old number after the form 02 that waits for an answer."""
    if len(dossiers) != 1 or dossiers[0].state is not State.SUPPLEMENT:
        return False
    return application.applied_at > dossiers[0].supplements[-1].at
