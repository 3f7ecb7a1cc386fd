"""The dialogues of an intake: each puts what is said in it into the draft, letter by letter.

Each is awaited in a worker, from the intake itself or from the check in front of it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.desk.receiving import typed
from data.domain.clock import local

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.receiving.draft import FeeForm, LateForm, WayForm
    from counter_app.screens.receiving.intake import IntakeScreen
    from data.domain.confirmation import Confirmation


def day_of(intake: "IntakeScreen") -> "date":
    """The day whose law and tariff hold: of the paper, or today (R112, C7, C21)."""
    moment = typed.received_at(intake.keeper.draft) or intake.station.clock()
    return local(moment).date()


async def ask_fee(intake: "IntakeScreen") -> None:
    from counter_app.screens.receiving.fee import FeeScreen
    from counter_app.screens.receiving.fee_method import TillHere

    def said(form: "FeeForm") -> None:
        intake.change(replace(intake.keeper.draft, fee=form))

    draft = intake.keeper.draft
    await intake.app.push_screen_wait(
        FeeScreen(
            intake.review.procedure,
            draft.fee,
            day_of(intake),
            changed=said,
            till=TillHere(intake.station),
        )
    )


async def ask_way(intake: "IntakeScreen") -> None:
    from counter_app.screens.receiving.way import WayScreen

    def said(form: "WayForm") -> None:
        intake.change(replace(intake.keeper.draft, way=form))

    draft = intake.keeper.draft
    await intake.app.push_screen_wait(
        WayScreen(
            intake.station,
            intake.review.procedure,
            draft.way,
            address=draft.applicant.address.strip(),
            now=intake.station.clock,
            changed=said,
        )
    )


async def ask_late(intake: "IntakeScreen") -> None:
    from counter_app.screens.receiving.late import LateScreen

    def said(form: "LateForm | None") -> None:
        intake.change(replace(intake.keeper.draft, late=form))

    await intake.app.push_screen_wait(LateScreen(intake.keeper.draft.late, changed=said))


async def ask_component(intake: "IntakeScreen") -> None:
    from counter_app.screens.receiving.component import ComponentScreen

    await intake.app.push_screen_wait(ComponentScreen(intake))


async def confirmed(intake: "IntakeScreen", why: str) -> "Confirmation | None":
    """A leader's word that a law lets a rule be left (C4, C30); None where nobody gave it."""
    from counter_app.screens.leader import LeaderScreen

    def cited(citation: str) -> None:
        intake.change(replace(intake.keeper.draft, citation=citation))

    return await intake.app.push_screen_wait(
        LeaderScreen(intake.station, why, citation=intake.keeper.draft.citation, typed=cited)
    )


async def ask_leader(intake: "IntakeScreen", why: str) -> None:
    """A leader lets a soft bar pass (C30)."""
    if (confirmation := await confirmed(intake, why)) is not None:
        draft = intake.keeper.draft
        intake.change(replace(draft, citation=confirmation.citation, leader=confirmation.leader))
