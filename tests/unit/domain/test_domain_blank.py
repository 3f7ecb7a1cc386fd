"""Blanks in the journal: their numbers come back, and what is malformed gives none."""

from datetime import date

import pytest

from data.domain.agencies import INDEX_LIMIT
from data.domain.blank import (
    BLANKS_LIMIT,
    PrintedBlanks,
    fold_blanks,
    printed,
    require_printable,
)
from data.domain.codes import FormNumber, Series
from data.domain.entries import Body
from data.domain.errors import Refused
from data.domain.roles import Role
from tests.fakes.forge import START, ForgedDesk, an_id

DAY = date(2026, 11, 23)
NUMBERS = tuple(FormNumber(Series.BLANK, DAY, serial) for serial in (7, 8, 9))
BLANKS = PrintedBlanks(an_id("blanks"), NUMBERS, "03", START)
BODY: Body = printed(BLANKS).body


def folded(*bodies: Body, version: int = 1) -> PrintedBlanks | None:
    desk, fact = ForgedDesk("a"), printed(BLANKS)
    entries = [
        desk.append(fact.kind, body, subject=fact.subject, version=version) for body in bodies
    ]
    return fold_blanks(BLANKS.id, entries)


def test_c7_printed_blanks_come_back_from_their_entry() -> None:
    """Numbers, desk and moment are read as they were written; who and which entry is added."""
    back = folded(BODY)
    assert back is not None
    assert (back.numbers, back.desk, back.at) == (NUMBERS, "03", START)
    assert (back.officer, len(back.entry)) == (an_id("officer of a"), 64)


def test_the_first_print_of_a_subject_stands() -> None:
    """A later entry cannot put other numbers onto paper that is out already."""
    back = folded(BODY, {**BODY, "numbers": ["261123-0099"]})
    assert back is not None
    assert back.numbers == NUMBERS


@pytest.mark.parametrize(
    "body",
    [
        {},
        {**BODY, "numbers": "261123-0001"},
        {**BODY, "numbers": ["261123-0001", "x"]},
        {**BODY, "numbers": ["261123-0000"]},
        {**BODY, "numbers": [7]},
        {**BODY, "at": "yesterday"},
        {**BODY, "desk": 3},
    ],
)
def test_a_malformed_entry_prints_nothing(body: Body) -> None:
    """Bodies come from other desks, so none of them is trusted, and the fold never falls."""
    assert folded(body) is None
    assert folded(body, BODY) is not None


def test_a_newer_version_is_not_guessed_at() -> None:
    """What a newer program wrote is left to it."""
    assert folded(BODY, version=2) is None


@pytest.mark.parametrize("role", Role)
def test_blanks_are_made_by_who_receives_and_by_administrators(role: Role) -> None:
    """Nobody else has a use for the numbers of a desk."""
    may = {Role.RECEIVING, Role.CENTER, Role.POSTAL, Role.ADMINISTRATOR}
    refused = ""
    try:
        require_printable(1, {role})
    except Refused as error:
        refused = error.code
    assert refused == ("" if role in may else "role-may-not")


@pytest.mark.parametrize("count", [-1, 0, BLANKS_LIMIT + 1])
def test_a_print_has_a_limit(count: int) -> None:
    """A slip of the finger must not use up the numbers of a day."""
    with pytest.raises(Refused, match="blanks-count-outside"):
        require_printable(count, {Role.RECEIVING})


def test_no_agency_has_the_first_digits_of_a_series() -> None:
    """Keys of papers and of dossiers never mean each other."""
    assert min(Series) == INDEX_LIMIT + 1
