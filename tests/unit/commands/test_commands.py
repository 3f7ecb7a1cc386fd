"""The commands as a script sees them: real processes, JSON on stdout, honest exit codes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counter_app.config import load, places
from tests.fakes.desk import StillClock, opened

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(self.out)


def counter(*arguments: str | Path, home: Path | None = None) -> Ran:
    options = ["--home", str(home)] if home else []
    command = [sys.executable, "-m", "counter_app", *options, *map(str, arguments)]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    home: Path
    told: Any

    @property
    def code(self) -> str:
        return str(self.told["code"])


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    home = tmp_path_factory.mktemp("practice")
    ran = counter("practice", "--headless", "--json", "--keep", home, "--applicant", "Lê Thị Mẫu")
    assert ran.code == 0, ran.err
    return Rehearsed(home, ran.json)


def test_practice_plays_the_main_job_and_says_where_the_papers_lie(rehearsed: Rehearsed) -> None:
    """Code, due date, store and the three files of the slip; every file is there."""
    told = rehearsed.told
    assert set(told) == {"code", "due", "store", "slip"}
    assert Path(told["store"]).is_dir()
    assert Path(told["slip"]["png"]).read_bytes().startswith(b"\x89PNG")
    assert Path(told["slip"]["pdf"]).read_bytes().startswith(b"%PDF")
    assert Path(told["slip"]["escpos"]).read_bytes().startswith(b"\x1b@")
    assert told["due"].endswith("+07:00")


def test_scanning_the_slip_finds_the_dossier(rehearsed: Rehearsed) -> None:
    """Paper → QR and Code 128 → dossier with its history and reasons."""
    seen = counter("scan", "--json", rehearsed.told["slip"]["png"]).json
    values = {it["kind"]: it["value"] for it in seen["barcodes"]}
    assert values["dossier-code"] == rehearsed.code
    for scanned in values["dossier-code"], values["slip-key"]:
        found = counter("dossier", scanned, "--json", home=rehearsed.home).json
        assert found["applicant"] == "Lê Thị Mẫu"
        assert found["due"] == rehearsed.told["due"]
        assert [line["kind"] for line in found["history"]] == ["dossier.received"]
        assert found["reasons"]
        assert {paper["state"] for paper in found["papers"]} == {"archived", "confirmed"}


def test_dossier_speaks_to_people_too(rehearsed: Rehearsed) -> None:
    """Without --json it is a short text in Vietnamese."""
    ran = counter("dossier", rehearsed.code, home=rehearsed.home)
    assert ran.code == 0
    assert "Lê Thị Mẫu" in ran.out
    assert "Hẹn trả" in ran.out


def test_form_05_of_a_dossier_is_drawn_on_demand(rehearsed: Rehearsed, tmp_path: Path) -> None:
    """Nothing was printed of it; it is drawn from the entries as they are now."""
    png, pdf = tmp_path / "05.png", tmp_path / "05.pdf"
    asked = ("slip", rehearsed.code, "--form", "control-sheet", "--png", png, "--pdf", pdf)
    before = counter("dossier", rehearsed.code, "--json", home=rehearsed.home).json
    assert counter(*asked, home=rehearsed.home).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    assert pdf.read_bytes().startswith(b"%PDF")
    assert counter("dossier", rehearsed.code, "--json", home=rehearsed.home).json == before
    refused = counter(
        "slip", rehearsed.code, "--form", "apology", "--png", png, home=rehearsed.home
    )
    assert refused.code == 1


def test_slip_of_a_dossier_is_the_paper_that_was_printed(
    rehearsed: Rehearsed, tmp_path: Path
) -> None:
    """PNG dot for dot, ESC/POS byte for byte."""
    png, escpos, pdf = (tmp_path / name for name in ("a.png", "a.escpos", "a.pdf"))
    ran = counter(
        "slip", rehearsed.code, "--png", png, "--escpos", escpos, "--pdf", pdf, home=rehearsed.home
    )
    assert ran.code == 0, ran.err
    assert png.read_bytes() == Path(rehearsed.told["slip"]["png"]).read_bytes()
    assert escpos.read_bytes() == Path(rehearsed.told["slip"]["escpos"]).read_bytes()
    assert pdf.read_bytes() == Path(rehearsed.told["slip"]["pdf"]).read_bytes()


def test_printer_decode_draws_the_recorded_stream(rehearsed: Rehearsed, tmp_path: Path) -> None:
    """The interpreter of the simulated printer over a file: all bytes understood."""
    ran = counter(
        "printer", "decode", rehearsed.told["slip"]["escpos"], "--json", "--out", tmp_path
    )
    decoded = ran.json
    assert decoded["unparsed"] == 0
    assert decoded["bytes"] == Path(rehearsed.told["slip"]["escpos"]).stat().st_size
    assert [(paper["width"]) for paper in decoded["papers"]] == [576]
    drawn = Path(decoded["papers"][0]["png"]).read_bytes()
    assert drawn == Path(rehearsed.told["slip"]["png"]).read_bytes()


def test_journal_verify_finds_nothing_in_a_sound_journal(rehearsed: Rehearsed) -> None:
    """Every entry is as it was signed."""
    ran = counter("journal", "verify", "--json", home=rehearsed.home)
    assert (ran.code, ran.json["ok"], ran.json["findings"]) == (0, True, [])
    assert ran.json["entries"] >= 10


def test_check_names_each_part_and_the_cure(rehearsed: Rehearsed) -> None:
    """The practice printer is gone by now: a failed check, exit 1, with what to do."""
    ran = counter("check", "--json", home=rehearsed.home)
    parts = {part["part"]: part for part in ran.json["parts"]}
    assert ran.code == 1
    assert parts["store"]["state"] == "ready"
    assert parts["printer"]["state"] == "unreachable"
    assert parts["printer"]["cure"]


def test_due_of_the_worked_example() -> None:
    """Received 26/9/2019, five working days: 3/10/2019, the weekend skipped."""
    told = counter("due", "--days", "5", "--received", "2019-09-26T09:00", "--json").json
    assert told["due"] == "2019-10-03T17:00:00+07:00"
    assert told["counted"][0] == "2019-09-27"
    assert [skip["date"] for skip in told["skipped"]] == ["2019-09-28", "2019-09-29"]
    assert told["calendar"]


def test_due_of_a_procedure_explains_itself() -> None:
    """Each day counted or skipped stands on a line."""
    ran = counter("due", "MAU-KHDT-01", "--received", "2026-11-23T09:14")
    assert ran.code == 0
    assert "17:00 27/11/2026" in ran.out
    assert "Ngày Văn hóa Việt Nam" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("due", "NO-SUCH-PROCEDURE"),
        ("due", "--days", "5", "--received", "2031-01-01T09:00"),
        ("dossier", "000.00.05.H47-261123-0499"),
        ("journal", "verify"),
        ("printer", "decode", "/no/such/file"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_1(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No traceback, nothing on stdout, and the sentence is not the one for the unforeseen."""
    ran = counter(*arguments, home=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.strip().splitlines()) == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("due",),
        ("due", "MAU-KHDT-01", "--days", "3"),
        ("due", "--days", "3", "--received", "yesterday"),
        ("due", "--days", "0"),
        ("slip", "000.00.05.H47-261123-0499"),
        ("no-such-command",),
        ("--lang", "xx", "due", "--days", "3"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: tuple[str, ...]) -> None:
    """A script can tell a wrong call from a refusal."""
    assert counter(*arguments).code == 2


