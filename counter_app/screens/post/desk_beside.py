"""Beside the lists of the post: the row under the cursor, looked up while the officer reads."""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from counter_app.screens.post.desk_rows import FILED, PACK, READY, PostLists
from counter_app.screens.post.desk_text import filed, stopped, told
from counter_app.widgets.said import Said

if TYPE_CHECKING:
    from counter_app.screens.station import Station


class Beside(VerticalScroll, can_focus=False):
    """Shown where there is room; the latest row wins."""

    def __init__(self, station: "Station") -> None:
        super().__init__(id="beside", classes="aside")
        self._station = station

    def compose(self) -> ComposeResult:
        yield Said(id="told")

    def look(self, key: str, lists: PostLists) -> None:
        kind, _, dossier = key.partition(":")
        if f"{kind}:" in {PACK, READY}:
            self._look(dossier, key, lists)
            return
        one = next((it for it in lists.filed if key == f"{FILED}{it.id}"), None)
        self._say(filed(one.applicant, one.procedure, one.parcel) if one else Content(""))

    @work(exclusive=True, group="beside")
    async def _look(self, dossier: str, key: str, lists: PostLists) -> None:
        packing, officer = self._station.counter.post.packing, self._station.officer
        try:
            wanted = await asyncio.to_thread(packing.again, officer, dossier)
        except self._station.troubles as error:
            lines = (*lists.to_pack, *lists.ready)
            line = next(it for it in lines if it.dossier == dossier)
            self._say(stopped(line.code, line.applicant, error))
        else:
            self._say(told(wanted, lists.parcel(key)))

    def _say(self, content: Content) -> None:
        for said in self.query(Said):
            said.say(content)
