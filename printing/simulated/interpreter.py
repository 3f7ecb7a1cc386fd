"""ESC/POS bytes to papers, as a printer prints them. Nothing that comes in can make it fail.

Commands without ink here are counted and change nothing.
"""

from collections import Counter
from dataclasses import dataclass, field

from printing.raster import Raster
from printing.simulated.acts_pictures import PICTURE_ACTS
from printing.simulated.acts_symbols import SYMBOL_ACTS
from printing.simulated.acts_text import TEXT_ACTS
from printing.simulated.grammar import PICTURE, ROWS, Operation, Reader
from printing.simulated.machine import Cut, Event, Machine, NameAsked, StatusAsked, StatusWanted
from printing.simulated.sheet import Sheet

__all__ = ["Cut", "Event", "Interpreter", "NameAsked", "StatusAsked", "StatusWanted", "interpret"]

MACRO_LIMIT_BYTES = 2_048
MACROS_LIMIT_OPERATIONS = 20_000
"""Of all macros of one stream: five bytes can ask for half a million."""
_DISPLAY_ALONE = 2
_ACTS = {**TEXT_ACTS, **PICTURE_ACTS, **SYMBOL_ACTS}
"""Commands that change the paper or want an answer."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    papers: tuple[Raster, ...]
    commands: dict[str, int]
    byte_count: int
    unparsed: int


def interpret(data: bytes, *, width_dots: int = 576) -> Interpretation:
    """All papers of a recorded stream; a last one without a cut is a paper too."""
    interpreter = Interpreter(width_dots)
    events = interpreter.feed(data)
    papers = [event.paper for event in events if isinstance(event, Cut)]
    papers.append(interpreter.finish())
    return Interpretation(
        tuple(paper for paper in papers if paper is not None),
        dict(interpreter.commands),
        interpreter.byte_count,
        interpreter.unparsed,
    )


@dataclass(slots=True)
class _Macro:
    """GS : begins and ends one, GS ^ runs it. It never runs itself."""

    operations: list[Operation] = field(default_factory=list)
    size_bytes: int = 0
    recording: bool = False
    left_operations: int = MACROS_LIMIT_OPERATIONS

    def toggle(self) -> None:
        self.recording = not self.recording
        if self.recording:
            self.operations, self.size_bytes = [], 0

    def record(self, operation: Operation) -> None:
        self.size_bytes += len(operation.data) + len(operation.name)
        if self.size_bytes > MACRO_LIMIT_BYTES:
            self.operations, self.recording = [], False
        else:
            self.operations.append(operation)


class Interpreter:
    """One printer, fed in pieces of any size."""

    def __init__(self, width_dots: int = 576) -> None:
        self.commands: Counter[str] = Counter()
        self._reader = Reader()
        self._machine = Machine(Sheet(width_dots))
        self._macro = _Macro()

    @property
    def byte_count(self) -> int:
        return self._reader.byte_count

    @property
    def unparsed(self) -> int:
        return self._reader.unparsed

    def feed(self, data: bytes) -> list[Event]:
        """Prints on; what the outside notices of it, in order."""
        for operation in self._reader.feed(data):
            if operation.name not in {ROWS, PICTURE}:
                self.commands[operation.name] += 1
            self._obey(operation)
        events, self._machine.events = self._machine.events, []
        return events

    def finish(self) -> Raster | None:
        """The sheet that no cut ended. What is left of a command counts as unparsed."""
        self._reader.finish()
        return self._machine.roll.cut()

    def _obey(self, operation: Operation) -> None:
        match operation.name:
            case "GS :":
                self._macro.toggle()
            case "GS ^":
                self._run_macro(operation.data[0])
            case _:
                if self._macro.recording:
                    self._macro.record(operation)
                self._act(operation)

    def _act(self, operation: Operation) -> None:
        if operation.name == "ESC =":
            self._machine.selected = operation.data[0] != _DISPLAY_ALONE
        elif not self._machine.selected and operation.name != "DLE EOT":
            return
        elif operation.name == "ESC @":
            self._machine = self._machine.initialised()
        elif operation.name in _ACTS:
            _ACTS[operation.name](self._machine, operation.data)

    def _run_macro(self, times: int) -> None:
        if self._macro.recording:
            self._macro.toggle()
            return
        operations = self._macro.operations
        runs = min(times, self._macro.left_operations // max(len(operations), 1))
        self._macro.left_operations -= runs * len(operations)
        for _ in range(runs):
            for operation in operations:
                self._act(operation)