def test_the_pages_of_a_dossier_come_as_pdfs(rehearsed: Rehearsed, tmp_path: Path) -> None:
    """One line and one file for each component with pages; a lost page is exit code 1."""
    command = ("dossier", rehearsed.code, "--pdf", tmp_path, "--json")
    ran = counter(*command, home=rehearsed.home)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert lines
    assert sorted(str(path) for path in tmp_path.iterdir()) == [line["file"] for line in lines]
    (blobs,) = rehearsed.home.rglob("blobs")
    blobs.rename(blobs.with_name("elsewhere"))
    lost = counter(*command, home=rehearsed.home)
    blobs.with_name("elsewhere").rename(blobs)
    assert lost.code == 1
    assert all(json.loads(line)["missing"] for line in lost.out.splitlines())


def test_scan_reports_a_bad_file_and_goes_on(tmp_path: Path) -> None:
    """One JSON line a picture; the bad one says why, the exit code says that there was one."""
    bad = tmp_path / "a.jpg"
    bad.write_bytes(b"\xff\xd8 broken")
    ran = counter("scan", "--json", bad, bad)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert len(lines) == 2
    assert all(line["error"] and line["pages"] == [] for line in lines)


def test_catalogue_check_names_the_line(tmp_path: Path) -> None:
    """A broken file is refused with its line."""
    broken = tmp_path / "calendar.toml"
    broken.write_text('kind = "calendar"\nname = \n')
    ran = counter("catalogue", "check", broken, "--json")
    assert ran.code == 1
    assert json.loads(ran.out.splitlines()[0])["line"] == 2


def test_hostile_applicant_is_printed_and_found(tmp_path: Path) -> None:
    """Markup, commands and bidi marks in a name end as text on slip, screen and JSON."""
    hostile = "[/bold][@click=app.quit]=cmd()\x1b@\u202eĐỗ"
    ran = counter("practice", "--headless", "--json", "--keep", tmp_path, "--applicant", hostile)
    assert ran.code == 0, ran.err
    found = counter("dossier", ran.json["code"], "--json", home=tmp_path).json
    assert found["applicant"] == "[/bold][@click=app.quit]=cmd()@Đỗ"


def test_the_desk_needs_a_terminal_and_says_so(tmp_path: Path) -> None:
    """Started from a script without a terminal, it opens nothing."""
    ran = counter(home=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert "counter --help" in ran.err


def test_a_second_desk_process_exits_with_a_sentence(rehearsed: Rehearsed) -> None:
    """One writer at a time: the second one says where to go on, and commands still read."""
    with opened(load(places(rehearsed.home)), StillClock()):
        second = counter(home=rehearsed.home)
        reading = counter("dossier", rehearsed.code, home=rehearsed.home)
    assert (second.code, len(second.err.splitlines())) == (1, 1)
    assert "counter --help" not in second.err
    assert reading.code == 0
