"""Guidance: every answer is kept, with no name where none was given (R28, R29, R39, C13)."""

from dataclasses import replace

import pytest

from data.domain.entries import Body
from data.domain.errors import Refused
from data.domain.guidance import Asked, Guidance, fold_guidance, give
from data.domain.vocabulary import CENTER_OPENED
from tests.fakes.forge import START, ForgedDesk, an_id

ANSWER = Guidance(
    an_id("guidance"),
    Asked.HOTLINE,
    "Đăng ký khai sinh",
    "03",
    START,
    instead="Ủy ban nhân dân cấp xã",
    components=("Tờ khai",),
    told="Đến xã nơi cư trú.",
)


def test_c13_an_answer_is_kept_without_a_name_where_none_was_given() -> None:
    """What was said stands there in full, and nobody is named."""
    fact, desk = give(ANSWER), ForgedDesk("a")
    assert set(fact.personal or {}) == {"topic", "told"}
    recorded = desk.append(fact.kind, fact.body, personal=fact.personal, subject=fact.subject)
    kept = fold_guidance(ANSWER.id, desk.known)
    assert kept == replace(ANSWER, officer=recorded.entry.officer, entry=recorded.hash)


def test_r29_guidance_about_nothing_is_none() -> None:
    """A topic of spaces says nothing."""
    with pytest.raises(Refused, match="guidance-topic-missing"):
        give(replace(ANSWER, topic="  "))


@pytest.mark.parametrize("broken", [{"asked": "rumour"}, {"components": "x"}, {"at": "today"}])
def test_what_is_malformed_is_no_answer(broken: Body) -> None:
    """The first that can be read counts; another kind is none, and nothing is None."""
    fact, desk = give(ANSWER), ForgedDesk("a")
    desk.append(CENTER_OPENED, {}, subject=fact.subject)
    desk.append(fact.kind, {**fact.body, **broken}, subject=fact.subject)
    assert fold_guidance(ANSWER.id, desk.known) is None
