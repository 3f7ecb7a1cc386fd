"""One act on a dossier after its reception: one commit, with its photograph and its papers.

The entry names a page only after its file is on disk, and a paper is queued in the act that made
it; a form 01 that says something new is a marked reprint wherever an earlier one may exist.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from counter_app.desk.bell import Bell
from counter_app.desk.confirming import as_recorded
from counter_app.desk.numbers import queue_copies, queue_sheets
from counter_app.desk.photo import Photo, overruled_of
from counter_app.desk.receiving.drafting import Drafting
from data.domain import printjob
from data.domain.agencies import AgencyRegister
from data.domain.center import Desk, Officer
from data.domain.clock import Clock
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact, Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.kinds import in_spite_of
from data.domain.papers import Copy, Form
from data.domain.printjob import JobState, Sheet
from data.domain.procedures import Procedure
from data.domain.promises import promises
from data.domain.reception import InForce
from data.domain.roles import Role
from data.store import queries
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Act, Journal

REISSUED = (Copy.KEPT, Copy.APPLICANT)
"""Both copies of a form 01 say the new promise."""


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier at the moment of an act. `published` is None where the catalogue has it no more.

    `page` is the photograph of the act, `word` what a leader confirmed of it.
    """

    dossier: Dossier
    now: datetime
    roles: Collection[Role]
    officer: str
    rules: InForce
    agencies: AgencyRegister
    published: Procedure | None
    page: str = ""
    word: Confirmation | None = None

    @property
    def procedure(self) -> Procedure:
        """Raises Refused("procedure-unknown")."""
        if self.published is None:
            raise Refused("procedure-unknown")
        return self.published

    @property
    def measure(self) -> datetime:
        """The statutory due date, where form 01 is out (C4, C5)."""
        said = promises(self.dossier)
        if said is None:
            raise Refused("action-not-now", state=self.dossier.state.value)
        return said.statutory.due


Decide = Callable[[Case], Fact]


def nothing_new(_case: Case) -> str:
    """Most acts leave form 01 as it is."""
    return ""


@dataclass(slots=True)
class Acting:
    """What every act behind the reception needs; the use cases of each theme share one."""

    store: Store
    journal: Journal
    pages: Pages
    drafting: Drafting
    agencies: AgencyRegister
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)

    def case(self, officer: Officer, dossier: Dossier, now: datetime | None = None) -> Case:
        """The dossier as it would be decided on now."""
        matter = dossier.matter
        return Case(
            dossier=dossier,
            now=now or self.clock(),
            roles=officer.roles,
            officer=officer.id,
            rules=self.rules.of(matter) if matter else self.rules,
            agencies=self.agencies,
            published=self.drafting.catalogue.by_code(matter.procedure_code) if matter else None,
        )

    def does(
        self,
        officer: Officer,
        dossier_id: str,
        decide: Decide,
        *,
        image: Photo | None = None,
        word: Confirmation | None = None,
        paper: Form | None = None,
        reissue: Callable[[Case], str] = nothing_new,
    ) -> Dossier:
        """Records what `decide` gives, with the photograph `image`, and what follows on paper.

        `paper` is a form of the agency that this act drafts or registers. `reissue` says why form
        01 is given anew, where this act changed what it says; an empty text for no new one.

        The store's turn is held, so that no sweep comes between the file and its entry.
        """
        with self.store.turn:
            page = self.pages.put(image.jpeg) if image is not None else ""
            with self.journal.act(officer.id) as act:
                before = fold(dossier_id, act.entries(dossier_id))
                case = replace(
                    self.case(officer, before, act.now),
                    page=page,
                    word=as_recorded(act.connection, officer, word),
                )
                said = act.record(in_spite_of(decide(case), overruled_of([image])))
                after = fold(dossier_id, act.entries(dossier_id))
                printed = self._papers(act, said, paper)
                if (why := reissue(case)) and after.told_entry == said.hash:
                    printed = (*printed, *self._reissue(act, said, why))
        if printed:
            self.bell.ring()
        return after

    def _papers(self, act: Act, said: Recorded, paper: Form | None) -> tuple[str, ...]:
        if paper is None:
            return ()
        return queue_copies(act, self.desk, said, paper, (Copy.APPLICANT,))

    def _reissue(self, act: Act, said: Recorded, reason: str) -> tuple[str, ...]:
        """Form 01 as it holds now (A5, C22).

        A slip that still waits for the printer of this desk is given to nobody, and one that waits
        at another desk may be out by now; the kept copy of what was promised before is kept all
        the same.
        """
        own, given = self.journal.keys.id, []
        for job in queries.jobs_of(act.connection, said.entry.subject):
            if job.sheet is None or job.sheet.form is not Form.RECEIPT:
                continue
            waits = job.state is JobState.QUEUED and job.desk_key == own
            if waits and job.sheet.copy is Copy.APPLICANT:
                act.record(printjob.withdrawn(job))
            elif job.state is not JobState.WITHDRAWN:
                given.append(job.sheet)
        return queue_sheets(act, self.desk, _reissued(said, reason, given))


def _reissued(said: Recorded, reason: str, given: Sequence[Sheet]) -> Iterator[Sheet]:
    """A copy of which a sheet may exist is a reprint and says so (C12)."""
    for copy in REISSUED:
        same = [sheet.reprint for sheet in given if sheet.copy is copy]
        yield Sheet(
            subject=said.entry.subject,
            form=Form.RECEIPT,
            copy=copy,
            number="",
            reprint=1 + max(same) if same else 0,
            reason=reason if same else "",
            entry=said.hash,
        )
