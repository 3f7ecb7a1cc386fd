"""`counter messages`: what waits for the portal's e-mail and SMS functions, out and back (R74).

Addresses and words of messages stand in the file that was asked for, and nowhere else.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counter_app import bootstrap
from counter_app.commands.findings import finding_as_json, has_error
from counter_app.config import Config
from counter_app.contact_words import CHANNEL_WORDS, MESSAGE_STATE_WORDS, PURPOSE_WORDS
from counter_app.desk.steps.contacting import Handed, Taken, handed
from counter_app.sentences import sentence_of
from counter_app.wording import moment_text, tr, trn
from data.catalogue.errors import Finding, Severity
from data.catalogue.messages import FORMATS, WRITERS, AnswerFile, read_answers
from data.domain.clock import Clock
from data.domain.errors import Refused
from data.store import queries
from data.store.queries import MessageLine


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the file of the portal says, and what became of each answer."""

    file: AnswerFile
    taken: Taken


def waiting(config: Config) -> list[MessageLine]:
    """What waits and what failed, oldest first, beside a running desk."""
    with bootstrap.read_only(config) as (store, _keys), store.read() as connection:
        return queries.open_messages(connection)


def export(config: Config, file: Path) -> Handed:
    """Writes what waits into a new file that only its owner reads.

    Raises Refused: "messages-format" for another ending than .csv or .jsonl, "file-there", and
    "file-unwritable".
    """
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise Refused("messages-format", formats=" | ".join(FORMATS))
    with bootstrap.read_only(config) as (store, _keys):
        found = handed(store)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - the rights are given at its birth
            stream.write(write(found.messages).encode())
    except FileExistsError as error:
        raise Refused("file-there") from error
    except OSError as error:
        raise Refused("file-unwritable", file=str(file)) from error
    return found


def confirm(config: Config, file: Path, *, officer: str, pin: str, clock: Clock) -> Confirmed:
    """Records what the portal says was sent or failed.

    Raises Refused as `SignIn.check` and `Contacting.confirm`, and with a store error's code.
    """
    answers = read_answers(file)
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            checked = counter.sign_in.check(officer, pin)
            return Confirmed(answers, counter.contacting.confirm(checked, answers.lines))
    finally:
        counter.close()


def failed(done: Confirmed) -> bool:
    return bool(done.taken.refused) or has_error(done.file.findings)


# --- told ---------------------------------------------------------------------------------------


def list_as_text(lines: list[MessageLine]) -> Iterator[str]:
    for line in lines:
        words = (CHANNEL_WORDS[line.channel], PURPOSE_WORDS[line.purpose])
        yield "  ".join(
            (
                line.id[:12],
                moment_text(line.queued_at),
                line.number,
                " · ".join(map(tr, (*words, MESSAGE_STATE_WORDS[line.state]))),
            )
        )
    yield trn("{n} message", "{n} messages", len(lines))


def list_as_json(lines: list[MessageLine]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(
            {
                "id": line.id,
                "dossier": line.number,
                "channel": line.channel.value,
                "purpose": line.purpose.value,
                "state": line.state.value,
                "queued_at": line.queued_at.isoformat(),
            },
            ensure_ascii=False,
        )


def handed_as_text(found: Handed, file: Path) -> Iterator[str]:
    count = len(found.messages)
    yield trn("{n} message in {file}", "{n} messages in {file}", count, file=str(file))
    if found.erased:
        yield trn(
            "{n} message was erased as the law asks and is not in it.",
            "{n} messages were erased as the law asks and are not in it.",
            found.erased,
        )
    if found.more:
        yield tr("There are more: confirm these, then export again.")


def handed_as_json(found: Handed, file: Path) -> str:
    told = {
        "file": str(file),
        "messages": len(found.messages),
        "erased": found.erased,
        "more": found.more,
    }
    return json.dumps(told, ensure_ascii=False)


def confirmed_as_text(done: Confirmed, file: Path) -> Iterator[str]:
    yield from (str(finding) for finding in _findings(done, file))
    yield tr(
        "Recorded: {ended} · known already: {known} · refused: {refused}",
        ended=len(done.taken.ended),
        known=len(done.taken.known),
        refused=_refused_lines(done),
    )


def confirmed_as_json(done: Confirmed, file: Path) -> Iterator[str]:
    for finding in _findings(done, file):
        yield finding_as_json(finding)
    counts = {
        "recorded": len(done.taken.ended),
        "known": len(done.taken.known),
        "refused": _refused_lines(done),
    }
    yield json.dumps(counts)


def _findings(done: Confirmed, file: Path) -> list[Finding]:
    found = [
        Finding(file.name, answer.line, sentence_of(why.code, why.facts))
        for answer, why in done.taken.refused
    ]
    return sorted([*done.file.findings, *found], key=lambda finding: finding.order)


def _refused_lines(done: Confirmed) -> int:
    wrong = {it.line for it in done.file.findings if it.severity is Severity.ERROR}
    return len(wrong | {answer.line for answer, _why in done.taken.refused})
