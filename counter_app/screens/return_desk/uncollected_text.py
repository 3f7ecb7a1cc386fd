"""What stands in the list of results that nobody came for, and beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.contact_words import CHANNEL_WORDS, PURPOSE_WORDS
from counter_app.desk.lists.tracking import MOST_UNCOLLECTED
from counter_app.screens.dossiers.told_lines import Hung, Line, laid
from counter_app.screens.receiving.intake_text import label
from counter_app.widgets.lines import QUIET, STRONG, WARNING, left, right, row, styled
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import BLANK, Row, heading
from counter_app.wording import moment_text, tr, trn
from data.domain.contacting import Contact

if TYPE_CHECKING:
    from data.domain.dossier import Dossier
    from data.domain.people import Person
    from data.domain.tracked_lists import TrackedLine

_DAYS, _SHELF, _CODE = 5, 12, 27
_MOST_CONTACTS = 8


def head(days: Collection[int]) -> Content:
    """How many lie here, and how long the oldest does."""
    if not days:
        return styled(tr("Results that nobody came for"), STRONG)
    whole = len(days) < MOST_UNCOLLECTED
    counted = (
        trn("{n} result waits", "{n} results wait", len(days))
        if whole
        else tr("The {n} results that wait longest", n=len(days))
    )
    oldest = trn("the oldest for {n} day", "the oldest for {n} days", max(days))
    return row(styled(counted, STRONG), styled(f" · {oldest}", QUIET))


def rows(
    lines: Sequence["TrackedLine"], days: Mapping[str, int], ages_days: Sequence[int]
) -> list[Row]:
    """Under the age that each has come to, the oldest first."""
    found: list[Row] = []
    most: int | None = None
    for least in (*ages_days, 0):
        here = [it for it in lines if days[it.id] >= least and (most is None or days[it.id] < most)]
        if here:
            found += [BLANK] if found else []
            found.append(heading(_age(least, len(here))))
            found += [_line(it, days[it.id]) for it in here]
        most = least
    return found


def _age(least: int, count: int) -> str:
    if not least:
        return trn("Less than a week · {n} result", "Less than a week · {n} results", count)
    return trn(
        "{days} days and more · {n} result", "{days} days and more · {n} results", count, days=least
    )


def _line(it: "TrackedLine", days: int) -> Row:
    def draw(width: int) -> Content:
        return row(
            styled(right(str(days), _DAYS - 1) + " ", QUIET),
            styled(left(it.shelf or "–", _SHELF - 1) + " ", STRONG),
            left(it.applicant or tr("(no name yet)"), width - _DAYS - _SHELF - _CODE - 1) + " ",
            styled(left(it.number, _CODE), QUIET),
        )

    return Row(draw, it.id)


# --- the chosen one -----------------------------------------------------------------------------


def told(dossier: "Dossier | None") -> tuple[str, Tone]:
    """Who has not been told yet comes first."""
    if dossier is None:
        return "", Tone.QUIET
    last = dossier.last(Contact)
    if last is None:
        return tr("Nobody told the citizen yet: C writes a call down."), Tone.WARNING
    said = tr(
        "Told last {moment}: {channel}, {about}.",
        moment=moment_text(last.what.at),
        channel=tr(CHANNEL_WORDS[last.what.channel]),
        about=tr(PURPOSE_WORDS[last.what.purpose]),
    )
    return said, Tone.QUIET


def chosen(dossier: "Dossier | None", width: int) -> list[Content]:
    return laid(_facts(dossier), width) if dossier is not None else []


def _facts(dossier: "Dossier") -> Iterator[Line]:
    reception = dossier.taken_in()
    yield Hung(Content(""), reception.matter.procedure, QUIET)
    yield Content("")
    for name, who in ((tr("Owner"), dossier.applicant), (tr("Submitter"), dossier.submitter)):
        if who is not None:
            yield from _person(name, who)
    yield Hung(label(tr("Result at")), reception.returning.place)
    if reception.returning.address:
        yield Hung(label(""), reception.returning.address, QUIET)
    yield Content("")
    contacts = dossier.facts(Contact)[-_MOST_CONTACTS:]
    yield styled(tr("Contacts") if contacts else tr("No contact yet"), QUIET)
    for it in reversed(contacts):
        words = (tr(CHANNEL_WORDS[it.what.channel]), tr(PURPOSE_WORDS[it.what.purpose]))
        said = " · ".join(word for word in (*words, it.what.note) if word)
        yield Hung(styled(f"{moment_text(it.what.at)}  ", QUIET), said)


def _person(name: str, who: "Person") -> Iterator[Line]:
    yield Hung(label(name), who.name)
    phone = who.phone or tr("no telephone number")
    yield Hung(label(""), phone, QUIET if who.phone else WARNING)
