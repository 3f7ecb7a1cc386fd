"""What is published of a procedure, as an officer reads it to a citizen (R26, R28–R30)."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.sentences import sentence_of
from counter_app.widgets.lines import (
    ACCENT,
    DANGER,
    QUIET,
    STRONG,
    WARNING,
    barred,
    column,
    fit,
    left,
    right,
    row,
    styled,
    warned,
)
from counter_app.widgets.rows import Draw
from counter_app.wording import money_text, msg, tr, trn
from data.domain.fees import fees_on
from data.domain.listing import Section, listing
from data.domain.procedures import (
    Bar,
    PaperKind,
    Procedure,
    Receiver,
    receivable,
)
from data.domain.received import Counts
from data.domain.reception import RECEIVES_FOR

if TYPE_CHECKING:
    from counter_app.desk.receiving.guiding import GuidanceForm
    from data.domain.roles import Role

KIND_WORDS = {
    PaperKind.ORIGINAL: msg("original"),
    PaperKind.CERTIFIED: msg("certified copy"),
    PaperKind.COMPARED: msg("compared copy"),
    PaperKind.COPY: msg("plain copy"),
}
RECEIVER_WORDS = {
    Receiver.AGENCY: msg("officer of the agency"),
    Receiver.CENTER: msg("officer of the Center"),
    Receiver.POST: msg("postal employee"),
}
_LIMIT_WIDTH = 20
_OFFER_REST_WIDTH = 30


def kinds_text(kinds: tuple[PaperKind, ...]) -> str:
    return tr(" or ").join(tr(KIND_WORDS[kind]) for kind in kinds)


def handed_text(counts: Counts, pages: int) -> str:
    """What was handed in of a component: papers by kind, and how many pages of them are kept."""
    papers = [f"{counts.of(kind)} {tr(KIND_WORDS[kind])}" for kind in PaperKind if counts.of(kind)]
    kept = trn("{n} page", "{n} pages", pages) if pages else tr("not scanned")
    return f"{', '.join(papers)} · {kept}"


def fee_text(fee_vnd: int | None) -> str:
    return money_text(fee_vnd) if fee_vnd else tr("no fee")


def receivers_text(procedure: Procedure) -> str:
    return tr(" or ").join(tr(RECEIVER_WORDS[one]) for one in procedure.receivers)


# --- who may receive it, and whether anybody may ---------------------------------------------


def stops(procedure: Procedure, day: date) -> bool:
    """Whether nobody at the Center may receive it, not even with a supervisor's word (C30)."""
    return any(bar.hard for bar in receivable(procedure, day))


def is_receiver(procedure: Procedure, roles: "Collection[Role]") -> bool:
    """Whether an officer of these roles is one of those who receive it (R30)."""
    return any(RECEIVES_FOR[receiver] in roles for receiver in procedure.receivers)


def objection(
    procedure: Procedure, day: date, roles: "Collection[Role]", name_of: Callable[[str], str]
) -> str:
    """The one sentence about why it may not simply be received here and now; empty if it may.

    `name_of` gives the name of a procedure that takes the place of this one.
    """
    for bar in receivable(procedure, day):
        return _why(bar, name_of)
    if not is_receiver(procedure, roles):
        return tr(
            "This procedure is received by: {who}. Have the officer sign in with F12.",
            who=receivers_text(procedure),
        )
    return ""


def _why(bar: Bar, name_of: Callable[[str], str]) -> str:
    day = bar.day.isoformat() if bar.day else "–"
    return sentence_of(bar.code, {"day": day, "instead": name_of(bar.instead)})


# --- the list ---------------------------------------------------------------------------------


def line(procedure: Procedure, day: date, roles: "Collection[Role]") -> Draw:
    """A long name gives way to its limit, which the citizen asks for first."""

    def draw(width: int) -> Content:
        said, style = _standing(procedure, day, roles)
        end = styled(right(said, _LIMIT_WIDTH - 1), style)
        return row(left(procedure.name, width - _LIMIT_WIDTH), end, " ")

    return draw


def _standing(procedure: Procedure, day: date, roles: "Collection[Role]") -> tuple[str, str]:
    """The limit, or in its place why nobody need ask for it; told by shape as by colour."""
    if procedure.elsewhere:
        return "→ " + tr("received elsewhere"), ACCENT
    if stops(procedure, day):
        return "✕ " + tr("not in force"), DANGER
    if receivable(procedure, day) or not is_receiver(procedure, roles):
        return "▲ " + procedure.limit.words, WARNING
    return procedure.limit.words, QUIET


