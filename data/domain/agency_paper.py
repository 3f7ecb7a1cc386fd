"""AgencyPaper: a signed paper of the agency, as it is registered at the Center (C10).

Form 02 after appraisal, form 04 and a result are the agency's own papers: drafted for it, and in
effect once number, day, signer and scan are here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.domain.codes import CODE_LIMIT
from data.domain.errors import Refused
from data.domain.text import NAME_LIMIT, clean


@dataclass(frozen=True, slots=True)
class AgencyPaper:
    """`page` is the SHA-256 of its scan; empty where it is not scanned yet."""

    number: str
    day: date
    signer: str
    page: str = ""


def agency_paper(number: str, day: date, signer: str, page: str = "") -> AgencyPaper:
    """What was typed from the paper, cleaned."""
    return AgencyPaper(clean(number, CODE_LIMIT), day, clean(signer, NAME_LIMIT), page)


def paper_objections(paper: AgencyPaper, today: date) -> Iterator[Refused]:
    """A paper without number or signer is a draft; one of tomorrow is a slip of the pen."""
    if not paper.number:
        yield Refused("paper-number-missing")
    if not paper.signer:
        yield Refused("paper-signer-missing")
    if paper.day > today:
        yield Refused("paper-in-the-future", day=paper.day.isoformat())
