"""What is wrong with a Center-supplied file: where it stands, and a sentence for its keeper.

A file with an error is not used at all; a note leaves it in use.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    """The file is not used."""
    NOTE = "note"
    """The file works; something of it is missing or unverified."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` counts from 1; 0 stands for the file as a whole.

    In a workbook `line` is the row, and `sheet` and `column` (its letters) name the cell.
    """

    file: str
    line: int
    sentence: str
    severity: Severity = Severity.ERROR
    sheet: str = ""
    column: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"

    @property
    def cell(self) -> str:
        """As a spreadsheet names it, such as "C14"; empty for a line of text."""
        return f"{self.column}{self.line}" if self.column else ""

    @property
    def where(self) -> str:
        if not self.sheet:
            return f"{self.file}:{self.line}"
        return f"{self.file} «{self.sheet}»" + (f"!{self.cell}" if self.cell else "")

    @property
    def order(self) -> tuple[str, str, int, int, str, str]:
        """File by file, sheet by sheet, from top to bottom and from left to right."""
        return (self.file, self.sheet, self.line, len(self.column), self.column, self.sentence)


class CatalogueError(Exception):
    """A file that cannot be used: its first error, and all `findings`."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = next(finding for finding in findings if finding.severity is Severity.ERROR)
        super().__init__(str(first))
        self.file = first.file
        self.line = first.line
        self.sentence = first.sentence
        self.findings = findings


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
