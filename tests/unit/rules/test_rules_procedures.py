"""What stands against receiving a procedure, what is missing of it, and how it is found."""

from dataclasses import replace
from datetime import date

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.procedures import read_procedures
from data.domain.catalogue import Catalogue
from data.domain.procedures import (
    Bar,
    BarCode,
    Content,
    Procedure,
    Publication,
    missing_contents,
    receivable,
)

SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
TODAY = date(2026, 11, 23)


def sample(code: str) -> Procedure:
    procedure = SAMPLE.by_code(code)
    assert procedure is not None
    return procedure


COMPANY = sample("MAU-KHDT-01")


def published(first: date, last: date | None) -> Publication:
    return Publication("chưa kiểm chứng", None, first, last)


def test_a_published_procedure_may_be_received() -> None:
    """R8: from the first day of its publication to the last."""
    bounded = replace(COMPANY, publication=published(TODAY, TODAY))
    assert receivable(bounded, TODAY) == ()


@pytest.mark.parametrize(
    ("publication", "successor", "bar"),
    [
        (None, "", Bar(BarCode.NOT_PUBLISHED, hard=False)),
        (
            published(date(2027, 1, 1), None),
            "",
            Bar(BarCode.NOT_YET_EFFECTIVE, hard=False, day=date(2027, 1, 1)),
        ),
        (
            published(date(2019, 9, 26), date(2026, 11, 22)),
            "",
            Bar(BarCode.EXPIRED, hard=False, day=date(2026, 11, 22)),
        ),
        (
            published(date(2019, 9, 26), date(2026, 11, 22)),
            "MAU-KHDT-02",
            Bar(BarCode.REPLACED, hard=True, day=date(2026, 11, 22), instead="MAU-KHDT-02"),
        ),
    ],
)
def test_what_is_not_in_force_names_the_way_on(
    publication: Publication | None, successor: str, bar: Bar
) -> None:
    """C30: a late publication goes to the supervisor; what was replaced goes to its successor."""
    procedure = replace(COMPANY, publication=publication, successor=successor)
    assert receivable(procedure, TODAY) == (bar,)


def test_an_abolished_procedure_stops_hard_from_its_day() -> None:
    """C30: the only hard stop of the law itself."""
    abolished = replace(COMPANY, abolished_on=TODAY)
    assert receivable(abolished, date(2026, 11, 22)) == ()
    assert receivable(abolished, TODAY) == (Bar(BarCode.ABOLISHED, hard=True, day=TODAY),)


def test_what_is_received_elsewhere_says_where() -> None:
    """R29: the officer can tell the citizen where to go."""
    elsewhere = replace(COMPANY, elsewhere="Ủy ban nhân dân cấp xã")
    assert receivable(elsewhere, TODAY) == (
        Bar(BarCode.NOT_HERE, hard=True, instead="Ủy ban nhân dân cấp xã"),
    )


def test_the_sixteen_contents_are_those_of_the_regulation() -> None:
    """R26."""
    assert len(Content) == 16


def test_missing_contents_are_named() -> None:
    """R26: what nobody published is said, in the order of the regulation."""
    bare = replace(
        COMPANY,
        name="",
        steps=(),
        manner=(),
        components=(),
        sets=0,
        applicants="",
        fees=None,
        forms=None,
        conditions="",
        legal_grounds=(),
        result="",
        field="",
        agency=replace(COMPANY.agency, name=""),
        officers=(),
        other="",
    )
    assert missing_contents(COMPANY) == ()
    assert missing_contents(bare) == tuple(one for one in Content if one is not Content.LIMIT)


def test_no_fee_and_no_form_are_published_facts() -> None:
    """An empty list says "none"; only silence is missing."""
    assert missing_contents(replace(COMPANY, fees=(), forms=())) == ()


def codes(found: tuple[Procedure, ...]) -> list[str]:
    return [procedure.code for procedure in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mau-nv-01", ["MAU-NV-01"]),
        ("dang ky thanh lap", ["MAU-KHDT-01", "MAU-NK-02", "MAU-KHDT-03"]),
        ("ĐĂNG KÝ  thành lập công ty", ["MAU-KHDT-01"]),
        ("ly lich tu phap", ["MAU-TP-02", "MAU-TP-01"]),
        ("phieu ly lich tu phap so 2", ["MAU-TP-01"]),
        ("cong an tinh", ["MAU-CA-01"]),
        ("xuat nhap canh", ["MAU-CA-01"]),
        ("khdt", ["MAU-KHDT-02", "MAU-KHDT-01", "MAU-KHDT-03"]),
        ("khai sinh", ["MAU-NK-01"]),
        ("TNHH khong co", []),
    ],
)
def test_search_finds_by_name_code_field_and_agency_without_accents(
    typed: str, expected: list[str]
) -> None:
    """R27: every typed word must match somewhere; the best come first."""
    found = codes(SAMPLE.search(typed))
    assert found[: len(expected)] == expected
    assert expected or not found


def test_the_best_match_comes_first() -> None:
    """Exact code, then name prefix, then starts of words, then the rest; by name within each."""
    ranked = (
        replace(COMPANY, code="doi", name="Việc khác"),
        replace(COMPANY, code="x1", name="Đổi giấy phép"),
        replace(COMPANY, code="x2", name="Cấp, đổi thẻ"),
        replace(COMPANY, code="x3", name="Bãi bỏ", field="Quyền của hội đoi"),
    )
    catalogue = Catalogue(SAMPLE.edition, tuple(reversed(ranked)))
    assert codes(catalogue.search("đổi")) == ["doi", "x1", "x2", "x3"]


def test_nothing_typed_finds_all_by_name() -> None:
    """The list that an officer can page through."""
    assert len(SAMPLE.search("  ")) == len(SAMPLE.procedures)


def test_a_catalogue_never_holds_a_code_twice() -> None:
    """A dossier names its procedure by code."""
    with pytest.raises(AssertionError):
        Catalogue(SAMPLE.edition, (COMPANY, COMPANY))
    assert SAMPLE.by_code("khong-co") is None
