"""Findings that an officer overruled: recorded with their page; entries of before stay readable."""

import json
from dataclasses import replace
from typing import Final

import pytest

from data.domain import amendments
from data.domain.body import BodyError, Reader
from data.domain.dossier import Dossier
from data.domain.entries import ENTRY_LIMIT_BYTES, Body, Json, canonical
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.handing_over import folder_objections
from data.domain.received import (
    ANSWER_VERSION,
    FINDINGS_LIMIT,
    RECEPTION_VERSION,
    Component,
    Counts,
    Reception,
    component_body,
    findings,
    read_component,
    reception_body,
)
from data.domain.reception import PAGES_LIMIT
from data.domain.roles import Role
from data.domain.supplement import SUPPLEMENT_VERSION
from data.domain.vocabulary import (
    DOSSIER_ANSWERED,
    DOSSIER_PAGES_ADDED,
    DOSSIER_RECEIVED,
    DOSSIER_SUPPLEMENT_REQUESTED,
    PAGES_VERSION,
    VOCABULARY,
)
from tests.fakes.forge import ForgedDesk, a_reception

ONE, TWO = "ab" * 32, "cd" * 32
OVERRULED: Final = Component(
    id="c0",
    name="Điều lệ",
    counts=Counts(originals=1),
    pages=(ONE, TWO),
    overruled=((), ("glare", "out-of-focus")),
    declared=3,
)
SECOND_VERSION: Final = (
    '{"certified":0,"compared":0,"compared_by":"","condition":"good","copies":0,"id":"c0",'
    f'"kept":0,"name":"Điều lệ","originals":1,"pages":["{ONE}","{TWO}"]}}'
)
"""A component as the second program signed it."""
THIRD_VERSION: Final = (
    '{"certified":0,"compared":0,"compared_by":"","condition":"good","copies":0,"declared":3,'
    '"id":"c0","kept":0,"name":"Điều lệ","originals":1,'
    f'"overruled":[[],["glare","out-of-focus"]],"pages":["{ONE}","{TWO}"]}}'
)
FIRST_PAGES: Final = f'{{"component":"c0","pages":["{ONE}"]}}'
SECOND_PAGES: Final = f'{{"component":"c0","overruled":[["glare"]],"pages":["{ONE}"]}}'
ROLES: Final = (Role.RECEIVING,)


def body_of(text: str) -> Body:
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def lifted(kind: str, body: Body, version: int) -> Body:
    found = VOCABULARY.read(ForgedDesk("a").append(kind, body, version=version).entry)
    assert found is not None
    return found


def received(reception: Reception, desk: ForgedDesk, body: Body | None = None) -> Dossier:
    told = reception_body(reception) if body is None else body
    version = RECEPTION_VERSION if body is None else RECEPTION_VERSION - 1
    entry = desk.append(DOSSIER_RECEIVED, told, personal={}, version=version)
    return fold(entry.entry.subject, desk.known)


def test_golden_bytes_of_a_component() -> None:
    """The names and their order; another name is another version."""
    assert canonical(component_body(OVERRULED)).decode() == THIRD_VERSION
    assert read_component(Reader(body_of(THIRD_VERSION)), {}) == OVERRULED


def test_golden_bytes_of_pages_added() -> None:
    """Pages that come later say it too, in their own entry."""
    desk = ForgedDesk("a")
    dossier = received(a_reception(), desk)
    fact = amendments.add_pages(dossier, "c0", (ONE,), roles=ROLES, overruled=(("glare",),))
    assert (canonical(fact.body).decode(), fact.version) == (SECOND_PAGES, PAGES_VERSION)


@pytest.mark.parametrize(
    ("kind", "name", "version"),
    [
        (DOSSIER_RECEIVED, "components", RECEPTION_VERSION - 2),
        (DOSSIER_ANSWERED, "components", ANSWER_VERSION - 2),
        (DOSSIER_SUPPLEMENT_REQUESTED, "checked", SUPPLEMENT_VERSION - 1),
    ],
)
def test_an_entry_of_the_version_before_reads_as_nothing_overruled(
    kind: str, name: str, version: int
) -> None:
    """Its bytes stay as they were signed; what it did not say is nothing."""
    body = lifted(kind, {name: [body_of(SECOND_VERSION)]}, version)
    (component,) = Reader(body).children(name)
    expected = replace(OVERRULED, overruled=(), declared=0)
    assert read_component(component, {}) == expected


