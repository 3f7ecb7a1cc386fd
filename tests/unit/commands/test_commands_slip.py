"""`counter slip`: samples for who edits a template, and what is wrong with one."""

import shutil
from pathlib import Path

import pypdf
import pytest
from typer.testing import CliRunner

from counter_app.cli import app
from counter_app.commands import slip
from data.domain.papers import Form
from printing.papers.template import FORMS_OF_2018
from printing.simulated.interpreter import interpret
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened, receive

RUNNER = CliRunner()


def said(*words: str | Path) -> tuple[int, str]:
    done = RUNNER.invoke(app, ["slip", *map(str, words)])
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of forms as a Center edits it."""
    return shutil.copytree(FORMS_OF_2018, tmp_path / "mau")


def changed(folder: Path, form: Form, old: str, new: str) -> int:
    """The number of the line that was changed."""
    path = folder / f"{form}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize("form", [Form.APOLOGY, Form.CONTROL_SHEET, Form.REGISTER])
def test_a_sample_is_drawn_without_any_store(form: Form, tmp_path: Path) -> None:
    """As a picture, as a PDF, and as the bytes for a printer of either width."""
    files = [tmp_path / f"sample.{kind}" for kind in ("png", "pdf", "bin")]
    png, pdf, escpos = files
    asked = ("--sample", "--form", form, "--png", png, "--pdf", pdf, "--escpos", escpos)
    code, output = said(*asked)
    assert (code, output.split()) == (0, [str(png), str(escpos), str(pdf)])
    assert png.read_bytes().startswith(b"\x89PNG")
    assert pdf.read_bytes().startswith(b"%PDF")
    (wide,) = interpret(escpos.read_bytes()).papers
    assert said(*asked, "--narrow")[0] == 0
    (narrow,) = interpret(escpos.read_bytes(), width_dots=384).papers
    assert narrow.height_dots > wide.height_dots


def test_a_sample_shows_the_words_of_an_edited_template(folder: Path, tmp_path: Path) -> None:
    """What a Center changed in its own folder can be looked at before anybody is given it."""
    pictures = [tmp_path / f"{name}.png" for name in ("before", "after")]
    asked = ("--sample", "--form", Form.FEE_NOTE, "--forms", folder, "--png")
    assert said(*asked, pictures[0])[0] == 0
    changed(folder, Form.FEE_NOTE, "Phiếu này không thay", "Phiếu này không được thay")
    assert said(*asked, pictures[1])[0] == 0
    before, after = (it.read_bytes() for it in pictures)
    assert before != after


def test_templates_that_can_be_used_are_said_to_be_so(folder: Path) -> None:
    """A whole set, or one file of it."""
    for path in (folder, folder / "apology.toml"):
        code, output = said("--check", path)
        assert code == 0
        assert str(path) in output


@pytest.mark.parametrize("form", list(Form))
def test_an_unknown_field_is_named_with_file_and_line(folder: Path, form: Form) -> None:
    """Of every form, wherever it stands."""
    line = changed(folder, form, "{desk}", "{quay}")
    (mistake,) = slip.check(folder)
    assert (mistake.file, mistake.line) == (f"{form}.toml", line)
    assert mistake.reason == "unknown placeholder {quay}"


@pytest.mark.parametrize("form", list(Form))
def test_a_missing_field_is_named_with_file_and_line(folder: Path, form: Form) -> None:
    """A paper cannot lose its proof."""
    line = changed(folder, form, "{proof}", "0000")
    (mistake,) = slip.check(folder / f"{form}.toml")
    assert (mistake.file, mistake.line) == (f"{form}.toml", line)
    assert mistake.reason == "placeholder {proof} is missing"


def test_every_file_that_cannot_be_used_is_named(folder: Path) -> None:
    """One broken template does not hide another; a missing and a strange file are seen too."""
    changed(folder, Form.APOLOGY, "{new_due_day}", "{ngay}")
    (folder / "release.toml").unlink()
    (folder / "thu-cam-on.toml").write_text('form = "thanks"\n', encoding="utf-8")
    code, output = said("--check", folder)
    assert code == 1
    named = sorted(line.split(",")[0] for line in output.splitlines())
    assert named == ["apology.toml", "release.toml", "thu-cam-on.toml"]


def test_a_sample_of_a_broken_template_names_the_mistake(folder: Path, tmp_path: Path) -> None:
    """Exit code 1, and no picture."""
    changed(folder, Form.APOLOGY, "{new_due_day}", "{ngay}")
    picture = tmp_path / "sample.png"
    code, output = said("--sample", "--form", Form.APOLOGY, "--forms", folder, "--png", picture)
    assert code == 1
    assert "apology.toml, line" in output
    assert not picture.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--png", "x.png"),
        ("000.00.05.H47-261123-0001", "--sample", "--png", "x.png"),
        ("--sample",),
        ("--sample", "--form", "thanks", "--png", "x.png"),
    ],
    ids=["nobody's paper", "both", "no file", "no such form"],
)
def test_what_makes_no_sense_is_wrong_usage(words: tuple[str, ...]) -> None:
    """Exit code 2."""
    assert said(*words)[0] == 2


def test_form_06_of_some_days_is_written_as_a4(tmp_path: Path) -> None:
    """On its side, with a line for each dossier; days without any have no book."""
    clock, file = StillClock(), tmp_path / "register.pdf"
    with opened(founded(tmp_path, clock), clock) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        code = str(receive(counter, officer).dossier.taken_in().code)
    asked = ["--home", str(tmp_path), "register", "--pdf", str(file), "--until", "2026-11-27"]
    done = RUNNER.invoke(app, [*asked, "--since", "2026-11-23", "--closed"])
    assert (done.exit_code, done.output.strip()) == (0, str(file))
    (page,) = pypdf.PdfReader(file).pages
    assert float(page.mediabox.width) > float(page.mediabox.height)
    text = "".join(page.extract_text().split())
    assert code in text
    assert "Khóasổ" in text
    file.unlink()
    assert RUNNER.invoke(app, [*asked, "--since", "2026-11-24"]).exit_code == 1
    assert not file.exists()
