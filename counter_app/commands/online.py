"""`counter online import`: what the portal handed over becomes dossiers of this desk (R72).

It takes the desk's own lock, so the desk is closed meanwhile. Nothing that names somebody is told.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from counter_app import bootstrap
from counter_app.commands.findings import finding_as_json, has_error
from counter_app.config import Config
from counter_app.desk.receiving.attached import Left
from counter_app.desk.receiving.online import TakenIn
from counter_app.sentences import sentence_of
from counter_app.wording import msg, tr
from data.catalogue.errors import Finding, Severity
from data.domain.clock import Clock

LEFT_WORDS = {
    Left.TOO_LARGE: msg("too large for a page"),
    Left.NO_PICTURE: msg("no picture"),
    Left.DAMAGED: msg("a damaged picture"),
}


def take_in(config: Config, file: Path, *, officer: str, pin: str, clock: Clock) -> TakenIn:
    """Raises Refused as `SignIn.check` and `Online.take_in`, and with a store error's code."""
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            return counter.online.take_in(counter.sign_in.check(officer, pin), file)
    finally:
        counter.close()


def failed(done: TakenIn) -> bool:
    """Whether a line of the file was refused."""
    return bool(done.refused) or has_error(done.findings)


def as_text(done: TakenIn, file: Path) -> Iterator[str]:
    yield from (str(finding) for finding in findings(done, file))
    said = tr(
        "Taken in: {taken} · here already: {known} · refused: {refused}",
        taken=len(done.taken),
        known=len(done.known),
        refused=_refused_lines(done),
    )
    yield said


def as_json(done: TakenIn, file: Path) -> Iterator[str]:
    """One object a line of the file, then one a finding, then the counts."""
    for line in done.taken:
        left = [{"file": it.number, "why": it.why.value} for it in line.left]
        yield _object("taken", line.line, line.portal, dossier=line.dossier, left=left)
    for known in done.known:
        yield _object("known", known.line, known.portal)
    for refused in done.refused:
        yield _object("refused", refused.line, refused.portal, code=refused.why.code)
    for finding in findings(done, file):
        yield finding_as_json(finding)
    counts = {
        "taken": len(done.taken),
        "known": len(done.known),
        "refused": _refused_lines(done),
    }
    yield json.dumps(counts)


def findings(done: TakenIn, file: Path) -> list[Finding]:
    """What is wrong with lines, and what an officer must know of those that came in, by line."""
    found = list(done.findings)
    for refused in done.refused:
        sentence = sentence_of(refused.why.code, refused.why.facts)
        found.append(Finding(file.name, refused.line, sentence))
    for known in done.known:
        if known.differs:
            sentence = tr("Here already, sent at another moment. Nothing was changed.")
            found.append(Finding(file.name, known.line, sentence, Severity.NOTE))
    for taken in done.taken:
        for left in taken.left:
            sentence = tr(
                "File {number} of “{component}” stays at the portal: {why}.",
                number=left.number,
                component=left.component,
                why=tr(LEFT_WORDS[left.why]),
            )
            found.append(Finding(file.name, taken.line, sentence, Severity.NOTE))
    return sorted(found, key=lambda finding: finding.order)


def _object(state: str, line: int, portal: str, **more: object) -> str:
    return json.dumps({"state": state, "line": line, "portal": portal, **more}, ensure_ascii=False)


def _refused_lines(done: TakenIn) -> int:
    wrong = {it.line for it in done.findings if it.severity is Severity.ERROR}
    return len(wrong | {it.line for it in done.refused})
