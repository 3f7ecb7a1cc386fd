"""Files to and from the portal's e-mail and SMS functions: text stays text (R74)."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.catalogue.messages import (
    LINES_LIMIT,
    Answered,
    AnswerFile,
    Outgoing,
    as_csv,
    as_json_lines,
    read_answers,
)
from data.domain.contacting import ContactChannel, Outcome

ID = "ab" * 32
MESSAGE = Outgoing(
    id=ID,
    channel=ContactChannel.EMAIL,
    to="thu@vi-du.example",
    title="Hồ sơ trực tuyến P-1: yêu cầu bổ sung",
    text='Đề nghị bổ sung:\n1. "Điều lệ", bản chính',
    dossier="261123-0001",
    queued_at=datetime(2026, 11, 23, 2, 14, tzinfo=UTC),
)


def answers(folder: Path, text: str, name: str = "tra-loi.csv") -> AnswerFile:
    path = folder / name
    path.write_bytes(text.encode())
    return read_answers(path)


def said(file: AnswerFile) -> list[str]:
    return [str(finding) for finding in file.findings]


def test_r74_every_field_of_a_message_reads_back_from_both_files() -> None:
    """Lines, quotes and commas of a text are none of the file's own."""
    (row,) = csv.DictReader(io.StringIO(as_csv([MESSAGE]), newline=""))
    assert row == json.loads(as_json_lines([MESSAGE]))
    assert (row["id"], row["to"], row["text"]) == (ID, MESSAGE.to, MESSAGE.text)
    assert row["queued_at"] == "2026-11-23T02:14:00+00:00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_begins_a_formula(start: str) -> None:
    """Whoever opens the file in a spreadsheet runs nothing that a citizen wrote."""
    hostile = replace(MESSAGE, title=f"{start}cmd()", text=f"{start}1+1")
    (row,) = csv.DictReader(io.StringIO(as_csv([hostile]), newline=""))
    assert all(not value.startswith(start) for value in row.values())
    assert row["title"] == f"'{start}cmd()"


def test_the_exported_file_with_one_more_column_is_an_answer(tmp_path: Path) -> None:
    """The portal adds what became of each message and sends the same rows back."""
    head, row, _ = as_csv([MESSAGE]).replace("\r\n1.", "\n1.").split("\r\n")
    file = answers(tmp_path, f"{head},outcome,note\r\n{row},failed,hộp thư đầy\r\n")
    assert said(file) == []
    assert file.lines == (Answered(2, ID, Outcome.FAILED, "hộp thư đầy"),)


def test_answers_are_read_from_json_lines_too(tmp_path: Path) -> None:
    """Keys of the message itself may stand beside the outcome."""
    rows = [{"id": ID.upper(), "outcome": "sent", "text": "…"}, {"id": "cd" * 32}]
    file = answers(tmp_path, "\n".join(map(json.dumps, rows)), "tra-loi.jsonl")
    assert file.lines == (Answered(1, ID, Outcome.SENT, ""),)
    assert said(file) == ["tra-loi.jsonl:2: Thiếu mục «outcome»."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "tra-loi.csv:1: Dòng đầu phải có các cột: id, outcome."),
        ("id,state\n", "tra-loi.csv:1: Dòng đầu phải có các cột: id, outcome."),
        (f"id,outcome\n{ID},gửi\n", "tra-loi.csv:2: «outcome» phải là một trong: sent, failed."),
        ("id,outcome\n,sent\n", "tra-loi.csv:2: Thiếu mục «id»."),
        (f"id,outcome\n{ID}{ID},sent\n", "tra-loi.csv:2: «id» dài quá 64 ký tự."),
        ('id,outcome\n"a\nb"x,sent\n', "tra-loi.csv:2: Dòng này không đúng cú pháp CSV."),
        ("id,outcome\n" + "a" * 200_000, "tra-loi.csv:2: Dòng này không đúng cú pháp CSV."),
    ],
)
def test_each_fault_of_an_answer_has_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    """Nothing is taken for sent that does not say so."""
    file = answers(tmp_path, text)
    assert file.lines == ()
    assert said(file) == [sentence]


def test_a_line_behind_a_text_of_several_lines_has_its_own_number(tmp_path: Path) -> None:
    """The number is the one that an editor shows."""
    file = answers(tmp_path, f'id,outcome,note\n{ID},sent,"một\nhai"\nx,none,\n')
    assert [line.line for line in file.lines] == [2]
    assert [finding.line for finding in file.findings] == [4]


def test_one_message_is_answered_once(tmp_path: Path) -> None:
    """Two answers in one file contradict each other or are a mistake."""
    file = answers(tmp_path, f"id,outcome\n{ID},sent\n{ID},failed\n")
    assert [line.outcome for line in file.lines] == [Outcome.SENT]
    assert said(file) == ["tra-loi.csv:3: Tin này đã có ở dòng 2."]


def test_a_file_beyond_measure_or_of_another_encoding_is_said(tmp_path: Path) -> None:
    """The reading ends with a sentence, whatever stands there."""
    many = answers(tmp_path, "id,outcome\n" + "\n".join(f"{n},sent" for n in range(20_000)))
    assert said(many) == [
        f"tra-loi.csv:{LINES_LIMIT + 2}: Tệp có nhiều hơn {LINES_LIMIT} dòng; hãy chia tệp."
    ]
    path = tmp_path / "khac.csv"
    path.write_bytes(b"id,outcome\n\xff,sent\n")
    assert said(read_answers(path)) == ["khac.csv:2: Dòng này có ký tự không phải UTF-8."]
    assert said(read_answers(tmp_path / "không.csv")) == ["không.csv:0: Không đọc được tệp."]
