"""The register of agencies: index and identifier each name one agency."""

from dataclasses import replace

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.domain.agencies import AgencyKind, AgencyRegister

REGISTER = read_agencies(shipped.AGENCIES)


def test_an_agency_is_found_by_index_and_by_identifier() -> None:
    """Slip keys hold the index, dossier codes the identifier."""
    planning = REGISTER.by_index(5)
    assert planning is not None
    assert (planning.identifier, planning.name) == ("000.00.05.H47", "Sở Kế hoạch và Đầu tư")
    assert REGISTER.by_identifier("000.00.05.H47") is planning
    assert REGISTER.identifiers[5] == "000.00.05.H47"
    assert REGISTER.by_index(99) is None
    assert REGISTER.by_identifier("000.00.99.H47") is None


def test_every_party_of_the_regulation_has_its_kind() -> None:
    """R4, and the four with duties of their own."""
    assert {agency.kind for agency in REGISTER.agencies} == set(AgencyKind)


def test_only_the_police_return_results_at_their_own_unit() -> None:
    """R33, R97, R98."""
    own = [agency.kind for agency in REGISTER.agencies if agency.return_at_own_unit]
    assert own == [AgencyKind.POLICE]


def test_the_province_part_comes_from_the_configuration() -> None:
    """H47 is not verified (law.md §3): a Center may set another."""
    elsewhere = read_agencies(shipped.AGENCIES, "H99")
    assert {agency.identifier[-4:] for agency in elsewhere.agencies} == {".H99"}


def test_no_agency_of_the_sample_is_taken_for_verified() -> None:
    """Identifiers were never compared with the national list."""
    assert not any(agency.verified for agency in REGISTER.agencies)


def test_a_register_never_holds_an_index_or_identifier_twice() -> None:
    """Two agencies with one key would let a slip open the wrong dossier."""
    one, two, *_ = REGISTER.agencies
    with pytest.raises(AssertionError):
        AgencyRegister(REGISTER.edition, (one, replace(two, index=one.index)))
    with pytest.raises(AssertionError):
        AgencyRegister(REGISTER.edition, (one, replace(two, identifier=one.identifier)))


def test_a_fee_goes_to_the_account_of_its_agency() -> None:
    """Who has none is left out."""
    accounts = REGISTER.accounts
    planning = REGISTER.by_index(5)
    assert planning is not None
    assert planning.account is not None
    assert accounts[5] == planning.account
    assert 0 not in accounts


def test_r114_where_the_post_may_collect_its_account_is_used() -> None:
    """Also by an agency with an account of its own; without the post's there is none."""
    post = next(it for it in REGISTER.agencies if it.kind is AgencyKind.POST)
    assert post.account is not None
    led = tuple(replace(it, post_may_collect=it.index == 5) for it in REGISTER.agencies)
    assert replace(REGISTER, agencies=led).accounts[5] == post.account
    alone = tuple(replace(it, account=None) if it.index == post.index else it for it in led)
    assert 5 not in replace(REGISTER, agencies=alone).accounts


def test_no_account_of_the_sample_is_one_of_a_bank() -> None:
    """A sample slip that somebody scans moves no money."""
    assert {account.bank_bin for account in REGISTER.accounts.values()} == {"999999"}
