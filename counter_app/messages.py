"""What the loops tell the screens: plain messages around frozen values.

A status replaces an older one of its kind that still waits, so a flood of them costs one repaint.
"""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from data.sync.replicator import SyncReport
    from printing.wire.spooler import SpoolReport
    from scanning.values import CaptureReport, ReaderReport


class Status(Message):
    """A message whose newest instance says all: older ones in the queue are dropped."""

    def can_replace(self, message: Message) -> bool:
        return type(message) is type(self)


class CameraSeen(Status):
    """What the camera sees now. One that brings a page or a scan is never dropped."""

    def __init__(self, report: "CaptureReport") -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        told_once = self.report.taken is not None or (self.report.scan and self.report.fresh)
        return not told_once and super().can_replace(message)


class ReaderSeen(Status):
    """A scanner on a serial line spoke, or came or went. One that brings a value stays."""

    def __init__(self, report: "ReaderReport") -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        return not self.report.values and super().can_replace(message)


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


class HubSeen(Status):
    """The desk exchanged entries with the hub. One that brought some is never dropped."""

    def __init__(self, report: "SyncReport") -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        return not self.report.received and super().can_replace(message)


class DossierWanted(Message):
    """Show this dossier: a code, or the key on a slip."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
