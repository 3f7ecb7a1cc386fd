"""What somebody at a desk would likely do next with a dossier, and how it is got wrong.

`usual` is the act as the books want it, as far as the life allows; a twist changes one thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from tests.fakes.plain.acting import Act, Moment
from tests.fakes.plain.agency import (
    AnswerLeg,
    Consult,
    GiveOpinion,
    HandOver,
    ReportSilence,
    SendOn,
    SetRoute,
    Verify,
)
from tests.fakes.plain.by_post import (
    BackToAgency,
    BackToShelf,
    Deliver,
    GiveToPost,
    GiveToPostAtUnit,
    HandIn,
    Invite,
    NoteFault,
    Pack,
    Unpack,
)
from tests.fakes.plain.clock import Apologise, CloseUnbrought, DraftPaper, ReturnIt, TakeSupplement
from tests.fakes.plain.handing_out import (
    Evaluate,
    KeepSigned,
    Release,
    ReleaseAtUnit,
    ReleaseInPart,
    SendBack,
    Withdraw,
)
from tests.fakes.plain.intake import (
    AnswerAtOnce,
    ApplyOnline,
    AskAtDesk,
    Cancel,
    DirectElsewhere,
    Receive,
    RefuseAtDesk,
    TakeByPost,
)
from tests.fakes.plain.life import PlainLife, Recall
from tests.fakes.plain.notes import (
    AddPages,
    ChangeReturn,
    Contact,
    Correct,
    EndContact,
    NoteProgress,
    RecordFee,
    Resolve,
    ReverseFee,
)
from tests.fakes.plain.result import Approve, BringFromProvince, BringResult, Reject, Shelve
from tests.fakes.plain.truth import Life, Right
from tests.fakes.plain.world import HERE, closing, day, working_day
from tests.fakes.put_to_rooms import ACTS
from tests.fakes.whole_lives import Desk

Twist = Callable[[Life, datetime], object]
"""Another value of one field."""


def usual(kind: type[Act], told: PlainLife, now: datetime) -> Act:
    """With a leader's word where one is wanted."""
    life = told.life
    fill = _FILLED.get(kind)
    act = kind(**(fill(life, now) if fill else {}))
    if act.possible(life) and list(act.unless(life, Moment(now, "", frozenset()))):
        return replace(act, confirmed=True)
    return act


def ways_on(told: PlainLife, now: datetime) -> list[type[Act]]:
    """What may be done now by somebody, the likelier the oftener."""
    officer = told.last_step.at.officer if told.last_step else ""
    lawful = []
    for kind in (it for it in ACTS if it().possible(told.life)):
        act = usual(kind, told, now)
        at = Moment(now, officer, act.who(told.life))
        if not told.why_not(act, at):
            lawful += [kind] * _weight(kind, told.life)
    return lawful


def possible(told: PlainLife) -> list[type[Act]]:
    """What belongs to the place where the dossier is, lawful or not."""
    here = [kind for kind in ACTS if kind().possible(told.life)]
    return [kind for kind in here for _ in range(1 if kind in _ENDS else 12)]


def _weight(kind: type[Act], life: Life) -> int:
    """Lives should grow old: the next step is likely, and an early end is not."""
    if (kind is RecordFee and life.owes) or (kind is SetRoute and life.matter.legs):
        return 30
    if kind in _ENDS:
        return 1
    if kind in _BESIDE:
        return 5
    return 2 if kind.note else 30


_ENDS: Final = {
    RefuseAtDesk,
    AnswerAtOnce,
    DirectElsewhere,
    Cancel,
    CloseUnbrought,
    Withdraw,
}
_BESIDE: Final = {
    AskAtDesk,
    SetRoute,
    ReturnIt,
    TakeByPost,
    Verify,
    Consult,
    DraftPaper,
    Apologise,
    Shelve,
    Reject,
    Pack,
    Unpack,
    NoteFault,
}


def good_date(life: Life, now: datetime) -> datetime:
    """A moment that may be promised, after everything that was."""
    last = max(day(now), day(life.told or now))
    return closing(working_day(last, 3), life.policy)


