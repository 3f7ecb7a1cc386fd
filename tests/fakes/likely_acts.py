"""What somebody at a desk would likely do next with a dossier, and how it is got wrong.

`usual` is the act as the books want it, as far as the life allows; a twist changes one thing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from tests.fakes import plain_life as plain
from tests.fakes.plain_life import Act, Life, Moment, PlainLife, Right, day
from tests.fakes.whole_lives import ACTS

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
    lawful = []
    for kind in ACTS:
        act = usual(kind, told, now)
        officer = told.last_step.at.officer if told.last_step else ""
        if act.possible(told.life):
            at = Moment(now, officer, act.who(told.life))
            lawful += [kind] * (0 if told.why_not(act, at) else _weight(kind, told.life))
    return lawful


def possible(told: PlainLife) -> list[type[Act]]:
    """What belongs to the place where the dossier is, lawful or not."""
    return [kind for kind in ACTS if kind().possible(told.life)]


def _weight(kind: type[Act], life: Life) -> int:
    if kind is plain.RecordFee:
        return 6 if life.owes else 1
    if kind in _ENDS:
        return 1
    return 2 if kind in _BESIDE else 12


_ENDS: Final = {
    plain.RefuseAtDesk,
    plain.AnswerAtOnce,
    plain.DirectElsewhere,
    plain.Cancel,
    plain.CloseUnbrought,
    plain.Withdraw,
}
_BESIDE: Final = {kind for kind in ACTS if kind.note} | {
    plain.AskAtDesk,
    plain.TakeByPost,
    plain.Verify,
    plain.Consult,
    plain.DraftPaper,
    plain.Apologise,
    plain.Shelve,
    plain.Reject,
}


def good_date(life: Life, now: datetime) -> datetime:
    """A moment that may be promised, after everything that was."""
    last = max(day(now), day(life.told or now))
    return plain.closing(plain.working_day(last, 3), life.policy)


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


def _may_be_given(life: Life, now: datetime) -> datetime | None:
    return good_date(life, now) if life.may_have_new_date else None


_FILLED: Final[Mapping[type[Act], Callable[[Life, datetime], dict[str, Any]]]] = {
    plain.SetRoute: lambda life, now: {"limits": _limits(life, now)},
    plain.SendOn: lambda life, _: {"to": _next(life)},
    plain.AnswerLeg: lambda life, _: {"leg": _unanswered(life)},
    plain.GiveOpinion: lambda life, _: {"question": _awaited(life)},
    plain.ReportSilence: lambda life, _: {"question": _awaited(life)},
    plain.EndContact: lambda life, _: {"contact": _unsent(life)},
    plain.TakeSupplement: lambda life, _: {
        "places": tuple(sorted(life.stop.wanted)) if life.stop else (1,)
    },
    plain.Apologise: lambda life, now: {"new_due": _may_be_given(life, now)},
    plain.Release: _fetched,
    plain.ReleaseAtUnit: _fetched,
    plain.ReleaseInPart: _in_part,
    plain.SendBack: lambda life, _: {"originals": life.originals, "fee_there": life.owes},
    plain.GiveToPost: _posted,
    plain.GiveToPostAtUnit: _posted,
    plain.Deliver: lambda life, _: {"recovered": _old(life)},
    plain.Reject: lambda life, now: {"new_due": good_date(life, now)},
    plain.Withdraw: lambda life, _: {"originals": life.originals},
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
    lambda life, _now: plain.closing(day(life.told), life.policy) if life.told else None,
    lambda life, now: datetime.combine(
        plain.working_day(day(now), 30), life.policy.sessions[0][0], plain.HERE
    ),
)
_RIGHTS: Final = _always(
    None,
    Right("authorised"),
    Right("authorised", paper=False),
    Right("authorised", scope="submit"),
    Right("authorised", scope="receive"),
    Right("representative"),
    Right("guardian", scope="submit"),
) + (
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
    "item": (*_always("", "RR123456785VN", "RR123456786VN", "BD10"), *_keys("post_numbers")[:2])[
        :4
    ],
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
    plain.ApplyOnline: {
        "portal": _NOTHING,
        "sent": (*_MOMENTS, *_keys("applications")[:2]),
        "name": _NOTHING,
        "reachable": _TURNED,
        "sets": _always(0),
        "component": _always("khac"),
        "other_procedure": _TURNED,
    },
    plain.TakeByPost: {"item": _NOTHING, "name": _NOTHING},
    plain.Receive: _RECEIVING,
    plain.AnswerAtOnce: _RECEIVING,
    plain.AskAtDesk: {"demands": _always(0, 2), "uncited": _TURNED},
    plain.RefuseAtDesk: {
        "reason": _NOTHING,
        "basis": _NOTHING,
        "not_competent": _TURNED,
        "insisted": _TURNED,
    },
    plain.DirectElsewhere: {"agency": _NOTHING, "reason": _NOTHING, "guidance": _NOTHING},
    plain.Cancel: {"reason": _NOTHING, "slip_page": _NOTHING, "slip_is_out": _TURNED},
    plain.AddPages: {"component": _always("ban-sao", "khac", "s1.1", "s1.2", "s2.1")},
    plain.RecordFee: _FEES,
    plain.ChangeReturn: {"to_post": _TURNED, "address": _NOTHING},
    plain.Correct: {
        "reason": _NOTHING,
        "sets": _always(None, 0, 100),
        "identity": _always("049000000777"),
        "component": _always("don", "khac"),
    },
    plain.NoteProgress: {
        "by": _NOTHING,
        "number": _NOTHING,
        "signed": (*_DAYS, *_always(None)),
        "text": _NOTHING,
    },
    plain.Contact: {
        "message": _always(True, True),
        "channel": _always("phone", "letter"),
        "about": _always("apology", "early-result", "other"),
        "address": _NOTHING,
        "text": _NOTHING,
        "when": _MOMENTS,
    },
    plain.EndContact: {"contact": _keys("messages"), "sent": _TURNED},
    plain.Resolve: {"reason": _NOTHING},
    plain.SetRoute: {
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
    plain.HandOver: _HANDS,
    plain.SendOn: {**_HANDS, "to": _always(0, 1, 2, 3, -1)},
    plain.AnswerLeg: {"leg": _always(0, 1, 2, 3, -1), "words": _NOTHING},
    plain.Verify: {
        "number": _NOTHING,
        "signed": _DAYS,
        "present": _TURNED,
        "place": _NOTHING,
        "held": (*_always(None), _away(hours=1), _away(hours=-1)),
    },
    plain.Consult: {"until": _MOMENTS, "content": _NOTHING, "number": _always("8/CV", "9/CV")},
    plain.GiveOpinion: {"question": _keys("questions"), "content": _NOTHING, "given": _DAYS},
    plain.ReportSilence: {"question": _keys("questions")},
    plain.DraftPaper: {
        "form": _always("supplement", "apology"),
        "reason": _NOTHING,
        "basis": _NOTHING,
        "new_due": _NEW_DUES,
    },
    plain.ReturnIt: {
        **_SIGNED,
        "demands": _always(2, 2, 0),
        "uncited": _TURNED,
        "reason": _NOTHING,
        "draft": _keys("drafts"),
    },
    plain.TakeSupplement: {
        "places": _always((), (1,), (2,), (1, 1), (3,)),
        "scanned": _TURNED,
        "when": _MOMENTS,
        "remark": _always("Ký nhận với bưu điện hôm trước."),
    },
    plain.CloseUnbrought: {
        "reason": _NOTHING,
        "words": _NOTHING,
        "told": _DAYS,
        "contact": _keys("contacts"),
    },
    plain.Apologise: {
        **_SIGNED,
        "reason": _NOTHING,
        "new_due": _NEW_DUES,
        "draft": _keys("drafts"),
    },
    plain.Approve: {
        **_SIGNED,
        "granted": _TURNED,
        "items": _always((2, 1), (1, 1, 1), (), (0,)),
        "reason": _NOTHING,
        "basis": _NOTHING,
    },
    plain.BringFromProvince: _HANDS,
    plain.BringResult: {**_HANDS, "shelf": _NOTHING},
    plain.Shelve: {"shelf": _NOTHING},
    plain.Release: _FETCHING,
    plain.ReleaseAtUnit: _FETCHING,
    plain.ReleaseInPart: {
        **_FETCHING,
        "items": _always((), ("1",), ("2",), ("1", "2"), ("9",), ("3", "1")),
    },
    plain.SendBack: {**_HANDS, "originals": _ORIGINALS, "fee_there": _TURNED},
    plain.GiveToPost: _POSTING,
    plain.GiveToPostAtUnit: _POSTING,
    plain.Invite: {"found_nobody": _DAYS},
    plain.Deliver: {
        "receiver": _NOTHING,
        "delivered": _DAYS,
        "identity_seen": _TURNED,
        "capacity": _CAPACITIES,
        "shown": _RIGHTS,
        "recovered": _PAPERS,
        "fee_receipt": _NOTHING,
    },
    plain.BackToShelf: {"shelf": _NOTHING},
    plain.BackToAgency: _HANDS,
    plain.Reject: {
        "lost": _TURNED,
        "reason": _NOTHING,
        "recovered": _TURNED,
        "new_due": _NEW_DUES,
    },
    plain.Withdraw: {
        "number": _NOTHING,
        "by": _NOTHING,
        "asked": _DAYS,
        "capacity": _CAPACITIES,
        "shown": _RIGHTS,
        "originals": _ORIGINALS,
        "fee_note": _NOTHING,
    },
    plain.Recall: {},
}
"""By act and field: other values, some of them lawful and some not."""


def twists(kind: type[Act]) -> list[tuple[str, Twist]]:
    """`confirmed` too: with a leader's word, or without it."""
    own = [(name, it) for name, values in TWISTS[kind].items() for it in values]
    return [*own, *(("confirmed", it) for it in _TURNED)]


def twisted(act: Act, name: str, twist: Twist, life: Life, now: datetime) -> Act:
    return replace(act, **{name: twist(life, now)})
