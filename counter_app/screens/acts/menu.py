"""What may be done with a dossier now (key A): exactly the lawful next acts, each with its key.

The desk says which they are (`desk.next_acts`); what it waits for stands below with its reason.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from counter_app.desk.steps.next_acts import NextAct, Offer
from counter_app.life_words import ACT_WORDS
from counter_app.screens.acts import act_agency, act_asking, act_ending, act_mending, act_posting
from counter_app.screens.acts.act import ActScreen
from counter_app.screens.acts.act_form import ActForm
from counter_app.screens.frame import DeskModal
from counter_app.screens.money.reversal import ReverseFeeForm
from counter_app.sentences import sentence
from counter_app.widgets.lines import QUIET, STRONG, column, fit, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import Row, RowList
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.concluding import current_result
from data.domain.lifecycle import Action, actions
from data.domain.routing import next_leg

if TYPE_CHECKING:
    from counter_app.screens.dossiers.dossier_file import FileScreen
    from counter_app.screens.station import Station
    from data.domain.dossier import Dossier

KEYS: Final = "123456789bcdefgh"
"""One for each row, in the order in which they stand; A is the key that leads here."""

FORMS: Final[Mapping[NextAct, "Callable[[Station, Dossier], ActForm]"]] = {
    NextAct.TAKE_SUPPLEMENT: act_asking.TakeSupplement,
    NextAct.SET_ROUTE: act_agency.SetRoute,
    NextAct.NOTE_PROGRESS: act_agency.NoteProgress,
    NextAct.ANSWER_LEG: act_agency.AnswerLeg,
    NextAct.VERIFY: act_agency.Verify,
    NextAct.CONSULT: act_agency.Consult,
    NextAct.OPINION: act_agency.GiveOpinion,
    NextAct.SILENCE: act_agency.ReportSilence,
    NextAct.DRAFT_REQUEST: act_asking.DraftRequest,
    NextAct.RETURN: act_asking.ReturnIt,
    NextAct.DRAFT_APOLOGY: act_ending.DraftApology,
    NextAct.APOLOGISE: act_ending.Apologise,
    NextAct.DRAFT_REFUSAL: act_ending.DraftRefusal,
    NextAct.APPROVE: act_ending.Approve,
    NextAct.FROM_PROVINCE: act_ending.FromProvince,
    NextAct.GIVE_TO_POST: act_posting.GiveToPost,
    NextAct.CLOSE: act_asking.CloseIt,
    NextAct.CORRECT: act_mending.Correct,
    NextAct.RECALL: act_mending.Recall,
    NextAct.WITHDRAW: act_ending.Withdraw,
    NextAct.REVERSE_FEE: ReverseFeeForm,
    NextAct.RESOLVE: act_mending.Resolve,
}


def _always(_dossier: "Dossier") -> bool:
    return True


def _goes_round(dossier: "Dossier") -> bool:
    return next_leg(dossier) is not None


def _comes_here(dossier: "Dossier") -> bool:
    """Công an tỉnh hands out itself what it decides (R33)."""
    result = current_result(dossier)
    return result is not None and not result.what.own_place


_ELSEWHERE: Final[Mapping[Action, tuple[str, Callable[["Dossier"], bool]]]] = {
    Action.HAND_OVER: (msg("Hand over to the agency: key B at home."), _always),
    Action.SEND_ON: (msg("Send on to the next agency: key B at home."), _goes_round),
    Action.BRING_RESULT: (msg("Bring the result to the return desk: key N at home."), _comes_here),
    Action.RELEASE: (msg("Return the result: F9 on the dossier."), _always),
}
"""What is done with several dossiers at once, or has a screen of its own."""


class ActsScreen(DeskModal[NextAct]):
    """Answers with what is to be done."""

    CSS_PATH = "menu.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"choose({place})", show=False, id=f"acts.{place}")
            for place, key in enumerate(KEYS)
        ),
        Binding(
            "enter",
            "take",
            msg("go on"),
            tooltip=msg("open the short form of what is under the cursor"),
            id="acts.take",
        ),
    ]

    rows = getters.query_one(RowList)

    def __init__(self, station: "Station", dossier: "Dossier", offers: Sequence[Offer]) -> None:
        super().__init__()
        self._station, self._dossier = station, dossier
        self._may = [offer.act for offer in offers if offer.block is None]
        self._blocked = [offer for offer in offers if offer.block is not None]

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("What is to be done?"), classes="title", markup=False)
        yield RowList(id="rows", empty=tr("Nothing can be done now."))
        yield Said(column(*self._rest()), id="rest")

    def on_mount(self) -> None:
        self.rows.styles.height = max(1, len(self._may))
        keyed = zip(KEYS, self._may, strict=False)
        self.rows.show([_row(key, act) for key, act in keyed])
        self.rows.focus()
        self.set_class(bool(self._rest()), "-waits")

    def _rest(self) -> list[Content]:
        """What waits for something, and what is done elsewhere."""
        waits = [
            styled(tr(ACT_WORDS[one.act]) + ": " + sentence(one.block), QUIET)
            for one in self._blocked
            if one.block is not None
        ]
        lawful = actions(self._dossier.state, self._station.officer.roles)
        others = [
            styled(tr(said), QUIET)
            for act, (said, holds) in _ELSEWHERE.items()
            if act in lawful and holds(self._dossier)
        ]
        return [*waits, *others]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose":
            return isinstance(parameters[0], int) and parameters[0] < len(self._may)
        return action != "take" or bool(self._may)

    def action_choose(self, place: int) -> None:
        self.dismiss(self._may[place])

    def action_take(self) -> None:
        self.dismiss(NextAct(self.rows.key))


def _row(key: str, act: NextAct) -> Row:
    said = tr(ACT_WORDS[act])

    def draw(width: int) -> Content:
        return row(styled(f"{key.upper()}  ", STRONG), fit(said, width - 3))

    return Row(draw, act.value)


async def choose_act(screen: "FileScreen") -> bool:
    """Choose what is to be done and do it; whether something was done."""
    station, dossier = screen.station, screen.file.dossier
    offers = station.counter.following.offers(station.officer, dossier)
    act = await screen.app.push_screen_wait(ActsScreen(station, dossier, offers))
    return act is not None and await do_act(screen, act)


async def do_act(screen: "FileScreen", act: NextAct) -> bool:
    """One act on the dossier that `screen` shows, which then shows its new state."""
    try:
        form = FORMS[act](screen.station, screen.file.dossier)
        typed = screen.typed.setdefault(act, {})
        asking = ActScreen(screen.station, screen.file, form, typed=typed)
    except screen.station.troubles as error:
        screen.refuse(error)
        return False
    after = await screen.app.push_screen_wait(asking)
    if after is None:
        return False
    screen.typed.pop(act)
    screen.prints_changed()
    screen.show_paper()
    screen.say(form.done(after), Tone.DONE)
    return True
