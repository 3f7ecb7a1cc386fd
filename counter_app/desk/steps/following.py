"""Following a dossier (Theo dõi): where it is, how it stands, and every step an officer records.

The steps lie in four rooms by their theme; this is the door to all of them, and the outlook that a
screen shows. What is computed here is asked of the domain and kept nowhere.
"""

from dataclasses import dataclass

from counter_app.desk.steps import next_acts
from counter_app.desk.steps.acting import Acting
from counter_app.desk.steps.agency_steps import AgencySteps
from counter_app.desk.steps.mending import Mending
from counter_app.desk.steps.next_acts import Offer
from counter_app.desk.steps.outcomes import Outcomes
from counter_app.desk.steps.supplements import Supplements
from data.domain import handing_over, standing
from data.domain.center import Officer
from data.domain.concluding import awaits_province, shelf
from data.domain.contacting import Contact, Purpose
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.handing_over import Custody
from data.domain.lifecycle import State
from data.domain.promises import Promises, promises
from data.domain.reappointing import Apology
from data.domain.routing import LegState, leg_states, position
from data.domain.standing import Deadline, Standing


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a dossier is and what is due of it, at one moment.

    `unreckoned` says why the limits are not known: the calendar does not reach that far.
    """

    custody: Custody
    standing: Standing
    promises: Promises | None
    deadlines: tuple[Deadline, ...]
    legs: tuple[LegState, ...]
    position: int | None
    shelf: str
    owes_call: bool
    """The citizen was not told of the last form 04 yet (R81)."""
    unreckoned: Refused | None = None


@dataclass(frozen=True, slots=True)
class Following:
    acting: Acting
    steps: AgencySteps
    supplements: Supplements
    outcomes: Outcomes
    mending: Mending

    def offers(self, officer: Officer, dossier: Dossier) -> list[Offer]:
        """What this officer may do with it now."""
        return next_acts.offers(self, officer, dossier)

    def outlook(self, dossier: Dossier) -> Outlook:
        """How it stands now. Raises nothing: what cannot be reckoned says why."""
        matter = dossier.matter
        now, rules, published = self.acting.clock(), self.acting.rules, None
        if matter is not None:
            rules = rules.of(matter)
            published = self.acting.drafting.catalogue.by_code(matter.procedure_code)
        found: tuple[Deadline, ...] = ()
        block: Refused | None = None
        try:
            found = standing.deadlines_of(dossier, now, rules=rules, procedure=published)
        except Refused as refused:
            block = refused
        return Outlook(
            custody=handing_over.custody(dossier, via_province=awaits_province(dossier)),
            standing=standing.standing(dossier, now, calendar=rules.calendar),
            promises=promises(dossier),
            deadlines=found,
            legs=leg_states(dossier, now),
            position=position(dossier),
            shelf=shelf(dossier),
            owes_call=owes_call(dossier),
            unreckoned=block,
        )


def owes_call(dossier: Dossier) -> bool:
    """Whether the citizen was not told of the last form 04 yet (R81)."""
    last = dossier.last(Apology)
    if last is None or dossier.state not in _STILL:
        return False
    told = (it.at for it in dossier.facts(Contact) if it.what.purpose is Purpose.APOLOGY)
    return not any(at >= last.at for at in told)


_STILL = frozenset({State.RECEIVED, State.APPRAISAL, State.RETURNED, State.APPROVED})


def following(acting: Acting) -> Following:
    """The rooms over one way of acting."""
    return Following(
        acting=acting,
        steps=AgencySteps(acting),
        supplements=Supplements(acting),
        outcomes=Outcomes(acting),
        mending=Mending(acting),
    )
