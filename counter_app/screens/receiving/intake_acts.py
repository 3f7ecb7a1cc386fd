"""The acts that end an intake well: each takes the draft as it is, after pages on their way."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.desk.receiving.intake import Issued
    from counter_app.screens.receiving.intake import IntakeScreen
    from data.domain.dossier import Dossier


async def issue(intake: "IntakeScreen") -> "Issued":
    """Issue what was looked at: another date than the one that stood there is refused."""
    promised, desk = intake.review.promise, intake.intake
    return await intake.keeper.end(
        lambda officer, draft: desk.issue(officer, draft, promised=promised)
    )


async def answer(intake: "IntakeScreen", *, on_paper: bool) -> "Issued":
    """The result is in the citizen's hand (A9), with form 01 or without."""
    desk = intake.intake
    return await intake.keeper.end(
        lambda officer, draft: desk.answer_at_once(officer, draft, on_paper=on_paper)
    )


async def register(intake: "IntakeScreen") -> "Dossier":
    """Register what the post brought, whose hand-over is not signed (C21); the draft stays."""
    return await intake.keeper.act(intake.station.counter.post.filing.take)
