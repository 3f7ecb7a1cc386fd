"""The return desk (Trả kết quả): one citizen, one result, and what stands between them.

A scan is understood by what it is: a card says who stands there, a code says whether what lies in
the hand is the result of this slip.
"""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from counter_app.desk.return_desk.collecting import is_code_of, shown
from counter_app.screens.return_desk import release_acts, release_text
from counter_app.screens.return_desk.collection import CollectionScreen
from counter_app.wording import msg
from data.domain.codes import is_slip_key, parse_code, read_card
from data.domain.releasing import Slip

SAME_PAPER: Final = timedelta(seconds=1)
"""A reader held too long reads one paper twice; nobody fetches an envelope so fast."""

KEYS: list[BindingType] = [
    Binding(
        "space",
        "mark(0)",
        msg("mark"),
        tooltip=msg("this paper is handed out now, or taken back; also by its number"),
        id="release.mark",
    ),
    *(
        Binding(str(number), f"mark({number})", show=False, id=f"release.mark-{number}")
        for number in range(1, 10)
    ),
    Binding(
        "f3",
        "begin('collector')",
        msg("who takes it"),
        tooltip=msg("in what right, with what paper and what slip; or scan the card"),
        id="release.collector",
    ),
    Binding(
        "i",
        "identity",
        msg("identity seen"),
        tooltip=msg("an identity paper of whatever kind was looked at"),
        id="release.identity",
    ),
    Binding(
        "l",
        "lost",
        msg("slip lost"),
        tooltip=msg("identity and signature make it good, and no further paper"),
        id="release.lost",
    ),
    Binding(
        "f4",
        "begin('right_page')",
        msg("photograph the authorisation"),
        tooltip=msg("the paper of authorisation lies under the camera"),
        id="release.right-page",
    ),
    Binding(
        "f4",
        "begin('signature')",
        msg("photograph the signature"),
        tooltip=msg("what was signed in place of the lost slip lies under the camera"),
        id="release.signature",
    ),
    Binding(
        "m",
        "begin('type_code')",
        msg("type a code"),
        tooltip=msg("where it cannot be scanned: that of the slip, then that of the result"),
        id="release.type-code",
    ),
    Binding(
        "f6",
        "begin('fee')",
        msg("fee"),
        tooltip=msg("record what was paid, with its receipt, or an exemption"),
        id="release.fee",
    ),
    Binding(
        "f7",
        "begin('way')",
        msg("return"),
        tooltip=msg("the applicant wants the result at the desk, or by post"),
        id="release.way",
    ),
    Binding(
        "f8",
        "begin('wrong')",
        msg("wrong or lost"),
        tooltip=msg("the result goes back to its agency, for no new fee"),
        id="release.wrong",
    ),
    Binding(
        "f9",
        "begin('finish')",
        msg("hand out"),
        tooltip=msg("a last look; then the result is out and its note prints"),
        id="release.finish",
    ),
    Binding(
        "f9",
        "begin('send_back')",
        msg("send back"),
        tooltip=msg("to the one-stop that sent the dossier here"),
        id="release.send-back",
    ),
    Binding(
        "h",
        "begin('here')",
        msg("hand out here"),
        tooltip=msg("a leader lets it be handed out here and not by that one-stop"),
        id="release.here",
    ),
    Binding(
        "p",
        "begin('pages')",
        msg("pages"),
        tooltip=msg("look at the pages that were handed in"),
        id="release.pages",
    ),
    Binding(
        "d",
        "begin('dossier')",
        msg("dossier"),
        tooltip=msg("all of the dossier, its papers and its history"),
        id="release.dossier",
    ),
    Binding("escape", "back", msg("back"), id="release.back"),
]


class ReleaseScreen(CollectionScreen):
    """Answers with what was handed out; with nothing where the officer stepped back."""

    CSS_PATH = "release.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    # --- scans ----------------------------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        """A card, the slip, the envelope; of a result that is out already the next citizen's."""
        if self.look.used is not None:
            return is_code_of(self.file.dossier, scan)
        if (card := read_card(scan)) is not None:
            seen = shown(self.file.dossier, self.form, card)
            self.differences = seen.differences
            self.change(seen.form)
            return True
        return self.take_code(scan, typed=False)

    def take_code(self, code: str, *, typed: bool) -> bool:
        """The first code is the slip's, the next one the envelope's."""
        mine = is_code_of(self.file.dossier, code)
        if not mine and not (parse_code(code) or is_slip_key(code.strip())):
            return False
        wants_slip = self.form.slip is not Slip.LOST and not self.form.slip_code
        if wants_slip and mine:
            self._slip_read_at = self.station.clock()
            self.change(replace(self.form, slip_code=code.strip()))
        elif typed or not (mine and self._same_paper):
            self.change(replace(self.form, envelope_code=code.strip()))
        return True

    @property
    def _same_paper(self) -> bool:
        """Whether a code came so soon that it can only be the slip once more."""
        if self._slip_read_at is None or self.form.slip is Slip.LOST:
            return False
        return timedelta() <= self.station.clock() - self._slip_read_at < SAME_PAPER

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        name = str(parameters[0]) if action == "begin" else action
        if name in release_acts.MAY:
            return release_acts.MAY[name](self)
        return super().check_action(action, parameters)

    def action_mark(self, number: int) -> None:
        """The row of this number, or with 0 the one that is chosen."""
        keys = [one.key for one in release_text.marks(self.look, self.form)]
        if number:
            self.rows.cursor = min(number, len(keys)) - 1
        self.change(release_acts.marked(self.look, self.form, self.rows.key))

    def action_identity(self) -> None:
        self.change(replace(self.form, identity_seen=not self.form.identity_seen))

    def action_lost(self) -> None:
        lost = self.form.slip is Slip.LOST
        self.change(replace(self.form, slip=Slip.TAKEN if lost else Slip.LOST))

    @work(exclusive=True, group="act")
    async def action_begin(self, name: str) -> None:
        await release_acts.ACTS[name](self)

    def action_back(self) -> None:
        self.dismiss(None)
