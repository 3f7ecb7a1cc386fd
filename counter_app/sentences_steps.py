"""Sentences for what follows the reception: steps of agencies, batches, shelves, lists."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

STEPS: Final[Mapping[str, str]] = {
    "day-unreadable": msg("A day was typed that is none. Nothing was kept; type it as 20/11/2026."),
    "moment-unreadable": msg(
        "A moment was typed that is none. Nothing was kept; type it as 8:30 20/11/2026."
    ),
    "count-unreadable": msg(
        "A number of papers was typed that is none. Nothing was kept; type digits only."
    ),
    "agency-unknown": msg(
        "It is not clear which agency is meant. Nothing was kept; type more words of its name."
    ),
    "batch-empty": msg("No dossier is in this pile. Scan the first one."),
    "batch-too-large": msg(
        "One sheet holds {limit} dossiers. Nothing changed hands; take some off and hand them "
        "over as a second pile."
    ),
    "batch-two-agencies": msg(
        "This pile is for {agency}, and one of it belongs to {other}. Nothing changed hands; "
        "each agency signs a sheet of its own."
    ),
    "list-count-unreadable": msg(
        "The count of their list is a number such as 12, or empty where there is no list."
    ),
    "shelf-full": msg(
        "Every numbered place is taken. Scan the shelf on which the result is put, or type its "
        "name."
    ),
    "nothing-to-chase": msg("Nothing has to be chased at {agency}. No file was written."),
}