def _limits(life: Life, now: datetime) -> tuple[datetime, ...]:
    told = life.told or now
    lead = told if told > now + timedelta(hours=1) else now + timedelta(days=10)
    legs = max(2, life.matter.legs + 1)
    return (lead, *(now + (lead - now) * it / legs for it in range(1, legs)))


def _next(life: Life) -> int:
    return life.route.following or 0 if life.route else 1


def _unanswered(life: Life) -> int:
    route = life.route
    waiting = set(range(1, route.legs)) - route.answered_now if route else set()
    return min(waiting, default=1)


def _awaited(life: Life) -> str:
    open_ones = (key for key, it in life.questions.items() if not it.answered)
    return next(open_ones, "00" * 32)


def _unsent(life: Life) -> str:
    waiting = (key for key, state in life.messages.items() if state == "waiting")
    return next(waiting, "00" * 32)


def _brought(life: Life) -> tuple[int, ...]:
    """One paper after the other the first time, all at once after that."""
    wanted = sorted(life.stop.wanted) if life.stop else [1]
    return tuple(wanted[: 1 if life.returns == 1 else None])


def _old(life: Life) -> tuple[str, ...]:
    return tuple(sorted(life.old_papers))


def _fetched(life: Life, _now: datetime) -> dict[str, Any]:
    return {"originals": life.originals, "recovered": _old(life), "identity": life.identity}


def _in_part(life: Life, now: datetime) -> dict[str, Any]:
    left = sorted(life.result.left) if life.result else []
    held = life.owes or life.awaits_province
    return {**_fetched(life, now), "items": () if held else tuple(left[:-1])}


def _posted(life: Life, _now: datetime) -> dict[str, Any]:
    return {
        "item": f"BD{10 + len(life.post_numbers)}",
        "originals": life.originals,
        "cod": life.owes and life.policy.cash_on_delivery,
    }


def _earlier(life: Life) -> dict[str, Any]:
    """What the post took when it took the dossier."""
    return {"paid": life.taken_vnd > 0, "earlier": life.taken_vnd > 0}


def _left(life: Life) -> str:
    return next((key for key, left in life.payments.items() if left), "00" * 32)


def _may_be_given(life: Life, now: datetime) -> datetime | None:
    return good_date(life, now) if life.may_have_new_date else None


_FILLED: Final[Mapping[type[Act], Callable[[Life, datetime], dict[str, Any]]]] = {
    SetRoute: lambda life, now: {"limits": _limits(life, now)},
    SendOn: lambda life, _: {"to": _next(life)},
    AnswerLeg: lambda life, _: {"leg": _unanswered(life)},
    GiveOpinion: lambda life, _: {"question": _awaited(life)},
    ReportSilence: lambda life, _: {"question": _awaited(life)},
    Contact: lambda life, _: {"message": "waiting" not in life.messages.values()},
    EndContact: lambda life, _: {"contact": _unsent(life)},
    TakeByPost: lambda life, _: {"paid": life.matter.fee == "due"},
    Receive: lambda life, _: {
        "channel": "inbound" if life.matter.sent_here else "direct",
        **_earlier(life),
    },
    AnswerAtOnce: lambda life, _: {**_earlier(life), "paid": life.matter.fee == "due"},
    RecordFee: lambda life, _: {"earlier": life.taken_vnd > 0},
    ReverseFee: lambda life, _: {"payment": _left(life)},
    ReturnIt: lambda _, __: {"demands": 2},
    TakeSupplement: lambda life, _: {"places": _brought(life)},
    Apologise: lambda life, now: {"new_due": _may_be_given(life, now)},
    Release: _fetched,
    ReleaseAtUnit: _fetched,
    ReleaseInPart: _in_part,
    SendBack: lambda life, _: {"originals": life.originals, "fee_there": life.owes},
    GiveToPost: _posted,
    GiveToPostAtUnit: _posted,
    Deliver: lambda life, _: {"recovered": _old(life)},
    Reject: lambda life, now: {"new_due": good_date(life, now)},
    Withdraw: lambda life, _: {"originals": life.originals},
}


