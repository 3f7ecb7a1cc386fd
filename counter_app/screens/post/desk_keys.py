"""The keys of the postal desk, in the order of its day."""

from typing import Final

from textual.binding import Binding, BindingType

from counter_app.wording import msg

POST_KEYS: Final[list[BindingType]] = [
    Binding(
        "space",
        "pack",
        msg("pack"),
        tooltip=msg("the result under the cursor; a scan of its slip does the same"),
        id="post.pack",
    ),
    Binding(
        "f9",
        "step('pickup')",
        msg("the courier is here"),
        tooltip=msg("count out the packed parcels, and sign the manifest"),
        id="post.pickup",
    ),
    Binding(
        "f8",
        "step('hand-in')",
        msg("hand in what was filed"),
        tooltip=msg("what was filed by post is submitted when both sign for it"),
        id="post.hand-in",
    ),
    Binding(
        "f4",
        "step('tracing')",
        msg("on the way"),
        tooltip=msg("what the post carries: delivered, not found, brought back"),
        id="post.tracing",
    ),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("the dossier of the row under the cursor"),
        id="post.open",
    ),
    Binding(
        "u",
        "unpack",
        msg("unpack"),
        tooltip=msg("take the result out of its parcel, after a question"),
        id="post.unpack",
    ),
    Binding(
        "slash",
        "type",
        msg("type a code"),
        tooltip=msg("of a dossier or of a parcel that no reader reads"),
        id="post.type",
    ),
    Binding(
        "r",
        "step('report')",
        msg("report"),
        tooltip=msg("what came and went by post, by agency"),
        id="post.report",
    ),
    Binding("escape", "back", msg("back"), id="post.back"),
]
