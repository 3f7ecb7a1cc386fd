"""The first run: a few questions, one step at a time; nothing that was typed is ever lost."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from counter_app.screens.setup_steps import (
    Ask,
    Step,
    answers,
    devices,
    first_steps,
    officer_step,
)
from counter_app.sentences import sentence
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.keybar import KeyBar
from counter_app.widgets.notice import Notice, Tone
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.errors import Refused

if TYPE_CHECKING:
    from counter_app.config import Devices
    from counter_app.desk.setup import Answers


class Found(Protocol):
    """Makes the records of a new desk. Slow. Raises Refused, and then nothing was made."""

    def __call__(self, answers: "Answers", devices: "Devices", /, *, pedal: str) -> None: ...


class SetUpScreen(Screen[bool]):
    """Answers True when the desk was set up.

    Its keys have priority, which means that they work in their turn: Textual gives a letter to
    the focused field at once, and any other binding only after the key has bubbled up, so that
    letters behind Enter would land in the field before it.
    """

    CSS_PATH = "setup.tcss"
    MAY_LEAVE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,down",
            "next",
            msg("next"),
            key_display="Enter ↓",
            priority=True,
            id="setup.next",
        ),
        Binding(
            "up",
            "previous",
            msg("previous field"),
            show=False,
            priority=True,
            id="setup.previous",
        ),
        Binding("f5", "another", msg("another officer"), priority=True, id="setup.another"),
        Binding("f9", "finish", msg("set up this desk"), priority=True, id="setup.finish"),
        Binding("escape", "back", msg("step back"), priority=True, id="setup.back"),
    ]

    notice = getters.query_one(Notice)

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found
        self._steps = first_steps()
        self._at = 0
        self._officers = [1]
        self._working = False
        self._given = {ask.key: ask.default for step in self._steps for ask in step.asks}

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(id="title", classes="title", markup=False)
            yield Static(id="why", classes="quiet", markup=False)
            yield Scrolled(id="fields")
            yield Notice()
        yield KeyBar()

    async def on_mount(self) -> None:
        await self._show(0)

    async def _show(self, at: int) -> None:
        self._at = at
        step = self._steps[at]
        place = tr("Step {at} of {all}", at=at + 1, all=len(self._steps))
        self.query_one("#title", Static).update(f"{place} · {tr(step.title)}")
        self.query_one("#why", Static).update(tr(step.why))
        fields = self.query_one("#fields")
        await fields.remove_children()
        await fields.mount_all(self._row(ask) for ask in step.asks)
        # `Widget.focus` waits behind the keys that are here already.
        self.set_focus(self.query(Field).first())
        self.refresh_bindings()

    def _row(self, ask: Ask) -> FormRow:
        field = Field(
            self._given[ask.key],
            id=ask.key,
            limit=ask.limit,
            secret=ask.secret,
            placeholder=tr(ask.hint) if ask.hint else "",
        )
        return FormRow(tr(ask.label), field)

    async def _typed(self) -> None:
        """Wait until the letters typed so far stand in their field, and keep every answer."""
        handled = asyncio.Event()
        if self.focused is not None and self.focused.call_later(handled.set):
            await handled.wait()
        self._given |= {field.id or "": field.value for field in self.query(Field)}

    async def action_next(self) -> None:
        await self._typed()
        if self.focused is not self.query(Field).last():
            self.focus_next(Field)
        elif (wrong := self._wrong(self._steps[self._at])) is not None:
            self.notice.say(wrong, Tone.DANGER)
        elif self._at + 1 < len(self._steps):
            self.notice.say("")
            await self._show(self._at + 1)
        else:
            await self.action_finish()

    def action_previous(self) -> None:
        self.focus_previous(Field)

    async def action_back(self) -> None:
        await self._typed()
        if self._at:
            await self._show(self._at - 1)

    async def action_another(self) -> None:
        await self._typed()
        number = self._officers[-1] + 1
        step = officer_step(number)
        self._officers.append(number)
        self._given |= {ask.key: ask.default for ask in step.asks}
        self._steps.insert(self._at + 1, step)
        await self._show(self._at + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if not self.query(Field):
            return False
        if action == "another":
            return "pin-unfit" in self._steps[self._at].codes
        if action == "finish":
            return self._at + 1 == len(self._steps)
        return action != "back" or self._at > 0

    def _wrong(self, step: Step) -> str | None:
        """What is wrong with the answers of a step, told before the next one."""
        from counter_app.desk.setup import objections

        for number in self._officers:
            if (
                "pin-unfit" in step.codes
                and self._given[f"pin-{number}"] != self._given[f"again-{number}"]
            ):
                return tr("The two PINs differ. Type both again.")
        for objection in objections(answers(self._given, self._officers)):
            if objection.code in step.codes:
                return sentence(objection)
        return None

    async def action_finish(self) -> None:
        if self._working:
            return
        await self._typed()
        for at, step in enumerate(self._steps):
            if (wrong := self._wrong(step)) is not None:
                await self._show(at)
                self.notice.say(wrong, Tone.DANGER)
                return
        self.notice.say(tr("Setting up …"))
        self._working = True
        self._set_up(dict(self._given))

    @work(group="found")
    async def _set_up(self, given: dict[str, str]) -> None:
        try:
            await asyncio.to_thread(
                self._found,
                answers(given, self._officers),
                devices(given),
                pedal=given["pedal"].strip(),
            )
        except Refused as error:
            self._working = False
            self.notice.say(sentence(error), Tone.DANGER)
        else:
            self.dismiss(result=True)
