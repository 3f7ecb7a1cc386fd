"""What the agencies do with a dossier, as an officer records it (R66, R83–R84, R88–R93, C29)."""

from collections.abc import Iterator
from dataclasses import dataclass

from counter_app.desk.photo import Photo
from counter_app.desk.steps import agency_forms as said
from counter_app.desk.steps.acting import Acting, Case
from counter_app.desk.steps.agency_forms import (
    OpinionForm,
    PaperForm,
    ProgressForm,
    RouteForm,
    VerificationForm,
)
from data.domain import appraising, handing_over, routing
from data.domain.agencies import Agency
from data.domain.agency_paper import AgencyPaper
from data.domain.appraising import Question, Verification
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.handing_over import Progress
from data.domain.procedures import Level
from data.domain.reappointing import told_due
from data.domain.routing import Approval, LegState, LegStatus, Mode, Route, RouteLeg


@dataclass(frozen=True, slots=True)
class AgencySteps:
    acting: Acting

    # --- the way through several agencies -------------------------------------------------------

    def proposed_route(self, officer: Officer, dossier: Dossier, mode: Mode) -> list[RouteLeg]:
        """The legs to look at: as they were fixed last, else as the catalogue knows them.

        Only the lead where neither says anything. Raises Refused("calendar-year-missing").
        """
        case, due = self.acting.case(officer, dossier), told_due(dossier)
        fixed = routing.route(dossier)
        if fixed is not None and fixed.mode is mode:
            return list(fixed.legs)
        if case.published is None:
            index, name = handing_over.recipient(dossier)
            return [RouteLeg(index, name, routing.LEAD_CONTENT, due)]
        legs = routing.proposed_legs(
            case.published, mode, start=case.now, due=due, rules=case.rules
        )
        return list(legs)

    def set_route(
        self,
        officer: Officer,
        dossier_id: str,
        form: RouteForm,
        *,
        word: Confirmation | None = None,
    ) -> Dossier:
        """Fixes agencies, order and limits (R90, R91).

        Raises Refused: "agency-unknown", "day-unreadable", and the first `route_objections`.
        """
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: routing.set_route(
                case.dossier,
                _route(case, form),
                due=told_due(case.dossier),
                now=case.now,
                roles=case.roles,
            ),
            word=word,
        )

    def open_legs(self, dossier: Dossier) -> list[LegState]:
        """Agencies of an electronic route that have still to answer (R93)."""
        fixed = routing.route(dossier)
        if fixed is None or fixed.mode is not Mode.ELECTRONIC:
            return []
        states = routing.leg_states(dossier, self.acting.clock())
        return [it for it in states if it.number != routing.LEAD and it.status is LegStatus.AT_WORK]

    def answer_leg(
        self,
        officer: Officer,
        dossier_id: str,
        leg: int,
        *,
        paper: PaperForm,
        result: str = "",
        image: Photo | None = None,
    ) -> Dossier:
        """An agency of an electronic route is done with its part."""

        def decide(case: Case) -> Fact:
            return routing.answer_leg(
                case.dossier,
                leg,
                now=case.now,
                roles=case.roles,
                paper=_given(paper, case.page),
                result=result,
            )

        return self.acting.does(officer, dossier_id, decide, image=image)

    # --- how far it is --------------------------------------------------------------------------

    def note_progress(
        self, officer: Officer, dossier_id: str, form: ProgressForm, *, image: Photo | None = None
    ) -> Dossier:
        """What the agency did, with its paper (R66, C29). Raises the first objection."""

        def decide(case: Case) -> Fact:
            progress = Progress(
                step=form.step,
                number=form.number,
                day=said.day_or_none(form.day),
                page=case.page,
                who=form.who,
                note=form.note,
            )
            return handing_over.note_progress(
                case.dossier, progress, now=case.now, roles=case.roles
            )

        return self.acting.does(officer, dossier_id, decide, image=image)

    def verify(
        self,
        officer: Officer,
        dossier_id: str,
        form: VerificationForm,
        *,
        image: Photo | None = None,
    ) -> Dossier:
        """The record of a verification (R83, R84). Raises the first objection."""

        def decide(case: Case) -> Fact:
            present = form.applicant_present
            held = present and form.held_at.strip()
            verification = Verification(
                day=said.day(form.day) if form.day.strip() else local(case.now).date(),
                applicant_present=present,
                number=form.number,
                page=case.page,
                held_at=said.moment(form.held_at) if held else None,
                place=form.place if present else "",
                participants=form.participants if present else "",
                content=form.content,
            )
            return appraising.verify(case.dossier, verification, now=case.now, roles=case.roles)

        return self.acting.does(officer, dossier_id, decide, image=image)

    # --- opinions -------------------------------------------------------------------------------

    def agencies(self, dossier: Dossier) -> list[Agency]:
        """First whom the procedure names (R88), then everybody else in the register."""
        published = self.acting.drafting.catalogue.by_code(
            dossier.matter.procedure_code if dossier.matter else ""
        )
        first = list(published.consulted) if published else []
        known = {agency.index for agency in first}
        return [*first, *(it for it in self.acting.agencies.agencies if it.index not in known)]

    def consult(
        self,
        officer: Officer,
        dossier_id: str,
        agency_index: int,
        *,
        content: str,
        until: str,
        number: str = "",
    ) -> Dossier:
        """Asks an agency for its opinion until a day, or a moment (R88)."""

        def decide(case: Case) -> Fact:
            return appraising.consult(
                case.dossier,
                _agency(case, agency_index),
                content,
                until=said.limit(until, case.rules),
                now=case.now,
                roles=case.roles,
                number=number,
            )

        return self.acting.does(officer, dossier_id, decide)

    def open_questions(self, dossier: Dossier) -> list[Question]:
        return list(appraising.open_consultations(dossier))

    def silent_questions(self, dossier: Dossier) -> list[Question]:
        """Those whose silence nobody has reported yet (R89)."""
        silent = appraising.silent_consultations(dossier, self.acting.clock())
        return [it for it in silent if it.silence is None]

    def give_opinion(
        self, officer: Officer, dossier_id: str, form: OpinionForm, *, image: Photo | None = None
    ) -> Dossier:
        """The answer of an agency, also a late one (R89).

        The photograph is of its paper where it has one, else of where it was written.
        """

        def decide(case: Case) -> Fact:
            paper = _given(form.paper, case.page)
            typed = form.day.strip() or form.paper.day.strip()
            return appraising.give_opinion(
                case.dossier,
                form.asked,
                day=said.day(typed) if typed else local(case.now).date(),
                now=case.now,
                roles=case.roles,
                paper=paper,
                content=form.content,
                page="" if paper else case.page,
            )

        return self.acting.does(officer, dossier_id, decide, image=image)

    def report_silence(
        self, officer: Officer, dossier_id: str, asked: str, *, note: str = ""
    ) -> Dossier:
        """The Center knows that nobody answered in time (R89)."""
        return self.acting.does(
            officer,
            dossier_id,
            lambda case: appraising.report_silence(
                case.dossier, asked, now=case.now, roles=case.roles, note=note
            ),
        )


