"""The first run, and everything that can stand in the way of opening a desk."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app import bootstrap
from counter_app.config import Capture, Config, Devices, load, places, save
from counter_app.desk import setup
from counter_app.practice.rehearsal import ANSWERS
from data.domain.errors import Refused
from data.domain.roles import Role
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened


def opening(config: Config, clock: StillClock) -> str:
    with pytest.raises(Refused) as refused, opened(config, clock):
        pass
    return refused.value.code


def test_set_up_makes_a_desk_that_opens(tmp_path: Path, clock: StillClock) -> None:
    """After the first run an officer signs in, and the desk knows its Center and its numbers."""
    config = founded(tmp_path, clock)
    with opened(config, clock) as counter:
        assert counter.sign_in.sign_in(RECEIVER, PIN).number == RECEIVER
        assert counter.center.head.hotline == "19001021"
        assert (counter.desk.number, counter.desk.serials.first) == (3, 499)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (replace(ANSWERS, head=replace(ANSWERS.head, name=" \u200b")), "center-name-missing"),
        (replace(ANSWERS, desk_number=21), "desk-number-outside-center"),
        (replace(ANSWERS, officers=()), "administrator-missing"),
        (replace(ANSWERS, officers=ANSWERS.officers * 2), "officer-number-taken"),
        (
            replace(ANSWERS, officers=(replace(ANSWERS.officers[0], pin="111111"),)),
            "pin-unfit",
        ),
        (replace(ANSWERS, officers=(replace(ANSWERS.officers[0], pin="12345"),)), "pin-unfit"),
        (replace(ANSWERS, officers=(replace(ANSWERS.officers[0], pin="١٢٣٤٥٦"),)), "pin-unfit"),
        (replace(ANSWERS, officers=(replace(ANSWERS.officers[0], name=""),)), "officer-incomplete"),
        (
            replace(
                ANSWERS,
                officers=(replace(ANSWERS.officers[0], roles=frozenset({Role.RECEIVING})),),
            ),
            "administrator-missing",
        ),
    ],
)
def test_wrong_answers_are_refused_before_anything_is_written(
    tmp_path: Path, clock: StillClock, answers: setup.Answers, code: str
) -> None:
    """Nothing is half set up: no key, no store."""
    config = places(tmp_path)
    with pytest.raises(Refused) as refused:
        bootstrap.found(config, answers, clock)
    assert refused.value.code == code
    assert not bootstrap.is_founded(config)
    assert not config.keys.exists()


def test_set_up_goes_on_after_a_power_cut(tmp_path: Path, clock: StillClock) -> None:
    """Keys and an empty store without a Center are completed by the next first run."""
    config = founded(tmp_path / "other", clock)
    half = places(tmp_path / "half")
    half.keys.parent.mkdir(parents=True)
    half.keys.write_bytes(config.keys.read_bytes())
    half.keys.chmod(0o600)
    bootstrap.found(half, ANSWERS, clock)
    with opened(half, clock) as counter:
        assert counter.center.practice


def test_no_desk_yet_is_a_first_run(tmp_path: Path, clock: StillClock) -> None:
    """An empty folder is no error but an invitation."""
    assert opening(places(tmp_path), clock) == "store-missing"


def test_a_second_desk_process_is_refused(config: Config, clock: StillClock) -> None:
    """One writer at a time; the second is told and changes nothing."""
    with opened(config, clock):
        assert opening(config, clock) == "desk-running"


def test_another_key_is_told_from_a_damaged_store(
    config: Config, clock: StillClock, tmp_path: Path
) -> None:
    """Wrong key and damage look alike to SQLite; the fingerprint tells them apart."""
    other = founded(tmp_path / "other", clock)
    good = config.keys.read_bytes()
    config.keys.write_bytes(other.keys.read_bytes())
    assert opening(config, clock) == "store-wrong-key"
    config.keys.write_bytes(good)
    database = config.home / "counter.db"
    content = bytearray(database.read_bytes())
    content[:4096] = bytes(4096)
    database.write_bytes(content)
    assert opening(config, clock) == "store-damaged"


def test_a_key_file_that_others_may_read_is_refused(config: Config, clock: StillClock) -> None:
    """The key belongs to its owner alone."""
    config.keys.chmod(0o644)
    assert opening(config, clock) == "key-file-invalid"


def test_configuration_is_read_back_as_it_was_saved(tmp_path: Path) -> None:
    """Addresses with quotes and backslashes survive."""
    config = replace(
        places(tmp_path),
        devices=Devices(camera='file:///a "b"\\c', printer="tcp://x:9100"),
        capture=Capture(hands_free=False, bell=False, pedal="f13", originals="leave"),
    )
    save(config)
    assert load(places(tmp_path)) == config


@pytest.mark.parametrize(
    "text",
    [
        "camera = ",
        "camera = 5",
        "\x00",
        "lang = []",
        "bell = 1",
        "hands_free = 'yes'",
        "originals = 'burn'",
    ],
)
def test_broken_configuration_names_the_file(tmp_path: Path, text: str) -> None:
    """A typing error in the file is a sentence with its place, not a crash."""
    config = places(tmp_path)
    config.file.write_text(text)
    with pytest.raises(Refused) as refused:
        load(config)
    assert refused.value.code == "config-invalid"
    assert refused.value.facts["file"] == "counter.toml"
