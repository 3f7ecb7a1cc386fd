"""The life of a dossier as one table: (state, action) → state, and the roles that may act.

Buttons, documents and tests are made from this table. An action that is not in it is illegal:
`decide` refuses it, `fold` keeps the entry and shows it as a conflict. Where a rule speaks of the
agency's own staff, an officer at the Center may record the step for them (C29).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.domain.errors import Refused
from data.domain.roles import Role


class State(StrEnum):
    NEW = "new"
    """Nothing has been committed yet."""
    APPLIED = "applied"
    """It came online and waits for the same check as any other (R72)."""
    POSTED = "posted"
    """The post holds it: it has only a phiếu gửi number (C21)."""
    SUPPLEMENT = "supplement"
    """Form 02 was given at the desk; nothing was received yet (R70)."""
    RECEIVED = "received"
    """Form 01 was issued, and the folder lies at the Center (R69)."""
    APPRAISAL = "appraisal"
    """Handed over: the agency appraises and approves (R82)."""
    RETURNED = "returned"
    """Returned for supplement after appraisal; the clock stands (R85)."""
    APPROVED = "approved"
    """There is a result, and it is not at the return desk yet (R97)."""
    WAITING = "waiting"
    """The result lies at the return desk (R31, R100)."""
    IN_POST = "in-post"
    """The post carries the result (R96)."""
    RELEASED = "released"
    """The result was handed over."""
    REFUSED = "refused"
    """Form 03 was given at the desk (R71)."""
    DIRECTED = "directed"
    """An online dossier of another agency's matter: its sender was told where to go (R73)."""
    ANSWERED = "answered"
    """Received and its result given at once (A9)."""
    CANCELLED = "cancelled"
    """The wrong procedure was chosen; its code is never used again (C15)."""
    WITHDRAWN = "withdrawn"
    """Taken back by its owner in writing (C24)."""
    CLOSED = "closed"
    """A supplement that was never brought; closed with notice (C24)."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it (C18)."""
        return self in _OPEN

    @property
    def is_received(self) -> bool:
        """Whether form 01 was issued and the result is not out yet."""
        return self in _IN_HAND


_IN_HAND = (
    State.RECEIVED,
    State.APPRAISAL,
    State.RETURNED,
    State.APPROVED,
    State.WAITING,
    State.IN_POST,
)
_OPEN = frozenset({State.APPLIED, State.POSTED, State.SUPPLEMENT, *_IN_HAND})


class Action(StrEnum):
    APPLY_ONLINE = "apply-online"
    TAKE_BY_POST = "take-by-post"
    HAND_IN = "hand-in"
    """The post hands in what was filed with it; both sign."""
    RECEIVE = "receive"
    REQUEST_SUPPLEMENT = "request-supplement"
    REFUSE = "refuse"
    DIRECT_ELSEWHERE = "direct-elsewhere"
    ANSWER_AT_ONCE = "answer-at-once"
    CANCEL = "cancel"
    ADD_PAGES = "add-pages"
    RECORD_FEE = "record-fee"
    REVERSE_FEE = "reverse-fee"
    """A receipt is void, or money goes back."""
    CHANGE_RETURN = "change-return"
    CORRECT = "correct"
    RECALL = "recall"
    """The last step was wrong, and nobody has acted on it."""
    RESOLVE = "resolve"
    """Settles acts that could not all stand."""
    CONTACT = "contact"
    END_CONTACT = "end-contact"
    """A message that waited was sent, or could not be."""
    SET_ROUTE = "set-route"
    HAND_OVER = "hand-over"
    NOTE_PROGRESS = "note-progress"
    SEND_ON = "send-on"
    ANSWER_LEG = "answer-leg"
    RECORD_VERIFICATION = "record-verification"
    CONSULT = "consult"
    RECORD_OPINION = "record-opinion"
    REPORT_SILENCE = "report-silence"
    DRAFT_PAPER = "draft-paper"
    RETURN_FOR_SUPPLEMENT = "return-for-supplement"
    TAKE_SUPPLEMENT = "take-supplement"
    """Part of it; the clock stands on."""
    COMPLETE_SUPPLEMENT = "complete-supplement"
    """All of it; the clock starts anew."""
    CLOSE_UNBROUGHT = "close-unbrought"
    APOLOGISE = "apologise"
    APPROVE = "approve"
    BRING_FROM_PROVINCE = "bring-from-province"
    BRING_RESULT = "bring-result"
    SHELVE = "shelve"
    RELEASE = "release"
    RELEASE_IN_PART = "release-in-part"
    RELEASE_AT_UNIT = "release-at-unit"
    """Công an tỉnh."""
    KEEP_SIGNED = "keep-signed"
    """The note of a result that was handed out, as its collector signed it."""
    EVALUATE = "evaluate"
    """What the citizen says of it (R23, R107)."""
    SEND_BACK_BETWEEN_LEVELS = "send-back-between-levels"
    """To the one-stop that sent it."""
    PACK = "pack"
    """For the post, which has not signed for it yet."""
    UNPACK = "unpack"
    GIVE_TO_POST = "give-to-post"
    GIVE_TO_POST_AT_UNIT = "give-to-post-at-unit"
    """Công an tỉnh."""
    RECORD_INVITATION = "record-invitation"
    """The post found nobody."""
    RECORD_POST_FAULT = "record-post-fault"
    """Lost or damaged on its way."""
    DELIVER = "deliver"
    POST_BACK_TO_SHELF = "post-back-to-shelf"
    POST_BACK_TO_AGENCY = "post-back-to-agency"
    REJECT_RESULT = "reject-result"
    """Wrong or lost."""
    WITHDRAW = "withdraw"


