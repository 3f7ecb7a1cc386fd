"""The whole desk as an officer has it: real store, TCP printer and frames; only the clock is still.

Keys are counted as an officer counts them. Nothing sleeps: a test waits for what it names.
"""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PIL import Image
from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget

from counter_app import bootstrap
from counter_app.app import CounterApp
from counter_app.config import Config, Devices
from counter_app.practice.devices import practice_camera
from printing.simulated.simulator import Simulator
from tests.fakes.desk import PIN, RECEIVER, StillClock

WAIT_S = 15.0
PATIENCE_S = 0.02
QUEUE_S = 2.0
BETWEEN_LETTERS_S = 0.035
BETWEEN_KEYS_S = 0.01
CARD = (
    "049300000123|200000123|Nguyễn Văn Thử|01011990|Nam|"
    "Thôn Ví Dụ, xã Không Có Thật, tỉnh Quảng Nam|01012021"
)
"""The QR of a card that nobody has."""
TNHH = "tnhh"
"""Finds the practice procedure."""


def _name(key: str) -> str:
    """The name that Textual gives to a key."""
    return _character_to_key(key) if len(key) == 1 and not key.isalnum() else key


def practice_frames(count: int) -> list[bytes]:
    """Frames of the practice camera with one page after another at rest, as JPEG."""
    camera = practice_camera()
    frames = []
    for number in range(count):
        camera.lay(number)
        camera._started_s -= 1.0
        frame = camera.read()
        assert frame is not None
        picture = Image.fromarray(frame.image[:, :, ::-1])
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=88)
        frames.append(stream.getvalue())
    return frames


@dataclass
class Front:
    """`keys` counts what was pressed since it was last set to 0; a scan is no key."""

    app: CounterApp
    pilot: Pilot[None]
    desk_camera: Path
    frames: list[bytes]
    keys: int = 0
    laid: int = 0

    @property
    def at(self) -> str:
        return type(self.app.screen).__name__

    async def press(self, *names: str) -> None:
        for name in names:
            char = self.send(name)
            await self.pilot.pause(BETWEEN_LETTERS_S if char else BETWEEN_KEYS_S)
            await self._worked_on()

    async def _worked_on(self) -> None:
        """A key goes through every queue before it counts, longer than a pause when it is busy."""
        await self._through(self.app)
        limit_s = monotonic() + QUEUE_S
        while self.app._gate is not None and self.app._gate._inside and monotonic() < limit_s:
            await self.pilot.pause(PATIENCE_S)
        if self.app.screen_stack:
            screen = self.app.screen
            for pump in (self.app, screen, self.app.focused, screen, self.app):
                if pump is not None:
                    await self._through(pump)

    async def _through(self, pump: MessagePump) -> None:
        """Until whatever waits in that queue now was worked on."""
        done = asyncio.Event()
        if pump.is_running and pump.call_later(done.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), QUEUE_S)

    def send(self, name: str) -> str | None:
        """A key, and not a moment for it to be worked on; returns its character."""
        self.keys += 1
        char = {"space": " ", "enter": "\r", "plus": "+", "minus": "-", "slash": "/"}.get(name)
        char = char or (name if len(name) == 1 else None)
        self.app.post_message(events.Key(_name(name), char))
        return char

    async def type(self, text: str) -> None:
        """As a person types: no two letters as close as a reader sends them."""
        await self.press(*("space" if char == " " else char for char in text))

    async def burst(self, text: str, *, end: str | None = "enter") -> None:
        """A reader: every key at the same moment, and Enter behind."""
        for char in text:
            self.app.post_message(events.Key(_name(char), char))
        if end is not None:
            self.app.post_message(events.Key(end, "\r"))
        await self.pilot.pause()

    async def until(self, met: Callable[[], bool], what: str) -> None:
        """Wait for a condition that a thread brings about; fail with its name."""
        limit_s = monotonic() + WAIT_S
        while not met():
            assert monotonic() < limit_s, f"{what}; the screen shows:\n{self.text()}"
            await self.pilot.pause(PATIENCE_S)
        await self.pilot.pause()

    async def until_at(self, screen: str) -> None:
        await self.until(lambda: self.at == screen, f"never came to {screen}")

    async def until_text(self, text: str) -> None:
        await self.until(lambda: text in self.flat(), f"never showed {text!r}")

    async def lay_page(self) -> None:
        """Put the next practice page under the camera and wait until the desk sees it."""
        number = self.laid
        self.laid += 1
        content = self.frames[number % len(self.frames)]
        arriving = self.desk_camera / f"{number:03}.part"
        arriving.write_bytes(content)
        arriving.rename(self.desk_camera / f"{number:03}.jpg")
        await self.until(lambda: self._seen() == number, "the frame was not seen")

    def _seen(self) -> int | None:
        report = self.app.station.seen
        return report.number if report is not None else None

    async def sign_in(self, number: str = RECEIVER, pin: str = PIN) -> None:
        await self.until(lambda: self.app._station is not None, "the desk never opened")
        await self.press(*number, "enter", *pin, "enter")
        await self.until_at("HomeScreen")
        self.keys = 0

    async def begin(self, typed: str = TNHH) -> None:
        """From home into the intake of the procedure that `typed` finds."""
        await self.press("f2")
        await self.until_at("ProcedureScreen")
        await self.type(typed)
        await self.press("enter")
        await self.until_at("IntakeScreen")

    def lines(self) -> list[str]:
        """What stands on the terminal, line by line."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text for strip in strips]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines())

    def flat(self) -> str:
        """The text of the screen with every run of white space as one space."""
        return " ".join(self.text().split())

    def foot(self) -> str:
        """The keys that are offered now."""
        bar = self.app.screen.query_one("KeyBar", Widget)
        region = bar.region
        return " ".join(" ".join(self.lines()[region.y : region.bottom]).split())


@asynccontextmanager
async def front(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    *,
    size: tuple[int, int] = (120, 40),
    lang: str = "vi",
) -> AsyncIterator[Front]:
    """The desk of `config`, whose camera is a folder, or none."""
    folder = Path(config.devices.camera or config.home)
    app = CounterApp(lambda: bootstrap.start(config, clock), clock=clock, lang=lang)
    async with app.run_test(size=size) as pilot:
        yield Front(app, pilot, folder, frames)


def devices(folder: Path, printer: Simulator) -> Devices:
    """A folder in place of a camera: each picture in it is a frame."""
    camera = folder / "camera"
    camera.mkdir()
    return Devices(camera=str(camera), printer=printer.url)
