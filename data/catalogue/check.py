"""Checks a Center-supplied file of any kind and says everything that is wrong with it, by line."""

from pathlib import Path

from data.catalogue import agencies, calendars, procedures, profiles
from data.catalogue.document import Document
from data.catalogue.errors import Finding
from data.domain.agencies import AgencyRegister

KINDS = (calendars.KIND, profiles.KIND, agencies.KIND, procedures.KIND)


def check(path: Path, register: AgencyRegister) -> tuple[Finding, ...]:
    """All findings in a file or a folder of procedures, in the order of their lines.

    What kind of file it is stands in its key `kind`. `register` is what procedures refer to.
    """
    if path.is_dir():
        documents = procedures.catalogue_documents(path)
        return procedures.parse_procedures(documents, register)[1]
    document = Document(path)
    if not document.has_errors:
        _check_kind(document, register)
    return tuple(sorted(document.findings))


def _check_kind(document: Document, register: AgencyRegister) -> None:
    match document.values.get("kind"):
        case calendars.KIND:
            calendars.parse_calendar(document)
        case profiles.KIND:
            profiles.parse_profile(document)
        case agencies.KIND:
            agencies.parse_agencies(document)
        case procedures.KIND:
            procedures.parse_procedures((document,), register)
        case _:
            names = ", ".join(KINDS)
            document.fault(("kind",), f"Tệp phải có mục «kind» là một trong: {names}.")
