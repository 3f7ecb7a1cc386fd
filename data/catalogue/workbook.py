"""A catalogue workbook (.xlsx) as the tables that a TOML file would hold, and where each stands.

Every cell is read, refused with its own place, or blank; no formula is ever worked out.
"""

from collections.abc import Iterable, Iterator, Mapping

from data.catalogue.archive import ArchiveFault, Merge, inspect
from data.catalogue.cells import CellFault, read_cell
from data.catalogue.errors import Finding
from data.catalogue.grid import HEAD_ROW, Grid, Row, read_grid
from data.catalogue.locator import Place
from data.catalogue.sheets import (
    AGENCIES,
    GUIDE,
    HEAD,
    OF_FEES,
    OF_PROCEDURES,
    PROCEDURES,
    SHEETS,
    Column,
    Key,
    Kind,
    Sheet,
)
from data.catalogue.source import UNREADABLE, Source
from data.domain.agencies import AgencyRegister
from data.domain.text import clean

Values = dict[str, object]
Owner = tuple[Place, Values]
Owners = dict[tuple[object, ...], Owner]
"""Rows that other rows belong to, by what those name them with."""


class Workbook(Source):
    """`values` are those of a catalogue; a faulty cell stands in them as unreadable."""

    def __init__(self, name: str, raw: bytes | None, agencies: AgencyRegister) -> None:
        super().__init__(name, raw)
        self._agencies = agencies
        self._rows: dict[Place, tuple[Sheet, int]] = {
            (): (HEAD, HEAD_ROW + 1),
            PROCEDURES.part: (PROCEDURES, HEAD_ROW),
        }
        self._letters: dict[str, dict[Column, str]] = {}
        if not self.has_errors:
            self._open()

    def spot(self, place: Place) -> Finding:
        sheet, row, rest = self._row_of(place)
        letter = self._letter(sheet, sheet.column(rest))
        return Finding(self.name, row, "", sheet=sheet.title, column=letter)

    def word(self, place: Place) -> str:
        sheet, _, rest = self._row_of(place)
        return sheet.word(rest)

    def _row_of(self, place: Place) -> tuple[Sheet, int, Key]:
        """The nearest row around `place`, and what is left of it."""
        length = next(at for at in range(len(place), -1, -1) if place[:at] in self._rows)
        return (*self._rows[place[:length]], tuple(str(step) for step in place[length:]))

    def _letter(self, sheet: Sheet, column: Column | None) -> str:
        letters = self._letters.get(sheet.title, {})
        if column is not None and column in letters:
            return letters[column]
        return next(iter(letters.values()), "A")

    def _open(self) -> None:
        try:
            merges = inspect(self.raw)
            grid = read_grid(self.raw, {sheet.title for sheet in SHEETS})
        except ArchiveFault as fault:
            self.add_whole(str(fault))
            return
        for merge in merges:
            self._merged(merge)
        self._check_titles(grid)
        self._read(grid)

    def _merged(self, merge: Merge) -> None:
        sentence = "Ô bị gộp; hãy bỏ gộp rồi ghi từng ô."
        self.add(Finding(self.name, merge.row, sentence, sheet=merge.sheet, column=merge.column))

    def _check_titles(self, grid: Grid) -> None:
        known = {sheet.title for sheet in SHEETS} | {GUIDE, AGENCIES}
        for title in grid.keys() - known:
            sentence = "Danh mục không có trang nào tên này."
            self.add(Finding(self.name, HEAD_ROW, sentence, sheet=clean(title)))
        for sheet in (HEAD, PROCEDURES):
            if not grid.get(sheet.title):
                self.add_whole(f"Thiếu trang «{sheet.title}».")

    def _read(self, grid: Grid) -> None:
        values: Values = {"kind": "procedures"}
        self._read_head(values, grid)
        procedures = self._read_procedures(values, grid)
        fees: Owners = {}
        for sheet in OF_PROCEDURES:
            self._read_parts(sheet, procedures, fees, grid)
        for sheet in OF_FEES:
            self._read_parts(sheet, fees, {}, grid)
        self.values = values

    def _read_head(self, values: Values, grid: Grid) -> None:
        for number, (row, table, _) in enumerate(self._tables(HEAD, grid)):
            if number:
                self._at(HEAD, row, "A", "Trang này chỉ có một dòng.")
            else:
                values |= table
                self._rows[()] = (HEAD, row)

    def _read_procedures(self, values: Values, grid: Grid) -> Owners:
        owners: Owners = {}
        tables: list[Values] = []
        for row, table, _ in self._tables(PROCEDURES, grid):
            place: Place = (*PROCEDURES.part, len(tables))
            self._rows[place] = (PROCEDURES, row)
            # A code twice is found by the reader; what follows goes to the first.
            owners.setdefault((_name(table.get("code")),), (place, table))
            tables.append(table)
        if tables:
            values["procedure"] = tables
        return owners

    def _read_parts(self, sheet: Sheet, owners: Owners, within: Owners, grid: Grid) -> None:
        """Each row goes to its owner; it is remembered in `within` as an owner itself."""
        for row, table, link in self._tables(sheet, grid):
            if UNREADABLE in link:
                continue
            if link not in owners:
                self._at(
                    sheet,
                    row,
                    self._letter(sheet, sheet.links[0]),
                    f"Không có dòng nào mang {', '.join(it.title for it in sheet.links)} này.",
                )
                continue
            place = self._add(sheet, row, table, owners[link])
            key = (link[0], _name(table.get("id")), table.get("effective_from"))
            within.setdefault(key, (place, table))

    def _add(self, sheet: Sheet, row: int, table: Values, owner: Owner) -> Place:
        place, holder = owner
        *outer, last = sheet.part
        for key in outer:
            inner = holder.setdefault(key, {})
            assert isinstance(inner, dict)
            place, holder = (*place, key), inner
        if holder.get(last) in ([], UNREADABLE):
            self.fault((*place, last), f"Đã ghi ở đây mà trang «{sheet.title}» vẫn có dòng.")
            holder.pop(last)
        parts = holder.setdefault(last, [])
        assert isinstance(parts, list)
        place = (*place, last, len(parts))
        self._rows[place] = (sheet, row)
        parts.append(table)
        return place

    def _tables(self, sheet: Sheet, grid: Grid) -> Iterator[tuple[int, Values, tuple[object, ...]]]:
        """Of each row its number, its values, and which row it belongs to."""
        rows = grid.get(sheet.title, ())
        columns = self._head(sheet, rows[0]) if rows else {}
        for number, cells in rows[1:]:
            found = dict(self._cells(sheet, columns, (number, cells)))
            table = _table((column, found[column]) for column in found if column in sheet.columns)
            yield number, table, tuple(_name(found.get(column)) for column in sheet.links)

    def _head(self, sheet: Sheet, head: Row) -> dict[str, Column]:
        """The columns by their letters; a head that we do not know is a fault."""
        titles = {column.title.casefold(): column for column in sheet.all_columns}
        columns: dict[str, Column] = {}
        number, cells = head
        for cell in cells:
            column = titles.pop(clean(str(cell.value)).casefold(), None)
            if column is None:
                sentence = "Không có cột nào tên này, hoặc cột đã có ở bên trái."
                self._at(sheet, number, cell.column, sentence)
            else:
                columns[cell.column] = column
        self._letters[sheet.title] = {column: letter for letter, column in columns.items()}
        return columns

    def _cells(
        self, sheet: Sheet, columns: Mapping[str, Column], row: Row
    ) -> Iterator[tuple[Column, object]]:
        number, cells = row
        for cell in cells:
            column = columns.get(cell.column)
            if column is None:
                self._at(sheet, number, cell.column, "Ô nằm ngoài các cột có tên.")
                continue
            try:
                yield column, read_cell(cell, column, self._agencies)
            except CellFault as fault:
                self._at(sheet, number, cell.column, str(fault))
                yield column, UNREADABLE

    def _at(self, sheet: Sheet, row: int, letter: str, sentence: str) -> None:
        self.add(Finding(self.name, row, sentence, sheet=sheet.title, column=letter))


def _name(value: object) -> object:
    """What rows name each other with, so that a stray space does not part them."""
    return clean(value) if isinstance(value, str) else value


def _table(cells: Iterable[tuple[Column, object]]) -> Values:
    """The values of one row, each in the table that its key says."""
    table: Values = {}
    for column, value in cells:
        if column.kind is Kind.EMPTY and value is False:
            continue
        holder = table
        for key in column.key[:-1]:
            inner = holder.setdefault(key, {})
            assert isinstance(inner, dict)
            holder = inner
        holder[column.key[-1]] = [] if column.kind is Kind.EMPTY and value is True else value
    return table
