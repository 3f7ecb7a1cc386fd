"""What an officer does at the return desk, one dialogue after the other, and when each may be done.

Nothing is decided here: a key is offered where the table of states and the gate would take its act.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from counter_app.desk.return_desk.collecting import is_code_of
from counter_app.screens.dossiers.amend import ask_fee, ask_way
from counter_app.screens.return_desk.release_text import ITEM, OLD, ORIGINALS
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import tr
from data.domain.lifecycle import Action, actions
from data.domain.received import FeeState
from data.domain.releasing import Collector, Slip

if TYPE_CHECKING:
    from counter_app.desk.photo import Photo
    from counter_app.desk.return_desk.collecting import CollectForm
    from counter_app.desk.return_desk.releasing import Handout
    from counter_app.screens.return_desk.release import ReleaseScreen

Act = Callable[["ReleaseScreen"], Awaitable[None]]
May = Callable[["ReleaseScreen"], bool]


# --- what may be done now -----------------------------------------------------------------------


def _lawful(*wanted: Action) -> May:
    def may(screen: "ReleaseScreen") -> bool:
        known = actions(screen.file.dossier.state, screen.station.officer.roles)
        return not screen.file.dossier.read_only and any(it in known for it in wanted)

    return may


_hands_out = _lawful(Action.RELEASE, Action.RELEASE_AT_UNIT)
_sends_back = _lawful(Action.SEND_BACK_BETWEEN_LEVELS)


def _open(screen: "ReleaseScreen") -> bool:
    return screen.look.used is None and _hands_out(screen)


def _inbound(screen: "ReleaseScreen") -> bool:
    return screen.file.dossier.taken_in().inbound is not None


def _ready(screen: "ReleaseScreen") -> bool:
    """Nothing is in the way that a leader could not let pass."""
    look = screen.look
    return (
        _open(screen)
        and bool(screen.form.items or screen.form.originals)
        and (look.whole or look.confirmable)
    )


def _wants_right(screen: "ReleaseScreen") -> bool:
    form = screen.form
    by_paper = form.capacity is Collector.AUTHORISED
    return by_paper and (form.right_page is None or form.slip is not Slip.LOST)


def _fee_open(screen: "ReleaseScreen") -> bool:
    fee = screen.file.dossier.taken_in().fee.state
    lawful = _lawful(Action.RECORD_FEE)(screen)
    return lawful and fee in {FeeState.UNPAID, FeeState.EXEMPT}


def _may_send_back(screen: "ReleaseScreen") -> bool:
    """The fee may be taken by the one-stop that gets it back."""
    against = {it.code for it in screen.look.barred} - {"fee-unpaid"}
    return _inbound(screen) and _sends_back(screen) and not against


def _has_pages(screen: "ReleaseScreen") -> bool:
    return bool(screen.file.dossier.taken_in().pages)


MAY: Final[Mapping[str, May]] = {
    "mark": lambda it: _open(it) and bool(it.query_one(RowList).key),
    "collector": _open,
    "identity": _open,
    "lost": _open,
    "right_page": lambda it: _open(it) and it.station.sees and _wants_right(it),
    "signature": lambda it: (
        _open(it) and it.station.sees and it.form.slip is Slip.LOST and not _wants_right(it)
    ),
    "type_code": _open,
    "fee": _fee_open,
    "way": lambda it: _lawful(Action.CHANGE_RETURN)(it) and not _inbound(it),
    "wrong": _lawful(Action.REJECT_RESULT),
    "finish": lambda it: _ready(it) and not _inbound(it),
    "here": lambda it: _ready(it) and _inbound(it),
    "send_back": _may_send_back,
    "pages": _has_pages,
}


# --- marks --------------------------------------------------------------------------------------


def marked(look: "Handout", form: "CollectForm", key: str) -> "CollectForm":
    """The form with the mark of this row turned."""
    if key == ORIGINALS:
        return replace(form, originals=0 if form.originals else look.originals)
    if key.startswith(OLD):
        paper = look.recover[int(key.removeprefix(OLD))]
        return replace(form, recovered=_turned(form.recovered, paper))
    if key.startswith(ITEM):
        return replace(form, items=_turned(form.items, key.removeprefix(ITEM)))
    return form


def _turned(marks: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(it for it in marks if it != one) if one in marks else (*marks, one)


# --- who, with what -----------------------------------------------------------------------------


async def collector(screen: "ReleaseScreen") -> None:
    from counter_app.screens.return_desk.collector import CollectorScreen

    earlier = bool(screen.look.earlier)
    asking = CollectorScreen(
        screen.file.dossier, screen.form, earlier=earlier, changed=screen.change
    )
    form = await screen.app.push_screen_wait(asking)
    screen.change(screen.form if form is None else form)


async def photograph_right(screen: "ReleaseScreen") -> None:
    said = tr("Lay the paper of authorisation under the camera.")
    if (page := await _photograph(screen, tr("Paper of authorisation"), said)) is not None:
        screen.change(replace(screen.form, right_page=page))


async def photograph_signature(screen: "ReleaseScreen") -> None:
    said = tr("Lay what the collector signed in place of the slip under the camera.")
    if (page := await _photograph(screen, tr("Signature for a lost slip"), said)) is not None:
        screen.change(replace(screen.form, signed_page=page))


async def _photograph(screen: "ReleaseScreen", title: str, said: str) -> "Photo | None":
    from counter_app.screens.capture.photograph import PhotographScreen

    return await screen.app.push_screen_wait(PhotographScreen(screen.station, title, said))


async def type_code(screen: "ReleaseScreen") -> None:
    """Whoever has no reader compares by reading: the code is typed from the paper in the hand."""
    from counter_app.screens.code import CodeScreen

    of_slip = screen.form.slip is not Slip.LOST and not screen.form.slip_code
    title = tr("Which code stands on the slip?") if of_slip else tr("Which code is on the result?")
    code = await screen.app.push_screen_wait(CodeScreen(title))
    if code is not None and not screen.take_code(code, typed=True):
        screen.say(tr("This is no code of a dossier. Look at the paper again."), Tone.WARNING)


# --- fee and way --------------------------------------------------------------------------------


async def fee(screen: "ReleaseScreen") -> None:
    if await ask_fee(screen, screen.file.dossier):
        screen.read_again()


async def way(screen: "ReleaseScreen") -> None:
    if await ask_way(screen, screen.file.dossier):
        screen.read_again()


# --- out ----------------------------------------------------------------------------------------


async def finish(screen: "ReleaseScreen") -> None:
    """A leader's word where one is wanted, a last look, and the result is out."""
    from counter_app.screens.return_desk.hand_out import HandOutScreen

    if not screen.look.whole and not await _confirmed(screen):
        return
    returned = await screen.app.push_screen_wait(HandOutScreen(screen))
    if returned is not None:
        await screen.leave(returned)
    else:
        screen.read_again()


