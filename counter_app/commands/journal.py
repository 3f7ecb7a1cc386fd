"""`counter journal verify`: whether every act is still exactly what was signed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counter_app import bootstrap
from counter_app.config import Config
from counter_app.wording import msg, tr
from data.domain.entries import Fault, Finding
from data.store.engine import integrity
from data.store.journal import count, verify

FAULTS: Final[Mapping[Fault, str]] = {
    Fault.MALFORMED: msg("These bytes are no entry."),
    Fault.HASH: msg("The bytes of the entry are not those that were hashed."),
    Fault.SIGNATURE: msg("The signature is not that of the desk."),
    Fault.GAP: msg("The entry before it is missing."),
    Fault.LINK: msg("It does not follow the entry before it."),
    Fault.PERSONAL: msg("The personal fields beside it were changed."),
    Fault.MISFILED: msg("It is kept in another place than the signed bytes say."),
    Fault.FORK: msg(
        "Two signed entries bear this number: the desk's key worked in two places. "
        "Both are kept; tell the supervisor."
    ),
}


@dataclass(frozen=True, slots=True)
class Checked:
    entries: int
    findings: tuple[Finding, ...]
    file_faults: tuple[str, ...]


def check(config: Config) -> Checked:
    """Raises Refused with a store error's code."""
    with bootstrap.read_only(config) as (store, _keys):
        return Checked(count(store), tuple(verify(store)), tuple(integrity(store)))


def as_json(checked: Checked) -> str:
    return json.dumps(
        {
            "ok": not checked.findings and not checked.file_faults,
            "entries": checked.entries,
            "findings": [
                {"fault": it.fault.value, "chain": it.chain, "sequence": it.sequence}
                for it in checked.findings
            ],
            "file": list(checked.file_faults),
        }
    )


def as_text(checked: Checked) -> str:
    lines = [tr("{n} entries read", n=checked.entries)]
    lines += [
        f"{it.fault}: {it.chain[:8]} · {it.sequence} – {tr(FAULTS[it.fault])}"
        for it in checked.findings
    ]
    lines += list(checked.file_faults)
    if not checked.findings and not checked.file_faults:
        lines.append(tr("Every entry is as it was signed."))
    return "\n".join(lines)
