"""Handing over (bàn giao hồ sơ): folders go to an agency by batch, and on to the next (R20, R91).

What is scanned is looked at at once, so that nobody signs for a folder that may not go.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from counter_app.desk.batches.batching import (
    Batch,
    code_of,
    naming,
    queue_batch,
    recent_batches,
    require_pile,
    same_agency,
)
from counter_app.desk.bell import Bell
from counter_app.desk.numbers import queue_copies
from counter_app.desk.search import Search
from counter_app.desk.steps.agency_forms import PaperForm
from data.domain import handing_over, routing
from data.domain.catalogue import Catalogue
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.deadlines import is_overdue
from data.domain.dossier import Dossier, require_writable
from data.domain.entries import Fact, Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.handing_over import HandOver, custody, folder_objections, recipient
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import Action, State, acting_role
from data.domain.papers import Copy, Form
from data.domain.printjob import JobState
from data.domain.procedures import Procedure
from data.domain.reception import InForce
from data.domain.routing import Route
from data.store import batches, listing, queries
from data.store.engine import Store
from data.store.journal import Act, Journal, new_id
from data.store.listing import Piece

HERE_LIMIT: Final = 200
"""Folders at the Center that are shown, the oldest first; more of them are only counted."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that lies at the Center: whose it is, and by when it has to go (A10).

    `objection` is the first of what stands against its going; None where nothing does.
    """

    id: str
    code: str
    applicant: str
    procedure: str
    agency_index: int
    agency: str
    by: datetime
    late: bool
    today: bool
    objection: Refused | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A folder on its way round: from whom it goes on, and to which agency next (R92).

    `giver` is who signed for it last; `number` is the place of the next agency in the route.
    """

    id: str
    code: str
    applicant: str
    procedure: str
    sender: str
    giver: str
    number: int
    agency: str
    by: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Here:
    """The folders that lie at the Center, the most urgent first; `count` is of all of them."""

    folders: tuple[Folder, ...]
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Passing:
    """Who signs for the next hop, and what the agency before it has done, on its own paper."""

    given: Hands
    paper: PaperForm = field(default_factory=PaperForm)
    result: str = ""


