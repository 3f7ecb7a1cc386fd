"""Any workbook is read whole or refused with places, and what is written reads back."""

import io
import tempfile
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.errors import Finding, Severity
from data.catalogue.procedures import parse_procedures, procedures_from, read_procedures
from data.catalogue.sheets import AGENCIES as AGENCY_SHEET
from data.catalogue.sheets import GUIDE, SHEETS
from data.catalogue.template import write_workbook
from data.catalogue.workbook import Workbook
from data.catalogue.writing import toml_text
from data.domain.catalogue import Catalogue
from data.domain.procedures import Procedure
from data.domain.text import clean, clean_note

AGENCIES = read_agencies(shipped.AGENCIES)
SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
CODES = ("MAU-KHDT-03", "MAU-TP-03", "MAU-VHTTDL-02", "MAU-GDDT-01", "MAU-NK-01")
FEW = Catalogue(SAMPLE.edition, tuple(it for it in SAMPLE.procedures if it.code in CODES))
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(catalogue: Catalogue) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thu.xlsx"
        write_workbook(path, AGENCIES, catalogue)
        return path.read_bytes()


SOURCE = written(FEW)
TITLES = {sheet.title for sheet in SHEETS}


def looked_through(raw: bytes) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return parse_procedures((Workbook("thu.xlsx", raw, AGENCIES),), AGENCIES)


def assert_told(raw: bytes) -> None:
    """A catalogue, or errors that each have a sentence and a place."""
    catalogue, findings = looked_through(raw)
    wrong = [one for one in findings if one.severity is Severity.ERROR]
    assert (catalogue is None) == bool(wrong)
    for finding in findings:
        assert finding.sentence
        assert finding.file == "thu.xlsx"
        assert finding.line >= 0


@st.composite
def torn(draw: st.DrawFn, source: bytes) -> bytes:
    """`source` with one stretch cut out and something put in its place."""
    start = draw(st.integers(0, len(source)))
    end = draw(st.integers(start, min(len(source), start + 60)))
    return source[:start] + draw(st.binary(max_size=8)) + source[end:]


@UNHURRIED
@given(st.one_of(torn(SOURCE), st.binary(max_size=300)))
def test_no_torn_file_breaks_the_check(raw: bytes) -> None:
    """Bytes lost or changed anywhere in the archive."""
    assert_told(raw)


def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(SOURCE)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MEMBERS = members()
SNIPPETS = st.sampled_from(
    [
        b"<c>",
        b"</row>",
        b'r="A1"',
        b'r="ZZZ99999999"',
        b'r=""',
        b't="s"',
        b't="d"',
        b't="b"',
        b't="e"',
        b's="999999"',
        b"<v>1e999</v>",
        b"<v>-5</v>",
        b"<v>99999999999</v>",
        b'<f t="array" ref="A1">1</f>',
        b"<f>A1</f>",
        b'<mergeCell ref="B2:C9"/>',
        b"<is><t>x</t></is>",
        b'<sheet name="',
        b"rId9999",
        b"&#0;",
        b"&lt;",
        b"<!-- -->",
        b'ref="A1:XFD1048576"',
        "Thủ tục".encode(),
        b"nan",
        b"inf",
        b"0.5",
        b"-1",
        b"true",
    ]
)


