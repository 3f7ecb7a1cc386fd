"""What is wrong with a file, as commands tell it to scripts."""

import json
from collections.abc import Iterable

from data.catalogue.errors import Finding, Severity


def has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def finding_as_json(finding: Finding) -> str:
    return json.dumps(
        {
            "file": finding.file,
            "line": finding.line,
            **({"sheet": finding.sheet, "cell": finding.cell} if finding.sheet else {}),
            "severity": finding.severity.value,
            "message": finding.sentence,
        },
        ensure_ascii=False,
    )