@dataclass(slots=True)
class Handing:
    store: Store
    journal: Journal
    search: Search
    catalogue: Catalogue
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)
    in_hand: list[str] = field(default_factory=list)
    """Ids of the folders that were scanned at this desk and did not go yet."""

    # --- what lies here -------------------------------------------------------------------------

    def check(self, officer: Officer, scanned: str) -> Folder | Hop:
        """What was scanned, if it may go. Raises as `Search.open`, "action-not-now",
        "role-may-not", "dossier-read-only", and what stands against the folder.
        """
        dossier = self.search.open(scanned).dossier
        if dossier.state is State.APPRAISAL and routing.next_leg(dossier) is not None:
            acting_role(dossier.state, Action.SEND_ON, officer.roles)
            return self._hop(dossier)
        return self._fit(officer, dossier)

    def again(self, officer: Officer, dossier_id: str) -> Folder:
        """A folder that was scanned before, as it is now. Raises as `check`."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        return self._fit(officer, dossier)

    def here(self) -> Here:
        """What lies at the Center, so that nobody forgets it when the agency is there (C27)."""
        oldest = Piece(HERE_LIMIT, newer_than=0)
        lying = listing.of_state(State.RECEIVED)
        with self.store.read() as connection:
            lines = queries.window(connection, lying, oldest).lines
            counted = queries.count(connection, lying)
            dossiers = [queries.dossier(connection, line.id) for line in lines]
        folders = sorted(map(self._folder, dossiers), key=lambda it: (it.by, it.code))
        return Here(tuple(folders), counted.number, counted.more)

    def recent(self) -> list[Batch]:
        """What was handed over in the last days, newest first."""
        return recent_batches(self.store, self.search.agencies, Direction.OUT, self.clock())

    def usual(self, officer: Officer, agency_index: int) -> Hands:
        """Who gives and takes: this officer, and whoever of the agency signed last."""
        with self.store.read() as connection:
            line = batches.newest_of(connection, Direction.OUT, agency_index)
            known = queries.dossier(connection, line.dossier).facts(HandOver) if line else ()
        signed = (it.what.receiver for it in known if line and it.entry == line.entry)
        return Hands(officer.name, next(signed, ""))

    # --- folders go -----------------------------------------------------------------------------

    def hand_over(self, officer: Officer, folders: Sequence[str], given: Hands) -> Batch:
        """All of them go to their one agency; the sheet for both who sign is queued (R20).

        The transfer slip of a linked procedure is queued with its folder. A refusal names the
        dossier that stood in the way. Raises Refused: "batch-empty", "batch-too-large",
        "batch-two-agencies", and as `handing_over.hand_over`.
        """
        pile, batch = require_pile(folders), new_id()
        agency, slips = "", list[str]()
        with self.journal.act(officer.id) as act:
            for dossier_id in pile:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    agency = same_agency(agency, dossier)
                    said = act.record(self._handed(officer, act, dossier, given, batch))
                slips += self._transfer(act, dossier)
            jobs = queue_batch(act, self.desk, said, Form.HAND_OVER, batch)
            done = Batch(batch, Direction.OUT, agency, len(pile), act.now, (*jobs, *slips))
        self.bell.ring()
        self.in_hand[:] = [it for it in self.in_hand if it not in pile]
        return done

    def send_on(self, officer: Officer, dossier_id: str, passing: Passing) -> tuple[str, ...]:
        """The folder goes on to the next agency of its route, and the transfer slip with it (R92).

        Returns the ids of the jobs: none where the slip was printed before. Raises as
        `routing.send_on`, and "day-unreadable" for the day of its paper.
        """
        with self.journal.act(officer.id) as act:
            dossier = fold(dossier_id, act.entries(dossier_id))
            following = routing.next_leg(dossier)
            fact = routing.send_on(
                dossier,
                routing.LEAD if following is None else following,
                passing.given,
                now=act.now,
                roles=officer.roles,
                paper=None if passing.paper.is_empty else passing.paper.paper(),
                result=passing.result,
            )
            act.record(fact)
            jobs = self._transfer(act, dossier)
        self.bell.ring()
        return jobs

    # --- parts ----------------------------------------------------------------------------------

    def _handed(
        self, officer: Officer, act: Act, dossier: Dossier, given: Hands, batch: str
    ) -> Fact:
        return handing_over.hand_over(
            dossier,
            given,
            procedure=self._procedure(dossier),
            now=act.now,
            rules=self._rules(dossier),
            roles=officer.roles,
            batch=batch,
        )

    def _transfer(self, act: Act, dossier: Dossier) -> tuple[str, ...]:
        """One transfer slip for each route that was fixed: it goes round with its folder."""
        fixed = dossier.last(Route)
        if fixed is None:
            return ()
        jobs = queries.jobs_of(act.connection, dossier.id)
        sheets = (job.sheet for job in jobs if job.state is not JobState.WITHDRAWN)
        if any(it and (it.form, it.entry) == (Form.TRANSFER, fixed.entry) for it in sheets):
            return ()
        said = _entered(dossier, fixed.entry)
        return queue_copies(act, self.desk, said, Form.TRANSFER, (Copy.APPLICANT,))

    def _fit(self, officer: Officer, dossier: Dossier) -> Folder:
        require_writable(dossier)
        acting_role(dossier.state, Action.HAND_OVER, officer.roles)
        folder = self._folder(dossier)
        if folder.objection is not None:
            raise folder.objection
        return folder

    def _folder(self, dossier: Dossier) -> Folder:
        by, now = handing_over.hand_over_by(dossier, self._rules(dossier)), self.clock()
        index, agency = recipient(dossier)
        return Folder(
            id=dossier.id,
            code=code_of(dossier),
            applicant=dossier.applicant_name,
            procedure=dossier.taken_in().matter.procedure,
            agency_index=index,
            agency=agency,
            by=by,
            late=is_overdue(by, now),
            today=local(by).date() <= local(now).date(),
            objection=next(folder_objections(dossier, self._procedure(dossier)), None),
        )

    def _hop(self, dossier: Dossier) -> Hop:
        fixed, following = routing.route(dossier), routing.next_leg(dossier)
        assert fixed is not None
        assert following is not None
        leg, held = fixed.legs[following], custody(dossier)
        return Hop(
            id=dossier.id,
            code=code_of(dossier),
            applicant=dossier.applicant_name,
            procedure=dossier.taken_in().matter.procedure,
            sender=held.agency,
            giver=held.person,
            number=following,
            agency=leg.agency,
            by=leg.by,
            late=is_overdue(leg.by, self.clock()),
        )

    def _rules(self, dossier: Dossier) -> InForce:
        return self.rules.of(dossier.taken_in().matter)

    def _procedure(self, dossier: Dossier) -> Procedure | None:
        return self.catalogue.by_code(dossier.taken_in().matter.procedure_code)


def _entered(dossier: Dossier, entry: str) -> Recorded:
    return next(it for it in dossier.history if it.hash == entry)
