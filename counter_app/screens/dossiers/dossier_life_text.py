"""The life of a dossier in lines: where the paper is, how it stands, what is due, what was done.

Every word is made of entries and of the outlook that the desk computed; nothing is reckoned here.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.dossier_words import HISTORY_WORDS
from counter_app.life_words import (
    DUTY_WORDS,
    LEG_WORDS,
    PLACE_WORDS,
    STAND_WORDS,
    STEP_WORDS,
    WHY_WORDS,
)
from counter_app.screens.dossiers.told_lines import Hung, Line, fact, more
from counter_app.screens.dossiers.told_text import joined, told
from counter_app.sentences import sentence
from counter_app.widgets.lines import QUIET, WARNING, row, styled, warned
from counter_app.wording import day_text, moment_text, tr, trn
from data.domain.handing_over import Place
from data.domain.lifecycle import State
from data.domain.packing import packed
from data.domain.posting import posting
from data.domain.routing import LegStatus
from data.domain.standing import Duty, Stand

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.search import DossierFile, HistoryLine
    from counter_app.desk.steps.following import Outlook
    from data.domain.dossier import Dossier
    from data.domain.handing_over import Custody
    from data.domain.promises import Promise
    from data.domain.routing import LegState
    from data.domain.standing import Deadline

LATE: Final = frozenset({Stand.OVERDUE, Stand.LATE})
_SAYS_NOTHING: Final = frozenset({Stand.NONE})

# --- where it is and how it stands --------------------------------------------------------------


def custody_text(outlook: "Outlook") -> str:
    """Who has the folder now, and since when."""
    now = outlook.custody
    place = tr(PLACE_WORDS[now.place])
    if now.place is Place.AGENCY and now.agency:
        place = now.agency
    if now.place is Place.RETURN_DESK:
        place = _shelved(place, outlook.shelf)
    return joined(place, _taken_by(now), _since(now))


def _shelved(place: str, shelf: str) -> str:
    where = tr("shelf {shelf}", shelf=shelf) if shelf else tr("no shelf yet")
    return f"{place}, {where}"


def _taken_by(now: "Custody") -> str:
    return tr("taken by {name}", name=now.person) if now.person else ""


def _since(now: "Custody") -> str:
    return tr("since {at}", at=moment_text(now.since)) if now.since else ""


def standing_text(outlook: "Outlook") -> str:
    """In time or late; empty where nothing is measured."""
    found = outlook.standing
    if found.stand in _SAYS_NOTHING:
        return ""
    said = tr(STAND_WORDS[found.stand])
    if days := found.late_working_days:
        said += ", " + trn("{n} working day late", "{n} working days late", days)
    if found.arrived is not None:
        said += " · " + tr("the result came {at}", at=moment_text(found.arrived))
    return said


def promises_text(outlook: "Outlook") -> "Iterator[str]":
    """Why the due date is another one than the first; nothing while there is only the first."""
    said = outlook.promises
    if said is None or said.told == said.statutory == said.first:
        return
    yield tr("promised first: {due}", due=moment_text(said.first.due))
    if said.told != said.first:
        yield _promise(tr("told last"), said.told)
    if said.statutory != said.told:
        yield _promise(tr("lateness is measured by"), said.statutory)


def _promise(name: str, said: "Promise") -> str:
    why = tr(WHY_WORDS[said.why])
    return f"{name}: {moment_text(said.due)} ({why})"


def warnings(outlook: "Outlook") -> "Iterator[str]":
    """What somebody has still to do, or what is not known."""
    if outlook.owes_call:
        yield tr("The citizen was not told of the apology yet: C writes the call down.")
    if outlook.unreckoned is not None:
        yield sentence(outlook.unreckoned)


def post_text(dossier: "Dossier") -> str:
    """What the post has of it, or is to get; empty where it has nothing to do with it now."""
    if dossier.state is State.POSTED and dossier.submitted_at is not None:
        return tr(
            "handed in {at}: that is when it was submitted", at=moment_text(dossier.submitted_at)
        )
    if (ready := packed(dossier)) is not None:
        return tr("packed in {item}, waits for the courier", item=ready.what.item)
    if (given := posting(dossier)) is not None:
        way = tr("on its way in {item}", item=given.what.item)
        return joined(way, tr("since {at}", at=moment_text(given.at)), _until(given.what.by))
    return ""


def _until(day: "date | None") -> str:
    return tr("delivered until {day}", day=day_text(day)) if day is not None else ""


# --- what is due until when ---------------------------------------------------------------------


def is_missed(one: "Deadline") -> bool:
    """Whether somebody is late. Nobody is who did not return what was good (R86)."""
    return one.late and not _is_over(one)


def _is_over(one: "Deadline") -> bool:
    return one.duty is Duty.RETURN and one.late and one.done_at is None


def deadline_mark(one: "Deadline") -> str:
    """By shape: done, late, over, or still open."""
    if _is_over(one):
        return "–"
    if one.late:
        return "▲"
    return "○" if one.done_at is None else "✓"


def deadline_text(one: "Deadline") -> str:
    """One limit on the way, who keeps it, and where it stands."""
    step = tr(STEP_WORDS[one.step]) if one.step else ""
    duty = tr(DUTY_WORDS[one.duty])
    what = f"{duty}: {step}" if step else duty
    done = tr("done {at}", at=moment_text(one.done_at)) if one.done_at else ""
    late = tr("late") if is_missed(one) else ""
    over = tr("over") if _is_over(one) else ""
    return joined(what, one.who, done, late, over)


def leg_mark(leg: "LegState") -> str:
    return {LegStatus.DONE: "✓", LegStatus.AT_WORK: "▸", LegStatus.NOT_YET: "○"}[leg.status]


def leg_text(leg: "LegState", *, holds: bool) -> str:
    """One agency of a route: how far it is, and whether it has the folder."""
    status = tr(LEG_WORDS[leg.status])
    when = tr("done {at}", at=moment_text(leg.done_at)) if leg.done_at else ""
    until = tr("until {day}", day=moment_text(leg.leg.by))
    here = tr("has the folder") if holds else ""
    late = tr("late") if leg.late else ""
    head = f"{leg.number + 1}. {leg.leg.agency}"
    return joined(head, when or status, until, here, late)


# --- lines --------------------------------------------------------------------------------------


def now(dossier: "Dossier", outlook: "Outlook") -> Iterator[Line]:
    """Who has it and how it stands; of a dossier that never came in, its state says it all."""
    if dossier.reception is not None and dossier.state is not State.ANSWERED:
        yield fact(tr("Where it is"), custody_text(outlook))
    if stands := standing_text(outlook):
        late = outlook.standing.stand in LATE
        yield fact(tr("In time?"), f"▲ {stands}" if late else stands, WARNING if late else "")
    yield from map(more, promises_text(outlook))
    yield from map(warned, warnings(outlook))


def at_post(dossier: "Dossier") -> Iterator[Line]:
    if said := post_text(dossier):
        yield fact(tr("Post"), said)


def limits(outlook: "Outlook") -> Iterator[Line]:
    """The agencies of the way, and every limit with its ground, the earliest first."""
    if outlook.legs:
        yield styled(tr("Way through the agencies"), QUIET)
        for leg in outlook.legs:
            said = leg_text(leg, holds=leg.number == outlook.position)
            yield Hung(Content(f"{leg_mark(leg)}  "), said, WARNING if leg.late else "")
        yield Content("")
    if outlook.deadlines:
        yield styled(tr("Limits"), QUIET)
        for one in outlook.deadlines:
            yield from _limit(one)
        yield Content("")


def _limit(one: "Deadline") -> Iterator[Line]:
    """Where it stands is read while it is still to be kept."""
    at = styled(f"{moment_text(one.by)}  ", QUIET)
    head = row(at, f"{deadline_mark(one)} ")
    yield Hung(head, deadline_text(one), WARNING if is_missed(one) else "")
    if one.citation and one.done_at is None and not _is_over(one):
        yield Hung(Content(" " * head.cell_length), one.citation, QUIET)


def history(file: "DossierFile") -> Iterator[Line]:
    """One line an act; a row of the same act, such as pages scanned later, is one line."""

    def same(line: "HistoryLine") -> tuple[str, str, str]:
        return line.kind, line.officer, told(file.dossier, line.entry)

    for (kind, officer, words), lines in groupby(file.history, key=same):
        acts = list(lines)
        said = tr(HISTORY_WORDS[kind]) if kind in HISTORY_WORDS else kind
        times = f" ×{len(acts)}" if len(acts) > 1 else ""
        at = styled(f"{moment_text(acts[0].at)}  ", QUIET)
        yield Hung(at, f"{said}{times}" + (f" · {officer}" if officer else ""))
        if words:
            yield Hung(Content(" " * at.cell_length), words, QUIET)
