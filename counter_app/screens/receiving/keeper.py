"""The draft under the officer's hands: changed at once, written soon, never behind its pages.

Only the UI thread changes `draft`; the store is written on other threads, one write after the
other in the order in which they were asked for.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import Draft
    from counter_app.desk.receiving.drafting import Drafting
    from data.domain.center import Officer
    from scanning.values import TakenPage

Made = TypeVar("Made")
SAVE_AFTER_S = 0.3
"""The longest time that something typed is not yet on disk."""


class Keeper:
    """`officer` is who sits here at the moment of writing: a lock may change that."""

    def __init__(
        self,
        drafting: "Drafting",
        officer: Callable[[], "Officer"],
        draft: "Draft",
    ) -> None:
        self.draft = draft
        self._drafting, self._officer = drafting, officer
        self._stored = draft
        self.ended = False
        """Whether it was issued: nothing of it is changed or written any more."""
        self._writing = Lock()
        self._turn = asyncio.Lock()

    @property
    def dirty(self) -> bool:
        """Whether something waits to be written."""
        return self.draft is not self._stored

    async def save(self) -> None:
        """Write what is there now, behind everything that was asked for before."""
        async with self._turn:
            await asyncio.to_thread(self._save)

    async def attach(self, component: str, take: "Callable[[], TakenPage]") -> "TakenPage":
        """Take a page into a component; pages come in the order in which they were asked for.

        A page with findings is kept in spite of them: the officer said so.
        """
        async with self._turn:
            taken = await asyncio.to_thread(take)
            self._merge(await asyncio.to_thread(self._attach, component, taken), component)
            return taken

    async def drop(self, component: str) -> None:
        """Take the last page of a component out again."""
        async with self._turn:
            self._merge(await asyncio.to_thread(self._drop, component), component)

    async def arrange(
        self, component: str, order: Callable[[tuple[str, ...]], tuple[str, ...]]
    ) -> None:
        """Put the pages of a component in another order, or take some out."""
        async with self._turn:
            self._merge(await asyncio.to_thread(self._arrange, component, order), component)

    async def end(self, act: "Callable[[Officer, Draft], Made]") -> "Made":
        """Make an act of what is here now, after the pages that are still on their way."""
        async with self._turn:
            return await asyncio.to_thread(self._end, act)

    async def act(self, act: "Callable[[Officer, Draft], Made]") -> "Made":
        """Make an act of what is here now, and go on with the draft, which is written too."""
        async with self._turn:
            await asyncio.to_thread(self._save)
            return await asyncio.to_thread(lambda: act(self._officer(), self.draft))

    def _save(self) -> None:
        with self._writing:
            draft = self.draft
            if draft is not self._stored and not self.ended:
                self._drafting.save(self._officer(), draft)
                self._stored = draft

    def _end(self, act: "Callable[[Officer, Draft], Made]") -> "Made":
        with self._writing:
            made = act(self._officer(), self.draft)
            # A save that still waits would bring the draft back to life.
            self.ended = True
            return made

    def _attach(self, component: str, page: "TakenPage") -> "Draft":
        with self._writing:
            officer, draft = self._officer(), self.draft
            self._stored = self._drafting.attach_page(
                officer, draft, component, page.jpeg, overruled=page.findings
            )
            return self._stored

    def _drop(self, component: str) -> "Draft":
        with self._writing:
            self._stored = self._drafting.drop_page(self._officer(), self.draft, component)
            return self._stored

    def _arrange(
        self, component: str, order: Callable[[tuple[str, ...]], tuple[str, ...]]
    ) -> "Draft":
        with self._writing:
            before = self.draft.component(component)
            arranged = self.draft.with_component(replace(before, pages=order(before.pages)))
            self._drafting.save(self._officer(), arranged)
            self._stored = arranged
            return self._stored

    def _merge(self, stored: "Draft", component: str) -> None:
        """Take pages from what was stored, and keep what was changed meanwhile."""
        mine, theirs = self.draft.component(component), stored.component(component)
        counts = mine.counts if mine.counts.total else theirs.counts
        paged = replace(mine, pages=theirs.pages, overruled=theirs.overruled, counts=counts)
        merged = self.draft.with_component(paged)
        self.draft = stored if merged == stored else merged
