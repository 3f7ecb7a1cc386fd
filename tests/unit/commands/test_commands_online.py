"""`counter online` and `counter messages`: files in and out, and nobody's name on a terminal."""

import csv
import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counter_app.cli import app
from counter_app.desk.receiving.draft import Draft
from data.catalogue.messages import FORMATS
from tests.fakes.desk import PIN, RECEIVER, StillClock, founded, opened
from tests.fakes.portal import picture, portal, sent, with_file, write

CLOCK = StillClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    founded(folder, CLOCK)
    return folder


def run(home: Path, *words: str, pin: str = PIN) -> Result:
    command = ["--home", str(home), "--lang", "en", *words]
    return CliRunner().invoke(app, command, input=f"{pin}\n")


def imported(home: Path, file: Path, *words: str) -> Result:
    return run(home, "online", "import", str(file), "--officer", RECEIVER, *words)


def receive_all(home: Path) -> None:
    """Every online dossier that waits is received at the desk."""
    from counter_app.config import places

    with opened(places(home), CLOCK) as counter:
        officer = counter.sign_in.sign_in(RECEIVER, PIN)
        for line in counter.online.waiting():
            draft: Draft = counter.drafting.reopen(officer, line.id)
            counter.intake.issue(officer, draft)


def rows(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_r72_a_file_is_taken_in_and_each_line_accounted_for(home: Path, tmp_path: Path) -> None:
    """Taken, known and refused lines, findings by line, and honest exit codes."""
    file = tmp_path / "ho-so.jsonl"
    first = with_file(file, sent(1), "Nguyễn Văn Thử.pdf", b"%PDF-1.7")
    write(file, [first, sent(2), sent(3, procedure="KHÔNG-CÓ"), sent(4, supplements="9")])
    done = imported(home, file)
    assert done.exit_code == 1, done.output
    assert "ho-so.jsonl:1: File 1 of “giay-de-nghi” stays at the portal: no picture." in done.output
    assert "ho-so.jsonl:3: Danh mục không có thủ tục «KHÔNG-CÓ»." in done.output
    assert "ho-so.jsonl:4: No form 02 of this desk" in done.output
    assert "Taken in: 2 · here already: 0 · refused: 2" in done.output
    assert "Thử" not in done.output
    write(file, [first, sent(2, applied_at="2026-11-22T07:00:00")])
    again = imported(home, file)
    assert again.exit_code == 0
    assert "ho-so.jsonl:2: Here already, sent at another moment." in again.output
    assert "Taken in: 0 · here already: 2 · refused: 0" in again.output


def test_json_of_an_import_is_one_object_a_line(home: Path, tmp_path: Path) -> None:
    """A script knows each line by its state, number and portal number."""
    file = tmp_path / "ho-so.jsonl"
    paged = with_file(file, sent(1), "a.jpg", picture())
    write(file, [with_file(file, paged, "b.pdf", b"%PDF"), sent(2, supplements="9"), {"x": 1}])
    told = rows(imported(home, file, "--json"))
    taken, refused = told[:2]
    assert (taken["state"], taken["line"], taken["portal"]) == ("taken", 1, portal(1))
    assert taken["left"] == [{"file": 2, "why": "no-picture"}]
    assert (refused["state"], refused["code"]) == ("refused", "applied-supplement-unknown")
    assert told[-1] == {"taken": 1, "known": 0, "refused": 2}
    assert {it["line"] for it in told if "severity" in it} == {1, 2, 3}
    assert rows(imported(home, file, "--json"))[0]["state"] == "known"


def test_a_wrong_pin_takes_nothing_in(home: Path, tmp_path: Path) -> None:
    """Entries are signed for an officer who was there."""
    file = write(tmp_path / "ho-so.jsonl", [sent(1)])
    done = run(home, "online", "import", str(file), "--officer", RECEIVER, pin="000000")
    assert done.exit_code == 1
    assert "PIN is wrong" in done.output


@pytest.mark.parametrize("ending", FORMATS)
def test_r74_messages_go_out_and_come_back(home: Path, tmp_path: Path, ending: str) -> None:
    """Listed, exported, answered and confirmed; of two messages one is enough."""
    imported(home, write(tmp_path / "ho-so.jsonl", [sent(1)]))
    receive_all(home)
    listed = run(home, "messages", "list")
    assert "2 messages" in listed.output
    assert "text message · received · waits for the portal" in listed.output
    assert "0905" not in listed.output
    assert "example" not in listed.output
    out = tmp_path / f"di{ending}"
    done = run(home, "messages", "export", str(out))
    assert done.exit_code == 0, done.output
    assert "2 messages in" in done.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    back = answered(out, ending)
    confirmed = run(home, "messages", "confirm", str(back), "--officer", RECEIVER)
    assert confirmed.exit_code == 0, confirmed.output
    assert "Recorded: 2 · known already: 0 · refused: 0" in confirmed.output
    assert rows(run(home, "messages", "list", "--json")) == []
    again = run(home, "messages", "confirm", str(back), "--officer", RECEIVER, "--json")
    assert rows(again)[-1] == {"recorded": 0, "known": 2, "refused": 0}


def answered(out: Path, ending: str) -> Path:
    """The portal's answer: the e-mail failed, the text message went."""
    back = out.with_name(f"ve{ending}")
    outcome = {"email": "failed", "sms": "sent"}
    if ending == ".csv":
        with out.open(encoding="utf-8", newline="") as stream:
            found = list(csv.DictReader(stream))
        lines = [f"{it['id']},{outcome[it['channel']]}" for it in found]
        back.write_text("id,outcome\n" + "\n".join(lines), "utf-8")
    else:
        found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        told = [{"id": it["id"], "outcome": outcome[it["channel"]]} for it in found]
        back.write_text("\n".join(map(json.dumps, told)), "utf-8")
    return back


def test_json_of_messages_names_nobody(home: Path, tmp_path: Path) -> None:
    """Id, dossier, channel, purpose and state; who and what stand in the exported file alone."""
    imported(home, write(tmp_path / "ho-so.jsonl", [sent(1, phone=None)]))
    receive_all(home)
    (line,) = rows(run(home, "messages", "list", "--json"))
    assert set(line) == {"id", "dossier", "channel", "purpose", "state", "queued_at"}
    out = tmp_path / "di.jsonl"
    assert rows(run(home, "messages", "export", str(out), "--json")) == [
        {"file": str(out), "messages": 1, "erased": 0, "more": False}
    ]
    wrong = tmp_path / "ve.jsonl"
    wrong.write_text('{"id": "ab", "outcome": "sent"}\n{"id": 7}\n', "utf-8")
    done = run(home, "messages", "confirm", str(wrong), "--officer", RECEIVER, "--json")
    assert done.exit_code == 1
    assert rows(done)[-1] == {"recorded": 0, "known": 0, "refused": 2}


def test_no_file_is_ever_written_over(home: Path, tmp_path: Path) -> None:
    """Nor one of an unknown kind, nor one where nothing can be written."""
    there = tmp_path / "di.csv"
    there.write_text("của ai đó", "utf-8")
    for file, words in (
        (there, "is there already"),
        (tmp_path / "di.xlsx", "must end in .csv | .jsonl"),
        (tmp_path / "không có" / "di.csv", "Nothing can be written"),
    ):
        done = run(home, "messages", "export", str(file))
        assert done.exit_code == 1
        assert words in done.output
    assert there.read_text("utf-8") == "của ai đó"
