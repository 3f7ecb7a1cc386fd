"""The heads of the report of the post.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg
from data.domain.parcels import PostEventKind

KIND_WORDS: Final[Mapping[PostEventKind, tuple[str, str]]] = {
    PostEventKind.FILED: (msg("filed by post"), msg("filed")),
    PostEventKind.REGISTERED: (msg("want it by post"), msg("wanted")),
    PostEventKind.GIVEN: (msg("given to the post"), msg("given")),
    PostEventKind.DELIVERED: (msg("delivered"), msg("deliv.")),
    PostEventKind.BACK: (msg("came back"), msg("retd.")),
}
"""Of each column its head, and a shorter one for a narrow screen."""
