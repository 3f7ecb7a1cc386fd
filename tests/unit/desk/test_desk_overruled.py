"""A page kept in spite of a warning: from the draft to the record, to the script and the screen."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from counter_app import wording
from counter_app.bootstrap import Counter
from counter_app.commands import dossier as dossier_command
from counter_app.desk.receiving.draft import from_json, to_json
from counter_app.screens.dossiers.dossier_text import described
from data.domain.center import Officer
from scanning.values import Finding
from tests.fakes.desk import filled_draft


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


def test_what_the_officer_overruled_is_in_the_entry(counter: Counter, officer: Officer) -> None:
    """The finding stands with its page, whatever was taken, reordered or dropped around it."""
    draft = filled_draft(counter, officer)
    first = draft.components[0].id
    attach = counter.drafting.attach_page
    draft = attach(officer, draft, first, b"dark", overruled=[Finding.TOO_DARK])
    draft = attach(officer, draft, first, b"dropped", overruled=[Finding.GLARE])
    draft = counter.drafting.drop_page(officer, draft, first)
    draft = attach(officer, draft, first, b"good")
    item = draft.component(first)
    draft = draft.with_component(replace(item, pages=item.pages[::-1]))
    draft = from_json(to_json(draft))
    dossier = counter.intake.issue(officer, draft).dossier
    assert dossier.taken_in().components[0].overruled_pages == ((2, ("too-dark",)),)
    assert dossier.conflicts == ()


def test_a_page_scanned_later_says_it_too(counter: Counter, officer: Officer) -> None:
    """In the entry that names that page."""
    dossier = counter.intake.issue(officer, filled_draft(counter, officer)).dossier
    first = dossier.taken_in().components[0].id
    add = counter.amending.add_page
    add(officer, dossier.id, first, b"good")
    dossier = add(officer, dossier.id, first, b"glaring", overruled=(Finding.GLARE,))
    assert dossier.taken_in().components[0].overruled_pages == ((2, ("glare",)),)
    entry = dossier.history[-1].entry
    assert entry.body["overruled"] == [["glare"]]


def test_a_script_and_the_screen_are_told(counter: Counter, officer: Officer) -> None:
    """Codes for the one, the sentence that the officer had read for the other."""
    draft = filled_draft(counter, officer)
    first = draft.components[0]
    draft = draft.with_component(replace(first, declared=3))
    draft = counter.drafting.attach_page(
        officer, draft, first.id, b"dark", overruled=[Finding.TOO_DARK, Finding.GLARE]
    )
    dossier = counter.intake.issue(officer, draft).dossier
    found = counter.search.open(str(dossier.taken_in().code))
    component = json.loads(dossier_command.as_json(found))["components"][0]
    assert component["overruled"] == [{"page": 1, "findings": ["too-dark", "glare"]}]
    assert (component["declared_pages"], component["missing_pages"]) == (3, 2)
    said = "Page 1 was kept in spite of: Too dark. A light is mirrored on the sheet."
    assert said in dossier_command.as_text(found)
    assert "1 of 3 pages" in dossier_command.as_text(found)
    shown = " ".join(" ".join(line.plain for line in described(found, 100)).split())
    assert said in shown
    assert "2 pages not scanned" in shown


def test_a_parked_draft_keeps_it(counter: Counter, officer: Officer) -> None:
    """Whoever goes on with it tomorrow issues the same finding with the same page."""
    draft = filled_draft(counter, officer)
    first = draft.components[0].id
    draft = counter.drafting.attach_page(
        officer, draft, first, b"dark", overruled=[Finding.TOO_DARK]
    )
    saved = counter.drafting.resume(draft.id)
    assert saved == draft
    assert list(saved.component(first).overruled.values()) == [["too-dark"]]
