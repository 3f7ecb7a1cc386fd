"""Whatever the portal sends, its files are read to the end and nothing of them is guessed."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.messages import read_answers
from data.catalogue.online import read_online
from data.catalogue.procedures import read_procedures
from data.domain.text import is_clean
from tests.fakes.portal import sent

SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
FIELDS = (*sent(1), "submitter", "authorization", "sets", "post", "supplements", "note")

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["person", "dieu-le", "2026-11-22T20:15:00", "authorised", "0" * 64]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "files", "sha256", "kind", "capacity"]) | st.text(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
rows = st.dictionaries(st.sampled_from(FIELDS), values, max_size=3).map(
    lambda it: {**sent(1), **it}
)


def written(raw: bytes, name: str) -> tuple[TemporaryDirectory[str], Path]:
    folder = TemporaryDirectory()
    path = Path(folder.name) / name
    path.write_bytes(raw)
    return folder, path


@settings(max_examples=200, deadline=None)
@given(st.lists(rows, max_size=4))
def test_every_line_is_an_application_or_has_a_finding(lines: list[dict[str, object]]) -> None:
    """No line is lost in silence, and every text that comes in is clean."""
    raw = "\n".join(map(json.dumps, lines)).encode()
    folder, path = written(raw, "ho-so.jsonl")
    with folder:
        file = read_online(path, SAMPLE)
    sound = {line.line for line in file.lines}
    assert sound | {finding.line for finding in file.findings} == set(range(1, len(lines) + 1))
    for line in file.lines:
        act = line.application
        assert all(map(is_clean, (act.applicant.name, act.post_address, act.note, act.email)))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.csv"]))
def test_any_bytes_are_read_to_the_end(raw: bytes, name: str) -> None:
    """Nothing is raised at whoever imports a file."""
    for head in (b"", b"id,outcome\n"):
        folder, path = written(head + raw, name)
        with folder:
            read_online(path, SAMPLE)
            assert read_answers(path).lines == ()
