"""The words a dossier is found by: taken apart in the same way when stored and when typed.

Words are made here and not by SQLite, so that each is one term of the index whatever Unicode
tables SQLite was built with. The index keeps which dossiers have a word, not where it stands.
"""

import re
from typing import Final

from data.domain.text import fold

QUERY_LIMIT: Final = 100
"""Characters of a search text that are looked at."""

_TERM: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*")


def indexed(text: str) -> str:
    """The terms of `text`, folded, each once."""
    return " ".join(dict.fromkeys(_TERM.findall(fold(text))))


def match_expression(typed: str) -> str:
    """An FTS5 expression of quoted terms; nothing typed is an operator in it.

    Each typed word is the start of a word. Of one with points or dashes inside, such as a dossier
    code, only the last part may be unfinished.
    """
    words = _WORD.findall(fold(typed[:QUERY_LIMIT]))
    return " ".join(_expression(_TERM.findall(word)) for word in words)


def _expression(parts: list[str]) -> str:
    *whole, started = (f'"{part}"' for part in parts)
    return " ".join([*whole, f"{started}*"])