# --- got wrong, or done otherwise ---------------------------------------------------------------


def _always(*values: object) -> tuple[Twist, ...]:
    return tuple(lambda _life, _now, it=value: it for value in values)


def _away(**by: float) -> Twist:
    return lambda _life, now: now + timedelta(**by)


def _day_away(days: int) -> Twist:
    return lambda _life, now: day(now) + timedelta(days=days)


_NOTHING: Final = _always("")
_TURNED: Final = _always(True, False)
_DAYS: Final = (_day_away(1), _day_away(-1), _day_away(0), _day_away(-9))
_MOMENTS: Final = (_away(days=1), _away(days=-2), _away(hours=-1))
_NEW_DUES: Final = (
    *_always(None),
    _away(days=-1),
    _away(minutes=1),
    good_date,
    lambda life, now: good_date(life, now) + timedelta(hours=3),
    lambda life, now: good_date(life, now) - timedelta(hours=1),
    lambda life, _now: closing(day(life.told), life.policy) if life.told else None,
    lambda life, now: datetime.combine(working_day(day(now), 30), life.policy.sessions[0][0], HERE),
)
_RIGHTS: Final = (
    *_always(
        None,
        Right("authorised"),
        Right("authorised", paper=False),
        Right("authorised", scope="submit"),
        Right("authorised", scope="receive"),
        Right("representative"),
        Right("guardian", scope="submit"),
    ),
    lambda _life, now: Right("authorised", expires=day(now) - timedelta(days=1)),
    lambda _life, now: Right("authorised", expires=day(now) + timedelta(days=3)),
)
_CAPACITIES: Final = _always("submitter", "authorised", "representative", "other")
_ORIGINALS: Final = _always(0, 1, 2, -1)
_PAPERS: Final = _always((), ("Giấy phép cũ",), ("Giấy khác",))


def _keys(of: str, *more: str) -> tuple[Twist, ...]:
    """An entry that was: the first, the last, or one that never was."""

    def first(life: Life, _now: datetime) -> object:
        return next(iter(getattr(life, of)), "00" * 32)

    def last(life: Life, _now: datetime) -> object:
        return next(reversed(getattr(life, of)), "00" * 32)

    return (first, last, *_always("11" * 32, *more))


_HANDS: Final = {"giver": _NOTHING, "receiver": _NOTHING}
_SIGNED: Final = {"number": _NOTHING, "signer": _NOTHING, "signed": _DAYS}
_FEES: Final = {
    "paid": _TURNED,
    "fee_receipt": _NOTHING,
    "earlier": _TURNED,
    "exempt": _always("mien", "giam", "khong-co"),
}
_FETCHING: Final = {
    "name": _NOTHING,
    "identity": _always("", "049000000999"),
    "capacity": _CAPACITIES,
    "shown": _RIGHTS,
    "slip": _always("superseded", "lost"),
    "identity_seen": _TURNED,
    "signed": _TURNED,
    "originals": _ORIGINALS,
    "recovered": _PAPERS,
}
_POSTING: Final = {
    "item": (
        *_always("", "RR123456785VN", "RR123456786VN"),
        lambda life, _now: min(life.post_numbers, default="BD9"),
    ),
    "courier": _NOTHING,
    "cod": _TURNED,
    "post_may_collect": _TURNED,
    "originals": _ORIGINALS,
}
_RECEIVING: Final = {
    "name": _NOTHING,
    "identity": _NOTHING,
    "submitter": _RIGHTS,
    "channel": _always("post", "inbound", "inbound"),
    "channel_named": _TURNED,
    "to_post": _always(True, True),
    "address": _NOTHING,
    "complete": _TURNED,
    "good_kind": _TURNED,
    "scanned": _TURNED,
    "kept": _always(1, 2),
    "sets": _always(0, 100, 2),
    "when": _MOMENTS,
    **_FEES,
}

