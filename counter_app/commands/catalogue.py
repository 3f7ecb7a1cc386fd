"""`counter catalogue check`: every fault of a Center-supplied file, with its line."""

import json
from collections.abc import Iterable
from pathlib import Path

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.check import check as check_file
from data.catalogue.errors import Finding, Severity


def check(file: Path) -> tuple[Finding, ...]:
    return check_file(file, read_agencies(shipped.AGENCIES))


def has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def as_json(finding: Finding) -> str:
    return json.dumps(
        {
            "file": finding.file,
            "line": finding.line,
            "severity": finding.severity.value,
            "message": finding.sentence,
        },
        ensure_ascii=False,
    )
