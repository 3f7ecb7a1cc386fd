"""One slip after another: the return desk is asked for its result, any other desk for its dossier.

Behind a result its note is followed, and behind that comes the next slip.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from counter_app.desk.return_desk.releasing import concerns
from counter_app.messages import DossierWanted

if TYPE_CHECKING:
    from textual.app import App

    from counter_app.desk.return_desk.releasing import Returned
    from counter_app.desk.search import DossierFile
    from counter_app.screens.station import Station

Done = Callable[[], object]
SCANNED_FOR: Final = (
    "counter_app.screens.dossiers.dossier",
    "counter_app.screens.return_desk.release",
    "counter_app.screens.return_desk.hand_out",
    "counter_app.screens.return_desk.returned",
)


def load() -> None:
    """What a scan opens, on a thread and before the first one: a citizen waits for no import."""
    for name in SCANNED_FOR:
        import_module(name)


def show_scanned(app: "App[None]", station: "Station", scan: str) -> None:
    """What a code asks for in front of whoever sits here; what it is not is said."""
    from counter_app.screens.dossiers.dossier import show_dossier
    from counter_app.screens.unread import say_unread

    try:
        file = station.counter.search.open(scan)
    except station.troubles as error:
        say_unread(app.screen, scan, error)
        return
    if concerns(file.dossier, station.officer.roles):
        show_result(app, station, file, scan)
    else:
        show_dossier(app, station, file)


def show_result(
    app: "App[None]",
    station: "Station",
    file: "DossierFile",
    scan: str = "",
    *,
    done: Done = lambda: None,
) -> None:
    """The result in front, once; `done` is called when its officer came back from it.

    Of the next slip that is scanned the app is told like of any other scan.
    """
    from counter_app.screens.return_desk.release import ReleaseScreen
    from counter_app.screens.return_desk.returned import ReturnedScreen

    front = app.screen
    if isinstance(front, ReleaseScreen):
        if front.shows(file):
            return
        front.dismiss(None)

    def followed(following: str | None) -> None:
        done()
        if following:
            app.post_message(DossierWanted(following))

    def left(returned: "Returned | None") -> None:
        if returned is None:
            done()
        else:
            app.push_screen(ReturnedScreen(station, returned), followed)

    app.push_screen(ReleaseScreen(station, file, scan), left)
