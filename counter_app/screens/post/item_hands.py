"""Who signs for items of the post; what should be among them and is not is named first."""

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult

from counter_app.screens.batches.hands import HandsScreen
from counter_app.widgets.lines import column, warned
from counter_app.widgets.notice import Tone
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr, trn
from data.domain.hands import Hands

MISSING_SHOWN: Final = 6
"""Numbers that are named of what is missing; the list beside the pile names them all."""

_ASKED: Final = {
    "giver-missing": msg("Who gives them? Type the name; both sign both copies."),
    "receiver-missing": msg("Who takes them? Type the name; both sign both copies."),
}


class ItemHandsScreen(HandsScreen):
    def __init__(self, title: str, usual: Hands, *, missing: Sequence[str]) -> None:
        super().__init__(title, usual)
        self._missing = missing

    def compose_names(self) -> ComposeResult:
        if self._missing:
            yield Said(column(warned(self._named())), id="missing")
        yield from super().compose_names()

    def refuse(self, error: Exception) -> None:
        """The words of folders do not fit what the post takes or brings."""
        asked = _ASKED.get(getattr(error, "code", ""))
        if asked is None:
            super().refuse(error)
        else:
            self.say(tr(asked), Tone.DANGER)

    def _named(self) -> str:
        shown = ", ".join(self._missing[:MISSING_SHOWN])
        rest = "…" if len(self._missing) > MISSING_SHOWN else ""
        count = len(self._missing)
        said = trn("{n} is missing and stays here:", "{n} are missing and stay here:", count)
        search = tr("Look for it before both sign.")
        return f"{said} {shown}{rest or '.'} {search}"
