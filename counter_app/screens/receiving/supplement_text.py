"""The words on the way to a form 02 or 03: what is missing, each line, and the form itself."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.screens.receiving.procedure_text import KIND_WORDS, kinds_text
from counter_app.sentences import sentence
from counter_app.widgets.lines import (
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    barred,
    column,
    fit,
    left,
    row,
    styled,
    warned,
)
from counter_app.widgets.rows import Draw, Row
from counter_app.wording import msg, tr, trn
from data.domain.procedures import PaperKind
from data.domain.refusal import Ground
from data.domain.supplement import Defect

if TYPE_CHECKING:
    from counter_app.desk.receiving.demanding import DemandLine
    from counter_app.desk.receiving.draft import Draft, RefusalForm
    from counter_app.desk.receiving.intake import Review
    from data.domain.errors import Refused
    from data.domain.procedures import Procedure

DEFECT_WORDS = {
    Defect.MISSING: msg("missing"),
    Defect.WRONG_FORM: msg("wrong form"),
    Defect.INCOMPLETE: msg("incomplete, unsigned"),
    Defect.EXPIRED: msg("no longer valid"),
    Defect.MISMATCH: msg("does not agree"),
    Defect.WRONG_KIND: msg("wrong kind of copy"),
}
GROUND_WORDS = {
    Ground.NOT_ELIGIBLE: msg("The conditions of the law are not met"),
    Ground.NOT_COMPETENT: msg("The matter of another agency"),
    Ground.FALSE_PAPERS: msg("Papers are false or not genuine"),
    Ground.OTHER: msg("Another reason"),
}
ADD = "add"
"""Key of the row that adds a demand outside the list."""
ONCE = "supplement-only-once"
"""What a leader may set aside (A1, C4)."""
_EMPTY = "supplement-empty"
_NUMBER_WIDTH = 5
_KEYS_A_LINE = 3
_OBJECTIONS_SHOWN = 2
_KEY_WIDTH = 21
_MISSING = frozenset({"component-missing", "component-kind"})


def ways(review: "Review", *, online: bool = False) -> Content:
    """The three ways, under what is known to be missing."""
    return column(*_ways(review, online=online))


def _ways(review: "Review", *, online: bool) -> Iterator[Content]:
    for block in review.blocks:
        if block.code in _MISSING:
            yield warned(sentence(block))
    yield Content("")
    yield row(styled("1   ", STRONG), tr("Ask for supplement: form 02, everything at once."))
    yield row(styled("2   ", STRONG), tr("Refuse: form 03, with reason and legal basis."))
    slip = tr("Guide: a slip that says where to go and what to bring.")
    message = tr("Another agency: a message that says where to go and what to bring.")
    yield row(styled("3   ", STRONG), message if online else slip)


def legend() -> Content:
    """Which key says what is wrong."""
    keys = [
        row(styled(f" {number} ", STRONG), styled(left(tr(words), _KEY_WIDTH), QUIET))
        for number, words in enumerate(DEFECT_WORDS.values(), start=1)
    ]
    return column(row(*keys[:_KEYS_A_LINE]), row(*keys[_KEYS_A_LINE:]))


def who(draft: "Draft") -> Content:
    """Form 02 and 03 are given to whoever asks; a name is not demanded (C13)."""
    name = draft.applicant.name.strip()
    return Content(name) if name else styled(tr("no name given"), QUIET)


def head(title: str, procedure: "Procedure", draft: "Draft") -> Content:
    return column(
        styled(title, STRONG),
        row(styled(f"{procedure.name} · ", QUIET), who(draft)),
    )


# --- form 02 ------------------------------------------------------------------------------------


def demand_rows(lines: "Sequence[DemandLine]", draft: "Draft") -> list[Row]:
    again = frozenset(draft.asked_again or ())
    rows = [
        Row(_line(place, line, asked_before=line.key in again), line.key)
        for place, line in enumerate(lines, start=1)
    ]
    add = styled(tr("+ A paper outside the list, with the law that asks for it"), QUIET)
    return [*rows, Row(lambda _width: row("     ", add), ADD)]


def _line(place: int, line: "DemandLine", *, asked_before: bool) -> Draw:
    """A long name gives way to what is wrong with the paper."""
    said = _defect(line)
    name = line.name or tr("name of the paper")

    def draw(width: int) -> Content:
        mark = styled("✕ ", DANGER) if line.demand else ("↻ " if asked_before else "  ")
        wrong = styled(fit(said, width // 2), WARNING)
        rest = width - _NUMBER_WIDTH - wrong.cell_length
        return row(f"{place:>2} ", mark, left(name, rest - 1), " ", wrong)

    return draw


def _defect(line: "DemandLine") -> str:
    if line.demand is None:
        return ""
    said = tr(DEFECT_WORDS[line.demand.defect])
    return f"{said} → {tr(KIND_WORDS[line.demand.kind])}" if line.demand.kind else said


def line_detail(line: "DemandLine | None", draft: "Draft") -> Content:
    """What is published of the line under the cursor."""
    if line is None:
        return styled(tr("Enter adds a line. Without its law it is not printed."), QUIET)
    if line.published is None:
        return styled(tr("Outside the published list"), WARNING)
    item = line.published
    wanted = f"{item.count} {kinds_text(item.kinds)}"
    before = tr("asked for before") if line.key in (draft.asked_again or ()) else ""
    said = " · ".join(word for word in (wanted, item.condition, before) if word)
    return row(item.name, styled(f" · {said}", QUIET))


def kinds() -> list[tuple[PaperKind | None, str]]:
    """The least kind of paper that will do; mostly it goes without saying."""
    every = ((kind, tr(KIND_WORDS[kind])) for kind in PaperKind)
    return [(None, tr("not said")), *every]


def objections(found: "Sequence[Refused]") -> Content:
    """The first ones: whoever has settled them sees the others."""
    rest = len(found) - _OBJECTIONS_SHOWN
    more = [styled(trn("  and {n} more", "  and {n} more", rest), QUIET)] if rest > 0 else []
    return column(*(_objection(one) for one in found[:_OBJECTIONS_SHOWN]), *more)


def _objection(one: "Refused") -> Content:
    if one.code == _EMPTY:
        return styled(sentence(one), QUIET)
    return warned(sentence(one)) if one.code == ONCE else barred(sentence(one))


def supplement_paper(lines: "Iterable[DemandLine]", draft: "Draft") -> Content:
    """Form 02 in words, as it will be printed."""
    return column(*_supplement_paper(lines, draft))


def _supplement_paper(lines: "Iterable[DemandLine]", draft: "Draft") -> Iterator[Content]:
    asked = [line for line in lines if line.demand is not None]
    for number, line in enumerate(asked, start=1):
        yield row(f"{number}. ", line.name or "…", styled(f": {_defect(line)}", WARNING))
        yield from _further(line)
    if draft.demand_reason.strip():
        yield Content("")
        yield row(styled(tr("Reason: "), QUIET), draft.demand_reason)


def supplement_check(
    lines: "Iterable[DemandLine]", procedure: "Procedure", draft: "Draft"
) -> Content:
    return column(_for_whom(procedure, draft), "", supplement_paper(lines, draft))


def _for_whom(procedure: "Procedure", draft: "Draft") -> Content:
    return column(
        row(styled(tr("For: "), QUIET), who(draft)),
        row(styled(tr("Procedure: "), QUIET), procedure.name),
    )


def _further(line: "DemandLine") -> Iterator[Content]:
    assert line.demand is not None
    if line.demand.note.strip():
        yield Content(f"   {line.demand.note}")
    if line.demand.citation.strip():
        yield row(styled(tr("   Under: "), QUIET), line.demand.citation)


# --- form 03 ------------------------------------------------------------------------------------


def ground_rows() -> list[Row]:
    return [_ground(number, ground) for number, ground in enumerate(Ground, start=1)]


def _ground(number: int, ground: Ground) -> Row:
    said = tr(GROUND_WORDS[ground])
    return Row(lambda width: Content(left(f"{number}  {said}", width)), ground.value)


def insisted(form: "RefusalForm") -> Content:
    """Another agency's matter is guided; refused only where the citizen wants that (C14)."""
    if form.ground is not Ground.NOT_COMPETENT:
        return Content("")
    mark = "☑" if form.insisted else "☐"
    return row(
        styled(f"{mark} ", STRONG),
        tr("The citizen was guided and still wants the refusal on paper (Space)"),
    )


def refusal_paper(form: "RefusalForm") -> Content:
    """Form 03 in words, as it will be printed."""
    return column(
        row(styled(tr("Reason: "), QUIET), form.reason),
        row(styled(tr("Legal basis: "), QUIET), form.legal_basis),
    )


def refusal_check(procedure: "Procedure", draft: "Draft") -> Content:
    """The ground is counted in reports and does not stand on the form."""
    ground = row(styled(tr("Ground: "), QUIET), tr(GROUND_WORDS[draft.refusal.ground]))
    return column(_for_whom(procedure, draft), ground, "", refusal_paper(draft.refusal))
