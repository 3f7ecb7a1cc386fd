"""What the loops tell the screens: plain messages around frozen values.

A status replaces an older one of its kind that still waits, so a flood of them costs one repaint.
"""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from printing.spooler import SpoolReport
    from scanning.values import CaptureReport


class Status(Message):
    """A message whose newest instance says all: older ones in the queue are dropped."""

    def can_replace(self, message: Message) -> bool:
        return type(message) is type(self)


class CameraSeen(Status):
    """What the camera sees now."""

    def __init__(self, report: "CaptureReport") -> None:
        super().__init__()
        self.report = report


class LoopState(Message):
    """A loop is in trouble, or well again (`code` empty)."""

    def __init__(self, loop: str, code: str) -> None:
        super().__init__()
        self.loop, self.code = loop, code


class LoopEnded(Message):
    """A loop met an error that nobody foresaw and stopped."""

    def __init__(self, loop: str, error: Exception) -> None:
        super().__init__()
        self.loop, self.error = loop, error


class PrintsSeen(Status):
    """The spooler did something; `report` is what it says of printer and jobs."""

    def __init__(self, report: "SpoolReport") -> None:
        super().__init__()
        self.report = report


class DossierWanted(Message):
    """Show this dossier: a code, or the key on a slip."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
