"""A program on a terminal of its own: one field behind the key gate, that tells what arrived.

Its arguments say how many pieces will be typed; it says READY before each of them.
"""

import os

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input

from counter_app.keys import KeyGate
from counter_app.theme import DESK
from counter_app.widgets.field import Field

FIELD_LIMIT = 40
SETTLED_S = 0.15


class OneField(App[str]):
    """One field of the desk, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DESK)
        self.theme = DESK.name

    def compose(self) -> ComposeResult:
        yield Field(id="field", limit=FIELD_LIMIT)

    def on_mount(self) -> None:
        self.query_one(Field).focus()


class Typed(OneField):
    BINDINGS = [Binding("enter", "done")]  # noqa: RUF012 - as Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.heard = ""
        self.gate = KeyGate(go_on=super().on_event, scanned=self.scanned, later=self.set_timer)
        self.timer: Timer | None = None

    def on_mount(self) -> None:
        self.call_after_refresh(self.say_ready)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self.gate.feed(event, in_text_field=True)
        else:
            await super().on_event(event)

    def scanned(self, value: str) -> None:
        self.heard = f"scan:{value}|"
        self.settle()

    def on_input_changed(self, _event: Input.Changed) -> None:
        self.settle()

    def settle(self) -> None:
        if self.timer is not None:
            self.timer.stop()
        self.timer = self.set_timer(SETTLED_S, self.say_ready)

    def say_ready(self) -> None:
        os.write(1, b"READY")

    def action_done(self) -> None:
        self.exit(self.heard + self.query_one(Field).value)


if __name__ == "__main__":
    print(f"ANSWER:{Typed().run()}")  # noqa: T201 - this is what it is for
