"""No path hands a result out twice, or against R31–R33, R95, R97–R100 and R123–R125."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.amendments import record_fee
from data.domain.clock import local
from data.domain.concluding import KINDS as CONCLUDING
from data.domain.concluding import (
    Fault,
    FromProvince,
    HandedOut,
    Reject,
    Result,
    ResultBrought,
    ResultKind,
    ResultRejected,
    awaits_province,
    current_result,
    from_province,
    items_left,
    items_out,
    reject_result,
    shelve,
)
from data.domain.conflicts import resolve
from data.domain.correcting import recall
from data.domain.dossier import Dossier
from data.domain.entries import Fact, Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.kinds import Kind
from data.domain.lifecycle import TABLE, Action, State
from data.domain.people import Authorization, Scope, person
from data.domain.posting import (
    DELIVER,
    BackAtAgency,
    BackOnShelf,
    Deliver,
    Delivered,
    GivenToPost,
    GiveToPost,
    Invitation,
    back_at_agency,
    back_on_shelf,
    deliver,
    give_to_post,
    give_to_post_at_unit,
    invite,
)
from data.domain.posting import KINDS as POSTING
from data.domain.procedures import Procedure
from data.domain.received import FeeState, Inbound, Reception
from data.domain.reception import FeeSaid
from data.domain.records import public_body
from data.domain.releasing import KINDS as RELEASING
from data.domain.releasing import (
    Collect,
    Collector,
    Release,
    SendBack,
    SentBack,
    Slip,
    originals_left,
    release,
    release_at_unit,
    release_in_part,
    send_back,
)
from data.domain.roles import Role
from data.domain.withdrawing import Withdraw, withdraw
from tests.fakes.endings import (
    DENIED,
    GIVEN,
    GRANTED,
    LEADER,
    PLAIN,
    POLICE,
    PROVINCE,
    approves,
    at_agency,
    brings,
    now,
    passes_province,
    ruled,
    taking,
    together,
    twin,
    waiting,
)
from tests.fakes.forge import an_id
from tests.fakes.lives import APPLICANT, DOSSIER_ID, Life

EVERYBODY = frozenset(Role)
RULES = ruled(cash_on_delivery=True)
SOMEBODY = person("Trần Thị Không Có", identity="049000000999")
OLD_PAPER = "Giấy phép cũ"
KEPT = 2
OUT = frozenset(
    {
        Action.RELEASE,
        Action.RELEASE_IN_PART,
        Action.RELEASE_AT_UNIT,
        Action.SEND_BACK_BETWEEN_LEVELS,
        Action.DELIVER,
    }
)

receptions = st.builds(
    taking,
    st.sampled_from([FeeState.PAID, FeeState.UNPAID, FeeState.UNPUBLISHED]),
    kept=st.sampled_from([0, KEPT]),
    recover=st.sampled_from([(), (), (OLD_PAPER,)]),
    by_post=st.booleans(),
    inbound=st.sampled_from([None, None, None, Inbound("Bộ phận Một cửa huyện Ví Dụ", "H-1")]),
    authorization=st.sampled_from([None, Authorization(scope=Scope.SUBMIT), Authorization()]),
)
procedures = st.sampled_from([PLAIN, POLICE, PROVINCE])
mostly = st.sampled_from([True, True, False])
letters = st.none() | st.builds(
    Authorization,
    paper=st.sampled_from(["số 1/GUQ", "số 1/GUQ", ""]),
    scope=st.sampled_from([Scope.RECEIVE, *Scope]),
    expires=st.sampled_from([date(2026, 11, 20), date(2027, 1, 1), None]),
)
words = st.sampled_from([LEADER, None])
ALL = -7
"""Stands for as many originals as there are."""
originals = st.sampled_from([ALL, ALL, 0, 1])
collectors = st.builds(
    Collect,
    st.sampled_from([APPLICANT, APPLICANT, SOMEBODY]),
    st.sampled_from([Collector.APPLICANT, Collector.AUTHORISED, *Collector]),
    st.sampled_from([Slip.TAKEN, *Slip]),
    identity_seen=st.booleans(),
    authorization=letters,
    originals=originals,
    recovered=st.sampled_from([(), (), (OLD_PAPER,)]),
    signed_page=st.sampled_from(["", "ef" * 32]),
    confirmation=words,
)
parts = st.lists(st.sampled_from(["1", "2"]), max_size=2)
GOING = frozenset({Action.GIVE_TO_POST, Action.GIVE_TO_POST_AT_UNIT})
Act = Callable[[Life], Fact]
Said = TypeVar("Said", Collect, GiveToPost, SendBack, Withdraw)


def _rejecting(fault: Fault, *, recovered: bool) -> Act:
    def act(life: Life) -> Fact:
        new_due = local(now(life)).replace(hour=10) + timedelta(days=7)
        said = Reject(fault, "Sai", recovered=recovered, new_due=new_due)
        return reject_result(life.dossier, said, now=now(life), roles=EVERYBODY, rules=RULES)

    return act


def _counted(life: Life, said: Said) -> Said:
    """The act with the originals that there are, where it says all of them."""
    left = originals_left(life.dossier)
    return replace(said, originals=left) if said.originals == ALL else said


def _collecting(how: Any, said: Collect) -> Act:  # noqa: ANN401 - one of two functions
    return lambda life: how(
        life.dossier, _counted(life, said), now=now(life), roles=EVERYBODY, rules=RULES
    )


def _in_part(said: Collect, chosen: list[str]) -> Act:
    return lambda life: release_in_part(
        life.dossier, _counted(life, said), chosen, now=now(life), roles=EVERYBODY, rules=RULES
    )


def _posting(how: Any, said: GiveToPost) -> Act:  # noqa: ANN401 - one of two functions
    return lambda life: how(life.dossier, _counted(life, said), roles=EVERYBODY, rules=RULES)


def _delivering(said: Deliver) -> Act:
    return lambda life: deliver(
        life.dossier,
        replace(said, day=local(now(life)).date()),
        now=now(life),
        roles=EVERYBODY,
    )


def _sending_back(said: SendBack) -> Act:
    return lambda life: send_back(life.dossier, _counted(life, said), roles=EVERYBODY)


def _withdrawing(said: Withdraw) -> Act:
    return lambda life: withdraw(life.dossier, _counted(life, said), now=now(life), roles=EVERYBODY)


def _settling(life: Life) -> Fact:
    marks = life.dossier.conflicts
    entry = marks[0].entry if marks else ""
    return resolve(life.dossier, entry, stands=len(marks) > 1, reason="Xem", roles=EVERYBODY)


posted = st.builds(
    GiveToPost,
    st.sampled_from(["VN-1", "VN-2", "VN-3"]),
    st.just("Bùi Văn Thư"),
    cod=st.booleans(),
    post_may_collect=st.booleans(),
    originals=originals,
    confirmation=words,
)
handed_over = st.builds(
    Deliver,
    st.just("Nguyễn Văn Thử"),
    st.just(date(2026, 11, 23)),
    st.booleans(),
    st.sampled_from([Collector.APPLICANT, *Collector]),
    letters,
    st.sampled_from([(OLD_PAPER,), ()]),
    st.sampled_from(["AA 2", ""]),
    words,
)
sent_back = st.builds(
    SendBack,
    st.just(GIVEN),
    originals=originals,
    fee_there=st.booleans(),
    confirmation=words,
)
withdrawn = st.builds(
    Withdraw, st.just("Nguyễn Văn Thử"), st.just("5/ĐN"), fee_note=st.just("Không"),
    originals=originals,
)  # fmt: skip
ACTS: dict[Action, st.SearchStrategy[Act]] = {
    Action.BRING_FROM_PROVINCE: st.just(
        lambda life: from_province(life.dossier, GIVEN, roles=EVERYBODY)
    ),
    Action.SHELVE: st.just(lambda life: shelve(life.dossier, "B2", roles=EVERYBODY)),
    Action.REJECT_RESULT: st.builds(_rejecting, st.sampled_from(Fault), recovered=st.booleans()),
    Action.RELEASE: st.builds(_collecting, st.just(release), collectors),
    Action.RELEASE_AT_UNIT: st.builds(_collecting, st.just(release_at_unit), collectors),
    Action.RELEASE_IN_PART: st.builds(_in_part, collectors, parts),
    Action.SEND_BACK_BETWEEN_LEVELS: st.builds(_sending_back, sent_back),
    Action.GIVE_TO_POST: st.builds(_posting, st.just(give_to_post), posted),
    Action.GIVE_TO_POST_AT_UNIT: st.builds(_posting, st.just(give_to_post_at_unit), posted),
    Action.RECORD_INVITATION: st.just(
        lambda life: invite(
            life.dossier,
            day=local(now(life)).date(),
            now=now(life),
            roles=EVERYBODY,
            rules=RULES,
        )
    ),
    Action.DELIVER: st.builds(_delivering, handed_over),
    Action.POST_BACK_TO_SHELF: st.just(
        lambda life: back_on_shelf(
            life.dossier, "C3", roles=EVERYBODY, rules=RULES, confirmation=LEADER
        )
    ),
    Action.POST_BACK_TO_AGENCY: st.just(
        lambda life: back_at_agency(
            life.dossier, GIVEN, roles=EVERYBODY, rules=RULES, confirmation=LEADER
        )
    ),
    Action.RECORD_FEE: st.just(
        lambda life: record_fee(
            life.dossier, PLAIN, FeeSaid(paid=True, receipt="AA 1"), roles=EVERYBODY
        )
    ),
    Action.RECALL: st.just(
        lambda life: recall(
            life.dossier,
            reason="Nhầm",
            officer=an_id(f"officer of {life.desk.name}"),
            roles=EVERYBODY,
        )
    ),
    Action.RESOLVE: st.just(_settling),
    Action.WITHDRAW: st.builds(_withdrawing, withdrawn),
}


@st.composite
def next_act(draw: st.DrawFn, state: State) -> Act:
    """One of the acts that the table allows now, more often one by which something leaves."""
    now_possible = [action for action in ACTS if (state, action) in TABLE]
    outward = [action for action in now_possible if action in OUT | GOING]
    return draw(ACTS[draw(st.sampled_from([*outward, *outward, *now_possible]))])


def tries(life: Life, act: Act) -> None:
    """As an officer tries: what is refused leaves no entry."""
    try:
        life.does(act(life))
    except Refused:
        life.at += timedelta(hours=20)


def goes_on(life: Life, procedure: Procedure, *, denied: bool, comes: bool) -> None:
    """The steps without which nothing can leave; `comes`: the result goes to the return desk."""
    if life.dossier.state is State.APPRAISAL:
        approves(life, DENIED if denied else GRANTED, procedure=procedure)
    if not comes:
        return
    if awaits_province(life.dossier) and life.dossier.state is State.APPROVED:
        passes_province(life)
    if life.dossier.state is State.APPROVED and not procedure.agency.own_return_place:
        brings(life)


def learns(life: Life, other: Life) -> None:
    known = {entry.hash for entry in life.desk.known}
    life.desk.known.extend(it for it in other.desk.known if it.hash not in known)


@st.composite
def two_desks(draw: st.DrawFn) -> tuple[Life, Life]:
    """Two desks act on one dossier, and speak to each other now and then."""
    procedure = draw(procedures)
    one = at_agency(draw(receptions))
    goes_on(one, procedure, denied=draw(st.booleans()), comes=True)
    other = twin(one)
    for _ in range(draw(st.integers(1, 8))):
        life, away = draw(st.sampled_from([(one, other), (other, one)]))
        if draw(st.integers(0, 5)) == 0:
            learns(life, away)
        tries(life, draw(next_act(life.dossier.state)))
        goes_on(life, procedure, denied=False, comes=draw(mostly))
    return one, other


# --- what always holds --------------------------------------------------------------------------


def results(dossier: Dossier) -> dict[str, Result]:
    return {it.entry: it.what for it in dossier.facts(Result)}


def check_places(dossier: Dossier) -> None:
    """R31, R33, R97, R98, R99: where a result is handed out, and what it passed before."""
    known, passed = results(dossier), set[str]()
    waits = current_result(dossier) if dossier.state is State.WAITING else None
    assert not (waits and waits.what.own_place)
    for it in dossier.trail:
        if isinstance(it.what, FromProvince):
            passed.add(it.what.result)
        if isinstance(it.what, ResultBrought | HandedOut):
            result = known[it.what.result]
            assert not result.via_province or it.what.result in passed
            assert not (result.own_place and isinstance(it.what, ResultBrought))
        if isinstance(it.what, HandedOut):
            at_unit = {
                Action.RELEASE_AT_UNIT,
                Action.DELIVER,
                Action.SEND_BACK_BETWEEN_LEVELS,
            }
            assert it.action in (at_unit if result.own_place else OUT - {Action.RELEASE_AT_UNIT})


def check_once(dossier: Dossier) -> None:
    """R100: every item leaves once, and a dossier is done when nothing of its result is left."""
    gone: set[tuple[str, str]] = set()
    for it in dossier.facts(HandedOut):
        items = {(it.what.result, item) for item in it.what.items}
        assert len(items) == len(it.what.items)
        assert gone.isdisjoint(items)
        gone |= items
    kept = sum(component.kept for component in dossier.taken_in().components)
    assert sum(it.what.originals for it in dossier.facts(HandedOut)) <= kept
    assert dossier.state is not State.RELEASED or not items_left(dossier)


def check_fee(dossier: Dossier) -> None:
    """R32, R125: nothing granted is out while its fee is owed here."""
    unpaid = dossier.taken_in().fee.state is FeeState.UNPAID
    for it in dossier.facts(HandedOut):
        granted = results(dossier)[it.what.result].kind is ResultKind.GRANTED
        there = isinstance(it.what, SentBack) and it.what.fee_there
        assert not (unpaid and granted and it.what.items and not there)


def check_collectors(dossier: Dossier) -> None:
    """R123, R124: who took it, by what slip and by what right."""
    for it in dossier.facts(Release):
        said, day = it.what, local(it.at).date()
        proven = said.identity_seen and said.signed_page
        assert said.slip is not Slip.LOST or proven or said.confirmation
        assert said.capacity is not Collector.OTHER or said.confirmation
        assert said.capacity is not Collector.REPRESENTATIVE or (
            said.identity_seen or said.confirmation
        )
        if said.capacity is Collector.AUTHORISED:
            assert said.authorization
            assert said.scope is not Scope.SUBMIT
            assert said.expires is None or said.expires >= day
        if dossier.taken_in().inbound:
            assert "goes-back-to-one-stop" in said.excused


@settings(max_examples=300, deadline=None)
@given(two_desks(), st.randoms())
def test_no_path_hands_out_against_the_rules(desks: tuple[Life, Life], random: Random) -> None:
    """Whatever two desks try, alone or merged, every release that stands is a lawful one."""
    entries = [entry for life in desks for entry in life.desk.known]
    for dossier in (desks[0].dossier, desks[1].dossier, together(*desks)):
        check_places(dossier)
        check_once(dossier)
        check_fee(dossier)
        check_collectors(dossier)
    random.shuffle(entries)
    assert fold(DOSSIER_ID, entries) == together(*desks)


@settings(max_examples=300, deadline=None)
@given(receptions, collectors, st.sampled_from([0, 40]))
def test_r123_r124_nobody_fetches_a_result_without_slip_and_right(
    reception: Reception, said: Collect, days_passed: int
) -> None:
    """Whoever comes and whatever is shown, what leaves was proven or a leader stands behind it."""
    life = waiting(replace(reception, inbound=None))
    life.at += timedelta(days=days_passed)
    tries(life, _collecting(release, said))
    check_collectors(life.dossier)
    check_fee(life.dossier)


@settings(max_examples=60, deadline=None)
@given(two_desks())
def test_erasure_moves_no_result(desks: tuple[Life, Life]) -> None:
    """Names and reasons can be erased: where a result is, and what is out, stays as it was."""
    full = together(*desks)
    erased = fold(
        DOSSIER_ID,
        [replace(entry, personal=None) for life in desks for entry in life.desk.known],
    )
    assert (erased.state, erased.conflicts) == (full.state, full.conflicts)
    assert items_out(erased) == items_out(full)
    assert [it.id for it in items_left(erased)] == [it.id for it in items_left(full)]


# --- desks that decide nothing ------------------------------------------------------------------

items = st.sampled_from([("1", "2"), ("1", "2"), ("1",), ("2",), (), ("1", "1"), ("2", "3")])
hashes = st.sampled_from(["current", "current", "current", "0" * 64])
fees = st.sampled_from(FeeState)
few = st.sampled_from([0, 0, 1, -1])
numbers = st.sampled_from(["VN-1", "VN-1", "VN-2"])
days = st.just(date(2026, 11, 23))
FORGED: dict[type, st.SearchStrategy[Any]] = {
    FromProvince: st.builds(FromProvince, hashes, electronic=st.booleans()),
    ResultBrought: st.builds(ResultBrought, st.just("A1"), hashes),
    ResultRejected: st.builds(
        ResultRejected, hashes, st.sampled_from(Fault), recovered=st.booleans()
    ),
    Release: st.builds(
        Release, hashes, items, few, fees, st.sampled_from(Collector), st.sampled_from(Slip)
    ),
    SentBack: st.builds(
        SentBack, hashes, items, few, fees, st.just("X"), st.just("1"), st.booleans()
    ),
    GivenToPost: st.builds(
        GivenToPost, numbers, hashes, items, few, fees, st.booleans(), st.just(0)
    ),
    Invitation: st.builds(Invitation, numbers, st.integers(0, 2), days),
    Delivered: st.builds(
        Delivered,
        hashes,
        items,
        few,
        fees,
        numbers,
        days,
        st.sampled_from(Collector),
        st.booleans(),
        receipt=st.sampled_from(["AA 1", ""]),
    ),
    BackOnShelf: st.builds(BackOnShelf, st.just("E5"), numbers, st.integers(0, 2)),
    BackAtAgency: st.builds(BackAtAgency, numbers, st.integers(0, 2)),
}
ROOMS = (*CONCLUDING, *RELEASING, *POSTING)


@st.composite
def forgeries(draw: st.DrawFn) -> Life:
    """A desk that appends what it likes, wherever the table lets it."""
    life = at_agency(draw(receptions))
    procedure = draw(procedures)
    goes_on(life, procedure, denied=draw(st.booleans()), comes=draw(mostly))
    for _ in range(draw(st.integers(1, 10))):
        state = life.dossier.state
        open_now = [it for it in ROOMS if (state, it.action) in TABLE and record_of(it) in FORGED]
        if open_now:
            kind = draw(st.sampled_from(open_now))
            forges(life, kind.name, draw(FORGED[record_of(kind)]))
        if state is State.APPRAISAL:
            goes_on(life, procedure, denied=False, comes=draw(mostly))
    return life


def record_of(kind: Kind[Any]) -> Any:  # noqa: ANN401 - the class that a kind reads
    assert isinstance(kind.read, partial)
    return kind.read.args[0]


def forges(life: Life, name: str, record: Any) -> Recorded:  # noqa: ANN401 - any record
    """Its clash alone has to hold it back."""
    entered = life.dossier.last(Result)
    if entered and getattr(record, "result", "") == "current":
        record = replace(record, result=entered.entry)
    return life.desk.append(name, public_body(record), at=now(life))


@settings(max_examples=300, deadline=None)
@given(forgeries())
def test_no_forged_entry_hands_out_against_the_rules(life: Life) -> None:
    """A desk that skips every decision makes conflicts, and never a release that must not be."""
    check_places(life.dossier)
    check_once(life.dossier)
    check_fee(life.dossier)


@settings(max_examples=200, deadline=None)
@given(handed_over, FORGED[Delivered])
def test_r32_the_post_hands_over_nothing_whose_fee_it_did_not_take(
    said: Deliver, forgery: Delivered
) -> None:
    """With cash on delivery the fee is paid once the result is out, and not out while it is not."""
    life = waiting(taking(FeeState.UNPAID, by_post=True))
    cash = GiveToPost("VN-1", "Bùi Văn Thư", cod=True, post_may_collect=True)
    tries(life, _posting(give_to_post, cash))
    forger = twin(life)
    tries(life, _delivering(said))
    forges(forger, DELIVER.name, replace(forgery, originals=0))
    for desk in (life, forger):
        check_fee(desk.dossier)
        paid = desk.dossier.taken_in().fee.state is FeeState.PAID
        assert paid is (desk.dossier.state is State.RELEASED)


def test_every_way_out_is_watched() -> None:
    """The table knows no other action by which a result leaves the Center."""
    leaves = {
        action
        for (state, action), step in TABLE.items()
        if step.to is State.RELEASED and state is not State.RELEASED
    }
    assert leaves | {Action.RELEASE_IN_PART} == OUT