TWISTS: Final[Mapping[type[Act], Mapping[str, tuple[Twist, ...]]]] = {
    ApplyOnline: {
        "portal": _NOTHING,
        "sent": (*_MOMENTS, lambda life, _now: next(iter(life.applications), None)),
        "name": _NOTHING,
        "reachable": _TURNED,
        "sets": _always(0),
        "component": _always("khac"),
        "other_procedure": _TURNED,
    },
    TakeByPost: {
        "item": _NOTHING,
        "name": _NOTHING,
        "paid": _TURNED,
        "fee_receipt": _NOTHING,
    },
    Receive: _RECEIVING,
    AnswerAtOnce: _RECEIVING,
    AskAtDesk: {"demands": _always(0, 2), "uncited": _TURNED},
    RefuseAtDesk: {
        "reason": _NOTHING,
        "basis": _NOTHING,
        "not_competent": _TURNED,
        "insisted": _TURNED,
    },
    DirectElsewhere: {"agency": _NOTHING, "reason": _NOTHING, "guidance": _NOTHING},
    Cancel: {"reason": _NOTHING, "slip_page": _NOTHING, "slip_is_out": _TURNED},
    AddPages: {"component": _always("ban-sao", "khac", "s1.1", "s1.2", "s2.1")},
    RecordFee: _FEES,
    ReverseFee: {
        "payment": _keys("payments"),
        "share": _always("some", "some", "more", "none"),
        "void": _TURNED,
        "reason": _NOTHING,
    },
    ChangeReturn: {"to_post": _TURNED, "address": _NOTHING},
    Correct: {
        "reason": _NOTHING,
        "sets": _always(None, 0, 100),
        "identity": _always("049000000777"),
        "component": _always("don", "khac"),
    },
    NoteProgress: {
        "by": _NOTHING,
        "number": _NOTHING,
        "signed": (*_DAYS, *_always(None)),
        "text": _NOTHING,
    },
    Contact: {
        "message": _TURNED,
        "channel": _always("phone", "letter"),
        "about": _always("apology", "early-result", "other"),
        "address": _NOTHING,
        "text": _NOTHING,
        "when": _MOMENTS,
    },
    EndContact: {"contact": _keys("messages"), "sent": _TURNED},
    Resolve: {"reason": _NOTHING},
    SetRoute: {
        "electronic": _always(True, True),
        "limits": (
            *_always(()),
            lambda life, now: _limits(life, now)[:1],
            lambda life, now: _limits(life, now)[::-1],
            lambda life, now: (*_limits(life, now), *_limits(life, now)[1:]),
            lambda life, now: (now, *_limits(life, now)[1:]),
            lambda _life, now: (now + timedelta(days=40), now + timedelta(days=20)),
        ),
        "approved": (*_always(None), _day_away(1)),
        "elsewhere": _always(frozenset({1}), frozenset({1, 2})),
        "one_stop": _NOTHING,
    },
    HandOver: _HANDS,
    SendOn: {**_HANDS, "to": _always(0, 1, 2, 3, -1)},
    AnswerLeg: {"leg": _always(0, 1, 2, 3, -1), "words": _NOTHING},
    Verify: {
        "number": _NOTHING,
        "signed": _DAYS,
        "present": _TURNED,
        "place": _NOTHING,
        "held": (*_always(None), _away(hours=1), _away(hours=-1)),
    },
    Consult: {"until": _MOMENTS, "content": _NOTHING, "number": _always("8/CV", "9/CV")},
    GiveOpinion: {"question": _keys("questions"), "content": _NOTHING, "given": _DAYS},
    ReportSilence: {"question": _keys("questions")},
    DraftPaper: {
        "form": _always("supplement", "apology"),
        "reason": _NOTHING,
        "basis": _NOTHING,
        "new_due": _NEW_DUES,
    },
    ReturnIt: {
        **_SIGNED,
        "demands": _always(1, 1, 0),
        "uncited": _TURNED,
        "reason": _NOTHING,
        "draft": _keys("drafts"),
    },
    TakeSupplement: {
        "places": _always((), (1,), (2,), (1, 1), (3,)),
        "scanned": _TURNED,
        "when": _MOMENTS,
        "remark": _always("Ký nhận với bưu điện hôm trước."),
    },
    CloseUnbrought: {
        "reason": _NOTHING,
        "words": _NOTHING,
        "told": _DAYS,
        "contact": _keys("contacts"),
    },
    Apologise: {
        **_SIGNED,
        "reason": _NOTHING,
        "new_due": _NEW_DUES,
        "draft": _keys("drafts"),
    },
    Approve: {
        **_SIGNED,
        "granted": _TURNED,
        "items": _always((2, 1), (1, 1, 1), (), (0,)),
        "reason": _NOTHING,
        "basis": _NOTHING,
    },
    BringFromProvince: _HANDS,
    BringResult: {**_HANDS, "shelf": _NOTHING},
    Shelve: {"shelf": _NOTHING},
    Release: _FETCHING,
    ReleaseAtUnit: _FETCHING,
    ReleaseInPart: {
        **_FETCHING,
        "items": _always((), ("1",), ("2",), ("1", "2"), ("9",), ("3", "1")),
    },
    KeepSigned: {},
    Evaluate: {"answers": _always(0, 1, 3)},
    SendBack: {**_HANDS, "originals": _ORIGINALS, "fee_there": _TURNED},
    Pack: {
        "item": _POSTING["item"],
        "post_may_collect": _TURNED,
        "weight": _always(-1, 250, 40_000),
    },
    Unpack: {},
    HandIn: _HANDS,
    NoteFault: {"reason": _NOTHING, "when": _DAYS},
    GiveToPost: _POSTING,
    GiveToPostAtUnit: _POSTING,
    Invite: {"found_nobody": _DAYS},
    Deliver: {
        "receiver": _NOTHING,
        "delivered": _DAYS,
        "identity_seen": _TURNED,
        "capacity": _CAPACITIES,
        "shown": _RIGHTS,
        "recovered": _PAPERS,
        "fee_receipt": _NOTHING,
    },
    BackToShelf: {"shelf": _NOTHING},
    BackToAgency: _HANDS,
    Reject: {
        "lost": _TURNED,
        "reason": _NOTHING,
        "recovered": _TURNED,
        "new_due": _NEW_DUES,
    },
    Withdraw: {
        "number": _NOTHING,
        "by": _NOTHING,
        "asked": _DAYS,
        "capacity": _CAPACITIES,
        "shown": _RIGHTS,
        "originals": _ORIGINALS,
        "fee_note": _NOTHING,
    },
    Recall: {},
}
"""By act and field: other values, some of them lawful and some not."""


