"""What the hand-over screen says of folders: by when each has to go, and which still lie here."""

from collections.abc import Collection
from typing import Final

from textual.content import Content

from counter_app.desk.batches.handing import Folder, Here
from counter_app.screens.batches.piles_rows import End
from counter_app.widgets.lines import QUIET, WARNING, left, right, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import BLANK, Draw, Row, heading
from counter_app.wording import moment_text, msg, time_text, tr, trn

SIDE: Final = "side:"
"""What the key of a row beside begins with."""
_MARK, _CODE, _BY = 2, 27, 13
_HOLDS: Final = {
    "hand-over-unscanned": msg("not scanned"),
    "hand-over-unrouted": msg("no route"),
    "route-outdated": msg("route is old"),
    "conflict-open": msg("in conflict"),
}
"""Why a folder may not go, short enough for a column."""


def end_of(folder: Folder) -> End:
    """By when it has to go (A10); what is late says so without colour too."""
    if folder.late:
        return End("▲ " + moment_text(folder.by), WARNING)
    return End(moment_text(folder.by), "" if folder.today else QUIET)


def beside(here: Here, in_hand: Collection[str]) -> list[Row]:
    """What lies here and was not scanned: what must go today first, then the rest."""
    left_over = [it for it in here.folders if it.id not in in_hand]
    pressing = [it for it in left_over if it.today]
    later = [it for it in left_over if not it.today]
    rows = [*_part(tr("Must go today"), pressing), *_part(tr("Later"), later)]
    return rows[:-1] if rows else []


def _part(title: str, folders: list[Folder]) -> list[Row]:
    if not folders:
        return []
    return [
        heading(title, f"{len(folders)}"),
        *(Row(_drawn(it), f"{SIDE}{it.id}") for it in folders),
        BLANK,
    ]


def _drawn(folder: Folder) -> Draw:
    """What keeps it here is said in the place of its hour."""
    mark = "▲ " if folder.late or folder.objection is not None else "  "
    said = _HOLDS.get(folder.objection.code, "") if folder.objection is not None else ""
    end = tr(said) if said else _by(folder)

    def draw(width: int) -> Content:
        wide = width >= _MARK + _CODE + _BY + _BY
        name = width - _MARK - _BY - (_CODE if wide else 0)
        return row(
            styled(mark, WARNING),
            left(folder.code, _CODE) if wide else "",
            left(folder.applicant or folder.code, name - 1) + " ",
            styled(right(end, _BY), WARNING if mark.strip() else QUIET),
        )

    return draw


def _by(folder: Folder) -> str:
    return time_text(folder.by) if folder.today and not folder.late else f"{folder.by:%d/%m}"


def urgent(here: Here | None) -> tuple[str, Tone]:
    """The 15:00 rule in one sentence (NĐ 61 Đ18.2)."""
    folders = here.folders if here is not None else ()
    late = [it for it in folders if it.late]
    today = [it for it in folders if it.today]
    if late:
        said = trn("{n} folder should be gone.", "{n} folders should be gone.", len(late))
        return said + " " + tr("Hand it over now, or say what keeps it here."), Tone.WARNING
    if today:
        said = trn("{n} folder must go today.", "{n} folders must go today.", len(today))
        return said + " " + tr("Scan each one that the agency takes along."), Tone.QUIET
    return tr("Nothing has to go today."), Tone.QUIET
