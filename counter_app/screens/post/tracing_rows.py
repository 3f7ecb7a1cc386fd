"""Lines of what the post carries: how long, until when, how often tried, and what befell it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.screens.dossiers.told_lines import Hung, Line, laid
from counter_app.screens.receiving.intake_text import label
from counter_app.widgets.lines import (
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.rows import Row
from counter_app.wording import day_text, moment_text, money_text, msg, tr, trn
from data.domain.clock import local
from data.domain.post_filing import PostFault
from data.domain.posting import GivenToPost, Invitation
from data.domain.text import fold

if TYPE_CHECKING:
    from counter_app.desk.post.tracing import Traced
    from data.domain.dossier import Dossier

_ITEM, _DAYS, _BY, _TRIES, _CODE, _CASH = 15, 4, 14, 19, 27, 12
_FAULTS: Final = {PostFault.LOST: msg("lost"), PostFault.DAMAGED: msg("spoilt")}
"""In a narrow column."""
_WIDE: Final = 108
"""Cells from which code and cash have columns of their own."""


def head(found: Sequence["Traced"], shown: int) -> Content:
    """How many there are, and how many of them want a hand."""
    parts = [trn("{n} item", "{n} items", len(found))]
    if back := sum(it.due_back for it in found):
        parts.append(trn("{n} to bring back", "{n} to bring back", back))
    if late := sum(it.late for it in found):
        parts.append(trn("{n} late", "{n} late", late))
    if shown < len(found):
        parts.append(tr("{n} shown", n=shown))
    return row(styled(tr("With the post"), STRONG), styled(" · " + " · ".join(parts), QUIET))


def fits(traced: "Traced", typed: str) -> bool:
    """Whether every typed word stands in the line, without accents."""
    it = traced.item
    line = fold(f"{it.parcel.item} {it.code} {it.applicant} {it.procedure} {it.agency}")
    return all(word in line for word in fold(typed).split())


def head_row() -> Row:
    def draw(width: int) -> Content:
        words = (tr("item number"), tr("dossier"), tr("receiver"), tr("days"), tr("deliver by"))
        item, code, name, days, by = words
        code_width, name_width, cash_width = _rest(width)
        return styled(
            left(item, _ITEM)
            + (left(code, code_width) if code_width else "")
            + left(name, name_width)
            + right(days, _DAYS)
            + "  "
            + left(by, _BY)
            + left(tr("invitations"), _TRIES)
            + (right(tr("cash"), cash_width) if cash_width else ""),
            QUIET,
        )

    return Row(lambda width: row("  ", draw(width - 2)))


def line(traced: "Traced", now: datetime) -> Row:
    it = traced.item

    def draw(width: int) -> Content:
        code_width, name_width, cash_width = _rest(width)
        said, style = tries(traced)
        by, by_style = until(traced)
        cash = it.parcel.cash_vnd
        return row(
            styled(left(it.parcel.item, _ITEM), STRONG),
            styled(left(it.code, code_width), QUIET) if code_width else "",
            left(it.applicant or tr("(no name yet)"), name_width - 1) + " ",
            right(str(_days(it.parcel.since, now)), _DAYS) + "  ",
            styled(left(by, _BY), by_style),
            styled(left(said, _TRIES), style),
            right(money_text(cash) if cash else "", cash_width) if cash_width else "",
        )

    return Row(draw, it.id)


def _rest(width: int) -> tuple[int, int, int]:
    """Cells of code, name and cash: on a narrow screen they are told below the list."""
    code, cash = (_CODE, _CASH) if width >= _WIDE else (0, 0)
    return code, width - _ITEM - code - _DAYS - 2 - _BY - _TRIES - cash, cash


def _days(since: datetime, now: datetime) -> int:
    return (local(now).date() - local(since).date()).days


def until(traced: "Traced") -> tuple[str, str]:
    """The last day on which its receiver should have it, and whether that is over."""
    by = traced.item.parcel.by
    if by is None:
        return tr("not told"), QUIET
    if traced.late:
        return "▲ " + tr("late, {day}", day=_short(by)), WARNING
    return day_text(by), ""


def tries(traced: "Traced") -> tuple[str, str]:
    """What befell it comes first, then whether it is due back, then when it may be tried again."""
    parcel = traced.item.parcel
    if parcel.fault:
        return "✕ " + tr(_FAULTS[PostFault(parcel.fault)]), DANGER
    if traced.next_try is None:
        return "▲ " + tr("to bring back"), WARNING
    if not parcel.invitations:
        return tr("none yet"), QUIET
    return tr("{n}, next {day}", n=parcel.invitations, day=_short(traced.next_try)), ""


def _short(day: date) -> str:
    return f"{day:%d/%m}"


# --- the one under the cursor -------------------------------------------------------------------


def chosen(traced: "Traced | None", dossier: "Dossier | None", width: int) -> list[Content]:
    if traced is None or dossier is None:
        return []
    return laid(_facts(traced, dossier), width)


def _facts(traced: "Traced", dossier: "Dossier") -> Iterator[Line]:
    it, wish = traced.item, dossier.taken_in().returning
    yield Hung(Content(""), f"{it.code} · {it.procedure}", QUIET)
    phone = wish.phone or (dossier.applicant.phone if dossier.applicant else "")
    who = " · ".join(filter(None, (wish.receiver or it.applicant, phone)))
    yield Hung(label(tr("Receiver")), who)
    if wish.address:
        yield Hung(label(""), wish.address, QUIET)
    if told := _told(traced, dossier):
        yield Hung(label(tr("Post")), told, WARNING if traced.due_back or traced.late else QUIET)


def _told(traced: "Traced", dossier: "Dossier") -> str:
    return " · ".join(_steps(traced, dossier))


def _steps(traced: "Traced", dossier: "Dossier") -> Iterator[str]:
    parcel = traced.item.parcel
    given = dossier.last(GivenToPost)
    if given is not None:
        yield tr("given {moment}", moment=moment_text(given.at))
    for it in dossier.facts(Invitation):
        if it.what.item == parcel.item:
            yield tr("invitation {n}: {day}", n=it.what.number, day=day_text(it.what.day))
    if traced.next_try and parcel.invitations:
        yield tr("next from {day}", day=day_text(traced.next_try))
    if parcel.cash_vnd:
        yield tr("takes {money} on delivery", money=money_text(parcel.cash_vnd))


def due_back_said(traced: "Traced") -> str:
    """The one sentence about a line that wants a hand; empty where it does not."""
    if traced.item.parcel.fault:
        return tr("Something befell it. F8: its agency makes the result anew.")
    if traced.due_back:
        return tr("Tried as often as it must be: it comes back now (H).")
    return tr("It should have been delivered by now: ask the post.") if traced.late else ""
