"""`counter journal verify`: whether every act is still exactly what was signed.

`counter journal rebuild` makes the lists anew from it; it takes the desk's own lock, so the desk is
closed meanwhile.
"""

import json
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Final

from counter_app import bootstrap
from counter_app.config import Config
from counter_app.wording import msg, tr
from data.domain.entries import Fault, Finding
from data.store.engine import integrity
from data.store.journal import count, rebuild, verify

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


def remake(config: Config, tell: Callable[[int, int], None]) -> int:
    """Makes every list anew; returns of how many entries. `tell` hears done and all.

    Raises Refused with a store error's code: "rebuild-stopped" after Ctrl+C, and then everything is
    as it was.
    """
    with bootstrap.alone(config) as store, _asked_to_stop() as stopped:
        return rebuild(store, tell=tell, stop=stopped.is_set)


@contextmanager
def _asked_to_stop() -> Iterator[Event]:
    """Set by the first Ctrl+C or a polite end; the one who asked before is asked again after."""
    asked = Event()
    before = {
        number: signal.signal(number, lambda _number, _frame: asked.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def remade_as_json(entries: int) -> str:
    return json.dumps({"ok": True, "entries": entries})


def remade_as_text(entries: int) -> str:
    return tr("Every list was made anew from {n} entries.", n=entries)