@pytest.mark.parametrize("broken", ["text", 7, None, {"a": 1}, ["text", 3]])
def test_lifting_never_raises(broken: Json) -> None:
    """What is malformed stays so, and `fold` makes a mark of it."""
    body = lifted(DOSSIER_RECEIVED, {"components": broken}, 2)
    assert body["components"] == broken


def test_pages_of_the_first_version_are_read() -> None:
    """An entry of an earlier program beside one of this program."""
    desk = ForgedDesk("a")
    received(a_reception(), desk)
    desk.append(DOSSIER_PAGES_ADDED, body_of(FIRST_PAGES), version=1)
    desk.append(DOSSIER_PAGES_ADDED, body_of(SECOND_PAGES), version=2)
    dossier = fold(desk.known[0].entry.subject, desk.known)
    assert dossier.conflicts == ()
    component = dossier.taken_in().components[0]
    assert component.pages == (ONE, ONE, ONE)
    assert component.overruled_pages == ((3, ("glare",)),)


@pytest.mark.parametrize(
    "wrong", ["glare", [["glare"]], [[], "glare"], [[], [7]], [[], [], []], {"0": []}, None]
)
def test_findings_belong_to_pages(wrong: Json) -> None:
    """A list for each page or none at all; anything else is a malformed body."""
    body = {**body_of(THIRD_VERSION), "overruled": wrong}
    with pytest.raises(BodyError):
        read_component(Reader(body), {})


def test_only_codes_are_recorded() -> None:
    """Free text, which might name somebody, never becomes a public fact."""
    told = ["glare", "Nguyễn Văn Thử", "out-of-focus", "glare", "x" * 40, "", "too-dark", "moved"]
    assert findings(told) == ("glare", "out-of-focus", "too-dark")


def test_the_largest_dossier_still_is_one_entry() -> None:
    """Every page named, and each kept in spite of as many findings as are recorded."""
    worst = tuple("abcde-fghij-klmno-pq" for _ in range(FINDINGS_LIMIT))
    reception = a_reception(components=1)
    full = replace(
        reception.components[0],
        pages=(ONE,) * PAGES_LIMIT,
        overruled=(worst,) * PAGES_LIMIT,
    )
    body = canonical(reception_body(replace(reception, components=(full,))))
    assert len(body) < ENTRY_LIMIT_BYTES - 8 * 1024


def test_c26_pages_are_counted_against_what_was_declared() -> None:
    """A gap is listed and blocks the hand-over, never the receipt; what came later closes it."""
    desk = ForgedDesk("a")
    reception = a_reception()
    first, second = reception.components
    counted = replace(first, declared=2)
    dossier = received(replace(reception, components=(counted, second)), desk)
    assert [it.id for it in dossier.taken_in().unscanned] == ["c0"]
    assert dossier.taken_in().components[0].gap == 1
    (objection,) = folder_objections(dossier, None)
    assert isinstance(objection, Refused)
    assert objection.code == "hand-over-unscanned"
    desk.append(DOSSIER_PAGES_ADDED, body_of(SECOND_PAGES), version=2)
    after = fold(dossier.id, desk.known)
    assert after.taken_in().unscanned == ()
    assert list(folder_objections(after, None)) == []


@pytest.mark.parametrize(
    ("counts", "declared", "pages", "gap"),
    [
        (Counts(), 0, 0, 0),
        (Counts(), 5, 0, 0),
        (Counts(originals=1), 0, 0, 1),
        (Counts(originals=1), 0, 1, 0),
        (Counts(copies=3), 4, 1, 3),
        (Counts(copies=3), 4, 6, 0),
    ],
)
def test_c26_the_gap(counts: Counts, declared: int, pages: int, gap: int) -> None:
    """Nothing of what was not handed in; of the rest what was counted, and one page at least."""
    component = Component("c0", "Điều lệ", counts, (ONE,) * pages, declared=declared)
    assert (component.gap, component.unscanned) == (gap, gap > 0)
