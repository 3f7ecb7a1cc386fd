"""A file from outside, read once: its values, and what is wrong with them.

Nothing raises while a file is looked through; `settle` raises once, with everything found.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.catalogue.errors import CatalogueError, Finding, Severity, in_order
from data.catalogue.locator import Place

FILE_LIMIT_BYTES = 16 * 1024 * 1024
"""Room for every procedure of a province; also what is packed in a workbook."""


FINDINGS_LIMIT = 2_000
"""Errors, and notes, that are told of one file: more than anybody corrects in one pass."""


class Unreadable:
    """Stands for a value whose fault was found already where it was read."""


UNREADABLE = Unreadable()


class Source:
    """`findings` grows while readers look at `values`; `fault` is how they add to it."""

    def __init__(self, name: str, raw: bytes | None) -> None:
        """`raw` is None where the file cannot be read, and too long where it is too large."""
        self.name = name
        self.findings: list[Finding] = []
        self._seen: set[Finding] = set()
        self._counts: Counter[Severity] = Counter()
        self.values: Mapping[str, object] = {}
        self.raw = self._bounded(raw)
        self.sha256 = hashlib.sha256(self.raw).hexdigest()

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def spot(self, place: Place) -> Finding:
        """A finding without a sentence, at `place`."""
        raise NotImplementedError

    def word(self, place: Place) -> str:
        """How the file itself calls what stands at `place`."""
        return str(place[-1])

    def fault(self, place: Place, sentence: str) -> None:
        self.add(replace(self.spot(place), sentence=sentence))

    def note(self, place: Place, sentence: str) -> None:
        self.add(replace(self.spot(place), sentence=sentence, severity=Severity.NOTE))

    def settle(self) -> None:
        """Raises what was found, if any of it is an error."""
        if self.has_errors:
            raise CatalogueError(in_order(self.findings))

    def add(self, finding: Finding) -> None:
        if finding in self._seen:
            return
        self._counts[finding.severity] += 1
        if self._counts[finding.severity] <= FINDINGS_LIMIT:
            self._seen.add(finding)
            self.findings.append(finding)
        elif self._counts[finding.severity] == FINDINGS_LIMIT + 1:
            sentence = "Còn nhiều điều khác; hãy sửa những điều đã nêu rồi kiểm tra lại."
            self.findings.append(Finding(self.name, 0, sentence, finding.severity))

    def add_whole(self, sentence: str) -> None:
        """A fault of the file as a whole."""
        self.add(Finding(self.name, 0, sentence))

    def _bounded(self, raw: bytes | None) -> bytes:
        if raw is None:
            self.add_whole("Không đọc được tệp.")
            return b""
        if len(raw) > FILE_LIMIT_BYTES:
            self.add_whole("Tệp lớn hơn 16 MiB.")
            return b""
        return raw


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a file, one more than allowed where there are too many; None if unreadable."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_LIMIT_BYTES + 1)
    except OSError:
        return None