def offered(name: str, rest: str) -> Draw:
    """A name to take, and whose it is."""

    def draw(width: int) -> Content:
        shown = fit(rest, _OFFER_REST_WIDTH)
        room = width - (len(shown) + 2 if shown else 0)
        return row(left(name, room), styled(f"  {shown}", QUIET) if shown else "")

    return draw


# --- beside the list ----------------------------------------------------------------------------


def published(procedure: Procedure, day: date) -> Content:
    """What a citizen asks first; all sixteen contents are in `contents`."""
    return column(*_lines(procedure, day))


def _lines(procedure: Procedure, day: date) -> Iterator[Content]:
    yield styled(procedure.name, STRONG)
    yield styled(f"{procedure.agency.name} · {procedure.field}", QUIET)
    if not procedure.verified:
        yield warned(tr("Sample data: nobody has checked it yet."))
    yield Content("")
    if procedure.elsewhere:
        yield barred(tr("Not received at the Center."))
        yield _fact(tr("Goes to"), procedure.elsewhere)
        return
    yield from _facts(procedure, day)
    yield Content("")
    yield styled(tr("Components"), QUIET)
    for number, item in enumerate(procedure.components, start=1):
        yield Content(f"{number}. {item.name}")
        when = item.condition or ("" if item.required else tr("if there is one"))
        said = " · ".join(word for word in (kinds_text(item.kinds), when) if word)
        yield styled(f"   {said}", QUIET)


def _facts(procedure: Procedure, day: date) -> Iterator[Content]:
    yield _fact(tr("Time limit"), procedure.limit.words)
    for fee in fees_on(procedure.fees, day):
        yield _fact(fee.name, money_text(fee.amount_vnd))
    yield _fact(tr("For"), procedure.applicants)
    yield _fact(tr("Result"), procedure.result)
    yield _fact(tr("Received by"), receivers_text(procedure))


def _fact(name: str, said: str) -> Content:
    return row(styled(f"{name}: ", QUIET), said)


# --- all of it ----------------------------------------------------------------------------------


def contents(procedure: Procedure, day: date, objection: str) -> Content:
    """The sixteen contents in the order of R26, each in full."""
    return column(*_contents(procedure, day, objection))


def _contents(procedure: Procedure, day: date, objection: str) -> Iterator[Content]:
    yield styled(procedure.name, STRONG)
    yield styled(tr("Received by: {who}", who=receivers_text(procedure)), QUIET)
    if objection:
        yield warned(objection)
    if not procedure.verified:
        yield warned(tr("Sample data: nobody has checked it yet."))
    for number, section in enumerate(listing(procedure, day), start=1):
        yield Content("")
        yield styled(f"{number}. {_title(section)}", ACCENT)
        for said in section.lines:
            yield Content(said)


def _title(section: Section) -> str:
    return section.content.value[:1].upper() + section.content.value[1:]


# --- guidance -----------------------------------------------------------------------------------


def subject(procedure: Procedure | None, day: date) -> Content:
    """What the question is about, where it is known."""
    if procedure is None:
        return styled(tr("Not one of the published procedures, or not found yet."), QUIET)
    head = styled(procedure.name, STRONG)
    if procedure.elsewhere:
        return column(head, barred(tr("Not received at the Center.")))
    rest = f"{procedure.agency.name} · {procedure.limit.words}"
    bars = [barred(_why(bar, str)) for bar in receivable(procedure, day)]
    return column(head, styled(rest, QUIET), *bars)


def on_slip(
    procedure: Procedure | None, said: "GuidanceForm", day: date, *, paper: bool
) -> Content:
    """What the citizen takes along, or that nothing is printed."""
    if not paper:
        return styled("○ " + tr("No slip: the answer is only kept."), QUIET)
    parts = list(_on_slip(procedure, said, day))
    return row(styled("● " + tr("Slip with: "), ACCENT), " · ".join(parts) or "–")


def _on_slip(procedure: Procedure | None, said: "GuidanceForm", day: date) -> Iterator[str]:
    if said.instead.strip():
        yield tr("the agency to go to")
    if procedure is not None and not procedure.elsewhere:
        many = len(procedure.components)
        yield trn("{n} component", "{n} components", many)
        yield procedure.limit.words
        yield _fees(procedure, day)
    if said.told.strip():
        yield tr("what was told")


def _fees(procedure: Procedure, day: date) -> str:
    """More than one fee stands on the slip with its name, and has no sum that anybody pays."""
    fees = fees_on(procedure.fees, day)
    return tr("the fees") if fees[1:] else fee_text(sum(fee.amount_vnd for fee in fees))
