"""What is asked of an officer about a carrier's file before its rows are looked up."""

from typing import TYPE_CHECKING

from counter_app.desk.post.carrier import status_words
from counter_app.screens.post.carrier_columns import ColumnsScreen
from counter_app.screens.post.carrier_words import WordsScreen
from data.catalogue.carrier_columns import ColumnMapping, Places, places_of

if TYPE_CHECKING:
    from counter_app.screens.post.carrier_sorting import CarrierSorting
    from data.catalogue.carrier_table import CarrierTable


async def ask_columns(screen: "CarrierSorting", table: "CarrierTable") -> Places | None:
    """Which column says what. It is kept; where it cannot be, it is asked again next time."""
    settings = await screen.told(screen.carrier.settings)
    if settings is None:
        return None
    asking = ColumnsScreen(table, settings.mapping(table.headers))
    mapping: ColumnMapping | None = await screen.app.push_screen_wait(asking)
    if mapping is None:
        return None
    places = await screen.told(places_of, table, mapping)
    await screen.told(screen.carrier.keep, settings.with_mapping(table.headers, mapping))
    return places


async def ask_words(
    screen: "CarrierSorting",
    table: "CarrierTable",
    places: Places,
    *,
    only_where_open: bool = False,
) -> None:
    """What the statuses mean; `only_where_open`: nothing is asked where all of them are known."""
    settings = await screen.told(screen.carrier.settings)
    if settings is None:
        return
    found = await screen.told(status_words, table, places, settings)
    if found is None or (only_where_open and all(it.outcome for it in found)):
        return
    said = await screen.app.push_screen_wait(WordsScreen(found))
    for status, outcome in (said or {}).items():
        settings = settings.with_word(status, outcome)
    if said:
        await screen.told(screen.carrier.keep, settings)
