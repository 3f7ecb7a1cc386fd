"""Checks a Center-supplied file of any kind and says everything that is wrong with it, by place."""

from pathlib import Path

from data.catalogue import agencies, calendars, procedures, profiles
from data.catalogue.document import document
from data.catalogue.errors import Finding, in_order
from data.catalogue.source import Source
from data.domain.agencies import AgencyRegister

KINDS = (calendars.KIND, profiles.KIND, agencies.KIND, procedures.KIND)


def check(path: Path, register: AgencyRegister) -> tuple[Finding, ...]:
    """All findings in a file or a folder of procedures, in the order of their places.

    What kind of file it is stands in its key `kind`; a workbook always holds procedures.
    `register` is what procedures refer to.
    """
    if path.is_dir() or path.suffix.lower() == procedures.WORKBOOK:
        sources = procedures.catalogue_sources(path, register)
        return procedures.parse_procedures(sources, register)[1]
    source = document(path)
    if source.has_errors:
        return in_order(source.findings)
    return _check_kind(source, register)


def _check_kind(source: Source, register: AgencyRegister) -> tuple[Finding, ...]:
    match source.values.get("kind"):
        case calendars.KIND:
            calendars.parse_calendar(source)
        case profiles.KIND:
            profiles.parse_profile(source)
        case agencies.KIND:
            agencies.parse_agencies(source)
        case procedures.KIND:
            procedures.parse_procedures((source,), register)
        case _:
            names = ", ".join(KINDS)
            source.fault(("kind",), f"Tệp phải có mục «kind» là một trong: {names}.")
    return in_order(source.findings)
