"""What an officer is told of a scan that is no code here: the scan as it came, and why, likely."""

from typing import Final

from counter_app.wording import msg, tr
from data.domain.text import clean
from scanning.kinds import Cause, cause, classify
from scanning.values import Kind

SHOWN: Final = 48
"""Characters of a scan that are shown: enough to compare it with the paper."""
RAW: Final = frozenset({"key-wrong", "code-unreadable"})
"""Refusals that say no more than that it is no code."""

_CAUSES: Final = {
    Cause.WRONG_CHECK_DIGIT: msg("a digit is wrong; scan it again, or type the dossier code"),
    Cause.CUT_OFF: msg("part of it seems to be missing; scan it again, slower and straight"),
    Cause.INPUT_METHOD: msg("Telex or VNI changed it; switch the input method off and scan again"),
    Cause.KEYBOARD_LAYOUT: msg(
        "reader and computer have different keyboards set; tell the administrator"
    ),
    Cause.FOREIGN: msg("a code of another paper; look for the dossier by name with /"),
}
_KINDS: Final = {
    Kind.POSTAL_ITEM: msg("a number of the post, under which no dossier is known here"),
    Kind.OFFICER_BADGE: msg("an officer's badge"),
    Kind.SHELF: msg("the label of a shelf"),
    Kind.MANIFEST: msg("the number of a manifest"),
    Kind.SEPARATOR: msg("a sheet that parts a stack of pages; it is read while pages are taken"),
    Kind.SLIP_KEY: msg("a slip key of another Center"),
}


def raw_scan(scan: str, code: str) -> str | None:
    """The sentence for a scan that was refused with `code`; None where that has a better one."""
    if code not in RAW:
        return None
    shown = clean(scan, SHOWN)
    kind = classify(scan)
    why = _KINDS.get(kind) or _CAUSES[cause(scan)]
    return tr("Scanned: {scan} – {why}. Nothing was changed.", scan=shown, why=tr(why))
