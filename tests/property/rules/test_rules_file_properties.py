"""Whatever stands in a file: it is read whole or refused with a line of that file."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.check import check
from data.catalogue.locator import line_of, locate
from data.catalogue.procedures import read_procedures
from data.domain.text import fold

AGENCIES = read_agencies(shipped.AGENCIES)
SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, AGENCIES)
SOURCES = tuple(
    path.read_bytes()
    for path in (
        shipped.PROFILE,
        shipped.AGENCIES,
        shipped.SAMPLE_CATALOGUE / "cong-an.toml",
        shipped.SAMPLE_CATALOGUE / "giao-duc-va-dao-tao.toml",
    )
)

UNHURRIED = settings(deadline=None)
"""A busy machine is no fault of a file."""

TRICKY = st.sampled_from(
    [
        '"""\n[[procedure]]\nname = "x"\n"""',
        "'''\n[procedure.limit]\n'''",
        '"# no comment"',
        '"\\" = 3"',
        "'a \" b'",
        '[\n  "[[procedure]]",\n  "name = 1",\n]',
        "3 # name = 4",
        '""',
    ]
)


@UNHURRIED
@given(st.lists(st.lists(TRICKY, min_size=1, max_size=5), min_size=1, max_size=5))
def test_every_key_is_found_on_its_own_line(procedures: list[list[str]]) -> None:
    """Whatever the values around it look like."""
    parts: list[str] = []
    for number, values in enumerate(procedures):
        parts.append(f"[[procedure]] # table {number}")
        for key, value in enumerate(values):
            parts += [f"before{key} = {value}", f"[[procedure.part]] # {number}.{key}", "id = 1"]
    text = "\n".join(parts)
    lines = text.split("\n")
    places = locate(text)
    for number, values in enumerate(procedures):
        found = lines[line_of(("procedure", number), places) - 1]
        assert found == f"[[procedure]] # table {number}"
        for key in range(len(values)):
            place = ("procedure", number, "part", key)
            assert lines[line_of(place, places) - 1] == f"[[procedure.part]] # {number}.{key}"
            assert lines[line_of((*place, "id"), places) - 1] == "id = 1"


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with one stretch cut out and something put in its place."""
    source = draw(st.sampled_from(SOURCES))
    start = draw(st.integers(0, len(source)))
    end = draw(st.integers(start, min(len(source), start + 80)))
    put = draw(st.one_of(st.binary(max_size=6), st.sampled_from([b"\n", b" = ", b"[", b'"""'])))
    return source[:start] + put + source[end:]


@UNHURRIED
@given(st.one_of(damaged(), st.binary(max_size=200)))
def test_no_file_breaks_the_check(raw: bytes) -> None:
    """Every finding has a sentence and a line that the file has."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thu.toml"
        path.write_bytes(raw)
        for finding in check(path, AGENCIES):
            assert 0 <= finding.line <= raw.count(b"\n") + 1
            assert finding.sentence


@UNHURRIED
@given(st.data())
def test_any_part_of_a_name_finds_its_procedure(data: st.DataObject) -> None:
    """R27: a stretch of any word, with or without accents, in any order of words."""
    procedure = data.draw(st.sampled_from(SAMPLE.procedures))
    words = procedure.name.split()
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
    parts = [part(data, word) for word in chosen]
    typed = " ".join(parts)
    for text in (typed, fold(typed), typed.upper()):
        assert procedure in SAMPLE.search(text)


def part(data: st.DataObject, word: str) -> str:
    start = data.draw(st.integers(0, len(word) - 1))
    return word[start : data.draw(st.integers(start + 1, len(word)))]


@UNHURRIED
@given(st.text(max_size=30))
def test_any_text_may_be_typed(text: str) -> None:
    """Search answers with procedures of the catalogue, each once."""
    found = SAMPLE.search(text)
    assert len(set(map(id, found))) == len(found) <= len(SAMPLE.procedures)
