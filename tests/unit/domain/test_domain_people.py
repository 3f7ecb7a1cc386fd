"""Who somebody is, told by numbers and never by a name alone (C17, C18), and a leader's word."""

import pytest

from data.domain.confirmation import Confirmation, confirmed
from data.domain.errors import Refused
from data.domain.people import IdentityKind, person, same_party
from data.domain.vocabulary import DOSSIER_RECEIVED, sort_of

NAME = "Nguyễn Văn Thử"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("", IdentityKind.NONE),
        ("049000000", IdentityKind.OLD_CARD),
        ("049000000123", IdentityKind.CITIZEN_CARD),
        ("C0000000", IdentityKind.PASSPORT),
        ("C00", IdentityKind.OTHER),
        ("12345", IdentityKind.OTHER),
    ],
)
def test_c17_the_kind_of_a_paper_is_told_by_its_number(number: str, kind: IdentityKind) -> None:
    """No number is no dead end, and a number of another kind is another paper."""
    assert person(NAME, identity=number).identity_kind is kind


def test_c17_what_the_officer_saw_counts_before_what_the_number_looks_like() -> None:
    """A passport of twelve digits is a passport."""
    seen = person(NAME, identity="049000000123", identity_kind="passport")
    assert seen.identity_kind is IdentityKind.PASSPORT


def test_c18_one_number_in_common_makes_one_party_and_a_name_never_does() -> None:
    """Also the number of an earlier card, or a tax code."""
    one = person(NAME, identity="049000000123")
    assert same_party(one, person("Tên Khác", old_identity="049000000123"))
    assert not same_party(one, person(NAME, identity="049000000456"))
    assert not same_party(person(NAME), person(NAME))


def test_c4_a_leaders_word_alone_is_no_law() -> None:
    """What lets the rule be left is cited, cleaned, and says whether the act was the leader's."""
    assert confirmed(" Điều 0  Luật Thử ", "aa", own=True) == Confirmation(
        "Điều 0 Luật Thử", "aa", own=True
    )
    with pytest.raises(Refused, match="citation-missing"):
        confirmed(" ", "aa")


def test_a_kind_says_the_sort_of_its_subject() -> None:
    """By what stands before its point."""
    assert sort_of(DOSSIER_RECEIVED) == "dossier"
