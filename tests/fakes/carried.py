"""Results that the post carries, in the store of a real desk, and files that a carrier makes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from counter_app.bootstrap import Counter
from counter_app.desk.post.carrier_file import CarrierFiles
from data.catalogue.text_rows import csv_text
from data.domain.center import Officer
from data.domain.codes import s10_check_digit
from data.domain.concluding import Bring, approve, bring_result
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.folding import fold
from data.domain.handing_over import HAND_OVER, HandOver, recipient
from data.domain.kinds import enter
from data.domain.people import Person
from data.domain.posting import GiveToPost, give_to_post
from data.domain.received import RECEPTION_VERSION, Reception, personal_fields, reception_body
from data.domain.roles import Role
from data.domain.vocabulary import DOSSIER_RECEIVED
from data.store import queries
from data.store.journal import new_id
from tests.fakes.endings import APPROVER, DUE, GIVEN, GRANTED, PLAIN, POST, RETURN_DESK, taking
from tests.fakes.lives import APPLICANT, CENTER, GIVER, RECEIVER

HEADS = ("Số hiệu", "Trạng thái", "Ngày phát", "Người nhận", "Ghi chú", "Biên lai")


def an_item(number: int) -> str:
    serial = f"{number:08}"
    return f"EB{serial}{s10_check_digit(serial)}VN"


@dataclass(slots=True)
class Carried:
    """The postal desk with what it handed to the carrier: `items` by their number."""

    counter: Counter
    officer: Officer
    items: dict[str, str] = field(default_factory=dict)

    def files(self) -> CarrierFiles:
        return CarrierFiles(self.counter.following.acting, self.items.get)

    def give(
        self,
        number: int,
        *,
        reception: Reception | None = None,
        act: GiveToPost | None = None,
        applicant: Person = APPLICANT,
    ) -> str:
        """Takes a dossier as far as the post, under the item that it returns."""
        item, dossier_id = an_item(number), new_id()
        said = replace(act or GiveToPost("", "Bùi Văn Thư"), item=item)
        taken = reception or taking(by_post=True)
        acting = self.counter.following.acting
        with acting.journal.act(self.officer.id) as journal:

            def now() -> Dossier:
                return fold(dossier_id, journal.entries(dossier_id))

            personal = personal_fields(applicant, None, taken)
            body = reception_body(taken)
            journal.record(Fact(dossier_id, DOSSIER_RECEIVED, body, personal, RECEPTION_VERSION))
            index, name = recipient(now())
            by = journal.now + timedelta(hours=1)
            handed = HandOver(index, name, by=by, late=False, giver=GIVER, receiver=RECEIVER)
            journal.record(enter(now(), HAND_OVER, handed, roles=CENTER))
            granted = approve(
                now(), GRANTED, procedure=PLAIN, measure=DUE, now=journal.now, roles=APPROVER
            )
            journal.record(granted)
            bring = Bring(GIVEN, batch="ba" * 16, shelf="A1")
            journal.record(
                bring_result(now(), bring, measure=DUE, now=journal.now, roles=RETURN_DESK)
            )
            journal.record(give_to_post(now(), said, roles=POST, rules=acting.rules))
        self.items[item] = dossier_id
        return item

    def dossier(self, item: str) -> Dossier:
        with self.counter.store.read() as connection:
            return queries.dossier(connection, self.items[item])


def postal(officer: Officer) -> Officer:
    return replace(officer, roles=frozenset({Role.POSTAL}))


def csv_file(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> bytes:
    return csv_text(heads, rows).encode("utf-8-sig")


def book_file(*rows: Sequence[object], heads: Sequence[str] = HEADS) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    for row in (heads, *rows):
        page.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