RULES: Mapping[Action, str] = {
    Action.APPLY_ONLINE: "R72",
    Action.TAKE_BY_POST: "R30 C21",
    Action.HAND_IN: "C21",
    Action.RECEIVE: "R69 R75",
    Action.REQUEST_SUPPLEMENT: "R70",
    Action.REFUSE: "R71",
    Action.DIRECT_ELSEWHERE: "R73",
    Action.ANSWER_AT_ONCE: "A9",
    Action.CANCEL: "C15",
    Action.ADD_PAGES: "C26",
    Action.RECORD_FEE: "R32 C20",
    Action.REVERSE_FEE: "R32 C20 R115",
    Action.CHANGE_RETURN: "R10 R15",
    Action.CORRECT: "R16 C22",
    Action.RECALL: "R16",
    Action.RESOLVE: "R16",
    Action.CONTACT: "R74 R81 R106 C25",
    Action.END_CONTACT: "R74",
    Action.SET_ROUTE: "R90 R91",
    Action.HAND_OVER: "R20 R75 C26",
    Action.NOTE_PROGRESS: "R66",
    Action.SEND_ON: "R91 R92 R94",
    Action.ANSWER_LEG: "R93",
    Action.RECORD_VERIFICATION: "R83 R84",
    Action.CONSULT: "R88",
    Action.RECORD_OPINION: "R89",
    Action.REPORT_SILENCE: "R89",
    Action.DRAFT_PAPER: "C10",
    Action.RETURN_FOR_SUPPLEMENT: "R85 R86",
    Action.TAKE_SUPPLEMENT: "C24",
    Action.COMPLETE_SUPPLEMENT: "R87",
    Action.CLOSE_UNBROUGHT: "C24",
    Action.APOLOGISE: "R78 R79 R80 C5",
    Action.APPROVE: "R77 R82 C14",
    Action.BRING_FROM_PROVINCE: "R99",
    Action.BRING_RESULT: "R31 R97",
    Action.SHELVE: "R100",
    Action.RELEASE: "R32 R98 R123 R124 R125",
    Action.RELEASE_IN_PART: "R32 R123",
    Action.RELEASE_AT_UNIT: "R33 R97",
    Action.KEEP_SIGNED: "R98",
    Action.EVALUATE: "R23 R107",
    Action.SEND_BACK_BETWEEN_LEVELS: "R95 C18",
    Action.PACK: "R96",
    Action.UNPACK: "R15",
    Action.GIVE_TO_POST: "R96",
    Action.GIVE_TO_POST_AT_UNIT: "C21",
    Action.RECORD_INVITATION: "C21",
    Action.RECORD_POST_FAULT: "R24",
    Action.DELIVER: "R96",
    Action.POST_BACK_TO_SHELF: "C21",
    Action.POST_BACK_TO_AGENCY: "C21",
    Action.REJECT_RESULT: "C23",
    Action.WITHDRAW: "C24",
}
"""The rules that each action carries out, as counted in `docs/rules.md`."""


