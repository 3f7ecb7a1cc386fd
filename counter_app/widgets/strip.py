"""The strip on top of every screen: desk, officer, devices, what is parked, the clock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from counter_app.widgets.lines import ACCENT, DANGER, QUIET, WARNING, row, styled
from counter_app.wording import day_text, msg, time_text, tr, trn, weekday_text
from data.domain.clock import local


class Health(StrEnum):
    """State of a device, told by shape and word before colour."""

    READY = "ready"
    WAITING = "waiting"
    TROUBLE = "trouble"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """One device: `word` says what is the matter and is empty while all is well.

    `cure` is the sentence that says what to do; it stands where there is room for it.
    """

    health: Health = Health.NONE
    word: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True)
class StripFacts:
    desk: str = ""
    officer: str = ""
    camera: Part = field(default_factory=Part)
    reader: Part = field(default_factory=Part)
    printer: Part = field(default_factory=Part)
    hub: Part | None = None
    """None at a desk that stands alone."""
    parked: int = 0
    unsettled: int = 0
    practice: bool = False
    now: datetime | None = None


_LEAST_GAP = 3
_SHAPES = {Health.READY: "●", Health.WAITING: "◐", Health.TROUBLE: "✕", Health.NONE: "○"}
_STYLES = {
    Health.READY: ACCENT,
    Health.WAITING: WARNING,
    Health.TROUBLE: DANGER,
    Health.NONE: QUIET,
}
_NAMES = {
    "camera": msg("Camera"),
    "reader": msg("Reader"),
    "printer": msg("Printer"),
    "hub": msg("Hub"),
}


class StatusStrip(Widget):
    """Says as much as the width allows; what matters most is dropped last."""

    DEFAULT_CSS = """
    StatusStrip { dock: top; height: 2; padding: 0 1; border-bottom: solid $rule; }
    """

    facts: reactive[StripFacts] = reactive(StripFacts())

    def render(self) -> RenderResult:
        width = self.content_size.width
        fitting = (line for line in _versions(self.facts, width) if line.cell_length <= width)
        return next(fitting, None) or _left(self.facts, brief=True).truncate(width)


def _versions(facts: StripFacts, width: int) -> Iterator[Content]:
    """The strip in ever fewer words."""
    for level in range(4):
        start = _left(facts, brief=level > 2)  # noqa: PLR2004 - the last of the four
        end = Content("   ").join(part for part in _right(facts, level) if part)
        gap = max(_LEAST_GAP, width - start.cell_length - end.cell_length)
        yield row(start, " " * gap, end)


def _left(facts: StripFacts, *, brief: bool) -> Content:
    """While brief, the officer goes by the given name, as colleagues do."""
    officer = facts.officer.rpartition(" ")[2] if brief else facts.officer
    parts = [facts.desk, officer, tr("PRACTICE") if facts.practice else ""]
    return Content(" · ".join(part for part in parts if part))


def _right(facts: StripFacts, level: int) -> Iterator[Content]:
    yield _devices(facts, brief=level > 0)
    if facts.unsettled:
        text = trn("{n} print unsettled", "{n} prints unsettled", facts.unsettled)
        yield styled(f"▲ {text}", WARNING)
    if facts.parked:
        yield Content(trn("{n} parked", "{n} parked", facts.parked))
    if facts.now is not None:
        yield _clock(facts.now, brief=level > 1)


def _devices(facts: StripFacts, *, brief: bool) -> Content:
    """While brief, a device that this desk does not have is left out."""
    parts = {"camera": facts.camera, "reader": facts.reader, "printer": facts.printer}
    if facts.hub is not None:
        parts["hub"] = facts.hub
    return Content("  ").join(
        _device(tr(_NAMES[name]), part)
        for name, part in parts.items()
        if not (brief and part.health is Health.NONE)
    )


def _device(name: str, part: Part) -> Content:
    shape = styled(_SHAPES[part.health], _STYLES[part.health])
    said = f" {name}: {part.word}" if part.word else f" {name}"
    return row(shape, styled(said, "" if part.health is not Health.NONE else QUIET))


def _clock(now: datetime, *, brief: bool) -> Content:
    here = local(now)
    if brief:
        return Content(time_text(now))
    return Content(f"{time_text(now)} {weekday_text(here.date())} {day_text(here.date())}")
