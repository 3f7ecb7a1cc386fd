"""A catalogue ready to be kept: one text, one edition, under the decision that published it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.errors import CatalogueError
from data.catalogue.importing import package
from data.catalogue.procedures import procedures_from, read_procedures
from data.catalogue.template import write_workbook
from data.domain.procedures import BarCode, Publication, receivable

AGENCIES = read_agencies(shipped.AGENCIES)
SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
DECISION = Publication("thử/QĐ-UBND", date(2026, 10, 1), date(2026, 11, 1), None)


def test_what_is_kept_reads_back_as_what_was_imported() -> None:
    """Same procedures, same edition: a dossier can name the edition it was received under."""
    imported = package(shipped.SAMPLE_CATALOGUE, AGENCIES, DECISION)
    read = procedures_from("bất kỳ.toml", imported.toml_bytes, AGENCIES)
    assert read == imported.catalogue
    assert (read.edition, read.publication) == (imported.edition, DECISION)


def test_toml_and_workbook_give_the_same_edition(tmp_path: Path) -> None:
    """The edition is that of the canonical text, not of the file that somebody sent."""
    path = tmp_path / "danh-muc.xlsx"
    write_workbook(path, AGENCIES, SAMPLE)
    one, two = (package(it, AGENCIES, DECISION) for it in (shipped.SAMPLE_CATALOGUE, path))
    assert one.toml_bytes == two.toml_bytes
    assert one.edition == two.edition


def test_another_decision_is_another_edition() -> None:
    """R8: what may be received, and from when, is part of what was imported."""
    later = replace(DECISION, effective_from=date(2027, 1, 1))
    one = package(shipped.SAMPLE_CATALOGUE, AGENCIES, DECISION)
    assert package(shipped.SAMPLE_CATALOGUE, AGENCIES, later).edition != one.edition


def test_the_decision_publishes_what_has_no_publication_of_its_own(tmp_path: Path) -> None:
    """R8: a procedure with its own decision keeps it; what is received elsewhere gets none."""
    text = (shipped.SAMPLE_CATALOGUE / "ke-hoach-va-dau-tu.toml").read_text("utf-8")
    start, end = text.index("[procedure.publication]"), text.index("[[procedure.form]]")
    (tmp_path / "a.toml").write_text(text[:start] + text[end:], "utf-8")
    elsewhere = (shipped.SAMPLE_CATALOGUE / "noi-khac.toml").read_text("utf-8")
    (tmp_path / "b.toml").write_text(elsewhere, "utf-8")
    catalogue = package(tmp_path, AGENCIES, DECISION).catalogue
    found = {it.code: it.publication for it in catalogue.procedures}
    assert found["MAU-KHDT-01"] == DECISION
    assert found["MAU-KHDT-02"] == Publication("chưa kiểm chứng", None, date(2019, 9, 26), None)
    assert found["MAU-NK-01"] is None
    company = catalogue.by_code("MAU-KHDT-01")
    assert company is not None
    assert [bar.code for bar in receivable(company, date(2026, 10, 31))] == [
        BarCode.NOT_YET_EFFECTIVE
    ]
    assert receivable(company, date(2026, 11, 1)) == ()


def test_a_catalogue_with_an_error_is_not_imported(tmp_path: Path) -> None:
    """All or nothing."""
    text = (shipped.SAMPLE_CATALOGUE / "cong-an.toml").read_text("utf-8")
    (tmp_path / "a.toml").write_text(text.replace("sets = 1", "sets = 0"), "utf-8")
    with pytest.raises(CatalogueError, match="phải từ 1"):
        package(tmp_path, AGENCIES, DECISION)
