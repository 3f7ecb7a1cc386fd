"""Recall is complete: a search finds what folding the texts in Python finds, to the last match."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.domain.people import person
from data.domain.text import clean, fold
from data.store import listing, queries
from data.store.listing import Piece
from tests.fakes.stores import DeskStore, new_desk

PROCEDURE = "Cấp Phiếu lý lịch tư pháp"
names = st.one_of(
    st.lists(
        st.sampled_from(
            ["Nguyễn", "Văn", "Đặng", "Đức", "Ước", "An", "Ánh", "Thị", "Y-Bham", "Nghiêng", "O'Hà"]
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join),
    st.text(min_size=1, max_size=20).map(clean),
    st.text(alphabet="aăâđĐ ıİßﬁ²Ⅷ_.-Жд汉字٣é\u1ebf", min_size=1, max_size=12).map(clean),
)


@dataclass(frozen=True, slots=True)
class Told:
    desk: DeskStore
    texts: list[set[str]]


def words(text: str) -> set[str]:
    """Folded, and parted wherever there is no letter and no digit."""
    return set("".join(it if it.isalnum() else " " for it in fold(text)).split())


def told(folder_of: pytest.TempPathFactory, applicants: list[str]) -> Told:
    desk = new_desk(folder_of.mktemp("desk"))
    texts = []
    for number, name in enumerate(applicants, start=1):
        desk.receive(number, applicant=person(name), procedure=PROCEDURE)
        with desk.store.read() as connection:
            line = queries.newest(connection, 1)[0]
            matter = queries.dossier(connection, line.id).matter
        agency = matter.agency if matter else ""
        texts.append(words(f"{line.code} {line.procedure} {agency} {line.applicant}"))
    return Told(desk, texts)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(["Đặng Thị Đức", "Nguyễn Văn A"], "đặng", 3)
@example(["Nguyễn Văn A"], "nguyen van a", 1)
@example(["Y-Bham Niê"], "bham", 1)
@example(["Straße", "ﬁn", "a_b"], "a b", 1)
@given(st.lists(names, min_size=1, max_size=6), names, st.integers(1, 4))
def test_each_match_is_met_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, applicants: list[str], typed: str, limit: int
) -> None:
    """Windows of a search, walked to the end, are the dossiers whose words begin as typed."""
    made = told(tmp_path_factory, applicants)
    parts = words(typed.replace(".", " ").replace("-", " "))
    asked = " ".join(parts)
    wanted = [
        number
        for number, text in enumerate(made.texts, start=1)
        if all(any(word.startswith(part) for word in text) for part in parts)
    ]
    found: list[int] = []
    piece, more = Piece(limit), True
    with made.desk.store.read() as connection:
        held = listing.matching(asked)
        while more:
            window = queries.window(connection, held, piece)
            found += [line.number for line in window.lines]
            more, piece = window.more, Piece(limit, older_than=found[-1] if found else 0)
        assert queries.count(connection, held).number == len(wanted)
    made.desk.close()
    assert found == wanted[::-1]
