"""The line of every table and key, whatever stands around it."""

import tomllib

from data.catalogue.locator import line_of, locate

TEXT = '''\
# [[procedure]] in a comment
kind = "procedures"

[[procedure]]
name = """
[[procedure]]
code = "inside a string"
"""
code = 'a # "b'
steps = [
  "name = 1",
  "[limit]",
]

  [procedure.limit]
  unit = "hours"

  [[procedure.fee]]
  amount_vnd = 1

  [[procedure.fee]]
  amount_vnd = 2

[[procedure]]
code = "b" # """
limit.unit = "hours"
name = """one line""" # name = 3

[[procedure.fee]]
amount_vnd = 3
'''


def line(*place: str | int) -> int:
    return line_of(place, locate(TEXT))


def test_the_text_is_toml() -> None:
    """The locator is asked only about text that `tomllib` has read."""
    assert len(tomllib.loads(TEXT)["procedure"]) == 2


def test_tables_and_keys_of_the_second_procedure_are_its_own() -> None:
    """Array tables are numbered within the table around them."""
    assert line("kind") == 2
    assert line("procedure", 0) == 4
    assert line("procedure", 1) == 24
    assert line("procedure", 0, "fee", 1, "amount_vnd") == 22
    assert line("procedure", 1, "fee", 0, "amount_vnd") == 30


def test_strings_and_comments_are_no_tables() -> None:
    """What looks like a key inside a string of several lines is text."""
    assert line("procedure", 0, "name") == 5
    assert line("procedure", 0, "code") == 9
    assert line("procedure", 0, "limit") == 15
    assert line("procedure", 1, "name") == 27


def test_a_dotted_key_stands_for_its_table() -> None:
    """`limit.unit` opens the table `limit` where it stands."""
    assert line("procedure", 1, "limit") == 26
    assert line("procedure", 1, "limit", "unit") == 26


def test_what_is_not_there_falls_back_to_the_table_around_it() -> None:
    """A missing key is reported at its table, an unknown place at the top."""
    assert line("procedure", 0, "fee", 1, "due") == 21
    assert line("procedure", 1, "steps", 3) == 24
    assert line("nothing", "at", "all") == 1
    assert line_of(("kind",), locate("")) == 1
