"""What is published of a procedure, as an officer reads it to a citizen (R26, R28)."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from counter_app.widgets.lines import QUIET, STRONG, column, row, styled, warned
from counter_app.wording import money_text, msg, tr, trn
from data.domain.dossier import Counts
from data.domain.procedures import PaperKind, Procedure, fees_on

KIND_WORDS = {
    PaperKind.ORIGINAL: msg("original"),
    PaperKind.CERTIFIED: msg("certified copy"),
    PaperKind.COMPARED: msg("compared copy"),
    PaperKind.COPY: msg("plain copy"),
}


def kinds_text(kinds: tuple[PaperKind, ...]) -> str:
    return tr(" or ").join(tr(KIND_WORDS[kind]) for kind in kinds)


def handed_text(counts: Counts, pages: int) -> str:
    """What was handed in of a component: papers by kind, and how many pages of them are kept."""
    papers = [f"{counts.of(kind)} {tr(KIND_WORDS[kind])}" for kind in PaperKind if counts.of(kind)]
    kept = trn("{n} page", "{n} pages", pages) if pages else tr("not scanned")
    return f"{', '.join(papers)} · {kept}"


def fee_text(fee_vnd: int | None) -> str:
    return money_text(fee_vnd) if fee_vnd else tr("no fee")


def published(procedure: Procedure, day: date) -> Content:
    return column(*_lines(procedure, day))


def _lines(procedure: Procedure, day: date) -> Iterator[Content]:
    yield styled(procedure.name, STRONG)
    yield styled(f"{procedure.agency.name} · {procedure.field}", QUIET)
    if not procedure.verified:
        yield warned(tr("Sample data: nobody has checked it yet."))
    yield Content("")
    yield _fact(tr("Time limit"), procedure.limit.words)
    for fee in fees_on(procedure, day):
        yield _fact(fee.name, money_text(fee.amount_vnd))
    yield _fact(tr("For"), procedure.applicants)
    yield _fact(tr("Result"), procedure.result)
    yield Content("")
    yield styled(tr("Components"), QUIET)
    for number, item in enumerate(procedure.components, start=1):
        yield Content(f"{number}. {item.name}")
        when = item.condition or ("" if item.required else tr("if there is one"))
        said = " · ".join(word for word in (kinds_text(item.kinds), when) if word)
        yield styled(f"   {said}", QUIET)


def _fact(name: str, said: str) -> Content:
    return row(styled(f"{name}: ", QUIET), said)
