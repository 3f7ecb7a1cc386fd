"""The drawer is counted (kiểm quỹ, C27): note by note, with what must be there beside it.

A difference asks for its reason and stops nobody: what was counted is what is written down.
"""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from counter_app.desk.money.tills import TillGiven
from counter_app.screens.form import FormScreen
from counter_app.screens.money.till_text import signed
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.large import large
from counter_app.widgets.lines import ACCENT, QUIET, WARNING, column, row, styled
from counter_app.widgets.notice import Tone
from counter_app.wording import money_text, msg, tr
from data.domain.errors import Refused
from data.domain.text import NAME_LIMIT, NOTE_LIMIT
from data.domain.till import NOTES_LIMIT, NOTES_VND, Count, NoteCount

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.till import TillClosed

_NOTE_DIGITS: Final = 6


class CountScreen(FormScreen[TillGiven]):
    """Answers with the counted till. `typed` outlives this screen: Esc loses nothing."""

    CSS_PATH = "count.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "finish", msg("close the shift"), id="count.done"),
    ]

    def __init__(self, station: "Station", typed: dict[str, str]) -> None:
        super().__init__()
        self._station, self._typed = station, typed
        self._keeping = False

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Count the drawer"), classes="title", markup=False)
        with Horizontal(id="counting"):
            with Vertical(id="notes"):
                for note_vnd in NOTES_VND:
                    yield self._note(note_vnd)
            yield Static(id="figures")
        giver = self._station.officer.name
        yield FormRow(tr("Given by"), Static(giver, markup=False, classes="said"))
        yield FormRow(
            tr("Taken by"), self._field("receiver", NAME_LIMIT, tr("who takes the drawer over"))
        )
        yield FormRow(
            tr("Why it differs"),
            self._field("reason", NOTE_LIMIT, tr("for example: too much change was given")),
            id="reason-row",
        )

    def _note(self, note_vnd: int) -> Horizontal:
        name = f"note-{note_vnd}"
        return Horizontal(
            Static(money_text(note_vnd), classes="label", markup=False),
            self._field(name, _NOTE_DIGITS),
            Static(id=f"of-{name}", classes="amount", markup=False),
            classes="note",
        )

    def _field(self, name: str, limit: int, hint: str = "") -> Field:
        return Field(self._typed.get(name, ""), id=name, limit=limit, placeholder=hint)

    def on_mount(self) -> None:
        self._show()
        self.set_focus(self.asked()[0])

    # --- what was counted -----------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.stands and event.input.id is not None:
            self._typed[event.input.id] = event.value
            self._show()

    def _count(self) -> Count:
        """Raises Refused("till-notes-outside") for what is no number."""
        return Count(tuple(self._notes()), self.text("receiver"), self.text("reason"))

    def _notes(self) -> Iterator[NoteCount]:
        for note_vnd in NOTES_VND:
            typed = self.text(f"note-{note_vnd}").strip()
            yield NoteCount(note_vnd, _whole(typed))

    def _show(self) -> None:
        try:
            closed = self._station.counter.money.tills.count(self._count())
        except self._station.troubles as error:
            self.refuse(error)
            return
        self.say("")
        for note_vnd in NOTES_VND:
            count = _whole(self.text(f"note-{note_vnd}").strip())
            said = money_text(note_vnd * count) if count else ""
            self.query_one(f"#of-note-{note_vnd}", Static).update(said)
        self.query_one("#figures", Static).update(_figures(closed))
        self.query_one("#reason-row").display = bool(closed.difference_vnd)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self._keeping and super().check_action(action, parameters)

    # --- closing --------------------------------------------------------------------------------

    def finish(self) -> None:
        if not self._keeping:
            self._close()

    @work(exclusive=True, group="close")
    async def _close(self) -> None:
        tills, officer = self._station.counter.money.tills, self._station.officer
        self._hold(keeping=True)
        try:
            given = await asyncio.to_thread(tills.close, officer, self._count())
        except self._station.troubles as error:
            self._hold(keeping=False)
            self._refused(error)
        else:
            await self.leave(given)

    def _refused(self, error: Exception) -> None:
        """A difference is no fault: its reason is asked for where it is typed."""
        if getattr(error, "code", "") != "till-difference-unsaid":
            self.refuse(error)
            return
        self.query_one("#reason", Field).focus()
        said = tr("The drawer differs. Count once more, or say why; F9 closes the shift then.")
        self.say(said, Tone.WARNING)

    def _hold(self, *, keeping: bool) -> None:
        self._keeping = keeping
        self.refresh_bindings()


def _whole(typed: str) -> int:
    """Raises Refused("till-notes-outside")."""
    if typed and not (typed.isascii() and typed.isdigit()):
        raise Refused("till-notes-outside", limit=NOTES_LIMIT)
    return int(typed or 0)


def _figures(closed: "TillClosed") -> Content:
    """What was counted, what must be there and the difference, to be read from where one stands."""
    differs = closed.difference_vnd
    style, shape = (WARNING, "▲ ") if differs else (ACCENT, "✓ ")
    said = tr("Difference") if differs else tr("No difference")
    return column(
        styled(tr("Counted"), QUIET),
        large(_digits(closed.counted_vnd)),
        styled(tr("Must be there"), QUIET),
        large(_digits(closed.expected_vnd), QUIET),
        row(styled(shape + said, style), styled(f"  {signed(differs)}" if differs else "", style)),
        large(_digits(differs), style),
    )


def _digits(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".")
