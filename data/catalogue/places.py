"""Reads the administrative units that come with the program (`script/make-places` writes them)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from data.catalogue.errors import CatalogueError, Finding
from data.domain.places import Gazetteer, Level, Place

_LEVELS: Final = {
    "P": Level.PROVINCE,
    "W": Level.COMMUNE,
    "p": Level.PROVINCE,
    "d": Level.DISTRICT,
    "w": Level.COMMUNE,
}


def read_places(path: Path) -> Gazetteer:
    """All units, each within what stands above it. CatalogueError where a line is not one."""
    return Gazetteer(list(_places(path)))


def _places(path: Path) -> Iterator[Place]:
    above: list[Place] = []
    current: dict[tuple[Level, str], Place] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, 0) from error
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        place = _place(line.split("\t"), above, current)
        if place is None:
            raise _broken(path, number)
        above = [*(it for it in above if it.level < place.level), place]
        if not place.past:
            current[place.level, place.code] = place
        yield place


def _place(
    fields: Sequence[str], above: Sequence[Place], current: Mapping[tuple[Level, str], Place]
) -> Place | None:
    """None for a line that names no unit, or one that became none that we know."""
    letter, code, name, became = (*fields, "", "", "")[:4]
    level = _LEVELS.get(letter)
    if level is None or not code or not name:
        return None
    past = letter.islower()
    outer = [it for it in above if it.level < level and it.past == past]
    if bool(outer) == (level is Level.PROVINCE):
        return None
    wanted = Level.PROVINCE if level is Level.PROVINCE else Level.COMMUNE
    now = [current.get((wanted, it)) for it in became.split(",") if it]
    if None in now:
        return None
    known = tuple(it for it in now if it is not None)
    return Place(code, name, level, past, outer[-1] if outer else None, known)


def _broken(path: Path, line: int) -> CatalogueError:
    return CatalogueError((Finding(path.name, line, "Dòng này không phải một đơn vị hành chính."),))