def _given(form: PaperForm, page: str) -> AgencyPaper | None:
    """A paper of which nothing was typed was none."""
    return None if form.is_empty else form.paper(page)


def _agency(case: Case, index: int) -> Agency:
    """Raises Refused("agency-unknown")."""
    found = case.agencies.by_index(index)
    if found is None:
        raise Refused("agency-unknown")
    return found


def _route(case: Case, form: RouteForm) -> Route:
    """Nothing typed of a decision means that none approved it."""
    return Route(
        mode=form.mode,
        legs=tuple(_legs(case, form)),
        counted_from=case.now,
        approval=_approval(form),
        confirmation=case.word,
    )


def _approval(form: RouteForm) -> Approval | None:
    day = said.day_or_none(form.day)
    if day is None and form.number.strip():
        raise Refused("paper-day-missing")
    return Approval(form.number, day) if day else None


def _legs(case: Case, form: RouteForm) -> Iterator[RouteLeg]:
    """Level and published limit of an agency that the procedure names stay as published."""
    published = {leg.agency.index: leg for leg in (case.published.legs if case.published else ())}
    for place, it in enumerate(form.legs):
        agency, leg = _agency(case, it.agency_index), published.get(it.agency_index)
        other = leg is not None and place != routing.LEAD
        content = routing.LEAD_CONTENT if place == routing.LEAD else ""
        yield RouteLeg(
            agency_index=agency.index,
            agency=agency.name,
            content=it.content or (leg.content if leg and other else content),
            by=said.limit(it.by, case.rules),
            limit=leg.limit.words if leg and leg.limit and other else "",
            level=leg.level if leg and other else Level.SAME,
            one_stop=it.one_stop,
        )
