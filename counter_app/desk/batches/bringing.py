"""Bringing (nhận kết quả): results come from an agency by batch, each to its place (R31, R100).

What was expected and did not come is named, and so is what came and may not be taken in.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

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
from counter_app.desk.search import Search
from data.domain import concluding
from data.domain.agencies import Agency
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.codes import parse_code
from data.domain.concluding import (
    Bring,
    ResultBrought,
    ResultItem,
    result_objections,
    the_result,
)
from data.domain.dossier import Dossier, require_writable
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.handing_over import recipient
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import Action, State, acting_role
from data.domain.papers import Form
from data.domain.promises import promises
from data.domain.received import FeeState
from data.store import batches, queries
from data.store.engine import Store
from data.store.journal import Journal, new_id
from data.store.queries import DossierLine


@dataclass(frozen=True, slots=True)
class Arrival:
    """A result that may come in: what it is, whose, and what is still to be seen to.

    `early`: the citizen is told before it is handed out (NĐ 61 Đ20.4).
    """

    id: str
    code: str
    applicant: str
    procedure: str
    agency_index: int
    agency: str
    number: str
    items: tuple[ResultItem, ...]
    fee_due: bool
    by_post: bool
    via_province: bool
    early: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """A result that an agency has decided and not brought yet."""

    id: str
    code: str
    applicant: str
    procedure: str
    agency_index: int
    agency: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A result and where it is put; the place is empty where it has none yet."""

    dossier: str
    place: str = ""


@dataclass(slots=True)
class Bringing:
    store: Store
    journal: Journal
    search: Search
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)
    in_hand: list[Placed] = field(default_factory=list)
    """What was scanned at this desk and was not taken in yet."""

    # --- what comes -----------------------------------------------------------------------------

    def check(self, officer: Officer, scanned: str) -> Arrival:
        """What was scanned, if it may come in. Raises as `Search.open`, "action-not-now",
        "role-may-not", "dossier-read-only", "result-at-own-unit" (R33) and "province-hop-missing".
        """
        return self._fit(officer, self.search.open(scanned).dossier)

    def again(self, officer: Officer, dossier_id: str) -> Arrival:
        """What was scanned before, as it is now. Raises as `check`."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        return self._fit(officer, dossier)

    def expected(self) -> list[Expected]:
        """Results that agencies have decided and not brought yet, by agency and by code."""
        with self.store.read() as connection:
            lines = queries.in_state(connection, State.APPROVED)
        found = filter(None, map(self._awaited, lines))
        return sorted(found, key=lambda it: (it.agency_index, it.code))

    def missing(self, agency_index: int, scanned: Collection[str]) -> list[Expected]:
        """What of this agency was decided and is not among what was scanned."""
        return not_among(scanned, self.expected(), {agency_index})

    def recent(self) -> list[Batch]:
        """What was brought in in the last days, newest first."""
        return recent_batches(self.store, self.search.agencies, Direction.IN, self.clock())

    def usual(self, officer: Officer, agency_index: int) -> Hands:
        """Who gives and takes: whoever of the agency signed last, and this officer."""
        with self.store.read() as connection:
            line = batches.newest_of(connection, Direction.IN, agency_index)
            known = queries.dossier(connection, line.dossier).facts(ResultBrought) if line else ()
        signed = (it.what.giver for it in known if line and it.entry == line.entry)
        return Hands(next(signed, ""), officer.name)

    # --- results come in ------------------------------------------------------------------------

    def pass_on(
        self,
        officer: Officer,
        dossier_id: str,
        given: Hands,
        *,
        number: str = "",
        electronic: bool = True,
    ) -> Arrival:
        """The office of the province passed it on (R99); it may come in now.

        Raises as `concluding.from_province`, and what else stands against its coming in.
        """
        with self.journal.act(officer.id) as act:
            fact = concluding.from_province(
                fold(dossier_id, act.entries(dossier_id)),
                given,
                roles=officer.roles,
                number=number,
                electronic=electronic,
            )
            act.record(fact)
        return self.again(officer, dossier_id)

    def bring(self, officer: Officer, results: Sequence[Placed], given: Hands) -> Batch:
        """All of them come to the return desk; the sheet for both who sign is queued (R31).

        A refusal names the dossier that stood in the way. Raises Refused: "batch-empty",
        "batch-too-large", "batch-two-agencies", and as `concluding.bring_result`.
        """
        places = {it.dossier: it.place for it in results}
        pile, batch, agency = require_pile([it.dossier for it in results]), new_id(), ""
        with self.journal.act(officer.id) as act:
            for dossier_id in pile:
                dossier = fold(dossier_id, act.entries(dossier_id))
                with naming(dossier):
                    agency = same_agency(agency, dossier)
                    bring = Bring(given, batch, places[dossier_id])
                    fact = concluding.bring_result(
                        dossier, bring, measure=_measure(dossier), now=act.now, roles=officer.roles
                    )
                said = act.record(fact)
            jobs = queue_batch(act, self.desk, said, Form.RESULT_HAND_OVER, batch)
            done = Batch(batch, Direction.IN, agency, len(pile), act.now, jobs)
        self.bell.ring()
        self.in_hand[:] = [it for it in self.in_hand if it.dossier not in pile]
        return done

    # --- parts ----------------------------------------------------------------------------------

    def _fit(self, officer: Officer, dossier: Dossier) -> Arrival:
        require_writable(dossier)
        acting_role(dossier.state, Action.BRING_RESULT, officer.roles)
        for objection in result_objections(dossier):
            raise objection
        result, reception = the_result(dossier).what, dossier.taken_in()
        index, agency = recipient(dossier)
        today, due = local(self.clock()).date(), local(_measure(dossier)).date()
        return Arrival(
            id=dossier.id,
            code=code_of(dossier),
            applicant=dossier.applicant_name,
            procedure=reception.matter.procedure,
            agency_index=index,
            agency=agency,
            number=result.number,
            items=result.contents,
            fee_due=reception.fee.state is FeeState.UNPAID,
            by_post=reception.returning.by_post,
            via_province=result.via_province,
            early=today < due and concluding.arrived(dossier) is None,
        )

    def _awaited(self, line: DossierLine) -> Expected | None:
        """Of the agency in its code; None where that hands its results out itself (R33)."""
        agency = self._agency(line.code)
        if agency is None or agency.return_at_own_unit:
            return None
        return Expected(
            id=line.id,
            code=line.code,
            applicant=line.applicant,
            procedure=line.procedure,
            agency_index=agency.index,
            agency=agency.name,
            due_at=line.due_at,
        )

    def _agency(self, code: str) -> Agency | None:
        read = parse_code(code)
        return self.search.agencies.by_identifier(read.agency) if read else None


def not_among(
    scanned: Collection[str], expected: Iterable[Expected], agencies: Collection[int]
) -> list[Expected]:
    """What of these agencies was decided and was not scanned."""
    return [it for it in expected if it.agency_index in agencies and it.id not in scanned]


def _measure(dossier: Dossier) -> datetime:
    """The statutory due date: whatever was approved was promised before (R69)."""
    said = promises(dossier)
    assert said is not None
    return said.statutory.due


def listed(typed: str) -> int | None:
    """The count of the agency's own list as it was typed; None where nothing was.

    Raises Refused("list-count-unreadable").
    """
    said = typed.strip()
    if said and not (said.isascii() and said.isdecimal()):
        raise Refused("list-count-unreadable")
    return int(said) if said else None
