"""Sentences for the return desk: its slip, the result that is fetched, and who takes it."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

RETURN: Final[Mapping[str, str]] = {
    "slip-not-shown": msg(
        "The slip was not scanned yet (Điều 8 khoản 1). Nothing was handed out; scan it, or say"
        " with L that it is lost."
    ),
    "slip-of-another": msg(
        "This slip is of another dossier ({dossier}). Nothing was handed out; scan the slip of "
        "this one."
    ),
    "envelope-not-scanned": msg(
        "The code on the result was not scanned yet. Nothing was handed out; fetch the result "
        "and scan it."
    ),
    "envelope-of-another": msg(
        "This result is of ANOTHER dossier ({dossier}). Hand out nothing; lay it back and scan "
        "the right one."
    ),
    "slip-used": msg(
        "This result was handed out at {hour} on {day} by {officer}. Hand out nothing; where it"
        " was wrong, F8 brings it back."
    ),
    "done-elsewhere": msg(
        "Desk {desk} is handing out this result, or has handed it out, since {hour}. Nothing was "
        "recorded here; hand out nothing and ask desk {desk}."
    ),
    "one-done-elsewhere": msg(
        "Desk {desk} is handing out the result of {dossier}, or has handed it out, since {hour}. "
        "Nothing of this pile was recorded; lay that one aside and ask desk {desk}."
    ),
    "result-not-here": msg(
        "There is no result at this desk. Nothing was handed out; look at the dossier (D) to "
        "see where it is."
    ),
    "new-due-unreadable": msg(
        "The new date cannot be read. Nothing was kept; type it such as 30/11/2026."
    ),
    "release-unknown": msg(
        "Nothing was handed to a citizen yet, so there is no signed note. Nothing was kept; "
        "look at the dossier again."
    ),
    "evaluated-already": msg(
        "This dossier was evaluated already, and each dossier is evaluated once. Nothing was "
        "changed."
    ),
    "evaluation-empty": msg("No question was answered, so nothing was recorded."),
}
