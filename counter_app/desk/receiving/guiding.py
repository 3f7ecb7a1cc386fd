"""Guidance (R28, R29, C13): every answer at the desk or on the hotline is kept, most on paper."""

from dataclasses import dataclass, field, replace

from counter_app.desk.bell import Bell
from counter_app.desk.numbers import desk_label, queue_copies
from data.domain import guidance
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.errors import Refused
from data.domain.guidance import Asked, Guidance
from data.domain.listing import listing
from data.domain.papers import Copy, Form
from data.domain.procedures import Content, Procedure
from data.domain.reception import InForce
from data.store import queries
from data.store.engine import Store
from data.store.journal import Journal, new_id


@dataclass(frozen=True, slots=True)
class GuidanceForm:
    """What was typed of an answer; `topic` is needed where no procedure was found.

    `address` is that of the agency to go to, from the register of agencies (R29).
    """

    topic: str = ""
    instead: str = ""
    address: str = ""
    told: str = ""
    name: str = ""
    phone: str = ""
    asked: Asked = Asked.DESK


@dataclass(frozen=True, slots=True)
class Guided:
    """An answer that was kept, and the job of its paper, where one was wanted."""

    guidance: Guidance
    job: str


@dataclass(slots=True)
class Guiding:
    store: Store
    journal: Journal
    rules: InForce
    desk: Desk
    clock: Clock
    bell: Bell = field(default_factory=Bell)

    def guide(
        self,
        officer: Officer,
        procedure: Procedure | None,
        said: GuidanceForm,
        *,
        paper: Form | None = Form.GUIDANCE,
    ) -> Guided:
        """Keeps the answer and queues its paper: GUIDANCE, POSTING, or None for no paper.

        Raises Refused("guidance-topic-missing"), and "posting-needs-procedure".
        """
        if paper is Form.POSTING and procedure is None:
            raise Refused("posting-needs-procedure")
        with self.journal.act(officer.id) as act:
            given = self._given(procedure, said)
            said_now = act.record(guidance.give(given))
            copies = (Copy.APPLICANT,) if paper else ()
            jobs = queue_copies(act, self.desk, said_now, paper or Form.GUIDANCE, copies)
        self.bell.ring()
        return Guided(given, next(iter(jobs), ""))

    def today(self) -> list[Guidance]:
        """The answers of today, newest first."""
        with self.store.read() as connection:
            return queries.guidance_on(connection, local(self.clock()).date())

    def _given(self, procedure: Procedure | None, said: GuidanceForm) -> Guidance:
        given = Guidance(
            id=new_id(),
            asked=said.asked,
            topic=said.topic or (procedure.name if procedure else ""),
            desk=desk_label(self.desk),
            at=self.clock(),
            instead=said.instead,
            address=said.address,
            told=said.told,
            name=said.name,
            phone=said.phone,
            verified=True,
        )
        return self._of_procedure(given, procedure) if procedure else given

    def _of_procedure(self, given: Guidance, procedure: Procedure) -> Guidance:
        """What is published of it today; nothing of that for a matter that is not received here."""
        known = replace(
            given,
            procedure=procedure.code,
            edition=str(self.rules.catalogue),
            verified=procedure.verified,
        )
        if procedure.elsewhere:
            return replace(known, instead=given.instead or procedure.elsewhere)
        said = {it.content: it.lines for it in listing(procedure, local(given.at).date())}
        return replace(
            known,
            components=said[Content.COMPONENTS],
            limit=procedure.limit.words,
            fee="; ".join(said[Content.FEES]),
        )
