"""A desk process that works until it is killed: `python -m tests.fakes.crashing_desk FOLDER SEED`.

It writes a line to its standard output after each commit that returned, never before. What the
line says was acknowledged must be in the store whenever the process dies after it.
"""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from counter_app.bootstrap import Rulebook, read_rulebook
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.intake import Intake
from data.domain import printjob
from data.domain.center import Center, Desk
from data.domain.entries import Fact
from data.domain.printjob import JobOutcome, JobState, fold_job
from data.store import queries
from data.store.blobs import Blobs
from data.store.drafts import Drafts, Pages
from data.store.engine import Store, open_store
from data.store.errors import StoreError
from data.store.files import StoreFiles
from data.store.journal import Journal
from data.store.keys import read_keys
from data.store.lock import WriterLock
from tests.fakes.stores import OFFICER, TickingClock, store_files

PROCEDURES = ("MAU-KHDT-01", "MAU-NV-01", "MAU-TP-01")
PAGE_BYTES = 30_000


@dataclass(slots=True)
class WorkingDesk:
    """The real intake on a real store; paper jobs are stepped as the spooler would."""

    store: Store
    journal: Journal
    pages: Pages
    drafting: Drafting
    intake: Intake
    random: Random

    def attached(self) -> Draft:
        """A draft with some pages, counted and named, as an officer would leave it."""
        draft = self.drafting.begin(OFFICER, self.random.choice(PROCEDURES))
        acknowledge("draft", draft.id)
        for component in draft.components[: self.random.randrange(1, 4)]:
            image = self.random.randbytes(self.random.randrange(1, PAGE_BYTES))
            draft = self.drafting.attach_page(OFFICER, draft, component.id, image)
            acknowledge("page", draft.id, self.pages.blobs.name(image))
        for component in draft.components:
            draft = draft.with_component(self.drafting.counted(draft, component))
        named = replace(draft.applicant, name="Nguyễn Văn Thử", identity="999000000123")
        draft = replace(draft, applicant=named)
        self.drafting.save(OFFICER, draft)
        return draft

    def receive(self) -> None:
        draft = self.attached()
        if self.random.random() < 0.2:
            acknowledge("discarding", draft.id)
            self.drafting.discard(draft.id)
            return
        issued = self.intake.issue(OFFICER, draft)
        acknowledge("issued", draft.id, issued.dossier.received_entry)

    def print_one(self) -> None:
        """`sending` is committed, then the first byte leaves, then the outcome is committed."""
        with self.store.read() as connection:
            queued = queries.jobs_in(connection, [JobState.QUEUED])
        if not queued:
            return
        job = self.random.choice(queued)
        if self.random.random() < 0.3:
            pdf = self.pages.put(self.random.randbytes(PAGE_BYTES))
            self.record(printjob.archived(job, pdf))
            acknowledge("archived", job.id, pdf)
            return
        self.record(printjob.sending(job))
        acknowledge("paper", job.id)
        with self.store.read() as connection:
            sent = queries.job(connection, job.id)
        self.record(printjob.ended(sent, self.random.choice(list(JobOutcome))))
        acknowledge("ended", job.id)

    def record(self, fact: Fact) -> None:
        with self.journal.act(OFFICER.id) as act:
            fold_job(fact.subject, act.entries(fact.subject))
            act.record(fact)


def acknowledge(*words: str) -> None:
    """One write, so that a line is there in full or not at all."""
    os.write(sys.stdout.fileno(), (" ".join(words) + "\n").encode())


def working_desk(files: StoreFiles, center: str, seed: int) -> WorkingDesk:
    keys = read_keys(files.keys)
    store = open_store(files, keys)
    clock = TickingClock()
    pages = Pages(store, Blobs(files.blobs, keys.pages))
    record = Journal(store, keys, center, clock)
    rules: Rulebook = read_rulebook()
    with store.read() as connection:
        desk = queries.desk_by_key(connection, keys.id)
        found = queries.center(connection)
    assert isinstance(desk, Desk)
    assert isinstance(found, Center)
    drafting = Drafting(store, Drafts(store), pages, rules.catalogue, clock)
    intake = Intake(store, record, drafting, rules.in_force, desk, clock)
    return WorkingDesk(store, record, pages, drafting, intake, Random(seed))


def main() -> None:
    folder, center, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    files = store_files(folder)
    with WriterLock(files.lock):
        desk = working_desk(files, center, seed)
        desk.drafting.sweep()
        acknowledge("ready")
        while True:
            try:
                desk.receive()
                desk.print_one()
            except StoreError as error:
                acknowledge("refused", error.code)
                sys.stdin.readline()


if __name__ == "__main__":
    main()
