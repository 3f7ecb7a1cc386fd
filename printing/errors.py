"""What can go wrong on the way from a paper's values to ink. Errors name causes, never citizens."""


class PrintingError(Exception):
    """Root of this package's errors; `code` selects the sentence for the officer."""

    code = "printer-unusable"


class TemplateError(PrintingError):
    """A form template that cannot be printed from; `file` and `line` are where to look.

    `file` is empty where the template did not come from one.
    """

    def __init__(self, line: int, reason: str, file: str = "") -> None:
        super().__init__(f"{file}{', ' if file else ''}line {line}: {reason}")
        self.line = line
        self.reason = reason
        self.file = file


class NothingSent(PrintingError):
    """Not one byte left this machine, so no paper can exist."""


class PrinterUnreachable(NothingSent):
    """The printer could not be opened at all."""


class SendBroken(PrintingError):
    """At least one byte may have left, and the rest did not: a torn sheet may exist."""


class PaperUnset(PrintingError):
    """The typesetter refused a paper; nothing of its words is told."""


class PageUnfit(PrintingError):
    """A picture that cannot go into a PDF as it is."""

    code = "page-unfit"
