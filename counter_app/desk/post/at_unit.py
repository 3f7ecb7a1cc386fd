"""Công an tỉnh gives its own result to the post, from its unit and never from our shelf (R33, C21).

The gates are those of any posting; the parcel has its number, and the courier signs for it there.
"""

from dataclasses import dataclass

from counter_app.desk.post.packing import require_unused
from counter_app.desk.steps.acting import Acting, Case
from data.domain import posting
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.packing import Zone, delivered_by, owes
from data.domain.posting import GiveToPost
from data.domain.releasing import originals_left


@dataclass(frozen=True, slots=True)
class UnitForm:
    """As it was scanned and typed."""

    item: str = ""
    courier: str = ""
    zone: Zone = Zone.PROVINCE


@dataclass(frozen=True, slots=True)
class AtUnit:
    acting: Acting

    def owed_vnd(self, dossier: Dossier) -> int:
        """What the post would take on delivery."""
        return dossier.taken_in().fee.amount_vnd if owes(dossier) else 0

    def give(self, officer: Officer, dossier_id: str, form: UnitForm) -> Dossier:
        """Raises as `posting.give_to_post_at_unit`, and Refused("post-number-of-another")."""
        with self.acting.store.read() as connection:
            require_unused(connection, form.item, dossier_id)
        return self.acting.does(officer, dossier_id, lambda case: _given(case, form))


def _given(case: Case, form: UnitForm) -> Fact:
    dossier = case.dossier
    cod = owes(dossier)
    agency = case.agencies.by_index(dossier.taken_in().matter.agency_index)
    act = GiveToPost(
        item=form.item,
        courier=form.courier,
        cod=cod,
        post_may_collect=agency is not None and agency.post_may_collect,
        originals=originals_left(dossier),
        by=delivered_by(case.now, form.zone, case.rules),
    )
    return posting.give_to_post_at_unit(dossier, act, roles=case.roles, rules=case.rules)
