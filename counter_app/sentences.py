"""One sentence for every code: what happened, what is safe, what to do next.

A code without a sentence fails a test, so no officer ever reads "unknown error".
"""

import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from counter_app.sentences_carrier import CARRIER
from counter_app.sentences_contact import CONTACT
from counter_app.sentences_hub import HUB
from counter_app.sentences_intake import INTAKE, RECEIVERS
from counter_app.sentences_life import LIFE
from counter_app.sentences_money import MONEY
from counter_app.sentences_post import POST
from counter_app.sentences_return import RETURN
from counter_app.sentences_steps import STEPS
from counter_app.wording import day_text, money_text, msg, tr

SENTENCES: Final[Mapping[str, str]] = {
    **INTAKE,
    **CONTACT,
    **LIFE,
    **RETURN,
    **STEPS,
    **POST,
    **CARRIER,
    **MONEY,
    **HUB,
    # signing in and setting up
    "pin-wrong": msg("Officer number or PIN is wrong. {left} more tries before a pause."),
    "pin-not-here": msg(
        "This officer has no PIN at this desk yet. An administrator gives one here with "
        "“counter officer change --new-pin”."
    ),
    "pin-locked": msg("Too many wrong PINs. Wait {wait_s} seconds, then type the PIN again."),
    "pin-unfit": msg(
        "The PIN of officer {officer} needs {digits} digits, "
        "not one digit repeated and not a run such as 123456."
    ),
    "administrator-missing": msg("At least one officer must be an administrator."),
    "center-name-missing": msg(
        "The Center's name and its authority stand on every paper: type both."
    ),
    "officer-incomplete": msg("Each officer needs a number and a full name."),
    "officer-without-work": msg(
        "What officer {officer} does at the desk is one digit from 1 to 4. Nothing was made yet."
    ),
    "officer-number-taken": msg(
        "Two officers have the same number. Give each a number of their own."
    ),
    "officer-number-twice": msg(
        "Two desks gave the number {officer} to two officers. Nothing was done. An administrator "
        "gives one of them another number with “counter officer change --new-number”, at the desk "
        "where that officer works."
    ),
    "officer-left": msg(
        "This officer left the Center and cannot sign in. An administrator gives a role again "
        "with “counter officer change”."
    ),
    "officer-without-role": msg(
        "An officer needs at least one role. Nothing was changed; name it with --role."
    ),
    "officer-unknown": msg(
        "No officer has the number {officer}. Nothing was changed; “counter officer list” "
        "shows them all."
    ),
    "desk-number-outside-center": msg(
        "The desk number must lie between 1 and the number of desks of the Center."
    ),
    "slice-outside-range": msg("So many desks cannot share the dossier numbers of a day."),
    "role-may-not": msg(
        "This officer has no right to do this. Another officer may sign in with F12."
    ),
    # receiving
    "applicant-name-missing": msg("The applicant's name is missing. Scan the card, or press F3."),
    "submitter-name-missing": msg("The name of who hands in is missing. Press F3."),
    "authorisation-not-allowed": msg(
        "The law lets nobody hand in for another here: the applicant must come in person."
    ),
    "component-missing": msg("Component {number} is missing: {component}."),
    "component-kind": msg("Component {number} is not of an accepted kind of paper: {component}."),
    "too-many-pages": msg(
        "One dossier takes {limit} pages at most. What was taken is kept; take out some pages."
    ),
    "remarks-too-long": msg("The remarks are too long for one record. Shorten them; all is kept."),
    "sets-out-of-range": msg("The number of sets must lie between 1 and {limit}."),
    "received-in-the-future": msg(
        "The clock of this machine went back. "
        "The dossier is parked safely; have the clock set right."
    ),
    "promise-moved": msg(
        "Meanwhile the promised date moved to {day}. Nothing was issued yet: "
        "tell the citizen the new date, then press Enter."
    ),
    "serials-exhausted": msg(
        "This desk has no dossier number left today. The dossier is parked; "
        "another desk can receive it."
    ),
    "calendar-year-missing": msg(
        "The calendar does not reach the due date. The dossier is parked; "
        "tell the administrator to update the calendar."
    ),
    "calendar-year-unconfirmed": msg("The days off of that year are not confirmed yet."),
    "calendar-day-unconfirmed": msg("{day} ({name}) is not confirmed as a day off yet."),
    "procedure-unknown": msg(
        "This procedure is no longer in the catalogue. The draft is kept; tell the administrator."
    ),
    "procedure-abolished": msg("The procedure was abolished on {day}. {instead}"),
    "procedure-replaced": msg("The procedure was replaced on {day} by: {instead}"),
    "procedure-not-received-here": msg(
        "This procedure is not received here. The citizen goes to: {instead}"
    ),
    "procedure-not-published": msg(
        "No decision publishes this procedure yet. A supervisor decides, with a legal ground."
    ),
    "procedure-not-yet-effective": msg(
        "The procedure takes effect on {day} only. A supervisor decides, with a legal ground."
    ),
    "procedure-expired": msg(
        "The publication of the procedure ended on {day}. "
        "A supervisor decides, with a legal ground."
    ),
    "draft-gone": msg(
        "This draft was issued or discarded meanwhile. Look for it in the list of dossiers."
    ),
    "draft-overtaken": msg(
        "Another desk went on with this dossier, and nothing was issued from this draft. Look at "
        "the dossier; then discard the draft on the home screen."
    ),
    "action-not-now": msg(
        "This cannot be done with the dossier in its present state. Nothing was changed."
    ),
    "dossier-read-only": msg(
        "A newer program went on with this dossier. It is shown and cannot be changed here; "
        "have the program updated."
    ),
    # finding
    "card-not-here": msg(
        "A citizen card is read at home, where it searches, and at intake. Nothing was changed."
    ),
    "dossier-unknown": msg(
        "Dossier {dossier} is not on this desk. Nothing was changed; ask the desk that issued it."
    ),
    "key-wrong": msg(
        "This slip key has a wrong digit, or is of another Center. "
        "Scan it again, or type the dossier code."
    ),
    "code-unreadable": msg(
        "What was scanned or typed is no dossier code. "
        "It may be a code of another paper, or a reader set to another "
        "keyboard layout. Scan the code on the slip, or search by name with /."
    ),
    # printing
    "job-not-now": msg("This sheet was settled meanwhile. Look at its state in the dossier."),
    "job-elsewhere": msg(
        "Sheet {sheet} is on its way at the desk whose number it begins with. Settle it there; "
        "nothing was changed here."
    ),
    "job-unsettled": msg(
        "A sheet of this dossier is still on its way. Settle that first; then reprint."
    ),
    "no-paper": msg("This dossier has no paper yet."),
    "reason-missing": msg("A reason is needed: it is printed on the paper."),
    # the store and its files
    "store-missing": msg("No records are set up on this machine yet."),
    "store-wrong-key": msg(
        "The key file is not the one of these records. Nothing was changed. "
        "Put the right key file back, then start again."
    ),
    "store-damaged": msg(
        "The records on this machine are damaged. Nothing more is written. "
        "Tell the administrator to restore the last backup."
    ),
    "store-read-only": msg(
        "The records cannot be written: folder or disk is read-only. What was saved is safe. "
        "Tell the administrator."
    ),
    "store-busy": msg("The records are in use for too long. Nothing was lost; try again."),
    "store-too-new": msg(
        "These records were made by a newer program. Update the program, then start again."
    ),
    "store-too-old": msg(
        "These records were made by an older program and must be brought up to date first. "
        "Tell the administrator."
    ),
    "store": msg(
        "The records answered with an error. What was saved is safe. Tell the administrator."
    ),
    "disk-full": msg("The disk is full. What was saved is safe. Free some space, then try again."),
    "disk-fault": msg(
        "The disk reports a fault. What was saved is safe. Tell the administrator at once."
    ),
    "rebuild-stopped": msg(
        "The lists were not made anew: everything is as it was before. It can be started again."
    ),
    "desk-running": msg(
        "This desk is already open in another window. Go on there, or close it first."
    ),
    "library-too-old": msg(
        "A library of this machine is too old for safe records. Tell the administrator."
    ),
    "key-file-invalid": msg(
        "The key file is missing, unreadable or open to others. The records are safe. "
        "Tell the administrator."
    ),
    "blob-damaged": msg(
        "A page image on the disk is damaged. The dossier is safe. Tell the administrator."
    ),
    "blob-elsewhere": msg(
        "This page or paper is kept at another desk and is safe. Its file is not at this desk: "
        "look at it where it was made."
    ),
    "catalogue-elsewhere": msg(
        "The catalogue {name} is in force, and its file is only at the desk that imported it. "
        "This desk works with the one before it until it is imported here too, with "
        "“counter catalogue import”."
    ),
    "journal-broken": msg(
        "The journal does not verify. Nothing more is written. "
        "Tell the administrator to run “counter journal verify”."
    ),
    "config-invalid": msg(
        "The settings file {file} cannot be read ({reason}). Correct it, then start again."
    ),
    "file-broken": msg(
        "The file {file} has a fault at line {line}: {reason}. Correct it, then start again."
    ),
    "language-unknown": msg("There is no language “{lang}”: choose vi or en."),
    "file-unreadable": msg("The file {file} cannot be read. Check its name and rights."),
    "file-unwritable": msg("Nothing can be written to {file}. Check the folder and its rights."),
    "draft-outdated": msg(
        "The procedure of this parked dossier was changed or removed. What was captured is kept; "
        "begin anew, or discard it."
    ),
    "dossier-without-pages": msg("No page of this dossier was photographed yet."),
    "terminal-missing": msg(
        "The desk is a full-screen program and needs a terminal. Nothing was opened. "
        "Start it in a terminal, or use a command: counter --help."
    ),
    "printer-unusable": msg(
        "The printer cannot be used at its address. The dossier is saved and its slip waits; "
        "tell the administrator."
    ),
    "strip-unknown": msg(
        "No strip of the test slip has this letter; there are {letters}. Nothing was changed."
    ),
    "printer-port-taken": msg("Port {port} is in use. Choose another one with --port."),
    "rehearsal-failed": msg("The rehearsal stopped at: {step}. No real record was touched."),
    # camera and pictures
    "camera-missing": msg(
        "The camera cannot be opened. What was taken is kept. Check plug and settings."
    ),
    "camera-lost": msg("The camera no longer answers. What was taken is kept. Check its plug."),
    "camera-no-frame": msg("The camera has no picture yet. Wait a moment, then press Space again."),
    "reader-missing": msg("The scanner cannot be opened. Nothing is lost; check its plug."),
    "reader-lost": msg("The scanner no longer answers. Nothing is lost; check its plug."),
    "reader-address": msg(
        "The scanner's address cannot be understood. Write serial:///dev/ttyACM0?baud=9600 or "
        "socket://host:port."
    ),
    "no-such-file": msg("The picture file cannot be opened."),
    "not-an-image": msg("The file is not a picture."),
    "image-damaged": msg("The picture is damaged or cut off. Take it again."),
    "image-too-large": msg("The file is too large to be a picture of a page."),
    "image-too-slow": msg(
        "The picture took too long to decode and was given up. Save it anew, as JPEG or PNG."
    ),
    "image-ends-decoder": msg(
        "The file broke the program that decodes pictures, which was started anew. "
        "Nothing else is touched. Save the picture anew, as JPEG or PNG."
    ),
    "not-a-film": msg("The file is no video."),
    "document-locked": msg("The document is locked by a password. Save it without one."),
    "document-too-long": msg("The document has more pages than a dossier may have. Split it."),
    "no-such-page": msg("The document has no such page."),
    "no-decoder": msg(
        "Pictures cannot be decoded now. What was saved is safe. Tell the administrator."
    ),
}