@dataclass(frozen=True, slots=True)
class Step:
    """`to` is None for a recall: back to where the dossier was."""

    to: State | None
    roles: frozenset[Role]


_CENTER = frozenset({Role.RECEIVING, Role.CENTER})
_CENTER_AND_POST = _CENTER | {Role.POSTAL}
_AGENCY = _CENTER | {Role.APPRAISER}
_LEADER = _CENTER | {Role.APPROVER, Role.PROVINCE}
_RETURN = frozenset({Role.RETURN_DESK})
_POST = frozenset({Role.POSTAL})
_GIVES_TO_POST = _RETURN | _POST
_POLICE = frozenset({Role.POLICE})
_SUPERVISOR = frozenset({Role.SUPERVISOR})
_EVERYBODY_AT_WORK = frozenset(Role) - {Role.ADMINISTRATOR}

_COMMITTED = tuple(state for state in State if state is not State.NEW)
_BEFORE_THE_POST = _IN_HAND[:-1]
_GIVES_BACK = (
    *_IN_HAND,
    *(State.RELEASED, State.REFUSED, State.ANSWERED),
    *(State.CANCELLED, State.WITHDRAWN, State.CLOSED),
)


def _within(
    states: Iterable[State], action: Action, roles: frozenset[Role]
) -> dict[tuple[State, Action], Step]:
    """An action that leaves the dossier in the state it is in."""
    return {(state, action): Step(state, roles) for state in states}


