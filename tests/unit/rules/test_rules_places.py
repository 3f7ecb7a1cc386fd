"""Places: old and new units are found by what an officer types, and by nothing that is hostile."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import shipped
from data.catalogue.errors import CatalogueError
from data.catalogue.places import read_places
from data.domain.places import MERGED_ON, MOST_SUGGESTED, Gazetteer, Level, Place, Suggestion
from data.domain.text import LINE_LIMIT, fold

PLACES = read_places(shipped.PLACES)
HERE = PLACES.provinces_in("ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM TRUNG TÂM HÀNH CHÍNH CÔNG")
BEFORE, AFTER = date(2019, 11, 25), date(2026, 11, 23)
KEY_LIMIT_S = 0.05
"""Ten times what a key may cost, for a machine that has other work."""


def found(typed: str, day: date = BEFORE) -> tuple[Suggestion, ...]:
    return PLACES.find(typed, day, near=HERE)


def first(typed: str, day: date = BEFORE) -> str:
    """The line that the first suggestion would leave."""
    best, *_ = found(typed, day)
    return best.in_line(typed)


# --- the data -----------------------------------------------------------------------------------


def test_every_unit_before_and_after_the_merger_is_there() -> None:
    """63 provinces became 34, and 10,035 communes 3,321; Thừa Thiên Huế counts twice."""
    numbers = {
        (past, level): sum(it.past is past and it.level is level for it in PLACES.places)
        for past in (True, False)
        for level in Level
    }
    assert numbers[False, Level.PROVINCE] == 34
    assert numbers[False, Level.COMMUNE] == 3_321
    assert numbers[False, Level.DISTRICT] == 0
    assert numbers[True, Level.PROVINCE] == 63 + 1
    assert numbers[True, Level.COMMUNE] >= 10_035


def test_every_old_commune_is_something_now() -> None:
    """And every new one was something before."""
    old = [it for it in PLACES.places if it.past and it.level is Level.COMMUNE]
    assert all(it.now for it in old)
    became = {it.code for one in PLACES.places for it in one.now if it.level is Level.COMMUNE}
    new = {it.code for it in PLACES.places if not it.past and it.level is Level.COMMUNE}
    assert became == new


def test_what_a_unit_became_lies_in_what_its_province_became() -> None:
    """A commune that went elsewhere would be a slip of the data."""
    for place in PLACES.places:
        if place.past and place.level is Level.COMMUNE:
            assert {it.province for it in place.now} <= set(place.province.now), place.line


# --- what is found ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("an my tam ky", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("tam ky an my", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("p. an my, tp. tam ky", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("quang nam tam ky my an p", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("PHƯỜNG AN MỸ, TAM KỲ", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("phường an mỹ", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("an m", "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("tx dien ban", "thị xã Điện Bàn, tỉnh Quảng Nam"),
        ("dien ban", "thị xã Điện Bàn, tỉnh Quảng Nam"),
        ("x. dai dong dai loc", "xã Đại Đồng, huyện Đại Lộc, tỉnh Quảng Nam"),
        ("tt ai nghia", "thị trấn Ái Nghĩa, huyện Đại Lộc, tỉnh Quảng Nam"),
        ("q1 tphcm", "Quận 1, Thành phố Hồ Chí Minh"),
        ("p05 q3 hcm", "Phường 5, Quận 3, Thành phố Hồ Chí Minh"),
        ("nong son", "huyện Nông Sơn, tỉnh Quảng Nam"),
        ("quang nam", "tỉnh Quảng Nam"),
        ("thua thien hue", "tỉnh Thừa Thiên Huế"),
    ],
)
def test_a_place_is_found_without_accents_in_any_order(typed: str, line: str) -> None:
    """Also by abbreviations, in capitals, with accents, and before it is whole."""
    assert first(typed) == line


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_every_commune_is_found_by_its_own_line(day: date) -> None:
    """Typed in full without accents, it is the first or shares its letters with the first."""
    known = [it for it in PLACES.places if it.past or day >= MERGED_ON]
    for place in known[::97]:
        lines = [fold(it.place.line) for it in found(fold(place.line), day)]
        assert lines[0] == fold(place.line), place.line


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (
            "12 phan chau trinh, an my, tam ky",
            "12 phan chau trinh, phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam",
        ),
        (
            "K12/5 Phan Châu Trinh p an my tam ky",
            "K12/5 Phan Châu Trinh, phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam",
        ),
        ("5 An Phú, tam ky", "5 An Phú, thành phố Tam Kỳ, tỉnh Quảng Nam"),
        ("Thôn 3 , x tra mai", "Thôn 3, xã Trà Mai, huyện Nam Trà My, tỉnh Quảng Nam"),
    ],
)
def test_house_and_road_stay_as_they_were_typed(typed: str, line: str) -> None:
    """Only the end of the line is a place; a road may bear the name of a ward."""
    assert first(typed) == line


def test_the_province_of_the_center_comes_first() -> None:
    """An Phú is the name of wards in half of the provinces."""
    assert first("an phu").endswith("tỉnh Quảng Nam")
    elsewhere = PLACES.provinces_in("thành phố Hồ Chí Minh")
    best, *_ = PLACES.find("an phu", BEFORE, near=elsewhere)
    assert best.place.province.name == "Thành phố Hồ Chí Minh"


def test_accents_tell_names_apart() -> None:
    """Without them both are offered; with them the one that was meant is first."""
    assert first("xã cẩm giàng", AFTER).startswith("xã Cẩm Giàng,")
    assert first("xã cẩm giang", AFTER).startswith("xã Cẩm Giang,")
    both = {it.place.own_name for it in found("xa cam giang", AFTER)}
    assert both >= {"Cẩm Giàng", "Cẩm Giang"}


# --- before and after the merger ----------------------------------------------------------------


def test_before_the_merger_nobody_knows_of_what_came() -> None:
    """A dossier of 2019 has a district, and no unit of 2025."""
    for day in (BEFORE, MERGED_ON - timedelta(days=1)):
        assert all(it.place.past for it in found("tam ky", day))
        assert all(it.formerly is None for it in found("an my tam ky", day))


def test_an_old_unit_tells_what_it_is_now() -> None:
    """Right behind it stands the new one, which the post wants."""
    old, new, *_ = found("an my tam ky", AFTER)
    assert old.place.line == "phường An Mỹ, thành phố Tam Kỳ, tỉnh Quảng Nam"
    assert [it.line for it in old.place.now] == ["phường Tam Kỳ, thành phố Đà Nẵng"]
    assert (new.place, new.formerly) == (old.place.now[0], old.place)


def test_after_the_merger_what_is_in_force_comes_first() -> None:
    """Phường Tam Kỳ before thành phố Tam Kỳ."""
    lines = [it.place.line for it in found("tam ky", AFTER)]
    assert lines[:2] == ["phường Tam Kỳ, thành phố Đà Nẵng", "thành phố Tam Kỳ, tỉnh Quảng Nam"]


def test_a_divided_unit_names_the_larger_part_first() -> None:
    """Xã Hòa Liên went to two wards."""
    (old,) = (it for it in PLACES.places if it.past and it.name == "Xã Hòa Liên")
    assert [it.name for it in old.now] == ["Phường Liên Chiểu", "Phường Hải Vân"]


# --- what is no place ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["", " ", ",", "12", "p", "t", "12/5", "xyzzy", "khong co noi nay", "%_'\"\\", "\u200b\u202e"],
)
def test_what_names_no_place_offers_none(typed: str) -> None:
    """A house number is no ward, and a single letter is no name."""
    assert found(typed, AFTER) == ()


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=LINE_LIMIT)
    | st.lists(
        st.sampled_from(
            ["an", "Tam", "kỳ", "p.", "q5", ",", "thị", "x", "tp", "quang", "nam", "5"]
        ),
        max_size=100,
    ).map(" ".join),
    st.sampled_from([BEFORE, AFTER]),
)
def test_no_line_breaks_it_or_loses_what_stands_before(typed: str, day: date) -> None:
    """Hostile text gives few suggestions or none; each line begins as it was typed."""
    suggested = found(typed, day)
    assert len(suggested) <= MOST_SUGGESTED
    assert len({it.place.line for it in suggested}) == len(suggested)
    for one in suggested:
        assert 0 <= one.start < len(typed)
        line = one.in_line(typed)
        assert line.endswith(one.place.line)
        assert line.startswith(typed[: one.start].rstrip().rstrip(",").rstrip())


def test_a_key_costs_next_to_nothing() -> None:
    """The slowest of the prefixes that officers type, all letters of an address one by one."""
    typed = "12 Phan Chau Trinh, phuong an my, thanh pho tam ky, tinh quang nam"
    lines = [typed[:end] for end in range(1, len(typed) + 1)]
    lines += ["th", "xa", "ta", "ph", "xa t", "thi tran t", "huyen t", "a", "x tan"]
    slowest_s = 0.0
    for line in lines:
        began_s = time.perf_counter()
        found(line, AFTER)
        slowest_s = max(slowest_s, time.perf_counter() - began_s)
    assert slowest_s < KEY_LIMIT_S


# --- the file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "",
        "P\t01",
        "X\t01\tTỉnh Không Có",
        "W\t00001\tXã Không Có",
        "d\t001\tHuyện Không Có",
        "P\t01\tTỉnh Một\np\t02\tTỉnh Hai\t99",
        "P\t01\tTỉnh Một\nw\t02\tXã Hai",
    ],
)
def test_a_file_with_a_line_that_is_no_unit_is_refused(tmp_path: Path, line: str) -> None:
    """A unit without what it lies in, or that became what is not there."""
    path = tmp_path / "places.tsv"
    path.write_text(f"# Thử\n{line}\n", "utf-8")
    with pytest.raises(CatalogueError) as error:
        read_places(path)
    assert error.value.line == 2 + line.count("\n")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """None there, or no text."""
    with pytest.raises(CatalogueError):
        read_places(tmp_path / "none.tsv")
    (tmp_path / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError):
        read_places(tmp_path / "bytes.tsv")


def test_nothing_known_finds_nothing() -> None:
    """A file of comments alone."""
    assert Gazetteer(()).find("tam ky", AFTER) == ()


def test_source_and_licence_stand_in_the_file() -> None:
    """The licence wants to go with every copy."""
    head = shipped.PLACES.read_text("utf-8")[:4_000]
    assert "vietnamadminunits 1.0.4" in head
    assert "Permission is hereby granted" in head


def test_a_name_without_a_kind_stands_as_it_is() -> None:
    """The data has none; a Center's own file may."""
    nowhere = Place("00", "Nơi Không Có", Level.PROVINCE, past=False)
    (found,) = Gazetteer([nowhere]).find("noi khong co", AFTER)
    assert found.in_line("noi khong co") == "Nơi Không Có"
