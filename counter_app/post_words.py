"""The word of an officer for what the post does with an item, wherever it stands.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain.packing import Zone
from data.domain.parcels import ParcelState
from data.domain.post_filing import PostFault

PARCEL_WORDS: Final[Mapping[ParcelState, str]] = {
    ParcelState.FILED: msg("filed by post, not handed in yet"),
    ParcelState.HANDED_IN: msg("filed by post and handed in"),
    ParcelState.TO_PACK: msg("not packed yet"),
    ParcelState.PACKED: msg("packed, waits for the courier"),
    ParcelState.CARRIED: msg("the post carries it already"),
    ParcelState.DELIVERED: msg("delivered"),
    ParcelState.BACK: msg("brought back undelivered"),
    ParcelState.GIVEN_UP: msg("its result was rejected on the way"),
}
NO_PARCEL: Final = msg("the post has nothing of it")
"""Of a dossier that never met the post, or does so no more."""
ZONE_WORDS: Final[Mapping[Zone, str]] = {
    Zone.DISTRICT: msg("same district"),
    Zone.PROVINCE: msg("same province"),
    Zone.COUNTRY: msg("another province"),
}
POST_FAULT_WORDS: Final[Mapping[PostFault, str]] = {
    PostFault.LOST: msg("lost on the way"),
    PostFault.DAMAGED: msg("damaged on the way"),
}


def parcel_word(state: str) -> str:
    """Of a state as a refusal names it; empty where there is no parcel."""
    return PARCEL_WORDS[ParcelState(state)] if state else NO_PARCEL
