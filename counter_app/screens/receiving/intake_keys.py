"""The keys of the intake screen, in the order in which an officer works."""

from textual.binding import Binding, BindingType

from counter_app.screens.capture.capturing import CAPTURE_KEYS, TAKE
from counter_app.wording import msg

KEYS: list[BindingType] = [
    TAKE,
    Binding(
        "backspace,delete",
        "drop",
        msg("undo page"),
        tooltip=msg("take the last page of this component out again"),
        id="intake.drop",
    ),
    *CAPTURE_KEYS,
    Binding(
        "p",
        "pages",
        msg("pages"),
        tooltip=msg("the pages of this component: look at them, put them in order, take some out"),
        id="intake.pages",
    ),
    Binding(
        "c",
        "component",
        msg("details"),
        tooltip=msg("condition, remark, originals kept, who compared; number of sets"),
        id="intake.component",
    ),
    Binding(
        "f3",
        "person",
        msg("applicant"),
        tooltip=msg("applicant and submitter; scanning a citizen card fills them"),
        id="intake.person",
    ),
    Binding(
        "f4",
        "page",
        msg("picture"),
        tooltip=msg("show what lies under the camera"),
        id="intake.page",
    ),
    Binding(
        "f5",
        "another",
        msg("one more"),
        tooltip=msg("another dossier of the same visitor; this one is parked meanwhile"),
        id="intake.another",
    ),
    Binding(
        "f6",
        "fee",
        msg("fee"),
        tooltip=msg("units, exemption, number of the receipt"),
        id="intake.fee",
    ),
    Binding(
        "f7",
        "way",
        msg("way"),
        tooltip=msg("how the dossier came, and how its result goes back"),
        id="intake.way",
    ),
    Binding(
        "f8",
        "turn_away",
        msg("not accepted"),
        tooltip=msg("ask for a supplement, refuse, or guide elsewhere"),
        id="intake.turn-away",
    ),
    Binding(
        "f9",
        "check",
        msg("check and issue"),
        tooltip=msg("see everything once more before the paper is issued"),
        id="intake.check",
    ),
    Binding(
        "escape",
        "park",
        msg("park"),
        tooltip=msg("keep everything as it is and go home"),
        id="intake.park",
    ),
]