async def _confirmed(screen: "ReleaseScreen") -> bool:
    from counter_app.screens.leader import WHY, LeaderScreen
    from counter_app.sentences import sentence

    why = "\n".join(sentence(it) for it in screen.look.missing)
    asking = LeaderScreen(screen.station, why, asked=WHY)
    word = await screen.app.push_screen_wait(asking)
    if word is None:
        return False
    screen.change(replace(screen.form, confirmation=word))
    return screen.look.whole


async def send_back(screen: "ReleaseScreen") -> None:
    from counter_app.screens.return_desk.send_back import SendBackScreen

    code = screen.form.envelope_code if _envelope_fits(screen) else ""
    sent = await screen.app.push_screen_wait(
        SendBackScreen(screen.station, screen.file.dossier, code)
    )
    if sent is not None:
        screen.read_again()
        screen.say(
            tr(
                "It is recorded. Both sign the sheets that print; the result goes with its courier."
            ),
            Tone.DONE,
        )


def _envelope_fits(screen: "ReleaseScreen") -> bool:
    return is_code_of(screen.file.dossier, screen.form.envelope_code)


async def wrong(screen: "ReleaseScreen") -> None:
    """Back to the agency: the dossier goes on there, and this desk has nothing more to do."""
    from counter_app.screens.return_desk.reject import RejectScreen

    rejected = await screen.app.push_screen_wait(RejectScreen(screen.station, screen.file.dossier))
    if rejected is not None:
        screen.read_again()
        said = tr("It is recorded. The agency gets the old result; tell the citizen the new date.")
        screen.say(said, Tone.DONE)


# --- looking ------------------------------------------------------------------------------------


async def pages(screen: "ReleaseScreen") -> None:
    from counter_app.screens.return_desk.submitted import SubmittedScreen

    await screen.app.push_screen_wait(SubmittedScreen(screen.station, screen.file.dossier))


async def dossier(screen: "ReleaseScreen") -> None:
    from counter_app.screens.dossiers.dossier import DossierScreen

    await screen.app.push_screen_wait(DossierScreen(screen.station, screen.file))
    screen.read_again()


ACTS: Final[Mapping[str, Act]] = {
    "collector": collector,
    "right_page": photograph_right,
    "signature": photograph_signature,
    "type_code": type_code,
    "fee": fee,
    "way": way,
    "wrong": wrong,
    "finish": finish,
    "here": finish,
    "send_back": send_back,
    "pages": pages,
    "dossier": dossier,
}
"""By the name that a key asks for."""
