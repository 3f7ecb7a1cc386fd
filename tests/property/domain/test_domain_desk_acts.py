"""What a desk does besides form 01: 02 once, numbers that never meet, a fold that never falls."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from counter_app.bootstrap import read_rulebook
from data.domain.codes import FormNumber, Series, form_number, read_form_key
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.entries import Fact, Json, Recorded
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.not_accepted import RequestSupplement, decide_supplement
from data.domain.numbering import Slice, desk_slice, next_number
from data.domain.received import RECEPTION_VERSION, personal_fields, reception_body
from data.domain.roles import Role
from data.domain.supplement import Demand
from data.domain.vocabulary import DOSSIER_RECEIVED, VOCABULARY
from tests.fakes.forge import START, ForgedDesk, a_reception, an_id
from tests.fakes.stores import APPLICANT

RULES = read_rulebook()
PROCEDURE = RULES.catalogue.procedures[8]
ROLES = frozenset({Role.RECEIVING, Role.CENTER})
DAY = date(2026, 11, 23)
LEADER = Confirmation("Điều 0 Nghị định không có thật", "aa" * 16)

components = st.sampled_from([item.id for item in PROCEDURE.components])
requests = st.builds(
    lambda ids, confirmation: RequestSupplement(
        procedure=PROCEDURE,
        demands=tuple(Demand(it, "Giấy tờ") for it in ids),
        reason="",
        desk="03",
        at=START,
        confirmation=confirmation,
    ),
    st.lists(components, max_size=3),
    st.sampled_from([None, LEADER]),
)


def asked(dossier: Dossier, request: RequestSupplement, serial: int) -> Fact | None:
    number = FormNumber(Series.SUPPLEMENT, DAY, serial)
    try:
        return decide_supplement(dossier, request, number=number, roles=ROLES, rules=RULES.in_force)
    except Refused:
        return None


def append(desk: ForgedDesk, fact: Fact) -> Recorded:
    return desk.append(
        fact.kind, fact.body, personal=fact.personal, version=fact.version, subject=fact.subject
    )


@given(st.lists(requests, max_size=6))
def test_r70_a_second_form_02_always_has_a_leader_behind_it(
    wanted: list[RequestSupplement],
) -> None:
    """However often it is tried, only the first 02 of a dossier stands without a confirmation."""
    desk, subject = ForgedDesk("a"), an_id("dossier")
    entries: list[Recorded] = []
    for serial, request in enumerate(wanted, start=1):
        fact = asked(fold(subject, entries), request, serial)
        if fact is not None:
            entries.append(append(desk, fact))
    dossier = fold(subject, entries)
    assert [it.entry for it in dossier.supplements] == [it.hash for it in entries]
    assert all(it.confirmation for it in dossier.supplements[1:])
    assert all(it.demands for it in dossier.supplements)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60), st.integers(2, 9))
def test_a2_numbers_of_desks_that_never_speak_never_meet(turns: list[int], desks: int) -> None:
    """Every desk counts in its own slice, so all numbers of a day are different."""
    highest: dict[int, int] = {}
    given_out: list[str] = []
    for turn in turns:
        desk = 1 + turn % desks
        own: Slice = desk_slice(desk, desks)
        highest[desk] = next_number(own, highest.get(desk))
        given_out.append(str(FormNumber(Series.SUPPLEMENT, DAY, highest[desk])))
    assert len(set(given_out)) == len(given_out)


@given(
    st.sampled_from(Series), st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999)
)
def test_a_form_number_is_one_with_its_key(series: Series, day: date, serial: int) -> None:
    """Number, text and key say the same, whatever the day."""
    number = FormNumber(series, day, serial)
    assert read_form_key(number.key) == number
    assert form_number(series, str(number)) == number


scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "missing"])
inner = st.lists(scalars, max_size=2) | st.dictionaries(st.sampled_from(["name", "id"]), scalars)
wild = st.dictionaries(
    st.sampled_from(
        ["number", "demands", "agency", "procedure", "basis", "field", "at", "pages", "component",
         "fee", "slip_page", "return_place", "post_item", "confirmation", "checked", "ground"]
    ),
    scalars | inner | st.lists(inner, max_size=2),
)  # fmt: skip
kinds = st.sampled_from(sorted(it for it in VOCABULARY.newest if it.startswith("dossier.")))


@given(st.lists(st.tuples(kinds, wild, st.integers(1, 2)), max_size=8), st.randoms())
def test_no_entry_of_any_kind_makes_the_fold_fall(
    events: list[tuple[str, dict[str, Json], int]], random: Random
) -> None:
    """Bodies that promise nothing become marks; order and repetition change nothing."""
    desk = ForgedDesk("a")
    body = reception_body(a_reception(1))
    personal = personal_fields(APPLICANT, None, a_reception(1))
    entries = [
        desk.append(DOSSIER_RECEIVED, body, personal=personal, version=RECEPTION_VERSION),
        *(desk.append(kind, it, version=version) for kind, it, version in events),
    ]
    shuffled = [*entries, *entries]
    random.shuffle(shuffled)
    assert fold("d", shuffled) == fold("d", entries)


def test_the_first_version_of_a_reception_reads_as_the_second() -> None:
    """A dossier of an earlier program folds to the same facts; what it never said is empty."""
    desk = ForgedDesk("a")
    new = reception_body(a_reception(7))
    later = {"authorization", "confirmation", "inbound", "late", "post_item", "recover"}
    later |= {"replaces", "return_by_post", "visit"}
    old = {key: value for key, value in new.items() if key not in later}
    old["fee"] = {"amount_vnd": 50_000, "state": "unpaid"}
    old["components"] = [
        {key: value for key, value in it.items() if key not in {"compared_by", "condition", "kept"}}
        for it in new["components"]  # type: ignore[union-attr]  # a list, as written above
        if isinstance(it, dict)
    ]
    personal = personal_fields(APPLICANT, None, a_reception(7))
    dossier = fold("d", [desk.append(DOSSIER_RECEIVED, old, personal=personal, version=1)])
    assert dossier.reception == a_reception(7)


def test_erasing_persons_leaves_every_public_fact() -> None:
    """Addresses, remarks and reasons go with the persons; counts, code and fee stay."""
    desk = ForgedDesk("a")
    reception = a_reception(3)
    returning = replace(reception.returning, by_post=True, address="Thôn Không Có")
    reception = replace(reception, returning=returning)
    entry = desk.append(
        DOSSIER_RECEIVED,
        reception_body(reception),
        personal=personal_fields(APPLICANT, None, reception),
        version=RECEPTION_VERSION,
    )
    erased = fold("d", [replace(entry, personal=None)])
    assert erased.reception == replace(reception, returning=replace(returning, address=""))
    assert erased.applicant is None
