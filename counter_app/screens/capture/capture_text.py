"""What is said while pages are taken: what is waited for, what was taken, what is wrong with it."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.sentences import FINDINGS
from counter_app.widgets.lines import ACCENT, QUIET, WARNING, row, styled, warned
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr, trn

if TYPE_CHECKING:
    from scanning.values import CaptureReport, TakenPage

_WAITS: Final = {
    "sheet": msg("Lay the next sheet"),
    "still": msg("Waiting for the sheet to lie still"),
    "hand": msg("Take the hand off the sheet"),
    "next": msg("This sheet was taken: lay the next one"),
    "move": msg("Lift this sheet and lay it again, or lay another one"),
    "no-page": msg("This sheet bears a code and is no page: lay the next one"),
}
_ANSWER: Final = msg("This page is not kept yet: lay it again, Enter keeps it, ⌫ drops it")


def seen(report: "CaptureReport | None", goes: str = "", landed: str = "") -> Content:
    """One line under the picture.

    `goes` is where the next page will be put, `landed` what was said of the last one.
    """
    if report is None or report.number is None:
        return _without_picture(report)
    waits = report.waits.value
    if waits == "nothing":
        return _by_key(report, goes)
    if waits == "next" and landed:
        return styled(f"✓ {landed}", ACCENT)
    if waits == "still":
        for finding in report.findings:
            return row(warned(tr(FINDINGS[finding])), _goes(goes))
    return _waiting(report, goes)


def doubted(page: "TakenPage") -> str:
    """A page is not kept silently with what may be wrong with it."""
    finding = tr(FINDINGS[page.findings[0]])
    return tr("{finding} Lay the sheet again, or press Enter to keep it as it is.", finding=finding)


def kept(page: int, component: int) -> str:
    return tr("Page {page} of component {component} was taken", page=page, component=component)


def unusable(names: "tuple[str, ...]") -> tuple[str, Tone]:
    """A file that a scanner brought and nobody can read."""
    said = tr(
        "The scanner's file {name} is no picture and was left where it is. Scan it anew as JPEG.",
        name=names[-1],
    )
    return said, Tone.WARNING


def _without_picture(report: "CaptureReport | None") -> Content:
    if report is not None and report.waits.value in {"backlog", "sheet"}:
        return _waiting(report, "")
    return styled(tr("No picture from the camera."), WARNING)


def _waiting(report: "CaptureReport", goes: str) -> Content:
    waits = report.waits.value
    if waits == "answer":
        return warned(tr(_ANSWER))
    if waits == "backlog":
        return warned(
            trn(
                "{n} scan lies in the scanner's folder from before: Space takes it",
                "{n} scans lie in the scanner's folder from before: Space takes them",
                report.waiting,
            )
        )
    return row(styled("◌ ", ACCENT), tr(_WAITS[waits]), _goes(goes))


def _by_key(report: "CaptureReport", goes: str) -> Content:
    for finding in report.findings:
        return row(warned(tr(FINDINGS[finding])), _goes(goes))
    page = styled("● " + tr("Page seen"), ACCENT)
    return row(page, " · ", tr("Space takes it as {page}", page=goes)) if goes else page


def _goes(goes: str) -> Content:
    return styled(f" · {goes}", QUIET) if goes else Content("")
