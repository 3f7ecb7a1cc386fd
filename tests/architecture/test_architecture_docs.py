"""What is made from the code is what the code says now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_keyboard_and_the_rules_are_written_down_as_they_are() -> None:
    """`script/docs --check` finds docs/keys.md and docs/rules.md current."""
    command = [sys.executable, str(ROOT / "script" / "docs"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_rule_of_the_intake_desk_has_a_test() -> None:
    """No rule stands in the list without a test that names it."""
    rules = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [line for line in rules.splitlines() if line.endswith("| – |")] == []