TABLE: Mapping[tuple[State, Action], Step] = {
    # How it comes (R67, R72).
    (State.NEW, Action.APPLY_ONLINE): Step(State.APPLIED, _CENTER),
    (State.SUPPLEMENT, Action.APPLY_ONLINE): Step(State.APPLIED, _CENTER),
    (State.NEW, Action.TAKE_BY_POST): Step(State.POSTED, _CENTER_AND_POST),
    (State.NEW, Action.RECEIVE): Step(State.RECEIVED, _CENTER_AND_POST),
    (State.NEW, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _CENTER),
    (State.NEW, Action.REFUSE): Step(State.REFUSED, _CENTER),
    (State.NEW, Action.ANSWER_AT_ONCE): Step(State.ANSWERED, _CENTER),
    (State.APPLIED, Action.RECEIVE): Step(State.RECEIVED, _CENTER),
    (State.APPLIED, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _CENTER),
    (State.APPLIED, Action.REFUSE): Step(State.REFUSED, _CENTER),
    (State.APPLIED, Action.DIRECT_ELSEWHERE): Step(State.DIRECTED, _CENTER),
    (State.APPLIED, Action.ANSWER_AT_ONCE): Step(State.ANSWERED, _CENTER),
    (State.POSTED, Action.HAND_IN): Step(State.POSTED, _CENTER_AND_POST),
    (State.POSTED, Action.RECORD_POST_FAULT): Step(State.POSTED, _CENTER_AND_POST),
    (State.POSTED, Action.RECEIVE): Step(State.RECEIVED, _CENTER),
    (State.POSTED, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _CENTER),
    (State.POSTED, Action.REFUSE): Step(State.REFUSED, _CENTER),
    (State.SUPPLEMENT, Action.RECEIVE): Step(State.RECEIVED, _CENTER_AND_POST),
    (State.SUPPLEMENT, Action.REQUEST_SUPPLEMENT): Step(State.SUPPLEMENT, _CENTER),
    (State.SUPPLEMENT, Action.REFUSE): Step(State.REFUSED, _CENTER),
    (State.SUPPLEMENT, Action.ANSWER_AT_ONCE): Step(State.ANSWERED, _CENTER),
    (State.SUPPLEMENT, Action.CLOSE_UNBROUGHT): Step(State.CLOSED, _CENTER),
    # At the Center.
    (State.RECEIVED, Action.CANCEL): Step(State.CANCELLED, _CENTER),
    (State.RECEIVED, Action.SET_ROUTE): Step(State.RECEIVED, _CENTER),
    (State.RECEIVED, Action.HAND_OVER): Step(State.APPRAISAL, _CENTER_AND_POST),
    (State.RECEIVED, Action.APOLOGISE): Step(State.RECEIVED, _CENTER),
    (State.RECEIVED, Action.WITHDRAW): Step(State.WITHDRAWN, _CENTER),
    # At the agency.
    **{
        (State.APPRAISAL, action): Step(State.APPRAISAL, _AGENCY)
        for action in (
            Action.SEND_ON,
            Action.ANSWER_LEG,
            Action.RECORD_VERIFICATION,
            Action.CONSULT,
            Action.RECORD_OPINION,
            Action.REPORT_SILENCE,
            Action.DRAFT_PAPER,
        )
    },
    (State.APPRAISAL, Action.RETURN_FOR_SUPPLEMENT): Step(State.RETURNED, _CENTER),
    (State.APPRAISAL, Action.APOLOGISE): Step(State.APPRAISAL, _CENTER),
    (State.APPRAISAL, Action.APPROVE): Step(State.APPROVED, _LEADER),
    (State.APPRAISAL, Action.WITHDRAW): Step(State.WITHDRAWN, _CENTER),
    # Back with the applicant.
    (State.RETURNED, Action.TAKE_SUPPLEMENT): Step(State.RETURNED, _CENTER_AND_POST),
    (State.RETURNED, Action.COMPLETE_SUPPLEMENT): Step(State.RECEIVED, _CENTER_AND_POST),
    (State.RETURNED, Action.CLOSE_UNBROUGHT): Step(State.CLOSED, _CENTER),
    (State.RETURNED, Action.WITHDRAW): Step(State.WITHDRAWN, _CENTER),
    # There is a result.
    (State.APPROVED, Action.BRING_FROM_PROVINCE): Step(State.APPROVED, _CENTER | {Role.PROVINCE}),
    (State.APPROVED, Action.APOLOGISE): Step(State.APPROVED, _CENTER),
    (State.APPROVED, Action.BRING_RESULT): Step(State.WAITING, _RETURN),
    (State.APPROVED, Action.RELEASE_AT_UNIT): Step(State.RELEASED, _POLICE),
    (State.APPROVED, Action.GIVE_TO_POST_AT_UNIT): Step(State.IN_POST, _POLICE),
    (State.APPROVED, Action.SEND_BACK_BETWEEN_LEVELS): Step(State.RELEASED, _POLICE),
    (State.APPROVED, Action.REJECT_RESULT): Step(State.APPRAISAL, _RETURN | _POLICE),
    # At the return desk.
    (State.WAITING, Action.SHELVE): Step(State.WAITING, _RETURN),
    (State.WAITING, Action.RELEASE): Step(State.RELEASED, _RETURN),
    (State.WAITING, Action.RELEASE_IN_PART): Step(State.WAITING, _RETURN),
    (State.WAITING, Action.SEND_BACK_BETWEEN_LEVELS): Step(State.RELEASED, _RETURN),
    (State.WAITING, Action.PACK): Step(State.WAITING, _GIVES_TO_POST),
    (State.WAITING, Action.UNPACK): Step(State.WAITING, _GIVES_TO_POST),
    (State.WAITING, Action.GIVE_TO_POST): Step(State.IN_POST, _GIVES_TO_POST),
    (State.WAITING, Action.REJECT_RESULT): Step(State.APPRAISAL, _RETURN),
    (State.IN_POST, Action.RECORD_INVITATION): Step(State.IN_POST, _POST),
    (State.IN_POST, Action.RECORD_POST_FAULT): Step(State.IN_POST, _POST),
    (State.IN_POST, Action.DELIVER): Step(State.RELEASED, _POST),
    (State.IN_POST, Action.POST_BACK_TO_SHELF): Step(State.WAITING, _GIVES_TO_POST),
    (State.IN_POST, Action.POST_BACK_TO_AGENCY): Step(State.APPROVED, _POST),
    (State.IN_POST, Action.REJECT_RESULT): Step(State.APPRAISAL, _GIVES_TO_POST | _POLICE),
    (State.RELEASED, Action.REJECT_RESULT): Step(State.APPRAISAL, _RETURN | _POLICE),
    # At any time: these bring no step and stand beside whatever another desk does.
    **_within((*_IN_HAND, State.ANSWERED), Action.ADD_PAGES, _CENTER),
    **_within(_IN_HAND, Action.RECORD_FEE, _CENTER_AND_POST),
    (State.POSTED, Action.REVERSE_FEE): Step(State.POSTED, _POST),
    **_within(_GIVES_BACK, Action.REVERSE_FEE, _CENTER_AND_POST | _RETURN),
    **_within(_BEFORE_THE_POST, Action.CHANGE_RETURN, _CENTER_AND_POST),
    **_within(_IN_HAND, Action.CORRECT, _CENTER),
    **{
        (state, action): Step(state, roles | _RETURN)
        for state in (State.APPROVED, State.WAITING)
        for action, roles in (
            (Action.RECORD_FEE, _CENTER_AND_POST),
            (Action.CHANGE_RETURN, _CENTER_AND_POST),
            (Action.CORRECT, _CENTER),
        )
    },
    **_within(_IN_HAND, Action.NOTE_PROGRESS, _EVERYBODY_AT_WORK),
    **_within((State.WAITING, State.RELEASED), Action.KEEP_SIGNED, _RETURN | _POLICE),
    **_within((State.RELEASED, State.ANSWERED), Action.EVALUATE, _CENTER | _RETURN | _POLICE),
    **_within(_COMMITTED, Action.CONTACT, _EVERYBODY_AT_WORK),
    **_within(_COMMITTED, Action.END_CONTACT, _EVERYBODY_AT_WORK),
    **_within(_COMMITTED, Action.RESOLVE, _SUPERVISOR),
    **{(state, Action.RECALL): Step(None, _EVERYBODY_AT_WORK) for state in _IN_HAND},
}

