"""What stands beside a paper that was given: its number, for whom, and what it is told with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.receiving.guiding import Guided
from counter_app.screens.dossiers.online_text import told_by_message
from counter_app.screens.receiving.intake_text import label
from counter_app.screens.receiving.supplement_text import GROUND_WORDS
from counter_app.screens.sheets.print_text import Words
from counter_app.widgets.lines import QUIET, STRONG, column, row, styled
from counter_app.wording import msg, tr, trn
from data.domain.codes import Series
from data.domain.online import applied

if TYPE_CHECKING:
    from counter_app.desk.receiving.turning_away import TurnedAway
    from data.domain.dossier import Dossier
    from data.domain.guidance import Guidance

WORDS: Final = Words(
    without=msg("The answer is kept; no slip was wanted. F2 for the next one."),
    no_printer=msg("This desk has no printer. The paper is kept; print it later."),
    trouble=msg("Printer: {trouble}. The paper is kept and prints by itself later."),
    lost=msg("Nothing is lost: P prints the paper again."),
)
_TITLES = {
    Series.SUPPLEMENT: msg("Form 02 given: supplement requested"),
    Series.REFUSAL: msg("Form 03 given: not accepted"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """`subject` is the id of the dossier or of the answer."""

    subject: str
    title: str
    number: str
    facts: Content
    has_paper: bool


def told(given: "TurnedAway | Guided") -> Told:
    if isinstance(given, Guided):
        guidance = given.guidance
        facts = column(*_guidance(guidance))
        return Told(guidance.id, tr("Guidance given"), guidance.topic, facts, bool(given.job))
    number = given.number
    facts = column(
        *_dossier(given.dossier), row(label(tr("Slip key")), number.key), *by_message(given.dossier)
    )
    return Told(given.dossier.id, tr(_TITLES[number.series]), str(number), facts, has_paper=True)


def _dossier(dossier: "Dossier") -> Iterator[Content]:
    assert dossier.matter is not None
    name = dossier.applicant_name
    yield styled(name, STRONG) if name else styled(tr("no name given"), QUIET)
    yield styled(dossier.matter.procedure, QUIET)
    yield Content("")
    if dossier.refusal is not None:
        yield row(label(tr("Ground")), tr(GROUND_WORDS[dossier.refusal.ground]))
        yield row(label(tr("Legal basis")), dossier.refusal.legal_basis)
    else:
        count = len(dossier.supplements[-1].demands)
        yield row(label(tr("Asked for")), trn("{n} paper", "{n} papers", count))
        yield styled(tr("The code on it opens the same checklist when the citizen returns."), QUIET)


def by_message(dossier: "Dossier") -> Iterator[Content]:
    """Who came online learns of it by message (R74)."""
    if applied(dossier) is not None:
        yield row(label(tr("Message")), told_by_message(dossier))


def _guidance(guidance: "Guidance") -> Iterator[Content]:
    if guidance.name:
        yield styled(guidance.name, STRONG)
    if guidance.instead:
        yield row(label(tr("Goes to")), guidance.instead)
    if guidance.components:
        count = len(guidance.components)
        yield row(label(tr("Brings")), trn("{n} paper", "{n} papers", count))
    for name, said in ((tr("Time limit"), guidance.limit), (tr("Fee"), guidance.fee)):
        if said:
            yield row(label(name), said)
    if guidance.told:
        yield row(label(tr("Told besides")), guidance.told)
