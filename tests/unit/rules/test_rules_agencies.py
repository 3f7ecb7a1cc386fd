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
