"""What can go wrong between light and value: a code, and one sentence safe to show.

No sentence holds a path, a scanned text or the words of a library.
"""


class ScanningError(Exception):
    """Root of every error that leaves this package. `code` is stable; `str()` is the sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class CameraUnavailable(ScanningError):
    """The camera cannot be opened, or was there and is gone."""


class UnreadableImage(ScanningError):
    """A file that is no picture this program will decode."""


class ReaderUnavailable(ScanningError):
    """A scanner on a serial line cannot be opened, or was there and is gone."""
