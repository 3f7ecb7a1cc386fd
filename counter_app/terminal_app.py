"""Where Textual's own App does otherwise than a desk needs, in one place.

One look, no timer that drops what it holds, and nothing that falls over a key while it closes.
"""

import asyncio
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import App
from textual.reactive import Reactive
from textual.theme import Theme

from counter_app.theme import DESK


class TerminalApp(App[None]):
    theme = Reactive(DESK.name)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The desk has one look. Set later, a theme would make Textual read every style twice."""
        return {DESK.name: DESK}

    async def on_event(self, event: events.Event) -> None:
        """A key that still bubbles while the screens go has nowhere left to go."""
        if self._screen_stack or not isinstance(event, events.Key):
            await super().on_event(event)

    def later(self, delay_s: float, callback: Callable[[], Awaitable[None]]) -> None:
        """Textual's own timer drops a call that comes late, and with it the key that waits."""
        asyncio.get_running_loop().call_later(delay_s, self.call_later, callback)
