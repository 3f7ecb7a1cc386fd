"""The lists of the morning against a Center's life: what they hold is what the domain says."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.lists.questions import UNCOLLECTED_DAYS, Question
from counter_app.desk.photo import Photo
from data.domain.appraising import awaited_consultations
from data.domain.clock import local
from data.domain.deadlines import is_overdue
from data.domain.dossier import Dossier
from data.domain.handing_over import Place, custody, hand_over_by, is_silent
from data.domain.lifecycle import State
from data.domain.procedures import Procedure
from data.domain.reappointing import apologised, last_apology_day, told_due
from data.domain.standing import Stand, standing
from data.domain.supplementing import return_deadline
from data.domain.tracked_lists import By, Key, Narrow, Part, TrackedLine
from data.domain.workdays import at
from data.store import journal, queries
from tests.fakes.desk import PIN, RECEIVER, StillClock, receive
from tests.fakes.stores import tables
from tests.fakes.tracked_center import NOW, living

EVERYTHING = Part(10_000)
MOMENTS = {
    "monday morning": NOW,
    "after the cut-off": NOW + timedelta(hours=6, minutes=30),
    "next morning": NOW + timedelta(days=1, hours=-1),
    "saturday": NOW + timedelta(days=5),
    "next week": NOW + timedelta(days=9),
}


@pytest.fixture(scope="module")
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, clock: StillClock) -> Iterator[Counter]:
    """Seven weeks of a Center, of which many dossiers are open."""
    with living(tmp_path_factory.mktemp("desk"), clock) as counter:
        yield counter


@pytest.fixture(scope="module")
def dossiers(counter: Counter) -> list[Dossier]:
    with counter.store.read() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM dossier").scalars().all()
        return [queries.dossier(connection, it) for it in ids]


@pytest.fixture
def at_noon(clock: StillClock) -> Iterator[StillClock]:
    yield clock
    clock.moment = NOW


def lines(
    counter: Counter, question: Question, narrow: Narrow | None = None
) -> tuple[TrackedLine, ...]:
    return counter.tracking.part(question, narrow or Narrow(), EVERYTHING).lines


def found(counter: Counter, question: Question) -> set[str]:
    return {line.id for line in lines(counter, question)}


def procedure(counter: Counter, dossier: Dossier) -> Procedure | None:
    return counter.rulebook.catalogue.by_code(dossier.taken_in().matter.procedure_code)


def truth(counter: Counter, question: Question, now: datetime) -> Callable[[Dossier], bool]:
    """What the domain says of one dossier, folded from its entries."""
    rules = counter.rulebook.in_force
    today, calendar = local(now).date(), rules.calendar
    tomorrow = calendar.next_working(today)

    def stand(it: Dossier) -> Stand:
        return standing(it, now, calendar=calendar).stand

    def awaited(it: Dossier) -> bool:
        return stand(it) in {Stand.IN_TIME, Stand.DUE_TODAY, Stand.OVERDUE}

    def returnable(it: Dossier) -> bool:
        by = local(return_deadline(it, procedure(counter, it), rules)).date()
        return it.state is State.APPRAISAL and today <= by <= tomorrow

    def pressing(it: Dossier) -> bool:
        by = hand_over_by(it, rules)
        cut_off = at(today, rules.profile.rules.hand_over_cut_off)
        return by <= now or (now >= cut_off and local(by).date() == today)

    def lies(it: Dossier) -> bool:
        since = custody(it).since
        return since is not None and (today - local(since).date()).days >= UNCOLLECTED_DAYS[0]

    answers: dict[Question, Callable[[Dossier], bool]] = {
        Question.DUE_TODAY: lambda it: awaited(it) and local(told_due(it)).date() == today,
        Question.OVERDUE: lambda it: stand(it) is Stand.OVERDUE,
        Question.RUNNING: awaited,
        Question.APOLOGY: lambda it: (
            awaited(it) and not apologised(it) and last_apology_day(it, rules) == today
        ),
        Question.HAND_OVER: lambda it: it.state is State.RECEIVED and pressing(it),
        Question.RETURN: lambda it: it.state is State.APPRAISAL and returnable(it),
        Question.RETURNED: lambda it: it.state is State.RETURNED,
        Question.SUPPLEMENT: lambda it: it.state is State.SUPPLEMENT,
        Question.STALE: lambda it: is_silent(
            it, now, rules.profile.rules.progress_working_days, calendar=calendar
        ),
        Question.CONSULTED: lambda it: (
            it.state is State.APPRAISAL
            and any(is_overdue(q.consultation.until, now) for q in awaited_consultations(it))
        ),
        Question.INSTANT: lambda it: (
            awaited(it) and (known := procedure(counter, it)) is not None and known.instant
        ),
        Question.UNCOLLECTED: lambda it: it.state is State.WAITING and lies(it),
    }
    return answers[question]


@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("question", Question)
def test_r37_a_list_holds_what_the_domain_says_of_each_dossier(
    counter: Counter,
    dossiers: list[Dossier],
    at_noon: StillClock,
    question: Question,
    now: datetime,
) -> None:
    """Rules turned round into ranges of moments mean what they say when asked one by one."""
    at_noon.moment = now
    meant = truth(counter, question, now)
    assert found(counter, question) == {it.id for it in dossiers if meant(it)}


def test_the_life_fills_every_list(counter: Counter, at_noon: StillClock) -> None:
    """So that the comparison above says something; what is instant is given at once here."""
    filled = set()
    for at_noon.moment in MOMENTS.values():
        filled |= {question for question, it in counter.tracking.counts().items() if it.number}
    assert set(Question) - filled <= {Question.INSTANT}


def test_a_list_is_sorted_by_what_presses_most(counter: Counter) -> None:
    """The earliest due date first, and the same with every asking."""
    told = [(line.key.at, line.key.number) for line in lines(counter, Question.RUNNING)]
    assert told == sorted(told)
    assert [line.due for line in lines(counter, Question.RUNNING)] == [at for at, _ in told]


def test_pieces_of_a_list_join_without_a_gap(counter: Counter) -> None:
    """Walked downwards and upwards by the keys of its lines, it is the same list."""
    every = [line.id for line in lines(counter, Question.RUNNING)]
    down: list[str] = []
    key: Key | None = None
    while True:
        part = counter.tracking.part(Question.RUNNING, Narrow(), Part(7, key))
        down += [line.id for line in part.lines]
        if not part.more:
            break
        key = part.lines[-1].key
    up: list[str] = []
    key = None
    while True:
        part = counter.tracking.part(Question.RUNNING, Narrow(), Part(7, key, upwards=True))
        up = [line.id for line in part.lines] + up
        if not part.more:
            break
        key = part.lines[0].key
    assert down == up == every


@pytest.mark.parametrize("by", By)
def test_a_list_narrowed_by_each_of_its_shares_is_the_whole_list(counter: Counter, by: By) -> None:
    """Each agency, field and officer has so many lines as were said, and none is left over.

    Officers of the told life are not enrolled here, so they have no name.
    """
    every = lines(counter, Question.RUNNING)
    shares = counter.tracking.shares(Question.RUNNING, Narrow(), by)
    assert sum(share.lines for share in shares) == len(every)
    assert all(share.name for share in shares) == (by is not By.OFFICER)
    for share in shares:
        narrow = Narrow(**{by.value: share.value})  # type: ignore[arg-type]
        own = lines(counter, Question.RUNNING, narrow)
        assert len(own) >= share.lines
        assert counter.tracking.counts(narrow)[Question.RUNNING].number == len(own)


def test_words_typed_narrow_a_list_as_they_search(counter: Counter) -> None:
    """Without accents, each the start of a word; and a whole code finds its one dossier."""
    some = lines(counter, Question.RUNNING)[3]
    family = some.applicant.split()[0]
    narrowed = lines(counter, Question.RUNNING, Narrow(typed=family.upper()))
    assert some.id in {line.id for line in narrowed}
    assert [it.id for it in lines(counter, Question.RUNNING, Narrow(typed=some.number))] == [
        some.id
    ]
    assert lines(counter, Question.RUNNING, Narrow(typed="không có ai tên như thế")) == ()


def test_a_line_says_who_has_the_folder(counter: Counter, dossiers: list[Dossier]) -> None:
    """Custody stands in the list, so that the right one is urged."""
    known = {it.id: it for it in dossiers}
    for line in lines(counter, Question.OVERDUE):
        held = custody(known[line.id], via_province=line.place is Place.PROVINCE)
        assert (line.place, line.holder, line.held_since) == (held.place, held.agency, held.since)


def test_c5_lateness_is_counted_in_working_days_of_the_statutory_date(
    counter: Counter, dossiers: list[Dossier]
) -> None:
    """As the dossier itself says it, whatever a form 04 promised."""
    known = {it.id: it for it in dossiers}
    calendar = counter.rulebook.in_force.calendar
    for line in lines(counter, Question.RUNNING):
        said = standing(known[line.id], NOW, calendar=calendar)
        late = said.late_working_days if said.stand is Stand.OVERDUE else 0
        assert counter.tracking.late_days(line) == late


def test_r86_a_line_says_until_when_it_may_be_returned(
    counter: Counter, dossiers: list[Dossier]
) -> None:
    """The same moment as on the dossier itself."""
    known = {it.id: it for it in dossiers}
    rules = counter.rulebook.in_force
    for line in lines(counter, Question.RETURN):
        dossier = known[line.id]
        by = return_deadline(dossier, procedure(counter, dossier), rules)
        assert counter.tracking.return_by(line) == by


@pytest.mark.parametrize("question", Question)
def test_where_the_calendar_ends_lists_are_short_and_nothing_breaks(
    counter: Counter, at_noon: StillClock, question: Question
) -> None:
    """On its first and last day, and on one that it does not know."""
    years = [it.year for it in counter.rulebook.in_force.calendar.years]
    for moment in (
        datetime(min(years), 1, 1, 2, tzinfo=UTC),
        datetime(max(years), 12, 31, 2, tzinfo=UTC),
        datetime(max(years) + 1, 3, 3, 2, tzinfo=UTC),
    ):
        at_noon.moment = moment
        for line in lines(counter, question):
            by = counter.tracking.return_by(line)
            assert by is None or line.due is not None
            assert counter.tracking.late_days(line) >= 0


def test_r100_results_that_nobody_fetched_stand_by_their_age(counter: Counter) -> None:
    """The longest first; every one for zero days, fewer for each age."""
    ages = [counter.tracking.uncollected(days) for days in (0, *UNCOLLECTED_DAYS)]
    assert [len(one) for one in ages] == sorted((len(one) for one in ages), reverse=True)
    moments = [line.at for line in ages[0]]
    assert moments == sorted(moments)
    assert {line.state for line in ages[0]} == {State.WAITING}
    assert all(counter.tracking.days(line) >= UNCOLLECTED_DAYS[1] for line in ages[2])


def test_only_open_dossiers_have_a_row_and_a_rebuild_makes_the_same(counter: Counter) -> None:
    """A row goes when its dossier is closed, with its words."""
    before = tables(counter.store, ("tracked",))
    with counter.store.read() as connection:
        told = connection.exec_driver_sql(
            "SELECT state FROM dossier WHERE number NOT IN (SELECT number FROM tracked)"
        ).scalars()
        assert not any(State(state).is_open for state in told)
        rows = connection.exec_driver_sql("SELECT count(*) FROM tracked").scalar_one()
        words = connection.exec_driver_sql(
            "SELECT count(*) FROM tracked_text WHERE tracked_text MATCH 'h47'"
        ).scalar_one()
    assert 0 < words <= rows == len(before["tracked"])
    journal.rebuild(counter.store)
    assert tables(counter.store, ("tracked",)) == before


def test_an_act_moves_a_dossier_from_list_to_list_at_once(
    counter: Counter, at_noon: StillClock
) -> None:
    """Received it is under way, at the cut-off it presses, and cancelled it is in no list."""
    officer = counter.sign_in.sign_in(RECEIVER, PIN)
    before = counter.tracking.newest()
    issued = receive(counter, officer, name="Nguyễn Văn Theo Dõi")
    assert counter.tracking.newest() != before
    own = Narrow(typed="theo doi nguyen", officer=officer.id)
    (line,) = lines(counter, Question.RUNNING, own)
    code = str(issued.dossier.taken_in().code)
    assert (line.number, line.place, line.officer) == (code, Place.CENTER, officer.id)
    assert lines(counter, Question.HAND_OVER, own) == ()
    at_noon.moment = NOW + timedelta(hours=5, minutes=46)
    assert [it.id for it in lines(counter, Question.HAND_OVER, own)] == [line.id]
    by = counter.tracking.shares(Question.HAND_OVER, Narrow(), By.OFFICER)
    assert officer.name in {share.name for share in by}
    counter.amending.cancel(officer, line.id, reason="chọn nhầm thủ tục", slip=Photo(b"the slip"))
    assert {q: it.number for q, it in counter.tracking.counts(own).items() if it.number} == {}
