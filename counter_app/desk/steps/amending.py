"""What an officer does to a dossier after its reception: pages, fee, return, cancellation.

Also the postal dossier that waits for its hand-over (C21). Each is one commit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from counter_app.desk.confirming import as_recorded
from counter_app.desk.money.tills import open_till_here
from counter_app.desk.photo import Photo, overruled_of
from counter_app.desk.receiving import typed
from counter_app.desk.receiving.draft import FeeForm, WayForm
from counter_app.desk.receiving.drafting import Drafting
from data.domain import amendments, printjob
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.kinds import in_spite_of
from data.domain.papers import Copy
from data.domain.printjob import ON_ITS_WAY, Job, JobState
from data.domain.procedures import Procedure
from data.domain.received import findings
from data.domain.reception import InForce
from data.store import component_pdfs, queries
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Act, Journal

_PAPER_EXISTS = frozenset(
    {
        *(JobState.SENDING, JobState.CONFIRMED, JobState.UNKNOWN, JobState.CAME_OUT),
        JobState.ARCHIVED,
    }
)
"""A citizen's copy that left as a file may have been printed anywhere."""


@dataclass(slots=True)
class Amending:
    store: Store
    journal: Journal
    pages: Pages
    drafting: Drafting
    rules: InForce

    def add_page(
        self,
        officer: Officer,
        dossier_id: str,
        component: str,
        image: bytes,
        *,
        overruled: Sequence[str] = (),
    ) -> Dossier:
        """One page of what was accepted first and is scanned now (C26).

        `overruled` are codes of findings in spite of which the officer keeps it.

        The store's turn is held, so that no sweep comes between the file and its entry.
        """
        with self.store.turn:
            name = self.pages.put(image)
            with self.journal.act(officer.id) as act:
                dossier = fold(dossier_id, act.entries(dossier_id))
                component_pdfs.ask(act.connection, dossier_id)
                spite = findings(overruled)
                fact = amendments.add_pages(
                    dossier,
                    component,
                    (name,),
                    roles=officer.roles,
                    overruled=(spite,) if spite else (),
                )
                return _recorded(act, fact)

    def record_fee(self, officer: Officer, dossier_id: str, form: FeeForm) -> Dossier:
        """The till that is open here takes it.

        Raises Refused: "fee-receipt-missing", "fee-settled", "fee-not-taken-earlier",
        "fee-taken-earlier".
        """
        with self.journal.act(officer.id) as act:
            said = typed.fee_said(form, open_till_here(act, self.journal))
            dossier = fold(dossier_id, act.entries(dossier_id))
            procedure = self._procedure(dossier)
            return _recorded(
                act, amendments.record_fee(dossier, procedure, said, roles=officer.roles)
            )

    def change_return(self, officer: Officer, dossier_id: str, form: WayForm) -> Dossier:
        """Raises Refused: "post-return-not-allowed", "post-address-missing"."""
        wish = typed.way_of(form)
        return self._act(
            officer,
            dossier_id,
            lambda dossier: amendments.change_return(
                dossier, self._procedure(dossier), wish, roles=officer.roles
            ),
        )

    def cancel(
        self,
        officer: Officer,
        dossier_id: str,
        *,
        reason: str,
        slip: Photo | None,
        confirmation: Confirmation | None = None,
    ) -> Dossier:
        """Cancels a wrong choice (C15); `slip` is the photograph of the slip taken back.

        Where no camera works, the `confirmation` of a supervisor that it was taken back and
        destroyed stands for the photograph. A slip that still waits for the printer is withdrawn.

        Raises Refused: "cancel-reason-missing", "slip-not-taken-back", "cancel-too-late",
        "confirm-own-act", "job-unsettled" while a slip is on its way, since it may come back into
        the queue, and "job-elsewhere" while one waits at another desk, where it may be out by now.
        """
        with self.store.turn:
            slip_page = self.pages.put(slip.jpeg) if slip is not None else ""
            with self.journal.act(officer.id) as act:
                slips = [
                    job
                    for job in queries.jobs_of(act.connection, dossier_id)
                    if job.sheet and job.sheet.copy is Copy.APPLICANT
                ]
                self._require_none_elsewhere(slips)
                fact = amendments.cancel(
                    fold(dossier_id, act.entries(dossier_id)),
                    reason=reason,
                    slip_page=slip_page,
                    slip_is_out=any(job.state in _PAPER_EXISTS for job in slips),
                    now=act.now,
                    roles=officer.roles,
                    confirmation=as_recorded(act.connection, officer, confirmation),
                )
                if any(job.state is JobState.SENDING for job in slips):
                    raise Refused("job-unsettled")
                for job in slips:
                    if job.state is JobState.QUEUED:
                        act.record(printjob.withdrawn(job))
                return _recorded(act, in_spite_of(fact, overruled_of([slip])))

    def _require_none_elsewhere(self, slips: Iterable[Job]) -> None:
        for job in slips:
            if job.state in ON_ITS_WAY and job.desk_key != self.journal.keys.id:
                raise Refused("job-elsewhere", sheet=job.sheet.number if job.sheet else "")

    def _act(self, officer: Officer, dossier_id: str, decide: Callable[[Dossier], Fact]) -> Dossier:
        with self.journal.act(officer.id) as act:
            return _recorded(act, decide(fold(dossier_id, act.entries(dossier_id))))

    def _procedure(self, dossier: Dossier) -> Procedure:
        code = dossier.matter.procedure_code if dossier.matter else ""
        return self.drafting.procedure_of(code)


def _recorded(act: Act, fact: Fact) -> Dossier:
    act.record(fact)
    return fold(fact.subject, act.entries(fact.subject))
