"""Every key press passes here first: a reader's burst becomes one scan, all else stays typing."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic

from textual import events

from scanning.wedge import Collecting, Decision, Key, Scan, Typing, WedgeDetector

HOLD_S = 0.006
"""How long a lone letter waits in a text field for the rest of a burst. With the time that drawing
it takes, its glyph is there within a frame; readers send a key every 1 to 4 ms."""

QUIET_S = 0.15
"""While somebody types, pictures wait: a key must never wait for one."""

Pass = Callable[[events.Key], Awaitable[None]]
Pedal = Callable[[str], bool]
"""Whether a key was the foot pedal, and did its work."""
Scanned = Callable[[str], None]
Later = Callable[[float, Callable[[], Awaitable[None]]], object]


def plain_letter(event: events.Key) -> events.Key:
    """The key of a capital letter without Shift or Caps Lock; any other key as it is.

    Only the letters on the keys themselves: what an input method composes is text and no key.
    The character stays: a field that has the focus by then is typed into as it was meant.
    """
    key = event.key
    if len(key) != 1 or not (key.isascii() and key.isupper()):
        return event
    return events.Key(key.lower(), event.character)


class KeyGate:
    """Keys leave in the order in which they came, each exactly once or as part of a scan."""

    def __init__(
        self, go_on: Pass, *, scanned: Scanned, later: Later, pedal: Pedal = lambda _key: False
    ) -> None:
        self._go_on, self._scanned, self._later = go_on, scanned, later
        self._pedal = pedal
        self._wedge = WedgeDetector(hold_s=HOLD_S)
        self._inside: deque[events.Key] = deque()
        self._pressed_s = float("-inf")

    @property
    def busy(self) -> bool:
        """Whether a key was pressed just now."""
        return monotonic() - self._pressed_s < QUIET_S

    async def feed(self, event: events.Key, *, in_text_field: bool) -> None:
        """Outside a text field a letter is a key, and Caps Lock changes nothing about keys."""
        if self._pedal(event.key):
            return
        self._pressed_s = event.time
        self._inside.append(event if in_text_field else plain_letter(event))
        key = Key(event.key, event.character, event.time)
        await self._follow(self._wedge.feed(key, in_text_field=in_text_field))

    async def expire(self) -> None:
        await self._follow(self._wedge.expire(monotonic()))

    async def _follow(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            if isinstance(decision, Collecting):
                self._later(max(0.0, decision.deadline_s - monotonic()), self.expire)
                continue
            gone = [self._inside.popleft() for _ in decision.keys]
            if isinstance(decision, Typing):
                for event in gone:
                    await self._go_on(event)
            elif isinstance(decision, Scan):
                self._scanned(decision.value)