@st.composite
def forged(draw: st.DrawFn) -> bytes:
    """The workbook with one of its parts damaged inside a sound archive, or left out."""
    victim = draw(st.sampled_from(sorted(MEMBERS)))
    content = MEMBERS[victim]
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 40)))
    put = draw(st.one_of(SNIPPETS, st.binary(max_size=5)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, whole in MEMBERS.items():
            if name != victim:
                archive.writestr(name, whole)
            elif not draw(st.sampled_from([False] * 9 + [True])):
                archive.writestr(name, content[:start] + put + content[end:])
    return packed.getvalue()


@settings(UNHURRIED, max_examples=250)
@given(forged())
def test_no_forged_part_breaks_the_check(raw: bytes) -> None:
    """Sound archives with broken XML, types, styles, references and relations."""
    assert_told(raw)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.times().map(lambda it: it.replace(microsecond=0)),
    st.sampled_from(
        ["=1+1", "=A1", "#N/A", "có", "không", "bản chính", "ngày làm việc", "2019-09-26", " "]
    ),
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn")), max_size=12),
)


@st.composite
def scribbled(draw: st.DrawFn) -> bytes:
    """The workbook with a few cells of any sheet written over, merged or moved."""
    book = openpyxl.load_workbook(io.BytesIO(SOURCE))
    for _ in range(draw(st.integers(1, 6))):
        page = book[draw(st.sampled_from(sorted(TITLES | {GUIDE, AGENCY_SHEET})))]
        assert isinstance(page, Worksheet)
        row, column = draw(st.integers(1, 8)), draw(st.integers(1, 12))
        if draw(st.sampled_from([False] * 5 + [True])):
            page.merge_cells(
                start_row=row, end_row=row + 1, start_column=column, end_column=column + 1
            )
        elif not any(page.cell(row, column).coordinate in it for it in page.merged_cells.ranges):
            value = draw(VALUES)
            page.cell(row, column).number_format = "General"
            page.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(UNHURRIED, max_examples=60)
@given(scribbled())
def test_no_cell_breaks_the_check(raw: bytes) -> None:
    """Formulas, merges, wrong types and slips of the hand, anywhere."""
    assert_told(raw)


LINE = st.text(max_size=40).map(clean).filter(bool)
NOTE = st.text(max_size=80).map(clean_note)
HOSTILE = st.sampled_from(
    [
        '=1+1"',
        "'''",
        '"""',
        "\\u202e",
        "[[procedure]]",
        "_x000D_",
        "_x0041_",
        "#N/A",
        "true",
        "1",
        "2019-09-26",
        "a\\",
        "</t>&amp;",
        "+cmd|' /C'!A0",
        "@x",
    ]
)
LINES = st.lists(st.one_of(LINE, HOSTILE), max_size=4).map(tuple)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """A sample procedure with other texts and facts in it."""
    it = draw(st.sampled_from(SAMPLE.procedures))
    line = st.one_of(LINE, HOSTILE)
    return replace(
        it,
        name=draw(line),
        field=draw(line),
        steps=draw(LINES),
        manner=draw(LINES),
        conditions=draw(st.one_of(NOTE, HOSTILE)),
        other=draw(NOTE),
        applicants=draw(NOTE),
        officers=draw(LINES),
        recovers=draw(LINES),
        fees=draw(st.sampled_from([it.fees, None, ()])),
        forms=draw(st.sampled_from([it.forms, None, ()])) if not it.components else it.forms,
        components=tuple(replace(one, name=draw(line)) for one in it.components),
        sets=draw(st.integers(1, 20)),
        instant=draw(st.booleans()),
        verification=draw(st.booleans()),
        online_level=draw(st.sampled_from([None, 1, 2, 3, 4])),
        abolished_on=draw(st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2090, 1, 1)))),
        authorisation_allowed=draw(st.booleans()),
    )


CATALOGUES = st.lists(procedures(), min_size=1, max_size=4, unique_by=lambda it: it.code).map(
    lambda chosen: Catalogue(SAMPLE.edition, tuple(chosen))
)


@settings(UNHURRIED, max_examples=60)
@given(CATALOGUES)
def test_what_is_written_as_toml_reads_back(catalogue: Catalogue) -> None:
    """The same procedures, and the same text again: nothing depends on the way there."""
    text = toml_text(catalogue)
    read = procedures_from("thu.toml", text.encode(), AGENCIES)
    assert read.procedures == catalogue.procedures
    assert toml_text(read) == text


@settings(UNHURRIED, max_examples=40)
@given(CATALOGUES)
def test_what_is_written_as_a_workbook_reads_back(catalogue: Catalogue) -> None:
    """TOML and workbook say the same, whatever the texts look like."""
    read, findings = looked_through(written(catalogue))
    assert read is not None, [str(one) for one in findings if one.severity is Severity.ERROR]
    assert read.procedures == catalogue.procedures
