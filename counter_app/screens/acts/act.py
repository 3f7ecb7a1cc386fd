"""One act on a dossier as a short form: a table of questions, a photograph, and one commit.

What is asked, what is said of it and what is done stand in an `ActForm`; this screen only composes
them. A refusal that a leader may let pass asks for the leader; everything typed stays meanwhile.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from counter_app.screens.acts.act_form import ActForm, Ask, Filled, read_line
from counter_app.screens.capture.photo_form import PHOTOGRAPH, PhotoForm
from counter_app.screens.dossiers.dossier_acts import is_of
from counter_app.sentences import sentence
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import column, fit
from counter_app.widgets.said import Said
from counter_app.wording import msg
from data.domain.dossier import Dossier
from data.domain.errors import Refused

if TYPE_CHECKING:
    from textual.widget import Widget

    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station
    from data.domain.confirmation import Confirmation


LABELS, LONG_LABELS = 26, 42
"""Cells of the names before the fields, as `act.tcss` has them."""


class _Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Follows the field that is filled: up and down lead from field to field."""


class ActScreen(PhotoForm[Dossier]):
    """Answers with the dossier as the act left it."""

    CSS_PATH = "act.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        PHOTOGRAPH,
        Binding("f9", "finish", msg("record it"), id="act.done"),
    ]

    def __init__(
        self,
        station: "Station",
        file: "DossierFile",
        form: ActForm,
        *,
        typed: dict[str, str] | None = None,
    ) -> None:
        """`typed` was typed before, and outlives this screen: Esc loses nothing."""
        super().__init__(station, form.photograph)
        self._file, self.form = file, form
        self._typed = {} if typed is None else typed
        self._asks = {ask.id: _again(ask, self._typed) for ask in form.asks()}
        self._words: dict[str, Confirmation] = {}
        """Of leaders, by the code of what each let pass."""
        self._keeping = False

    def compose_panel(self) -> ComposeResult:
        yield Static(self.form.title, classes="title", markup=False)
        yield Said(column(*self.form.told()), id="told")
        with _Fields(id="fields"):
            for ask in self._asks.values():
                yield self._row(ask)
                yield Said(id=f"read-{ask.id}", classes="read")
        yield Said(id="live")
        yield from self.compose_photo()

    def _row(self, ask: Ask) -> FormRow:
        """A long name is cut behind a whole word."""
        width = LONG_LABELS if self.form.long_labels else LABELS
        return FormRow(fit(ask.label, width - 1), _asked(ask), id=f"row-{ask.id}")

    def on_mount(self) -> None:
        self.set_class(self.form.long_labels, "-long")
        self.query_one("#told").display = bool(self.form.told())
        self._show()
        self.show_photo()
        self.set_focus(next(iter(self.asked()), None))

    def take_scan(self, scan: str) -> bool:
        """The slip among the papers is no wish to open this dossier once more."""
        if is_of(self._file, scan):
            return True
        answers = self.form.scanned(scan)
        for name, said in (answers or {}).items():
            for field in self.query(f"#{name}").results(Field):
                field.value = said
        return answers is not None

    # --- what was typed -------------------------------------------------------------------------

    @property
    def said(self) -> Mapping[str, str]:
        """What stands in the fields; what is put away says nothing."""
        found: dict[str, str] = {}
        for ask in self._asks.values():
            if ask.where(found):
                found[ask.id] = self.chosen(ask.id) if ask.is_choice else self.text(ask.id)
        return found

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self) -> None:
        if self.stands:
            self._typed.update(self.said)
            self._show()

    def _show(self) -> None:
        said = self.said
        for ask in self._asks.values():
            here = ask.id in said
            self.query_one(f"#row-{ask.id}").display = here
            line = read_line(ask, said[ask.id]) if here else None
            read = self.query_one(f"#read-{ask.id}", Said)
            read.display = line is not None
            if line is not None:
                read.say(line)
        live = column(*self.form.live(said))
        self.query_one("#live", Said).say(live)
        self.query_one("#live").display = bool(live.plain)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self._keeping and super().check_action(action, parameters)

    # --- the commit -----------------------------------------------------------------------------

    def finish(self) -> None:
        if not self._keeping:
            self._keep()

    @work(exclusive=True, group="keep")
    async def _keep(self) -> None:
        if self.form.asks_pin and not await self._pin():
            return
        self._hold(keeping=True)
        after: Dossier | None
        try:
            after = await self._done(None)
        except Refused as refused:
            after = await self._with_leader(refused)
        except self.station.troubles as error:
            self._hold(keeping=False)
            self.refuse(error)
            return
        if after is not None:
            await self.leave(after)

    async def _done(self, word: "Confirmation | None") -> Dossier:
        filled = Filled(self.said, self.image, word)
        return await asyncio.to_thread(partial(self.form.act, filled))

    async def _with_leader(self, refused: Refused) -> Dossier | None:
        """What a leader may let pass is asked of one; anything else is said and stays open."""
        self._hold(keeping=False)
        word = self._words.get(refused.code) or await self._leader(refused)
        if word is None:
            self.refuse(refused)
            return None
        self._words[refused.code] = word
        self._hold(keeping=True)
        try:
            return await self._done(word)
        except self.station.troubles as error:
            self._hold(keeping=False)
            self.refuse(error)
            return None

    async def _leader(self, refused: Refused) -> "Confirmation | None":
        from counter_app.screens.leader import LeaderScreen

        asked = self.form.confirmable.get(refused.code)
        if asked is None:
            return None
        asking = LeaderScreen(self.station, sentence(refused), asked=asked)
        word: Confirmation | None = await self.app.push_screen_wait(asking)
        return word

    async def _pin(self) -> bool:
        from counter_app.screens.pin import PinScreen

        asking = PinScreen(self.station, self.form.title)
        right: bool | None = await self.app.push_screen_wait(asking)
        return bool(right)

    def _hold(self, *, keeping: bool) -> None:
        self._keeping = keeping
        self.refresh_bindings()


def _again(ask: Ask, typed: Mapping[str, str]) -> Ask:
    """The question with the answer that was given before, where that is still one."""
    said = typed.get(ask.id, ask.value)
    known = not ask.is_choice or said in {value for value, _ in ask.options}
    return replace(ask, value=said) if known else ask


def _asked(ask: Ask) -> "Widget":
    if ask.is_choice:
        return Choice(ask.options, ask.value, id=ask.id)
    return Field(ask.value, id=ask.id, limit=ask.limit, placeholder=ask.hint)