def twists(kind: type[Act]) -> list[tuple[str, Twist]]:
    """`confirmed` too: with a leader's word, or without it."""
    own = [(name, it) for name, values in TWISTS[kind].items() for it in values]
    return [*own, *(("confirmed", it) for it in _TURNED)]


def twisted(act: Act, name: str, twist: Twist, life: Life, now: datetime) -> Act:
    values: dict[str, Any] = {name: twist(life, now)}
    return replace(act, **values)


# --- a life that goes on by itself --------------------------------------------------------------


def lead(desk: Desk, now: datetime, random: Random, acts: int) -> datetime:
    """So many lawful acts, one after the other; returns when the last of them was done."""
    for _ in range(acts):
        now += timedelta(minutes=1) + random.choice(_PAUSES)
        ways = ways_on(desk.told, now)
        if not ways:
            break
        act = _likely(random.choice(ways), desk.told, now, random)
        officer = desk.told.last_step.at.officer if desk.told.last_step else ""
        at = Moment(now, officer or "0a" * 16, frozenset({min(act.who(desk.told.life))}))
        if not desk.told.why_not(act, at):
            desk.does(act, at)
    return now


_PAUSES: Final = (*[timedelta()] * 6, timedelta(hours=5), timedelta(days=1), timedelta(days=4))


def _likely(kind: type[Act], told: PlainLife, now: datetime, random: Random) -> Act:
    """Twisted now and then, where the twist is lawful."""
    act = usual(kind, told, now)
    if random.random() < _TWISTED:
        act = twisted(act, *random.choice(twists(kind)), told.life, now)
    return act


_TWISTED: Final = 0.4
