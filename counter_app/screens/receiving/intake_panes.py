"""The two halves of the intake screen: work at the left, paper at the right. They only show."""

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical

from counter_app.screens.capture import capture_text
from counter_app.screens.receiving import intake_text
from counter_app.widgets.components import ComponentTable
from counter_app.widgets.lines import column
from counter_app.widgets.preview import PreviewPane
from counter_app.widgets.said import Said
from counter_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.receiving.intake import Review
    from counter_app.widgets.components import ComponentLine
    from data.domain.online import Applied
    from data.domain.supplement import SupplementRequest
    from data.store.queries import DossierLine
    from scanning.values import CaptureReport


class WorkPane(Vertical):
    """Procedure, components, person, fee and place, in the officer's order."""

    table = getters.query_one(ComponentTable)

    def compose(self) -> ComposeResult:
        yield Said(id="procedure")
        yield Said(id="reopened")
        yield ComponentTable()
        yield Said(id="detail")
        yield Said(id="facts")
        yield Said(id="due-line", classes="narrow-only")

    def show(
        self,
        review: "Review",
        *,
        asked: "SupplementRequest | None" = None,
        visit: "Sequence[DossierLine]" = (),
        online: "Applied | None" = None,
    ) -> None:
        """`asked` is the form 02 that is looked at again, `visit` what the visitor handed in.

        `online` is what came through the portal.
        """
        draft = review.draft
        self.table.show(intake_text.component_lines(review.procedure, draft, asked))
        self.query_one("#procedure", Said).say(intake_text.head(review))
        self.query_one("#reopened", Said).say(intake_text.reopened(asked))
        self.query_one("#reopened", Said).display = asked is not None
        facts = (
            intake_text.persons(draft),
            intake_text.way(draft, online),
            intake_text.fee(review),
            intake_text.visit(review, visit),
            intake_text.place(review),
        )
        self.query_one("#facts", Said).say(column(*(fact for fact in facts if fact)))
        self.query_one("#due-line", Said).say(intake_text.due(review))
        self.show_detail(review, asked)

    def show_detail(self, review: "Review", asked: "SupplementRequest | None" = None) -> None:
        detail = intake_text.detail(review, self.table.cursor, asked)
        self.query_one("#detail", Said).say(detail)


class PaperPane(Vertical):
    """What lies under the camera, and what the citizen will be promised."""

    pane = getters.query_one(PreviewPane)

    def compose(self) -> ComposeResult:
        yield Said(intake_text.no_camera(), id="page")
        yield PreviewPane()
        yield Said(id="due")

    def show(self, review: "Review") -> None:
        self.query_one("#due", Said).say(intake_text.due_with_reasons(review))

    def show_camera(
        self, line: "ComponentLine | None", report: "CaptureReport | None", landed: str
    ) -> None:
        self.pane.follow(report.preview if report is not None else None)
        goes = tr("page {page}", page=line.pages + 1) if line else ""
        self.query_one("#page", Said).say(capture_text.seen(report, goes, landed))
