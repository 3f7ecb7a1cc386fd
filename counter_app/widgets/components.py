"""The components of a dossier as one table: what was handed in of each, by kind, and its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from counter_app.widgets.lines import (
    ACCENT,
    CURSOR,
    QUIET,
    STRONG,
    column,
    filled,
    fit,
    left,
    right,
    row,
    styled,
    wrapped,
)
from counter_app.wording import msg, tr
from data.domain.procedures import PaperKind
from data.domain.received import Counts

KINDS = (PaperKind.ORIGINAL, PaperKind.CERTIFIED, PaperKind.COMPARED, PaperKind.COPY)
"""The columns in their order."""
_HEADS = (msg("orig."), msg("cert."), msg("compared"), msg("copy"), msg("pages"))
_WIDTHS = (6, 7, 8, 5, 6)
_NUMBER_WIDTH = 7
_ONE_DIGIT = 9
"""Components that one digit reaches."""
SECOND_DIGIT_S = 0.8
"""How long the first of two digits waits for the second."""


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """One component: what is published of it and what was handed in.

    `settled` was found good on an earlier check, which is not made again (C9).
    """

    id: str
    name: str
    kinds: tuple[PaperKind, ...]
    count: int
    required: bool
    counts: Counts
    pages: int
    settled: bool = False
    noted: bool = False
    """Something was written about it: condition, remark, originals that are kept."""
    declared: int = 0
    """Pages that were counted in its papers; 0 where nobody counted."""

    @property
    def pages_said(self) -> str:
        """How many pages there are, and of how many while some are missing (C26)."""
        missing = f"{self.pages}/{self.declared}" if self.pages < self.declared else ""
        return missing if 0 < len(missing) < _WIDTHS[-1] else str(self.pages or "")


class ComponentTable(Widget, can_focus=True):
    """The cursor stands on a component and on one kind of paper."""

    DEFAULT_CSS = """
    ComponentTable { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up",
            "move(-1)",
            msg("component"),
            key_display="↑↓ 1–9",
            tooltip=msg("go to a component, also by its number; two digits typed quickly are one"),
            id="table.up",
        ),
        Binding("down", "move(1)", msg("component"), show=False, id="table.down"),
        Binding("pageup", "page(-1)", show=False, id="table.page-up"),
        Binding("pagedown", "page(1)", show=False, id="table.page-down"),
        *(
            Binding(str(digit), f"digit({digit})", show=False, id=f"table.go-{digit}")
            for digit in range(10)
        ),
        Binding(
            "left",
            "kind(-1)",
            msg("kind"),
            key_display="←→",
            tooltip=msg("which kind of paper is counted: original, certified, compared, copy"),
            id="table.left",
        ),
        Binding("right", "kind(1)", msg("kind"), show=False, id="table.right"),
        Binding(
            "plus,equals_sign",
            "count(1)",
            msg("count"),
            key_display="+−",
            tooltip=msg("one paper more or fewer of this kind"),
            id="table.more",
        ),
        Binding("minus", "count(-1)", msg("count"), show=False, id="table.fewer"),
        Binding(
            "enter",
            "present",
            msg("in hand"),
            tooltip=msg("the published number is here; on to the next component"),
            id="table.present",
        ),
    ]

    cursor: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    class Counted(Message):
        """The officer counted the papers of a component."""

        def __init__(self, component: str, counts: Counts) -> None:
            super().__init__()
            self.component, self.counts = component, counts

    class Moved(Message):
        """The cursor stands on another component."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: tuple[ComponentLine, ...] = ()
        self._top = 0
        self._first_digit: tuple[int, float] | None = None
        self.answering = False
        """Whether Enter is the answer to a question of the screen."""

    @property
    def line(self) -> ComponentLine | None:
        return self._lines[self.cursor] if self._lines else None

    @property
    def component(self) -> str:
        """The id of the component under the cursor; every procedure has one."""
        return self._lines[self.cursor].id

    def show(self, lines: Sequence[ComponentLine]) -> None:
        new_list = [one.id for one in lines] != [one.id for one in self._lines]
        self._lines = tuple(lines)
        if new_list:
            wanting = (n for n, one in enumerate(lines) if not (one.counts.total or one.settled))
            self.cursor = next(wanting, 0)
            self._settle()
        self.refresh(layout=new_list)

    def action_move(self, by: int) -> None:
        self._first_digit = None
        self.go(self.cursor + 1 + by)

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.content_size.height - 2))

    def action_digit(self, digit: int) -> None:
        """With more than nine components, a second digit that comes quickly joins the first."""
        first, self._first_digit = self._first_digit, None
        if first is not None and monotonic() - first[1] < SECOND_DIGIT_S:
            number = 10 * first[0] + digit
            if 1 <= number <= len(self._lines):
                self.go(number)
                return
        if digit:
            self.go(digit)
            if len(self._lines) > _ONE_DIGIT:
                self._first_digit = (digit, monotonic())

    def go(self, number: int) -> None:
        """Stand on a component, by its number."""
        if self._lines:
            self.cursor = max(0, min(number - 1, len(self._lines) - 1))

    def action_kind(self, by: int) -> None:
        self._first_digit = None
        self.column = max(0, min(self.column + by, len(KINDS) - 1))

    def action_count(self, by: int) -> None:
        self._first_digit = None
        if (line := self.line) is not None:
            kind = KINDS[self.column]
            self._tell(line, line.counts.with_count(kind, line.counts.of(kind) + by))

    def action_present(self) -> None:
        """All of the published count is here; on to the next component that is looked at."""
        if (line := self.line) is not None:
            if not line.counts.total:
                self._tell(line, line.counts.with_count(KINDS[self.column], line.count))
            self.action_move(self._next_open())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was found good is not looked at again."""
        del parameters
        if action == "present" and self.answering:
            return False
        return action not in {"count", "kind"} or self.line is None or not self.line.settled

    def _next_open(self) -> int:
        """Steps to the next component that is not settled, or else to the next one."""
        rest = self._lines[self.cursor + 1 :]
        return next((by for by, one in enumerate(rest, start=1) if not one.settled), 1)

    def watch_cursor(self) -> None:
        self._settle()
        self.post_message(self.Moved())

    def render(self) -> RenderResult:
        name_width = self.content_size.width - _NUMBER_WIDTH - sum(_WIDTHS)
        tall = self.content_size.height >= 1 + self._height(name_width)
        window = range(len(self._lines)) if tall else self._window()
        lines = [self._head(name_width, window)]
        for place in window:
            line = self._lines[place]
            name = wrapped(line.name, name_width) if tall else [fit(line.name, name_width)]
            lines.extend(self._row(place, line, name, name_width))
        return column(*lines)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return 1 + self._height(width - _NUMBER_WIDTH - sum(_WIDTHS))

    def _height(self, name_width: int) -> int:
        """Lines of all components with their names in full."""
        return sum(len(wrapped(line.name, name_width)) for line in self._lines)

    def _window(self) -> range:
        """The rows that there is height for, the cursor among them."""
        height = max(1, self.content_size.height - 1)
        top = min(self._top, max(0, len(self._lines) - height), self.cursor)
        self._top = max(top, self.cursor - height + 1)
        return range(self._top, min(self._top + height, len(self._lines)))

    def _settle(self) -> None:
        """Stand on the kind that was handed in, or else on the first that is accepted."""
        if (line := self.line) is not None:
            handed = [kind for kind in KINDS if line.counts.of(kind)]
            self.column = KINDS.index((handed or list(line.kinds) or KINDS)[0])

    def _tell(self, line: ComponentLine, counts: Counts) -> None:
        if counts != line.counts and not line.settled:
            self.post_message(self.Counted(line.id, counts))

    def _head(self, name_width: int, window: range) -> Content:
        """How many of all components are here, and where others lie out of sight."""
        here = sum(bool(line.counts.total) for line in self._lines)
        above, below = window.start > 0, window.stop < len(self._lines)
        more = f"  {'▲' * above}{'▼' * below}"
        said = f" {tr('Components')} {here}/{len(self._lines)}{more}"
        title = left(said, name_width + _NUMBER_WIDTH)
        heads = (
            right(tr(head), width - 1) + " " for head, width in zip(_HEADS, _WIDTHS, strict=True)
        )
        return styled(title + "".join(heads), QUIET)

    def _row(
        self, place: int, line: ComponentLine, name: Sequence[str], name_width: int
    ) -> Iterator[Content]:
        here = place == self.cursor
        mark = "✓" if line.counts.total else ("○" if line.required else " ")
        fresh = bool(line.counts.total) and not line.settled
        first = row(
            f"{'▸' if here else ' '}{place + 1:>2} ",
            styled(f"{mark} ", ACCENT if fresh else QUIET),
            "*" if line.noted else " ",
            left(name[0], name_width),
            *(self._count(line, place, at) for at in range(len(KINDS))),
            right(line.pages_said, _WIDTHS[-1] - 1) + " ",
        )
        rest = [Content(" " * _NUMBER_WIDTH + more) for more in name[1:]]
        for drawn in (first, *rest):
            shown = drawn.stylize(QUIET) if line.settled else drawn
            yield filled(shown, self.content_size.width, CURSOR) if here else shown

    def _count(self, line: ComponentLine, place: int, at: int) -> Content:
        """The chosen kind stands in brackets, so that it shows without colour too."""
        kind = KINDS[at]
        number = line.counts.of(kind)
        said = str(number) if number else ("·" if kind in line.kinds else "")
        if place == self.cursor and at == self.column and not line.settled:
            return styled(right(f"[{said or ' '}", _WIDTHS[at] - 1) + "]", STRONG)
        return styled(right(said, _WIDTHS[at] - 1) + " ", "" if number else QUIET)
