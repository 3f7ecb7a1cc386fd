"""The desk's answers for commands that only read, beside a running desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from counter_app import bootstrap
from counter_app.config import Config
from counter_app.desk.on_paper.component_pdfs import ComponentPdfs
from counter_app.desk.on_paper.papers import Papers
from counter_app.desk.search import Search
from data.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Reading:
    search: Search
    papers: Papers
    pdfs: ComponentPdfs


@contextmanager
def reading(config: Config, clock: Clock) -> Iterator[Reading]:
    """Raises Refused with a store error's code."""
    with bootstrap.read_only(config) as (store, keys):
        rulebook = bootstrap.rulebook_of(config, store, keys, clock)
        papers = bootstrap.papers_of(config, store, keys, clock, rulebook)
        search = Search(store, rulebook.agencies, clock)
        yield Reading(search, papers, ComponentPdfs(store, papers.pages))
