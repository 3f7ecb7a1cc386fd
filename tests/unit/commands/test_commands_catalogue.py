"""`counter catalogue check|template`: a workbook to fill in, and its faults by cell."""

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from counter_app import cli
from counter_app.commands import catalogue as command
from counter_app.commands.findings import has_error
from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.errors import Severity
from data.catalogue.procedures import read_procedures
from data.catalogue.template import CELL_LIMIT

AGENCIES = read_agencies(shipped.AGENCIES)


def run(*arguments: str | Path) -> tuple[int, list[str]]:
    ran = CliRunner().invoke(cli.app, ["catalogue", *map(str, arguments)])
    return ran.exit_code, ran.stdout.splitlines()


def test_a_filled_template_is_the_catalogue_it_was_made_from(tmp_path: Path) -> None:
    """TOML → workbook → check: nothing is wrong with it, and it says the same."""
    path = tmp_path / "danh-muc.xlsx"
    assert run("template", path, "--from", shipped.SAMPLE_CATALOGUE) == (0, [str(path)])
    assert run("check", path)[0] == 0
    sample = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
    assert read_procedures(path, AGENCIES).procedures == sample.procedures


def test_a_wrong_cell_is_told_with_sheet_and_cell(tmp_path: Path) -> None:
    """In words for people and in fields for programs; exit code 1."""
    path = tmp_path / "danh-muc.xlsx"
    run("template", path, "--from", shipped.SAMPLE_CATALOGUE, "--json")
    book = openpyxl.load_workbook(path)
    sheet = book["Thành phần"]
    assert isinstance(sheet, Worksheet)
    sheet["E2"].value = "=1+1"
    book.save(path)
    code, out = run("check", path, "--json")
    (wrong,) = (it for it in map(json.loads, out) if it["severity"] == "error")
    assert code == 1
    assert (wrong["sheet"], wrong["cell"], wrong["line"]) == ("Thành phần", "E2", 2)
    assert any(line.startswith("danh-muc.xlsx «Thành phần»!E2: ") for line in run("check", path)[1])


def test_a_line_of_toml_has_no_cell(tmp_path: Path) -> None:
    """What is not there is not in the answer."""
    path = tmp_path / "thu.toml"
    path.write_text('kind = "procedures"\n', "utf-8")
    found = [json.loads(line) for line in run("check", path, "--json")[1]]
    assert all(set(it) == {"file", "line", "severity", "message"} for it in found)


def test_nobodys_work_is_overwritten(tmp_path: Path) -> None:
    """A template is written to a new file or not at all."""
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(b"work of a week")
    assert run("template", path) == (1, ["danh-muc.xlsx:0: Tệp đã có; hãy chọn tên khác."])
    assert path.read_bytes() == b"work of a week"


@pytest.mark.parametrize(
    ("name", "words"),
    [("danh-muc.toml", "phải có đuôi .xlsx"), ("khong-co/danh-muc.xlsx", "Không ghi được tệp")],
)
def test_a_template_that_cannot_be_written_says_why(tmp_path: Path, name: str, words: str) -> None:
    """One sentence, and no file."""
    code, (said,) = run("template", tmp_path / name)
    assert (code, words in said) == (1, True)
    assert not (tmp_path / name).exists()


def test_a_broken_source_is_told_like_a_check(tmp_path: Path) -> None:
    """The workbook is not written from half a catalogue."""
    source, path = tmp_path / "thu.toml", tmp_path / "danh-muc.xlsx"
    source.write_text('kind = "procedures"\nname = "thu"\n', "utf-8")
    found = command.write_template(path, source)
    assert has_error(found)
    assert not path.exists()


def test_a_text_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    """A spreadsheet would cut it without a word."""
    text = (shipped.SAMPLE_CATALOGUE / "cong-an.toml").read_text("utf-8")
    steps = ", ".join(f'"{number} {"x" * 990}"' for number in range(CELL_LIMIT // 900))
    start, end = text.index("steps = ["), text.index("manner = ")
    source = tmp_path / "thu.toml"
    source.write_text(f"{text[:start]}steps = [{steps}]\n{text[end:]}", "utf-8")
    (found,) = command.write_template(tmp_path / "danh-muc.xlsx", source)
    assert (found.severity, "Trình tự thực hiện" in found.sentence) == (Severity.ERROR, True)
    assert not (tmp_path / "danh-muc.xlsx").exists()
