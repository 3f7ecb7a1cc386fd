"""The words of the ways: channels, places of return, and what each of them asks for."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.desk.receiving.draft import WayForm
from counter_app.desk.receiving.typed import moment_of
from counter_app.dossier_words import CHANNEL_WORDS
from counter_app.widgets.lines import ACCENT, QUIET, styled, warned
from counter_app.wording import moment_text, tr, weekday_text
from data.domain.clock import local
from data.domain.received import Channel

if TYPE_CHECKING:
    from data.domain.procedures import Procedure

DESK, POST = "desk", "post"
_CHOSEN_HERE = (Channel.DIRECT, Channel.POST, Channel.INBOUND, Channel.ONLINE)
"""Hired and authorised follow from the right in which the submitter stands here (R67)."""


def channels(procedure: "Procedure", chosen: Channel) -> list[tuple[str, str]]:
    """What may be chosen; whatever stands there already is never hidden."""
    offered = [it for it in _CHOSEN_HERE if it is not Channel.POST or procedure.post_filing]
    if chosen not in offered:
        offered.append(chosen)
    return [(it.value, tr(CHANNEL_WORDS[it])) for it in offered]


def places(procedure: "Procedure", *, by_post: bool) -> list[tuple[str, str]]:
    own = procedure.agency.own_return_place
    desk = (DESK, own or tr("the return desk"))
    return [desk, (POST, tr("by post"))] if procedure.post_return or by_post else [desk]


def no_post() -> Content:
    return styled(tr("No result of this procedure goes by post."), QUIET)


def about(procedure: "Procedure", form: WayForm) -> Content:
    if form.channel is Channel.DIRECT and not procedure.post_filing:
        return styled(tr("This procedure is not taken by post."), QUIET)
    if form.channel is Channel.INBOUND:
        return styled(tr("The result goes back to that one-stop."), QUIET)
    return Content("")


def signed(typed: str) -> Content:
    """How the moment of signing was understood (C21)."""
    if not typed.strip():
        return styled(
            tr("Not signed yet: it is only registered under its item number, without a date."),
            QUIET,
        )
    return understood(typed)


def earlier(typed: str, now: datetime) -> bool:
    """Whether what was typed is a moment of a day before today."""
    moment = moment_of(typed)
    return moment is not None and moment.date() < local(now).date()


def understood(typed: str) -> Content:
    """How a day and an hour were read."""
    moment = moment_of(typed)
    if moment is None:
        return warned(tr("This is no day and hour. Type it as 8:30 20/11/2026."))
    day = weekday_text(moment.date())
    return styled(f"= {day} {moment_text(moment)}", ACCENT)
