"""What the placeholders of a template are filled with: every value made harmless once more.

The domain cleans what it stores. A printer must not depend on that, so whatever a field contains
can only become letters on one line.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

from data.domain.clock import local
from data.domain.papers import Imprint, PaperPerson
from data.domain.text import NOTE_LIMIT, clean
from printing.papers.template import NO_BREAK, Template

_NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=[^\W\d])")


def harmless(value: str) -> str:
    """`value` on one line without controls; of a text no domain value can have, the beginning."""
    text = clean(value, NOTE_LIMIT)
    return text if len(value) <= NOTE_LIMIT else f"{text} …"


def money(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".") + f"{NO_BREAK}đ"


def filled(raw: Mapping[str, str]) -> dict[str, str]:
    """Each value harmless, and a number on the line of the word that it counts."""
    return {name: _with_units(harmless(value)) for name, value in raw.items()}


def _with_units(text: str) -> str:
    return _NUMBER_AND_WORD.sub(NO_BREAK, text)


def imprint_values(imprint: Imprint, template: Template) -> dict[str, str]:
    head = imprint.head
    return filled(
        {
            "authority": head.authority,
            "center": head.name,
            "center_address": head.address,
            "place": head.place,
            "hotline": head.hotline,
            "website": head.website,
            "officer": imprint.officer,
            "desk": imprint.desk,
            "proof": imprint.proof,
            "job": imprint.job,
            "reprint": str(imprint.reprint) if imprint.reprint else "",
            "reprint_reason": imprint.reprint_reason,
        }
    ) | {"paper_date": date_words(local(imprint.at), template)}


def person_values(person: PaperPerson | None, submitter: PaperPerson | None) -> dict[str, str]:
    applicant, other = person or PaperPerson(""), submitter or PaperPerson("")
    return filled(
        {
            "applicant": applicant.name,
            "identity": applicant.identity,
            "address": applicant.address,
            "phone": applicant.phone,
            "tax_code": applicant.tax_code,
            "representative": applicant.representative,
            "email": applicant.email,
            "submitter": other.name,
            "submitter_identity": other.identity,
            "submitter_phone": other.phone,
        }
    )


def short_moment(moment: datetime) -> str:
    """For a narrow column: hour and day in figures."""
    return f"{local(moment):%H:%M %d/%m/%Y}"


def short_day(moment: datetime) -> str:
    return f"{local(moment):%d/%m/%Y}"


def date_words(day: date, template: Template) -> str:
    return template.words("words.date", _day(day))


def moment_words(moment: datetime, template: Template) -> str:
    return template.words("words.moment", _moment(local(moment)))


def day_words(day: date, template: Template) -> str:
    """The day alone, for the middle of a sentence."""
    return template.words("words.day", _day(day))


def _day(day: date) -> dict[str, str]:
    return {"day": f"{day:%d}", "month": f"{day:%m}", "year": f"{day:%Y}"}


def _moment(moment: datetime) -> dict[str, str]:
    names = {"hour": "%H", "minute": "%M", "day": "%d", "month": "%m", "year": "%Y"}
    return {name: f"{moment:{directive}}" for name, directive in names.items()}
