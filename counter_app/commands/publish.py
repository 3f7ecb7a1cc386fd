"""`counter catalogue import`: a checked catalogue becomes an edition of this desk (R8, R112).

It takes the desk's own lock, so the desk is closed while a catalogue is imported.
"""

from pathlib import Path

from counter_app import bootstrap
from counter_app.config import Config
from data.catalogue.errors import CatalogueError, Finding
from data.domain.clock import Clock
from data.domain.editions import Edition
from data.domain.procedures import Publication


def publish(
    config: Config, file: Path, decision: Publication, *, officer: str, pin: str, clock: Clock
) -> Edition | tuple[Finding, ...]:
    """The edition that is kept now, or what is wrong with the file.

    Raises Refused as `SignIn.check` and `Shelf.publish`, and with a store error's code.
    """
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            administrator = counter.sign_in.check(officer, pin)
            return counter.shelf.publish(administrator, file, decision).edition
    except CatalogueError as error:
        return error.findings
    finally:
        counter.close()
