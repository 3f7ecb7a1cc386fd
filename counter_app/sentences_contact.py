"""Sentences about what comes through the portal, and about whom the Center told what."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

CONTACT: Final[Mapping[str, str]] = {
    # telling the citizen
    "contact-in-the-future": msg(
        "Nobody was reached at a time that is still to come. Nothing was written down: correct it."
    ),
    "contact-moment-unreadable": msg(
        "This is no day and hour. Nothing was written down: type it as 8:30 20/11/2026, or leave "
        "it empty for now."
    ),
    "contact-note-missing": msg("What was it about? Write it in a few words; then it is kept."),
    "contact-not-sendable": msg(
        "The portal sends e-mails and text messages only. Nothing was queued: call, or write."
    ),
    "contact-address-unreadable": msg(
        "No message can go to this address or number. Nothing was queued: correct it, or call."
    ),
    "contact-text-missing": msg("A message without words is not queued. Write what it says."),
    "contact-unknown": msg("No message of this desk has this id. Nothing was changed."),
    "contact-ended-already": msg("What became of this message is known. Nothing was changed."),
    # what came online
    "portal-number-unreadable": msg(
        "This is no number of the portal. Nothing was taken in: correct the line, then import "
        "the file again."
    ),
    "applied-in-the-future": msg(
        "It was sent at a time that is still to come. Nothing was taken in: have the clocks of "
        "portal and desk compared."
    ),
    "applied-unreachable": msg(
        "Neither an e-mail address nor a telephone number: nobody could be told the decision. "
        "Nothing was taken in: complete the line, then import the file again."
    ),
    "applied-other-procedure": msg(
        "The dossier under this number is of another procedure. Nothing was changed; compare the "
        "numbers at the portal."
    ),
    "applied-before": msg("This was taken in before. Nothing was changed."),
    "applied-supplement-unknown": msg(
        "No form 02 of this desk has the number that it answers. Nothing was taken in: compare the "
        "number, or import the file at the desk that gave the form."
    ),
    "applied-being-checked": msg(
        "What was brought for this dossier is being checked in a parked draft. Nothing was lost: "
        "finish or discard that draft, then import the file again."
    ),
    "too-many-files": msg("One dossier takes {limit} files at most. Nothing of it was taken in."),
    "attached-missing": msg(
        "File {number} does not lie beside. Nothing of the dossier was taken in: copy the files "
        "again, then import the file again."
    ),
    "attached-differs": msg(
        "File {number} is not the one that was sent: its bytes are others. Nothing of the dossier "
        "was taken in: copy the files again, then import the file again."
    ),
    # another agency
    "directed-agency-missing": msg("Which agency is competent? Name it; nothing was sent yet."),
    "directed-reason-missing": msg("Why is another agency competent? Nothing was sent yet."),
    "directed-guidance-missing": msg(
        "What has the citizen to do there, and to bring? It is said once and in full; nothing was "
        "sent yet."
    ),
    # files for the portal
    "messages-format": msg("The name of the file must end in {formats}. Nothing was written."),
    "file-there": msg("A file of this name is there already and was left alone. Name another."),
}
