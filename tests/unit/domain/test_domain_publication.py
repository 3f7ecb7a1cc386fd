"""A catalogue is published by a decision, and an edition never changes (R8, R112)."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.errors import Refused
from data.domain.publication import PublishedCatalogue, fold_published, publish
from data.domain.vocabulary import CENTER_OPENED
from tests.fakes.forge import START, ForgedDesk, an_id

EDITION = PublishedCatalogue(
    an_id("edition"), "Danh mục thử", "ab" * 32, "0/QĐ-THU", date(2026, 1, 1), START
)


def test_r8_an_edition_is_what_its_decision_published() -> None:
    """Whatever is written under its name later changes nothing."""
    fact, desk = publish(EDITION), ForgedDesk("a")
    desk.append(CENTER_OPENED, {}, subject=fact.subject)
    desk.append(fact.kind, {**fact.body, "effective_from": "soon"}, subject=fact.subject)
    assert fold_published(EDITION.id, desk.known) is None
    desk.append(fact.kind, fact.body, subject=fact.subject)
    desk.append(fact.kind, {**fact.body, "file": "cd" * 32}, subject=fact.subject)
    assert fold_published(EDITION.id, desk.known) == EDITION


def test_r8_nothing_is_published_without_a_decision() -> None:
    """Only the Chairman's decision puts a list into force."""
    with pytest.raises(Refused, match="decision-missing"):
        publish(replace(EDITION, decision=" "))
