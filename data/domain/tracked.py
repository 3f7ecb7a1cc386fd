"""Tracked: what the lists of the morning need of an open dossier (R37, R66, R86, R100).

Moments that entries say, each only while it still asks for something, and no rule: from which
moment on one stands in a list is asked of the rules when the list is read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from data.domain import concluding
from data.domain.appraising import Question, awaited_consultations
from data.domain.dossier import Dossier
from data.domain.handing_over import Custody, Place, custody, recipient, waited_for_since
from data.domain.lifecycle import State
from data.domain.matter import Matter
from data.domain.promises import promises
from data.domain.reappointing import apologised
from data.domain.supplementing import clock_start, open_return


@dataclass(frozen=True, slots=True)
class Clocks:
    """Each is None unless it runs.

    `due` is what the citizen was told last, `measure` what lateness is measured by (C4, C5), both
    while the result is not where it is handed out; `unexcused` is `due` while no form 04 was sent
    for it. `hand_over` and `returnable` are the start of the clock while the folder lies at the
    Center and while it may be returned for supplement. `silent` is when somebody last moved it.
    """

    due: datetime | None = None
    measure: datetime | None = None
    unexcused: datetime | None = None
    hand_over: datetime | None = None
    returnable: datetime | None = None
    silent: datetime | None = None
    supplement: datetime | None = None
    """Since when form 02 of the desk waits for its answer (R70)."""
    returned: datetime | None = None
    """Since when form 02 of the agency does (R85)."""
    asked: datetime | None = None
    """Until when the first of the opinions that are waited for was asked (R88)."""
    lies: datetime | None = None
    """Since when the result lies at the return desk (R100)."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """`agency_index` leads; `custody` says who has the folder, and since when.

    `officer` received it. `asked_agency` is the one whose opinion `clocks.asked` is about, `shelf`
    where the result lies.
    """

    agency_index: int
    field: str
    procedure_code: str
    officer: str
    custody: Custody
    clocks: Clocks
    asked_agency: str = ""
    shelf: str = ""


def tracked(dossier: Dossier) -> Tracked | None:
    """None where nobody has anything to do about it any more."""
    if not dossier.state.is_open or dossier.matter is None:
        return None
    held = custody(dossier, via_province=concluding.awaits_province(dossier))
    asked = _asked(dossier)
    return Tracked(
        agency_index=_lead(dossier, dossier.matter),
        field=dossier.matter.field,
        procedure_code=dossier.matter.procedure_code,
        officer=dossier.received_by,
        custody=held,
        clocks=_clocks(dossier, held, asked),
        asked_agency=asked.consultation.agency if asked else "",
        shelf=concluding.shelf(dossier),
    )


def _lead(dossier: Dossier, matter: Matter) -> int:
    return recipient(dossier)[0] if dossier.reception else matter.agency_index


def _asked(dossier: Dossier) -> Question | None:
    if dossier.state is not State.APPRAISAL:
        return None
    waited_for = awaited_consultations(dossier)
    return min(waited_for, key=lambda it: it.consultation.until, default=None)


def _clocks(dossier: Dossier, held: Custody, asked: Question | None) -> Clocks:
    state, returned = dossier.state, open_return(dossier)
    said = promises(dossier) if _is_awaited(dossier) else None
    start = clock_start(dossier) if state in _WITH_START else None
    return Clocks(
        due=said.told.due if said else None,
        measure=said.statutory.due if said else None,
        unexcused=said.told.due if said and not apologised(dossier) else None,
        hand_over=start if state is State.RECEIVED else None,
        returnable=start if state is State.APPRAISAL else None,
        silent=waited_for_since(dossier),
        supplement=held.since if state is State.SUPPLEMENT else None,
        returned=returned.at if returned else None,
        asked=asked.consultation.until if asked else None,
        lies=held.since if held.place is Place.RETURN_DESK else None,
    )


def _is_awaited(dossier: Dossier) -> bool:
    """Whether the clock runs towards a result that is not there yet (C3)."""
    return dossier.state in _RUNNING and concluding.arrived(dossier) is None


_RUNNING: Final = frozenset({State.RECEIVED, State.APPRAISAL, State.APPROVED})
_WITH_START: Final = frozenset({State.RECEIVED, State.APPRAISAL})