RECALLABLE = frozenset(
    {
        Action.SET_ROUTE,
        Action.HAND_OVER,
        Action.SEND_ON,
        Action.ANSWER_LEG,
        Action.CONSULT,
        Action.RECORD_OPINION,
        Action.APPROVE,
        Action.BRING_FROM_PROVINCE,
        Action.BRING_RESULT,
        Action.SHELVE,
        Action.GIVE_TO_POST,
        Action.GIVE_TO_POST_AT_UNIT,
    }
)
"""Steps of which no citizen holds a paper yet: whoever did one may take it back."""

NOTES = frozenset(
    {
        Action.ADD_PAGES,
        Action.RECORD_FEE,
        Action.REVERSE_FEE,
        Action.CHANGE_RETURN,
        Action.CORRECT,
        Action.NOTE_PROGRESS,
        Action.KEEP_SIGNED,
        Action.EVALUATE,
        Action.CONTACT,
        Action.END_CONTACT,
        Action.RESOLVE,
    }
)
"""Acts that nobody's next step rests on."""

_NOTED = {
    note: frozenset().union(*(step.roles for (_, it), step in TABLE.items() if it is note))
    for note in NOTES
}

EXCLUSIVE = frozenset(
    {
        Action.RECEIVE,
        Action.COMPLETE_SUPPLEMENT,
        Action.RELEASE,
        Action.RELEASE_IN_PART,
        Action.RELEASE_AT_UNIT,
        Action.GIVE_TO_POST,
        Action.GIVE_TO_POST_AT_UNIT,
        Action.SEND_BACK_BETWEEN_LEVELS,
        Action.DELIVER,
        Action.WITHDRAW,
        Action.CANCEL,
        Action.CLOSE_UNBROUGHT,
        Action.RECORD_FEE,
        Action.REVERSE_FEE,
        Action.APOLOGISE,
    }
)
"""Acts that reach a citizen or money: two of them by desks that never spoke need a decision."""


def actions(state: State, roles: Collection[Role]) -> list[Action]:
    """What an officer with these roles may do now."""
    return [
        action
        for (start, action), step in TABLE.items()
        if start is state and not step.roles.isdisjoint(roles)
    ]


def acting_role(state: State, action: Action, roles: Collection[Role]) -> Role:
    """The role in which an officer with these roles does it.

    Raises Refused: "action-not-now" where the table has no such row, "role-may-not".
    """
    step = TABLE.get((state, action))
    if step is None:
        raise Refused("action-not-now", state=state.value, action=action.value)
    for role in Role:
        if role in step.roles and role in roles:
            return role
    raise Refused("role-may-not", action=action.value)


def roles_that_stand(state: State, action: Action) -> frozenset[Role]:
    """Whose act of this kind stands where it is found in `state`.

    A note stands where its author's role may make one at all: the step after which it was made may
    have been taken back since, and what was noted is true all the same (R16).
    """
    return _NOTED.get(action) or TABLE[state, action].roles
