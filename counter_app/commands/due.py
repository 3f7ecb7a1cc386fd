"""`counter due`: a due date and every day that was counted or skipped for it."""

import json
from dataclasses import dataclass
from datetime import datetime

from counter_app.bootstrap import read_rulebook, rules_in_force
from counter_app.config import Config
from counter_app.sentences import sentence_of
from counter_app.wording import day_text, moment_text, tr, weekday_text
from data.domain.clock import Clock, local
from data.domain.deadlines import Due, Limit, Unit, due
from data.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """One of these is set."""

    procedure: str | None
    days: int | None
    calendar_days: int | None
    hours: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    received: datetime
    limit: Limit
    due: Due


def answer(config: Config, asked: Asked, *, received: datetime, clock: Clock) -> Answer:
    """A procedure is that of this desk's own catalogue, where one is in force (R8).

    Raises Refused("procedure-unknown"), "calendar-year-missing", and as `rules_in_force`.
    """
    rulebook = rules_in_force(config, clock) if asked.procedure else read_rulebook()
    in_force = rulebook.in_force
    if asked.procedure is None:
        limit = _limit(asked)
    else:
        procedure = rulebook.catalogue.by_code(asked.procedure)
        if procedure is None:
            raise Refused("procedure-unknown", procedure=asked.procedure)
        limit = procedure.limit
    promised = due(received, limit, calendar=in_force.calendar, hours=in_force.profile.hours)
    return Answer(received, limit, promised)


def as_json(found: Answer) -> str:
    promised = found.due
    return json.dumps(
        {
            "due": promised.moment.isoformat(),
            "counted": [day.isoformat() for day in promised.counted],
            "skipped": [{"date": it.day.isoformat(), "why": it.why} for it in promised.skipped],
            "calendar": promised.calendar,
            "limit": found.limit.words,
            "warnings": [
                {"code": it.code.value, "date": it.day.isoformat()} for it in promised.warnings
            ],
        },
        ensure_ascii=False,
    )


def as_text(found: Answer) -> str:
    promised = found.due
    lines = [
        tr("Received  {moment}", moment=moment_text(local(found.received))),
        tr("Limit     {limit}", limit=found.limit.words),
        tr("Due       {moment}", moment=moment_text(promised.moment)),
        "",
    ]
    days = {day: f"{place:>3}" for place, day in enumerate(promised.counted, start=1)}
    why = {it.day: it.why for it in promised.skipped}
    lines.extend(
        f"{days.get(day, '  –')}  {weekday_text(day)} {day_text(day)}  {why.get(day, '')}"
        for day in sorted({*days, *why})
    )
    lines.extend(sentence_of(it.code.value, {"day": day_text(it.day)}) for it in promised.warnings)
    return "\n".join(line.rstrip() for line in [*lines, "", promised.calendar])


def _limit(asked: Asked) -> Limit:
    if asked.days is not None:
        return Limit(Unit.WORKING_DAYS, asked.days, "")
    if asked.calendar_days is not None:
        return Limit(Unit.CALENDAR_DAYS, asked.calendar_days, "")
    assert asked.hours is not None
    return Limit(Unit.HOURS, asked.hours, "")
