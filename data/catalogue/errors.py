"""What is wrong with a Center-supplied file: file, line, and a sentence for its keeper.

A file with an error is not used at all; a note leaves it in use.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    """The file is not used."""
    NOTE = "note"
    """The file works; something of it is missing or unverified."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`line` counts from 1; 0 stands for the file as a whole."""

    file: str
    line: int
    sentence: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class CatalogueError(Exception):
    """A file that cannot be used: its first error, and all `findings`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        super().__init__(str(first))
        self.file = first.file
        self.line = first.line
        self.sentence = first.sentence
        self.findings = findings
