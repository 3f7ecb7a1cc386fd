"""What is fit to be hashed: the quick check of the whole text against the slow one of each part."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.domain.entries import DEPTH_LIMIT, MalformedEntry, canonical
from data.domain.text import is_clean

INTEGER_LIMIT = 2**53
NASTY = [
    "\u0301",
    "e\u0301",
    "\u0338",
    "<",
    "\\",
    "\\t",
    '"',
    "\n",
    "\t",
    "\x7f",
    "\u202e",
    "\ud800",
]

texts = st.text(max_size=8) | st.lists(st.sampled_from([*NASTY, "Đ", "ệ", "a"])).map("".join)
clean = texts.map(lambda text: unicodedata.normalize("NFC", text)).filter(is_clean)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | clean
values = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(clean | texts, inner, max_size=3),
    max_leaves=20,
)


def fit(value: Any, depth: int = 0) -> bool:  # noqa: ANN401 - whatever JSON may hold and more
    """Format v1 part by part: depth, keys, numbers, and each text clean by itself."""
    if depth > DEPTH_LIMIT:
        return False
    if isinstance(value, dict):
        return all(is_clean(key) and fit(item, depth + 1) for key, item in value.items())
    if isinstance(value, list):
        return all(fit(item, depth + 1) for item in value)
    if isinstance(value, str):
        return is_clean(value)
    if isinstance(value, float):
        return False
    return value is None or abs(value) < INTEGER_LIMIT


def nested(inner: Any, levels: int, *, by_key: bool) -> Any:  # noqa: ANN401 - as `fit`
    for _ in range(levels):
        inner = {"a": inner} if by_key else [inner]
    return inner


@settings(max_examples=400)
@example(["\u0301a", "\u0338"])
@example({"\u0338": "<"})
@example(["line\nbreak", "tab\t"])
@example(['quote" and back\\slash'])
@given(values)
def test_accepted_is_what_each_part_allows(value: Any) -> None:  # noqa: ANN401 - as `fit`
    """The same values are accepted, and their bytes read back as they were."""
    if fit(value):
        assert json.loads(canonical(value)) == value
    else:
        with pytest.raises(MalformedEntry):
            canonical(value)


@pytest.mark.parametrize("inner", ["text", 1, None, [], {}])
@pytest.mark.parametrize("by_key", [True, False])
def test_depth_counts_for_texts_too(inner: object, by_key: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The last level that is allowed holds anything, and the next one nothing."""
    canonical(nested(inner, DEPTH_LIMIT, by_key=by_key))
    with pytest.raises(MalformedEntry):
        canonical(nested(inner, DEPTH_LIMIT + 1, by_key=by_key))
