"""The imprint of a paper that lists what many entries say, and of which none made it."""

from datetime import datetime

from counter_app.desk.numbers import desk_label
from counter_app.desk.on_paper.drawing import PROOF_DIGITS
from counter_app.desk.on_paper.papers import Papers
from data.domain.center import Officer
from data.domain.papers import Imprint, Mark
from data.store import queries


def list_imprint(papers: Papers, officer: Officer, at: datetime) -> Imprint:
    """Its proof is the newest entry here: the list is as of that one."""
    with papers.store.read() as connection:
        proof = queries.newest_entry(connection)
    return Imprint(
        head=papers.center.head,
        officer=officer.name,
        desk=desk_label(papers.desk),
        at=at,
        proof=proof[:PROOF_DIGITS],
        job="",
        forms=papers.sheets.rules.profile.rules.forms,
        marks=frozenset({Mark.PRACTICE} if papers.center.practice else ()),
    )
