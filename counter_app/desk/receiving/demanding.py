"""The lines of a form 02 in the making: each published component, then what is outside the list.

A component stands on one line at most, and the lines keep the order of the published list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from counter_app.desk.receiving.draft import DemandForm, Draft
from counter_app.desk.receiving.intake import Review
from data.domain.not_accepted import above_published
from data.domain.procedures import Component, PaperKind, Procedure
from data.domain.reception import BETTER
from data.domain.supplement import Defect, Demand

OUTSIDE: Final = "+"
"""Begins the key of a line outside the list; the id of a component never does."""


@dataclass(frozen=True, slots=True)
class DemandLine:
    """A published component, or a demand outside the list; `demand` is None while it is good."""

    key: str
    published: Component | None
    demand: DemandForm | None

    @property
    def name(self) -> str:
        if self.published is not None:
            return self.published.name
        return self.demand.name if self.demand else ""

    @property
    def needs_citation(self) -> bool:
        """Whether more is asked than is published (R14, R18)."""
        if self.demand is None:
            return False
        if self.published is None:
            return True
        asked = Demand(self.published.id, self.published.name, kind=self.demand.kind)
        return above_published(asked, self.published)


def lines(draft: Draft, procedure: Procedure) -> list[DemandLine]:
    asked = {demand.component: demand for demand in draft.demands}
    listed = [DemandLine(item.id, item, asked.get(item.id)) for item in procedure.components]
    ids = {item.id for item in procedure.components}
    outside = (demand for demand in draft.demands if demand.component not in ids)
    return [
        *listed,
        *(DemandLine(f"{OUTSIDE}{place}", None, it) for place, it in enumerate(outside)),
    ]


def with_demand(draft: Draft, procedure: Procedure, key: str, demand: DemandForm | None) -> Draft:
    """The draft with this line asked for as `demand` says, or no longer at all."""
    asked = (demand if line.key == key else line.demand for line in lines(draft, procedure))
    return replace(draft, demands=tuple(it for it in asked if it is not None))


def with_outside(draft: Draft) -> Draft:
    """The draft with one more demand outside the list, still without a name."""
    return replace(draft, demands=(*draft.demands, DemandForm()))


def with_defect(line: DemandLine, defect: Defect) -> DemandForm:
    """The line with this defect; only a wrong kind of paper says at once which kind would do."""
    demand = line.demand or DemandForm(component=line.key)
    if defect is demand.defect and line.demand is not None:
        return demand
    wrong_kind = defect is Defect.WRONG_KIND and line.published is not None
    kind = lightest(line.published) if wrong_kind and line.published else None
    return replace(demand, defect=defect, kind=kind)


def lightest(component: Component) -> PaperKind:
    """Of the published kinds the one that asks least of the citizen (C8)."""
    return max(component.kinds, key=lambda kind: len(BETTER[kind]))


def suggested(review: Review) -> tuple[DemandForm, ...]:
    """What the check of the counted papers already says is missing, or of a kind that will not do.

    Nothing while nothing was counted: whoever brought nothing at all is not asked for everything.
    """
    if not any(component.counts.total for component in review.draft.components):
        return ()
    return tuple(_suggested(review))


def _suggested(review: Review) -> Iterator[DemandForm]:
    for block in review.blocks:
        if block.code in _DEFECTS:
            item = review.procedure.components[int(block.facts["number"]) - 1]
            yield with_defect(DemandLine(item.id, item, None), _DEFECTS[block.code])


_DEFECTS: Final = {"component-missing": Defect.MISSING, "component-kind": Defect.WRONG_KIND}
