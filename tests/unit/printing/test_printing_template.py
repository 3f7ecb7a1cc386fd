"""The form template: what it accepts, and where it says that something is wrong."""

import re
from pathlib import Path

import pytest

from data.domain.papers import Form, form_of
from printing.errors import TemplateError
from printing.papers.form_lines import FORM_LINES
from printing.papers.layout import lay_out
from printing.papers.template import (
    FORMS_OF_2018,
    RECEIPT_FILE,
    TEMPLATE_LIMIT_BYTES,
    Template,
    Templates,
    load_sets,
    load_template,
    load_templates,
    read_template,
    require_set,
)
from printing.sizes import PAPER_80, PAPER_A5, PaperSize
from tests.fakes.printing_papers import EVERY_PAPER

SOURCE = RECEIPT_FILE.read_text(encoding="utf-8")


def line_of(fragment: str, source: str = SOURCE) -> int:
    return next(
        number for number, text in enumerate(source.splitlines(), start=1) if fragment in text
    )


def refused(source: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        read_template(source)
    return caught.value


def test_shipped_receipt_is_a_valid_template() -> None:
    """The template that comes with the program prints the title of form 01."""
    title = load_template().words("head.title")
    assert title == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"


def test_legal_marks_of_practice_and_sample_papers_are_worded_as_decided() -> None:
    """C16: practice papers and papers from sample data say so in these words."""
    template = load_template()
    assert template.words("marks.practice") == "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"
    assert template.words("marks.sample_data") == "DỮ LIỆU MẪU"


def test_unknown_placeholder_is_named_with_its_line() -> None:
    """An editor who misspells a placeholder is told which and where."""
    error = refused(SOURCE.replace("{procedure}", "{procedure} {tên}".replace("tên", "prise")))
    assert error.line == line_of("{procedure}")
    assert "{prise}" in error.reason


def test_missing_placeholder_is_named_with_its_line() -> None:
    """A receipt without its due time would not be lawful, so the line is refused."""
    error = refused(SOURCE.replace("{due_moment}", "sớm"))
    assert error.line == line_of("5. Thời gian trả kết quả")
    assert "{due_moment}" in error.reason


def test_missing_line_points_at_its_table() -> None:
    """A line that was deleted is named, at the table it belongs to."""
    kept = [text for text in SOURCE.splitlines() if not text.startswith("due = ")]
    error = refused("\n".join(kept))
    assert error.line == line_of("[body]")
    assert "body.due" in error.reason


def test_missing_table_is_named() -> None:
    """Without its table a line is still named; the place is the start of the file."""
    error = refused(re.sub(r"\[foot\].*", "", SOURCE, flags=re.DOTALL))
    assert (error.line, error.reason) == (1, "line foot.evaluation is missing")


def test_unknown_line_is_named_with_its_number() -> None:
    """A line that the form does not have cannot be forgotten in the template."""
    error = refused(SOURCE.replace("[foot]\n", '[foot]\nmotto = "x"\n'))
    assert error.line == line_of("[foot]") + 1
    assert "foot.motto" in error.reason


@pytest.mark.parametrize("broken", ["a ] b", "a [ b", "[a [b] c]", "{due moment}", "{", "}"])
def test_bracket_out_of_place_is_refused(broken: str) -> None:
    """Braces and brackets mean something; a stray one is a mistake of the editor."""
    error = refused(SOURCE.replace('label = "Ghi chú:"', f'label = "{broken}"'))
    assert error.line == line_of('label = "Ghi chú:"')


def test_control_characters_are_refused() -> None:
    """A line of a paper is one line of letters."""
    error = refused(SOURCE.replace('label = "Ghi chú:"', 'label = "Ghi\\nchú"'))
    assert "control" in error.reason


def test_value_that_is_no_text_is_refused() -> None:
    """A number or a list in place of a sentence is refused at its line."""
    error = refused(SOURCE.replace('label = "Ghi chú:"', "label = 7"))
    assert error.line == line_of('label = "Ghi chú:"')


def test_table_in_a_table_is_refused() -> None:
    """The template has one level of tables."""
    error = refused(SOURCE.replace('label = "Ghi chú:"', 'label = { a = "x" }'))
    assert error.line == line_of('label = "Ghi chú:"')


def test_broken_toml_is_refused_with_its_line() -> None:
    """A quote that is not closed is found where it is."""
    error = refused(SOURCE.replace('label = "Ghi chú:"', 'label = "Ghi chú:'))
    assert error.line == line_of('label = "Ghi chú:"')


def test_toml_broken_at_the_end_is_refused() -> None:
    """Where the parser only knows "end of document" the last line is named."""
    source = 'form = "receipt"\nx = ['
    assert refused(source).line == 2


def test_other_form_is_refused() -> None:
    """The template of another form cannot stand in for the receipt."""
    assert refused(SOURCE.replace('form = "receipt"', 'form = "elegy"')).line == line_of("form =")


@pytest.mark.parametrize("names", ['["Thứ Hai"]', '"Thứ Hai"', "[1, 2, 3, 4, 5, 6, 7]"])
def test_weekdays_are_seven_names(names: str) -> None:
    """A due date has a weekday, whatever day it is."""
    error = refused(re.sub(r"weekdays = .*", f"weekdays = {names}", SOURCE))
    assert error.line == line_of("weekdays =")


def test_huge_file_is_refused(tmp_path: Path) -> None:
    """A file larger than any form is not read to its end."""
    file = tmp_path / "huge.toml"
    file.write_bytes(b"#" * (TEMPLATE_LIMIT_BYTES + 1))
    with pytest.raises(TemplateError):
        load_template(file)


def test_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    """A template saved in an old Vietnamese encoding is refused, not misprinted."""
    file = tmp_path / "old.toml"
    file.write_bytes(b'form = "receipt"\n[head]\ntitle = "GI\xcaY"\n')
    with pytest.raises(TemplateError) as caught:
        load_template(file)
    assert caught.value.line == 3


def test_value_is_never_read_as_template() -> None:
    """A name that looks like a placeholder or an optional stretch is only text."""
    values = {"applicant": "{code} [x] {{"}
    parts = load_template().fill("body.applicant", values)
    assert [part.text for part in parts] == ["Tiếp nhận hồ sơ của: ", "{code} [x] {{"]


def test_line_whose_placeholders_are_all_empty_is_not_printed() -> None:
    """No dangling "Email:" on the paper of somebody who has none."""
    assert load_template().fill("body.email", {"email": ""}) == ()


@pytest.mark.parametrize(
    ("website", "expected"),
    [("", "Đường dây nóng: 1"), ("w", "Đường dây nóng: 1\u00a0· Tra cứu: w")],
)
def test_optional_stretch_is_printed_only_with_its_value(website: str, expected: str) -> None:
    """A stretch in brackets goes where its value goes."""
    words = load_template().words("notes.hotline", {"hotline": "1", "website": website})
    assert words == expected


FORMS = pytest.mark.parametrize("form", list(Form))
REQUIRED = [
    (form, key, name)
    for form, wanted in FORM_LINES.items()
    for key, names in wanted.lines.items()
    for name in names
]


def source_of(form: Form) -> str:
    return (FORMS_OF_2018 / f"{form}.toml").read_text(encoding="utf-8")


def with_line(form: Form, key: str, wording: str) -> tuple[str, int]:
    """The shipped source with other words in one line, and the number of that line."""
    table, _, name = key.partition(".")
    lines = source_of(form).splitlines()
    at = next(
        number
        for number in range(lines.index(f"[{table}]"), len(lines))
        if lines[number].startswith(f"{name} =")
    )
    lines[at] = f'{name} = "{wording}"'
    return "\n".join(lines), at + 1


def wordy(form: Form) -> Template:
    """A template whose every line shows everything that it may show."""
    wanted = FORM_LINES[form]
    source = source_of(form)
    tables: dict[str, list[str]] = {}
    for key in wanted.lines:
        table, _, name = key.partition(".")
        slots = "".join(f"{{{slot}}}" for slot in sorted(wanted.items.get(key, wanted.fields)))
        tables.setdefault(table, []).append(f'{name} = "{slots}"')
    if wanted.weekdays:
        tables["words"].append(next(x for x in source.splitlines() if x.startswith("weekdays")))
    body = "\n".join(f"[{table}]\n" + "\n".join(lines) for table, lines in tables.items())
    return read_template(f'form = "{form}"\n{body}', form)


def test_every_form_has_a_template_of_its_own() -> None:
    """All papers can be printed from what comes with the program."""
    templates = load_templates()
    assert [templates[form].form for form in Form] == list(Form)


@pytest.mark.parametrize(("form", "key", "name"), REQUIRED)
def test_line_without_its_placeholder_is_refused(form: Form, key: str, name: str) -> None:
    """Of no form can a line lose what makes it lawful or useful."""
    others = [other for other in FORM_LINES[form].lines[key] if other != name]
    source, line = with_line(form, key, "trống" + "".join(f"{{{other}}}" for other in others))
    with pytest.raises(TemplateError) as caught:
        read_template(source)
    assert caught.value.line == line
    assert caught.value.reason == f"placeholder {{{name}}} is missing"


@pytest.mark.parametrize(
    ("form", "key"), [(form, key) for form, wanted in FORM_LINES.items() for key in wanted.lines]
)
def test_line_with_an_unknown_placeholder_is_refused(form: Form, key: str) -> None:
    """In each line of each form a misspelt placeholder is named with its line."""
    source, line = with_line(form, key, "{nobody_knows_this}")
    with pytest.raises(TemplateError) as caught:
        read_template(source)
    assert caught.value.line == line
    assert caught.value.reason == "unknown placeholder {nobody_knows_this}"


@FORMS
@pytest.mark.parametrize("size", [PAPER_80, PAPER_A5])
def test_every_allowed_placeholder_can_be_filled(form: Form, size: PaperSize) -> None:
    """A template that was accepted never fails when a citizen waits for the paper."""
    templates = Templates({form: wordy(form)})
    papers = [paper for paper in EVERY_PAPER.values() if form_of(paper) is form]
    assert papers
    for paper in papers:
        assert lay_out(paper, templates, size).blocks
    assert templates[form].words("foot.page", {"page": "1", "pages": "2", "reference": "x"})


def test_placeholder_of_an_item_stands_only_in_the_line_of_the_item() -> None:
    """Outside its list there is no item that it could be filled with."""
    source, line = with_line(Form.SUPPLEMENT, "body.reason", "{reason} {demand}")
    error = refused(source)
    assert (error.line, error.reason) == (line, "unknown placeholder {demand}")


def test_template_of_another_form_under_a_wrong_name_is_refused(tmp_path: Path) -> None:
    """A refusal is never printed with the words of a supplement; file and line are named."""
    for form in Form:
        (tmp_path / f"{form}.toml").write_text(source_of(form), encoding="utf-8")
    (tmp_path / "refusal.toml").write_text(source_of(Form.SUPPLEMENT), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        load_templates(tmp_path)
    assert (caught.value.file, caught.value.reason) == ("refusal.toml", 'form must be "refusal"')
    assert str(caught.value).startswith(f"refusal.toml, line {caught.value.line}: ")


def test_missing_template_is_named(tmp_path: Path) -> None:
    """A folder without a form says which file it lacks."""
    with pytest.raises(TemplateError) as caught:
        load_templates(tmp_path)
    assert caught.value.file == "receipt.toml"


@pytest.mark.parametrize(
    ("form", "title"),
    [
        (Form.SUPPLEMENT, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        (Form.REFUSAL, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
    ],
)
def test_shipped_forms_bear_the_titles_of_the_circular(form: Form, title: str) -> None:
    """TT 01/2018 Đ9.1 names the forms; a no-break space only keeps words together."""
    assert load_templates()[form].words("head.title").replace("\u00a0", " ") == title


@FORMS
def test_marks_are_worded_alike_on_all_papers(form: Form) -> None:
    """C16: whoever knows the mark of one paper knows it on all."""
    template = load_templates()[form]
    assert template.words("marks.practice") == "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ"
    assert template.words("marks.sample_data") == "DỮ LIỆU MẪU"


def test_a_set_that_a_profile_asks_for_must_be_there() -> None:
    """A desk does not start on forms that nobody has."""
    with pytest.raises(TemplateError, match="no such set") as caught:
        require_set(load_sets(), "thu-8")
    assert caught.value.file == "thu-8"
