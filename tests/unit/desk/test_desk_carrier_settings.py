"""What was decided of carriers' files is kept and used again; nothing of their rows is."""

from pathlib import Path

import pytest

from counter_app.desk.post.carrier_settings import (
    MAPPINGS_LIMIT,
    WORDS_LIMIT,
    CarrierSettings,
    load_settings,
    save_settings,
)
from data.catalogue.carrier_columns import ColumnMapping
from data.catalogue.carrier_words import Part, PostOutcome, word
from data.domain.errors import Refused

HEADS = ("Số hiệu", 'Cột "lạ" \\ =1', "Ngày phát")
CHOSEN = ColumnMapping({Part.ITEM: "Số hiệu", Part.STATUS: HEADS[1]})
USUAL = CarrierSettings()


def test_what_was_chosen_is_used_next_time(tmp_path: Path) -> None:
    """By the set of headers, whatever their order, accents and case."""
    path = tmp_path / "cau-hinh" / "carrier.toml"
    settings = USUAL.with_mapping(HEADS, CHOSEN).with_word("Kiện lạ", PostOutcome.LOST)
    save_settings(path, settings)
    known = load_settings(path)
    assert known == settings
    assert known.mapping(reversed(HEADS)) == CHOSEN
    plain = ("SO HIEU", *HEADS[1:])
    assert known.mapping(plain).header(Part.ITEM) == "SO HIEU"
    assert known.outcome("KIEN LA") is PostOutcome.LOST
    assert path.stat().st_mode & 0o077 == 0


def test_other_headers_are_proposed_anew(tmp_path: Path) -> None:
    """A mapping is of one set of headers."""
    settings = USUAL.with_mapping(HEADS, CHOSEN)
    assert settings.mapping(("Mã bưu gửi", "Trạng thái")).header(Part.ITEM) == "Mã bưu gửi"


def test_without_a_file_there_is_what_words_say_plainly(tmp_path: Path) -> None:
    """The first file of a desk."""
    known = load_settings(tmp_path / "carrier.toml")
    assert known.outcome("Đã phát") is PostOutcome.DELIVERED
    assert known.outcome("Kiện lạ") is None


def test_a_second_choice_takes_the_place_of_the_first() -> None:
    """One set of headers has one mapping, one word has one meaning."""
    other = ColumnMapping({Part.ITEM: "Ngày phát", Part.STATUS: "Số hiệu"})
    settings = USUAL.with_mapping(HEADS, CHOSEN).with_mapping(HEADS[::-1], other)
    assert list(settings.mappings.values()) == [other]
    twice = USUAL.with_word("Lạ", PostOutcome.LOST).with_word("LẠ", PostOutcome.DAMAGED)
    assert dict(twice.words) == {word("lạ"): PostOutcome.DAMAGED}


def test_what_is_kept_is_bounded() -> None:
    """The oldest mapping goes; words are refused."""
    settings = USUAL
    for number in range(MAPPINGS_LIMIT + 1):
        settings = settings.with_mapping((f"Cột {number}", "Hai"), CHOSEN)
    assert len(settings.mappings) == MAPPINGS_LIMIT
    assert ("cot 0", "hai") not in settings.mappings
    full = CarrierSettings(words=dict.fromkeys(map(str, range(WORDS_LIMIT)), PostOutcome.LOST))
    with pytest.raises(Refused, match="carrier-words-many"):
        full.with_word("một từ nữa", PostOutcome.LOST)


@pytest.mark.parametrize(
    "text",
    [
        b"[words]\n=",
        b'[words]\nx = "bay"\n',
        b"words = 3\n",
        b"columns = 3\n",
        b"[[columns]]\nitem = 'x'\n",
        b"[[columns]]\nheaders = 3\n",
        b"\xff\xfe",
    ],
)
def test_a_file_that_was_spoilt_says_which(tmp_path: Path, text: bytes) -> None:
    """It is not overwritten with nothing."""
    path = tmp_path / "carrier.toml"
    path.write_bytes(text)
    with pytest.raises(Refused, match="config-invalid") as caught:
        load_settings(path)
    assert caught.value.facts["file"] == "carrier.toml"


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "x").write_text("")
    with pytest.raises(Refused, match="file-unwritable"):
        save_settings(tmp_path / "x" / "carrier.toml", USUAL)
