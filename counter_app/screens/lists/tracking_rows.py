"""Lines of the tracking lists: when, which, whose and where; and what one of them says in full."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.lists.questions import UNCOLLECTED_DAYS, Question
from counter_app.dossier_words import STATE_WORDS
from counter_app.life_words import PLACE_WORDS
from counter_app.widgets.lines import (
    ACCENT,
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    column,
    fit,
    left,
    right,
    row,
    styled,
)
from counter_app.widgets.rows import BLANK, Row
from counter_app.wording import day_text, moment_text, msg, time_text, tr, trn
from data.domain.clock import local
from data.domain.handing_over import Place

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.desk.lists.tracking import Share, Tracking
    from data.domain.tracked_lists import TrackedLine
    from data.store.queries import Count

TITLES: Final[Mapping[Question, str]] = {
    Question.DUE_TODAY: msg("Due today"),
    Question.APOLOGY: msg("Last day for an apology"),
    Question.OVERDUE: msg("Overdue"),
    Question.HAND_OVER: msg("To be handed over now"),
    Question.RETURN: msg("Last days to return it"),
    Question.RETURNED: msg("Returned for supplement"),
    Question.CONSULTED: msg("Opinion not given in time"),
    Question.STALE: msg("No news for too long"),
    Question.INSTANT: msg("Instant, not answered"),
    Question.SUPPLEMENT: msg("To supplement, at the desk"),
    Question.UNCOLLECTED: msg("Not collected for 7 days"),
    Question.RUNNING: msg("Everything under way"),
}
EMPTY: Final[Mapping[Question, str]] = {
    Question.DUE_TODAY: msg("No result is promised for today."),
    Question.APOLOGY: msg("Of nothing is today the last day for form 04."),
    Question.OVERDUE: msg("Nothing is overdue."),
    Question.HAND_OVER: msg("Everything that had to go to its agency has gone."),
    Question.RETURN: msg("Nothing has to be returned for supplement by tomorrow."),
    Question.RETURNED: msg("No applicant was asked by an agency to bring more."),
    Question.CONSULTED: msg("Every opinion that was asked came in time, or may still come."),
    Question.STALE: msg("Somebody said of every dossier how far it is."),
    Question.INSTANT: msg("Whatever can be answered at once was answered."),
    Question.SUPPLEMENT: msg("No applicant was asked at the desk to bring more."),
    Question.UNCOLLECTED: msg("No result has waited for a week."),
    Question.RUNNING: msg("No dossier is under way."),
}
_PRESSING: Final = frozenset(
    {Question.DUE_TODAY, Question.APOLOGY, Question.HAND_OVER, Question.RETURN}
)
_BAD: Final = frozenset({Question.OVERDUE, Question.CONSULTED, Question.STALE, Question.INSTANT})
_COUNT, _WHEN, _NUMBER, _WIDE = 7, 15, 27, 100
_APART: Final = frozenset({Question.RETURNED, Question.RUNNING})
"""Before these a line is left free: what is late, what waits for its applicant, all the rest."""


@dataclass(frozen=True, slots=True)
class Said:
    """The first cell of a line: how it stands in its list."""

    text: str
    style: str = ""


# --- the questions ------------------------------------------------------------------------------


def question_rows(counts: "Mapping[Question, Count]") -> list[Row]:
    """Every question, also one that nothing answers: that is what an officer wants to see."""
    rows: list[Row] = []
    for question in Question:
        if question in _APART:
            rows.append(BLANK)
        rows.append(_question(question, counts.get(question)))
    return rows


def _question(question: Question, count: "Count | None") -> Row:
    number = count.number if count else 0
    shape, style = _mark(question, number)

    def draw(width: int) -> Content:
        return row(
            styled(shape, style),
            left(tr(TITLES[question]), width - _COUNT - 2),
            styled(right(count_text(count), _COUNT), STRONG if number else QUIET),
        )

    return Row(draw, question.value)


def _mark(question: Question, number: int) -> tuple[str, str]:
    if not number:
        return "✓ ", ACCENT
    if question in _BAD:
        return "✕ ", DANGER
    return ("▲ ", WARNING) if question in _PRESSING else ("◐ ", "")


def count_text(count: "Count | None") -> str:
    """`1.234`, or `10.000+` where nobody counted on."""
    if count is None:
        return ""
    return f"{count.number:,}".replace(",", ".") + ("+" if count.more else "")


def first_answered(rows: "Sequence[Row]", counts: "Mapping[Question, Count]") -> int:
    """The place of the first question that something answers, else of the first of all."""
    answered = {it.value for it, count in counts.items() if count.number}
    return next((place for place, it in enumerate(rows) if it.key in answered), 0)


def titles(
    question: Question, counts: "Mapping[Question, Count]", names: "Sequence[str]"
) -> tuple[Content, Content]:
    """Over the questions and over the list; `names` are what they are narrowed by."""
    narrowed = "".join(f" · {name}" for name in names)
    count = styled(f" · {count_text(counts.get(question))}", QUIET)
    own = row(styled(tr(TITLES[question]), STRONG), count, narrowed)
    return styled(tr("Tracking") + narrowed, STRONG), own


def summary(counts: "Mapping[Question, Count]") -> tuple[str, bool]:
    """The one sentence of the morning, and whether it is a good one."""
    late, last = counts[Question.OVERDUE], counts[Question.APOLOGY]
    parts = []
    if late.number:
        parts.append(tr("Overdue: {count}.", count=count_text(late)))
    if last.number:
        parts.append(tr("Form 04 must go today for: {count}.", count=count_text(last)))
    if counts[Question.HAND_OVER].number:
        told = count_text(counts[Question.HAND_OVER])
        parts.append(tr("To be handed over now: {count}.", count=told))
    if parts:
        return " ".join(parts), False
    if any(counts[question].number for question in _BAD | _PRESSING):
        return tr("Nothing is overdue. What is marked ▲ or ✕ wants a hand."), False
    return tr("Nothing is late, nothing presses."), True


# --- lines --------------------------------------------------------------------------------------


def head_row() -> Row:
    """What stands in the columns."""

    def draw(width: int) -> Content:
        cells = _cells(width)
        words = ("", tr("code"), tr("its owner"), tr("procedure"), tr("where it is"))
        told = (left(word, size) for word, size in zip(words, cells, strict=True) if size)
        return styled("  " + "".join(told), QUIET)

    return Row(draw)


def line_row(tracking: "Tracking", question: Question, line: "TrackedLine") -> Row:
    """Worked out when it is first seen: of a window most lines never are."""

    @cache
    def told() -> tuple[Said, str]:
        return _SAID[question](tracking, line), where_text(line, question)

    def draw(width: int) -> Content:
        said, where = told()
        when, number, name, procedure, place = _cells(width)
        return row(
            styled(left(said.text, when), said.style),
            left(line.number, number),
            left(line.applicant or tr("(gave no name)"), name - 1) + " ",
            styled(left(line.procedure, procedure - 1) + " ", QUIET) if procedure else "",
            styled(left(where, place), QUIET),
        )

    return Row(draw, line.id)


def _cells(width: int) -> tuple[int, int, int, int, int]:
    """On a narrow screen the procedure gives way: name and code tell dossiers apart."""
    rest = width - _WHEN - _NUMBER
    if width >= _WIDE:
        third = rest // 3
        return _WHEN, _NUMBER, third, third, rest - 2 * third
    return _WHEN, _NUMBER, rest - rest // 2, 0, rest // 2


def where_text(line: "TrackedLine", question: Question) -> str:
    """Who has the folder; of an opinion that is missing, who was asked."""
    if question is Question.CONSULTED:
        return line.asked_agency
    if line.place is Place.RETURN_DESK and line.shelf:
        return tr("shelf {place}", place=line.shelf)
    if line.place is Place.AGENCY and line.holder:
        return line.holder
    return tr(PLACE_WORDS[line.place])


def details(tracking: "Tracking", line: "TrackedLine", width: int) -> Content:
    """What no column has room for."""
    return column(
        styled(fit(line.procedure, width), STRONG),
        fit(" · ".join(_standing(line)), width),
        fit(" · ".join(_dates(tracking, line)), width),
    )


def _standing(line: "TrackedLine") -> Iterator[str]:
    yield tr(STATE_WORDS[line.state]) if line.place is not Place.AGENCY else line.holder
    if line.held_since:
        yield tr("since {day}", day=day_text(local(line.held_since).date()))
    if line.silent:
        yield tr("last news {day}", day=day_text(local(line.silent).date()))
    if line.asked_agency:
        yield tr("opinion asked of {agency}", agency=line.asked_agency)


def _dates(tracking: "Tracking", line: "TrackedLine") -> Iterator[str]:
    if line.due:
        yield tr("promised for {moment}", moment=moment_text(line.due))
    if line.measure and line.measure != line.due:
        yield tr("measured by {day}", day=day_text(local(line.measure).date()))
    if late := tracking.late_days(line):
        yield trn("{n} working day late", "{n} working days late", late)


# --- the first cell -----------------------------------------------------------------------------


def _late(tracking: "Tracking", line: "TrackedLine") -> Said:
    """Of what became late on a day on which nobody works no day is counted yet."""
    late = tracking.late_days(line)
    told = trn("late {n} day", "late {n} days", late) if late else tr("overdue")
    return Said("✕ " + told, DANGER)


def _running(tracking: "Tracking", line: "TrackedLine") -> Said:
    if tracking.is_late(line):
        return _late(tracking, line)
    if local(line.at).date() == tracking.ranges.today:
        return _today(tracking, line)
    return Said(day_text(local(line.at).date()))


def _today(tracking: "Tracking", line: "TrackedLine") -> Said:
    if tracking.is_late(line):
        return _late(tracking, line)
    return Said(tr("today {time}", time=time_text(line.at)), WARNING)


def _apology(_tracking: "Tracking", line: "TrackedLine") -> Said:
    return Said("▲ " + day_text(local(line.at).date()), WARNING)


def _received(tracking: "Tracking", line: "TrackedLine") -> Said:
    today = local(line.at).date() == tracking.ranges.today
    return Said("▲ " + (time_text(line.at) if today else _short(line.at)), WARNING)


def _return(tracking: "Tracking", line: "TrackedLine") -> Said:
    by = tracking.return_by(line)
    if by is None:
        return Said("")
    if local(by).date() == tracking.ranges.today:
        return Said("▲ " + tr("today"), WARNING)
    return Said(day_text(local(by).date()))


def _until(_tracking: "Tracking", line: "TrackedLine") -> Said:
    return Said("✕ " + day_text(local(line.at).date()), DANGER)


def _waiting(tracking: "Tracking", line: "TrackedLine") -> Said:
    return Said(_days(tracking, line))


def _silent(tracking: "Tracking", line: "TrackedLine") -> Said:
    return Said("✕ " + _days(tracking, line), DANGER)


def _lying(tracking: "Tracking", line: "TrackedLine") -> Said:
    days = tracking.days(line)
    if days >= UNCOLLECTED_DAYS[2]:
        return Said("✕ " + _days(tracking, line), DANGER)
    if days >= UNCOLLECTED_DAYS[1]:
        return Said("▲ " + _days(tracking, line), WARNING)
    return Said(_days(tracking, line))


def _days(tracking: "Tracking", line: "TrackedLine") -> str:
    return trn("{n} day", "{n} days", tracking.days(line))


def _short(moment: "datetime") -> str:
    return f"{local(moment):%H:%M %d/%m}"


_SAID: Final[Mapping[Question, "Callable[[Tracking, TrackedLine], Said]"]] = {
    Question.DUE_TODAY: _today,
    Question.APOLOGY: _apology,
    Question.OVERDUE: _late,
    Question.HAND_OVER: _received,
    Question.RETURN: _return,
    Question.RETURNED: _waiting,
    Question.CONSULTED: _until,
    Question.STALE: _silent,
    Question.INSTANT: _running,
    Question.SUPPLEMENT: _waiting,
    Question.UNCOLLECTED: _lying,
    Question.RUNNING: _running,
}


# --- narrowing ----------------------------------------------------------------------------------


def share_row(share: "Share") -> Row:
    def draw(width: int) -> Content:
        name = share.name or tr("(not in the register)")
        return row(
            left(name, width - _COUNT), styled(right(f"{share.lines:,}".replace(",", "."), _COUNT))
        )

    return Row(draw, str(share.value))
