"""Every word an officer reads: translation, dates, money and numbers as the counter writes them.

Message ids are English and stand in the code; Vietnamese is the default catalogue. Nothing here
ever interprets a text as markup.
"""

import gettext
from datetime import date, datetime
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "counter"
DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")


class _Speech:
    """The language in use; one per process, since bindings are class attributes of screens."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` from now on; English is the message ids themselves."""
    _Speech.catalogue = (
        gettext.translation(DOMAIN, LOCALE, [language])
        if language != "en"
        else gettext.NullTranslations()
    )


def msg(text: str) -> str:
    """Mark a message id that is translated later."""
    return text


def tr(text: str, **facts: str | int) -> str:
    """`text` in the language in use, its named places filled."""
    translated = _Speech.catalogue.gettext(text) if text else ""
    return translated.format(**facts) if facts else translated


def trn(one: str, many: str, n: int, **facts: str | int) -> str:
    """The form of a message that fits `n`; `{n}` is filled too."""
    return _Speech.catalogue.ngettext(one, many, n).format(n=n, **facts)


_WEEKDAYS = (
    msg("Mon"),
    msg("Tue"),
    msg("Wed"),
    msg("Thu"),
    msg("Fri"),
    msg("Sat"),
    msg("Sun"),
)


def day_text(day: date) -> str:
    """`23/11/2026`."""
    return f"{day:%d/%m/%Y}"


def moment_text(moment: datetime) -> str:
    """`17:00 27/11/2026`, on the clock of the counter."""
    return f"{_local(moment):%H:%M %d/%m/%Y}"


def time_text(moment: datetime) -> str:
    return f"{_local(moment):%H:%M}"


def _local(moment: datetime) -> datetime:
    """Time zones take their time to load, and the first paint shows no time."""
    from data.domain.clock import local

    return local(moment)


def weekday_text(day: date) -> str:
    return tr(_WEEKDAYS[day.weekday()])


def money_text(amount_vnd: int) -> str:
    """`1.250.000 đ`."""
    return f"{amount_vnd:,}".replace(",", ".") + " đ"


_SHOWN_HEAD = 3
_SHOWN_TAIL = 4


def masked(number: str) -> str:
    """A number of identity or telephone as it may stand on a screen that a queue can see."""
    hidden = len(number) - _SHOWN_HEAD - _SHOWN_TAIL
    if hidden <= 0:
        return number
    return f"{number[:_SHOWN_HEAD]}{'•' * min(hidden, 5)}{number[-_SHOWN_TAIL:]}"
