"""Goals as a tree, the results chain, and what is odd about it (task 2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from msp_desktop.domain.goals_tree import goals_tree
from msp_desktop.domain.records import Records
from msp_desktop.domain.results import chain, hints
from msp_desktop.domain.shown import day_in_words
from msp_desktop.graphs.chain_map import chain_map
from msp_desktop.graphs.tree_map import goals_map
from msp_desktop.i18n import mark as _
from msp_desktop.i18n import translate
from msp_desktop.reports.charts import GraphChart
from msp_desktop.reports.document import Block, Document, Facts, Heading, Paragraph, Points
from msp_desktop.reports.layouts.reading import Issue, Reader, document, not_agreed

_TABLES = (
    ("objective", ("name", "goal", "measure", "due"), (3, 2.4, 2.4, 1.4)),
    ("indicator", ("name", "unit", "objective"), (3, 1.2, 3)),
    ("partner_goal", ("partner", "goal", "shared_goal", "fit"), (2, 3, 2.4, 1.8)),
)


def results(records: Records, issue: Issue) -> Document:
    """Lay out both pictures, each with the tables of what is in it."""
    reader = Reader(records)
    facts = (
        (translate(_("Partnership")), reader.single("partnership", "name")),
        (translate(_("As of")), day_in_words(issue.day)),
    )
    return document(
        reader,
        issue,
        kind=_("Goals and results"),
        mark="G",
        title=translate(_("Goals and results chain")),
        blocks=[Facts(facts), *_goals(reader), *_chain(reader)],
    )


def goals_chart(reader: Reader) -> Iterator[GraphChart]:
    """Draw the tree of goals, if there is any."""
    picture = goals_map(goals_tree(reader.records))
    if any(node.key for node in picture.nodes):
        caption = translate(_("Goals, objectives and indicators"))
        yield GraphChart(picture, picture.told, caption, tabled=True)


def chain_chart(reader: Reader) -> Iterator[GraphChart]:
    """Draw the results chain, if it has any step."""
    found = chain(reader.records)
    if found.steps:
        picture = chain_map(found).picture
        caption = translate(_("Results chain; steps with a double edge stand for an objective"))
        yield GraphChart(picture, picture.told, caption, tabled=True)


def _goals(reader: Reader) -> Iterator[Block]:
    yield Heading(2, translate(_("Tree of goals")))
    yield from goals_chart(reader)
    for kind_key, columns, weights in _TABLES:
        rows = reader.records.rows(kind_key)
        if rows or kind_key == "objective":
            yield from reader.table(kind_key, rows, columns, weights)


def _chain(reader: Reader) -> Iterator[Block]:
    yield Heading(2, translate(_("Results chain")))
    rows = reader.records.rows("result")
    if not rows:
        yield not_agreed("result")
        return
    yield from chain_chart(reader)
    columns = ("name", "level", "leads_to", "objective", "assumed")
    yield from reader.table("result", rows, columns, (2.6, 1.1, 2.6, 2.2, 2.2))
    found = hints(chain(reader.records))
    if found:
        yield Paragraph(translate(_("To look at:")))
        yield Points(tuple(hint.sentence for hint in found))