FINDINGS: Final[Mapping[str, str]] = {
    "no-page": msg("No sheet seen."),
    "check-corners": msg("Look at the corners: the sheet's edge is not clear."),
    "cut-corner": msg("A corner is outside the picture."),
    "page-too-small": msg("The sheet is too far away."),
    "too-dark": msg("Too dark."),
    "glare": msg("A light is mirrored on the sheet."),
    "out-of-focus": msg("The picture is not sharp."),
    "moved": msg("The sheet or the camera moved."),
    "finger": msg("A finger is in the picture."),
    "blank-page": msg("Nothing stands on this page."),
    "same-page-twice": msg("This page was taken before."),
}

UNFORESEEN: Final = msg(
    "The program met something it does not know ({code}). What was saved is safe. "
    "Note the code and tell the administrator."
)


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class _Facts(dict[str, object]):
    """A fact that was not given is shown as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(error: BaseException) -> str:
    """What the officer reads of a refusal or of a known error."""
    code = str(getattr(error, "code", "") or type(error).__name__)
    return sentence_of(code, getattr(error, "facts", {}))


def overruled_text(page: int, findings: Sequence[str]) -> str:
    """What was said of a page that the officer kept all the same."""
    said = _findings(findings)
    return tr("Page {page} was kept in spite of: {findings}", page=page, findings=said)


def photo_text(findings: Sequence[str]) -> str:
    """What was said of the photograph of an act that the officer kept all the same."""
    return tr("The photograph was kept in spite of: {findings}", findings=_findings(findings))


def _findings(codes: Sequence[str]) -> str:
    return " ".join(tr(FINDINGS[it]) if it in FINDINGS else it for it in codes)


def told_on_stderr(error: BaseException) -> int:
    """One sentence for whoever started the program; returns the exit code of a refusal."""
    sys.stderr.write(sentence(error) + "\n")
    return 1


def sentence_of(code: str, facts: Mapping[str, object] | None = None) -> str:
    known = SENTENCES.get(code)
    if known is None:
        return tr(UNFORESEEN, code=code)
    return tr(known).format_map(_Facts(_shown(facts or {}))).strip()


def _amount(key: str, told: object) -> object:
    return money_text(told) if key.endswith("_vnd") and isinstance(told, int) else told


def _shown(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as an officer reads them: days, money and receivers not as machines write them."""
    shown = {key: _amount(key, told) for key, told in facts.items()}
    day, receiver = str(facts.get("day", "")), str(facts.get("receiver", ""))
    if _ISO_DAY.fullmatch(day):
        shown["day"] = day_text(date.fromisoformat(day))
    if receiver in RECEIVERS:
        shown["receiver"] = tr(RECEIVERS[receiver])
    return shown
